"""Agreements, corridors and projects."""
