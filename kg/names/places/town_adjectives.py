"""The town that an adjective is made of: «карагандинский», «нишский», «самаралық»."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.model.facts import Mention
from kg.names.gazetteer import Gazetteer
from kg.names.name_words import RUSSIAN
from kg.names.places.kazakh_known import FROM

_DOUBTFUL = frozenset(f"{word[:-2]}ий" for word in RUSSIAN.set("places.doubtful_adjectives"))
"""Of which a text must name the town: «уральский» is of mountains, too."""
_ENDINGS = ("", "а", "я", "ы", "и", "о", "е", "у", "ь", "ск")
_BEFORE_SUFFIX = {"ж": "г", "ч": "к", "ш": "х"}
"""What a last letter was: «калужский» of Калуга, «рижский» of Рига."""
_SHORTEST = 2
_FORM = re.compile(r"([\w-]+[сц]к)(?:ий|ого|ому|им|ом|ая|ую|ой|ое|ие|их|ими)")


def adjective(form: str) -> str:
    """The nominative of a form with a small letter that may be such an adjective, else nothing; to the tagger
    «витебском» is the town."""
    told = _FORM.fullmatch(form) if form[:1].islower() else None
    return f"{told[1]}ий" if told else ""


def made_of(adjective: str, named: Mapping[str, Mention], gazetteer: Gazetteer) -> tuple[str, str, str] | None:
    """Kind, name and key of the town; of several the one that the text names, else the biggest. Where there is none it
    is of a region («акмолинский»), a Kazakh adjective may be of a country."""
    if adjective.endswith(FROM):
        name = _title(adjective[:-3])
        found = gazetteer.kazakh.get(name)
        return (found[0], name, found[1]) if found and found[0] in ("City", "Country") else None
    if not adjective.endswith(("ский", "цкий")):
        return None
    names = list(dict.fromkeys(_names(adjective)))
    told = next((named[name] for name in names if name in named), None)
    if told:
        return "City", told.name, told.key
    if best := max(_known(names, gazetteer), default=None) if adjective not in _DOUBTFUL else None:
        return "City", *best[1:]
    regions = (f"{adjective[:-2]}ая область", f"{adjective} край")
    found_ = next((e for name in regions for e in gazetteer.by_name.get(name.capitalize(), ())), None)
    return ("Region", found_.name("ru"), found_.id) if found_ and found_.kind == "Region" else None


def _names(adjective: str) -> Iterator[str]:
    root = adjective[:-4] if adjective[-4] == "с" else adjective[:-3]
    roots = [root, root.rstrip("ьй"), root[:-1] + _BEFORE_SUFFIX.get(root[-1:], root[-1:])]
    if root.endswith("ин") and len(root) > _SHORTEST * 2:
        roots.append(root[:-2])  # «алматинский»
    elif root.endswith("эн"):
        roots.append(root[:-1])  # «улан-удэнский»
    for one in roots:
        for ending in _ENDINGS if len(one) >= _SHORTEST else ():
            yield _title(one + ending)


def _title(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))


def _known(names: Iterable[str], gazetteer: Gazetteer) -> Iterator[tuple[int, str, str]]:
    for name in names:
        for entry in gazetteer.by_name.get(name, ()):
            label = entry.name("ru")
            if entry.kind == "City" and (label == name or label.startswith(f"{name}-")):  # not by a name of old
                yield entry.population, label, entry.id
        place = gazetteer.world.called.get(name) if gazetteer.world else None
        if place and place.kind == "City":
            yield place.population, place.ru, place.id
