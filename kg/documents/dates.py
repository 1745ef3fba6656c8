"""Dates as documents write them in their first and last lines."""

import re
from collections.abc import Sequence
from datetime import date

_RUSSIAN = re.findall(r"\w+", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
_KAZAKH = re.findall(r"\w+", "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан")
_SHORT = re.findall(r"\w+", "янв фев мар апр май июн июл авг сен окт ноя дек")
MONTHS = {name: number for names in (_RUSSIAN, _KAZAKH, _SHORT) for number, name in enumerate(names[:12], start=1)}
MONTHS |= {"қыркүйег": 9, "сент": 9, "нояб": 11}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_OPENING = 1000
"""Code points in which a page saved as one line says its day and time."""
_TIME = r"(?:,? (?:сағат )?\d{1,2}[:.]\d{2})?"
_RANGE = r"(?:\d{1,2} ?[–—-] ?)?"
_RUSSIAN_DAY = rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})(?:-го)?(?: ?(?:года?|г\.|жыл|ж\.))?"
_KAZAKH_DAY = (
    rf"(?P<year>\d{{4}}) (?:жыл(?:ғы|дың)?|ж\.),? {_RANGE}(?P<day>\d{{1,2}})[ -](?P<month>{_MONTH})(?:с?[ыі]\b)?"
)

RUSSIAN_DATE = rf"\d{{1,2}} (?:{'|'.join(_RUSSIAN)}) \d{{4}} года"
ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_NUMBERS = r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})(?: ?[гж]\.)?"
FORMS = (ISO, *(re.compile(day + _TIME, re.I) for day in (_NUMBERS, _RUSSIAN_DAY, _KAZAKH_DAY)))


def whole_date(text: str) -> str:
    """ISO 8601 day of a text that is a date and nothing else (a time of day may follow), or empty."""
    for form in FORMS:
        match = form.fullmatch(text.strip())
        if match:
            return _iso(match)
    return ""


def _iso(match: re.Match[str]) -> str:
    month = match["month"].lower()
    try:
        return date(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"])).isoformat()
    except ValueError:
        return ""


_DAY = "|".join(re.sub(r"\?P<\w+>", "?:", day) for day in (_RUSSIAN_DAY, _NUMBERS, _KAZAKH_DAY))
_STAMP = re.compile(rf"\b(?:{_DAY}),? \d{{1,2}}:\d{{2}}\b", re.I)
_DATELINE = re.compile(
    rf"(?:г\. ?)?[А-ЯЁӘҒҚҢӨҰҮҺІ][^\s.,\d]{{2,30}}[.,] (?P<date>{_DAY})"
    r"(?=[.,]? ?[–—-]|\.(?:\s|\Z)|(?<=[гж]\.) [А-ЯЁӘҒҚҢӨҰҮҺІ«])",
    re.M,
)
_PAPER = (
    r"(?:релиз|выпуск|информация|бюллетень|дайджест|вестник|сводка|сообщение|справка|обзор|отч[её]т|протокола?"
    r"|стенограмма|заявление|хабарламасы|хаттамасы|шолуы?)(?:,? № ?[\w/-]{1,12}+)?"
)
"""What a text calls itself: «Пресс-релиз от …», «выпуск № 14 от …»."""
_SET_OFF = re.compile(
    r"(?:\A|[,|(/•·–—.»:]|(?<=\S)(?=\s\s)|\bза|\bна|\Aг\. ?[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,20}+|\bк (?:заседанию|совещанию)"
    rf"|(?:\A|\b{_PAPER} |\AПриложение [^\n]{{0,100}} )от)\s*+(?<!\d){_RANGE}(?P<date>{_DAY})"
    r"(?:,? (?:сағат )?\d{1,2}[:.]\d\d)?\s*(?=\Z|[,|().•·/;№]|г\. ?[А-ЯЁ][\w-]{2,20}+\s*\Z)",
    re.I,
)
_PUBLISHED = re.compile(
    rf"(?:(?:вышл|опубликован|подготовлен|подписан в печать|записан|записал|размещен|обновл[её]н|жарияланды|жаңарт"
    rf"|дайында)\w{{0,6}}+:?,?(?: в [А-ЯЁ][\w-]{{2,20}}+)?|\bисх\. ?№ ?[\w/-]{{1,12}} от) (?P<date>{_DAY})",
    re.I,
)
_RECORDED = re.compile(
    rf"(?:\A|[.!?…»] )(?:Записан|Подготовлен)[аоы](?: в [А-ЯЁ][\w-]{{2,20}}+)? (?P<date>{_DAY})", re.I
)
_DONE = re.compile(rf"(?:Совершено|Составлено|Подписано) в [^\d\n]{{3,40}}?(?P<date>{_DAY})")
"""How a paper between parties ends."""
_SENTENCE = re.compile(r"(?<! г)(?<! ж)[.!?…]»?\Z")
_QUOTED_DAY = re.compile(r"[«“\"](\d{1,2})[»”\"](?= [а-я])")
"""«19» ноября 2024 г."""
_LONGEST_HEADING = 140
_FIRST_SENTENCE = re.compile(
    r"([^\n]{3,138}?(?:расшифровка|стенограмма|запись|сессиясынан|стенограммадан|\)))\. (?=[А-ЯЁӘҒҚҢӨҰҮҺІ])"
)
"""Of one line with its head and a whole transcript."""
_FIRST, _LAST = 5, 3


def stated(lines: Sequence[str]) -> str:
    """The day that a text's lines say of it, or empty.

    In the first lines that is a day beside a time («3 июня 2021, 11:20»), after the place («АСТАНА. 3 июня 2021 года. –
    …»), or set off in a heading («Стенограмма. Омск, 3 июня 2021 г.», «Выпуск № 14 от 3 июня 2021 г.»); in the last
    ones when it was published; in a treaty when it was done. A day inside a sentence («Соглашение от 3 июня 2021
    года») is of something else."""
    opening = "\n".join(lines)[:_OPENING]
    if stamp := _STAMP.search(opening):
        return whole_date(stamp[0])
    first, last = [_head(line) for line in lines[:_FIRST]], lines[_FIRST:][-_LAST:]
    found = (
        *(_DATELINE.match(line) for line in first),
        *(_PUBLISHED.search(line) for line in (*first, *last) if len(line) <= _LONGEST_HEADING),
        *map(_RECORDED.search, first),
        *(_SET_OFF.search(line) for line in (*first, *last) if _is_heading(line)),
        *map(_DONE.match, lines),
    )
    return next((day for match in found if match and (day := whole_date(match["date"]))), "")


def _head(line: str) -> str:
    """What heads a text that stands in one line: «Прямой эфир, 9 февраля 2023 года, расшифровка. Ведущая: …»."""
    if len(line) <= _LONGEST_HEADING:
        return _QUOTED_DAY.sub(r"\1", line)
    sentence = _FIRST_SENTENCE.match(line)
    return sentence[1] if sentence else line


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and not _SENTENCE.search(line)
