"""What one query may take, and how much goes on at once."""

from dataclasses import dataclass

MIB = 2**20
_TRIPLE = 400
"""Bytes of one in memory, at most."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes; numbers of queries and workers are for each front."""

    timeout: float = 30.0
    """The longest a query may run."""
    wait: float = 30.0
    """The longest it may wait for its turn."""
    stall: float = 10.0
    """The longest a client may take nothing of an answer that is made as it reads."""
    quantum: float = 0.25
    """Processor time after which a query is slow."""
    result: int = 64 * MIB
    """The largest answer that has to be whole before it is sent."""
    memory: int = 512 * MIB
    """What a query may take."""
    cache: int = 32 * MIB
    """Answers kept."""
    together: int = 250_000
    """Triples of the default graph and its companion graphs that a front takes into memory once quick queries come;
    where there are more, they are read in the store."""
    workers: int = 1
    """Processes for queries that nobody knows yet, and for pages."""
    slow_workers: int = 1
    """Processes for slow queries, with lowered priority."""
    waiting: int = 2000
    slow_waiting: int = 16
    """Slow queries that wait for their turn."""
    streams: int = 16
    """Answers that are made as their clients read."""

    @property
    def kept(self) -> int:
        """What a front may come to hold beside what queries take."""
        return self.cache + self.together * _TRIPLE


DEFAULT = Limits()
