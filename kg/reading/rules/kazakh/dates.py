"""Dates and periods in Kazakh: «2018 жылы», «2003-2018 жылдар аралығында», «2022 жылғы 28 қараша», «былтыр»."""

import re
from datetime import date, timedelta

from kg.documents.document import Document
from kg.language.kazakh.numerals import MONTHS, NUMERALS, ORDINALS, TENS
from kg.reading.cues import KAZAKH

MONTH = "|".join(re.sub("к$", "[кг]", month) for month in MONTHS)
"""A month by its stem: «қыркүйек», «қыркүйегінде»."""
DAY_OF_YEAR = re.compile(rf"(\d{{4}})\s+жыл(?:дың|ғы)\s+(\d{{1,2}})[\s-]+({MONTH})", re.IGNORECASE)
ITEM_DAY = re.compile(
    rf"\s*(?:\d{{4}}\s+жыл(?:дың|ғы)\s+\d{{1,2}}\s+(?:{MONTH})(?:с?[ыі])?"
    rf"|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{1,2}}\s+(?:{MONTH})\s+\d{{4}})(?:,\s\d\d:\d\d)?\s+(?=[«\"]?[А-ЯЁӘІҢҒҮҰҚӨҺA-Z])"
)
"""The day before an item of a digest, which is not that of its numbers: «2013 жылдың 21 маусымы Өскеменде …»."""
NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?!\d)")
YEAR_BRACKETED = re.compile(r"\bжыл\s+бұрын\s*\(((?:19|20)\d\d)\)", re.IGNORECASE)
DAY = re.compile(rf"(\d{{1,2}})[\s-]+({MONTH})(?:да|де|ға|ге|нда|ында)?\b", re.IGNORECASE)
DAY_OF_MONTH = re.compile(rf"\b({MONTH})(?:ның|нің|дың|дің|тың|тің)\s+(\d{{1,2}})-?(?:с?[ыі]|нш[ыі])", re.IGNORECASE)
"""«мамырдың 17-сінде», «маусымның 11-і күні»."""
DAYS = re.compile(rf"(\d{{1,2}})\s*[-–]\s*\d{{1,2}}\s+({MONTH})", re.IGNORECASE)
DAYS_OF_YEAR = re.compile(rf"(\d{{4}})\s+жыл(?:дың|ғы)\s+(\d{{1,2}})\s*[-–]\s*(\d{{1,2}})\s+({MONTH})", re.IGNORECASE)
RELATIVE_YEAR = r"\b(?:былтырғы|биылғы|(?:өткен|осы|ағымдағы)\s+жыл(?:дың|ғы)|осы|ағымдағы)"
PART_OF_YEAR = rf"(?:(\d{{4}})\s+жыл(?:дың|ғы)|({RELATIVE_YEAR}))\s+"
MAYBE_OF_YEAR = rf"(?:{PART_OF_YEAR})?"
"""«тоғыз айда», «алғашқы жартыжылдықта» are of the year of writing."""
FIRST_MONTHS = re.compile(
    MAYBE_OF_YEAR + r"(?:(?:алғашқы|өткен)\s+)?\b((?:он\s+)?\w+)\s+ай(?:ы(?:нда(?:ғы)?|ның)|да(?:ғы)?|дың)\b",
    re.IGNORECASE,
)
MONTH_OF_YEAR = re.compile(PART_OF_YEAR + rf"({MONTH})", re.IGNORECASE)
HALF = re.compile(
    MAYBE_OF_YEAR + r"(?:\b(\w+)\s+)?жарты\s?жылды(?:қ(?:та(?:ғы)?|тың)?|ғы(?:нда(?:ғы)?|ның)?)\b", re.IGNORECASE
)
QUARTER = re.compile(
    MAYBE_OF_YEAR + r"\b(\w+)\s+тоқсан(?:ы(?:нда(?:ғы)?|ның)?|да(?:ғы)?|ның)\b", re.IGNORECASE
)  # «тоқсан» alone is ninety
FIRST_QUARTERS = re.compile(
    MAYBE_OF_YEAR + r"\b(екі|үш|төрт|[2-4])\s+тоқсан(?:ы(?:нда|ның)|да(?:ғы)?)\b", re.IGNORECASE
)
MONTHS_OF_YEAR = re.compile(PART_OF_YEAR + rf"({MONTH})\s*[-–]\s*({MONTH})", re.IGNORECASE)
BARE_MONTHS = re.compile(rf"\b({MONTH})\s*[-–]\s*({MONTH})(?:\s+ай|да|де|та|те)", re.IGNORECASE)
MONTHS_ALONE = re.compile(rf"({MONTH})\s*[-–]\s*({MONTH})", re.IGNORECASE)
DATELINE = re.compile(rf"(?:^|[.\n]) *(\d{{1,2}}) ({MONTH}) (\d{{4}})(?: ?ж)?", re.IGNORECASE)
DATED_LINE = re.compile(r"^ *(\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)(?:\.| ?\||(?= [«А-ЯЁӘІҢҒҮҰҚӨҺ])|$)", re.MULTILINE)
"""«14.05.2024. Тауар айналымы …»"""
ISSUE = re.compile(
    rf"(?:[(,№]|^)[^\n.]{{0,20}}\b(\d{{4}}) ж(?:\.|ыл(?:дың|ғы)?),? ({MONTH})(?:с?[ыі])?\)?:?$",
    re.IGNORECASE | re.MULTILINE,
)
"""«Облыстың әріптестері (анықтама, 2024 ж. желтоқсан)»"""
SUMMED = re.compile(
    r"\d{4} жыл.{0,60}?(?:қорытынды|есеб|есеп|жұмыс жайлы|жұмысы)"
    r"|(?:сауда|айналым|экспорт|импорт|тасымал|көрсеткіш|статистика)\w*: \d{4} жыл"
)
OPENING = 160
"""Characters in which a dateline stands."""
SEASONS = KAZAKH.table("dates.seasons")
SEASON_OF_YEAR = re.compile(r"(\d{4})\s+жыл(?:дың|ғы)\s+(көктем|жаз|күз)(?:інде|ында|де|да|ғы|гі)\b", re.IGNORECASE)
SEASON = re.compile(r"\b(өткен|биылғы|осы)\s+(көктем|жаз|күз)(?:де|да|гі|ғы)\b")
MONTH_ALONE = re.compile(rf"\b({MONTH})(?:\s+ай(?:ында|ының\s+\w+)|(?:да|де|та|те))\b")
SO_FAR = re.compile(r"\bжыл\s+басынан\b", re.IGNORECASE)
YEAR_END = re.compile(r"(?<!ғы )(?<!дың )\bжыл\s+(?:соң|аяғ)(?:ына|ында)", re.IGNORECASE)
COMPARED = re.compile(
    r"(?:былтыр|өткен\s+жыл|алдыңғы\s+жыл|\d{4}\s+жыл)[^,.;]{0,40}?(?:салыстырғанда|қарағанда|кезең(?:і?нен|індегіден)|деңгей(?:ден|інен|ге|іне)|көрсеткіш(?:тен|інен|ке|іне))"
    r"|(?:былтырғыдан|өткен\s+жылғыдан|\d{4}\s+жылғыдан)",
    re.IGNORECASE,
)
"""What a growth is measured against is not when it was."""
YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})\s+жылдар", re.IGNORECASE)
FROM_TO = re.compile(r"(\d{4})\s+жыл(?:дан|ғыдан)\s+(\d{4})\s+жылға\s+дейін", re.IGNORECASE)
SINCE = re.compile(r"(\d{4})\s+жылдан\s+(?:бері|бастап)", re.IGNORECASE)
YEAR = re.compile(r"(?<![-–\d])(\d{4})\s+(?:жыл(?:ы|ғы|дың|ға|мен|да|дан)?|ж\.)(?!\w)", re.IGNORECASE)
RELATIVE = KAZAKH.table("dates.relative")

