"""Tasks answered in worker processes: what was answered before, what is being answered, and which graph it is."""

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path

from kg.errors import StoreError
from kg.server.cache import Cache, may_be_kept
from kg.server.counts import Counts
from kg.server.limits import Limits
from kg.server.pool import Pool
from kg.server.supervisor import Orders
from kg.server.tasks import Answer, Task
from kg.server.worker import Opening
from kg.server.workers import Asked
from kg.store import current_name

_LOOKS = 0.25
"""Seconds between two looks at which generation is current."""


class Engine:
    """The graph of a store's folder, read in processes; made within the loop of a front."""

    def __init__(self, folder: Path, orders: Orders, limits: Limits, counts: Counts) -> None:
        self._folder, self._limits, self._counts = folder, limits, counts
        self._loop = asyncio.get_running_loop()
        self._pool = Pool(orders, limits, counts)
        self._cache = Cache(limits.cache)
        self._asked: dict[Task, Asked] = {}
        self._opening: Opening | None = None
        self._version = ""

    async def start(self) -> None:
        """Returns when the first query can be answered. Raises StoreError."""
        name = current_name(self._folder)
        try:
            await self._open(self._folder / "generations" / name, name)
        except OSError as error:
            raise StoreError(f"{self._folder}: the store cannot be opened: {error}") from None

    async def watch(self) -> None:
        """Goes over to each new generation, for as long as it is not cancelled."""
        tried = self._version
        while True:
            await asyncio.sleep(_LOOKS)
            try:
                name = current_name(self._folder)
                if name not in ("", tried):
                    tried = name
                    await self._open(self._folder / "generations" / name, name)
            except (OSError, StoreError) as error:
                logging.getLogger(__name__).error("the new generation is not served: %s", error)

    async def ask(self, task: Task) -> Answer:
        self._counts.add("asked")
        kept = self._cache.get(task)
        if kept is not None:
            self._counts.add("cached")
            return kept
        asked = self._asked.get(task)
        if asked is not None:
            answer = await asyncio.shield(asked.answer)
            if may_be_kept(answer) or answer.status >= 500:
                self._counts.add("shared")
                return answer
        asked = self._asked[task] = Asked(task, self._loop)
        self._pool.admit(asked)
        try:
            answer = await asyncio.shield(asked.answer)
        finally:
            if self._asked.get(task) is asked:
                del self._asked[task]
        if asked.opening is self._opening and may_be_kept(answer):
            self._cache.keep(task, answer)
        return answer

    def version(self) -> str:
        return self._version

    def counts(self) -> Mapping[str, int]:
        return {**self._counts.all(), "waiting": self._pool.waiting, "running": self._pool.running}

    def stop(self) -> None:
        """Whoever still waits is refused."""
        self._pool.refuse_all("the server is stopping")

    def close(self) -> None:
        self._pool.close()

    async def _open(self, path: Path, version: str) -> None:
        opening = Opening(str(path), writable=False, limits=self._limits)
        await self._pool.open(opening)
        self._opening, self._version = opening, version
        self._asked.clear()
        self._cache.clear()
