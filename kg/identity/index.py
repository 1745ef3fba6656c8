"""What identity is decided from: the parts of all documents, with those alike gathered into one profile.

Documents name the same things in the same words: a profile is what many parts have in common, so deciding costs what
the different names cost. Profiles that share a signature may be one thing; what is decided of some that share none with
others holds whatever the others are."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from kg.identity.merging import signatures
from kg.identity.parts import Part
from kg.identity.persons import patronymics
from kg.model.spelling import fold

_FORMAT = 4
"""Changes with the tables."""
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (number INTEGER PRIMARY KEY, id TEXT, name TEXT, date TEXT, reading TEXT,
  publisher TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS document_by_id ON document (id, reading);
CREATE TABLE IF NOT EXISTS written (document INTEGER PRIMARY KEY, stated BLOB, counts TEXT, notes TEXT);
CREATE INDEX IF NOT EXISTS noted ON written (document) WHERE notes != '[]';
CREATE TABLE IF NOT EXISTS counted (kind TEXT, name TEXT, number INT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (document INT, local TEXT, profile INT, names TEXT, surfaces TEXT, why TEXT, shown INT,
  silent INT, thing INT, PRIMARY KEY (document, local)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS part_of_profile ON part (profile, document);
CREATE INDEX IF NOT EXISTS part_of_thing ON part (thing) WHERE thing IS NOT NULL;
CREATE TABLE IF NOT EXISTS profile (number INTEGER PRIMARY KEY, told TEXT UNIQUE, parts INT, shown INT, ruled INT,
  thing INT);
CREATE INDEX IF NOT EXISTS profile_of_thing ON profile (thing);
CREATE TABLE IF NOT EXISTS signature (name INT, profile INT, PRIMARY KEY (name, profile)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS signature_of_profile ON signature (profile, name);
CREATE TABLE IF NOT EXISTS form (profile INT, form TEXT, folded INT, names INT, surfaces INT,
  PRIMARY KEY (profile, form)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS form_by_name ON form (folded);
CREATE INDEX IF NOT EXISTS ruled ON profile (ruled) WHERE ruled;
CREATE TABLE IF NOT EXISTS thing (number INTEGER PRIMARY KEY, iri TEXT, kind TEXT, key TEXT, handle TEXT, shown INT,
  told TEXT);
CREATE INDEX IF NOT EXISTS thing_by_iri ON thing (iri) WHERE shown;
CREATE INDEX IF NOT EXISTS thing_of_kind ON thing (kind, iri) WHERE shown;
CREATE INDEX IF NOT EXISTS thing_known ON thing (iri, key) WHERE shown AND key != '';
CREATE TABLE IF NOT EXISTS holder (name INT, thing INT, PRIMARY KEY (name, thing)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS node (iri TEXT, document INT, label TEXT, told TEXT, PRIMARY KEY (iri, document))
  WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS node_of_document ON node (document);
CREATE TABLE IF NOT EXISTS stated (triple INT PRIMARY KEY, documents INT);
"""
_MOST = 500
"""Values in one question."""


