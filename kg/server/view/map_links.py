"""Where the nodes of a map and the words behind its edges stand on this server."""

from functools import cache
from typing import Any, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.export.network.edges import LANGUAGES, Network
from kg.model.namespaces import COOP, DCT
from kg.server.view.names import Names

_TEXT, _EVIDENCE = NamedNode(COOP + "text"), NamedNode(COOP + "evidence")
_STATED_BY, _IDENTIFIER = NamedNode(COOP + "statedBy"), NamedNode(DCT + "identifier")


Subject: TypeAlias = NamedNode | BlankNode | Triple


class Links:
    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._names = Names(store, base, "")
        self.documents = {
            quad.object.value: quad.subject
            for quad in store.quads_for_pattern(None, _IDENTIFIER, None, None)
            if isinstance(quad.subject, NamedNode)
            and quad.subject == quad.graph_name
            and isinstance(quad.object, Literal)
        }
        """By the name of the file."""
        self.words = cache(self._words)

    def add(self, drawn: dict[str, Any], network: Network) -> None:
        """To the JSON of the network: `page` of each node; of each evidence `page` and `title` of the document, `words`
        and `speakerPage`, as far as the graph has them."""
        for node in drawn["nodes"]:
            if link := self._names.link(node["key"]):
                node["attributes"]["page"] = link
        for entry, edge in zip(drawn["edges"], network.edges, strict=True):
            said = [one for one in edge.evidence if any(one)]
            for told, one in zip(entry["attributes"]["evidence"], said, strict=True):
                told |= self.words(one.document, one.quote)

    def _words(self, name: str, quote: str) -> dict[str, str]:
        document = self.documents.get(name)
        if document is None:
            return {}
        found = {"page": self._names.link(document.value), "title": self._names.named(document.value).label}
        spans = {
            quad.subject
            for words in (Literal(quote), *(Literal(quote, language=language) for language in LANGUAGES))
            for quad in self._store.quads_for_pattern(None, _TEXT, words, document)
        }
        for span in sorted(spans, key=str):
            claims = [quad.subject for quad in self._store.quads_for_pattern(None, _EVIDENCE, span, document)]
            if claims and isinstance(span, NamedNode):
                speakers = {speaker for claim in claims for speaker in self._speakers(claim, document)}
                found["words"] = self._names.link(span.value)
                if len(speakers) == 1:
                    found["speakerPage"] = self._names.link(speakers.pop())
                break
        return found

    def _speakers(self, claim: Subject, document: NamedNode) -> set[str]:
        quads = self._store.quads_for_pattern(claim, _STATED_BY, None, document)
        return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
