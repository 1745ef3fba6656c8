"""What a build does when the disk fills up, the store may not be written to, or a text goes away under its hands."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from kg import documents
from kg.build.run import BuildReport, build
from kg.documents.document import Document
from kg.graph.store import dump, open_current
from kg.model.config import Settings
from kg.model.errors import StoreError
from tests.reader import read_facts

SISTERS = "Города-побратимы Омск и Павлодар."
NOISE = " ".join(sha256(bytes([number % 256, number // 256])).hexdigest() for number in range(60_000))
"""A text that does not get small when it is packed."""
SIZE = 256 * 2**20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, small enough to be filled."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(place)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def settings(disk: Path) -> Settings:
    return replace(Settings(), store=disk / "store")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{SISTERS} Тверь {number}.")
    return folder


def run(settings: Settings, texts: Path) -> BuildReport:
    return build([texts], settings, extract=read_facts)


def fill(disk: Path, *, leaving: int) -> Path:
    """A file that leaves so many bytes free."""
    ballast = disk / "ballast"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with ballast.open("wb") as file:
        file.write(bytes(max(0, free - leaving)))
    return ballast


@pytest.mark.parametrize("leaving", [0, 4_096, 100_000, 1_000_000])
def test_a_full_disk_is_one_line_and_the_store_stays(settings: Settings, texts: Path, disk: Path, leaving: int) -> None:
    run(settings, texts)
    before = dump(open_current(settings.store))
    ballast = fill(disk, leaving=leaving)
    (texts / "large.txt").write_text(f"{SISTERS} {NOISE}")
    with pytest.raises(StoreError) as caught:
        run(settings, texts)
    assert str(settings.store) in str(caught.value)
    assert "No space left" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert dump(open_current(settings.store)) == before
    ballast.unlink()
    assert run(settings, texts).documents == 4
    assert dump(open_current(settings.store)) != before


def test_a_full_disk_has_no_place_for_a_first_build(settings: Settings, texts: Path, disk: Path) -> None:
    ballast = fill(disk, leaving=0)
    with pytest.raises(StoreError, match="No space left"):
        run(settings, texts)
    ballast.unlink()
    assert run(settings, texts).documents == 3


def test_a_store_that_may_only_be_read_answers_and_is_not_built(settings: Settings, texts: Path, disk: Path) -> None:
    run(settings, texts)
    before = dump(open_current(settings.store))
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(StoreError, match="Read-only file system"):
        run(settings, texts)
    assert dump(open_current(settings.store)) == before


def test_a_text_that_vanishes_while_it_is_read_fails_alone(tmp_path: Path, texts: Path) -> None:
    def read(path: Path) -> Document:
        if path.name == "1.txt":
            path.unlink()
        return documents.read(path)

    report = build([texts], replace(Settings(), store=tmp_path / "store"), read=read, extract=read_facts)
    assert report.documents == 2
    assert report.failures == (f"{texts / '1.txt'}: No such file or directory",)
