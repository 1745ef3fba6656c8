"""A thing as its own words give it, before it is known which others are the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.language.tokens import Token
from kg.model.facts import Kind, Mention
from kg.names.noun_phrases import OPENING

_FULL_STOP = re.compile(r"(?<=[а-яё]{5})\.$")


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A mention with what its own words say of it."""

    mention: Mention
    type: str = ""
    """The kind of event or agreement."""
    ordinal: int | None = None
    places: tuple[Mention, ...] = ()
    """What the name of a corridor puts on it; where an event is held, if its sentence says so."""

    def called(self, name: str, **others: Any) -> "NamedThing":
        """Gives it another name, with other fields of the mention where that has them."""
        return replace(self, mention=replace(self.mention, name=name, **others))


def mention_of(tokens: Sequence[Token], kind: Kind, name: str, *, named: bool = True) -> Mention:
    """The mention that these tokens of one Doc are, from the first to the last."""
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    return Mention(start, end, kind, tokens[0].doc.text[start:end], name, named=named)


def titled(name: str) -> str:
    """The name with its first letter capital, inside an opening quote too; an editor's square brackets and the
    sentence's full stop go, and a quotation that the text leaves open is closed."""
    name = _FULL_STOP.sub("", name.replace("[", "").replace("]", ""))
    for opening, closing in (("«", "»"), ('"', '"')):
        if opening in name and name.count(closing) == (opening == closing):
            name += closing
    for i, letter in enumerate(name):
        if letter.isalpha():
            return name[:i] + letter.upper() + name[i + 1 :]
        if letter not in OPENING:
            break
    return name
