"""Rules: from the sentences of a document to the facts they state."""
