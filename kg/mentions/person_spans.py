"""Where a text names persons, and with which words: given name, patronymic, surname, initials.

The tagger's PER is the evidence that there is a name; how many persons it is and where each begins is decided by the
parts of names («Андрей Чибис Чибис Андрей Владимирович» is a name and a card)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.language.initials import initials
from kg.language.morphology import parses
from kg.mentions.name_forms import (
    Gender,
    Part,
    as_printed,
    forms,
    is_given_name,
    is_part_of_names,
    looks_like_patronymic,
    looks_like_surname,
    nominative_name,
)

_PARTICLES = frozenset(
    {"фон", "дер", "ден", "ван", "де", "ди", "да", "дос", "бен", "бин", "ибн", "аль", "эль", "ас", "ад", "ла", "ле"}
)
_ARABIC = frozenset({"аль", "эль", "ибн", "бин", "бен"})
_TITLES = frozenset({
    "президент", "премьер", "премьер-министр", "министр", "заместитель", "вице-премьер", "губернатор", "аким", "мэр",
    "глава", "председатель", "секретарь", "посол", "директор", "король", "принц", "шейх", "эмир", "император",
    "патриарх", "господин", "госпожа", "товарищ", "генерал", "адмирал", "маршал", "полковник", "академик",
    "профессор", "спасибо", "коллега", "святейшество", "митрополит", "муфтий", "канцлер", "герцог", "царь", "князь",
})  # fmt: skip
_OPENING, _CLOSING = frozenset('«„“"'), frozenset('»“”"')
_GIVEN: tuple[Part, ...] = ("given",) * 9
_ROMAN = frozenset("IVX")


@dataclass(frozen=True, slots=True)
class Named:
    """One naming of a person, its parts in the nominative; a part it lacks is empty."""

    start: int
    end: int
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    initials: str = ""
    """As «К.-Ж.», «А.К.»."""
    gender: Gender | None = None
    surnames: frozenset[str] = frozenset()
    """All that the surname can be the form of, for one without given name."""
    addressed: bool = False
    """Set off by punctuation as an address is: «Уважаемый Владимир Владимирович!»."""
    dedicated: bool = False
    """In the name of something else («университет имени Баумана», «Назарбаев Университет»)."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word of a name."""

    kind: str
    """G given name, P patronymic, S surname or unknown, C common word, I initials with their surname, X no name."""
    tokens: tuple[Token, ...]

    @property
    def word(self) -> Token:
        return self.tokens[-1]


def named_persons(doc: Doc, labels: frozenset[int] = frozenset()) -> list[Named]:
    """All namings in their order. At the offsets `labels` begin names in the nominative: labels and cards of turns."""
    runs = [units for run in _runs(doc) for units in _between_strangers(_units(run))]
    pairs = {pair for units in runs if len(units) <= 3 for pair in [_pair(units)] if pair}
    named: list[Named] = []
    for units in runs:
        for segment in _segmented(units, pairs):
            found = _named(segment, nominative=segment[0].tokens[0].idx in labels)
            if found is not None:
                named.append(found)
    return named


def _runs(doc: Doc) -> Iterator[list[Token]]:
    """Neighbouring words that may belong to names; a line break, or what is no word, ends a run."""
    member = [token.ent_type_ == "PER" for token in doc]
    hidden = initials(doc)
    words = [token for token in doc if not token.is_space]
    for before, token in zip(words, words[1:], strict=False):
        # The tagger overlooks some; a first name with a patronymic can be nothing else.
        if _kind(before) == "G" and looks_like_patronymic(token.text) and token.is_title and _beside(before, token):
            member[before.i] = member[token.i] = True
    for before, token in zip(words, words[1:], strict=False):
        if member[token.i] and not member[before.i] and token.i not in hidden and _beside(before, token):
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            inverted = following is not None and member[following.i] and looks_like_patronymic(following.text)
            if inverted and _kind(token) == "G" and _kind(before) == "S":
                member[before.i] = True
    run: list[Token] = []
    for token in words:
        if run and not (member[token.i] and _beside(run[-1], token)):
            yield run
            run = []
        if member[token.i]:
            run.append(token)
    if run:
        yield run


def _beside(left: Token, right: Token) -> bool:
    between = left.doc.text[left.idx + len(left) : right.idx]
    return not between.strip() and "\n" not in between


