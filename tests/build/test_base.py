"""A graph under a name of one's own."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Store

from kg.build.run import BuildReport, build
from kg.commands import main as cli
from kg.commands.options import settings_of
from kg.graph.store import dump, open_current
from kg.model.config import BASE, Settings
from kg.model.namespaces import COOP, VOCABULARY
from tests.reader import read_facts

OWN = "https://example.org/graph/"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "sisters.txt").write_text("Города-побратимы Омск и Павлодар. Приехал Владимир Путин.")
    return folder


def built(texts: Path, base: str = "") -> BuildReport:
    settings = replace(Settings(), store=texts.parent / "store")
    return build([texts], settings, extract=read_facts, base=base)


def store_of(texts: Path) -> Store:
    return open_current(texts.parent / "store")


def own(store: Store) -> set[str]:
    """Namespaces of what is neither of the ontology nor somebody else's."""
    terms = {term for quad in store for term in (quad.subject, quad.object, quad.graph_name)}
    named = {term.value for term in terms if isinstance(term, NamedNode)}
    shared = (COOP.rstrip("#"), VOCABULARY)
    minted = {iri for iri in named if not iri.startswith(shared) and iri.startswith((BASE, OWN))}
    return {base for base in (BASE, OWN) for iri in minted if iri.startswith(base)}


def test_every_iri_begins_with_it(texts: Path) -> None:
    built(texts, OWN)
    store = store_of(texts)
    assert own(store) == {OWN}
    assert next(store.quads_for_pattern(NamedNode(OWN + "city/omsk"), None, None, None), None)


def test_the_store_remembers_it(texts: Path) -> None:
    built(texts, OWN)
    before = dump(store_of(texts))
    assert settings_of(texts.parent / "store").base == OWN
    (texts / "more.txt").write_text("Города-побратимы Омск и Павлодар.")
    built(texts)
    assert own(store_of(texts)) == {OWN}
    (texts / "more.txt").unlink()
    built(texts)
    assert dump(store_of(texts)) == before


def test_another_one_writes_the_graph_anew_and_reads_nothing_again(texts: Path) -> None:
    built(texts)
    assert own(store_of(texts)) == {BASE}
    before = dump(store_of(texts))
    assert built(texts, OWN).read == 0
    assert own(store_of(texts)) == {OWN}
    assert built(texts, BASE).read == 0
    assert dump(store_of(texts)) == before


def test_no_store_has_that_of_new_ones(tmp_path: Path) -> None:
    assert settings_of(tmp_path / "none").base == BASE


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(one) for one in arguments])


@pytest.mark.model
def test_all_commands_go_by_it(texts: Path, tmp_path: Path) -> None:
    at = ("--store", tmp_path / "store")
    assert run("build", texts, "--base", OWN, *at).exit_code == 0
    assert OWN in run("status", *at).stdout
    assert run("check", *at).exit_code == 0
    assert f"<{OWN}dataset>" in run("export", "turtle", *at).stdout
    assert "Павлодар" in run("query", "evidence", "--param", "entity=city/omsk", *at).stdout
    assert run("release", tmp_path / "release", *at).exit_code == 0
    assert f"<{OWN}dataset>" in (tmp_path / "release" / "dataset.ttl").read_text()


BAD = [
    "nonsense",
    "https://example.org",
    "https://example.org/graph",
    "https://a.example/b#",
    "ftp://a.example/",
    "https:///",
]


@pytest.mark.parametrize("base", BAD)
def test_what_is_no_base_is_told_in_a_line(texts: Path, tmp_path: Path, base: str) -> None:
    done = run("build", texts, "--base", base, "--store", tmp_path / "store")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(f"kg: --base {base!r}: expected an address that ends in a slash")
    assert not (tmp_path / "store").exists()
