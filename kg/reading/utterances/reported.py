"""Words told over by the author: «Иванов отметил, что …», «по данным акимата», «…, сообщил Иванов».

What is told goes on to the end of its paragraph, unless somebody else speaks or acts there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.language.tokens import Token
from kg.model.facts import Mention, Utterance
from kg.reading.cues import RUSSIAN
from kg.reading.sentence_words import fold, has, lemma
from kg.reading.utterances.sources import DASH, SAYING, Sources, Tokens, nominative, says

REPORTING = SAYING | RUSSIAN.set("speech.reporting")
TELLING = RUSSIAN.set("speech.telling")
"""Verbs of which «о» tells what is told."""
STATING = RUSSIAN.set("speech.stating")
"""Verbs whose object is what is told: «оценил оборот в 31 миллион», «пообещал построить»."""
_RECKONING = RUSSIAN.set("speech.reckoning")
"""Those that a body does to numbers too; it marks an anniversary («отметил»)."""
SOURCES = RUSSIAN.set("speech.sources")
_PASSIVE = RUSSIAN.set("speech.passive")
_PAPERS = RUSSIAN.set("speech.papers")
_NARRATOR = RUSSIAN.set("speech.narrator")
_SURE = RUSSIAN.set("speech.sure")
_PRESENTING = RUSSIAN.set("speech.presenting")
_PRESENTED = RUSSIAN.set("speech.presented")
_SPEECHES = RUSSIAN.set("speech.speeches")
_SUBORDINATE = {"что", "как", "чтобы", "сколько", "насколько", "какие", "какой", "какую", "каким", "где", "когда"}
_HE = {"его": "Masc", "ее": "Fem"}


_CREDITS = frozenset({"данные", "источник", "подсчет", "оценка", "расчет"})
_CREDIT = 9
"""Words of a sentence that only says whose the one before is."""
_OPENED = 12
"""Words of a sentence's opening in which it says who told the one before."""


@dataclass(frozen=True, slots=True)
class _Act:
    """Somebody's words from `start` to `end`; `at` is where the author introduces them."""

    at: int
    start: int
    end: int
    speaker: Mention
    goes_on: bool
    counting: bool = False
    """Only over sentences that go on with numbers: «По данным акимата, собрано 5 тонн. Из них 2 тонны …»."""


def reported(
    tokens: Tokens, before: Tokens | None, sources: Sources, direct: Sequence[Utterance]
) -> Iterator[Utterance]:
    """The reported speech of a paragraph; `before` is the paragraph before it, `direct` its quotations."""
    begun: _Act | None = None
    for sentence in _sentences(tokens):
        start, end = sentence[0].idx, sentence[-1].idx + len(sentence[-1])
        acts = list({act.start: act for act in _acts(sentence, tokens, before, sources, direct)}.values())
        quoted = [u for u in direct if u.start < end and start < u.end]
        over = begun is not None and begun.counting and not any(_counts(token) for token in sentence)
        if begun and (acts or quoted or over or _breaks(sentence, begun.speaker, sources)):
            yield from () if begun.counting else _told(begun, start, direct)
            begun = None
        elif begun and begun.counting:
            yield Utterance(start, end, begun.speaker, "reported")
        for act, after in zip_longest(acts, acts[1:]):
            if after is None and act.goes_on:
                begun = act
            if begun is None or act.counting:
                yield from _told(act, after.at if after and act.start < after.at else end, direct)
    if begun and not begun.counting:
        yield from _told(begun, tokens[-1].idx + len(tokens[-1]), direct)


def _told(act: _Act, stop: int, direct: Sequence[Utterance]) -> Iterator[Utterance]:
    """What an act tells, up to where another begins, or a quotation."""
    end = stop if act.goes_on and not act.counting else min(act.end, stop)
    quoted = [u.start for u in direct if u.start < end and act.start < u.end]
    end = min([end, *quoted])
    if end - act.start > 2:
        yield Utterance(act.start, end, act.speaker, "reported")


def _sentences(tokens: Tokens) -> Iterator[Tokens]:
    first = 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or tokens[i].sent.start != tokens[first].sent.start:
            yield tokens[first:i]
            first = i


def _counts(token: Token) -> bool:
    return token.pos_ == "NUM" or token.text[0].isdigit() or lemma(token) in {"процент", "треть", "половина", "вдвое"}


def _breaks(sentence: Tokens, speaker: Mention, sources: Sources) -> bool:
    """Does the author speak here, or somebody else act?"""
    opening = " ".join(fold(token) for token in sentence[:2])
    if fold(sentence[0]) in _NARRATOR or opening in _NARRATOR:
        return True
    start, end = sentence[0].idx, sentence[-1].idx
    others = (m for m in sources.people.within(start, end) if m.name != speaker.name)
    return any(nominative(m, sentence) for m in others)


