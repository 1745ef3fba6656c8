"""The list of steps of an extraction: what may stand in it, and what it gives."""

from collections.abc import Iterator

import pytest

from kg.reading.kazakh_steps import KAZAKH
from kg.reading.russian_steps import RUSSIAN
from kg.reading.steps import RESULTS, Step, Steps


def words(text: str) -> list[str]:
    """Splits the text.

    At white space."""
    return text.split()


def longest(words: list[str]) -> str:
    return max(words, key=len)


def again(words: list[str]) -> Iterator[str]:
    yield from words


GIVEN = (Step(words, "text", "mentions"), Step(words, "text", "said"), Step(words, "text", "facts"))


def test_what_a_step_adds_is_read_by_the_next() -> None:
    values = Steps("text", *GIVEN, Step(longest, "mentions", "longest")).run("a bcd ef")
    assert (values["mentions"], values["longest"]) == (["a", "bcd", "ef"], "bcd")


def test_what_several_steps_add_under_one_name_is_one_list() -> None:
    assert Steps("text", *GIVEN, Step(again, "facts", "facts")).run("a b")["facts"] == ["a", "b", "a", "b"]


WRONG: list[tuple[tuple[Step, ...], str]] = [
    ((Step(longest, "words", "longest"), *GIVEN), "the step longest reads 'words', which no step before it adds: text"),
    ((*GIVEN, Step(words, "text", "text")), "the step words adds 'text', which is given"),
    ((*GIVEN, Step(words, "text said", "more")), "the step words reads 'text said': too many positional arguments"),
    ((*GIVEN, Step(words, "", "more")), "the step words reads '': missing a required argument: 'text'"),
    (GIVEN[:2], "no step adds 'facts'"),
]


@pytest.mark.parametrize(("steps", "message"), WRONG)
def test_a_list_that_cannot_be_run_is_no_list(steps: tuple[Step, ...], message: str) -> None:
    with pytest.raises(TypeError) as raised:
        Steps("text", *steps)
    assert str(raised.value) == message


def test_a_step_says_what_it_does() -> None:
    assert Step(words, "text", "words").does == "Splits the text."


@pytest.mark.parametrize("steps", [RUSSIAN, KAZAKH], ids=["ru", "kk"])
def test_every_step_is_described_and_used(steps: Steps) -> None:
    assert [step.function for step in steps if not step.does] == []
    read = {name for step in steps for name in step.reads.split()}
    assert {step.adds for step in steps} - read - set(RESULTS) == set()
