"""The language rules are written in: small patterns over the tokens and mentions of one sentence.

A pattern is a value. It matches at a token and yields every way it can go on, longest first where it repeats, so the
first way that fits the whole rule wins. A mention is one item however many tokens it has, and any mention that begins
at a token may be taken there, so nested names («Правительства Волгоградской …») are all within reach.

Slots (`into=`) collect what a fact is made of; `as_fact` closes the group: it takes the slots filled inside it. A
field that is a tuple collects all values of its slot; any other makes one fact of each value."""

from kg.reading.pattern.base import Pattern, State
from kg.reading.pattern.combinators import begins, either, every, inside, many, maybe, seq, slot, together
from kg.reading.pattern.context import END, START, ahead, earlier, gap, unless, unless_after
from kg.reading.pattern.rule import Rule, RuleIndex
from kg.reading.pattern.sentence import Sentence, sentences
from kg.reading.pattern.tokens import Reading, lemma, mention, reader, tag, word

__all__ = [
    "END",
    "START",
    "Pattern",
    "Reading",
    "Rule",
    "RuleIndex",
    "Sentence",
    "State",
    "ahead",
    "begins",
    "earlier",
    "either",
    "every",
    "gap",
    "inside",
    "lemma",
    "many",
    "maybe",
    "mention",
    "reader",
    "seq",
    "sentences",
    "slot",
    "tag",
    "together",
    "unless",
    "unless_after",
    "word",
]
