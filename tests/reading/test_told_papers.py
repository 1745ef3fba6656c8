"""Papers that a text tells by their sides alone, in every order of words, and what is no paper of two."""

import pytest

from kg.model.facts import Agreement
from tests.reading.test_frames import names, read

TWO: list[str] = [
    "[Омск:City] и [Тара:City] обновили программу дружественных связей.",
    "[Омском:City] и [Тарой:City] утверждён план на три года.",
    "[Омск:City] с [Тарой:City] продлили договор.",
    "[Омском:City] с [Тарой:City] подписан договор.",
    "Договор, заключённый в мае, связывает [Омск:City] с [Тарой:City].",
    "Меморандум [Омска:City] и [Тары:City] о ярмарках лежит в архиве.",
    "У [Омска:City] договор с [Тарой:City].",
    "У [Омска:City] с [Тарой:City] есть договор.",
    "Живёт [Омск:City], с которым у [Тары:City] есть договор.",
    "[Омская область:Region], с которой у [Тарской:Region] ещё с 2004-го есть соглашение, с прошлого года ищет рынок.",
    "Документ заверили мэр [Омска:City] и мэр [Тары:City].",
    "[Омск:City] и [Тара:City] одобрили [программу «Луч»:Project].",
    "От [Омска:City] договор подписал министр [Иван Орлов:Person], от [Тары:City] – мэр [Пётр Лисин:Person].",
    "За [Омск:City] договор подписал министр [Иван Орлов:Person], за [Тару:City] – мэр [Пётр Лисин:Person].",
    "Сторонами договора выступили [Омск:City] и [Тара:City].",
    "Под договором стоят подписи мэра [Омска:City] и мэра [Тары:City].",
    "– [Омск:City] и [Тара:City]: договор о дружбе;",
    "1. [Омск:City] — [Тара:City] (договор о дружбе).",
    "[Соглашение о дружбе:Agreement] [Омск:City] – [Тара:City] в силе.",
    "[Соглашение о сотрудничестве Омска и Тары:Agreement]: [Омск:City] — [Тара:City].",
    "Подписи под договором поставили мэры [Омска:City] и [Тары:City].",
    "Договор заключён между мэриями [Омска:City] и [Тары:City].",
    "Дорожную карту утвердили власти [Омска:City] и [Тары:City].",
    "Подписано побратимское соглашение [Омск:City] — [Тара:City].",
    "Меморандумы: [Омск:City] — [Тара:City].",
    "[Соглашение о дружбе:Agreement] [Омск:City] — [Тара:City] готово.",
    "[«Омсклес»:Organisation] и порт [Тара:Feature] заключили трёхлетний договор.",
    "Между портом [Омск:Feature] и [Тарским портом:Organisation] — меморандум о накладных.",
    "[«Омсклес»:Organisation] и липецкая [«Тара»:Organisation] оформили контракт на тысячу тонн леса.",
    "[Омская область:Region] и [Тарская область:Region] обменяются семенами. Протокол об этом подписан в [Туле:City].",
    "[Омск:City] и [Тара:City] обменяются семенами, о чём подписан протокол.",
    "[«Омсклес»:Organisation] и [«Тара»:Organisation] построят цех; соответствующий договор подписан.",
    "[Омск:City] и [Тара:City] обменялись протоколами о торговле.",
    "Протоколами обменялись [Омск:City] и [Тара:City].",
    "[Омск:City] обменялся с [Тарой:City] протоколами.",
    "Мэры [Омска:City] и [Тары:City] обменялись экземплярами договора.",
    "[Омск:City] и [Тара:City] обменялись письмами о намерениях.",
    "[Омск:City] и [Тара:City] подписали письмо о намерениях.",
    # of the two regions that the text is about
    "[Омская область:Region] и [Тарская область:Region] дружат. Меморандум подписали в мае в [Туле:City].",
    "[Омская область:Region] и [Тарская область:Region] дружат. Дорожную карту главы утвердят осенью.",
]
NONE: list[str] = [
    "[Омск:City] и [Тара:City] не обновили программу дружественных связей.",
    "Между [Омском:City] и [Тарой:City] нет договора.",
    "Если [Омск:City] и [Тара:City] продлят договор, рейс откроют.",
    "[Омску:City] и [Таре:City] предложено обновить программу.",
    "У [Омска:City] договор.",
    "Программы [Омска:City] и [Тары:City] выполнены.",  # each its own
    "Документ приняли [Дума:Organisation] и [Сенат:Organisation].",  # nobody's with anybody
    "Программу выполняют [Банк:Organisation] и [Завод:Organisation].",
    "Действуют соглашения с [Египтом:Country] и [Индией:Country].",  # whose?
    "Готова программа с [Банком:Organisation] и [Заводом:Organisation].",
    "Договор стал основой дружбы [Омска:City] и [Тары:City].",
    "[Омск:City] и [Тара:City] стали участниками форума, договор готов.",
    "– [Омск:City] и [Тара:City]: проект договора;",
    "– [Омск:City] и [Тара:City]: договор о дружбе (исключён из списка);",
    "С [Омском:City] начались переговоры, договор с [Тарой:City] готов.",
    "Договоры о рейсах: [Омск:City] — [Тара:City].",  # a way
    "[Омск:City] и [Тара:City] обменялись программами.",
    "[Омск:City] и [Тара:City] обменялись письмами.",
    "[Омск:City] и [Тара:City] обменялись документами.",
    "[Омск:City] и [Тара:City] не обменялись протоколами.",
    "[Омск:City] и [Тара:City] подписали письмо президенту.",
    "К [соглашению о мультимодальных перевозках:Agreement] [Омск:City] — [Тара:City] примкнула [Грузия:Country].",
    "[Соглашение о транзите:Agreement] [Омск:City] — [Тара:City] готово.",
    "[Омск:City] и [Тара:City] заключили договоры.",  # with whom?
    "[Рабочая группа по зерну:Organisation] и [Омск:City] подписали меморандум.",  # it prepares papers
    "Меморандум [Рабочей группы по зерну:Organisation] с [Омском:City] одобрен.",
    "На карту нанесли [Омск:City] и [Тару:City].",
    "[Омская область:Region] и [Тарская область:Region] дружат. Завод подписал договор с подрядчиком.",
    "[Омская область:Region] и [Тарская область:Region] дружат. [«Луч»:Organisation] подписал договор.",
    "[Омская область:Region] и [Тарская область:Region] дружат. Меморандум не подписали.",
    "[Омская область:Region] и [Тарская область:Region] дружат. Подписаны договоры.",
    "[Омск:City], [Тара:City] и [Тула:City] растут. Протокол об этом подписан.",  # of which of them?
]
SEVERAL: list[tuple[str, set[frozenset[str]]]] = [
    (
        "[Омск:City] подписал договоры с двумя соседями: [Тарой:City] и [Тулой:City].",
        {frozenset({"Омск", "Тарой"}), frozenset({"Омск", "Тулой"})},
    ),
    (
        "[Омск:City] подписал с [Тарой:City] и [Тулой:City] договор.",
        {frozenset({"Омск", "Тарой", "Тулой"})},
    ),
    (
        "Побратимское соглашение подписали [Омск:City] и [Тара:City], [Тула:City] и [Ишим:City].",
        {frozenset({"Омск", "Тара"}), frozenset({"Тула", "Ишим"})},
    ),
    (
        "Договоры о дружбе: [Омск:City] — [Тара:City]; [Тула:City] — [Ишим:City] (продлён).",
        {frozenset({"Омск", "Тара"}), frozenset({"Тула", "Ишим"})},
    ),
]


