"""Another SPARQL 1.1 endpoint over HTTP: asking it, updating it, writing its graphs."""

import html
import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field

import httpx
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from kg.model.errors import ContentRefusedError, EndpointError
from kg.model.namespaces import PREFIXES, RDF, SKOS
from kg.queries.answers import Answer
from kg.queries.saved import form

_LABELS_TOGETHER = 500
_SECONDS = 600.0
"""The longest that an answer is waited for."""
_ALLOWED = "SPARQL 1.1 endpoints are http or https addresses"
_OF_THE_CONTENT = frozenset({400, 409, 413, 422, 500})
"""What a server answers when it is this content that it cannot take, and the next may pass."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A bearer token, or a name and a password, which are given as the server asks for them: basic or digest."""

    token: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)

    def client(self) -> httpx.Client:
        """One that gives them at every request."""
        headers = {"User-Agent": "kg"} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        asked = _AsAsked(self.user, self.password) if self.user and not self.token else None
        return httpx.Client(auth=asked, timeout=_SECONDS, headers=headers)


@dataclass(frozen=True, slots=True)
class EndpointReply:
    """An answer as it came: rows as SPARQL 1.1 JSON, a graph as N-Triples or Turtle."""

    content: bytes
    type: str
    most_rows: int = 0
    """Where the endpoint cuts answers off, as far as it tells."""

    def answer(self) -> Answer:
        """Reads the answer; it can be read once. Raises EndpointError when it is none."""
        try:
            if "json" in self.type:
                return parse_query_results(self.content, format=QueryResultsFormat.JSON)
            store = Store()
            store.load(self.content, format=RdfFormat.from_media_type(self.type.partition(";")[0]) or RdfFormat.TURTLE)
        except (SyntaxError, ValueError) as error:
            raise EndpointError(f"the endpoint's answer ({self.type}) cannot be read: {error}") from None
        return store.query("CONSTRUCT WHERE { ?s ?p ?o }")

    @property
    def cut(self) -> bool:
        """Whether rows are missing because the endpoint gives no more of them."""
        if not self.most_rows or "json" not in self.type:
            return False
        answer = self.answer()
        return isinstance(answer, QuerySolutions) and sum(1 for _ in answer) >= self.most_rows


