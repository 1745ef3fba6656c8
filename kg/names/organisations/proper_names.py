"""The words of an organisation's mention that are its name: of «фонд «Династия»» the quotation, of «компании Monsanto»
the Latin word."""

import re
from dataclasses import replace

from kg.model.facts import Mention
from kg.names.namesakes import PARTS_OF_BODIES

_QUOTED = re.compile(r"[^«»„“”\"]++[«„“\"](?P<name>[^«»„“”\"]++)[»”“\"]?")
_LATIN = re.compile(r"(?:[а-яё-]++ )++(?P<name>[A-Z][\w.&’'-]*+(?: [\w.&’'-]++)*+)")


def proper(mention: Mention) -> Mention:
    """The mention without what its thing is, where the rest is a name of its own; the thing's name stays what it was.

    A part of a body is no body of the quoted name: «совет директоров «Алросы»»."""
    if mention.kind != "Organisation" or mention.text.split()[0].lower() in PARTS_OF_BODIES:
        return mention
    found = _QUOTED.fullmatch(mention.text) or _LATIN.fullmatch(mention.text)
    if found is None:
        return mention
    start = mention.start + found.start("name")
    return replace(mention, start=start, end=start + len(found["name"]), text=found["name"])
