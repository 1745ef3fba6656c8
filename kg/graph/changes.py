"""What documents say, as changes of the graph: documents' graphs are written anew, plain triples counted by document.

A plain triple stands as long as a document states it; what an entity, post or indicator is follows from all documents
that name it, and is compared with what was. So is what is known beforehand of what they name, and what is inferred:
wherever it was or is stated, a triple stands in the default graph and in no companion graph."""

import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Set

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.graph.inference import Inference
from kg.graph.rdf import Known, document_iri, entity_quads, node_quads
from kg.graph.reference import Reference
from kg.graph.store import Generation
from kg.graph.written import Written
from kg.identity.index import Index, number_of
from kg.identity.resolution import Settled
from kg.model.namespaces import RDF
from kg.model.terms import Concept, Node, Resource, Term, Value, Words

_TERMS = {kind.__name__: kind for kind in (Resource, Concept, Words, Value)}

_STATED = """INSERT INTO stated VALUES (?, 1)
    ON CONFLICT DO UPDATE SET documents = documents + 1 RETURNING documents"""
_COUNTED = "INSERT INTO counted VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number"


class GraphInTheMaking:
    """The graph of a generation in the making, beside the index of what each document adds to it."""

    def __init__(self, index: Index, generation: Generation, inference: Inference, base: str) -> None:
        self._index = index
        self._generation = generation
        self._inference = inference
        self._base = base
        self._nodes: dict[str, set[Quad]] = {}
        """What each post or indicator that documents came to or left was before."""
        self._unstated: dict[int, Quad] = {}
        self._counted: Counter[tuple[str, str]] = Counter()
        """What there is more than before, or less, of what documents count."""
        self._touched: set[Quad] = set()
        """Plain triples that a document was the first to state, or the last."""

    def remove(self, number: int, id: str, *, for_good: bool) -> None:
        """Takes back all that a document adds, before it is removed from the index; its own graph only where none of
        that id is written."""
        if for_good:
            graph = NamedNode(document_iri(id, self._base))
            self._generation.replace(graph, b"")
            self._generation.replace(self._inference.graph, b"", about=graph)
        self._state(self._stated(number), set())
        self._name(number, ())
        self._count(number, "{}")
        self._index.file.execute("DELETE FROM written WHERE document = ?", (number,))

    def write(self, number: int, written: Written) -> None:
        """Takes a document and all that it adds, in place of what it added before."""
        graph = NamedNode(written.graph)
        self._generation.replace(graph, written.quads)
        self._generation.replace(self._inference.graph, written.follows, about=graph)
        self._state(self._stated(number), _unpacked(written.stated))
        self._name(number, written.nodes)
        self._count(number, written.counts)
        row = (number, written.stated, written.counts, json.dumps(written.notes, ensure_ascii=False))
        self._index.file.execute("INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?)", row)

    def notes(self, number: int) -> tuple[tuple[str, str], ...]:
        """Tells why names of a document are what they are, by IRI."""
        question = """SELECT t.iri, p.why FROM part p JOIN profile f ON f.number = p.profile
            JOIN thing t ON t.number = COALESCE(p.thing, f.thing) WHERE p.document = ? AND p.why != '[]'
            AND NOT p.silent AND t.shown"""
        return tuple((iri, reason) for iri, why in self._index.rows(question, number) for reason in json.loads(why))

    def settle(self, settled: Settled, known: Known, reference: Reference) -> None:
        """Brings entities, posts and indicators up to date, once all documents are written, and what is known of them
        beforehand and inferred."""
        named = {*self._index.known().values()}
        others_before, others = self._others(named, reference)
        for iri in {*settled.before, *settled.now, *(others_before ^ others)}:
            sides = (settled.before.get(iri), settled.now.get(iri))
            before, now = (set(entity_quads(entity, known)) if entity else set() for entity in sides)
            self._generation.change(before - now, now - before)
            # What only others name has its brief in the reference graph, until a document names it.
            key = iri.removeprefix(self._base)
            brief, facts = reference.brief(key), reference.facts(key)
            was, is_ = (brief if iri in some else set() for some in (others_before, others))
            self._generation.change(was - is_ - facts, is_ - was - facts)
            self._follow(before | was, now | is_)
        for iri, before in self._nodes.items():
            now = self._node(iri)
            self._generation.change(before - now, now - before)
            self._follow(before, now)
        rows = self._index.rows_of("SELECT triple FROM stated WHERE triple IN (*)", self._unstated)
        for (triple,) in [*rows]:
            del self._unstated[triple]
        self._generation.change(self._unstated.values(), ())
        self._infer()
        keys = {entity.key for side in (settled.before, settled.now) for entity in side.values()}
        spoken_of, came = ({iri.removeprefix(self._base) for iri in some} for some in (others, others_before ^ others))
        self._refer(keys | came, named, spoken_of, reference)
        rows = ((*name, number) for name, number in self._counted.items() if number)
        self._index.file.executemany(_COUNTED, rows)
        self._index.file.execute("DELETE FROM counted WHERE number = 0")

    def _others(self, named: Set[str], reference: Reference) -> tuple[set[str], set[str]]:
        """Lists what reference knowledge speaks of and no document names, by IRI: as it was, and as it is."""
        typed = self._generation.held(None, NamedNode(RDF + "type"), None, reference.graph)
        before = {quad.subject.value for quad in typed if quad.subject != reference.graph}  # type: ignore[union-attr]
        now = {self._base + key for key in reference.others(named)}
        return {iri for iri in before if "#" not in iri}, now - self._index.mentioned(now)

    def _follow(self, before: Set[Quad], now: Set[Quad]) -> None:
        """Writes what follows from what a thing is."""
        then, since = self._inference.of_thing(before), self._inference.of_thing(now)
        self._generation.change(then - since, since - then)

    def _infer(self) -> None:
        """Writes what follows from the triples that documents came to state, or state no longer."""
        near = {one for quad in self._touched for one in (self._inference.here(quad), *self._inference.of_triple(quad))}
        sources = {one: set(self._inference.sources(one)) for one in near}
        stated = self._stated_now({_plain(one) for one in sources}.union(*sources.values()))
        self._keep(sources, {one for one in sources if _plain(one) not in stated and sources[one] & stated})

    def _refer(self, keys: Set[str], named: Set[str], spoken_of: Set[str], reference: Reference) -> None:
        """Writes what is known of things that documents came to name, or name no longer, or came to speak of; of what
        only reference knowledge speaks of, what its brief has in common with that."""
        said = {quad.subject.value.removeprefix(self._base) for quad in self._touched}  # type: ignore[union-attr]
        facts = {key: reference.facts(key) for key in (keys | said) - {""}}
        every = set().union(*facts.values())
        stated = self._stated_now({_plain(one) for one in every})
        right = {one for key in facts.keys() & named for one in facts[key] if _plain(one) not in stated}
        right |= {one for key in facts.keys() & spoken_of for one in facts[key] & reference.brief(key)}
        self._keep(every, right)

    def _stated_now(self, quads: Collection[Quad]) -> set[Quad]:
        """Those of the plain triples that a document states."""
        numbers = {number_of(quad): quad for quad in quads}
        return {numbers[n] for (n,) in self._index.rows_of("SELECT triple FROM stated WHERE triple IN (*)", numbers)}

    def _keep(self, among: Iterable[Quad], right: Set[Quad]) -> None:
        """Makes the generation hold, of these quads, the right ones."""
        held = {quad for quad in among if any(self._generation.held(*quad))}
        self._generation.change(held - right, right - held)

    def _stated(self, number: int) -> set[Quad]:
        rows = self._index.rows("SELECT stated FROM written WHERE document = ?", number)
        return _unpacked(rows[0][0]) if rows else set()

    def _count(self, number: int, counts: str) -> None:
        """Counts what a document has in place of what it had."""
        for (before,) in self._index.rows("SELECT counts FROM written WHERE document = ?", number):
            self._counted.subtract(_by_name(before))
        self._counted.update(_by_name(counts))

    def _state(self, before: set[Quad], now: set[Quad]) -> None:
        """Counts a document more or less behind each triple; none behind it, and it goes."""
        execute = self._index.file.execute
        for quad in before - now:
            triple = number_of(quad)
            execute("UPDATE stated SET documents = documents - 1 WHERE triple = ?", (triple,))
            if execute("DELETE FROM stated WHERE triple = ? AND documents = 0", (triple,)).rowcount:
                self._unstated[triple] = quad
                self._touched.add(quad)
        new = []
        for quad in now - before:
            row = execute(_STATED, (number_of(quad),)).fetchone()
            if row == (1,):
                new.append(quad)
        self._touched.update(new)
        self._generation.change((), new)

    def _name(self, number: int, nodes: Iterable[tuple[str, str, str]]) -> None:
        """Takes the posts and indicators of a document in place of those it had."""
        had = [iri for (iri,) in self._index.rows("SELECT iri FROM node WHERE document = ?", number)]
        for iri in (*had, *(iri for iri, _, _ in nodes)):
            if iri not in self._nodes:
                self._nodes[iri] = self._node(iri)
        self._index.file.execute("DELETE FROM node WHERE document = ?", (number,))
        rows = ((iri, number, label, told) for iri, label, told in nodes)
        self._index.file.executemany("INSERT INTO node VALUES (?, ?, ?, ?)", rows)

    def _node(self, iri: str) -> set[Quad]:
        rows = self._index.rows("SELECT label, COUNT(*) FROM node WHERE iri = ? GROUP BY label", iri)
        if not rows:
            return set()
        labels = {Words(*json.loads(label)): count for label, count in rows}
        question = (
            "SELECT n.told FROM node n JOIN document d ON d.number = n.document WHERE n.iri = ? ORDER BY d.id DESC"
        )
        told = self._index.file.execute(f"{question} LIMIT 1", (iri,)).fetchone()[0]
        return set(node_quads(_node(iri, next(iter(labels)), told), labels))


def _by_name(counts: str) -> dict[tuple[str, str], int]:
    return {(kind, name): number for kind, told in json.loads(counts).items() for name, number in told.items()}


def _plain(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object)


def _unpacked(stated: bytes) -> set[Quad]:
    return set(parse(zlib.decompress(stated), format=RdfFormat.N_TRIPLES))


def _node(iri: str, label: Words, told: str) -> Node:
    kind, properties = json.loads(told)
    terms: list[tuple[str, Term]] = [(name, _TERMS[term](**value)) for name, term, value in properties]
    return Node(iri, kind, label, tuple(terms))
