"""The network behind a map: which ties, between which things, on whose word."""
