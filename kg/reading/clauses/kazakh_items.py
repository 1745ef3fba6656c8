"""Items of a Kazakh sentence: what may fill a slot, each as one, with its case or postposition and its list.

A Kazakh phrase ends in its head, so an item is closed by the last word: owners and a post before a name are part of it
(«Омбы облысының губернаторы Иван Орлов» is one item), and a list has the case of its last member."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType

from kg.language.kazakh.noun_phrases import case, is_attribute, is_owned, is_plural
from kg.language.kazakh.verbs import verb
from kg.language.tokens import Token
from kg.model.facts import Mention
from kg.names.organisations.kazakh_organisations import LEGAL_FORMS
from kg.names.persons.kazakh_persons import TITLES
from kg.reading.clauses.items import TERRITORIES, Item
from kg.reading.cues import KAZAKH
from kg.reading.pattern import Sentence

POSTS = TITLES | KAZAKH.set("items.posts")
SIDES = KAZAKH.set("items.sides")
"""Who stands for whoever sent them: «Самара облысының делегациясы»."""
COMERS = KAZAKH.words("items.comers")
"""Beginnings of who comes from where an ablative tells: «Омбы мен Томскіден 140 қонақ»."""
CLASSIFIERS = KAZAKH.set("items.classifiers")
"""What a list of names is of: «Омбы мен Павлодар қалаларының»."""
HOME_WORDS = KAZAKH.set("items.home_words")
COUNTED = KAZAKH.table("items.counted")
"""Numbers with which a noun points back to that many: «екі облыстың»."""
LEADING = KAZAKH.set("items.leading")
"""«X бастаған делегация келді»: X came."""
LINKS = KAZAKH.set("items.links")
JOINING = KAZAKH.set("items.joining")
FUNCTIONS = {
    "Nom": "subject", "": "subject", "Acc": "object", "Gen": "genitive", "Dat": "dative", "Loc": "locative",
    "Abl": "ablative", "Ins": "instrumental",
}  # fmt: skip
PRONOUNS: Mapping[str, str] = KAZAKH.table("items.pronouns")
POSTPOSITIONS: Mapping[str, str] = KAZAKH.table("items.postpositions")
"""What a postposition makes of the item before it; others than these keep it out of every slot."""
ACTORS = frozenset({"Person", "Holder", "Organisation", "Side"})
TITLED = frozenset({"Event", "Agreement", "Project"})
"""Kinds whose names are long, and hold who else is spoken of."""
_SIZE = {"Country": 0, "Region": 1, "City": 2, "Feature": 3, "Organisation": 3, "Person": 0}
_REACH = 6
"""Words that may stand between an owner and the head it belongs to."""


_HOW_MANY = 4
"""Words of «140-тан аса»."""
_MARKS = frozenset('«»"“”')
_TITLE = 12
"""Words of a title in quotation marks."""
_NAME = 3
"""Words of a name in quotation marks that holds a place's."""


def items_of(
    sentence: Sentence,
    territory_of: Mapping[str, Sequence[Mention]] = MappingProxyType({}),
    home: Mention | None = None,
    thing_at: Callable[[Token], Mention | None] = lambda token: None,
    several: Callable[[Token, int], list[Mention]] = lambda token, count: [],
) -> list[Item]:
    """Finds the items of a sentence, in order, with functions as `preposition`.

    `territory_of` tells for whom a person acts by what the document says elsewhere, `home` which region «облыс әкімі»
    is of, `thing_at` which event or paper a word points back to, `several` whom «екі облыс» means."""
    found = _found(sentence, territory_of, home, thing_at, several)
    found = [item for item in found if not _is_in_title(sentence, item) and not _is_byline(sentence, item)]
    found = [item for item in found if not (_is_other_name(sentence, item) or _is_of_states(sentence, item))]
    for at, item in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        item.preposition = function_of(sentence.tokens, item, following)
    _speak_for_countries(found)
    owned = taken_by([item for item in found if item.preposition == "owner"])
    parts = [item for item in found if item.preposition != "owner"]
    for left, right in reversed(list(zip(parts, parts[1:], strict=False))):
        if _are_listed(sentence.tokens, owned, left, right):
            right.group.insert(0, left)
            left.group, left.preposition = right.group, right.preposition
    _keep_inside(sentence, found)
    return found


