"""Dates and periods in Kazakh: «2018 жылы», «2003-2018 жылдар аралығында», «2022 жылғы 28 қараша», «былтыр»."""

import re

MONTHS = (
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split()
)  # in the order of the year
MONTH = "|".join(MONTHS)
DAY_OF_YEAR = re.compile(rf"(\d{{4}})\s+жыл(?:дың|ғы)\s+(\d{{1,2}})[\s-]+({MONTH})", re.IGNORECASE)
DAY = re.compile(rf"(\d{{1,2}})[\s-]+({MONTH})(?:да|де|ға|ге|нда|ында)?\b", re.IGNORECASE)
DAYS = re.compile(rf"(\d{{1,2}})\s*[-–]\s*\d{{1,2}}\s+({MONTH})", re.IGNORECASE)
MONTH_SPAN = re.compile(rf"(\d{{4}})\s+жыл(?:дың|ғы)\s+({MONTH})\s*[-–]\s*({MONTH})", re.IGNORECASE)
MONTH_OF_YEAR = re.compile(rf"(\d{{4}})\s+жыл(?:дың|ғы)\s+({MONTH})", re.IGNORECASE)
FIRST_MONTHS = re.compile(r"(\d{4})\s+жылдың\s+(?:алғашқы\s+)?(\w+)\s+айында", re.IGNORECASE)
THIS_YEARS_MONTHS = re.compile(r"биылғы\s+(\w+)\s+айда")
YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})\s+жылдар", re.IGNORECASE)
FROM_TO = re.compile(r"(\d{4})\s+жыл(?:дан|ғыдан)\s+(\d{4})\s+жылға\s+дейін", re.IGNORECASE)
SINCE = re.compile(r"(\d{4})\s+жылдан\s+(?:бері|бастап)", re.IGNORECASE)
YEAR = re.compile(r"(?<![-–\d])(\d{4})\s+(?:жыл(?:ы|ғы|дың|ға|мен|да|дан)?|ж\.)(?!\w)", re.IGNORECASE)
RELATIVE = {
    "былтыр": -1,
    "өткен жылы": -1,
    "өткен жылдың": -1,
    "биыл": 0,
    "биылғы жылы": 0,
    "осы жылы": 0,
    "ағымдағы жылы": 0,
    "келесі жылы": 1,
}
NUMERALS = {
    "екі": 2,
    "үш": 3,
    "төрт": 4,
    "бес": 5,
    "алты": 6,
    "жеті": 7,
    "сегіз": 8,
    "тоғыз": 9,
    "он": 10,
    "он бір": 11,
}


def _month(word: str) -> str:
    return f"{MONTHS.index(word.lower()) + 1:02d}"


def period(words: str, written: str = "") -> str:
    """The time the words give, ISO 8601; what they give by the day of writing needs `written`, the document's date."""
    if match := DAY_OF_YEAR.search(words):
        return f"{match[1]}-{_month(match[3])}-{int(match[2]):02d}"
    if match := MONTH_SPAN.search(words):
        return f"{match[1]}-{_month(match[2])}/{match[1]}-{_month(match[3])}"
    if match := YEARS.search(words) or FROM_TO.search(words):
        return f"{match[1]}/{match[2]}"
    if (match := FIRST_MONTHS.search(words)) and match[2].lower() in NUMERALS:
        return f"{match[1]}-01/{match[1]}-{NUMERALS[match[2].lower()]:02d}"
    if match := MONTH_OF_YEAR.search(words):
        return f"{match[1]}-{_month(match[2])}"
    if match := SINCE.search(words):
        return f"{match[1]}/"
    if match := YEAR.search(words):
        return match[1]
    year = int(written[:4]) if written[:4].isdigit() else 0
    if year and (match := DAYS.search(words) or DAY.search(words)):
        return f"{year}-{_month(match[2])}-{int(match[1]):02d}"
    low = f" {words.lower()}"
    if year and (match := THIS_YEARS_MONTHS.search(low)) and match[1] in NUMERALS:
        return f"{year}-01/{year}-{NUMERALS[match[1]]:02d}"
    for expression, offset in RELATIVE.items():
        if year and re.search(rf"\s{expression}\b", low):
            return str(year + offset)
    return ""
