"""The saved queries described for programs: as an OpenAPI 3.1 document, and as SHACL executables, the way SIB's
endpoints list theirs (github.com/sib-swiss/sparql-examples): editors and query builders read them from `/.well-
known/sparql-examples`."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from kg.export.turtle import filled_in
from kg.model.namespaces import OWL, RDFS, SCHEMA, SHACL, XSD
from kg.queries.saved import Parameter, SavedQuery
from kg.server.answers.formats import HTML, TURTLE, Format, written
from kg.server.answers.task import Answer
from kg.server.sparql.query import AnswerForm, form_of

_TEXT: Final = {"type": "string", "minLength": 1}
_TAKES: Final[Mapping[str, tuple[Mapping[str, object], object, str]]] = {
    "iri": (
        {**_TEXT, "format": "iri-reference"},
        "city/omsk",
        "an IRI, its part after the base of the graph, or any name",
    ),
    "integer": ({"type": "integer"}, 2021, "a whole number"),
    "decimal": ({"type": "number"}, 1.5, "a number"),
    "date": ({"type": "string", "format": "date"}, "2022-11-28", "a date, a month or a year"),
    "ru": (_TEXT, "Омск", "Russian text"),
    "kk": (_TEXT, "Омбы", "Kazakh text"),
    "en": (_TEXT, "Omsk", "English text"),
    "text": (_TEXT, "forum", "text"),
}
"""What a parameter takes: its schema, an example, and the words for it."""
_PREFIX = re.compile(r"^\s*PREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def openapi(queries: Iterable[SavedQuery], address: str) -> dict[str, object]:
    """What is the same for all queries is in `openapi.json`; `address` is the server's, without a slash at the end."""
    known = list(queries)
    same = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))
    return {
        **same,
        "servers": [{"url": address}],
        "tags": [{"name": tag} for tag in sorted({tag for query in known for tag in query.tags})],
        "paths": {f"/queries/{query.name}": {"get": _operation(query)} for query in known},
    }


def _operation(query: SavedQuery) -> dict[str, object]:
    form = form_of(query)
    return {
        "operationId": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": list(query.tags),
        "parameters": [*map(_parameter, query.parameters), _format(form)],
        "responses": {
            "200": {
                "description": f"Columns: {', '.join(form.columns)}" if form.columns else "The answer",
                "content": {media_type: _content(media_type) for media_type in _media_types(form.formats)},
            },
            **({"300": _ref("responses/MultipleChoices")} if any(p.takes == "iri" for p in query.parameters) else {}),
            "304": _ref("responses/NotModified"),
            "400": _ref("responses/BadRequest"),
            "406": _ref("responses/NotAcceptable"),
            "503": _ref("responses/Unavailable"),
        },
    }


def _parameter(parameter: Parameter) -> dict[str, object]:
    schema, example, words = _TAKES[parameter.takes]
    default = {"default": parameter.default} if parameter.default else {}
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": words,
        "schema": {**schema, **default},
        "example": parameter.default or example,
    }


def _format(form: AnswerForm) -> dict[str, object]:
    return {
        "name": "format",
        "in": "query",
        "required": False,
        "description": "goes before the Accept header",
        "schema": {"enum": [format_.name for format_ in form.formats]},
    }


def _media_types(formats: Iterable[Format]) -> list[str]:
    """A page is always text/html, whatever it was asked for as."""
    given = (format_.media_types if format_.writes else format_.media_types[:1] for format_ in formats)
    return list(dict.fromkeys(media_type for media_types in given for media_type in media_types))


def _content(media_type: str) -> dict[str, object]:
    if media_type in ("application/sparql-results+json", "application/json"):
        return {"schema": _ref("schemas/Results")}
    return {"schema": {"type": "string"}} if media_type != HTML else {}


def _ref(name: str) -> dict[str, object]:
    return {"$ref": f"#/components/{name}"}


def query_examples(queries: Iterable[SavedQuery], address: str, accept: str) -> Answer:
    """As `examples.ttl` has them."""
    known = list(queries)
    declared = sorted({prefix for query in known for prefix in _PREFIX.findall(query.text)})
    prefixes = {"sh": SHACL, "schema": SCHEMA, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "ex": f"{address}/queries/"}
    found = filled_in(
        Path(__file__).with_name("examples.ttl"),
        prefixes,
        address,
        address=address,
        declared=[(BlankNode(f"prefix-{prefix}"), prefix, namespace) for prefix, namespace in declared],
        queries=[(query, *_executable(form_of(query).name)) for query in known],
    )
    # Whoever follows the link in a browser gets the Turtle.
    return written(found, accept, prefixes=prefixes, otherwise=TURTLE)


def _executable(form: str) -> tuple[NamedNode, NamedNode]:
    """The property that has the query, and the class."""
    return NamedNode(SHACL + form), NamedNode(f"{SHACL}SPARQL{form.capitalize()}Executable")
