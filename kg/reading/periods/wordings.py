"""How Russian says when: wordings of time, each with what it means on the document's date.

«в прошлом году», «с мая по октябрь текущего года», «начиная с 1994 года», «28 ноября 2022 года». A wording that needs a
date the document does not have means nothing: the empty string."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.language.russian.morphology import parses
from kg.language.russian.nominative import MONTHS
from kg.reading.cues import RUSSIAN


@dataclass(frozen=True, slots=True)
class Today:
    """The document's date; zero for what it does not say."""

    year: int = 0
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, date: str) -> "Today":
        parts = [int(part) for part in date.split("-")] if date else []
        return cls(*parts)


MONTH_STEMS = tuple(month.rstrip("ьй") for month in MONTHS)
COUNTS = {
    form: int(number)
    for number, forms in RUSSIAN.groups("numbers.cardinals").items()
    for form in forms
    if int(number) <= 12 or number in ("15", "20", "30")
}
ORDINALS = {"перв": 1, "втор": 2, "треть": 3, "трети": 3, "четверт": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
RELATIVE_YEARS = {stem: int(years) for stem, years in RUSSIAN.by_word("periods.relative_years").items()}

_ENDING = "(?:ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|от|ая|яя|ую|юю|ей|ое|ее|ые|ие|ых|их|ыми|ими)"
_COUNT = rf"(?:\d{{1,2}}(?:-?(?:ти|х|ми))?|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
_MONTH = (
    r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|е|ю|ем)"
    r"|(?:март|август)(?:а|е|у|ом)?|ма(?:й|я|е|ю|ем))"
)
_RELATIVE = rf"(?:{'|'.join(RELATIVE_YEARS)}){_ENDING}"
_ABSOLUTE = r"(?:18|19|20)\d\d"
_YEAR_WORD = r"(?:год(?:а|у|ом|е|ы|ов|ам|ами|ах)?\b|гг?\b\.?)"
_YEAR = rf"(?:(?:{_RELATIVE}, )?{_ABSOLUTE}(?:-?(?:й|го|му|м|ом))?(?: ?{_YEAR_WORD})?|{_RELATIVE} {_YEAR_WORD})"
_ORDINAL = rf"(?:(?:перв|втор|четверт){_ENDING}|трет(?:ий|ьего|ьем|ьему|ья|ьей|ью)|i{{1,3}}|iv)"
_DASH = r" ?[-–—] ?"
_SINCE = re.compile(r"(?<!\w)со? $")
_EDGE = r"(?<![\w\-–])"

# «в предыдущие годы» are no year.
_PLURAL = re.compile(r"\b(?:годы|годов|годам|годами|годах|лет|гг)\b")
_WORD = re.compile(r"[а-я]+")
_CLAUSE = re.compile(r"[,;:–—()]")
_TO_COME = RUSSIAN.words("periods.to_come")
"""«Пригласили на парад 9 мая»: the day is yet to come, though the verb is past."""


def _absolute(text: str, today: Today) -> int:
    """The year an expression such as «2022 года» or «прошлого года» means; 0 when it cannot be known."""
    if digits := re.search(_ABSOLUTE, text):
        return int(digits.group())
    if _PLURAL.search(text):
        return 0
    for stem in sorted(RELATIVE_YEARS, key=len, reverse=True):
        if text.startswith(stem):
            return today.year + RELATIVE_YEARS[stem] if today.year else 0
    return 0


def _month(text: str) -> int:
    by_length = sorted(enumerate(MONTH_STEMS, 1), key=lambda numbered: -len(numbered[1]))
    return next(number for number, stem in by_length if text.startswith(stem))


