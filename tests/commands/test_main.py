"""The command line: what it prints where, and how it ends."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from kg.build.run import build
from kg.commands import main as cli
from kg.model.config import Settings
from kg.queries import saved as queries
from tests.cooperation import cooperation
from tests.reader import read_facts
from tests.server.program import publish

reads = pytest.mark.skipif(find_spec("kg.reading.extraction") is None, reason="nothing to extract facts with")
COMMANDS = ("build", "query", "export", "serve", "check", "evaluate")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    (folder / "sisters.txt").write_text("Города-побратимы Омск и Павлодар. Приехал Владимир Путин.")
    build([folder / "sisters.txt"], replace(Settings(), store=folder / "store"), extract=read_facts)
    return folder / "store"


def kg(*arguments: object, stdin: str = "", store: Path | None = None) -> Result:
    environment = {"KG_STORE": str(store)} if store else {}
    return CliRunner().invoke(cli.main, [str(one) for one in arguments], input=stdin, env=environment)


def process(*arguments: object, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "kg.commands", *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name != "KG_STORE"}
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False)


def test_a_saved_query_as_a_table(store: Path) -> None:
    result = kg("query", "sister-cities", "--store", store)
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["a", "b", "document"],
        ["Омск", "Павлодар", "Города-побратимы", "Омск", "и", "Павлодар.", "Приехал", "Владимир", "Путин."],
    ]
    assert result.stderr == ""


def test_the_store_may_come_from_the_environment(store: Path) -> None:
    assert kg("query", "sister-cities", "--format", "csv", store=store).stdout.splitlines()[1].endswith(",0,32")


@pytest.mark.parametrize("name", [name for name, one in queries.load(Settings().queries).items() if not one.federated])
def test_every_saved_query_answers(store: Path, name: str) -> None:
    required = [p for p in queries.load(Settings().queries)[name].parameters if p.required]
    values = {"iri": "city/omsk", "integer": "1", "decimal": "1", "date": "2022-01-01"}
    given = [word for p in required for word in ("--param", f"{p.name}={values.get(p.takes, 'Омск')}")]
    result = kg("query", name, "--format", "json", *given, store=store)
    assert result.exit_code == 0, result.stderr
    assert "bindings" in json.loads(result.stdout)["results"]


OMSK = "<https://w3id.org/interregional/city/omsk>"
SELECT = f"SELECT ?b {{ {OMSK} coop:sisterCityOf ?b }}"
CONSTRUCT = f"CONSTRUCT {{ ?a coop:sisterCityOf ?b }} {{ ?a coop:sisterCityOf ?b FILTER(?a = {OMSK}) }}"
BOTH_WAYS = "SELECT ?b { ?a coop:sisterCityOf ?b } ORDER BY ?b"
PAVLODAR = "https://w3id.org/interregional/city/pavlodar"


@pytest.mark.parametrize(
    ("query", "form", "expected"),
    [
        (SELECT, "csv", f"b\r\n{PAVLODAR}\r\n"),
        (SELECT, "tsv", f"?b\n<{PAVLODAR}>\n"),
        (SELECT, "table", "b\nПавлодар\n"),
        (CONSTRUCT, "table", "subject  predicate     object\nОмск     sisterCityOf  Павлодар\n"),
        (CONSTRUCT, "ntriples", None),
        (CONSTRUCT, "turtle", None),
        (CONSTRUCT, "jsonld", None),
        (BOTH_WAYS, "table", "b\nОмск\nПавлодар\n"),
        ("ASK { ?a coop:sisterCityOf ?b }", "table", "yes\n"),
        ("ASK { ?a coop:founder ?b }", "table", "no\n"),
    ],
)
def test_an_ad_hoc_query(store: Path, query: str, form: str, expected: str | None) -> None:
    result = kg("query", "-", "--format", form, stdin=query, store=store)
    assert result.exit_code == 0, result.stderr
    assert (
        "sisterCityOf" in result.stdout if expected is None else _bare(result.stdout_bytes.decode()) == _bare(expected)
    )


def _bare(text: str) -> str:
    return re.sub(r" +$", "", text, flags=re.MULTILINE)


def test_a_query_in_a_file_with_a_parameter(store: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT ?b WHERE { ?_city_iri coop:sisterCityOf ?b }")
    found = kg("query", tmp_path / "q.rq", "--format", "csv", "--param", "city=city/omsk", store=store)
    assert PAVLODAR in found.stdout
    other = kg("query", tmp_path / "q.rq", "--format", "csv", "--param", "city=city/tver", store=store)
    assert PAVLODAR not in other.stdout


def test_tables_stay_within_80_columns(store: Path) -> None:
    for name in ("mentions", "entities", "sister-cities"):
        lines = kg("query", name, store=store).stdout.splitlines()
        assert max(map(len, lines)) <= 80


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose things have names in three languages."""
    folder = tmp_path_factory.mktemp("named")
    publish(folder, cooperation().store())
    return folder


