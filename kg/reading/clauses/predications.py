"""Predications: which function each item of a Russian sentence has at a predicate, whatever the order of words.

The function comes from the tagger's tree where that leads from item to predicate (passive, participle and relative led
back to their noun, light nouns passed over), else from case and order within the clause; a clause without a subject
has that of the verb it hangs on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.language.russian.morphology import parses
from kg.language.tokens import Token
from kg.model.facts import Modality
from kg.reading.clauses.items import CLASSIFIERS, PREPOSITIONS, TERRITORIES, Item
from kg.reading.cues import RUSSIAN
from kg.reading.modality import modality_of
from kg.reading.pattern import Sentence

LIGHT = RUSSIAN.set("predications.light")
"""Nouns that a predicate reaches its argument through: «принять участие в», «стать членом»."""
PLURAL = RUSSIAN.set("predications.plural")
"""Classifiers that a territory in the genitive is where they are, not what they are called."""
WHERE = {"где": "в", "куда": "в", "откуда": "из"}
"""Relative adverbs, with the preposition that they stand for."""
COURSE = frozenset({"на", "в ходе", "в рамках"})
"""How one is said to be at an event."""
COLLECTIVE = RUSSIAN.set("predications.collective")
_STOPS = frozenset(";:—–")
_CLOSE = 4
"""Of these, between a noun and what is with it."""
_FAR = 12
"""Tokens between an item and a predicate that order alone may bridge."""
_ASIDE = 6
"""Tokens of «, с казахстанской стороны»."""
_OPENING = 3
"""Tokens from a comma to the first item of a clause without its verb: «, а у» Кирова – с Седльце."""
_ON_BEHALF = frozenset({"от", "за", "со стороны"})
_SIDES = frozenset({"Country", "Region", "City", "Organisation"})
_WHO = frozenset({"Person", "Side"})
_LED = 5
"""Tokens between a delegation and its head: «делегация Омска во главе с мэром»."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An item with its function: «subject», «object», «genitive», «self» (the predicate is its head), or a
    preposition, «+» and the light noun that it passes through; «genitives» for a list in the genitive."""

    item: Item
    function: str
    tree: bool
    """Whether the tagger's tree says so; else case and order do."""


@dataclass(frozen=True, slots=True)
class Predication:
    head: Token
    arguments: tuple[Argument, ...]
    modality: Modality
    language: str = "ru"

    def of(self, *functions: str) -> Iterator[Argument]:
        return (argument for argument in self.arguments if argument.function in functions)


def predications(sentence: Sentence, items: Sequence[Item], at: int) -> Iterator[Predication]:
    """The predication of the token at that index, and those that leave its word out: «Омск дружит с Тарой, а Тюмень – с
    Ишимом»."""
    own = predication(sentence, items, at)
    yield own
    papers = any(one.item.kind == "Agreement" for one in own.arguments)  # theirs is another paper, which is not named
    for pair in () if papers else _gapped(sentence.tokens, items, at, own.arguments):
        functions = {one.function for one in pair}
        kept = (one for one in own.arguments if one.function not in functions)
        yield Predication(own.head, (*kept, *pair), own.modality)


