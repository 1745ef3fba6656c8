from dataclasses import replace

import pytest

from kg.documents.document import Document, Span, Turn
from kg.language.analysis import analyse
from kg.language.tokens import Doc
from kg.model.facts import (
    Agreement,
    Found,
    Kind,
    Mention,
    Modality,
    Participation,
    Project,
    RegionTie,
    SisterCities,
    Utterance,
)
from kg.reading.rules.derived import attendance, bilateral, main_event, territory, ties, undertaken
from tests.reading.marked import marked


def place(kind: Kind, name: str, key: str = "", at: int = 0) -> Mention:
    return Mention(at, at + len(name), kind, name, name, key)


TOMSK, ALTAI = place("Region", "Томская область", "region/RU-TOM"), place("Region", "Алтай", "region/RU-ALT")
TURKESTAN = place("Region", "Туркестанская область", "region/KZ-YUZ")
RUSSIA, KAZAKHSTAN = place("Country", "Россия", "country/RU"), place("Country", "Казахстан", "country/KZ")
CUBA, OMSK = place("Country", "Куба", "country/CU"), place("City", "Омск", "city/omsk")
KNOWN = [TOMSK, ALTAI, TURKESTAN, RUSSIA, KAZAKHSTAN, CUBA, OMSK]
DEAL = place("Agreement", "Договор")

TIES: list[tuple[tuple[Mention, ...], list[tuple[Mention, Mention]]]] = [
    ((TOMSK, CUBA), [(TOMSK, CUBA)]),
    ((TOMSK, TURKESTAN), [(TOMSK, TURKESTAN)]),
    ((TOMSK, ALTAI), [(TOMSK, ALTAI)]),
    ((TOMSK, ALTAI, KAZAKHSTAN), [(TOMSK, KAZAKHSTAN), (ALTAI, KAZAKHSTAN)]),
    ((TOMSK, ALTAI, TURKESTAN), [(TOMSK, KAZAKHSTAN), (ALTAI, KAZAKHSTAN), (TURKESTAN, RUSSIA)]),
    ((RUSSIA, CUBA), []),
    ((TOMSK, OMSK), []),
    ((TOMSK,), []),
    ((), []),
    ((TOMSK, ALTAI, RUSSIA), []),
    ((TOMSK, KAZAKHSTAN, CUBA), []),
]


@pytest.mark.parametrize(("parties", "pairs"), TIES)
def test_ties(parties: tuple[Mention, ...], pairs: list[tuple[Mention, Mention]]) -> None:
    found = [Found(Agreement(DEAL, party=parties), "by-hand", 0, 7)]
    tied = {(f.region, f.cooperates_with) for one in ties(found, KNOWN) if isinstance(f := one.fact, RegionTie)}
    expected = set(pairs)
    if len(parties) == 2:
        assert {frozenset(pair) for pair in tied} == {frozenset(pair) for pair in expected}
    else:
        assert tied == expected


@pytest.mark.parametrize(("modality", "count"), [("asserted", 1), ("planned", 1), ("proposed", 0), ("denied", 0)])
def test_what_is_only_proposed_ties_nobody(modality: Modality, count: int) -> None:
    found = [Found(Agreement(DEAL, party=(TOMSK, CUBA)), "by-hand", 0, 7, modality)]
    assert len(list(ties(found, KNOWN))) == count


HUB = place("Project", "Хаб «Сибирь»")
HAVANA = place("Region", "Гавана", "region/CU-03")
SHARED: list[tuple[tuple[Mention, ...], Mention | None, Modality, list[tuple[Mention, Mention]]]] = [
    ((TOMSK, ALTAI), None, "asserted", [(ALTAI, TOMSK)]),
    ((TOMSK, ALTAI), OMSK, "planned", [(ALTAI, TOMSK)]),
    ((TOMSK, CUBA), None, "asserted", [(TOMSK, CUBA)]),
    ((TOMSK,), HAVANA, "asserted", [(HAVANA, TOMSK)]),
    ((CUBA,), TOMSK, "planned", [(TOMSK, CUBA)]),
    # one alone, at home, in a town, or two of whom none is a region
    ((TOMSK,), None, "asserted", []),
    ((TOMSK,), ALTAI, "asserted", []),
    ((RUSSIA,), TOMSK, "asserted", []),
    ((TOMSK,), OMSK, "asserted", []),
    ((RUSSIA, CUBA), None, "asserted", []),
    ((TOMSK, OMSK), None, "asserted", []),
    ((TOMSK, ALTAI, TURKESTAN), None, "asserted", []),
    ((TOMSK, ALTAI), None, "proposed", []),
    ((TOMSK, ALTAI), None, "denied", []),
]


@pytest.mark.parametrize(("parties", "where", "modality", "pairs"), SHARED)
def test_what_two_undertake_ties_them(
    parties: tuple[Mention, ...], where: Mention | None, modality: Modality, pairs: list[tuple[Mention, Mention]]
) -> None:
    found = [Found(Project(HUB, located_in=where, party=parties), "by-hand", 0, 7, modality)]
    told = undertaken(TRANSCRIPT, found, KNOWN)
    assert [(f.region, f.cooperates_with) for one in told if isinstance(f := one.fact, RegionTie)] == pairs


TARA, TWINNING = place("City", "Тара", "city/tara"), place("Agreement", "Соглашение о побратимстве")
TWINNED: list[tuple[Mention, tuple[Mention, ...], Modality, int]] = [
    (TWINNING, (OMSK, TARA), "asserted", 1),
    (TWINNING, (OMSK, TARA), "planned", 0),
    (TWINNING, (OMSK, CUBA), "asserted", 0),
    (TWINNING, (OMSK,), "asserted", 0),
    (place("Agreement", "Протокол о намерениях о побратимстве"), (OMSK, TARA), "asserted", 0),
    (DEAL, (OMSK, TARA), "asserted", 0),
]


