"""Statements as Turtle, with what differs filled in by jinja2.

What is filled in is written as the term that it is, so nothing of it can end a term or a statement."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.model.namespaces import XSD


def filled_in(file: Path, prefixes: Mapping[str, str], base: str, /, **values: object) -> list[Triple]:
    """The statements of a file, in its order. Relative IRIs are relative to `base`.

    Words and numbers become literals, and a list stands for all that is in it. Raises ValueError for what is to be an
    IRI and is none."""
    declared = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in prefixes.items())
    text = declared + _template(file).render(values)
    return [quad.triple for quad in parse(text, RdfFormat.TURTLE, base_iri=base)]


@cache
def _template(file: Path) -> Template:
    templates = Environment(finalize=_term, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    templates.filters |= {"iri": NamedNode, "spoken": _spoken, "typed": _typed}
    return templates.from_string(file.read_text(encoding="utf-8"))


def _term(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_term, value))
    return str(Literal(value) if isinstance(value, str | int | float) else value)


def _spoken(by_language: Mapping[str, str]) -> list[Literal]:
    return [Literal(text, language=language) for language, text in by_language.items()]


def _typed(value: object, name: str) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + name))
