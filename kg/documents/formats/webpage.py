"""Web pages: trafilatura decides which words are the article, the standard library's parser knows where they stand."""

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from itertools import accumulate

from kg.documents import dates
from kg.documents.addresses import address, host
from kg.documents.document import Span
from kg.documents.formats import structured
from kg.documents.formats.layout import Markup
from kg.documents.reading import Reading, trim

_PAGE = re.compile(
    r"\s*(?>(?:<!--.*?-->\s*)*)(?:<\?xml[^>]*>\s*)?"
    r"<(?:!doctype html|html|head|body|p|div|article|section|main|h[1-6]|table|ul)\b",
    re.I | re.S,
)
"""Of a whole page, or a piece of one."""
_NO_WORDS = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "textarea", "select"})
_FURNITURE = frozenset({"head", "nav", "footer", "aside", "form", "button", "figcaption"})
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|nobr|q|rp|rt|ruby|s|samp|small|span"
    "|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_CELLS = frozenset({"td", "th"})
"""A row is read as one line."""
_STRUCTURED = re.compile(r"<script[^<>]*ld\+json[^<>]*>(.*?)</script", re.I | re.S)
_TIME = re.compile(r"</?time\b[^<>]*>", re.I)
"""Passed over by trafilatura's metadata, which take an aside's for the article's."""
_LONG = 40
"""Letters that make a paragraph known by itself, even where trafilatura has joined it to its neighbours."""
_READ_ALSO = re.compile(
    r"(?:Чита(?:йте|ть)|Смотрите|Смотреть)(?: также| ещё| по теме)|(?:Также |Ещё |Материалы )?[Пп]о теме\b"
    r"|(?:Тағы|Сондай-ақ) оқыңыз|Оқи отырыңыз|Тақырып бойынша",
    re.I,
)


def recognise(source: str) -> Markup | None:
    """The page in `source`, or None when it is none."""
    if not _PAGE.match(source):
        return None
    import trafilatura  # takes longer to import than all other documents take to read

    page = _Page(source)
    paragraphs = page.paragraphs()
    extracted = trafilatura.extract(source, include_comments=False) or ""
    known = trafilatura.extract_metadata(_TIME.sub("", _STRUCTURED.sub("", source)), extensive=False)
    article = _structured(source)
    body = [p for p in paragraphs if not _inside(p, page.furniture)]
    kept = _stated(body, page.text, extracted) if extracted else body
    title = _title(page, paragraphs, article.get("title", "") or (known and known.title) or "")
    spans = sorted({*_without_links(kept, page), *([title] if title else [])}, key=lambda span: span.start)
    gaps = zip([0, *(span.end for span in spans)], [*(span.start for span in spans), len(page.text)], strict=True)
    shown = Reading(page.text, page.starts, page.ends)
    url = article.get("url") or address((known and known.url) or "")
    date = article.get("date") or (known and known.date) or _date(body, page, title)
    guessed = "" if date else _guessed_date(_TIME.sub("", source))
    return Markup(
        shown.edited((start, end, "\n") for start, end in gaps if start < end),
        wrapped=False,
        title=Span(page.starts[title.start], page.ends[title.end - 1]) if title else None,
        stated={
            "date": date or guessed,
            "url": url,
            "publisher": article.get("publisher") or (known and known.sitename) or host(url),
            "author": article.get("author") or (known and known.author) or "",
        },
        notes=(
            *(() if extracted else ("no article found in the page: all its text is read",)),
            *((f"date {guessed}: a guess from the page, which states none",) if guessed else ()),
        ),
    )


def _stated(paragraphs: list[Span], text: str, extracted: str) -> list[Span]:
    """The paragraphs whose words are in the extracted article."""
    lines = {_letters(line) for line in extracted.splitlines()}
    together = _letters(extracted)
    letters = ((paragraph, _letters(text[paragraph.start : paragraph.end])) for paragraph in paragraphs)
    return [paragraph for paragraph, own in letters if own in lines or (len(own) >= _LONG and own in together)]


def _without_links(paragraphs: list[Span], page: "_Page") -> Iterator[Span]:
    """Without «Читайте также» and the links that follow it."""
    links = False
    for paragraph in paragraphs:
        links = bool(_READ_ALSO.match(page.text, paragraph.start)) or (links and _inside(paragraph, page.links))
        if not links:
            yield paragraph


