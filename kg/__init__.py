"""A knowledge graph of how regions cooperate, read from official texts."""
