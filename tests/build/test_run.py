"""A build end to end on small texts: what adds up, what is replaced, what is dropped, and what fails."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.build.run import BuildReport, build
from kg.documents.document import Document
from kg.graph.companions import REFERENCE, companion
from kg.graph.store import current_path, dump, manifest, open_current
from kg.model.config import BASE, Settings
from kg.model.errors import KgError
from kg.model.facts import Extraction, Mention
from kg.model.namespaces import PREFIXES
from kg.queries.check import claim_findings, quote_findings, shape_findings
from tests.reader import read_facts

SISTERS = "Города-побратимы Омск и Павлодар."
TURNOVER = "В 2021 году товарооборот Казахстана – 256 долларов, сказал Владимир Путин."
PROPOSED = "Они могли бы стать городами-побратимами Тверь и Омск."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings(), store=tmp_path / "store")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "sisters.txt").write_text(SISTERS)
    (folder / "turnover.txt").write_text(TURNOVER)
    return folder


def run(settings: Settings, *paths: Path) -> BuildReport:
    return build(paths, settings, extract=read_facts)


def rows(settings: Settings, query: str) -> list[list[str]]:
    answer = open_current(settings.store).query(query, prefixes=PREFIXES)
    return sorted([value.value.rpartition("/")[2] for value in row] for row in answer)  # type: ignore[union-attr]


def sources(settings: Settings) -> list[list[str]]:
    return rows(settings, "SELECT ?name { GRAPH ?doc { ?doc dct:identifier ?name } }")


def sisters(settings: Settings) -> list[list[str]]:
    return rows(settings, "SELECT ?a ?b { ?a coop:sisterCityOf ?b }")


def test_report(settings: Settings, texts: Path) -> None:
    report = run(settings, texts)
    assert (report.documents, report.read, report.dropped, report.claims) == (2, 2, 0, 2)
    assert report.entities == {"City": 2, "Country": 1, "Person": 1}
    assert report.facts == {"Figure": 1, "SisterCities": 1}
    assert report.rules == {"sister-cities": 1, "turnover": 1}
    assert not report.rejected
    assert not report.failures


def test_the_graph_holds_what_check_asks(settings: Settings, texts: Path) -> None:
    run(settings, texts)
    store = open_current(settings.store)
    assert [*quote_findings(store), *claim_findings(store), *shape_findings(store, settings)] == []


def test_a_second_build_changes_nothing_and_reads_nothing(settings: Settings, texts: Path) -> None:
    run(settings, texts)
    before = dump(open_current(settings.store))
    assert run(settings, texts).read == 0
    assert dump(open_current(settings.store)) == before


@pytest.mark.parametrize("first", ["sisters.txt", "turnover.txt"])
def test_paths_add_up_in_any_order(settings: Settings, texts: Path, tmp_path: Path, first: str) -> None:
    run(settings, texts / first)
    run(settings, *(path for path in texts.iterdir() if path.name != first))
    together = replace(settings, store=tmp_path / "together")
    run(together, texts)
    assert dump(open_current(settings.store)) == dump(open_current(together.store))


def test_hash_seeds_change_nothing(tmp_path: Path, texts: Path) -> None:
    (texts / "proposed.txt").write_text(PROPOSED)
    code = (
        "import sys; from pathlib import Path; from dataclasses import replace; from kg.build.run import build;"
        "from kg.model.config import Settings; from tests.reader import read_facts;"
        "build([Path(sys.argv[1])], replace(Settings(), store=Path(sys.argv[2])), extract=read_facts)"
    )
    dumps = set()
    for seed in ("1", "2", "3"):
        store = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", code, texts, store], check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."}
        )
        dumps.add(dump(open_current(store)))
    assert len(dumps) == 1


def test_processes_change_nothing(settings: Settings, texts: Path, tmp_path: Path) -> None:
    run(settings, texts)
    spread = replace(settings, store=tmp_path / "spread")
    build([texts], spread, extract=read_facts, jobs=2)
    assert dump(open_current(spread.store)) == dump(open_current(settings.store))


def test_a_changed_document_replaces_its_part(settings: Settings, texts: Path) -> None:
    run(settings, texts)
    (texts / "sisters.txt").write_text("Города-побратимы Тверь и Павлодар.")
    report = run(settings, texts)
    assert (report.documents, report.read) == (2, 1)
    assert sisters(settings) == [["tver", "pavlodar"]]


def test_a_vanished_document_is_dropped_with_what_it_said(settings: Settings, texts: Path) -> None:
    run(settings, texts)
    (texts / "sisters.txt").unlink()
    assert run(settings, texts).dropped == 1
    assert sources(settings) == [["turnover.txt"]]
    assert sisters(settings) == []
    assert rows(settings, "SELECT ?city { ?city a coop:City }") == []


def test_what_a_place_is_to_others_and_to_texts(settings: Settings, tmp_path: Path) -> None:
    """A capital is spoken of with its country, until a text names it, and again when none does any more."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "country.txt").write_text("Ирак")
    keys = {"Ирак": ("Country", "country/IQ"), "Багдад": ("City", "city/bagdad")}

    def extract(document: Document) -> Extraction:
        kind, key = keys[document.text]
        return Extraction((Mention(0, len(document.text), kind, document.text, document.text, key),))  # type: ignore[arg-type]

    def known(store: Path) -> set[str]:
        build([texts], replace(settings, store=store), extract=extract)
        return set(map(str, open_current(store).quads_for_pattern(None, None, None, companion(REFERENCE, BASE))))

    known(settings.store)
    (texts / "capital.txt").write_text("Багдад")
    assert known(settings.store) == known(tmp_path / "named")
    (texts / "capital.txt").unlink()
    assert known(settings.store) == known(tmp_path / "spoken of")
    assert any("city/bagdad> " in one and "locatedIn" in one for one in known(settings.store))


