"""Time and memory of a map of many entities, from the store to the file, beside the GEXF writer of networkx.

python benchmarks/map_export.py --nodes 100000 --edges 550000
python benchmarks/map_export.py --folder made --part none

Each part runs in a process of its own, on one made-up store; with --folder they can run one by one. The first is the
command as users give it, the next its steps. Edges a second are of the writers alone, without layout. Beside the
seconds that passed stand those of the processor, which other programs on the machine lengthen less, and what a fixed
loop of plain Python takes in the same process."""

import argparse
import gc
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from pyoxigraph import RdfFormat, Store

from kg.export.formats import MAPS
from kg.export.formats.columns import EDGE_COLUMNS, NODE_COLUMNS, charted, edge_rows, node_rows
from kg.export.network.selection import Selection, network_of
from kg.graph.ontology import Ontology
from kg.model.config import BASE, Settings
from kg.model.namespaces import COOP, DCT, RDF, SKOS, VOCABULARY, XSD

MOST_SECONDS, MOST_MEMORY, LEAST_RATE = 60.0, 2048.0, 100_000.0
"""Seconds and MiB of an export with layout and communities; edges a second of the writer."""
CLASSES = ("City", "Region", "Country", "Person", "Organisation", "Event", "Agreement", "Corridor")
PREDICATES = ("cooperatesWith", "participant", "party", "memberOf", "locatedIn", "traverses", "founder")
CLAIMS_A_DOCUMENT = 500
PARTS = ("command", "layout", "none", "networkx")


def statements(nodes: int, edges: int) -> Iterator[str]:
    """Lines of N-Quads: entities with two names, and claims that tie them, popular ones oftener than others."""
    chance = random.Random(0)

    def entity(number: int) -> str:
        return f"<{BASE}{CLASSES[number % len(CLASSES)].lower()}/e{number:06}>"

    for number in range(nodes):
        one = entity(number)
        yield f"{one} <{RDF}type> <{COOP}{CLASSES[number % len(CLASSES)]}> ."
        yield f'{one} <{SKOS}prefLabel> "Сущность {number}"@ru .'
        yield f'{one} <{SKOS}prefLabel> "Entity {number}"@en .'
    for number in range(edges):
        document, at = divmod(number, CLAIMS_A_DOCUMENT)
        graph, date = f"<{BASE}doc/{document:05}>", f"20{document % 20 + 5:02}-0{document % 9 + 1}-1{document % 10}"
        if not at:
            yield f'{graph} <{DCT}identifier> "{document:05}.txt" {graph} .'
            yield f'{graph} <{DCT}date> "{date}"^^<{XSD}date> {graph} .'
        source, target = entity(chance.randrange(nodes)), entity(int(nodes * chance.random() ** 2))
        predicate = f"<{COOP}{chance.choice(PREDICATES)}>"
        claim, span = f"<{BASE}claim/{number:08}>", f"<{BASE}doc/{document:05}#char={at * 50},{at * 50 + 40}>"
        speaker = f"<{BASE}person/e{chance.randrange(min(200, nodes // 8)) * 8 + 3:06}>"
        yield f"{source} {predicate} {target} ."
        for said in (
            f"{claim} <{RDF}subject> {source}",
            f"{claim} <{RDF}predicate> {predicate}",
            f"{claim} <{RDF}object> {target}",
            f"{claim} <{COOP}evidence> {span}",
            f"{claim} <{COOP}statedBy> {speaker}",
            f"{claim} <{COOP}modality> <{VOCABULARY}asserted>",
            f'{span} <{COOP}text> "слова {at} документа {document} о сотрудничестве двух сторон"@ru',
        ):
            yield f"{said} {graph} ."


def made(folder: Path, nodes: int, edges: int) -> None:
    file = folder / "statements.nq"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in statements(nodes, edges))
    store = Store(str(folder / "store"))
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


class Clock(NamedTuple):
    passed: float
    processor: float

    @classmethod
    def now(cls) -> "Clock":
        return cls(perf_counter(), process_time())

    def since(self, begun: "Clock") -> str:
        return f"{self.passed - begun.passed:.1f} s ({self.processor - begun.processor:.1f})"

    def each(self, begun: "Clock", edges: int) -> str:
        return f"{(self.processor - begun.processor) / edges * 1e6:.0f} us of the processor each"

    def rate(self, begun: "Clock", edges: int) -> str:
        return (
            f"{edges / (self.passed - begun.passed):,.0f} edges/s ({edges / (self.processor - begun.processor):,.0f})"
        )


