"""What may go wrong while a command runs: each mistake of a user's is one line, and what asks a store has a process of
its own, which can be stopped at any moment."""

import ctypes
import functools
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from kg.commands import terminal
from kg.model.errors import KgError, StoreError

FAILED, BAD_INPUT, INTERRUPTED, ENDED = 1, 2, 130, 143
MIB = 2**20
_DIES_WITH_ITS_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def exit_code(run: Callable[[], object]) -> int:
    """Runs it; gives what the program ends with, and a line on stderr for every error that is the user's."""
    try:
        code = run()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
    except click.ClickException as error:
        _tell(error.format_message())
    except KgError as error:
        _tell(str(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has had enough of it («kg query … | head»).
        terminal.drop_output()
        return 0
    except OSError as error:
        # Files that have a name are told by whoever opened them.
        if error.errno is None or error.filename is not None:
            raise
        terminal.drop_output()
        _tell(f"stdout: {error.strerror}")
    return BAD_INPUT


def _tell(message: str) -> None:
    terminal.say(f"kg: {' '.join(message.split())}", err=True)


def guarded(command: Callable[..., object]) -> Callable[..., object]:
    """A command that asks the store in `store`: whatever goes wrong with a damaged one is told as that.

    Where the program runs by itself (click's `obj` is `in_a_process`) the command has its own process, which takes
    `timeout` seconds and `max_memory` MiB at most, where the command has such options."""

    @functools.wraps(command)
    @click.pass_obj
    def run(obj: Any, /, **given: Any) -> object:
        store = given["store"]
        limits = {name: given.pop(name, None) for name in ("timeout", "max_memory")}

        def asking() -> object:
            try:
                return command(**given)
            except (click.ClickException, BrokenPipeError):
                raise
            except Exception as error:
                if not isinstance(error, KgError) or isinstance(error, StoreError):
                    _tell_damage(store)
                raise

        return obj(asking, store, **limits) if obj else asking()

    return run


def in_a_process(asking: Callable[[], object], store: Path, *, timeout: float | None, max_memory: int | None) -> int:
    """The exit code of a process that does it. Raises KgError when it had to be ended, or fell."""
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, _end)
    # What comes before both have laid down what it does to them waits until they have.
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    child = os.fork()
    if not child:
        _work(asking, timeout, max_memory)
    status = None
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        status = os.waitpid(child, 0)[1]
    finally:
        if status is None:
            # What came as it ended by itself may come before its status is told.
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    ended = signal.Signals(os.WTERMSIG(status))
    if ended == signal.SIGINT:
        return INTERRUPTED
    _tell_damage(store)
    if ended == signal.SIGALRM:
        raise KgError(f"it took longer than {timeout:g} s; --timeout allows more")
    if max_memory and ended == signal.SIGABRT:
        raise KgError(f"it took more than {max_memory} MiB of memory; --max-memory allows more")
    raise KgError(f"it was ended by {ended.name}")


def _work(asking: Callable[[], object], timeout: float | None, max_memory: int | None) -> NoReturn:
    code = FAILED
    try:
        with suppress(AttributeError):
            ctypes.CDLL(None).prctl(_DIES_WITH_ITS_PARENT, signal.SIGKILL)
        # Python would tell of a signal when the query is over.
        for number in _SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        signal.setitimer(signal.ITIMER_REAL, timeout or 0)
        allowed = max_memory * MIB if max_memory else os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # Libraries write there what they die of.
        sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        code = exit_code(asking)
    except MemoryError:
        os.abort()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _end(signum: int, frame: FrameType | None) -> None:
    sys.exit(ENDED)


def _tell_damage(store: Path) -> None:
    """Raises StoreError when the store is not whole."""
    from kg.graph.store import check_whole

    if (store / "CURRENT").exists():
        check_whole(store)
