"""The page of a release: one file that needs no server, runs no script and loads no other file."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from kg.export.dataset import facts as told
from kg.export.dataset.crate import for_search_engines
from kg.export.dataset.description import File
from kg.export.dataset.facts import Facts
from kg.export.words import words

_LANGUAGES = ("en", "ru", "kk")
"""The page has all three, in this order."""


def landing_page(facts: Facts, files: Sequence[File]) -> bytes:
    """`landing.html` filled in; `files` have addresses relative to the page."""
    templates = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    page = templates.from_string(Path(__file__).with_suffix(".html").read_text(encoding="utf-8")).render(
        facts=facts,
        files=files,
        told=told,
        words=words("landing"),
        languages=_LANGUAGES,
        structured=for_search_engines(facts, files),
        size=_size,
    )
    return page.lstrip().encode()


def _size(size: int) -> str:
    return f"{size:,} B" if size < 10_000 else f"{size / 1000:,.0f} kB"
