"""From facts to claims: which triples, said by whom, and what is left out."""

from dataclasses import replace

import pytest

from kg.documents.document import Document
from kg.graph.claims import Claim, Statements, state
from kg.graph.ontology import Ontology
from kg.model.config import Settings
from kg.model.facts import (
    Agreement,
    DatedItem,
    Event,
    Extraction,
    Fact,
    Figure,
    Found,
    Founding,
    Location,
    Membership,
    Mention,
    Participation,
    Phrase,
    Project,
    RegionTie,
    Role,
    Route,
    SisterCities,
    Utterance,
)
from kg.model.terms import Concept, Resource, Value, Words
from tests.identities import resolve
from tests.reading_by_hand import document, extraction, found, mention, phrase

BASE = "https://example.org/"
ONTOLOGY = Ontology.load(Settings().ontology)
TEXT = (
    "Омск и Павлодар, Россия, Костанайская область, Владимир Путин – Президент, XVIII Форум регионов, тема, "
    "соглашение о воде, коридор Север – Юг, ЕАЭС, завод в Омске, товарооборот"
)
OMSK, PAVLODAR = mention(TEXT, "Омск", "City"), mention(TEXT, "Павлодар", "City")
RUSSIA = mention(TEXT, "Россия", "Country", key="country/RU")
REGION = mention(TEXT, "Костанайская область", "Region", key="region/KZ-KUS")
PUTIN = mention(TEXT, "Владимир Путин", "Person")
FORUM = mention(TEXT, "XVIII Форум регионов", "Event")
PACT = mention(TEXT, "соглашение о воде", "Agreement")
CORRIDOR = mention(TEXT, "Север – Юг", "Corridor")
UNION = mention(TEXT, "ЕАЭС", "Organisation")
PLANT = mention(TEXT, "завод", "Project", named=False)
TURNOVER = phrase(TEXT, "товарооборот")


def statements(
    *facts: Found, text: str = TEXT, utterances: tuple[Utterance, ...] = (), publisher: str = ""
) -> Statements:
    read = document(text, publisher=publisher)
    return stated(read, extraction(*facts, utterances=utterances))


def stated(read: Document, extracted: Extraction) -> Statements:
    identities = resolve({read.id: (read, extracted)}, {}, BASE)
    return state(read, extracted, identities.references(read.id), ONTOLOGY, BASE)


def short(claim: Claim) -> str:
    """«city/omsk sisterCityOf city/pavlodar», with qualifiers behind."""
    terms = [claim.object, *(value for _, value in claim.qualifiers)]
    said = [
        term.iri.removeprefix(BASE)
        if isinstance(term, Resource)
        else f"v:{term.name}"
        if isinstance(term, Concept)
        else f"{term.text}@{term.language}"
        if isinstance(term, Words)
        else f"{term.text}^{term.datatype}"
        for term in terms
    ]
    return " ".join([claim.subject.iri.removeprefix(BASE), claim.predicate, *said])


