"""The query evaluation tests of w3c/rdf-tests, asked of an endpoint over HTTP and of pyoxigraph in process.

python -m tests.conformance.evaluation RDF_TESTS_DIR

RDF_TESTS_DIR holds `sparql/sparql11`. Prints what each passes and the names of the tests that fail; status 1 when the
endpoint passes fewer. The services of the federation tests are endpoints on loopback."""

import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import httpx
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from tests.server.listening import listening

BASE = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
TESTS = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
SELECT ?test ?action ?query ?result WHERE {
  VALUES ?kind { mf:QueryEvaluationTest mf:CSVResultFormatTest }
  ?test a ?kind ; mf:action ?action ; mf:result ?result . ?action qt:query ?query
} ORDER BY ?test"""
RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
ROWS_OF_RESULT_SET = f"""
PREFIX rs: <{RESULT_SET}>
SELECT ?row ?name ?value {{
  ?set rs:solution ?row OPTIONAL {{ ?row rs:binding ?b . ?b rs:variable ?name ; rs:value ?value }}
}}"""
ACTION = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys((XSD + "integer", XSD + "negativeInteger", XSD + "nonNegativeInteger", XSD + "byte"), int),
    XSD + "boolean": lambda text: text in ("1", "true"),
    XSD + "decimal": lambda text: Decimal(text).normalize(),
    XSD + "double": float,
    XSD + "float": lambda text: round(float(text), 5),
}
NOBODY = "http://127.0.0.1:9/"
"""Nothing listens there."""
ROWS = {"srx": QueryResultsFormat.XML, "srj": QueryResultsFormat.JSON, "tsv": QueryResultsFormat.TSV}
FORMATS: dict[str, QueryResultsFormat | RdfFormat] = {
    **ROWS,
    "csv": QueryResultsFormat.CSV,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    query: NamedNode
    result: NamedNode
    data: tuple[NamedNode, ...]
    graphs: tuple[NamedNode, ...]
    services: tuple[tuple[str, NamedNode], ...]


def cases(folder: Path) -> Iterator[Case]:
    for manifest in sorted(folder.glob("*/manifest.ttl")):
        about = Store()
        about.load(path=str(manifest), format=RdfFormat.TURTLE, base_iri=f"{BASE}{manifest.parent.name}/manifest.ttl")
        solutions = about.query(TESTS)
        assert isinstance(solutions, QuerySolutions)
        for test, action, query, result in solutions:
            assert isinstance(test, NamedNode)
            assert isinstance(action, BlankNode)
            assert isinstance(query, NamedNode)
            assert isinstance(result, NamedNode)
            yield Case(
                name=f"{manifest.parent.name}/{test.value.rpartition('#')[2]}",
                query=query,
                result=result,
                data=tuple(_given(about, action, "data")),
                graphs=tuple(_given(about, action, "graphData")),
                services=tuple(sorted(_services(about, action), key=str)),
            )


def _given(about: Store, action: BlankNode, name: str) -> Iterator[NamedNode]:
    for quad in about.quads_for_pattern(action, NamedNode(ACTION + name), None, None):
        assert isinstance(quad.object, NamedNode)
        yield quad.object


def _services(about: Store, action: BlankNode) -> Iterator[tuple[str, NamedNode]]:
    for quad in about.quads_for_pattern(action, NamedNode(ACTION + "serviceData"), None, None):
        assert isinstance(quad.object, BlankNode)
        for address in _given(about, quad.object, "endpoint"):
            for data in _given(about, quad.object, "data"):
                yield address.value, data


class Files:
    """The suite's files by their addresses, with services where they can be reached."""

    def __init__(self, folder: Path, places: Mapping[str, str]) -> None:
        self._folder, self._places = folder, places

    def text(self, address: NamedNode) -> str:
        text = (self._folder / unquote(address.value.removeprefix(BASE))).read_text(encoding="utf-8")
        for service, place in self._places.items():
            text = text.replace(service, place)
        return text

    def load(self, store: Store, address: NamedNode, graph: NamedNode | None = None) -> None:
        form = FORMATS[address.value.rpartition(".")[2]]
        assert isinstance(form, RdfFormat)
        store.load(self.text(address).encode(), format=form, base_iri=address.value, to_graph=graph)


def expected(case: Case, files: Files) -> tuple[object, str]:
    """What is right, and the suffix of the format to ask for."""
    text = files.text(case.result)
    suffix, base = case.result.value.rpartition(".")[2], case.result.value
    if RESULT_SET not in text:
        return read(text.encode(), suffix, base), suffix
    about = Store()
    about.load(text.encode(), format=FORMATS[suffix], base_iri=base)  # type: ignore[arg-type]
    solutions = about.query(ROWS_OF_RESULT_SET)
    assert isinstance(solutions, QuerySolutions)
    rows: dict[object, dict[str, object]] = {}
    for row, name, value in solutions:
        rows.setdefault(row, {})
        if isinstance(name, Literal):
            rows[row][name.value] = value
    return _one_node_each(rows.values()), "srj"


