"""How tasks are answered: threads and processes that have the store open."""
