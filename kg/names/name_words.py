"""The words that names are known by, of each language."""

from pathlib import Path

from kg.language.words import Lexicon

RUSSIAN = Lexicon(Path(__file__).with_name("russian.toml"))
KAZAKH = Lexicon(Path(__file__).with_name("kazakh.toml"))
