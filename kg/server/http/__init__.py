"""Requests read and responses written."""
