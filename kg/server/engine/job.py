"""A task that somebody waits for, and the file that its answer is written into, part by part.

An answer that ends within its first part is a whole one, with its length; of any other the parts are sent as they are
made, and whoever makes them waits when the client does not read."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from kg.server.answers.task import Answer, BrokenAnswerError, Graph, RefusedError, Rest, Task, problem, unavailable
from kg.server.engine.limits import MIB, Limits

PART = MIB // 4
AHEAD = 4
"""Parts that may be made before one of them is sent."""


class Reply(NamedTuple):
    """What comes back: the first with the answer, of which this may be all; others with more of its body."""

    answer: Answer | None
    """Of which the body does not count."""
    body: bytes
    last: bool
    worked: float
    """Seconds of processor time until the first part."""

    def begun(self, rest: Rest | None = None) -> Answer:
        """The answer, of which this is the first part and `rest` has the others."""
        assert self.answer is not None
        return Answer(self.answer.status, self.answer.media_type, self.body, self.answer.headers, rest=rest)


class Parts:
    """A file that is sent on in parts, as far as those who write answers need one: to make one of `io` and let it go
    takes half as long as a quick query. `send` may raise to end the writing."""

    __slots__ = ("_answer", "_begun", "_buffer", "_send")

    def __init__(self, answer: Answer, send: Callable[[Reply], None], begun: float) -> None:
        # Without what writes it, which is to be dropped where it was made.
        self._answer: Answer | None = Answer(answer.status, answer.media_type, headers=answer.headers)
        self._send, self._begun = send, begun
        self._buffer = bytearray()

    def write(self, data: bytes) -> int:
        self._buffer += data
        if len(self._buffer) >= PART:
            self._pass_on(last=False)
        return len(data)

    def writelines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """What was written goes on by parts."""

    def end(self) -> None:
        self._pass_on(last=True)

    @property
    def begun(self) -> bool:
        return self._answer is None

    def _pass_on(self, *, last: bool) -> None:
        worked = time.thread_time() - self._begun if self._answer else 0.0
        reply = Reply(self._answer, bytes(self._buffer), last, worked)
        self._answer = None
        self._buffer.clear()
        self._send(reply)


def answer(task: Task, graph: Graph, limits: Limits, send: Callable[[Reply], None]) -> None:
    """Answers a task, all in this thread. Raises what `send` raises, and BrokenAnswerError when it fails midway."""
    begun = time.thread_time()
    parts: Parts | None = None
    try:
        found = task.answer(graph)
        if found.write is not None:
            parts = Parts(found, send, begun)
            found.write(cast(BinaryIO, parts))
            parts.end()
            return
        if len(found.body) > limits.result:
            allowed = f"more than the {limits.result / MIB:g} MiB allowed"
            found = problem(413, f"the answer has {len(found.body) / MIB:.1f} MiB, {allowed}; ask for less")
    except MemoryError:
        found = out_of_memory(limits)
    except RefusedError as refusal:
        if parts is not None and parts.begun:
            raise BrokenAnswerError from refusal
        found = refusal.answer
    except Exception as error:
        if parts is not None and parts.begun:
            raise BrokenAnswerError from error
        logging.getLogger(__name__).exception("%.500r failed", task)
        found = problem(500, "this should have been answered, and was not: an error of the server")
    send(Reply(found, found.body, True, time.thread_time() - begun))


def out_of_memory(limits: Limits) -> Answer:
    return unavailable(f"the query took more than the {limits.memory // MIB} MiB of memory that one may have")


def processor_time(process: str) -> float | None:
    """Seconds of processor time that a process or a thread has had, by its folder in /proc; None where the system does
    not tell."""
    try:
        return int(Path(f"{process}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except (OSError, ValueError, IndexError):
        return None


class Job:
    """The loop's end of it."""

    def __init__(self, task: Task, shape: str, loop: asyncio.AbstractEventLoop) -> None:
        self.task, self.shape = task, shape
        self.answer: asyncio.Future[Answer] = loop.create_future()
        self.parts: deque[bytes | None] = deque()
        """Made and not yet taken; None where there will be no more."""
        self._made: asyncio.Event | None = None
        self.on_taken: Callable[[], None] = lambda: None
        """Called when the client has taken a part."""
        self.dropped = False
        """Nobody waits for it any more."""
        self.worked = 0.0
        self.progress = 0.0
        """When a part was last made or taken, by the clock of the loop."""

    @property
    def begun(self) -> bool:
        return self.answer.done()

    def take(self, reply: Reply) -> None:
        """What its maker says."""
        self.progress = asyncio.get_running_loop().time()
        if self.dropped or self.answer.cancelled():
            return
        if self.begun:
            self._put(*((reply.body, b"") if reply.last else (reply.body,)))
        elif reply.answer is not None:
            self.worked = reply.worked
            self.answer.set_result(reply.begun(None if reply.last else self))

    async def room(self) -> None:
        """Until the client has taken enough for another part to be made."""
        taken = asyncio.Event()
        self.on_taken = taken.set
        while len(self.parts) >= AHEAD and not self.dropped:
            taken.clear()
            await taken.wait()

    def refuse(self, answer: Answer) -> None:
        """Ends it with this answer, or midway when another has begun."""
        if self.dropped:
            return
        self.dropped = True
        self.on_taken()
        if self.begun:
            self._put(None)
        elif not self.answer.cancelled():
            self.answer.set_result(answer)

    def close(self) -> None:
        self.dropped = True
        self.on_taken()

    async def next(self) -> bytes:
        self.progress = asyncio.get_running_loop().time()
        self.on_taken()
        while not self.parts:
            self._made = asyncio.Event()
            await self._made.wait()
        part = self.parts.popleft()
        if part is None:
            raise BrokenAnswerError
        return part

    def _put(self, *parts: bytes | None) -> None:
        self.parts.extend(parts)
        if self._made is not None:
            self._made.set()
