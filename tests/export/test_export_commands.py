"""`kg export` and `kg measures`: files, compression, and what a mistake is answered with."""

import csv
import gzip
import io
import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from click.testing import CliRunner, Result

from kg.build.run import build
from kg.commands import main as cli
from kg.export import formats
from kg.export.formats.format import Format
from kg.model.config import Settings
from tests.export.charts import read
from tests.reader import read_facts


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    (folder / "sisters.txt").write_text("Города-побратимы Омск и Павлодар. Приехал Владимир Путин.")
    build([folder / "sisters.txt"], replace(Settings(), store=folder / "store"), extract=read_facts)
    return folder / "store"


@pytest.fixture
def kg(store: Path) -> "Kg":
    return Kg(store)


class Kg:
    def __init__(self, store: Path) -> None:
        self._environment = {"KG_STORE": str(store)}

    def __call__(self, *arguments: object, stdin: str = "") -> Result:
        return CliRunner().invoke(cli.main, [str(one) for one in arguments], input=stdin, env=self._environment)


def test_a_map_on_stdout_and_its_size_on_stderr(kg: Kg) -> None:
    result = kg("export", "gexf")
    assert result.exit_code == 0
    assert read(result.stdout_bytes).number_of_edges() == 1
    assert result.stderr == "2 nodes, 1 edges\n"


@pytest.mark.parametrize("form", ["gexf", "nquads"])
@pytest.mark.parametrize(("name", "options"), [("map", ["--gzip"]), ("map.gz", [])])
def test_compressed_without_a_time(kg: Kg, tmp_path: Path, form: str, name: str, options: list[str]) -> None:
    plain = kg("export", form).stdout_bytes
    written = []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert kg("export", form, *options, "--output", folder / name).exit_code == 0
        written.append((folder / name).read_bytes())
    assert written[0] == written[1]
    assert gzip.decompress(written[0]) == plain


def test_tables_as_a_folder_and_as_an_archive(kg: Kg, tmp_path: Path) -> None:
    assert kg("export", "csv", "--output", tmp_path / "map").exit_code == 0
    assert sorted(file.name for file in (tmp_path / "map").iterdir()) == ["edges.csv", "nodes.csv"]
    assert kg("export", "csv", "--output", tmp_path / "map.zip").exit_code == 0
    assert (tmp_path / "map.zip").read_bytes() == kg("export", "csv").stdout_bytes
    assert (tmp_path / "map.zip").read_bytes().startswith(b"PK")


def test_a_query_from_stdin_and_a_file(kg: Kg, tmp_path: Path) -> None:
    query = "SELECT ?source ?target { ?source coop:sisterCityOf ?target }"
    (tmp_path / "my.rq").write_text(query)
    answers = [kg("export", "gexf", "--query", "-", stdin=query), kg("export", "gexf", "--query", tmp_path / "my.rq")]
    assert answers[0].stdout_bytes == answers[1].stdout_bytes
    assert read(answers[0].stdout_bytes).number_of_edges() == 1


def test_the_list_of_ready_maps(kg: Kg) -> None:
    shown = kg("export", "--list").stdout
    assert "(no --query)" in shown
    assert "sister-city-network" in shown
    assert "evidence" not in shown


MEASURES = [
    ("csv", lambda text: list(csv.DictReader(io.StringIO(text)))),
    ("tsv", lambda text: list(csv.DictReader(io.StringIO(text), delimiter="\t"))),
    ("json", json.loads),
]


@pytest.mark.parametrize(("form", "parse"), MEASURES)
def test_measures(kg: Kg, form: str, parse: object) -> None:
    rows = parse(kg("measures", "--format", form).stdout)  # type: ignore[operator]
    told = [(row["label"], float(row["neighbours"]), float(row["betweenness"])) for row in rows]
    assert told == [("Омск", 1, 0), ("Павлодар", 1, 0)]


def test_measures_for_people(kg: Kg) -> None:
    lines = kg("measures").stdout.splitlines()
    assert lines[0].split() == ["label", "class", "neighbours", "strength", "betweenness", "community"]
    assert lines[1].split()[:2] == ["Омск", "City"]


MISTAKES = [
    (["export"], "which format; there are: "),
    (["export", "gephi"], "no export format 'gephi'; there are: "),
    (["export", "gexf", "--around", "city/omks"], "no entity 'city/omks' here; nearest: "),
    (["export", "gexf", "--query", "entities"], "no map: a map takes a SELECT with the variables ?source and ?target"),
    (["export", "gexf", "--query", "nothing"], "no saved query 'nothing'; there are: "),
    (["export", "gexf", "--from", "yesterday"], "--from 'yesterday': expected a date like 2019, 2019-11 or 2019-11-07"),
    (["export", "gexf", "--until", "2019-02-30"], "--until '2019-02-30': expected a date"),
    (["export", "gexf", "--depth", "2"], "--depth counts steps from an entity; say which with --around"),
    (["export", "gexf", "--param", "a=b"], "--param is a parameter of a query, and there is no --query"),
    (["export", "gexf", "--class", "Town"], "no class 'Town' here; there are: "),
    (["export", "gexf", "--layout", "circle"], "'circle' is not one of 'forces', 'none'"),
    (
        ["export", "nquads", "--merge"],
        "nquads is no map: of the options that choose what is on it, only --query counts",
    ),
    (["export", "csv", "--output", "map.csv"], "map.csv: a map is two tables; give --output a folder, or a .zip"),
    (["export", "gexf", "--geographic"], "gexf is no picture"),
    (["export", "turtle", "--rdf12"], "--rdf12 goes with trig alone"),
    (["export", "nanopubs", "--query", "sister-city-network"], "nanopubs takes no query"),
    (["export", "datacube", "--around", "Омск"], "datacube is no map"),
    (["measures", "--format", "xml"], "'xml' is not one of 'table', 'csv', 'tsv', 'json'"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES)
def test_a_mistake_is_one_line(kg: Kg, arguments: list[str], message: str) -> None:
    result = kg(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert message in line


@pytest.mark.parametrize("arguments", [["trig", "--rdf12"], ["nanopubs"], ["datacube"], ["quickstatements"]])
def test_formats_of_other_tools(kg: Kg, tmp_path: Path, arguments: list[str]) -> None:
    assert kg("export", *arguments, "--output", tmp_path / "file").exit_code == 0
    assert (tmp_path / "file").read_bytes() == kg("export", *arguments).stdout_bytes
    assert (b"reifies" in (tmp_path / "file").read_bytes()) == ("--rdf12" in arguments)


def test_no_two_formats_have_one_name_or_file() -> None:
    registered = [form for module in iter_modules(formats.__path__) for form in _formats_of(module.name)]
    assert len(registered) == len(formats.FORMATS) == len({form.download for form in registered})
    groups = (formats.MAPS, formats.PICTURES, formats.DUMPS, formats.INTERCHANGE)
    assert {name for group in groups for name in group} == set(formats.FORMATS)


def _formats_of(module: str) -> tuple[Format, ...]:
    found: tuple[Format, ...] = getattr(import_module(f"kg.export.formats.{module}"), "FORMATS", ())
    return found
