"""What the sentences of a document say with the names in them."""
