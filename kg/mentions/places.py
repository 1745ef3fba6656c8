"""Countries, regions, cities and features of a Russian text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from kg.documents.model import Document
from kg.facts import Kind, Mention
from kg.gazetteer import Entry, Gazetteer
from kg.language.morphology import CASES, case_of, parses
from kg.mentions.place_words import (
    ABBREVIATED,
    KIND_OF,
    LANDS,
    MONEY,
    PLACE_PREPOSITIONS,
    SETTLEMENTS,
    STRUCTURES,
    WATERS,
)
from kg.mentions.region_lists import regions
from kg.name_index import Hit
from kg.names import cased_like, nominative

_OPENING = "«„“\"'"
_CLOSING = "»“”\"'"
_ORDER = {"Country": 0, "Region": 1, "City": 2, "Feature": 3}
_JOINTS = frozenset({",", "и", "или", "–", "—", "-"})


def places(doc: Doc, document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """All places the text names, in order; «столица Казахстана» is its capital, not named.

    A place inside the name of something else is listed too: whether it counts there is decided by who knows that name.
    """
    text = _Text(doc)
    lists = list(regions(doc, gazetteer))
    hits = [hit for hit in gazetteer.russian_places.find(text.text) if not _covered(hit.start, hit.end, lists)]
    found = [*lists, *_known(text, hits, gazetteer)]
    found += [mention for mention in _adjectival(text) if not _overlaps(mention, found)]
    found += [mention for mention in _after_heads(text) if not _overlaps(mention, found)]
    found += [mention for mention in _unknown(text) if not _overlaps(mention, found)]
    found += list(_capitals(text, found, gazetteer))
    labels = [turn.label for turn in document.turns]
    return sorted(
        replace(mention, text=mention.text.replace("\N{NO-BREAK SPACE}", " "))
        for mention in set(found)
        if not any(label.start <= mention.start < label.end for label in labels)
    )


class _Text:
    """The Doc's words by their offsets."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.tokens = [token for token in doc if not token.is_space]
        self._starts = [token.idx for token in self.tokens]

    def before(self, offset: int, steps: int = 1) -> Token | None:
        """The word that ends before the offset, with nothing between but spaces and an opening quote."""
        place = bisect_right(self._starts, offset - 1) - 1
        while place >= 0 and self.tokens[place].text in _OPENING:
            place -= 1
        place -= steps - 1
        return self.tokens[place] if place >= 0 else None

    def after(self, offset: int) -> Token | None:
        place = bisect_right(self._starts, offset - 1)
        return self.tokens[place] if place < len(self.tokens) else None

    def entity(self, start: int, end: int) -> Span | None:
        """The tagger's entity that holds the first character."""
        return next((ent for ent in self.doc.ents if ent.start_char <= start < ent.end_char), None)

    def head(self, start: int) -> Token | None:
        """The word right before a name that says what it is a name of: «порт» Актау, «г.» Омск."""
        token = self.before(start)
        if token is not None and token.text == ".":
            token = self.before(token.idx)
            if token is not None and _word(token) not in ABBREVIATED:
                return None
        if token is None or "\n" in self.text[token.idx : start] or token.text.istitle() and not token.is_sent_start:
            return None
        return token if _word(token) in KIND_OF else None

    def same_line(self, start: int, end: int) -> bool:
        return "\n" not in self.text[start:end]


def _word(token: Token) -> str:
    return token.lemma_.lower()


def _covered(start: int, end: int, mentions: Sequence[Mention]) -> bool:
    return any(mention.start < end and start < mention.end for mention in mentions)


def _overlaps(mention: Mention, others: Sequence[Mention]) -> bool:
    return _covered(mention.start, mention.end, others)


def _known(text: _Text, hits: Sequence[Hit], gazetteer: Gazetteer) -> Iterator[Mention]:
    shared: Token | None = None
    previous: Hit | None = None
    for hit in hits:
        head = text.head(hit.start)
        if head is None and shared is not None and previous is not None and _joined(text, previous, hit):
            head = shared
        previous, shared = hit, head if head is not None and "Plur" in head.morph.get("Number", []) else None
        if _counts(text, hit, hits, head, gazetteer):
            yield _mention(text, hit, head, gazetteer)


