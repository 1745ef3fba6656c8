"""When a number holds: which of a sentence's time expressions speaks of it."""

import re
from collections.abc import Sequence

from spacy.tokens import Span

from kg.language.text import text_of
from kg.reading.periods.expressions import DateExpression, dates

__all__ = ["DateExpression", "dates", "period"]

_RIGHT_BEHIND = re.compile(r"\s*+[(\[]?(?:(?:в|за|на|к|с|до|по итогам|в течение)\s)?\s*+")


def period(span: Span, expressions: Sequence[DateExpression]) -> str:
    """The period that a span's words speak of, from its own sentence alone; empty for none.

    Words right behind the span («17 миллиардов в 2021 году») come first, then the nearest before it, then others."""
    sentence = span.sent
    around = [
        expression
        for expression in expressions
        if expression.use == "time" and expression.value and sentence.start_char <= expression.start < sentence.end_char
    ]
    behind = [expression for expression in around if expression.start >= span.end_char]
    before = [expression for expression in around if expression.start < span.end_char]
    between = text_of(span.doc)[span.end_char : behind[0].start] if behind else ""
    if behind and _RIGHT_BEHIND.fullmatch(between):
        return behind[0].value
    if before:
        return before[-1].value
    passed = any(span.end_char <= one.start < behind[0].start for one in expressions) if behind else True
    return "" if passed or re.search("[,;:–—]", between) else behind[0].value
