"""Markdown: front matter, a heading, source lines («Published at: **…**»), the body, a photo credit."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.documents import dates
from kg.documents.addresses import address
from kg.documents.document import Span
from kg.documents.formats.layout import Markup
from kg.documents.formats.packed import named
from kg.documents.reading import Reading, lines
from kg.model.errors import DocumentError

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(?=[^\n]*:)(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.M | re.S)
_HEADING = re.compile(r"^ {0,3}#{1,6}+[ \t]++(?P<words>[^\r\n]*[^\s#]|)[ \t#]*+\r?$", re.M)
_SOURCE_LINE = re.compile(
    r"^(?P<key>Published at|Date|Опубликовано|Дата|Author|Автор|Original|Source|Источник|Оригинал):"
    r"[ \t]*+(?P<value>\S[^\r\n]*)\r?$",
    re.M,
)
_CREDIT = re.compile(r"^[ \t]*(?:Фото|Сурет|Photo|Иллюстрация|Видео)(?: предоставлено)?:[ \t]*[^\r\n]{1,80}$", re.M)
_LINK = re.compile(r"(?P<open>\[)(?P<text>[^\[\]\n]+)(?P<close>\]\((?P<url>[^()\s]+)(?: \"[^\"\n]*\")?\))")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_EMPHASIS = re.compile(r"(?<![\w*_])(?P<open>[*_]{1,3})(?=\S)(?P<text>[^*_\n]+?)(?<=\S)(?P<close>(?P=open))(?![\w*_])")
_SIGNS = re.compile(
    r"`+|^ {0,3}>+ ?|^ {0,3}#{1,6}[ \t]+|[ \t]#+[ \t]*$|^ {0,3}(?:-{3,}|={3,})[ \t]*$|^(?=[ :-]*+\|)[ :|-]{4,}+$", re.M
)
_CELL = re.compile(r"(?<! ) *\| *", re.M)


def recognise(source: str, path: Path) -> Markup | None:
    """The text in `source`, or None when it is no Markdown: it begins with front matter or a heading, or has the name
    of such a file.

    Raises DocumentError for front matter that is no YAML."""
    front = _FRONT.match(source)
    body = front.end() if front else 0
    heading = _HEADING.search(source, body)
    first = heading if heading and not source[body : heading.start()].strip() else None
    if not (front or first or named(path).lower().endswith(".md")):
        return None
    said = _front_matter(front[1], path) if front else {}
    removed = [front.span()] if front else []
    for match in _SOURCE_LINE.finditer(source, body):
        if not _precedes_body(source, first.end() if first else body, match.start()):
            break
        removed.append(match.span())
        said = dict(_source_line(match)) | said
    removed += [match.span() for mark in (_CREDIT, _PICTURE) for match in mark.finditer(source, body)]
    reading = Reading.of(source).edited((start, end, "\n") for start, end in _disjoint(removed))
    title = Span(*heading.span("words")) if heading else None
    return Markup(_unmarked(reading), title=title, stated=said)


def _unmarked(reading: Reading) -> Reading:
    """Without all that is Markdown and no word. A dash at the start of a line stays: it may open direct speech."""
    for mark in (_LINK, _EMPHASIS, _EMPHASIS):
        ends = sorted(m.span(group) for m in mark.finditer(reading.text) for group in ("open", "close"))
        reading = reading.edited((start, end, "") for start, end in ends)
    return reading.sub(_SIGNS, "").sub(_CELL, " ")


def _disjoint(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            yield start, end
            last = end


def _front_matter(text: str, path: Path) -> dict[str, str]:
    import yaml  # few texts have it

    try:
        said = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        raise DocumentError(f"{path}: front matter is no YAML ({' '.join(str(error).split())[:100]})") from None
    if not isinstance(said, Mapping):
        raise DocumentError(f"{path}: front matter is no table of names and values")
    values = {str(key).lower(): " ".join(str(value).split()) for key, value in said.items() if value}

    def first(*keys: str) -> str:
        return next((values[key] for key in keys if key in values), "")

    found = {
        "date": dates.whole_date(first("date", "published", "дата")),
        "url": address(first("url", "link", "canonical", "original", "source")),
        "publisher": first("publisher", "site", "source", "источник"),
        "author": first("author", "автор"),
        "title": first("title", "название"),
    }
    if address(found["publisher"]):
        found["publisher"] = ""
    return {key: value for key, value in found.items() if value}


def _source_line(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    value, link = match["value"].strip("* \t"), _LINK.search(match["value"])
    if match["key"] in ("Published at", "Date", "Опубликовано", "Дата"):
        yield "date", dates.whole_date(value)
    elif match["key"] in ("Author", "Автор"):
        yield "author", value
    elif link:
        yield from (("publisher", link["text"]), ("url", address(link["url"])))
    elif address(value):
        yield "url", value
    else:
        yield "publisher", value


def _precedes_body(source: str, start: int, end: int) -> bool:
    """«Автор: …» among the first lines is a source line, in the body it is a sentence."""
    between = source[start:end]
    return all(_SOURCE_LINE.fullmatch(between, row.start, row.end) for row in lines(between))