def sides(text: str) -> set[frozenset[str]]:
    facts = [one for one in read(text) if isinstance(one.fact, Agreement) and one.modality in ("asserted", "planned")]
    return {frozenset(names(one, "party")) for one in facts if one.rule == "paper-told"}


@pytest.mark.model
@pytest.mark.parametrize("text", TWO)
def test_a_paper_of_two_is_told_by_its_sides(text: str) -> None:
    (pair,) = sides(text)
    assert {name.strip("«")[:3] for name in pair} == {"Омс", "Тар"}


@pytest.mark.model
@pytest.mark.parametrize("text", NONE)
def test_what_is_denied_supposed_or_of_one_alone_is_no_paper_of_two(text: str) -> None:
    assert sides(text) == set()


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_papers_have_each_their_sides(text: str, expected: set[frozenset[str]]) -> None:
    assert sides(text) == expected


BETWEEN: list[tuple[str, set[str]]] = [
    ("[Соглашение о торговле, науке и культуре:Agreement] с [Омском:City] готово.", {"Омском"}),
    ("[Соглашение:Agreement] в области торговли, науки и культуры с [Омском:City] готово.", {"Омском"}),
    ("[Соглашение:Agreement] с [Омском:City], форум с [Тарой:City] и ярмарка с [Тулой:City] удались.", {"Омском"}),
    ("Есть [двенадцать соглашений:Agreement] с городами, в том числе с [Омском:City].", set()),
    ("Их связывает [меморандум о туризме:Agreement], с [Омском:City] – рабочая группа.", set()),
    ("[Договор:Agreement] с [Омском:City] подписан в мае, с [Тарой:City] – в июне.", {"Омском"}),
    ("[Соглашение:Agreement], ставшее третьим после договоров с [Омском:City] и [Тарой:City], в силе.", set()),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), BETWEEN)
