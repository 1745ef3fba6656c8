"""Text as every format of a map can hold it."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def one_line(text: str) -> str:
    """Without the characters XML cannot hold, white space as XML readers give it back."""
    if text.isprintable() and "  " not in text and text.strip() == text:
        return text
    return " ".join(xml_text(text).split())
