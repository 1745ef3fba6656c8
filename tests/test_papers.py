"""What the documents name is there: files, modules, packages in their order, targets of make."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.test_layers import ORDER

PROJECT = Path(__file__).resolve().parent.parent
PAPERS = sorted(
    [
        *PROJECT.glob("*.md"),
        *(PROJECT / "docs").glob("*.md"),
        *PROJECT.glob("benchmarks/*.md"),
        *PROJECT.glob("deploy/*.md"),
    ]
)
FOLDERS = "benchmarks|deploy|docs|kg|ontology|queries|scripts|seeds|tests|web"
OF_A_READER = re.compile(r"NAME|\*|hosts|/\.\.\.")
"""In a path that is the reader's to choose, or an example."""


def told(paper: Path) -> str:
    return paper.read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", PAPERS, ids=[str(paper.relative_to(PROJECT)) for paper in PAPERS])
def test_files_are_there(paper: Path) -> None:
    named = re.findall(rf"(?<![\w./{{-])(?:{FOLDERS})/[\w./*-]*\w", told(paper))
    links = [link for link in re.findall(r"\]\(([^)#\s]+)\)", told(paper)) if "://" not in link]
    missing = {path for path in named if not OF_A_READER.search(path) and not (PROJECT / path).exists()}
    assert missing | {link for link in links if not (paper.parent / link).exists()} == set()


@pytest.mark.parametrize("paper", PAPERS, ids=[str(paper.relative_to(PROJECT)) for paper in PAPERS])
def test_modules_and_what_is_in_them_are_there(paper: Path) -> None:
    if paper.name == "CHANGELOG.md":  # which tells of names of before
        return
    for name in re.findall(r"`(kg\.\w+(?:\.\w+)*)`", told(paper)):
        module, _, last = name.rpartition(".")
        try:
            import_module(name)
        except ModuleNotFoundError:
            assert hasattr(import_module(module), last), name


def test_functions_stand_where_the_walks_say() -> None:
    walks = told(PROJECT / "docs" / "architecture.md").partition("## The walk of one document")[2]
    walks = walks.partition("## Where to change what")[0]
    steps = re.findall(r"`([\w.]+)`(?: and `([\w.]+)`)?, `(kg/[\w/]+)\.py`", walks)
    assert len(steps) > 12
    for first, second, file in steps:
        module = import_module(file.replace("/", ".").removesuffix(".__init__"))
        holder = getattr(module, first.partition(".")[0])
        for name in filter(None, (first.partition(".")[2], second)):
            assert hasattr(holder, name), f"{file}: {name}"


def test_packages_stand_in_their_order() -> None:
    assert re.findall(r"^\| `kg/(\w+)` \|", told(PROJECT / "docs" / "architecture.md"), re.MULTILINE) == ORDER


def test_every_benchmark_is_described() -> None:
    described = set(re.findall(r"`(\w+\.py)`", told(PROJECT / "benchmarks" / "README.md")))
    assert described == {file.name for file in (PROJECT / "benchmarks").glob("*.py")}


def test_make_tells_of_every_target() -> None:
    rules = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", rules, re.MULTILINE)
    assert targets
    assert set(targets[1].split()) == set(re.findall(r"^([a-z]+):.*## ", rules, re.MULTILINE))
