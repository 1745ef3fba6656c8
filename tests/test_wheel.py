"""The wheel: what is in it, and that it does without a clone what a clone does."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ("ontology", "queries", "seeds")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    builders = pytest.importorskip("hatchling.builders.wheel")
    return Path(next(builders.WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")))))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(wheel) as file:
        file.extractall(folder)
    return folder


def files(folder: str) -> set[str]:
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in found}


def test_it_holds_the_package_and_what_it_reads(wheel: Path) -> None:
    with ZipFile(wheel) as file:
        held = {name for name in file.namelist() if ".dist-info/" not in name}
    beside = {f"kg/resources/{name}" for folder in BESIDE for name in files(folder)}
    assert all(len(files(folder)) > 5 for folder in BESIDE)
    assert held == files("kg") | beside


def run(installed: Path, here: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    known = {name: value for name, value in os.environ.items() if name != "KG_STORE"} | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "kg.commands", *arguments]
    return subprocess.run(command, cwd=here, env=known, capture_output=True, text=True, check=False)


@pytest.mark.model
def test_without_a_clone_everything_works(installed: Path, tmp_path: Path) -> None:
    built = run(installed, tmp_path, "build")
    assert built.returncode == 0, built.stderr
    assert f"the seeds are read, {installed}/kg/resources/seeds" in built.stderr
    assert "5 documents (5 read" in built.stderr
    answered = run(installed, tmp_path, "query", "sister-cities", "--param", "entity=Омск")
    assert "Павлодар" in answered.stdout, answered.stderr
    exported = run(installed, tmp_path, "export", "gexf", "--output", "map.gexf")
    assert exported.returncode == 0, exported.stderr
    assert (tmp_path / "map.gexf").stat().st_size > 10_000
    checked = run(installed, tmp_path, "check")
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stderr
    assert {path.name for path in tmp_path.iterdir()} == {".kg", "map.gexf"}


def test_without_a_clone_pages_are_there(installed: Path, tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\n"
        "import kg\n"
        "from kg.server.answers.reader import Reader\n"
        "from kg.server.pages.refusal import refusal\n"
        "from kg.server.view.rendering import STATIC, asset\n"
        "print(kg.__file__, refusal(Reader('kk'), 404, 'x').status, asset('pages.css'), STATIC)"
    )
    known = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=known, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith(str(installed)), done.stderr
    assert done.stdout.split()[1] == "404"
