"""What a page is about in the words of schema.org, for search engines: JSON-LD that stands in the page."""

import json
from collections.abc import Mapping, Sequence

from markupsafe import Markup
from pyoxigraph import Quad

from kg.model.namespaces import COOP, DCT, OWL, SKOS
from kg.server.view.names import Named, Names

_TYPES = {
    "Person": "Person",
    "Organisation": "Organization",
    "Country": "Country",
    "Region": "AdministrativeArea",
    "City": "City",
    "Feature": "Place",
    "Event": "Event",
    "Project": "Project",
    "Document": "Article",
}
"""By class; what has none here is a Thing."""
_LONGEST = 160


def thing(named: Named, own: Sequence[Quad], names: Names) -> Markup:
    """A thing with its names, coordinates, dates and what is the same elsewhere; a document with where it is from."""
    said: dict[str, list[str]] = {}
    for quad in own:
        said.setdefault(quad.predicate.value, []).append(getattr(quad.object, "value", ""))
    one = {name: min(values) for name, values in said.items()}
    labels = names.labels(named.value)
    told: dict[str, object] = {
        "@type": _TYPES.get(named.kind, "Thing"),
        "@id": named.value,
        "name": named.label,
        "alternateName": sorted({*labels.values(), *said.get(SKOS + "altLabel", [])} - {named.label}),
        "sameAs": sorted(said.get(OWL + "sameAs", [])),
    }
    if named.kind == "Event":
        told |= {"startDate": max(said.get(COOP + "date", [""])), "location": _named(said, COOP + "locatedIn", names)}
    if named.kind == "Document":
        told |= {
            "headline": named.label,
            "datePublished": one.get(DCT + "date", ""),
            "inLanguage": one.get(DCT + "language", ""),
            "isBasedOn": one.get(DCT + "source", ""),
            "publisher": _named(said, DCT + "publisher", names),
        }
    if COOP + "latitude" in one and COOP + "longitude" in one:
        told["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": one[COOP + "latitude"],
            "longitude": one[COOP + "longitude"],
        }
    # Without what is empty. No «<» of a name can end the element that this stands in.
    filled = {"@context": "https://schema.org", **{name: value for name, value in told.items() if value}}
    return Markup(json.dumps(filled, ensure_ascii=False).replace("<", "\\u003c"))


def shortened(words: str) -> str:
    """As much of it as a search engine shows."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]}…"


def _named(said: Mapping[str, Sequence[str]], predicate: str, names: Names) -> list[dict[str, str]]:
    found = [names.named(iri) for iri in sorted(said.get(predicate, ()))]
    return [{"@type": _TYPES.get(one.kind, "Thing"), "@id": one.value, "name": one.label} for one in found]
