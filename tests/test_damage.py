"""Stores with flipped bits and cut files: never another answer, never an empty one, a clear line and a way back.

`benchmarks/damaged_store.py` does the same two hundred times with the program itself."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.build import looks
from kg.build.run import build
from kg.graph import listing
from kg.graph.store import check_whole, current_path, dump, locked, open_current
from kg.model.config import Settings
from kg.model.errors import DamageError, StoreError
from kg.queries.check import count_findings
from tests.reader import read_facts

FILES = (
    "CURRENT",
    "generations/000002.json",
    "generations/000002/CURRENT",
    "generations/000002/MANIFEST-*",
    "generations/000002/*.sst",
    "generations/000001.json",
    "index.sqlite",
    "readings.sqlite",
    "seals",
    "stamps",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two builds, and the texts it was built from."""
    home = tmp_path_factory.mktemp("damage")
    (home / "texts").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        # As if each text had been written long before the build, which then remembers its stamp.
        patch.setattr(looks, "TICK", 0.0)
        for number, text in enumerate(("Города-побратимы Омск и Павлодар.", "В Тверь приехал Владимир Путин.")):
            (home / "texts" / f"{number}.txt").write_text(text)
            run(home / "store", home / "texts")
    (home / "whole").write_bytes(dump(open_current(home / "store")))
    (home / "more.txt").write_text("Города-побратимы Тверь и Омск.")
    run(home / "together", home / "texts", home / "more.txt")
    (home / "larger").write_bytes(dump(open_current(home / "together")))
    return home


@pytest.fixture
def store(home: Path, tmp_path: Path) -> Path:
    shutil.copytree(home / "store", tmp_path / "store")
    return tmp_path / "store"


def run(store: Path, *paths: Path) -> tuple[str, ...]:
    return build(paths, replace(Settings(), store=store), extract=read_facts).notes


def flipped(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :]


def cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content))]


def cut_in_half(content: bytes, random: Random) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize("pattern", FILES)
@pytest.mark.parametrize("damage", [flipped, cut, cut_in_half])
def test_no_answer_is_another_one_and_there_is_a_way_back(
    home: Path, store: Path, pattern: str, damage: Callable[[bytes, Random], bytes]
) -> None:
    random = Random(f"{pattern} {damage.__name__}")
    file = random.choice(sorted(path for path in store.glob(pattern) if path.stat().st_size))
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(damage(content, random))
    if told := refusal(store):
        assert told.endswith(f"build it again: kg build --store {store}")
        assert "\n" not in told
        with pytest.raises(DamageError):
            check_whole(store)
    else:
        assert dump(open_current(store)) == (home / "whole").read_bytes()
    run(store)
    check_whole(store)
    assert dump(open_current(store)) == (home / "whole").read_bytes()
    # What the next build goes on from is whole as well.
    run(store, home / "more.txt")
    assert dump(open_current(store)) == (home / "larger").read_bytes()


def refusal(store: Path) -> str:
    try:
        open_current(store)
    except DamageError as error:
        return str(error)
    return ""


def test_what_is_not_read_each_time_is_read_in_full_by_check(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_IN_NO_TIME", 0)
    generation = current_path(store)
    file = max(generation.glob("*.sst"), key=lambda path: path.stat().st_size)
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(flipped(content, Random(1)))
    assert listing.damage(generation, listing.read(generation).files or {}, full=False) == ""
    with pytest.raises(DamageError, match=f"{file.name} does not hold what was written"):
        check_whole(store)


def test_a_list_that_cannot_be_read_and_no_other(tmp_path: Path, home: Path) -> None:
    """The graph is not given up before somebody names its documents."""
    run(tmp_path / "store", home / "texts")
    (tmp_path / "store" / "generations" / "000001.json").write_text("{")
    for _ in range(2):
        with pytest.raises(StoreError, match=r"damaged; name the documents: kg build PATH --store "):
            run(tmp_path / "store")
    run(tmp_path / "store", home / "texts")
    assert dump(open_current(tmp_path / "store")) == dump(open_current(home / "store"))


def test_a_graph_that_is_empty_though_documents_are_listed(store: Path) -> None:
    written = Store(str(current_path(store)))
    written.clear()
    written.flush()
    del written
    with pytest.raises(DamageError, match="it is empty, and was built from 2 documents"):
        open_current(store)


def test_claims_are_counted_against_the_listing(store: Path) -> None:
    claimed = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")
    written = Store(str(current_path(store)))
    written.add(Quad(NamedNode("urn:claim"), claimed, NamedNode("urn:p"), NamedNode("urn:doc")))
    written.flush()
    del written
    settings = replace(Settings(), store=store)
    assert list(count_findings(open_current(store), settings)) == ["store: it holds 2 claims, and was built with 1"]


def test_a_newer_layout_is_no_damage_and_is_left_alone(store: Path) -> None:
    file = store / "generations" / "000002.json"
    first, second = file.read_text().split("\n")
    content = json.loads(first)
    content["about"]["made_with"]["layout"] = "99"
    file.write_text(f"{json.dumps(content)}\n{second}")
    before = {path: path.read_bytes() for path in store.rglob("*.json")}
    for attempt in (lambda: open_current(store), lambda: run(store), lambda: run(store, store.parent)):
        with pytest.raises(StoreError, match="its layout is 99, newer than the 3 that this kg knows"):
            attempt()
    assert {path: path.read_bytes() for path in store.rglob("*.json")} == before


def test_a_store_that_is_served_for_writing_is_not_built(store: Path) -> None:
    doing = "has it open for writing (kg serve --writable)"
    with locked(store, doing), pytest.raises(StoreError, match=r"process \d+ on .* has it open for writing .*stop it"):
        run(store)
