"""Files that are no plain texts: what is read of them, and what is said of the others."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from kg.documents import find, passed_over, read
from kg.documents.document import Document
from kg.model.errors import DocumentError
from tests.documents.disguises import docx, pdf

SENTENCE = "Омск и Павлодар развивают сотрудничество в торговле и образовании, сообщает пресс-служба города."


def written(folder: Path, name: str, content: bytes) -> Document:
    (folder / name).write_bytes(content)
    return read(folder / name)


CODE_PAGES = [
    ("a.txt", SENTENCE.encode("cp1251"), ("no UTF-8: read as cp1251, by its letters",)),
    ("a.txt", SENTENCE.encode("koi8-r"), ("no UTF-8: read as koi8-r, by its letters",)),
    ("a.txt", SENTENCE.encode("cp866"), ("no UTF-8: read as cp866, by its letters",)),
    ("a.txt", SENTENCE.encode("utf-16"), ()),
    ("a.txt", SENTENCE.encode("utf-32"), ()),
    ("a.txt", b"\xef\xbb\xbf" + SENTENCE.encode(), ()),
    ("a.html", f'<html><meta charset="windows-1251"><body><p>{SENTENCE}'.encode("cp1251"), None),
    ("a.html", f'<html><meta charset="utf-8"><body><p>{SENTENCE}'.encode("cp1251"), None),
    ("a.html", f'<html><meta charset="windows-1251"><body><p>{SENTENCE}'.encode(), None),
]


@pytest.mark.parametrize(("name", "content", "notes"), CODE_PAGES)
def test_code_pages(tmp_path: Path, name: str, content: bytes, notes: tuple[str, ...] | None) -> None:
    found = written(tmp_path, name, content)
    assert found.reading.strip() == SENTENCE
    assert notes is None or found.notes == notes


def test_the_pages_of_a_pdf_are_apart(tmp_path: Path) -> None:
    found = written(tmp_path, "a.pdf", pdf("\n".join(f"{SENTENCE}\n" for _ in range(12))))
    assert found.text.count("\f") + 1 == len(PdfReader(tmp_path / "a.pdf").pages)
    assert found.reading.count(SENTENCE) >= 9


def test_docx_with_a_table(tmp_path: Path) -> None:
    found = written(tmp_path, "a.docx", docx(f"Форум закрыт\n{SENTENCE}"))
    assert found.called == "Форум закрыт"
    assert SENTENCE in found.reading


def test_an_encrypted_pdf_is_told(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.append(PdfReader(__import__("io").BytesIO(pdf(SENTENCE))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(DocumentError, match=r"a\.pdf: an encrypted PDF; save it without a password$"):
        read(tmp_path / "a.pdf")


FEED = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Омск Здесь</title>
<item><title>Форум</title><link>https://omsk.ru/1</link><pubDate>Fri, 15 Oct 2021 12:30:00 +0600</pubDate>
<description>{SENTENCE}</description></item>
<item><title>Форум</title><guid>second</guid><content:encoded><![CDATA[<p>{SENTENCE}</p>]]></content:encoded></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Омск Здесь</title>
<entry><title>Форум</title><id>urn:1</id><link href="https://omsk.ru/1"/><published>2021-10-15T12:30:00Z</published>
<summary>{SENTENCE}</summary></entry></feed>"""
ARTICLE = json.dumps(
    {
        "@graph": [
            {"@type": "WebSite", "name": "Сайт", "datePublished": "2001-01-01"},
            {
                "@type": "NewsArticle",
                "headline": "Форум",
                "datePublished": "2021-10-15T12:30:00+06:00",
                "publisher": {"@type": "Organization", "name": "Омск Здесь"},
                "url": "https://omsk.ru/1",
                "articleBody": SENTENCE,
            },
        ]
    }
)
MANY = [
    ("a.rss", FEED, ["https://omsk.ru/1", "second"]),
    ("a.atom", ATOM, ["urn:1"]),
    ("a.jsonld", ARTICLE, ["https://omsk.ru/1"]),
    ("a.json", json.dumps([{"id": "x", "text": SENTENCE}, {"id": 2, "text": SENTENCE}]), ["x", "2"]),
]


@pytest.mark.parametrize(("name", "content", "ids"), MANY)
def test_files_of_many_documents(tmp_path: Path, name: str, content: str, ids: list[str]) -> None:
    (tmp_path / name).write_text(content)
    documents = [read(path) for path in find([tmp_path / name])]
    assert [document.id for document in documents] == ids
    assert all(SENTENCE in document.reading for document in documents)
    if name != "a.json":
        first = documents[0]
        assert (first.headline, first.date, first.publisher, first.url) == (
            "Форум", "2021-10-15", "Омск Здесь", "https://omsk.ru/1",
        )  # fmt: skip


BAD = [
    ("a.json", "{}", "JSON without an object like"),
    ("a.json", "[1, 2", "not JSON (Expecting ',' delimiter at character 5)"),
    ("a.xml", "<a><b/></a>", "XML, but no item of RSS or Atom in it"),
    ("a.rss", "<rss><item>", "no XML that can be read"),
    ("a.md", "---\ntitle: [\n---\nОмск.", "front matter is no YAML"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD)
def test_bad_files_are_one_line(tmp_path: Path, name: str, content: str, reason: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(DocumentError) as error:
        read(find([tmp_path / name])[0])
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_front_matter(tmp_path: Path) -> None:
    text = (
        f"---\ntitle: Форум закрыт\ndate: 2021-10-15\nsource: https://omsk.ru/1\nauthor: Анна Б.\n---\n\n{SENTENCE}\n"
    )
    found = written(tmp_path, "a.md", text.encode())
    assert (found.called, found.date, found.url, found.author) == (
        "Форум закрыт", "2021-10-15", "https://omsk.ru/1", "Анна Б.",
    )  # fmt: skip
    assert found.reading.strip() == SENTENCE


def test_a_folder_says_what_it_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", "b.csv", "c.csv", "d.png", "README.md", ".hidden", "package.json", "e"):
        (tmp_path / name).write_text(SENTENCE)
    (line,) = passed_over([tmp_path, tmp_path / "a.txt"])
    assert line == f"{tmp_path}: passed over 2 .csv, 1 .json, 1 .png, 1 without an ending"
