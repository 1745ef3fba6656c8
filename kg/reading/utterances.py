"""Who says what in a Russian text: turns of a transcript, direct quotations, reported speech.

A quotation is a paragraph that opens with a dash («– …, – заявил Иванов») or words in quotes beside a verb of saying;
where dash or colon join them, any verb says: «– …, – рассмеялся Иванов». In an interview every second paragraph is the
answer of who was addressed by name. Reported speech («Иванов отметил, что …») goes on to the end of its paragraph,
unless somebody else speaks there; «…, сообщил Иванов» and «Об этом сообщил Иванов» give him the words before."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.documents.document import Document
from kg.model.facts import Mention, Utterance
from kg.reading.cues import RUSSIAN

SAYING = RUSSIAN.set("speech.saying")
REPORTING = SAYING | RUSSIAN.set("speech.reporting")
SOURCES = RUSSIAN.set("speech.sources")
HE_OR_SHE = frozenset({"он", "она"})
DASH = "–—-−"
PARAGRAPH = re.compile(r"[^\n]+")
SHORTEST_QUOTE = 4
"""Words; «проект» in quotes beside a verb of saying is a name, not a quotation."""


def utterances(doc: Doc, document: Document, mentions: Sequence[Mention]) -> list[Utterance]:
    """Finds all utterances with a known speaker, in order; none overlaps another of its form."""
    people = [m for m in mentions if m.kind == "Person"]
    if document.turns:
        return list(_turns(document, people))
    found = list(_answers(doc, document.reading, people))
    for paragraph in PARAGRAPH.finditer(document.reading):
        if any(u.start < paragraph.end() and paragraph.start() < u.end for u in found):
            continue
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


def _answers(doc: Doc, text: str, people: Sequence[Mention]) -> Iterator[Utterance]:
    """Every second of the paragraphs with a dash that follow «– Анна Ильинична, …?», where none tells its speaker."""
    paragraphs = [tokens for m in PARAGRAPH.finditer(text) if (tokens := _tokens(doc, m.start(), m.end()))]
    at = 0
    while at < len(paragraphs):
        length = next((i for i, one in enumerate(paragraphs[at:]) if one[0].text not in DASH), len(paragraphs) - at)
        run, at = paragraphs[at : at + length], at + max(length, 1)
        if length < 2 or length % 2 or any(True for one in run for _ in _verbs_after_dash(one)):
            continue
        first = run[0]
        addressed = next((m for m in people if len(first) > 1 and m.start == first[1].idx), None)
        if addressed is None or not any(t.idx == addressed.end and t.text == "," for t in first):
            continue
        for answer in run[1::2]:
            yield Utterance(answer[1].idx, answer[-1].idx + len(answer[-1]), addressed, "quotation")


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
    """Verbs right after a dash inside the paragraph: «…, – отметил президент», «…! – рассмеялся он»."""
    for i, (before, token) in enumerate(pairwise(tokens), 1):
        if i > 2 and before.text in DASH and (_says(token) or (_finite(token) and tokens[i - 2].text in ",!?…")):
            yield i


def _says(token: Token) -> bool:
    return token.lemma_.lower() in SAYING


def _finite(token: Token) -> bool:
    """Of somebody else than who speaks: «смеётся», «рассмеялся»."""
    person, tense = token.morph.get("Person", []), token.morph.get("Tense", [])
    return bool(tense) and token.morph.get("VerbForm", []) == ["Fin"] and person in ([], ["3"])


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
        if _says(token) or (_finite(token) and tokens[i - 1].text in DASH and tokens[i - 2].text == ","):
            return _beside(people, tokens, i)
    if opening > 1 and tokens[opening - 1].text == ":":
        for i in range(opening - 2, max(opening - 14, -1), -1):
            if _says(tokens[i]) or (i == opening - 2 and _finite(tokens[i])):
                return _beside(people, tokens, i)
    return None


def _beside(people: Sequence[Mention], tokens: Sequence[Token], verb: int) -> Mention | None:
    """The person right after or, failing that, right before a verb of saying; «сказал он» is who was named last.

    Beside another verb it has to be its subject by its form."""
    near = tokens[verb].idx
    if verb + 1 < len(tokens) and tokens[verb + 1].lower_ in HE_OR_SHE:
        return _last(people, tokens[0].idx)
    able = people if _says(tokens[verb]) else [m for m in people if _nominative(m, tokens)]
    stop = next((t.idx for t in tokens[verb + 1 :] if t.text in ".;:" or t.text in DASH), tokens[-1].idx + 1)
    after = [m for m in able if near < m.start < stop]
    return min(after, key=lambda m: m.start) if after else _before(able, tokens[verb])


def _nominative(mention: Mention, tokens: Sequence[Token]) -> bool:
    return any(t.morph.get("Case", []) == ["Nom"] for t in tokens if mention.start <= t.idx < mention.end)


def _last(people: Sequence[Mention], before: int) -> Mention | None:
    """Who was named last, whom «он» means."""
    return max((m for m in people if m.start < before), key=lambda m: m.start, default=None)


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
        if told := _told_before(people, tokens, i):
            if begun:
                yield from _up_to(token, *begun)
                begun = None
            if not any(u.start < told.end and told.start < u.end for u in direct):
                yield told
            continue
        that = next((t for t in tokens[i + 1 : i + 6] if t.lower_ == "что"), None)
        speaker = _before(people, token) if that is not None else None
        if that is not None and speaker is None and tokens[i - 1].lower_ in HE_OR_SHE:
            speaker = _last(people, token.idx)
        if that is None or speaker is None:
            continue
        if begun:
            yield from _up_to(token, *begun)
        begun = (that.idx + len(that) + 1, speaker)
    if begun and begun[0] < end:
        yield Utterance(begun[0], end, begun[1], "reported")


def _told_before(people: Sequence[Mention], tokens: Sequence[Token], verb: int) -> Utterance | None:
    """The sentence that ends with «…, сообщил Иванов»; the one before «Об этом сообщил Иванов»."""
    said = tokens[verb].sent
    own = [t for t in said if not t.is_space]
    at = own.index(tokens[verb])
    rest = own[at + 1 :]
    named = min((m for m in people if tokens[verb].idx < m.start < said.end_char), key=lambda m: m.start, default=None)
    if named is None or any(t.text in ",:«" for t in rest if t.idx < named.start) or not _nominative(named, own):
        return None
    if at == 2 and [t.lower_ for t in own[:2]] == ["об", "этом"]:
        first = tokens.index(own[0])
        before = tokens[first - 1].sent if first else None
        return Utterance(before.start_char, before.end_char, named, "reported") if before is not None else None
    if at > 3 and own[at - 1].text == "," and not any(t.text == "," for t in rest if t.lower_ != "что"):
        return Utterance(said.start_char, own[at - 1].idx, named, "reported")
    return None


def _up_to(verb: Token, start: int, speaker: Mention) -> Iterator[Utterance]:
    """What was reported before the next report: up to its sentence, or to its verb in the same one, «сказал, что завод
    растёт, и отметил, что …»; of «сказал и отметил, что …» nothing."""
    end = verb.sent.start_char if start < verb.sent.start_char else verb.idx
    if start < end:
        yield Utterance(start, end, speaker, "reported")


def _according_to(people: Sequence[Mention], tokens: Sequence[Token], at: int) -> Mention | None:
    """Whose words a sentence gives after «по словам» or «как отметил», up to the comma that closes it."""
    words = [t.lower_ for t in tokens[at : at + 3]]
    how = words[0] == "как" and at + 1 < len(tokens) and _says(tokens[at + 1])
    if len(words) == 3 and words[0] == "по" and words[1] in ("его", "её", "ее") and words[2] in SOURCES:
        return _last(people, tokens[at].idx)
    if not how and not (words[0] == "по" and words[1:2] and words[1] in SOURCES):
        return None
    stop = next((t.idx for t in tokens[at + 2 :] if t.text in ",.;:" or t.text in DASH), tokens[-1].idx + 1)
    named = [m for m in people if tokens[at].idx < m.start < stop]
    return min(named, key=lambda m: m.start) if named else None


def _before(people: Sequence[Mention], verb: Token) -> Mention | None:
    """The last person named in the sentence before a verb of saying."""
    before = (m for m in people if verb.sent.start_char <= m.start < verb.idx)
    return max(before, key=lambda m: m.start, default=None)
