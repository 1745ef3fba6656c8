"""What each file format says of itself, for all who offer it: command line, maps and downloads of the server, lists."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from kg.model.config import PUBLICATION, Publication
from kg.model.errors import QueryError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.export.formats.columns import Chart
    from kg.export.picture import Picture


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    """Of `kg export`."""
    label: str
    """As people write it: «GraphML»."""
    media_type: str
    suffix: str
    """The end of its files, without a dot."""
    programs: str
    """What opens it."""
    shown: bool = field(default=False, kw_only=True)
    """Whether browsers show it; else they keep it as a file."""

    @property
    def title(self) -> str:
        """What a file of the whole graph holds."""
        return f"Relationship map, {self.label}"

    @property
    def download(self) -> str:
        """The name of a file of the whole graph."""
        return f"network.{self.suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFormat(Format):
    write: Callable[["Chart", BinaryIO], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterchangeFormat(Format):
    """A part of the graph in the words of other tools."""

    holds: str
    """What a file of it holds."""
    file: str
    """The name of a file of the whole, without its end."""
    writes: Callable[["Store", BinaryIO, str, Publication], None]
    """Takes the base of the graph as well, and who publishes it."""

    @property
    def title(self) -> str:
        return f"{self.holds}, {self.label}"

    @property
    def download(self) -> str:
        return f"{self.file}.{self.suffix}"

    def write(
        self,
        store: "Store",
        out: BinaryIO,
        query: str | None = None,
        *,
        base: str,
        publication: Publication = PUBLICATION,
    ) -> None:
        """As `DumpFormat` does, but of no query: raises QueryError when there is one."""
        if query is not None:
            raise QueryError(f"{self.name} takes no query; it holds all that it has words for")
        self.writes(store, out, base, publication)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFormat(Format):
    """A map too, of which a picture is made first, with a `Look`."""

    written: Callable[["Picture"], bytes]
