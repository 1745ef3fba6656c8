"""Values that all other packages share: facts, terms, names of namespaces, errors."""