def _kind(token: Token) -> str:
    text = as_printed(token.text)
    parts = text.replace("’", "").split("-")
    if len(text) < 2 or not all(part.isalpha() for part in parts) or not (parts[0][0] + parts[-1][0]).isupper():
        return "X"  # «Российско-катарской» is none
    readings = parses(text)
    if any(parse.normal_form in _TITLES for parse in readings[:2]):
        return "X"
    if is_given_name(text):
        return "G"
    if is_part_of_names(text):
        return "S"
    common = any(parse.tag.POS == "NOUN" and "Geox" not in parse.tag for parse in readings)
    return "C" if common else "X"


def _is_declined(token: Token) -> bool:
    readings = parses(token.text)
    title = any(parse.normal_form in _TITLES for parse in readings)
    return token.is_title and not title and any(parse.tag.POS in {"NOUN", "ADJF", "ADJS"} for parse in readings)


def _units(run: Sequence[Token]) -> list[_Unit]:
    hidden = initials(run[0].doc) if any(len(token) <= 2 for token in run) else {}
    units: list[_Unit] = []
    pending: list[Token] = []
    for token in run:
        lowered = token.text.lower()
        if token.i in hidden or (lowered in _PARTICLES and (units or lowered in _ARABIC)):
            pending.append(token)
        elif any(other.i in hidden for other in pending):
            units.append(_Unit("I", (*pending, token)))
            pending = []
        elif (
            units
            and units[-1].kind in "GS"
            and (lowered in {"оглы", "кызы"} or (looks_like_patronymic(token.text) and _kind(units[-1].word) == "G"))
        ):
            units.append(_Unit("P", (token,)))
        elif units and units[-1].kind == "G" and set(token.text) <= _ROMAN:
            units[-1] = _Unit("G", (*units[-1].tokens, token))
        elif units and units[-1].kind in "S" and looks_like_patronymic(token.text):
            units.append(_Unit("P" if token.is_title else "S", (token,)))
        else:
            kind = _kind(token)
            if pending and kind != "X":
                kind = "S"
            elif kind == "X" and units and units[-1].kind in "GP" and _is_declined(token):
                # After a first name «Солодовым» and «Рошаля» are surnames, whatever else they are
                kind = "C"
            units.append(_Unit(kind, (*pending, token)))
            pending = []
    return units