def predication(sentence: Sentence, items: Sequence[Item], at: int) -> Predication:
    """The predication of the token at that index."""
    tokens, head = sentence.tokens, sentence.tokens[at]
    owner = {tokens[i].i: item for item in items for i in range(item.first, item.end)}
    found: dict[Item, Argument] = {}
    if head.i in owner:
        found[owner[head.i]] = Argument(owner[head.i], "self", tree=True)
    for item in items:
        if owner.get(head.i) is item or item.group[0] is not item:
            continue
        function, tree = _function(tokens, owner, head, at, item)
        if function == "genitive" and (len(item.group) > 1 or (item.kind == "Side" and len(item.stands_for) == 2)):
            function = "genitives"
        elif function == "genitive+мероприятие" and len(item.group) > 1:
            function = "genitives"  # «план мероприятий Омской и Томской областей»
        if function and not _is_where(tokens, items, item):
            for member in item.group:
                found.setdefault(member, Argument(member, function, tree))
    for pronoun, light in _relatives(head):
        # «общество, с которым заключён договор»: what stands right before, whatever the tree hangs the clause on
        place = next((i for i, token in enumerate(tokens) if token.i == pronoun.i), 0)
        before = [item for item in reversed(items) if item.end <= place <= item.through + 2 + bool(light)]
        agreeing = (item for item in before if len(item.group) > 1 or not _differ(pronoun, item.head))
        antecedent = next(agreeing, next(iter(before), None))
        if antecedent is not None:
            preposition = next((child.lower_ for child in pronoun.children if child.dep_ == "case"), "")
            preposition = WHERE.get(pronoun.lower_, preposition)
            function = PREPOSITIONS.get(preposition, preposition) or _voiced(pronoun, _is_passive(head))
            function = f"genitive+{light}" if light else function
            plural = "Plur" in pronoun.morph.get("Number", [])
            for member in antecedent.group if plural else [antecedent]:
                if (
                    member not in found
                    or not found[member].tree
                    or (preposition and found[member].function == "subject")
                ):
                    found[member] = Argument(member, function, tree=True)
    up = head
    while not any(one.function == "subject" for one in found.values()) and up.head.i != up.i:
        has_own = any(_is_subject(child) for child in up.children)
        where = up.dep_ == "acl:relcl" and any(child.lower_ in WHERE for child in up.children)
        if (
            not where
            and up.dep_ not in ("conj", "advcl", "xcomp")
            and (up.dep_ != "ccomp" or has_own or _differ(up, up.head))
        ):
            break
        up = up.head.head if where else up.head  # «побывал в Омске, где встретился с мэром»: one does both
        for child in up.children:
            if child.dep_ == "nsubj" and child.i in owner:
                for member in owner[child.i].group:
                    found.setdefault(member, Argument(member, "subject", tree=True))
    for left, right in zip(items, items[1:], strict=False):
        leads = left.kind == "Side" and right.preposition == "с участием" and right.first - left.end <= _LED
        if leads and left in found:
            for member in right.group:
                found[member] = Argument(member, found[left].function, found[left].tree)
    _accompany(tokens, items, found)
    _straighten(head, found)
    _turn_round(head, found)
    spelt = dict(_spelt_out(tokens, head, at, items))
    for item in [one for one in found if spelt and found[one].function == "subject" and one.may_be("Acc")]:
        if "subject" not in spelt.values() or item in spelt:
            continue
        found[item] = Argument(item, "object", tree=False)  # «Фонд учредили пятеро: …»
    for item, function in spelt.items():
        found[item] = Argument(item, function, tree=False)
    for item in _equal(tokens, head, at, items):
        found.setdefault(item, Argument(item, "equal", tree=False))
    if apposed := next((i for i in items if i.end < at and _is_apposed(tokens, head, at, i)), None):
        for member in apposed.group:
            found.setdefault(member, Argument(member, "appositive", tree=False))
    if any(one.function == "subject" for one in found.values()):
        for item in items:
            if item not in found and _is_gapped(tokens, at, item):
                found[item] = Argument(item, "subject", tree=False)
    papers = any(item.kind == "Agreement" for item in found)  # «договор с Омском подписан в мае, с Тарой – в июне»: two
    for item in items:
        if item not in found and not papers and (like := _repeated(tokens, found, item)):
            found[item] = Argument(item, like.function, like.tree)
    first, end = _between_contrasts(tokens, items, at)
    own = [one for one in found.values() if one.function != "subject" or first <= one.item.first < end]
    others = {one.item for pair in _gapped(tokens, items, at, own) for one in pair}
    others |= {one.item for one in own if _is_refused(tokens, one.item)}
    return Predication(head, tuple(one for one in own if one.item not in others), modality_of(head))


