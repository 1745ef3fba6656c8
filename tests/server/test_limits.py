"""What a query may take, and that nobody waits behind one that takes all it can."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, task
from kg.server.engine.limits import MIB, Limits
from kg.server.engine.remembered import Kept
from kg.server.pages.query import search_page
from tests.cooperation import cooperation
from tests.graph import COOP
from tests.server.program import Served, alive, publish, runaway, serving
from tests.server.test_serve import until

QUICK = f"SELECT ?c WHERE {{ ?c a <{COOP}Corridor> FILTER(isIRI(?c)) }}"
"""Quick, and for a worker nevertheless."""
PRODUCT = "GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l }"
LIMITS = Limits(
    timeout=1,
    wait=20,
    quantum=0.1,
    result=100_000,
    memory=100 * MIB,
    workers=1,
    slow_workers=1,
    slow_waiting=2,
    cache=0,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limits") / "store"
    publish(folder, cooperation().store())
    return folder


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder, LIMITS) as program:
        yield program


def ask(served: Served, query: str, timeout: float = 20) -> httpx.Response:
    return httpx.get(served.sparql, params={"query": query}, timeout=timeout)


TOO_MUCH = {
    "product": (runaway(), 503, "longer than 1 s"),
    "order": (f"SELECT (1 AS ?n) {{ {PRODUCT} }} ORDER BY ?a ?d ?j LIMIT 1", 503, ""),
    "memory": (f"SELECT DISTINCT * {{ {PRODUCT} }} ORDER BY ?a", 503, ""),
    "path": ("SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)* ?b . ?c (!<x:y>|^!<x:y>)* ?d . ?e ?f ?g }", 503, ""),
}


@pytest.mark.parametrize(("query", "status", "message"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much(served: Served, query: str, status: int, message: str) -> None:
    response = ask(served, query)
    assert response.status_code == status, response.text[:200]
    assert response.headers["content-type"].startswith("text/plain")
    assert message in response.text
    assert "retry-after" in response.headers or status == 413
    assert ask(served, QUICK).status_code == 200


def test_too_much_memory(folder: Path) -> None:
    query = f"SELECT DISTINCT * {{ {PRODUCT} }} ORDER BY ?a"
    with serving(folder, Limits(memory=30 * MIB, timeout=20)) as served:
        response = ask(served, query)
        assert response.status_code == 503
        assert "more than the 30 MiB of memory" in response.text
        assert ask(served, QUICK).status_code == 200


def test_a_worker_that_is_killed(served: Served) -> None:
    answers: list[httpx.Response] = []
    asking = threading.Thread(target=lambda: answers.append(ask(served, runaway(1))))
    before = served.workers()
    asking.start()
    time.sleep(0.05)
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    asking.join()
    assert answers[0].status_code == 503
    assert ask(served, QUICK).status_code == 200


async def together(address: str, *groups: list[str]) -> list[list[httpx.Response]]:
    """The answers to each group of queries, which are all asked at once, a group a moment after the one before."""
    async with httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=None)) as client:
        asked = []
        for group in groups:
            asked.append(asyncio.gather(*(client.get(address, params={"query": query}) for query in group)))
            await asyncio.sleep(0.2)
        return [await group for group in asked]


def test_the_slow_lane_is_full(folder: Path) -> None:
    with serving(folder, Limits(timeout=2, quantum=0.05, slow_waiting=0)) as served:
        slow, quick = asyncio.run(together(served.sparql, [runaway(n) for n in range(5)], [QUICK] * 5))
    assert [response.status_code for response in quick] == [200] * 5
    assert [response.status_code for response in slow] == [503] * 5
    assert sum("as many such as may wait" in response.text for response in slow) >= 2


def test_a_flood(folder: Path) -> None:
    """A hundred that never end come before those that are quick."""
    flood = [runaway(number) for number in range(100)]
    with serving(folder, Limits(timeout=1, quantum=0.05, wait=40, slow_waiting=4), processes=2) as served:
        slow, quick = asyncio.run(together(served.sparql, flood, [f"{QUICK} LIMIT {n + 1}" for n in range(30)]))
    assert [response.status_code for response in quick] == [200] * 30
    assert {response.status_code for response in slow} == {503}


def test_nothing_is_left_of_what_was_killed(folder: Path) -> None:
    limits = Limits(timeout=0.3, quantum=0.02, workers=1, slow_waiting=0)
    with serving(folder, limits) as served:
        assert until(lambda: bool(served.fronts()))
        (front,) = served.fronts()
        counts = []
        for round_ in range(2):
            for number in range(8):
                assert ask(served, runaway(100 * round_ + number)).status_code == 503
            assert ask(served, QUICK).status_code == 200
            counts.append([len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in (served.process.pid, front)])
            assert len(served.workers()) <= limits.workers + limits.slow_workers + 1
        before, after = counts
        assert all(now <= then + 3 for then, now in zip(before, after, strict=True)), counts


def test_answers_that_are_kept(folder: Path) -> None:
    """Not those that another asking may differ from."""
    with serving(folder) as served:
        for query, same in ((QUICK, True), ("SELECT (RAND() AS ?n) {}", False), ("SELECT (UUID() AS ?n) {}", False)):
            assert (ask(served, query).text == ask(served, query).text) is same


@pytest.mark.parametrize("visits", [False, True], ids=["new_connections", "one_connection"])
def test_a_wrong_guess_costs_a_front(tmp_path: Path, visits: bool) -> None:
    """A query of a shape that was quick goes to a thread, which cannot be stopped; nobody else notices. On a connection
    that is kept, the thread reads it itself."""
    graph = NamedNode("http://e/many")
    publish(tmp_path, [Quad(graph, graph, Literal(number), graph) for number in range(500)])
    product = " ".join(f"GRAPH <{{0}}> {{{{ ?a{n} ?b{n} ?c{n} }}}}" for n in range(6))
    query = f"SELECT (COUNT(*) AS ?n) {{{{ {product} }}}}"
    with serving(tmp_path, Limits(timeout=2)) as served, httpx.Client(timeout=60) as client:

        def guessed(thing: str) -> httpx.Response:
            asked = query.format(f"http://e/{thing}")
            return client.get(served.sparql, params={"query": asked}) if visits else ask(served, asked)

        for number in range(4):
            assert guessed(f"none{number}").status_code == 200
        assert until(lambda: bool(served.fronts()))
        (front,) = served.fronts()
        refused: list[httpx.Response] = []
        asking = threading.Thread(target=lambda: refused.append(guessed("many")))
        asking.start()
        end = time.monotonic() + 30
        while time.monotonic() < end and served.fronts() in ([], [front]):
            assert ask(served, QUICK).status_code == 200
        asking.join()
        assert (refused[0].status_code, "longer than 2 s" in refused[0].text) == (503, True)
        while time.monotonic() < end and alive(front):
            time.sleep(0.1)
        assert not alive(front)
        assert ask(served, QUICK).status_code == 200
        assert "kg_retired_total 1.0" in httpx.get(served.address + "metrics").text


def test_what_was_asked_counts_with_the_answers_that_are_kept() -> None:
    kept = Kept(MIB)
    asked = [task(search_page, Reader(given=(("q", f"{number} {'x' * 60_000}"),))) for number in range(100)]
    for one in asked:
        kept.put(one, Answer(200, "text/html"))
    assert 0 < sum(kept.get(one) is not None for one in asked) <= MIB // 60_000
