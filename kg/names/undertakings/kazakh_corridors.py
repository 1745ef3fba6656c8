"""Corridors in Kazakh texts: by name or by ends, their branches and short names."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.language.kazakh.noun_phrases import case, is_owned, is_plural, quotes
from kg.language.kazakh.suffixes import best_parse, nominative
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Mention
from kg.names.events.kazakh_events import EVENT_KINDS
from kg.names.kazakh_spans import CAPITAL, make
from kg.names.name_words import KAZAKH
from kg.names.same_names import one_name_each
from kg.names.undertakings.kazakh_agreements import AGREEMENT_KINDS

CORRIDOR_HEADS = KAZAKH.set("corridors.heads")
ENTITLED, CARRIERS = KAZAKH.set("corridors.entitled"), KAZAKH.set("corridors.carriers")
BODIES = KAZAKH.set("bodies.institutions") | KAZAKH.set("bodies.headed")
LEGAL_FORMS = KAZAKH.set("bodies.legal_forms")
DASHED = KAZAKH.words("corridors.dashed")
WAYS = dict.fromkeys(("дәліз", "бағыт", "маршрут", "бағдар"), "дәліз")
"""«Транскаспий дәлізі» and «Транскаспий … бағыты» are one."""
SIDES = frozenset(side.lower() for side in KAZAKH.set("persons.directions"))
CORRIDOR_WORDS, NAMING = KAZAKH.set("corridors.words"), KAZAKH.set("corridors.naming")


def corridors(doc: Doc) -> Iterator[Mention]:
    """Corridors by name or ends, their branches, and their short names; one with the same ends is the same one."""
    for corridor in one_name_each(sorted(set(_corridors(doc))), (), (by_ends,)):
        yield corridor
        span = doc.char_span(corridor.start, corridor.end)
        if span is not None:
            yield from _short_name(doc, span.end, corridor)
            yield from _branch(doc, span)


def by_ends(corridors: Sequence[Mention], known: Sequence[Mention]) -> Callable[[Mention], Iterable[Mention]]:
    """Corridors with the same ends, by the longest of their names."""
    longest: dict[str, str] = {}
    for corridor in sorted(corridors, key=lambda each: (len(each.name), each.name)):
        longest[_identity(corridor.name)] = corridor.name
    return lambda corridor: [replace(corridor, name=longest[_identity(corridor.name)])]


def _identity(name: str) -> str:
    """The ends of a corridor, else its first word and its head: «Транскаспий … бағыты»."""
    quoted = re.search(r"[«“\"]([^»”\"]+)[»”\"]", name)
    ends = re.findall(
        r"\b(?:\w+ )?\w+(?=\s?[-–—])|(?<=[-–—])\s?\w+(?: [A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]\w+)?", quoted[1] if quoted else name
    )
    words = name.split()
    head = WAYS.get(best_parse(words[-1]).stem, words[-1])
    return " – ".join(end.strip() for end in ends) if ends else f"{words[0]} {head}"


def _short_name(doc: Doc, end: int, corridor: Mention) -> Iterator[Mention]:
    """«… көлік бағыты (ТХКБ)», and the letters wherever they stand afterwards."""
    position = end + 1 if end < len(doc) and doc[end].text in '"»”' else end
    if position + 2 < len(doc) and doc[position].text == "(" and doc[position + 2].text == ")":
        letters = doc[position + 1].text
        if letters.isupper() and len(letters) > 2:
            for token in doc[position:]:
                if token.text == letters or token.text.startswith(f"{letters}-"):
                    yield make(doc, token.i, token.i + 1, "Corridor", corridor.name)


def _branch(doc: Doc, corridor: Span) -> Iterator[Mention]:
    """«… дәлізінің шығыс тармағы» is a corridor of its own, «… дәлізінің теміржол тармағы» the way by rail."""
    for token in doc[corridor.end : min(corridor.end + 3, corridor.sent.end)]:
        if token.lemma_ == "тармақ" and case(corridor[-1]) == "Gen" and doc[token.i - 1].lower_ in SIDES:
            span = doc[corridor.start : token.i + 1]
            yield make(doc, span.start, span.end, "Corridor", nominative(span.text))


def _corridors(doc: Doc) -> Iterator[Mention]:
    """«"Теңіз-Новороссийск" мұнай құбыры», «"Солтүстік – Оңтүстік" дәлізі», «Орта дәліз»."""
    for sentence in doc.sents:
        pairs = quotes(sentence)
        for close, opening in pairs.items():
            inner = doc[opening + 1 : close]
            end = _corridor_end(doc, close + 1, sentence.end)
            if not _has_ends(inner.text) and not (end and doc[end - 1].lemma_ in NAMING):
                continue
            spaced = re.search(r"\s[-–—]\s", inner.text)
            if end or spaced and not _titles_something(doc, close + 1):
                span = doc[opening : end or close + 1]
                yield make(doc, span.start, span.end, "Corridor", nominative(span.text) if end else inner.text)
        for token in sentence[1:]:
            before = doc[token.i - 1]
            headed = token.lemma_ in CORRIDOR_HEADS and (is_owned(token) or before.text == "Орта")
            if not headed and not token.lower_.startswith(DASHED):
                continue
            start = token.i
            while start > sentence.start and doc[start - 1].lower_ in CORRIDOR_WORDS:
                start -= 1
            name = doc[start - 1] if start > sentence.start else None
            if name is None or name.is_punct or not CAPITAL.match(name.text):
                continue
            first = start
            while first >= sentence.start + 3 and doc[first - 2].text in "–—-" and CAPITAL.match(doc[first - 3].text):
                first -= 2
            if first < start:
                start = first
            elif not headed:
                continue
            elif _is_entitled(token, name):
                while start > sentence.start + 1 and CAPITAL.match((before := doc[start - 2]).text):
                    if case(before) != "Nom":
                        break
                    start -= 1  # «Шығыс Африка мұнай құбыры», «Қарақорым тас жолы»
            elif (
                not ("-" in name.text and _has_ends(name.text))
                and not name.text.startswith("Транс")
                and name.text
                not in {
                    "Орта",
                    "Транскаспий",
                    "Солтүстік",
                }
            ):
                continue
            yield make(doc, start - 1, token.i + 1, "Corridor", nominative(doc[start - 1 : token.i + 1].text))


def _is_entitled(head: Token, name: Token) -> bool:
    """«Қарақорым тас жолы»; not «Иран темір жолдары»."""
    bare = head.lemma_ == "жол" and head.doc[head.i - 1].lower_ not in CORRIDOR_WORDS  # «Жаңа Жібек жолы»
    way = head.lemma_ in ENTITLED and not bare and not is_plural(head)
    return way and name.text not in CARRIERS and case(name) == "Nom" and len(name) > 2


def _has_ends(text: str) -> bool:
    ends = re.split(r"\s[-–—]\s|[-–—]", text)
    return len(ends) > 1 and all(
        len(end) > 2 and end.count(" ") < 3 and all(map(CAPITAL.match, end.split())) for end in ends
    )


def _corridor_end(doc: Doc, position: int, limit: int) -> int:
    while position < limit and doc[position].lower_ in CORRIDOR_WORDS:
        position += 1
    return position + 1 if position < limit and doc[position].lemma_ in CORRIDOR_HEADS - {"мегажоба"} else 0


def _titles_something(doc: Doc, position: int) -> bool:
    if any(token.lemma_ == "қала" for token in doc[position : position + 3]):
        return True  # «"Омбы – Тара" туысқан қала бола ма?»
    if any(token.lemma_ in AGREEMENT_KINDS or token.lemma_ in EVENT_KINDS for token in doc[position : position + 5]):
        return True
    return any(_is_body(token) for token in doc[position : position + 2])


def _is_body(token: Token) -> bool:
    """«"Дала – Транс" компаниясы», «"Дала – Транс" өкілдері»: whose name it is, or who speaks for it."""
    return is_owned(token) and token.lemma_ in BODIES or token.text in LEGAL_FORMS
