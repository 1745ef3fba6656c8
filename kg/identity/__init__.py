"""Which names are one thing, over all documents of a store."""
