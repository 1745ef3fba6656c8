"""What happens to the tasks, for /metrics: summed over the fronts by files of prometheus_client, one for each."""

from collections.abc import Mapping

from prometheus_client import Counter, Gauge

_EVENTS: Mapping[str, Counter] = {
    name: Counter(f"kg_{name}", meaning)
    for name, meaning in {
        "asked": "Tasks that were asked of the graph.",
        "visits": "Tasks that a thread read and answered by itself.",
        "cached": "Tasks answered from the cache.",
        "brief": "Tasks answered at once, known to take a moment.",
        "shared": "Tasks answered with another, equal one.",
        "threaded": "Tasks answered in a thread of the front.",
        "streamed": "Answers sent while they were made.",
        "slow": "Tasks that went to the slow workers.",
        "refused": "Tasks refused because too many waited.",
        "timed_out": "Tasks stopped for the time they took.",
        "died": "Workers that ended while they answered.",
        "started": "Workers that were started.",
        "retired": "Fronts that left because a query of theirs could not be ended.",
    }.items()
}
WAITING = Gauge("kg_waiting", "Tasks that wait for a worker.", multiprocess_mode="livesum")
RUNNING = Gauge("kg_running", "Tasks that are being answered.", multiprocess_mode="livesum")
BEHIND = Gauge("kg_behind", "Fronts that cannot open the newest graph.", multiprocess_mode="livesum")


def count(event: str) -> None:
    _EVENTS[event].inc()