WEEKDAYS = KAZAKH.words("dates.weekdays")
WEEKDAY = re.compile(rf"(?<![\w-])({'|'.join(WEEKDAYS)})(?:де|да|\s+күні)\b")
WEEK = re.compile(r"\bөткен\s+аптада\b")

SEVERAL = {word: number for word, number in NUMERALS.items() if number > 1}
PARTS = {**ORDINALS, "i": 1, "ii": 2, "iii": 3, "iv": 4, "алғашқы": 1, "соңғы": -1}
"""Halves and quarters by their place in the year; the last is counted from its end."""


SCHOOL_YEAR = re.compile(r"(\d{4})\s*[/–-]\s*(?:20)?\d\d\s+(?:оқу|қаржы)\s+жыл", re.IGNORECASE)
LAST_YEARS = re.compile(r"\b(соңғы|алдағы)\s+((?:он\s+)?\w+)\s+жыл(?:да|дың|\s+ішінде)", re.IGNORECASE)
YEARS_AGO = re.compile(r"\b((?:он\s+)?\w+)\s+жыл\s+бұрын\b(?!\s*\()", re.IGNORECASE)
LAST_PART = re.compile(r"\bөткен\s+(айда|тоқсанда)\b", re.IGNORECASE)
ALL_YEAR = re.compile(r"(?:\b(\w+)\s+)?\bжыл\s+бойы\b", re.IGNORECASE)


