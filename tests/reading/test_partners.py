"""Members of bodies, ties of regions, papers and undertakings without a title, in the constructions that tell them."""

import pytest

from kg.model.facts import Agreement, Found, Founding, Membership, Project, RegionTie
from tests.reading.test_frames import names, read

SAID = ("asserted", "planned")

MEMBERS = [
    "[Ассоциация «Сибирь»:Organisation] объединяет [Омск:City] и [Томск:City].",
    "В [Ассоциацию «Сибирь»:Organisation] приняли [Омск:City] и [Томск:City].",
    "[Омск:City] и [Томск:City] приняты в [Ассоциацию «Сибирь»:Organisation].",
    "Членами [Ассоциации «Сибирь»:Organisation] являются [Омск:City] и [Томск:City].",
    "[Омск:City] и [Томск:City] – участники [Ассоциации «Сибирь»:Organisation].",
    "Участники [Ассоциации «Сибирь»:Organisation]: [Омск:City], [Томск:City].",
    "Среди участников [Ассоциации «Сибирь»:Organisation] – [Омск:City] и [Томск:City].",
    "[Ассоциация «Сибирь»:Organisation] ([Омск:City], [Томск:City]) провела съезд.",
    "[Ассоциация «Сибирь»:Organisation], в которую входят [Омск:City] и [Томск:City], провела съезд.",
    "Собралась [Ассоциация «Сибирь»:Organisation], членами которой [Омск:City] и [Томск:City] стали в мае.",
    "Входящие в [Ассоциацию «Сибирь»:Organisation] [Омск:City] и [Томск:City] провели съезд.",
]
NO_MEMBERS = [
    "[Омск:City] и [Томск:City] могут вступить в [Ассоциацию «Сибирь»:Organisation].",
    "[Омск:City] вышел из [Ассоциации «Сибирь»:Organisation].",
    "[Омск:City] – не участник [Ассоциации «Сибирь»:Organisation].",
    "[Ассоциация «Сибирь»:Organisation] ([Омск:City], [Россия:Country]) провела съезд.",
    "[Завод «Сибирь»:Organisation] ([Омск:City], [Томск:City]) открыт.",
    "В [Ассоциацию «Сибирь»:Organisation] не приняли [Омск:City].",
    "В [Ассоциации «Сибирь»:Organisation] приняли гостей из [Омска:City].",
    "[Ассоциация «Сибирь»:Organisation] поздравила [Омск:City] и [Томск:City].",
]
FOUNDERS = [
    "Учредителями [Ассоциации «Сибирь»:Organisation] выступили [Омск:City] и [Томск:City].",
    "[Ассоциация «Сибирь»:Organisation] создана [Омском:City] и [Томском:City].",
    "[Завод «Сибирь»:Organisation] создан [АО «Волна»:Organisation] и [ООО «Берег»:Organisation].",
]

TIES: list[tuple[str, set[tuple[str, str]]]] = [
    ("[Омская область:Region] поставляет в [Казахстан:Country] масло.", {("Омская область", "Казахстан")}),
    ("Из [Омской области:Region] в [Казахстан:Country] поставлена мука.", {("Омской области", "Казахстан")}),
    ("Главным партнёром [Омской области:Region] остаётся [Казахстан:Country].", {("Омской области", "Казахстан")}),
    (
        "[Омская область:Region] и [Томская область:Region] развивают сотрудничество.",
        {("Омская область", "Томская область")},
    ),
    ("Сотрудничество [Омской:Region] и [Томской областей:Region] крепнет.", {("Омской", "Томской областей")}),
    ("[Омская область:Region] могла бы сотрудничать с [Китаем:Country].", set()),
    ("[Омская область:Region] не поставляет в [Казахстан:Country] масло.", set()),
    ("[Омская область:Region] и [Томская область:Region] развивают спорт.", set()),
    ("[Омская область:Region] граничит с [Казахстаном:Country].", set()),
    ("[Завод:Organisation] поставляет масло в [Омскую:Region] и [Томскую области:Region].", set()),
]

