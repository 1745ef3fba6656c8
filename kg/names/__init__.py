"""Who and what a span of a text names: the gazetteer, and a room for each kind of entity."""
