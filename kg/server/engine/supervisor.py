"""The process that starts all others and ends them: fronts, which speak HTTP, and the workers these ask for.

It opens no store and has one thread, so a fork of it is whole, and a new worker takes a millisecond. It is the parent
of every worker: a process number it kills is that of its child and of nobody else."""

import contextlib
import logging
import os
import selectors
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from types import FrameType

from prometheus_client.multiprocess import mark_process_dead

from kg.model.errors import KgError

GRACE = 5.0
"""Seconds that running requests have to end."""
_BEYOND_GRACE = 2.0
_STARTS = 1.0
"""Seconds: a front that lives less than this is not started again."""
_ORDER = struct.Struct("<cI")
_HIRE, _KILL, _SLOW, _LEAVE, _ALIVE = b"h", b"k", b"s", b"l", b"a"
_SILENT = 20.0
"""Seconds: a front that says nothing for so long hangs (a damaged store can do that), and is killed."""
_NICENESS = 10
FRONT, WORKER = "kg front", "kg worker"
"""What the processes are called."""
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Orders:
    """The front's end of its line to the supervisor."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line

    def hire(self) -> socket.socket:
        """The connection to a new worker."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self.line, [_ORDER.pack(_HIRE, 0)], [theirs.fileno()])
        ours.setblocking(False)
        return ours

    def kill(self, worker: int) -> None:
        self._send(_KILL, worker)

    def slow(self, worker: int) -> None:
        """Others go before it from now on."""
        self._send(_SLOW, worker)

    def leave(self) -> None:
        """Another front takes the place of this one, which ends when its requests have."""
        self._send(_LEAVE, 0)

    def alive(self) -> None:
        """To be said every second: a front that does not is killed, and another takes its place."""
        self._send(_ALIVE, 0)

    def _send(self, order: bytes, worker: int) -> None:
        try:
            self.line.sendall(_ORDER.pack(order, worker))
        except (BrokenPipeError, ConnectionResetError):
            # Without a supervisor the front is about to end, and nobody else can end its workers.
            if order == _KILL:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)


@dataclass(slots=True)
class _Front:
    at: int
    """Which of the listeners it has."""
    line: socket.socket
    started: float
    ends: float = inf
    """When it is killed, if it has not ended: it leaves."""
    heard: float = inf
    """When it last said that it is alive."""


