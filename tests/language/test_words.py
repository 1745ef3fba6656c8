"""Lists of words as data: how they are read, and that none stands there for nothing."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import kg
from kg.language.words import Lexicon

PACKAGE = Path(kg.__file__).parent
FILES = sorted(file for name in ("russian", "kazakh") for file in PACKAGE.glob(f"*/{name}.toml"))

TEXT = """
[places]
waters = "река озеро"
lands = "остров @waters"
short = "кв_м %"

[places.kinds]
City = "город село"
Feature = "@water порт"
water = "море"

[places.rows]
City = [{lemmas = "город", named_by = "quote"}, {lemmas = "@waters @waters"}]
Feature = {lemmas = "мыс", count = 2}
"""


@dataclass(frozen=True)
class Place:
    kind: str
    lemmas: frozenset[str]
    named_by: str = ""
    count: int = 1


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    file = tmp_path / "words.toml"
    file.write_text(TEXT, encoding="utf-8")
    return Lexicon(file)


def test_lists(lexicon: Lexicon) -> None:
    assert lexicon.words("places.waters") == ("река", "озеро")
    assert lexicon.words("places.lands") == ("остров", "река", "озеро")
    assert lexicon.set("places.short") == {"кв м", "%"}
    assert lexicon.groups("places.kinds") == {
        "City": ("город", "село"),
        "Feature": ("море", "порт"),
        "water": ("море",),
    }
    assert lexicon.by_word("places.kinds")["село"] == "City"


def test_rows(lexicon: Lexicon) -> None:
    assert list(lexicon.rows("places.rows", Place)) == [
        Place("City", frozenset({"город"}), "quote"),
        Place("City", frozenset({"река", "озеро"})),
        Place("Feature", frozenset({"мыс"}), count=2),
    ]


@pytest.mark.parametrize("name", ["places.deserts", "people.kings"])
def test_what_is_not_there(lexicon: Lexicon, name: str) -> None:
    with pytest.raises(KeyError, match=f"words.toml has no {name}"):
        lexicon.words(name)


@pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}/{file.stem}" for file in FILES])
def test_every_list_is_read(file: Path) -> None:
    """By the name a module of its package gives, or one that has the lists from there, or by another list."""
    taken = re.compile(rf"^from kg\.{file.parent.name}\.\w+ import .*\b{file.stem.upper()}\b", re.MULTILINE)
    texts = {module: module.read_text(encoding="utf-8") for module in PACKAGE.rglob("*.py")}
    modules = "\n".join(t for module, t in texts.items() if module.is_relative_to(file.parent) or taken.search(t))
    text = file.read_text(encoding="utf-8")
    read = set(re.findall(rf'{file.stem.upper()}\.\w+\(f?"([\w.]+)', modules))
    tables = re.split(r"^\[([\w.]+)\]$", text, flags=re.MULTILINE)[1:]
    unread = []
    for table, lists in zip(tables[::2], tables[1::2], strict=True):
        names = [name for name in re.findall(r"^([\w-]+) = ", lists, flags=re.MULTILINE) if f"@{name}" not in text]
        unread += [f"{table}.{name}" for name in names if table not in read and f"{table}.{name}" not in read]
    begun = tuple(name for name in read if name.endswith("."))
    unread = [name for name in unread if not name.startswith(begun)]
    assert unread == []


def test_no_list_has_an_entry_twice() -> None:
    twice = []
    for file in FILES:
        for name, table in Lexicon(file).table("").items():
            for own, listed in table.items():
                if isinstance(listed, str) and len(set(listed.split())) < len(listed.split()):
                    twice.append(f"{file.parent.name}/{file.stem}: {name}.{own}")
    assert twice == []


def test_no_word_is_of_two_alphabets() -> None:
    """«фермa» with a Latin letter is found nowhere."""
    mixed = re.compile(r"\w*(?:[а-яёәіңғүұқөһ][a-z]|[a-z][а-яёәіңғүұқөһ])\w*", re.IGNORECASE)
    assert [(file.parent.name, mixed.findall(file.read_text(encoding="utf-8"))) for file in FILES] == [
        (file.parent.name, []) for file in FILES
    ]
