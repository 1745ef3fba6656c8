"""Where things are: one frozen value, read once."""

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
BASE = "https://w3id.org/interregional/"


def _resource(name: str) -> Path:
    """A folder of the project, from a checkout or from inside the installed package."""
    packaged = Path(__file__).resolve().parents[1] / "resources" / name
    return packaged if packaged.is_dir() else PROJECT / name


@dataclass(frozen=True, slots=True)
class Settings:
    """The paths of a run, and the base of every minted IRI (ends in a slash): that of new stores, or of the store."""

    store: Path = Path(".kg")
    base: str = BASE
    ontology: Path = _resource("ontology")
    queries: Path = _resource("queries")
    seeds: Path = _resource("seeds")
