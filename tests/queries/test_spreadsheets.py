"""Answers for Excel: CSV that says its code page, and a sheet with numbers as numbers."""

import io
import zipfile
from pathlib import Path

from click.testing import CliRunner
from pyoxigraph import Store

from kg.commands.main import main
from kg.queries.answers import ask, serialise
from tests.server.program import publish

QUERY = 'SELECT * { VALUES (?name ?value) { ("Омск" 25600000000) ("=1+1" 0.5) } }'


def test_a_sheet_is_the_same_bytes_each_time() -> None:
    first, second = (serialise(ask(Store(), QUERY), "xlsx") for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        sheet, words = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/sharedStrings.xml").decode()
    assert "<v>25600000000</v>" in sheet
    assert "<f>" not in sheet  # no text becomes a formula
    assert "Омск" in words
    assert "=1+1" in words


def test_csv_with_a_byte_order_mark(tmp_path: Path, store: Store) -> None:
    publish(tmp_path, store)
    asked = ["query", "-", "--store", str(tmp_path), "--format", "csv"]
    plain = CliRunner().invoke(main, asked, input=QUERY)
    marked = CliRunner().invoke(main, [*asked, "--bom"], input=QUERY)
    assert marked.stdout_bytes == b"\xef\xbb\xbf" + plain.stdout_bytes
    assert "Омск".encode() in plain.stdout_bytes
