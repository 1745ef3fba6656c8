"""Items: the noun phrases of a Russian sentence that can fill a slot, each as one, with its case, preposition and list.

«губернатор Омской области Иван Орлов» is one item: a person, who stands for the region where a territory is wanted.
Items come before grammar: the tagger's tree is asked about their heads alone, so what it makes of a post or of a quoted
name does no harm."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kg.language.russian.morphology import CASES, case_of, parses
from kg.language.tokens import Token
from kg.model.facts import Mention
from kg.names.noun_phrases import case_of as case_of_token
from kg.names.persons.posts import ACTING, HEADS, OF_BODIES, QUALIFYING, Post
from kg.reading.clauses.antecedents import ANY_PRONOUN, JOINING, LANDS, POINTED, REGIONS, TOWNS, Antecedents
from kg.reading.clauses.posts import post_of
from kg.reading.cues import RUSSIAN
from kg.reading.pattern import Sentence

TERRITORIES = frozenset({"Country", "Region", "City"})
SIDES = RUSSIAN.set("items.sides")
COMERS = RUSSIAN.set("items.comers")
"""Who stands for where they come from, as any people in the plural: «гости из Омска», but not «гости Омска»."""
POINTING = frozenset({"делегация", "бизнес-делегация", "гость"})
"""Who points back to those who came: «делегация посетила», «гостей принял»."""
ENVOYS = RUSSIAN.set("items.envoys")
_APPOSED = ((",",), ("–",), ("—",), ("-",), ("(",))
OFFICIAL = RUSSIAN.set("items.official")
"""Bodies of which each territory has its own."""
GOVERNMENTS = RUSSIAN.set("items.governments")
"""Of these, what acts for its territory where several are named together."""
PAIRED = LANDS | REGIONS | TOWNS
_TAIL = 8
"""Words between a post and its holder."""
_WITH = 4
"""Words in which «мы с …» names who."""
_MATTERS = 4
"""Words for what ministers are for, before their territories."""
"""Who stands for whoever sent them: «делегация Самарской области», «власти Омска»."""
CLASSIFIERS = RUSSIAN.set("items.classifiers")
"""What a name is an example of: it stands between a preposition and the name, or before a list."""
COMPLEX = {
    ("с", "участие"): "с участием",
    ("при", "участие"): "с участием",
    ("во", "глава", "с"): "с участием",
    ("под", "председательство"): "с участием",
    ("под", "сопредседательство"): "с участием",
    ("под", "руководство"): "с участием",
    ("под", "начало"): "с участием",
    ("в", "присутствие"): "с участием",
    ("в", "составе"): "с участием",
    ("по", "территория"): "через",
    ("по", "земля"): "через",
    ("на", "территория"): "через",
    ("в", "направление"): "в",
    ("со", "сторона"): "от",
    ("в", "лицо"): "в лице",
    ("в", "ход"): "в ходе",
    ("во", "время"): "в ходе",
    ("в", "кулуары"): "в ходе",
    ("на", "поле"): "в ходе",
    ("на", "площадка"): "в ходе",
    ("в", "рамка"): "в рамках",
    ("на", "основание"): "на основании",
    ("на", "основа"): "на основании",
    ("на", "база"): "на основании",
    ("по", "итог"): "в рамках",
}
"""Prepositions of several words, by their lemmas, with the simple one that they are read as."""
_ENDS = {words[-1] for words in COMPLEX}
_HEADING = frozenset({"возглавлять", "возглавить"})
_CONTRAST = 6
"""Tokens from what is rejected to what is meant."""
LINKS = frozenset({",", "и", "а", "также", "или", "плюс"})
PREPOSITIONS = {"со": "с", "во": "в", "ко": "к", "из-за": "из", "об": "о"}
_SHORT_CASE = {short: long for long, short in CASES.items()}


@dataclass(eq=False, slots=True)
class Item:
    """A noun phrase. Indices are of the sentence's tokens, ends exclusive."""

    first: int
    end: int
    head: Token
    kind: str
    """That of its mention; «Holder» for a post without a name, «Apposed» for one that tells who a person is, «Side» for
    a delegation and the like."""
    mention: Mention | None
    stands_for: list[Mention] = field(default_factory=list)
    """Territories and bodies that it acts for."""
    case: str = ""
    preposition: str = ""
    titled: bool = False
    """Whether a post stands before the person's name."""
    group: list["Item"] = field(default_factory=list)
    """The list that it is a member of, in order; itself where it is in none."""
    through: int = 0
    """Where its mention ends: past a paper's head stands the rest of its title."""
    led_by: int = -1
    """The noun before the colon or dash that leads a list in: «с двумя соседями: Омском и Тарой»."""

    def may_be(self, case: str) -> bool:
        """Whether its form allows the case: the tagger errs about names («подписан Тулой» has no subject there)."""
        if self.case == case:
            forms = _cases_of(self.head.text, known=True)
            return not forms or case in forms
        return case in _cases_of(self.head.text)

    def gives(self, kinds: Collection[str]) -> list[Mention]:
        """Its mention where that is of the kinds, else those that it stands for: presidents, not their countries."""
        if self.mention and self.kind in kinds:
            return [self.mention]
        found = [other for other in self.stands_for if other.kind in kinds]
        return [other for other in found if other.kind == "Person"] or found


