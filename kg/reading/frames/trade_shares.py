"""Who takes how much of a region's trade: «На Индию пришлась треть экспорта Омской области», «доля Китая в импорте»,
«облыс экспортының 38 пайызы Түркияға тиесілі»."""

from collections.abc import Collection, Iterator, Sequence

from kg.model.facts import Found, Mention, RegionTie
from kg.reading.clauses.items import Item
from kg.reading.cues import KAZAKH, RUSSIAN
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

SHARE = FunctionRule(
    "ru",
    "trade-share",
    RegionTie,
    "Who takes how much of a region's trade: «На Индию пришлась треть экспорта Омской области».",
)
KAZAKH_SHARE = FunctionRule(
    "kk",
    "trade-share",
    RegionTie,
    "Who takes how much of a region's trade: «Облыс экспортының 38 пайызы Түркияға тиесілі».",
)
TRADE = RUSSIAN.set("trade.nouns")
FALLING = RUSSIAN.set("trade.falling_to")
GOING = RUSSIAN.set("trade.going_to")
"""Verbs of whom a share falls to, and of where goods go."""
SHARES = RUSSIAN.set("trade.shares")
UNSAID = RUSSIAN.set("trade.unsaid")
KAZAKH_TRADE = KAZAKH.words("trade.nouns")
KAZAKH_BELONGING = KAZAKH.words("trade.belonging")
KAZAKH_UNSAID = KAZAKH.words("trade.unsaid")
_BARE = frozenset({"", "genitive", "subject", "attribute", "owner"})
_SIDES = frozenset({"Country", "Region"})


def shares(sentence: Sentence, items: Sequence[Item], own: Mention | None) -> Iterator[Found]:
    """The ties of the region whose trade it is; of `own`, which the text is of or who speaks acts for, where the
    sentence names none."""
    at = next((i for i, lemma in enumerate(sentence.lemmas) if lemma in TRADE), None)
    if at is None or not UNSAID.isdisjoint(sentence.lemmas) or sentence.texts[-1] == "?":
        return
    lemmas, before = {*sentence.lemmas}, [{*sentence.lemmas[max(i - 2, 0) : i]} for i in range(len(sentence.lemmas))]
    sides = [item for item in items if item.kind in _SIDES and item.mention]
    told = [
        one
        for one in sides
        if (one.preposition == "на" and one.case == "Acc" and lemmas & FALLING)
        or (one.preposition == "в" and lemmas & GOING and one.first > at)
        or (not one.preposition and one.case == "Gen" and before[one.first] & SHARES)
    ]
    yield from _ties(sentence, SHARE, at, told, sides, own)


def kazakh_shares(sentence: Sentence, items: Sequence[Item], own: Mention | None) -> Iterator[Found]:
    """The same of a Kazakh sentence."""
    at = next((i for i, text in enumerate(sentence.texts) if text.startswith(KAZAKH_TRADE)), None)
    belongs = any(text.startswith(KAZAKH_BELONGING) for text in sentence.texts)
    if at is None or not belongs or any(text.startswith(KAZAKH_UNSAID) for text in sentence.texts):
        return
    sides = [item for item in items if item.kind in _SIDES and item.mention]
    told = [one for one in sides if one.preposition == "dative"]
    yield from _ties(sentence, KAZAKH_SHARE, at, told, sides, own)


def _ties(
    sentence: Sentence,
    rule: FunctionRule,
    at: int,
    told: Collection[Item],
    sides: Sequence[Item],
    own: Mention | None,
) -> Iterator[Found]:
    """Whose trade it is stands beside the noun for it; else it is the own region's, if nobody else is named."""
    others = [one for one in sides if one not in told]
    beside = [one for one in others if at in (one.first - 1, one.end) and one.preposition in _BARE]
    region = beside[0].mention if beside else None
    if region is None or region.start < sentence.tokens[0].idx:  # «облыс экспорты»: of which?
        region = own if own and own.key and (beside or not others) else None
    if region is None or region.kind != "Region":
        return
    home = f"country/{region.key.removeprefix('region/')[:2]}" if region.key else "?"
    for one in told:
        other = one.mention
        if other is not None and other.name != region.name and other.key != home:
            first, last = min(at, one.first), max(at + 1, one.end)
            start, end = sentence.span(first, last)
            yield rule.found(RegionTie(region, other), start, end, confidence=0.75)
