"""Places of the whole world in a Kazakh text: towns and regions that the gazetteer lacks, in whatever case they stand.

Names are written as in Kazakh or, of small towns, as in Russian. As they may be much else, something beside them must
speak for them: a head («қаласы»), a list with a sure place, a bracket or a dash with a country, or the country's own
name in the text with the case of a place. What no list has at all may be a town too, by where it stands, and then is
one wherever the text says it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from kg.language.kazakh.noun_phrases import case, is_attribute, is_owned
from kg.language.kazakh.suffixes import nominative, parses
from kg.language.kazakh.verbs import STEMS
from kg.language.tokens import Doc, Token
from kg.model.facts import KINDS, Mention
from kg.names.kazakh_spans import CAPITAL, make
from kg.names.name_words import KAZAKH
from kg.names.places.kazakh_known import FROM, SPELLINGS, Names
from kg.names.places.world_places import World, WorldPlace

GIVEN = KAZAKH.set("persons.given")
HEADS = KAZAKH.by_word("places.world_heads")
LISTED = KAZAKH.set("places.between_listed")
LARGE = 50_000
"""Inhabitants of a town that its case alone tells, or a list with another."""
_PLAIN = 6
"""Letters of a form that may open a sentence; «Арада» is rather a word."""
TWINS = KAZAKH.words("places.twins")
MAYORS = KAZAKH.set("places.mayors")
ENDING = KAZAKH.set("places.after_lists")
"""What may follow the last town of a list."""
NAME = re.compile(r"[А-ЯЁӘІҢҒҮҰҚӨҺЎҲҶ][а-яёәіңғүұқөһўҳҷӣӯ]{2,}+(?:-[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]++)?")
OBLIQUE = frozenset({"Gen", "Dat", "Acc", "Loc", "Abl", "Ins"})
PEOPLES = KAZAKH.set("places.peoples")
_PLACES = frozenset({"City", "Region", "Country"})


def world_places(
    doc: Doc, known: Sequence[Mention], world: World | None, listed_names: Names = MappingProxyType({})
) -> Iterator[Mention]:
    """The places among the words that no name in `known` holds, in order; `listed_names` are those of a gazetteer."""
    if world is None:
        return
    named = world.called
    taken = {token.i for each in known for token in doc.char_span(each.start, each.end, alignment_mode="expand") or ()}
    places = [each for each in known if each.kind in _PLACES]
    sure = {token.i for each in places for token in doc.char_span(each.start, each.end, alignment_mode="expand") or ()}
    told = {_country(each.key) for each in places}
    towns = {token.i for each in places if each.kind == "City" for token in doc.char_span(each.start, each.end) or ()}
    new = {
        each.name.removesuffix(" порты") for each in known if each.kind == "Feature" and each.name.endswith(" порты")
    }
    new = {name for name in new if NAME.fullmatch(name) and name not in listed_names}
    twinned = any(each.lower_.startswith(TWINS) for each in doc)
    for _ in range(2):
        for token in doc:
            if token.i in taken or len(token.text) < 3 or not CAPITAL.match(token.text):
                continue
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            before = doc[token.i - 1] if token.i else None
            head = _head(after) if after is not None else ""
            place = head == "Region" and _called(token.text, world.regions_called) or _called(token.text, named)
            owned = place is None and _is_of_land(before, listed_names)  # «Швецияның Уппсаласы»
            own = [each.stem for each in parses(token.text) if each.possessive] if owned else []
            listed_one = next((stem for stem in own if listed_names.get(stem, ("",))[0] == "City"), "")
            if listed_one:
                taken.add(token.i)
                yield make(doc, token.i, token.i + 1, "City", listed_one, listed_names[listed_one][1])
                continue
            place = next((named[stem] for stem in map(_known_as, own) if stem in named), place)
            if place is None:
                name = nominative(token.text)
                town = listed_names.get(name, ("", ""))[0] == "City"
                region = not town and f"{name} облысы" in listed_names  # «Ақмола, Атырау»
                if not region and _is_settlement(doc, token, sure, towns, taken):
                    taken.add(token.i)
                    sure.add(token.i)
                    towns.add(token.i)
                    new.add(nominative(token.text))
                    yield make(doc, token.i, token.i + 1, "City", nominative(token.text))
                continue
            headed = head == place.kind
            lines_up = twinned and _is_line(doc, token) and token.lower_ not in STEMS  # «Бар. Мысалы, …»
            local_head = after is not None and after.lower_ in {"қ", "қ."}  # «Гебзе қ.»
            # Of words of one name the last alone has a case: «Бабайимен | Горганда | Серовпен»
            between_names = any(
                beside is not None and beside.i not in sure and CAPITAL.match(beside.text) and not beside.is_sent_start
                for beside, ends in ((before, before), (after, token))
                if ends is None or case(ends) not in OBLIQUE
            )
            quoted = before is not None and before.text in '«"“' or after is not None and after.text in '»"”'
            if not headed and (between_names or quoted):
                continue
            listed = any(
                beside.text in LISTED and (far.i in sure)
                for beside, far in ((before, _at(doc, token.i - 2)), (after, _at(doc, token.i + 2)))
                if beside is not None and far is not None
            )
            listed = listed or any((far := _next_in_list(doc, token.i, step)) and far.i in towns for step in (-1, 1))
            whose = _country_of(before, listed_names)
            told |= {whose} - {""}
            placed = case(token) in ("Loc", "Dat", "Abl", "Ins") or is_attribute(token) or spoken_of(after)
            placed = placed or before is not None and before.i in sure and is_attribute(before)
            local = owned or place.country == whose or _is_of_twins(token) or place.country in told and placed
            mayor = after is not None and after.lemma_ in MAYORS and is_owned(after) and place.kind == "City"
            local = local or lines_up or local_head or mayor
            if len(token.text) < 4 and not (headed or local):
                continue
            if headed or listed or local or _is_large(place, token) and _stands_alone(doc, token, named):
                forms = [*own, *(each.nominative for each in parses(token.text))]
                name = next(form for form in forms if _known_as(form) in named or _known_as(form) == place.ru)
                taken.add(token.i)
                sure.add(token.i)
                towns |= {token.i} if place.kind == "City" else set()
                told.add(place.country)
                kind = next(each for each in KINDS if each == place.kind)
                full = f"{name} {nominative(doc[token.i + 1].text)}" if headed and kind == "Region" else name
                yield make(doc, token.i, token.i + 1 + (headed and after is not None), kind, full, place.id)
    for token in doc:
        name = next((each.nominative for each in parses(token.text) if each.nominative in new), "")
        if name and token.i not in taken and is_plain(token) and _is_alone(doc, token, taken):
            yield make(doc, token.i, token.i + 1, "City", name)


def _is_settlement(
    doc: Doc, token: Token, sure: Collection[int], towns: Collection[int], taken: Collection[int]
) -> bool:
    """A name no list has, which its place in the sentence makes a town: beside its country, listed with towns, after
    where it lies, or before «мэрі»."""
    if token.text.isupper() or token.text.endswith(FROM):
        return False  # «KAZINFORM – Мемлекеттік шекара …»
    if _beside_country(doc, token, sure, taken):
        return True
    if not is_plain(token) or not _is_alone(doc, token, taken):
        return False
    before, mayor = _at(doc, token.i - 1), _at(doc, token.i + 1)
    if _is_of_twins(token) and (case(token) == "Ins" or _is_presented(doc, token)):
        return True
    listed = mayor is not None and mayor.lower_ in ("мен", "пен", "бен", ",")
    closes = mayor is None or mayor.text in (".", ";", ")")  # «оның серігі – Грузиядағы Рустави.»
    placed = case(token) in ("Loc", "Dat", "Abl", "Ins") or listed or closes
    given = nominative(token.text) in GIVEN  # «Қытайдағы Айгүлмен сөйлесті»
    if before is not None and before.i in sure and is_attribute(before) and placed and not given:
        return True  # «Шыңжаңдағы Чугучактан», «Түрікменстандағы Берекет пен Этрек»
    if mayor is not None and mayor.lemma_ in MAYORS and is_owned(mayor) and case(token) in ("Nom", "Gen"):
        return True
    return _is_listed(doc, token, towns, taken)


def _is_large(place: WorldPlace, token: Token) -> bool:
    """«Мосулда», «Даллас, Мосул»; «Риза» is rather a person."""
    return place.population >= LARGE and nominative(token.text) not in GIVEN and token.pos_ != "NOUN"


def _stands_alone(doc: Doc, token: Token, named: Mapping[str, WorldPlace]) -> bool:
    """Whether its case or a list with another large town tells a large one."""
    if case(token) in ("Loc", "Dat", "Abl", "Gen") and not token.is_sent_start:
        return True
    if case(token) in ("Loc", "Dat", "Abl") and len(token) > _PLAIN:
        return True
    beside = [far for step in (-1, 1) if (far := _next_in_list(doc, token.i, step))]
    return any((other := _called(far.text, named)) and _is_large(other, far) for far in beside)


def _is_of_twins(token: Token) -> bool:
    """In a sentence on sister cities, whose names are towns'."""
    return any(each.lower_.startswith(TWINS) for each in token.sent)


