"""SVG and PNG, in which a map is a picture."""

from kg.export.formats.format import PictureFormat

FORMATS = (
    PictureFormat("svg", "SVG", "image/svg+xml", "svg", "browsers, Inkscape", shown=True, written=lambda one: one.svg),
    PictureFormat("png", "PNG", "image/png", "png", "what shows pictures", shown=True, written=lambda one: one.png()),
)
