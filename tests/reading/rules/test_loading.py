"""Mistakes in rule files: each is one line that names the file, the line, and what is wrong."""

from pathlib import Path

import pytest

from kg.model.errors import KgError
from kg.model.facts import KINDS
from kg.reading.pattern import Rule
from kg.reading.rules.anatomy import kinds, unfilled
from kg.reading.rules.folder import digest, read_folder
from kg.reading.rules.loading import RuleModule, load
from kg.reading.rules.russian import RULES

IMPORTS = """from kg.model.facts import RegionTie, SisterCities
from kg.reading.pattern import Pattern, Rule, either, gap, lemma, many, mention, seq, word

A, B = mention("City", into="city"), mention("City", into="sister_city_of")
"""
PAIR = 'seq(A, "и", B).as_fact(SisterCities)'
SOUND = f'{IMPORTS}RULES = (Rule("paired", {PAIR}, "Омск и Павлодар."),)\n'


def loaded(folder: Path, **texts: str) -> tuple[RuleModule, ...]:
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return load(read_folder(folder))


@pytest.mark.parametrize(
    ("rules", "names"),
    [
        (f'RULES = (Rule("a", {PAIR}, ""),)', ["a"]),
        (f'RULES = [Rule("a", {PAIR}, ""), Rule("b", {PAIR}, "")]', ["a", "b"]),
        (f'TWO = (Rule("a", {PAIR}, ""), Rule("b", {PAIR}, ""))\nRULES: tuple[Rule, ...] = (*TWO,)', ["a", "b"]),
        ("RULES = ()", []),
    ],
)
def test_rules_of_a_file(tmp_path: Path, rules: str, names: list[str]) -> None:
    (module,) = loaded(tmp_path, a=IMPORTS + rules)
    assert [rule.name for rule in module.rules] == names
    assert all(isinstance(rule, Rule) for rule in module.rules)
    assert module.cases == ()


MISTAKES = [
    # what follows IMPORTS, which has five lines; the line; the message
    ("RULES = (", 5, "'(' was never closed"),
    ("RULES = ()\n  x = 1", 6, "unexpected indent"),
    ("RULES = ()\nreturn", 6, "'return' outside function"),
    ("from kg.model.facts import Twins", 5, "cannot import name 'Twins' from 'kg.model.facts'"),
    ("import no_such_module", 5, "No module named 'no_such_module'"),
    ("\nfrom kg.patern import seq", 6, "No module named 'kg.patern'"),
    ("RULES = (Rule(\n'a', lema('x'), ''),)", 6, "name 'lema' is not defined"),
    ("RULES = (1 / 0,)", 5, "ZeroDivisionError: division by zero"),
    ("X = {}['город']", 5, "KeyError: 'город'"),
    ("exit(3)", 5, "SystemExit: 3"),
    ("CASES = []", 1, "no RULES; a rule file ends in: RULES = (Rule(…), …)"),
    (f'\nRULES = (Rule("a", {PAIR}, ""))', 6, "RULES is a rule, not a tuple of rules; write a comma after it"),
    ("RULES = {}", 5, "RULES is of type dict, not a tuple of rules"),
    (f'RULES = (\n    Rule("a", {PAIR}, ""),\n    "город",\n)', 7, "RULES holds 'город', which is no Rule"),
    (
        'RULES = (\n    Rule("a", seq(A, mention("City", into="town")).as_fact(SisterCities), ""),\n)',
        6,
        "SisterCities has no field town (fields: city, sister_city_of)",
    ),
    (
        'RULES = (\n    Rule("a", seq(A, B).as_fact(RegionTie), ""),\n)',
        6,
        "RegionTie has no field city, sister_city_of (fields: basis, cooperates_with, region)",
    ),
    (
        'RULES = (\n    Rule("a", seq(A, B), ""),\n)',
        6,
        "rule 'a': it states nothing; close its pattern with .as_fact(…)",
    ),
    (
        'TOWN = mention("Town", into="city")\nRULES = (Rule("a", seq(TOWN, B).as_fact(SisterCities), ""),)',
        5,
        "no kind 'Town' of mention; there are: Person, Country, Region, City,",
    ),
    (f'RULES = (\n    Rule("a", {PAIR}, ""),\n    Rule("a", {PAIR}, ""),\n)', 7, "a rule 'a' is in {file} already"),
    (
        f'TWINS = Rule("place-event", {PAIR}, "")\nRULES = (TWINS,)',
        5,
        "a rule 'place-event' is in the package already; choose another name",
    ),
    (
        'RULES = (\n    Rule("a", seq(A, "и", mention("City")).as_fact(SisterCities), ""),\n)',
        6,
        "rule 'a': SisterCities must have a sister_city_of, which no slot fills; write into=\"sister_city_of\"",
    ),
    (f'RULES = (Rule("event-named", {PAIR}, ""),)', 5, "a rule 'event-named' is in the package already"),
    (f'RULES = (Rule("", {PAIR}, ""),)', 5, "rule '': a name must be a word or several"),
    (f'RULES = (Rule("a", {PAIR}, 5),)', 5, "rule 'a': its example is 5, not a sentence"),
    (f'RULES = (Rule("a", {PAIR}, "", "maybe"),)', 5, "rule 'a': no modality 'maybe'; there are: asserted, planned,"),
    (f'RULES = (Rule("a", {PAIR}, "", confidence=90),)', 5, "rule 'a': its confidence is 90, not a number from 0 to 1"),
    ('RULES = (Rule("a", "и", ""),)', 5, "rule 'a': 'и' is no pattern"),
    (
        'RULES = (Rule("a", seq(A, 5, B).as_fact(SisterCities), ""),)',
        5,
        "5 is neither a pattern nor a word",
    ),
    (f'RULES = (Rule("a", {PAIR}),)', 5, "missing 1 required positional argument: 'example'"),
    ("RULES = ()\nCASES = 5", 6, "CASES is no list of (sentence, facts)"),
    ('RULES = ()\nCASES = [\n    ("Омск.", []),\n    ("Омск.",),\n]', 8, "a case is a pair (sentence, list of facts)"),
    ('RULES = ()\nCASES = [\n    ("Омск.", ["Омск"]),\n]', 7, "a fact is a tuple of its fields"),
    ('RULES = ()\nCASES = [\n    ("[Омск:Town].", []),\n]', 7, "no kind 'Town' of mention; there are: Person,"),
]


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES, ids=[message for _, _, message in MISTAKES])
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, line: int, message: str) -> None:
    file = tmp_path / "mine.py"
    with pytest.raises(KgError) as error:
        loaded(tmp_path, mine=IMPORTS + text)
    told = str(error.value)
    assert told.startswith(f"{file}:{line}: ")
    assert message.format(file=file) in told
    assert "\n" not in told
    assert "site-packages" not in told


