"""Persons of a Russian text: every naming as a mention, all namings of one person with one name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.documents.document import Document
from kg.language.tokens import Doc
from kg.model.facts import Mention
from kg.names.persons.person_register import PersonRegister
from kg.names.persons.person_spans import PersonNaming, named_persons


def persons(doc: Doc, document: Document, listed: Sequence[Mention] = ()) -> list[Mention]:
    """Finds the mentions of persons, in the order of the text; `listed` are the names that are known already."""
    places = [mention for mention in listed if mention.kind in {"City", "Region", "Country"}]
    labels = [turn.label for turn in document.turns]
    cards = [turn.card for turn in document.turns if turn.card]
    named = _reconciled(named_persons(doc, places, labels, cards))
    register = PersonRegister(named, document.turns)
    spoken_of = {register.of[n].name for n in named if not n.addressed or register.of[n].surname}
    return [
        Mention(n.start, n.end, "Person", document.reading[n.start : n.end], name)
        for n in named
        if (name := register.of[n].name) in spoken_of  # «Уважаемый Алмаз Бекович!» alone says not who he is
    ]


def _reconciled(named: list[PersonNaming]) -> list[PersonNaming]:
    """A name no dictionary knows is read as most of its namings can be: «Сирилом Рамафозой», «Сирила Рамафозу»."""
    support = Counter(option for naming in named for option in naming.options or {(naming.given, naming.surname)})
    reconciled = []
    labels = {(naming.initials[0], naming.surname) for naming in named if naming.initials}
    for naming in named:
        own = (naming.given, naming.surname)
        if naming.options:
            given, surname = max(sorted(naming.options), key=lambda option: (support[option], option == own))
            if (given[0], surname) not in labels and (surname[0], given) in labels:
                given, surname = surname, given  # «А.Монгуш: Меня зовут Монгуш Айдысмаа»
            naming = replace(naming, given=given, surname=surname)
        reconciled.append(naming)
    return reconciled
