"""`identity.toml`: what it may say, what it changes, and that taking it away changes everything back."""

from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

import pytest

from kg.build.run import BuildReport, build
from kg.graph.store import dump, open_current
from kg.identity import decisions
from kg.identity.decisions import Decision
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.model.facts import Kind
from tests.identities import Identities, resolve
from tests.identity.test_entities import BASE, Named, iris, one
from tests.reader import read_facts


def decided(*entries: str) -> tuple[Decision, ...]:
    """«same: A; B» or «different: A; B», with «Class » before the names where a class is meant."""
    made = []
    for at, entry in enumerate(entries, start=1):
        head, _, names = entry.partition(": ")
        kind, _, relation = head.rpartition(" ")
        given = (
            tuple(names.split("; ")),
            f"reason {at}",
            cast(Kind, kind) if kind else None,
            "x/identity.toml",
            at,
            at,
        )
        made.append(Decision(cast(Literal["same", "different"], relation), *given))
    return tuple(made)


def corpus(names: list[Named], *entries: str) -> Identities:
    return resolve(dict(map(one, range(len(names)), names)), {}, BASE, decisions=decided(*entries))


KEYED: list[Named] = [("Костанайская область", "Region", "region/A"), ("Кустанайская область", "Region", "region/A")]
TWICE: list[Named] = [("Иван Петров", "Person", ""), ("Иван Петров", "Person", ""), ("И. Петров", "Person", "")]
AKTAU: list[Named] = [("Актау", "City", ""), ("Актау", "Feature", ""), ("порт Актау", "Feature", "")]
OIL: list[Named] = [("Тенгиз – Новороссийск", "Corridor", ""), ("Теңіз – Новороссийск", "Corridor", "")]

CHANGES: list[tuple[list[Named], list[str], list[str]]] = [
    (OIL, [], ["corridor/teniz-novorossiysk", "corridor/tengiz-novorossiysk"]),
    (OIL, ["same: Тенгиз – Новороссийск; Теңіз-Новороссийск"], ["corridor/tengiz-novorossiysk"]),
    (OIL, ["same: corridor/tengiz-novorossiysk; corridor/teniz-novorossiysk"], ["corridor/tengiz-novorossiysk"]),
    (OIL, [f"same: {BASE}corridor/tengiz-novorossiysk; Теңіз – Новороссийск"], ["corridor/tengiz-novorossiysk"]),
    # over the gazetteer: the first name keeps the identifier
    (KEYED, ["different: Костанайская область; Кустанайская область"], ["region/A", "region/kustanayskaya-oblast"]),
    (KEYED, ["different: Кустанайская область; Костанайская область"], ["region/A", "region/kostanayskaya-oblast"]),
    (KEYED, ["different: region/A; Кустанайская область"], ["region/A", "region/kustanayskaya-oblast"]),
    ([("А", "City", "city/a"), ("Б", "City", "city/b"), ("Бэ", "City", "city/b")], ["same: Б; А"], ["city/b"]),
    # classes: the first name gives it, or `class` tells which is meant
    (AKTAU, ["same: порт Актау; Актау"], ["feature/port-aktau"]),
    (AKTAU, ["Feature same: порт Актау; Актау"], ["city/aktau", "feature/port-aktau"]),
    # a name of nothing here
    (OIL, ["same: Тенгиз – Новороссийск; Баку"], ["corridor/teniz-novorossiysk", "corridor/tengiz-novorossiysk"]),
]  # fmt: skip


@pytest.mark.parametrize(("names", "entries", "expected"), CHANGES)
def test_what_a_decision_makes(names: list[Named], entries: list[str], expected: list[str]) -> None:
    assert sorted(iris(corpus(names, *entries))) == sorted(expected)


def test_namesakes_of_two_documents_are_kept_apart() -> None:
    found = corpus(TWICE, "different: Иван Петров @ d0.txt; Иван Петров @ d1")
    # and the initials fit both, so they stay alone
    assert len(found.entities) == 3
    assert all(iri.startswith(("person/ivan-petrov-", "person/i-petrov")) for iri in iris(found))
    assert len(corpus(TWICE).entities) == 1


def test_the_graph_tells_decisions_with_their_comments() -> None:
    (oil,) = corpus(OIL, "same: Тенгиз – Новороссийск; Теңіз – Новороссийск").entities.values()
    assert oil.merged == (
        "decided in identity.toml (reason 1): «Тенгиз – Новороссийск» in d0; «Теңіз – Новороссийск» in d1",
    )
    kept = corpus(KEYED, "different: Костанайская область; Кустанайская область").entities
    assert kept[BASE + "region/A"].apart == ("decided in identity.toml (reason 1): not «Кустанайская область»",)


def test_a_name_of_nothing_is_a_note() -> None:
    found = corpus(OIL, "same: Тенгиз – Новороссийск; Баку – Новороссийск")
    assert found.notes == ("x/identity.toml, line 1: «Баку – Новороссийск» names nothing in these documents",)


def test_two_words_for_the_same_mentions_cannot_be_kept_apart() -> None:
    (note,) = corpus(OIL, "different: Тенгиз – Новороссийск; corridor/tengiz-novorossiysk").notes
    assert note == "x/identity.toml, line 1: the names stand for the same words here; nothing is kept apart"