def items_of(
    sentence: Sentence, territory_of: Mapping[str, Mention], antecedents: Antecedents | None = None
) -> list[Item]:
    """Finds the items of a sentence, in order; `territory_of` tells for whom a person acts by what the document says
    elsewhere, by the person's name, `antecedents` what a bare «форум» is."""
    tokens = sentence.tokens
    found: list[Item] = []
    at = 0
    while at < len(tokens):
        item = _item(sentence, at, territory_of, antecedents)
        points = item is None and (sentence.lemmas[at] in POINTED or sentence.texts[at] in ANY_PRONOUN)
        if points and antecedents and (meant := antecedents.at(sentence, at)):
            item = Item(at, at + 1, tokens[at], meant.kind, meant)
        if item is None and points and antecedents and (land := antecedents.land(sentence, at)):
            start, stop = sentence.span(at, at + 1)
            named = replace(land, start=start, end=stop, text=sentence.text(at, at + 1), named=False)
            item = Item(at, at + 1, tokens[at], land.kind, named)
        if item is None and points and antecedents and (pair := antecedents.both(sentence, at)):
            item = Item(at, at + 1, tokens[at], "Side", None, pair)
        if item is None:
            at += 1
            continue
        item.case = _case(item.head)
        item.group = [item]
        item.through = max(item.through, item.end)
        found.append(item)
        at = item.end
    if antecedents:
        antecedents.saw(next((item.stands_for for item in reversed(found) if item.kind == "Side"), None))
    taken = {i for item in found for i in range(item.first, item.end)}
    for item in found:
        _set_preposition(tokens, item, taken)
    found = [item for item in found if not _is_rejected(tokens, item)]
    for left, right in zip(found, found[1:], strict=False):
        if left.kind == "Person" and right.kind == "Holder" and sentence.texts[left.end : right.first] in _APPOSED:
            right.kind = "Apposed"  # «Иван Орлов – губернатор Омской области»
            left.stands_for = left.stands_for or right.stands_for
    for left, right in zip(found, found[1:], strict=False):
        if sentence.texts[left.first] == "мы" and right.kind == "Person" and right.preposition == "с":
            left.group.append(right)
            right.group, right.preposition = left.group, ""
    depth = _brackets(tokens)
    for item, inside in zip(found, found[1:], strict=False):
        brackets = "".join(t.text for t in (*tokens[item.end : inside.first], *tokens[inside.end : inside.end + 1]))
        bare = item.kind == "Person" and not item.stands_for
        if bare and brackets == "()" and inside.kind in TERRITORIES and inside.mention:
            item.stands_for = [inside.mention]  # «губернатор Иван Орлов (Омская область)»
    for level in sorted({depth[item.first] for item in found}):
        there = [item for item in found if depth[item.first] == level]
        for left, right in zip(there, there[1:], strict=False):
            if _are_listed(tokens, depth, left, right):
                left.group.append(right)
                right.group, right.preposition = left.group, left.preposition
    return found


def _brackets(tokens: Sequence[Token]) -> list[int]:
    """For each token the bracket that it stands in, by the index of the opening one; −1 outside of all."""
    depth, opened = list[int](), [-1]
    for i, token in enumerate(tokens):
        if token.text == "(":
            opened.append(i)
        depth.append(opened[-1])
        if token.text == ")" and len(opened) > 1:
            opened.pop()
    return depth


