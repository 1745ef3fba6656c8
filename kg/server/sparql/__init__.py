"""The SPARQL protocols: queries, updates, graphs."""
