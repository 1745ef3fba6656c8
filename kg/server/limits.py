"""What one query may take, and how much goes on at once."""

from dataclasses import dataclass

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes; those of workers and of waiting queries are for each front process."""

    timeout: float = 30.0
    """The longest a query may run."""
    wait: float = 30.0
    """The longest it may wait for its turn."""
    quantum: float = 0.25
    """Processor time after which a query is slow."""
    result: int = 64 * MIB
    memory: int = 1024 * MIB
    """What a worker may take beyond what it has when the store is open."""
    cache: int = 64 * MIB
    """Answers kept."""
    workers: int = 2
    """Worker processes for queries that are quick, or not known to be slow."""
    slow_workers: int = 1
    """Worker processes for slow queries, at most, with lowered priority."""
    waiting: int = 2000
    slow_waiting: int = 16
    """Slow queries that wait for a slow worker."""


DEFAULT = Limits()
