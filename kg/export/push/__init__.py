"""Sending a store to another SPARQL 1.1 store, in pieces, so that a push that was cut goes on where it stopped.

The ledger of a target remembers what it has taken, and the target holds the ledger's name in a graph of its own. A
target that was emptied, or filled by another ledger, does not hold it and is sent everything."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Store

from kg.export.push.ledger import Ledger
from kg.export.push.protocols import Limit, Protocol, batches
from kg.export.push.stored_parts import StoredPart, parts
from kg.model.errors import ContentRefusedError, EndpointError

__all__ = ["Ledger", "Limit", "PushReport", "push"]

OnProgress = Callable[[str, int, int], None]
"""Called with «push», how many graphs are done, and how many there are."""
_HOPELESS = 3
"""Refusals in a row, with nothing taken, that mean the endpoint and not the content is wrong."""


@dataclass(slots=True)
class PushReport:
    """What a push did. A part is the graph of a document, or in the default graph the triples of one subject."""

    sent: int = 0
    triples: int = 0
    unchanged: int = 0
    """Parts that the target had taken before, and that were not sent."""
    removed: int = 0
    failures: list[str] = field(default_factory=list)
    """One line for each part that the target did not take."""
    seconds: float = 0.0


def push(store: Store, target: Protocol, ledger: Ledger, *, on_progress: OnProgress | None = None) -> PushReport:
    """Makes the target's graphs equal to the store's. Graphs there that no push has sent stay as they are.

    Raises EndpointError when the target does not answer or takes nothing at all; what it has taken until then is not
    sent again by the next push."""
    began = time.perf_counter()
    if not ledger.name or target.marker() != ledger.name:
        ledger.reset()
        target.mark(ledger.name)
    sending = _Sending(target, ledger)
    changed = sending.changed(store, on_progress or (lambda step, done, total: None))
    for batch in batches(changed, target.limit, lambda part: (max(1, len(part.lines)), part.size)):
        sending.replace(batch)
    sending.report.seconds = time.perf_counter() - began
    return sending.report


class _Sending:
    def __init__(self, target: Protocol, ledger: Ledger) -> None:
        self.report = PushReport()
        self._target, self._ledger = target, ledger

    def changed(self, store: Store, progress: OnProgress) -> Iterator[StoredPart]:
        """What the target has not taken, then what the store has no longer."""
        total = 1 + sum(1 for _ in store.named_graphs())
        graphs: set[str] = set()
        for part in parts(store, by_subject=self._target.by_subject):
            self._ledger.see(part)
            if part.graph not in graphs:
                graphs.add(part.graph)
                progress("push", len(graphs), total)
            if self._ledger.digest(part) == part.digest:
                self.report.unchanged += 1
            else:
                yield part
        for graph, subject in self._ledger.unseen():
            yield StoredPart(graph, subject, ())

    def replace(self, batch: Sequence[StoredPart]) -> None:
        kept, gone = [part for part in batch if not part.gone], [part for part in batch if part.gone]
        # From here on it is unsure what the target has of them. What is to go is remembered until it is gone.
        self._ledger.forget(kept)
        try:
            self._target.replace(batch)
        except ContentRefusedError as error:
            self._refused(batch, error)
            return
        self._ledger.put(kept)
        self._ledger.forget(gone)
        self.report.sent += len(kept)
        self.report.triples += sum(len(part.lines) for part in kept)
        self.report.removed += len(gone)

    def _refused(self, batch: Sequence[StoredPart], refusal: ContentRefusedError) -> None:
        """Goes on part by part."""
        if len(batch) > 1:
            for part in batch:
                self.replace([part])
        elif len(self.report.failures) >= _HOPELESS and not self.report.sent + self.report.unchanged:
            raise EndpointError(str(refusal))
        else:
            self.report.failures.append(f"{batch[0].name}: {refusal}")