def _is_line(doc: Doc, token: Token) -> bool:
    """A line that begins with the name and goes on with a stop, a year or a bracket: «3) Гебзе. 2002 жылдан бері»."""
    before, after = _at(doc, token.i - 1), _at(doc, token.i + 1)
    begins = before is None or before.is_space or not before.text[0].isalpha()
    goes_on = after is None or after.is_space or after.text in {".", ",", "(", "–", "—", ":", "|"}
    return begins and goes_on and case(token) == "Nom"


def _is_presented(doc: Doc, token: Token) -> bool:
    """«Омбының бауырлас қаласы – Измит», «бауырласы Печ»."""
    before = _at(doc, token.i - 1)
    if before is not None and before.text in {"–", "—", ":"}:
        before = _at(doc, token.i - 2)
    return before is not None and is_owned(before) and (before.lemma_ == "қала" or before.lower_.startswith(TWINS))


def _is_listed(doc: Doc, token: Token, towns: Collection[int], taken: Collection[int]) -> bool:
    """Between towns, or next to one at the end of the list: «Бақты, Үржар, Мақаншы арқылы»."""
    left, right = _next_in_list(doc, token.i, -1), _next_in_list(doc, token.i, 1)
    after = _at(doc, token.i + 1)
    if token.is_sent_start and after is not None and after.text in {",", "–", "—"}:
        return False  # «Мысалы, Омбы мен Томск», «Біріншісі – Бийск лагері»
    if left is not None and left.i in taken and after is not None and after.lower_ == "арқылы":
        return True  # «Каспий теңізі, Әлят арқылы»
    beside = [each for each in (left, right) if each is not None]
    if not beside or not any(each.i in towns for each in beside):
        return False
    if len(beside) == 2 and all(each.i in towns for each in beside):
        return True
    last = _at(doc, token.i + 1)
    ends = last is None or last.is_punct or last.is_space or last.lower_ in ENDING or last.lower_ in LISTED
    known = next(each for each in beside if each.i in towns)
    alike = case(known) == case(token) or case(known) == "Nom" and known.i < token.i
    return alike and (ends or case(token) in ("Loc", "Dat", "Abl"))