def _gapped(
    tokens: Sequence[Token], items: Sequence[Item], at: int, arguments: Sequence[Argument]
) -> Iterator[list[Argument]]:
    """What stands on both sides of a dash in place of two arguments, each with the preposition of its own: «(Омск
    дружит с Тарой,) Тюмень – с Ишимом», «(с Тарой договор подписал Омск,) с Ишимом – Тюмень»."""
    for dash in (i for i in range(at + 1, len(tokens)) if tokens[i].text in "–—"):
        left = next((item for item in items if item.group[-1].end == dash and item.group[0] is item), None)
        right = next((item for item in items if item.first - bool(item.preposition) == dash + 1), None)
        if left is None or right is None or left.preposition == right.preposition:
            continue
        opening = tokens[max(left.first - _OPENING, at + 1) : left.first]
        comma = next((i for i, token in enumerate(reversed(opening)) if token.text in ",;"), None)
        if comma is None or any(token.pos_ in ("VERB", "AUX") for token in opening[len(opening) - comma :]):
            continue
        pair = [(one, next((own for own in arguments if _is_like(own.item, one, left)), None)) for one in (left, right)]
        told = [(one, like) for one, like in pair if like is not None]
        if len({like.function for _, like in told}) == 2:
            yield [Argument(member, like.function, like.tree) for one, like in told for member in one.group]


def _is_refused(tokens: Sequence[Token], item: Item) -> bool:
    """«Омск приняли в союз, а Тару – нет»: of what stands there it is not so."""
    end = item.group[-1].through
    return [token.lower_ for token in tokens[end + 1 : end + 2]] == ["нет"] and tokens[end].text in "–—"


def _is_like(own: Item, item: Item, left: Item) -> bool:
    """Whether an argument before the gap has the preposition and the kind of what stands there; who signs «от
    Казахстана» is one side more of the same."""
    alike = own.kind == item.kind or {own.kind, item.kind} <= _SIDES
    return alike and own.preposition == item.preposition and own.end < left.first and item.preposition not in _ON_BEHALF


def _spelt_out(tokens: Sequence[Token], head: Token, at: int, items: Sequence[Item]) -> Iterator[tuple[Item, str]]:
    """«Фонд учредили пятеро: Омск, Тара …», «В союз вошли три города: …»: a list that a colon adds to a plural subject
    without a name."""
    colon = next((i for i in range(at + 1, min(at + _ASIDE, len(tokens))) if tokens[i].text == ":"), None)
    if colon is None or not _is_verb(head) or any(at < item.first < colon for item in items):
        return
    counted = any(t.pos_ == "NUM" or t.lower_ in COLLECTIVE or _is_subject(t) for t in tokens[at + 1 : colon])
    first = next((item for item in items if item.first > colon), None)
    bare = first is not None and (first.may_be("Nom") or first.may_be("Acc"))
    if counted and bare and first is not None and first.first <= colon + 2 and len(first.group) > 1:
        before = [item for item in items if item.end <= at and not item.preposition and item.may_be("Nom")]
        own = before[-1] if before and "Sing" in head.morph.get("Number", []) and not _is_passive(head) else None
        if own is not None:
            yield own, "subject"  # «Сеть объединяет три города: …»
        for item in first.group if own is not None or first.may_be("Nom") else ():
            yield item, "object" if own is not None or _is_passive(head) else "subject"


