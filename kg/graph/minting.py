"""Facts become triples: names as IRIs, words with their language, and the posts and indicators that claims need."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from kg.identity.entities import References
from kg.model.facts import Amount, Fact, Figure, Mention, Phrase, Role
from kg.model.iris import short_slug
from kg.model.spelling import language_of
from kg.model.terms import Concept, Datatype, Node, Resource, Term, Value, Words

if TYPE_CHECKING:  # its library takes longer to import than a query to answer
    from kg.graph.ontology import Ontology

Draft = tuple[Resource, str, Term, tuple[tuple[str, Term], ...]]
"""Subject, predicate, object, and the qualifiers of the claim."""


def snake_to_camel(name: str) -> str:
    """Writes the name of a fact's field as that of a property: `sister_city_of` → `sisterCityOf`."""
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


def date_value(text: str) -> Value:
    """Gives «2022», «2022-06», «2022-06-15» the datatype that is as exact as they are."""
    exactness: dict[int, Datatype] = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return Value(text, exactness.get(len(text), "string"))


class Minter:
    """Turns the facts of one document into triples, and keeps the posts and indicators they need."""

    def __init__(self, references: References, ontology: "Ontology", base: str) -> None:
        self._language = ""
        self._references = references
        self._ontology = ontology
        self._base = base
        self.nodes: dict[str, Node] = {}
        self.unknown: Counter[str] = Counter()
        self._own: dict[type[Fact], Callable[..., Iterator[Draft]]] = {
            Role: self._role,
            Figure: self._figure,
            Amount: self._amount,
        }

    def drafts(self, fact: Fact, language: str) -> Iterator[Draft]:
        """Gives the triples of a fact that is stated in that language, each with its qualifiers."""
        self._language = language
        yield from self._own.get(type(fact), self._generic)(fact)

    def _generic(self, fact: Fact) -> Iterator[Draft]:
        subject = self._resource(getattr(fact, fact.subject))
        terms = [
            (field.name, self._term(snake_to_camel(field.name), value))
            for field in fields(fact)  # type: ignore[arg-type]  # every Fact is a dataclass, the bare base is never met
            if field.name != fact.subject
            for value in _repeated(getattr(fact, field.name))
        ]
        qualifiers = tuple((snake_to_camel(name), term) for name, term in terms if name in fact.qualifiers)
        for name, term in terms:
            if name not in fact.qualifiers:
                yield subject, snake_to_camel(name), term, qualifiers

    def _term(self, predicate: str, value: Mention | Phrase | str | int) -> Term:
        match value:
            case Mention():
                return self._resource(value)
            case Phrase():
                return self._words(value)
            case int():
                return Value(str(value), "integer")
            case _:
                return Concept(value) if self._ontology.properties[predicate].schemes else date_value(value)

    def _role(self, role: Role) -> Iterator[Draft]:
        """Two claims: the person holds the post, and the post is of that territory or body."""
        of = self._references.of(role.post_of) if role.post_of else None
        handle = of.handle if of else ""
        path = "post/" + short_slug(f"{role.title.text} {handle}")
        post = self._mint(Node(self._base + path, "Post", self._words(role.title)))
        yield self._resource(role.person), "holdsPost", post, ()
        if of:
            yield post, "postOf", Resource(of.iri, of.kind), ()

    def _figure(self, figure: Figure) -> Iterator[Draft]:
        entities = sorted({self._references.of(mention) for mention in figure.about})
        properties: list[tuple[str, Term]] = [("about", Resource(entity.iri, entity.kind)) for entity in entities]
        properties += [("unit", Concept(figure.unit)), ("direction", Concept(figure.direction))]
        concept = figure.concept
        schemes = self._ontology.properties["measure"].schemes
        if concept and not any(concept in self._ontology.concepts[scheme] for scheme in schemes):
            # The words of the measure still say what it is; only the synonyms are lost.
            self.unknown[f"measure has no concept {concept!r}; the figure goes by its words"] += 1
            concept = ""
        if concept:
            properties.append(("measure", Concept(concept)))
        if figure.kind and any(figure.kind in self._ontology.concepts[scheme] for scheme in schemes):
            properties.append(("broaderMeasure", Concept(figure.kind)))
        properties += _period(figure.period)
        whose = sorted(entity.handle for entity in entities)
        parts = [concept or figure.measure.text, *whose, figure.unit, figure.period, figure.direction]
        iri = f"{self._base}indicator/{short_slug(' '.join(part for part in parts if part))}"
        indicator = self._mint(Node(iri, "Indicator", self._words(figure.measure), tuple(properties)))
        yield indicator, "value", Value(figure.value, "decimal"), (("bound", Concept(figure.bound)),)

    def _amount(self, amount: Amount) -> Iterator[Draft]:
        properties: tuple[tuple[str, Term], ...] = (
            ("unit", Concept(amount.unit)),
            ("direction", Concept(amount.direction)),
        )
        iri = f"{self._base}amount/{short_slug(f'{amount.measure.text} {amount.unit} {amount.direction}')}"
        node = self._mint(Node(iri, "Amount", self._words(amount.measure), properties))
        yield node, "value", Value(amount.value, "decimal"), ()

    def described(self, term: Term) -> Iterator[tuple[Resource, str, Term]]:
        """Gives the triples that say what a minted thing is."""
        if isinstance(term, Resource) and term.iri in self.nodes:
            for predicate, value in self.nodes[term.iri].properties:
                yield term, predicate, value

    def _mint(self, node: Node) -> Resource:
        # One document may word a thing in two ways; the shorter is its label there.
        known = self.nodes.get(node.iri, node)
        self.nodes[node.iri] = min(node, known, key=lambda one: (len(one.label.text), one.label))
        return Resource(node.iri, node.kind)

    def _resource(self, mention: Mention) -> Resource:
        entity = self._references.of(mention)
        return Resource(entity.iri, entity.kind)

    def _words(self, phrase: Phrase) -> Words:
        return Words(phrase.text, language_of(phrase.text, self._language))


def _repeated(
    value: Mention | Phrase | str | int | tuple[Mention, ...] | None,
) -> Iterator[Mention | Phrase | str | int]:
    if isinstance(value, tuple):
        yield from dict.fromkeys(value)
    elif value is not None and value != "":
        yield value


def _period(text: str) -> Iterator[tuple[str, Term]]:
    """The period as the text has it, with its first and last day."""
    if not text:
        return
    yield "period", Value(text, "string")
    begin, _, end = text.partition("/") if "/" in text else (text, "", text)
    if begin:
        yield "periodStart", Value(first_day(begin), "date")
    if end:
        yield "periodEnd", Value(last_day(end), "date")


def first_day(text: str) -> str:
    """Gives the first day of a year, month or day."""
    return f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10]


def last_day(text: str) -> str:
    """Gives the last day of a year, month or day."""
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        return f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02}"
    return text