def _count(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else COUNTS[text]


def _ordinal(text: str) -> int:
    return next(ORDINALS[stem] for stem in sorted(ORDINALS, key=len, reverse=True) if text.startswith(stem))


def _months(year: int, first: int, last: int) -> str:
    if not year:
        return ""
    return f"{year}-{first:02}" if first == last else f"{year}-{first:02}/{year}-{last:02}"


def _year_of_month(match: re.Match[str], month: int, today: Today) -> int:
    """The stated year, or the document's; a month still to come in a sentence told in the past is last year's."""
    if match.group("year"):
        return _absolute(match.group("year"), today)
    if today.year and month > today.month:
        return today.year - _told_in_the_past(match)
    return today.year


def _told_in_the_past(match: re.Match[str]) -> bool:
    return told_in_the_past(match.string, match.start(), match.end())


def told_in_the_past(text: str, first: int, last: int) -> bool:
    """Whether the clause of a time, or else its sentence, has a verb of the past and nothing yet to come; the text is
    folded."""
    last += text.startswith("г. ", last - 1)
    start, end = text.rfind(". ", 0, first) + 1, text.find(". ", last) + 1 or len(text)
    marks = [start, *(mark.end() for mark in _CLAUSE.finditer(text, start, first))]
    closing = _CLAUSE.search(text, last, end)
    for words in (text[marks[-1] : closing.start() if closing else end], text[start:end]):
        tenses = set(filter(None, map(_tense, _WORD.findall(words))))
        if tenses:
            return tenses == {"past"}
    return False


def _tense(word: str) -> str | None:
    """«past» or «futr»; «был бы рад видеть» and «чтобы приехали» are yet to come."""
    if word in ("бы", "чтобы") or word.startswith(_TO_COME):
        return "futr"
    tag = next((parse.tag for parse in parses(word)), None)
    return tag.tense if tag is not None and tag.POS == "VERB" and tag.tense != "pres" else None


def _days(match: re.Match[str], today: Today) -> str:
    month = _month(match.group("month"))
    year = _year_of_month(match, month, today)
    days = [int(match.group("day")), int(match.group("last") or match.group("day"))]
    if not year or not all(1 <= day <= 31 for day in days):
        return ""
    first, last = (f"{year}-{month:02}-{day:02}" for day in days)
    if first == last:
        return f"{first}/" if _SINCE.search(match.string, 0, match.start()) else first
    return f"{first}/{last}"


def _between_days(match: re.Match[str], today: Today) -> str:
    """«с 1 июля 2018 года по 30 июня 2019 года»: each day with its own month."""
    month, last_month = _month(match.group("month")), _month(match.group("last_month"))
    last_year = _year_of_month(match, last_month, today)
    year = (
        _absolute(match.group("first_year"), today) if match.group("first_year") else last_year - (month > last_month)
    )
    day, last = int(match.group("day")), int(match.group("last"))
    if not last_year or not (1 <= day <= 31 and 1 <= last <= 31):
        return ""
    return f"{year}-{month:02}-{day:02}/{last_year}-{last_month:02}-{last:02}"


def _decade(match: re.Match[str], today: Today) -> str:
    first = int(match.group("year"))
    return f"{first}/{first + 9}"


def _numeric(match: re.Match[str], today: Today) -> str:
    day, month, year = match.group("day", "month", "year")
    return f"{year}-{int(month):02}-{int(day):02}"


def _month_range(match: re.Match[str], today: Today) -> str:
    first, last = _month(match.group("month")), _month(match.group("last"))
    return _months(_year_of_month(match, last, today), first, last)


def _between_months(match: re.Match[str], today: Today) -> str:
    """«с сентября 2008 года по декабрь 2011 года»."""
    year, last_year = _absolute(match.group("year"), today), _absolute(match.group("last_year"), today)
    first, last = _month(match.group("month")), _month(match.group("last"))
    return f"{year}-{first:02}/{last_year}-{last:02}" if 0 < year <= last_year else ""


def _one_month(match: re.Match[str], today: Today) -> str:
    month = _month(match.group("month"))
    found = _months(_year_of_month(match, month, today), month, month)
    # «с сентября учатся»; «по сравнению с сентябрём» is no beginning
    begins = match.group().startswith("с ") and match.group("month")[-1] in "яа"
    if not found or not begins:
        return found
    now = f"{today.year}-{today.month:02}"
    return f"{found}/{now if found < now and _told_in_the_past(match) else ''}"


def _stated_year(match: re.Match[str], today: Today) -> int:
    return _absolute(match.group("year"), today) if match.group("year") else today.year


def _first_months(match: re.Match[str], today: Today) -> str:
    """«за десять месяцев», said in May, are those of the year before."""
    count, year = _count(match.group("count")), _stated_year(match, today)
    passed = match.group("year") or not today.month or count <= today.month
    return _months(year if passed else year - 1, 1, count)


def _first_quarters(match: re.Match[str], today: Today) -> str:
    count = _count(match.group("count"))
    return _months(_stated_year(match, today), 1, 3 * count) if count <= 4 else ""


def _quarter(match: re.Match[str], today: Today, months: int = 3) -> str:
    last = months * _ordinal(match.group("ordinal"))
    return _months(_stated_year(match, today), last - months + 1, last)


def _season(match: re.Match[str], today: Today) -> str:
    """«летом», told in the past in March, and «прошлым летом» are of the year before."""
    first = {"в": 3, "л": 6, "о": 9}[match.group("season")[0]]
    year = _year_of_month(match, first + 2, today)
    which = match.group("which") or ""
    if which and not match.group("year") and today.year:
        year = today.year - (which in ("прошл", "минувш", "прошедш") and first + 2 >= today.month)
    return _months(year, first, first + 2)


def _winter(match: re.Match[str], today: Today) -> str:
    year = int(match.group("year"))
    return f"{year}-12/{year + 1}-02"


def _last_half(match: re.Match[str], today: Today) -> str:
    """«за полугодие» is the last that has ended."""
    if match.group("year"):
        return _months(_absolute(match.group("year"), today), 1, 6)
    if not today.month:
        return ""
    return _months(today.year, 1, 6) if today.month > 6 else _months(today.year - 1, 7, 12)


def _half(match: re.Match[str], today: Today) -> str:
    return _quarter(match, today, 6)


def _since_new_year(match: re.Match[str], today: Today) -> str:
    """Up to now; where nobody knows when that is, without an end."""
    year = _stated_year(match, today)
    return _months(year, 1, today.month if year == today.year else 12) if today.year or not year else f"{year}-01/"


def _years(match: re.Match[str], today: Today) -> str:
    first, last = _absolute(match.group("year"), today), _absolute(match.group("last"), today)
    return f"{first}/{last}" if 0 < first < last else ""


def _school_year(match: re.Match[str], today: Today) -> str:
    return f"{match.group('year')}/{int(match.group('year')) + 1}"


def _since(match: re.Match[str], today: Today) -> str:
    year = _absolute(match.group("year"), today)
    return f"{year}/" if year else ""


def _year(match: re.Match[str], today: Today) -> str:
    """None for «до 2021 года торговля достигала …», which tells of the time before."""
    year = _absolute(match.group("year"), today)
    before = match.string[: match.start()].endswith(("до ", "ранее ")) and 0 < year <= today.year
    return "" if not year or (before and _told_in_the_past(match)) else str(year)


def _this_year(match: re.Match[str], today: Today) -> str:
    return str(today.year) if today.year else ""


def _last_years(match: re.Match[str], today: Today) -> str:
    count = _count(match.group("count") or "10")
    if not today.year:
        return ""
    ahead = match.group("which").startswith(("ближайш", "следующ", "предстоящ"))
    return f"{today.year}/{today.year + count}" if ahead else f"{today.year - count}/{today.year}"


def _years_ago(match: re.Match[str], today: Today) -> str:
    return str(today.year - _count(match.group("count") or "один")) if today.year else ""


def _half_years_ago(match: re.Match[str], today: Today) -> str:
    """«полтора года назад», «полгода назад»: the year that it was then."""
    months = 18 if match.group().startswith("полтора") else 6
    return _shifted(today, -months)[:4] if today.month else ""


def _last_months(match: re.Match[str], today: Today) -> str:
    if not today.month:
        return ""
    count = 6 if match.group("half") else _count(match.group("count"))
    return f"{_shifted(today, -count)}/{_shifted(today, 0)}"


def _relative_month(match: re.Match[str], today: Today) -> str:
    if not today.month:
        return ""
    step = -1 if match.group("which").startswith(("прошл", "минувш")) else 0
    return _shifted(today, step)


def _shifted(today: Today, months: int) -> str:
    year, month = divmod(12 * today.year + today.month - 1 + months, 12)
    return f"{year}-{month + 1:02}"


def day(match: re.Match[str], today: Today) -> str:
    if not today.day:
        return ""
    step = _DAYS_OFF[match.group("which")]
    return (date(today.year, today.month, today.day) + timedelta(days=step)).isoformat()


def weekday(match: re.Match[str], today: Today) -> str:
    """The last such day up to now where the sentence tells the past, else the next one: «в понедельник», «в минувшую
    пятницу»."""
    if not today.day:
        return ""
    now, which = date(today.year, today.month, today.day), match.group("which") or ""
    wanted = next(i for i, stem in enumerate(_WEEKDAYS) if match.group("day").startswith(stem))
    back = (now.weekday() - wanted) % 7
    if which.startswith(("эт", "нынешн", "текущ")):
        return (now + timedelta(days=wanted - now.weekday())).isoformat()
    if which.startswith(("прошл", "минувш", "прошедш")):
        return (now - timedelta(days=back or 7)).isoformat()
    if not which and _told_in_the_past(match):
        return (now - timedelta(days=back)).isoformat()
    return (now + timedelta(days=-back % 7 or (7 if which else 0))).isoformat()


def week(match: re.Match[str], today: Today) -> str:
    """The month that holds all of the week, else the year."""
    if not today.day:
        return ""
    which = match.group("which")
    step = (
        -7 if which.startswith(("прошл", "минувш", "прошедш")) else 7 if which.startswith(("следующ", "будущ")) else 0
    )
    now = date(today.year, today.month, today.day) + timedelta(days=step)
    first = now - timedelta(days=now.weekday())
    last = first + timedelta(days=6)
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}" if first.year == last.year else ""


