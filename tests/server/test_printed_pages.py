"""The page of a PDF on which the words of a claim stand: in the graph, and beside the words."""

from dataclasses import replace
from pathlib import Path

import httpx
from pyoxigraph import QuerySolutions

from kg.build.run import build
from kg.graph.store import open_current
from kg.model.config import Settings
from kg.queries.saved import SavedQuery
from tests.documents.disguises import pdf
from tests.graph import BASE, COOP
from tests.server.listening import listening

FILLER = "\n".join("Это строка.\n" for _ in range(7))
TEXT = f"Омск и Павлодар – города-побратимы.\n\n{FILLER}\n\nГорода-побратимы Курск и Актобе.\n"


def test_pages_are_told(tmp_path: Path, saved: dict[str, SavedQuery]) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(TEXT))
    (tmp_path / "b.txt").write_text("Омск и Павлодар – города-побратимы.\n")
    settings = replace(Settings(), store=tmp_path / "store", base=BASE)
    build([tmp_path / "a.pdf", tmp_path / "b.txt"], settings)
    store = open_current(settings.store)
    rows = store.query(
        f"SELECT ?subject ?page {{ GRAPH ?doc {{ ?claim <{COOP}evidence> ?span ; rdf:subject ?subject . "
        f"?span <{COOP}page> ?page }} }} ORDER BY ?page",
        prefixes={"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    )
    assert isinstance(rows, QuerySolutions)
    told = [(row["subject"].value.removeprefix(BASE), int(row["page"].value)) for row in rows]
    assert told == [("city/omsk", 1), ("city/kursk", 2)]
    with listening(store, saved) as address:
        page = httpx.get(f"{address}/city/kursk", headers={"accept": "text/html"}, timeout=60).text
    assert "</cite>, p. 2</p>" in page
