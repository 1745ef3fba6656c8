"""Whom a figure is about where its own clause does not say so, in either language.

Asked in this order: the rest of its sentence, a word that points back («в регионе», «наше предприятие»), the region
that who speaks is at the head of, the figure before it in the paragraph, who is spoken of there, the territory or body
of who speaks, and what the document is about.
What none of them tells stays with nobody."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.documents.document import Document
from kg.language.tokens import Doc, Span
from kg.model.facts import Event, Figure, Found, Kind, Mention, Project, Role, Utterance
from kg.reading.cues import KAZAKH, RUSSIAN
from kg.reading.figures.about import TELLERS
from kg.reading.figures.kinds import family, nouns_of
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
_TITLED: Sequence[set[str]] = (
    {"Region", "City"}, {"Corridor", "Project", "Feature"}, {"Event"}, {"Organisation"}, {"Country"},
)  # fmt: skip
"""What a title is about, the first kind of which it names one."""
_PASSING = {"Project", "Event", "Agreement"}
"""Who is named once and left: their sentence is about them, the next ones need not be."""
_OF_PROJECTS = {"money", "mass", "power", "area", "length"}
_BACK = 2
LONG = 5500
"""Characters of a text that speaks of much."""
INFERRED = 0.7
"""How sure a figure may be that is about somebody its clause does not name."""


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
        """What the title names first, a territory before a body; else the country that the text is in."""
        title = self.document.title
        end = title.end if title else self.document.reading.find("\n")
        named = self.between(title.start if title else 0, max(end, 0))
        for kinds in _TITLED:
            of_kind = list(dict.fromkeys(_identity(one) for one in named if one.kind in kinds))
            if len(of_kind) == 1:
                return (next(one for one in named if _identity(one) == of_kind[0]),)
        return self.countries or (() if self.long else tuple(one for one in self.mentions if one.start < OPENING)[:1])

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

    @cached_property
    def long(self) -> bool:
        """Does it speak of much, so that what it opens with tells of no number far below?"""
        return not self.home and len(self.document.reading) > LONG


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
    text = _Text(doc, document, _spoken_of(mentions, facts, said), home, said, _bases(facts))
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
        if not figure.about and (whom := _whom(text, one, before)):
            figure = replace(figure, about=whom)
            one = replace(one, fact=figure, confidence=min(one.confidence, INFERRED))
        before = one
        if not figure.period and (when := _days_of_event(figure, held) or _days_told(text, one, figure, held)):
            figure = replace(figure, period=when)
            one = replace(one, fact=figure)
        if (project := _of_project(text, undertakings, one, figure)) and project not in figure.about:
            one = replace(one, fact=replace(figure, about=(*figure.about, project)))
        yield one


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


def _spoken_of(mentions: Sequence[Mention], facts: Sequence[Found], said: Sequence[Utterance]) -> list[Mention]:
    """Those that may be what a figure is about: «министр экономики Казахстана Иванов сообщил» and «сообщили в
    министерстве» tell of neither."""
    posts = [(one.start, one.end) for one in facts if isinstance(one.fact, Role)]
    speakers = {one.speaker for one in said}
    able = [one for one in mentions if one.kind in _SUBJECTS and one not in speakers]
    able = [one for one in able if one.named or one.kind != "Event"]  # «встреча с министром» has no schools
    outer, reached = list[Mention](), -1
    spans = Counter((one.start, one.end) for one in able)
    for one in sorted(able, key=lambda one: (one.start, -one.end)):
        if one.end > reached and spans[one.start, one.end] == 1:
            outer.append(one)
        reached = max(reached, one.end)
    return sorted(one for one in outer if not any(start <= one.start and one.end <= end for start, end in posts))


def _bases(facts: Sequence[Found]) -> Mapping[str, Mention]:
    """Where each person holds a post, by name: the first that the text gives."""
    bases: dict[str, Mention] = {}
    for one in facts:
        if isinstance(one.fact, Role) and one.fact.post_of is not None:
            bases.setdefault(one.fact.person.name, one.fact.post_of)
    return bases


def _whom(text: _Text, found: Found, before: Found | None) -> tuple[Mention, ...]:
    span = text.doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None:
        return ()
    sentence = span.sent
    ways: Sequence[Callable[[], tuple[Mention, ...]]] = (
        lambda: _of_sentence(text, sentence, found),
        lambda: _pointed_at(text, sentence, found),
        lambda: _of_governed(text, found),
        lambda: _as_before(text, sentence, before),
        lambda: _of_paragraph(text, sentence, found),
        lambda: _of_office(text, found),
        lambda: _of_topic(text, found),
    )
    found_by = (_able(way(), found) for way in ways)
    return next((whom for whom in found_by if whom), ())


def _able(whom: tuple[Mention, ...], found: Found) -> tuple[Mention, ...]:
    """An event has people and things; trade and growth are of places and bodies; «восемь государств: Канада, …» are of
    none of them."""
    assert isinstance(found.fact, Figure)
    counts = family(found.fact.unit) == "count"
    nouns = list(dict.fromkeys(nouns_of(found.fact.measure.text, "ru"))) if found.fact.unit == "item" else []
    members = {_POINTING["ru"].get(noun) for noun in nouns[1:2]} & _TERRITORIES
    return tuple(one for one in whom if one.kind not in members and (counts or one.kind not in {"Event", "Agreement"}))


def _of_sentence(text: _Text, sentence: Span, found: Found) -> tuple[Mention, ...]:
    """The nearest name before the number that is a subject or a place; else a place behind it."""
    before = [one for one in text.between(sentence.start_char, found.end) if _may_have(text, one)]
    subjects = [one for one in before if _nominative(text, one)]
    places = [one for one in before if one.kind in _TERRITORIES]
    behind = [one for one in text.between(found.end, sentence.end_char) if one.kind in _TERRITORIES]
    behind = [one for one in behind if _may_have(text, one)]
    return tuple((subjects or places or list(before))[-1:]) or tuple(behind[:1])


def _may_have(text: _Text, one: Mention) -> bool:
    """No body that only tells the number: «по данным ЗАГСа»."""
    span = text.doc.char_span(one.start, one.end, alignment_mode="expand")
    left = text.doc[max(span.start - 2, span.sent.start) : span.start] if span is not None else ()
    return not any(token.lower_.replace("ё", "е") in TELLERS or lemma(token) in SAYING for token in left)


def _pointed_at(text: _Text, sentence: Span, found: Found) -> tuple[Mention, ...]:
    """What «в регионе», «предприятие» or «мы» of the sentence stands for."""
    language = text.document.language
    for token in reversed([token for token in sentence if token.idx < found.end]):
        word = lemma(token) if language == "ru" else token.lemma_.lower()
        if word in _WE[language] and (whom := _of_speaker(text, found)):
            return whom
        kind = _POINTING[language].get(word)
        if kind == "Country" and isinstance(found.fact, Figure) and found.fact.measure.text.startswith("доля "):
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
                return base
            if named:
                return (named[-1],)
    return ()


def _goes_on(token: object, language: str) -> bool:
    """«область науки», «город Омск»: another one than the one named before."""
    doc, at = token.doc, token.i + 1  # type: ignore[attr-defined]
    following = doc[at] if at < len(doc) else None
    if following is None or language != "ru":
        return False
    return following.pos_ == "PROPN" or (following.pos_ in {"NOUN", "ADJ"} and has(following, "Case", "Gen"))


def _as_before(text: _Text, sentence: Span, before: Found | None) -> tuple[Mention, ...]:
    """Of whom the figure before is, in the same paragraph and without a new subject since."""
    if before is None or not isinstance(before.fact, Figure) or before.start < text.near(sentence.start_char):
        return ()
    if before.start < sentence.start_char and any(one.kind in _PASSING for one in before.fact.about):
        return ()
    return before.fact.about


def _of_paragraph(text: _Text, sentence: Span, found: Found) -> tuple[Mention, ...]:
    near = text.between(text.near(found.start), sentence.start_char)
    named = [one for one in near if one.kind not in _PASSING]
    subjects = [one for one in named if _nominative(text, one)]
    places = [one for one in named if one.kind in _TERRITORIES]
    return tuple((subjects or places)[-1:])


def _of_governed(text: _Text, found: Found) -> tuple[Mention, ...]:
    """The region that who speaks is at the head of: it is that he tells of, whatever town he named before."""
    return tuple(one for one in _of_speaker(text, found) if one.kind == "Region")


def _of_office(text: _Text, found: Found) -> tuple[Mention, ...]:
    """The territory of who speaks; in a long text, where many report, no body that only speaks."""
    return tuple(one for one in _of_speaker(text, found) if not text.long or one.kind in _TERRITORIES)


def _of_topic(text: _Text, found: Found) -> tuple[Mention, ...]:
    """What the title names; in a long text, whoever speaks there tells of more than a meeting or one body."""
    spoken = text.long and text.speaker(found.start) is not None
    titled = all(one.kind in _TERRITORIES for one in text.topic)
    return text.topic if titled or not spoken else text.countries


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