def _acts(
    sentence: Tokens, tokens: Tokens, before: Tokens | None, sources: Sources, direct: Sequence[Utterance]
) -> Iterator[_Act]:
    start, end = sentence[0].idx, sentence[-1].idx + len(sentence[-1])
    last: Mention | None = None
    for i, token in enumerate(sentence):
        if any(u.start <= token.idx < u.end for u in direct):
            continue
        if source := _according_to(sentence, i, sources):
            last = source
            yield _Act(start, start, end, source, goes_on=True, counting=True)
        elif not i and (source := _credited(sentence, sources)):
            told = _before(tokens, before, sentence)
            if told:
                yield _Act(token.idx, told[0].idx, told[-1].idx + len(told[-1]), source, goes_on=False)
        elif fold(token) in _SURE and (act := _sure(sentence, i, sources)):
            last = act.speaker
            yield act
        elif lemma(token) in _PRESENTING and _tells(token) and (speaker := _presents(sentence, i, sources)):
            last = speaker
            yield _Act(token.idx, token.idx, end, speaker, goes_on=True)
        elif lemma(token) in _PASSIVE and (source := _by_paper(sentence, i, sources)):
            last = source
            if content := _content(sentence, i):
                yield _Act(token.idx, content, end, source, goes_on=True)
            elif i > 1 and sentence[i - 1].text in {",", *DASH}:
                yield _Act(start, start, sentence[i - 1].idx, source, goes_on=False)
        elif (
            (lemma(token) in REPORTING | STATING or says(token))
            and _tells(token)
            and not (i and fold(sentence[i - 1]) == "как")
        ):
            act = _by_verb(sentence, tokens, before, i, last, sources, direct)
            if act is not None:
                last = act.speaker
                yield act


def _credited(sentence: Tokens, sources: Sources) -> Mention | None:
    """«Данные Минтранса.», «Источник: Минтранс.»: whose the sentence before is."""
    alone = lemma(sentence[0]) in _CREDITS and len(sentence) <= _CREDIT
    named = len(sentence) > 1 and alone and not any(token.pos_ == "VERB" for token in sentence)
    return sources.named(sentence, int(sentence[1].text == ":")) if named else None


def _sure(sentence: Tokens, at: int, sources: Sources) -> _Act | None:
    """«Иванов уверен, что …»"""
    content, speaker = _content(sentence, at), sources.before(sentence, at)
    if not content or speaker is None:
        return None
    return _Act(sentence[at].idx, content, sentence[-1].idx + len(sentence[-1]), speaker, goes_on=True)


def _presents(sentence: Tokens, verb: int, sources: Sources) -> Mention | None:
    """«Иванов представил итоги года»: the numbers that follow are his."""
    objects = sentence[verb + 1 : verb + 9]
    if not any(lemma(token) in _PRESENTED for token in objects):
        return None
    speaker = sources.before(sentence, verb)
    return speaker if speaker is not None and speaker.kind == "Person" else None


def _by_paper(sentence: Tokens, verb: int, sources: Sources) -> Mention | None:
    """Whose paper says so: «говорится в сообщении Минтранса», «в докладе банка отмечается, что …»."""
    for i in (*range(verb + 1, min(verb + 4, len(sentence))), *range(max(0, verb - 6), verb)):
        if lemma(sentence[i]) in _PAPERS and (named := sources.named(sentence, i)):
            return named
    return None


def _tells(token: Token) -> bool:
    """A finite verb of somebody else than who writes, or «добавив»."""
    form = token.morph.get("VerbForm", [])
    own = has(token, "Person", "1") or has(token, "Mood", "Imp")
    return form == ["Conv"] or (form in ([], ["Fin"]) and not own)


