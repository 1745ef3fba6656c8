"""Whether a Russian sentence asserts, plans, proposes or denies what stands at a place in it."""

from collections.abc import Sequence

from kg.language.tokens import Token
from kg.model.facts import Modality
from kg.reading.cues import RUSSIAN

PROPOSING = RUSSIAN.set("modality.proposing")
PLANNING = RUSSIAN.set("modality.planning")
FUTURE = frozenset({"будет", "будут", "будем", "буду"})
LOOK_BACK = 8
"""Tokens before the words of a fact within which a cue governs it."""


def modality(sentence: Sequence[Token], start: int, end: int) -> Modality:
    """What the sentence does with the words [start, end) (offsets): a cue governs what follows it in its clause."""
    inside = [t for t in sentence if start <= t.idx < end]
    if not inside:
        return "asserted"
    first = next(i for i, t in enumerate(sentence) if t.idx >= start)
    before = list(sentence[max(first - LOOK_BACK, 0) : first])
    for i in range(len(before) - 1, -1, -1):
        if before[i].text in ";:":
            before = before[i + 1 :]
            break
    cues = [*before, *inside]
    if any(t.lemma_.lower() in PROPOSING for t in cues) or _conditional(cues):
        return "proposed"
    if any(t.lower_ == "не" and i + 1 < len(inside) and inside[i + 1].pos_ == "VERB" for i, t in enumerate(inside)):
        return "denied"
    if any(t.lemma_.lower() in PLANNING or t.lower_ in FUTURE for t in cues):
        return "planned"
    return "asserted"


def _conditional(tokens: Sequence[Token]) -> bool:
    """«можно было бы провести»."""
    return any(t.lower_ in ("бы", "б") for t in tokens) and any(
        t.lower_ in ("можно", "нужно", "стоило", "следовало") for t in tokens
    )
