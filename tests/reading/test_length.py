"""What a text costs grows with its length, and no faster: told by the lines of this package that are run to read it."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import kg
from kg.documents.document import Document
from kg.documents.language import Language
from kg.model.config import Settings
from kg.names.gazetteer import Gazetteer
from kg.reading.extraction import extract

PACKAGE = str(Path(kg.__file__).parent)
TWICE = 2.2
"""What twice the text may cost; what looks through the whole text for each of its sentences costs up to four times."""
CASES: list[tuple[Language, str]] = [
    ("ru", "001_d866cb19a1feb2c4.txt"),
    ("kk", "004_c28f93cffee992e0.txt"),
]


def lines_run(work: Callable[[], object], within: str = PACKAGE) -> int:
    """How many lines of files within that folder it takes; a loop on one line counts each time round."""
    count = 0

    def inside(frame: FrameType, event: str, value: Any) -> Any:
        nonlocal count
        count += 1
        return inside

    def called(frame: FrameType, event: str, value: Any) -> Any:
        return inside if frame.f_code.co_filename.startswith(within) else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_lines_tell_what_grows_with_the_square() -> None:
    def pairs(things: int) -> list[int]:
        return [sum(one < other for one in range(things)) for other in range(things)]

    once, twice = (lines_run(partial(pairs, things), within=__file__) for things in (100, 200))
    assert twice > 3 * once


@pytest.mark.model
@pytest.mark.parametrize(("language", "name"), CASES)
def test_twice_the_text_costs_twice(language: Language, name: str) -> None:
    text = (Settings().seeds / name).read_text(encoding="utf-8")[:12_000]
    gazetteer = Gazetteer.load(Settings().ontology / "gazetteer.ttl")

    def read(times: int) -> None:
        longer = "\n\n".join([text] * times)
        extract(Document("t", "t.txt", longer, longer, language, "plain", "", date="2022-11-28"), gazetteer)

    read(1)  # what is worked out once for each word is kept from here on
    once, twice = (lines_run(partial(read, times)) for times in (4, 8))
    assert twice <= TWICE * once
