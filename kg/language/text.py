"""The characters of a Doc."""

from spacy.tokens import Doc

_JOINED = "kg.text"


def text_of(doc: Doc) -> str:
    """The Doc's text, joined once: spaCy joins all tokens anew each time `doc.text` is asked for."""
    joined: str | None = doc.user_data.get(_JOINED)
    if joined is None:
        joined = doc.user_data[_JOINED] = doc.text
    return joined
