"""Kazakh: tokens, sentences, suffixes, noun phrases."""
