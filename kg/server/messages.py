"""Values between a front and its workers: pickled, each after its length. Both ends are processes of this program."""

import pickle
import struct
from collections.abc import Iterator
from typing import Any

_LENGTH = struct.Struct("<Q")


def framed(value: object) -> bytes:
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


class Frames:
    """Values out of bytes as they come."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> Iterator[Any]:
        if not self._rest and len(data) >= _LENGTH.size and len(data) == _LENGTH.size + _LENGTH.unpack_from(data)[0]:
            yield pickle.loads(memoryview(data)[_LENGTH.size :])
            return
        self._rest += data
        while len(self._rest) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._rest)[0]
            if len(self._rest) < end:
                return
            with memoryview(self._rest) as whole:
                value = pickle.loads(whole[_LENGTH.size : end])
            del self._rest[:end]
            yield value


def parts(value: Any) -> object:
    """A dataclass as its class and fields, which is pickled twice as fast."""
    slots = getattr(value, "__slots__", None)
    return value if slots is None else (type(value), *[getattr(value, name) for name in slots])


def whole(value: Any) -> Any:
    """What `parts` was given."""
    return value[0](*value[1:]) if isinstance(value, tuple) else value
