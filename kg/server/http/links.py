"""Links in the head of an answer (RFC 8288): the same in other formats, what describes the data, its licence."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from pyoxigraph import RdfFormat

from kg.server.answers.formats import MACHINES
from kg.server.answers.task import Answer


def with_links(answer: Answer, address: str, licence: str, alternates: Iterable[tuple[str, str]] = ()) -> Answer:
    """`address` is the server's, without a slash at the end; an alternate is a path with its query, percent-encoded,
    and a media type."""
    links = [f'<{address}{path}>; rel="alternate"; type="{media_type}"' for path, media_type in alternates]
    links += [f'<{address}/.well-known/void>; rel="describedby"', f'<{licence}>; rel="license"']
    return replace(answer, headers=(*answer.headers, ("link", ", ".join(links))))


def by_suffix(path: str) -> list[tuple[str, str]]:
    """The alternates of a thing; `path` begins without a slash and is not encoded yet."""
    whole = "/" + quote(path, safe="/:@!$&'()*+=-._~%")
    forms = [(form.writes, form.media_types[0]) for form in MACHINES]
    return [(f"{whole}.{rdf.file_extension}", kind) for rdf, kind in forms if isinstance(rdf, RdfFormat)]


def by_parameter(path: str) -> list[tuple[str, str]]:
    return [(f"{path}?format={form.name}", form.media_types[0]) for form in MACHINES]
