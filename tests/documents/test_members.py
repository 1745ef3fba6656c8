"""Files of many documents: what they hold, and what is said of what cannot be read."""

import gzip
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.documents import find, read
from kg.documents.document import Document, Span
from kg.model.errors import DocumentError

SENTENCE = "Омск и Павлодар развивают сотрудничество в торговле и образовании."


def line(**fields: object) -> str:
    return json.dumps({"id": "a", "text": SENTENCE, **fields}, ensure_ascii=False)


def jsonl(path: Path, *lines: str) -> Path:
    content = "\n".join(lines).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def all_of(path: Path, *, max_bytes: int = 20_000_000) -> tuple[list[Document], list[str]]:
    """Documents and failures, as a build has them."""
    documents, failures = [], []
    for one in find([path]):
        try:
            documents.append(read(one, max_bytes=max_bytes))
        except DocumentError as error:
            failures.append(str(error))
    return documents, failures


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz", "NEWS.JSONL"])
def test_a_line_is_a_document(tmp_path: Path, name: str) -> None:
    known = {"date": "2022-11-28T10:00:00", "url": "https://e.kz/1", "publisher": "Ақорда", "title": "Форум", "x": 1}
    file = jsonl(tmp_path / name, line(**known), "", line(id=17, text=f"\ufeff{SENTENCE}\r\nДа.", language="kk-KZ"))
    (first, second), failures = all_of(file)
    assert failures == []
    assert (first.id, first.name, first.text, first.language) == ("a", "a", SENTENCE, "ru")
    assert (first.date, first.url, first.publisher) == ("2022-11-28", "https://e.kz/1", "Ақорда")
    assert (first.headline, first.title) == ("Форум", None)
    assert (second.id, second.text, second.language) == ("17", f"\ufeff{SENTENCE}\r\nДа.", "kk")


def test_a_title_that_stands_in_the_text_is_a_span_of_it(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "a.jsonl", line(text=f"Форум в Омске\n\n{SENTENCE}", title="Форум  в Омске"))
    (document,), _ = all_of(file)
    assert (document.title, document.headline) == (Span(0, 13), "")


def test_what_a_line_states_goes_before_what_its_text_says(tmp_path: Path) -> None:
    text = f"28.11.2022\n{SENTENCE}\nhttps://kremlin.ru/1"
    file = jsonl(tmp_path / "a.jsonl", line(text=text), line(text=text, date="2001-01-01", url="https://e.kz/2"))
    documents, _ = all_of(file)
    assert [(one.date, one.url, one.publisher) for one in documents] == [
        ("2022-11-28", "https://kremlin.ru/1", "kremlin.ru"),
        ("2001-01-01", "https://e.kz/2", "kremlin.ru"),
    ]


BROKEN = [
    ('{"id": "a", "text"', "not JSON (Expecting ':' delimiter at character 19)"),
    ("[1, 2]", 'no object like {"id": …, "text": …}'),
    ('"text"', 'no object like {"id": …, "text": …}'),
    ("[" * 100_000, "not JSON that can be read"),
    (json.dumps({"text": SENTENCE}), 'no "id"'),
    (line(id=""), '"id" is neither text nor a number'),
    (line(id=True), '"id" is neither text nor a number'),
    (line(id=["a"]), '"id" is neither text nor a number'),
    (json.dumps({"id": "a"}), 'no "text"'),
    (line(text=""), '"text" is no text'),
    (line(text=5), '"text" is no text'),
    (line(text="Омск \0"), "not a text, zero character at 5"),
    ('{"id": "a", "text": "Омск \\ud83d."}', "half a character (a lone surrogate) at 5 of the text"),
    (line(date="28.13.2022"), 'date "28.13.2022", expected a day like 2022-11-28'),
    (line(date=2022), '"date" is no text'),
    (line(url="e.kz/1"), 'url "e.kz/1", expected an http or https address'),
    (line(text=SENTENCE * 100), "12300 bytes of text, more than the 5000 allowed"),
]