def _equal(tokens: Sequence[Token], head: Token, at: int, items: Sequence[Item]) -> Sequence[Item]:
    """«Партнёры области – Казахстан и Китай», «Казахстан и Китай – партнёры области»: what a dash makes equal to a noun
    in the nominative."""
    if head.pos_ not in ("NOUN", "PROPN") or _case(head) != "Nom":
        return ()
    for item in items:
        if item.preposition or not item.may_be("Nom") or item.group[0] is not item:
            continue
        after = item.first > at
        between = tokens[at + 1 : item.first] if after else tokens[item.group[-1].through : at]
        dashes = [i for i, t in enumerate(between) if t.text in "–—"]
        if len(dashes) != 1 or any(t.pos_ in ("VERB", "AUX") or t.text in ".;:," for t in between):
            continue
        beside = between[dashes[0] + 1 :]
        rest = beside if after else between
        if all(t.pos_ in ("ADJ", "DET", "NUM", "PUNCT") or t.lemma_.lower() in CLASSIFIERS for t in rest):
            return item.group
    return ()


def _accompany(tokens: Sequence[Token], items: Sequence[Item], found: dict[Item, Argument]) -> None:
    """«У Омска с Тарой есть договор», «Омском с Тарой подписан договор»: the tree hangs the one on the other."""
    acting = next((own for own in found.values() if own.function == "subject" and own.item.kind in _WHO | _SIDES), None)
    for item in items:
        joint = tokens[max(item.first - 2, 0)].lower_ == "вместе" and item.preposition == "с"
        alike = acting is not None and any({item.kind, acting.item.kind} <= kinds for kinds in (_WHO, _SIDES))
        if joint and acting is not None and alike:  # «Вместе с мэром прибыл ректор»
            found |= {member: Argument(member, "subject", acting.tree) for member in item.group}
    for left, right in zip(items, items[1:], strict=False):
        own = found.get(left)
        if own is None or own.function not in ("subject", "у") or right in found or right.preposition != "с":
            continue
        if left.kind in _SIDES and right.kind in _SIDES and right.first - left.end <= 2:
            for member in right.group:
                found[member] = Argument(member, "с", own.tree)


def _turn_round(head: Token, found: dict[Item, Argument]) -> None:
    """«Фонд учредили Омская и Томская области»: of two objects of a plural verb the list is its subject."""
    verb = "Fin" in head.morph.get("VerbForm", []) and "Plur" in head.morph.get("Number", [])
    if not verb or any(one.function == "subject" for one in found.values()):
        return
    objects = [one for one in found.values() if one.function == "object" and one.tree and not one.item.preposition]
    lists = [one for one in objects if len(one.item.group) > 1 and one.item.may_be("Nom")]
    single = [one for one in objects if len(one.item.group) == 1 and one.item.may_be("Acc")]
    if single and lists and all(one.item.group is lists[0].item.group for one in lists):
        for member in lists[0].item.group:
            found[member] = Argument(member, "subject", tree=True)


def _straighten(head: Token, found: dict[Item, Argument]) -> None:
    """«Сеть объединяет Омск и Тару», «В союз приняли Омск и Тару»: a list one of which can be no subject is none."""
    if not _is_verb(head) or _is_passive(head):
        return
    lists = [one.item.group for one in found.values() if one.function == "subject" and len(one.item.group) > 1]
    for group in lists:
        bare = [one for one in group if one.kind in _SIDES and not one.preposition]
        if len(bare) < len(group) or all(one.may_be("Nom") for one in bare) or not all(o.may_be("Acc") for o in bare):
            continue
        subject = next((one for one in found.values() if one.function == "object" and one.item not in group), None)
        if subject is not None and subject.item.may_be("Nom"):
            found[subject.item] = Argument(subject.item, "subject", tree=True)
        for member in bare:
            found[member] = Argument(member, "object", tree=True)


def _is_apposed(tokens: Sequence[Token], head: Token, at: int, item: Item) -> bool:
    """«Омск, член Ассоциации», «Омск как член Ассоциации»: right before the noun and its adjectives, in its case."""
    between = tokens[item.through : at]
    told = _case(head) in (item.case, "") or between[:1] and between[0].lower_ == "как" and item.may_be(_case(head))
    if head.pos_ != "NOUN" or item.kind == "Person" or not told:
        return False
    return bool(between) and between[0].lower_ in (",", "как") and all(t.pos_ in ("ADJ", "DET") for t in between[1:])


