"""The words of a name, and the division of a row of them into persons.

«Андрей Чибис Чибис Андрей Владимирович» is a name and a card, «Дмитрий Андреевич Котюков Михаил Михайлович» the end of
one card and the next. What a word can be is known from the dictionary and its ending; of all divisions the one of most
worth is taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.language.russian.morphology import parses
from kg.language.tokens import Token
from kg.names.name_words import RUSSIAN
from kg.names.persons.name_forms import (
    Part,
    as_printed,
    ends_like_surname,
    generation,
    is_given_name,
    is_known_name,
    is_part_of_names,
    looks_like_patronymic,
    looks_like_surname,
)

_PARTICLES = RUSSIAN.set("persons.particles")
_LEADING = RUSSIAN.set("persons.leading")
_TITLES = RUSSIAN.set("persons.titles")
_RULERS = frozenset({"султан", "хан", "бек", "эмир", "шах", "раджа"})
"""First names that are titles as well."""
_GIVEN: tuple[Part, ...] = ("given",) * 9
_ROMAN = frozenset("IVX")
_NO_NAMES = RUSSIAN.set("bodies.no_bodies")
_ABBREVIATION = 5
"""Letters at most of a body's abbreviation."""
_SYLLABLE = 4
"""Letters at most of a word inside an East Asian name."""


@dataclass(frozen=True, slots=True)
class NameUnit:
    """A word of a name."""

    kind: str
    """G given name, P patronymic, S surname or unknown, C common word, I initials with their surname, X no name."""
    tokens: tuple[Token, ...]

    @property
    def word(self) -> Token:
        """The one that is declined: «Петра I», «фон дер Ляйен»."""
        return self.tokens[0] if self.kind == "G" and set(self.tokens[-1].text) <= _ROMAN else self.tokens[-1]


def divided(runs: Sequence[Sequence[Token]], surnames: Mapping[int, int]) -> Iterator[list[NameUnit]]:
    """The rows of words of a document as the words of one person each; `surnames` are those of its initials."""
    rows = [row for run in runs for row in _between_strangers(_units(run, surnames))]
    pairs = {pair for row in rows if len(row) <= 3 for pair in [_pair(row)] if pair}
    for row in rows:
        yield from map(_without_body, _segmented(row, pairs))


def _without_body(segment: list[NameUnit]) -> list[NameUnit]:
    """«(офицер) ГРУ Сергей Скрипаль»: an abbreviation before the words of a name is none of it."""
    first, *rest = segment
    if len(rest) > 1 and first.word.text in _NO_NAMES:
        return rest  # «участник СВО | ИВАНОВА Анна»
    abbreviated = len(rest) > 1 and first.word.is_upper and 1 < len(first.word) <= _ABBREVIATION
    surname = any(unit.kind == "P" for unit in rest) or is_known_name(as_printed(first.word.text))
    return rest if abbreviated and not surname and all(unit.word.is_title for unit in rest) else segment


def kind_of(token: Token) -> str:
    text = as_printed(token.text)
    if text[-1].isupper() and not text.isupper():
        return "X"  # «ОшГУ»
    parts = text.replace("’", "").replace("'", "").split("-")
    if len(parts) > 1 and parts[0] in _LEADING:  # «аль-Ариси»
        return "S" if len(parts) == 2 and parts[1].isalpha() and parts[1].istitle() else "X"
    if len(parts) > 1 and generation(text):  # «Рахимов-старший»
        text = text.rpartition("-")[0]
        parts = parts[:-1]
    if len(text) < 2 or not all(part.isalpha() for part in parts) or not (parts[0][0] + parts[-1][0]).isupper():
        return "X"  # «Российско-катарской» is none
    parsed = parses(text)
    surname = text.endswith(("ов", "ев"))  # «Алексей Героев»
    if any(parse.normal_form in _TITLES and not (surname and parse.tag.number == "plur") for parse in parsed[:2]):
        return "X"
    if is_given_name(text):
        return "G"
    if is_part_of_names(text):
        return "S"
    common = any(parse.tag.POS == "NOUN" and "Geox" not in parse.tag for parse in parsed)
    return "C" if common else "X"


def in_capitals(first: Token, second: Token) -> bool:
    """Whether both make a name: «СЕМЁН КОРОЛЁВ», which the tagger takes for a body."""
    printed = first.is_upper and second.is_upper and min(len(first), len(second)) > 2
    return printed and {kind_of(first), kind_of(second)} == {"G", "S"}


