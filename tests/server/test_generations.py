"""A graph that changes while it is served: by a build, or by those who may write."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.server.engine.limits import Limits
from tests.server.program import Served, publish, runaway, serving

NUMBER = NamedNode("http://e/number")
ASK_NUMBER = "SELECT ?n { <http://e/thing> <http://e/number> ?n }"
ASK_A_WORKER = "SELECT ?n { <http://e/thing> <http://e/number> ?n FILTER(?n > 0) }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
TOKEN = "the-token"


def numbered(number: int) -> list[Quad]:
    return [Quad(NamedNode("http://e/thing"), NUMBER, Literal(number))]


def value(response: httpx.Response) -> int:
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def test_a_new_generation_drops_no_request(tmp_path: Path) -> None:
    store = tmp_path / "store"
    publish(store, numbered(1))
    seen: list[int] = []
    stop = threading.Event()

    def keep_asking(at: int) -> None:
        with httpx.Client(timeout=20) as client:
            while not stop.is_set():
                # Each query another, so that none is answered from what is kept.
                asking = ASK_NUMBER if at else ASK_A_WORKER
                query = f"{asking} LIMIT {len(seen) + 10 * at + 1}"
                seen.append(value(client.get(served.sparql, params={"query": query})))

    with serving(store, processes=2) as served:
        tag = httpx.get(served.sparql, params={"query": ASK_NUMBER}).headers["etag"]
        threads = [threading.Thread(target=keep_asking, args=(at,)) for at in range(3)]
        for thread in threads:
            thread.start()
        for number in (2, 3):
            publish(store, numbered(number))
            end = time.monotonic() + 15
            while number not in seen and time.monotonic() < end:
                time.sleep(0.05)
        time.sleep(1)
        stop.set()
        for thread in threads:
            thread.join()
        assert set(seen) == {1, 2, 3}
        assert seen[-1] == 3
        fresh = httpx.get(served.sparql, params={"query": ASK_NUMBER}, headers={"if-none-match": tag})
        assert value(fresh) == 3


def test_a_generation_that_does_not_open_is_tried_again(tmp_path: Path) -> None:
    """Meanwhile the one before is served, and /health says so, without a path of this machine."""
    store = tmp_path / "store"
    publish(store, numbered(1))
    with serving(store) as served:
        assert value(httpx.get(served.sparql, params={"query": ASK_NUMBER})) == 1
        publish(store, numbered(2))
        current = store / "generations" / "000002" / "CURRENT"
        whole = current.read_text()
        current.write_text("no manifest\n")
        seen = wait_for(served, lambda health: "behind" in health)
        if "behind" in seen:  # else it was opened before it was damaged
            assert seen["ok"] is True
            assert str(tmp_path) not in str(seen)
            assert value(httpx.get(served.sparql, params={"query": ASK_NUMBER})) == 1
        current.write_text(whole)
        assert wait_for(served, lambda health: "behind" not in health) == {"ok": True}
        assert value(httpx.get(served.sparql, params={"query": ASK_NUMBER})) == 2


def wait_for(served: Served, holds: Callable[[dict[str, object]], bool]) -> dict[str, object]:
    """What /health says, when it holds or after ten seconds."""
    end = time.monotonic() + 10
    while True:
        found: dict[str, object] = httpx.get(served.address + "health").json()
        if holds(found) or time.monotonic() > end:
            return found
        time.sleep(0.1)


def test_a_query_that_runs_meanwhile_is_answered(tmp_path: Path) -> None:
    store = tmp_path / "store"
    things = [Quad(NamedNode(f"http://e/{n}"), NUMBER, Literal(n)) for n in range(150)]
    publish(store, things)
    answers: list[int] = []
    long = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f = ?i) }"
    with serving(store, Limits(timeout=60, quantum=0.05)) as served:
        asking = threading.Thread(
            target=lambda: answers.append(value(httpx.get(served.sparql, params={"query": long}, timeout=60)))
        )
        asking.start()
        time.sleep(0.3)
        assert asking.is_alive()
        publish(store, numbered(7))
        end = time.monotonic() + 15
        while time.monotonic() < end and value(httpx.get(served.sparql, params={"query": COUNT})) != 1:
            time.sleep(0.05)
        asking.join()
    assert answers == [11325]


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "store", Limits(timeout=1.5), token=TOKEN) as served:
        yield served


def update(served: Served, text: str) -> int:
    headers = {"authorization": f"Bearer {TOKEN}"}
    return httpx.post(served.sparql, data={"update": text}, headers=headers, timeout=20).status_code


def count(served: Served) -> int:
    return value(httpx.get(served.sparql, params={"query": COUNT}, timeout=20))


def test_what_was_written_is_read(writable: Served) -> None:
    tags = set()
    for number in range(1, 6):
        assert update(writable, f"INSERT DATA {{ <http://e/{number}> <http://e/number> {number} }}") == 204
        response = httpx.get(writable.sparql, params={"query": COUNT})
        assert value(response) == number
        tags.add(response.headers["etag"])
    assert len(tags) == 5


@pytest.mark.parametrize("query", [ASK_NUMBER, ASK_A_WORKER])
def test_what_was_changed_is_read_anew(writable: Served, query: str) -> None:
    for number in range(1, 4):
        change = "DELETE WHERE { <http://e/thing> <http://e/number> ?n }"
        assert update(writable, f"{change} ; INSERT DATA {{ <http://e/thing> <http://e/number> {number} }}") == 204
        assert value(httpx.get(writable.sparql, params={"query": query}, timeout=20)) == number


def test_an_update_that_never_ends_leaves_the_store_as_it_was(writable: Served) -> None:
    data = " . ".join(f"<http://e/{n}> <http://e/number> {n}" for n in range(200))
    assert update(writable, f"INSERT DATA {{ {data} }}") == 204
    product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c + ?f + ?i + ?l < 0)"
    endless = f"INSERT {{ ?a <http://e/p> ?f }} WHERE {{ {product} }}"
    assert update(writable, f"INSERT DATA {{ <http://e/x> <http://e/number> 0 }} ; {endless}") == 503
    number = count(writable)
    assert number in (200, 201)
    assert update(writable, "INSERT DATA { <http://e/y> <http://e/number> 1 }") == 204
    assert count(writable) == number + 1


def test_a_query_that_never_ends_does_not_stop_writers(writable: Served) -> None:
    data = " . ".join(f"<http://e/{n}> <http://e/p> {n}" for n in range(50))
    assert update(writable, f"INSERT DATA {{ GRAPH <http://e/g> {{ {data} }} }}") == 204
    asking = threading.Thread(target=lambda: httpx.get(writable.sparql, params={"query": runaway()}, timeout=20))
    asking.start()
    for number in range(1, 4):
        assert update(writable, f"INSERT DATA {{ <http://e/{number}> <http://e/number> {number} }}") == 204
        assert count(writable) == number
    asking.join()


def test_what_was_written_lasts(tmp_path: Path) -> None:
    for number in (1, 2):
        with serving(tmp_path / "store", token=TOKEN) as served:
            assert update(served, f"INSERT DATA {{ <http://e/{number}> <http://e/number> {number} }}") == 204
            served.process.kill()
    with serving(tmp_path / "store") as served:
        assert count(served) == 2
        assert update(served, "CLEAR ALL") == 403
