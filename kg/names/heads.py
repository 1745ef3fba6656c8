"""The Russian nouns that head names of organisations, objects, events and agreements, and what makes a name of them.

A bare «комиссия» or «соглашение» names nothing. Each entry says by which dependants its noun becomes a name:
`quote` a quoted part, `capital` a capital letter that is not the sentence's, `adjective` one before the noun,
`genitive` any genitive, `title` a capital of its own amid a sentence, `opening` a genitive
behind it at the beginning («Лига портов растёт»), `ordinal` a number, `bare` nothing at all (its adjectives tell
it: «межправительственная комиссия»), or a preposition («о», «по») that opens a complement. `prepositions` may go on
inside the name."""

from dataclasses import dataclass

from kg.model.facts import Kind
from kg.names.name_words import RUSSIAN


@dataclass(frozen=True, slots=True)
class Head:
    kind: Kind
    lemmas: frozenset[str]
    named_by: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    genitives: bool = True
    type: str = ""
    """The kind of event or agreement (CONTRACT's words)."""
    adjectives: frozenset[str] = frozenset()
    """Lemmas of which one must stand in the name: «рабочая группа», but no other «группа»."""


EPONYMOUS = RUSSIAN.set("heads.eponymous")
JUDICIARY = RUSSIAN.set("heads.judicial")
HOMELESS = RUSSIAN.set("bodies.homeless")
"""Bodies that a land has wherever they sit, and parts of bodies that sit elsewhere."""
PLURAL = RUSSIAN.set("heads.plural")
"""What is many in grammar: «Вооружённые силы», «Джунгарские ворота»."""
HEADS = tuple(sorted(RUSSIAN.rows("heads.rows", Head), key=lambda head: not head.adjectives))
"""The most particular first: «летняя школа» is no body, as other schools are."""
BY_LEMMA = {lemma: tuple(head for head in HEADS if lemma in head.lemmas) for head in HEADS for lemma in head.lemmas}
