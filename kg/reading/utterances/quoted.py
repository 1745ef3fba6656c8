"""Words given as they were said: behind a dash, in quotes, and the answers of an interview.

The author may speak in between: «… 38 суток, – вспоминает директор Иванов. – К концу года …»."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model.facts import Mention, Utterance
from kg.reading.cues import RUSSIAN
from kg.reading.sentence_words import fold, lemma
from kg.reading.utterances.sources import DASH, Sources, Tokens, finite, nominative, says

SHORTEST_QUOTE = 4
"""Words; «проект» in quotes beside a verb of saying is a name, not a quotation."""
INTERVIEWS = RUSSIAN.set("speech.interviews")
_ASIDE = 9
"""Words behind a quotation in which «– так Иванов ответил на вопрос» has its verb."""
_INTRODUCED = 14
"""Words of a paragraph that only says who speaks next: «Губернатор Омской области Иван Орлов:»."""
_CALLED = 4
"""Words of a question in which it calls who is asked by name."""
_ANSWERING = frozenset({"отвечать", "ответить"})
_ASKING = RUSSIAN.set("speech.asking")
_ASKED = 3
"""Questions of an interview that only its heading announces."""
_BEGINNING = RUSSIAN.set("quoted.beginning")
_PRESENTING = RUSSIAN.set("speech.presenting")
_PASSING = RUSSIAN.set("quoted.passing")
_GIVEN = {"слово", "мнение", "позиция", "комментарий"}
"""«Слово – директору Ивану Орлову: «…»»"""
_OPENING, _CLOSING = "«“„", "»”"


def answers(text: Sequence[Tokens], sources: Sources) -> Iterator[Utterance]:
    """Every second of the paragraphs with a dash that follow «– Анна Ильинична, …?», or «… в интервью рассказал Иванов»
    and a question, where none tells its speaker."""
    at = 0
    while at < len(text):
        length = next((i for i in range(len(text) - at) if text[at + i][0].text not in DASH), len(text) - at)
        before = text[at - 1] if at else None
        run, at = text[at : at + length], at + max(length, 1)
        if length < 2 or length % 2 or any(True for one in run for _ in _author_verbs(one)):
            continue
        behind = text[at] if at < len(text) else None
        addressed = _called(run[0], sources) or _interviewed(before, run, sources)
        addressed = addressed or _signed(behind, sources) or _headed(text, run, sources)
        if addressed is None:
            continue
        for answer in run[1::2]:
            yield Utterance(answer[1].idx, answer[-1].idx + len(answer[-1]), addressed, "quotation")


def _called(question: Tokens, sources: Sources) -> Mention | None:
    """«– Анна Ильинична, …?», «– Госпожа Ильина, …?»"""
    near = sources.people.within(question[0].idx, question[min(_CALLED, len(question)) - 1].idx)
    return next((m for m in near if any(t.idx == m.end and t.text == "," for t in question)), None)


def _headed(text: Sequence[Tokens], run: Sequence[Tokens], sources: Sources) -> Mention | None:
    """The one person whom what stands before the questions names, where most of them end as such."""
    asked = sum(one[-1].text in "?…" for one in run[::2])
    if len(run) < 2 * _ASKED or asked * 3 < len(run) or any(one[-1].text == "?" for one in run[1::2]):
        return None
    named = sources.people.within(text[0][0].idx, run[0][0].idx)
    return named[0] if len({one.name for one in named}) == 1 else None


def _signed(behind: Tokens | None, sources: Sources) -> Mention | None:
    """«Отвечал Иван Орлов, мэр», «Расспрашивала Ивана Орлова Анна Ким», «Беседовала с Иваном Орловым Анна Ким»."""
    verb = next((t for t in (behind or ())[:2] if lemma(t) in _ANSWERING | _ASKING), None)
    if behind is None or verb is None:
        return None
    named = sources.people.within(behind[0].idx, behind[-1].idx + 1)
    return next((one for one in named if nominative(one, behind) == (lemma(verb) in _ANSWERING)), None)


def _interviewed(before: Tokens | None, run: Sequence[Tokens], sources: Sources) -> Mention | None:
    """Whom the paragraph before says is asked, where every question ends as one."""
    asked = all(one[-1].text == "?" for one in run[::2]) and not any(one[-1].text == "?" for one in run[1::2])
    if before is None or not asked or not any(lemma(token) in INTERVIEWS for token in before):
        return None
    named = sources.people.within(before[0].idx, before[-1].idx + 1)
    subjects = [m for m in named if nominative(m, before)] or named
    return subjects[-1] if subjects else None


def quotations(tokens: Tokens, before: Tokens | None, sources: Sources) -> Iterator[Utterance]:
    """The quotations of a paragraph; `before` is the one before it, which may end in «Иванов отметил:»."""
    if tokens[0].text in DASH and len(tokens) > 1:
        yield from _dashed(tokens, before, sources)
        return
    for opening, closing in _quoted(tokens):
        if closing - opening <= SHORTEST_QUOTE and not _is_said(tokens, closing):
            continue
        inside = tokens[opening + 1 : closing]
        for verb in _author_verbs(inside):
            if speaker := sources.subject(tokens, opening + 1 + verb):
                yield from _pieces(inside, verb, speaker)
                break
        else:
            if speaker := _of_quotation(sources, tokens, opening, closing, before):
                yield Utterance(inside[0].idx, tokens[closing].idx, speaker, "quotation")


def _is_said(tokens: Tokens, closing: int) -> bool:
    """«Хотим сто», – добавила она: a verb of saying right behind comma and dash."""
    behind = tokens[closing + 1 : closing + 4]
    return len(behind) == 3 and behind[0].text == "," and behind[1].text in DASH and says(behind[2])


def _dashed(tokens: Tokens, before: Tokens | None, sources: Sources) -> Iterator[Utterance]:
    for verb in _author_verbs(tokens):
        if speaker := sources.subject(tokens, verb):
            yield from _pieces(tokens[1:], verb - 1, speaker)
            return
    if before is None or any(True for _ in _author_verbs(tokens)):
        return
    if speaker := _announced(before, sources) or _listed(before, tokens, sources):
        yield Utterance(tokens[1].idx, tokens[-1].idx + len(tokens[-1]), speaker, "quotation")


def _listed(before: Tokens, tokens: Tokens, sources: Sources) -> Mention | None:
    """Whose the item before is, which tells no speaker of its own either; a question begins a dialogue."""
    if before[0].text not in DASH or "?" in (before[-1].text, tokens[-1].text):
        return None
    if len(before) == 1:
        return None
    around = [u for u in sources.said(before[1].idx, before[1].idx + 1) if before[-1].idx < u.end]
    return around[-1].speaker if around else None


def _author_verbs(tokens: Tokens) -> Iterator[int]:
    """Verbs right after a dash inside the words: «…, – отметил президент», «…! – рассмеялся он»."""
    for i, (before, token) in enumerate(pairwise(tokens), 1):
        if i > 2 and before.text in DASH and (says(token) or (finite(token) and tokens[i - 2].text in ",!?…")):
            yield i


def _pieces(tokens: Tokens, verb: int, speaker: Mention) -> Iterator[Utterance]:
    """The words before the author's, and those behind the dash that closes them."""
    yield Utterance(tokens[0].idx, tokens[verb - 1].idx, speaker, "quotation")
    for i in range(verb + 1, len(tokens) - 1):
        if tokens[i].text in DASH and tokens[i - 1].text in ".,:;!?":
            yield Utterance(tokens[i + 1].idx, tokens[-1].idx + len(tokens[-1]), speaker, "quotation")
            return


