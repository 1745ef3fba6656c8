"""Builds with an authority file of one's own: what is known by it, and what the store remembers."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.build import looks
from kg.build.run import BuildReport, build
from kg.commands import main as cli
from kg.graph.store import about
from kg.model.config import Settings
from kg.model.errors import KgError
from tests.reader import read_facts

OWN = '[[persons]]\nru = ["Иван Панов"]\nwikidata = "Q123"\n'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings(), store=tmp_path / "store")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Иван Панов приехал в Омск.", encoding="utf-8")
    return folder


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    file = tmp_path / "own.toml"
    file.write_text(OWN, encoding="utf-8")
    return file


def quickly(settings: Settings, texts: Path, authority: Path | None = None, no_authority: bool = False) -> BuildReport:
    return build([texts], settings, extract=read_facts, authority=authority, no_authority=no_authority)


def test_the_store_remembers_the_file_and_reads_again_when_it_changes(
    settings: Settings, texts: Path, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if all had been written long before the build looks.
    monkeypatch.setattr(looks, "TICK", 0.0)
    first = quickly(settings, texts, authority)
    assert (first.read, first.notes) == (1, (f"authority of your own: {authority}",))
    assert about(settings.store)["made_with"]["authority file"] == str(authority)
    assert quickly(settings, texts).read == 0
    authority.write_text(OWN.replace("Q123", "Q124"), encoding="utf-8")
    assert quickly(settings, texts).read == 1
    assert quickly(settings, texts, no_authority=True).read == 1
    assert about(settings.store)["made_with"]["authority file"] == ""


def test_a_file_that_is_gone_is_told(settings: Settings, texts: Path, authority: Path) -> None:
    quickly(settings, texts, authority)
    authority.unlink()
    with pytest.raises(KgError, match="the authority of this store is gone; give the file with --authority"):
        quickly(settings, texts)


def test_persons_of_the_file_have_their_identifier(settings: Settings, texts: Path, authority: Path) -> None:
    run = CliRunner().invoke
    store = ["--store", str(settings.store)]
    assert run(cli.main, ["build", str(texts), "--authority", str(authority), *store]).exit_code == 0
    answer = run(cli.main, ["query", "identities", "--format", "csv", *store])
    assert "Иван Панов,http://www.w3.org/2002/07/owl#sameAs,http://www.wikidata.org/entity/Q123" in answer.output
    refused = run(cli.main, ["build", str(texts), "--authority", str(authority), "--no-authority", *store])
    assert "--authority and --no-authority: give one of them" in refused.output
