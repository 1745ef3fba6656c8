"""A release: every file is there, is told of, and is the same whenever it is written."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html
from pyld import jsonld
from pyoxigraph import RdfFormat, Store, parse
from rdflib import DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import to_isomorphic

from kg.commands import main as cli
from kg.export.dataset.release import Release
from kg.export.formats import FILES
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.queries.saved import SavedQuery
from tests.dcat_ap import SHAPES, mandatory, violations
from tests.graph import BASE
from tests.server.program import publish

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
MADE_WITH = {"program": "0a1b2c3d", "rules folder": "/home/somebody/rules"}
THERE = "https://published.example/releases/1/"
SETTINGS = replace(Settings(), base=BASE)


def write(store: Store, saved: dict[str, SavedQuery], release: Release) -> Path:
    release.write(store, SETTINGS, saved, MADE_WITH)
    return release.folder


@pytest.fixture(scope="module")
def folder(store: Store, saved: dict[str, SavedQuery], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(store, saved, Release(tmp_path_factory.mktemp("release") / "new"))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def described(folder: Path, name: str = "dataset.ttl") -> Graph:
    """As somebody reads it who has found it there."""
    form = "json-ld" if name.endswith(".jsonld") else "turtle"
    return Graph().parse(data=(folder / name).read_text(), format=form, publicID=THERE + name)


def test_every_format_is_there(folder: Path) -> None:
    there = contents(folder)
    assert set(FILES) <= set(there)
    assert {"index.html", "SHA256SUMS", "ro-crate-metadata.json", "dataset.ttl", "dataset.jsonld"} <= set(there)
    assert {"tables/sister-cities.csv", "tables/figures.csv", "ontology/interregional.ttl"} <= set(there)
    # No document of this graph has an address that Wikidata could be given.
    assert [name for name, content in there.items() if not content] == ["wikidata-draft.tsv"]


def test_the_graph_is_the_stores(folder: Path, store: Store) -> None:
    assert set(store) <= set(parse((folder / "graph.nq").read_bytes(), RdfFormat.N_QUADS))


def test_tables_have_the_rows_of_saved_queries(folder: Path) -> None:
    with (folder / "tables" / "sister-cities.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["a"], row["b"]) for row in rows} == {(f"{BASE}city/omsk", f"{BASE}city/pavlodar")}
    names = {path.stem for path in (folder / "tables").iterdir()}
    assert "wikidata-population" not in names  # asks another service
    assert "evidence" not in names  # needs a parameter
    assert "region-network" not in names  # is drawn as a map


def test_rules_are_of_this_graph(folder: Path) -> None:
    rules = Graph().parse(folder / "ontology" / "rules.ttl")
    assert all(str(rule).startswith(f"{BASE}rule/") for rule in rules.subjects())


def test_checksums_are_those_of_all_files(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    there = {name: sha256(content).hexdigest() for name, content in contents(folder).items() if name != "SHA256SUMS"}
    assert told == there
    assert list(told) == sorted(told)


@pytest.mark.parametrize("shapes", SHAPES)
def test_the_metadata_are_dcat_ap(folder: Path, shapes: Callable[[], Graph]) -> None:
    assert violations(described(folder), shapes()) == ""


def test_the_metadata_tell_of_the_files(folder: Path) -> None:
    metadata = described(folder)
    distributions = list(metadata.subjects(RDF.type, DCAT.Distribution))
    assert len(distributions) >= len(FILES)
    for distribution in distributions:
        path = folder / str(metadata.value(distribution, DCAT.downloadURL)).removeprefix(THERE)
        assert metadata.value(distribution, DCAT.byteSize) == Literal(
            str(path.stat().st_size), datatype=URIRef("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")
        )
        checksum = metadata.value(distribution, SPDX.checksum)
        assert str(metadata.value(checksum, SPDX.checksumValue)) == sha256(path.read_bytes()).hexdigest()
    assert metadata.value(URIRef(BASE + "dataset"), DCAT.landingPage) == URIRef(THERE + "index.html")
    assert str(metadata.value(URIRef(BASE + "dataset"), DCTERMS.issued)) == "2022-11-28"


def test_turtle_and_json_say_the_same(folder: Path) -> None:
    assert to_isomorphic(described(folder)) == to_isomorphic(described(folder, "dataset.jsonld"))


def test_addresses_are_whole_where_the_place_is_known(
    store: Store, saved: dict[str, SavedQuery], tmp_path: Path
) -> None:
    for number, address in enumerate(("https://a.example/one", "https://a.example/one/")):
        folder = write(store, saved, Release(tmp_path / str(number), "2026-12-01", address))
        metadata = described(folder)
        assert (None, DCAT.downloadURL, URIRef("https://a.example/one/graph.nq")) in metadata
        assert str(metadata.value(URIRef(BASE + "dataset"), DCTERMS.issued)) == "2026-12-01"
        assert "kg contributors (2026)." in (folder / "index.html").read_text()
        assert not any("invalid" in str(term) for triple in metadata for term in triple)


def test_the_same_graph_gives_the_same_bytes(
    folder: Path, store: Store, saved: dict[str, SavedQuery], tmp_path: Path
) -> None:
    backwards = Store()
    for quad in sorted(store, key=str, reverse=True):
        backwards.add(quad)
    assert contents(write(backwards, saved, Release(tmp_path / "again"))) == contents(folder)


def test_nothing_tells_of_this_machine(folder: Path) -> None:
    for name, content in contents(folder).items():
        assert b"/home/somebody" not in content, name
        assert b"release.invalid" not in content, name
        assert str(folder).encode() not in content, name


@pytest.fixture(scope="module")
def crate(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "ro-crate-metadata.json").read_text())
    return told


def referred(value: object) -> Iterator[str]:
    """Identifiers of other entities in the values of one."""
    if isinstance(value, dict):
        yield value["@id"]
    elif isinstance(value, list):
        for one in value:
            yield from referred(one)


def test_it_is_an_ro_crate(crate: dict[str, Any], folder: Path) -> None:
    """What RO-Crate 1.1 makes mandatory of the metadata file, the folder and its files."""
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    descriptor, root = entities["ro-crate-metadata.json"], entities["./"]
    assert (descriptor["@type"], descriptor["about"]) == ("CreativeWork", {"@id": "./"})
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset"
    assert all(root[name] for name in ("name", "description", "datePublished", "license", "author", "publisher"))
    parts = {part["@id"] for part in root["hasPart"]}
    assert parts == set(contents(folder)) - {"ro-crate-metadata.json", "SHA256SUMS"}
    for part in parts:
        assert (entities[part]["@type"], entities[part]["contentSize"]) == ("File", str((folder / part).stat().st_size))
        assert entities[part]["encodingFormat"]


def test_the_crate_is_flat_and_names_only_what_it_describes(crate: dict[str, Any]) -> None:
    entities = {entity["@id"] for entity in crate["@graph"]}
    for entity in crate["@graph"]:
        for name, value in entity.items():
            outside = {one for one in referred(value) if one not in entities} if name not in ("@id", "@type") else set()
            assert outside <= {"https://w3id.org/ro/crate/1.1"}, (entity["@id"], name)


def test_pyld_reads_the_crate(crate: dict[str, Any]) -> None:
    """With a context that has every word of it; the one it names is the specification's, and far away."""

    def loader(url: str, options: object) -> dict[str, object]:
        assert url == crate["@context"]
        words = {"@context": {"@vocab": "http://schema.org/"}}
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": words}

    flat = jsonld.flatten(crate, None, {"documentLoader": loader, "base": THERE})
    types = {entity["@id"]: entity.get("@type") for entity in flat}
    assert types[THERE] == ["http://schema.org/Dataset"]
    assert types[THERE + "graph.nq"] == ["http://schema.org/File"]


