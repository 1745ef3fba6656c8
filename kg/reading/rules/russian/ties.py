"""Ties of regions that a sentence states without an agreement: trade, working groups, joint work."""

from kg.model.facts import RegionTie
from kg.reading.pattern import Rule, either, gap, lemma, many, maybe, mention, seq, slot, word
from kg.reading.rules.russian.phrases import AFFIRMED, beside, listed, near

REGION = mention("Region", into="region")
REGIONS = listed("Region", into="region")
CITY_OR_REGION = mention("Region", "City", into="region")
OTHER = mention("Region", "Country", into="cooperates_with")
COUNTRY = mention("Country", into="cooperates_with")
TRADE = lemma("поставка", "экспорт", "импорт", "товарооборот", "торговля", "товарообмен")
WORK = lemma(
    "сотрудничество", "взаимодействие", "связь", "партнёрство", "кооперация", "контакт", "обмен", "побратимство"
)
LINK = lemma(
    "сотрудничать",
    "взаимодействовать",
    "торговать",
    "развивать",
    "укреплять",
    "наладить",
    "установить",
    VerbForm="Fin|Part|Conv",
)

RULES = (
    Rule(
        "trade-from-region",
        seq(
            slot("basis", TRADE),
            beside(2),
            either("в", "с", "со"),
            COUNTRY,
            near(2),
            "из",
            many(CITY_OR_REGION, sep=seq(near(8), "из")),
        ).as_fact(RegionTie),
        "Поставки в Россию из Актюбинской области увеличились на 48 процентов, из Павлодарской области – на 36.",
    ),
    Rule(
        "trade-of-region-with",
        seq(slot("basis", TRADE), gap(1), REGIONS, gap(1), either("с", "со", "в"), OTHER).as_fact(RegionTie),
        "Товарооборот Омской области с Казахстаном вырос вдвое.",
    ),
    Rule(
        "work-between",
        seq(slot("basis", either(WORK, TRADE)), near(3), "между", REGION, either("и", ","), OTHER).as_fact(RegionTie),
        "Развивается сотрудничество между Астраханской областью и Мангистауской областью.",
    ),
    Rule(
        "group-for-work-of",
        seq(
            slot("basis", maybe(word("рабочая", "рабочей", "рабочую")), lemma("группа", "комиссия", "совет")),
            "по",
            WORK,
            near(3),
            REGION,
            "и",
            OTHER,
        ).as_fact(RegionTie),
        "Учреждена рабочая группа по сотрудничеству предприятий Республики Башкортостан и Республики Казахстан.",
    ),
    Rule(
        "region-works-with",
        seq(REGIONS, near(3), AFFIRMED, LINK, near(4), either("с", "со"), beside(2), OTHER).as_fact(RegionTie),
        "Татарстан активно сотрудничает с Казахстаном.",
    ),
    Rule(
        "work-of-region-with",
        seq(slot("basis", WORK), gap(1), REGIONS, gap(1), either("с", "со"), gap(1), OTHER).as_fact(RegionTie),
        "Речь шла о сотрудничестве Курганской области с Костанайской областью.",
    ),
)
