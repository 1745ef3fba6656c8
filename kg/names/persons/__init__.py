"""Persons, by their names and by their posts."""
