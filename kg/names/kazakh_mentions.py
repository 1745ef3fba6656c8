"""Mentions in Kazakh texts, of all ten kinds: gazetteer, heads and suffixes, no trained model."""

from collections.abc import Collection
from dataclasses import replace

from kg.documents.document import Document
from kg.language.kazakh.noun_phrases import CONJUNCTIONS, QUOTES, case, is_owned, quotes
from kg.language.kazakh.suffixes import nominative
from kg.language.kazakh.verbs import verb
from kg.language.tokens import Doc
from kg.model.facts import Mention
from kg.model.offsets import Starts
from kg.names.events.kazakh_events import encounters, events, openings
from kg.names.gazetteer import Gazetteer
from kg.names.kazakh_spans import CAPITAL, make
from kg.names.name_words import KAZAKH
from kg.names.organisations.kazakh_organisations import LEVELS, SEATED, by_namesake, by_quotation, organisations
from kg.names.organisations.kazakh_owners import by_owner
from kg.names.organisations.kazakh_quoted import quoted_bodies
from kg.names.organisations.kazakh_short_names import by_fewer_words, features_named_once
from kg.names.persons.kazakh_offices import Heads, nobody, offices
from kg.names.persons.kazakh_persons import TITLES, commemorated, persons
from kg.names.places.kazakh_known import SPELLINGS, KnownPlaces
from kg.names.places.kazakh_places import CITY_HEADS, WATERS_AND_WORKS, places
from kg.names.places.kazakh_world_places import world_places
from kg.names.same_names import one_name_each
from kg.names.undertakings.kazakh_agreements import agreements, counted_agreements
from kg.names.undertakings.kazakh_corridors import corridors
from kg.names.undertakings.kazakh_projects import facilities, projects

PORTS = KAZAKH.words("places.ports")
COMPANY_POSTS = KAZAKH.set("places.company_posts")
"""Those that a company has; a port that is a place has a head too."""
DOING = KAZAKH.words("places.doing")
"""How verbs begin whose subject is a company and no place."""
WATERS = KAZAKH.words("places.waters_named")
"""Endings of names of waters and ports, in which the name of a town is none."""


def mentions(doc: Doc, document: Document, gazetteer: Gazetteer, heads: Heads = nobody) -> list[Mention]:
    """Finds every thing the text names, sorted by place; a mention may stand inside a longer one.

    `heads` tells who held a state's highest posts when the text was written."""
    located = list(places(doc, KnownPlaces(gazetteer.kazakh, gazetteer.kazakh_doubtful)))
    people = list(persons(doc, located))
    located = [_of_the_world(place, gazetteer) for place in located]
    named = [person.mention for person in people]
    located += world_places(doc, [*located, *named], gazetteer.world, gazetteer.kazakh)
    barriers = {
        position
        for person in people
        if person.first < person.last and not commemorated(doc, person.last)
        for position in (person.first, person.last)
    }
    barriers |= {token.i for token in doc if token.lemma_ in TITLES and case(token) == "Nom"}
    begun = Starts(located)
    told = [_after_list(doc, body, begun) for body in organisations(doc, barriers, located)]
    built = list(facilities(doc))
    sites = Starts(built)
    told = [body for body in told if not _inside(body, sites)]
    located = [place for place in located if place.kind != "Feature" or not _inside(place, sites)]
    told += quoted_bodies(doc, [*told, *built, *(each for each in located if each.kind == "Feature")])
    bodies = one_name_each(told, located, (by_quotation, by_owner, by_namesake, by_fewer_words))
    located = features_named_once(located)
    sure = Starts(bodies)
    barriers |= {person.last for person in people if not _inside(person.mention, sure)}
    named += offices(doc, people, located, heads)
    bodies = [body for body in bodies if all(each == body for each in sure.around(body.start, body.end))]
    features = Starts(place for place in located if place.kind == "Feature")
    ways = [way for way in corridors(doc) if not _inside(way, features) and not _names_body(doc, way, bodies)]
    bodies = [body for body in bodies if not _inside(body, features)]  # «Үкімет үйінде»
    held = [event for event in events(doc, barriers) if not (_inside(event, sure) and _is_quoted(doc, event))]
    papers = agreements(doc, barriers, _sides(bodies, located), [*bodies, *located])
    titled = [*held, *one_name_each(papers, (), (by_fewer_words,)), *ways]
    works = list(projects(doc, barriers, ways, located))
    works = [work for work in works if not any(each.start < work.end and work.start < each.end for each in built)]
    titled += built
    done = Starts(works)
    titled += [work for work in works if all(each.text == work.text for each in done.around(work.start, work.end))]
    meetings = list(encounters(doc, named))
    at = {(each.start, each.end) for each in meetings}  # who met tells more than the bare «кездесу» does
    titled = [each for each in titled if each.kind != "Event" or each.named or (each.start, each.end) not in at]
    known = Starts(titled)
    met = [each for each in meetings if not _inside(each, known)]
    titled += [*counted_agreements(doc), *met, *openings(doc, titled)]
    whole = Starts(
        mention for mention in [*bodies, *titled] if mention.kind in {"Organisation", "Event"} and mention.named
    )
    kept = [place for place in located if not _swallowed(place, whole) and not _part_of_place(place, begun)]
    kept = [place for place in kept if not _quoted_with_more(doc, place, ways)]
    spoken = Starts(named)
    kept = [place for place in kept if not _inside(place, spoken) or place.kind == "Country"]
    waters = Starts(place for place in kept if place.kind == "Feature" and place.name.endswith(WATERS))
    kept = [place for place in kept if place.kind != "City" or not _inside(place, waters)]
    sites = Starts(place for place in kept if place.kind == "Feature" and not place.key)
    kept = [place for place in kept if place.kind != "Country" or not _inside(place, sites)]  # «Джибути порты»
    doing = {place.name for place in kept if _is_doing(doc, place, Starts(bodies))}
    kept = [replace(place, kind="Organisation") if place.name in doing else place for place in kept]
    return sorted({*kept, *named, *bodies, *titled})