FACTS: list[tuple[Fact, list[str]]] = [
    (SisterCities(OMSK, PAVLODAR), ["city/omsk sisterCityOf city/pavlodar"]),
    (
        Role(PUTIN, phrase(TEXT, "Президент"), RUSSIA),
        ["person/vladimir-putin holdsPost post/prezident-rossiya", "post/prezident-rossiya postOf country/RU"],
    ),
    (Role(PUTIN, phrase(TEXT, "Президент")), ["person/vladimir-putin holdsPost post/prezident"]),
    (
        Event(FORUM, "forum", 18, phrase(TEXT, "тема"), "2022-11", OMSK),
        [
            "event/forum-regionov-18 date 2022-11^gYearMonth",
            "event/forum-regionov-18 kind v:forum",
            "event/forum-regionov-18 locatedIn city/omsk",
            "event/forum-regionov-18 ordinal 18^integer",
            "event/forum-regionov-18 theme тема@ru",
        ],
    ),
    (
        Event(FORUM, date="2022-11-28", last_day="2022-11-29"),
        ["event/forum-regionov-18 date 2022-11-28^date", "event/forum-regionov-18 lastDay 2022-11-29^date"],
    ),
    (
        Event(FORUM, date="2022-11-28", date_from="documentDate"),
        ["event/forum-regionov-18 date 2022-11-28^date v:documentDate"],
    ),
    (
        Participation(FORUM, (PUTIN, RUSSIA, PUTIN)),
        ["event/forum-regionov-18 participant country/RU", "event/forum-regionov-18 participant person/vladimir-putin"],
    ),
    (
        Agreement(PACT, "agreement", "signed", "2022-11-28", 2, phrase(TEXT, "тема"), (RUSSIA, REGION), FORUM),
        [
            "agreement/soglashenie-o-vode count 2^integer",
            "agreement/soglashenie-o-vode date 2022-11-28^date",
            "agreement/soglashenie-o-vode kind v:agreement",
            "agreement/soglashenie-o-vode party country/RU",
            "agreement/soglashenie-o-vode party region/KZ-KUS",
            "agreement/soglashenie-o-vode signedAt event/forum-regionov-18",
            "agreement/soglashenie-o-vode status v:signed",
            "agreement/soglashenie-o-vode topic тема@ru",
        ],
    ),
    (RegionTie(REGION, RUSSIA, phrase(TEXT, "соглашение")), ["region/KZ-KUS cooperatesWith country/RU соглашение@ru"]),
    (RegionTie(REGION, RUSSIA), ["region/KZ-KUS cooperatesWith country/RU"]),
    (Route(CORRIDOR, (OMSK,)), ["corridor/sever-yug traverses city/omsk"]),
    (Membership(RUSSIA, UNION), ["country/RU memberOf organisation/eaes"]),
    (Founding(UNION, (RUSSIA,)), ["organisation/eaes founder country/RU"]),
    (
        Project(PLANT, "planned", OMSK),
        ["project/a/zavod locatedIn city/omsk", "project/a/zavod status v:planned"],
    ),
    (Location(OMSK, RUSSIA), ["city/omsk locatedIn country/RU"]),
    (
        Figure(TURNOVER, "25600000000", "USD", "over", "level", "2021", (RUSSIA,), "tradeTurnover"),
        ["indicator/tradeturnover-rossiya-usd-2021-level value 25600000000^decimal v:over"],
    ),
    (
        Figure(TURNOVER, "33.3", "percent", direction="growth"),
        ["indicator/tovarooborot-percent-growth value 33.3^decimal v:exactly"],
    ),
]


@pytest.mark.parametrize(("fact", "expected"), FACTS)
def test_claims_of_a_fact(fact: Fact, expected: list[str]) -> None:
    made = statements(found(TEXT, fact))
    assert sorted(map(short, made.claims)) == expected
    assert not made.rejected


def test_a_figure_whose_measure_has_no_concept_goes_by_its_words() -> None:
    made = statements(found(TEXT, Figure(TURNOVER, "1", "USD", concept="noSuchMeasure")))
    assert [claim.subject.iri for claim in made.claims] == [BASE + "indicator/tovarooborot-usd-level"]
    assert dict(made.rejected) == {"measure has no concept 'noSuchMeasure'; the figure goes by its words": 1}


AMISS: list[tuple[Found, str]] = [
    (found(TEXT, SisterCities(OMSK, OMSK)), "sisterCityOf leads from a thing to itself"),
    (found(TEXT, SisterCities(OMSK, RUSSIA)), "sisterCityOf does not lead to a Country"),
    (found(TEXT, SisterCities(RUSSIA, OMSK)), "sisterCityOf is not said of a Country"),
    (found(TEXT, Founding(RUSSIA, (OMSK,))), "founder is not said of a Country"),
    (found(TEXT, Event(FORUM, "no-such-kind")), "kind has no concept 'no-such-kind'"),
    (found(TEXT, Event(FORUM, "forum", date="November")), "date: 'November' is no date or gYear or gYearMonth"),
    (found(TEXT, Event(FORUM, "forum", date="2022-13")), "date: '2022-13' is no date or gYear or gYearMonth"),
    (found(TEXT, Figure(TURNOVER, "много", "USD")), "value: 'много' is no decimal"),
    (found(TEXT, Figure(TURNOVER, "1", "parrots")), "unit has no concept 'parrots'"),
    (Found(Location(OMSK, RUSSIA), "by-hand", 5, 1000), "the span 5-1000 lies outside the document"),
    (Found(Location(OMSK, RUSSIA), "by-hand", 5, 5), "the span 5-5 lies outside the document"),
    (Found(Location(OMSK, RUSSIA), "by-hand", 4, 5), "the span holds no words"),
    (
        found(TEXT, Location(Mention(1, 5, "City", "Омск", "Омск"), RUSSIA)),
        "a mention that does not stand in the text",
    ),
]