def test_documents_of_another_path_stay_though_their_files_vanish(
    settings: Settings, texts: Path, tmp_path: Path
) -> None:
    run(settings, texts)
    (texts / "sisters.txt").unlink()
    (tmp_path / "other.txt").write_text(PROPOSED)
    assert run(settings, tmp_path / "other.txt").dropped == 0
    assert sources(settings) == [["other.txt"], ["sisters.txt"], ["turnover.txt"]]


def test_what_is_proposed_is_a_claim_and_no_plain_triple(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "proposed.txt").write_text(PROPOSED)
    assert run(settings, tmp_path / "proposed.txt").claims == 1
    assert sisters(settings) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\x00\x01", "not a text"),
        (b"\xef\xbb\xbfOmsk \xff", "not UTF-8"),
        ("падение".encode(), "a rule that fails"),
    ],
)
def test_one_bad_document_stops_nothing_and_is_told(
    settings: Settings, texts: Path, content: bytes, reason: str
) -> None:
    (texts / "bad.txt").write_bytes(content)
    report = run(settings, texts)
    assert report.documents == 2
    (failure,) = report.failures
    assert "bad.txt" in failure
    assert reason in failure


def test_a_document_that_goes_bad_leaves_the_store(settings: Settings, texts: Path) -> None:
    run(settings, texts)
    (texts / "sisters.txt").write_bytes(b"")
    report = run(settings, texts)
    assert (report.documents, report.dropped, len(report.failures)) == (1, 1, 1)


def test_two_files_of_one_name_are_two_documents_whatever_comes_first(
    settings: Settings, texts: Path, tmp_path: Path
) -> None:
    (texts / "more").mkdir()
    (texts / "more" / "sisters.txt").write_text(PROPOSED)
    run(settings, texts)
    ids = [entry.id for entry in manifest(settings.store)]
    assert [id[:8] for id in ids] == ["sisters-", "sisters-", "turnover"]
    assert sources(settings) == [["sisters.txt"], ["sisters.txt"], ["turnover.txt"]]
    (texts / "more" / "sisters.txt").write_text(SISTERS)
    run(settings, texts)
    assert sources(settings) == [["sisters.txt"], ["turnover.txt"]]


@pytest.mark.parametrize("damage", ["DELETE FROM reading", "UPDATE reading SET extraction = x'7b'"])
def test_a_reading_that_is_lost_or_damaged_is_made_again(settings: Settings, texts: Path, damage: str) -> None:
    run(settings, texts)
    before = dump(open_current(settings.store))
    with closing(sqlite3.connect(settings.store / "readings.sqlite")) as readings, readings:
        readings.execute(damage)
    (settings.store / "index.sqlite").unlink()
    (texts / "more.txt").write_text(PROPOSED)
    run(settings, texts)
    (texts / "more.txt").unlink()
    run(settings, texts)
    assert dump(open_current(settings.store)) == before


def unlink(path: Path) -> None:
    path.unlink()


def spoil(path: Path) -> None:
    path.write_bytes(b"spoilt" * 1000)


@pytest.mark.parametrize("damage", [unlink, spoil])
@pytest.mark.parametrize("file", ["index.sqlite", "readings.sqlite"])
def test_what_a_store_keeps_for_its_next_build_can_be_lost_or_spoilt(
    settings: Settings, texts: Path, file: str, damage: Callable[[Path], None]
) -> None:
    run(settings, texts)
    damage(settings.store / file)
    (texts / "more.txt").write_text(PROPOSED)
    run(settings, texts)
    together = replace(settings, store=texts.parent / "together")
    run(together, texts)
    assert dump(open_current(settings.store)) == dump(open_current(together.store))


@pytest.mark.parametrize("more", ["", PROPOSED])
def test_what_others_wrote_to_the_store_goes_with_the_next_build(settings: Settings, texts: Path, more: str) -> None:
    run(settings, texts)
    before = dump(open_current(settings.store))
    written = Store(str(current_path(settings.store)))
    written.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")))
    written.flush()
    del written
    assert dump(open_current(settings.store)) != before
    if more:
        (texts / "more.txt").write_text(more)
        run(settings, texts)
        (texts / "more.txt").unlink()
    assert run(settings, texts).read == 0
    assert dump(open_current(settings.store)) == before