class Supervisor:
    def __init__(
        self,
        listeners: Sequence[socket.socket],
        front: Callable[[socket.socket, Orders], None],
        worker: Callable[[socket.socket], None],
    ) -> None:
        """`front` is run in a process for each listener, `worker` in one for each connection that a front asks for."""
        self._listeners = listeners
        self._front = front
        self._worker = worker
        self._fronts: dict[int, _Front] = {}
        self._workers: dict[int, int] = {}
        """Each with its front."""
        self._stops = False

    def run(self, on_start: Callable[[], None]) -> None:
        """Until SIGTERM or SIGINT. Raises KgError when the fronts cannot be kept running."""
        self._selector = selectors.DefaultSelector()
        self._woken, self._waking = socket.socketpair()
        for end in (self._woken, self._waking):
            end.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)
        before = {number: signal.signal(number, self._stop) for number in _SIGNALS}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, _ignore)
        waking_before = signal.set_wakeup_fd(self._waking.fileno(), warn_on_full_buffer=False)
        try:
            for at in range(len(self._listeners)):
                self._start(at)
            on_start()
            while self._fronts:
                self._wait()
                self._bury()
        finally:
            for child in (*self._fronts, *self._workers):
                os.kill(child, signal.SIGKILL)
            for child in (*self._fronts, *self._workers):
                os.waitpid(child, 0)
            signal.set_wakeup_fd(waking_before)
            for number, handler in before.items():
                signal.signal(number, handler)
            self._let_go()

    def _wait(self) -> None:
        ends = min(min(front.ends, front.heard + _SILENT) for front in self._fronts.values())
        for key, _ in self._selector.select(None if ends == inf else max(0.0, ends - time.monotonic())):
            if key.data is None:
                self._woken.recv(1024)
            else:
                self._obey(key.data)
        for pid, front in self._fronts.items():
            if time.monotonic() >= min(front.ends, front.heard + _SILENT):
                os.kill(pid, signal.SIGKILL)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stops = True
        for pid, front in self._fronts.items():
            self._ends(front)
            os.kill(pid, signal.SIGTERM)

    def _ends(self, front: _Front) -> None:
        front.ends = min(front.ends, time.monotonic() + GRACE + _BEYOND_GRACE)

    def _start(self, at: int) -> None:
        ours, theirs = socket.socketpair()

        def body() -> None:
            ours.close()
            self._front(self._listeners[at], Orders(theirs))

        front = self._fork(FRONT, body)
        theirs.close()
        self._fronts[front] = _Front(at, ours, time.monotonic())
        self._selector.register(ours, selectors.EVENT_READ, front)

    def _obey(self, front: int) -> None:
        line = self._fronts[front].line
        try:
            order, descriptors, _, _ = socket.recv_fds(line, _ORDER.size, 1)
        except ConnectionResetError:
            order = b""
        if not order:
            self._selector.unregister(line)
            return
        wanted, worker = _ORDER.unpack(order)
        if wanted == _HIRE:
            self._hire(front, socket.socket(fileno=descriptors[0]))
        elif wanted == _ALIVE:
            self._fronts[front].heard = time.monotonic()
        elif wanted == _LEAVE:
            self._ends(self._fronts[front])
            if not self._stops:
                self._start(self._fronts[front].at)
        elif worker in self._workers and wanted == _KILL:
            os.kill(worker, signal.SIGKILL)
        elif worker in self._workers:
            os.setpriority(os.PRIO_PROCESS, worker, _NICENESS)

    def _hire(self, front: int, connection: socket.socket) -> None:
        def body() -> None:
            for listener in self._listeners:
                listener.close()
            # A terminal's interrupt goes to every process; whether a worker ends is for its front to say.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            self._worker(connection)

        with connection:
            self._workers[self._fork(WORKER, body)] = front

    def _bury(self) -> None:
        for worker in [child for child in self._workers if os.waitpid(child, os.WNOHANG)[0]]:
            del self._workers[worker]
        for pid in [child for child in self._fronts if os.waitpid(child, os.WNOHANG)[0]]:
            front = self._fronts.pop(pid)
            if front.line in {key.fileobj for key in self._selector.get_map().values()}:
                self._selector.unregister(front.line)
            front.line.close()
            mark_process_dead(pid)
            for worker in [child for child, its in self._workers.items() if its == pid]:
                os.kill(worker, signal.SIGKILL)
            if self._stops or front.ends < inf:
                continue
            if time.monotonic() - front.started < _STARTS:
                raise KgError("the server does not stay up; what it said before tells why")
            logging.getLogger(__name__).error("a front process ended, another takes its place")
            self._start(front.at)

    def _fork(self, name: str, body: Callable[[], None]) -> int:
        # A signal that came before the child has laid down our handlers would be lost on it.
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        child = os.fork()
        if child:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
            return child
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in (*_SIGNALS, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
            self._let_go()
            _call_itself(name)
            body()
            code = 0
        except BaseException:
            logging.getLogger(__name__).exception("a process of the server failed")
        finally:
            with contextlib.suppress(OSError, ValueError):
                sys.stderr.flush()
            os._exit(code)

    def _let_go(self) -> None:
        """A child that kept the lines of others open would keep these from seeing that we are gone."""
        self._selector.close()
        for front in self._fronts.values():
            front.line.close()
        self._woken.close()
        self._waking.close()


def _call_itself(name: str) -> None:
    """Makes `ps` and `top` tell the processes of a server apart, on Linux."""
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(name, encoding="ascii")


def _ignore(number: int, frame: FrameType | None) -> None:
    """SIGCHLD only has to wake the loop."""
