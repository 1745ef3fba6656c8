"""Countries, regions, cities and features of a Russian text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.documents.document import Document
from kg.language.russian.morphology import CASES, case_of, parses
from kg.language.tokens import Doc, Token
from kg.model.facts import Mention, kind_of
from kg.model.offsets import extents
from kg.names.gazetteer import Entry, Gazetteer
from kg.names.name_index import Hit
from kg.names.noun_phrases import case_of as case_of_token
from kg.names.persons.name_forms import is_part_of_names
from kg.names.places.place_text import (
    CLOSING,
    FOREIGN_LANDS,
    KIND_OF,
    OPENING,
    PLACE_PREPOSITIONS,
    SHORES,
    STRUCTURES,
    PlaceText,
    feature,
    word,
)
from kg.names.places.region_lists import regions
from kg.names.places.unlisted_places import (
    STATES,
    adjectival,
    after_heads,
    beside_cities,
    directed,
    governed,
    is_region,
    itemised,
    lands,
    of_countries,
    on_ways,
    repeated,
    states,
    streets,
    tagged,
)
from kg.names.places.world_places import wider_regions, world_places

_ORDER = {"Country": 0, "Region": 1, "City": 2, "Feature": 3}
LONGEST_ABBREVIATION = 4
_LONGEST_TITLE = 60
"""Code points of what is called after a place, before its name."""
_OPENED = re.compile(r"«(?P<title>[^«»\n.!?]*)\Z")
_CLOSED = re.compile(r"(?P<title>[^«»\n.!?,:]{0,60}+)»")
_DASH = re.compile(r" [–—-] |[–—]")
_ABBREVIATED = re.compile(r"[а-яё][А-ЯЁ]")
"""«ВолГУ» is spelt like «Волгу»."""
_JOINTS = frozenset({",", "и", "или", "–", "—", "-"})


def places(doc: Doc, document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """Finds all places the text names, in order; «столица Казахстана» is its capital, not named.

    A place inside the name of something else is listed too: whether it counts there is decided by who knows that name.
    """
    text = PlaceText(doc)
    lists = list(regions(doc, gazetteer))
    lists += _beyond(lists, lands(text, gazetteer))
    listed = extents(lists)
    hits = [hit for hit in gazetteer.russian_places.find(text.text) if not listed.meet(hit.start, hit.end)]
    if gazetteer.world:
        lists += wider_regions(text, hits, gazetteer.world)
        listed = extents(lists)
        hits = [hit for hit in hits if not listed.meet(hit.start, hit.end)]
    found = [*lists, *_known(text, hits, gazetteer)]
    found += _beyond(found, directed(text, gazetteer))
    if gazetteer.world:
        found += world_places(text, found, gazetteer.world)
    for unlisted in (states, governed, streets, adjectival, after_heads, of_countries, on_ways, tagged):
        found += _beyond(found, unlisted(text))
    found += _beyond(found, beside_cities(text, found))
    found += _beyond(found, itemised(text, found))
    # «из Бауманки» is no evidence strong enough for what follows
    found += _beyond(found, repeated(text, _beyond(tagged(text), found)))
    found += list(_capitals(text, found, gazetteer))
    labels = extents(turn.label for turn in document.turns)
    return sorted(
        replace(mention, text=mention.text.replace("\N{NO-BREAK SPACE}", " "))
        for mention in set(found)
        if mention.start not in labels and not _is_no_town(mention, gazetteer) and not _is_of_title(mention, text.text)
    )


def _is_of_title(mention: Mention, text: str) -> bool:
    """«Енисей в заливе», «Чёрное море — общий двор»: a sea or part of the world that something is called after; where
    roads lead, «Европа – Западный Китай», is one."""
    if mention.kind != "Feature" or not mention.key:
        return False
    before = _OPENED.search(text[max(mention.start - _LONGEST_TITLE, 0) : mention.start])
    after = _CLOSED.match(text, mention.end)
    if before is None or after is None:
        return False
    title = f"{before['title']}{mention.text}{after['title']}"
    ends = all(part[:1].isupper() for part in _DASH.split(title))
    return title[:1].isupper() and title != mention.text and not (_DASH.search(title) and ends)


def _is_no_town(mention: Mention, gazetteer: Gazetteer) -> bool:
    """«Евросоюз», «Китай» among towns, «ИЖС»: what is known as a body or country, or an abbreviation."""
    if mention.kind != "City" or mention.key:
        return False
    short = mention.name.isupper() and len(mention.name) <= LONGEST_ABBREVIATION
    return short or any(entry.kind in ("Country", "Organisation") for entry in gazetteer.by_name.get(mention.name, ()))


def _beyond(found: Iterable[Mention], mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that overlap none found before."""
    taken = extents(found)
    return [mention for mention in mentions if not taken.meet(mention.start, mention.end)]