def _is_in_title(sentence: Sentence, item: Item) -> bool:
    """A person in quotation marks, in words that hold no verb: in the title of a talk, not at the event; a place in a
    name of a few words: «"Алматы ақшамы" газеті»."""
    if item.kind not in ("Person", *TERRITORIES):
        return False
    opened = next((i for i in range(item.first - 1, -1, -1) if sentence.texts[i] in _MARKS), None)
    closed = next((i for i in range(item.end, len(sentence.texts)) if sentence.texts[i] in _MARKS), None)
    if opened is None or closed is None or sentence.texts[opened] == "»" or sentence.texts[closed] == "«":
        return False
    if sentence.texts[opened] == '"' and not sentence.texts[: opened + 1].count('"') % 2:
        return False
    if item.kind != "Person":
        inside = sentence.texts[opened + 1 : closed]
        return item.end - item.first < len(inside) <= _NAME and all(text.isalpha() for text in inside)
    return closed - opened <= _TITLE and not any(_told(text) for text in sentence.texts[opened + 1 : closed])


def _is_other_name(sentence: Sentence, item: Item) -> bool:
    """The body alone in the brackets of «… қауымдастығының (ҰААҚ)»: what the one before is called, too."""
    bracketed = item.first > 1 and sentence.texts[item.first - 1] == "("
    alone = bracketed and sentence.texts[item.end : item.end + 1] == (")",)
    return alone and item.kind == "Organisation" and bool(is_owned(sentence.tokens[item.first - 2]))


def _is_of_states(sentence: Sentence, item: Item) -> bool:
    """«ТМД елдері қалаларының одағы»: the union tells which states are meant, and does nothing itself."""
    if item.kind != "Organisation" or item.mention is None:
        return False
    behind = [t for t in sentence.tokens[item.first : item.end + 1] if t.idx >= item.mention.end]
    return bool(behind) and behind[0].lemma_ in ("ел", "мемлекет") and is_plural(behind[0])


def _is_byline(sentence: Sentence, item: Item) -> bool:
    """The agency of «АСТАНА. ҚазАқпарат – …»."""
    at, doc = sentence.tokens[item.first].i, sentence.tokens[item.first].doc
    dashed = item.kind == "Organisation" and sentence.texts[item.end : item.end + 1] in (("–",), ("—",), ("-",))
    return dashed and at > 1 and doc[at - 1].text == "." and len(doc[at - 2]) > 2 and doc[at - 2].text.isupper()


def _told(text: str) -> bool:
    found = verb(text)
    return found is not None and found.finite


