"""What a picture is made like."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.export.picture.wording import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    size: tuple[int, int] | None = None
    """Width and height in pixels of SVG; PNG has twice as many each way. None: as large as the map needs, at most
    1600 × 1130, which has the form of a page on its side."""
    language: Language = "ru"
    most_labels: int = 200
    geographic: bool = False
    title: str = ""
    newest: str = ""
    """The date of the newest document, for the line of sources."""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Names of classes and properties by IRI and language."""

    def name(self, iri: str) -> str:
        """In the picture's language, else in any, else the end of the IRI."""
        names = self.names.get(iri, {})
        return names.get(self.language) or next(iter(names.values()), "") or re.split("[/#]", iri.rstrip("/#"))[-1]
