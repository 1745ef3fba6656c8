"""Events, by their names and by descriptions."""
