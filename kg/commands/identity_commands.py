"""`kg identity`: why names are one thing, or two."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.guard import guarded
from kg.commands.options import with_store
from kg.commands.terminal import say

if TYPE_CHECKING:
    from kg.identity.explanation import Identity


@click.group(epilog="Example: kg identity show Токаев")
def identity() -> None:
    """Which names are one thing, and why.

    Decisions in a file identity.toml beside the documents overrule it with the next build."""


@identity.command(epilog="Example: kg identity show Токаев --store .kg")
@click.argument("name")
@with_store
@guarded
def show(name: str, store: Path) -> None:
    """What NAME stands for (a label, another form, or the end of an IRI): the names that were taken for one thing,
    from which documents, and why; and what is like it and stays apart."""
    from kg.graph.bearers import NobodyError, Register
    from kg.graph.store import open_current
    from kg.identity.explanation import Identities

    opened = open_current(store)
    names = Register(opened)
    found = sorted(one.iri for one in names.find(name))
    if not found:
        raise NobodyError("", name, names.like(name))
    identities = Identities(opened)
    for at, iri in enumerate(found):
        for line in ([""] if at else []) + [*_lines(identities.identity(iri))]:
            say(line)


def _lines(identity: "Identity") -> Iterator[str]:
    yield f"{identity.name}  {identity.kind}  {identity.iri}"
    for language, label in identity.labels:
        yield f"  label    {language}  {label}"
    for language, alias in identity.aliases:
        yield f"  also     {language}  {alias}"
    for predicate, iri in identity.links:
        yield f"  link     {predicate.rpartition('#')[2]} {iri}"
    for document, words in identity.sources:
        forms = ", ".join(f"{form} ×{count}" if count > 1 else form for form, count in words)
        yield f"  from     {document}: {forms}"
    for reason in identity.reasons:
        yield f"  because  {reason}"
    for apart in identity.apart:
        yield f"  apart    {apart.name}  {apart.kind}  {apart.iri}: {apart.why}"