def _month(word: str) -> str:
    return f"{next(at for at, month in enumerate(MONTHS, 1) if word.lower().startswith(month[:-1])):02d}"


def _count(words: str) -> int:
    """«он бір», «тоғыз», «7»; 0 for what is no number."""
    *tens, unit = words.lower().split() or [""]
    number = int(unit) if unit.isdecimal() else SEVERAL.get(unit, NUMERALS.get(unit, 0) if tens else TENS.get(unit, 0))
    return number + sum(TENS.get(word, 0) for word in tens) if number else 0


def _year_of(match: re.Match[str], written: str) -> str:
    """The year before a month or a part of the year: said, last year's, else that of writing."""
    said, relative = match[1], (match[2] or "").lower()
    return said or (_years_on(written, -relative.startswith(("былтыр", "өткен"))))


def _years_on(written: str, years: int) -> str:
    return str(int(written[:4]) + years) if written[:4].isdigit() else ""


def period(words: str, written: str = "") -> str:
    """The time the words give, ISO 8601; what they give by the day of writing needs `written`, the document's date."""
    words = COMPARED.sub(" ", words)
    if match := DAY_OF_YEAR.search(words):
        return f"{match[1]}-{_month(match[3])}-{int(match[2]):02d}"
    if match := NUMERIC.search(words):
        return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    if match := YEAR_BRACKETED.search(words):
        return match[1]
    if (match := MONTHS_OF_YEAR.search(words)) and (said := _year_of(match, written)):
        return f"{said}-{_month(match[3])}/{said}-{_month(match[4])}"
    if match := SCHOOL_YEAR.search(words):
        return f"{match[1]}/{int(match[1]) + 1}"
    if match := YEARS.search(words) or FROM_TO.search(words):
        return f"{match[1]}/{match[2]}"
    if part := _part_of_year(words, written):
        return part
    if (match := MONTH_OF_YEAR.search(words)) and (said := _year_of(match, written)):
        return f"{said}-{_month(match[3])}"
    if match := SINCE.search(words):
        return f"{match[1]}/"
    if match := SEASON_OF_YEAR.search(words):
        return _season(match[1], match[2])
    if match := YEAR.search(words):
        return match[1]
    year = int(written[:4]) if written[:4].isdigit() else 0
    if year and (match := BARE_MONTHS.search(words)):
        return f"{year}-{_month(match[1])}/{year}-{_month(match[2])}"
    if year and YEAR_END.search(words):
        return str(year)
    if year and SO_FAR.search(words):
        return f"{year}-01/{written[:7]}"
    if year and (match := DAYS.search(words) or DAY.search(words)):
        return f"{year}-{_month(match[2])}-{int(match[1]):02d}"
    if year and (match := DAY_OF_MONTH.search(words)):
        return f"{year}-{_month(match[1])}-{int(match[2]):02d}"
    low = f" {words.lower()}"
    if year and (match := SEASON.search(low)):
        return _season(str(year - (match[1] == "өткен")), match[2])
    if year and (match := LAST_YEARS.search(low)) and (count := _count(match[2])):
        return f"{year - count}/{year}" if match[1] == "соңғы" else f"{year}/{year + count}"
    if year and (match := YEARS_AGO.search(low)) and (count := _count(match[1])):
        return str(year - count)
    if year and (match := ALL_YEAR.search(low)) and not _count(match[1] or ""):
        return str(year)
    if year and written[5:7].isdigit() and (match := LAST_PART.search(low)):
        months = 12 * year + int(written[5:7]) - 1
        last = months - 1 if match[1] == "айда" else months - months % 3 - 1
        spans = [f"{one // 12}-{one % 12 + 1:02d}" for one in (last if match[1] == "айда" else last - 2, last)]
        return "/".join(dict.fromkeys(spans))
    if year and (match := MONTH_ALONE.search(low)):
        return f"{year - (written[5:7].isdigit() and _month(match[1]) > written[5:7])}-{_month(match[1])}"
    for expression, offset in RELATIVE.items():
        if year and re.search(rf"(?<!\w){expression}\b(?! емес)", low):
            return str(year + offset)
    return ""


