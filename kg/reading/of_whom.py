"""Whom a figure is about where its own clause does not say so, in either language.

Asked in this order: the rest of its sentence, a word that points back («в регионе», «наше предприятие»), the region
that who speaks is at the head of, the figure before it in the paragraph, who is spoken of there, the territory or body
of who speaks, and what the document is about.
What none of them tells stays with nobody."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from kg.documents.document import Document
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Event, Figure, Found, Kind, Mention, Project, Role, Utterance
from kg.reading.country_adjectives import countries_of
from kg.reading.cues import KAZAKH, RUSSIAN
from kg.reading.figures import APPORTIONED
from kg.reading.figures.about import BESIDE, TELLERS, is_aside, is_site
from kg.reading.figures.kinds import family, kind_of, nouns_of
from kg.reading.figures.money import is_paid_in
from kg.reading.figures.quantities import DASHES
from kg.reading.home import OPENING
from kg.reading.sentence_words import has, lemma
from kg.reading.utterances.sources import SAYING

_SUBJECTS: tuple[Kind, ...] = (
    "Country", "Region", "City", "Organisation", "Corridor", "Project", "Event", "Feature", "Agreement",
)  # fmt: skip
_TERRITORIES = {"Country", "Region", "City"}
_POINTING: Mapping[str, Mapping[str, str]] = {
    "ru": RUSSIAN.by_word("subjects.pointing"),
    "kk": KAZAKH.by_word("subjects.pointing"),
}
"""Words for a thing named before, by the kind of it."""
_WE = {"ru": RUSSIAN.set("subjects.we"), "kk": KAZAKH.set("subjects.we")}
_NARROW = {"City", "Feature", "Organisation"}
_TITLED: Sequence[set[str]] = (
    {"Region", "City"}, {"Corridor", "Project", "Feature"}, {"Event"}, {"Organisation"}, {"Country"},
)  # fmt: skip
"""What a title is about, the first kind of which it names one."""
_PASSING = {"Project", "Event", "Agreement"}
"""Who is named once and left: their sentence is about them, the next ones need not be."""
_OF_PROJECTS = {"money", "mass", "power", "area", "length"}
BETWEEN = frozenset({"tradeTurnover", "exports", "imports", "investment", "jointVentures", "agreements"})
_OPENED = {*_TERRITORIES, "Organisation", "Event"}
_REPORTERS = (*RUSSIAN.words("subjects.reporters"), *KAZAKH.words("subjects.reporters"))
_BACK = 2
_STEM = 5
"""Letters of a word by which a name is known to hold it: «банк», «банка»."""
_ANY = RUSSIAN.set("subjects.any") | KAZAKH.set("subjects.any")
_WORLDWIDE = re.compile(r"\b(?:в(?:о вс[её]м)? мире|по (?:всему )?миру|әлемде|әлем бойынша|дүние жүзінде)\b")
_MANY = RUSSIAN.set("subjects.many")
_PRICES = frozenset({"цена", "цены", "цен"})
_CLAUSE = 120
"""Characters in which a clause without commas ends."""
LONG = 5500
"""Code points of a text that speaks of much."""
INFERRED = 0.7
"""How sure a figure may be that is about somebody its clause does not name."""
DOUBTED = 0.75
"""How sure where its sentence names whose it is in another part, or where its measure is that of a number before or
cut short."""
ENTRUSTED = 0.8
"""How sure where it is whom the speaker governs or the text is all about."""
_HEADS = 3
_JOINTS = {", ", " и ", " және ", " мен ", " пен ", " бен "}
_PARTED = re.compile(r"[;:()]|,(?!\d)")
"""Marks behind which another clause may go on about another: «работаем на ВДНХ, колесо – 140 метров»."""


@dataclass(frozen=True)
class _Text:
    doc: Doc
    document: Document
    mentions: Sequence[Mention]
    """What a figure may be about, none inside another, nor in the name of who speaks or in his post."""
    home: Sequence[Mention]
    said: Sequence[Utterance]
    bases: Mapping[str, Mention]
    """The territory or body of a person, by name."""

    @cached_property
    def starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def between(self, start: int, end: int) -> Sequence[Mention]:
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def paragraph(self, at: int) -> int:
        """Where the paragraph, or what somebody says in it, begins."""
        begun = [one.start for one in self.said if one.start <= at < one.end]
        return max([self.document.reading.rfind("\n", 0, at) + 1, *begun])

    def speaker(self, at: int) -> Mention | None:
        around = [one for one in self.said if one.start <= at < one.end]
        return min(around, key=lambda one: one.end - one.start).speaker if around else None

    def near(self, at: int) -> int:
        """Where the sentences begin that still speak of the same: two back, in the same paragraph."""
        begun = self.paragraph(at)
        span = self.doc.char_span(at, at + 1, alignment_mode="expand")
        sentence = span.sent if span is not None else None
        for _ in range(_BACK):
            if sentence is None or sentence.start == 0 or sentence.start_char <= begun:
                break
            sentence = self.doc[sentence.start - 1].sent
        return max(begun, sentence.start_char) if sentence is not None else begun

    @cached_property
    def topic(self) -> tuple[Mention, ...]:
        """What the title names first, a territory before a body; else the place that the text is about."""
        title = self.document.title
        end = title.end if title else self.document.reading.find("\n")
        if title is None and self.document.reading[:end].rstrip().endswith("."):
            end = 0  # the first sentence of many is no title
        named = self.between(title.start if title else 0, max(end, 0))
        for kinds in _TITLED:
            of_kind = list(dict.fromkeys(_identity(one) for one in named if one.kind in kinds))
            if len(of_kind) == 1:
                return (next(one for one in named if _identity(one) == of_kind[0]),)
        return self.principal or self.countries or self.opening

    @cached_property
    def principal(self) -> tuple[Mention, ...]:
        """The region or town that it names more often than any other place."""
        places = Counter(_identity(one) for one in self.mentions if one.kind in _TERRITORIES)
        ranked = places.most_common(2)
        if not ranked or ranked[0][0][0] == "Country" or ranked[0][1] == ranked[-1][1] * (len(ranked) - 1):
            return ()
        return (next(one for one in self.mentions if _identity(one) == ranked[0][0]),)

    @cached_property
    def opening(self) -> tuple[Mention, ...]:
        """Whom a short text opens with."""
        named = [one for one in self.mentions if one.start < OPENING and one.kind in _OPENED]
        first = () if self.long else tuple(named[:1])
        return tuple(one for one in first if one.kind != "Organisation" or self.is_mostly_of(one))

    @cached_property
    def countries(self) -> tuple[Mention, ...]:
        """Those that it is about, or the one that most of it is about."""
        if self.home:
            return tuple(sorted(self.home, key=_identity))
        countries = Counter(_identity(one) for one in self.mentions if one.kind == "Country" and one.named)
        for most, count in countries.most_common(1):
            if 2 * count > countries.total():
                return (next(one for one in self.mentions if _identity(one) == most),)
        return ()

    def is_titled(self, one: Mention) -> bool:
        title = self.document.title
        named = {_identity(each) for each in self.between(title.start, title.end)} if title else set[tuple[str, str]]()
        return _identity(one) in named

    def is_mostly_of(self, one: Mention) -> bool:
        """Is it, of all of its kind, what the text names most of the time?"""
        return 2 * self._named[one.kind, one.key or one.name] > self._named[one.kind, ""]

    @cached_property
    def _named(self) -> Counter[tuple[str, str]]:
        """How often each is named, and, without a name, all of its kind."""
        named = Counter(map(_identity, self.mentions))
        named.update((one.kind, "") for one in self.mentions)
        return named

    @cached_property
    def long(self) -> bool:
        """Does it speak of much, so that what it opens with tells of no number far below?"""
        return is_long(self.document, self.home)


def is_long(document: Document, home: Sequence[Mention]) -> bool:
    """Tells whether a text speaks of much: a long one, but for what two countries tell each other."""
    return len(document.reading) > LONG and not (home and document.kind == "transcript")


def of_whom(
    doc: Doc,
    document: Document,
    mentions: Sequence[Mention],
    home: Sequence[Mention],
    said: Sequence[Utterance],
    facts: Sequence[Found],
    figures: Sequence[Found],
) -> Iterator[Found]:
    """The figures, each with whom it is about."""
    text = _Text(doc, document, _spoken_of(doc, mentions, facts, said), home, said, _bases(facts))
    undertakings = sorted({one.fact.project for one in facts if isinstance(one.fact, Project)})
    held = {
        one.fact.event.name: one.fact
        for one in facts
        if isinstance(one.fact, Event) and one.fact.date and not one.fact.date_from
    }
    before: Found | None = None
    for one in sorted(figures, key=lambda found: (found.start, found.end, repr(found.fact))):
        figure = one.fact
        assert isinstance(figure, Figure)
        figure = replace(figure, about=_of_price(figure, figure.about))
        one = replace(one, fact=figure)
        if figure.about:
            sure = 1.0 if _is_said(text, one) else DOUBTED
            one = replace(one, confidence=min(one.confidence, sure))
        elif found := _whom(text, one, before):
            whom, sure = found
            whom = _of_price(figure, whom)
            if not all(is_paid_in(figure.unit, one.key) for one in whom):
                whom, sure = (), sure if figure.period or _is_of_kind(text, one) else APPORTIONED
            figure = replace(figure, about=whom)
            one = replace(one, fact=figure, confidence=min(one.confidence, sure))
        before = one
        if not figure.period and (when := _days_of_event(figure, held) or _days_told(text, one, figure, held)):
            figure = replace(figure, period=when)
            one = replace(one, fact=figure)
        if (project := _of_project(text, undertakings, one, figure)) and project not in figure.about:
            one = replace(one, fact=replace(figure, about=(*figure.about, project)))
        yield one


def _is_of_kind(text: _Text, found: Found) -> bool:
    """Is it investment, building or another thing that is told of by itself, and no price?"""
    assert isinstance(found.fact, Figure)
    language = text.document.language_at(found.start)
    kind = kind_of(nouns_of(found.fact.measure.text, language), found.fact.unit, language)
    return kind is not None and kind.name != "cost"


def _of_price(figure: Figure, whom: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Where a price is one: «цена на нефть» that fell as stocks grew in a land is not the price of that land."""
    measure = figure.measure
    if not any(word in _PRICES for word in measure.text.lower().split()[:2]):
        return whom
    end = measure.start + len(measure.text) + len(" в странах ")
    return tuple(one for one in whom if measure.start <= one.start < end)


