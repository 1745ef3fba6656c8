"""Persons of a Russian text: every naming as a mention, all namings of one person with one name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.documents.document import Document
from kg.language.tokens import Doc
from kg.model.facts import Mention
from kg.names.name_words import RUSSIAN
from kg.names.persons.name_forms import FAMILIAR
from kg.names.persons.person_register import PersonRegister
from kg.names.persons.person_spans import PersonNaming, named_persons

THRONES = RUSSIAN.set("persons.thrones")


def persons(doc: Doc, document: Document, listed: Sequence[Mention] = ()) -> list[Mention]:
    """Finds the mentions of persons, in the order of the text; `listed` are the names that are known already."""
    places = [mention for mention in listed if mention.kind in {"City", "Region", "Country"}]
    labels = [turn.label for turn in document.turns]
    cards = [turn.card for turn in document.turns if turn.card]
    named = _reconciled(named_persons(doc, places, labels, cards), document.reading)
    register = PersonRegister(named, document.turns)
    enthroned = _enthroned(doc, named, register)
    spoken_of = {register.of[n].name for n in named if not n.addressed or register.of[n].surname}
    return [
        Mention(n.start, n.end, "Person", document.reading[n.start : n.end], enthroned.get(name, name))
        for n in named
        # «Уважаемый Алмаз Бекович!» and «Саша» alone say not who that is
        if (name := register.of[n].name) in spoken_of and name not in FAMILIAR
    ]


def _enthroned(doc: Doc, named: Sequence[PersonNaming], register: PersonRegister) -> dict[str, str]:
    """Those of a given name alone who are known by it with their throne: «патриарх Кирилл» is one in all texts."""
    begins = {token.idx: token for token in doc}
    found = {}
    for naming in named:
        person, token = register.of[naming], begins.get(naming.start)
        throne = token.nbor(-1).lemma_.lower() if token is not None and token.i else ""
        if throne in THRONES and not (person.surname or person.patronymic):
            found[person.name] = f"{throne.capitalize()} {person.name}"
    return found


def _reconciled(named: list[PersonNaming], text: str) -> list[PersonNaming]:
    """A name no dictionary knows is read as most of its namings can be: «Сирилом Рамафозой», «Сирила Рамафозу»."""
    support = Counter(option for naming in named for option in naming.options or {(naming.given, naming.surname)})
    chosen = Counter((naming.given, naming.surname) for naming in named)
    reconciled = []
    labels = {(naming.initials[0], naming.surname) for naming in named if naming.initials}
    for naming in named:
        own = (naming.given, naming.surname)
        if naming.options:
            # Of equal readings the one that a case was seen for: «Эбрахиму Раиси» is Эбрахим in all of the text
            written = " ".join(text[naming.start : naming.end].split())
            ranks = {
                option: (support[option], chosen[option], " ".join(option) != written) for option in naming.options
            }
            given, surname = max(sorted(naming.options), key=lambda one: (*ranks[one], one == own))
            if (given[0], surname) not in labels and (surname[0], given) in labels:
                given, surname = surname, given  # «А.Монгуш: Меня зовут Монгуш Айдысмаа»
            naming = replace(naming, given=given, surname=surname)
        reconciled.append(naming)
    return reconciled
