"""The table of a rule file: how sentences are marked, how facts are written, what counts as the same."""

from typing import Any

import pytest

from kg.model.facts import Agreement, Event, Fact, Mention, Participation, Phrase, RegionTie, SisterCities
from kg.reading.pattern import Rule, lemma, many, mention, seq
from kg.reading.rules.cases import Case, difference, marked, stated

OMSK, TOMSK = Mention(0, 5, "City", "Омске", "Омск"), Mention(8, 14, "City", "Томске", "Томск")
FORUM = Mention(20, 25, "Event", "форум", "форум", named=False)


@pytest.mark.parametrize(
    ("text", "plain", "mentions"),
    [
        ("[Омске:City] и [Томске:City]", "Омске и Томске", [(0, 5, "City", True), (8, 14, "City", True)]),
        ("Прошёл [форум:~Event].", "Прошёл форум.", [(7, 12, "Event", False)]),
        ("Ничего [не отмечено], и 12:30.", "Ничего [не отмечено], и 12:30.", []),
    ],
)
def test_marks(text: str, plain: str, mentions: list[tuple[int, int, str, bool]]) -> None:
    document, found = marked(text)
    assert document.text == plain
    assert [(m.start, m.end, m.kind, m.named) for m in found] == mentions


def test_a_mark_of_no_kind() -> None:
    with pytest.raises(ValueError, match="no kind 'Town' of mention; there are: Person"):
        marked("[Омск:Town]")


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (SisterCities(OMSK, TOMSK), ("Омске", "Томске")),
        (RegionTie(OMSK, TOMSK), ("Омске", "Томске")),
        (RegionTie(OMSK, TOMSK, Phrase(0, 5, "торговля")), ("Омске", "Томске", "торговля")),
        (Event(FORUM, ordinal=3, located_in=OMSK), ("форум", 3, "Омске")),
        (Participation(FORUM, (OMSK, TOMSK)), ("форум", ("Омске", "Томске"))),
        (Agreement(FORUM, status="signed"), ("форум", "signed")),
    ],
)
def test_a_fact_as_a_case_has_it(fact: Fact, words: tuple[Any, ...]) -> None:
    assert stated(fact) == words


CITY, OTHER = mention("City", into="city"), mention("City", into="sister_city_of")
PAIR = seq(CITY, "и", OTHER).as_fact(SisterCities)
RULES = [
    Rule("paired", seq(many(PAIR, sep=","), lemma("породниться")), ""),
    Rule("paired-likewise", seq(PAIR, lemma("породниться")), ""),
]
SENTENCE = "[Омск:City] и [Томск:City], [Тверь:City] и [Псков:City] породнились."
FIRST, SECOND = ("Омск", "Томск"), ("Тверь", "Псков")


@pytest.mark.parametrize(
    ("sentence", "facts", "expected"),
    [
        (SENTENCE, (FIRST, SECOND), ""),
        (SENTENCE, (SECOND, FIRST), ""),
        (SENTENCE, (FIRST,), f"«{SENTENCE}»: expected [{FIRST}], found [{FIRST}, {SECOND}]"),
        (SENTENCE, (), f"«{SENTENCE}»: expected [], found [{FIRST}, {SECOND}]"),
        ("[Омск:City] и [Томск:City] дружат.", (), ""),
        (
            "[Омск:City] и [Томск:City] дружат.",
            (FIRST,),
            f"«[Омск:City] и [Томск:City] дружат.»: expected [{FIRST}], found []",
        ),
    ],
)
def test_difference(sentence: str, facts: tuple[tuple[str, ...], ...], expected: str) -> None:
    assert difference(Case(1, sentence, facts), RULES) == expected
