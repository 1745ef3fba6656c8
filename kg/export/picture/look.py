"""What a picture is made like."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Language = Literal["ru", "kk", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


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
