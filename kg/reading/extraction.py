"""All that is read in one document: names first, then what the sentences say with them.

An extraction depends on its document alone and on the gazetteer, so documents can be read in any order, anywhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.documents.document import Document
from kg.language.analysis import analyse
from kg.model.facts import Extraction, Found, Founding, Mention, Role, Route
from kg.names.events.described import described
from kg.names.events.editions import editions, unified
from kg.names.gazetteer import Gazetteer
from kg.names.kazakh_mentions import mentions as kazakh_mentions
from kg.names.known import editions_keyed, keyed, known
from kg.names.persons.russian_persons import persons
from kg.names.places.russian_places import places
from kg.names.things import things
from kg.names.undertakings.russian_corridors import corridors
from kg.reading.figures import figures
from kg.reading.frames import PARTIES, framed, framed_kazakh
from kg.reading.home import home
from kg.reading.modality import modality
from kg.reading.pattern import Rule, sentences
from kg.reading.rules import kazakh
from kg.reading.rules.derived import attendance, main_event, ties
from kg.reading.rules.kazakh.dates import opening_day
from kg.reading.rules.russian import RULES
from kg.reading.rules.russian.dating import dated, recorded
from kg.reading.rules.russian.naming import named, routed, underway
from kg.reading.titles import Holder, titles
from kg.reading.utterances import utterances


def extract(document: Document, gazetteer: Gazetteer, own: Sequence[Rule] = ()) -> Extraction:
    """Reads a document in its own language; one in a language without rules yields an empty extraction.

    `own` are rules of a researcher's own, which read Russian after ours."""
    if document.language == "ru":
        return _russian(document, gazetteer, (*RULES, *own))
    if document.language == "kk":
        return _kazakh(document, gazetteer)
    return Extraction()


def _kazakh(document: Document, gazetteer: Gazetteer) -> Extraction:
    doc = analyse(document)
    day = document.date or opening_day(document.reading)

    def head(country: str, post: str) -> str:
        entry = gazetteer.holder(country, day, "премьер-министр" if post == "premier" else "") if day else None
        return entry.labels.get("kk", "") if entry else ""

    world = gazetteer.world.called if gazetteer.world else None
    mentions = keyed(kazakh_mentions(doc, document, gazetteer.kazakh, head, world), gazetteer)
    said = kazakh.utterances(doc, document, mentions)
    found = list(kazakh.found(doc, document, mentions))
    found += framed_kazakh(doc, mentions, found)
    found += attendance(document, [m for m in mentions if m.kind == "Event"], said)
    found += ties([one for one in found if one.rule in PARTIES], mentions)
    return Extraction(tuple(mentions), tuple(said), tuple(sorted(set(found), key=_order)))


def _russian(document: Document, gazetteer: Gazetteer, rules: Sequence[Rule]) -> Extraction:
    doc = analyse(document)
    located = places(doc, document, gazetteer)
    listed = [*located, *known(document, gazetteer)]
    people = keyed(persons(doc, document), gazetteer)
    routes = [replace(r, mention=m) for r in corridors(doc, located) for m in keyed([r.mention], gazetteer)]
    found_things = things(doc, listed)
    names = [*listed, *people, *(r.mention for r in routes), *(t.mention for t in found_things)]
    found_things += described(doc, names)
    events = editions_keyed(editions(doc, [t for t in found_things if t.mention.kind == "Event"]), gazetteer)
    found_things = unified([*(t for t in found_things if t.mention.kind != "Event"), *events])
    mentions = _settled([*listed, *people, *(r.mention for r in routes), *(t.mention for t in found_things)])
    mentions = _settled([*mentions, *titles(list(sentences(doc, mentions)), _holder(document, gazetteer))])
    kept = set(mentions)
    said = utterances(doc, document, mentions)
    found = [*named(t for t in found_things if t.mention in kept), *routed(r for r in routes if r.mention in kept)]
    found += _by_rules(doc, mentions, rules)
    found += framed(doc, mentions, found)
    found += underway(mentions, found)
    found = list(_with_modality(doc, found))
    countries = home(doc, document, mentions)
    found += ties(found, mentions)
    held = [m for m in mentions if m.kind == "Event"]
    found += [*dated(doc, document, held), *recorded(document, main_event(document, held))]
    found += attendance(document, held, said)
    found += figures(doc, document, mentions, countries)
    return Extraction(tuple(mentions), tuple(said), tuple(sorted(set(found), key=_order)))


def _holder(document: Document, gazetteer: Gazetteer) -> Holder:
    """Who held a country's highest post on the document's date, by the gazetteer's terms of office."""

    def holder(post: str, country: str) -> tuple[str, str] | None:
        title = "премьер-министр" if post.startswith("премьер") else ""
        entry = gazetteer.holder(country, document.date, title) if document.date else None
        return (entry.name("ru"), entry.id) if entry else None

    return holder


def _settled(mentions: Iterable[Mention]) -> list[Mention]:
    """One mention for each span and kind, in order; a name wins over a description, a key over none."""
    best: dict[tuple[int, int, str], Mention] = {}
    for mention in sorted(mentions, key=lambda m: (not m.named, not m.key, m)):
        best.setdefault((mention.start, mention.end, mention.kind), mention)
    return sorted(best.values())


def _by_rules(doc: Doc, mentions: list[Mention], rules: Sequence[Rule]) -> Iterator[Found]:
    for sentence in sentences(doc, mentions):
        for rule in rules:
            yield from rule.find(sentence)


def _with_modality(doc: Doc, found: Iterable[Found]) -> Iterator[Found]:
    """The rule's own modality where it has one, else what the sentence says."""
    for one in found:
        span = doc.char_span(one.start, one.end, alignment_mode="expand")
        if one.modality != "asserted" or span is None or isinstance(one.fact, Role | Route | Founding):
            yield one  # who somebody is and where a route leads is said as it is, whatever is proposed beside it
            continue
        sentence = [t for t in span.sent if not t.is_space]
        yield replace(one, modality=modality(sentence, one.start, one.end))


def _order(found: Found) -> tuple[int, int, str, str]:
    return found.start, found.end, found.rule, repr(found.fact)