def _known(text: PlaceText, hits: Sequence[Hit], gazetteer: Gazetteer) -> Iterator[Mention]:
    shared: Token | None = None
    previous: Hit | None = None
    for hit in hits:
        head = text.head(hit.start)
        if head is None and shared is not None and previous is not None and _joined(text, previous, hit):
            head = shared
        previous, shared = hit, head if head is not None and "Plur" in head.morph.get("Number", []) else None
        if _counts(text, hit, hits, head, gazetteer):
            yield _mention(text, hit, head, gazetteer)


def _joined(text: PlaceText, left: Hit, right: Hit) -> bool:
    return text.text[left.end : right.start].strip() in _JOINTS and text.same_line(left.end, right.start)


def _counts(text: PlaceText, hit: Hit, hits: Sequence[Hit], head: Token | None, gazetteer: Gazetteer) -> bool:
    """Whether the words mean a place here."""
    doc = text.text
    if _ABBREVIATED.search(doc, hit.start, hit.end) or _is_common(text, hit) or _is_body(text, hit, gazetteer):
        return False
    before, after = doc[hit.start - 1 : hit.start], doc[hit.end : hit.end + 1]
    entity = text.entity(hit.start)
    person = entity is not None and entity.label_ == "PER"
    state = text.before(hit.start)
    if (
        state is not None
        and word(state) in STATES
        and text.same_line(state.idx, hit.start)
        and all(key.startswith("city/") for key in hit.keys)
        and is_region(gazetteer, doc[hit.start : hit.end])
    ):
        return False  # «провинция Буэнос-Айрес»
    if state is not None and word(state) in FOREIGN_LANDS and all(key.startswith("feature/") for key in hit.keys):
        return False  # «аймак Селенге»
    if text.is_governed(hit.start, hit.end):
        return True
    if person and entity is not None and entity.end_char - entity.start_char > hit.end - hit.start:
        # «губернатором Камчатского края Владимиром Солодовым»; but «визит Эльчина Садыхова Баку» has taken one along,
        # and «договор с Далянем Владивосток заключил» is two towns
        named = doc[entity.start_char : hit.start].split()
        taken_along = len(named) > 1 and hit.end == entity.end_char and all(map(is_part_of_names, named))
        others = [one for one in hits if one is not hit and entity.start_char <= one.start < entity.end_char]
        rest = doc[entity.start_char : hit.start].split() + doc[hit.end : entity.end_char].split()
        row = rest == [doc[one.start : one.end] for one in others] and not any(map(is_part_of_names, rest))
        if not (taken_along or row) or is_part_of_names(doc[hit.start : hit.end]):
            return False
        person = False
    if head is not None:
        return True
    if before and before in OPENING and after and after in CLOSING and " " not in doc[hit.start : hit.end]:
        return False
    if _part_of_a_compound(doc, hit, hits) or _is_adjective(text, hit):
        return False
    previous = text.before(hit.start)
    if previous is not None and word(previous) == "республика":
        return True
    if text.is_currency(hit.start):
        return False
    if not any((hit.form, key) in gazetteer.doubtful for key in hit.keys):
        return True
    if text.is_twin(hit.start, hit.end, [(other.start, other.end) for other in hits if other is not hit]):
        return True
    if person or _beside_a_name(text, hit, previous):
        return False
    if previous is not None and previous.lower_ in PLACE_PREPOSITIONS:
        return True
    located = entity is not None and entity.label_ == "LOC"
    return located or any(_joined(text, *pair) for pair in zip(hits, hits[1:], strict=False) if hit in pair)


def _is_body(text: PlaceText, hit: Hit, gazetteer: Gazetteer) -> bool:
    """«ГУАМ», an abbreviation beside Guam, in a line that is not all of capitals."""
    written = text.text[hit.start : hit.end]
    bodies = (entry for entry in gazetteer.by_name.get(written, ()) if entry.kind == "Organisation")
    line = text.text[text.text.rfind("\n", 0, hit.start) + 1 : hit.start]
    own = {gazetteer.nominative(hit.form, key) for key in hit.keys}
    return written.isupper() and written not in own and any(bodies) and any(map(str.islower, line))


def _is_common(text: PlaceText, hit: Hit) -> bool:
    """«Курган Славы», «Клин прусской земли»: a word with a meaning of its own, and what follows is of it."""
    following = text.after(hit.end)
    if following is None or following.idx != hit.end + 1 or case_of_token(following) != "Gen" or following.like_num:
        return False
    word = [parse.tag for parse in parses(following.text) if parse.is_known and case_of(parse) == "gent"]
    named = all({"Geox", "Name", "Surn"} & set(tag.grammemes) for tag in word)
    if following.is_title and (
        following.pos_ == "ADJ" or (following.ent_type_, following.ent_iob_) == ("LOC", "B") or named
    ):
        return False  # «Клин Московской области», «Клин Иванова»
    before, words = text.before(hit.start), text.text[hit.start : hit.end]
    if before is not None and before.pos_ == "ADP":
        return False  # «в Дамаске российской делегации»
    own = [parse.tag for parse in parses(words) if parse.is_known and parse.normal_form == words.lower()]
    place = any("Geox" in tag for tag in own)  # «Берлина» is a carriage too, and no nominative of the town
    return place and any(not {"Geox", "Name", "Surn"} & set(tag.grammemes) for tag in own)