def test_a_build_killed_before_it_was_seen_is_completed_by_the_next(settings: Settings, texts: Path) -> None:
    run(settings, texts)
    (texts / "more.txt").write_text(PROPOSED)
    code = (
        "import os, sys; from pathlib import Path; from dataclasses import replace; from kg.graph import store;"
        "from kg.build.run import build; from kg.model.config import Settings; from tests.reader import read_facts;"
        "store.point_to = lambda folder, name: os.kill(os.getpid(), 9);"
        "build([Path(sys.argv[1])], replace(Settings(), store=Path(sys.argv[2])), extract=read_facts)"
    )
    killed = subprocess.run([sys.executable, "-c", code, texts, settings.store], env={"PYTHONPATH": "."})
    assert killed.returncode == -9
    assert sources(settings) == [["sisters.txt"], ["turnover.txt"]]
    assert run(settings, texts).read == 0
    together = replace(settings, store=texts.parent / "together")
    run(together, texts)
    assert dump(open_current(settings.store)) == dump(open_current(together.store))


def test_readings_of_dropped_documents_go(settings: Settings, texts: Path) -> None:
    run(settings, texts)
    (texts / "sisters.txt").unlink()
    run(settings, texts)
    with closing(sqlite3.connect(settings.store / "readings.sqlite")) as readings:
        counts = [readings.execute(f"SELECT COUNT(*) FROM {table}").fetchone() for table in ("reading", "source")]
    assert counts == [(1,), (1,)]


def test_a_mistake_in_a_manifest_costs_no_document(settings: Settings, texts: Path) -> None:
    (texts / "manifest.toml").write_text('["sisters.txt"]\npublsher = "Омск Здесь"\n')
    report = run(settings, texts)
    assert report.documents == 2
    (told,) = report.failures
    assert told.startswith(f'{texts / "manifest.toml"}: "sisters.txt" has "publsher", which is none of date')
    (texts / "manifest.toml").write_text("[sisters.txt\n")
    report = run(settings, texts)
    assert (report.documents, len(report.failures)) == (2, 1)


@pytest.mark.parametrize("name", ["Омск".encode("cp1251"), b"\xff", b"line\nbreak", b"\x1b[31mred", "Омск".encode()])
def test_a_name_of_any_bytes_is_the_name_of_a_document(settings: Settings, texts: Path, name: bytes) -> None:
    file = os.fsencode(texts) + b"/" + name + b".txt"
    Path(os.fsdecode(file)).write_text(PROPOSED)
    report = run(settings, texts)
    assert (report.documents, report.failures) == (3, ())
    assert len(sources(settings)) == 3
    assert run(settings, texts).read == 0
    Path(os.fsdecode(file)).write_bytes(b"")
    (failure,) = run(settings, texts).failures
    assert failure.endswith(": the file is empty")


def test_a_store_is_built_again_from_what_it_was_built_from(settings: Settings, texts: Path, tmp_path: Path) -> None:
    """Without a path: its own paths, a file that could not be read among them, and never the seeds."""
    (tmp_path / "bad.txt").write_bytes(b"")
    run(settings, tmp_path / "bad.txt", texts / "sisters.txt")
    run(settings, texts / "turnover.txt")
    (tmp_path / "bad.txt").write_text(PROPOSED)
    (texts / "turnover.txt").unlink()
    report = run(settings)
    assert (report.documents, report.read, report.failures) == (3, 1, ())
    assert sources(settings) == [["bad.txt"], ["sisters.txt"], ["turnover.txt"]]


def test_paths_that_hold_nothing(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path, message in ((tmp_path / "empty", "no documents here"), (tmp_path / "missing", "no such file")):
        with pytest.raises(KgError, match=message):
            run(settings, path)
    assert not (settings.store / "CURRENT").exists()


def test_progress_is_told(settings: Settings, texts: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build([texts], settings, extract=read_facts, on_progress=lambda *step: told.append(step))
    assert told == [("read", 0, 2), ("read", 1, 2), ("read", 2, 2), ("state", 1, 2), ("state", 2, 2)]


def test_an_extraction_survives_the_disk(settings: Settings, texts: Path) -> None:
    from kg import documents
    from kg.build.readings import decode, encode

    document: Document = documents.read(texts / "turnover.txt")
    extraction: Extraction = read_facts(document)
    assert decode(encode((document, extraction))) == [document, extraction]


def test_what_the_gazetteer_knows_of_a_place_stands_beside_it(settings: Settings, tmp_path: Path) -> None:
    text = "Омск и Тверь"
    (tmp_path / "places.txt").write_text(text)
    omsk, tver = Mention(0, 4, "City", "Омск", "Омск", "city/omsk"), Mention(7, 12, "City", "Тверь", "Тверь")
    build([tmp_path / "places.txt"], settings, extract=lambda document: Extraction((omsk, tver)))
    assert rows(settings, "SELECT ?city { ?city coop:latitude ?any }") == [["omsk"]]
    assert rows(settings, "SELECT ?label { ?city coop:latitude ?any ; skos:prefLabel ?label }") == [
        ["Omsk"],
        ["Омбы"],
        ["Омск"],
    ]