def _found(
    sentence: Sentence,
    territory_of: Mapping[str, Sequence[Mention]],
    home: Mention | None,
    thing_at: Callable[[Token], Mention | None],
    several: Callable[[Token, int], list[Mention]],
) -> list[Item]:
    tokens = sentence.tokens
    heads = {
        end - 1: mention
        for beginning in sentence.mentions
        for end, mention in reversed(beginning)
        if mention.kind in ("Event", "Agreement")
    }
    found: list[Item] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        named = next((pair for pair in sentence.mentions[at] if pair[1].kind not in TITLED), None)
        if named:
            end, mention = named
            owners = _owners(tokens, found, at) if mention.kind in ACTORS else []
            item = Item(at, end, _last(tokens, at, end), mention.kind, mention)
            if mention.kind == "Person":
                item.stands_for = _stand_for(owners) or list(territory_of.get(mention.name, ()))
            elif mention.kind == "Organisation":
                inside = [m for i in range(at, end) for e, m in sentence.mentions[i] if e <= end]
                item.stands_for = [m for m in inside if m.kind in TERRITORIES][:1]
            _absorb(found, item, owners if mention.kind == "Person" else [])
        elif at in heads:
            item, end = Item(at, at + 1, token, heads[at].kind, heads[at]), at + 1
            found.append(item)
        elif thing := thing_at(token):
            item, end = Item(at, at + 1, token, thing.kind, thing), at + 1
            found.append(item)
        elif (senders := _from(tokens, found, at)) and token.lower_.startswith(COMERS):
            item, end = (
                Item(at, at + 1, token, "Side", None, [m for one in senders for m in one.gives(TERRITORIES)]),
                at + 1,
            )
            _absorb(found, item, senders)
        elif token.text == "делегация" and at and tokens[at - 1].lower_ in LEADING and _leader(found, at):
            own = [m for m in found[-1].stands_for if m.kind in TERRITORIES][:1]
            item, end = Item(at, at + 1, token, "Side", None, own), at + 1
            found.append(item)
        elif (token.lemma_ in POSTS or token.lemma_ in SIDES) and not _is_membership(sentence, at):
            owners, end = _owners(tokens, found, at), at + 1
            side = token.lemma_ in SIDES
            stands_for = _stand_for(owners)
            if owners and is_plural(token) and owners[0].kind in TERRITORIES and len(owners) == 1:
                owners = [*_joined(tokens, found[: found.index(owners[0])], owners[0].first), *owners]
                stands_for = [m for one in owners for m in one.gives(TERRITORIES)]
            if not stands_for and home and not side and at and tokens[at - 1].lemma_ in ("облыс", "өңір", "аймақ"):
                stands_for = [home]
            if stands_for:
                _absorb(found, Item(at, end, token, "Side" if side else "Holder", None, stands_for), owners)
        elif at and tokens[at - 1].lower_ in COUNTED and (all_ := several(token, COUNTED[tokens[at - 1].lower_])):
            item, end = Item(at - 1, at + 1, token, "Side", None, all_), at + 1
            found.append(item)
        elif home and _is_home(tokens, at):
            item, end = Item(at, at + 1, token, "Region", home), at + 1
            found.append(item)
        else:
            end = at + 1
            places = (*TERRITORIES, "Feature", "Organisation")
            classified = found and found[-1].end == at and case(found[-1].head) != "Gen"
            district = token.lemma_ == "аудан" and found and found[-1].kind == "Region" and found[-1].end == at - 1
            if district and tokens[at - 1].text[0].isupper() and is_owned(token):
                found[-1].end, found[-1].head = end, token  # «Маңғыстау облысының Қарақия ауданында»
            if classified and found[-1].kind in places and token.lemma_ in CLASSIFIERS:
                found[-1].end, found[-1].head = end, token
        at = end
    for item in found:
        item.case, item.group = _case(item), [item]
    return found


def _speak_for_countries(found: Sequence[Item]) -> None:
    """«Қазақстан тарапынан министр Айдос Нұрланов»: who has no territory of their own acts for that side."""
    side: Item | None = None
    for item in found:
        if item.preposition == "side":
            side = item
        elif side and side.mention and item.kind in ("Person", "Holder") and not item.stands_for:
            item.stands_for = [side.mention]


def _keep_inside(sentence: Sentence, found: Sequence[Item]) -> None:
    """What an event is called after does nothing else: «Ресей мен Қазақстан форумында келісім жасалды»."""
    events = [(at, end) for at, begun in enumerate(sentence.mentions) for end, m in begun if m.kind == "Event"]
    for item in found:
        within = any(first <= item.first and item.end < end for first, end in events)
        if within and item.preposition == "subject" and item.kind in TERRITORIES:
            item.preposition = "inside"


def _is_home(tokens: Sequence[Token], at: int) -> bool:
    """«Облыс», «өңіріміздің»: the region that the text is about, not «көрші облыс» nor «облыс орталығы»."""
    token, before = tokens[at], tokens[at - 1] if at else None
    if token.lemma_ not in HOME_WORDS or is_plural(token) or case(token) not in ("Nom", "Gen"):
        return False
    if at + 1 < len(tokens) and tokens[at + 1].lemma_ == "орталық":
        return False
    ours = token.morph.get("Poss", []) == ["1"]
    opens = before is None or not before.text[0].isalpha() or before.lower_ in ("біздің", "біз")
    opens = opens or before is not None and before.text[0].isupper() and case(before) == "Ins"  # «Омбымен облыс …»
    return ours or not is_owned(token) and opens


