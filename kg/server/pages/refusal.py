"""Why something cannot be answered, as a page: in the reader's language, with what may have been meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer
from kg.server.view.rendering import page

_TOLD = frozenset({300, 400, 403, 404, 405, 406, 500, 503})
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Meant:
    """What may have been meant, and where it is."""

    link: str
    label: str


def refusal(
    reader: Reader,
    status: int,
    message: str,
    *,
    meant: Sequence[Meant] = (),
    words: str = "",
    query: str = "",
    line: int = 0,
) -> Answer:
    """`words` are looked for, `query` is shown with that line marked and can be changed."""
    return page(
        "refusal.html",
        reader,
        status=status,
        heading=f"refused.{status if status in _TOLD else 400 if status < 500 else 500}",
        message=message.strip()[:_LONGEST],
        meant=meant,
        words=words,
        lines=list(enumerate(query.split("\n"), start=1)) if query else [],
        query=query,
        line=line,
    )
