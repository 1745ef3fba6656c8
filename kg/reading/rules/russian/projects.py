"""Undertakings: how far they have come, and where they are."""

from kg.model.facts import Project
from kg.reading.cues import RUSSIAN
from kg.reading.pattern import Pattern, Rule, either, inside, lemma, many, maybe, mention, seq, tag, unless_after, word
from kg.reading.rules.russian.phrases import AFFIRMED, near

PROJECT = seq(
    unless_after(word("в рамках", "в ходе", "с учётом", "помимо"), many(tag("ADJ|PRON|DET"), least=0), most=5),
    mention("Project", into="project"),
)
"""What goes on «в рамках проекта» says nothing of how far the project has come."""
IN = either("в", "во", "на")
PLACE = mention("Country", "Region", "City", "Feature", into="located_in")
PLANNED = either(lemma(*RUSSIAN.words("projects.planned")), word(*RUSSIAN.words("projects.will")))
COMPLETED: Pattern = either(
    lemma("завершить", "построить", "открыть", "запустить", "ввести", "реализовать", "окончить", Tense="Past"),
    lemma("завершиться", "открыться", Tense="Past"),
    word("сдан", "сдана", "сдано"),
)
VERB = tag("VERB|AUX", VerbForm="Fin")
CLOSE = near(6, until=VERB)
"""The verb of its own clause, not that of the next one."""

RULES = (
    Rule(
        "project-planned",
        seq(AFFIRMED, PLANNED, maybe(tag("VERB|ADJ")), CLOSE, PROJECT).as_fact(Project, status="planned"),
        "Прорабатывается строительство моста через Амур.",
    ),
    Rule(
        "project-planned-after",
        seq(PROJECT, near(4, until=VERB), PLANNED).as_fact(Project, status="planned"),
        "Строительство моста через Амур планируется завершить к 2030 году.",
    ),
    Rule(
        "project-completed",
        seq(PROJECT, near(2, until=either(VERB, "не")), COMPLETED).as_fact(Project, status="completed"),
        "Строительство завода в Костанае завершено.",
    ),
    Rule(
        "project-place",
        either(
            inside(PROJECT, seq(IN, PLACE), least=1),
            seq(PROJECT, maybe(","), IN, maybe(word("городе", "территории", "базе")), PLACE),
        ).as_fact(Project),
        "Развивается производство автомобилей «Лада» в Костанае.",
    ),
)
