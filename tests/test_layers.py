"""Who may import whom: a module knows those below it and nothing above."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
LAYERS: list[set[str]] = [
    {"errors", "facts", "namespaces", "terms", "transliteration"},
    {"config", "iris", "spelling", "store"},
    {"documents", "ontology", "queries", "shapes", "decisions"},
    {"language", "answers", "readings", "parts"},
    {"remote"},
    {"declension", "names", "merging", "rulings", "modality", "ordinals", "pattern", "periods"},
    {"index"},
    {"name_index", "labels"},
    {"gazetteer"},
    {"mentions", "entities", "bodies"},
    {"things", "background"},
    {"resolution"},
    {"minting", "figures"},
    {"rules", "utterances", "claims"},
    {"home"},
    {"extraction", "rdf", "gold"},
    {"graph", "extractors"},
    {"corpus", "export", "evaluation", "check", "identity", "versions"},
    {"build", "server", "push", "status"},
    {"query_arguments", "picture_options"},
    {"rules_commands", "identity_commands", "export_commands", "remote_commands", "serve_commands"},
    {"cli"},
    {"__main__"},
]
"""Lowest first; a module imports from lower layers, and within its own folder."""

NEVER: dict[str, set[str]] = {
    # what reads texts knows no graph, and what serves the graph knows no texts
    **dict.fromkeys(
        ("documents", "language", "mentions", "rules", "extraction"), {"claims", "rdf", "store", "entities", "iris"}
    ),
    **dict.fromkeys(
        ("export", "server", "queries", "answers", "check", "identity", "remote", "push"),
        {"documents", "language", "mentions", "rules", "extraction"},
    ),
    "store": {"rdf", "claims", "facts", "documents"},
    **dict.fromkeys(("entities", "index", "things", "resolution", "background"), {"rules", "language", "store"}),
    "claims": {"rules", "language", "store"},
    "rdf": {"store", "documents.files", "language", "rules"},
    "build": {"cli", "server", "export", "push"},
}
OUTSIDE: dict[str, set[str]] = {
    # heavy or telling libraries, and who may use them
    "spacy": {
        "language",
        "names",
        "modality",
        "pattern",
        "periods",
        "mentions",
        "utterances",
        "home",
        "rules",
        "figures",
        "extraction",
        "rules_commands",
    },
    "pyoxigraph": {
        "rdf",
        "graph",
        "store",
        "answers",
        "check",
        "shapes",
        "gold",
        "queries",
        "export",
        "server",
        "gazetteer",
        "build",
        "cli",
        "identity",
        "export_commands",
        "picture_options",
        "remote",
        "push",
        "remote_commands",
    },
    "httpx": {"remote"},
    "rdflib": {"ontology", "shapes", "check"},
    "pyshacl": {"shapes"},
    "rich": {"cli", "rules_commands", "export_commands", "answers"},
    "click": {
        "cli",
        "rules_commands",
        "identity_commands",
        "export_commands",
        "remote_commands",
        "serve_commands",
        "picture_options",
    },
    "babel": {"server"},
    "jinja2": {"server"},
    "rapidfuzz": {"identity"},
    "fontTools": {"export"},
    "resvg_py": {"export"},
    "starlette": {"server"},
    "pyld": {"server"},
    "prometheus_client": {"server"},
}


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


def modules() -> list[tuple[str, Path]]:
    files = sorted(PACKAGE.rglob("*.py"))
    return [
        (file.relative_to(PACKAGE).parts[0].removesuffix(".py"), file)
        for file in files
        if file != PACKAGE / "__init__.py"
    ]


def layer(name: str) -> int:
    return next(at for at, names in enumerate(LAYERS) if name in names)


FILES = modules()


def test_every_module_has_its_layer() -> None:
    assert {name for name, _ in FILES} <= set().union(*LAYERS)


@pytest.mark.parametrize(("name", "file"), FILES, ids=[str(file.relative_to(PACKAGE)) for _, file in FILES])
def test_imports(name: str, file: Path) -> None:
    for imported in imports(file):
        outside, _, inside = imported.partition(".")
        if outside == "kg":
            known = inside.partition(".")[0]
            assert known == name or layer(known) < layer(name), f"{name} imports {imported}"
            assert known not in NEVER.get(name, set()), f"{name} imports {imported}"
        elif outside in OUTSIDE:
            assert name in OUTSIDE[outside], f"{name} imports {imported}"


def test_only_the_command_line_prints() -> None:
    for name, file in FILES:
        calls = [node.func for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
        printed = any(isinstance(call, ast.Name) and call.id == "print" for call in calls)
        assert not printed, f"{name} prints"


def test_only_the_command_line_reads_the_environment() -> None:
    for name, file in FILES:
        read = re.search(
            r"getenv|environ\.get|= *os\.environ\b|environ\[[^]]*\](?! *=[^=])", file.read_text(encoding="utf-8")
        )
        assert not read or name in ("cli", "remote_commands", "serve_commands"), f"{name} reads the environment"