def _days_of_event(figure: Figure, held: Mapping[str, Event]) -> str:
    """When an event was that people are counted at: «На форуме, прошедшем 24 мая, было 400 участников»."""
    told = next((held[one.name] for one in figure.about if one.kind == "Event" and one.name in held), None)
    if told is None or figure.unit != "person" or figure.direction != "level":
        return ""
    return f"{told.date}/{told.last_day}" if told.last_day else told.date


def _days_told(text: _Text, found: Found, figure: Figure, held: Mapping[str, Event]) -> str:
    """When an event was that the sentence before tells: «17–19 мая прошёл II форум. Подписано 14 документов»."""
    if family(figure.unit) != "count" or figure.direction != "level":
        return ""
    span = text.doc.char_span(found.start, found.end, alignment_mode="expand")
    near = [one for one in text.between(text.near(found.start), found.end) if one.kind == "Event" and one.name in held]
    if span is None or not near or not _told_past(span.sent):
        return ""
    told = held[near[-1].name]
    return f"{told.date}/{told.last_day}" if told.last_day else told.date


def _told_past(sentence: Span) -> bool:
    """Does it tell of the past alone?"""
    verbs = [token for token in sentence if has(token, "VerbForm", "Fin") or has(token, "Variant", "Short")]
    return bool(verbs) and all(has(token, "Tense", "Past") or has(token, "Variant", "Short") for token in verbs)