def _is_doing(doc: Doc, port: Mention, bodies: Starts[Mention]) -> bool:
    """«Ақтау портының президенті», ««Барс» АҚ мен Ақтау порты», «Ақтау порты қатысады»: a port that is a company."""
    span = doc.char_span(port.start, port.end)
    if span is None or port.kind != "Feature" or span[-1].lemma_ != "порт" or span.end >= len(doc):
        return False
    following, before = doc[span.end], doc[span.start - 1] if span.start else span[0]
    if following.lemma_ in COMPANY_POSTS and is_owned(following):
        return True
    joined = before.lower_ in CONJUNCTIONS and any(
        each.end == doc[span.start - 2].idx + len(doc[span.start - 2])
        for each in bodies.within(before.sent.start_char, before.idx)
    )
    takes_part = case(span[-1]) == "Nom" and following.lower_.startswith(DOING)
    return joined or takes_part


def _names_body(doc: Doc, way: Mention, bodies: Collection[Mention]) -> bool:
    """««Иле – Ертіс құбыры» серіктестігі», «Иран теміржолы хабарлады»: a company, called like a way."""
    quoted = _is_quoted(doc, way) or way.text[0] in QUOTES and way.text[-1] in QUOTES.values()
    return any(
        (body.start, body.end) == (way.start, way.end) or quoted and body.start <= way.start and way.end < body.end
        for body in bodies
    )


def _of_the_world(place: Mention, gazetteer: Gazetteer) -> Mention:
    """«Гуандун провинциясы» with the key that «Гуандун» has, «Жызақ облысы» with that of «Джизакская область», «Печ
    қаласы» with that of «Печ»."""
    if place.kind not in ("City", "Region") or place.key or gazetteer.world is None:
        return place
    called = gazetteer.world.called
    town = called.get(SPELLINGS.get(place.name, place.name).replace("ё", "е")) if place.kind == "City" else None
    if town is not None and town.kind == "City":
        return replace(place, key=town.id)
    first = place.name.rpartition(" ")[0]
    spelled = SPELLINGS.get(first, first)
    known = called.get(SPELLINGS.get(place.name, "")) or called.get(first) or called.get(spelled)
    return replace(place, key=known.id) if known is not None and known.kind == "Region" else place


