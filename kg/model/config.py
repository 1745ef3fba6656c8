"""Where things are: one frozen value, read once."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROJECT = Path(__file__).resolve().parents[2]
BASE = "https://w3id.org/interregional/"


def _resource(name: str) -> Path:
    """A folder of the project, from a checkout or from inside the installed package."""
    packaged = Path(__file__).resolve().parents[1] / "resources" / name
    return packaged if packaged.is_dir() else PROJECT / name


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes a graph, and under which licence; the texts that it quotes are their publishers'."""

    publisher: str = "kg contributors"
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    """An IRI."""

    @property
    def licence_name(self) -> str:
        """As people write it, where it is one of Creative Commons; else its IRI."""
        found = _CREATIVE_COMMONS.fullmatch(self.licence)
        if found is None:
            return self.licence
        terms, number = found.groups()
        return f"{'CC0' if terms == 'zero' else f'CC {terms.upper()}'} {number}"


_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z-]++)/([0-9.]++)/?(?:deed\.[a-z]++)?"
)


PUBLICATION: Final = Publication()
"""Of a graph of which nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The paths of a run, and the base of every minted IRI (ends in a slash): that of new stores, or of the store."""

    store: Path = Path(".kg")
    base: str = BASE
    publication: Publication = PUBLICATION
    ontology: Path = _resource("ontology")
    queries: Path = _resource("queries")
    seeds: Path = _resource("seeds")