def _joined(text: _Text, left: Hit, right: Hit) -> bool:
    return text.text[left.end : right.start].strip() in _JOINTS and text.same_line(left.end, right.start)


def _counts(text: _Text, hit: Hit, hits: Sequence[Hit], head: Token | None, gazetteer: Gazetteer) -> bool:
    """Whether the words mean a place here."""
    doc = text.text
    before, after = doc[hit.start - 1 : hit.start], doc[hit.end : hit.end + 1]
    if head is not None:
        return True
    if before and before in _OPENING and after and after in _CLOSING and " " not in doc[hit.start : hit.end]:
        return False
    if _part_of_a_compound(doc, hit, hits) or _is_adjective(text, hit):
        return False
    previous = text.before(hit.start)
    if previous is not None and _word(previous) == "республика":
        return True
    if previous is not None and _word(previous).rstrip(".") in MONEY:
        return False
    entity = text.entity(hit.start, hit.end)
    person = entity is not None and entity.label_ == "PER"
    if person and entity is not None and entity.end_char - entity.start_char > hit.end - hit.start:
        return False
    if not any((hit.form, key) in gazetteer.doubtful for key in hit.keys):
        return True
    if person or _beside_a_name(text, hit, previous):
        return False
    if previous is not None and previous.lower_ in PLACE_PREPOSITIONS:
        return True
    located = entity is not None and entity.label_ == "LOC"
    return located or any(_joined(text, *pair) for pair in zip(hits, hits[1:], strict=False) if hit in pair)


def _beside_a_name(text: _Text, hit: Hit, previous: Token | None) -> bool:
    """«Сергей Киров», «Дон Кихот»: a capitalised word right before or after."""
    following = text.after(hit.end)
    return (previous is not None and previous.text.istitle() and not previous.is_sent_start) or (
        following is not None and following.text.istitle() and following.idx == hit.end + 1
    )


def _is_adjective(text: _Text, hit: Hit) -> bool:
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


def _mention(text: _Text, hit: Hit, head: Token | None, gazetteer: Gazetteer) -> Mention:
    words = text.text[hit.start : hit.end]
    entries = sorted(
        (gazetteer.entries[key] for key in hit.keys),
        key=lambda entry: (_ORDER[entry.kind], (hit.form, entry.id) in gazetteer.doubtful, -entry.population, entry.id),
    )
    if head is not None:
        kind = KIND_OF[_word(head)]
        fitting = [entry for entry in entries if entry.kind == kind]
        if _word(head) in STRUCTURES or (kind == "Feature" and not fitting):
            return _feature(text, hit.start, hit.end, head, gazetteer.nominative(hit.form, entries[0].id))
        entries = fitting or entries
    chosen = entries[0]
    return Mention(
        start=hit.start,
        end=hit.end,
        kind=_kind(chosen),
        text=words,
        name=_name(chosen, gazetteer.nominative(hit.form, chosen.id)),
        key=chosen.id,
    )


def _kind(entry: Entry) -> Kind:
    match entry.kind:
        case "Country" | "Region" | "City" | "Feature":
            return entry.kind
        case other:
            raise ValueError(f"{entry.id} is a {other}, no place")


def _name(entry: Entry, written: str) -> str:
    """A city's old name is what its time called it; a shortened one («Петербург», «СПб») gives way to the full one."""
    preferred = entry.name("ru")
    renamed = entry.kind == "City" and written not in preferred and not written[-2:].isupper() and len(written) > 3
    return written if renamed else preferred


def _feature(text: _Text, start: int, end: int, head: Token, name: str) -> Mention:
    """A port, a station: its word belongs to the name; a river's does not."""
    word = _word(head)
    near = not text.text[head.idx + len(head) : start].strip(_OPENING + " \N{NO-BREAK SPACE}")
    begin = head.idx if near else start
    return Mention(
        start=begin,
        end=end,
        kind="Feature",
        text=text.text[begin:end],
        name=f"{word} {name}" if word in STRUCTURES else name,
    )


