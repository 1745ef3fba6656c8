"""The words of an organisation's mention that are its name: of «фонд «Династия»» the quotation, of «компании Monsanto»,
«ИА REGNUM» the Latin word."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model.facts import Mention
from kg.names.name_words import RUSSIAN
from kg.names.namesakes import PARTS_OF_BODIES

_PARTS = tuple(sorted({word[:5] for word in PARTS_OF_BODIES}))
"""The beginnings of words for a part of a body, in any case."""
FAMILIES: Mapping[str, str] = RUSSIAN.by_word("bodies.families")
"""Nouns that say what a body is → what kind of body that is, alike for a company and an airline."""
_QUOTED = re.compile(r"[^«»„“”\"]++[«„“\"](?P<name>[^«»„“”\"]++)[»”“\"]?")
_LATIN = re.compile(r"(?:[а-яё-]++ |М?ИА )++(?P<name>[A-Z][\w.&’'-]*+(?: [\w.&’'-]++)*+)")
_LATIN_FIRST = re.compile(r"(?P<name>[A-Z][\w.&’'-]*+(?: [A-Z][\w.&’'-]*+)*+)(?: [а-яёәғқңөұүһі-]++)++")


def proper(mention: Mention) -> Mention:
    """The mention without what its thing is, where the rest is a name of its own; the thing's name stays what it was.

    A part of a body is no body of the quoted name: «совет директоров «Алросы»»."""
    if mention.kind != "Organisation":
        return mention
    text = mention.text
    found = _QUOTED.fullmatch(text) or _LATIN.fullmatch(text) or _LATIN_FIRST.fullmatch(text)
    if found is None or any(word.startswith(_PARTS) for word in text[: found.start("name")].lower().split()):
        return mention
    start = mention.start + found.start("name")
    return replace(mention, start=start, end=start + len(found["name"]), text=found["name"])


class Proper:
    """The mentions of a text by the words that are their names."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        called = defaultdict(set)
        for mention in mentions:
            shown = proper(mention)
            called[shown.start, shown.end].add((shown.name, shown.key))
        self._shared = {span for span, things in called.items() if len(things) > 1}
        """Where two things are named: in «АО «ЕЭК»» the company, and by the quotation alone a commission."""

    def __call__(self, mention: Mention) -> Mention:
        shown = proper(mention)
        return mention if (shown.start, shown.end) in self._shared else shown