def command(folder: Path) -> None:
    """`kg export`, beside a folder in which the store is generation 1."""
    home = folder / "home"
    if not home.is_dir():
        (home / "generations").mkdir(parents=True)
        (home / "generations" / "000001").symlink_to((folder / "store").resolve())
        (home / "CURRENT").write_text("000001")
    begun = perf_counter()
    asked = ["export", "gexf", "--store", str(home), "--output", str(folder / "command.gexf")]
    subprocess.run([sys.executable, "-m", "kg.commands", *asked], check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(f"kg export gexf: {perf_counter() - begun:.1f} s ({processor:.1f}), at most {MOST_SECONDS:.0f}")
    print(f"  {memory:,.0f} MiB, at most {MOST_MEMORY:,.0f}", flush=True)


def export(folder: Path, layout: bool) -> None:
    begun = Clock.now()
    network = network_of(Store.read_only(str(folder / "store")), Ontology.load(Settings().ontology), Selection())
    read = Clock.now()
    chart = charted(network, layout)
    computed = Clock.now()
    with (folder / "map.gexf").open("wb") as out:
        MAPS["gexf"](chart, out)
    written = Clock.now()
    edges = len(network.edges)
    tell(
        f"kg, {'layout and communities' if layout else 'no layout'}: {len(network.nodes)} nodes, {edges} edges",
        f"read {read.since(begun)}, {read.each(begun, edges)}",
        f"computed {computed.since(read)}, written {written.since(computed)}",
        f"in all {written.since(begun)}",
        f"written {written.rate(computed, edges)}, at least {LEAST_RATE:,.0f}",
    )


def networkx_export(folder: Path) -> None:
    """The same nodes, edges and attributes; networkx holds no lists in GEXF, so they are text."""
    import networkx

    network = network_of(Store.read_only(str(folder / "store")), Ontology.load(Settings().ontology), Selection())
    graph = networkx.MultiDiGraph()
    for node, values in node_rows(charted(network, layout=False)):
        told = zip(NODE_COLUMNS, values, strict=True)
        graph.add_node(node.id, label=node.label, **{column.id: str(value) for column, value in told if value})
    for edge, values in edge_rows(network):
        told = zip(EDGE_COLUMNS, values, strict=True)
        graph.add_edge(
            edge.source,
            edge.target,
            key=edge.predicate,
            weight=edge.weight,
            **{column.id: str(value) for column, value in told if value},
        )
    begun = Clock.now()
    networkx.write_gexf(graph, folder / "networkx.gexf", version="1.2draft")
    written = Clock.now()
    tell("networkx, no layout, no time", f"written {written.rate(begun, len(network.edges))}")


def loop() -> str:
    """How fast the processor is now: 3 million rounds."""
    begun, total = Clock.now(), 0
    for number in range(3_000_000):
        total += number * number % 7
    return f"a loop of 3 million rounds: {Clock.now().since(begun)}"


def tell(*lines: str) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("\n  ".join((*lines, loop(), f"{memory:,.0f} MiB (at most {MOST_MEMORY:,.0f})")), flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--nodes", type=int, default=100_000)
    arguments.add_argument("--edges", type=int, default=550_000)
    arguments.add_argument("--folder", type=Path, help="keep the store here, or take the one that is here")
    arguments.add_argument("--part", choices=PARTS, help="only this one, of the store in --folder")
    given = arguments.parse_args()
    if given.part:
        if not given.folder or not (given.folder / "store").is_dir():
            arguments.error("--part takes a --folder with a store; run once without --part to make it")
        gc.disable()  # as the command does
        if given.part == "command":
            command(given.folder)
        elif given.part == "networkx":
            networkx_export(given.folder)
        else:
            export(given.folder, given.part == "layout")
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "store").is_dir():
            made(folder, given.nodes, given.edges)
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}", flush=True)
        for part in PARTS:
            subprocess.run([sys.executable, __file__, "--folder", str(folder), "--part", part], check=True)


if __name__ == "__main__":
    main()