def number_of(*words: object) -> int:
    """Makes 64 bits of a hash, as SQLite has integers."""
    digest = blake2b("\x1f".join(map(str, words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


@dataclass(slots=True)
class HeldPart:
    """A part of the index: what profile it is, and where it is one document's own, which of its names."""

    part: Part
    profile: int
    document: int = 0
    local: str = ""


class Index:
    """The tables that identity is decided from. All changes are one transaction, which ends with `save`, or never
    was."""

    def __init__(self, path: Path | None = None) -> None:
        """In memory without a path. A damaged file is begun anew, and one with other tables."""
        try:
            self._open(path)
        except sqlite3.DatabaseError as error:
            if path is None or isinstance(error, sqlite3.OperationalError):
                raise
            for damaged in path.parent.glob(f"{path.name}*"):
                damaged.unlink()
            self._open(path)
        self.touched: set[int] = set()
        """Profiles that documents came to or left since all was last settled."""
        self.left: set[int] = set()
        """Things of their own that documents left."""
        self._more: dict[int, list[int]] = {}
        """Parts, and of them those shown, that profiles have more than the tables say."""
        self._forms: dict[tuple[int, str], list[int]] = {}
        """So many more names and surfaces, by profile and form."""

    def _open(self, path: Path | None) -> None:
        self.file = sqlite3.connect(path or ":memory:", isolation_level=None)
        self.file.execute("PRAGMA journal_mode = WAL")
        self.file.execute("PRAGMA synchronous = FULL")
        self.file.execute("PRAGMA cache_size = -65536")
        if self.rows("SELECT 1 FROM sqlite_master LIMIT 1") and self.rows("PRAGMA user_version") != [(_FORMAT,)]:
            self.file.close()
            raise sqlite3.DatabaseError("tables of another kg")
        self.file.execute(f"PRAGMA user_version = {_FORMAT}")
        self.file.execute("BEGIN IMMEDIATE")
        for table in _TABLES.split(";"):
            self.file.execute(table)

    def clear(self) -> None:
        """Empties all tables."""
        for (table,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            self.file.execute(f"DELETE FROM {table}")

    def save(self) -> None:
        """Ends the transaction and begins the next one."""
        self.file.execute("COMMIT")
        self.file.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Closes the file without what was not saved."""
        self.file.close()

    def rows(self, question: str, *values: object) -> list[Any]:
        """Gives all rows of a question."""
        return self.file.execute(question, values).fetchall()

    def rows_of(self, question: str, values: Collection[object]) -> Iterator[Any]:
        """Gives the rows of a question with «IN (*)» for all of the values."""
        waiting = iter(values)
        while some := list(islice(waiting, _MOST)):
            yield from self.file.execute(question.replace("IN (*)", f"IN ({','.join('?' * len(some))})"), some)

    def __getitem__(self, name: str) -> str:
        return next((value for (value,) in self.rows("SELECT value FROM meta WHERE name = ?", name)), "")

    def __setitem__(self, name: str, value: str) -> None:
        self.file.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def documents(self) -> list[tuple[str, str]]:
        """Lists id and key of the reading of each document."""
        return self.rows("SELECT id, reading FROM document")

    def numbers(self, ids: Collection[str]) -> dict[str, int]:
        """Gives the numbers of documents by their ids."""
        return dict(self.rows_of("SELECT id, number FROM document WHERE id IN (*)", ids))

    def ids(self, numbers: Collection[int]) -> dict[str, int]:
        """Gives those of these numbers that are of documents, by the ids of the documents."""
        return dict(self.rows_of("SELECT id, number FROM document WHERE number IN (*)", numbers))

    def mentioned(self, iris: Collection[str]) -> set[str]:
        """Gives those of these IRIs that are of things which documents mention."""
        return {iri for (iri,) in self.rows_of("SELECT iri FROM thing WHERE shown AND iri IN (*)", iris)}

    def known(self) -> dict[str, str]:
        """Gives the keys of the things that documents mention and the gazetteer knows, by IRI."""
        return dict(self.rows("SELECT iri, key FROM thing WHERE shown AND key != ''"))

    def add(
        self,
        id: str,
        name: str,
        date: str,
        reading: str,
        parts: Mapping[str, Part],
        shown: Collection[str],
        publisher: str,
    ) -> int:
        """Adds a document with its parts by their names in it, of which `shown` stand in the text; gives its number."""
        number = self.file.execute(
            "INSERT INTO document (id, name, date, reading, publisher) VALUES (?, ?, ?, ?, ?)",
            (id, name, date, reading, publisher),
        ).lastrowid
        assert number is not None
        rows = []
        for local, part in parts.items():
            profile = self._profile(part)
            seen = int(local in shown)
            self._count(profile, part.names, part.surfaces, seen, 1)
            told = [json.dumps(value, ensure_ascii=False) for value in (part.names, part.surfaces, part.why)]
            rows.append((number, local, profile, *told, seen))
        self.file.executemany("INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?, 0, NULL)", rows)
        return number

    def remove(self, number: int) -> None:
        """Takes a document away, and its parts out of their profiles."""
        question = "SELECT profile, names, surfaces, shown, thing FROM part WHERE document = ?"
        for profile, names, surfaces, shown, thing in self.rows(question, number):
            self.touched.add(profile)
            self.left |= {thing} if thing else set()
            self._count(profile, json.loads(names), json.loads(surfaces), shown, -1)
        self.file.execute("DELETE FROM part WHERE document = ?", (number,))
        self.file.execute("DELETE FROM document WHERE number = ?", (number,))

    def _profile(self, part: Part) -> int:
        told = _told(part)
        number: int | None = next((n for (n,) in self.rows("SELECT number FROM profile WHERE told = ?", told)), None)
        if number is None:
            number = self.file.execute(
                "INSERT INTO profile (told, parts, shown, ruled) VALUES (?, 0, 0, 0)", (told,)
            ).lastrowid
            assert number is not None
            names = {(number_of(*signature), number) for signature in signatures(part)}
            self.file.executemany("INSERT INTO signature VALUES (?, ?)", names)
        self.touched.add(number)
        return number

    def _count(
        self, profile: int, names: Mapping[str, int], surfaces: Mapping[str, int], shown: int, sign: int
    ) -> None:
        """Counts a part more or less of a profile, until `counted` writes it down: many documents hold the same."""
        profiles = self._more.setdefault(profile, [0, 0])
        profiles[0] += sign
        profiles[1] += sign * shown
        for at, words in enumerate((names, surfaces)):
            for form, count in words.items():
                self._forms.setdefault((profile, form), [0, 0])[at] += sign * count

    def counted(self) -> None:
        """Writes down what the profiles that documents came to or left have now."""
        self.file.executemany(
            "UPDATE profile SET parts = parts + ?, shown = shown + ? WHERE number = ?",
            ((*more, profile) for profile, more in self._more.items()),
        )
        self.file.executemany(
            "INSERT INTO form VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
            "SET names = names + excluded.names, surfaces = surfaces + excluded.surfaces",
            ((profile, form, number_of(fold(form)), *more) for (profile, form), more in self._forms.items()),
        )
        self._more, self._forms = {}, {}

    def reach(self, profiles: Collection[int]) -> set[int]:
        """Finds the profiles with all that signatures link to them."""
        reached, new = set(profiles), set(profiles)
        while new:
            names = {name for (name,) in self.rows_of("SELECT name FROM signature WHERE profile IN (*)", new)}
            new = self._with(names) - reached
            reached |= new
        return reached

    def linked(self, parts: Iterable[Part]) -> set[int]:
        """Finds the profiles that signatures link to parts as they are now."""
        return self._with({number_of(*signature) for part in parts for signature in signatures(part)})

    def called(self, name: str) -> set[int]:
        """Finds the profiles with a form of that name, and those of the thing that it is the path of."""
        ends = {name[at:] for at, letter in enumerate(f"/{name}") if letter == "/"}
        paths = {number_of("path", path) for end in ends for path in (end, re.sub(r"-[0-9a-f]{8}$", "", end))}
        forms = self.rows("SELECT profile FROM form WHERE folded = ?", number_of(fold(name)))
        things = {thing for (thing,) in self.rows_of("SELECT thing FROM holder WHERE name IN (*)", paths)}
        whole = self.rows_of("SELECT number FROM profile WHERE thing IN (*)", things)
        parts = self.rows_of("SELECT profile FROM part WHERE thing IN (*)", things)
        return {number for (number,) in (*forms, *whole, *parts)}

    def _with(self, names: Collection[int]) -> set[int]:
        return {profile for (profile,) in self.rows_of("SELECT profile FROM signature WHERE name IN (*)", names)}

    def drop_empty(self, profiles: Collection[int]) -> None:
        """Forgets the profiles among these that no document holds any more."""
        empty = [
            (number,)
            for (number,) in self.rows_of("SELECT number FROM profile WHERE parts = 0 AND number IN (*)", profiles)
        ]
        for table, column in (("profile", "number"), ("signature", "profile"), ("form", "profile")):
            self.file.executemany(f"DELETE FROM {table} WHERE {column} = ?", empty)

    def load(self, profiles: Collection[int]) -> list[HeldPart]:
        """Loads the parts of these profiles, each for all documents that hold it, in their order."""
        documents: dict[int, set[str]] = {}
        question = "SELECT p.profile, d.id FROM part p JOIN document d ON d.number = p.document WHERE p.profile IN (*)"
        for profile, id in self.rows_of(question, profiles):
            documents.setdefault(profile, set()).add(id)
        forms: dict[int, tuple[Counter[str], Counter[str]]] = {}
        question = "SELECT profile, form, names, surfaces FROM form WHERE profile IN (*)"
        for profile, form, names, surfaces in self.rows_of(question, profiles):
            known = forms.setdefault(profile, (Counter(), Counter()))
            for counter, count in zip(known, (names, surfaces), strict=True):
                if count:
                    counter[form] = count
        found = []
        for profile, told, times in self.rows_of(
            "SELECT number, told, parts FROM profile WHERE parts > 0 AND number IN (*)", profiles
        ):
            found.append((told, HeldPart(_part(told, sorted(documents[profile]), *forms[profile], times), profile)))
        return [held for _, held in sorted(found, key=lambda one: (one[1].part.order, one[0]))]

    def apart(self, held: Sequence[HeldPart]) -> list[HeldPart]:
        """Loads these parts document by document."""
        told = {one.profile: one.part for one in held}
        question = (
            "SELECT p.profile, p.document, p.local, d.id, p.names, p.surfaces, p.why FROM part p JOIN document d "
        )
        question += "ON d.number = p.document WHERE p.profile IN (*)"
        found = []
        for profile, document, local, id, names, surfaces, why in self.rows_of(question, told):
            part = _part(_told(told[profile]), [id], Counter(json.loads(names)), Counter(json.loads(surfaces)), 1)
            part.why = json.loads(why)
            found.append(HeldPart(part, profile, document, local))
        return sorted(found, key=lambda one: (one.part.order, one.local))

    def dates(self, ids: Iterable[str]) -> dict[str, str]:
        """Gives the dates of documents by their ids."""
        return dict(self.rows_of("SELECT id, date FROM document WHERE id IN (*)", list(ids)))


def _told(part: Part) -> str:
    own = [part.document, sorted(part.surfaces)] if part.described else []
    known = [part.kind, part.key, sorted(part.names), part.language, part.named]
    return json.dumps(
        [*known, part.series, part.ordinal, part.year, part.body, part.dedicated, sorted(patronymics(part)), own],
        ensure_ascii=False,
    )


def _part(told: str, documents: list[str], names: Counter[str], surfaces: Counter[str], times: int) -> Part:
    kind, key, _, language, named, series, ordinal, year, body, dedicated, *_ = json.loads(told)
    return Part(
        documents,
        language,
        Counter({kind: 1}),
        key,
        names,
        surfaces,
        named,
        series,
        ordinal,
        year,
        body,
        times=times,
        dedicated=dedicated,
    )
