"""Words of one person that no verb introduces: a speech under its title, a letter over its signature, minutes, and a
paragraph under a line that names who speaks."""

from collections.abc import Iterator, Sequence

from kg.model.facts import Mention, Utterance
from kg.reading.cues import RUSSIAN
from kg.reading.sentence_words import has, lemma
from kg.reading.utterances.sources import DASH, Sources, Tokens

_SPEECHES = RUSSIAN.set("speech.titles")
_MINUTES = RUSSIAN.set("speech.minutes")
_GREETINGS = {"уважаемый", "дорогой", "многоуважаемый", "глубокоуважаемый"}
_FIRST = {"я", "мы", "наш", "мой"}
_LINE = 16
"""Words of a line that only names who speaks, with his post."""
_HEADING = 3
_SIGNATURE = 3
"""Paragraphs at the end of a letter in which it is signed."""


def monologues(text: Sequence[Tokens], sources: Sources) -> Iterator[Utterance]:
    """The words of those whom a title, a signature or a line before them names."""
    whole = _speech(text, sources) or _letter(text, sources)
    if whole:
        yield whole
        return
    for before, paragraph in zip([None, *text], text, strict=False):
        if minuted := _minuted(paragraph, sources):
            yield minuted
        elif before is not None and before[-1].text == ":" and paragraph[0].text not in {*DASH, "«", '"', "“"}:
            named = _only(before, sources)
            if named and len(before) <= _LINE and not any(token.pos_ in {"VERB", "AUX"} for token in before):
                yield _of(paragraph, paragraph, named)


def _speech(text: Sequence[Tokens], sources: Sources) -> Utterance | None:
    """«Выступление губернатора Ивана Орлова на форуме», and what he says of «us» under it."""
    if len(text) < 2 or lemma(text[0][0]) not in _SPEECHES or len(text[0]) > 2 * _LINE:
        return None
    # «МНЕНИЕ», the heading, and the author with his post
    heading = text[: 1 if len(text[0]) > 2 else _HEADING]
    at, named = next(((i, one) for i, line in enumerate(heading, 1) if (one := _titled(line, sources))), (0, None))
    body = text[at:]
    ours = any(lemma(token) in _FIRST or has(token, "Person", "1") for one in body for token in one)
    greeted = bool(body) and lemma(body[0][0]) in _GREETINGS
    return _of(body[0], body[-1], named) if named and (greeted or (ours and len(body) > 1)) else None


def _titled(line: Tokens, sources: Sources) -> Mention | None:
    """The person of a line that is no sentence."""
    return _only(line, sources) if len(line) <= 2 * _LINE and line[-1].text not in ".!?" else None


def _letter(text: Sequence[Tokens], sources: Sources) -> Utterance | None:
    """«Уважаемый Ашот Ашотович! … С уважением, губернатор Иван Орлов»"""
    start = next((i for i, one in enumerate(text[:_SIGNATURE]) if lemma(one[0]) in _GREETINGS), None)
    if start is None:
        return None
    for signed in range(len(text) - 1, max(start, len(text) - 1 - _SIGNATURE), -1):
        line = text[signed]
        if len(line) <= _LINE and not any(token.pos_ == "VERB" for token in line) and (named := _only(line, sources)):
            return _of(text[start], text[signed - 1], named)
    return None


def _minuted(paragraph: Tokens, sources: Sources) -> Utterance | None:
    """«СЛУШАЛИ: Ивана Орлова о школах. …», «Докладчик – Иван Орлов. …»"""
    if len(paragraph) < 4 or paragraph[0].lower_ not in _MINUTES or paragraph[1].text not in {":", *DASH}:
        return None
    named = sources.people.within(paragraph[0].idx, paragraph[min(_LINE, len(paragraph) - 1)].idx)
    if len({one.name for one in named}) != 1:
        return None
    rest = [token for token in paragraph if token.idx >= named[0].end]
    return _of(rest, rest, named[0]) if len(rest) > 2 else None


def _only(paragraph: Tokens, sources: Sources) -> Mention | None:
    """The one person whom a paragraph names."""
    named = sources.people.within(paragraph[0].idx, paragraph[-1].idx + 1)
    return named[0] if len({one.name for one in named}) == 1 else None


def _of(first: Tokens, last: Tokens, speaker: Mention) -> Utterance:
    return Utterance(first[0].idx, last[-1].idx + len(last[-1]), speaker, "quotation")
