"""Places a corridor joins or passes: «коридор «Север – Юг», который связывает Россию, Казахстан и Иран»."""

from kg.model.facts import Route
from kg.reading.pattern import Rule, either, gap, lemma, maybe, mention, seq, word
from kg.reading.rules.russian.phrases import AFFIRMED, listed, near

CORRIDOR = mention("Corridor", into="corridor")
STOPS = listed("Country", "Region", "City", "Feature", into="traverses")
JOINS = lemma("связывать", "связать", "соединять", "соединить", "объединять", "охватывать", "пересекать")
PASSES = lemma("проходить", "пройти", "пролегать", "идти", "вести", "начинаться", "заканчиваться")

RULES = (
    Rule(
        "corridor-joins",
        seq(CORRIDOR, near(5), AFFIRMED, JOINS, gap(3), STOPS).as_fact(Route),
        "Коридор «Север – Юг», который уже связывает Россию, Казахстан и Иран, загружен полностью.",
    ),
    Rule(
        "corridor-passes",
        seq(
            CORRIDOR,
            near(5),
            AFFIRMED,
            PASSES,
            maybe(either("через", "по", "от", "из", "до", "в")),
            maybe(word("территории", "территорию")),
            STOPS,
        ).as_fact(Route),
        "Маршрут «Европа – Западный Китай» проходит через Оренбургскую область.",
    ),
    Rule(
        "corridor-through",
        seq(CORRIDOR, either("через", seq("с", "выходом", either("на", "в", "к"))), STOPS).as_fact(Route),
        "Открыт коридор «Север – Юг» через Азербайджан и Иран.",
    ),
)
