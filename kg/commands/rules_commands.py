"""`kg rules`: which rules there are, what they read in a text, and whether a researcher's own hold."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from kg.commands.guard import FAILED
from kg.commands.terminal import note as tell
from kg.commands.terminal import print_table, say
from kg.model.config import Settings
from kg.model.errors import KgError

if TYPE_CHECKING:
    from kg.documents.document import Document
    from kg.language.tokens import Doc
    from kg.model.facts import Extraction, Found
    from kg.reading.rules.loading import RuleModule

_own_rules = click.option(
    "--rules", type=click.Path(path_type=Path), metavar="DIR", help="Folder of rule files of your own, read as well."
)


@click.group()
def rules() -> None:
    """List the rules, try them on a text, test your own (docs/rules.md says how to write one)."""


@rules.command("list", epilog="Example: kg rules list --rules my-rules")
@_own_rules
def list_rules(rules: Path | None) -> None:
    """List every rule with the facts it states and a sentence it reads."""
    from kg.reading.rules import table

    rows = [*table.of_patterns(_loaded(rules)), *table.of_functions()]
    print_table(("rule", "states", "example", "from"), [row[:4] for row in rows])


@rules.command("test", epilog="Example: kg rules test my-rules")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def test_rules(folder: Path) -> int:
    """Read the CASES of each rule file with its own rules, and print a line for each that fails."""
    from kg.reading.rules.cases import difference
    from kg.reading.rules.loading import mistake_of

    count = failed = 0
    for module in _loaded(folder):
        for case in module.cases:
            try:
                wrong = difference(case, module.rules)
            except Exception as error:  # a reading function of the rule file's own may raise anything
                raise mistake_of(error, [module.path], f"{module.path}:{case.line}") or error from None
            count += 1
            if wrong:
                failed += 1
                say(f"{module.path}:{case.line}: {wrong}")
    tell(f"{count} cases, {failed} failed")
    return FAILED if failed else 0


@rules.command("try", epilog='Example: kg rules try "Псков и Тарту стали городами-побратимами."')
@click.argument("text", metavar="TEXT|-")
@_own_rules
def try_rules(text: str, rules: Path | None) -> None:
    """Read a text as a build would, and show its mentions, and which rules state what on which words."""
    from kg.language.analysis import analyse
    from kg.names.gazetteer import Gazetteer
    from kg.reading.extraction import extract
    from kg.reading.rules.loading import mistake_of

    modules = _loaded(rules)
    document = _document(_given(text))
    gazetteer = Gazetteer.load(Settings().ontology / "gazetteer.ttl")
    try:
        extraction = extract(document, gazetteer, [rule for module in modules for rule in module.rules])
    except Exception as error:
        raise mistake_of(error, [module.path for module in modules]) or error from None
    for note in document.notes:
        tell(note)
    for line in _shown(document, extraction, analyse(document)):
        say(line)


def _loaded(folder: Path | None) -> "tuple[RuleModule, ...]":
    if folder is None:
        return ()
    from kg.reading.rules.folder import read_folder
    from kg.reading.rules.loading import load

    return load(read_folder(folder))


def _given(text: str) -> str:
    try:
        # An argument that is no UTF-8 comes with its bytes as surrogates.
        return (sys.stdin.buffer.read() if text == "-" else text.encode("utf-8", "surrogateescape")).decode()
    except UnicodeDecodeError:
        raise KgError("the text is not UTF-8") from None


def _document(text: str) -> "Document":
    """The text as if it were in a file: layout, speakers and language are found in the same way."""
    from kg import documents

    if not any(character.isalpha() for character in text):
        raise KgError("no letters in the text")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_text(text, encoding="utf-8", newline="")
        return documents.read(file)


def _shown(document: "Document", extraction: "Extraction", doc: "Doc") -> Iterator[str]:
    for mention in extraction.mentions:
        known = f" ({mention.key})" if mention.key else "" if mention.named else " (a description)"
        yield f"{mention.kind}  «{mention.text}»  {mention.name}{known}"
    if not extraction.mentions:
        yield "no mentions"
    yield ""
    for found in extraction.found:
        yield f"{found.rule}  {found.modality}  {found.confidence:g}"
        yield f"  {type(found.fact).__name__}  {_fields(found)}"
        yield f"  {_in_its_sentence(found, document, doc)}"
    if not extraction.found:
        yield "no rule states anything"


def _fields(found: "Found") -> str:
    """«city: Псков; sister_city_of: Тарту», in names."""
    from dataclasses import fields

    known = ((field.name, getattr(found.fact, field.name)) for field in fields(found.fact))  # type: ignore[arg-type]
    return "; ".join(f"{name}: {_named(value)}" for name, value in known if value not in (None, "", ()))


def _named(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_named, value))
    return str(getattr(value, "name", None) or getattr(value, "text", None) or value)


def _in_its_sentence(found: "Found", document: "Document", doc: "Doc") -> str:
    """The sentence, the words that the rule matched in it marked: «Сегодня [[Псков и Тарту]] …»."""
    first, last = document.read(found.start, found.end)
    span = doc.char_span(first, last, alignment_mode="expand")
    start = min(span.sent.start_char, first) if span is not None else first
    end = max(span[-1].sent.end_char, last) if span is not None else last
    text = document.reading
    return " ".join(f"{text[start:first]}[[{text[first:last]}]]{text[last:end]}".split())
