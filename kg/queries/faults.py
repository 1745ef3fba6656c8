"""What is wrong with a query that does not parse: where, at which word, and what would mend it.

A parser says how far it came and lists all that could have gone on there, down to single letters. What people get wrong
is mostly one of a few things that are told better: a prefix nobody declared, a word that is none, a string or a bracket
that is left open."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.model.namespaces import COOP, PREFIXES, VOCABULARY
from kg.model.spelling import did_you_mean, nearest
from kg.queries.saved import tokens

_AT = re.compile(r"at ([0-9]{1,9}):([0-9]{1,9})")
_OPENED = {"(": ")", "[": "]", "{": "}"}
_CLOSED = {closing: opening for opening, closing in _OPENED.items()}
_SPARQL = tomllib.loads(Path(__file__).with_name("sparql.toml").read_text(encoding="utf-8"))
_WIDELY_KNOWN: Mapping[str, str] = _SPARQL["prefixes"]
_KEYWORDS, FUNCTIONS, _CHANGING = (frozenset(_SPARQL[name].split()) for name in ("keywords", "functions", "changing"))
_BAD_IRI = re.compile(r'<[a-z]{1,10}://[^<>\s"{}|^`\\]*+[ \t"{}|^`\\][^<>\n]*+>')
_COMMA = re.compile(r"(?i)\bSELECT\s++(?:DISTINCT\s++)?(?:[?$]\w++\s*+)++,")
_SIGN = re.compile(r'"[^"\w]"')
_WORDS = _KEYWORDS | FUNCTIONS
_CALLED = re.compile(r"\s*+\(")
_SAID = {
    "variable that is unbound": "group",
    "SELECT * is not authorized": "star",
    "IRI parsing failed": "relative",
}


@cache
def told() -> Mapping[str, Mapping[str, str]]:
    """What can be wrong, and what mends it: by kind and language."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    column: int
    word: str
    """What stands there; empty at the end of the query."""
    kind: str
    """What is told of it, with the values that it takes."""
    what: str = ""
    meant: str = ""

    def told(self, language: str) -> str:
        return told()[self.kind][language].format(what=self.what, meant=self.meant)

    def __str__(self) -> str:
        return f"error at {self.line}:{self.column}{f', «{self.word}»' if self.word else ''}: {self.told('en')}"


def fault(text: str, error: str, known: Collection[str] = (), *, update: bool = False) -> Fault:
    """What is wrong with a query, or an `update`, that a parser refused with the error. `known` are the prefixes that
    need no declaration."""
    found = _AT.search(error)
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    at = _offset(text, line, column)
    if not text.strip():
        return Fault(1, 1, "", "empty")
    if not update and (changing := _changing(text)):
        return Fault(*_place(text, changing[0]), *changing[1:])
    expected = " ".join(error.split()).partition(": expected ")[2]
    sign = expected.removeprefix("one of ").removesuffix(", [_]")
    opening = bool(_SIGN.fullmatch(sign))
    for suspect in (_iri(text), _prefix(text, known), _string(text), _comma(text), _word(text, at), _bracket(text)):
        if suspect is not None and not (opening and suspect[0] > at):
            return Fault(*_place(text, suspect[0]), *suspect[1:])
    word = _here(text, at)
    for said, kind in _SAID.items():
        if said in expected:
            return Fault(line, column, word, kind)
    if at >= len(text.rstrip()):
        return Fault(line, column, "", "end")
    return Fault(line, column, word, *(("expected", "", sign) if opening else ("other",)))


def strangers(text: str, ontology: Path) -> Iterator[str]:
    """Tells of names in the ontology's namespaces that it has not: a query with one parses, and finds nothing."""
    known = {
        triple.subject.value
        for name in ("interregional.ttl", "vocabulary.ttl")
        for triple in parse(path=str(ontology / name), format=RdfFormat.TURTLE)
        if isinstance(triple.subject, NamedNode)
    }
    prefixes = {**PREFIXES, **dict(re.findall(r"(?i)\bPREFIX\s++([\w.-]*+):\s*+<([^<>\s]*+)>", text))}
    for word in dict.fromkeys(word for kind, word, _ in tokens(text) if kind == "name"):
        prefix, _, local = word.partition(":")
        namespace = prefixes.get(prefix, "")
        if local and namespace in (COOP, VOCABULARY) and namespace + local not in known:
            terms = (iri.removeprefix(namespace) for iri in known if iri.startswith(namespace))
            yield f"{word} is no term of the ontology{did_you_mean(local, terms, f'{prefix}:')}"


