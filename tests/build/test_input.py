"""Builds of files of many documents, of patterns, and of texts that stand in several places."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.build.run import BuildReport, build
from kg.documents import find, fingerprint
from kg.graph.companions import INFERRED, companion
from kg.graph.store import manifest, open_current
from kg.model.config import Settings
from kg.queries.check import quote_findings
from kg.queries.saved import SavedQuery
from tests.documents.test_members import HTML, page, warc
from tests.graph import BASE
from tests.reader import read_facts
from tests.rows import rows

TEXT = "Города-побратимы Омск и Павлодар. Приехал Владимир Путин."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings(), store=tmp_path / "store", base=BASE)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """One text in five places, and another one."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt.gz").write_bytes(gzip.compress(TEXT.replace(". ", ".\u00a0\n").encode()))
    lines = [json.dumps({"id": id, "text": TEXT, "url": f"https://e.kz/{id}"}) for id in ("c", "d")]
    lines.append(json.dumps({"id": "other", "text": f"{TEXT} Другой текст."}))
    (folder / "e.jsonl").write_text("\n".join(lines))
    (folder / "f.warc").write_bytes(warc(("https://e.kz/f", HTML, f"<html><body><p>{TEXT}</p></body></html>".encode())))
    return folder


def built(paths: list[Path], settings: Settings) -> BuildReport:
    return build(paths, settings, extract=read_facts)


def sources(store: Store) -> list[str]:
    return [row[0] for row in rows(store, "SELECT ?name { GRAPH ?d { ?d dct:identifier ?name } } ORDER BY ?name")]


def evidence(settings: Settings) -> set[Quad]:
    return {quad for quad in open_current(settings.store) if isinstance(quad.graph_name, NamedNode)}


def test_what_nobody_states_is_one_row(texts: Path, settings: Settings, saved: dict[str, SavedQuery]) -> None:
    """A file says nothing of its publisher: its claims have no speaker, and no labels of one either."""
    built([texts / "a.txt"], settings)
    asked = saved["evidence"].text_with({"entity": "city/omsk"}, base=settings.base)
    assert len(rows(open_current(settings.store), asked)) == 1


def test_every_kind_of_file(texts: Path, settings: Settings, saved: dict[str, SavedQuery]) -> None:
    report = built([texts], settings)
    assert (report.documents, report.failures) == (6, ())
    store = open_current(settings.store)
    found = rows(store, saved["sister-cities"].text_with({}))
    assert [row[0] for row in found] == ["a.txt", "b.txt", "c", "d", "e.kz/f", "other"]
    assert list(quote_findings(store)) == []


def test_copies_are_found_and_counted_once(texts: Path, settings: Settings, saved: dict[str, SavedQuery]) -> None:
    built([texts], settings)
    store = open_current(settings.store)
    copies = rows(store, saved["copies"].text_with({}))
    assert len({row[0] for row in copies}) == 1
    assert [row[1:3] for row in copies] == [
        ("a.txt", ""),
        ("b.txt", ""),
        ("c", "https://e.kz/c"),
        ("d", "https://e.kz/d"),
        ("e.kz/f", "https://e.kz/f"),
    ]
    counted = {row[0]: row[3:] for row in rows(store, saved["most-connected"].text_with({}))}
    assert counted["city/omsk"] == ("1", "2")


def test_a_copy_more_or_less_changes_no_other_graph(texts: Path, settings: Settings) -> None:
    built([texts], settings)
    before = evidence(settings)
    (texts / "a.txt").unlink()
    built([texts], settings)
    after = evidence(settings)
    assert after < before
    copy = NamedNode(f"{settings.base}doc/a")
    gone = {quad for quad in before - after if quad.graph_name != copy}
    assert {(quad.subject, quad.graph_name) for quad in gone} == {(copy, companion(INFERRED, settings.base))}


def test_a_pattern_drops_what_vanished_and_keeps_the_rest(texts: Path, settings: Settings) -> None:
    built([texts / "*.jsonl", texts / "*.txt"], settings)
    built([texts / "f.warc"], settings)
    (texts / "a.txt").unlink()
    lines = (texts / "e.jsonl").read_text().splitlines()
    (texts / "e.jsonl").write_text("\n".join(lines[1:]))
    (texts / "g.txt").write_text(TEXT)
    built([texts / "*.jsonl", texts / "*.txt"], settings)
    names = [entry.id for entry in manifest(settings.store)]
    assert names == ["d", "e.kz/f", "g", "other"]


def test_a_broken_part_leaves_the_rest(texts: Path, settings: Settings) -> None:
    with (texts / "e.jsonl").open("a") as file:
        file.write("\n{broken")
    whole = warc(*((f"https://e.kz/{n}", HTML, page(f"{TEXT} {n}").encode()) for n in range(9)))
    (texts / "f.warc").write_bytes(whole[: len(whole) // 2])
    for number in range(30):
        (texts / f"empty-{number}.txt").touch()
    report = built([texts], settings)
    assert report.documents == 5 + 4
    assert len(report.failures) == 30 + 1 + 1
    assert all("\n" not in failure for failure in report.failures)


def test_fingerprints_change_with_what_they_stand_for(texts: Path) -> None:
    before = {path: fingerprint(path) for path in find([texts])}
    assert len(set(before.values())) == len(before)
    with (texts / "e.jsonl").open("a") as file:
        file.write("\n")
    changed = [path for path in before if fingerprint(path) != before[path]]
    assert changed == [path for path in before if path.parent.name == "e.jsonl"]