def _of_project(text: _Text, undertakings: Sequence[Mention], found: Found, figure: Figure) -> Mention | None:
    """The undertaking a sentence tells, whose are what it costs, makes, measures and employs: «В Туле построят завод
    «Заря» за 5 млрд рублей на 300 рабочих мест»."""
    span = text.doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None or not (family(figure.unit) in _OF_PROJECTS or figure.concept == "jobs"):
        return None
    told = [one for one in undertakings if span.sent.start_char <= one.start < found.end]
    return told[0] if len({one.name for one in told}) == 1 else None


def _spoken_of(
    doc: Doc, mentions: Sequence[Mention], facts: Sequence[Found], said: Sequence[Utterance]
) -> list[Mention]:
    """Those that may be what a figure is about: «министр экономики Казахстана Иванов сообщил» and «сообщили в
    министерстве» tell of neither."""
    posts = [(one.start, one.end) for one in facts if isinstance(one.fact, Role)]
    speakers = {one.speaker for one in said}
    able = [one for one in mentions if one.kind in _SUBJECTS and one not in speakers]
    able = [one for one in able if not is_site(one)]
    able = [one for one in able if one.named or one.kind != "Event"]  # «встреча с министром» has no schools
    people = {one.end + len(", ") for one in mentions if one.kind == "Person"}
    media = (one for one in able if one.kind == "Organisation" and (_is_medium(doc, one) or one.start in people))
    tellers = {*map(_identity, media)}
    able = [one for one in able if _identity(one) not in tellers and not _is_counted(doc, one)]
    outer, reached = list[Mention](), -1
    spans = Counter((one.start, one.end) for one in able)
    for one in sorted(able, key=lambda one: (one.start, -one.end)):
        if one.end > reached and spans[one.start, one.end] == 1:
            outer.append(one)
        reached = max(reached, one.end)
    outer = [one for one in outer if not any(start <= one.start and one.end <= end for start, end in posts)]
    return sorted(one for one in outer if not _is_aside(doc, one))


