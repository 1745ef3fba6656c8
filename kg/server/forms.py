"""What a saved query answers with."""

from dataclasses import dataclass
from functools import cache

from pyoxigraph import QueryBoolean, QuerySolutions, Store

from kg.queries.saved import SavedQuery
from kg.server.negotiation import GRAPHS, ROWS, Format


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    """`select`, `ask` or `construct`."""
    columns: tuple[str, ...]
    """The variables of a SELECT."""
    formats: tuple[Format, ...]


@cache
def form_of(query: SavedQuery) -> Form:
    """Asks an empty store. Raises SyntaxError when the query does not parse; not for federated queries."""
    results = Store().query(query.text)
    if isinstance(results, QuerySolutions):
        return Form("select", tuple(variable.value for variable in results.variables), ROWS)
    if isinstance(results, QueryBoolean):
        return Form("ask", (), ROWS)
    return Form("construct", (), GRAPHS)