@pytest.mark.parametrize(
    "entries",
    [
        ("same: person/ivan-petrov; Иван Петров", "different: Иван Петров @ d0; Иван Петров @ d1"),
        ("different: Иван Петров; И. Петров", "same: И. Петров; person/ivan-petrov"),
    ],
)
def test_decisions_that_contradict_each_other_in_this_corpus(entries: tuple[str, ...]) -> None:
    with pytest.raises(
        KgError, match=r"identity\.toml, line \d: .* are said to be different, and the same in .*, line \d"
    ):
        corpus(TWICE, *entries)


GOOD = """# the pipeline
[[decision]]
same = ["Омск", "Павлодар"]
comment = "for a test"
"""
BAD = [
    ("[[decision]\n", "no TOML"),
    ("[same]\n", "'same' is not known here"),
    ("decision = 1\n", r"write \[\[decision\]\]"),
    (GOOD + "[[decision]]\nsame = ['А', 'Б']\n", "line 5: a decision needs a «comment»"),
    (GOOD.replace("comment", "coment"), "line 2: 'coment' is not known here; a decision has class, comment, "),
    (GOOD.replace('"Павлодар"', '"омск"'), "line 2: «same» takes a list of two or more different names"),
    (GOOD.replace('["Омск", "Павлодар"]', '"Омск"'), "line 2: «same» takes a list"),
    (GOOD + "class = 'Town'\n", "line 2: no class 'Town'; there are: Person, Country, "),
    (GOOD + "different = ['А', 'Б']\n", "line 2: a decision has either «same» or «different»"),
    (
        GOOD + "[[decision]]\nsame = ['павлодар', 'Тверь']\ncomment = 'c'\n"
        "[[decision]]\ndifferent = ['Тверь', 'Омск']\ncomment = 'c'\n",
        "line 8: «Тверь» and «Омск» are said to be different, and the same in .*identity.toml, line 2",
    ),
]


@pytest.mark.parametrize(("content", "message"), BAD)
def test_what_is_no_decision(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "identity.toml").write_text(content)
    with pytest.raises(KgError, match=message) as raised:
        decisions.load([tmp_path / "identity.toml"])
    assert str(tmp_path / "identity.toml") in str(raised.value)


def test_a_file_of_decisions(tmp_path: Path) -> None:
    file = tmp_path / "identity.toml"
    file.write_text(GOOD + "class = 'City'\n")
    (decision,) = decisions.load([file])
    assert decision == Decision("same", ("Омск", "Павлодар"), "for a test", "City", str(file), 1, 2)


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text("Приехали в Омск.")
    (folder / "two.txt").write_text("Павлодар и Омск.")
    return folder


def run(folder: Path, *paths: Path, decided: Path | None = None) -> tuple[BuildReport, bytes]:
    settings = replace(Settings(), store=folder / "store")
    report = build(paths, settings, extract=read_facts, decided=decided)
    return report, dump(open_current(settings.store))


def test_a_build_applies_the_file_beside_the_documents_and_forgets_it_with_it(
    corpus_folder: Path, tmp_path: Path
) -> None:
    _, plain = run(tmp_path, corpus_folder)
    (corpus_folder / "identity.toml").write_text(GOOD)
    report, one_city = run(tmp_path, corpus_folder)
    assert report.entities == {"City": 1}
    assert report.read == 0, "a decision is no reason to read a document again"
    assert "(for a test)" in one_city.decode()
    assert str(corpus_folder) not in one_city.decode()
    (corpus_folder / "identity.toml").unlink()
    assert run(tmp_path, corpus_folder)[1] == plain


def test_a_file_is_beside_a_document_that_is_named_itself(corpus_folder: Path, tmp_path: Path) -> None:
    (corpus_folder / "identity.toml").write_text(GOOD)
    assert run(tmp_path, corpus_folder / "one.txt", corpus_folder / "two.txt")[0].entities == {"City": 1}


def test_decisions_hold_for_documents_of_later_builds_too(corpus_folder: Path, tmp_path: Path) -> None:
    (corpus_folder / "identity.toml").write_text(GOOD)
    run(tmp_path, corpus_folder)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "three.txt").write_text("Павлодар и Тверь.")
    assert run(tmp_path, tmp_path / "more")[0].entities == {"City": 2}


def test_a_file_of_any_name(corpus_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD + "[[decision]]\nsame = ['Омск', 'Баку']\ncomment = 'c'\n")
    report, _ = run(tmp_path, corpus_folder, decided=tmp_path / "mine.toml")
    assert report.entities == {"City": 1}
    assert report.notes == (f"{tmp_path / 'mine.toml'}, line 5: «Баку» names nothing in these documents",)


def test_decisions_that_contradict_each_other_through_an_identifier() -> None:
    names: list[Named] = [("А", "City", "city/a"), ("Аа", "City", "city/a"), ("Б", "City", "city/b")]
    assert iris(corpus(names, "different: А; Б")) == ["city/a", "city/b"]
    with pytest.raises(KgError, match="«А» and «Б» are said to be different, and the same in"):
        corpus(names, "different: А; Б", "same: Аа; Б")