def _quoted(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The outermost quotes of a paragraph; «ООО «Заря»» may close both at once."""
    opening: int | None = None
    depth, last = 0, -1
    for i, token in enumerate(tokens):
        text = token.text
        if text in _OPENING or (text == '"' and opening is None):
            opening, depth = (i, 1) if opening is None else (opening, depth + 1)
        elif opening is not None and (text in _CLOSING or text == '"'):
            depth, last = depth - 1, i
            if depth <= 0 or text == '"':
                yield opening, i
                opening = None
        elif opening is not None and depth > 1 and last == i - 1 and text in ",–—-" and _author_next(tokens, i):
            yield opening, last
            opening = None
    if opening is not None and last > opening:
        yield opening, last


def _author_next(tokens: Tokens, at: int) -> bool:
    """Do the author's words begin here? «», – сказал»."""
    return any(says(token) for token in tokens[at : at + 3])


def _of_quotation(
    sources: Sources, tokens: Tokens, opening: int, closing: int, before: Tokens | None
) -> Mention | None:
    behind = [fold(token) for token in tokens[closing + 1 : closing + 4]]
    adverb = tokens[closing + 3].pos_ == "ADV" if len(behind) == 3 else False  # «…», – невесело пошутил Иванов
    reach = _ASIDE if "так" in behind else 4 if adverb else 3
    for i, token in enumerate(tokens[closing + 1 : closing + 1 + reach], closing + 1):
        if says(token) or (finite(token) and tokens[i - 1].text in DASH and tokens[i - 2].text == ","):
            return sources.subject(tokens, i)
    if named := _passed_on(sources, tokens, opening, closing) or _only_named(sources, tokens, opening, closing):
        return named
    if opening > 1 and tokens[opening - 1].text == ":":
        for i in range(opening - 2, max(opening - 14, -1), -1):
            # «Начал Иванов с цифр: «…»», «Привёл министр статистику: «…»»
            told = lemma(tokens[i]) in _BEGINNING | _PRESENTING and finite(tokens[i])
            if told or says(tokens[i]) or (i == opening - 2 and finite(tokens[i])):
                return sources.subject(tokens, i)
    if opening == 0 and before is not None and closing >= len(tokens) - 2:
        return _announced(before, sources) or _quoted_before(before, sources)
    return None


def _quoted_before(before: Tokens, sources: Sources) -> Mention | None:
    """Whom the paragraph before quotes last: one that is all quotation goes on."""
    inside = [u for u in sources.said(before[0].idx, before[-1].idx + 1) if u.form == "quotation"]
    names = {u.speaker.name for u in inside}
    return inside[-1].speaker if len(names) == 1 else None


def _passed_on(sources: Sources, tokens: Tokens, opening: int, closing: int) -> Mention | None:
    """«…», – приводит слова Ивана Крылова пресс-служба», «Слова Крылова приводит агентство: «…»»."""
    around = [*range(closing + 1, min(closing + 6, len(tokens))), *range(max(opening - 9, 0), opening)]
    if not any(lemma(tokens[i]) in _PASSING for i in around):
        return None
    at = next((i for i in around if fold(tokens[i]) == "слова"), None)
    return sources.named(tokens, at) if at is not None else None


def _only_named(sources: Sources, tokens: Tokens, opening: int, closing: int) -> Mention | None:
    """«…», – Иван Крылов.», «Иван Крылов, директор: «…»»: a name without a verb."""
    behind = tokens[closing + 1 : closing + 4]
    if len(behind) == 3 and behind[0].text == "," and behind[1].text in DASH:
        return sources.at(behind[2])
    before = tokens[max(0, opening - 9) : opening]
    if len(before) > 1 and before[-1].text == ":" and not any(token.pos_ in {"VERB", "AUX"} for token in before):
        own = [token for token in before if token.i >= before[-1].sent.start]
        named = sources.people.within(own[0].idx, own[-1].idx) if own[0].is_sent_start or opening < 10 else []
        one = len({m.name for m in named}) == 1 and nominative(named[0], own)
        alone = named[0] if one else None  # «Мэр Омска Иван Крылов: «…»»
        given = next(iter(named), None) if fold(before[0]) in _GIVEN else None
        return sources.at(before[0] if opening < 10 else tokens[opening]) or given or alone
    return None


def _announced(before: Tokens, sources: Sources) -> Mention | None:
    """Who a paragraph that ends in a colon says is speaking next: «Иванов отметил:»."""
    if before[-1].text != ":":
        return None
    sentence = before[-1].sent
    for i in range(len(before) - 2, -1, -1):
        if before[i].i < sentence.start:
            break
        if says(before[i]):
            return sources.subject(before, i)
    start = next(i for i, token in enumerate(before) if token.i >= sentence.start)
    words = before[start:]
    named = [m for m in sources.people.within(words[0].idx, words[-1].idx) if nominative(m, words)]
    alone = len(words) <= _INTRODUCED and not any(token.pos_ == "VERB" for token in words)
    return named[0] if alone and len(named) == 1 else None
