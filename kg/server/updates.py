"""SPARQL updates. Each is done as a whole or not at all."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from pyoxigraph import NamedNode, Store

from kg.queries.outgoing import calls_out
from kg.server.questions import fault
from kg.server.tasks import DONE, Answer, Graph, problem
from kg.server.using import DatasetError, with_dataset


@dataclass(frozen=True, slots=True)
class Update:
    writes: ClassVar[bool] = True

    update: str
    default_graphs: tuple[str, ...] = ()
    """With `named_graphs`, the dataset that WHERE is matched against; neither: the whole store."""
    named_graphs: tuple[str, ...] = ()

    def answer(self, graph: Graph) -> Answer:
        if calls_out(self.update, partial(Store().update, base_iri=graph.base), graph.hosts):
            return problem(403, "SERVICE and LOAD are not offered here, or not with this address")
        try:
            default = [NamedNode(iri) for iri in self.default_graphs]
            named = [NamedNode(iri) for iri in self.named_graphs]
        except ValueError as error:
            return problem(400, f"using-graph-uri and using-named-graph-uri take IRIs: {error}")
        try:
            update = with_dataset(self.update, default, named) if default or named else self.update
            graph.store.update(update, base_iri=graph.base)
        except DatasetError as error:
            return problem(400, str(error))
        except (SyntaxError, OSError, RuntimeError, ValueError) as error:
            return fault(error, self.update)
        return DONE
