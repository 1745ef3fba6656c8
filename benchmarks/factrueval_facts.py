"""Posts compared with FactRuEval's Occupation facts: who, which position, where.

The task's comparator compares strings; here a person or body agrees when its span agrees with a mention of the
annotated one, and a position when its words have the same lemmas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from factrueval_gold import Annotated, Occupation, Span
from factrueval_names import bare
from pymorphy3 import MorphAnalyzer

from kg.model.facts import Extraction, Role

Argument = Literal["who", "position", "where", "phase"]
WEIGHT: dict[Argument, float] = {"who": 1.0, "position": 0.5, "where": 1.0, "phase": 0.5}
"""As the task's comparator weighs them."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post of one person, however often the text states it."""

    who: frozenset[Span]
    positions: frozenset[str]
    where: frozenset[Span]


@dataclass(slots=True)
class Tally:
    """Sums over documents; a fact counts as far as its arguments are right."""

    right_found: float = 0.0
    right_asked: float = 0.0
    found: int = 0
    asked: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right_found + other.right_found,
            self.right_asked + other.right_asked,
            self.found + other.found,
            self.asked + other.asked,
        )

    @property
    def precision(self) -> float:
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right_asked / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def posts(extraction: Extraction, text: str) -> list[Post]:
    """The posts of named persons; a title standing for a person has no name to compare."""
    stated: dict[tuple[str, str, str], list[Role]] = {}
    for found in extraction.found:
        role = found.fact
        if isinstance(role, Role) and role.person.named:
            body = role.post_of.name if role.post_of else ""
            stated.setdefault((role.person.name, role.title.text.lower(), body), []).append(role)
    return [
        Post(
            frozenset(bare(text, r.person.start, r.person.end) for r in roles),
            frozenset(lemmas(words) for r in roles for words in (text[r.title.start : r.title.end], r.title.text)),
            frozenset(bare(text, r.post_of.start, r.post_of.end) for r in roles if r.post_of),
        )
        for _, roles in sorted(stated.items())
    ]


@cache
def _analyser() -> MorphAnalyzer:
    return MorphAnalyzer()


def lemmas(words: str) -> str:
    normal = (_analyser().parse(word)[0].normal_form for word in words.lower().replace("ё", "е").split())
    return " ".join(form.replace("ё", "е") for form in normal)


def agreeing(fact: Occupation, post: Post) -> frozenset[Argument]:
    """The arguments on which they agree."""
    agreed: set[Argument] = set()
    if any(mention.agrees(span) for mention in fact.who for span in post.who):
        agreed.add("who")
    if {lemmas(position) for position in fact.positions} & post.positions:
        agreed.add("position")
    if any(mention.agrees(span) for mention in fact.where for span in post.where):
        agreed.add("where")
    return frozenset(agreed)


def weighed(gold: Annotated, found: Sequence[Post], *, harder: bool) -> Tally:
    """As the task's comparator counts: several posts may answer to one fact, each fact and post for its share.

    Easier: difficult facts are not asked for and what answers to them is not charged. Harder: they are, and whether a
    post begins or ends, which this pipeline does not say; possible and denied posts are not."""
    facts = [f for f in gold.occupations if not (harder and f.unreal)]
    answers: list[list[int]] = [[] for _ in facts]
    candidates = {j: [i for i, f in enumerate(facts) if agreeing(f, post)] for j, post in enumerate(found)}
    for j in sorted(candidates, key=lambda j: -max((_weight(agreeing(f, found[j])) for f in facts), default=0.0)):
        best = _tally(facts, found, answers, harder)
        chosen = None
        for i in candidates[j]:
            answers[i].append(j)
            tally = _tally(facts, found, answers, harder)
            answers[i].pop()
            if (tally.f1, chosen is None) > (best.f1, False):
                best, chosen = tally, i
        if chosen is not None:
            answers[chosen].append(j)
    return _tally(facts, found, answers, harder)


def _weight(arguments: Iterable[Argument]) -> float:
    return sum(WEIGHT[argument] for argument in arguments)


def _tally(facts: Sequence[Occupation], found: Sequence[Post], answers: Sequence[Sequence[int]], harder: bool) -> Tally:
    tally = Tally(found=len(found))
    for fact, own in zip(facts, answers, strict=True):
        if fact.difficult and not harder:
            tally.found -= len(own)
            continue
        quality = _quality(fact, [found[j] for j in own], harder) if own else 0.0
        tally.asked += 1
        tally.right_asked += quality
        tally.right_found += quality * len(own)
    return tally


def _quality(fact: Occupation, own: Sequence[Post], harder: bool) -> float:
    """The share, by weight, of the arguments that agree; less where no single post states them together."""
    agreed = [agreeing(fact, post) for post in own]
    matched = frozenset[Argument]().union(*agreed)
    surplus = sum(_weight(_stated(post) - both) for post, both in zip(own, agreed, strict=True))
    missing = _weight(_asked(fact, harder) - matched)
    share = _weight(matched) / (_weight(matched) + surplus + missing)
    together = {(a, b) for both in agreed for a in both for b in both if a < b}
    pairs = len(matched) * (len(matched) - 1) // 2
    return share * (1 + (len(together) / pairs if pairs else 1.0)) / 2


def _asked(fact: Occupation, harder: bool) -> frozenset[Argument]:
    asked: set[Argument] = {"who"}
    if fact.positions:
        asked.add("position")
    if fact.where:
        asked.add("where")
    if harder and fact.phase:
        asked.add("phase")
    return frozenset(asked)


def _stated(post: Post) -> frozenset[Argument]:
    return frozenset({"who", "position", "where"} if post.where else {"who", "position"})


def whole(gold: Annotated, found: Sequence[Post]) -> Tally:
    """A post is right when every argument that is annotated agrees, and a fact is found when any post is right."""
    facts = gold.occupations
    right = {(i, j) for i, f in enumerate(facts) for j, p in enumerate(found) if agreeing(f, p) >= _asked(f, False)}
    return Tally(len({j for _, j in right}), len({i for i, _ in right}), len(found), len(facts))
