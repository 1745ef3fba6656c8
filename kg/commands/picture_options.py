"""The options of `kg export svg` and `png`, and the picture that they ask for."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import with_options
from kg.model.errors import KgError
from kg.model.labels import LANGUAGES

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.export.network.edges import Network
    from kg.export.picture import Picture


_SMALLEST, _LARGEST = 300, 10_000
_SUMMARY = re.compile(r"^#\+\s*summary:\s*(\S.*)$", re.MULTILINE)


def _size(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    sides = re.fullmatch(r"([0-9]{1,6})[x×]([0-9]{1,6})", value)
    width, height = map(int, sides.groups()) if sides else (0, 0)
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise KgError(f"--size {value!r}: expected WIDTHxHEIGHT like 1600x1130, each from {_SMALLEST} to {_LARGEST}")
    return width, height


picture_options = with_options(
    click.option("--geographic", is_flag=True, help="svg, png: places where they lie, corridors as routes."),
    click.option("--labels", "language", type=click.Choice(LANGUAGES), help="svg, png: language.  [default: ru]"),
    click.option(
        "--max-labels", "most_labels", type=click.IntRange(0), metavar="N", help="svg, png: at most so many names."
    ),
    click.option(
        "--size",
        callback=_size,
        metavar="WxH",
        help="svg, png: pixels; png has twice as many each way.  [default: up to 1600x1130]",
    ),
    click.option("--title", metavar="TEXT", help="svg, png: heading.  [default: what the query is called]"),
)


def taken(given: dict[str, Any]) -> dict[str, Any]:
    """Takes the options of pictures out of what was given on the command line; gives those that were."""
    names = ("geographic", "language", "most_labels", "size", "title")
    found = {name: given.pop(name) for name in names}
    return {name: value for name, value in found.items() if value not in (None, False)}


def pictured(network: "Network", store: "Store", look: Mapping[str, Any], name: str, query: str) -> "Picture":
    """Draws a map. Its heading is what the saved query of that name is called in the language of the labels, of another
    query its summary. Says on stderr what it leaves out."""
    from kg.export.picture import picture
    from kg.export.picture.content import newest
    from kg.export.picture.scene import Look
    from kg.server.view.texts import texts

    asked = Look(**look, newest=newest(store, network))
    if not asked.title and (summary := _SUMMARY.search(query)):
        asked = replace(asked, title=texts(asked.language).query(name, summary[1].strip()))
    drawn = picture(network, asked)
    if drawn.left_out:
        click.echo(f"{len(drawn.left_out)} nodes without coordinates are left out", err=True)
    return drawn
