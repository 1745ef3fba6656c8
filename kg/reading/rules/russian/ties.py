"""Ties of regions that a sentence states without an agreement: trade, working groups, joint work."""

from kg.model.facts import RegionTie
from kg.reading.pattern import Rule, either, gap, lemma, many, maybe, mention, seq, slot, unless_after, word
from kg.reading.rules.russian.phrases import listed

REGION = mention("Region", into="region")
REGIONS = listed("Region", into="region")
CITY_OR_REGION = mention("Region", "City", into="region")
OTHER = mention("Region", "Country", into="cooperates_with")
COUNTRY = mention("Country", into="cooperates_with")
TRADE = lemma("поставка", "экспорт", "импорт", "товарооборот", "торговля", "товарообмен")
WORK = lemma(
    "сотрудничество", "взаимодействие", "связь", "партнёрство", "кооперация", "контакт", "обмен", "побратимство"
)
LINK = lemma("сотрудничать", "взаимодействовать", "торговать", "развивать", "укреплять", "наладить", "установить")

RULES = (
    Rule(
        "trade-from-region",
        seq(
            slot("basis", TRADE),
            gap(2, stop=": ; . ,"),
            either("в", "с", "со"),
            COUNTRY,
            gap(2, stop=": ; ."),
            "из",
            many(CITY_OR_REGION, sep=seq(gap(8, stop=": ; ."), "из")),
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
        seq(slot("basis", either(WORK, TRADE)), gap(3, stop=": ; ."), "между", REGION, either("и", ","), OTHER).as_fact(
            RegionTie
        ),
        "Развивается сотрудничество между Астраханской областью и Мангистауской областью.",
    ),
    Rule(
        "group-for-work-of",
        seq(
            slot("basis", maybe(word("рабочая", "рабочей", "рабочую")), lemma("группа", "комиссия", "совет")),
            "по",
            WORK,
            gap(3, stop=": ; ."),
            REGION,
            "и",
            OTHER,
        ).as_fact(RegionTie),
        "Учреждена рабочая группа по сотрудничеству предприятий Республики Башкортостан и Республики Казахстан.",
    ),
    Rule(
        "region-works-with",
        seq(
            REGIONS,
            gap(3, stop=": ; ."),
            unless_after("не"),
            LINK,
            gap(4, stop=": ; ."),
            either("с", "со"),
            gap(2, stop=": ; . ,"),
            OTHER,
        ).as_fact(RegionTie),
        "Татарстан активно сотрудничает с Казахстаном.",
    ),
    Rule(
        "work-of-region-with",
        seq(slot("basis", WORK), gap(1), REGIONS, gap(1), either("с", "со"), gap(1), OTHER).as_fact(RegionTie),
        "Речь шла о сотрудничестве Курганской области с Костанайской областью.",
    ),
)