_Suspect = tuple[int, str, str] | tuple[int, str, str, str, str]
"""Place, word, and what a fault has besides."""


def _changing(text: str) -> _Suspect | None:
    """The first word, where it is one of an update."""
    first = next(((end - len(word), word) for kind, word, end in tokens(text) if kind == "word"), (0, ""))
    if first[1].casefold() not in _CHANGING:
        return None
    return *first, "update"


def _iri(text: str) -> _Suspect | None:
    """The first absolute IRI with a sign that none may have."""
    found = _BAD_IRI.search(_without(text, ("string", "comment")))
    return found and (found.start(), found[0], "iri")


def _comma(text: str) -> _Suspect | None:
    found = _COMMA.search(text)
    return found and (found.end() - 1, ",", "comma")


def _prefix(text: str, known: Collection[str]) -> _Suspect | None:
    """The first prefixed name whose prefix is neither declared nor known."""
    declared = {name.casefold() for name in re.findall(r"(?i)\bPREFIX\s++([\w.-]*+):", text)} | set(known)
    before = ""
    for kind, word, end in tokens(text):
        prefix = word.partition(":")[0]
        if kind == "name" and before != "prefix" and prefix.casefold() not in declared:
            own = {**_WIDELY_KNOWN, **PREFIXES}
            near = nearest(prefix, [*declared, *own], 1)
            told, meant = "prefix", ""
            if prefix in own:
                told, meant = "prefix.declare", own[prefix]
            elif near:
                told, meant = "prefix.meant", near[0]
            return end - len(word), word, told, prefix, meant
        before = word.casefold() if kind != "comment" else before
    return None


def _word(text: str, at: int) -> _Suspect | None:
    """The first word that SPARQL has not, where the parser came so far or less."""
    for kind, word, end in tokens(text):
        start = end - len(word)
        if start > at:
            break
        if kind != "word" or word[0].isdigit() or text[start - 1 : start] == "@" or word.casefold() in _WORDS:
            continue
        called = _CALLED.match(text, end) is not None
        near = nearest(word.lower(), FUNCTIONS if called else _KEYWORDS, 1)
        kind = "function" if called else "word"
        return (start, word, f"{kind}.meant", "", near[0].upper()) if near else (start, word, kind)
    return None


def _string(text: str) -> _Suspect | None:
    """The first quotation mark that is not closed on its line."""
    bare = _without(text, ("string", "iri", "comment"))
    at = next((place for place, sign in enumerate(bare) if sign in "\"'"), None)
    return None if at is None else (at, text[at : at + 12].split("\n")[0], "string")


def _bracket(text: str) -> _Suspect | None:
    """A bracket without its partner: one that is closed too many, else the last that is left open."""
    opened: list[tuple[int, str]] = []
    for place, sign in enumerate(_without(text, ("string", "iri", "comment"))):
        if sign in _OPENED:
            opened.append((place, sign))
        elif sign in _CLOSED:
            if not opened or opened[-1][1] != _CLOSED[sign]:
                return (place, sign, "closes.first", "", _OPENED[opened[-1][1]]) if opened else (place, sign, "closes")
            opened.pop()
    if not opened:
        return None
    place, sign = opened[-1]
    return place, sign, "open", "", _OPENED[sign]


def _without(text: str, kinds: Collection[str]) -> str:
    """The text with blanks in the place of tokens of those kinds."""
    bare = [*text]
    for kind, word, end in tokens(text):
        if kind in kinds:
            bare[end - len(word) : end] = " " * len(word)
    return "".join(bare)


def _here(text: str, at: int) -> str:
    """The word at that place, or that ends there."""
    spans: Iterator[tuple[int, int]] = ((end - len(word), end) for _, word, end in tokens(text))
    word = next((text[start:end] for start, end in spans if start <= at <= end), "") or text[at : at + 1]
    return " ".join(word.split())[:40]


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return min(len(text), sum(len(one) + 1 for one in lines[: line - 1]) + column - 1)


def _place(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")
