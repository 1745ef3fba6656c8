import gzip
import hashlib
from pathlib import Path

import pytest

from kg.documents import covered, find, read
from kg.documents.formats.packed import suffix
from kg.documents.manifest import mistakes
from kg.model.errors import DocumentError, KgError

SENTENCE = "Омск и Павлодар развивают сотрудничество в торговле и образовании."


def test_find_reads_folders_deep_and_keeps_to_documents(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/c.HTML", "deep/d.htm"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SENTENCE)
    for name in (".hidden.txt", "README.md", "manifest.toml", "manifest.txt", "table.csv", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SENTENCE)
    named = tmp_path / "table.csv"
    assert find([tmp_path]) == [tmp_path / name for name in ("a.md", "b.txt", "deep/c.HTML", "deep/d.htm")]
    assert find([named, tmp_path / "b.txt", tmp_path / "b.txt"]) == [tmp_path / "b.txt", named]


def test_find_names_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"nowhere: no such file or folder$"):
        find([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.txt", ".txt"), ("/b/A.TXT", ".txt"), ("a.jsonl.gz", ".jsonl"), ("a.b.GZ", ".b"), ("a..txt", ".txt"),
        ("a", ""), ("/a.b/c", ""), ("/b/.txt", ""), ("..txt", ""), ("a.gz", ""), (".gz", ""), ("/a.b/c.gz", ""),
    ],
)  # fmt: skip
def test_how_a_name_ends(name: str, ending: str) -> None:
    assert suffix(name) == ending