def _is_declined(token: Token) -> bool:
    parsed = parses(token.text)
    title = any(parse.normal_form in _TITLES for parse in parsed)
    return token.is_title and not title and any(parse.tag.POS in {"NOUN", "ADJF", "ADJS"} for parse in parsed)


def _is_syllable(token: Token) -> bool:
    """«Хи» in «Ли Хи Ён», «Аун» in «Мин Аун Хлайн», whatever else the word is."""
    parsed = parses(token.text)
    if any(parse.normal_form in _TITLES or parse.tag.POS == "NPRO" for parse in parsed):
        return False
    return token.is_title and 1 < len(token) <= _SYLLABLE and not token.is_sent_start


def is_place(token: Token) -> bool:
    """«Тула», «Смерш»: a place or a body by the dictionary, and no name of a person. «Ливанов» is no Lebanon."""
    known = [parse for parse in parses(token.text) if parse.is_known and parse.tag.number != "plur"]
    return any({"Geox", "Orgn"} & set(parse.tag.grammemes) for parse in known) and not is_part_of_names(token.text)


def _opens_name(token: Token) -> bool:
    """Whether the tagger sees a name of three words begin there, whose second is a first name, and no noun before it
    tells of a place: «комиссар области Читтагонг | Анисур Чоудхури»."""
    words = token.doc[token.i : token.i + 3]
    before = token.nbor(-1) if token.i else token
    of_place = before.is_lower and not any("anim" in parse.tag for parse in parses(before.text))
    begun = [t.ent_iob_ for t in words] == ["B", "I", "I"] and token.ent_type_ == "PER"
    return begun and _stands(token) and kind_of(words[1]) == "G" and not (of_place and before.pos_ == "NOUN")


def _stands(token: Token) -> bool:
    """In the nominative, whatever the tagger says."""
    return any({"nomn", "sing"} <= parse.tag.grammemes for parse in parses(token.text))


def _units(run: Sequence[Token], surnames: Mapping[int, int]) -> list[NameUnit]:
    units: list[NameUnit] = []
    pending: list[Token] = []
    for token in run:
        lowered = token.text.lower()
        if token.i in surnames or (lowered in _PARTICLES and (units or lowered in _LEADING)):
            pending.append(token)
        elif any(other.i in surnames for other in pending):
            units.append(NameUnit("I", (*pending, token)))
            pending = []
        elif (
            units
            and units[-1].kind in "GS"
            and (lowered in {"оглы", "кызы"} or (looks_like_patronymic(token.text) and kind_of(units[-1].word) == "G"))
        ):
            units.append(NameUnit("P", (token,)))
        elif units and units[-1].kind == "G" and set(token.text) <= _ROMAN:
            units[-1] = NameUnit("G", (*units[-1].tokens, token))
        elif units and units[-1].kind in "S" and looks_like_patronymic(token.text):
            units.append(NameUnit("P" if token.is_title else "S", (token,)))
        else:
            kind = kind_of(token)
            in_name = _is_syllable(token) if kind == "X" and token is not run[-1] else bool(pending) and kind != "X"
            after_given = kind == "X" and bool(units) and units[-1].kind == "G" and token.ent_type_ == "PER"
            beside = kind == "X" and bool(units) and units[-1].kind in "GS"
            inside = beside and (token.ent_iob_, token.ent_type_) == ("I", "PER")
            unknown = token.is_title and not any(parse.is_known for parse in parses(token.text))
            if kind == "X" and token is not run[-1] and (unknown or is_place(token)) and _opens_name(token):
                kind = "S"  # «Анхель Мария Вильяр»
            # «Мария Китсуне Рохас»: a town too, in the nominative behind two words of the name
            unknown = unknown or is_place(token) and [unit.kind for unit in units] == ["G", "S"] and _stands(token)
            if in_name or (after_given and _is_syllable(token)) or (inside and (unknown or _is_syllable(token))):
                kind = "S"  # «Стэнли Хо», «Сян Бо», «(послу) Чжан Вэньчуаню», to the dictionary a verb
            elif kind == "X" and units and _is_ruler(units[-1]) and is_place(token):
                # «Султаном Омана Хайсамом»: the first name is the title of who rules there
                units[-1] = NameUnit("X", units[-1].tokens)
            elif kind == "X" and units and units[-1].kind in "GP" and (_is_declined(token) or is_place(token)):
                # After a first name «Солодовым» and «Рошаля» are surnames, whatever else they are
                kind = "C"
            elif kind in "XC" and token is not run[-1] and (begins_full_name(token) or _is_namesake(token)):
                kind = "S"
            units.append(NameUnit(kind, (*pending, token)))
            pending = []
    return units