def _by_verb(
    sentence: Tokens,
    tokens: Tokens,
    before: Tokens | None,
    verb: int,
    last: Mention | None,
    sources: Sources,
    direct: Sequence[Utterance],
) -> _Act | None:
    start, end = sentence[0].idx, sentence[-1].idx + len(sentence[-1])
    at = sentence[verb].idx
    content = _content(sentence, verb)
    follows = verb > 1 and sentence[verb - 1].text in {",", *DASH} and not content
    quoted = any(u.start < sentence[verb].idx and start < u.end for u in direct)
    if follows and not quoted and (speaker := sources.behind(sentence, verb)):
        behind = next((t for t in sentence[verb + 1 :] if t.idx >= speaker.end), sentence[-1])
        inserted = verb < 9 and (
            behind.text == "," or any(token.text == "," for token in sentence[verb + 1 : verb + 5])
        )
        if inserted and not any(lemma(token) in REPORTING for token in sentence[verb + 1 :]):
            return _Act(start, start, end, speaker, goes_on=False)
        return _Act(start, start, sentence[verb - 1].idx, speaker, goes_on=True, counting=True)
    converb = has(sentence[verb], "VerbForm", "Conv")
    speaker = last if converb and last else sources.subject(sentence, verb)
    if speaker is None:
        return None
    dash = next((i for i in range(verb - 1, 0, -1) if sentence[i].text in DASH), 0)
    if dash and [fold(token) for token in sentence[dash + 1 : dash + 3]] == ["об", "этом"]:
        return _Act(start, start, sentence[dash].idx, speaker, goes_on=False)
    if _points_back(sentence, verb):
        told = _before(tokens, before, sentence)
        return _Act(at, told[0].idx, told[-1].idx + len(told[-1]), speaker, goes_on=False) if told else None
    if content:
        return _Act(at, content, end, speaker, goes_on=True)
    name = lemma(sentence[verb])
    if sentence[-1].text == ":":
        return None
    if name in TELLING and fold(sentence[0]) in {"о", "об"} and verb <= _OPENED:
        return _Act(start, start, end, speaker, goes_on=False)
    if name in TELLING and any(fold(t) in {"о", "об", "про"} for t in sentence[verb + 1 : verb + 12]):
        return _Act(at, at, end, speaker, goes_on=True)
    if name in STATING and (speaker.kind == "Person" or name in _RECKONING):
        # «(ведёт её завод, закончить обещает в мае)» says nothing of what stands outside
        opened = next((t.idx for t in reversed(sentence[:verb]) if t.text in "()"), start)
        return _Act(
            at, opened if any(t.idx == opened and t.text == "(" for t in sentence) else start, end, speaker, False
        )
    return None


def _content(sentence: Tokens, verb: int) -> int:
    """Where what is told begins: behind «, что» or a colon; 0 for neither."""
    for i, token in enumerate(sentence[verb + 1 : verb + 16], verb + 1):
        if fold(token) in _SUBORDINATE and sentence[i - 1].text == ",":
            return token.idx + len(token) + 1
        if has(token, "VerbForm", "Conv") and lemma(token) in REPORTING:
            return 0
        if token.text == ":" and i + 1 < len(sentence) and sentence[i + 1].text not in '«“„"':
            return sentence[i + 1].idx
    return 0


def _points_back(sentence: Tokens, verb: int) -> bool:
    """«Об этом сообщил Иванов», «Такую цифру назвал министр Иванов»."""
    opening = [fold(token) for token in sentence[:2]]
    if opening == ["об", "этом"] or (opening[0] in {"о", "об"} and lemma(sentence[1]) in _PAPERS):
        return verb <= _OPENED
    if opening[0] == "с" and opening[1] in {"такой", "такими", "этой", "этими", "таким"}:
        return verb <= 5
    return opening[0] in {"такую", "такие", "эту", "эти"} and lemma(sentence[1]) in {
        "цифра", "данные", "оценка", "сумма", "прогноз", "показатель",
    } and verb <= 4  # fmt: skip


def _before(tokens: Tokens, before: Tokens | None, sentence: Tokens) -> Tokens:
    """The sentence before, be it the last of the paragraph before."""
    first = next(i for i, token in enumerate(tokens) if token.i == sentence[0].i)
    earlier = tokens[:first] or before or []
    return [token for token in earlier if token.sent.start == earlier[-1].sent.start] if earlier else []


def _according_to(sentence: Tokens, at: int, sources: Sources) -> Mention | None:
    """Whose words a sentence gives after «по словам» or «как отметил», up to the comma that closes it."""
    words = [fold(token) for token in sentence[at : at + 3]]
    if words[0] == "как" and at + 1 < len(sentence) and lemma(sentence[at + 1]) in SAYING:
        return sources.behind(sentence, at + 1)
    if words[0] == "в" and len(words) == 3 and words[1] in _HE and words[2] in _SPEECHES:
        return sources.last(sentence[at], _HE[words[1]])
    if words[0] not in {"по", "согласно", "со", "из"} or len(words) < 3:
        return None
    if words[1] in _HE and words[2] in SOURCES:
        return sources.last(sentence[at], _HE[words[1]])
    if words[:3] == ["со", "ссылкой", "на"] and not at:
        return sources.named(sentence, at + 2)
    if words[1] not in SOURCES:
        return None
    if words[2] in {"которого", "которой"}:
        named = sources.people.within(sentence[0].idx, sentence[at].idx)
        return named[-1] if named else None
    return sources.named(sentence, at + 1)