def _is_medium(doc: Doc, one: Mention) -> bool:
    """Is it the agency that a text is of: «АЛМАТЫ. КАЗИНФОРМ – », «корреспондент Казинформа»? «Илья Ежов, РИА
    «Новости»» asks for one."""
    span = doc.char_span(one.start, one.end, alignment_mode="expand")
    if span is None:
        return False
    before, behind = doc[max(span.start - 1, 0)], doc[min(span.end, len(doc) - 1)]
    told = before.i < span.start and before.lower_.startswith(_REPORTERS)
    return told or (len(one.text) > len("ООН ") and one.text.isupper() and behind.text in DASHES and before.text == ".")


def _is_counted(doc: Doc, one: Mention) -> bool:
    """«Подписаны три соглашения»: their number is not theirs."""
    span = doc.char_span(one.start, one.end, alignment_mode="expand")
    number = span is not None and (span[0].pos_ == "NUM" or span[0].like_num)
    return number and one.kind in {"Event", "Agreement"}


def _is_aside(doc: Doc, one: Mention) -> bool:
    span = doc.char_span(one.start, one.end, alignment_mode="expand")
    return span is not None and span.start > span.sent.start and is_aside(doc[span.start - 1])


def _bases(facts: Sequence[Found]) -> Mapping[str, Mention]:
    """Where each person holds a post, by name: the first that the text gives."""
    bases: dict[str, Mention] = {}
    for one in facts:
        if isinstance(one.fact, Role) and one.fact.post_of is not None:
            bases.setdefault(one.fact.person.name, one.fact.post_of)
    return bases


def _is_said(text: _Text, found: Found) -> bool:
    """Does the clause of the number itself name one that it is about, or speak of the two that the text is about?"""
    figure = found.fact
    assert isinstance(figure, Figure)
    if text.home and not text.long and {*map(_identity, text.home)} <= {*map(_identity, figure.about)}:
        return True
    span = text.doc.char_span(found.start, found.end, alignment_mode="expand")
    extents = [(one.start, one.end) for one in figure.about]
    if span is not None and text.document.language == "ru":
        named = {one.key.partition("/")[2] for one in figure.about if one.kind == "Country"}
        extents += [(word.idx, word.idx + len(word)) for word in span.sent if named & {*countries_of(word)}]
    return any(_is_near(text, found, figure, start, end) for start, end in extents)


def _is_near(text: _Text, found: Found, figure: Figure, start: int, end: int) -> bool:
    """Does a name stand in what is measured, or in the clause of the number?"""
    if figure.measure.start <= start < figure.measure.end:
        return True
    written = text.document.reading
    between = written[end : found.end] if start < found.end else written[found.end : start]
    if start < found.start:
        between = written[end : found.start]
    return len(between) < _CLAUSE and _PARTED.search(between) is None and "\n" not in between


