"""Tasks answered in worker processes: what was answered before, what is being answered, and which graph it is."""

import asyncio
import logging
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from pyoxigraph import Store

from kg.graph.store import current_name
from kg.model.errors import StoreError
from kg.server.cache import Cache, may_be_kept
from kg.server.counts import Counts
from kg.server.limits import Limits
from kg.server.pool import Pool
from kg.server.supervisor import Orders
from kg.server.tasks import Answer, Graph, Task, problem
from kg.server.worker import Opening, Snapshot
from kg.server.workers import Asked
from kg.server.writer import Writer

_LOOKS = 0.25
"""Seconds between two looks at which generation is current."""


class Engine:
    """The graph of a store's folder, read in processes; made within the loop of a front.

    What is known to be over in a moment is answered here, for the way to another process would take longer. Where the
    graph may be written to, one process does so. Those that read have snapshots open, and the first read after a write
    waits for the next."""

    def __init__(
        self,
        folder: Path,
        orders: Orders,
        limits: Limits,
        counts: Counts,
        graph: Callable[[Store], Graph],
        *,
        writable: bool = False,
    ) -> None:
        self._folder, self._orders, self._limits, self._counts = folder, orders, limits, counts
        self._graph_in, self._writable = graph, writable
        self._snapshots = snapshots(folder)
        self._loop = asyncio.get_running_loop()
        self._pool = Pool(orders, limits, counts)
        self._cache = Cache(limits.cache)
        self._asked: dict[Task, Asked] = {}
        self._opening: Opening | None = None
        self._graph: Graph | None = None
        self._writer: Writer | None = None
        self._renewing = asyncio.Lock()
        self._name = self._generation = ""
        self._written = self._shown = 0
        """Writes done, and those that readers see."""

    async def start(self) -> None:
        """Returns when the first query can be answered. Raises StoreError."""
        self._name = current_name(self._folder)
        path = self._folder / "generations" / self._name
        try:
            if self._writable:
                shutil.rmtree(self._snapshots, ignore_errors=True)
                self._snapshots.mkdir()
                self._writer = Writer(str(path), self._orders, self._limits, self._counts)
                await self._writer.start()
                self._written = 1
                await self._renew()
            else:
                await self._open(path)
        except OSError as error:
            raise StoreError(f"{self._folder}: the store cannot be opened: {error}") from None
        self._generation = _version(path)

    async def watch(self) -> None:
        """Goes over to each new generation, for as long as it is not cancelled."""
        tried = self._name
        while not self._writable:
            await asyncio.sleep(_LOOKS)
            try:
                name = current_name(self._folder)
                if name not in ("", tried):
                    tried = name
                    path = self._folder / "generations" / name
                    await self._open(path)
                    self._name, self._generation = name, _version(path)
            except (OSError, StoreError) as error:
                logging.getLogger(__name__).error("the new generation is not served: %s", error)

    async def ask(self, task: Task) -> Answer:
        self._counts.add("asked")
        if getattr(task, "writes", False):
            return await self._write(task)
        if self._shown != self._written and (refusal := await self._renew()):
            return refusal
        if known := self._known(task):
            return known
        asked = self._asked.get(task)
        if asked is not None:
            answer = await asked.answer
            if may_be_kept(answer) or answer.status >= 500:
                self._counts.add("shared")
                return answer
        asked = self._admit(task)
        try:
            return await asked.answer
        finally:
            self._answered(asked)

    def begin(self, task: Task, then: Callable[[Answer], None]) -> bool:
        if self._shown != self._written or task in self._asked:
            return False
        self._counts.add("asked")
        if known := self._known(task):
            then(known)
            return True
        asked = self._admit(task)

        def settled(answer: asyncio.Future[Answer]) -> None:
            self._answered(asked)
            then(answer.result())

        asked.answer.add_done_callback(settled)
        return True

    def version(self) -> str:
        return f"{self._generation}.{self._written}"

    def counts(self) -> Mapping[str, int]:
        return {**self._counts.all(), "waiting": self._pool.waiting, "running": self._pool.running}

    def stop(self) -> None:
        """Whoever still waits is refused."""
        self._pool.refuse_all("the server is stopping")

    def close(self) -> None:
        self._pool.close()
        if self._writer is not None:
            self._writer.close()

    def _known(self, task: Task) -> Answer | None:
        """The answer that was kept, or can be had at once."""
        kept = self._cache.get(task)
        if kept is not None:
            self._counts.add("cached")
            return kept
        at_once: Callable[[Graph], Answer | None] | None = getattr(task, "at_once", None)
        answer = at_once(self._graph) if at_once and self._graph else None
        if answer is None or len(answer.body) > self._limits.result:
            return None
        # Not kept: many of these would drop few that took long.
        self._counts.add("brief")
        return answer

    def _admit(self, task: Task) -> Asked:
        asked = self._asked[task] = Asked(task, self._loop)
        self._pool.admit(asked)
        return asked

    def _answered(self, asked: Asked) -> None:
        if self._asked.get(asked.task) is asked:
            del self._asked[asked.task]
        if asked.opening is not None and asked.opening is self._opening and may_be_kept(asked.answer.result()):
            self._cache.keep(asked.task, asked.answer.result())

    async def _write(self, task: Task) -> Answer:
        if self._writer is None:
            return problem(403, "this endpoint is read-only")
        answer = await self._writer.ask(task)
        # One that was stopped may have been done.
        if not 400 <= answer.status < 500:
            self._written += 1
        return answer

    async def _renew(self) -> Answer | None:
        """Lets readers see what was written until now; gives the refusal if that cannot be."""
        needed = self._written
        async with self._renewing:
            if self._shown >= needed or self._writer is None:
                return None
            reached = self._written
            path = self._snapshots / str(reached)
            shutil.rmtree(path, ignore_errors=True)
            answer = await self._writer.ask(Snapshot(str(path)))
            if answer.status != 200:
                return answer
            await self._open(path)
            for older in self._snapshots.iterdir():
                # The one before may still be read.
                if int(older.name) < self._shown:
                    shutil.rmtree(older, ignore_errors=True)
            self._shown = reached
            return None

    async def _open(self, path: Path) -> None:
        opening = Opening(str(path), writable=False, limits=self._limits)
        try:
            store = await asyncio.to_thread(Store.read_only, str(path))
        except (RuntimeError, ValueError) as error:
            raise OSError(error) from None
        await self._pool.open(opening)
        self._opening, self._graph = opening, self._graph_in(store)
        self._asked.clear()
        self._cache.clear()


def _version(generation: Path) -> str:
    """Its name, and when it was last opened for writing: the same number of writes may have been other ones."""
    return f"{generation.name}-{(generation / 'CURRENT').stat().st_mtime_ns:x}"


def snapshots(folder: Path) -> Path:
    """Where those are kept that readers of a writable store have open."""
    return folder / "snapshots"
