"""No text makes an expression of the package run for ever: what it costs grows with the text and no faster."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from tests.expressions import Expression, Pump, pumps

TRIED = 5
SHORT, LONG = 8_000, 64_000
"""Characters of a text."""
QUICK, LIMIT = 0.01, 1.5
"""Seconds of processor time for a short text, below which a long one need not be tried, and for a long one. There what
is linear takes a fifth of the limit at most; one loop in another makes two thousand million steps."""


class TooSlowError(Exception):
    pass


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    def end(signum: int, frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def cost(expression: Expression, text: str) -> float:
    """Seconds of processor time, or infinitely many."""
    compiled = re.compile(expression.pattern, expression.flags)
    began = time.process_time()
    try:
        with limited(LIMIT):
            if expression.anchored:
                compiled.match(text)
                compiled.fullmatch(text)
            else:
                list(compiled.finditer(text))
    except TooSlowError:
        return float("inf")
    return time.process_time() - began


def too_slow(expression: Expression) -> Pump | None:
    """A text on which it is. What grows too fast is among the slowest on short texts already."""
    costs: dict[Pump, float] = {}
    for pump in pumps(expression.pattern, expression.flags):
        costs[pump] = cost(expression, pump.text(SHORT))
        if costs[pump] > LIMIT:
            return pump
    slowest = sorted((pump for pump in costs if costs[pump] > QUICK), key=costs.__getitem__, reverse=True)
    return next((pump for pump in slowest[:TRIED] if cost(expression, pump.text(LONG)) > LIMIT), None)


def test_every_expression_takes_time_by_the_length_of_the_text() -> None:
    found = subprocess.run([sys.executable, "-m", "tests.expressions"], capture_output=True, check=True, text=True)
    every = [Expression(*one) for one in json.loads(found.stdout)]
    assert len(every) > 200
    slow = {f"{one.place}: {one.pattern}": pump for one in every if (pump := too_slow(one))}
    assert slow == {}


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:<!--.*?-->\s*)*<html",
        r"(?:(?:Темы|Лица) [^.\n]*?)*Статус",
        r"(a+)+$",
        r"\s*#\s*$",
        r"(\w+) «",
        r" *(?P<value>[^\n]*\S) *$",
    ],
)
def test_an_expression_that_backtracks_is_found(pattern: str) -> None:
    assert too_slow(Expression("here", pattern, int(re.compile(pattern, re.S).flags), anchored=False))