@pytest.mark.parametrize(("paper", "parties", "modality", "count"), TWINNED)
def test_towns_that_sign_a_paper_on_it_are_sister_cities(
    paper: Mention, parties: tuple[Mention, ...], modality: Modality, count: int
) -> None:
    found = ties([Found(Agreement(paper, party=parties), "by-hand", 0, 7, modality)], KNOWN)
    assert len([one for one in found if isinstance(one.fact, SisterCities)]) == count


BODY = place("Organisation", "Правительство Томской области России")
BODIES = [
    (TOMSK, [], "Томская область"),
    (BODY, [place("Region", "Томской области", at=14), place("Country", "России", at=30)], "Томской области"),
    (BODY, [place("Country", "России", at=30)], "России"),
    (BODY, [], None),
    (BODY, [place("Region", "Алтай", at=40)], None),
]


@pytest.mark.parametrize(("party", "mentions", "name"), BODIES)
def test_territory(party: Mention, mentions: list[Mention], name: str | None) -> None:
    found = territory(party, mentions)
    assert (found and found.name) == name


TEXT = "Форум «Волга»\nИ.Ильин: Добрый день!\nИ.Ильин: Итак."
SPEAKER = Mention(14, 21, "Person", "И.Ильин", "Иван Ильин")
FORUM = Mention(0, 13, "Event", "Форум «Волга»", "Форум «Волга»")
TRANSCRIPT = replace(
    Document("test", "test.txt", TEXT, TEXT, "ru", "transcript", ""), turns=(Turn(23, 36, Span(14, 21)),)
)
SAID = [Utterance(23, 36, SPEAKER, "turn"), Utterance(46, 51, SPEAKER, "turn")]


@pytest.mark.parametrize(
    ("document", "events", "said", "count"),
    [
        (TRANSCRIPT, [FORUM], SAID, 1),
        (replace(TRANSCRIPT, turns=()), [FORUM], SAID, 0),
        (TRANSCRIPT, [], SAID, 0),
        (TRANSCRIPT, [replace(FORUM, start=30, end=43)], SAID, 0),
        (TRANSCRIPT, [FORUM], [replace(SAID[0], form="reported")], 0),
    ],
)
def test_attendance(document: Document, events: list[Mention], said: list[Utterance], count: int) -> None:
    facts = [one.fact for one in attendance(document, events, said)]
    assert facts == [Participation(FORUM, (SPEAKER,))] * count


TALK = Mention(2, 8, "Event", "беседа", "беседа", named=False)
LATE = replace(FORUM, start=30, end=43)


@pytest.mark.parametrize(
    ("document", "events", "event"),
    [
        (TRANSCRIPT, [TALK, FORUM], FORUM),
        (TRANSCRIPT, [FORUM, TALK], FORUM),
        (TRANSCRIPT, [TALK], TALK),
        (TRANSCRIPT, [TALK, LATE], TALK),
        (TRANSCRIPT, [LATE], None),
        (TRANSCRIPT, [replace(TALK, name="80-летие Победы"), FORUM], FORUM),
        (TRANSCRIPT, [replace(FORUM, name="Столетие ГОЭЛРО"), TALK], TALK),
        (TRANSCRIPT, [replace(TALK, name="шестнадцатая годовщина интронизации")], None),
        (TRANSCRIPT, [replace(FORUM, name="Юбилейный саммит")], replace(FORUM, name="Юбилейный саммит")),
        (TRANSCRIPT, [], None),
        (replace(TRANSCRIPT, turns=()), [FORUM], None),
    ],
)
def test_main_event(document: Document, events: list[Mention], event: Mention | None) -> None:
    assert main_event(document, events) == event


OF_STATES: list[tuple[str, bool]] = [
    ("Подписан [договор о дружбе:Agreement].", True),
    ("Министры подписали [договор об обмене между вузами:Agreement].", True),
    ("Премьеры подписали [договор о дипломах университетов:Agreement].", True),
    ("Университеты продлили [договор об обменах:Agreement].", False),
    ("Принята [декларация о чистоте:Agreement], к которой присоединились 19 муниципалитетов.", False),
    ("Два музея готовят [договор о выставке:Agreement].", False),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "theirs"), OF_STATES)
def test_a_paper_of_others_is_not_of_the_two_states(text: str, theirs: bool) -> None:
    document, (paper,) = marked(text)
    stated = [Found(Agreement(paper, "treaty"), "by-hand", paper.start, paper.end)]
    assert bool(list(bilateral(analyse(document), stated, [RUSSIA, CUBA], []))) == theirs


@pytest.mark.parametrize(
    ("agreement", "home", "expected"),
    [
        (Agreement(DEAL, "treaty"), [RUSSIA, CUBA], [(RUSSIA, CUBA)]),
        (Agreement(DEAL, "treaty"), [RUSSIA], []),
        (Agreement(DEAL, "treaty"), [], []),
        (Agreement(DEAL, "treaty", party=(TOMSK, CUBA)), [RUSSIA, CUBA], []),
        (Agreement(DEAL, status="signed"), [RUSSIA, CUBA], []),
    ],
)
def test_bilateral(agreement: Agreement, home: list[Mention], expected: list[tuple[Mention, ...]]) -> None:
    doc = Doc(["Договор"], [False])
    doc.divide([True])
    found = bilateral(doc, [Found(agreement, "by-hand", 0, 7)], home, [])
    assert [one.fact.party for one in found if isinstance(one.fact, Agreement)] == expected