def test_the_page_needs_nothing_else(folder: Path) -> None:
    page = html.fromstring((folder / "index.html").read_bytes())
    assert not page.xpath("//script[@src or @type != 'application/ld+json'] | //img | //link[@rel='stylesheet']")
    links = [str(link) for link in page.xpath("//@href")]
    local = {link for link in links if "://" not in link}
    assert local == set(contents(folder)) - {"index.html"}
    assert {"en", "ru", "kk"} <= set(page.xpath("//@lang"))
    assert "Өңірлер қалай ынтымақтасады" in page.text_content()


def test_search_engines_find_the_files_on_it(folder: Path) -> None:
    (script,) = html.fromstring((folder / "index.html").read_bytes()).xpath("//script/text()")
    described = json.loads(script)
    assert (described["@type"], described["@id"]) == ("Dataset", f"{BASE}dataset")
    for download in described["distribution"]:
        assert download["contentSize"] == str((folder / download["contentUrl"]).stat().st_size)


def test_a_folder_that_is_not_empty_stays_as_it_is(store: Store, saved: dict[str, SavedQuery], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(KgError, match="not empty; a release takes a folder of its own"):
        write(store, saved, Release(tmp_path))
    assert contents(tmp_path) == {"mine.txt": b"mine"}


CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


def test_publisher_and_licence_are_those_of_the_release(store: Store, tmp_path: Path) -> None:
    """Everywhere: no file names the ones that are told where nobody says otherwise."""
    publish(tmp_path / "store", store)
    options = ["--publisher", "Институт & «Мост»", "--licence", CC0, "--store", str(tmp_path / "store")]
    done = CliRunner().invoke(cli.main, ["release", str(tmp_path / "new"), *options])
    assert done.exit_code == 0, done.output
    there = contents(tmp_path / "new")
    for name, content in there.items():
        if not name.startswith("ontology/"):
            assert b"licenses/by/4.0" not in content, name
            assert b"kg contributors" not in content, name
    about = described(tmp_path / "new")
    (named,) = about.objects(URIRef(f"{Settings().base}dataset"), DCTERMS.publisher)
    assert [str(one) for one in about.objects(named, FOAF.name)] == ["Институт & «Мост»"]
    assert (URIRef(f"{Settings().base}dataset"), DCTERMS.license, URIRef(CC0)) in about
    assert violations(about, mandatory()) == ""
    assert "CC0 1.0" in there["index.html"].decode()
    assert CC0.encode() in there["nanopublications.trig"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--licence", "CC BY"], "'CC BY' is no address; one such as https://creativecommons.org/"),
        (["--publisher", " "], "a name in one line is allowed"),
    ],
)
def test_a_licence_is_an_address_and_a_publisher_has_a_name(tmp_path: Path, options: list[str], told: str) -> None:
    done = CliRunner().invoke(cli.main, ["release", str(tmp_path / "new"), *options])
    assert done.exit_code == 2
    assert told in done.stderr


BAD = [
    (["--date", "2022"], "--date '2022': expected a day like 2022-11-28"),
    (["--date", "2022-02-30"], "--date '2022-02-30': expected a day like 2022-11-28"),
    (["--address", "here"], "--address 'here': expected an address like https://example.org/release/"),
    (["--address", "https://a.example/<b>"], "--address"),
]


@pytest.mark.parametrize(("options", "told"), BAD)
def test_a_mistake_is_told_in_a_line_and_nothing_is_written(
    store: Store, saved: dict[str, SavedQuery], tmp_path: Path, options: list[str], told: str
) -> None:
    release = Release(tmp_path / "new", **{options[0].removeprefix("--").replace("date", "issued"): options[1]})
    with pytest.raises(KgError) as error:
        write(store, saved, release)
    assert str(error.value).startswith(told)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "new").exists()


def test_no_store_is_told_in_a_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.main, ["release", str(tmp_path / "new"), "--store", str(tmp_path / "none")])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "no store here" in done.stderr