@pytest.mark.parametrize(("amiss", "reason"), AMISS)
def test_what_does_not_hold_is_counted_and_not_written(amiss: Found, reason: str) -> None:
    made = statements(amiss)
    assert f"by-hand: {reason}" in made.rejected
    # «2022-13» spoils the date of the event and nothing else of it
    assert [claim.predicate for claim in made.claims] in ([], ["kind"])
    assert not made.nodes


def test_a_mention_may_stand_over_a_no_break_space() -> None:
    text = "Костанайская\u00a0область"
    made = statements(found(text, Location(mention(text, text, "Region"), mention(text, text, "Country"))), text=text)
    assert [short(claim) for claim in made.claims] == [
        "region/kostanayskaya-oblast locatedIn country/kostanayskaya-oblast"
    ]


SPEECH = "В.Путин: Он сказал: «Омск близок». К.Токаев: Да."
FIRST, SECOND = mention(SPEECH, "В.Путин", "Person"), mention(SPEECH, "К.Токаев", "Person")
TURN = Utterance(9, 34, FIRST, "turn")
QUOTE = Utterance(20, 34, SECOND, "quotation")


@pytest.mark.parametrize(
    ("start", "utterances", "expected"),
    [
        (10, (TURN, QUOTE), "person/v-putin"),
        (21, (TURN, QUOTE), "person/k-tokaev"),
        (21, (QUOTE, TURN), "person/k-tokaev"),
        (21, (TURN,), "person/v-putin"),
        (34, (TURN, QUOTE), "organisation/kremlin-ru"),  # the end is exclusive
        (0, (), "organisation/kremlin-ru"),
    ],
)
def test_who_says_it(start: int, utterances: tuple[Utterance, ...], expected: str) -> None:
    place = mention(SPEECH, "Омск", "City")
    fact = Found(Location(place, mention(SPEECH, "Да", "Country")), "by-hand", start, start + 3)
    (claim,) = statements(fact, text=SPEECH, utterances=utterances, publisher="kremlin.ru").claims
    assert (claim.stated_by, claim.stated_on) == (BASE + expected, "2022-11-28")


@pytest.mark.parametrize(("end", "expected"), [(20, "2022-10-05"), (10, "2022-11-28")])
def test_what_stands_in_an_item_of_a_digest_is_of_its_day(end: int, expected: str) -> None:
    place = mention(SPEECH, "Омск", "City")
    fact = Found(Location(place, mention(SPEECH, "Да", "Country")), "by-hand", 10, 13)
    read = replace(extraction(fact), items=(DatedItem(0, end, "2022-10-05"),))
    (claim,) = stated(document(SPEECH), read).claims
    assert claim.stated_on == expected


def test_equal_statements_are_one_claim_and_the_surer_rule_has_found_it() -> None:
    sure = Found(SisterCities(OMSK, PAVLODAR), "b", 0, 20, confidence=0.9)
    less = Found(SisterCities(OMSK, PAVLODAR), "a", 0, 20, confidence=0.5)
    elsewhere = Found(SisterCities(OMSK, PAVLODAR), "a", 0, 25, confidence=0.5)
    for order in ((sure, less, elsewhere), (elsewhere, less, sure)):
        claims = statements(*order).claims
        assert [(claim.rule, claim.end) for claim in claims] == [("b", 20), ("a", 25)]
        assert len({claim.id for claim in claims}) == 2


PERIODS = [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2022-01/2022-09", "2022-01-01", "2022-09-30"),
    ("2022-11-28", "2022-11-28", "2022-11-28"),
    ("1994/", "1994-01-01", None),
    ("", None, None),
]


@pytest.mark.parametrize(("period", "start", "end"), PERIODS)
def test_first_and_last_day_of_a_period(period: str, start: str | None, end: str | None) -> None:
    (node,) = statements(found(TEXT, Figure(TURNOVER, "1", "USD", period=period))).nodes
    known = {name: value.text for name, value in node.properties if isinstance(value, Value)}
    assert (known.get("periodStart"), known.get("periodEnd"), known.get("period", "")) == (start, end, period)


def test_speakers_of_one_indicator_contradict_each_other() -> None:
    one = Figure(TURNOVER, "25600000000", "USD", period="2021", about=(RUSSIA, OMSK), concept="tradeTurnover")
    other = Figure(
        Phrase(0, 4, "товарный оборот"),
        "24500000000",
        "USD",
        period="2021",
        about=(OMSK, RUSSIA),
        concept="tradeTurnover",
    )
    made = statements(found(TEXT, one), found(TEXT, other))
    assert len({claim.subject for claim in made.claims}) == 1
    assert len(made.claims) == 2
