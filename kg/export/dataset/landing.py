"""The page of a release: one file that needs no server, runs no script and loads no other file."""

from collections.abc import Iterator, Sequence
from html import escape

from kg.export.dataset import facts as told
from kg.export.dataset.crate import for_search_engines
from kg.export.dataset.description import File
from kg.export.dataset.facts import Facts
from kg.export.words import words

_LANGUAGES = ("en", "ru", "kk")
"""The page has all three, in this order."""
_STYLE = """
:root { color-scheme: light dark; --line: #8886; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 small { display: block; font-size: 1.1rem; font-weight: normal; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
blockquote { margin: 0; padding-inline-start: .8rem; border-inline-start: 3px solid var(--line); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line); }
td.size { text-align: end; font-variant-numeric: tabular-nums; }
code { overflow-wrap: anywhere; }
"""


def landing_page(facts: Facts, files: Sequence[File]) -> bytes:
    """`files` have addresses relative to the page."""
    return "\n".join(
        [*_head(facts, files), *_about(facts), *_files(files), *_more(), "</main>\n</body>\n</html>\n"]
    ).encode()


def _head(facts: Facts, files: Sequence[File]) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(told.TITLES['en'])}</title>\n<style>{_STYLE}</style>"
    yield '<link rel="alternate" type="text/turtle" href="dataset.ttl">'
    yield '<link rel="alternate" type="application/ld+json" href="dataset.jsonld">'
    yield f'<link rel="license" href="{escape(facts.publication.licence)}">'
    yield f'<script type="application/ld+json">{for_search_engines(facts, files)}</script>\n</head>\n<body>\n<main>'
    first, *others = (f'<span lang="{one}">{escape(told.TITLES[one])}</span>' for one in _LANGUAGES)
    yield f"<h1>{first}{''.join(f'<small>{one}</small>' for one in others)}</h1>"
    yield from (f'<p lang="{one}">{escape(told.ABOUT[one])}</p>' for one in _LANGUAGES)


def _about(facts: Facts) -> Iterator[str]:
    yield f"<h2>{_in_all('cite')}</h2>\n<blockquote>{escape(facts.citation)}</blockquote>"
    licence = f'<a rel="license" href="{escape(facts.publication.licence)}">{facts.publication.licence_name}</a>'
    rights = "".join(f'<br><span lang="{one}">{escape(told.RIGHTS[one])}</span>' for one in _LANGUAGES)
    rows = {
        "licence": licence + rights,
        "issued": escape(facts.issued),
        "version": escape(facts.content),
        "documents": f"{len(facts.documents):,}",
        "statements": f"{facts.triples:,}",
        "software": escape(f"{told.SOFTWARE} {told.software_version()}"),
    }
    yield '<div class="scroll"><table>'
    yield from (
        f'<tr><th scope="row">{_in_all(name)}</th><td>{value}</td></tr>' for name, value in rows.items() if value
    )
    yield "</table></div>"


def _files(files: Sequence[File]) -> Iterator[str]:
    yield f'<h2>{_in_all("files")}</h2>\n<div class="scroll"><table>'
    for file in files:
        link = f'<a href="{escape(file.address)}">{escape(file.address)}</a>'
        yield f'<tr><td>{link}</td><td>{escape(file.title)}</td><td class="size">{_size(file.size or 0)}</td></tr>'
    yield "</table></div>"


def _more() -> Iterator[str]:
    yield f"<h2>{_in_all('more')}</h2>\n<p>"
    yield '<a href="dataset.ttl">VoID, DCAT, PROV</a> · <a href="dataset.jsonld">JSON-LD</a> ·'
    yield '<a href="ro-crate-metadata.json">RO-Crate</a> · <a href="SHA256SUMS">SHA256SUMS</a></p>'
    yield "<p><code>sha256sum --check SHA256SUMS</code></p>"


def _in_all(name: str) -> str:
    said = words("landing")[name]
    return " · ".join(f'<span lang="{one}">{escape(said[one])}</span>' for one in _LANGUAGES)


def _size(size: int) -> str:
    return f"{size:,} B" if size < 10_000 else f"{size / 1000:,.0f} kB"
