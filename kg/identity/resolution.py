"""Identity over all documents of an index: decided again for the parts that came or went and for what they touch."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg.documents.document import Document
from kg.identity.decisions import Decision
from kg.identity.entities import Background, Entity, References, Referent, Thing, thing_of
from kg.identity.handles import Placed, Things
from kg.identity.index import HeldPart, Index
from kg.identity.merging import Group, merge
from kg.identity.parts import Part, publisher_of
from kg.identity.rulings import Rulings, rule
from kg.model.facts import Extraction
from kg.model.iris import short_hash
from kg.model.spelling import fold

PUBLISHER = "publisher"
"""The name in its document of a publisher that the text does not name."""


@dataclass(slots=True)
class Settled:
    """What `settle` changed: entities by IRI as the graph had them and has them now, and the documents whose names
    refer to something else than before, by number."""

    before: dict[str, Entity] = field(default_factory=dict)
    now: dict[str, Entity] = field(default_factory=dict)
    documents: set[int] = field(default_factory=set)
    notes: tuple[str, ...] = ()
    """A line for each name of a decision that stands for nothing."""


class Resolution:
    """Which things the names of all documents of an index refer to."""

    def __init__(self, index: Index, background: Background) -> None:
        self._index = index
        self._background = background
        self._parts = background.reader()
        self._things = Things(index, background.base)

    def add(self, document: Document, extraction: Extraction, reading: str, shown: Collection[str]) -> int:
        """Adds a document; `shown` are its names, by `local_identity`, that stand in its text. Gives its number."""
        parts: dict[str, Part] = self._parts(document, extraction)
        publisher = ""
        if document.publisher:
            part = publisher_of(document, parts)
            publisher = next((local for local, own in parts.items() if own is part), PUBLISHER)
            parts[publisher] = part
        return self._index.add(
            document.id,
            document.name,
            document.date,
            reading,
            parts,
            {*shown, publisher},
            publisher,
        )

    def references(self, document: int) -> References:
        """Tells what the names of a document refer to, by `local_identity`."""
        question = """SELECT p.local, t.iri, t.kind, t.handle FROM part p JOIN profile f ON f.number = p.profile
            JOIN thing t ON t.number = COALESCE(p.thing, f.thing) WHERE p.document = ?"""
        found = {local: Referent(*referent) for local, *referent in self._index.rows(question, document)}
        ((publisher,),) = self._index.rows("SELECT publisher FROM document WHERE number = ?", document)
        return References(found, found.get(publisher) if publisher else None)

    def settle(self, decisions: Sequence[Decision]) -> Settled:
        """Decides again for the parts that came or went and all that they touch; gives what changed."""
        index = self._index
        index.counted()
        ruled = {number for (number,) in index.rows("SELECT number FROM profile WHERE ruled")}
        index.file.executemany("UPDATE part SET silent = 0 WHERE profile = ?", [(number,) for number in ruled])
        meant = {n for one in decisions for name in one.names for n in index.called(name.partition(" @ ")[0])}
        reached = index.reach(index.touched | ruled | meant)
        held, rulings = index.load(reached), Rulings()
        while decisions:
            keys = {id(one.part): one.part.key for one in held}
            held, rulings = self._ruled(held, decisions)
            # What a decision names or makes one may be one with more than before.
            linked = index.linked(h.part for h in held if h.document or h.part.key != keys[id(h.part)])
            meant |= linked
            if linked <= reached:
                break
            reached = index.reach(reached | linked)
            held = index.load(reached)
        was = self._referents(reached)
        gone = {thing for (thing,) in index.rows_of("SELECT thing FROM profile WHERE number IN (*)", reached) if thing}
        gone |= {thing for (thing,) in index.rows("SELECT thing FROM part WHERE thing IS NOT NULL")} | index.left
        index.touched, index.left = set(), set()
        index.drop_empty(reached)
        index.file.execute("UPDATE profile SET ruled = 0 WHERE ruled")
        ruled = index.reach(meant) if meant else set()
        index.file.executemany("UPDATE profile SET ruled = 1 WHERE number = ?", [(number,) for number in ruled])
        groups = merge([one.part for one in held], rulings.same)
        came = self._numbered(groups, held, rulings)
        before, now = self._things.exchange(gone, came)
        settled = Settled(
            {one.iri: one.entity for one in before.values() if one.shown},
            {one.iri: one.entity for one in now.values() if one.shown},
            notes=tuple(rulings.notes),
        )
        self._changed(settled, reached, was, before, now)
        return settled

    def _numbered(self, groups: Sequence[Group], held: Sequence[HeldPart], rulings: Rulings) -> dict[int, Placed]:
        """The things by number, and which part is which of them."""
        index = self._index
        by_part = {id(one.part): one for one in held}
        shown = dict(index.rows_of("SELECT number, shown FROM profile WHERE number IN (*)", {h.profile for h in held}))
        own = {h.profile for h in held if h.document}
        shown_apart = {
            (document, local): seen
            for document, local, seen in index.rows_of(
                "SELECT document, local, shown FROM part WHERE profile IN (*)", own
            )
        }
        dates = index.dates({group.parts[0].document for group in groups if group.described})
        first = next(iter(index.rows("SELECT COALESCE(MAX(number), 0) FROM thing")))[0] + 1
        came: dict[int, Placed] = {}
        profiles, parts = [], []
        for number, group in enumerate(groups, start=first):
            seen = False
            for one in (by_part[id(part)] for part in group.parts):
                if one.document:
                    parts.append((number, one.document, one.local))
                    seen = seen or bool(shown_apart[one.document, one.local])
                else:
                    profiles.append((number, one.profile))
                    seen = seen or shown[one.profile] > 0
            came[number] = Placed(thing_of(group, self._background, rulings, dates), seen)
        index.file.executemany("UPDATE profile SET thing = NULL WHERE number = ?", [(profile,) for profile in own])
        index.file.executemany("UPDATE profile SET thing = ? WHERE number = ?", profiles)
        index.file.execute("UPDATE part SET thing = NULL WHERE thing IS NOT NULL")
        index.file.executemany("UPDATE part SET thing = ? WHERE document = ? AND local = ?", parts)
        return came

    def _ruled(self, held: list[HeldPart], decisions: Sequence[Decision]) -> tuple[list[HeldPart], Rulings]:
        """The parts as the decisions have them: what one of them means, document by document."""
        undecided = merge([one.part for one in held])
        things = [thing_of(group, self._background, Rulings(), defaultdict(str)) for group in undecided]
        paths = Counter(thing.path for thing in things)
        iris = [_iri_end(thing, paths) for thing in things]
        wanted = {name.partition(" @ ")[0] for decision in decisions for name in decision.names}
        folded = {fold(name) for name in wanted}
        by_iri = {
            id(part)
            for iri, group in zip(iris, undecided, strict=True)
            if any(name == iri or name.endswith(f"/{iri}") for name in wanted)
            for part in group.parts
        }
        meant = {
            one.profile
            for one in held
            if id(one.part) in by_iri or not folded.isdisjoint(map(fold, (*one.part.names, *one.part.surfaces)))
        }
        apart = self._index.apart([one for one in held if one.profile in meant])
        of_profile: defaultdict[int, list[Part]] = defaultdict(list)
        for one in apart:
            of_profile[one.profile].append(one.part)
        profile = {id(one.part): one.profile for one in held}
        by_end = {
            iri: [own for part in group.parts for own in of_profile.get(profile[id(part)], [part])]
            for iri, group in zip(iris, undecided, strict=True)
        }
        names = dict(self._index.rows("SELECT id, name FROM document"))
        kept = [*(one for one in held if one.profile not in meant), *apart]
        kept.sort(key=lambda one: (one.part.order, one.local))
        told = {id(one): bool(one.part.why) for one in apart}
        rulings = rule([one.part for one in kept], decisions, by_end, names)
        silent = [(one.document, one.local) for one in apart if told[id(one)] and not one.part.why]
        self._index.file.executemany("UPDATE part SET silent = 1 WHERE document = ? AND local = ?", silent)
        return sorted(kept, key=lambda one: (one.part.order, one.local)), rulings

    def _referents(self, profiles: Collection[int]) -> dict[tuple[int, int, str], tuple[str, ...]]:
        """What refers to what, by profile, and by profile, document and name where a decision tells them apart."""
        question = """SELECT f.number, 0, '', t.iri, t.kind, t.handle, t.shown
            FROM profile f JOIN thing t ON t.number = f.thing WHERE f.number IN (*)"""
        rows = [*self._index.rows_of(question, profiles)]
        rows += self._index.rows("""SELECT p.profile, p.document, p.local, t.iri, t.kind, t.handle, t.shown
            FROM part p JOIN thing t ON t.number = p.thing WHERE p.thing IS NOT NULL""")
        return {(profile, document, local): tuple(referent) for profile, document, local, *referent in rows}

    def _changed(
        self,
        settled: Settled,
        reached: Collection[int],
        was: Mapping[tuple[int, int, str], tuple[str, ...]],
        before: Mapping[int, Placed],
        now: Mapping[int, Placed],
    ) -> None:
        index = self._index
        refers = self._referents(reached)
        profiles = set()
        for place in {*was, *refers}:
            profile, document, _ = place
            whole = (profile, 0, "")
            if was.get(place, was.get(whole)) == refers.get(place, refers.get(whole)):
                continue
            if document:
                settled.documents.add(document)
            else:
                profiles.add(profile)
        touched = {n for n, one in now.items() if n in before and before[n].referent != one.referent}
        profiles |= {n for (n,) in index.rows_of("SELECT number FROM profile WHERE thing IN (*)", touched)}
        settled.documents |= {n for (n,) in index.rows_of("SELECT document FROM part WHERE thing IN (*)", touched)}
        settled.documents |= {n for (n,) in index.rows_of("SELECT document FROM part WHERE profile IN (*)", profiles)}


def _iri_end(thing: Thing, paths: Mapping[str, int]) -> str:
    shared = not thing.key and paths[thing.path] > 1
    return f"{thing.path}-{short_hash(thing.full)}" if shared else thing.path
