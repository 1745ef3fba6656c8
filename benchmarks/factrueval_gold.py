"""The annotations of FactRuEval-2016: objects with the spans they are made of, and who holds which position where.

One document is `NAME.txt` with four layers beside it: `.spans` (typed words), `.objects` (mentions made of spans),
`.coref` (which mentions are one thing), `.facts`. Offsets are code points of the text, end exclusive."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["person", "organisation", "place"]
KINDS: tuple[Kind, ...] = ("person", "organisation", "place")

_KIND: dict[str, Kind] = {"Person": "person", "Org": "organisation", "LocOrg": "place", "Location": "place"}
"""A territory that acts (LocOrg) counts as a place, which the task allows («-l» of its comparator)."""

_NAMING: dict[Kind, frozenset[str]] = {
    "person": frozenset({"name", "surname", "patronymic", "nickname"}),
    "organisation": frozenset({"org_name", "loc_name"}),
    "place": frozenset({"loc_name", "org_name"}),
}
"""The types of span that the comparator of the task gives weight; descriptors («движение», «город») have none."""

_FLAT: dict[Kind, frozenset[str]] = {
    "person": _NAMING["person"],
    "organisation": frozenset({"org_name"}),
    "place": frozenset({"loc_name"}),
}


class Span(NamedTuple):
    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Object:
    kind: Kind
    core: Span | None
    """From its first naming word to its last; None when it is a description or an adjective alone («подмосковный»)."""
    extent: Span
    """All its words, descriptors included."""
    names: tuple[Span, ...]
    """What a tagger without nesting is asked for: a person whole, the proper name of an organisation or place."""

    def agrees(self, span: Span) -> bool:
        """Whether a span holds all naming words and none beside the object's own."""
        return self.extent.holds(span) and span.holds(self.core or self.extent)


@dataclass(frozen=True, slots=True)
class Occupation:
    who: tuple[Object, ...]
    """All mentions of the person in the document."""
    positions: tuple[str, ...]
    """Alternatives, as they stand in the text; none when the text has no word for it."""
    where: tuple[Object, ...]
    """All mentions of the body or territory, and of those it is a part of; none when it is not said."""
    difficult: bool
    """Not asked for in the easier variant."""
    phase: bool
    """Its beginning or end is annotated too, which the harder variant asks for."""
    unreal: bool
    """Possible, future or denied: not asked for in the harder variant."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The layers of one document."""

    path: Path
    objects: tuple[Object, ...]
    occupations: tuple[Occupation, ...]


def load(devset: Path) -> list[Annotated]:
    """All documents of the folder, by name. Raises OSError when a layer of one is missing."""
    return [_document(path) for path in sorted(devset.glob("*.txt"))]


def _document(path: Path) -> Annotated:
    text = path.read_text(encoding="utf-8")
    spans = {
        number: (type_, Span(int(start), int(start) + int(length)))
        for number, type_, start, length, *_ in _rows(path.with_suffix(".spans"))
    }
    objects = {
        number: _object(_KIND[type_], [spans[part] for part in parts])
        for number, type_, *parts in _rows(path.with_suffix(".objects"))
        if type_ in _KIND
    }
    entities = {
        lines[0].split()[0]: tuple(objects[number] for number in lines[0].split()[1:] if number in objects)
        for lines in _records(path.with_suffix(".coref"))
    }
    facts = [
        (lines[0].split()[1], [_argument(line) for line in lines[1:]]) for lines in _records(path.with_suffix(".facts"))
    ]
    wholes = [[_entity(value) for name, value in args] for type_, args in facts if type_ == "isPartOf"]
    return Annotated(
        path,
        tuple(sorted(objects.values(), key=lambda o: (o.extent, o.kind))),
        tuple(
            _occupation(args, text, {number: span for number, (_, span) in spans.items()}, entities, wholes)
            for type_, args in facts
            if type_ == "Occupation"
        ),
    )


def _rows(path: Path) -> Iterator[list[str]]:
    """What stands after «#» repeats the words for human readers."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = line.partition("#")[0].split()
        if row:
            yield row


def _records(path: Path) -> Iterator[list[str]]:
    for record in path.read_text(encoding="utf-8").split("\n\n"):
        if record.strip():
            yield record.strip().splitlines()


def _object(kind: Kind, parts: list[tuple[str, Span]]) -> Object:
    naming = [span for type_, span in parts if type_ in _NAMING[kind]]
    extent = _hull([span for _, span in parts])
    flat = [span for type_, span in parts if type_ in _FLAT[kind]]
    names = (extent,) if kind == "person" else apart(flat)
    return Object(kind, _hull(naming) if naming else None, extent, tuple(names))


def _hull(spans: list[Span]) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def apart(spans: list[Span]) -> list[Span]:
    """Those that overlap no span before them: of nested ones the outer."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _argument(line: str) -> tuple[str, str]:
    name, _, value = line.partition(" ")
    return name, value


def _entity(value: str) -> str:
    return value.split()[0].removeprefix("obj")


def _occupation(
    args: list[tuple[str, str]],
    text: str,
    spans: dict[str, Span],
    entities: dict[str, tuple[Object, ...]],
    wholes: list[list[str]],
) -> Occupation:
    given = dict(args)
    bodies = [_entity(given["Where"])] if "Where" in given else []
    bodies += [number for linked in wholes if bodies and bodies[0] in linked for number in linked]
    positions = [part.split()[0] for part in given.get("Position", "").split("|") if part.strip().startswith("span")]
    return Occupation(
        who=entities[_entity(given["Who"])],
        positions=tuple(text[slice(*spans[number.removeprefix("span")])] for number in positions),
        where=tuple(part for number in dict.fromkeys(bodies) for part in entities.get(number, ())),
        difficult="Сложность" in given,
        phase="Фаза" in given,
        unreal=given.get("Модальность", "") in ("возможность", "будущее", "отрицание"),
    )
