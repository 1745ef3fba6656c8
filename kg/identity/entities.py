"""Entities: what a group of parts comes to as one thing, its names, and the words that its IRI is made of."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.documents.document import Document
from kg.identity.merging import Group
from kg.identity.parts import Part, local_identity, parts_of
from kg.identity.persons import patronymics
from kg.identity.rulings import Rulings
from kg.model.facts import Extraction, Kind, Mention
from kg.model.iris import iri_part, short_slug
from kg.model.labels import LANGUAGES, Name, edition_labels, transliteration
from kg.model.spelling import edition, fold, language_of, person_name

Labels = Mapping[str, Mapping[str, str]]
"""Preferred label by gazetteer key, then by language."""

_WORD = re.compile(r"\w++")
_QUOTED = re.compile(r"\A([^«»\"“”]*+)[«\"“]([^«»\"“”]++)[»\"”]([^«»\"“”]*+)")
_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее")
_GENITIVES = ("ның", "нің", "дың", "дің", "тың", "тің")
_ORDER = {language: at for at, language in enumerate(LANGUAGES)}


@dataclass(frozen=True)
class Background:
    """What is known before any text.

    `base` begins every IRI and ends in a slash. Each of `series` holds all names of one series of events, the one for
    its IRIs first: editions have them in common. `known` gives the key of what a name stands for where it is taken for
    something of that class, `body` the public body that a name says."""

    base: str
    labels: Labels = field(default_factory=dict)
    series: Sequence[Sequence[str]] = ()
    known: Mapping[tuple[Kind, str], str] = field(default_factory=dict)
    body: Callable[[str], str] = lambda name: ""

    @cached_property
    def folded_series(self) -> dict[str, str]:
        """The first name of a series, folded, by each of its names, folded."""
        return {fold(name): fold(names[0]) for names in self.series for name in names}

    def reader(self) -> Callable[[Document, Extraction], dict[str, Part]]:
        """Gives the function that gathers the parts of a document by `local_identity`."""
        series = self.folded_series
        by_class = {(kind, fold(name)): key for (kind, name), key in self.known.items()}
        return lambda document, extraction: parts_of(document, extraction, series, by_class, self.body)


@dataclass(frozen=True, slots=True, order=True)
class Referent:
    """What a name refers to, as claims need it."""

    iri: str
    kind: Kind
    handle: str
    """A readable word that no other entity has, to build the IRIs of its posts and indicators from."""


@dataclass(frozen=True, slots=True)
class References:
    """What the names of one document refer to."""

    by_name: Mapping[str, Referent]
    """By `local_identity`."""
    publisher: Referent | None = None

    def of(self, mention: Mention) -> Referent:
        """Gives what a mention of this document refers to."""
        return self.by_name[local_identity(mention)]


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing with all its names."""

    iri: str
    kind: Kind
    key: str
    labels: tuple[Name, ...]
    """(language, preferred name), one for each language."""
    aliases: tuple[Name, ...]
    merged: tuple[str, ...] = ()
    """In words, why its documents' names are one."""
    apart: tuple[str, ...] = ()
    """In words, what it was decided not to be."""
    cases: tuple[Name, ...] = ()
    """Those of the other names that are forms of a name, as a sentence bends it, and no names."""

    @property
    def name(self) -> str:
        return first_name(self.labels)


