"""Where a text names persons, and with which words: given name, patronymic, surname, initials.

The tagger's PER is the evidence that there is a name; how many persons it is and where each begins is decided by the
parts of names."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.documents.document import Span
from kg.language.russian.delegates import Delegate, delegates
from kg.language.russian.initials import initials
from kg.language.russian.morphology import parses, runs_on
from kg.language.tokens import Doc, Token
from kg.model.facts import Mention
from kg.model.offsets import Extents
from kg.names.name_words import RUSSIAN
from kg.names.persons.name_forms import (
    COMMON,
    Gender,
    Part,
    as_printed,
    ends_like_surname,
    forms,
    is_given_name,
    is_known_name,
    looks_like_patronymic,
    looks_like_surname,
    nominative_name,
)
from kg.names.persons.name_units import NameUnit, begins_full_name, divided, in_capitals, is_place, kind_of, parts_of
from kg.names.persons.posts import HEADS, is_someone
from kg.names.places.place_text import FOREIGN_LANDS

_INITIALS_BEHIND = re.compile(
    r"[ \N{NO-BREAK SPACE}]?[А-ЯЁ]\.[ \N{NO-BREAK SPACE}]?[А-ЯЁ]\.(?!\w|[ \N{NO-BREAK SPACE}][А-ЯЁ][а-яё])"
)
_INSTITUTION = re.compile(r"(?:Мин|Гос|Рос|Глав)[бвгджзйклмнпрстфхцчшщ]|\w+институт|\w+(?:информ|пресс)(?:[ауе]|ом)?$")
_LAND = re.compile(r"[А-ЯЁ][а-яё]{4,}[щч]ин(?:[аыеу]|ой)$")
"""«Белгородчина», «на Смоленщине»: forms of a surname by their letters."""
_GLUED = re.compile(r"[А-ЯЁ]?+[а-яё]{4,}+[А-ЯЁ][а-яё]{3}")
"""«ПоделитьсяНовости»: two words of a page run together."""
_WITH_GIVEN = RUSSIAN.set("persons.with_given")
"""Nouns before a given name alone."""
TITLES = RUSSIAN.set("persons.titles")
_FAMILY = re.compile(r"\w+(?:[оеё]в|[иы]н)ых")
_DAUGHTER = re.compile(r"\w+(?:овн|евн|ичн)(?:[аыеу]|ой)")
_ADJECTIVE = re.compile(r"\w+[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)")
_MONTHS = frozenset({"Март", "Май", "Август"})
"""Names that are months, too."""
_LEADING = HEADS | {"правительство", "администрация"}
_SHORTEST = 4
"""Letters of a first name that is no particle, «Хамада бен Исы»."""
_WHERE = frozenset("в во из по под до".split())
_ENDINGS = "аяуюые"
_NAMES = {"Name", "Surn", "Patr"}
_INTO = frozenset({"в", "во", "из", "мимо"})
"""Before places alone, if seldom before a person."""
_OPENING, _CLOSING = frozenset('«„“"'), frozenset('»“”"')


@dataclass(frozen=True, slots=True)
class PersonNaming:
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
    options: frozenset[tuple[str, str]] = frozenset()
    """Given name and surname in all plausible nominatives; empty when the dictionary leaves no doubt."""
    addressed: bool = False
    """Set off by punctuation as an address is: «Уважаемый Владимир Владимирович!»."""
    set_off: bool = False
    """Followed by a comma or the end of the sentence."""
    dedicated: bool = False
    """In the name of something else («университет имени Баумана», «Назарбаев Университет»)."""
    doubtful: bool = False
    """One word that no dictionary has as a name, with nothing beside it that tells of a person: «Хякимлик согласен»."""


def named_persons(
    doc: Doc, places: Collection[Mention] = (), labels: Collection[Span] = (), cards: Collection[Span] = ()
) -> list[PersonNaming]:
    """All namings in their order. With the `labels` and `cards` of turns begin names in the nominative.

    What belongs to the name of one of the `places` is no name of a person: «область Абай», «Целиноград»."""
    surnames = initials(doc)
    listed = delegates(doc)
    nominative = {span.start for span in (*labels, *cards)}
    segments = list(divided(list(_runs(doc, surnames, listed, places, labels)), surnames))
    found = [_delegate(doc, delegate) for delegate in listed]
    for segment, following in zip(segments, [*segments[1:], None], strict=False):
        naming = _named(segment, nominative=segment[0].tokens[0].idx in nominative)
        full = _completed(segment, following)
        if following is not None and full is not None:
            found += [_at(full, segment), _at(full, following)]
        elif naming is not None and all(naming.start != other.start for other in found):
            found.append(naming)
    ends = {label.start: label.end for label in labels}
    found = [_with_initials_behind(naming, doc.text, ends.get(naming.start)) for naming in found]
    sure = {
        word for n in found if not n.doubtful for name in (n.given, n.surname, *n.surnames) for word in name.split()
    }
    found = [n for n in found if not n.doubtful or sure & {n.given, n.surname, *n.surnames}]
    in_full = {word for n in found if n.given and n.surname for name in (n.given, n.surname) for word in name.split()}
    located = {(place.start, place.end) for place in places if place.kind != "Country"}
    found = [n for n in found if not (_is_town_of(doc, n) or _is_located(doc, n, in_full, located))]
    found = [n for n in found if not _is_served(doc, n, in_full, places)]
    found += _named_again(doc, found, places)
    return sorted(found, key=lambda naming: naming.start)


def _named_again(doc: Doc, found: Sequence[PersonNaming], places: Iterable[Mention]) -> Iterator[PersonNaming]:
    """«Комлев начал …» after «полпред Глеб Комлев»: what was overlooked and is the surname of a whole name."""
    known = {n.surname for n in found if n.surname and (n.given or n.initials)}
    stems = {name[:_SHORTEST] for name in known if len(name) >= _SHORTEST}
    taken = Extents([*((one.start, one.end) for one in found), *((one.start, one.end) for one in places)])
    for token in doc:
        if token.text[:_SHORTEST] not in stems or not token.is_title or token.idx in taken or token.ent_type_ == "ORG":
            continue
        if token.i and token.nbor(-1).text == "(":
            continue  # «министерству (Холматов) подготовить»: who answers for it
        beside = (other for other in (doc[max(token.i - 1, 0)], doc[min(token.i + 1, len(doc) - 1)]) if other != token)
        common = any(one.is_known and not _NAMES & set(one.tag.grammemes) for one in parses(token.text))
        surnames = {token.text, *(form.nominative for form in forms(token.text, "surname"))}
        common = common and token.ent_type_ != "PER"
        if known & surnames and not common and not any(other.is_title and other.idx not in taken for other in beside):
            yield _with_parts([(NameUnit("S", (token,)), "surname")], nominative=False)


def _is_town_of(doc: Doc, naming: PersonNaming) -> bool:
    """«акима Усть-Каменогорска | М. Т. Ахметов»: one word that is no surname, before a name; and «Май 2024»."""
    word, behind = doc.text[naming.start : naming.end], doc.text[naming.end : naming.end + 3]
    if word in _MONTHS and behind[1:2].isdigit():
        return True
    stem = word.rstrip("аяуые")
    surname = ends_like_surname(stem) and not stem.endswith("ян")
    if " " in word or word.isupper() or surname or not re.match(r" [А-ЯЁ][а-яё. ]", behind):
        return False
    first = doc.char_span(naming.start, naming.end, alignment_mode="expand")
    return first is not None and first.start > 0 and doc[first.start - 1].lemma_.lower() in HEADS


def _is_located(doc: Doc, naming: PersonNaming, full: Collection[str], places: Collection[tuple[int, int]]) -> bool:
    """«в Адаму», «мимо Томпсона», «Галац, Русе и Измаил»: one word where something is, or that places have, of which
    the text names nobody in full; and the families «Воеводины»."""
    span = doc.char_span(naming.start, naming.end)
    if span is None or len(span) > 1 or naming.initials:
        return False
    word, before = span[0], span[0].nbor(-1).lower_ if span.start else ""
    alone = span.end >= len(doc) or not doc[span.end].is_title
    known = not {naming.given, naming.surname, *naming.surnames}.isdisjoint(full)
    if (naming.start, naming.end) in places:
        return before in _WHERE and alone or not (known or is_someone(word, word))
    several = naming.surname.endswith("ы") and naming.surname == word.text
    return not known and (several or before in _INTO and alone)


def _is_served(doc: Doc, naming: PersonNaming, full: Collection[str], places: Iterable[Mention]) -> bool:
    """«вице-мэр Зренянина» where the text has the town as well, «секретарь общины Топлица (Сербия)»: one word that a
    post is of."""
    span = doc.char_span(naming.start, naming.end)
    if span is None or len(span) > 1 or not span.start or not {naming.given, naming.surname}.isdisjoint(full):
        return False
    before, stem = doc[span.start - 1], span.text.rstrip(_ENDINGS)
    if before.lemma_.lower() in HEADS:
        return any(m.kind in ("City", "Region") and m.name.rstrip(_ENDINGS) == stem for m in places)
    land = any(m.kind == "Country" and doc.text[span.end_char : m.start] == " (" for m in places)
    return land and before.is_lower and before.pos_ == "NOUN" and not any("anim" in p.tag for p in parses(before.text))


def _delegate(doc: Doc, delegate: Delegate) -> PersonNaming:
    """«Хулио Антонио ГАРМЕНДИЯ ПЕНЬЯ»: the capitals tell the surnames, and a list stands in the nominative."""
    words = [token for token in doc[delegate.start : delegate.end] if not token.is_space]
    surname = [as_printed(token.text) for token in words if delegate.surname[0] <= token.i < delegate.surname[1]]
    given = [token.text for token in words if not delegate.surname[0] <= token.i < delegate.surname[1]]
    patronymic = given.pop() if len(given) > 1 and looks_like_patronymic(given[-1]) else ""
    genders = {form.gender for form in forms(given[0], "given") if form.case == "nomn" and form.nominative == given[0]}
    if patronymic:
        genders = {"masc" if patronymic.endswith("ч") else "femn"}
    return PersonNaming(
        words[0].idx,
        words[-1].idx + len(words[-1]),
        " ".join(given),
        patronymic,
        " ".join(surname),
        gender=genders.pop() if len(genders) == 1 else None,
    )


def _completed(segment: list[NameUnit], following: list[NameUnit] | None) -> PersonNaming | None:
    """«Сергею Валерьевичу [Аксёнову]», «[Сергей] Аксёнов»: an editor adds what the speaker left out."""
    kinds = "".join(unit.kind for unit in segment)
    if following is None or kinds not in {"G", "GP"} or len(following) != 1 or following[0].kind not in {"S", "G", "C"}:
        return None
    last, first = segment[-1].tokens[-1], following[0].tokens[0]
    text, start = last.doc.text, segment[0].tokens[0].idx
    between = text[last.idx + len(last) : first.idx].strip()
    if between != "[" and not (between == "]" and text[max(start - 2, 0) : start].endswith("[")):
        return None
    parts: dict[str, Part] = {"G": "given", "P": "patronymic"}
    own = [(unit, parts[unit.kind]) for unit in segment]
    return _with_parts([*own, (following[0], "surname")], nominative=False)


def _at(naming: PersonNaming, segment: Sequence[NameUnit]) -> PersonNaming:
    first, last = segment[0].tokens[0], segment[-1].tokens[-1]
    return replace(naming, start=first.idx, end=last.idx + len(last))


def _runs(
    doc: Doc,
    surnames: Mapping[int, int],
    listed: Sequence[Delegate],
    places: Collection[Mention],
    labels: Collection[Span],
) -> Iterator[list[Token]]:
    """Neighbouring words that may belong to names; a line break, or what is no word, ends a run."""
    member = [token.ent_type_ == "PER" and not (_GLUED.match(token.text) or runs_on(token.text)) for token in doc]
    for token in doc:
        land = token.lemma_.lower() in FOREIGN_LANDS and not is_known_name(token.text)
        if (
            land
            or token.is_sent_start
            and (token.lemma_.lower() in _LEADING or len(token) > 1 and token.lower_ in _WHERE)
        ):
            member[token.i] = False  # «Марзпет Ширака», «Остан Гилян», «Из Пуэрто-Монта»
    for first, second in zip(doc, doc[1:], strict=False):
        if member[first.i] and member[second.i] and second.ent_iob_ == "I" and _is_neuter(first):
            member[first.i] = member[second.i] = False  # «Ладейное Поле»
        if _is_neuter(first) and first.is_title and second.ent_iob_ == "B" and all(member[second.i : second.i + 3]):
            member[second.i] = False  # «провинции Верхнее Огове | Жан Мунгия»
    for place in places:
        name = doc.char_span(place.start, place.end, alignment_mode="contract") or doc[:0]
        governed = (
            name.start > 0 and doc[name.start - 1].lemma_.lower() in _LEADING | FOREIGN_LANDS
        )  # «глава Ширака | Грант Погосян»
        unlisted = place.kind == "Region" and not place.key  # found beside a post, here alone
        if governed or unlisted or len(name) > 1 or not any(is_known_name(token.text) for token in name):
            member[name.start : name.end] = [False] * len(name)
    for label in labels:
        inside = doc.char_span(label.start, label.end, alignment_mode="contract") or doc[:0]
        if any(token.is_upper for token in inside):
            # «СУХИХ М. В. », «Королёв С.М.: » at the head of a turn are no sentence, and the tagger overlooks some
            member[inside.start : inside.end] = [token.is_alpha or token.i in surnames for token in inside]
    for token in doc[1:-2]:
        if member[token.i] and token.nbor(-1).lemma_.lower() in _LEADING and _is_whose(token):
            member[token.i] = False
    words = [token for token in doc if not token.is_space]
    for before, token in zip(words, words[1:], strict=False):
        # The tagger overlooks some; a first name with a patronymic can be nothing else.
        if token.is_title and looks_like_patronymic(token.text) and _beside(before, token) and kind_of(before) == "G":
            member[before.i] = member[token.i] = True
        if before.lemma_.lower() in _WITH_GIVEN and kind_of(token) in "GS" and not token.ent_type_:
            member[token.i] = _beside(before, token)  # «пророка Мухаммеда», «императора Петра»
        if in_capitals(before, token) and before.ent_type_ == token.ent_type_ and before.ent_iob_ == "B":
            member[before.i] = member[token.i] = True  # a span of its own, not «завод СЕМЁН КОРОЛЁВ»
    for before, token in zip(words, words[1:], strict=False):
        if member[token.i] and not member[before.i] and token.i not in surnames and _beside(before, token):
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            inverted = following is not None and member[following.i] and looks_like_patronymic(following.text)
            if inverted and kind_of(token) == "G" and (kind_of(before) == "S" or begins_full_name(before)):
                member[before.i] = True
    for place in places:
        span = doc.char_span(place.start, place.end)
        for token in _overlooked(doc, span.end) if span else ():
            member[token.i] = True
    for delegate in listed:
        member[delegate.start : delegate.end] = [False] * (delegate.end - delegate.start)
    run: list[Token] = []
    for token in words:
        if run and not (member[token.i] and _beside(run[-1], token)):
            yield run
            run = []
        if member[token.i]:
            run.append(token)
    if run:
        yield run


def _is_neuter(token: Token) -> bool:
    adjective = token.text.endswith(("ое", "ее")) and any("ADJF" in parse.tag for parse in parses(token.text))
    return adjective and not is_known_name(token.text)


def _is_whose(token: Token) -> bool:
    """«председатель Хатлона | Рустам Назаров»: between a post and a whole name, in another case than that."""
    first, second = token.nbor(), token.nbor(2)
    if (
        len(first) < _SHORTEST
        or is_known_name(token.text)
        or ends_like_surname(token.text)
        or token.text[-1] not in "аыия"
    ):
        return False
    nominative = any(form.case == "nomn" and form.nominative == first.text for form in forms(first.text, "given"))
    return token.is_title and first.is_title and second.is_title and is_given_name(first.text) and nominative


def _overlooked(doc: Doc, first: int) -> Sequence[Token]:
    """«с премьером Государства Израиль | Биньямином Нетаньяху»: first name and surname, untagged after a land."""
    end = first
    while end < len(doc) and doc[end].is_title and not doc[end].ent_type_ and kind_of(doc[end]) in ("G", "S"):
        end += 1
    return list(doc[first:end]) if end > first + 1 and kind_of(doc[first]) == "G" else ()


def _beside(left: Token, right: Token) -> bool:
    between = left.doc[left.i + 1 : right.i]
    return all(token.is_space and "\n" not in token.text for token in between)


def _named(segment: list[NameUnit], *, nominative: bool) -> PersonNaming | None:
    tokens = [token for unit in segment for token in unit.tokens]
    if _is_quoted_title(tokens) or (len(segment) == 1 and not _may_stand_alone(segment[0])):
        return None
    if len(tokens) == 2 and _is_thing_named(*tokens):
        return None
    naming = _with_parts(parts_of(segment), nominative=nominative)
    doubtful = len(tokens) == 1 and not nominative and (_is_doubtful(tokens[0]) or _is_anybody(naming, tokens[0]))
    return replace(naming, doubtful=doubtful)


def _is_thing_named(first: Token, second: Token) -> bool:
    """«Паром Бриджтаун», «Бразды Нунавута»: a thing that opens a sentence, and a word that is no name."""
    known = [parse for parse in parses(first.text) if parse.is_known]
    thing = bool(known) and all(
        "NOUN" in parse.tag and "inan" in parse.tag and not {"Name", "Surn", "Geox"} & set(parse.tag.grammemes)
        for parse in known
    )
    opens = first.is_sent_start or (first.i > 0 and (first.nbor(-1).is_punct or first.nbor(-1).is_space))
    named = is_known_name(second.text) or ends_like_surname(second.text)  # «Алмаз Токтогулов»
    return thing and opens and len(first) >= _SHORTEST and not (first.is_upper or named)


def _is_anybody(naming: PersonNaming, token: Token) -> bool:
    """«Мой боец Сергей»: a given name that many bear, where nothing else of the text tells who that is; but «отец
    Сергей» is known so."""
    before = token.nbor(-1) if token.i else token
    titled = before.lemma_.lower() in _WITH_GIVEN | TITLES or (before is not token and before.ent_type_ == "PER")
    return naming.given in COMMON and not naming.surname and not titled and not is_someone(token, token)


def _is_doubtful(token: Token) -> bool:
    text = as_printed(token.text)
    adjective = _ADJECTIVE.fullmatch(text)  # «Айрширская»: a breed, as well as a woman
    known = text.isascii() or is_known_name(text) or (ends_like_surname(text) and not adjective)
    return not known and not is_someone(token, token)


def _with_parts(parts: Sequence[tuple[NameUnit, Part]], *, nominative: bool) -> PersonNaming:
    tokens = [token for unit, _ in parts for token in unit.tokens]
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    name = nominative_name([(unit.word, part) for unit, part in parts], nominative=nominative)
    own = _spelled(parts, name.words)
    found = PersonNaming(
        start,
        end,
        own["given"],
        own["patronymic"],
        own["surname"],
        gender=name.gender,
        addressed=_is_address(tokens),
        set_off=_is_set_off(tokens[-1]),
        dedicated=_is_dedication(tokens),
    )
    first, last = parts[0][0], parts[-1][0]
    if first.kind == "I":
        found = replace(found, initials="".join(token.text for token in first.tokens[:-1]))
        genders = {form.gender for form in forms(found.surname, "surname") if form.case == "nomn"}
        found = replace(found, gender=None if len(genders) > 1 else found.gender)  # «В.Матвиенко»
    if found.given and found.surname and not name.certain:
        others = [_spelled(parts, words) for words in name.others]
        found = replace(found, options=frozenset((other["given"], other["surname"]) for other in others))
    if found.surname and not found.given:
        nominatives = {form.nominative for form in forms(as_printed(last.word.text), "surname")}
        found = replace(found, surnames=frozenset({found.surname, *nominatives}))
    return found


def _with_initials_behind(naming: PersonNaming, text: str, end: int | None) -> PersonNaming:
    """«Куйвашева Е.В.» of a decree; the label of a turn says where its initials `end`."""
    if naming.given or naming.initials or not naming.surname:
        return naming
    behind = _INITIALS_BEHIND.match(text, naming.end, *([] if end is None else [end]))
    if behind is None:
        return naming
    return replace(naming, end=behind.end(), initials="".join(behind[0].split()))


def _may_stand_alone(unit: NameUnit) -> bool:
    """A surname or a first name; not «скорость в десять Махов», «семья Труфановых», «Минпром»."""
    word, place = unit.word, unit.tokens[0].i
    before = word.doc[place - 1] if place else None
    after = word.nbor() if word.i + 1 < len(word.doc) else word
    if word.lemma_.lower() in HEADS and after.ent_type_ == "LOC":
        return False  # «канцелярия Султана Омана»
    if unit.kind == "C" and (is_place(word) or not _is_certain(unit.tokens[0])):
        return False
    whose = any(parse.is_known and "Poss" in parse.tag for parse in parses(word.text))
    if _DAUGHTER.fullmatch(word.text) or (whose and not looks_like_surname(word.text)):
        return False  # «как по батюшке? – Михайловна», «Сашина (бабушка)»
    if (_INSTITUTION.match(word.text) and not looks_like_surname(word.text)) or _GLUED.match(word.text):
        return False
    if _LAND.match(word.text) and not is_someone(word, word):
        return False
    dated = word.is_sent_start or word.text == word.doc.text[word.idx :].split(".", 1)[0]
    if word.is_upper and dated and is_place(word):
        return False  # «АЛМАТЫ. Сегодня открыли мост», «Вести АЛМАТЫ. КАЗИНФОРМ – …»
    return not _FAMILY.fullmatch(word.text) and not (before is not None and (before.like_num or before.pos_ == "NUM"))


def _spelled(parts: Sequence[tuple[NameUnit, Part]], words: Sequence[str]) -> dict[Part, str]:
    """The words of each part in one string, with particles («фон дер Ляйен») and numbers («Пётр I»)."""
    spelled: dict[Part, list[str]] = {"given": [], "patronymic": [], "surname": []}
    for (unit, part), word in zip(parts, words, strict=True):
        others = [as_printed(token.text) for token in unit.tokens if token is not unit.word]
        if unit.kind == "I":
            spelled[part] = [word]
        elif unit.kind == "G":
            spelled[part] += [word, *others]
        else:
            spelled[part] += [*others, word]
    return {part: " ".join(texts) for part, texts in spelled.items()}


def _is_certain(token: Token) -> bool:
    """A common noun by its letters («Макрон»), with the capital of a name inside a sentence."""
    return token.pos_ == "PROPN" and not token.is_sent_start and token.is_title


def _is_quoted_title(tokens: Sequence[Token]) -> bool:
    """«Лада», «Адмирал Макаров»: the whole of what stands in quotes."""
    doc, first, last = tokens[0].doc, tokens[0].i, tokens[-1].i
    return first > 0 and last + 1 < len(doc) and doc[first - 1].text in _OPENING and doc[last + 1].text in _CLOSING


def _is_set_off(last: Token) -> bool:
    return last.i + 1 < len(last.doc) and last.doc[last.i + 1].text in {",", "!", "."}


def _is_address(tokens: Sequence[Token]) -> bool:
    first = tokens[0]
    before = first.doc[first.i - 1] if first.i else None
    opens = before is None or first.is_sent_start or before.is_punct or before.is_space
    politely = before is not None and before.lower_ in {"уважаемый", "уважаемая", "дорогой", "дорогая"}
    return bool((opens or politely) and _is_set_off(tokens[-1]))


def _is_dedication(tokens: Sequence[Token]) -> bool:
    doc, first, last = tokens[0].doc, tokens[0].i, tokens[-1].i
    before = [token.text.lower() for token in doc[max(0, first - 2) : first] if token.text != "."]
    if before and before[-1] in {"имени", "им"}:
        return True
    # «Назарбаев Университет», but not a quoted sentence that begins with a name
    opened = any(token.text in _OPENING for token in doc[max(0, first - 3) : first])
    return opened and any(token.text in _CLOSING for token in doc[last + 1 : last + 4])
