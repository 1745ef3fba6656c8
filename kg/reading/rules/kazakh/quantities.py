"""Numbers with their units: «25,6 миллиард доллар», «19 мыңнан астам компания», «3,5 есе»."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.language.kazakh.noun_phrases import case, is_owned
from kg.language.kazakh.numerals import MONTHS, ORDINALS, SCALES, TENS
from kg.language.tokens import Doc, Token, once
from kg.reading.cues import KAZAKH
from kg.reading.figures.kinds import family
from kg.reading.figures.unit_words import COUNTED
from kg.reading.rules.kazakh.dates import SEVERAL

UNITS = KAZAKH.by_word("quantities.units")
NO_FIGURE = frozenset(
    [
        *MONTHS,
        "қыркүйегі",
        "жыл",
        "ғасыр",
        "бет",
        "пункт",
        "бап",
        "тармақ",
        "мектеп-гимназия",
        "класс",
        "облыс",
        "тур",
        "санат",
        "жас",
        "үлгі",
        "модель",
        "маркалы",
        "нөмір",
    ]
)
"""A number before one of these is a date, an article, an age, a model."""
CURRENCIES = KAZAKH.set("quantities.currencies")
AGENTS = KAZAKH.words("quantities.agents")
NO_PERSONS = KAZAKH.words("quantities.no_persons")
OVER = KAZAKH.words("quantities.over")
NEARLY = KAZAKH.words("quantities.nearly")
OTHERS = KAZAKH.set("quantities.others")
"""Units that the vocabulary has none of: nothing is counted in them."""
ATTRIBUTES = ("лық", "лік", "дық", "дік", "тық", "тік")
"""«12 қазақстандық компания»: who they are, or whose."""
VERBAL = KAZAKH.words("quantities.verbal")
"""How verbs, participles and adjectives end."""
NO_NOUNS = KAZAKH.set("quantities.no_nouns")
CAPACITY = KAZAKH.words("quantities.capacity")
"""«500 орындық мектеп» is one school."""
SCALE_CASES = frozenset(
    ["", *"нан нен ға ге дан ден ды ты нды тан дтан қа дқа ан ның тың дың нің дай дей тай тей ы ын ынан ына".split()]
)
CLOSED = SCALE_CASES & frozenset("нан нен ға ге дан ден қа ын ынан ына".split())
CLOSING = KAZAKH.set("quantities.closing")
"""«6 миллионнан артығын»: more than so many of what was named before."""
REACHED = ("ғана", "бол", "жет", *OVER)
HOLDERS = KAZAKH.words("quantities.holders")
FRACTION = re.compile(r"(\w{2,}?)(?:тен|тан|нан|нен|дан|ден)")
PART = re.compile(r"(?<!\w)(?:(\d+)-с?[ыі]|(\w{2,}?)(?:[еа]у)?[ыі])(?:н|на|не|нан|нен|ның|нің)?")
"""«оның 21-і», «қызметкерлердің тоғызы», «соның бесеуі»: so many of those named before."""
OF_THEM = KAZAKH.set("quantities.of_them")
COLLECTIVE = KAZAKH.table("quantities.collective")
ITEM = 9
"""Tokens from a number of a list to the next one."""
FEWEST = 3
"""«екі ел», «екі тарап»: what there are two of is told, not how many there are."""
NO_COUNT = KAZAKH.set("quantities.no_count")
NO_COUNT_STEMS = KAZAKH.words("quantities.no_count_stems")
ONES = re.compile(rf"(?:{'|'.join(SEVERAL)})(?:[дт][ае]н|[дт][ыі]ң|[ғгқк][ае]|нің|с?[ыі](?:н(?:[ае]н?|ің)?)?)")
SPAN = re.compile(r"(\d{1,3}(?:[.,]\d+)?)[-–](\d{1,3}(?:[.,]\d+)?)")
_DASHES = frozenset("–—-")
_HOUR = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:-\w+)?")
SCALED = re.compile("|".join(f"(?:{scale})" for scale in sorted(SCALES, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class KazakhQuantity:
    first: int
    last: int
    """Token positions of the number and of its unit."""
    value: Decimal
    unit: str
    noun: str


@once
def quantities(doc: Doc) -> Sequence[KazakhQuantity]:
    """Numbers with their units; dates, ordinals, numbers after «№» and ages are none.

    The items of a list take the unit that its last one has: «Ақтөбеде – 358; Қызылордада – 817 шақырым»."""
    return list(_quantities(doc))


def between(doc: Doc, first: int, end: int) -> Sequence[KazakhQuantity]:
    """Those whose number is one of the tokens [first, end), in the order in which they were found."""
    ranked = _ranked(doc)
    begin, stop = (bisect_left(ranked, at, key=lambda pair: pair[1].first) for at in (first, end))
    return [quantity for _, quantity in sorted(ranked[begin:stop], key=lambda pair: pair[0])]


@once
def _ranked(doc: Doc) -> Sequence[tuple[int, KazakhQuantity]]:
    """By their places, each with its number among all that were found."""
    return sorted(enumerate(quantities(doc)), key=lambda pair: pair[1].first)


def _quantities(doc: Doc) -> Iterator[KazakhQuantity]:
    position = 0
    previous: KazakhQuantity | None = None
    items: list[KazakhQuantity] = []
    while position < len(doc):
        token = doc[position]
        if low := _low_end(doc, position):
            found = _with_unit(doc, position, low[1], low[0])
            if found is not None:
                yield found
        if part := _share(doc, position) or _of_them(doc, position, previous):
            yield part
            position = part.last + 1
            continue
        value, after = _number(doc, position)
        if not value or _part_of_other(doc, position):
            position += 1
            continue
        found = _with_unit(doc, position, after, value)
        if previous is not None and after - position > 1 and doc[after - 1].lower_.endswith(("ы", "і")) and position:
            of_them = doc[position - 1].lower_ in OF_THEM
            found = KazakhQuantity(position, after - 1, value, previous.unit, previous.noun) if of_them else found
        if found is None and previous is not None and doc[previous.last].sent.end >= token.sent.start:
            # «былтыр 28 миллиард долларға жетті, биыл 20 миллиардтан асты»: the unit is said once.
            behind = doc[after].lower_ if after < len(doc) else ""
            told = doc[previous.last].sent == token.sent or _item(doc, position) or behind.startswith(REACHED)
            large = value >= 10**6 and family(previous.unit) in {"money", "mass"} and told
            if large or (previous.unit in COUNTED and doc[token.sent.start : position].text.lower().endswith(HOLDERS)):
                found = KazakhQuantity(position, after - 1, value, previous.unit, previous.noun)
        if items and position - items[-1].last > ITEM:
            items = []
        if _item(doc, position):
            if found is None:
                items.append(KazakhQuantity(position, after - 1, value, "", ""))
            else:
                yield from (replace(each, unit=found.unit, noun=found.noun) for each in items)
                items = []
        previous = found or previous
        if found is not None:
            yield found
            after = found.last + 1
        position = max(after, token.i + 1)


def _share(doc: Doc, position: int) -> KazakhQuantity | None:
    """«үштен бірі», «төрттен біріне көбейді»."""
    whole = FRACTION.fullmatch(doc[position].lower_)
    part = doc[position + 1].lower_ if whole and position + 1 < len(doc) else ""
    number = SEVERAL.get(whole[1], 0) if whole else 0
    parts = 1 if part.startswith("бірі") else 2 if part.startswith("екісі") else 0
    if not number or not parts:
        return None
    return KazakhQuantity(position, position + 1, round(Decimal(100 * parts) / number, 1), "percent", "")


def _of_them(doc: Doc, position: int, previous: KazakhQuantity | None) -> KazakhQuantity | None:
    """A number that belongs to those named in the genitive right before it, or counted before."""
    token, before = doc[position], doc[position - 1] if position else None
    match = PART.fullmatch(token.lower_)
    if match is None or before is None or token.lower_ in {*SEVERAL, "алтын"} or before.text in {"№", "/"}:
        return None
    if before.lemma_.lower() in MONTHS:
        return None  # «мамырдың 17-сінде»
    value = int(match[1]) if match[1] else COLLECTIVE.get(match[2]) or TENS.get(match[2], 0)
    if value < FEWEST or before.pos_ == "NUM" or token.lower_ == "оны" or before.lower_.startswith("жыл"):
        return None
    owned = before.lower_ in OF_THEM or case(before) == "Gen"
    if owned and before.lower_ not in OF_THEM:
        return KazakhQuantity(position, position, Decimal(value), _counted_in(before), before.lemma_)
    counted = previous is not None and previous.unit in COUNTED and value < previous.value
    near = previous is not None and doc[previous.last].sent.end >= token.sent.start
    if previous is None or not (counted and near and (owned or before.text in {",", ":", ";"})):
        return None
    return KazakhQuantity(position, position, Decimal(value), previous.unit, previous.noun)


def _item(doc: Doc, position: int) -> bool:
    """A number behind a dash, closed by a mark or with its unit: «Ақтөбеде – 358;»."""
    return position > 0 and doc[position - 1].text in {"–", "—", "-"}


def _part_of_other(doc: Doc, position: int) -> bool:
    """«№ 5», «10:42», «04», «10.00–11.15 Ашылуы»."""
    before = doc[position - 1].text if position else ""
    if _numbers_item(doc, position) or _is_hour(doc, position):
        return True
    if position and doc[position - 1].lemma_.lower() in MONTHS and case(doc[position - 1]) == "Gen":
        return True  # «маусымның 11-і күні»
    clock = before == ":" and position > 1 and doc[position - 2].text.isdigit()
    glued = before in {"№", "/"} or (before == "-" and not doc[position - 1].whitespace_)  # not «биіктігі - 97 метр»
    return glued or clock or bool(re.fullmatch(r"0\d+", doc[position].text))


def _numbers_item(doc: Doc, position: int) -> bool:
    """«1 Ресей Федерациясы …», at the beginning of a line: the number of an item."""
    token, after = doc[position], doc[position + 1] if position + 1 < len(doc) else None
    first = position == 0 or "\n" in doc[position - 1].text
    return first and after is not None and re.fullmatch(r"\d{1,2}", token.text) is not None and after.is_title


def _is_hour(doc: Doc, position: int) -> bool:
    """«15.00 Жабылуы», «10.00–11.15»: at the beginning of a line, before what then begins or a dash and the other."""
    second = position > 1 and doc[position - 1].text in _DASHES and _HOUR.fullmatch(doc[position - 2].text) is not None
    first = position - 2 if second else position
    begins = first == 0 or "\n" in doc[first - 1].text
    after = doc[position + 1] if position + 1 < len(doc) else None
    opens = after is not None and (second or after.is_title or after.text in {*_DASHES, *"«"})
    return begins and opens and _HOUR.fullmatch(doc[position].text) is not None


def _low_end(doc: Doc, position: int) -> tuple[Decimal, int] | None:
    """The lower end of «25-30 мың тонна», in the scale of the upper one."""
    ends = SPAN.fullmatch(doc[position].text)
    if ends is None:
        return None
    low, after = _scaled(doc, position + 1, Decimal(ends[1].replace(",", ".")))
    return low, after


def _number(doc: Doc, position: int) -> tuple[Decimal | None, int]:
    """The value of «25,6 миллиард», «500 мың», «1 млрд 120 млн» or «жиырма бес», and the position after it."""
    token = doc[position]
    match = re.fullmatch(
        r"(\d+(?:[.,]\d+)?)(?:-(?:ға|ге|қа|ке|дан|ден|тан|тен|нан|нен|ды|ді|ты|ті|ны|ні|сы|сі))?", token.text
    )
    if ends := SPAN.fullmatch(token.text):
        return _scaled(doc, position + 1, Decimal(ends[2].replace(",", ".")))
    if match is None:
        return _in_words(doc, position)
    digits = match[1].replace(",", ".")
    position += 1
    while (
        position < len(doc)
        and re.fullmatch(r"\d{3}(?:-\w+)?", doc[position].text)
        and doc[position - 1].text.isdigit()
        and len(doc[position - 1].text) <= 3
        and "." not in digits
    ):
        digits += doc[position].text[:3]
        position += 1
    return _scaled(doc, position, Decimal(digits))


def _scaled(doc: Doc, position: int, value: Decimal) -> tuple[Decimal, int]:
    """With the scales that follow, and the lower parts behind them."""
    lowest = 0
    while position < len(doc) and (scale := _scale(doc[position])):
        value, lowest = value * scale, scale
        position += 1
        if position < len(doc) and doc[position].text == "." and doc[position - 1].lower_ in {"млн", "млрд", "трлн"}:
            position += 1
    lower = position + 1 < len(doc) and re.fullmatch(r"\d+(?:[.,]\d+)?", doc[position].text) is not None
    if lowest and lower and 0 < _scale(doc[position + 1]) < lowest:
        part, position = _scaled(doc, position + 1, Decimal(doc[position].text.replace(",", ".")))
        return value + part, position
    return value, position


def _in_words(doc: Doc, position: int) -> tuple[Decimal | None, int]:
    """«екі есе», «жиырма бес мың», «мың тонна»; «екі ел» and «біз он жылда» count nothing."""
    start = position
    value = 0
    for words in (TENS, SEVERAL):
        if position < len(doc) and doc[position].lower_ in words:
            value += words[doc[position].lower_]
            position += 1
    following = doc[position] if position < len(doc) else None
    if following is not None and following.lower_ in ORDINALS:
        return None, position + 1  # «жиырма бірінші отырыс»
    if position > start and following is not None and ONES.fullmatch(following.lower_):
        return None, position + 1  # «сегіз жолақтан он сегізге», «он екісі»
    if following is None or (start and doc[start - 1].pos_ == "NUM"):
        return None, start + 1
    if not value:
        unit = doc[start + 1] if start + 1 < len(doc) else None
        bare = unit is not None and _scale(doc[start]) and UNITS.get(unit.lemma_, "item") != "item"
        unsaid = doc[start].lower_.startswith(("млн", "млрд", "трлн")) or start and doc[start - 1].text in "(,|"
        bare = bare and not unsaid  # «(2025 жыл, млн доллар)» heads a column
        return (Decimal(_scale(doc[start])), start + 1) if bare else (None, start + 1)
    multiplied = following.lemma_ == "есе" or following.lower_.startswith("есел") or _scale(following)
    if not multiplied and (
        value < FEWEST or following.lemma_ in NO_COUNT or following.lower_.startswith(NO_COUNT_STEMS)
    ):
        return None, start + 1
    return _scaled(doc, position, Decimal(value))


def _scale(token: Token) -> int:
    match = SCALED.match(token.lower_)
    rest = token.lower_[match.end() :] if match else ""
    return SCALES[match[0]] if match and rest in SCALE_CASES else 0


def _with_unit(doc: Doc, first: int, after: int, value: Decimal) -> KazakhQuantity | None:
    sentence = doc[first].sent
    position = after
    passed = 0
    while position < sentence.end and passed < 2 and (hedges(doc[position]) or doc[position].lower_ in CURRENCIES):
        position, passed = position + 1, passed + 1
    if position >= sentence.end:
        return None
    token = doc[position]
    if doc[position - 1].text == "." and token.text[0].isupper():
        return None  # «тиесілісі – 91 млрд. Қарақия ауданында …»
    if token.text == "%" or token.text.startswith("%"):
        return KazakhQuantity(first, position, value, "percent", "")
    if token.lower_.startswith("еселе"):
        return KazakhQuantity(first, position, value, "times", "есе")
    if token.text == "$":
        return KazakhQuantity(first, position, value, "USD", "")
    housing = token.lemma_ == "тұрғын" and position + 1 < sentence.end and doc[position + 1].lower_.startswith("үй")
    squared = {"шаршы": "2", "текше": "3"}.get(token.lower_)
    if (
        squared
        and position + 1 < sentence.end
        and doc[position + 1].lower_.startswith(("метр", "шақырым", "километр", "км"))
    ):
        length = "m" if doc[position + 1].lower_.startswith("метр") else "km"
        return KazakhQuantity(first, position + 1, value, f"{length}{squared}", "метр")
    if housing or (token.lemma_ == "ай" and case(token) == "Loc"):
        return None
    unit = (
        UNITS.get(token.lemma_)
        or UNITS.get(token.lower_.partition("-")[0])
        or next((UNITS[stem] for stem in UNITS if len(stem) > 4 and token.lower_.startswith(stem)), "")
    )
    if unit == "person" and token.lower_.endswith(ATTRIBUTES) and _is_noun(doc, position + 1, sentence.end):
        position += 1
    elif unit:
        return _with_minutes(doc, KazakhQuantity(first, position, value, unit, token.lemma_))
    if _is_closed(doc, after, position) or token.lemma_ in OTHERS:
        return None
    head = _counted(doc, position, sentence.end)
    if head is not None and doc[head].pos_ == "X" and 1900 < value < 2100:
        return None
    if head is None or doc[head].lemma_ in NO_FIGURE or token.lower_.startswith("жыл"):
        return None
    if value < FEWEST - 1 or value < FEWEST and doc[head].lemma_ in NO_COUNT:
        return None  # «тағы 1 себеп», «2 елдің арасы»
    if head + 1 < sentence.end and doc[head + 1].lower_.startswith("арасында"):
        return None  # «үш өңір арасындағы сауда»
    return KazakhQuantity(first, head, value, _counted_in(doc[head]), doc[head].lemma_)


def _with_minutes(doc: Doc, hours: KazakhQuantity) -> KazakhQuantity:
    """«15 сағат 30 минут» is one length of time."""
    rest = doc[hours.last + 1 : hours.last + 3]
    if hours.unit != "hour" or len(rest) < 2 or not rest[0].text.isdigit() or rest[1].lemma_ != "минут":
        return hours
    return replace(hours, last=rest[1].i, value=round(hours.value + Decimal(rest[0].text) / 60, 2))


def _is_noun(doc: Doc, at: int, limit: int) -> bool:
    return at < limit and doc[at].pos_ == "NOUN" and doc[at].text.islower()


def _is_closed(doc: Doc, after: int, position: int) -> bool:
    """Has the number a case of its own, so that no noun behind it is counted: «24 миллиардқа шарықтап», «1,3 миллиардын
    комиссия өтейді»; «5 миллионнан астам адам» goes on."""
    last = doc[position - 1].lower_
    if position > after:
        return last in CLOSING
    scale = SCALED.match(last)
    return scale is not None and last[scale.end() :] in CLOSED


def _counted_in(noun: Token) -> str:
    """People by the word itself or by its making: «өнерпаз», «кәсіпкер», «қатысушы»."""
    who: str = noun.lemma_.lower()
    people = who.endswith(AGENTS) and not who.startswith(NO_PERSONS)
    known = next((unit for stem, unit in UNITS.items() if len(stem) > 4 and who.startswith(stem)), "")
    return UNITS.get(noun.lemma_) or known or ("person" if people else "item")


def hedges(token: Token) -> bool:
    return token.lower_.startswith((*OVER, *NEARLY)) or token.lower_ in {"дейін", "кем", "емес"}


def _counted(doc: Doc, position: int, limit: int) -> int | None:
    """The noun that is counted, past its adjectives: «30 бірлескен жоба»; of words nobody knows the first is one."""
    unknown: int | None = None
    for offset in range(min(4, limit - position)):
        token = doc[position + offset]
        if (
            token.lower_.endswith(CAPACITY)
            or token.is_punct
            or token.pos_ in {"NUM", "PART"}
            or token.lower_.startswith((*MONTHS, "ғасыр"))
            or (token.lemma_ in NO_FIGURE and not _young(doc, position + offset, limit))
            or token.lower_.startswith("нөмір")
        ):
            return unknown
        if token.lower_ == "елді" and doc[position + offset + 1 : limit].text.lower().startswith("мекен"):
            return position + offset + 1  # «92 елді мекен»
        if token.pos_ == "NOUN" and token.text[0].islower():
            following = doc[position + offset + 1] if position + offset + 1 < limit else None
            compound = (
                following is not None and following.pos_ == "NOUN" and case(token) == "Nom" and is_owned(following)
            )
            if not compound:
                return position + offset if unknown is None or case(token) in {"Nom", "Gen", "Acc"} else unknown
        if unknown is None and offset < 2 and _may_be_noun(token):
            unknown = position + offset
    return unknown


def _young(doc: Doc, at: int, limit: int) -> bool:
    """«48 жас маман» are young, not 48 years old."""
    return doc[at].lower_ == "жас" and at + 1 < limit and doc[at + 1].pos_ == "NOUN"


def _may_be_noun(token: Token) -> bool:
    """A word of small letters that ends as no verb, participle, adjective or postposition does."""
    word = token.lower_
    known = token.pos_ != "X" or word.startswith((*NO_NOUNS, *MONTHS)) or hedges(token)
    return (
        not known
        and word.isalpha()
        and token.text.islower()
        and len(word) > 2
        and (word.endswith(AGENTS) or not word.endswith(VERBAL))
    )
