"""Which namings of a document are one person.

A name is joined to a fuller one of the same document, never to one from outside, and only if a single person answers
to it, or the turns of the dialogue say which."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.documents.document import Turn
from kg.names.persons.name_forms import DIMINUTIVES, FAMILIAR, Gender
from kg.names.persons.person_spans import PersonNaming
from kg.names.same_names import only

_LAST_WORDS = 80
"""Characters at the end of a turn, in which its speaker may name the next one."""


@dataclass(slots=True, eq=False)
class Person:
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


def _same(left: str, right: str) -> bool:
    return left.lower().replace("ё", "е") == right.lower().replace("ё", "е")


def _is_called(given: str, naming: str) -> bool:
    """The same given name, or what friends make of it: «Даша» of «Дарья»."""
    return _same(given, naming) or (naming, given) in DIMINUTIVES


def _words(name: str) -> set[str]:
    return set(name.lower().replace("ё", "е").split())


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


def _is_familiar(person: Person, naming: PersonNaming) -> bool:
    """«Володя Зеленский» beside «Владимир Зеленский»."""
    return _same(person.surname, naming.surname) and (naming.given, person.given) in DIMINUTIVES


class PersonRegister:
    """The persons of one document, and whom each naming was joined to."""

    def __init__(self, named: Sequence[PersonNaming], turns: Sequence[Turn]) -> None:
        self.of: dict[PersonNaming, Person] = {}
        self._people: list[Person] = []
        self._turns = turns
        self._starts = [turn.label.start for turn in turns]
        # Fuller names first, so that the shorter have something to be joined to.
        for familiar in (False, True):
            self._join(n for n in named if n.given and n.surname and (n.given in FAMILIAR) == familiar)
        self._join(naming for naming in named if naming.initials)
        self._speakers = self._speaker_of_each_turn()
        self._join_addresses(n for n in named if n.given and n.patronymic and not n.surname)
        self._join(n for n in named if n.surname and not n.given and not n.initials)
        self._join(n for n in named if n.given and not n.surname and not n.patronymic)

    def _join(self, namings: Iterable[PersonNaming]) -> None:
        for naming in namings:
            person = self._known(naming)
            if person is None:
                person = Person(naming.given, naming.patronymic, naming.surname, naming.initials, naming.gender)
                # Whom another thing is named after, by surname alone, is nobody the text speaks of.
                if not (naming.dedicated and not naming.given):
                    self._people.append(person)
            self._record(naming, person)

    def _record(self, naming: PersonNaming, person: Person) -> None:
        person.places.append(naming.start)
        person.patronymic = person.patronymic or naming.patronymic
        self.of[naming] = person

    def _known(self, naming: PersonNaming) -> Person | None:
        if naming.given and naming.surname:
            return self._one(self._with_full_name(naming), naming)
        if naming.initials:
            fitting = [
                person
                for person in self._bearing(naming)
                if (
                    _initials_fit(naming.initials, person.given, person.patronymic)
                    if person.given
                    else _letters(person.initials)[:1] == _letters(naming.initials)[:1]
                )
            ]
            return only(fitting)
        if naming.surname:
            if naming.dedicated:
                return None
            return self._one(self._bearing(naming), naming)
        with_given = [p for p in self._people if _is_called(p.given, naming.given)]
        if not with_given:
            # «Лазар» is a first name to the dictionary, and the surname of «Берл Лазар»
            with_given = [p for p in self._people if p.given and _same(p.surname, naming.given)]
        return only(with_given)

    def _bearing(self, naming: PersonNaming) -> list[Person]:
        """Those of this surname, or else of a double one: «Диас-Канель» is «Мигель Диас-Канель Бермудес»."""
        wanted = {naming.surname, *naming.surnames}
        bearers = [person for person in self._people if any(_same(person.surname, form) for form in wanted)]
        return bearers or [
            person
            for person in self._people
            if person.given and any(_same(word, form) for word in person.name.split()[1:] for form in wanted)
        ]

    def _with_full_name(self, naming: PersonNaming) -> list[Person]:
        """The same words, or some left out, and no other patronymic: «Реджеп Тайип Эрдоган» is «Реджеп Эрдоган»,
        «Мухаммед Аль Нахайян» is «Аль Нахайян Мухаммед бен Заид»."""
        words = _words(f"{naming.given} {naming.surname}")
        return [
            person
            for person in self._people
            if person.given
            and person.surname
            and (words <= _words(person.name) or words >= _words(person.name) or _is_familiar(person, naming))
            and (not naming.patronymic or not person.patronymic or _same(naming.patronymic, person.patronymic))
        ]

    def _one(self, fitting: Iterable[Person], naming: PersonNaming) -> Person | None:
        """The only one, else the one named last before this place."""
        candidates = list(fitting)
        agreeing = [p for p in candidates if p.gender == naming.gender] or candidates
        if single := only(agreeing):
            return single
        latest = {max(places): p for p in agreeing if (places := [at for at in p.places if at < naming.start])}
        return latest[max(latest)] if latest else None

    def _join_addresses(self, namings: Iterable[PersonNaming]) -> None:
        """Given name and patronymic: all of the same words are one person, unless two are stated to bear them."""
        groups: dict[tuple[str, str], list[PersonNaming]] = {}
        for naming in namings:
            groups.setdefault((naming.given.lower(), naming.patronymic.lower()), []).append(naming)
        for group in sorted(groups.values(), key=lambda group: -len(group)):
            stated = self._bearers(group[0])
            if len(stated) > 1:
                for naming in group:
                    self._record(naming, self._voted([naming], stated) or self._unknown(naming))
                continue
            person = self._meant(group, stated) or self._unknown(group[0])
            person.given = person.given or group[0].given
            for naming in group:
                self._record(naming, person)

    def _bearers(self, naming: PersonNaming) -> list[Person]:
        """Those who are stated to have this given name, patronymic and a surname."""
        return [
            person
            for person in self._people
            if person.surname and _same(person.given, naming.given) and _same(person.patronymic, naming.patronymic)
        ]

    def _unknown(self, naming: PersonNaming) -> Person:
        """Who has no surname in this document."""
        for person in self._people:
            if not person.surname and (person.given, person.patronymic) == (naming.given, naming.patronymic):
                return person
        person = Person(naming.given, naming.patronymic, gender=naming.gender)
        self._people.append(person)
        return person

    def _meant(self, group: Sequence[PersonNaming], stated: list[Person]) -> Person | None:
        if stated and stated[0] in self._speakers:
            return stated[0]
        given, patronymic = group[0].given, group[0].patronymic
        namesakes = [p for p in self._people if p.surname and not p.patronymic and _same(p.given, given)]
        if not stated and (namesake := only(namesakes)):
            return namesake
        if not namesakes and any(
            naming.addressed or (naming.set_off and self._gives_the_floor(naming)) for naming in group
        ):
            # «Владимир Владимирович!» makes the В.Путин of the labels a Владимир. Spoken of, it could be anyone.
            namesakes = [
                person
                for person in self._people
                if not person.given and person.initials and person.gender in {None, group[0].gender}
                if _initials_fit(person.initials, given, patronymic)
            ]
        # A delegate of the same name is listed at the end, and yet the one who is spoken to is meant.
        partner = self._voted(group, namesakes)
        return partner or (stated[0] if stated else None)

    def _voted(self, group: Sequence[PersonNaming], candidates: Sequence[Person]) -> Person | None:
        """Whom most of the namings stand next to in the dialogue; none if two are equal."""
        votes: Counter[Person] = Counter()
        for naming in group:
            for person, weight in self._partners(naming):
                if person in candidates:
                    votes[person] += weight
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _partners(self, naming: PersonNaming) -> list[tuple[Person, int]]:
        """Who speaks after and before the turn that the naming stands in; near its end the next counts double."""
        here = bisect_right(self._starts, naming.start) - 1
        if here < 0:
            return []
        neighbours = [(here + 1, 2 if self._gives_the_floor(naming) else 1), (here - 1, 1)]
        speakers = [(self._speakers[i], weight) for i, weight in neighbours if 0 <= i < len(self._speakers)]
        return [
            (person, weight) for person, weight in speakers if person is not None and person is not self._speakers[here]
        ]

    def _gives_the_floor(self, naming: PersonNaming) -> bool:
        """At the end of a turn: «Теперь Александр Валентинович, прошу»."""
        here = bisect_right(self._starts, naming.start) - 1
        return here >= 0 and self._turns[here].end - naming.end < _LAST_WORDS

    def _speaker_of_each_turn(self) -> list[Person | None]:
        starting = {naming.start: person for naming, person in self.of.items()}
        return [starting.get(start) for start in self._starts]
