"""Places of the whole world in a Kazakh text: towns and regions that the gazetteer lacks, in whatever case they stand.

Names are written as in Kazakh or, of small towns, as in Russian. As they may be much else, something beside them must
speak for them: a head («қаласы»), a list with a sure place, a bracket or a dash with a country, or the country's own
name in the text with the case of a place."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.language.kazakh.noun_phrases import case, is_attribute
from kg.language.kazakh.suffixes import nominative, parses
from kg.language.tokens import Doc, Token
from kg.model.facts import KINDS, Mention
from kg.names.kazakh_spans import CAPITAL, make
from kg.names.name_words import KAZAKH
from kg.names.places.kazakh_known import SPELLINGS
from kg.names.places.world_places import World, WorldPlace

HEADS = KAZAKH.by_word("places.world_heads")
LISTED = frozenset({",", "мен", "пен", "бен", "және", "–", "—", "-", "(", ")", ":", "/"})
LARGE = 300_000
_PLACES = frozenset({"City", "Region", "Country"})


def world_places(doc: Doc, known: Sequence[Mention], world: World | None) -> Iterator[Mention]:
    """The places among the words that no name in `known` holds, in order."""
    if world is None:
        return
    named = world.called
    taken = {token.i for each in known for token in doc.char_span(each.start, each.end, alignment_mode="expand") or ()}
    places = [each for each in known if each.kind in _PLACES]
    sure = {token.i for each in places for token in doc.char_span(each.start, each.end, alignment_mode="expand") or ()}
    told = {_country(each.key) for each in places}
    for _ in range(2):
        for token in doc:
            if token.i in taken or len(token.text) < 4 or not CAPITAL.match(token.text):
                continue
            place = _called(token.text, named)
            if place is None:
                if _beside_country(doc, token, sure, taken):
                    taken.add(token.i)
                    sure.add(token.i)
                    yield make(doc, token.i, token.i + 1, "City", nominative(token.text))
                continue
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            before = doc[token.i - 1] if token.i else None
            headed = after is not None and HEADS.get(after.lemma_) == place.kind
            between_names = any(
                beside is not None and beside.i not in sure and CAPITAL.match(beside.text) and not beside.is_sent_start
                for beside in (before, after)
            )
            quoted = before is not None and before.text in '«"“' or after is not None and after.text in '»"”'
            if not headed and (between_names or quoted):
                continue
            listed = any(
                beside.text in LISTED and (far.i in sure)
                for beside, far in ((before, _at(doc, token.i - 2)), (after, _at(doc, token.i + 2)))
                if beside is not None and far is not None
            )
            local = place.country in told and (case(token) in ("Loc", "Dat", "Abl") or is_attribute(token))
            large = place.population >= LARGE and case(token) in ("Loc", "Dat", "Abl", "Gen")
            if headed or listed or local or (large and not token.is_sent_start):
                name = next(r.nominative for r in parses(token.text) if _known_as(r.nominative) in named)
                taken.add(token.i)
                sure.add(token.i)
                told.add(place.country)
                kind = next(each for each in KINDS if each == place.kind)
                full = f"{name} {doc[token.i + 1].lemma_}" if headed and kind == "Region" else name
                yield make(doc, token.i, token.i + 1 + (headed and after is not None), kind, _full(full), place.id)


def _beside_country(doc: Doc, token: Token, sure: Collection[int], taken: Collection[int]) -> bool:
    """A name of one word before a country in brackets, or in a list after it: «Кайшядорис (Литва)»."""
    after, country = _at(doc, token.i + 1), _at(doc, token.i + 2)
    close, before = _at(doc, token.i + 3), _at(doc, token.i - 1)
    alone = before is None or not (CAPITAL.match(before.text) or before.text in '«"“' or before.i in taken)
    bracket = after is not None and after.text == "(" and country is not None and country.i in sure
    return bool(alone and bracket and close is not None and close.text in (")", ",") and is_plain(token))


def is_plain(token: Token) -> bool:
    return token.pos_ != "NOUN" and not token.text.isupper()


def _called(word: str, named: Mapping[str, WorldPlace]) -> WorldPlace | None:
    forms = (_known_as(each.nominative) for each in parses(word))
    return next((named[form] for form in forms if form in named), None)


def _known_as(name: str) -> str:
    spelled: str = SPELLINGS.get(name, name)
    return spelled.replace("ё", "е")


def _at(doc: Doc, position: int) -> Token | None:
    return doc[position] if 0 <= position < len(doc) else None


def _country(key: str) -> str:
    return key.removeprefix("country/").removeprefix("region/")[:2]


def _full(name: str) -> str:
    endings = {**KAZAKH.table("places.region_heads"), "вилоят": "вилояты"}
    first, _, head = name.rpartition(" ")
    return f"{first} {endings[head]}" if head in endings else name
