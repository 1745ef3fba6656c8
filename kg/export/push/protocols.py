"""The two ways of SPARQL 1.1 to write graphs: Update, and the Graph Store Protocol."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol as TypingProtocol
from typing import TypeVar

from pyoxigraph import Literal, QuerySolutions

from kg.export.push.stored_parts import StoredPart
from kg.model.namespaces import RDFS
from kg.queries.remote import Endpoint

_T = TypeVar("_T")
_NAME = re.compile(r"kg push ([0-9a-f-]{36})")


@dataclass(frozen=True, slots=True)
class Limit:
    """What one request holds at most; a single triple may be longer. Virtuoso's compiler gives up at 5,000 triples."""

    triples: int = 2_000
    bytes: int = 1_000_000


def batches(items: Iterable[_T], limit: Limit, size: Callable[[_T], tuple[int, int]]) -> Iterator[list[_T]]:
    """As many together as one request holds; `size` gives the triples and bytes of one."""
    batch: list[_T] = []
    triples = octets = 0
    for item in items:
        more, longer = size(item)
        if batch and (triples + more > limit.triples or octets + longer > limit.bytes):
            yield batch
            batch, triples, octets = [], 0, 0
        batch.append(item)
        triples, octets = triples + more, octets + longer
    if batch:
        yield batch


class Protocol(TypingProtocol):
    """A store that graphs are sent to."""

    limit: Limit
    by_subject: bool
    """Whether the default graph is sent subject by subject, or whole."""

    def replace(self, some: Sequence[StoredPart]) -> None:
        """Puts the parts in the place of what the target has of them; one without lines is removed.

        Raises ContentRefusedError when the target cannot take them, other EndpointErrors when it takes nothing."""

    def marker(self) -> str:
        """The name that the last `mark` left there, or empty."""

    def mark(self, name: str) -> None: ...


class UpdateProtocol:
    """By SPARQL 1.1 Update. The default graph is replaced subject by subject: what else stands in it stays."""

    by_subject = True

    def __init__(
        self, endpoint: Endpoint, queried: Endpoint, *, marker: str, default_graph: str = "", limit: Limit = Limit()
    ) -> None:  # fmt: skip
        """`queried` answers queries; `marker` is the graph of the ledger's name; `default_graph` takes the default
        graph's triples where it is not empty."""
        self.limit = limit
        self._endpoint, self._queried = endpoint, queried
        self._marker, self._default = marker, default_graph

    def replace(self, some: Sequence[StoredPart]) -> None:
        before = [f"DROP SILENT GRAPH <{part.graph or self._default}>" for part in some if not part.subject]
        if subjects := " ".join(f"<{part.subject}>" for part in some if part.subject):
            triples = self._in_graph("", "?s ?p ?o")
            before.append(f"DELETE {{ {triples} }} WHERE {{ VALUES ?s {{ {subjects} }} {triples} }}")
        for piece in _pieces(some, self.limit):
            self._endpoint.update(" ;\n".join([*before, self._insertion(piece)]))
            before = []
        if before:
            self._endpoint.update(" ;\n".join(before))

    def marker(self) -> str:
        asked = f"SELECT ?name WHERE {{ GRAPH <{self._marker}> {{ <{self._marker}> <{RDFS}comment> ?name }} }}"
        rows = self._queried.ask(asked).answer()
        names = [row["name"] for row in rows] if isinstance(rows, QuerySolutions) else []
        return _named(" ".join(name.value for name in names if isinstance(name, Literal)))

    def mark(self, name: str) -> None:
        self.replace([StoredPart(self._marker, "", [_mark(self._marker, name)])])

    def _insertion(self, piece: Iterable[tuple[str, str]]) -> str:
        lines: dict[str, list[str]] = {}
        for graph, line in piece:
            lines.setdefault(graph, []).append(line)
        groups = (self._in_graph(graph, "\n".join(own)) for graph, own in lines.items())
        return "INSERT DATA {\n" + "\n".join(groups) + "\n}"

    def _in_graph(self, graph: str, triples: str) -> str:
        name = graph or self._default
        return f"GRAPH <{name}> {{ {triples} }}" if name else triples


class GraphStore:
    """By SPARQL 1.1 Graph Store HTTP Protocol. The default graph is replaced whole."""

    by_subject = False

    def __init__(self, endpoint: Endpoint, *, marker: str, default_graph: str = "", limit: Limit = Limit()) -> None:
        self.limit = limit
        self._endpoint, self._marker, self._default = endpoint, marker, default_graph

    def replace(self, some: Sequence[StoredPart]) -> None:
        for part in some:
            graph = part.graph or self._default
            method = "PUT"
            for piece in _pieces([part], self.limit):
                self._endpoint.write(method, graph, "".join(f"{line}\n" for _, line in piece))
                method = "POST"
            if method == "PUT":
                self._endpoint.write("DELETE", graph)

    def marker(self) -> str:
        return _named(self._endpoint.read(self._marker))

    def mark(self, name: str) -> None:
        self._endpoint.write("PUT", self._marker, _mark(self._marker, name))


def _mark(marker: str, name: str) -> str:
    return f'<{marker}> <{RDFS}comment> "kg push {name}" .'


def _named(text: str) -> str:
    found = _NAME.search(text)
    return found[1] if found else ""


def _pieces(parts: Iterable[StoredPart], limit: Limit) -> Iterator[list[tuple[str, str]]]:
    """Lines with their graphs, as many together as one request holds."""
    lines = ((part.graph, line) for part in parts for line in part.lines)
    return batches(lines, limit, lambda line: (1, len(line[1].encode())))
