"""SPARQL updates, and the dataset that a request gives to one (SPARQL 1.1 Protocol, 2.2.3), written into its text.

Each is done as a whole or not at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from pyoxigraph import NamedNode, Store

from kg.queries.faults import fault
from kg.queries.outgoing import fault_beside_calls, harmless
from kg.server.answers.task import DONE, Answer, Graph, RefusedError
from kg.server.sparql.query import FaultError, failed

_TOKEN = re.compile(
    r"""(?P<skipped>"{3}(?:[^"\\]|\\.|"(?!""))*"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
                  | <[^<>"{}|^`\\\x00-\x20]*>
                  | \#[^\n\r]*
                  | [?$]\w+
                  | [^\W\d][\w.-]{0,200}: | :(?:[\w.:%-]|\\.)*)
      | (?P<word>[A-Za-z]+)
      | (?P<brace>[{}])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Update:
    writes: ClassVar[bool] = True

    update: str
    default_graphs: tuple[str, ...] = ()
    """With `named_graphs`, the dataset that WHERE is matched against; neither: the whole store."""
    named_graphs: tuple[str, ...] = ()

    def answer(self, graph: Graph) -> Answer:
        update = harmless(self.update, partial(Store().update, base_iri=graph.base), graph.hosts)
        if update is None:
            if error := fault_beside_calls(self.update, partial(Store().update, base_iri=graph.base)):
                raise FaultError(fault(self.update, error, update=True))
            raise RefusedError(403, "SERVICE and LOAD are not offered here, or not with this address")
        try:
            default = [NamedNode(iri) for iri in self.default_graphs]
            named = [NamedNode(iri) for iri in self.named_graphs]
        except ValueError as error:
            raise RefusedError(400, f"using-graph-uri and using-named-graph-uri take IRIs: {error}") from None
        if default or named:
            update = with_dataset(update, default, named)
        with failed(self.update, update=True):
            graph.store.update(update, base_iri=graph.base)
        return DONE


def with_dataset(update: str, default: Sequence[NamedNode], named: Sequence[NamedNode]) -> str:
    """The update with USING clauses for every operation that has a WHERE. Refuses with 400 one that has
    a dataset of its own, or whose parts cannot be told."""
    clauses = "".join([f"USING {graph} " for graph in default] + [f"USING NAMED {graph} " for graph in named])
    written: list[str] = []
    done = depth = pattern = 0
    before = ""
    shorthand = False
    for token in _TOKEN.finditer(update):
        kind, text = token.lastgroup, token[0].upper()
        if kind == "brace":
            depth += 1 if text == "{" else -1
            if depth < 0:
                break
            if depth == 1 and text == "{":
                pattern = token.start()
            elif depth == 0 and shorthand:
                # DELETE WHERE {…} stands for DELETE {…} WHERE {…}.
                group = update[pattern : token.end()]
                written.append(f"{group} {clauses}WHERE {group}")
                done, shorthand = token.end(), False
        elif kind == "word" and depth == 0:
            if text in ("USING", "WITH"):
                raise RefusedError(400, "using-graph-uri and using-named-graph-uri do not go with USING or WITH")
            if text == "WHERE":
                written.append(update[done : token.start()])
                done = token.end() if before == "DELETE" else token.start()
                if before == "DELETE":
                    shorthand = True
                else:
                    written.append(clauses)
        if kind != "skipped" or not text.startswith("#"):
            before = text
    if depth or shorthand:
        raise RefusedError(400, "the braces of the update do not pair")
    return "".join([*written, update[done:]])
