"""A news item in Latin letters, from the file to the store: names, facts, and quotes in the file's own letters."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.build.run import build
from kg.documents import read
from kg.documents.document import Document
from kg.graph.store import open_current
from kg.model import facts
from kg.model.config import Settings
from kg.model.facts import Extraction, Fact
from kg.model.namespaces import PREFIXES
from kg.names.gazetteer import Gazetteer
from kg.queries.check import claim_findings, quote_findings, shape_findings
from kg.reading.extraction import extract
from tests.reading.kazakh.texts import plain

TEXT = """\
Qazaqstan men Reseı yntymaqtastyğy

2022 jylğy 28 qaraşada Orynborda Qazaqstan men Reseıdiñ XVIII Öñiraralyq yntymaqtastyq forumy ötti.
Forumğa Qazaqstan Prezıdenti Qasym-Jomart Toqaev pen Reseı Prezıdenti Vladımır Putın qatysty.
Jıynda önerkäsip, energetıka jäne kölik salalaryndağy birlesken jobalar talqylandy.

Qostanaı oblysynyñ äkimdigi men Tşelıabınsk oblysynyñ ükimeti arasynda mädenı yntymaqtastyq turaly memorandum jasaldy.
Petropavl men Omby bauyrlas qalalar atandy.

«Biz sauda-ekonomıkalyq baılanysty damytamyz», – dedi Qasym-Jomart Toqaev.

2021 jyly eki el arasyndağy tauar aınalymy 24,6 mıllıard dollarğa jetti.
Bıyl Qazaqstannyñ Reseıge eksporty 10 paıyzğa östi.
Reseıden kelgen ınvestıtsııa 5 mıllıard dollardy qurady.
Kezdesu soñynda taraptar kelesi forumdy ötkizu turaly uağdalasty.
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("latin") / "forum.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture(scope="module")
def document(file: Path) -> Document:
    return read(file)


@pytest.fixture(scope="module")
def extraction(document: Document) -> Extraction:
    return extract(document, Gazetteer.load(Settings().ontology / "gazetteer.ttl"))


@pytest.mark.parametrize(
    ("words", "name", "key"),
    [
        ("Qazaqstannyñ", "Қазақстан", "country/KZ"),
        ("Orynborda", "Орынбор", "city/orenburg"),
        ("Qostanaı oblysynyñ", "Қостанай облысы", "region/KZ-39"),
        ("Tşelıabınsk oblysynyñ", "Челябі облысы", "region/RU-CHE"),
        ("Qasym-Jomart Toqaev", "Қасым-Жомарт Тоқаев", "person/kasym-zhomart-tokaev"),
        ("Vladımır Putın", "Владимир Путин", "person/vladimir-putin"),
        ("Qostanaı oblysynyñ äkimdigi", "Қостанай облысының әкімдігі", ""),
    ],
)
def test_names(document: Document, extraction: Extraction, words: str, name: str, key: str) -> None:
    assert (words, name, key) in {
        (document.text[each.start : each.end], each.name, each.key) for each in extraction.mentions
    }


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (facts.SisterCities, {"city": "Петропавл", "sister_city_of": "Омбы"}),
        (facts.Event, {"ordinal": 18, "date": "2022-11-28", "located_in": "Орынбор"}),
        (facts.Participation, {"participant": ("Қасым-Жомарт Тоқаев", "Владимир Путин")}),
        (facts.RegionTie, {"region": "Қостанай облысы", "cooperates_with": "Челябі облысы"}),
        (facts.Agreement, {"kind": "memorandum", "status": "signed"}),
        (facts.Figure, {"concept": "tradeTurnover", "value": "24600000000", "unit": "USD", "period": "2021"}),
        (facts.Figure, {"concept": "exports", "value": "10", "unit": "percent", "direction": "growth"}),
        (facts.Figure, {"concept": "investment", "value": "5000000000", "unit": "USD"}),
    ],
)
def test_facts(extraction: Extraction, kind: type[Fact], expected: dict[str, object]) -> None:
    read_facts = [each.fact for each in extraction.found if isinstance(each.fact, kind)]
    assert expected in [{name: plain(getattr(fact, name)) for name in expected} for fact in read_facts]


def test_quotation(document: Document, extraction: Extraction) -> None:
    [said] = extraction.utterances
    assert said.speaker.key == "person/kasym-zhomart-tokaev"
    assert document.text[said.start : said.end] == "Biz sauda-ekonomıkalyq baılanysty damytamyz"


def test_mentions_stand_in_the_file(document: Document, extraction: Extraction) -> None:
    for mention in extraction.mentions:
        assert mention.text == document.words(mention.start, mention.end)


def test_store(file: Path, tmp_path: Path) -> None:
    settings = replace(Settings(), store=tmp_path / "store")
    build([file], settings)
    store = open_current(settings.store)
    assert [*quote_findings(store), *claim_findings(store), *shape_findings(store, settings)] == []
    quotes = """SELECT ?text { GRAPH ?doc {
        ?claim rdf:predicate coop:sisterCityOf ; coop:evidence/coop:text ?text } }"""
    answer = store.query(quotes, prefixes=PREFIXES)
    assert {row["text"].value.split()[0] for row in answer} == {"Petropavl"}  # type: ignore[union-attr]
