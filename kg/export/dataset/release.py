"""A release: the graph in every format, its tables, its terms, and what is to be told of it, as files in one folder
that can be put anywhere.

No clock is asked: the same graph, date and address give the same bytes."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import file_digest
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined
from pyoxigraph import QuerySolutions, RdfFormat, Store, serialize

from kg.export.dataset import facts as told
from kg.export.dataset.crate import crate, for_search_engines
from kg.export.dataset.description import DESCRIPTION_PREFIXES, File, PublishedAt, catalogue
from kg.export.dataset.facts import Facts, facts
from kg.export.formats import FILES
from kg.export.formats.columns import charted
from kg.export.formats.dumps import DumpFormat
from kg.export.formats.format import MapFormat
from kg.export.network.selection import Selection, network_of
from kg.export.words import words
from kg.graph.ontology import Ontology
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.queries import answers
from kg.queries.saved import SavedQuery

PAGE: Final = "index.html"
METADATA: Final = "ro-crate-metadata.json"
CHECKSUMS: Final = "SHA256SUMS"
_LANGUAGES: Final = ("en", "ru", "kk")
"""The page has all three, in this order."""
_TERMS: Final = {
    "interregional.ttl": "Ontology",
    "vocabulary.ttl": "Concepts",
    "shapes.ttl": "SHACL shapes",
    "rules.ttl": "Rules that read the texts",
}
_ADDRESS = re.compile(r"https?://[^/\s<>\"{}|\\^`?#]++(?:/[^\s<>\"{}|\\^`?#]*+)?")
_HERE = "https://release.invalid/"
"""Stands for the folder while its addresses are made: no name of a host ends so (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Release:
    folder: Path
    issued: str = ""
    """Its day; that of the newest document when empty."""
    address: str = ""
    """Where the folder will stand; addresses are relative to wherever it is when empty."""

    def write(
        self, store: Store, settings: Settings, queries: Mapping[str, SavedQuery], made_with: Mapping[str, str]
    ) -> list[File]:
        """Gives the files of the graph and its tables. Raises KgError when the folder is not empty, or cannot be
        written to."""
        known = facts(store, settings.base, made_with=made_with, publication=settings.publication)
        known = replace(known, issued=_day(self.issued) or known.newest)
        _address(self.address)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if any(self.folder.iterdir()):
                raise KgError(f"{self.folder}: not empty; a release takes a folder of its own")
            files = list(self._contents(store, settings, queries))
            self._describe(store, known, files, list(self._terms(settings)))
        except OSError as error:
            raise KgError(f"{error.filename or self.folder}: {error.strerror or error}") from None
        return files

    def _contents(self, store: Store, settings: Settings, queries: Mapping[str, SavedQuery]) -> Iterator[File]:
        chart = charted(network_of(store, Ontology.load(settings.ontology), Selection()), layout=True)
        for name, form in FILES.items():
            with (self.folder / name).open("wb") as out:
                if isinstance(form, MapFormat):
                    form.write(chart, out)
                else:
                    form.write(store, out, base=settings.base, publication=settings.publication)
            yield self._file(name, form.title, form.media_type, rdf=isinstance(form, DumpFormat))
        for name, query in sorted(queries.items()):
            table = _table(store, query)
            if table is not None:
                yield self._written(f"tables/{name}.csv", table, query.summary, "text/csv")

    def _terms(self, settings: Settings) -> Iterator[File]:
        for name, title in _TERMS.items():
            # Rules are written relative to the base of the graph.
            content = f"@base <{settings.base}> .\n".encode() + (settings.ontology / name).read_bytes()
            yield self._written(f"ontology/{name}", content, title, RdfFormat.TURTLE.media_type)

    def _describe(self, store: Store, known: Facts, files: list[File], terms: list[File]) -> None:
        here = _address(self.address)
        placed = [replace(file, address=here + file.address) for file in files]
        triples = catalogue(store, known, PublishedAt(here + PAGE, placed))
        described = [
            self._written(name, _relative(serialize(triples, format=form, prefixes=prefixes) or b""), title, media_type)
            for name, form, prefixes, title, media_type in (
                ("dataset.ttl", RdfFormat.TURTLE, DESCRIPTION_PREFIXES, "VoID, DCAT and PROV, Turtle", "text/turtle"),
                ("dataset.jsonld", RdfFormat.JSON_LD, None, "VoID, DCAT and PROV, JSON-LD", "application/ld+json"),
            )
        ]
        described.append(self._written(PAGE, _page(known, [*files, *terms]), "Landing page", "text/html"))
        about = crate(known, [*files, *terms, *described])
        self._written(METADATA, _json(about), "RO-Crate", "application/ld+json")
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        # As `sha256sum` writes and checks them.
        sums = "".join(f"{_sha256(path)}  {path.relative_to(self.folder).as_posix()}\n" for path in paths)
        (self.folder / CHECKSUMS).write_text(sums, encoding="utf-8")

    def _written(self, name: str, content: bytes, title: str, media_type: str) -> File:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return self._file(name, title, media_type)

    def _file(self, name: str, title: str, media_type: str, *, rdf: bool = False) -> File:
        path = self.folder / name
        return File(name, title, media_type, rdf, path.stat().st_size, _sha256(path))


def _table(store: Store, query: SavedQuery) -> bytes | None:
    """The rows of a saved query as CSV; None of one that gives none, is drawn as a map, or needs a parameter."""
    if query.federated or "map" in query.tags or any(parameter.required for parameter in query.parameters):
        return None
    found = answers.ask(store, query.text_with({}))
    if not isinstance(found, QuerySolutions):
        return None
    return answers.serialise(found, "csv")


def _page(known: Facts, files: Sequence[File]) -> bytes:
    """`landing.html` filled in: one file that needs no server, runs no script and loads no other file."""
    templates = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    page = templates.from_string(Path(__file__).with_name("landing.html").read_text(encoding="utf-8")).render(
        facts=known,
        files=files,
        told=told,
        words=words("landing"),
        languages=_LANGUAGES,
        structured=for_search_engines(known, files),
        size=_size,
    )
    return page.lstrip().encode()


def _size(size: int) -> str:
    return f"{size:,} B" if size < 10_000 else f"{size / 1000:,.0f} kB"


def _relative(content: bytes) -> bytes:
    """The folder itself is named by nothing."""
    return content.replace(b"<" + _HERE.encode(), b"<").replace(b'"' + _HERE.encode(), b'"')


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _address(text: str) -> str:
    if not text:
        return _HERE
    if not _ADDRESS.fullmatch(text):
        raise KgError(f"--address {text!r}: expected an address like https://example.org/release/")
    return text.rstrip("/") + "/"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise KgError(f"--date {text!r}: expected a day like 2022-11-28") from None
