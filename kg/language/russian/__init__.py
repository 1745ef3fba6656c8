"""Russian: tokens, sentences, forms, trees, the nominative of a name."""
