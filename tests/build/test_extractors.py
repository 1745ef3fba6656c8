"""Documents read in processes and on a cluster: one that kills its process, or never ends, is set aside alone."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from distributed import LocalCluster

from kg import documents
from kg.build import writers
from kg.build.extractors import cluster, processes, warmed
from kg.build.run import BuildReport, build
from kg.documents.document import Document
from kg.graph.store import dump, open_current
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.model.facts import Extraction
from tests.reader import read_facts

SISTERS = "Города-побратимы Омск и Павлодар."


def read_or_fall(document: Document) -> Extraction:
    if "убит" in document.reading:
        os.kill(os.getpid(), signal.SIGKILL)
    if "уйдёт" in document.reading:
        os._exit(3)
    while "вечно" in document.reading:
        pass
    return read_facts(document)


TEXTS = {
    "1.txt": SISTERS,
    "2.txt": "Процесс убит.",
    "3.txt": "Города-побратимы Тверь и Омск.",
    "4.txt": "Это длится вечно.",
    "5.txt": "Процесс уйдёт.",
    "6.txt": "Ещё раз: города-побратимы Омск и Павлодар.",
}
FALLEN = {
    "2.txt": "its process ended by signal SIGKILL",
    "4.txt": "it took longer than 1 s; --time-limit allows more",
    "5.txt": "its process ended with code 3",
}


def open_or_fall(file: Path) -> Document:
    """A layout that is never recognised is a document like the others."""
    read_or_fall(Document("", file.name, file.name, file.name, "ru", "plain", sha256=""))
    return documents.read(file)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


def run(store: Path, texts: Path, *, jobs: int = 0, time_limit: float = 60, dask: str = "") -> BuildReport:
    settings = replace(Settings(), store=store)
    extract = read_or_fall if jobs else read_facts
    return build([texts], settings, extract=extract, jobs=jobs, time_limit=time_limit, dask=dask)


def dumped(store: Path) -> bytes:
    return dump(open_current(store))


def test_processes_write_what_one_process_writes(tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "_FEW", 1)
    stores = [tmp_path / "by-one", tmp_path / "by-two"]
    for text in ("Города-побратимы Омск и Тверь.", "Города-побратимы Тверь и Павлодар."):
        (texts / "changing.txt").write_text(text)
        for jobs, store in zip((0, 2), stores, strict=True):
            build([texts], replace(Settings(), store=store), extract=read_facts, jobs=jobs)
    assert dumped(stores[0]) == dumped(stores[1])


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_others_are_read(tmp_path: Path, texts: Path, jobs: int) -> None:
    report = run(tmp_path / "store", texts, jobs=jobs, time_limit=1)
    assert report.documents == 3
    assert set(report.failures) == {f"{texts / name}: not understood: {why}" for name, why in FALLEN.items()}
    for name in FALLEN:
        (texts / name).unlink()
    run(tmp_path / "other", texts)
    assert dumped(tmp_path / "store") == dumped(tmp_path / "other")


def test_files_are_opened_in_the_processes_too(tmp_path: Path, texts: Path) -> None:
    fallen = {"читается вечно.txt": FALLEN["4.txt"], "убит.txt": FALLEN["2.txt"]}
    for name in TEXTS:
        (texts / name).write_text(SISTERS)
    for name in fallen:
        (texts / name).write_text(SISTERS)
    settings = replace(Settings(), store=tmp_path / "store")
    report = build([texts], settings, read=open_or_fall, extract=read_facts, jobs=1, time_limit=1)
    assert report.documents == len(TEXTS)
    assert set(report.failures) == {f"{texts / name}: not understood: {why}" for name, why in fallen.items()}


def test_what_was_set_aside_is_tried_again(tmp_path: Path, texts: Path) -> None:
    run(tmp_path / "store", texts, jobs=1, time_limit=1)
    report = run(tmp_path / "store", texts)
    assert (report.documents, report.read, report.failures) == (6, 3, ())


@pytest.mark.parametrize("times", [0, 1, 2])
def test_processes_that_begin_before_they_are_needed(texts: Path, times: int) -> None:
    """They are used once; whoever asks again gets others, and nobody is left of those that nobody asked for."""
    document = documents.read(texts / "1.txt")
    with warmed(partial(processes, documents.read, read_or_fall, 2, 60), 2) as extracting:
        for _ in range(times):
            with extracting() as extractor:
                assert extractor.extract(document)() == read_facts(document)
    assert multiprocessing.active_children() == []


KILLED = """
from dataclasses import replace
from pathlib import Path
from kg.build.run import build
from kg.model.config import Settings
from tests.build.test_extractors import read_or_fall
if __name__ == "__main__":
    build([Path({texts!r})], replace(Settings(), store=Path({store!r})), extract=read_or_fall, jobs=2, time_limit=600)
"""


def test_processes_end_with_a_build_that_was_killed(tmp_path: Path, texts: Path) -> None:
    (texts / "2.txt").write_text("И это вечно.")
    script = tmp_path / "script.py"
    script.write_text(KILLED.format(texts=str(texts), store=str(tmp_path / "store")))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen([sys.executable, str(script)], start_new_session=True, env=environment) as process:
        wait_for(lambda: processes_of(process.pid) >= 3)
        process.kill()
    wait_for(lambda: processes_of(process.pid) == 0)


def processes_of(group: int) -> int:
    count = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            state, _, of = place.joinpath("stat").read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        count += of == str(group) and state != "Z"
    return count


def wait_for(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it did not come to that within a minute")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        yield local.scheduler_address


def test_a_cluster_changes_nothing(tmp_path: Path, texts: Path, scheduler: str) -> None:
    report = run(tmp_path / "store", texts, dask=scheduler)
    assert (report.documents, report.read, report.failures) == (6, 6, ())
    run(tmp_path / "other", texts)
    assert dumped(tmp_path / "store") == dumped(tmp_path / "other")


def process_number() -> str:
    return str(os.getpid())


def test_a_cluster_of_another_version_is_refused(scheduler: str) -> None:
    with (
        pytest.raises(KgError, match="has another version of kg"),
        cluster(documents.read, read_facts, scheduler, time_limit=1, version=process_number),
    ):
        pass


def test_an_address_of_no_cluster(tmp_path: Path, texts: Path) -> None:
    with pytest.raises(KgError, match="no dask scheduler answers at nowhere://here"):
        run(tmp_path / "store", texts, dask="nowhere://here")