def _whom(text: _Text, found: Found, before: Found | None) -> tuple[tuple[Mention, ...], float] | None:
    """Whom it is about, and how sure that is."""
    span = text.doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None:
        return None
    sentence = span.sent
    ways: Sequence[Callable[[], tuple[tuple[Mention, ...], float]]] = (
        lambda: (_of_sentence(text, sentence, found), INFERRED),
        lambda: _pointed_at(text, sentence, found),
        lambda: (_of_governed(text, found) if _is_ours(text, sentence, found) else (), ENTRUSTED),
        lambda: _as_before(text, sentence, before),
        lambda: (_of_paragraph(text, sentence, found), INFERRED),
        lambda: _of_office(text, found) if _is_ours(text, sentence, found) else ((), INFERRED),
        lambda: _of_topic(text, found),
    )
    if _is_of_others(sentence, found):
        return None
    for way in ways:
        named, sure = way()
        if whom := _able(text, named, found):
            return _with_speaker(text, found, whom), sure
    return None


def _is_of_others(sentence: Span, found: Found) -> bool:
    """«для всех субъектов», «в новых регионах», «в мире»: of many, and not of whom the speaker governs."""
    if _WORLDWIDE.search(sentence.text.lower()):
        return True
    near = [token for token in sentence if found.start - _CLAUSE < token.idx < found.end + _CLAUSE]
    lands = _POINTING["ru"]
    return any(
        lemma(before) in _MANY and lands.get(lemma(token)) in _TERRITORIES and has(token, "Number", "Plur")
        for before, token in pairwise(near)
    )


