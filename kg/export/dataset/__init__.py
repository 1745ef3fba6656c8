"""The graph as a data set: what it says of itself, and a release of it in one folder."""
