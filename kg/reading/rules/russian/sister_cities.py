"""Sister cities: «города-побратимы Тверь и Хямеэнлинна, Ярославль и Пуатье».

«и» joins the two cities of a pair; a comma separates pairs."""

from kg.model.facts import SisterCities
from kg.reading.pattern import Rule, either, gap, lemma, many, maybe, mention, seq, tag, unless, word

PAIR = seq(mention("City", into="city"), either("и", "–", "—", "-"), mention("City", into="sister_city_of")).as_fact(
    SisterCities
)
ONE = word(
    *(f"{town}{twin}" for twin, town in (("побратим", "город-"), ("побратима", "города-"), ("побратимом", "городом-"))),
    *("побратим", "побратима", "побратимом"),
)
TWIN = seq(unless(ONE), lemma("*-побратим", "побратим"))
"""Of one «город-побратим Павлодара и Пуатье» both are sister cities, not each other's."""

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
)
