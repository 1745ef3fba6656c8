"""What files and pictures of the graph say in their own words, in the languages of `words.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words(of: str) -> dict[str, Any]:
    """Those of «picture», «map», «dataset» or «landing»: by name, and for each name by language."""
    found: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[of]
    return found
