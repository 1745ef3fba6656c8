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
    return found


def words(found: Document, span: Span | None) -> str:
    return found.reading[span.start : span.end] if span else ""


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
    start, end = found.stored(found.title.start, found.title.end)
    assert found.text[start - 4 : end + 5] == "<h1>Форум закрыт</h1>"
    assert (found.date, found.publisher, found.url) == (
        "2019-11-07",
        "Омск Здесь",
        "https://omskzdes.ru/politics/66138.html",
    )
    assert (found.kind, found.language) == ("article", "ru")


@pytest.mark.parametrize("word", ["Токаев", "Омске", "Казахстана", "млрд"])
def test_words_stand_where_the_file_has_them(tmp_path: Path, word: str) -> None:
    found = page(tmp_path, PAGE.replace("\n", "\r\n"))
    start, end = found.stored(found.reading.index(word), found.reading.index(word) + len(word))
    assert found.text[start:end] == word


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


PARAGRAPH = f"<p>{FIRST}</p><p>{SECOND}</p>"
STRUCTURED = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"},'
    '{"@type": "NewsArticle", "datePublished": "2021-10-15T12:30:00+06:00", "publisher": {"name": "Омск Здесь"},'
    '"author": [{"name": "Анна Б."}],'
    '"mainEntityOfPage": {"@id": "https://omsk.ru/1"}}]}</script>'
)
DATES = [
    (STRUCTURED, PARAGRAPH, "2021-10-15"),
    ("", f'<time datetime="2021-10-15">вчера</time>{PARAGRAPH}', "2021-10-15"),
    ("", f"<div>15 октября 2021 12:30</div>{PARAGRAPH}", "2021-10-15"),
    ("", f"<span>15.10.2021</span>{PARAGRAPH}", "2021-10-15"),
    ("", f"{PARAGRAPH}<p>© 2026</p>", ""),
]


@pytest.mark.parametrize(("head", "body", "date"), DATES)
def test_the_date_is_that_of_the_article(tmp_path: Path, head: str, body: str, date: str) -> None:
    found = page(
        tmp_path,
        f"<html><head>{head}<title>Форум</title></head><body><aside><time datetime='2023-05-05'>5 мая</time></aside>"
        f"<article><h1>Форум</h1>{body}</article></body></html>",
    )
    assert found.date == date
    assert bool(found.notes) is False
    if head:
        assert (found.publisher, found.author, found.url) == ("Омск Здесь", "Анна Б.", "https://omsk.ru/1")


READ = [
    # a line break in the source is a space, tags inside a name are nothing
    (
        "<p>Губернатор\nОмской&nbsp;<span>обла</span>сти <a href='/1'>Семён</a> Ко&shy;ро<wbr>лёв</p>",
        ["Губернатор Омской области Семён Королёв"],
    ),
    ("<p>Омск<br>Павлодар</p>", ["Омск", "Павлодар"]),
    ("<ul><li>Омск — город</li><li>Павлодар — город</li></ul>", ["Омск — город", "Павлодар — город"]),
    ("<table><tr><td>Омск</td><td>1,1 млн</td></tr><tr><td>Павлодар</td><td>0,3 млн</td></tr></table>",
     ["Омск 1,1 млн", "Павлодар 0,3 млн"]),
    ("<figure><figcaption>Курган, фото редакции</figcaption></figure>", []),
    ("<h3>Читайте также</h3><ul><li><a href='/1'>Курган и Тюмень подписали договор о дружбе</a></li></ul>", []),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), READ)
def test_markup_is_read_as_it_means(tmp_path: Path, markup: str, expected: list[str]) -> None:
    found = page(tmp_path, f"<html><body><article><h1>Форум</h1>{PARAGRAPH}{markup}</article></body></html>")
    assert lines(found)[3:] == expected


def test_a_piece_of_a_page(tmp_path: Path) -> None:
    found = page(tmp_path, f"<p>{FIRST}</p>\n<p>{SECOND}</p>")
    assert lines(found)[0] == FIRST
    assert "<" not in found.reading