def _season(year: str, name: str) -> str:
    first = SEASONS[name.lower()]
    return f"{year}-{first:02d}/{year}-{first + 2:02d}"


def day_range(words: str) -> str:
    """«2025 жылғы 9–13 қыркүйек аралығында»."""
    match = DAYS_OF_YEAR.search(words)
    days = (f"{match[1]}-{_month(match[4])}-{int(match[at]):02d}" for at in (2, 3)) if match else ()
    return "/".join(days)


def relative(words: str) -> bool:
    """Does a time stand there that only the day of writing tells: «былтыр»?"""
    return any(re.search(rf"(?<!\w){expression}\b", words.lower()) for expression in RELATIVE)


def heading(words: str, written: str) -> str:
    """The time that the head of a column tells: «Қаңтар–сәуір», «Жыл соңына жоспар», «2023 жыл»."""
    year = written[:4]
    if (match := MONTHS_ALONE.fullmatch(words.strip())) and year:
        return f"{year}-{_month(match[1])}/{year}-{_month(match[2])}"
    return period(words, written)


def _part_of_year(words: str, written: str) -> str:
    """«2024 жылдың тоғыз айында», «биылғы алғашқы жарты жылдықта», «2023 жылдың үшінші тоқсанында»."""
    for pattern, months in ((FIRST_MONTHS, 1), (FIRST_QUARTERS, 3), (HALF, 6), (QUARTER, 3)):
        match = pattern.search(words)
        year = _year_of(match, written) if match else ""
        if match is None or not year:
            continue
        word, from_first = (match[3] or "бірінші").lower(), pattern in (FIRST_MONTHS, FIRST_QUARTERS)
        number = _count(word) if from_first or word.isdecimal() else PARTS.get(word, 0)
        last = (number * months) if number > 0 else 12 if number else 0
        if 0 < last <= 12:
            first = 1 if from_first else last - months + 1
            return f"{year}-{first:02d}/{year}-{last:02d}"
    return ""


def day_written(document: Document) -> str:
    """Tells the document's date, or the full date in the first sentence of a report that has none, or in its dateline
    («АНКАРА. 3 маусым 2022 ж.»), or the only day that a line opens with, or the month of an issue; empty without."""
    if document.date:
        return document.date
    text = document.reading.lstrip()
    match = DAY_OF_YEAR.search(text[: 2 * OPENING])
    if match and not text[match.end() :].startswith(("нан", "нен", "дан", "ден", "тан", "тен")):
        return period(match[0])
    if match := DATELINE.search(text[:OPENING]):
        return f"{match[3]}-{_month(match[2])}-{int(match[1]):02d}"
    days = {match[1] for match in DATED_LINE.finditer(text)}
    if len(days) == 1 and DATED_LINE.search(text[:OPENING]):
        return period(days.pop())
    issue = ISSUE.search(text[:OPENING])
    return f"{issue[1]}-{_month(issue[2])}" if issue else ""


def reported(document: Document) -> str:
    """The time that a text sums up by its heading: «… 2024 ЖЫЛҒЫ ҚОРЫТЫНДЫСЫ»."""
    heading = document.reading.lstrip()[:OPENING]
    return next((period(line) for line in heading.split("\n") if SUMMED.search(line.lower())), "")


def years_ahead(words: str, written: str) -> str:
    """The year by which a plan of «үш жылда» is to be fulfilled."""
    match = re.search(r"\b(\w+)\s+жылда\b", words.lower())
    number = (int(match[1]) if match[1].isdecimal() else SEVERAL.get(match[1], 0)) if match else 0
    return str(int(written[:4]) + number) if 0 < number < 30 and written[:4].isdigit() else ""


def day_told(words: str, written: str) -> str:
    """The day of «бүгін», «кеше», «ертең», «дүйсенбіде», by the day of writing; of «өткен аптада» the month."""
    if len(written) != 10:
        return ""
    now, low = date.fromisoformat(written), words.lower()
    if match := re.search(r"\b(бүгін|кеше|ертең)\b", low):
        return str(now + timedelta({"бүгін": 0, "кеше": -1, "ертең": 1}[match[1]]))
    if match := WEEKDAY.search(low):
        return str(now - timedelta((now.weekday() - WEEKDAYS.index(match[1])) % 7))
    if WEEK.search(low):
        first = now - timedelta(now.weekday() + 7)
        return str(first)[:7] if first.month == (first + timedelta(6)).month else ""
    return ""
