"""The data set in schema.org's words: for search engines, and as an RO-Crate 1.1 (w3id.org/ro/crate/1.1), which
repositories of research data read."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from kg.export.dataset import facts as told
from kg.export.dataset.description import File
from kg.export.dataset.facts import Facts

_SPECIFICATION: Final = "https://w3id.org/ro/crate/1.1"
_METADATA: Final = "ro-crate-metadata.json"
_ROOT: Final = {"@id": "./"}
Entity = dict[str, Any]


def crate(facts: Facts, files: Sequence[File]) -> Entity:
    """`files` have addresses relative to the folder."""
    return {"@context": f"{_SPECIFICATION}/context", "@graph": [*_entities(facts, files)]}


def for_search_engines(facts: Facts, files: Sequence[File], language: str = "en") -> str:
    """JSON-LD to stand in a page of that language."""
    by = {"@type": "Organization", "name": facts.publication.publisher}
    downloads = [{"@type": "DataDownload", "contentUrl": file.address, **_of_file(file)} for file in files]
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": facts.iri,
        **_about(facts, language),
        **_known(dateModified=facts.newest),
        "url": facts.iri,
        "license": facts.publication.licence,
        "creator": by,
        "publisher": by,
        "inLanguage": list(facts.languages),
        "distribution": downloads,
    }
    # No text may end the element that it stands in.
    return json.dumps(described, ensure_ascii=False).replace("<", "\\u003c")


def _about(facts: Facts, language: str = "en") -> Entity:
    return {
        "name": told.TITLES[language],
        "alternateName": [title for spoken, title in told.TITLES.items() if spoken != language],
        "description": f"{told.ABOUT[language]} {told.RIGHTS[language]}",
        **_known(
            datePublished=facts.issued,
            version=facts.content,
            temporalCoverage=f"{facts.dates[0]}/{facts.newest}" if facts.dates else "",
        ),
        "identifier": facts.iri,
        "keywords": ", ".join(told.KEYWORDS[language]),
        "creditText": facts.citation,
    }


def _entities(facts: Facts, files: Sequence[File]) -> Iterator[Entity]:
    yield {"@id": _METADATA, "@type": "CreativeWork", "about": _ROOT, "conformsTo": {"@id": _SPECIFICATION}}
    yield {
        "@id": "./",
        "@type": "Dataset",
        **_about(facts),
        "license": {"@id": facts.publication.licence},
        "author": {"@id": "#creator"},
        "publisher": {"@id": "#creator"},
        "hasPart": [{"@id": file.address} for file in files],
        "mentions": {"@id": "#build"},
    }
    for file in files:
        yield {"@id": file.address, "@type": "File", **_of_file(file)}
    yield {
        "@id": facts.publication.licence,
        "@type": "CreativeWork",
        "name": facts.publication.licence_name,
        "description": "Licence of the graph; the texts that it quotes are their publishers'",
    }
    yield {"@id": "#creator", "@type": "Organization", "name": facts.publication.publisher, "url": facts.base}
    yield {
        "@id": "#build",
        "@type": "CreateAction",
        "name": "The texts are read, and what they say is put into one graph",
        "instrument": {"@id": "#software"},
        "object": [{"@id": one.iri} for one in facts.documents],
        "result": _ROOT,
    }
    made = ", ".join(f"{name} {digits}" for name, digits in facts.made_with.items())
    yield {
        "@id": "#software",
        "@type": "SoftwareApplication",
        "name": told.SOFTWARE,
        "version": told.software_version(),
        "url": facts.base,
        "license": {"@id": told.SOFTWARE_LICENCE},
        **_known(description=f"Made with {made}" if made else ""),
    }
    yield {"@id": told.SOFTWARE_LICENCE, "@type": "CreativeWork", "name": "Apache-2.0"}
    for one in facts.documents:
        yield {
            "@id": one.iri,
            "@type": "CreativeWork",
            "name": one.title or one.iri,
            **_known(datePublished=one.date, inLanguage=one.language, url=one.source),
        }


def _of_file(file: File) -> Entity:
    size = "" if file.size is None else str(file.size)
    return {"name": file.title, "encodingFormat": file.media_type, **_known(contentSize=size)}


def _known(**told: str) -> Entity:
    return {name: value for name, value in told.items() if value}
