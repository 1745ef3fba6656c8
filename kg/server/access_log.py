"""One line a request, in the Combined Log Format of web servers, which log readers know, and the seconds it took.

Only what stands in the address is written, cut short; no body and no header but Referer and User-Agent, so no token."""

import os
import re
import sys
import time
from pathlib import Path

from kg.model.errors import KgError
from kg.server.observation import Handled, Observer

_LONGEST = 400
_UNFIT = re.compile(r"[^\x20-\x7e]|[\"\\]")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def access_log(file: Path) -> Observer:
    """Lines added to `file`, or to stderr for «-». Raises KgError when it cannot be written."""
    if str(file) == "-":
        to = sys.stderr.fileno()
    else:
        try:
            to = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        except OSError as error:
            raise KgError(f"{file}: {error.strerror or error}; the access log needs a file it may write to") from None

    def write(handled: Handled) -> None:
        # One write of a short line is not mixed up with those of other processes.
        os.write(to, line(handled, time.time()).encode("ascii"))

    return write


def line(handled: Handled, now: float) -> str:
    """`now` in seconds since 1970."""
    scope = handled.scope
    headers = {name: value for name, value in scope["headers"] if name in (b"referer", b"user-agent")}
    client = (scope.get("client") or ("-",))[0]
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    asked = f"{scope['method']} {_fit(scope.get('raw_path', b'') + query)} HTTP/{scope['http_version']}"
    agents = " ".join(f'"{_fit(headers.get(name, b"-"))}"' for name in (b"referer", b"user-agent"))
    return f'{client} - - [{_stamp(now)}] "{asked}" {handled.status} {handled.sent} {agents} {handled.seconds:.3f}\n'


def _fit(value: bytes) -> str:
    """Printable and without quotes: nobody writes lines of his own into the log."""
    text = value.decode("latin-1")
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
    return _UNFIT.sub(lambda found: f"\\x{ord(found[0]):02x}", cut)


def _stamp(now: float) -> str:
    """Not by `strftime`, whose months are those of the locale."""
    at = time.gmtime(now)
    return f"{at.tm_mday:02}/{_MONTHS[at.tm_mon - 1]}/{at.tm_year}:{at.tm_hour:02}:{at.tm_min:02}:{at.tm_sec:02} +0000"