def _between_strangers(units: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    part: list[_Unit] = []
    for unit in units:
        if unit.kind == "X":
            if part:
                yield part
            part = []
        elif unit.kind == "I":
            # «Мурманск В.Путин»: whatever stands before the initials is another name
            if part:
                yield part
            part = [unit]
        else:
            part.append(unit)
    if part:
        yield part


def _pair(units: Sequence[_Unit]) -> tuple[str, str] | None:
    """Given name and surname of a run that can be read in one way."""
    kinds = "".join(unit.kind for unit in units)
    order = {"GS": (0, 1), "GPS": (0, 2), "SGP": (1, 0)}.get(kinds)
    return (units[order[0]].word.lemma_, units[order[1]].word.lemma_) if order else None


def _segmented(units: list[_Unit], pairs: set[tuple[str, str]]) -> list[list[_Unit]]:
    """The division into persons with the highest worth."""
    best: list[tuple[float, list[list[_Unit]]]] = [(0.0, [])]
    for end in range(1, len(units) + 1):
        options = []
        for start in range(max(0, end - 5), end):
            segment = units[start:end]
            worth, divided = best[start]
            options.append((worth + _worth(segment, pairs), [*divided, segment]))
        best.append(max(options, key=lambda option: option[0]))
    return best[-1][1]


def _worth(segment: list[_Unit], pairs: set[tuple[str, str]]) -> float:
    kinds = "".join(unit.kind for unit in segment)
    patronymic = kinds.find("P")
    if len(kinds) == 1:
        worth = 2.0 if kinds == "I" else 0.3
    elif "I" in kinds or kinds.count("P") > 1 or patronymic == 0 or (patronymic > 0 and len(kinds) > 3):
        return -9.0
    elif len(kinds) == 3 and patronymic > 0:
        worth = 3.0 + 0.3 * (kinds[patronymic - 1] == "G")
    elif patronymic > 0:
        worth = 1.8
    elif len(kinds) == 2:
        worth = {"GS": 2.0, "GC": 2.0, "SG": 1.2, "GG": 1.6}.get(kinds, 1.1)
    else:
        worth = 0.9 * len(kinds)
    words = {(unit.kind == "G", unit.word.lemma_) for unit in segment}
    if len(words) < len(segment):
        worth -= 3.0
    if _pair(segment) in pairs:
        worth += 0.8
    return worth - 0.8 * sum(unit.kind == "C" for unit in segment)


def _parts(segment: list[_Unit]) -> list[tuple[_Unit, Part]]:
    kinds = "".join(unit.kind for unit in segment)
    parts: list[Part] = [*_GIVEN[: len(kinds) - 1], "surname"]
    if kinds[1:2] == "P":
        parts = ["given", "patronymic", "surname"]
    elif "P" in kinds:
        parts = ["surname", "given", "patronymic"]
    elif kinds == "G":
        parts = ["given"]
    elif len(kinds) == 2 and _is_inverted(segment):
        parts = ["surname", "given"]
    return list(zip(segment, parts, strict=False))


def _is_inverted(segment: list[_Unit]) -> bool:
    first, second = (as_printed(unit.word.text) for unit in segment)
    if segment[0].kind == "G" or not looks_like_surname(first):
        return False
    return segment[1].kind == "G" or not looks_like_surname(second)


def _named(segment: list[_Unit], *, nominative: bool) -> Named | None:
    tokens = [token for unit in segment for token in unit.tokens]
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    if _is_quoted_title(tokens) or (len(segment) == 1 and segment[0].kind == "C" and not _is_certain(tokens[0])):
        return None
    parts = _parts(segment)
    name = nominative_name([(unit.word, part) for unit, part in parts], nominative=nominative)
    found = Named(start, end, gender=name.gender, addressed=_is_address(tokens), dedicated=_is_dedication(tokens))
    for (unit, part), word in zip(parts, name.words, strict=True):
        before = unit.tokens[:-1]
        if unit.kind == "I":
            found = replace(found, initials="".join(token.text for token in before))
        elif unit.kind == "G" and before:
            # «Петра I»
            word = f"{nominative_name([(before[0], part)]).words[0]} {unit.word.text}"
        elif before:
            word = " ".join([*(token.text for token in before), word])
        if part == "given":
            found = replace(found, given=f"{found.given} {word}".strip())
        elif part == "patronymic":
            found = replace(found, patronymic=word)
        else:
            found = replace(found, surname=word)
    if not found.given and found.surname:
        text = as_printed(segment[-1].word.text)
        nominatives = {form.nominative for form in forms(text, "surname")}
        found = replace(found, surnames=frozenset({found.surname, *nominatives}))
    return found


def _is_certain(token: Token) -> bool:
    """A common noun by its letters («Макрон»), with the capital of a name inside a sentence."""
    return token.pos_ == "PROPN" and not token.is_sent_start and token.is_title


def _is_quoted_title(tokens: Sequence[Token]) -> bool:
    """«Лада», «Адмирал Макаров»: the whole of what stands in quotes."""
    doc, first, last = tokens[0].doc, tokens[0].i, tokens[-1].i
    return first > 0 and last + 1 < len(doc) and doc[first - 1].text in _OPENING and doc[last + 1].text in _CLOSING


def _is_address(tokens: Sequence[Token]) -> bool:
    doc, first, last = tokens[0].doc, tokens[0], tokens[-1]
    before = doc[first.i - 1] if first.i else None
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    opens = before is None or first.is_sent_start or before.is_punct or before.is_space
    politely = before is not None and before.lower_ in {"уважаемый", "уважаемая", "дорогой", "дорогая"}
    return (opens or politely) and after is not None and after.text in {",", "!", "."}


def _is_dedication(tokens: Sequence[Token]) -> bool:
    doc, first, last = tokens[0].doc, tokens[0].i, tokens[-1].i
    before = [token.text.lower() for token in doc[max(0, first - 2) : first] if token.text != "."]
    if before and before[-1] in {"имени", "им"}:
        return True
    # «Назарбаев Университет», but not a quoted sentence that begins with a name
    opened = any(token.text in _OPENING for token in doc[max(0, first - 3) : first])
    return opened and any(token.text in _CLOSING for token in doc[last + 1 : last + 4])
