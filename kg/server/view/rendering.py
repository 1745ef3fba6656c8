"""Templates filled in. Whatever comes from the store or from a request is escaped."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.queries.answers import GRAPHS, ROWS
from kg.server.answers.formats import HTML
from kg.server.answers.reader import COOKIE, LANGUAGES, Reader
from kg.server.answers.task import Answer
from kg.server.view.texts import texts

STATIC = Path(__file__).parent.parent / "static"
_A_YEAR = 365 * 24 * 60 * 60
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {framed}"
)

_templates = Environment(
    loader=PackageLoader("kg.server"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.do"],
)


def page(
    template: str,
    reader: Reader,
    /,
    *,
    status: int = 200,
    inline_styles: bool = False,
    framed: bool = False,
    **values: object,
) -> Answer:
    """`inline_styles` is for what others' scripts cannot do without; `framed` lets every page show it inside itself."""
    body = _templates.get_template(template).render(t=texts(reader.language), reader=reader, **values)
    policy = _POLICY.format(styles=" 'unsafe-inline'" if inline_styles else "", framed="*" if framed else "'none'")
    headers = [
        ("vary", "Accept, Accept-Language, Cookie"),
        ("content-language", reader.language),
        ("content-security-policy", policy),
    ]
    if reader.value("lang") in LANGUAGES:
        headers.append(("set-cookie", f"{COOKIE}={reader.value('lang')}; Path=/; Max-Age={_A_YEAR}; SameSite=Lax"))
    return Answer(status, HTML, body.encode(), tuple(headers))


def query_page(query: str) -> str:
    """Where a query can be changed and asked again."""
    return f"/query?{urlencode({'query': query})}"


@lru_cache
def asset(name: str) -> str:
    """The address of a file in `static/`, another one when its content changes."""
    return f"/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:10]}"


_templates.globals.update(
    row_formats=ROWS, graph_formats=GRAPHS, languages=LANGUAGES, asset=asset, query_page=query_page
)
