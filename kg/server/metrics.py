"""`/metrics` for Prometheus: requests by route and status, their seconds, and what happens to the work behind them."""

import mmap
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from kg.server.observation import Handled

_STATUSES = (200, 204, 303, 304, 307, 400, 401, 403, 404, 405, 406, 413, 415, 500, 503)
_CELL = {status: at for at, status in enumerate(_STATUSES)}
_BUCKETS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
"""Upper bounds in seconds; one more has no bound."""
_MICROSECONDS = 1_000_000
_OTHER = 1
_WIDTH = len(_STATUSES) + _OTHER + len(_BUCKETS) + _OTHER + 1
"""Cells of a route: by status, by bucket, and the sum of microseconds."""
_MOST = 64
_NOW = ("waiting", "running")
_MEANINGS = {
    "asked": "Tasks that were asked of the graph.",
    "cached": "Tasks answered from the cache.",
    "brief": "Tasks answered without a worker, known to take a moment.",
    "shared": "Tasks answered with another, equal one.",
    "slow": "Tasks that went to the slow workers.",
    "refused": "Tasks refused because too many waited.",
    "timed_out": "Tasks whose worker was killed for the time they took.",
    "oversized": "Answers that were too large to be given.",
    "died": "Workers that ended while they answered.",
    "started": "Workers that were started.",
    "waiting": "Tasks that wait for a worker of this front.",
    "running": "Workers of this front that are busy.",
}
Counted = Callable[[], Mapping[str, int]]


class Requests(Collector):
    """Requests summed over the front processes: made before they are forked, each then writes a row of its own."""

    def __init__(self, processes: int = 1) -> None:
        self._cells = memoryview(mmap.mmap(-1, processes * _MOST * _WIDTH * 8)).cast("Q")
        self._row = 0
        self._routes: tuple[str, ...] = ("/",)
        self._numbers: Mapping[str, int] = {}

    def of(self, process: int, routes: Sequence[BaseRoute] = ()) -> "Requests":
        """The same numbers, to be written by that front; told apart by the first part of each route's path."""
        other = object.__new__(Requests)
        other._cells, other._row = self._cells, process * _MOST
        other._routes = _heads(routes)
        other._numbers = {route: number for number, route in enumerate(other._routes)}
        return other

    def observe(self, handled: Handled) -> None:
        path: str = handled.scope["path"]
        slash = path.find("/", 1)
        route = self._numbers.get(path if slash < 0 else path[:slash], 0)
        at = (self._row + route) * _WIDTH
        status = _CELL.get(handled.status, len(_STATUSES))
        bucket = len(_STATUSES) + _OTHER + bisect_left(_BUCKETS, handled.seconds)
        self._cells[at + status] += 1
        self._cells[at + bucket] += 1
        self._cells[at + _WIDTH - 1] += int(handled.seconds * _MICROSECONDS)

    def collect(self) -> Iterator[Metric]:
        counted = CounterMetricFamily("kg_requests", "HTTP requests.", labels=("route", "status"))
        timed = HistogramMetricFamily("kg_request_seconds", "Seconds until a request was answered.", labels=("route",))
        for number, route in enumerate(self._routes):
            cells = [sum(self._cells[number * _WIDTH + at :: _MOST * _WIDTH].tolist()) for at in range(_WIDTH)]
            statuses, buckets = cells[: len(_STATUSES) + _OTHER], cells[len(_STATUSES) + _OTHER : -1]
            for status, times in zip((*map(str, _STATUSES), "other"), statuses, strict=True):
                if times:
                    counted.add_metric((route, status), times)
            if any(buckets):
                running = [sum(buckets[: at + 1]) for at in range(len(buckets))]
                bounds = (*map(str, _BUCKETS), "+Inf")
                timed.add_metric((route,), list(zip(bounds, running, strict=True)), cells[-1] / _MICROSECONDS)
        yield from (counted, timed)


class _Work(Collector):
    def __init__(self, counts: Counted) -> None:
        self._counts = counts

    def collect(self) -> Iterator[Metric]:
        for name, number in self._counts().items():
            kind = GaugeMetricFamily if name in _NOW else CounterMetricFamily
            yield kind(f"kg_{name}", _MEANINGS.get(name, name), value=number)


def routes(requests: Requests, counts: Counted) -> list[BaseRoute]:
    registry = CollectorRegistry()
    registry.register(requests)
    registry.register(_Work(counts))

    async def metrics(request: Request) -> Response:
        headers = {"content-type": CONTENT_TYPE_PLAIN_0_0_4, "cache-control": "no-store"}
        return Response(generate_latest(registry), headers=headers)

    return [Route("/metrics", metrics)]


def _heads(routes: Sequence[BaseRoute]) -> tuple[str, ...]:
    """The first part of each path; before them one name for the paths that no route names."""
    paths = [route.path for route in routes if isinstance(route, Route | Mount)]
    heads = {"/metrics"} | {
        "/" + path.split("/")[1] for path in paths if path.count("/") and "{" not in path.split("/")[1]
    }
    return ("/{path}", *sorted(heads))[:_MOST]