def _item(
    sentence: Sentence, at: int, territory_of: Mapping[str, Mention], antecedents: Antecedents | None = None
) -> Item | None:
    tokens, beginning = sentence.tokens, sentence.mentions[at]
    post = _post(sentence, at)
    if post is not None and not (sentence.lemmas[at] == "глава" and sentence.texts[max(at - 1, 0)] == "во"):
        stands_for = _territories(sentence, at, post.end)[:1] or ([post.of] if post.of else [])
        person = _holder_of(sentence, post)
        if person and not stands_for and person[1].name in territory_of:
            stands_for = [territory_of[person[1].name]]  # «ректор Шарипов», whose university was named before
        titled = next((pair for pair in beginning if pair[1].kind == "Person" and not pair[1].named), None)
        if titled and not person:
            return Item(at, max(post.end, titled[0]), tokens[at], "Person", titled[1], stands_for)
        if person:
            end, mention = person
            return Item(at, end, _root(tokens[at : post.end]), "Person", mention, stands_for, titled=True)
        known = antecedents.holder(post.head, stands_for) if antecedents and " " not in post.title.text else None
        if known:
            start, stop = sentence.span(at, post.end)
            named = replace(known, start=start, end=stop, text=sentence.text(at, post.end), named=False)
            return Item(at, post.end, tokens[at], "Person", named, stands_for)
        return Item(at, post.end, tokens[at], "Holder", None, stands_for)
    if several := _holders(sentence, at, antecedents):
        return several
    if antecedents and (meant := _of_pronoun(sentence, at, antecedents)):
        start, stop = sentence.span(at, at + 1)
        named = replace(meant, start=start, end=stop, text=sentence.text(at, at + 1), named=False)
        acts_for = territory_of.get(meant.name)
        stands_for = [acts_for] if acts_for and (acts_for.kind != "Country" or sentence.texts[at] == "мы") else []
        return Item(at, at + 1, tokens[at], "Person", named, stands_for)
    if beginning:
        end, mention = beginning[0]
        span = tokens[at:end]
        if mention.kind == "Agreement":
            head = next((t for t in span if t.pos_ in ("NOUN", "PROPN")), span[0])
            return Item(at, tokens.index(head) + 1, head, "Agreement", mention, through=end)
        stands_for = []
        if mention.kind == "Person" and mention.name in territory_of:
            stands_for = [territory_of[mention.name]]
        if mention.kind == "Organisation":
            stands_for = _territories(sentence, at, end)
            if _is_of_several(span, stands_for):
                return Item(at, end, _root(span), "Side", None, sorted(stands_for))  # «министерства Омской и Томской …»
            stands_for = stands_for[:1]
        return Item(at, end, _root(span), mention.kind, mention, stands_for)
    lemma = sentence.lemmas[at]
    people = "Plur" in tokens[at].morph.get("Number", []) and "Anim" in tokens[at].morph.get("Animacy", [])
    from_there = (people or lemma in COMERS) and sentence.texts[at + 1 : at + 2] == ("из",)
    if lemma in SIDES or from_there:
        end, senders = _senders(sentence, at + 1)
        if senders:
            return Item(at, end, tokens[at], "Side", None, senders)
        bare = end == at + 1 and (end == len(tokens) or case_of_token(tokens[end]) != "Gen")
    if antecedents and lemma in POINTING and (lemma not in SIDES or bare):
        senders = antecedents.senders
        if senders:
            return Item(at, at + 1, tokens[at], "Side", None, senders)
    return None


def _holder_of(sentence: Sentence, post: Post) -> tuple[int, Mention] | None:
    """Who holds the post: named right after it, or after what tells more of it («консулом России в Уральске», «акима
    Рудного», «директор областной филармонии»), in its case."""
    at = post.end
    for _ in range(_TAIL):
        if at >= len(sentence.tokens):
            return None
        token, beginning = sentence.tokens[at], sentence.mentions[at]
        person = next((pair for pair in beginning if pair[1].kind == "Person"), None)
        if person:
            case = case_of_token(token)
            bare = post.case == "Nom" and person[1].text == person[1].name  # «Нгуен Тхи Лан», to the tagger a genitive
            fits = bare or at == post.end or case in ("", post.case) or token.ent_type_ == "PER"
            return person if fits else None
        envoy = token.lower_ in ("в", "при") and post.head in ENVOYS
        other = next((pair for pair in beginning if pair[1].kind != "Person"), None)
        if other and (case_of_token(token) == "Gen" or sentence.texts[at - 1] in ("в", "при")):
            at = other[0]
        elif envoy or (token.pos_ in ("NOUN", "PROPN", "ADJ") and _is_genitive(token)):
            at += 1
        else:
            return None
    return None