def _case(token: Token) -> str:
    return next(iter(token.morph.get("Case", [])), "")


def _is_gapped(tokens: Sequence[Token], at: int, item: Item) -> bool:
    """«подписал губернатор, с казахстанской стороны – аким»: the verb is left out before the second subject."""
    dash = item.first - 1
    if dash <= at or tokens[dash].text not in "–—" or not item.may_be("Nom") or item.preposition:
        return False
    side = list(tokens[max(dash - _ASIDE, at + 1) : dash])
    comma = next((i for i in range(len(side) - 1, -1, -1) if side[i].text in (",", ";")), None)
    if comma is None:
        return False
    words = [t for t in side[comma + 1 :] if t.lower_ not in ("а", "и")]
    if len(words) == 1 and words[0].lower_.endswith(("скую", "цкую")):
        return True  # «белорусскую часть комиссии возглавил …, узбекскую – …»
    return bool(words) and words[0].lower_ in ("с", "со", "от", "за") and not any(t.pos_ == "VERB" for t in words)


def _repeated(tokens: Sequence[Token], found: Mapping[Item, Argument], item: Item) -> Argument | None:
    """«выросли из Омска на 5, из Тары – на 7»: what stands after the same preposition where the verb is left out."""
    at = item.first - 2
    if at < 0 or tokens[at].text != "," or tokens[at + 1].pos_ != "ADP" or item.end == len(tokens):
        return None
    alike = (one for one in found.values() if one.function == item.preposition and one.item.kind == item.kind)
    return next(alike, None) if tokens[item.end].text in "–—" else None


def _relatives(head: Token) -> Iterator[tuple[Token, str]]:
    """«которым», «где» beside the predicate, and «членом которой» with its light noun."""
    for child in head.children:
        if child.lemma_.lower() == "который" or child.lower_ in WHERE:
            yield child, ""
        elif child.lemma_.lower() in LIGHT:
            yield from ((inner, child.lemma_.lower()) for inner in child.children if inner.lemma_.lower() == "который")


def _between_contrasts(tokens: Sequence[Token], items: Sequence[Item], at: int) -> tuple[int, int]:
    """Between which tokens the predicate's subject stands: «, а» or «, но» bounds its clause.

    To the left it does where the clause names a subject itself: in «Тула – член Союза, а Омск входит в Ассоциацию» and
    in «не Тула, а Омск входит» Tula is none, in «Тула провела форум, а затем вошла» she is."""
    bounds = [
        i
        for i, (comma, token, after) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False), 1)
        if comma.text == "," and token.lower_ in ("а", "но") and after.lower_ != "также"
    ]
    left = max((i for i in bounds if i < at), default=0)
    named = any(left < one.first < at and not one.preposition and one.case == "Nom" for one in items)
    return (left if named else 0), min((i for i in bounds if i > at), default=len(tokens))


