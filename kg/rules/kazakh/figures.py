"""Numbers with what they measure: «сауда көлемі 3,5 есе ұлғайды», «6,5 триллион теңгеден асты», «шамамен 30 жоба»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc, Span, Token

from kg.facts import Bound, Direction, Figure, Found, Mention, Modality, Phrase
from kg.language.kazakh_phrases import case, is_owned
from kg.rules.kazakh.dates import MONTHS, period
from kg.rules.kazakh.scene import Scene, says

SCALES = {
    "мың": 10**3,
    "млн": 10**6,
    "миллион": 10**6,
    "млрд": 10**9,
    "миллиард": 10**9,
    "трлн": 10**12,
    "триллион": 10**12,
}
UNITS = {
    "доллар": "USD", "теңге": "KZT", "рубль": "RUB", "рубл": "RUB", "еуро": "EUR", "юань": "CNY", "пайыз": "percent",
    "процент": "percent", "есе": "times", "тонна": "tonne", "шақырым": "km", "километр": "km", "адам": "person",
    "тұрғын": "person", "студент": "person", "маман": "person", "азамат": "person", "турист": "person",
    "жұмысшы": "person", "қызметкер": "person", "сағат": "hour", "контейнер": "TEU", "гектар": "hectare",
    "мегаватт": "MW", "квт": "kW", "метр": "metre",
}  # fmt: skip
NO_FIGURE = frozenset(
    [*MONTHS, "жыл", "ғасыр", "бап", "тармақ", "мектеп-гимназия", "класс", "облыс", "тур", "санат", "жас"]
)
"""A number before one of these is a date, an article, an age."""
CURRENCIES = frozenset("ақш америкалық канада ресей еуропа".split())
OVER = ("аст", "артық", "көп", "асып", "асады")
NEARLY = ("жуық", "таяу", "жақын")
GROWTH = ("өсті", "өсіп", "өскен", "ұлғай", "артты", "артып", "артқан", "көбей", "өсім", "көтеріл", "еселен")
DECLINE = ("азай", "төменде", "кеміді", "кеміп", "қысқар", "құлды")
CONCEPTS = {
    "tradeTurnover": ("тауар айналым", "сауда көлем", "сауда айналым", "тауар алмас", "сауда-саттық көлем", "сауда-экономикалық айналым"),
    "export": ("экспорт",),
    "import": ("импорт",),
    "investment": ("инвестиция",),
}  # fmt: skip
CAPACITY = ("орындық", "төсектік", "пәтерлі", "қабатты", "шақырымдық", "жылдық", "күндік")
"""«500 орындық мектеп» is one school."""
CLAUSE_ENDS = frozenset(', ; : – — ( . " «'.split())
CLAUSE_WORDS = frozenset("немесе ал бірақ аралығында".split())
ADVERBS = frozenset("шамамен орта жалпы кемінде былтыр биыл қазір бүгінде қазірдің өзінде соңғы ғана тек".split())
COUNTABLE = frozenset("item person tonne km TEU hectare".split())
SCALE_CASES = frozenset(["", *"нан нен ға ге дан ден ды ты нды тан дтан қа дқа ан ның тың дың нің".split()])
PLANNED = ("көздеп", "көзделіп", "жоспарлан", "жоспарлап", "жеткізу", "арттыруды", "арттыруға", "мақсат")
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


def figures(scene: Scene) -> Iterator[Found]:
    for quantity in quantities(scene.doc):
        if _within_name(scene, quantity):
            continue
        words = _clause(scene, quantity)
        measure = _measure(scene, quantity, words)
        if measure is None:
            continue
        concept = next((name for name, stems in CONCEPTS.items() if any(s in measure.text.lower() for s in stems)), "")
        tail = scene.doc[quantity.last + 1 : min(quantity.last + 6, scene.doc[quantity.last].sent.end)]
        fact = Figure(
            measure=measure,
            value=_plain(quantity.value),
            unit=quantity.unit,
            bound=_bound(scene.doc, quantity),
            direction=_direction(tail, quantity),
            period=_period(scene, quantity),
            about=_about(scene, quantity, concept),
            concept=concept,
        )
        start = min(measure.start, scene.doc[quantity.first].idx)
        end = max(measure.end, scene.doc[quantity.last].idx + len(scene.doc[quantity.last]))
        modality: Modality = "planned" if says(tail, PLANNED) else "asserted"
        yield Found(fact, "figure", start, end, modality)


def quantities(doc: Doc) -> Iterator[Quantity]:
    """Numbers with their units; dates, ordinals, numbers after «№» and ages are none."""
    position = 0
    while position < len(doc):
        token = doc[position]
        value, after = _number(doc, position)
        if value is None or (position and doc[position - 1].text in {"№", "-", "/"}):
            position += 1
            continue
        found = _with_unit(doc, position, after, value)
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
        return None, position + 1
    digits, position = match[1].replace(",", "."), position + 1
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
    hedges = 0
    while position < sentence.end and hedges < 2 and (_hedges(doc[position]) or doc[position].lower_ in CURRENCIES):
        position, hedges = position + 1, hedges + 1
    if position >= sentence.end:
        return None
    token = doc[position]
    if token.text == "%" or token.text.startswith("%"):
        return Quantity(first, position, value, "percent", "")
    if token.text == "$":
        return Quantity(first, position, value, "USD", "")
    unit = UNITS.get(token.lemma_) or next(
        (UNITS[stem] for stem in UNITS if len(stem) > 4 and token.lower_.startswith(stem)), ""
    )
    if unit:
        return Quantity(first, position, value, unit, token.lemma_)
    head = _counted(doc, position, sentence.end)
    if head is None or doc[head].lemma_ in NO_FIGURE or token.lower_.startswith("жыл"):
        return None
    return Quantity(first, head, value, UNITS.get(doc[head].lemma_, "item"), doc[head].lemma_)


def _hedges(token: Token) -> bool:
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


def _within_name(scene: Scene, quantity: Quantity) -> bool:
    """«2020-2022 жылдарға арналған …», «№ 5 мектебі»: a number in a name counts nothing."""
    start = scene.doc[quantity.first].idx
    return any(each.start < start < each.end and each.named for each in scene.mentions)


def _clause(scene: Scene, quantity: Quantity) -> int:
    """Position where the words about the number begin: after the last comma, dash or person before it."""
    sentence = scene.doc[quantity.first].sent
    people = {scene.span(each).end for each in scene.in_sentence(sentence, ("Person",))}
    start = quantity.first
    while start > sentence.start:
        token = scene.doc[start - 1]
        if token.text in CLAUSE_ENDS or token.lower_ in CLAUSE_WORDS or start in people:
            break
        start -= 1
    return start


def _measure(scene: Scene, quantity: Quantity, start: int) -> Phrase | None:
    """The subject before the number, else the thing counted, else the subject of the number before («немесе 19 млрд …»)."""
    doc = scene.doc
    stop = quantity.first
    while stop > start and _skipped(doc[stop - 1]):
        stop -= 1
    first = stop
    while first > start and _describes(doc[first - 1], last=first == stop):
        first -= 1
    nominal = stop > first and (doc[stop - 1].pos_ in {"NOUN", "PROPN"} or doc[stop - 1].lower_.endswith(("ы", "і")))
    if nominal and (phrase := scene.phrase(first, stop)) is not None and len(phrase.text) > 3:
        return phrase
    if quantity.unit in COUNTABLE:
        end = _object_end(doc, quantity)
        return scene.phrase(end - 1, end)
    sentence = doc[quantity.first].sent
    earlier = [each for each in quantities(doc) if sentence.start <= each.first < quantity.first]
    if earlier:
        return _measure(scene, earlier[-1], _clause(scene, earlier[-1]))
    return scene.phrase(start, quantity.first) or scene.phrase(quantity.last, quantity.last + 1)


def _skipped(token: Token) -> bool:
    """Between the subject and the number: hedges, dates, adverbs, nouns in oblique cases."""
    dated = (
        token.pos_ == "NUM"
        or token.lower_.split("-")[0] in MONTHS
        or token.lemma_ in NO_FIGURE
        or token.lower_ in ADVERBS
    )
    return dated or _hedges(token) or case(token) in {"Dat", "Abl", "Ins", "Loc"}


def _describes(token: Token, *, last: bool) -> bool:
    if token.is_punct or token.pos_ == "PART" and token.lower_ not in {"мен", "пен", "бен", "және", "арасындағы"}:
        return False
    return token.lower_ not in ADVERBS and case(token) in ({"Nom", "Gen", "Acc"} if last else {"Nom", "Gen", ""})


def _object_end(doc: Doc, quantity: Quantity) -> int:
    """«500 миллион тоннадан астам мұнай»: what is measured follows the unit."""
    position = quantity.last + 1
    limit = doc[quantity.last].sent.end
    while position < limit and _hedges(doc[position]):
        position += 1
    return (
        position + 1
        if position < limit and doc[position].pos_ == "NOUN" and quantity.unit in {"tonne", "km"}
        else quantity.last + 1
    )


def _bound(doc: Doc, quantity: Quantity) -> Bound:
    before = doc[quantity.first - 1].lower_ if quantity.first else ""
    sentence = doc[quantity.first].sent
    after = [token.lower_ for token in doc[quantity.first + 1 : min(quantity.last + 3, sentence.end)]]
    if before in {"шамамен", "орташа"} or (before == "есеппен"):
        return "about"
    for word in after:
        if word.startswith(OVER):
            return "over"
        if word.startswith(NEARLY):
            return "nearly"
    return "over" if before in {"кемінде"} else "exactly"


def _direction(tail: Span, quantity: Quantity) -> Direction:
    """Growth is by so many times or percent; «өсіп, … жетті» is the level reached."""
    if says(tail, DECLINE) and quantity.unit in {"percent", "times"}:
        return "decline"
    if any(token.lower_ == "дейін" for token in tail[:2]):
        return "level"
    if says(tail, GROWTH) and (quantity.unit in {"percent", "times"} or not says(tail, ("жет",))):
        return "growth"
    return "level"


def _period(scene: Scene, quantity: Quantity) -> str:
    sentence = scene.doc[quantity.first].sent
    text = sentence.text
    for name in scene.in_sentence(sentence, ("Agreement",)):
        if name.named:
            text = text.replace(name.text, " ")
    return period(text, scene.document.date)


def _about(scene: Scene, quantity: Quantity, concept: str) -> tuple[Mention, ...]:
    """Named places and bodies of the sentence; of trade without names, the two countries of the text."""
    sentence = scene.doc[quantity.first].sent
    kinds = (
        ("Country", "Region")
        if concept
        else ("Country", "Region", "City", "Feature", "Organisation", "Corridor", "Project")
    )
    named = scene.in_sentence(sentence, kinds)
    if named:
        return tuple(dict.fromkeys(named))[:3]
    return scene.two_countries() if concept == "tradeTurnover" else ()


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
