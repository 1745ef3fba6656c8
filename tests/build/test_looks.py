"""What a build opens when nothing has changed, and that whatever changes is seen."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kg.build import looks
from kg.build.run import BuildReport, build
from kg.model.config import Settings
from tests.reader import read_facts

OPENED: list[str] = []
"""Files opened while somebody listens."""
_LISTENING = [False]
sys.addaudithook(lambda event, told: OPENED.append(str(told[0])) if event == "open" and _LISTENING[0] else None)


@contextmanager
def listened() -> Iterator[None]:
    OPENED.clear()
    _LISTENING[0] = True
    try:
        yield
    finally:
        _LISTENING[0] = False


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Nobody writes to a file here in the moment a build looks at it.
    monkeypatch.setattr(looks, "TICK", 0.0)
    folder = tmp_path / "texts"
    (folder / "below").mkdir(parents=True)
    (folder / "one.txt").write_text("Города-побратимы Омск и Павлодар.")
    (folder / "below" / "two.txt").write_text("Города-побратимы Тверь и Омск.")
    return folder


def run(texts: Path) -> BuildReport:
    return build([texts], replace(Settings(), store=texts.parent / "store"), extract=read_facts)


def test_no_text_is_opened_when_nothing_has_changed(texts: Path) -> None:
    first = run(texts)
    with listened():
        again = run(texts)
    assert replace(again, seconds=0) == replace(first, read=0, seconds=0)
    assert not [file for file in OPENED if file.startswith(str(texts)) or file.endswith((".sst", ".sqlite", ".json"))]


def test_no_other_text_is_opened_when_one_has_changed(texts: Path) -> None:
    run(texts)
    (texts / "below" / "three.txt").write_text("Владимир Путин: Тверь.")
    with listened():
        assert run(texts).read == 1
    assert {Path(file).name for file in OPENED if file.startswith(str(texts)) and file.endswith(".txt")} == {
        "three.txt"
    }


def test_looks_are_of_one_list_of_documents(texts: Path) -> None:
    """Where that of an earlier generation had to be taken, its stamps are those of other files."""
    run(texts)
    stamps = texts.parent / "store" / "stamps"
    stamps.write_bytes(b"another" + stamps.read_bytes())
    (texts / "below" / "three.txt").write_text("Владимир Путин: Тверь.")
    with listened():
        assert run(texts).read == 1
    assert {Path(file).name for file in OPENED if file.startswith(str(texts)) and file.endswith(".txt")} == {
        "one.txt",
        "two.txt",
        "three.txt",
    }


def same_size_and_time(texts: Path) -> None:
    file = texts / "one.txt"
    before = file.stat()
    file.write_text(file.read_text().replace("Павлодар", "Тверь   "))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def another_of_the_name(texts: Path) -> None:
    (texts / "new").write_text("Города-побратимы Тверь и Павлодар.")
    (texts / "new").rename(texts / "below" / "two.txt")


CHANGES: dict[str, tuple[Callable[[Path], object], int]] = {
    "a text of the same size and time": (same_size_and_time, 1),
    "another file of the name": (another_of_the_name, 1),
    "one more": (lambda texts: (texts / "below" / "three.txt").write_text("Владимир Путин: Тверь."), 1),
    "a manifest": (lambda texts: (texts / "manifest.toml").write_text('["one.txt"]\ndate = "2021-02-03"\n'), 1),
    "a manifest below": (
        lambda texts: (texts / "below" / "manifest.toml").write_text('["two.txt"]\ndate = "2021-02-03"'),
        1,
    ),
    "one less": (lambda texts: (texts / "one.txt").unlink(), 0),
    "hidden": (lambda texts: (texts / ".three.txt").write_text("Владимир Путин: Тверь."), 0),
}


@pytest.mark.parametrize(("change", "read"), CHANGES.values(), ids=CHANGES)
def test_what_changes_is_seen(texts: Path, change: Callable[[Path], object], read: int) -> None:
    before = run(texts)
    change(texts)
    after = run(texts)
    assert after.read == read
    assert after.documents == before.documents + {"one more": 1, "one less": -1}.get(_name(change), 0)


def _name(change: Callable[[Path], object]) -> str:
    return next(name for name, (one, _) in CHANGES.items() if one is change)


def test_a_store_that_is_not_as_the_build_left_it_is_looked_through(texts: Path) -> None:
    run(texts)
    (listing,) = (texts.parent / "store" / "generations").glob("*.json")
    listing.write_bytes(listing.read_bytes().replace(b"one.txt", b"two.txt"))
    assert run(texts).documents == 2
    assert b"one.txt" in max((texts.parent / "store" / "generations").glob("*.json")).read_bytes()


def test_a_file_just_written_to_is_read_again(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "TICK", 3600.0)
    run(texts)
    assert not (texts.parent / "store" / looks.NAME).exists()
