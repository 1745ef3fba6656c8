"""Answers and lists as tables for readers: one column a thing, facets, order, pages, charts."""
