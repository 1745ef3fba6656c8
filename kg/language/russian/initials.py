"""Initials before a surname («К.-Ж.Токаев», «О. А. Бектенов»).

razdel makes six tokens of the first. Shown to the parser, the initial becomes the root of the sentence, so initials are
hidden from it and hung on the surname."""

import re
from collections.abc import Mapping

from kg.language.tokens import Doc, once

_CAPITAL = "А-ЯЁӘҒҚҢӨҰҮҺІA-Z"
_SMALL = "а-яёәғқңөұүһіa-z"
# A space after the hyphen is a slip that printed texts do make. Of two letters only what is used so: «Да. Дж. Байден».
_INITIAL = rf"(?:[{_CAPITAL}]|Дж|Вс|Вл|Эд|Юр|Хр|Фр|Чж)\. ?(?:[-‑] ?)?"
_INITIALS = re.compile(rf"(?<![\w.])(?:{_INITIAL}){{1,3}}(?=[{_CAPITAL}](?:[{_SMALL}]{{2}}|[{_CAPITAL}]{{2}}))")


@once
def initials(doc: Doc) -> Mapping[int, int]:
    """Index of each initial, its full stop and hyphen → index of the surname.

    What begins after a break is no surname of theirs: «КИМ А. П. | Олег Панов готов»."""
    breaks = frozenset(doc.breaks)
    found: dict[int, int] = {}
    for match in _INITIALS.finditer(doc.text):
        inside = doc.char_span(match.start(), match.end(), alignment_mode="contract")
        if inside is not None and inside.end < len(doc) and doc[inside.end].idx not in breaks:
            found.update((token.i, inside.end) for token in inside if not token.is_space)
    return found


def inner(surnames: Mapping[int, int]) -> frozenset[int]:
    """Indices at which no sentence begins: every part of a name with initials but its first."""
    firsts: dict[int, int] = {}
    for initial, surname in sorted(surnames.items()):
        firsts.setdefault(surname, initial)
    return frozenset({*surnames, *firsts} - set(firsts.values()))