def test_a_paper_is_with_none_of_whom_other_words_speak(text: str, expected: set[str]) -> None:
    facts = [one for one in read(text) if isinstance(one.fact, Agreement) and one.rule == "paper-between"]
    assert {name for one in facts for name in names(one, "party")} == expected


OWN = ("paper-of-text", "party-and-owner")
OF_TEXT: list[tuple[str, set[frozenset[str]]]] = [
    (
        "ПРОТОКОЛ № 3\nрабочей группы [Омской:Region] и [Тверской областей:Region]\n\nПриняли план.",
        {frozenset({"Омской", "Тверской областей"})},
    ),
    (
        "[Омская область:Region] растёт.\n\nДействует [соглашение о дружбе:Agreement] с [Тверской областью:Region]. "
        "[Омская область:Region] рада.",
        {frozenset({"Омская область", "Тверской областью"})},
    ),
    (
        "[Омск:City] растёт.\n\nДействует [соглашение:Agreement] с [Тарой:City]. [Омск:City] рад. [Омск:City] сыт.",
        {frozenset({"Омск", "Тарой"})},
    ),
    (
        "[Омск:City] растёт.\n\nДействует [соглашение:Agreement] с [Тарой:City]. [Омск:City] рад.",
        set(),  # no text on Omsk yet
    ),
    ("Протокол подписан\n[Омской:Region] и [Тверской областями:Region]\n\nПриняли план.", set()),  # news of one
    (
        "ПРОТОКОЛ\nвторого заседания комиссии [Омской:Region] и [Тверской областей:Region]\n\n"
        "Протокол составлен в двух экземплярах.",
        {frozenset({"Омской", "Тверской областей"})},
    ),
    ("ПРОТОКОЛ\nвторого заседания комиссии [Омской:Region] и [Тверской областей:Region]\n\nПриняли план.", set()),
    ("ПРОТОКОЛ № 3\nрабочей группы [Омской области:Region]\n\nПриняли план.", set()),
    (
        "ПРОТОКОЛ совещания [Омской:Region] и [Тверской областей:Region]\n\nПриняли план.",
        set(),  # minutes
    ),
    (
        "[Омская область:Region] растёт. [Тульская область:Region] тоже.\n\nДействует [соглашение:Agreement] с "
        "[Тверской областью:Region].",
        set(),  # whose text?
    ),
    (
        "[Омская область:Region] растёт.\n\nУ [Тулы:City] действует [соглашение:Agreement] с "
        "[Тверской областью:Region]. [Омская область:Region] рада.",
        set(),  # somebody else's
    ),
    (
        "[Омская область:Region] растёт.\n\n[Соглашение:Agreement] с [Тверской областью:Region] не действует. "
        "[Омская область:Region] рада.",
        set(),
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), OF_TEXT)
def test_papers_of_the_text_itself(text: str, expected: set[frozenset[str]]) -> None:
    facts = [one for one in read(text) if one.rule in OWN and one.modality == "asserted"]
    assert {frozenset(names(one, "party")) for one in facts} == expected


@pytest.mark.model
def test_the_document_is_the_paper_named_before() -> None:
    text = "Готов [Меморандум о дружбе:Agreement]. Документ заверили мэр [Омска:City] и мэр [Тары:City]."
    papers = {one.fact.agreement.name for one in read(text) if isinstance(one.fact, Agreement)}
    assert papers == {"Меморандум о дружбе"}