def _is_genitive(token: Token) -> bool:
    """Also «комитета Хайфона», to the tagger a nominative."""
    return case_of_token(token) == "Gen" or (token.pos_ == "PROPN" and "Gen" in _cases(token))


def _is_of_several(body: Sequence[Token], territories: Sequence[Mention]) -> bool:
    """«Министерства культуры России и Казахстана»: the names took it for one; «Комиссия России и Казахстана» is one."""
    alike = len(territories) > 1 and len({m.kind for m in territories}) == 1
    return alike and body[0].lemma_.lower() in OFFICIAL and any(t.lower_ in ("и", ",") for t in body)


def _holders(sentence: Sentence, at: int, antecedents: Antecedents | None) -> Item | None:
    """«губернаторы Омской и Томской областей», «министры культуры России и Казахстана»: for each of these."""
    tokens = sentence.tokens
    governments = sentence.lemmas[at] in GOVERNMENTS  # «между мэриями Омска и Тары»
    if not (governments or sentence.lemmas[at] in _POST_WORDS):
        return None
    if not any(parse.tag.number == "plur" for parse in parses(tokens[at].text)):
        return None
    certain = "Plur" in tokens[at].morph.get("Number", [])
    first = at + 1
    while first < len(tokens) and first <= at + _MATTERS and not sentence.mentions[first]:
        if tokens[first].pos_ not in ("NOUN", "ADJ") or case_of_token(tokens[first]) != "Gen":
            break
        first += 1
    led = next((i for i in range(at + 1, min(at + _MATTERS, len(tokens))) if tokens[i].text in ":–—"), at)
    if led > at and all(t.pos_ == "NUM" or t.lemma_.lower() in CLASSIFIERS for t in tokens[at + 1 : led]):
        first = led + 1  # «министры трёх стран – Кубы, Перу и Чили – подписали»
    end, senders = _senders(sentence, first)
    end += first == led + 1 and sentence.texts[end : end + 1] == (tokens[led].text,)
    paired = not senders
    if paired and antecedents:  # «главы двух регионов»
        end = next((i for i in range(at + 1, min(at + 4, len(tokens))) if sentence.lemmas[i] in PAIRED), at)
        senders, end = antecedents.both(sentence, end), end + 1
    if len(senders) < 2 or not (certain or paired):
        return None
    if led == at + 1 and "Gen" not in _cases(tokens[first]):
        return None  # «Её члены – Омск и Томск»
    if senders[0].kind not in TERRITORIES and "Gen" not in _cases(tokens[first]):
        return None  # «приняла в члены Омский и Томский университеты»
    if governments:
        return Item(at, end, tokens[at], "Side", None, senders)
    known = (
        [antecedents.holder(sentence.lemmas[at], [side]) for side in senders] if antecedents and first == at + 1 else []
    )
    start, stop = sentence.span(at, end)
    people = [replace(m, start=start, end=stop, text=sentence.text(at, end), named=False) for m in known if m]
    if known and all(known):
        return Item(at, end, tokens[at], "Side", None, [*people, *senders])
    return Item(at, end, tokens[at], "Side" if sentence.lemmas[at] in SIDES else "Holder", None, senders)


def _of_pronoun(sentence: Sentence, at: int, antecedents: Antecedents) -> Mention | None:
    """«Мы с Президентом России»: who speaks; «Он посетил Омск»: the one person named right before."""
    text, token = sentence.texts[at], sentence.tokens[at]
    if text == "мы" and sentence.texts[at + 1 : at + 2] in (("с",), ("со",)):
        end = at + 2 + _WITH
        with_whom = any(m.kind == "Person" for ways in sentence.mentions[at + 2 : end] for _, m in ways)
        return antecedents.speaker(token.idx) if with_whom else None
    if text == "мы" and JOINING & {*sentence.lemmas[at + 1 : at + 4]}:
        return antecedents.speaker(token.idx)
    if text in ("он", "она") and token.dep_.startswith("nsubj"):
        before = {m.name: m for ways in sentence.mentions[:at] for _, m in ways if m.kind == "Person"}
        if len(before) < 2:
            return next(iter(before.values()), None) or antecedents.spoken_of(sentence)
    return None