def _is_membership(sentence: Sentence, at: int) -> bool:
    """«одақтың мүшесі» before no name is what a country is, not a post."""
    named = at + 1 < len(sentence.tokens) and any(m.kind == "Person" for _, m in sentence.mentions[at + 1])
    return sentence.lemmas[at] == "мүше" and not named


def _last(tokens: Sequence[Token], first: int, end: int) -> Token:
    return next((token for token in reversed(tokens[first:end]) if token.text[0].isalnum()), tokens[end - 1])


def _owners(tokens: Sequence[Token], found: Sequence[Item], at: int) -> list[Item]:
    """The items before a head that it belongs to: in the genitive, as an attribute, or bare right before an owned head
    or a post («Омбы облысының мәдениет министрі», «Қазақстан делегациясы»)."""
    owners: list[Item] = []
    for item in reversed(found):
        between = tokens[item.end : at]
        if len(between) > _REACH or any(not t.text[0].isalpha() and t.text not in '«»"' for t in between):
            break
        if item.kind not in (*TERRITORIES, "Organisation", "Holder", "Feature") or any(
            verb(t.text) and t.lemma_ not in POSTS and not t.lower_.endswith(("у", "ю")) for t in between
        ):
            break
        told = case(item.head)
        post = item.kind == "Holder" and not between and not owners  # not «Омбы әкімі Пермь мэрімен»
        field = all(t.pos_ == "NOUN" and t.lower_ == t.text and case(t) == "Nom" and not is_owned(t) for t in between)
        bare = told == "Nom" and (item.kind != "Country" or field) and _owns(tokens, item, at)
        if told != "Gen" and not is_attribute(item.head) and not post and not bare:
            break
        owners.insert(0, item)
        at = item.first
    return owners


def _from(tokens: Sequence[Token], found: Sequence[Item], at: int) -> list[Item]:
    """«Омбы мен Томскіден (140 қонақ)»: whence they come, right before them but for how many they are."""
    last = found[-1] if found else None
    if last is None or last.kind not in TERRITORIES or case(last.head) != "Abl" or at - last.end > _HOW_MANY:
        return []
    if any(t.pos_ == "PUNCT" or verb(t.text) for t in tokens[last.end : at]):
        return []
    return [*_joined(tokens, found[:-1], last.first), last]


def _joined(tokens: Sequence[Token], found: Sequence[Item], at: int) -> list[Item]:
    """The territories of a list that ends right before this index, after its links."""
    listed: list[Item] = []
    for item in reversed(found):
        between = tokens[item.end : at]
        if item.kind not in TERRITORIES or not between or any(t.lower_ not in LINKS for t in between):
            break
        listed.insert(0, item)
        at = item.first
    return listed


def _leader(found: Sequence[Item], at: int) -> bool:
    """«Омбы облысының әкімі Иван Орлов бастаған делегация»: it is his region's."""
    return bool(found) and found[-1].kind == "Person" and found[-1].end == at - 1 and bool(found[-1].stands_for)


def _owns(tokens: Sequence[Token], item: Item, at: int) -> bool:
    return any(is_owned(token) for token in tokens[item.end : min(at + 1, len(tokens))])


def _stand_for(owners: Sequence[Item]) -> list[Mention]:
    """The nearest body or territory, and for a body the territory in its name."""
    for owner in reversed(owners):
        if owner.mention is None and owner.stands_for:
            return owner.stands_for
        if owner.mention and not is_attribute(owner.head):
            return [owner.mention, *owner.stands_for]
    return []


def _absorb(found: list[Item], item: Item, owners: Sequence[Item]) -> None:
    """The owners become part of the item."""
    if owners:
        item.first = owners[0].first
        del found[len(found) - len(owners) :]
    found.append(item)


