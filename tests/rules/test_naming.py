import pytest

from kg.facts import Agreement, Event, Fact, Kind, Mention, Project, Route
from kg.mentions.corridors import Corridor
from kg.mentions.thing import Thing
from kg.rules.russian.naming import named, routed


def mention(kind: Kind, name: str, *, named: bool = True) -> Mention:
    return Mention(0, len(name), kind, name, name, named=named)


FORUM, VISIT = mention("Event", "Форум «Волга»"), mention("Event", "Визит в Томск", named=False)
DEAL, BRIDGE = mention("Agreement", "Договор о дружбе"), mention("Project", "Мост через Лену")
ROAD, OMSK = mention("Corridor", "Омск – Тара"), mention("City", "Омск")

THINGS: list[tuple[Thing, list[tuple[Fact, float]]]] = [
    (Thing(FORUM, "forum", 8), [(Event(FORUM, "forum", 8), 0.9)]),
    (Thing(VISIT, "visit"), [(Event(VISIT, "visit"), 0.7)]),
    (Thing(DEAL, "treaty"), [(Agreement(DEAL, "treaty"), 0.9)]),
    (Thing(BRIDGE), [(Project(BRIDGE, "running"), 0.6)]),
    (Thing(mention("Organisation", "Завод «Луч»")), []),
    (Thing(mention("Feature", "Порт Тикси")), []),
    (Thing(mention("Person", "Лев Левин")), []),
    (Thing(mention("Corridor", "Север – Юг")), []),
]


@pytest.mark.parametrize(("thing", "facts"), THINGS)
def test_named(thing: Thing, facts: list[tuple[Fact, float]]) -> None:
    assert [(one.fact, one.confidence) for one in named([thing])] == facts


@pytest.mark.parametrize(("places", "facts"), [((OMSK,), [Route(ROAD, (OMSK,))]), ((), [])])
def test_routed(places: tuple[Mention, ...], facts: list[Fact]) -> None:
    assert [one.fact for one in routed([Corridor(ROAD, places)])] == facts
