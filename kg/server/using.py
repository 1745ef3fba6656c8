"""The dataset that a request gives to an update (SPARQL 1.1 Protocol, 2.2.3), written into its text."""

import re
from collections.abc import Sequence

from pyoxigraph import NamedNode

_TOKEN = re.compile(
    r"""(?P<skipped>"{3}(?:[^"\\]|\\.|"(?!""))*"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
                  | <[^<>"{}|^`\\\x00-\x20]*>
                  | \#[^\n\r]*
                  | [?$]\w+
                  | [^\W\d][\w.-]{0,200}: | :(?:[\w.:%-]|\\.)*)
      | (?P<word>[A-Za-z]+)
      | (?P<brace>[{}])""",
    re.VERBOSE | re.DOTALL,
)


class DatasetError(ValueError):
    """An update with a dataset of its own, or one whose parts cannot be told."""


def with_dataset(update: str, default: Sequence[NamedNode], named: Sequence[NamedNode]) -> str:
    """The update with USING clauses for every operation that has a WHERE. Raises DatasetError."""
    clauses = "".join([f"USING {graph} " for graph in default] + [f"USING NAMED {graph} " for graph in named])
    written: list[str] = []
    done = depth = pattern = 0
    before = ""
    shorthand = False
    for token in _TOKEN.finditer(update):
        kind, text = token.lastgroup, token[0].upper()
        if kind == "brace":
            depth += 1 if text == "{" else -1
            if depth < 0:
                break
            if depth == 1 and text == "{":
                pattern = token.start()
            elif depth == 0 and shorthand:
                # DELETE WHERE {…} stands for DELETE {…} WHERE {…}.
                group = update[pattern : token.end()]
                written.append(f"{group} {clauses}WHERE {group}")
                done, shorthand = token.end(), False
        elif kind == "word" and depth == 0:
            if text in ("USING", "WITH"):
                raise DatasetError("using-graph-uri and using-named-graph-uri do not go with USING or WITH")
            if text == "WHERE":
                written.append(update[done : token.start()])
                done = token.end() if before == "DELETE" else token.start()
                if before == "DELETE":
                    shorthand = True
                else:
                    written.append(clauses)
        if kind != "skipped" or not text.startswith("#"):
            before = text
    if depth or shorthand:
        raise DatasetError("the braces of the update do not pair")
    return "".join([*written, update[done:]])
