"""Generations of the store: what a reader sees before, during and after a build, and after one that was killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.graph.store import Generation, ListedDocument, current_name, dump, locked, manifest, open_current
from kg.model.errors import StoreError

HELD = """
import sys, time
from pathlib import Path
from pyoxigraph import NamedNode, Quad
from kg.graph.store import Generation, locked
with locked(Path(sys.argv[1])):
    generation = Generation(Path(sys.argv[1]))
    generation.add([Quad(NamedNode("urn:half"), NamedNode("urn:p"), NamedNode("urn:o"))])
    print("building", flush=True)
    time.sleep(60)
"""


def quad(name: str) -> Quad:
    return Quad(NamedNode(f"urn:{name}"), NamedNode("urn:p"), NamedNode("urn:o"))


def build(folder: Path, *names: str) -> None:
    with locked(folder):
        generation = Generation(folder)
        generation.add(map(quad, names))
        generation.publish([ListedDocument(name, f"/{name}.txt", "/", "0" * 64, "1" * 32) for name in names])


def subjects(folder: Path) -> list[str]:
    return sorted(str(one.subject) for one in open_current(folder))


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "generations").iterdir())


@pytest.fixture
def building(tmp_path: Path) -> "subprocess.Popen[str]":
    """Another process in the middle of a build in `tmp_path`."""
    process = subprocess.Popen([sys.executable, "-c", HELD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "building\n"
    return process


def test_a_generation_is_seen_once_it_is_published(tmp_path: Path) -> None:
    build(tmp_path, "a")
    with locked(tmp_path):
        generation = Generation(tmp_path)
        generation.add([quad("b")])
        assert subjects(tmp_path) == ["<urn:a>"]
        generation.publish([])
    assert subjects(tmp_path) == ["<urn:b>"]


def test_the_generation_before_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    for name in "abc":
        build(tmp_path, name)
    assert generations(tmp_path) == ["000002", "000002.json", "000003", "000003.json"]
    assert current_name(tmp_path) == "000003"


def test_a_reader_of_the_generation_before_reads_on(tmp_path: Path) -> None:
    build(tmp_path, "a")
    reader = open_current(tmp_path)
    build(tmp_path, "b")
    assert [str(one.subject) for one in reader] == ["<urn:a>"]


def test_readers_cannot_write(tmp_path: Path) -> None:
    build(tmp_path, "a")
    with pytest.raises(RuntimeError, match="read-write"):
        open_current(tmp_path).add(quad("b"))


def test_manifest_is_that_of_the_current_generation(tmp_path: Path) -> None:
    assert manifest(tmp_path) == ()
    build(tmp_path, "b", "a")
    assert [entry.id for entry in manifest(tmp_path)] == ["a", "b"]


def test_equal_stores_dump_equal_bytes(tmp_path: Path) -> None:
    build(tmp_path / "one", "a", "b")
    build(tmp_path / "other", "b", "a")
    assert dump(open_current(tmp_path / "one")) == dump(open_current(tmp_path / "other"))
    assert dump(open_current(tmp_path / "one")).count(b"\n") == 2


def test_a_second_build_is_told_who_holds_the_lock(tmp_path: Path, building: "subprocess.Popen[str]") -> None:
    with building:
        with pytest.raises(StoreError, match=f"process {building.pid} .* is building here"), locked(tmp_path):
            pass
        building.kill()


def test_a_killed_build_leaves_the_current_generation_and_the_next_clears_up(tmp_path: Path) -> None:
    build(tmp_path, "a")
    with subprocess.Popen([sys.executable, "-c", HELD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
    assert generations(tmp_path) == ["000001", "000001.json", "000002"]
    assert subjects(tmp_path) == ["<urn:a>"]
    build(tmp_path, "b")
    assert subjects(tmp_path) == ["<urn:b>"]
    assert generations(tmp_path) == ["000001", "000001.json", "000002", "000002.json"]


def remove_current(folder: Path) -> None:
    (folder / "CURRENT").unlink()


def point_nowhere(folder: Path) -> None:
    (folder / "CURRENT").write_text("000099")


def point_outside(folder: Path) -> None:
    (folder / "CURRENT").write_text("../generations/000001")


def spoil_pointer(folder: Path) -> None:
    (folder / "CURRENT").write_bytes(b"\xff\xfe\x00")


def spoil_store(folder: Path) -> None:
    for path in (folder / "generations" / "000001").iterdir():
        path.write_bytes(b"spoilt")


def empty_store(folder: Path) -> None:
    for path in (folder / "generations" / "000001").iterdir():
        path.unlink()


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (remove_current, "no store here; build one with: kg build"),
        (point_nowhere, "'000099', which is no generation here"),
        (point_outside, "which is no generation here"),
        (spoil_pointer, "not readable"),
        (spoil_store, "the store is damaged"),
        (empty_store, "the store is damaged"),
    ],
)
def test_what_is_wrong_with_a_store_is_said_in_one_line(
    tmp_path: Path, damage: Callable[[Path], None], message: str
) -> None:
    build(tmp_path, "a")
    damage(tmp_path)
    with pytest.raises(StoreError, match=message) as raised:
        open_current(tmp_path)
    assert "\n" not in str(raised.value)


def test_a_damaged_manifest_is_no_empty_one(tmp_path: Path) -> None:
    build(tmp_path, "a")
    (tmp_path / "generations" / "000001.json").write_text("[{")
    with pytest.raises(StoreError, match="list of documents is damaged; build it again: kg build"):
        manifest(tmp_path)


def test_a_store_in_a_place_nobody_can_write_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="a store needs a folder"), locked(tmp_path / "file"):
        pass