def _with_speaker(text: _Text, found: Found, whom: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """«Монголия – наш партнёр. Товарооборот вырос»: the trade of one country is that with who tells of it."""
    base = [one for one in _of_speaker(text, found) if one.kind == "Country"]
    assert isinstance(found.fact, Figure)
    traded = found.fact.concept == "tradeTurnover"
    other = len(whom) == 1 and whom[0].kind == "Country" and not {*map(_identity, base)} & {*map(_identity, whom)}
    return tuple(sorted((*whom, *base), key=_identity)) if traded and other else whom


def _able(text: _Text, whom: tuple[Mention, ...], found: Found) -> tuple[Mention, ...]:
    """An event has people and things, a land inhabitants; trade and growth are of places and bodies; «восемь
    государств: Канада, …» are of none of them."""
    assert isinstance(found.fact, Figure)
    counts = family(found.fact.unit) == "count"
    nouns = list(dict.fromkeys(nouns_of(found.fact.measure.text, "ru"))) if found.fact.unit == "item" else []
    members = {_POINTING["ru"].get(noun) for noun in nouns[1:2]} & _TERRITORIES
    language = text.document.language_at(found.start)
    kind = kind_of(nouns_of(found.fact.measure.text, language), found.fact.unit, language)
    peopled = kind is not None and kind.name == "population"
    able = (one for one in whom if one.kind not in members and (counts or one.kind not in {"Event", "Agreement"}))
    return tuple(one for one in able if not peopled or one.kind not in {"Organisation", "Project"})


def _of_sentence(text: _Text, sentence: Span, found: Found) -> tuple[Mention, ...]:
    """The nearest name before the number that is a subject or a place, with those it is named in a row with; else a
    place behind it, in the same clause."""
    before = [one for one in text.between(sentence.start_char, found.end) if _may_have(text, one)]
    subjects = [one for one in before if _nominative(text, one)]
    places = [one for one in before if one.kind in _TERRITORIES]
    behind = [one for one in text.between(found.end, sentence.end_char) if one.kind in _TERRITORIES]
    behind = [
        one
        for one in behind
        if _may_have(text, one) and not _PARTED.search(text.document.reading, found.end, one.start)
    ]
    named = subjects or places or list(before)
    return _in_a_row(text, named) or tuple(behind[:1])


def _in_a_row(text: _Text, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """The last of the names and those before it that are told in one breath: «в городах Тула, Омск и Пермь»."""
    row = list(named[-1:])
    for one in reversed(named[:-1]):
        if one.kind != row[0].kind or text.document.reading[one.end : row[0].start] not in _JOINTS:
            break
        row.insert(0, one)
    return tuple(row)


def _may_have(text: _Text, one: Mention) -> bool:
    """No body that only tells the number or helps: «по данным ЗАГСа», «с фондом»."""
    span = text.doc.char_span(one.start, one.end, alignment_mode="expand")
    left = text.doc[max(span.start - 2, span.sent.start) : span.start] if span is not None else ()
    if one.kind == "Organisation" and left and left[-1].lower_ in BESIDE:
        return False
    return not any(token.lower_.replace("ё", "е") in TELLERS or lemma(token) in SAYING for token in left)


def _pointed_at(text: _Text, sentence: Span, found: Found) -> tuple[tuple[Mention, ...], float]:
    """What «в регионе», «предприятие» or «мы» of the sentence stands for; sure where it is the speaker's own, or most
    of the text is about it."""
    language = text.document.language
    for token in reversed([token for token in sentence if token.idx < found.end]):
        word = lemma(token) if language == "ru" else token.lemma_.lower()
        if word in _WE[language] and (whom := _of_speaker(text, found)):
            return whom, ENTRUSTED
        kind = _POINTING[language].get(word)
        if kind and _is_counted_there(found, token):
            continue  # «действуют 40 предприятий»
        if kind in _TERRITORIES and language == "ru" and token.pos_ == "NOUN" and has(token, "Number", "Plur"):
            continue  # «гости из дружественных стран»
        if kind == "Country" and isinstance(found.fact, Figure) and _is_part_of_land(found.fact):
            continue  # «доля промышленного производства страны» is not the country's
        ours = any(lemma(one) in _WE["ru"] for one in sentence) if language == "ru" else False
        if kind == "Country" and ours and _of_governed(text, found):
            continue  # «мы первые в стране»
        if kind and (token.pos_ == "ADJ" or not _goes_on(token, language)):
            base = _of_speaker(text, found)
            # «в регионе» of who governs a city is none that stands above his words
            floor = text.paragraph(token.idx) if base and base[0].kind == "City" else 0
            named = [one for one in text.between(floor, token.idx) if one.kind == kind]
            if base and base[0].kind == kind:
                return base, ENTRUSTED
            if kind not in _TERRITORIES:
                named = [one for one in named if one.start >= text.near(token.idx) or text.is_mostly_of(one)]
            if kind == "Organisation":  # «университет» is no ministry named before
                named = [one for one in named if word[:_STEM] in one.name.lower() or text.is_mostly_of(one)]
                named = [] if _is_another(token) else named
            if named:
                return (named[-1],), ENTRUSTED if text.is_mostly_of(named[-1]) else INFERRED
    return (), INFERRED


def _is_counted_there(found: Found, noun: Token) -> bool:
    figure = found.fact
    assert isinstance(figure, Figure)
    return family(figure.unit) == "count" and figure.measure.start <= noun.idx < figure.measure.end


def _is_part_of_land(figure: Figure) -> bool:
    parts = figure.unit == "percent" and figure.direction == "level"
    return parts and (figure.measure.text.startswith("доля ") or figure.measure.text.endswith(" үлесі"))


def _is_another(noun: Token) -> bool:
    """«в принимающем университете»: one of many, and none that was named."""
    before = noun.doc[noun.i - 1] if noun.i else None
    return before is not None and lemma(before) in _ANY


def _goes_on(token: object, language: str) -> bool:
    """«область науки», «город Омск»: another one than the one named before."""
    doc, at = token.doc, token.i + 1  # type: ignore[attr-defined]
    following = doc[at] if at < len(doc) else None
    if following is None or language != "ru":
        return False
    return following.pos_ == "PROPN" or (following.pos_ in {"NOUN", "ADJ"} and has(following, "Case", "Gen"))


def _as_before(text: _Text, sentence: Span, before: Found | None) -> tuple[tuple[Mention, ...], float]:
    """Of whom the figure before is, in the same paragraph and without a new subject since; as sure as that where they
    stand in one sentence."""
    if before is None or not isinstance(before.fact, Figure) or before.start < text.near(sentence.start_char):
        return (), INFERRED
    if before.start < sentence.start_char and any(one.kind in _PASSING for one in before.fact.about):
        return (), INFERRED
    same = before.start >= sentence.start_char or all(map(text.is_mostly_of, before.fact.about))
    return before.fact.about, min(before.confidence, ENTRUSTED) if same else INFERRED


def _of_paragraph(text: _Text, sentence: Span, found: Found) -> tuple[Mention, ...]:
    near = text.between(text.near(found.start), sentence.start_char)
    named = [one for one in near if one.kind not in _PASSING]
    subjects = [one for one in named if _nominative(text, one)]
    places = [one for one in named if one.kind in _TERRITORIES]
    return tuple((subjects or places)[-1:])


def _of_governed(text: _Text, found: Found) -> tuple[Mention, ...]:
    """The region that who speaks is at the head of: it is that he tells of, whatever town he named before."""
    return tuple(one for one in _of_speaker(text, found) if one.kind == "Region")


def _is_ours(text: _Text, sentence: Span, found: Found) -> bool:
    """Does who speaks tell of his own? Where the heads of several regions speak, each speaks of the whole land as well,
    unless he says «мы», «наш», «строим», «в регионе» or its name."""
    if len({one.key for one in text.bases.values() if one.kind in {"Region", "City"}}) < _HEADS:
        return True
    own = {*map(_identity, _of_speaker(text, found))}
    if any(_identity(one) in own for one in text.between(sentence.start_char, sentence.end_char)):
        return True
    return any(
        lemma(token) in _WE["ru"] or has(token, "Person", "1") or lemma(token) in _POINTING["ru"] for token in sentence
    )


def _of_office(text: _Text, found: Found) -> tuple[tuple[Mention, ...], float]:
    """The territory of who speaks, and no body that only speaks. A minister may speak of
    the whole world, a mayor speaks of his town."""
    whom = tuple(one for one in _of_speaker(text, found) if one.kind in _TERRITORIES)
    return whom, ENTRUSTED if any(one.kind in {"Region", "City"} for one in whom) else INFERRED


def _of_topic(text: _Text, found: Found) -> tuple[tuple[Mention, ...], float]:
    """What the title names; in a long text, whoever speaks there tells of more than a meeting or one body."""
    spoken = text.long and text.speaker(found.start) is not None
    titled = all(one.kind in _TERRITORIES for one in text.topic)
    whom = text.topic if titled or not spoken else text.countries
    if len(whom) > 1 and not _is_between(text, found):
        whom = text.principal or text.opening
    if text.document.kind == "transcript" and text.speaker(found.start) is not None:
        whom = tuple(
            one for one in whom if one.kind not in {"City", "Feature"}
        )  # where they meet is not what they tell of
    own = not spoken and any(one.kind in {"Region", "City"} and text.is_mostly_of(one) for one in whom)
    if not own:  # a body or town that the text only begins with is not what all of it tells of
        whom = tuple(one for one in whom if one.kind not in _NARROW or text.is_titled(one))
    return whom, ENTRUSTED if own else INFERRED


def _is_between(text: _Text, found: Found) -> bool:
    """Is it what two countries have with each other: «население» of neither is that of both."""
    assert isinstance(found.fact, Figure)
    language = text.document.language_at(found.start)
    kind = kind_of(nouns_of(found.fact.measure.text, language), found.fact.unit, language)
    return kind is not None and kind.name in BETWEEN


def _of_speaker(text: _Text, found: Found) -> tuple[Mention, ...]:
    speaker = text.speaker(found.start) or text.speaker(found.end - 1)
    base = text.bases.get(speaker.name) if speaker else None
    return (base,) if base else ()


def _nominative(text: _Text, mention: Mention) -> bool:
    span = text.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    if text.document.language == "ru":
        return has(span[0], "Case", "Nom") or any(token.dep_ in {"nsubj", "nsubj:pass"} for token in span)
    return False


def _identity(mention: Mention) -> tuple[str, str]:
    return mention.kind, mention.key or mention.name
