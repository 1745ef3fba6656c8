"""Sending a store to another SPARQL 1.1 store, in pieces, so that a push that was cut goes on where it stopped.

The ledger of a target remembers what it has taken, and the target holds the ledger's name in a graph of its own. A
target that was emptied, or filled by another ledger, does not hold it and is sent everything."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Store

from kg.export.push.ledger import Ledger
from kg.export.push.protocols import Limit, Protocol
from kg.export.push.stored_parts import Part, parts
from kg.model.errors import EndpointError, RefusedError

__all__ = ["Ledger", "Limit", "Report", "push"]

OnProgress = Callable[[str, int, int], None]
"""Called with «push», how many graphs are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a push did. A part is the graph of a document, or in the default graph the triples of one subject."""

    sent: int
    triples: int
    unchanged: int
    """Parts that the target had taken before, and that were not sent."""
    removed: int
    failures: tuple[str, ...]
    """One line for each part that the target did not take."""
    seconds: float


def push(store: Store, target: Protocol, ledger: Ledger, *, on_progress: OnProgress | None = None) -> Report:
    """Makes the target's graphs equal to the store's. Graphs there that no push has sent stay as they are.

    Raises EndpointError when the target does not answer or takes nothing at all; what it has taken until then is not
    sent again by the next push."""
    began = time.perf_counter()
    if not ledger.name or target.marker() != ledger.name:
        ledger.reset()
        target.mark(ledger.name)
    progress = on_progress or (lambda step, done, total: None)
    total = 1 + sum(1 for _ in store.named_graphs())
    sending = _Sending(target, ledger)
    graphs: set[str] = set()
    for part in parts(store, by_subject=target.by_subject):
        ledger.see(part)
        if part.graph not in graphs:
            graphs.add(part.graph)
            progress("push", len(graphs), total)
        sending.add(part)
    sending.flush()
    gone = [Part(graph, subject, ()) for graph, subject in ledger.unseen()]
    sending.replace(gone, removed=True)
    return Report(
        sent=sending.sent,
        triples=sending.triples,
        unchanged=sending.unchanged,
        removed=sending.removed,
        failures=tuple(sending.failures),
        seconds=time.perf_counter() - began,
    )


class _Sending:
    """Parts on their way: small ones together, as far as the target's limit goes."""

    def __init__(self, target: Protocol, ledger: Ledger) -> None:
        self.sent = self.triples = self.unchanged = self.removed = 0
        self.failures: list[str] = []
        self._target, self._ledger = target, ledger
        self._waiting: list[Part] = []
        self._room = target.limit

    def add(self, part: Part) -> None:
        if self._ledger.digest(part) == part.digest:
            self.unchanged += 1
            return
        if not self._room.holds(part.lines):
            self.flush()
        self._room = self._room.less(part.lines)
        self._waiting.append(part)

    def flush(self) -> None:
        waiting, self._waiting, self._room = self._waiting, [], self._target.limit
        self.replace(waiting)

    def replace(self, some: Sequence[Part], *, removed: bool = False) -> None:
        for batch in _batches(some, self._target.limit.triples):
            if not removed:
                # From here on it is unsure what the target has of them. What is to go is remembered until it is gone.
                self._ledger.forget(batch)
            try:
                self._target.replace(batch)
            except RefusedError as error:
                self._one_by_one(batch, error, removed=removed)
            else:
                self._done(batch, removed=removed)

    def _one_by_one(self, batch: Sequence[Part], refusal: RefusedError, *, removed: bool) -> None:
        if len(batch) > 1:
            for part in batch:
                self.replace([part], removed=removed)
        elif len(self.failures) >= _HOPELESS and not self.sent + self.unchanged:
            raise EndpointError(str(refusal))
        else:
            self.failures.append(f"{batch[0].name}: {refusal}")

    def _done(self, batch: Sequence[Part], *, removed: bool) -> None:
        if removed:
            self._ledger.forget(batch)
            self.removed += len(batch)
        else:
            self._ledger.put(batch)
            self.sent += len(batch)
            self.triples += sum(len(part.lines) for part in batch)


_HOPELESS = 3
"""Refusals in a row, with nothing taken, that mean the endpoint and not the content is wrong."""


def _batches(some: Sequence[Part], most: int) -> Iterator[Sequence[Part]]:
    for start in range(0, len(some), most):
        yield some[start : start + most]
