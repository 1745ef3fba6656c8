"""Persons of a Russian text: every naming as a mention, all namings of one person with one name.

A name is joined to a fuller one of the same document, never to one from outside, and only if a single person answers
to it, or the turns of the dialogue say which."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.documents.model import Document
from kg.facts import Mention
from kg.mentions.name_forms import Gender
from kg.mentions.person_spans import Named, named_persons


@dataclass(slots=True)
class _Person:
    """What the document tells of one person, growing as namings are joined."""

    given: str = ""
    patronymic: str = ""
    surname: str = ""
    initials: str = ""
    gender: Gender | None = None
    places: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        if self.given and self.surname:
            return f"{self.given} {self.surname}"
        if self.surname:
            return f"{self.initials} {self.surname}".strip()
        return f"{self.given} {self.patronymic}".strip()


def persons(doc: Doc, document: Document) -> list[Mention]:
    """The mentions of persons in the order of the text; `doc` is the document as analysed."""
    labels = {turn.label.start for turn in document.turns} | {turn.card.start for turn in document.turns if turn.card}
    named = named_persons(doc, frozenset(labels))
    people = _Register(document)
    for fits in (_has_full_name, _has_initials, _has_patronymic_only, _has_surname_only, _has_given_only):
        people.join([naming for naming in named if fits(naming)])
    mentions = []
    for naming in named:
        text = document.reading[naming.start : naming.end]
        person = people.of[naming]
        mentions.append(Mention(naming.start, naming.end, "Person", text, person.name if person else text))
    return mentions


def _has_full_name(naming: Named) -> bool:
    return bool(naming.given and naming.surname)


def _has_initials(naming: Named) -> bool:
    return bool(naming.initials)


def _has_patronymic_only(naming: Named) -> bool:
    return bool(naming.given and naming.patronymic and not naming.surname)


def _has_surname_only(naming: Named) -> bool:
    return bool(naming.surname and not naming.given and not naming.initials)


def _has_given_only(naming: Named) -> bool:
    return bool(naming.given and not naming.surname and not naming.patronymic)


def _same(left: str, right: str) -> bool:
    return left.lower().replace("ё", "е") == right.lower().replace("ё", "е")


def _letters(text: str) -> list[str]:
    """Of «К.-Ж.» and of «Касым-Жомарт» alike: к, ж."""
    return [part[0].lower().replace("ё", "е") for part in text.replace("-", " ").replace(".", " ").split()]


def _initials_fit(initials: str, given: str, patronymic: str) -> bool:
    """«К.» fits «Касым-Жомарт» too; «К.К.» is a given name and a patronymic."""
    wanted, own = _letters(initials), _letters(given)
    full = [*own, *_letters(patronymic)]
    return wanted[:1] == own[:1] and (
        len(wanted) == 1 or wanted == own or wanted == full[: len(wanted)] or (not patronymic and wanted[0] == own[0])
    )


class _Register:
    """The persons found so far, and whom each naming was joined to."""

    def __init__(self, document: Document) -> None:
        self.people: list[_Person] = []
        self.of: dict[Named, _Person] = {}
        self._turns = document.turns
        self._starts = [turn.label.start for turn in document.turns]

    def join(self, namings: Sequence[Named]) -> None:
        if not namings:
            return
        if _has_patronymic_only(namings[0]):
            self._join_addresses(namings)
            return
        for naming in namings:
            person = self._known(naming)
            if person is None:
                person = _Person(naming.given, naming.patronymic, naming.surname, naming.initials, naming.gender)
                # What another thing is named after is nobody to whom a bare surname of the text could belong.
                if not (naming.dedicated and not naming.given):
                    self.people.append(person)
            self._record(naming, person)

    def _record(self, naming: Named, person: _Person) -> None:
        person.places.append(naming.start)
        person.patronymic = person.patronymic or naming.patronymic
        self.of[naming] = person

    def _known(self, naming: Named) -> _Person | None:
        if _has_full_name(naming):
            return self._one(self._with_full_name(naming), naming)
        if naming.initials:
            fitting = [
                person
                for person in self.people
                if _same(person.surname, naming.surname) or any(_same(person.surname, form) for form in naming.surnames)
                if (
                    _initials_fit(naming.initials, person.given, person.patronymic)
                    if person.given
                    else _letters(person.initials)[:1] == _letters(naming.initials)[:1]
                )
            ]
            return fitting[0] if len(fitting) == 1 else None
        if naming.surname:
            if naming.dedicated:
                return None
            bearers = [p for p in self.people if any(_same(p.surname, form) for form in naming.surnames)]
            return self._one(bearers, naming)
        with_given = [p for p in self.people if _same(p.given, naming.given)]
        return with_given[0] if len(with_given) == 1 else None

    def _with_full_name(self, naming: Named) -> list[_Person]:
        """The same given name and surname, and no other patronymic; «Реджеп Эрдоган» is «Реджеп Тайип Эрдоган»."""
        return [
            person
            for person in self.people
            if _same(person.surname, naming.surname)
            and _same(person.given.split()[0] if person.given else "", naming.given.split()[0])
            and (not naming.patronymic or not person.patronymic or _same(naming.patronymic, person.patronymic))
        ]

    def _one(self, fitting: Iterable[_Person], naming: Named) -> _Person | None:
        """The only one, else the one named last before this place."""
        candidates = list(fitting)
        agreeing = [p for p in candidates if p.gender == naming.gender] or candidates
        if len(agreeing) <= 1:
            return agreeing[0] if agreeing else None
        before = [(max(place for place in p.places if place < naming.start), i) for i, p in enumerate(agreeing)
                  if any(place < naming.start for place in p.places)]  # fmt: skip
        return agreeing[max(before)[1]] if before else None

    def _join_addresses(self, namings: Sequence[Named]) -> None:
        """Given name and patronymic: all of the same words are one person, since a dialogue has rarely two."""
        groups: dict[tuple[str, str], list[Named]] = {}
        for naming in namings:
            groups.setdefault((naming.given.lower(), naming.patronymic.lower()), []).append(naming)
        for group in sorted(groups.values(), key=lambda group: -len(group)):
            bearers = self._bearers(group[0])
            if len(bearers) > 1:
                for naming in group:
                    self._record(naming, self._nearest(naming, bearers) or self._new(naming))
                continue
            person = bearers[0] if bearers else self._addressed(group) or self._new(group[0])
            person.given = person.given or group[0].given
            for naming in group:
                self._record(naming, person)

    def _new(self, naming: Named) -> _Person:
        same = [
            p for p in self.people if not p.surname and p.given == naming.given and p.patronymic == naming.patronymic
        ]
        if same:
            return same[0]
        person = _Person(naming.given, naming.patronymic, gender=naming.gender)
        self.people.append(person)
        return person

    def _bearers(self, naming: Named) -> list[_Person]:
        """Those who are stated to have this given name and patronymic."""
        return [p for p in self.people if _same(p.given, naming.given) and _same(p.patronymic, naming.patronymic)]

    def _nearest(self, naming: Named, people: Sequence[_Person]) -> _Person | None:
        near = [person for person in self._neighbours(naming) if any(person is p for p in people)]
        return near[0] if near and all(person is near[0] for person in near) else None

    def _addressed(self, group: Sequence[Named]) -> _Person | None:
        given, patronymic = group[0].given, group[0].patronymic
        open_ = [p for p in self.people if not p.patronymic and p.surname and _same(p.given, given)]
        if len(open_) == 1:
            return open_[0]
        if not open_ and any(naming.addressed for naming in group):
            # A speaker known by an initial: «Владимир Владимирович!» makes В.Путин a Владимир. Spoken of, it could be anyone.
            open_ = [
                p
                for p in self.people
                if not p.given and p.initials and p.gender in {None, group[0].gender}
                if _initials_fit(p.initials, given, patronymic)
            ]
        partners = [p for p in open_ if any(p is partner for partner in self._partners(group))]
        return partners[0] if len(partners) == 1 else self._likeliest(group, partners)

    def _partners(self, group: Sequence[Named]) -> list[_Person]:
        return [person for naming in group for person in self._neighbours(naming)]

    def _likeliest(self, group: Sequence[Named], partners: Sequence[_Person]) -> _Person | None:
        """The partner in most of the places, if more than half; «Александр Валентинович!» among four speakers «А.»."""
        votes = Counter(
            i for naming in group for i, p in enumerate(partners) if any(p is q for q in self._neighbours(naming)[:1])
        )
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return partners[ranked[0][0]] if ranked[0][1] * 2 > len(group) else None

    def _neighbours(self, naming: Named) -> list[_Person]:
        """Who speaks next, and who spoke before, the turn that the naming stands in; the next first."""
        here = bisect_right(self._starts, naming.start) - 1
        if here < 0:
            return []
        speaker = self._speaker(here)
        found = [self._speaker(i) for i in (here + 1, here - 1) if 0 <= i < len(self._turns)]
        return [person for person in found if person is not None and person is not speaker]

    def _speaker(self, turn: int) -> _Person | None:
        label = self._turns[turn].label
        return next((p for naming, p in self.of.items() if label.start <= naming.start < label.end), None)