def _function(tokens: Sequence[Token], owner: dict[int, Item], head: Token, at: int, item: Item) -> tuple[str, bool]:
    passive = _is_passive(head)
    noun = head.pos_ in ("NOUN", "PROPN") and not _is_verb(head)
    participle = head.dep_.startswith(("acl", "amod")) and "Fin" not in head.morph.get("VerbForm", [])
    if participle and (owner.get(head.head.i) is item or _is_of_title(head, item)):
        return ("object" if passive else "subject"), True
    low, high = sorted(
        (
            at,
            item.led_by
            if item.led_by > at
            else item.first
            if item.first > at or item.kind != "Holder"
            else item.end - 1,
        )
    )
    between = _outside_brackets(tokens[low + 1 : high])
    reached = _climb(item, head, owner)
    if noun and _is_of_clause_before(tokens[item.end : at]):
        return "", False
    if noun and item.preposition in ("между", "с") and item.first > at and _is_with_another(tokens, at, item):
        return "", False
    if reached:
        node, light = reached
        if item.preposition:
            return f"{item.preposition}+{light}" if light and item.preposition == "в" else item.preposition, True
        if light:
            return f"{'genitive' if item.case in ('Gen', '') else 'object'}+{light}", True
        if noun and node.dep_.startswith("nsubj") and item.case == "Nom":
            return "subject", True  # «Тула – член Союза»
        if noun:
            genitive = item.case == "Gen" or (item.case == "" and item.first > at)
            return ("genitive" if genitive else "instrumental" if item.case == "Ins" else ""), True
        rival = any(_is_subject(t) and t.i < node.i for t in head.children)
        if passive and item.case == "" and item.first > at and rival:
            return "subject", True  # «создано АО «Волна»»: an abbreviation shows no case
        if node.dep_ == "obl:agent" or (passive and item.may_be("Ins") and not item.may_be("Nom")):
            return "subject", True
        told = _disagree(head, item) or (rival and item.case == "Acc")
        if _is_subject(node) and item.may_be("Acc") and told and not passive:
            return "object", True
        # «оба региона вступили»; not «есть пять соглашений с городами», of which no one has all
        counted = item.kind != "Agreement" and any(child.dep_ == "nummod:gov" for child in node.children)
        if node.dep_.startswith("nsubj") and (item.may_be("Nom") or counted):
            return ("object" if passive else "subject"), True
        if item.may_be("Nom") and not item.may_be("Acc") and not passive:
            return "subject", True  # «Договор подписали Тула и Гродно»: to the tagger both are objects
        if item.case == "Ins":
            return "instrumental", True
        return ("dative" if item.case == "Dat" else "object" if item.case in ("Acc", "Gen", "Nom", "") else ""), True
    own = owner.get(head.i)
    if item.preposition == "через" and noun and own is not None and own.end == item.first - 1:
        return "через", False  # «коридор «Север» через Омск загружен»
    if item.first == at + 1 and item.head.lower_ in ("его", "её", "ее", "их") and _is_verb(head):
        return "object", False  # «вела его ректор …»: to the tagger the rector is his
    copula = next((child for child in head.children if child.dep_ == "cop"), None)
    if (
        between is None
        or any(t.text in _STOPS or ("Fin" in t.morph.get("VerbForm", []) and t != copula) for t in between)
        or len(between) > _FAR
    ):
        return "", False
    if item.preposition in ("между", "с", "с участием") and item.first > at:
        close = noun and len(between) <= _CLOSE and all(t.pos_ in ("NOUN", "PROPN", "ADJ", "ADP") for t in between)
        return item.preposition, close and item.preposition == "с"  # «торговля края с провинцией Хэйлунцзян»
    near = all(t.lower_ in (item.preposition, "и") for t in between)
    there = item.preposition in ("в", "на", "из") and item.kind in (*TERRITORIES, "Organisation")
    if there and near and _is_verb(head):
        return item.preposition, False  # «неделей раньше в Ош ездил хоким»
    if item.preposition == "у" and head.lemma_.lower() in ("быть", "иметься", "существовать") and item.end <= at:
        return "у", False  # «у Омска с 2004 года есть договор»
    if item.kind == "Event" and item.preposition == "с" and item.end == at and _is_verb(head):
        return "с", False  # «Павлодар с рабочим визитом посетил губернатор»
    if item.kind == "Event" and item.preposition in COURSE and item.end <= at and _is_verb(head):
        done_to = item.head.head
        whom = owner.get(done_to.head.i)
        if done_to.i != head.i and done_to.dep_ == "acl" and _is_passive(done_to) and whom and whom.kind != "Person":
            return "", False  # «Клуб, созданный на форуме, принял устав»
        return item.preposition, False  # «По итогам форума Тула и Омск договорились»
    if item.preposition in ("с", "у", "между") and noun and _is_said_alone(head, tokens[item.group[-1].end : at]):
        return item.preposition, False
    if noun and copula is not None and item.case == "Nom" and item.first > at and not item.preposition:
        return "subject", False  # «гостем форума «Даль» был Иван»
    if not item.preposition and not noun:
        if passive and item.may_be("Ins") and not item.may_be("Nom") and item.first > at:
            return "subject", False
        if item.case == "Nom" and not passive:
            return "subject", False
        told = item.first > at and item.case == "Acc" and not passive and _is_verb(head)
        if told and all(t.pos_ in ("ADV", "PART") or t.lemma_.lower() == "подпись" for t in between):
            return "object", False
    return "", False


