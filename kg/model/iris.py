"""How names become the readable ends of IRIs."""

import hashlib
import re

from kg.model.transliteration import slug

LONGEST_SLUG = 80


def short_slug(text: str) -> str:
    """Makes the slug of a text, cut at a word with a hash of the whole where it is longer than 80 characters."""
    whole = slug(text)
    if len(whole) <= LONGEST_SLUG:
        return whole or short_hash(text)
    cut = whole[: LONGEST_SLUG + 1 - len("-12345678")]
    return f"{cut.rsplit('-', 1)[0] if '-' in cut else cut}-{short_hash(text)}"


def short_hash(text: str) -> str:
    """Gives the first 8 hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def iri_part(text: str) -> str:
    """Writes text as it may stand in an IRI: letters of any script, what has a meaning there percent-encoded."""
    return re.sub(
        r"[\x00-\x20<>\"{}|\\^`%#?\[\]\x7f]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text
    )
