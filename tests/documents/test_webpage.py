from pathlib import Path

import pytest

from kg.documents import read
from kg.documents.document import Document, Span

FIRST = (
    "Главы двух государств закрыли форум, который собрал в Омске 1600 человек из многих областей России и Казахстана."
)
SECOND = "Товарооборот вырос на 4,5&nbsp;% &mdash; до&#160;18,2 млрд долларов, сообщил <b>Токаев</b> главам регионов."
PAGE = f"""<!DOCTYPE html>
<html><head><title>Форум закрыт — Омск Здесь</title>
<meta property="og:title" content="Форум закрыт">
<meta property="og:site_name" content="Омск Здесь"/>
<meta property="article:published_time" content="2019-11-07T12:00:00+06:00">
<link rel="canonical" href="https://omskzdes.ru/politics/66138.html">
<style>p {{ color: red }}</style><script>var words = "<p>Омск не читать</p>";</script></head>
<body><nav><ul><li><a href="/">Главная</a></li><li><a href="/politics">Политика Павлодара</a></li></ul></nav>
<!-- Астана -->
<article><h1>Форум закрыт</h1>
<p>{FIRST}</p>
<p>{SECOND}</p>
<p>– Россия &laquo;крупнейший&raquo; инвестор, и это подтверждают все участники форума без исключения, – сказал он.</p>
</article>
<footer><p>Copyright Редакция, Караганда</p></footer></body></html>
"""


def page(folder: Path, content: str) -> Document:
    path = folder / "page.html"
    path.write_bytes(content.encode())
    found = read(path)
    assert found.text == content
    assert len(found.reading) == len(content)
    return found


def words(found: Document, span: Span | None) -> str:
    return found.text[span.start : span.end] if span else ""


def lines(found: Document) -> list[str]:
    return [" ".join(line.split()) for line in found.reading.splitlines() if line.strip()]


def test_article_of_a_page(tmp_path: Path) -> None:
    found = page(tmp_path, PAGE)
    assert lines(found) == [
        "Форум закрыт",
        FIRST,
        "Товарооборот вырос на 4,5 % — до 18,2 млрд долларов, сообщил Токаев главам регионов.",
        "– Россия «крупнейший» инвестор, и это подтверждают все участники форума без исключения, – сказал он.",
    ]
    assert words(found, found.title) == "Форум закрыт"
    assert found.title is not None
    assert found.text[found.title.start - 4 : found.title.start] == "<h1>"
    assert (found.date, found.publisher, found.url) == (
        "2019-11-07",
        "Омск Здесь",
        "https://omskzdes.ru/politics/66138.html",
    )
    assert (found.kind, found.language) == ("article", "ru")


@pytest.mark.parametrize("word", ["Токаев", "Омске", "Казахстана", "млрд"])
def test_words_stand_where_the_file_has_them(tmp_path: Path, word: str) -> None:
    found = page(tmp_path, PAGE.replace("\n", "\r\n"))
    start = found.reading.index(word)
    assert found.text[start : start + len(word)] == word


METADATA = [
    ('<script>{"datePublished": "2020-01-02T03:04:05Z"}</script>', "2020-01-02", ""),
    ('<meta itemprop="datePublished" content="2020-01-02">', "2020-01-02", ""),
    ('<meta property="og:url" content="https://www.zakon.kz/1">', "", "zakon.kz"),
    ("<meta name='date' content='вчера'>", "", ""),
    ('<link rel="canonical" href="/politics/1">', "", ""),
    ('<link rel="canonical" href="http://[kremlin.ru/">', "", ""),
    ("<![endif] Омск>", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("head", "date", "publisher"), METADATA)
def test_metadata(tmp_path: Path, head: str, date: str, publisher: str) -> None:
    found = page(
        tmp_path, f"<html><head>{head}<title>Форум</title></head><body><article><p>{FIRST}</p></article></body></html>"
    )
    assert (found.date, found.publisher) == (date, publisher)
    assert words(found, found.title) == "Форум"


def test_transcript_in_a_page(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        f"<html><body><article><p><b>В.Путин:</b> {FIRST}</p><p>К.Токаев: {SECOND}</p></article></body></html>",
    )
    assert [words(found, turn.label) for turn in found.turns] == ["В.Путин", "К.Токаев"]
    assert found.kind == "transcript"


def test_text_about_tags_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Тег <p> открывает абзац, а <html> открывает страницу.")
    assert "<p>" in read(path).reading