def _senders(sentence: Sentence, at: int) -> tuple[int, list[Mention]]:
    """«(делегация) Омской области», «(команды) из Омска, Бийска и Ховда»: whoever sent them, and the index after."""
    tokens, found, start, end = sentence.tokens, list[Mention](), at, at
    while at < len(tokens):
        begins = next((pair for pair in sentence.mentions[at] if pair[1].kind in (*TERRITORIES, "Organisation")), None)
        before = next((i for i in range(at - 1, start - 1, -1) if not _tells_of_land(tokens[i])), start - 1)
        linked = sentence.texts[before] in (*LINKS, "из") or sentence.lemmas[before] in CLASSIFIERS
        like = begins is not None and (begins[1].kind in TERRITORIES or (found and found[0].kind == begins[1].kind))
        if begins and (not found or (linked and like)):
            end, mention = begins
            found.append(mention)
            at = end
        elif (
            sentence.texts[at] == "из"
            or (found and sentence.texts[at] in LINKS and at == end)
            or sentence.lemmas[at] in CLASSIFIERS
            and at + 1 < len(tokens)
            and sentence.texts[at - 1] != ","
        ):
            at += 1
        elif not begins and (linked or not found) and (land := _land_after(sentence, at)):
            at = land  # «делегация китайской провинции Хунань»
        else:
            break
    return (end if found else start), found


def _tells_of_land(token: Token) -> bool:
    return token.pos_ == "ADJ" and case_of_token(token) == "Gen"


def _land_after(sentence: Sentence, at: int) -> int | None:
    """Where the land begins, or the noun for what it is, that adjectives from a token on tell of."""
    end = next((i for i in range(at, len(sentence.tokens)) if not _tells_of_land(sentence.tokens[i])), at)
    if not at < end <= at + _DESCRIBING or any(sentence.mentions[i] for i in range(at, end)):
        return None
    lands = any(m.kind in TERRITORIES for _, m in sentence.mentions[end])
    return end if lands or sentence.lemmas[end] in CLASSIFIERS else None


def _post(sentence: Sentence, at: int) -> Post | None:
    lemma, text = sentence.lemmas[at], sentence.texts[at]
    if lemma not in _POST_WORDS and text not in ACTING and not lemma.startswith(("зампредсед", "замминистр")):
        return None
    return sentence.read(post_of, at)


_POST_WORDS = {word.replace("ё", "е") for word in HEADS | OF_BODIES | QUALIFYING} - {"модератор"}
"""«модератор форума» is a part that one has in it, as «гость форума» is."""


def _territories(sentence: Sentence, first: int, end: int) -> list[Mention]:
    """Territories named inside, regions first: «Министерство культуры Омской области»."""
    inside = [m for i in range(first, end) for stop, m in sentence.mentions[i] if stop <= end and m.kind in TERRITORIES]
    return sorted(inside, key=lambda m: (("Region", "City", "Country").index(m.kind), m.start))


def _root(span: Sequence[Token]) -> Token:
    inside = {t.i for t in span}
    return next((t for t in span if t.head.i not in inside or t.head.i == t.i), span[0])


def _case(token: Token) -> str:
    if token.text.isupper() and len(token) > 1:
        return ""  # «ТОО», «ВКО»: the tagger guesses
    return next(iter(token.morph.get("Case", [])), "")


def _is_rejected(tokens: Sequence[Token], item: Item) -> bool:
    """Whether another is meant in its place: «лежит не в Омской, а в Томской области», «в Томской, а не в Омской»."""
    at = item.first - 1
    while at > 0 and (tokens[at].pos_ in ("ADP", "ADJ", "DET") or tokens[at].lemma_.lower() in CLASSIFIERS):
        at -= 1
    if at < 0 or tokens[at].lower_ != "не":
        return False
    if at > 0 and tokens[at - 1].lower_ in ("а", "но", "и"):
        return True
    after = tokens[item.end : item.end + _CONTRAST]
    return any(comma.text == "," and but.lower_ == "а" for comma, but in zip(after, after[1:], strict=False))


