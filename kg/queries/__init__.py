"""Questions put to a graph: the saved queries, their answers here and at other endpoints, checks and evaluation."""