BAD_INPUT = [
    (b"", "the file is empty"),
    (b" \n\t\r\n", "the file is empty"),
    (b"\xef\xbb\xbf", "the file is empty"),
    (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
    (b"\x7fELF\1\0\0", "not a text, zero byte at offset 5"),
    (
        b"\xef\xbb\xbfOmsk \xff",
        "not UTF-8, byte 0xff at offset 8; if it is a text, convert it: iconv -f CODEPAGE -t UTF-8",
    ),
    (b"{\\rtf1 Omsk}", "RTF; save it as DOCX or text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word, Excel or PowerPoint file; save it as DOCX"),
    (b"%PDF-1.4\nbroken", "a damaged PDF (Stream has ended unexpectedly)"),
    (b"PK\3\4broken", "a damaged ZIP or DOCX (File is not a zip file)"),
    (b"12.11.2022\n100 000\n", "no letters in the text"),
    (b"<html><body><p>1234</p><script>let a</script></body></html>", "no letters in the text"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_INPUT)
def test_bad_input_is_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as error:
        read(path)
    assert str(error.value) == f"{path}: {reason}"


def test_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text(SENTENCE)
    size = path.stat().st_size
    assert read(path, max_bytes=size).text == SENTENCE
    with pytest.raises(DocumentError, match=f"{size} bytes, more than the {size - 1} allowed"):
        read(path, max_bytes=size - 1)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="No such file"):
        read(tmp_path / "nowhere.txt")


TEXTS = [
    ("\ufeff" + SENTENCE, SENTENCE, SENTENCE),
    ("Омск\u00a0и\u202fПавлодар\tрядом.", "Омск\u00a0и\u202fПавлодар\tрядом.", "Омск и Павлодар рядом."),
    ("Омск.\r\nПавлодар рядом.", "Омск.\r\nПавлодар рядом.", "Омск.\nПавлодар рядом."),
    ("Омск.\u2028Павлодар рядом.", "Омск.\u2028Павлодар рядом.", "Омск.\nПавлодар рядом."),
]


@pytest.mark.parametrize(("stored", "text", "reading"), TEXTS)
def test_offsets_lead_into_the_text_without_byte_order_mark(
    tmp_path: Path, stored: str, text: str, reading: str
) -> None:
    path = tmp_path / "report.v2.txt"
    path.write_bytes(stored.encode())
    document = read(path)
    assert (document.text, document.reading) == (text, reading)
    assert (document.id, document.name) == ("report.v2", "report.v2.txt")
    assert document.sha256 == hashlib.sha256(stored.encode()).hexdigest()


def test_manifest_fills_what_the_text_lacks(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"28.11.2022\n{SENTENCE}")
    manifest = tmp_path / "manifest.toml"
    manifest.write_text('["report.txt"]\npublisher = "Zakon.kz"\nurl = "https://example.org/1"\ndate = "2001-01-01"\n')
    document = read(path)
    assert (document.publisher, document.url, document.date) == ("Zakon.kz", "https://example.org/1", "2022-11-28")


BAD_MANIFESTS = [
    ('["report.txt"]\ndate = "28.11.2022"', "expected a day like 2022-11-28"),
    ('["report.txt"]\ndate = "2022-02-30"', "expected a day like 2022-11-28"),
    ('["report.txt"]\nurl = "zakon.kz/1"', "expected an http or https address"),
    ('"report.txt" = "Zakon.kz"', "is no table"),
    ('["report.txt"]\npublsher = "Zakon.kz"', '"publsher", which is none of date, url, publisher'),
    ('["reprot.txt"]\npublisher = "Zakon.kz"', '"reprot.txt" is no file here'),
    ("[report", "manifest.toml: "),
]


@pytest.mark.parametrize(("content", "reason"), BAD_MANIFESTS)
def test_a_mistake_in_a_manifest_is_told_and_leaves_the_text(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(SENTENCE)
    (tmp_path / "manifest.toml").write_text(content)
    (line,) = mistakes(tmp_path / "manifest.toml")
    assert reason in line
    assert "\n" not in line
    document = read(path)
    assert (document.text, document.date, document.url) == (SENTENCE, "", "")


@pytest.mark.parametrize("name", ["report.v2.txt.gz", "report.v2.TXT.GZ"])
def test_a_packed_file_is_the_file_in_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(SENTENCE.encode()))
    (tmp_path / "manifest.toml").write_text('["report.v2.txt"]\nurl = "https://example.org/1"\n')
    assert find([tmp_path]) == [tmp_path / name]
    document = read(tmp_path / name)
    assert (document.id, document.name, document.text) == ("report.v2", name[:-3], SENTENCE)
    assert document.sha256 == hashlib.sha256(SENTENCE.encode()).hexdigest()
    assert document.url == ("https://example.org/1" if name.islower() else "")


BAD_PACKED = [
    (gzip.compress(SENTENCE.encode() * 50)[:-12], "cut off, the packed data do not end"),
    (SENTENCE.encode(), "damaged gzip data (Not a gzipped file (b'\\xd0\\x9e'))"),
    (gzip.compress(b""), "the file is empty"),
    (gzip.compress(b"a" * 100_000_000, 1), "more than the 1000000 bytes allowed when unpacked"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_PACKED, ids=range(len(BAD_PACKED)))
def test_bad_packed_input_is_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "bad.txt.gz"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as error:
        read(path, max_bytes=1_000_000)
    assert str(error.value) == f"{path}: {reason}"


PATTERNS = [
    ("**/*.txt", ["a.txt", "deep/b.txt", "deep/er/c.txt"]),
    ("*.txt", ["a.txt"]),
    ("*/*.txt", ["deep/b.txt"]),
    ("deep/**", ["deep/b.txt", "deep/er/c.txt", "deep/table.csv"]),
    ("[ab].t?t", ["a.txt"]),
    ("**/er/*", ["deep/er/c.txt"]),
]


@pytest.mark.parametrize(("pattern", "names"), PATTERNS)
def test_patterns(tmp_path: Path, pattern: str, names: list[str]) -> None:
    every = ["a.txt", "deep/b.txt", "deep/er/c.txt", "deep/table.csv", "deep/README.md", "manifest.toml", ".x/d.txt"]
    for name in every:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(SENTENCE)
    assert find([tmp_path / pattern]) == [tmp_path / name for name in names]
    # What stands among them only because of its name is covered too, and dropped from the store if it was there.
    below = covered([str(tmp_path / name) for name in every], tmp_path / pattern)
    fitting = [name for name in every if str(tmp_path / name) in below]
    assert set(names) <= set(fitting)
    assert [name for name in fitting if name.endswith(("txt", "csv")) and not name.startswith(".")] == names


COVERED = [
    ("/", "/a/b.txt", True),
    ("/a", "/a/b.txt", True),
    ("/a", "/ab/c.txt", False),
    ("/a/*.jsonl", "/a/b.jsonl/00000001", True),
    ("/a/*.txt", "/a/b/c.txt", False),
    ("/a/**/*.txt", "/b/a/c.txt", False),
    ("/a/b", "/a/b", True),
]


@pytest.mark.parametrize(("path", "file", "is_covered"), COVERED)
def test_covered(path: str, file: str, is_covered: bool) -> None:
    assert covered([file], Path(path)) == ({file} if is_covered else set())


def test_a_file_named_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    for name in ("[a].txt", "a.txt"):
        (tmp_path / name).write_text(SENTENCE)
    assert find([tmp_path / "[a].txt"]) == [tmp_path / "[a].txt"]


def test_a_pattern_that_finds_nothing(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"\*.txt: no document fits this pattern$"):
        find([tmp_path / "*.txt"])


@pytest.mark.parametrize("name", ["n" * 5000, "n" * 5000 + "*.txt", "дир/" * 1500])
def test_a_name_of_thousands_of_characters(tmp_path: Path, name: str) -> None:
    with pytest.raises(KgError) as error:
        find([tmp_path / name])
    assert len(str(error.value)) < 300
