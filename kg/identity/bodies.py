"""Public bodies told by what they are and whose: «Правительство России» is «Ресей Федерациясының Үкіметі»."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.language.russian.declension import declined
from kg.language.words import Lexicon
from kg.model.spelling import fold
from kg.names.gazetteer import Gazetteer
from kg.names.places.place_text import ADJECTIVES

_WORDS = Lexicon(Path(__file__).with_suffix(".toml"))
_HEADS = {name: first for first, others in _WORDS.table("heads").items() for name in (first, *others)}
_ONE_STATE = {body: state for state, bodies in _WORDS.table("of_one_state").items() for body in bodies}
_OF_STATES = _WORDS.set("parts.of_states")
_ENDINGS = _WORDS.words("parts.adjective_endings")
STEM = 2
"""Letters of a name that all its forms begin with."""
_GENITIVES = ("", "ның", "нің", "дың", "дің", "тың", "тің")


@dataclass(frozen=True)
class Bodies:
    """Tells which public body of which territory of the gazetteer a name says."""

    gazetteer: Gazetteer

    def __call__(self, name: str) -> str:
        """What body of which country or region the name says («правительство country/RU»); empty where it says more,
        or less."""
        words = fold(name).split()
        if state := _ONE_STATE.get(_HEADS.get(fold(name), "")):
            return f"{_HEADS[fold(name)]} {state}"
        if len(words) > 1 and words[0].endswith(_ENDINGS) and (code := ADJECTIVES.get(f"{words[0][:-2]}ий")):
            head = _HEADS.get(" ".join(words[1:]))
            return f"{head} country/{code}" if head else ""
        halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
        said: list[tuple[int, str]] = []
        for head, whose in (*halves, *((after, before) for before, after in halves)):
            first, last = head.split()[0], head.split()[-1]
            told = _HEADS.get(head) or (head if first != last and {first, last} & _OF_STATES else "")
            if told and len(keys := self._territories(whose[:STEM]).get(whose, ())) == 1:
                said.append((len(whose), f"{told} {min(keys)}"))
        return max(said, default=(0, ""))[1]  # «Қазақстан Республикасының» before «Қазақстан»

    @cached_property
    def _forms(self) -> dict[str, dict[str, set[str]]]:
        return {}

    def _territories(self, stem: str) -> Mapping[str, set[str]]:
        """Country or region by each form of those of its names that begin so: the cases of Russian, the genitive of
        Kazakh. To decline all of them takes longer than a document."""
        if stem not in self._forms:
            found: defaultdict[str, set[str]] = defaultdict(set)
            for language, name, id in self._names[stem]:
                for form in declined(name) if language == "ru" else (name + ending for ending in _GENITIVES):
                    found[fold(form)].add(id)
            self._forms[stem] = dict(found)
        return self._forms[stem]

    @cached_property
    def _names(self) -> Mapping[str, list[tuple[str, str, str]]]:
        found: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for entry in self.gazetteer.of_kind("Country", "Region"):
            for language in ("ru", "kk"):
                for name in entry.names(language):
                    found[fold(name)[:STEM]].append((language, name, entry.id))
        return found
