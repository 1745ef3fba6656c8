"""SVG and PNG, in which a map is a picture."""

from kg.export.formats.format import PictureFormat

FORMATS = (
    PictureFormat(
        name="svg",
        label="SVG",
        media_type="image/svg+xml",
        suffix="svg",
        programs="browsers, Inkscape",
        shown=True,
        written=lambda picture: picture.svg,
    ),
    PictureFormat(
        name="png",
        label="PNG",
        media_type="image/png",
        suffix="png",
        programs="everything that shows pictures",
        shown=True,
        written=lambda picture: picture.png(),
    ),
)
