"""Where the nodes of a map stand, and how central they are."""