def _set_preposition(tokens: Sequence[Token], item: Item, taken: Collection[int]) -> None:
    """That before it, over adjectives, numerals and classifiers; a list after a colon has that of the noun before."""
    at = item.first - 1
    if at > 0 and tokens[at].text in ":–—(" and item.kind not in _PEOPLE:
        noun = next((i for i in range(at - 1, max(at - 5, -1), -1) if tokens[i].lemma_.lower() in CLASSIFIERS), None)
        if noun is not None:
            led = noun if tokens[at].text != "(" else -1
            at, item.case, item.led_by, taken = noun - 1, _case(tokens[noun]), led, ()
    while at >= 0 and at not in taken:
        token = tokens[at]
        ends = token.lower_ in _ENDS or token.lemma_.lower() in _ENDS
        for words, simple in COMPLEX.items() if ends else ():
            before = tokens[max(at - len(words) + 1, 0) : at + 1]
            if len(before) == len(words) and all(
                word in (t.lower_, t.lemma_.lower()) for word, t in zip(words, before, strict=True)
            ):
                item.preposition = simple
                return
        if "Part" in token.morph.get("VerbForm", []) and token.lemma_.lower() in _HEADING and item.case == "Ins":
            if token.head.lemma_.lower() in SIDES:
                item.preposition = "с участием"  # «делегация Омска, возглавляемая мэром»
            return
        if token.pos_ == "ADP":
            item.preposition = PREPOSITIONS.get(token.lower_, token.lower_)
            return
        told = token.pos_ == "NOUN" and item.case in ("Ins", "Dat", "Loc") and _case(token) == item.case
        modifies = token.pos_ in ("ADJ", "NUM", "DET") or token.lemma_.lower() in CLASSIFIERS or token.text == "«"
        if item.case == "Nom" and token.lemma_.lower() in CLASSIFIERS:
            item.case = _case(token)  # «между портом Самсун и Омским портом»
        if not modifies and not (told and item.kind == "Organisation"):  # «с подрядчиком компанией «Вектор»»
            return
        if token.lemma_.lower() == "сторона" and item.kind not in TERRITORIES:
            return  # «с казахстанской стороны соглашение подписал аким»
        at -= 1


def _are_listed(tokens: Sequence[Token], depth: Sequence[int], left: Item, right: Item) -> bool:
    """Whether only links, modifiers and classifiers part two items of like kind and case, but for what brackets hold:
    «завод «Вектор» (кабель) и завод «Луч»»."""
    level = depth[left.first]
    between = [tokens[i] for i in range(left.end, right.first) if depth[i] == level]
    kinds = {left.kind, right.kind}
    subjects = kinds <= TERRITORIES | {"Organisation"} and left.case == right.case == "Nom" and not left.preposition
    ports = kinds in ({"Feature", "City"}, {"Feature", "Organisation"})
    like = len(kinds) == 1 or kinds <= TERRITORIES or kinds <= _ACTORS or subjects or ports
    if not like or not any(t.text in LINKS for t in between):
        return False
    rest = [
        t
        for t in between
        if t.text not in LINKS | {"«"} and t.lemma_.lower() not in CLASSIFIERS and t.pos_ not in ("ADJ", "NUM", "DET")
        if not t.lower_.endswith(("ский", "ская", "ское", "ского", "ской", "ским", "скую"))  # «и хайфонская «Заря»»
    ]
    again = [t for t in rest if t.pos_ == "ADP" and PREPOSITIONS.get(t.lower_, t.lower_) == left.preposition]
    if rest != again or right.preposition not in ("", left.preposition):
        return False
    return (
        left.case in ("", right.case)
        or right.case == ""
        or right.head.head.i == left.head.i
        or left.case in _cases(right.head)
        or (len(between) == 1 and right.case in _cases(left.head))
    )


def _cases(token: Token) -> frozenset[str | None]:
    """The cases that the word's form may be, by the dictionary."""
    return _cases_of(token.text)


@lru_cache(maxsize=50_000)
def _cases_of(word: str, known: bool = False) -> frozenset[str | None]:
    return frozenset(_SHORT_CASE.get(case_of(parse)) for parse in parses(word) if parse.is_known or not known)


_DESCRIBING = 2
"""Adjectives before a land whose delegation it is."""
_PEOPLE = frozenset({"Person", "Holder", "Side"})
_ACTORS = frozenset({"Person", "Holder", "Organisation", "Side"})
