"""One layout or container of documents a module."""
