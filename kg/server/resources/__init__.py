"""What else has an address: things, saved queries, maps, vocabularies, the data set."""
