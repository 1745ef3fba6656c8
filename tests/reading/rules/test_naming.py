import pytest

from kg.model.facts import Agreement, Event, Fact, Found, Kind, Mention, Project, Route
from kg.names.thing import NamedThing
from kg.reading.rules.russian.naming import named, routed, underway


def mention(kind: Kind, name: str, *, named: bool = True) -> Mention:
    return Mention(0, len(name), kind, name, name, named=named)


FORUM, VISIT = mention("Event", "Форум «Волга»"), mention("Event", "Визит в Томск", named=False)
DEAL, BRIDGE = mention("Agreement", "Договор о дружбе"), mention("Project", "Мост через Лену")
ROAD, OMSK = mention("Corridor", "Омск – Тара"), mention("City", "Омск")

THINGS: list[tuple[NamedThing, list[tuple[Fact, float]]]] = [
    (NamedThing(FORUM, "forum", 8), [(Event(FORUM, "forum", 8), 0.9)]),
    (NamedThing(VISIT, "visit"), [(Event(VISIT, "visit"), 0.7)]),
    (NamedThing(DEAL, "treaty"), [(Agreement(DEAL, "treaty"), 0.9)]),
    (NamedThing(BRIDGE), []),
    (NamedThing(mention("Organisation", "Завод «Луч»")), []),
    (NamedThing(mention("Feature", "Порт Тикси")), []),
    (NamedThing(mention("Person", "Лев Левин")), []),
    (NamedThing(mention("Corridor", "Север – Юг")), []),
]


@pytest.mark.parametrize(("thing", "facts"), THINGS)
def test_named(thing: NamedThing, facts: list[tuple[Fact, float]]) -> None:
    assert [(one.fact, one.confidence) for one in named([thing])] == facts


TUNNEL, AGAIN = mention("Project", "Тоннель"), Mention(90, 94, "Project", "мост", BRIDGE.name)
STATED: list[tuple[list[Mention], list[Fact], list[Mention]]] = [
    ([BRIDGE], [], [BRIDGE]),
    ([BRIDGE, AGAIN], [], [BRIDGE, AGAIN]),
    ([BRIDGE, TUNNEL], [Project(BRIDGE, "planned")], [TUNNEL]),
    ([BRIDGE], [Project(AGAIN, "completed")], []),
    ([BRIDGE], [Project(BRIDGE, located_in=OMSK)], [BRIDGE]),
    ([BRIDGE], [Project(TUNNEL, "planned")], [BRIDGE]),
    ([FORUM, DEAL], [], []),
]


@pytest.mark.parametrize(("mentions", "facts", "left"), STATED)
def test_a_project_is_under_way_unless_its_status_is_stated(
    mentions: list[Mention], facts: list[Fact], left: list[Mention]
) -> None:
    found = underway(mentions, [Found(fact, "by-hand", 0, 4) for fact in facts])
    assert [one.fact for one in found] == [Project(project, "running") for project in left]


@pytest.mark.parametrize(("places", "facts"), [((OMSK,), [Route(ROAD, (OMSK,))]), ((), [])])
def test_routed(places: tuple[Mention, ...], facts: list[Fact]) -> None:
    assert [one.fact for one in routed([NamedThing(ROAD, places=places)])] == facts
