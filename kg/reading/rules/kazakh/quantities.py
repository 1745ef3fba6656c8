"""Numbers with their units: «25,6 миллиард доллар», «19 мыңнан астам компания», «3,5 есе»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc, Token

from kg.language.kazakh.noun_phrases import case, is_owned
from kg.language.kazakh.numerals import MONTHS, SCALES
from kg.reading.cues import KAZAKH
from kg.reading.rules.kazakh.dates import SEVERAL

UNITS = KAZAKH.by_word("quantities.units")
NO_FIGURE = frozenset(
    [*MONTHS, "жыл", "ғасыр", "бап", "тармақ", "мектеп-гимназия", "класс", "облыс", "тур", "санат", "жас"]
)
"""A number before one of these is a date, an article, an age."""
MONEY = frozenset("USD KZT RUB EUR CNY".split())
"""«былтыр 28 миллиард долларға жетті, биыл 20 миллиардтан асты»: the unit is said once."""
CURRENCIES = frozenset("ақш америкалық канада ресей еуропа".split())
OVER = ("асатын", "аса", "аст", "артық", "көп", "асып", "асады")
NEARLY = ("жуық", "таяу", "жақын")
CAPACITY = ("орындық", "төсектік", "пәтерлі", "қабатты", "шақырымдық", "жылдық", "күндік")
"""«500 орындық мектеп» is one school."""
SCALE_CASES = frozenset(["", *"нан нен ға ге дан ден ды ты нды тан дтан қа дқа ан ның тың дың нің".split()])
NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:-\w+)?")
SCALED = re.compile("|".join(f"(?:{scale})" for scale in sorted(SCALES, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Quantity:
    first: int
    last: int
    """Token positions of the number and of its unit."""
    value: Decimal
    unit: str
    noun: str


def quantities(doc: Doc) -> Iterator[Quantity]:
    """Numbers with their units; dates, ordinals, numbers after «№» and ages are none."""
    position = 0
    previous: Quantity | None = None
    while position < len(doc):
        token = doc[position]
        value, after = _number(doc, position)
        if value is None or (position and doc[position - 1].text in {"№", "-", "/"}):
            position += 1
            continue
        found = _with_unit(doc, position, after, value)
        if found is None and previous is not None and value >= 10**6 and previous.unit in MONEY:
            same = doc[previous.first].sent == token.sent
            found = Quantity(position, after - 1, value, previous.unit, previous.noun) if same else None
        previous = found or previous
        if found is not None:
            yield found
            after = found.last + 1
        position = max(after, token.i + 1)


def _number(doc: Doc, position: int) -> tuple[Decimal | None, int]:
    """The value of «25,6 миллиард» or «500 мың», and the position after it."""
    token = doc[position]
    match = re.fullmatch(
        r"(\d+(?:[.,]\d+)?)(?:-(?:ға|ге|қа|ке|дан|ден|тан|тен|нан|нен|ды|ді|ты|ті|ны|ні))?", token.text
    )
    if match is None:
        following = doc[position + 1] if position + 1 < len(doc) else None
        multiplied = following is not None and (following.lemma_ == "есе" or _scale(following))
        if token.lower_ not in SEVERAL or not multiplied or (position and doc[position - 1].pos_ == "NUM"):
            return None, position + 1
    digits = match[1].replace(",", ".") if match else str(SEVERAL[token.lower_])
    position += 1
    while (
        position < len(doc)
        and re.fullmatch(r"\d{3}", doc[position].text)
        and len(doc[position - 1].text) <= 3
        and "." not in digits
    ):
        digits += doc[position].text
        position += 1
    value = Decimal(digits)
    while position < len(doc) and (scale := _scale(doc[position])):
        value *= scale
        position += 1
        if position < len(doc) and doc[position].text == "." and doc[position - 1].lower_ in {"млн", "млрд", "трлн"}:
            position += 1
    return value, position


def _scale(token: Token) -> int:
    match = SCALED.match(token.lower_)
    rest = token.lower_[match.end() :] if match else ""
    return SCALES[match[0]] if match and rest in SCALE_CASES else 0


def _with_unit(doc: Doc, first: int, after: int, value: Decimal) -> Quantity | None:
    sentence = doc[first].sent
    position = after
    passed = 0
    while position < sentence.end and passed < 2 and (hedges(doc[position]) or doc[position].lower_ in CURRENCIES):
        position, passed = position + 1, passed + 1
    if position >= sentence.end:
        return None
    token = doc[position]
    if token.text == "%" or token.text.startswith("%"):
        return Quantity(first, position, value, "percent", "")
    if token.text == "$":
        return Quantity(first, position, value, "USD", "")
    housing = token.lemma_ == "тұрғын" and position + 1 < sentence.end and doc[position + 1].lower_.startswith("үй")
    if housing or (token.lemma_ == "ай" and case(token) == "Loc"):
        return None
    unit = UNITS.get(token.lemma_) or next(
        (UNITS[stem] for stem in UNITS if len(stem) > 4 and token.lower_.startswith(stem)), ""
    )
    if unit:
        return Quantity(first, position, value, unit, token.lemma_)
    head = _counted(doc, position, sentence.end)
    if head is None or doc[head].lemma_ in NO_FIGURE or token.lower_.startswith("жыл"):
        return None
    return Quantity(first, head, value, UNITS.get(doc[head].lemma_, "item"), doc[head].lemma_)


def hedges(token: Token) -> bool:
    return token.lower_.startswith((*OVER, *NEARLY)) or token.lower_ in {"дейін", "кем", "емес"}


def _counted(doc: Doc, position: int, limit: int) -> int | None:
    """The noun that is counted, past its adjectives: «30 бірлескен жоба»."""
    for offset in range(min(4, limit - position)):
        token = doc[position + offset]
        if (
            token.lower_.endswith(CAPACITY)
            or token.is_punct
            or token.pos_ in {"NUM", "PART"}
            or token.lemma_ in NO_FIGURE
        ):
            return None
        if token.pos_ == "NOUN" and token.text[0].islower():
            following = doc[position + offset + 1] if position + offset + 1 < limit else None
            compound = (
                following is not None and following.pos_ == "NOUN" and case(token) == "Nom" and is_owned(following)
            )
            if not compound:
                return position + offset
    return None