def _after_heads(text: _Text) -> Iterator[Mention]:
    """Names the gazetteer lacks, by the word before them: «в посёлке Сарыкол», «порт Курык», «озеро Шалкар»."""
    for place, token in enumerate(text.tokens):
        word = _word(token)
        if word not in SETTLEMENTS | WATERS | STRUCTURES or (token.text.istitle() and not token.is_sent_start):
            continue
        dotted = text.text[token.idx + len(token) :][:1] == "."
        if dotted != (word in ABBREVIATED):
            continue
        first = place + 1 + dotted
        name = _proper(text.tokens[first : first + 3])
        if not name or not text.same_line(token.idx, name[-1].idx) or name[0].ent_type_ in {"PER", "ORG"}:
            continue
        start, end = name[0].idx, name[-1].idx + len(name[-1])
        written = text.text[start:end]
        if dotted:
            base = nominative(name)
        elif token.lower_ == word:
            base = written
        else:
            base = nominative([token, *name]).split(" ", 1)[-1]
        if word in SETTLEMENTS:
            yield Mention(start, end, "City", written, _trimmed(base))
        else:
            yield _feature(text, start, end, token, base)


def _adjectival(text: _Text) -> Iterator[Mention]:
    """«в Карском море», «Красную площадь», «на Васильевском острове»."""
    for adjective, head in zip(text.tokens, text.tokens[1:], strict=False):
        if (
            not adjective.text.istitle()
            and "-" not in adjective.text
            or not head.is_lower
            or not adjective.text[0].isupper()
        ):
            continue
        if _word(head) not in WATERS | LANDS | {"площадь"} or not text.same_line(adjective.idx, head.idx):
            continue
        name = _adjectival_name(adjective.text, _word(head))
        if name and not adjective.is_sent_start:
            start, end = adjective.idx, head.idx + len(head)
            yield Mention(start, end, "Feature", text.text[start:end], name)


def _adjectival_name(adjective: str, head: str) -> str:
    """«Карском», «море» → «Карское море»; empty when the word is no adjective, or a pronoun or an ordinal."""
    gender = parses(head)[0].tag.gender
    for parse in parses(adjective):
        if parse.tag.POS == "ADJF" and not {"Apro", "Anum"} & set(parse.tag.grammemes):
            form = parse.inflect({"nomn", "sing", gender})
            if form:
                return f"{cased_like(str(form.word), adjective)} {head}"
    return ""


def _proper(tokens: Sequence[Token]) -> list[Token]:
    """The capitalised words at the start; not the second of «Доброград Ковровского района»."""
    name: list[Token] = []
    for token in tokens:
        if not (token.text[0].isupper() and token.text.replace("-", "").isalpha()) or len(token) == 1:
            break
        if name and any(parse.tag.POS == "ADJF" for parse in parses(token.text)):
            break
        if name and name[-1].idx + len(name[-1]) < token.idx - 1:
            break
        name.append(token)
    return name


def _unknown(text: _Text) -> Iterator[Mention]:
    """What the tagger sees as a place and the gazetteer lacks: a settlement after «в» or «из», else nothing."""
    for ent in text.doc.ents:
        tokens = [token for token in ent if not token.is_space]
        previous = text.before(ent.start_char)
        if ent.label_ != "LOC" or previous is None or previous.lower_ not in PLACE_PREPOSITIONS:
            continue
        if len(tokens) == 1 and tokens[0].pos_ in {"PROPN", "NOUN"} and _may_be_settlement(tokens[0]):
            yield Mention(ent.start_char, ent.end_char, "City", ent.text, _trimmed(nominative(tokens)))


def _may_be_settlement(token: Token) -> bool:
    """A word that no dictionary knows as anything but a place; «Минцифры», «Госуслуги» are no places either."""
    known = [parse for parse in parses(token.text) if parse.is_known]
    place = not known or any("Geox" in parse.tag for parse in known)
    return place and token.text.istitle() and not token.text.startswith(("Мин", "Гос", "Рос", "Глав"))


def _trimmed(name: str) -> str:
    """«Боровске», which no dictionary knows, is «Боровск»; of other endings nothing is certain."""
    return name[:-1] if name.endswith(("ске", "цке", "граде", "бурге")) else name


def _capitals(text: _Text, found: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    for mention in found:
        head = text.before(mention.start)
        if mention.kind != "Country" or head is None or _word(head) != "столица":
            continue
        capital = gazetteer.capital(mention.key)
        if capital is not None:
            yield Mention(
                start=head.idx,
                end=mention.end,
                kind="City",
                text=text.text[head.idx : mention.end],
                name=capital.name("ru"),
                key=capital.id,
                named=False,
            )
