"""Identity: which mentions of all documents are one thing, why, and the thing's IRI."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.decisions import Decision
from kg.documents.model import Document
from kg.facts import Extraction, Kind, Mention
from kg.iris import iri_part, short_hash, short_slug
from kg.labels import Names, distinct, edition_labels, transliteration
from kg.merging import Group, merge
from kg.parts import Part, local_identity, parts_of, publisher_of
from kg.rulings import Rulings, rule
from kg.spelling import edition, fold, language_of, person_name

Labels = Mapping[str, Mapping[str, str]]
"""Preferred label by gazetteer key, then by language."""

_RUSSIAN_FIRST = {"ru": 0, "kk": 1, "en": 2}


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing with all its names."""

    iri: str
    kind: Kind
    key: str
    labels: tuple[tuple[str, str], ...]
    """(language, preferred name), one for each language."""
    aliases: tuple[tuple[str, str], ...]
    merged: tuple[str, ...] = ()
    """In words, why each of its documents' parts belongs to it."""
    apart: tuple[str, ...] = ()
    """In words, what it was decided not to be."""

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
    notes: tuple[str, ...] = ()
    """A line for each name of a decision that stands for nothing."""

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
    known: Mapping[tuple[Kind, str], str] = {},
    body: Callable[[str], str] = lambda name: "",
    decisions: Sequence[Decision] = (),
) -> Identities:
    """Which mentions of all documents (by document id) are one thing.

    The result does not depend on the order of the documents. `base` begins every IRI and ends in a slash. Each of
    `series` holds all names of one series of events, the one for its IRIs first: editions have them in common.
    `known` gives the key of what a name stands for where it is taken for something of that class, `body` the public
    body that a name says. Raises KgError for decisions at odds with each other."""
    known_series = {fold(name): fold(names[0]) for names in series for name in names}
    by_class = {(kind, fold(name)): key for (kind, name), key in known.items()}
    places: dict[tuple[str, Hashable], Part] = {}
    publishers: dict[str, Part] = {}
    for _, (document, extraction) in sorted(extractions.items()):
        for local, part in parts_of(document, extraction, known_series, by_class, body).items():
            places[document.id, local] = part
        if document.publisher:
            publishers[document.id] = publisher_of(document, places)
    parts = sorted(
        {id(part): part for part in [*places.values(), *publishers.values()]}.values(), key=lambda p: p.place
    )
    rulings = Rulings()
    if decisions:
        before = merge(parts)
        iris = [iri.removeprefix(base) for iri in _iris(before, labels, base, known_series, rulings)]
        undecided = {iri: group.parts for iri, group in zip(iris, before, strict=True)}
        files = {document.id: document.name for document, _ in extractions.values()}
        rulings = rule(parts, decisions, undecided, files)
        parts.sort(key=lambda p: p.place)
    groups = merge(parts, rulings.same)
    iris = _iris(groups, labels, base, known_series, rulings)
    dates = {document.id: document.date for document, _ in extractions.values()}
    names = distinct(
        {iri: _names(group, iri.removeprefix(base), labels, dates) for iri, group in zip(iris, groups, strict=True)}
    )
    entities = {iri: _entity(iri, group, names[iri], rulings) for iri, group in zip(iris, groups, strict=True)}
    iri_of = {id(part): iri for iri, group in zip(iris, groups, strict=True) for part in group.parts}
    return Identities(
        dict(sorted(entities.items())),
        {place: iri_of[id(part)] for place, part in places.items()},
        {document: iri_of[id(part)] for document, part in publishers.items()},
        _handles(entities.values(), base),
        tuple(rulings.notes),
    )


def _handles(entities: Iterable[Entity], base: str) -> dict[str, str]:
    slugs = {entity.iri: short_slug(entity.name) for entity in entities}
    times = Counter(slugs.values())
    return {iri: name if times[name] == 1 else iri.removeprefix(base).replace("/", "-") for iri, name in slugs.items()}


def _iris(groups: list[Group], labels: Labels, base: str, series: Mapping[str, str], rulings: Rulings) -> list[str]:
    """Readable and stable: the key, else class and name; two things with one slug both add a hash of their name."""
    paths, full = [], []
    for group in groups:
        name = _canonical(group, labels)
        home = f"{group.parts[0].document}/" if group.described else ""
        apart = " ".join(rulings.apart[number][at][0] for number, at in sorted(group.marks))
        full.append(f"{group.kind} {home}{fold(name)} {_edition(group)} {apart}".rstrip())
        paths.append(
            group.key or f"{group.kind.lower()}/{iri_part(home)}{short_slug(_with_edition(group, name, series))}"
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
    if group.kind != "Event" or group.described:
        return name
    bare, told = edition(name).series, _edition(group)
    # «ЭКСПО-2030» has its year in its name.
    return series.get(bare, bare) if bare.endswith(f"-{told}") else f"{series.get(bare, bare)} {told}".strip()


def _canonical(group: Group, labels: Labels) -> str:
    known = labels.get(group.key, {}) if group.key else {}
    for language in _RUSSIAN_FIRST:
        names = _spellings(group, language)
        if language in known:
            return known[language]
        if names:
            return _best(group, names)
    return _best(group, sum((part.names for part in group.naming), Counter()))


def _spellings(group: Group, language: str) -> Counter[str]:
    names: Counter[str] = Counter()
    for part in group.naming:
        for name, count in part.names.items():
            if language_of(name, part.language) == language:
                names[name] += count
    return names


def _best(group: Group, names: Counter[str]) -> str:
    """The name that a decision says first, else the most frequent; of a person, given name and surname before initials,
    and those before a bare surname."""
    leading = {name for part in group.parts if part.leads for name in part.names}

    def rank(name: str) -> tuple[bool, int, int, str]:
        parsed = person_name(name) if group.kind == "Person" else None
        spelt_out = 2 if parsed is None else int(parsed.initials)
        return (name not in leading, spelt_out, -names[name], name)

    return min(names, key=rank)


def _names(group: Group, path: str, labels: Labels, dates: Mapping[str, str]) -> Names:
    """Preferred labels from the gazetteer, else from the texts; then the forms of the texts and what follows."""
    preferred = {language: _best(group, names) for language in _RUSSIAN_FIRST if (names := _spellings(group, language))}
    told = _edition(group) if group.kind == "Event" and not group.described else ""
    series = labels.get(f"series/{path.removeprefix('event/').removesuffix(f'-{told}')}", {}) if told else {}
    preferred = {**edition_labels(series, told), **preferred, **(labels.get(group.key, {}) if group.key else {})}
    others = {
        (language_of(form, part.language), form) for part in group.naming for form in (*part.names, *part.surfaces)
    }
    if group.kind == "Person" and "en" not in preferred:
        others |= {latin for language, name in preferred.items() if (latin := transliteration(name, language))}
    home = group.parts[0].document
    told_by = (dates[home], f"{dates[home]}, {home}".removeprefix(", ")) if group.described else (told,)
    return Names(
        group.kind,
        tuple(sorted(preferred.items())),
        tuple(sorted(others - set(preferred.items()))),
        tuple(filter(None, told_by)) if not group.key else (),
    )


def _entity(iri: str, group: Group, names: Names, rulings: Rulings) -> Entity:
    return Entity(
        iri,
        group.kind,
        group.key,
        names.preferred,
        names.others,
        tuple(sorted(group.reasons)),
        tuple(sorted(rulings.apart[number][at][1] for number, at in group.marks)),
    )
