"""A document as it lies in a file, before anything is understood."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

_LONGEST_ID = 120


@dataclass(frozen=True, slots=True)
class Original:
    """`stated` and `otherwise` may have date (ISO 8601), url and publisher; `stated` title and language as well."""

    id: str
    name: str
    text: str
    sha256: str
    """Of the file's bytes, or of the text in UTF-8 when the file holds other documents too."""
    stated: Mapping[str, str] = field(default_factory=dict)
    """Goes before what the text says of itself."""
    otherwise: Mapping[str, str] = field(default_factory=dict)
    """Fills what the text does not say."""
    notes: tuple[str, ...] = ()


def member(id: str, text: str, stated: Mapping[str, str], notes: tuple[str, ...] = ()) -> Original:
    """A document in a file of many. An id of more than 120 code points is cut, with digits of its hash at the end."""
    if len(id) > _LONGEST_ID:
        id = f"{id[: _LONGEST_ID - 9]}-{hashlib.sha256(id.encode()).hexdigest()[:8]}"
    return Original(id, id, text, hashlib.sha256(text.encode()).hexdigest(), stated, notes=notes)
