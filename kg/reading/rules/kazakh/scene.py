"""A text with its mentions, as the Kazakh rules look at it."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.documents.document import Document
from kg.language.kazakh.noun_phrases import case
from kg.language.kazakh.suffixes import nominative
from kg.language.kazakh.verbs import is_refuted
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import TERRITORIES, Agreement, Figure, Found, Location, Mention, Participation, Phrase, Role
from kg.model.offsets import Starts
from kg.reading.cues import KAZAKH
from kg.reading.home import is_of_region
from kg.reading.periods.expressions import headed
from kg.reading.rules.kazakh.dates import OPENING, day_written, period

WISH = re.compile(r"\B[ғгқк](?:ысы|ісі|ымыз|іміз|ым|ім|ылары|ілері)\s+кел")
"""«қосылғысы келеді», «қатысқымыз келеді»."""
BACK = KAZAKH.words("scene.back")
"""Words that open a sentence about what the one before was about."""
ENDED = KAZAKH.words("scene.ended")
"""How words begin by which a paper ends."""
SAME_MEASURE = re.compile(r"\b(?:бұл|осы)\s+(?:көрсеткіш|сан)")
"""The number before and the one after it are of one thing."""


@dataclass(frozen=True)
class Surroundings:
    """Sets the mentions in the text, to be asked for what stands around them."""

    doc: Doc
    document: Document
    mentions: Sequence[Mention]
    """In their order."""

    @cached_property
    def _begun(self) -> Starts[Mention]:
        return Starts(self.mentions)

    def within(self, start: int, end: int, kinds: Collection[str] = (), *, whole: bool = False) -> list[Mention]:
        """Mentions between two offsets, those inside another of the same kinds left out unless `whole`."""
        found = [
            each for each in self._begun.within(start, end) if each.end <= end and (not kinds or each.kind in kinds)
        ]
        if whole:
            return found
        return [each for each in found if not any(other is not each and other.holds(each) for other in found)]

    def around(self, start: int, end: int) -> list[Mention]:
        """Mentions that hold all of what stands between two offsets."""
        return self._begun.around(start, end)

    def beginning(self, offset: int) -> list[Mention]:
        return self._begun.within(offset, offset + 1)

    def in_sentence(self, sentence: Span, kinds: Collection[str] = ()) -> list[Mention]:
        return self.within(sentence.start_char, sentence.end_char, kinds)

    def span(self, mention: Mention) -> Span:
        """The mention's tokens, the token around it where it is a part of one."""
        found = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        assert found is not None
        return found

    def words(self, mention: Mention) -> str:
        """As they are read: `mention.text` is as they are written, be it in Latin letters."""
        return self.doc.text[mention.start : mention.end].replace("\u00a0", " ")

    def last_word(self, mention: Mention) -> Token:
        words = [token for token in self.span(mention) if token.text[0].isalnum()]
        return words[-1]

    def case(self, mention: Mention) -> str:
        """Of the mention's last word; an attribute («облысындағы») is a locative. «Дрезден» is a name as it stands."""
        whole = mention.kind in TERRITORIES and mention.text == mention.name
        return "Nom" if whole else case(self.last_word(mention))

    def sentence(self, mention: Mention) -> Span:
        return self.span(mention).sent

    @property
    def written(self) -> str:
        """The document's date, or the day its first sentence tells."""
        return day_written(self.document)

    def previous(self, sentence: Span) -> Span | None:
        """The sentence before it in the same paragraph."""
        before = self.doc[sentence.start - 1] if sentence.start else None
        return None if before is None or "\n" in before.text else before.sent

    def pointed_at(self, sentence: Span) -> Span | None:
        """The sentence before it, when this one opens with a word that points back."""
        words = sentence.text.lower().lstrip()
        opens = any(re.match(rf"{word}\b", words) for word in BACK) or SAME_MEASURE.search(words)
        return self.previous(sentence) if opens else None

    @cached_property
    def _heads(self) -> Sequence[tuple[int, int, str]]:
        first = re.search(r"\b20\d\d(?= жыл)", self.document.reading[:OPENING])
        now = self.written or (first[0] if first else "")  # days of an announcement are of the year that it tells
        return list(
            headed(
                self.document.reading,
                lambda words, year: period(f"{year} жылғы {words}" if words and year else words or f"{year} жылы", now),
            )
        )

    def headed(self, sentence: Span) -> str:
        """The time that the paragraph of a sentence opens with."""
        at = sentence.start_char
        return next((value for start, end, value in self._heads if start <= at < end), "")

    def is_refuted(self, mention: Mention) -> bool:
        """«… келісім жасапты деген хабар жалған»; «… шартын бұзды деген хабар жалған» says that it stands."""
        return self._refutes(mention.end, self.sentence(mention))

    def _refutes(self, end: int, sentence: Span) -> bool:
        rest = self.doc.text[end : sentence.end_char]
        ended = any(word.startswith(ENDED) for word in rest.partition(" деген ")[0].split())
        following = self.doc[sentence.end].sent.text if sentence.end < len(self.doc) else ""
        return not ended and is_refuted(rest, following)

    def unrefuted(self, found: Iterable[Found]) -> Iterator[Found]:
        """Denies the facts that the text goes on to deny: «… бауырласты деген хабар тарады. Бұл жалған»."""
        for one in found:
            span = self.doc.char_span(one.start, one.end, alignment_mode="expand")
            stands = span is None or isinstance(one.fact, Location | Role) or not self._refutes(one.end, span.sent)
            yield one if stands else replace(one, modality="denied")

    def undenied(self, found: Iterable[Found]) -> Iterator[Found]:
        """Denies who takes part in what where another rule has read in the same sentence that he does not."""
        found = list(found)
        absent = {
            (one.fact.event.name, who.name, self._sentence_at(one.start))
            for one in found
            if isinstance(one.fact, Participation) and one.modality == "denied"
            for who in one.fact.participant
        }
        for one in found:
            denied = isinstance(one.fact, Participation) and any(
                (one.fact.event.name, who.name, self._sentence_at(one.start)) in absent for who in one.fact.participant
            )
            yield replace(one, modality="denied") if denied else one

    def unwished(self, found: Iterable[Found]) -> Iterator[Found]:
        """Takes for proposed what one only would like to do: «Омбымен меморандумға қол қойғысы келеді»."""
        for one in found:
            span = self.doc.char_span(one.start, one.end, alignment_mode="expand")
            told = one.modality != "asserted" or isinstance(one.fact, Location | Role | Figure)
            if told or span is None or not self._is_wished(one, span.sent):
                yield one
            elif isinstance(one.fact, Agreement):
                status = one.fact.status and "proposed"
                yield replace(one, modality="proposed", fact=replace(one.fact, status=status))
            else:
                yield replace(one, modality="proposed")

    def _is_wished(self, one: Found, sentence: Span) -> bool:
        wish = WISH.search(self.doc.text, one.start, sentence.end_char)
        return wish is not None and not {",", ";", ":"} & set(self.doc.text[one.end : wish.start()])

    def _sentence_at(self, offset: int) -> int:
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        return span.sent.start if span is not None else -1

    def after(self, mention: Mention, count: int = 1) -> Span:
        """The next tokens of the sentence."""
        span = self.span(mention)
        return self.doc[span.end : min(span.end + count, span.sent.end)]

    def before(self, mention: Mention, count: int = 1) -> Span:
        span = self.span(mention)
        return self.doc[max(span.start - count, span.sent.start) : span.start]

    def owner(self, mention: Mention) -> Mention | None:
        """The territory inside a body's name («Қостанай облысының әкімдігі»), the smallest one."""
        inside = self.within(mention.start, mention.end, whole=True)
        by_size = [each for kind in ("Region", "City", "Country") for each in inside if each.kind == kind]
        return by_size[0] if by_size else None

    def countries(self) -> Sequence[Mention]:
        """The first mention of each country, in order."""
        return self._countries

    @cached_property
    def _countries(self) -> Sequence[Mention]:
        seen: dict[str, Mention] = {}
        for each in self.mentions:
            if each.kind == "Country":
                seen.setdefault(each.name, each)
        return list(seen.values())

    def two_countries(self) -> tuple[Mention, ...]:
        """The two sides of a text, for «екі ел»: its only two countries, or two it names far oftener than others."""
        found = self.countries()
        count = Counter(each.name for each in self.mentions if each.kind == "Country")
        ranked = sorted(found, key=lambda each: -count[each.name])
        apart = len(ranked) > 2 and count[ranked[1].name] >= 3 * count[ranked[2].name]
        two = (len(ranked) == 2 or apart) and not is_of_region(self.mentions)
        return tuple(each for each in found if each in ranked[:2]) if two else ()

    def phrase(self, start: int, end: int) -> Phrase | None:
        """The tokens from `start` to `end` as a phrase in the nominative."""
        span = self.doc[start:end]
        text = span.text.strip()
        return Phrase(span.start_char, span.start_char + len(span.text), nominative(text)) if text else None


def names(sentence: Iterable[Token], stems: Collection[str]) -> bool:
    """Does a word of the sentence begin with one of the stems? Kazakh verbs are known by their beginnings."""
    return any(token.lower_.startswith(tuple(stems)) for token in sentence)


def says(sentence: Span, phrases: Collection[str]) -> bool:
    """Does the sentence hold one of the phrases, as words that begin so?"""
    text = " " + sentence.text.lower().replace("\n", " ")
    return any(f" {phrase}" in text for phrase in phrases)
