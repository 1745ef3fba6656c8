"""Identity: which mentions of all documents are one thing, why, and the thing's IRI."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.documents.model import Document
from kg.facts import Extraction, Kind, Mention
from kg.iris import iri_part, short_hash, short_slug
from kg.merging import Group, merge
from kg.parts import Part, local_identity, parts_of, publisher_of
from kg.spelling import edition, fold, language_of, person_name

Labels = Mapping[str, Mapping[str, str]]
"""Preferred label by gazetteer key, then by language."""

_RUSSIAN_FIRST = {"ru": 0, "kk": 1, "en": 2}


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing with all its names; `merged` says in words why each of its documents' parts belongs to it."""

    iri: str
    kind: Kind
    key: str
    labels: tuple[tuple[str, str], ...]
    """(language, preferred name), one for each language."""
    aliases: tuple[tuple[str, str], ...]
    merged: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The label that IRIs are made from: Russian, else Kazakh, else English."""
        return min(self.labels, key=lambda label: _RUSSIAN_FIRST.get(label[0], 3))[1]


@dataclass(frozen=True, slots=True)
class Identities:
    """Every entity, and the entity of every mention."""

    entities: Mapping[str, Entity]
    """By IRI, in the order of the IRIs."""
    _of: Mapping[tuple[str, Hashable], str]
    _publishers: Mapping[str, str]
    _handles: Mapping[str, str]

    def of(self, document: Document, mention: Mention) -> Entity:
        return self.entities[self._of[document.id, local_identity(mention)]]

    def publisher(self, document: Document) -> str:
        """The IRI of the organisation that publishes the document; empty when nobody knows it."""
        return self._publishers.get(document.id, "")

    def handle(self, entity: Entity) -> str:
        """A readable word for the entity that no other one has, to build the IRIs of its posts and indicators from."""
        return self._handles[entity.iri]


def resolve(
    extractions: Mapping[str, tuple[Document, Extraction]],
    labels: Labels,
    base: str,
    *,
    series: Sequence[Sequence[str]] = (),
) -> Identities:
    """Which mentions of all documents (by document id) are one thing.

    The result does not depend on the order of the documents. `base` begins every IRI and ends in a slash. Each of
    `series` holds all names of one series of events, the one for its IRIs first: editions have them in common."""
    known_series = {fold(name): fold(names[0]) for names in series for name in names}
    places: dict[tuple[str, Hashable], Part] = {}
    publishers: dict[str, Part] = {}
    for _, (document, extraction) in sorted(extractions.items()):
        for local, part in parts_of(document, extraction, known_series).items():
            places[document.id, local] = part
        if document.publisher:
            publishers[document.id] = publisher_of(document, places)
    parts = sorted(
        {id(part): part for part in [*places.values(), *publishers.values()]}.values(), key=lambda p: p.place
    )
    groups = merge(parts)
    iris = _iris(groups, labels, base, known_series)
    entities = {iri: _entity(iri, group, labels) for iri, group in zip(iris, groups, strict=True)}
    iri_of = {id(part): iri for iri, group in zip(iris, groups, strict=True) for part in group.parts}
    return Identities(
        dict(sorted(entities.items())),
        {place: iri_of[id(part)] for place, part in places.items()},
        {document: iri_of[id(part)] for document, part in publishers.items()},
        _handles(entities.values(), base),
    )


def _handles(entities: Iterable[Entity], base: str) -> dict[str, str]:
    slugs = {entity.iri: short_slug(entity.name) for entity in entities}
    times = Counter(slugs.values())
    return {iri: name if times[name] == 1 else iri.removeprefix(base).replace("/", "-") for iri, name in slugs.items()}


def _iris(groups: list[Group], labels: Labels, base: str, series: Mapping[str, str]) -> list[str]:
    """Readable and stable: the key, else class and name; two things with one slug both add a hash of their name."""
    paths, full = [], []
    for group in groups:
        part = group.parts[0]
        name = _canonical(group, labels)
        home = f"{part.document}/" if group.described else ""
        full.append(f"{part.kind} {home}{fold(name)} {_edition(group)}".rstrip())
        paths.append(
            group.key or f"{part.kind.lower()}/{iri_part(home)}{short_slug(_with_edition(group, name, series))}"
        )
    shared = {path for path, count in Counter(paths).items() if count > 1}
    taken = {group.key for group in groups if group.key}
    return [
        base + (path if group.key or path not in shared | taken else f"{path}-{short_hash(whole)}")
        for group, path, whole in zip(groups, paths, full, strict=True)
    ]


def _edition(group: Group) -> str:
    ordinals = sorted({str(part.ordinal) for part in group.parts if part.ordinal})
    years = sorted({part.year for part in group.parts if part.year})
    return " ".join(ordinals or years)


def _with_edition(group: Group, name: str, series: Mapping[str, str]) -> str:
    """An event's name with its number as figures, or its year: «XVIII» and «18-й» are one IRI, editions are two."""
    if group.parts[0].kind != "Event" or group.described:
        return name
    bare = edition(name).series
    return f"{series.get(bare, bare)} {_edition(group)}".strip()


def _canonical(group: Group, labels: Labels) -> str:
    known = labels.get(group.key, {}) if group.key else {}
    for language in _RUSSIAN_FIRST:
        names = _names(group, language)
        if language in known:
            return known[language]
        if names:
            return _best(group, names)
    return _best(group, sum((part.names for part in group.parts), Counter()))


def _names(group: Group, language: str) -> Counter[str]:
    names: Counter[str] = Counter()
    for part in group.parts:
        for name, count in part.names.items():
            if language_of(name, part.language) == language:
                names[name] += count
    return names


def _best(group: Group, names: Counter[str]) -> str:
    """The most frequent name; of a person, given name and surname before initials, and those before a bare surname."""

    def rank(name: str) -> tuple[int, int, str]:
        parsed = person_name(name) if group.parts[0].kind == "Person" else None
        spelt_out = 2 if parsed is None else int(parsed.initials)
        return (spelt_out, -names[name], name)

    return min(names, key=rank)


def _entity(iri: str, group: Group, labels: Labels) -> Entity:
    preferred = {language: _best(group, names) for language in _RUSSIAN_FIRST if (names := _names(group, language))}
    preferred.update(labels.get(group.key, {}) if group.key else {})
    others = {
        (language_of(form, part.language), form) for part in group.parts for form in (*part.names, *part.surfaces)
    } - set(preferred.items())
    kind = group.parts[0].kind
    return Entity(
        iri, kind, group.key, tuple(sorted(preferred.items())), tuple(sorted(others)), tuple(sorted(group.reasons))
    )
