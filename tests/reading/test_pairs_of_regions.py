"""What a bare «область» and «две области» stand for, by what the text named before."""

from dataclasses import replace

import pytest

from kg.language.analysis import analyse
from kg.model.facts import Agreement, RegionTie
from kg.reading.clauses.antecedents import Antecedents
from kg.reading.pattern import sentences
from tests.reading.marked import marked
from tests.reading.test_frames import read

OMSK, TVER, TULA = "[Омская область:Region]", "[Тверская область:Region]", "[Тульская область:Region]"
PAIR = f"{OMSK} и {TVER} растут. "

TIED: list[tuple[str, bool]] = [
    (PAIR + "Товарооборот двух областей вырос.", True),
    (PAIR + "Товарооборот между нашими регионами вырос.", True),
    (PAIR + "Торговля обеих областей растёт.", True),
    (PAIR + "Сотрудничество регионов крепнет.", True),
    (f"{OMSK} растёт. Торговля области с {TVER.replace('ая область', 'ой областью')} выросла.", True),
    (PAIR + "Товарооборот двух стран вырос.", False),
    (PAIR + "Товарооборот всех регионов вырос.", False),
    (PAIR + f"{TULA} тоже. Сотрудничество регионов крепнет.", False),  # of which of them?
    (f"{OMSK} растёт. Торговля двух областей выросла.", False),
]
SIGNED: list[tuple[str, set[str]]] = [
    (PAIR + "Главы регионов подписали [договор о дружбе:Agreement].", {"Омская область", "Тверская область"}),
    (
        PAIR + "Губернаторы двух областей подписали [договор о дружбе:Agreement].",
        {"Омская область", "Тверская область"},
    ),
    (f"{OMSK} растёт. Область подписала [договор о дружбе:Agreement] с [Тарой:City].", {"Омская область", "Тарой"}),
    ("[Хабаровский край:Region] рад. Край подписал [договор:Agreement] с [Тарой:City].", {"Хабаровский край", "Тарой"}),
    (PAIR + "Область подписала [договор о дружбе:Agreement] с [Тарой:City].", {"Тарой"}),  # which?
    (f"{OMSK} растёт. Соседняя область подписала [договор о дружбе:Agreement] с [Тарой:City].", {"Тарой"}),
    (f"{OMSK} растёт. Область знаний важна, подписан [договор о дружбе:Agreement] с [Тарой:City].", {"Тарой"}),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "tied"), TIED)
def test_two_regions_named_before_are_tied(text: str, tied: bool) -> None:
    ties = [one.fact for one in read(text) if isinstance(one.fact, RegionTie)]
    assert bool(ties) == tied
    assert {tie.region.name for tie in ties} <= {"Омская область"}


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), SIGNED)
def test_a_region_named_before_signs(text: str, expected: set[str]) -> None:
    papers = [one.fact for one in read(text) if isinstance(one.fact, Agreement)]
    assert {party.name for paper in papers for party in paper.party} == expected


@pytest.mark.model
@pytest.mark.parametrize(("noun", "is_it"), [("Ил", True), ("Остан", False), ("Область", False)])
def test_a_region_is_called_as_its_country_calls_them(noun: str, is_it: bool) -> None:
    document, mentions = marked(f"[Испарта:Region] рада. {noun} растёт.")
    mentions = [replace(m, key="region/TR-32") for m in mentions]
    _, second = sentences(analyse(document), mentions)
    assert (Antecedents(mentions).land(second, 0) is not None) == is_it


TOGETHER = [
    ("[Омская область:Region] строит мост вместе с [Тверской областью:Region].", "asserted"),
    ("[Омская область:Region] готова построить мост вместе с [Тверской областью:Region].", "planned"),
    ("[Омская область:Region] надеется построить мост вместе с [Тверской областью:Region].", "planned"),
    ("[Омская область:Region] построит мост вместе с [Тверской областью:Region].", "planned"),
    ("[Омская область:Region] могла бы построить мост вместе с [Тверской областью:Region].", "proposed"),
    ("[Омская область:Region] построила мост вместе с [Тверской областью:Region], готовым к этому.", "asserted"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "modality"), TOGETHER)
def test_what_two_regions_have_yet_to_do_together_ties_them_as_planned(text: str, modality: str) -> None:
    assert {one.modality for one in read(text) if isinstance(one.fact, RegionTie)} == {modality}