def _is_of_clause_before(between: Sequence[Token]) -> bool:
    """«С Омском начались переговоры, договор с Тарой подписан»: a verb and a comma part it from the noun."""
    verb = next((i for i, t in enumerate(between) if "Fin" in t.morph.get("VerbForm", [])), len(between))
    return any(t.text == "," for t in between[verb:])


def _is_with_another(tokens: Sequence[Token], at: int, item: Item) -> bool:
    """«соглашение с Омском, форум | с Тарой», «соглашение, ставшее третьим после договора | с Тарой»: by another noun
    before it, or one that the tree hangs it on; «договор с Омском, | с Тарой – форум», «договоры, в том числе | с
    Тарой»."""
    between, end = list(tokens[at + 1 : item.first]), item.group[-1].end
    gapped = len(between) > 1 and between[-1].pos_ == "ADP" and between[-2].text == ","
    dashed = gapped and end < len(tokens) and tokens[end].text in "–—"
    if dashed or any(t.lower_ in ("числе", "включая") for t in between):
        return True
    while between and between[-1].pos_ in ("ADP", "ADJ"):
        between.pop()
    beside = between.pop() if between else None
    while between and between[-1].pos_ in ("ADJ", "DET"):
        between.pop()
    added = bool(between) and between[-1].lower_ in (",", "и", "а")
    if added and beside is not None and beside.pos_ == "NOUN":
        on = any(t.lower_ == "на" for t in between)  # «договор на поставку леса, ремонт дорог с Омском»
        if _case(beside) in ("Nom", "Ins") or _case(beside) == "Acc" and not on:
            return True
    node, head = item.head.head, tokens[at]
    if node.pos_ != "NOUN" or not head.i < node.i < tokens[item.first].i:
        return False
    for _ in range(_FAR):
        if node.head.i == head.i:
            return node.dep_ in ("conj", "parataxis") or node.dep_.startswith("acl")
        if node.head.i == node.i or node.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return any(t.text == "," for t in tokens[at : item.first])
        node = node.head
    return False


def _is_said_alone(noun: Token, between: Sequence[Token]) -> bool:
    """«У Омска с Тарой договор»: nothing but the noun is said of them."""
    node = noun
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return False
    return not any(t.pos_ in ("VERB", "AUX", "PUNCT") and t.text not in "–—" for t in (noun, *between))


def _is_of_title(participle: Token, paper: Item) -> bool:
    """«соглашение о сотрудничестве, подписанное …»: it agrees with the paper, whatever noun the tree hangs it on."""
    mention = paper.mention
    if paper.kind != "Agreement" or mention is None or not mention.start <= participle.head.idx < mention.end:
        return False
    case = participle.morph.get("Case", [])
    return not _differ(participle, paper.head) and (not case or paper.case == case[0])


def _differ(one: Token, other: Token) -> bool:
    """Whether the two tell another gender or number."""
    return any(
        one.morph.get(what, []) != other.morph.get(what, [])
        for what in ("Gender", "Number")
        if one.morph.get(what, []) and other.morph.get(what, [])
    )


