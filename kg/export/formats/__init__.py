"""File formats that maps and the graph itself are written in.

A module of this folder, or a folder in it, registers its formats in a tuple FORMATS; the command line, the server and
the lists of formats take them from here, and nothing else names them."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

from kg.export.formats.dumps import DumpFormat
from kg.export.formats.format import Format, InterchangeFormat, MapFormat, PictureFormat


def _registered() -> Iterator[Format]:
    for module in iter_modules(__path__, f"{__name__}."):
        yield from getattr(import_module(module.name), "FORMATS", ())


FORMATS = {form.name: form for form in _registered()}
"""By the name that users give, in the order of their modules."""
MAPS = {name: form for name, form in FORMATS.items() if isinstance(form, MapFormat)}
PICTURES = {name: form for name, form in FORMATS.items() if isinstance(form, PictureFormat)}
DUMPS = {name: form for name, form in FORMATS.items() if isinstance(form, DumpFormat)}
INTERCHANGE = {name: form for name, form in FORMATS.items() if isinstance(form, InterchangeFormat)}
FILES: Mapping[str, DumpFormat | InterchangeFormat | MapFormat] = {
    **{form.download: form for form in DUMPS.values()},
    **{form.download: form for form in INTERCHANGE.values()},
    **{form.download: form for form in MAPS.values()},
}
"""Those of the whole graph, by the name of the file."""