PAPERS: list[tuple[str, set[str]]] = [
    ("[Омск:City] и [Томск:City] заключили договор.", {"Омск", "Томск"}),
    ("Договор, заключённый [Омском:City] и [Томском:City], действует.", {"Омском", "Томском"}),
    ("Между [Омском:City] и [Томском:City] действует соглашение.", {"Омском", "Томском"}),
    ("У [Омска:City] есть договор с [Томском:City].", {"Омска", "Томском"}),
    ("Выполнен контракт [АО «Волна»:Organisation] с [ООО «Берег»:Organisation].", {"АО «Волна»", "ООО «Берег»"}),
    ("[Омск:City] и [Томск:City] не заключили договор.", set()),
    ("[Омск:City] и [Томск:City] могли бы заключить договор.", set()),
    ("[Омск:City] заключил договор.", set()),
    ("[Омск:City] и [Томск:City] нарушили договор.", {"Омск", "Томск"}),  # so they have one
    ("[Омск:City] и [Томск:City] растут, договор готов.", set()),
]


PROJECTS: list[tuple[str, set[tuple[str, str]]]] = [
    ("[Тула:City] строит в [Омске:City] завод.", {("Завод в Омске", "running")}),
    ("В [Омске:City] построили завод.", {("Завод в Омске", "completed")}),
    ("В [Омске:City] построят новый завод.", {("Завод в Омске", "planned")}),
    ("В [Омске:City] строится завод.", {("Завод в Омске", "running")}),
    ("В [Омске:City] появится парк.", {("Парк в Омске", "planned")}),
    ("Завод, который [Тула:City] строит в [Омске:City], растёт.", {("Завод в Омске", "running")}),
    ("Закончено сооружение подвесного моста через Ньокуэ.", {("Подвесной мост через Ньокуэ", "running")}),
    ("Идёт строительство Дунайского моста.", {("Дунайский мост", "running")}),
    ("Идёт строительство подвесного моста.", set()),
    ("[Омск:City] и [Тара:City] откроют совместную магистратуру.", {("Совместная магистратура", "planned")}),
    ("[Омск:City] и [Тара:City] создадут общего оператора.", {("Общий оператор", "planned")}),
    ("[Омск:City] и [Тара:City] создали совместную рабочую группу.", set()),
    ("[Омск:City] и [Тара:City] договорились о совместном заявлении.", set()),
    ("В [Омске:City] не построят завод.", set()),
    ("В [Омске:City] построили бы завод.", set()),
    ("В [Омске:City] предлагают построить завод.", set()),
    ("Скоро построят завод.", set()),  # neither where nor by whom
    ("В [Омске:City] построят планы.", set()),
    ("В [Омске:City] построили такой завод.", set()),
]


def stated(text: str, *kinds: type) -> list[Found]:
    return [one for one in read(text) if isinstance(one.fact, kinds) and one.modality in SAID]


@pytest.mark.model
@pytest.mark.parametrize("text", MEMBERS)
def test_members_are_read_in_every_construction(text: str) -> None:
    assert {names(one, "member")[0] for one in stated(text, Membership)} == {"Омск", "Томск"}


@pytest.mark.model
@pytest.mark.parametrize("text", NO_MEMBERS)
def test_who_is_no_member(text: str) -> None:
    assert stated(text, Membership) == []


@pytest.mark.model
@pytest.mark.parametrize("text", FOUNDERS)
def test_founders(text: str) -> None:
    assert {len(names(one, "founder")) for one in stated(text, Founding)} == {2}


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), TIES)
def test_ties_of_regions(text: str, expected: set[tuple[str, str]]) -> None:
    found = stated(text, RegionTie)
    assert {(names(one, "region")[0], names(one, "cooperates_with")[0]) for one in found} == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), PAPERS)
def test_papers_without_a_title(text: str, expected: set[str]) -> None:
    assert {name for one in stated(text, Agreement) for name in names(one, "party")} == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), PROJECTS)
def test_undertakings_that_a_verb_tells(text: str, expected: set[tuple[str, str]]) -> None:
    facts = [one.fact for one in stated(text, Project)]
    assert {(fact.project.name, fact.status) for fact in facts if isinstance(fact, Project)} == expected
