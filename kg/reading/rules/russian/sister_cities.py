"""Sister cities: «города-побратимы Тверь и Хямеэнлинна, Ярославль и Пуатье».

«и» joins the two cities of a pair; a comma separates pairs."""

from kg.model.facts import SisterCities
from kg.reading.pattern import Rule, either, gap, lemma, many, maybe, mention, seq, tag, unless, word
from kg.reading.rules.russian.phrases import beside

CITY = mention("City", into="city")
SISTER = mention("City", into="sister_city_of")
PAIR = seq(CITY, either("и", "–", "—", "-"), SISTER).as_fact(SisterCities)
TWIN = lemma("*-побратим", "побратим")
OTHER = either("с", "со")

RULES = (
    Rule(
        "sister-cities-listed",
        seq(TWIN, maybe(either("–", "—", ":", "являться")), many(PAIR, sep=either(",", ";"))),
        "Совместно работают города-побратимы Тверь и Пуатье, Омск и Павлодар.",
        confidence=0.95,
    ),
    Rule(
        "sister-cities-pair-first",
        seq(
            PAIR,
            maybe(either("–", "—", "-")),
            unless("не"),
            maybe(either("являются", "стали", "остаются")),
            maybe(tag("ADV")),
            lemma("*-побратим", "побратим", Case="Nom|Ins"),
        ),
        "Псков и Омск стали городами-побратимами.",
        confidence=0.95,
    ),
    Rule(
        "sister-city-of",
        seq(
            CITY,
            either("–", "—", "-", word("является"), word("стал"), word("стала"), ","),
            TWIN,
            maybe(either(lemma("город"), lemma("российский", "казахстанский"))),
            SISTER,
        ).as_fact(SisterCities),
        "Омск – побратим Павлодара.",
    ),
    Rule(
        "twinning-between",
        seq(
            lemma("соглашение", "договор", "меморандум", "протокол", "письмо"),
            gap(4),
            either(lemma("побратимский"), lemma("побратимство"), lemma("породнение")),
            gap(4),
            "между",
            maybe(lemma("город")),
            PAIR,
        ),
        "Подписано соглашение о побратимских связях между городами Курган и Кокшетау.",
    ),
    Rule(
        "twinned-with",
        seq(
            mention("City", into="city", Case="Nom"),
            beside(3),
            either(lemma("побратимский"), lemma("побратимство")),
            beside(3),
            OTHER,
            beside(2),
            SISTER,
        ).as_fact(SisterCities),
        "Омск установил побратимские отношения с Петропавловском.",
    ),
)
