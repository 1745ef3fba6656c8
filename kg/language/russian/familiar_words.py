"""What the models are shown in the place of a word for which they have no vector, so that its form is no guess.

«акиматом» is declined as «комитетом», «передаём» is «передаем» to them, «российско-мьянманских» «мьянманских»."""

from functools import lru_cache

from kg.language.russian.model_files import has_vector
from kg.language.words import RUSSIAN

_STEMS = RUSSIAN.table("unseen.stems")


@lru_cache(maxsize=100_000)
def familiar(word: str) -> str:
    """Give the word itself where the models know it or nothing stands for it; else one of its form and shape."""
    return next((other for other in _others(word) if has_vector(other)), word)


def _others(word: str) -> tuple[str, ...]:
    plain = word.replace("ё", "е").replace("Ё", "Е")
    stem = next((stem for stem in _STEMS if plain.lower().startswith(stem)), "")
    likened = _shaped(_STEMS[stem] + plain.lower()[len(stem) :], word) if stem else plain
    first, _, last = plain.rpartition("-")
    return word, plain, likened, _shaped(last, word) if first.isalpha() else plain  # «80-летие» is no «летие»


def _shaped(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word.capitalize() if like[0].isupper() else word