def function_of(tokens: Sequence[Token], item: Item, following: Item | None) -> str:
    """By the postposition after it, else by its case; a bare name before an owned noun is that noun's owner."""
    after = tokens[item.end] if item.end < len(tokens) else None
    if after is not None and after.text in '»"' and item.end + 1 < len(tokens):
        after = tokens[item.end + 1]
    chaired = (
        after is not None and after.lower_ == "төрағалық" and case(item.head) in ("Dat", "Nom")
    )  # «жиынға Айдос төрағалық етті»
    if after is not None and after.lower_ in POSTPOSITIONS and not chaired:
        role = POSTPOSITIONS[after.lower_]
        if role == "тарапынан" and item.kind == "Country":
            return "side"  # «Қазақстан тарапынан … әкімі қол қойды»: the signer is no other party
        return "instrumental" if role == "instrumental" and case(item.head) != "Ins" else role
    if item.head.lower_ in PRONOUNS:
        return PRONOUNS[item.head.lower_]
    if _is_owner(item, following):
        return "owner"
    if is_attribute(item.head):
        return "attribute"
    role = FUNCTIONS[_case(item)]
    if role == "subject" and item.kind == "Organisation" and after is not None:
        if after.text.partition("-")[0] in LEGAL_FORMS:
            return FUNCTIONS[case(after)]  # «"Ертіс" АҚ-ның өкілі»
        begins = following is not None and following.first <= item.end
        if after.text[0].isupper() and case(after) not in ("Nom", "") and not begins:
            return "genitive"  # «Үкімет Үйінде»
    if role == "subject" and after is not None and item.kind in (*TERRITORIES, "Organisation", "Feature"):
        begins = following is not None and following.first == item.end
        if not begins and is_owned(after) and not verb(after.text) and after.text[0].isalpha():
            return "genitive"
    return role


def _case(item: Item) -> str:
    """«Дрезден» as it stands is a name, and no ablative."""
    whole = item.mention is not None and item.kind in TERRITORIES and item.head.text == item.mention.name
    return "Nom" if whole else case(item.head)


def _is_owner(item: Item, following: Item | None) -> bool:
    """Right before what lies in it: «Өзбекстанның Навои қаласы», «Қазақстан Республикасы Павлодар облысы»."""
    if following is None or following.first != item.end or item.kind not in TERRITORIES:
        return False
    if _SIZE.get(following.kind, 3) <= _SIZE[item.kind]:
        return False
    long = item.kind == "Country" and item.end - item.first > 1 and case(item.head) == "Nom"
    return long or case(item.head) == "Gen" or is_attribute(item.head)


def _are_listed(tokens: Sequence[Token], owned: Collection[int], left: Item, right: Item) -> bool:
    """Whether links alone, or the post of the right one, part two items of like kind."""
    between = [t for i, t in enumerate(tokens[left.end : right.first], left.end) if i not in owned]
    between = [t for t in between if t.text not in _MARKS]
    like = left.kind == right.kind or {left.kind, right.kind} <= TERRITORIES | {"Feature"}
    like = like or {left.kind, right.kind} <= ACTORS
    bodies = {left.kind, right.kind} <= TERRITORIES | {"Organisation"}
    if {left.kind, right.kind} == {"City", "Country"} and case(left.head) != case(right.head):
        return False  # «Ресейден – Омбы, Литвадан – Каунас»
    links = [t for t in between if t.lower_ in LINKS or t.text == ","]
    if not links or not (like or bodies) or between[0] is not links[0]:
        return False
    rest = [t for t in between if t not in links]
    plain = all(t.text[0].isalpha() and verb(t.text) is None and case(t) in ("Nom", "Gen", "") for t in rest)
    same = case(left.head) == case(right.head) and left.preposition == right.preposition
    return plain and len(rest) <= _REACH and (left.preposition == "subject" or same)


def taken_by(items: Collection[Item]) -> set[int]:
    """Indices of the tokens that are part of an item."""
    return {i for item in items for i in range(item.first, item.end)}
