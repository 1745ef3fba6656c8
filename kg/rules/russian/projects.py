"""Undertakings: how far they have come, and where they are."""

from kg.facts import Project
from kg.pattern import Pattern, Rule, either, gap, lemma, maybe, mention, seq, word

PROJECT = mention("Project", into="project")
PLACE = mention("Country", "Region", "City", "Feature", into="located_in")
PLANNED: Pattern = either(
    lemma("планироваться", "планировать", "прорабатывать", "предполагаться", "предстоять", "готовиться", "намечать"),
    word("будет", "будут", "предлагаю", "предлагаем", "предложил", "предложила", "поручил", "сможет"),
)
COMPLETED: Pattern = either(
    lemma("завершить", "построить", "открыть", "запустить", "ввести", "реализовать", "окончить"),
    seq(word("сдан", "сдана", "сдано"), gap(3)),
)
RUNNING: Pattern = lemma(
    "реализовываться",
    "реализоваться",
    "вестись",
    "осуществляться",
    "создаваться",
    "наладить",
    "развиваться",
    "идти",
    "продолжаться",
    "строиться",
    "разрабатываться",
    "работать",
)
CLOSE = gap(6, stop=": ; .")

RULES = (
    Rule(
        "project-planned",
        seq(PLANNED, CLOSE, PROJECT).as_fact(Project, status="planned"),
        "Прорабатывается строительство железной дороги Аягоз – Бахты.",
    ),
    Rule(
        "project-planned-after",
        seq(PROJECT, gap(4, stop=": ; ."), PLANNED).as_fact(Project, status="planned"),
        "Строительство моста через Амур планируется завершить к 2030 году.",
    ),
    Rule(
        "project-completed",
        seq(PROJECT, gap(2, stop=": ; ."), COMPLETED).as_fact(Project, status="completed"),
        "Строительство завода в Костанае завершено.",
    ),
    Rule(
        "project-running",
        seq(RUNNING, CLOSE, PROJECT).as_fact(Project, status="running"),
        "Реализуется проект «Чистый Урал».",
    ),
    Rule(
        "project-place",
        seq(PROJECT, maybe(","), either("в", "во", "на"), maybe(word("городе", "территории", "базе")), PLACE).as_fact(
            Project
        ),
        "Ведётся производство автомобилей «Лада» в городе Костанае.",
    ),
)