def first_name(labels: Sequence[Name]) -> str:
    """Chooses the label that IRIs are made from: Russian, else Kazakh, else English."""
    return min(labels, key=lambda label: _ORDER.get(label[0], len(LANGUAGES)))[1]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a group says of itself; which names and IRI it gets depends on what others have."""

    kind: Kind
    key: str
    path: str
    """The end of its IRI, as long as no other has it."""
    full: str
    """What tells it from others of that path."""
    preferred: tuple[Name, ...]
    others: tuple[Name, ...]
    told_by: tuple[str, ...]
    """What tells it from others of its name, the shortest first: the year, the date of its document."""
    merged: tuple[str, ...]
    apart: tuple[str, ...]
    cases: tuple[Name, ...] = ()
    """Those of `others` that are forms of a name, as a sentence bends it, and no names."""


def thing_of(group: Group, background: Background, rulings: Rulings, dates: Mapping[str, str]) -> Thing:
    """Makes a thing of a group of parts; `dates` are those of documents by id."""
    labels = background.labels
    name = _canonical(group, labels)
    home = f"{group.parts[0].document}/" if group.described else ""
    apart = sorted((number, at) for number, at in group.marks)
    told_apart = " ".join(rulings.apart[number][at][0] for number, at in apart)
    fathers = " ".join(sorted(set().union(*map(patronymics, group.parts))))
    slug = short_slug(_with_edition(group, name, background.folded_series)) if not group.key else ""
    path = group.key or f"{group.kind.lower()}/{iri_part(home)}{slug}"
    preferred, others, told_by = _names(group, path, labels, dates)
    return Thing(
        group.kind,
        group.key,
        path,
        " ".join(f"{group.kind} {home}{fold(name)} {_edition(group)} {told_apart} {fathers}".split()),
        preferred,
        others,
        told_by,
        tuple(sorted(group.reasons)),
        tuple(sorted(rulings.apart[number][at][1] for number, at in apart)),
        _cases(group, preferred, others),
    )


def _cases(group: Group, preferred: Sequence[Name], others: Sequence[Name]) -> tuple[Name, ...]:
    """Forms that texts have and that are no nominative, of words that stand in a name: «Омске», «Павлодарской»; «СКО»
    is a name of its own, and so is «Токаев», a word of the name as the name has it."""
    names = {name for part in group.naming for name in part.names} | {name for _, name in preferred}
    words = {word for name in names for word in _WORD.findall(fold(name))}

    def bent(form: str) -> bool:
        own = _WORD.findall(fold(form))
        return not words.issuperset(own) and all(any(_akin(one, word) for word in words) for one in own)

    return tuple((language, form) for language, form in others if form not in names and bent(form))


def _short_names(group: Group) -> Iterator[Name]:
    """Words of a name by which alone a text has the thing, as the name has them: of a person any in a row, «Токаев»
    where texts say «Токаева», of a body its first, «Верховный суд» of «Верховный суд России»."""
    for part in group.naming if group.kind in ("Person", "Organisation") else ():
        for name in part.names:
            words = name.split()
            folded = [fold(word) for word in words]
            for surface in part.surfaces:
                own = fold(surface).split()
                for at in range(len(words) - len(own) + 1 if len(own) < len(words) else 0):
                    if all(map(_akin, own, folded[at:])) and (at == 0 or group.kind == "Person"):
                        yield language_of(name, part.language), " ".join(words[at : at + len(own)])


def _proper_names(group: Group) -> Iterator[Name]:
    """What stands in quotation marks in a body's name, where nothing beside it says more than what kind of body it is:
    «Азия» of «компания «Азия»» and of ««Азия» ауылшаруашылық компаниясы», but not of «филиал АО «Азия»»."""
    for part in group.naming if group.kind == "Organisation" else ():
        for told in filter(None, map(_QUOTED.fullmatch, part.names)):
            before, after = told[1].split(), told[3].split()
            if bool(before) == bool(after) or any(word[0].isupper() for word in (before[1:], after[:-1])[bool(after)]):
                continue
            if all(word.endswith(_ADJECTIVES) for word in before[:-1]) and not any(
                word.endswith(_GENITIVES) for word in after
            ):
                yield language_of(told[2], part.language), told[2]


def _akin(form: str, word: str) -> bool:
    """Whether the words begin alike, as two forms of one word do."""
    return form == word or form[: (least := max(3, min(len(form), len(word)) - 3))] == word[:least] != ""


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
    for language in LANGUAGES:
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


def _names(
    group: Group, path: str, labels: Labels, dates: Mapping[str, str]
) -> tuple[tuple[Name, ...], tuple[Name, ...], tuple[str, ...]]:
    """Preferred labels from the gazetteer, else from the texts; then the forms of the texts and what follows."""
    preferred = {language: _best(group, names) for language in LANGUAGES if (names := _spellings(group, language))}
    told = _edition(group) if group.kind == "Event" and not group.described else ""
    series = labels.get(f"series/{path.removeprefix('event/').removesuffix(f'-{told}')}", {}) if told else {}
    preferred = {**edition_labels(series, told), **preferred, **(labels.get(group.key, {}) if group.key else {})}
    others = {
        (language_of(form, part.language), form) for part in group.naming for form in (*part.names, *part.surfaces)
    }
    others |= {(language_of(form, part.language), form) for part in group.parts if part.bent for form in part.surfaces}
    others.update(_short_names(group))
    others.update(_proper_names(group))
    if group.kind == "Person" and "en" not in preferred:
        others |= {latin for language, name in preferred.items() if (latin := transliteration(name, language))}
    told_by: tuple[str, ...] = (told,)
    if group.described:
        home = group.parts[0].document
        told_by = (dates[home], home)
    return (
        tuple(sorted(preferred.items())),
        tuple(sorted(others - set(preferred.items()))),
        tuple(filter(None, told_by)) if not group.key else (),
    )