def _beside_a_name(text: PlaceText, hit: Hit, previous: Token | None) -> bool:
    """«Сергей Киров», «Дон Кихот»: a capitalised word right before or after."""
    following = text.after(hit.end)
    return (previous is not None and previous.text.istitle() and not previous.is_sent_start) or (
        following is not None
        and following.text.istitle()
        and following.idx == hit.end + 1
        and text.same_line(hit.end, following.idx)  # a heading ends there
    )


def _is_adjective(text: PlaceText, hit: Hit) -> bool:
    """«в Красноярском форуме» is spelt like «под Красноярском», «в Октябрьском районе» like «в Октябрьском»."""
    token, following = text.after(hit.start), text.after(hit.end)
    if token is None or following is None or not following.is_lower or following.pos_ not in {"NOUN", "ADJ"}:
        return False
    cases = {CASES.get(case) for case in following.morph.get("Case", [])}
    return any(parse.tag.POS == "ADJF" and case_of(parse) in cases for parse in parses(token.text))


def _part_of_a_compound(doc: str, hit: Hit, hits: Sequence[Hit]) -> bool:
    """«Эрмитаж-Сибирь» and «Москва-Сити» are neither Siberia nor Moscow; «Тенгиз-Новороссийск» is both ends."""
    left = doc[max(hit.start - 2, 0) : hit.start]
    right = doc[hit.end : hit.end + 2]
    joined_left = len(left) == 2 and left[1] == "-" and left[0].isalnum()
    joined_right = len(right) == 2 and right[0] == "-" and right[1].isalnum()
    return (joined_left and not any(other.end == hit.start - 1 for other in hits)) or (
        joined_right and not any(other.start == hit.end + 1 for other in hits)
    )


def _mention(text: PlaceText, hit: Hit, head: Token | None, gazetteer: Gazetteer) -> Mention:
    words = text.text[hit.start : hit.end]
    entries = sorted(
        (gazetteer.entries[key] for key in hit.keys),
        key=lambda entry: (_ORDER[entry.kind], (hit.form, entry.id) in gazetteer.doubtful, -entry.population, entry.id),
    )
    if head is not None and not _is_owned(hit, head, entries[0], gazetteer):
        kind = KIND_OF[word(head)]
        fitting = [entry for entry in entries if entry.kind == kind]
        if word(head) in STRUCTURES or (kind == "Feature" and not fitting):
            return feature(text, hit.start, hit.end, head, gazetteer.nominative(hit.form, entries[0].id))
        entries = fitting or entries
    chosen = entries[0]
    name = _name(chosen, gazetteer.nominative(hit.form, chosen.id))
    previous = text.before(hit.start)
    water = (previous is not None and word(previous) in SHORES) or text.is_crossed(hit.start)
    if chosen.kind == "City" and head is None and water:  # «на берегу Ишима», «мост через Волхов»
        return Mention(hit.start, hit.end, "Feature", words, name)
    return Mention(hit.start, hit.end, kind_of(chosen.kind), words, name, chosen.id)


def _is_owned(hit: Hit, head: Token, entry: Entry, gazetteer: Gazetteer) -> bool:
    """«реки Казахстана», «порты Румынии»: the country they are in, and no name of theirs, as «озеро Чад» is."""
    land = entry.kind in {"Country", "Region"} and KIND_OF[word(head)] == "Feature"
    land = land or (entry.kind == "Feature" and word(head) in STRUCTURES)  # «порты Дальнего Востока»
    return land and gazetteer.nominative(hit.form, entry.id).lower() != hit.form.lower()


def _name(entry: Entry, written: str) -> str:
    """A city's old name is what its time called it; a shortened one («Петербург», «СПб») gives way to the full one."""
    preferred = entry.name("ru")
    renamed = entry.kind == "City" and written not in preferred and not written[-2:].isupper() and len(written) > 3
    return written if renamed else preferred


def _capitals(text: PlaceText, found: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    for mention in found:
        head = text.before(mention.start)
        if mention.kind != "Country" or head is None or word(head) != "столица":
            continue
        capital = gazetteer.capital(mention.key)
        if capital is not None:
            words = text.text[head.idx : mention.end]
            yield Mention(head.idx, mention.end, "City", words, capital.name("ru"), capital.id, named=False)
