"""What answers the tasks of a front: what was answered before, a thread, or a worker; from the graph as it is now."""

import asyncio
import contextlib
import logging
import shutil
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Store

from kg.graph.companions import together
from kg.graph.store import current_name
from kg.model.errors import StoreError
from kg.server.answers.task import Answer, Graph, Task, problem, task, unavailable
from kg.server.engine.counts import BEHIND, RUNNING, WAITING, count
from kg.server.engine.job import Job
from kg.server.engine.limits import Limits
from kg.server.engine.remembered import Kept, QueryShapes, may_be_kept
from kg.server.engine.supervisor import Orders
from kg.server.engine.threads import AnswerHere, Threads
from kg.server.engine.worker import Opening, opened, snapshot
from kg.server.engine.workers import StoreWriter, Workers

_LOOKS, _TRIES_AGAIN = 0.25, 2.0
"""Seconds between two looks at which generation is current, and until one that did not open is tried again."""
_STOPPING = unavailable("the server is stopping")


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """What is read: opened here for threads, and by workers."""

    graph: Graph
    opening: Opening
    kept: Kept


class Engine:
    """The graph of a store's folder; made within the loop of a front.

    Where the graph may be written to, one process does so. Those that read have snapshots open, and the first read
    after a write waits for the next. `retire` is called when a query cannot be ended but with this process."""

    def __init__(
        self,
        folder: Path,
        orders: Orders,
        limits: Limits,
        graph: Callable[[Store], Graph],
        retire: Callable[[bool], None],
        *,
        writable: bool = False,
    ) -> None:
        self._folder, self._orders, self._limits = folder, orders, limits
        self._graph_in, self._writable = graph, writable
        self._snapshots = snapshots(folder)
        self._shapes = QueryShapes()
        self.threads = Threads(limits, self._shapes, retire)
        self._workers = Workers(orders, limits, self._shapes)
        self._asked: dict[Task, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._writer: StoreWriter | None = None
        self._renewing = asyncio.Lock()
        self._name = self._generation = self._trouble = ""
        self._quick = self._gathering = False
        """Whether a thread has answered since the graph last changed, and whether that one is taken into memory."""
        self._written = self._seen = 0
        """Writes done, and those that readers see."""

    async def start(self) -> None:
        """Returns when the first query can be answered. Raises StoreError."""
        self._name = current_name(self._folder)
        path = self._folder / "generations" / self._name
        try:
            if self._writable:
                shutil.rmtree(self._snapshots, ignore_errors=True)
                self._snapshots.mkdir()
                self._writer = StoreWriter(str(path), self._orders, self._limits)
                await self._writer.start()
                self._written = 1
                await self._renew()
            else:
                await self._show(path)
        except OSError as error:
            raise StoreError(f"{self._folder}: the store cannot be opened: {error}") from None
        self._generation = _version(path)

    async def watch(self) -> None:
        """Goes over to each new generation, for as long as it is not cancelled."""
        pause = _LOOKS
        while not self._writable:
            await asyncio.sleep(pause)
            pause = _LOOKS
            if self._quick and not self._gathering:
                self._gathering = True
                self._beside(self._gather(self._shown))
            try:
                name = current_name(self._folder)
                if name not in ("", self._name):
                    path = self._folder / "generations" / name
                    await self._show(path)
                    self._name, self._generation = name, _version(path)
                    self._shapes.forget()
                self._fall_behind("")
            except (OSError, StoreError) as error:
                self._fall_behind(str(error))
                pause = _TRIES_AGAIN

    async def ask(self, task: Task) -> Answer:
        count("asked")
        if getattr(task, "writes", False):
            return await self._write(task)
        if self._seen != self._written and (refusal := await self._renew()):
            return refusal
        if (known := self._known(task, self._shown)) is not None:
            return known
        same = self._asked.get(task)
        if same is not None:
            answer = await asyncio.shield(same.answer)
            if answer.rest is None and (may_be_kept(answer) or answer.status >= 500):
                count("shared")
                return answer
        return await self._answered(task)

    def here(self, task: Task, answer_here: AnswerHere) -> Answer | None:
        """For a visitor of the threads, in its thread: an answer that was kept or is known to be quick, else None. Not
        where the graph can be written to: who reads may have to wait there."""
        shown = self._shown
        if (known := self._known(task, shown)) is not None:
            count("visits")
            return known
        shape = _shape(task)
        if self.threads.full or not self._shapes.quick(shape):
            return None
        reply = answer_here(task, shape, shown.graph)
        if reply is None:
            return None
        count("visits")
        self._quick = True
        answer = reply.begun()
        shown.kept.put(task, answer)
        return answer

    def version(self) -> str:
        return f"{self._generation}.{self._written}"

    def trouble(self) -> str:
        return self._trouble

    def stop(self) -> None:
        """Whoever still waits is refused."""
        self._workers.stop(_STOPPING)
        self.threads.stop(_STOPPING)

    def close(self) -> None:
        self._workers.close()
        if self._writer is not None:
            self._writer.close()

    async def _answered(self, task: Task) -> Answer:
        shown, shape = self._shown, _shape(task)
        if self._shapes.quick(shape) and not self.threads.full:
            count("threaded")
            self._quick = True
            job = self.threads.begin(task, shape, shown.graph)
        else:
            job = Job(task, shape, asyncio.get_running_loop())
            self._beside(self._workers.answer(job, shown.opening))
            self._gauge()
        self._asked[task] = job
        try:
            answer = await job.answer
        finally:
            if self._asked.get(task) is job:
                del self._asked[task]
        shown.kept.put(task, answer)
        if shown is self._shown:
            self._shapes.took(shape, job.worked)
        return answer

    def _known(self, task: Task, shown: _Shown) -> Answer | None:
        """What was kept, or is found in a moment."""
        if kept := shown.kept.get(task):
            count("cached")
            return kept
        at_once: Callable[[Graph], Answer | None] | None = getattr(task, "at_once", None)
        answer = at_once(shown.graph) if at_once is not None else None
        if answer is not None:
            count("brief")
        return answer

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
            if self._seen >= needed or self._writer is None:
                return None
            reached = self._written
            path = self._snapshots / str(reached)
            shutil.rmtree(path, ignore_errors=True)
            answer = await self._writer.ask(task(snapshot, str(path)))
            if answer.status != 200:
                return answer
            await self._show(path)
            for older in self._snapshots.iterdir():
                # The one before may still be read.
                if int(older.name) < self._seen:
                    shutil.rmtree(older, ignore_errors=True)
            self._seen = reached
            return None

    async def _show(self, path: Path) -> None:
        store = await asyncio.to_thread(opened, str(path))
        shown = _Shown(
            self._graph_in(store), Opening(str(path), writable=False, limits=self._limits), Kept(self._limits.cache)
        )
        self._shown = shown
        self._quick = self._gathering = False
        self._asked.clear()
        self._workers.dismiss_idle()

    def _beside(self, doing: Coroutine[None, None, None]) -> None:
        """The loop alone would not hold what it does."""
        held = asyncio.create_task(doing)
        self._tasks.add(held)
        held.add_done_callback(self._tasks.discard)

    async def _gather(self, shown: _Shown) -> None:
        """Takes together what queries see, once it is worth its memory; until then, and where it cannot be read, they
        are answered without."""
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            gathered = await asyncio.to_thread(together, shown.graph.store, self._limits.together)
            if shown is self._shown and gathered is not None:
                self._shown = replace(shown, graph=replace(shown.graph, together=gathered))

    def _fall_behind(self, reason: str) -> None:
        """Or not, where there is no reason to; the log has it, with paths that are nobody else's business."""
        if reason and not self._trouble:
            logging.getLogger(__name__).error("the new generation is not served: %s", reason)
        self._trouble = "the newest graph cannot be opened; the one before is served" if reason else ""
        BEHIND.set(bool(reason))
        self._gauge()

    def _gauge(self) -> None:
        WAITING.set(self._workers.waiting)
        RUNNING.set(self._workers.running + self.threads.running)


def snapshots(folder: Path) -> Path:
    """Where those are kept that readers of a writable store have open."""
    return folder / "snapshots"


def _version(generation: Path) -> str:
    """Its name, and when it was last opened for writing: the same number of writes may have been other ones."""
    return f"{generation.name}-{(generation / 'CURRENT').stat().st_mtime_ns:x}"


def _shape(task: Task) -> str:
    return getattr(task, "shape", "")
