"""Dates as documents write them in their first and last lines."""

import re
from datetime import date

_RUSSIAN = re.findall(r"\w+", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
_KAZAKH = re.findall(r"\w+", "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан")
MONTHS = {name: number for names in (_RUSSIAN, _KAZAKH) for number, name in enumerate(names, start=1)}
_MONTH = "|".join(MONTHS)
_TIME = r"(?:,? \d{1,2}:\d{2})?"

RUSSIAN_DATE = rf"\d{{1,2}} (?:{'|'.join(_RUSSIAN)}) \d{{4}} года"
ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
FORMS = (
    ISO,
    re.compile(rf"(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./](?P<year>\d{{4}}){_TIME}"),
    re.compile(
        rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH}),? (?P<year>\d{{4}})(?: ?(?:года?|г\.|жыл|ж\.))?{_TIME}",
        re.I,
    ),
    re.compile(rf"(?P<year>\d{{4}}) (?:жылғы|жыл|ж\.),? (?P<day>\d{{1,2}}) (?P<month>{_MONTH}){_TIME}", re.I),
)


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


_STAMP = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTH}) \d{{4}}(?: ?(?:года?|г\.|жыл|ж\.))?,? \d{{1,2}}:\d{{2}}\b"
    rf"|\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}},? \d{{1,2}}:\d{{2}}\b",
    re.I,
)
_DATELINE = re.compile(
    rf"[А-ЯЁӘҒҚҢӨҰҮҺІ][^\s.,\d]{{2,30}}[.,] (\d{{1,2}} (?:{_MONTH}) \d{{4}}(?: года| жыл| г\.)?)(?=[.,]? ?[–—-]|\.)",
    re.M,
)


def stated(opening: str) -> str:
    """The day that the opening of a text says beside a time of day, or after its place («АСТАНА. 3 июня 2021 года. –
    …»); empty when it says none."""
    stamp = _STAMP.search(opening)
    dateline = _DATELINE.match(opening.lstrip())
    return whole_date(stamp[0] if stamp else dateline[1] if dateline else "")