def _after_list(doc: Doc, body: Mention, located: Starts[Mention]) -> Mention:
    """«Алтай өлкесі және Павлодар облысының әкімдігі»: the region before the conjunction is no part of the body."""
    for place in located.within(body.start, body.start + 1):
        span = doc.char_span(place.start, place.end)
        if place.kind != "Region" or span is None or case(span[-1]) != "Nom":
            continue
        after, whole = doc[span.end], doc.char_span(body.start, body.end)
        if after.lower_ != "және" or whole is None:
            continue
        second = doc[span.end + 1].idx
        if located.within(second, second + 1):
            text = doc[span.end + 1 : whole.end].text
            return make(doc, span.end + 1, whole.end, "Organisation", nominative(text))
    return body


def _sides(bodies: Collection[Mention], located: Collection[Mention]) -> list[Mention]:
    """Bodies, ports, and regions outside of them: who may be the subject of a sentence about an agreement."""
    named = Starts(bodies)
    ports = (place for place in located if place.kind == "Feature" and place.name.endswith(PORTS))
    return [*bodies, *ports, *(place for place in located if place.kind == "Region" and not _inside(place, named))]


def _is_quoted(doc: Doc, mention: Mention) -> bool:
    """««Ғарыш Сапары» ұлттық компаниясы»: all that stands in the quotation marks of a body's name."""
    before, behind = doc.text[mention.start - 1 : mention.start], doc.text[mention.end : mention.end + 1]
    return before in QUOTES and behind in QUOTES.values()


def _inside(mention: Mention, others: Starts[Mention]) -> bool:
    return bool(others.around(mention.start, mention.end))


def _part_of_place(place: Mention, located: Starts[Mention]) -> bool:
    """«Каспий» inside «Каспий теңізінде»."""
    around = located.around(place.start, place.end)
    return any(other.kind == place.kind and other.text != place.text for other in around)


_ATTRIBUTES = 3
"""Words between a quoted name and what is called so."""
_LONGEST = 8
"""Tokens of a quoted name."""


def _quoted_with_more(doc: Doc, place: Mention, ways: Collection[Mention]) -> bool:
    """«"Алматы ақшамы" газеті», «"Еділ – Жайық" форумы»: a word of a name in quotation marks, of which a way has its
    ends; a quotation has cases and a verb: «"Омбыға барамыз" деді», «"Омбы мен Томск бауырласты"»."""
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None or case(span[-1]) != "Nom":
        return False
    if any(way.start <= place.start and place.end <= way.end for way in ways):
        return False
    around = [(opening, close) for close, opening in quotes(span.sent).items() if opening < span.start < close]
    if any(opening + 1 == span.start and span.end == close and _has_kind(doc, close) for opening, close in around):
        return True
    return any(
        close - opening <= _LONGEST
        and (opening + 1 < span.start or span.end < close)
        and not any(each.text in ".!?,:" or each.lower_ in CONJUNCTIONS for each in doc[opening:close])
        and not ((said := verb(doc[close - 1].text)) and said.finite and doc[close - 1].is_lower)
        and CAPITAL.match(doc[opening + 1].text)
        for opening, close in around
    )


def _has_kind(doc: Doc, close: int) -> bool:
    """««Еділ» жолаушылар пойызы», ««Қорғас» орталығы»: words after a quoted name that end in what is called so."""
    for token in doc[close + 1 : close + 2 + _ATTRIBUTES]:
        if not token.is_lower or token.lower_ in CONJUNCTIONS | LEVELS or verb(token.text):
            return False  # «"Ақтөбе" қалалық газеті» is the town's
        if is_owned(token):
            return token.lemma_ not in CITY_HEADS | WATERS_AND_WORKS | SEATED
        if case(token) != "Nom":
            return False
    return False


def _swallowed(place: Mention, whole: Starts[Mention]) -> bool:
    """A feature at the head of a name («Каспий құбыр консорциумы») is no mention of its own, nor is the city of
    «Шанхай ынтымақтастық ұйымы»; another territory is."""
    around = whole.around(place.start, place.end)
    return any(place.kind == "Feature" or (place.kind == "City" and " ұйымы" in other.name) for other in around)
