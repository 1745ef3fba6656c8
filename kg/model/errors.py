"""What can go wrong through no fault of the program, each with one line for the user."""


class KgError(Exception):
    """Bad usage or input. The message says what, where, and what was allowed; exit code 2."""


class DocumentError(KgError):
    """One document cannot be read. A build sets it aside and goes on."""


class StoreError(KgError):
    """The store is missing, damaged, or held by another program."""


class QueryError(KgError):
    """A query is unknown, does not parse, or lacks a parameter."""


class EndpointError(KgError):
    """Another endpoint gives no answer, or none that can be used."""


class RefusedError(EndpointError):
    """Another endpoint does not take what it was sent; it may take something else."""
