"""Web pages: trafilatura decides which words are the article, the standard library's parser knows where they stand."""

import html
import re
import unicodedata
from html.parser import HTMLParser
from itertools import accumulate

from kg.documents import dates, turns
from kg.documents.addresses import address, host
from kg.documents.document import Span
from kg.documents.formats.layout import Layout
from kg.documents.reading import blank, plain, trim

_PAGE = re.compile(r"\s*(?>(?:<!--.*?-->\s*)*)(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S)
_NO_WORDS = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "textarea", "select"})
_FURNITURE = frozenset({"head", "nav", "footer", "aside", "form", "button"})
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike"
    "|strong|sub|sup|td|th|time|tt|u|var|wbr"
)
"""Tags inside a paragraph; cells too, since a row is read as one."""
_DATE_KEYS = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "pubdate")
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_LONG = 40
"""Letters that make a paragraph known by itself, even where trafilatura has joined it to its neighbours."""


def recognise(reading: str) -> Layout | None:
    """The layout of `reading`, or None when it is no HTML page."""
    if not _PAGE.match(reading):
        return None
    import trafilatura  # takes longer to import than all other documents take to read

    page = _Page(reading)
    paragraphs = page.paragraphs()
    extracted = trafilatura.extract(reading, include_comments=False) or ""
    if extracted:
        article = _stated(paragraphs, page.visible, extracted)
    else:
        article = [paragraph for paragraph in paragraphs if not _inside(paragraph, page.furniture)]

    title = _title(page, paragraphs)
    kept = sorted({*article, *([title] if title else [])}, key=lambda span: span.start)
    gaps = zip([0, *(span.end for span in kept)], [*(span.start for span in kept), len(reading)], strict=True)
    prose = blank(page.visible, [Span(*gap) for gap in gaps])
    found = turns.find(prose)
    url = address(page.canonical) or address(page.meta.get("og:url", ""))
    return Layout(
        reading=blank(prose, turns.breaks(prose)),
        kind="transcript" if found else "article",
        title=title,
        date=_date(page, reading),
        url=url,
        publisher=page.meta.get("og:site_name", "") or host(url),
        turns=found,
        notes=() if extracted else ("no article found in the page: all its text is read",),
    )


def _stated(paragraphs: list[Span], visible: str, extracted: str) -> list[Span]:
    """The paragraphs whose words are in the extracted article."""
    lines = {_letters(line) for line in extracted.splitlines()}
    together = _letters(extracted)
    letters = ((paragraph, _letters(visible[paragraph.start : paragraph.end])) for paragraph in paragraphs)
    return [paragraph for paragraph, own in letters if own in lines or (len(own) >= _LONG and own in together)]


def _title(page: "_Page", paragraphs: list[Span]) -> Span | None:
    """The heading that the page's own metadata calls its title, else the first heading, else the window's title."""
    headings = [paragraph for paragraph in paragraphs if _inside(paragraph, page.headings)]
    window = [paragraph for paragraph in paragraphs if _inside(paragraph, page.titles)]
    names = [
        _letters(page.meta.get("og:title", "")),
        *(_letters(page.visible[span.start : span.end]) for span in window),
    ]
    for heading in headings:
        own = _letters(page.visible[heading.start : heading.end])
        if own and any(own in name for name in names):
            return heading
    return next(iter([*headings, *window]), None)


def _date(page: "_Page", reading: str) -> str:
    structured = _JSON_DATE.search(reading)
    stated = [page.meta.get(key, "") for key in _DATE_KEYS] + [structured[1] if structured else "", page.time]
    return next((day for value in stated if (day := dates.whole_date(value))), "")


def _inside(span: Span, regions: list[Span]) -> bool:
    return any(region.start <= span.start and span.end <= region.end for region in regions)


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


class _Page(HTMLParser):
    """The characters of a page that a browser shows, each where it stands in the file."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.time = ""
        self.titles: list[Span] = []
        self.headings: list[Span] = []
        self.furniture: list[Span] = []
        self._source = source
        self._lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._characters = [character if character == "\n" else " " for character in source]
        self._borders = [0]
        self._open: dict[str, list[int]] = {}
        self._hidden = 0
        self.feed(source)
        self.close()
        self._borders.append(len(source))
        self.visible = plain("".join(self._characters))

    def paragraphs(self) -> list[Span]:
        """The runs of visible text between tags that break a line."""
        runs = zip(self._borders, self._borders[1:], strict=False)
        return [span for run in runs if (span := trim(self.visible, Span(*run))).start < span.end]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            self.meta.setdefault(name.lower(), values.get("content", "").strip())
        elif tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href", "")
        elif tag == "time":
            self.time = self.time or values.get("datetime", "")
        self._border(tag)
        self._open.setdefault(tag, []).append(self._offset())
        self._hidden += tag in _NO_WORDS

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._border(tag)
        if not self._open.get(tag):
            return
        span = Span(self._open[tag].pop(), self._offset())
        self._hidden -= tag in _NO_WORDS
        if tag == "title" and not self._open.get("svg"):
            self.titles.append(span)
        elif tag == "h1":
            self.headings.append(span)
        elif tag in _FURNITURE:
            self.furniture.append(span)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """«<![» with anything after it is a comment up to the next «>», as in browsers; the base class gives up."""
        return self.parse_bogus_comment(i, report)

    def handle_data(self, data: str) -> None:
        self._show(data)

    def handle_entityref(self, name: str) -> None:
        self._show_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._show_reference(f"&#{name}")

    def _show_reference(self, reference: str) -> None:
        """The character at the place of its reference, spaces around it: before an opening quote, after all others."""
        length = len(reference) + self._source.startswith(";", self._offset() + len(reference))
        character = html.unescape(f"{reference};")[:length] or " "  # «&#xFFFE;» stands for nothing
        opening = unicodedata.category(character[0]) in ("Ps", "Pi")
        self._show(character.rjust(length) if opening else character)

    def _show(self, characters: str) -> None:
        if not self._hidden:
            start = self._offset()
            self._characters[start : start + len(characters)] = characters

    def _border(self, tag: str) -> None:
        if not _INLINE.fullmatch(tag):
            self._borders.append(self._offset())
            self._characters[self._offset()] = "\n"

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