@pytest.mark.parametrize(("broken", "reason"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_line_is_one_failure_and_the_others_are_read(tmp_path: Path, broken: str, reason: str) -> None:
    file = jsonl(tmp_path / "a.jsonl", line(id="first"), broken, line(id="last"))
    documents, (failure,) = all_of(file, max_bytes=5000)
    assert [one.id for one in documents] == ["first", "last"]
    assert failure.startswith(f"{file} line 2: {reason}")
    assert len(failure.splitlines()) == 1


def test_a_line_that_is_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(id="first").encode() + b"\n" + line().encode("cp1251") + b"\n")
    documents, failures = all_of(file)
    assert [one.id for one in documents] == ["first"]
    assert failures == [f"{file} line 2: not UTF-8, byte 0xce at 21 of the line"]


def test_a_line_too_long_to_be_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.documents.formats.jsonl._LONGEST_LINE", 1000)
    monkeypatch.setattr("kg.documents.formats.jsonl._AT_ONCE", 300)
    file = jsonl(tmp_path / "a.jsonl", line(id="first"), line(text="а" * 700), line(id="last"))
    documents, failures = all_of(file)
    assert [one.id for one in documents] == ["first", "last"]
    assert failures == [f"{file} line 2: more than the 20000000 bytes allowed"]
    endless = jsonl(tmp_path / "b.jsonl.gz", line(id="first"), "а" * 100_000, line(id="last"))
    documents, failures = all_of(endless)
    assert [one.id for one in documents] == ["first"]
    assert failures == [f"{endless} line 2: no end of it; what follows is left out"]


def test_long_ids_are_cut_and_stay_apart(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "a.jsonl", line(id="а" * 5000), line(id="а" * 4999))
    ids = [one.id for one in all_of(file)[0]]
    assert len(set(ids)) == 2
    assert {len(id) for id in ids} == {120}


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", b""), ("a.jsonl", b"\n \n"), ("a.warc", b"")])
def test_a_file_without_documents(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert all_of(tmp_path / name) == ([], [f"{tmp_path / name}: no documents in it"])


def warc(*pages: tuple[str, str, bytes], packed: bool = False) -> bytes:
    """An archive of (address, content type, body), with a request before and a redirect after the pages."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(
        writer.create_warc_record("https://e.kz/1", "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n"))
    )
    for address, type, body in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", type)], protocol="HTTP/1.1")
        page = writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(page)
    moved = StatusAndHeaders("301 Moved", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    gone = writer.create_warc_record("https://e.kz/x", "response", payload=io.BytesIO(b"<p>moved"), http_headers=moved)
    writer.write_record(gone)
    return out.getvalue()


def page(text: str, meta: str = "") -> str:
    return f"<html><head>{meta}<title>Форум</title></head><body><p>{text}</p></body></html>"


HTML = "text/html; charset=utf-8"
CP1251 = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_of_an_archive_is_a_document(tmp_path: Path, packed: bool) -> None:
    file = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    pages = [
        ("https://www.e.kz/news/1", HTML, page(SENTENCE).encode()),
        ("https://e.kz/logo.png", "image/png", b"\x89PNG"),
        ("http://e.ru/2", "text/html; charset=windows-1251", page(SENTENCE).encode("cp1251")),
        ("http://e.ru/3?a=б", "text/html", page(SENTENCE, CP1251).encode("cp1251")),
    ]
    file.write_bytes(warc(*pages, packed=packed))
    documents, failures = all_of(file)
    assert failures == []
    assert [(one.id, one.url) for one in documents] == [
        ("e.kz/news/1", "https://www.e.kz/news/1"),
        ("e.ru/2", "http://e.ru/2"),
        ("e.ru/3?a=б", "http://e.ru/3?a=б"),
    ]
    assert [one.text for one in documents] == [page(SENTENCE), page(SENTENCE), page(SENTENCE, CP1251)]
    assert all(SENTENCE in one.reading for one in documents)


BAD_PAGES = [
    (HTML, b"", "the page is empty"),
    (HTML, page("Омск\0").encode(), "not a text, zero byte at"),
    (HTML, page(SENTENCE * 100).encode(), "more than the 5000 bytes allowed"),
]


@pytest.mark.parametrize(("type", "body", "reason"), BAD_PAGES, ids=range(len(BAD_PAGES)))
def test_a_bad_page_is_one_failure_and_the_others_are_read(
    tmp_path: Path, type: str, body: bytes, reason: str
) -> None:  # fmt: skip
    good = page(SENTENCE).encode()
    file = tmp_path / "a.warc.gz"
    archive = warc(
        ("http://e.kz/1", HTML, good), ("http://e.kz/2", type, body), ("http://e.kz/3", HTML, good), packed=True
    )
    file.write_bytes(archive)
    documents, (failure,) = all_of(file, max_bytes=5000)
    assert [one.id for one in documents] == ["e.kz/1", "e.kz/3"]
    assert failure.startswith(f"{file} record 3: {reason}")


def test_bytes_that_are_no_text_are_noted(tmp_path: Path) -> None:
    file = tmp_path / "a.warc"
    file.write_bytes(warc(("http://e.kz/1", HTML, page(SENTENCE).encode() + b"\xff")))
    (document,), _ = all_of(file)
    assert "bytes that are no utf-8 are read as «\ufffd»" in document.notes


def _jsonl(packed: bool) -> bytes:
    content = "\n".join(line(id=number, text=f"{SENTENCE} {number}") for number in range(500)).encode()
    return gzip.compress(content) if packed else content


def _warc(packed: bool) -> bytes:
    return warc(*((f"http://e.kz/{n}", HTML, page(f"{SENTENCE} {n}").encode()) for n in range(50)), packed=packed)


CUTS = [
    ("a.jsonl.gz", _jsonl, "cut off after line"),
    ("a.warc", _warc, "cut off"),
    ("a.warc.gz", _warc, "cut off after record"),
]


@pytest.mark.parametrize("share", [0.15, 0.5, 0.85, 0.99])
@pytest.mark.parametrize(("name", "content", "reason"), CUTS)
def test_what_stands_before_a_cut_is_read(
    tmp_path: Path, name: str, content: Callable[[bool], bytes], reason: str, share: float
) -> None:
    file = tmp_path / name
    whole = content(name.endswith(".gz"))
    file.write_bytes(whole[: int(len(whole) * share)])
    documents, (*others, failure) = all_of(file)
    assert reason in failure
    assert len(others) <= 1  # the document in which it was cut
    assert len(documents) >= (share - 0.15) * (500 if "jsonl" in name else 50)


def test_wherever_a_packed_archive_is_cut(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    whole = warc(*((f"http://e.kz/{n}", HTML, page(f"{SENTENCE} {n}").encode()) for n in range(3)), packed=True)
    for length in range(1, len(whole), 11):
        file.write_bytes(whole[:length])
        documents, failures = all_of(file)
        assert failures or documents, length  # between two records nothing is missing that one could know of
        assert all(re.search("cut off|no documents|damaged gzip", failure) for failure in failures), failures


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.jsonl.gz"])
def test_a_file_of_another_kind(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"nothing of that kind\n\nat all\n")
    documents, (failure,) = all_of(tmp_path / name)
    assert documents == []
    assert failure.startswith(f"{tmp_path / name}: ")


def test_documents_in_any_order(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "a.jsonl", *(line(id=number) for number in range(6)))
    paths = find([file])
    assert [read(paths[number]).id for number in (3, 1, 1, 5, 4, 0)] == ["3", "1", "1", "5", "4", "0"]


def test_a_file_that_vanishes_or_changes_while_it_is_read(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "a.jsonl", line(id=1), line(id=2), line(id=3))
    paths = find([file])
    assert read(paths[0]).id == "1"
    jsonl(file, line(id="other"))
    with pytest.raises(DocumentError, match=r"a.jsonl: changed while it was read$"):
        read(paths[1])
    file.unlink()
    with pytest.raises(DocumentError, match=r"a.jsonl: No such file or directory$"):
        read(paths[2])
