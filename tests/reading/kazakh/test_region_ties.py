"""Ties of regions told of «облыс» alone, of partners after a dash, and of regions called as in Russian."""

import pytest

from kg.model.facts import RegionTie
from tests.reading.kazakh.sentences import of
from tests.reading.kazakh.texts import facts

HOME = "Павлодар облысында жиын өтті. "
OMSK = ("asserted", "Павлодар облысы", "Омбы облысы")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HOME + "Облыс Омбы облысымен сауда байланысын дамытуда.", {OMSK}),
        (HOME + "Облысымыздың Омбы облысымен сауда байланысы өсті.", {OMSK}),
        (HOME + "Өңірдің негізгі сауда әріптесі – Омбы облысы.", {OMSK}),
        (
            HOME + "Өңірдің негізгі сауда әріптестері – Омбы және Томск облыстары.",
            {OMSK, ("asserted", "Павлодар облысы", "Томск облысы")},
        ),
        ("Павлодар облысы мен Омск облысының сауда айналымы өсті.", {OMSK}),
        (HOME + "Сыртқы саудадағы Омбы облысының үлесі 30 пайыз болды.", {OMSK}),
        (HOME + "Облыс экспортының 38 пайызы Омбы облысына тиесілі.", {OMSK}),
        ("Павлодар облысы импортының жартысы Омбы облысына тиесілі.", {OMSK}),
        (HOME + "Облыс халқының 38 пайызы Омбы облысына тиесілі.", set()),
        (HOME + "Облыс экспортының жартысы Омбы облысына тиесілі емес.", set()),
        ("Павлодар облысының кәсіпкерлері Омбы облысына тұз жөнелтті.", {OMSK}),
        ("Павлодар облысы мен Омбы облысының университеттері студент алмасады.", {OMSK}),
        (
            "Павлодар облысы мен Омбы облысының университеттері студент алмаспайды.",
            {("denied", "Павлодар облысы", "Омбы облысы")},
        ),
    ],
)
def test_ties(text: str, expected: set[tuple[str, ...]]) -> None:
    assert {(modality, *names) for modality, names in of(RegionTie, text)} == expected


@pytest.mark.parametrize(
    "text",
    [
        HOME + "Көрші облыс Омбы облысымен сауда байланысын дамытуда.",
        HOME + "Облыс орталығында Омбы облысымен сауда үйі ашылды.",
        HOME + "Екі облыс Омбы облысымен сауда байланысын дамытуда.",
        HOME + "Сауда әріптестері – Омбы облысының фирмалары.",
        HOME + "Халықтағы Омбы облысының үлесі 30 пайыз болды.",
    ],
)
def test_no_ties(text: str) -> None:
    assert of(RegionTie, text) == []


def test_ties_with_a_union() -> None:
    told = "Павлодар облысының Еуразиялық экономикалық одақ елдерімен сауда айналымы өсті."
    (tie,) = [one.fact for one in facts(told) if isinstance(one.fact, RegionTie)]
    assert (tie.region.name, tie.cooperates_with.name) == ("Павлодар облысы", "Еуразиялық экономикалық одақ")
    ended = facts("Павлодар облысы Омбы облысымен сауданы тоқтатты.")
    assert not [one for one in ended if isinstance(one.fact, RegionTie) and one.modality == "asserted"]