def _disagree(verb: Token, item: Item) -> bool:
    """«Банк учредила Россия», «Фонд учредили Тула и Омск»: a verb in the past tense has the gender of its subject; in
    the plural it has a list beside it for one."""
    if len(item.group) > 1 or "Fin" not in verb.morph.get("VerbForm", []):
        return False
    gender, own = verb.morph.get("Gender", []), item.head.morph.get("Gender", [])
    if "Plur" in verb.morph.get("Number", []) and "Sing" in item.head.morph.get("Number", []):
        others = [c for c in verb.children if c.dep_ in ("nsubj", "obj") and c.i != item.head.i]
        listed = any(grandchild.dep_ == "conj" for c in others for grandchild in c.children)
        return listed and not any(c.dep_ == "conj" for c in item.head.children)
    return bool(gender and own) and gender != own


def _outside_brackets(tokens: Sequence[Token]) -> list[Token] | None:
    """The tokens without what stands in brackets; None where one side of a bracket is among them alone."""
    outside: list[Token] = []
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth < 0:
            return None
        if not depth and token.text != ")":
            outside.append(token)
    return None if depth else outside


def _is_subject(node: Token) -> bool:
    return node.dep_.startswith("nsubj")


def _voiced(node: Token, passive: bool) -> str:
    return ("object" if passive else "subject") if node.dep_.startswith("nsubj") else "object"


def _is_verb(head: Token) -> bool:
    return _may_be_infinitive(head.lemma_)


@lru_cache(maxsize=50_000)
def _may_be_infinitive(lemma: str) -> bool:
    """«гость» and «область» end like one."""
    return any(parse.tag.POS == "INFN" for parse in parses(lemma))


def _is_passive(head: Token) -> bool:
    """By its form too: the tagger takes a rare participle for a noun («учреждённая Казахстаном»)."""
    return "Pass" in head.morph.get("Voice", []) or _may_be_passive(head.text)


@lru_cache(maxsize=50_000)
def _may_be_passive(word: str) -> bool:
    return any("pssv" in parse.tag for parse in parses(word))


def _climb(item: Item, head: Token, owner: dict[int, Item]) -> tuple[Token, str] | None:
    """From the item up to the predicate over its own words, lists, classifiers and light nouns: the last token before
    the predicate, and the light noun on the way."""
    node, light = item.head, ""
    for _ in range(8):
        if node.head.i == head.i and node.i != head.i:
            return node, light
        up = node.head
        if up.i == node.i:
            return None
        holder = owner.get(up.i)
        if holder is not None and holder not in item.group and node.dep_ not in ("conj", "appos", "flat:name"):
            return None
        if node.dep_ == "appos" and item.case == "Nom" and (holder.case if holder else _case(up)) not in ("Nom", ""):
            return None  # «в рамках форума «Даль» Иван встретился»: an apposition agrees
        lemma = up.lemma_.lower()
        instead = node.dep_ == "conj" and any(child.lower_ == "не" for child in up.children)
        if holder is None and lemma not in LIGHT and lemma not in CLASSIFIERS and not instead:
            return None  # «торгует не с Омском, а с Тарой»: with her in his place
        if (
            holder is None
            and lemma in PLURAL
            and item.case == "Gen"
            and (_case(up) not in ("Gen", "") or _is_counted(up))
        ):
            light = light or lemma  # «объединяет города России»: the towns, not the country
        if lemma in LIGHT:
            light = light or lemma
        node = up
    return None


def _is_where(tokens: Sequence[Token], items: Sequence[Item], item: Item) -> bool:
    """«принят Гилянский университет (Решт)»: a place in brackets tells where the body before it is."""
    opened = item.kind in TERRITORIES and item.first and tokens[item.first - 1].text == "("
    return bool(opened) and any(one.end == item.first - 1 and one.kind == "Organisation" for one in items)


def _is_counted(noun: Token) -> bool:
    """«четырнадцать регионов»"""
    return any(child.dep_.startswith("nummod") for child in noun.children)