def test_a_name_taken_by_another_file(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"b\.py:5: a rule 'paired' is in .*a\.py already"):
        loaded(tmp_path, a=SOUND, b=SOUND)


def test_files_are_run_by_name_and_each_by_itself(tmp_path: Path) -> None:
    other = SOUND.replace('"paired"', '"other"')
    modules = loaded(tmp_path, b=SOUND, a=other, _draft="no Python at all")
    assert [module.rules[0].name for module in modules] == ["other", "paired"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["_draft.py", "a.py", "b.py"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("notes.txt", b"", "no rule files here"),
        ("_draft.py", b"", "no rule files here"),
        ("old.py", b"# one\n# " + "Омск".encode("cp1251"), r"old\.py:2: not UTF-8"),
        ("null.py", b"RULES = ()\x00", r"null\.py:1: source code (string|cannot)"),
    ],
)
def test_folders_that_hold_no_rules(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KgError, match=message):
        load(read_folder(tmp_path))
    with pytest.raises(KgError, match="missing: no folder with rule files"):
        read_folder(tmp_path / "missing")


def test_the_digest_is_of_what_is_in_the_files(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "a.py").write_text(SOUND)
    first = digest(read_folder(one))
    assert digest(read_folder(other)) == first
    (other / "_draft.py").write_text("")
    assert digest(read_folder(other)) == first
    (other / "a.py").write_text(SOUND + "\n")
    changed = digest(read_folder(other))
    (one / "a.py").rename(one / "b.py")
    assert len({first, changed, digest(read_folder(one))}) == 3


def test_no_rule_of_the_package_makes_these_mistakes() -> None:
    assert [(rule.name, *unfilled(rule.pattern)) for rule in RULES if [*unfilled(rule.pattern)]] == []
    assert {kind for rule in RULES for kind in kinds(rule.pattern)} <= set(KINDS)
    assert len({rule.name for rule in RULES}) == len(RULES)
