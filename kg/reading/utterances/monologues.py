"""Words of one person that no verb introduces: a speech under its title, a letter over its signature, minutes, and a
paragraph under a line that names who speaks."""

from collections.abc import Iterator, Sequence

from kg.model.facts import Mention, Utterance
from kg.reading.cues import RUSSIAN
from kg.reading.sentence_words import fold, has, lemma
from kg.reading.utterances.sources import DASH, Sources, Tokens

_SPEECHES = RUSSIAN.set("speech.titles")
_MINUTES = RUSSIAN.set("speech.minutes")
_HEARD = {"слушали", "заслушали"}
_GREETINGS = {"уважаемый", "дорогой", "многоуважаемый", "глубокоуважаемый"}
_FIRST = {"я", "мы", "наш", "мой"}
_LINE = 16
"""Words of a line that only names who speaks, with his post."""
_HEADING = 3
_BRIEFINGS = {"брифинг", "пресс-конференция", "пресс-подход"}
_TOPIC = 8
"""Words of «О соседях.», with which a paragraph of a briefing opens."""
_SIGNATURE = 3
"""Paragraphs at the end of a letter in which it is signed."""


def monologues(text: Sequence[Tokens], sources: Sources) -> Iterator[Utterance]:
    """The words of those whom a title, a signature or a line before them names."""
    whole = _speech(text, sources) or _letter(text, sources)
    if whole:
        yield whole
        text = [one for one in text if one[0].idx >= whole.end and one[-1].text != ":" and _labelled(one, sources)]
    heard, briefing = False, None
    for before, paragraph in zip([None, *text], text, strict=False):
        heard = fold(paragraph[0]) in _HEARD or (heard and not _is_heading(paragraph))
        if minuted := _minuted(paragraph, sources) or (_heard(paragraph, sources) if heard else None):
            yield minuted
        elif labelled := _labelled(paragraph, sources):
            yield from labelled
        elif briefing and _is_topic(paragraph):
            yield _of(paragraph, paragraph, briefing)
        elif any(lemma(token) in _BRIEFINGS for token in paragraph):
            briefing = _only(paragraph, sources)
        elif before is not None and before[-1].text == ":" and paragraph[0].text not in {*DASH, "«", '"', "“"}:
            named = _only(before, sources)
            if named and len(before) <= _LINE and not any(token.pos_ in {"VERB", "AUX"} for token in before):
                yield _of(paragraph, paragraph, named)


def _speech(text: Sequence[Tokens], sources: Sources) -> Utterance | None:
    """«Выступление губернатора Ивана Орлова на форуме», and what he says of «us» under it."""
    title = text[0][fold(text[0][0]) == "из" :] if text else ()
    if len(text) < 2 or not title or lemma(title[0]) not in _SPEECHES or len(title) > 2 * _LINE:
        return None
    # «МНЕНИЕ», the heading, and the author with his post
    heading = text[: 1 if len(text[0]) > 2 else _HEADING]
    at, named = next(((i, one) for i, line in enumerate(heading, 1) if (one := _titled(line, sources))), (0, None))
    others = (i for i, one in enumerate(text) if i > at and _labelled(one, sources))
    body = text[at : next(others, len(text))]
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
    """«СЛУШАЛИ: Ивана Орлова о школах. …», «Докладчик – Иван Орлов. …», «1. О школах. Заслушан Орлов И. …»"""
    near = range(min(_LINE, len(paragraph) - 3))
    at = next((i for i in near if paragraph[i].lower_ in _MINUTES and (not i or paragraph[i].is_sent_start)), None)
    if at is None:
        return None
    named = sources.people.within(paragraph[at].idx, paragraph[min(at + _LINE, len(paragraph) - 1)].idx)
    told = paragraph[at + 1].text in {":", *DASH} or any(one.start == paragraph[at + 1].idx for one in named)
    return _behind(paragraph, named[0]) if told and len({one.name for one in named}) == 1 else None


def _heard(paragraph: Tokens, sources: Sources) -> Utterance | None:
    """«2. Ивана Орлова о школах. …», «Орлов – о школах. …» in the list of those who were heard."""
    first = next((i for i, token in enumerate(paragraph) if token.is_alpha), 0)
    named = next(iter(sources.people.within(paragraph[first].idx, paragraph[first].idx + 1)), None)
    topic = next((t for t in paragraph if named and t.idx >= named.end and t.text not in DASH), None)
    return _behind(paragraph, named) if named and topic is not None and fold(topic) in {"о", "об"} else None


def _is_topic(paragraph: Tokens) -> bool:
    """«О соседях. В прошлом году …»"""
    ended = next((i for i, token in enumerate(paragraph[:_TOPIC]) if token.text == "."), 0)
    return fold(paragraph[0]) in {"о", "об"} and 1 < ended < len(paragraph) - 1


def _is_heading(paragraph: Tokens) -> bool:
    """«ПОСТАНОВИЛИ:», «Решили: …»"""
    return len(paragraph) > 1 and paragraph[1].text == ":" and paragraph[0].is_alpha


def _behind(paragraph: Tokens, named: Mention) -> Utterance | None:
    """What stands in a paragraph behind a name."""
    rest = [token for token in paragraph if token.idx >= named.end]
    return _of(rest, rest, named) if len(rest) > 2 else None


def _labelled(paragraph: Tokens, sources: Sources) -> list[Utterance]:
    """«И. Орлов, министр: …», and all of a conversation in one paragraph: «Иван Орлов: … Анна Ким: …»."""
    labels: list[tuple[Mention, int, int]] = []
    for named in sources.people.within(paragraph[0].idx, paragraph[-1].idx):
        first = next(i for i, token in enumerate(paragraph) if token.idx >= named.start)
        colon = next((i for i in range(first, min(first + _LINE, len(paragraph) - 2)) if paragraph[i].text == ":"), 0)
        opens = not first or (bool(labels) and paragraph[first - 1].text in ".?!…")
        alone = colon and (paragraph[colon].idx == named.end or (not first and _is_label(paragraph[:colon], named)))
        if opens and alone and paragraph[colon + 1].text not in '«"“':
            labels.append((named, first, colon + 1))
    stops = [first for _, first, _ in labels[1:]] + [len(paragraph)]
    words = ((named, paragraph[at:stop]) for (named, _, at), stop in zip(labels, stops, strict=False))
    return [_of(said, said, named) for named, said in words]


def _is_label(words: Tokens, named: Mention) -> bool:
    """A name with a post: no sentence, and none that ends before."""
    return not any(t.pos_ in {"VERB", "AUX"} or (t.text in ".;" and t.idx >= named.end) for t in words)


def _only(paragraph: Tokens, sources: Sources) -> Mention | None:
    """The one person whom a paragraph names."""
    named = sources.people.within(paragraph[0].idx, paragraph[-1].idx + 1)
    return named[0] if len({one.name for one in named}) == 1 else None


def _of(first: Tokens, last: Tokens, speaker: Mention) -> Utterance:
    return Utterance(first[0].idx, last[-1].idx + len(last[-1]), speaker, "quotation")
