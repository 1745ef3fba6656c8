"""What is done to a store before it is served, in a process of its own: where a store was open, nothing is forked."""

import os
import sys
from pathlib import Path

from kg.graph.store import Generation, current_name, open_current
from kg.model.errors import KgError


def prepare(folder: Path, *, writable: bool) -> None:
    """Makes an empty generation where one is to be written to and there is none. Raises KgError when there is no store,
    or none that can be read. Call it under the store's lock when it is to be written to."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        code = 1
        try:
            if writable and not current_name(folder):
                Generation(folder).publish([])
            open_current(folder)
            code = 0
        except KgError as error:
            os.write(writing, str(error).encode())
        except BaseException as error:
            os.write(writing, f"{folder}: {type(error).__name__}: {error}".encode())
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    if os.waitpid(child, 0)[1]:
        raise KgError(said or f"{folder}: the store cannot be opened")