@pytest.mark.parametrize(
    ("locale", "options", "shown"),
    [
        ("C.UTF-8", [], "Омск"),
        ("fr_FR.UTF-8", [], "Омск"),
        ("en_GB.UTF-8", [], "Omsk"),
        ("kk_KZ.UTF-8", [], "Омбы"),
        ("kk_KZ.UTF-8", ["--lang", "en"], "Omsk"),
    ],
)
def test_names_are_in_the_language_of_the_reader(
    named: Path, monkeypatch: pytest.MonkeyPatch, locale: str, options: list[str], shown: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    head, row, *_ = kg("query", "sister-city-places", *options, store=named).stdout.splitlines()
    assert row.split()[0] == shown
    assert "Label" not in head  # names beside their things are left out in any language
    assert "label" in kg("query", "entities", *options, store=named).stdout.splitlines()[0]


def test_the_list_of_saved_queries() -> None:
    lines = kg("query", "--list").stdout.splitlines()
    assert len(lines) == len(queries.load(Settings().queries))
    assert any(line.startswith("sister-cities ") for line in lines)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    result = kg(command, "--help")
    assert result.exit_code == 0
    assert f"Example: kg {command}" in result.stdout
    assert "KG_STORE" in result.stdout


def test_an_export_to_a_file_and_to_stdout(store: Path, tmp_path: Path) -> None:
    written = kg("export", "nquads", "--output", tmp_path / "all.nq", store=store)
    assert (written.exit_code, written.stdout) == (0, "")
    shown = kg("export", "nquads", store=store)
    assert shown.stdout_bytes == (tmp_path / "all.nq").read_bytes()


def test_check_of_a_sound_store(store: Path) -> None:
    result = kg("check", store=store)
    assert (result.exit_code, result.stdout) == (0, "")


BAD_INPUT = [
    (["query", "sister-cities", "--store", "nowhere"], "nowhere: no store here; build one with: kg build"),
    (["query", "no-such-query"], "no saved query 'no-such-query'; there are: "),
    (["query", "no-such-file.rq"], "no-such-file.rq: No such file or directory"),
    (["query", "sister-cities", "--format", "pdf"], "no format 'pdf'; there are: table, json"),
    (["query", "sister-cities", "--format", "turtle"], "a SELECT query cannot be given as turtle"),
    (["query", "sister-cities", "--param", "nothing=1"], "has no parameter 'nothing'; it takes: "),
    (["query", "sister-cities", "--param", "nothing"], "--param 'nothing': expected NAME=VALUE"),
    (["query"], "which query?"),
    (["export", "pdf"], "no export format 'pdf'; there are: "),
    (["export", "nquads", "--output", "no/such/folder.nq"], "no/such/folder.nq: No such file or directory"),
    (["build", "no-such-path"], "no-such-path: no such file or folder"),
    (["evaluate", "--gold", "no-such-folder"], "no-such-folder: no folder with annotations"),
    (["evaluate"], "Missing option '--gold'."),
    (["serve", "--port", "70000"], "'--port': 70000 is not in the range"),
    (["no-such-command"], "No such command 'no-such-command'."),
    (["query", "--no-such-option"], "No such option '--no-such-option'."),
]


@pytest.mark.parametrize(("arguments", "message"), BAD_INPUT)
def test_bad_input_is_one_line_and_exit_code_2(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = kg(*arguments, store=store)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("kg: ")
    assert message in line


@pytest.mark.parametrize(
    "query", ["SELECT * {", "", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "SELECT ?x { ?x nope:p ?y }"]
)
def test_a_broken_query(store: Path, query: str) -> None:
    result = kg("query", "-", stdin=query, store=store)
    assert result.exit_code == 2
    assert re.fullmatch(r"kg: the query does not parse: .{5,200}\n", result.stderr)


def test_a_damaged_store(store: Path, tmp_path: Path) -> None:
    (tmp_path / "generations" / "000001").mkdir(parents=True)
    (tmp_path / "CURRENT").write_text("000001")
    ended = process("query", "sister-cities", "--store", tmp_path)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert re.fullmatch(rf"kg: {tmp_path}: the store is damaged .*\n", ended.stderr.decode())


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_port_in_use(store: Path, taken_port: int) -> None:
    ended = process("serve", "--port", taken_port, "--store", store)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert re.fullmatch(rf"kg: cannot serve at 127.0.0.1 port {taken_port}: .*\n", ended.stderr.decode())


def test_a_server_says_where_it_is_answers_and_stops(store: Path) -> None:
    command = [sys.executable, "-m", "kg.commands", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = server.stderr.readline().removeprefix("serving ").strip()
        with urlopen(f"{address}health", timeout=10) as answer:
            assert answer.status == 200
        server.terminate()
        assert server.wait(timeout=20) == 0


def test_a_process_answers_on_stdout_alone(store: Path) -> None:
    ended = process("query", "-", "--format", "tsv", "--store", store, stdin=SELECT.encode())
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"?b\n<{PAVLODAR}>\n".encode(), b"")


def test_a_reader_that_hangs_up_is_no_error(store: Path) -> None:
    command = f"{sys.executable} -m kg.commands export nquads --store {store} | head -c 10"
    ended = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert ended.stderr == b""


def test_a_query_loads_no_language_model(store: Path) -> None:
    code = "import sys; from kg.commands.main import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", code, "query", "sister-cities", "--store", store],
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = set(ended.stderr.split())
    assert "pyoxigraph" in loaded
    assert loaded.isdisjoint({"spacy", "slovnet", "numpy", "rdflib", "pyshacl", "starlette"})


def test_the_list_of_commands_says_what_each_says_first() -> None:
    for name, (_, told) in cli.COMMANDS.items():
        said = " ".join((cli.main.commands[name].help or "").split())
        assert said.startswith(told), name


def loaded(code: str) -> set[str]:
    """The modules that a process has imported in the end."""
    command = [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_help_loads_no_command() -> None:
    modules = loaded("from kg.commands.main import main\nmain.get_help(main.make_context('kg', ['status']))")
    assert {name for name in modules if name.endswith("_commands")} == set()
    assert modules.isdisjoint({"lxml", "rich", "pyoxigraph", "kg.documents"})


@reads
def test_a_kazakh_text_loads_no_model() -> None:
    text = "Павлодар облысы мен Омбы облысы келісімге қол қойды."
    modules = loaded(
        "from kg.build.corpus import with_models; from kg.documents.document import Document\n"
        f"assert with_models(Document('t', 't.txt', {text!r}, {text!r}, 'kk', 'plain', '')).mentions"
    )
    assert "kg.reading.extraction" in modules
    assert modules.isdisjoint({"spacy", "slovnet", "numpy"})


BAD_DOCUMENTS = [
    ("empty.txt", b"", "the file is empty"),
    ("binary.txt", bytes(range(256)), "not a text"),
    ("report.rtf", b"{\\rtf1 Omsk}", "RTF; save it as DOCX or text"),
    ("big.txt", "Омск ".encode() * 6_000_000, "more than the"),
    ("digits.txt", b"1 2 3", "no letters"),
    ("rows.jsonl", b'{"row": 1}\n', 'rows.jsonl line 1: no "text"'),
    ("table.jsonl", b'{"row": 1}\n' * 300, 'table.jsonl lines 1 to 300, 300 of them: no "text"'),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD_DOCUMENTS)
def test_a_document_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    ended = process("build", tmp_path / name, "--store", tmp_path / "store")
    assert (ended.returncode, ended.stdout) == (1, b"")
    summary, failure = ended.stderr.decode().splitlines()
    assert summary.startswith("0 documents")
    assert failure.startswith("failed: ")
    assert name in failure
    assert message in failure


@reads
@pytest.mark.parametrize(
    "text", ["The forum of regions took place in Omsk.", "Ceci n'est ni du russe ni du kazakh, mais du français."]
)
def test_a_document_in_another_language_is_no_failure(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.txt").write_text(text)
    ended = process("build", tmp_path / "other.txt", "--store", tmp_path / "store")
    assert (ended.returncode, ended.stdout) == (0, b"")
    assert ended.stderr.decode().startswith("1 documents")
    again = process("build", tmp_path / "other.txt", "--store", tmp_path / "store")
    assert "no document has changed since the last build" in again.stderr.decode()
