"""What a push leaves in another store, what it sends again and what not."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store

from kg.export.push import Ledger, Limit, PushReport, push
from kg.export.push.protocols import Protocol
from kg.model.config import Settings
from kg.model.errors import ContentRefusedError, EndpointError, StoreError
from kg.model.namespaces import SKOS
from kg.queries.remote import Endpoint
from tests.graph import BASE, iri
from tests.remote.conftest import LONG, graph_store, update

OMSK = iri("city/omsk")
LABEL = NamedNode(SKOS + "altLabel")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "push"


def pushed(store: Store, target: Protocol, folder: Path) -> PushReport:
    with Ledger(folder, "there") as ledger:
        return push(store, target, ledger)


def there(address: str) -> list[str]:
    """All quads of the native store, without the name of the ledger."""
    found = Store()
    rows = Endpoint(f"{address}/query").ask("SELECT * WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").answer()
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        found.add(Quad(row["s"], row["p"], row["o"], row["g"] or DefaultGraph()))
    for base in (BASE, Settings().base):
        found.remove_graph(NamedNode(f"{base}push"))
    return lines(found)


def lines(store: Store) -> list[str]:
    return sorted((store.dump(format=RdfFormat.N_QUADS) or b"").decode().split("\n"))


def test_all_arrives_as_it_was(store: Store, target: Protocol, native: str, ledger: Path) -> None:
    report = pushed(store, target, ledger)
    assert report.failures == []
    assert report.triples == len(store)
    assert there(native) == lines(store)


def test_what_is_there_is_not_sent_again(store: Store, target: Protocol, ledger: Path) -> None:
    first, again = pushed(store, target, ledger), pushed(store, target, ledger)
    assert (again.sent, again.triples, again.unchanged) == (0, 0, first.sent)


def _another_name(store: Store) -> None:
    store.add(Quad(OMSK, LABEL, Literal("Омску", language="ru")))


def _one_name_less(store: Store) -> None:
    store.remove(Quad(OMSK, LABEL, Literal("Омском", language="ru")))


def _one_thing_less(store: Store) -> None:
    for quad in list(store.quads_for_pattern(OMSK, None, None, DefaultGraph())):
        store.remove(quad)


def _one_document_less(store: Store) -> None:
    store.remove_graph(iri("doc/002_omsk"))


def _one_document_more(store: Store) -> None:
    store.add(Quad(iri("doc/new"), LABEL, Literal("new"), iri("doc/new")))


def _nothing_left(store: Store) -> None:
    store.clear()


CHANGES = [
    (_another_name, 1, 0),
    (_one_name_less, 1, 0),
    (_one_thing_less, 0, 1),
    (_one_document_less, 0, 1),
    (_one_document_more, 1, 0),
]


@pytest.mark.parametrize(("change", "sent", "removed"), CHANGES)
def test_a_change_sends_what_it_touches(
    store: Store, native: str, ledger: Path, change: Callable[[Store], None], sent: int, removed: int
) -> None:
    pushed(store, update(native), ledger)
    change(store)
    report = pushed(store, update(native), ledger)
    assert (report.sent, report.removed) == (sent, removed)
    assert there(native) == lines(store)


@pytest.mark.parametrize("change", [*(change for change, _, _ in CHANGES), _nothing_left])
def test_a_change_by_either_protocol(
    store: Store, target: Protocol, native: str, ledger: Path, change: Callable[[Store], None]
) -> None:
    pushed(store, target, ledger)
    change(store)
    pushed(store, target, ledger)
    assert there(native) == lines(store)


def test_a_store_that_was_emptied_is_sent_everything(
    store: Store, target: Protocol, native: str, ledger: Path
) -> None:  # fmt: skip
    first = pushed(store, target, ledger)
    Endpoint(f"{native}/update").update("CLEAR ALL")
    assert pushed(store, target, ledger).sent == first.sent
    assert there(native) == lines(store)


def test_what_others_put_there_stays(store: Store, native: str, ledger: Path) -> None:
    Endpoint(f"{native}/update").update("INSERT DATA { <urn:a> <urn:b> 1 . GRAPH <urn:g> { <urn:a> <urn:b> 2 } }")
    pushed(store, update(native), ledger)
    _nothing_left(store)
    pushed(store, update(native), ledger)
    one = '<urn:a> <urn:b> "{}"^^<http://www.w3.org/2001/XMLSchema#integer>{} .'
    assert there(native) == ["", one.format(1, ""), one.format(2, " <urn:g>")]


@pytest.mark.parametrize("limit", [Limit(triples=1), Limit(triples=7), Limit(bytes=500)])
@pytest.mark.parametrize("protocol", [update, graph_store])
def test_in_pieces_of_any_size(
    store: Store, native: str, ledger: Path, protocol: Callable[..., Protocol], limit: Limit
) -> None:
    pushed(store, protocol(native, limit=limit), ledger)
    assert there(native) == lines(store)


class _Cut:
    """A target whose connection breaks after some batches, the last of them taken and not confirmed."""

    def __init__(self, target: Protocol, batches: int) -> None:
        self.limit, self.by_subject, self._target, self._left = target.limit, target.by_subject, target, batches
        self.marker, self.mark = target.marker, target.mark

    def replace(self, some: object) -> None:
        self._target.replace(some)  # type: ignore[arg-type]
        self._left -= 1
        if not self._left:
            raise EndpointError("cut")


def test_a_push_that_was_cut_goes_on_where_it_stopped(store: Store, native: str, ledger: Path) -> None:
    whole = update(native, limit=Limit(triples=30))
    parts = pushed(store, update(native), ledger.with_name("another")).sent
    for batches in (3, 5, 2):
        with pytest.raises(EndpointError):
            pushed(store, _Cut(whole, batches), ledger)
    report = pushed(store, whole, ledger)
    assert report.failures == []
    assert report.unchanged >= 2 + 4 + 1
    assert report.sent + report.unchanged == parts
    assert there(native) == lines(store)


def test_a_killed_push_goes_on_where_it_stopped(store: Store, native: str, tmp_path: Path) -> None:
    """The program itself, killed by the system again and again."""
    home = tmp_path / "kg"
    _as_generation(store, home)
    command = [sys.executable, "-m", "kg.commands", "push", f"{native}/update", "--query-url", f"{native}/query"]
    command += ["--store", str(home), "--batch", "20"]
    for seconds in (0.35, 0.4, 0.45, 0.5):
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        running.send_signal(signal.SIGKILL)
        running.wait()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert there(native) == lines(store)


def _as_generation(store: Store, folder: Path) -> None:
    generation = folder / "generations" / "000001"
    generation.mkdir(parents=True)
    on_disk = Store(str(generation))
    on_disk.extend(store)
    on_disk.flush()
    (folder / "CURRENT").write_text("000001")


class _Picky:
    """A target that does not take the long text."""

    def __init__(self, target: Protocol) -> None:
        self.limit, self.by_subject, self._target = target.limit, target.by_subject, target
        self.marker, self.mark = target.marker, target.mark

    def replace(self, some: object) -> None:
        if any(len(line) > len(LONG) for part in some for line in part.lines):  # type: ignore[attr-defined]
            raise ContentRefusedError("http://there: 413 too long")
        self._target.replace(some)  # type: ignore[arg-type]


def test_what_is_refused_is_named_and_the_rest_arrives(store: Store, native: str, ledger: Path) -> None:
    report = pushed(store, _Picky(update(native)), ledger)
    hard = BASE + "doc/қиын%20😀"
    assert report.failures == [f"{hard}: http://there: 413 too long"]
    assert there(native) == [line for line in lines(store) if f"<{hard}> ." not in line]
    assert pushed(store, update(native), ledger).sent == 1
    assert there(native) == lines(store)


def test_two_pushes_at_once(store: Store, ledger: Path) -> None:
    with Ledger(ledger, "there"), pytest.raises(StoreError, match="another push to this target is running"):
        Ledger(ledger, "there")


def test_a_damaged_ledger_is_named(ledger: Path) -> None:
    with Ledger(ledger, "there"):
        pass
    file = next(ledger.iterdir())
    file.write_bytes(b"nothing that SQLite knows" * 100)
    with pytest.raises(StoreError, match=r"damaged .*; remove it"):
        Ledger(ledger, "there")
