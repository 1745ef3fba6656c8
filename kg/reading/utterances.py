"""Who says what in a Russian text: turns of a transcript, direct quotations, reported speech.

A quotation is a paragraph that opens with a dash («– …, – заявил Иванов») or words in quotes beside a verb of saying.
Reported speech («Иванов отметил, что …») goes on to the end of its paragraph, unless somebody else speaks there."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.documents.document import Document
from kg.model.facts import Mention, Utterance
from kg.reading.cues import RUSSIAN

SAYING = RUSSIAN.set("speech.saying")
REPORTING = SAYING | frozenset("обратить полагать уверить".split())
DASH = "–—-−"
PARAGRAPH = re.compile(r"[^\n]+")
SHORTEST_QUOTE = 4
"""Words; «проект» in quotes beside a verb of saying is a name, not a quotation."""


def utterances(doc: Doc, document: Document, mentions: Sequence[Mention]) -> list[Utterance]:
    """Finds all utterances with a known speaker, in order; none overlaps another of its form."""
    people = [m for m in mentions if m.kind == "Person"]
    if document.turns:
        return list(_turns(document, people))
    found: list[Utterance] = []
    for paragraph in PARAGRAPH.finditer(document.reading):
        found += _quotations(doc, people, paragraph.start(), paragraph.end())
        found += _reported(doc, people, paragraph.start(), paragraph.end(), found)
    return sorted(found, key=lambda u: (u.start, u.end))


def _turns(document: Document, people: Sequence[Mention]) -> Iterator[Utterance]:
    begun: dict[int, Mention] = {}
    for mention in sorted(people, key=lambda m: m.end):
        begun[mention.start] = mention
    for turn in document.turns:
        if speaker := begun.get(turn.label.start):
            yield Utterance(turn.start, turn.end, speaker, "turn")


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start, end, alignment_mode="contract")
    return [] if span is None else [t for t in span if not t.is_space]


def _quotations(doc: Doc, people: Sequence[Mention], start: int, end: int) -> Iterator[Utterance]:
    tokens = _tokens(doc, start, end)
    if not tokens:
        return
    if tokens[0].text in DASH and len(tokens) > 1:
        for i in _verbs_after_dash(tokens):
            if speaker := _beside(people, tokens, i):
                yield Utterance(tokens[1].idx, tokens[i - 1].idx, speaker, "quotation")
                return
        return
    for opening, closing in _quoted(tokens):
        speaker = _of_quotation(people, tokens, opening, closing)
        if speaker and closing - opening > SHORTEST_QUOTE:
            yield Utterance(tokens[opening + 1].idx, tokens[closing].idx, speaker, "quotation")


def _verbs_after_dash(tokens: Sequence[Token]) -> Iterator[int]:
    """Verbs of saying right after a dash inside the paragraph: «…, – отметил президент»."""
    for i, (before, token) in enumerate(pairwise(tokens), 1):
        if i > 2 and before.text in DASH and token.lemma_.lower() in SAYING:
            yield i


def _quoted(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    opening: int | None = None
    for i, token in enumerate(tokens):
        if token.text in ("«", "“") or (token.text == '"' and opening is None):
            opening = i if opening is None else opening
        elif token.text in ("»", "”", '"') and opening is not None:
            yield opening, i
            opening = None


def _of_quotation(people: Sequence[Mention], tokens: Sequence[Token], opening: int, closing: int) -> Mention | None:
    after = tokens[closing + 1 : closing + 4]
    for i, token in enumerate(after, closing + 1):
        if token.lemma_.lower() in SAYING:
            return _beside(people, tokens, i)
    if opening and tokens[opening - 1].text == ":":
        for i in range(opening - 2, max(opening - 14, -1), -1):
            if tokens[i].lemma_.lower() in SAYING:
                return _beside(people, tokens, i)
    return None


def _beside(people: Sequence[Mention], tokens: Sequence[Token], verb: int) -> Mention | None:
    """The person right after or, failing that, right before a verb of saying; «сказал он» is who was named last."""
    near = tokens[verb].idx
    if verb + 1 < len(tokens) and tokens[verb + 1].lower_ in ("он", "она"):
        return max((m for m in people if m.start < tokens[0].idx), key=lambda m: m.start, default=None)
    stop = next((t.idx for t in tokens[verb + 1 :] if t.text in ".;:" or t.text in DASH), tokens[-1].idx + 1)
    after = [m for m in people if near < m.start < stop]
    return min(after, key=lambda m: m.start) if after else _before(people, tokens[verb])


def _reported(
    doc: Doc, people: Sequence[Mention], start: int, end: int, direct: Sequence[Utterance]
) -> Iterator[Utterance]:
    tokens = _tokens(doc, start, end)
    begun: tuple[int, Mention] | None = None
    for i, token in enumerate(tokens):
        if speaker := _according_to(people, tokens, i):
            if begun:
                yield from _up_to(token, *begun)
                begun = None
            if not any(u.start < token.sent.end_char and token.sent.start_char < u.end for u in direct):
                yield Utterance(token.sent.start_char, token.sent.end_char, speaker, "reported")
            continue
        if token.lemma_.lower() not in REPORTING or any(u.start <= token.idx < u.end for u in direct):
            continue
        that = next((t for t in tokens[i + 1 : i + 6] if t.lower_ == "что"), None)
        speaker = _before(people, token) if that is not None else None
        if that is None or speaker is None:
            continue
        if begun:
            yield from _up_to(token, *begun)
        begun = (that.idx + len(that) + 1, speaker)
    if begun and begun[0] < end:
        yield Utterance(begun[0], end, begun[1], "reported")


def _up_to(verb: Token, start: int, speaker: Mention) -> Iterator[Utterance]:
    """What was reported before the next report: up to its sentence, or to its verb in the same one, «сказал, что завод
    растёт, и отметил, что …»; of «сказал и отметил, что …» nothing."""
    end = verb.sent.start_char if start < verb.sent.start_char else verb.idx
    if start < end:
        yield Utterance(start, end, speaker, "reported")


def _according_to(people: Sequence[Mention], tokens: Sequence[Token], at: int) -> Mention | None:
    """Whose words a sentence gives after «по словам» or «как отметил», up to the comma that closes it."""
    two = " ".join(t.lower_ for t in tokens[at : at + 2])
    how = tokens[at].lower_ == "как" and at + 1 < len(tokens) and tokens[at + 1].lemma_.lower() in SAYING
    if two not in ("по словам", "по мнению", "по оценке", "по убеждению") and not how:
        return None
    stop = next((t.idx for t in tokens[at + 2 :] if t.text in ",.;:" or t.text in DASH), tokens[-1].idx + 1)
    named = [m for m in people if tokens[at].idx < m.start < stop]
    return min(named, key=lambda m: m.start) if named else None


def _before(people: Sequence[Mention], verb: Token) -> Mention | None:
    """The last person named in the sentence before a verb of saying."""
    before = (m for m in people if verb.sent.start_char <= m.start < verb.idx)
    return max(before, key=lambda m: m.start, default=None)