def read(content: bytes, suffix: str, base: str = "") -> object:
    """A boolean, or a data set in which blank nodes have canonical names, one node for each row."""
    form = FORMATS[suffix]
    if isinstance(form, RdfFormat):
        return _canonical(parse(content, form, base_iri=base or None))
    if suffix == "csv":
        names, *lines = csv.reader(io.StringIO(content.decode()))
        return _one_node_each({n: _of_csv(c) for n, c in zip(names, line, strict=True) if c} for line in lines)
    results = parse_query_results(content, form)
    if isinstance(results, QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    return _one_node_each({n: t for n, t in zip(names, row, strict=True) if t is not None} for row in results)


def _of_csv(cell: str) -> BlankNode | Literal:
    """Numbers are not told from text there."""
    if cell.startswith("_:"):
        return BlankNode(cell[2:])
    try:
        return Literal(str(float(cell)))
    except ValueError:
        return Literal(cell)


def _one_node_each(rows: Iterable[Mapping[str, object]]) -> Dataset:
    quads = []
    for row in rows:
        node = BlankNode()
        quads.append(Quad(node, NamedNode("x:row"), Literal("")))
        quads += [Quad(node, NamedNode(f"x:{name}"), value) for name, value in row.items()]  # type: ignore[arg-type]
    return _canonical(quads)


def _canonical(quads: Iterable[Quad]) -> Dataset:
    found = Dataset(Quad(q.subject, q.predicate, _by_value(q.object)) for q in quads)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


def _by_value(term: NamedNode | BlankNode | Literal | Triple) -> NamedNode | BlankNode | Literal | Triple:
    """Numbers and booleans that are written in different ways are the same."""
    if not isinstance(term, Literal) or term.datatype.value not in NUMBERS:
        return term
    try:
        return Literal(str(NUMBERS[term.datatype.value](term.value)), datatype=term.datatype)
    except (ValueError, ArithmeticError):
        return term


def in_process(case: Case, store: Store, query: str, suffix: str) -> bytes:
    results = store.query(query, base_iri=case.query.value)
    return results.serialize(format=FORMATS[suffix]) or b""  # type: ignore[arg-type]


def over_http(case: Case, client: httpx.Client, query: str, suffix: str) -> bytes:
    based = f"BASE <{case.query.value}>\n{query}"
    response = client.post("/sparql", data={"query": based}, headers={"accept": FORMATS[suffix].media_type})
    if response.status_code != 200:
        raise ValueError(response.text)
    return response.content


def passes(case: Case, files: Files, ask: Callable[[str, str], bytes]) -> bool:
    right, suffix = expected(case, files)
    try:
        return read(ask(files.text(case.query), suffix), suffix) == right
    except (OSError, RuntimeError, SyntaxError, ValueError):
        return False


def main(folder: Path) -> int:
    with ExitStack() as stack:
        stores, addresses, hosts = [Store(), Store()], [""] * 2, [NOBODY.split("/")[2]]
        for at in (1, 0):  # the first service of a test may ask the second
            addresses[at] = stack.enter_context(listening(stores[at], {}, hosts=hosts)) + "/sparql"
            hosts.append(addresses[at].split("/")[2])
        store = Store()
        asked = stack.enter_context(listening(store, {}, hosts=hosts))
        client = stack.enter_context(httpx.Client(base_url=asked, timeout=60))
        failed: dict[str, list[str]] = {"pyoxigraph in process": [], "the endpoint over HTTP": []}
        count = 0
        for case in cases(folder / "sparql" / "sparql11"):
            places = {service: address for (service, _), address in zip(case.services, addresses, strict=False)}
            files = Files(folder / "sparql" / "sparql11", {**places, "http://invalid.endpoint.org/": NOBODY})
            for emptied in (store, *stores):
                emptied.clear()
            for address in case.data:
                files.load(store, address)
            for address in case.graphs:
                files.load(store, address, address)
            for service, (_, address) in zip(stores, case.services, strict=False):
                files.load(service, address)
            count += 1
            for asking, failures in zip(
                (partial(in_process, case, store), partial(over_http, case, client)), failed.values(), strict=True
            ):
                if not passes(case, files, asking):
                    failures.append(case.name)
    for name, failures in failed.items():
        print(f"{name}: {count - len(failures)} of {count}")
        print("".join(f"  {failure}\n" for failure in failures), end="")
    inside, outside = failed.values()
    return int(len(outside) > len(inside))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) if len(sys.argv) == 2 else __doc__)
