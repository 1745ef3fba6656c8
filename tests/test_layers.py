"""Who may import whom: a package knows itself and those before it, and nothing after."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parent
PACKAGES: dict[str, tuple[str, str]] = {
    # in the order of the data: (heavy or telling libraries that only these use; packages before it it does not know)
    "model": ("", ""),
    "documents": ("", ""),
    "language": ("spacy", ""),
    "names": ("pyoxigraph", ""),
    "reading": ("", ""),
    "identity": ("pyoxigraph rapidfuzz", "reading"),
    "graph": ("pyoxigraph rdflib pyshacl", "language names reading"),
    "queries": ("pyoxigraph rdflib httpx rich", "documents language names reading identity"),
    "build": ("pyoxigraph", "language queries"),
    "export": ("pyoxigraph fontTools jinja2 resvg_py", "documents language names reading identity build"),
    "server": (
        "pyoxigraph babel jinja2 starlette pyld prometheus_client",
        "documents language names reading identity build",
    ),
    "commands": ("pyoxigraph click rich", ""),
}
ORDER = list(PACKAGES)
SERVER = "answers engine http|view pages sparql resources application processes __init__"
"""The same inside the server; what stands beside each other does not know each other."""
TELLING = {library for libraries, _ in PACKAGES.values() for library in libraries.split()}
ROOMS, ENTRIES = 14, 14
"""Modules in a folder, and entries of the package itself, that one can still survey."""
FILES = sorted(file for file in ROOT.rglob("*.py") if file != ROOT / "__init__.py")


def package(file: Path) -> str:
    return file.relative_to(ROOT).parts[0]


def imports(file: Path) -> Iterator[str]:
    """Every module a file imports, inside functions too; names of `kg` as «kg.name»."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "kg":
            yield from (f"kg.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ROOT)) for file in FILES])
def test_a_module_knows_what_stands_before_it(file: Path) -> None:
    here = package(file)
    libraries, never = (names.split() for names in PACKAGES[here])
    for imported in imports(file):
        outside, *inside = imported.split(".")[:2]
        if outside == "kg":
            assert ORDER.index(inside[0]) <= ORDER.index(here), f"{file}: {imported} stands after {here}"
            assert inside[0] not in never, f"{here} does not know {imported}"
        elif outside in TELLING:
            assert outside in libraries, f"{here} does not know {outside}"


@pytest.mark.parametrize("file", [file for file in FILES if package(file) == "server"], ids=str)
def test_a_room_of_the_server_knows_those_before_it(file: Path) -> None:
    place = {room: at for at, rooms in enumerate(SERVER.split()) for room in rooms.split("|")}
    here = file.relative_to(ROOT / "server").parts[0].removesuffix(".py")
    for imported in imports(file):
        if imported.startswith("kg.server."):
            there = imported.split(".")[2]
            assert there == here or place[there] < place[here], f"{file}: {imported} stands after {here}"


def test_folders_can_be_surveyed() -> None:
    rooms = Counter(file.parent for file in FILES)
    assert {folder: number for folder, number in rooms.items() if number > ROOMS} == {}
    entries = {entry.name for entry in ROOT.iterdir() if not entry.name.startswith("__py")}
    assert len(entries) <= ENTRIES


def test_only_the_command_line_prints() -> None:
    for file in FILES:
        calls = [node.func for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
        printed = any(isinstance(call, ast.Name) and call.id == "print" for call in calls)
        assert not printed, f"{file} prints"


def test_only_the_command_line_reads_the_environment() -> None:
    for file in FILES:
        read = re.search(
            r"getenv|environ\.get|= *os\.environ\b|environ\[[^]]*\](?! *=[^=])", file.read_text(encoding="utf-8")
        )
        assert not read or package(file) == "commands", f"{file} reads the environment"
