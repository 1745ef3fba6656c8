"""What reads documents and extracts what they say: this process, processes beside it, or a cluster.

A document that kills the process it is read in, or takes too long, has that as its outcome; the others are read on."""

import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from kg.documents.document import Document
from kg.model.errors import DocumentError, KgError
from kg.model.facts import Extraction

if TYPE_CHECKING:
    from distributed import Client

_log = logging.getLogger(__name__)

TIME_LIMIT = 600.0
"""Seconds that a document may take, unless somebody says otherwise."""

_AHEAD = 4
"""Documents given to each process before the outcome of the first is taken."""

Given = TypeVar("Given")
Made = TypeVar("Made")
Read: TypeAlias = Callable[[Path], Document]
Extract: TypeAlias = Callable[[Document], Extraction]
Failure: TypeAlias = DocumentError | str
"""One line that says why there is no outcome; an error says of which file, too."""
Waiting: TypeAlias = Callable[[], Made | Failure]


@dataclass(frozen=True, slots=True)
class Extractor:
    """Both begin with what they are given; what they give waits for the outcome."""

    read: Callable[[Path], Waiting[Document]]
    extract: Callable[[Document], Waiting[Extraction]]
    ahead: int
    """How many documents it should be given before the outcome of the first is asked for."""


Extracting: TypeAlias = Callable[[], AbstractContextManager[Extractor]]
_FIRST = Document("", "", "None.", "None.", "und", "plain", sha256="")
"""For processes that have nothing to read yet: models come with the first text of their language."""


def here(read: Read, extract: Extract) -> Extractor:
    """In this process, one document after the other; one that kills it kills the build."""
    return Extractor(lambda file: partial(_attempt, read, file), lambda text: partial(_attempt, extract, text), ahead=0)


@contextmanager
def processes(read: Read, extract: Extract, jobs: int, time_limit: float) -> Iterator[Extractor]:
    """In so many processes beside this one, each of which loads its models once."""
    from pebble import ProcessExpired, ProcessPool

    spawning = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=jobs, initializer=_begin, context=spawning)

    def begin(work: Callable[[Given], Made], given: Given) -> Waiting[Made]:
        begun: Future[Made | Failure] = pool.schedule(_attempt, args=(work, given), timeout=time_limit)

        def outcome() -> Made | Failure:
            try:
                return begun.result()
            except TimeoutError:
                return _too_long(time_limit)
            except ProcessExpired as ended:
                return f"its process ended {_end(ended.exitcode)}"

        return outcome

    try:
        yield Extractor(partial(begin, read), partial(begin, extract), _AHEAD * jobs)
    finally:
        # Whoever leaves has what he asked for, or wants no more of it.
        pool.stop()
        pool.join()


@contextmanager
def warmed(extracting: Extracting, jobs: int) -> Iterator[Extracting]:
    """Begins the processes here, so that they are there the first time they are asked for."""
    with ExitStack() as early:
        begun = [early.enter_context(extracting())]
        for _ in range(jobs):
            begun[0].extract(_FIRST)

        @contextmanager
        def extractor() -> Iterator[Extractor]:
            if begun:
                with early.pop_all():
                    yield begun.pop()
            else:
                with extracting() as another:
                    yield another

        yield extractor


@contextmanager
def cluster(
    read: Read, extract: Extract, address: str, time_limit: float, version: Callable[[], str]
) -> Iterator[Extractor]:
    """On the workers of the dask.distributed scheduler at that address, where the same version of this package stands.
    Files are read in a process here.

    `version` tells what documents are read with; it is asked here and there. Raises KgError when nobody answers, there
    is no worker, or one would read otherwise than this process."""
    try:
        from distributed import Client
    except ImportError:
        raise KgError("--dask needs the package distributed: pip install 'kg[dask]'") from None
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise KgError(f"no dask scheduler answers at {address}: {error}") from None
    with client, processes(read, extract, 1, time_limit) as beside:
        _agree(client, address, version)
        workers = sum(client.nthreads().values())

        def begin(document: Document) -> Waiting[Extraction]:
            reading = client.submit(_attempt, extract, document, pure=False, retries=0)

            def outcome() -> Extraction | Failure:
                try:
                    # Those before it are done, so that it is being read from here on, or has been for some time.
                    done: Extraction | Failure = reading.result(timeout=time_limit)
                except TimeoutError:
                    reading.cancel()
                    return _too_long(time_limit)
                except Exception as error:  # of the cluster: extraction itself raises nothing
                    return f"the cluster could not read it: {type(error).__name__}: {error}".splitlines()[0]
                return done

            return outcome

        yield Extractor(beside.read, begin, _AHEAD * workers)


def outcomes(begun: Iterable[tuple[Given, Callable[[], Made]]], ahead: int) -> Iterator[tuple[Given, Made]]:
    """Gives what was begun, in order, with its outcome; `ahead` more are begun before one is waited for."""
    waiting: deque[tuple[Given, Callable[[], Made]]] = deque()
    for one in begun:
        waiting.append(one)
        if len(waiting) > ahead:
            named, outcome = waiting.popleft()
            yield named, outcome()
    for named, outcome in waiting:
        yield named, outcome()


def _agree(client: "Client", address: str, version: Callable[[], str]) -> None:
    ours, theirs = version(), dict[str, Any](client.run(version))
    if not theirs:
        raise KgError(f"the dask scheduler at {address} has no workers")
    for worker, said in sorted(theirs.items()):
        if said != ours:
            raise KgError(f"the worker {worker} has another version of kg, or of its word lists, than this process")


def _attempt(work: Callable[[Given], Made], given: Given) -> Made | Failure:
    try:
        return work(given)
    except DocumentError as error:
        return error
    except KgError as error:
        return str(error)
    except Exception as error:  # whatever one text provokes, the others are still read, and the report says so
        _log.debug("a document failed", exc_info=True)
        return f"{type(error).__name__}: {error}".splitlines()[0]


def _begin() -> None:
    # Nearly all of what a process makes before its first text it keeps: to search that for garbage takes long.
    gc.set_threshold(100_000)
    end_with_the_build()


def end_with_the_build() -> None:
    """Ends this process with its parent, for one whose parent was killed would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def wait(parent: BaseProcess) -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=wait, args=(parent,), daemon=True).start()


def _too_long(time_limit: float) -> str:
    return f"it took longer than {time_limit:g} s; --time-limit allows more"


def _end(code: int | None) -> str:
    if code is not None and code < 0:
        return f"by signal {signal.Signals(-code).name}"
    return f"with code {code}"