def _unknown(match: re.Match[str], today: Today) -> str:
    return ""


def few_days(match: re.Match[str], today: Today) -> str:
    """The month in which all days near this one are."""
    return f"{today.year}-{today.month:02}" if _NEAR_DAYS < today.day < 31 - _NEAR_DAYS else ""


_NEAR_DAYS = 7
_DAYS_OFF = {"позавчера": -2, "вчера": -1, "накануне": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}
_WEEKDAYS = RUSSIAN.words("wordings.weekdays")
DAY_RESOLVERS = (day, weekday, week, few_days)
"""What they mean dates events, and no figures."""
Resolver = Callable[[re.Match[str], Today], str]
_OF_YEAR = rf"(?: (?P<year>{_YEAR}))?"
_DAYS = rf"(?:с |со )?(?P<day>\d{{1,2}})(?: ?(?:по|и) |{_DASH})(?P<last>\d{{1,2}}) (?P<month>{_MONTH}){_OF_YEAR}\b"
_BETWEEN_DAYS = (
    rf"(?:с |со )(?P<day>\d{{1,2}})(?:-го)? (?P<month>{_MONTH})(?: (?P<first_year>{_YEAR}))?(?: года)?"
    rf" (?:по|до) (?P<last>\d{{1,2}})(?:-[ео]е?)? (?P<last_month>{_MONTH}){_OF_YEAR}"
)
_WEEKDAY = "(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)"
_BEFORE_MONTH = "(?:в|за|к|на|с|до|от|начале|конце|середине|итогам) "
_SEASONAL = "прошл|минувш|прошедш|нынешн|эт"
_LAST_YEARS = rf"(?P<which>последн|ближайш|предстоящ|минувш|прошедш){_ENDING} (?P<count>{_COUNT}) (?:лет|года?)\b"
_YEARS = rf"(?:с |со )?(?P<year>{_ABSOLUTE})(?: {_YEAR_WORD})?(?: по |{_DASH})(?P<last>{_ABSOLUTE})(?: ?{_YEAR_WORD})?"
_ORDINAL_YEAR = rf"{_ABSOLUTE}(?:-?(?:й|го|му|м|ом)\b|(?= ?{_YEAR_WORD}))(?: ?{_YEAR_WORD})?"
# Earlier wordings win over later ones that begin at the same place or inside them.
WORDINGS: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(wording), resolver)
    for wording, resolver in (
        (_DAYS, _days),
        (_BETWEEN_DAYS, _between_days),
        (rf"во? (?:[а-я]+ )?{_WEEKDAY},? (?P<day>\d{{1,2}})(?P<last>) (?P<month>{_MONTH})\b{_OF_YEAR}", _days),
        (rf"«?(?P<day>\d{{1,2}})»?(?P<last>) (?P<month>{_MONTH})\b(?:,? (?P<year>{_YEAR})\b)?", _days),
        (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b", _numeric),
        (r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", _numeric),
        (
            rf"с (?P<month>{_MONTH}) (?P<year>{_YEAR}) (?:по|до) (?P<last>{_MONTH}) (?P<last_year>{_YEAR})",
            _between_months,
        ),
        (rf"(?:с |за |в )?(?P<month>{_MONTH})(?: по |{_DASH})(?P<last>{_MONTH})\b{_OF_YEAR}", _month_range),
        (rf"(?:за|итог\w{{1,3}}|в течение|в) (?:перв\w+ )?(?P<count>{_COUNT}) месяц\w*{_OF_YEAR}", _first_months),
        (rf"перв\w+ (?P<count>{_COUNT}) месяц\w*{_OF_YEAR}", _first_months),
        (rf"(?P<count>{_COUNT}) месяц\w* (?P<year>{_YEAR})", _first_months),
        (rf"за (?:перв\w+ )?(?P<count>{_COUNT}) квартал\w*{_OF_YEAR}", _first_quarters),
        (rf"(?P<ordinal>{_ORDINAL}) квартал\w*{_OF_YEAR}", _quarter),
        (rf"(?P<ordinal>{_ORDINAL}) (?:полугоди\w+|половин\w+(?= [\w ]*год| {_ABSOLUTE})){_OF_YEAR}", _half),
        (rf"(?:за|по итогам) полугоди[ея]\b{_OF_YEAR}", _last_half),
        (
            rf"(?:(?P<which>{_SEASONAL}){_ENDING} )?(?P<season>весной|летом|осенью){_OF_YEAR}(?=\W|$)",
            _season,
        ),
        (
            rf"за (?:(?P<which>{_SEASONAL})[а-я]{{1,2}} )?(?P<season>весну|лето|осень){_OF_YEAR}(?=\W|$)",
            _season,
        ),
        (r"(?:зимой|за зиму) (?P<year>(?:19|20)\d\d)[/–-](?:20)?\d\d(?: год\w*)?\b", _winter),
        (rf"с начала (?:года|(?P<year>{_YEAR}))", _since_new_year),
        (
            r"(?P<year>(?:19|20)\d\d)(?:[/–-](?:20)?\d\d (?:учебн|финансов|бюджетн|хозяйственн)\w{2,3}|/\d\d)"
            r" (?:год|сезон)\w*",
            _school_year,
        ),
        (rf"(?P<year>(?:18|19|20)\d0)-(?:е|х|ые|ых)\b(?: (?:{_YEAR_WORD}|годах))?", _decade),
        (_YEARS, _years),
        (rf"(?P<year>{_ABSOLUTE})(?:-?м)?(?:,| и|, \d{{4}} и) (?P<last>{_ABSOLUTE}) {_YEAR_WORD}", _years),
        (_LAST_YEARS, _last_years),
        (rf"(?P<which>последн|минувш|прошедш|ближайш|предстоящ){_ENDING} (?P<count>)десятилети\w+", _last_years),
        (rf"(?:(?P<count>{_COUNT}) (?:лет|года)|год) (?:тому )?назад\b", _years_ago),
        (r"(?:полтора года|полгода) (?:тому )?назад\b", _half_years_ago),
        (rf"последн{_ENDING} (?:(?P<half>полгода)|(?P<count>{_COUNT}) месяц\w+)", _last_months),
        (rf"(?P<which>прошл|минувш|текущ|эт|нынешн){_ENDING} месяц\w*", _relative_month),
        (rf"{_BEFORE_MONTH}(?P<month>{_MONTH})\b{_OF_YEAR}", _one_month),
        (rf"(?P<month>{_MONTH}) (?P<year>{_YEAR})", _one_month),
        (rf"(?:начиная )?с (?P<year>(?:{_ABSOLUTE}|{_RELATIVE}) года\b|{_ABSOLUTE}-го\b(?: года\b)?)", _since),
        (rf"(?P<year>{_RELATIVE} {_YEAR_WORD}|{_ORDINAL_YEAR})", _year),
        (rf"(?:в|к|за|на|с|до) (?P<year>{_ABSOLUTE})(?=\s*(?:[,.;)–—]|$))", _year),
        (r"(?:в|за|на) т\. ?г\b\.?", _this_year),
        (r"(?:к|до|в|на|под) (?:конец|конц[ауе]|начало|началу|начале) года\b", _this_year),
        # «в прошлом году – пять, в этом – шесть миллиардов»
        (rf"(?:в|за) (?P<year>{_RELATIVE})(?= ?[–—] (?:[а-я]+ )?\d)", _year),
        (r"\d{2,4}-[ехм]\w* (?:год\w+|гг?\b)", _unknown),
        (r"(?P<which>сегодня|вчера|завтра|позавчера|послезавтра)\b", day),
        # «накануне праздника» is no day
        (
            r"(?P<which>накануне)(?=,? (?:вечером |утром |днем )?(?:[а-я]+(?:л|ла|ло|ли)(?:ся|сь)?|в|на)\b|[.,!?]|$)",
            day,
        ),
        (
            r"во? (?:(?P<which>прошл|минувш|прошедш|следующ|эт|ближайш|нынешн|текущ)\w{1,3} )?"
            rf"(?P<day>{_WEEKDAY})\b(?!,? \d)",
            weekday,
        ),
        (r"на (?P<which>прошл|минувш|прошедш|эт|текущ|нынешн|следующ|будущ)\w{1,2} неделе\b", week),
        (r"(?:на днях|несколько дней назад)\b", few_days),
    )
)
_ONE_OF_THEM = "|".join(re.sub(r"\(\?P<\w+>", "(?:", wording.pattern) for wording, _ in WORDINGS)
BEGUN = re.compile(f"{_EDGE}(?={_ONE_OF_THEM})")
"""Where one of them stands: a text is searched once, and not for each."""
