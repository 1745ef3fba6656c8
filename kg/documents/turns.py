"""Who speaks from where to where in a transcript.

A label stands at the start of a line or, on a page saved as one line, after the end of a sentence: «В.Путин: »,
«К.-Ж.Токаев: », «Вопрос: », «Патриарх Кирилл: ». Between name and colon there may be a card with the full name and post
(«А.Дрозденко Дрозденко Александр Юрьевич губернатор Ленинградской области : ») and a note («(как переведено)»)."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from kg.documents.document import Span, Turn
from kg.documents.reading import lines, trim

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_PARTICLE = r"(?:бен|бин|ибн|аль|эль|фон|ван|де|ди|да|дер)"
_NAME = rf"(?:{_PARTICLE} )?[{_UPPER}][^\W\d_]+(?:[-’'][^\W\d_]+){{0,4}}"
_INITIALS = rf"[{_UPPER}](?:[а-яё]\.(?! )|\.)(?:[- ]?[{_UPPER}]\.){{0,4}} ?"  # «Дж.Байден», but not «Да. А.Иванов»
_ROLE = (
    "(?:Вопрос|Ответ|Реплика|Голос|Ведущ(?:ий|ая)|Модератор|Переводчик|Корреспондент|Журналист"
    "|Сұрақ|Жауап|Жүргізуші|Тілші|Аудармашы)(?: из зала)?"
)
_AFTER_LABEL = (
    r"(?: (?P<card>(?P=surname)\b(?=[^:\n]{2,400}:)(?:(?![.!?…] )[^:\n]){2,300}?))?"
    r"(?P<note> ?\([^():\n]{1,90}\))?"
    r" ?:(?= *[^\s:])"
)
_INITIALED_OR_ROLE = re.compile(
    rf"(?<![\w.-])(?P<label>{_INITIALS}(?P<surname>{_NAME}(?: {_NAME}){{0,4}}?)|{_ROLE}){_AFTER_LABEL}"
)
_FULL_NAME = re.compile(
    rf"(?<![\w.-])(?P<label>(?:{_NAME} ){{1,4}}?(?P<surname>{_NAME}(?: {_NAME}){{0,2}}?)){_AFTER_LABEL}"
)
_NO_PERSON = re.compile(
    r"(?:вич|вна|чна|ьич)\Z|(?:Республик|Федераци|Союз|Штат|Област|Совет|Министерств|Указ|Договор|Соглашени)", re.I
)
_SENTENCE_END = re.compile(r"[.!?…»”\")\]>*][ ]*\Z")
_SAYING = re.compile(r"[ \n][а-яё]+(?:л[аио]?|[аеёиуюя]т|словам)[ ]*\Z")
_BREAK = re.compile(r"\*(?: ?\*){2,}|<(?:…|\.{3})>|&lt;(?:…|\.{3})&gt;")


def breaks(reading: str) -> list[Span]:
    """The editor's breaks: asterisks between parts, «<…>» for an omission."""
    return [Span(*match.span()) for match in _BREAK.finditer(reading)]


def find(reading: str, *, ends: Sequence[int] = (), within_lines: bool = False) -> tuple[Turn, ...]:
    """The turns of `reading`, in order. A turn ends at the next label, at an editor's break, or at one of `ends`.

    `within_lines`: labels may follow a sentence on the same line. That is for pages known to be saved as one line: in
    running prose «…, сказал В.Путин: …» is no change of speaker."""
    labels = _labels(reading, within_lines)
    stops = sorted(
        [*ends, *(span.start for span in breaks(reading)), *(label.start() for label in labels), len(reading)]
    )
    turns = []
    for label in labels:
        words = trim(reading, Span(label.end(), stops[bisect_right(stops, label.start())]))
        if words.start < words.end:
            card = Span(*label.span("card")) if label["card"] else None
            turns.append(Turn(words.start, words.end, Span(*label.span("label")), card))
    return tuple(turns)


def _labels(reading: str, within_lines: bool) -> list[re.Match[str]]:
    sure = _at_line_starts(_INITIALED_OR_ROLE, reading)
    named = _at_line_starts(_FULL_NAME, reading)
    if within_lines:
        none_yet = not sure
        sure = [
            match for match in _INITIALED_OR_ROLE.finditer(reading) if _may_start_turn(reading, match, first=none_yet)
        ]
        named += [match for match in _FULL_NAME.finditer(reading) if _after_sentence(reading, match)]
    taken = {position for match in sure for position in range(*match.span())}
    named = [match for match in named if match.start() not in taken and not _NO_PERSON.search(match["label"])]

    introduction = reading[: sure[0].start()] if sure else None
    times = Counter(match["label"] for match in named)
    return sorted(
        [*sure, *(match for match in named if _is_speaker(reading, match, times, introduction))], key=re.Match.start
    )


def _at_line_starts(label: re.Pattern[str], reading: str) -> list[re.Match[str]]:
    return [match for line in lines(reading) if (match := label.match(reading, line.start))]


def _is_speaker(reading: str, match: re.Match[str], times: Counter[str], introduction: str | None) -> bool:
    """«Банк России: …» has capitals and a colon too. A speaker has a card or a note, speaks again or was introduced."""
    return bool(
        match["card"]
        or match["note"]
        or times[match["label"]] > 1
        or (introduction is not None and (match["label"] in introduction or _at_line_start(reading, match)))
    )


def _may_start_turn(reading: str, match: re.Match[str], *, first: bool) -> bool:
    """`first`: no turn has begun yet, so that a heading, which has no full stop, may stand before it."""
    if _at_line_start(reading, match) or _after_sentence(reading, match):
        return True
    spaced_colon = match.group().endswith(" :")
    heading = not _SAYING.search(reading, max(0, match.start() - 24), match.start())
    sentence = reading[match.end() : match.end() + 8].lstrip()[:1].isupper()
    return (spaced_colon or (first and sentence)) and heading


def _at_line_start(reading: str, match: re.Match[str]) -> bool:
    return not reading[reading.rfind("\n", 0, match.start()) + 1 : match.start()].strip()


def _after_sentence(reading: str, match: re.Match[str]) -> bool:
    return bool(_SENTENCE_END.search(reading, max(0, match.start() - 4), match.start()))
