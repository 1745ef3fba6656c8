"""Triples and where they come from: claims, their RDF, the store, the ontology and its shapes."""
