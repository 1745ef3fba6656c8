"""Why something cannot be answered, as a page: in the reader's language, with what may have been meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from kg.queries.faults import Fault
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer
from kg.server.view.rendering import page
from kg.server.view.texts import texts

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
    told: str = "",
    meant: Sequence[Meant] = (),
    words: str = "",
    query: str = "",
    fault: Fault | None = None,
) -> Answer:
    """`message` is what programs are told, in English; `told` the same in the reader's language, where it is known.
    `words` are looked for; the `query` is shown with its `fault` marked, and can be changed."""
    text = texts(reader.language)
    if fault is not None:
        wrong = text(f"fault.{fault.kind}", what=fault.what, meant=fault.meant)
        where = text("fault.at", line=fault.line, column=fault.column)
        told = f"{where}{f', «{fault.word}»' if fault.word else ''}: {wrong}"
    return page(
        "refusal.html",
        reader,
        status=status,
        heading=f"refused.{status if status in _TOLD else 400 if status < 500 else 500}",
        message=told or shorten(message, _LONGEST, placeholder=" …"),
        language="" if told else "en",
        meant=meant,
        words=words,
        lines=list(enumerate(query.split("\n"), start=1)) if query else [],
        query=query,
        line=fault.line if fault else 0,
    )
