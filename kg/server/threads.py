"""Tasks answered in threads of this process."""

import asyncio
import threading
from collections.abc import Callable, Mapping

from kg.server.tasks import Answer, Graph, Task


class Threads:
    """So many tasks at a time.

    The threads are daemons: a query that never ends must not keep the program from ending."""

    def __init__(self, graph: Graph, limit: int) -> None:
        self._graph = graph
        self._free = asyncio.Semaphore(limit)
        self._asked = self._written = 0

    def version(self) -> str:
        return str(self._written)

    def counts(self) -> Mapping[str, int]:
        return {"asked": self._asked}

    def begin(self, task: Task, then: Callable[[Answer], None]) -> bool:
        return False

    async def ask(self, task: Task) -> Answer:
        self._asked += 1
        async with self._free:
            loop = asyncio.get_running_loop()
            done: asyncio.Future[Answer] = loop.create_future()

            def settle(answer: Answer | None, error: BaseException | None) -> None:
                if done.cancelled():
                    return
                if answer is not None:
                    done.set_result(answer)
                elif error is not None:
                    done.set_exception(error)

            def body() -> None:
                answer: Answer | None = None
                error: BaseException | None = None
                try:
                    answer = task.answer(self._graph)
                except Exception as raised:
                    error = raised
                if not loop.is_closed():
                    loop.call_soon_threadsafe(settle, answer, error)

            threading.Thread(target=body, daemon=True).start()
            try:
                return await done
            finally:
                self._written += getattr(task, "writes", False)
