"""Parts of the graph as other tools want them; each module is a format, and this folder registers them."""

from kg.export.formats.interchange import datacube, nanopublications, quickstatements, reifiers

FORMATS = (*reifiers.FORMATS, *nanopublications.FORMATS, *datacube.FORMATS, *quickstatements.FORMATS)
