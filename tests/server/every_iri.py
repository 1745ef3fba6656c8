"""Every IRI of our own that a dump of a store names, asked over HTTP in three formats: the server as a program.

python -m tests.server.every_iri STORE

Prints how many there are, and names those that do not answer as they should; status 1 when there are any. It takes some
minutes for three thousand addresses."""

import io
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import httpx
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.export.formats import DUMPS
from kg.graph.store import open_current
from kg.model.config import BASE
from tests.server.program import serving

FORMS = (RdfFormat.TURTLE.media_type, RdfFormat.JSON_LD.media_type, "text/html")


def addresses(store: Store) -> dict[str, set[str]]:
    """The paths that IRIs in a dump of the store have, each with the parts after «#» that IRIs name there."""
    out = io.BytesIO()
    DUMPS["nquads"].write(store, out, base=BASE)
    quads = parse(out.getvalue(), RdfFormat.N_QUADS)
    terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}
    found: dict[str, set[str]] = {}
    for iri in sorted(term.value for term in terms if isinstance(term, NamedNode)):
        if iri.startswith(BASE):
            path, _, part = iri.removeprefix(BASE).partition("#")
            found.setdefault(path, set()).update({part} - {""})
    return found


def faults(client: httpx.Client, asked: Mapping[str, set[str]], form: str) -> Iterator[str]:
    """One line for each address that does not answer in the format, and each part of which nothing is told there."""
    for path, parts in asked.items():
        answer = client.get(f"/{path}", headers={"accept": form})
        kind = answer.headers["content-type"].partition(";")[0]
        if (answer.status_code, kind) != (200, form) or not answer.content:
            yield f"{path}: {answer.status_code}, {kind}"
        elif form != "text/html":
            told = _told(answer.content, form)
            yield from (f"{path}#{part}: not told of" for part in sorted(parts) if f"{BASE}{path}#{part}" not in told)


def _told(content: bytes, form: str) -> set[str]:
    """The IRIs of which an answer says something."""
    if form == RdfFormat.TURTLE.media_type:
        return {quad.subject.value for quad in parse(content, RdfFormat.TURTLE) if isinstance(quad.subject, NamedNode)}
    waiting, found = [json.loads(content)], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if len(one) > 1:
                found.add(str(one.get("id") or one.get("@id")))
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def main() -> None:
    store = open_current(Path(sys.argv[1]))
    asked = addresses(store)
    kinds = Counter(path.partition("/")[0] for path in asked)
    parts = sum(map(len, asked.values()))
    print(f"{len(store):,} quads name {len(asked):,} addresses of our own, and {parts:,} parts of these")
    print(", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    failed = False
    with serving(Path(sys.argv[1]), base=BASE) as served, httpx.Client(base_url=served.address, timeout=60) as client:
        for form in FORMS:
            found = list(faults(client, asked, form))
            failed = failed or bool(found)
            print(f"{form}: {len(asked):,} asked, {len(found):,} faults")
            print("".join(f"  {line}\n" for line in islice(found, 20)), end="")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
