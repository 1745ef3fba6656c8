"""When something is said to be: wordings of time, and the expressions of a text."""
