"""`kg status`: what is in a store, and what changed since."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.build.run import build
from kg.build.status import status
from kg.commands import main as cli
from kg.graph import store
from kg.model.config import Settings
from kg.model.errors import StoreError
from tests.reader import read_facts


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "sisters.txt").write_text("Города-побратимы Омск и Павлодар.")
    (folder / "omsk.txt").write_text("Приехали в Омск.")
    settings = replace(Settings(), store=tmp_path / "store")
    build([folder], settings, extract=read_facts)
    return settings


def stale(settings: Settings) -> dict[str, list[str]]:
    return {name: [Path(one).name for one in found] for name, found in status(settings).stale.items() if found}


def test_what_is_in_a_store(settings: Settings) -> None:
    known = status(settings)
    assert (known.generation, known.counts) == ("000001", {"documents": 2, "claims": 1, "City": 2})
    assert [(Path(root).name, files) for root, files in known.roots.items()] == [("texts", 2)]
    assert known.made_with == known.now
    assert stale(settings) == {}


def test_what_a_build_would_find_changed(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "texts" / "sisters.txt").write_text("Города-побратимы Омск и Тверь.")
    (tmp_path / "texts" / "omsk.txt").unlink()
    (tmp_path / "texts" / "new.txt").write_text("Тверь")
    (tmp_path / "texts" / "empty.txt").write_text("")
    found = {"changed": ["sisters.txt"], "vanished": ["omsk.txt"], "new": ["empty.txt", "new.txt"]}
    assert stale(settings) == found
    report = build([tmp_path / "texts"], settings, extract=read_facts)
    assert len(report.failures) == 1
    assert [*stale(settings)] == ["new", "failed"]


def test_versions_that_are_others_now(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "texts" / "identity.toml").write_text(
        '[[decision]]\nsame = ["Омск", "Павлодар"]\ncomment = "for a test"\n'
    )
    assert stale(settings) == {"versions": ["decisions"]}
    ontology = tmp_path / "ontology"
    ontology.mkdir()
    for file in settings.ontology.iterdir():
        (ontology / file.name).write_bytes(file.read_bytes() + b"\n")
    assert stale(replace(settings, ontology=ontology)) == {"versions": ["decisions", "gazetteer", "ontology"]}


def test_a_store_of_an_older_layout(settings: Settings) -> None:
    listing = settings.store / "generations" / "000001.json"
    documents = [entry._asdict() for entry in store.manifest(settings.store)]
    listing.write_text(json.dumps(documents))
    with pytest.raises(StoreError, match="a store of an older layout; build it again: kg build"):
        status(settings)
    (note,) = build([settings.store.parent / "texts"], settings, extract=read_facts).notes
    assert note == f"{settings.store}: a store of an older layout; built anew"
    assert stale(settings) == {}


def test_the_command(settings: Settings) -> None:
    shown = CliRunner().invoke(cli.main, ["status", "--store", str(settings.store)])
    assert shown.exit_code == 0
    rows = [line.split(maxsplit=1) for line in shown.stdout.splitlines() if line.strip()]
    told = {row[0]: row[1].strip() for row in rows if len(row) > 1}
    assert (told["generation"], told["documents"], told["entities"]) == ("000001", "2", "City 2")
    assert told["stale"] == "nothing: a build would change nothing"
    machine = CliRunner().invoke(cli.main, ["status", "--format", "json", "--store", str(settings.store)])
    assert json.loads(machine.stdout)["counts"] == {"documents": 2, "claims": 1, "City": 2}
    missing = CliRunner().invoke(cli.main, ["status", "--store", str(settings.store / "none")])
    assert (missing.exit_code, missing.stdout) == (2, "")