def begins_full_name(token: Token) -> bool:
    """«Ласточкин Юрий Илларионович»: a surname whatever else it is, before given name and patronymic; none where
    another comes behind them, «(мэр) Набережных Челнов Наиль Гамирович Орлов»."""
    text = as_printed(token.text)
    following = token.doc[token.i + 1 : token.i + 4]
    full = len(following) > 1 and is_given_name(following[0].text) and looks_like_patronymic(following[1].text)
    own = len(following) < 3 or not following[2].is_title
    return full and own and text.istitle() and ends_like_surname(text) and not is_place(token)


def _is_namesake(token: Token) -> bool:
    """«Тегеран Сафаров», «Мальте Лунге»: a town in the nominative, or in a case that nothing there asks for, to the
    tagger the first word of a person."""
    following = token.nbor()
    whole = (
        kind_of(token) == "X"
        and token.ent_iob_ == "B"
        and token.ent_type_ == following.ent_type_ == "PER"
        and following.ent_iob_ == "I"
    )
    parsed = parses(token.text)
    stands = any(parse.normal_form == token.lower_ and "nomn" in parse.tag for parse in parsed)
    if token.i > 0 and token.nbor(-1).pos_ != "ADP":
        stands = stands or not any("gent" in parse.tag for parse in parsed)
    return whole and stands and is_place(token) and kind_of(following) == "S"


def _is_ruler(unit: NameUnit) -> bool:
    return unit.kind == "G" and any(parse.normal_form in _RULERS for parse in parses(unit.word.text))


def _between_strangers(units: Sequence[NameUnit]) -> Iterator[list[NameUnit]]:
    part: list[NameUnit] = []
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


def _pair(units: Sequence[NameUnit]) -> tuple[str, str] | None:
    """Given name and surname of a run that can be read in one way."""
    kinds = "".join(unit.kind for unit in units)
    order = {"GS": (0, 1), "GPS": (0, 2), "SGP": (1, 0)}.get(kinds)
    return (units[order[0]].word.lemma_, units[order[1]].word.lemma_) if order else None


def _segmented(units: list[NameUnit], pairs: set[tuple[str, str]]) -> list[list[NameUnit]]:
    """The division into persons with the highest worth."""
    best: list[tuple[float, list[list[NameUnit]]]] = [(0.0, [])]
    for end in range(1, len(units) + 1):
        options = []
        for start in range(max(0, end - 5), end):
            segment = units[start:end]
            worth, divided = best[start]
            options.append((worth + _worth(segment, pairs), [*divided, segment]))
        best.append(max(options, key=lambda option: option[0]))
    return best[-1][1]


def _worth(segment: list[NameUnit], pairs: set[tuple[str, str]]) -> float:
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
        # «Сергея Чебнёва | Ольга»: a first name after the surname is the next person's
        worth = 0.9 * len(kinds) - 1.0 * kinds.startswith("GSG")
    words = {(unit.kind == "G", unit.word.lemma_) for unit in segment}
    if len(words) < len(segment):
        worth -= 3.0
    if _pair(segment) in pairs or (len(segment) == 3 and _pair(segment[:2]) in pairs):
        worth += 0.8
    return worth - 0.8 * sum(unit.kind == "C" for unit in segment)


def parts_of(segment: list[NameUnit]) -> list[tuple[NameUnit, Part]]:
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


def _is_inverted(segment: list[NameUnit]) -> bool:
    first, second = (as_printed(unit.word.text) for unit in segment)
    if segment[0].kind == "G" or not looks_like_surname(first):
        return False
    # «Морган» is a surname to the dictionary, and the first name of Цвангираи
    short = len(first) <= _SYLLABLE  # «Сян Бо» ends as «Петросян» does
    return segment[1].kind == "G" or (not short and ends_like_surname(first) and not looks_like_surname(second))