class Endpoint:
    """One address, with one connection kept open."""

    def __init__(self, url: str, credentials: Credentials = Credentials()) -> None:  # noqa: B008
        """Raises EndpointError when `url` is no http or https address."""
        if not re.match(r"https?://[^/\s]", url):
            raise EndpointError(f"{url}: no address of an endpoint; {_ALLOWED}")
        self.url = url
        try:
            self._client = credentials.client()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise EndpointError(f"{url}: {error}") from None

    def __enter__(self) -> "Endpoint":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, text: str, *, default_graph: str = "") -> EndpointReply:
        """Sends a query; gives the reply. `default_graph` narrows the dataset by the protocol's `default-graph-uri`: on
        an engine that follows the standard no named graph is left then, on Virtuoso all are.

        Raises QueryError when the text is no query, EndpointError when it is not answered."""
        graph = form(text) in ("CONSTRUCT", "DESCRIBE")
        accepted = "application/n-triples, text/turtle;q=0.8" if graph else "application/sparql-results+json"
        asked = {"query": _with_prefixes(text), **({"default-graph-uri": default_graph} if default_graph else {})}
        reply = self._send("POST", data=asked, headers={"Accept": accepted})
        most = reply.headers.get("x-sparql-maxrows", "")
        return EndpointReply(reply.content, reply.headers.get("content-type", ""), int(most) if most.isdecimal() else 0)

    def update(self, text: str) -> None:
        """Runs a SPARQL 1.1 Update. Raises ContentRefusedError when the endpoint cannot take this one, else
        EndpointError."""
        self._send("POST", content=text.encode(), headers={"Content-Type": "application/sparql-update"})

    def write(self, method: str, graph: str, triples: str = "") -> None:
        """Sends PUT, POST or DELETE by the Graph Store Protocol; `graph` is an IRI, or empty for the default graph.

        To delete what is not there is no error. Raises as `update` does."""
        type = {"Content-Type": "application/n-triples"} if method != "DELETE" else {}
        self._send(method, params=_graph(graph), content=triples.encode(), headers=type, absent=method == "DELETE")

    def read(self, graph: str) -> str:
        """Reads a graph by the Graph Store Protocol as N-Triples or Turtle; empty when there is none."""
        return self._send("GET", params=_graph(graph), headers={"Accept": "application/n-triples"}, absent=True).text

    def _send(
        self,
        method: str,
        *,
        headers: Mapping[str, str],
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        content: bytes | None = None,
        absent: bool = False,
    ) -> httpx.Response:
        """`absent` says that 404 is an answer too."""
        url = httpx.URL(self.url).copy_merge_params(params or {})
        try:
            reply = self._client.request(method, url, data=data, content=content or None, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise EndpointError(f"{self.url}: no answer ({error or type(error).__name__})") from None
        except UnicodeEncodeError:
            raise EndpointError(
                f"{self.url}: where digest is asked for, a user's name may have ASCII letters only"
            ) from None
        if reply.is_success:
            return reply
        if absent and reply.status_code == 404:
            return httpx.Response(204)
        raise self._failure(reply)

    def _failure(self, reply: httpx.Response) -> EndpointError:
        status = reply.status_code
        if reply.is_redirect:
            return EndpointError(f"{self.url}: is at {reply.headers.get('location', 'another address')}; give that one")
        if status in (401, 403):
            return EndpointError(
                f"{self.url}: {status}, not allowed with these credentials; KG_ENDPOINT_TOKEN, or KG_ENDPOINT_USER and "
                "KG_ENDPOINT_PASSWORD, give them"
            )
        kind = ContentRefusedError if status in _OF_THE_CONTENT else EndpointError
        return kind(f"{self.url}: {status} {_reason(reply)}")


def labels(endpoint: Endpoint, reply: EndpointReply, *, default_graph: str = "") -> Store:
    """Asks for the preferred labels of all IRIs in the reply, as the endpoint has them."""
    store = Store()
    preferred = NamedNode(SKOS + "prefLabel")
    iris = sorted({term.value for term in _terms(reply.answer()) if isinstance(term, NamedNode)})
    for start in range(0, len(iris), _LABELS_TOGETHER):
        some = " ".join(f"<{iri}>" for iri in iris[start : start + _LABELS_TOGETHER])
        asked = f"SELECT ?iri ?label WHERE {{ VALUES ?iri {{ {some} }} ?iri <{preferred.value}> ?label }}"
        rows = endpoint.ask(asked, default_graph=default_graph).answer()
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            iri, label = row["iri"], row["label"]
            if isinstance(iri, NamedNode) and isinstance(label, Literal):
                store.add(Quad(iri, preferred, label))
    return store


def called(endpoint: Endpoint, names: Sequence[str], *, default_graph: str = "") -> Store:
    """Asks for the things that have one of the names within a label or another form, with their classes and labels."""
    store = Store()
    forms = [f"<{SKOS}{one}>" for one in ("prefLabel", "altLabel", "hiddenLabel")]
    for name in names:
        held = f"CONTAINS(LCASE(STR(?form)), {Literal(name.lower())})"
        asked = f"""SELECT ?thing ?property ?value WHERE {{
            {{ SELECT DISTINCT ?thing WHERE {{ ?thing {"|".join(forms)} ?form FILTER({held}) }} }}
            VALUES ?property {{ <{RDF}type> {" ".join(forms)} }}
            ?thing ?property ?value }}"""
        rows = endpoint.ask(asked, default_graph=default_graph).answer()
        assert isinstance(rows, QuerySolutions)
        for thing, property_, value in rows:
            if isinstance(thing, NamedNode) and isinstance(property_, NamedNode) and value is not None:
                store.add(Quad(thing, property_, value))
    return store


def _terms(answer: Answer) -> Generator[object, None, None]:
    if isinstance(answer, QuerySolutions):
        for row in answer:
            yield from (row[variable] for variable in answer.variables)
    elif isinstance(answer, QueryTriples):
        for triple in answer:
            yield from (triple.subject, triple.predicate, triple.object)


def _with_prefixes(text: str) -> str:
    """The query with the prefixes it does not declare, all on its first line, so that errors name the right one."""
    declared = {name.lower() for name in re.findall(r"\bPREFIX\s+([\w.-]*):", text, re.I)}
    missing = (f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if name not in declared)
    return " ".join((*missing, text))


def _graph(iri: str) -> dict[str, str]:
    return {"graph": iri} if iri else {"default": ""}


def _reason(reply: httpx.Response) -> str:
    """What the server says, in one line of 300 characters at most."""
    text = reply.text
    if "html" in reply.headers.get("content-type", ""):
        shown = re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(head|style|script)\b.*?(?:</\1>|\Z)", " ", text))
        text = " ".join(html.unescape(shown).split())
    # Virtuoso's second line repeats the query.
    line = text if text.lstrip().startswith("{") else next(filter(str.strip, text.splitlines()), "")
    return " ".join(line.split())[:300] or reply.reason_phrase


class _AsAsked(httpx.Auth):
    """Digest where the server asks for that, else basic."""

    def __init__(self, user: str, password: str) -> None:
        self._digest, self._basic = httpx.DigestAuth(user, password), httpx.BasicAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            reply = yield request
            if reply.status_code != 401:
                return
            asked = ", ".join(reply.headers.get_list("www-authenticate")).lower()
            self._chosen = self._digest if "digest" in asked else self._basic
        yield from self._chosen.auth_flow(request)
