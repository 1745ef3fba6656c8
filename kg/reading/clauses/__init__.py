"""What stands in a sentence and what it does there: items, and the function of each at a predicate."""