def _title(page: "_Page", paragraphs: list[Span], stated: str) -> Span | None:
    """The heading that the page's own metadata calls its title, else the first heading, else the window's title."""
    headings = [paragraph for paragraph in paragraphs if _inside(paragraph, page.headings)]
    window = [paragraph for paragraph in paragraphs if _inside(paragraph, page.titles)]
    names = [_letters(stated), *(_letters(page.text[span.start : span.end]) for span in window)]
    for heading in headings:
        own = _letters(page.text[heading.start : heading.end])
        if own and any(own in name for name in names):
            return heading
    return next(iter([*headings, *window]), None)


def _structured(source: str) -> dict[str, str]:
    """What the page's JSON-LD says of its article; nothing of the site's."""
    for script in _STRUCTURED.finditer(source):
        with suppress(ValueError, RecursionError):
            found = (structured.article(node) for node in structured.nodes(json.loads(script[1])))
            if known := next(filter(None, found), None):
                return known
    return {}


def _date(paragraphs: list[Span], page: "_Page", title: Span | None) -> str:
    """The first time, or line that is a date, of the article: after its title, and in no aside."""
    shown = ((p.start, page.text[p.start : p.end]) for p in paragraphs)
    marked = ((at, said) for at, said in page.times if not _inside(Span(at, at), page.furniture))
    found = ((at, day) for at, said in (*marked, *shown) if (day := dates.whole_date(said)))
    return min(((at, day) for at, day in found if title is None or at > title.start), default=(0, ""))[1]


def _guessed_date(source: str) -> str:
    """By htmldate; of a day that is no more than a year («2020-01-01») nothing is said."""
    from htmldate import find_date

    found = str(find_date(source, original_date=True) or "")
    return "" if found.endswith("-01-01") else found


def _inside(span: Span, regions: list[Span]) -> bool:
    return any(region.start <= span.start and span.end <= region.end for region in regions)


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


class _Page(HTMLParser):
    """The characters of a page that a browser shows, each with its place in the file. Spans are of these."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.titles: list[Span] = []
        self.headings: list[Span] = []
        self.furniture: list[Span] = []
        self.links: list[Span] = []
        self.times: list[tuple[int, str]] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._source = source
        self._lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._words: list[str] = []
        self._borders = [0]
        self._open: dict[str, list[int]] = {}
        self._hidden = 0
        self.feed(source)
        self.close()
        self._borders.append(len(self.starts))
        self.text = "".join(self._words)

    def paragraphs(self) -> list[Span]:
        """The runs of visible text between tags that break a line."""
        runs = zip(self._borders, self._borders[1:], strict=False)
        return [span for run in runs if (span := trim(self.text, Span(*run))).start < span.end]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._border(tag)
        if tag == "time":
            self.times.append((len(self.starts), dict(attrs).get("datetime") or ""))
        self._open.setdefault(tag, []).append(len(self.starts))
        self._hidden += tag in _NO_WORDS

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open.get(tag):
            span = Span(self._open[tag].pop(), len(self.starts))
            self._hidden -= tag in _NO_WORDS
            if tag == "title" and not self._open.get("svg"):
                self.titles.append(span)
            elif tag == "h1":
                self.headings.append(span)
            elif tag == "a":
                self.links.append(span)
            elif tag in _FURNITURE:
                self.furniture.append(span)
        self._border(tag)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """«<![» with anything after it is a comment up to the next «>», as in browsers; the base class gives up."""
        return self.parse_bogus_comment(i, report)

    def handle_data(self, data: str) -> None:
        """A line break in the source is a space."""
        start = self._offset()
        self._show(data if self._open.get("pre") else re.sub(r"[\n\r\t]", " ", data), start, start + len(data))

    def handle_entityref(self, name: str) -> None:
        self._show_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._show_reference(f"&#{name}")

    def _show_reference(self, reference: str) -> None:
        start = self._offset()
        length = len(reference) + self._source.startswith(";", start + len(reference))
        self._show(html.unescape(f"{reference};") or " ", start, start + length)  # «&#xFFFE;» stands for nothing

    def _show(self, characters: str, start: int, end: int) -> None:
        if self._hidden:
            return
        self._words.append(characters)
        same = len(characters) == end - start
        self.starts += range(start, end) if same else [start] * len(characters)
        self.ends += range(start + 1, end + 1) if same else [end] * len(characters)

    def _border(self, tag: str) -> None:
        if not _INLINE.fullmatch(tag):
            at = self._offset()
            hidden, self._hidden = self._hidden, 0
            self._show(" " if tag in _CELLS else "\n", at, at + 1)
            self._hidden = hidden
            if tag not in _CELLS:
                self._borders.append(len(self.starts))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
