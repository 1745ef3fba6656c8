"""Lines of a file that are no lines of its text: wrapped at a width, broken at a hyphen, joined again."""

import re
from collections.abc import Iterator
from functools import cache

from kg.documents import dates, turns
from kg.documents.addresses import address
from kg.documents.reading import Reading

_LINE = re.compile(r"[^\n]+")
_LINE_HYPHEN = re.compile(r"(?<![^\W_])(?P<left>[^\W_]{2,})-\n(?P<right>[^\W_]+)")
_COMPOUNDS = frozenset("сауда қарым іс қайта ғылыми мәдени әлеуметтік тәжірибе көлік шаруа баспа салт ара аң".split())
_ENDS = re.compile(r"[.!?…:;|][»”\"')\]]*\Z")
_ITEM = re.compile(r"(?:[-–—•*·▪●■◦+>|#]|(?:\d{1,3}|[а-яa-z])[.)])(?: |\Z)|\d{1,3} [A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]|[#|>*]")
_KEY = re.compile(
    r"(?:Источник|Source|Дереккөз|Фото|Сурет|Photo|Автор|Author|Дата|Date|Опубликовано|Published at|Original)\b"
    r"[^:\n]{0,20}:"
)
_UNFINISHED = re.compile(
    r"(?:[«–—-]|\b(?:и|или|а|но|в|во|на|с|со|к|ко|по|о|об|от|до|из|за|у|для|при|под|над|между|через|без|№|мен|пен|бен"
    r"|және|немесе|[А-ЯЁӘҒҚҢӨҰҮҺІ]\.))\Z"
)
_BEGINS = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{0,2}\b")
"""«В», «Как», «Бұл» in capitals: a sentence begins."""
_AMOUNT = re.compile(
    r"[\d.,]+ ?(?:%|млн|млрд|трлн|тыс|тонн|процент|км|километр|доллар|рубл|тенге|евро|человек|раз|лет|мың|теңге|пайыз"
    r"|адам)"
)
_WIDEST = 140
"""Code points: no file is wrapped at more."""


def joined(reading: Reading) -> Reading:
    """Wrapped lines as the paragraphs they were; headings, items of a list, turns and rows stay lines."""
    text = reading.text
    broken = {match.end("left"): (2, _between(match)) for match in _LINE_HYPHEN.finditer(text)}
    wraps = {at: (1, " ") for at in _wraps(text) if at - 1 not in broken}
    return reading.edited((at, at + length, new) for at, (length, new) in sorted((broken | wraps).items()))


def _between(match: re.Match[str]) -> str:
    """Of «сотруд-⏎ничает» nothing, of «торгово-⏎экономический», «Нур-⏎Султан» and «17-⏎отырысы» the hyphen."""
    left, right = match["left"], match["right"]
    if not (left + right).isalpha() or (right[0].isupper() and not left.isupper()):
        return "-"
    known = _dictionary().word_is_known
    compound = known(right) and (known(left) or left[-1] in "ое") and not known(left + right)
    return "-" if compound or known(f"{left}-{right}") or left.lower() in _COMPOUNDS else ""


@cache
def _dictionary():  # type: ignore[no-untyped-def]
    import pymorphy3  # few files are hyphenated

    return pymorphy3.MorphAnalyzer(lang="ru")


def _wraps(text: str) -> Iterator[int]:
    """Offsets of the line feeds that are spaces."""
    lines = list(_LINE.finditer(text))
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if a.end() + 1 == b.start()]
    width = max((len(line[0].strip()) for pair in pairs for line in pair), default=0)
    within = [(a[0].strip(), b[0]) for a, b in pairs if not _stands_alone(a[0].strip(), b[0])]
    within = [(above, below) for above, below in within if not _ENDS.search(above)]
    full = [(above, below) for above, below in within if not _fits(above, below, width)]
    in_words = sum(below[0].islower() or bool(_UNFINISHED.search(above)) for above, below in full)
    wrapped = width <= _WIDEST and len(full) > max(1, 0.6 * len(within)) and 4 * in_words >= len(full)
    for a, b in pairs:
        above, below = a[0].strip(), b[0]
        if _stands_alone(above, below):
            continue
        if (not _fits(above, below, width)) if wrapped else _goes_on(above, below):
            yield a.end()


def _stands_alone(above: str, below: str) -> bool:
    """Whether one of the lines is none of a paragraph, or the other begins one."""
    return bool(
        below[0] == " "
        or _ITEM.match(below)
        or _KEY.match(below)
        or _KEY.match(above)
        or above[0] in "#|"
        or turns.begins(below)
        or not any(letter.isalpha() for letter in below)
        or any(dates.whole_date(line) or address(line) for line in (above, below))
    )


def _fits(above: str, below: str, width: int) -> bool:
    """Whether the first word of the next line had room in this one."""
    return len(above) + 1 + len(below.split(" ", 1)[0]) <= width


def _goes_on(above: str, below: str) -> bool:
    """Whether a sentence goes on in the next line."""
    if _ENDS.search(above) and not (above[-1] == "." and below[0].islower()):
        return False
    if below[0].islower() or (above[-1].islower() and _AMOUNT.match(below)):
        return True
    return not _BEGINS.match(below) and bool(
        _UNFINISHED.search(above) or _is_given_name(above.rsplit(" ", 1)[-1], below)
    )


def _is_given_name(word: str, following: str) -> bool:
    """«Семён⏎Королёв»."""
    names = word[0].isupper() and following[0].isupper() and " " not in word
    return names and "Name" in _dictionary().parse(word)[0].tag