def _next_in_list(doc: Doc, position: int, step: int) -> Token | None:
    """The word that a comma or «мен» parts from this one, past «түркиялық»."""
    link = _at(doc, position + step)
    if step < 0 and link is not None and link.text[0].islower() and is_from(link):
        position, link = position - 1, _at(doc, position - 2)
    if link is None or link.text not in {",", "мен", "пен", "бен", "және", "–", "—"}:
        return None
    return _at(doc, position + 2 * step)


def is_from(word: Token) -> bool:
    """«түркиялық», «барнаулдық»."""
    return word.lower_.endswith(FROM)


def spoken_of(word: Token | None) -> bool:
    return word is not None and word.lower_ in {"туралы", "арқылы"}


def _country_of(word: Token | None, names: Names) -> str:
    """«түркиялық» → TR."""
    if word is None or not is_from(word):
        return ""
    kind, key = names.get(word.text[:-3].title(), ("", ""))
    return _country(key) if kind == "Country" else ""


def _is_alone(doc: Doc, token: Token, taken: Collection[int]) -> bool:
    """Not a part of a longer name, nor in quotation marks."""
    around = [each for each in (_at(doc, token.i - 1), _at(doc, token.i + 1)) if each is not None]
    if any(each.text in '«"“»”' for each in around) or not NAME.fullmatch(token.text):
        return False
    named = (each for each in around if CAPITAL.match(each.text) and not is_attribute(each))
    return not any(each.i > token.i or not each.is_sent_start or each.i in taken for each in named)


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


def _head(word: Token) -> str:
    """The class of what stands before «қаласы», «останы»; of words that no list of nouns has, by their stem."""
    stems = [word.lemma_, *(each.stem for each in parses(word.lower_) if each.possessive)]
    return next((HEADS[stem] for stem in stems if stem in HEADS), "") if is_owned(word) or len(stems) > 1 else ""


def _is_of_land(before: Token | None, names: Names) -> bool:
    """«Швецияның», «жапон»: whose a town is that has the ending of what is owned."""
    if before is None:
        return False
    of_country = case(before) == "Gen" and names.get(nominative(before.text), ("",))[0] == "Country"
    return of_country or before.lower_ in PEOPLES


def _country(key: str) -> str:
    return key.removeprefix("country/").removeprefix("region/")[:2]
