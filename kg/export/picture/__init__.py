"""The picture of a map on the spot, as SVG and PNG: the same bytes from the same graph.

SVG is written here and drawn as PNG by resvg, which takes the bundled font and no other: one drawing for both, letters
that stay letters in SVG, and a few megabytes to install."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.export.network.edges import Network, NetworkNode
from kg.export.picture import fonts
from kg.export.picture.content import Content
from kg.export.picture.drawing import drawn
from kg.export.picture.label_places import Box
from kg.export.picture.placing import by_ties, geographic
from kg.export.picture.scene import Look

_PNG_SCALE = 2.0


@dataclass(frozen=True, slots=True)
class Picture:
    svg: bytes
    labels: Sequence[Box]
    """The boxes of the labels on the map, in pixels."""
    left_out: Sequence[NetworkNode]
    """Nodes that have no place on a geographic map."""
    nodes: int
    ties: int
    """What is drawn: ties of one kind between two are one line."""

    def png(self) -> bytes:
        import resvg_py  # it comes with much that only PNG needs

        return resvg_py.svg_to_bytes(
            svg_string=self.svg.decode(), zoom=_PNG_SCALE, skip_system_fonts=True, font_files=fonts.paths()
        )


def picture(network: Network, look: Look) -> Picture:
    content = Content(network, look)
    scene, left_out = geographic(content) if look.geographic else (by_ties(content), [])
    svg, labels = drawn(scene, look.size, look.most_labels)
    return Picture(svg, labels, left_out, len(scene.dots), len(scene.lines))
