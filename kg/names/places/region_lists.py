"""Regions named by an adjective and a head: «Минской области», and lists that share one head.

«Волгоградской, Новосибирской, Омской, Свердловской и многих других областей»; «Алтайского и Красноярского краёв»."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.language.russian.morphology import parses
from kg.language.tokens import Doc, Token
from kg.model.facts import Mention
from kg.names.gazetteer import Gazetteer
from kg.names.name_words import RUSSIAN
from kg.names.places.place_text import ADJECTIVES, SETTLEMENTS, STRUCTURES

_GENDERS: Final = {"область": "femn", "край": "masc", "округ": "masc", "республика": "femn"}
_FILLERS = RUSSIAN.set("places.list_fillers")
_PREPOSITIONS: Final = frozenset({"в", "во", "с", "со", "из", "для", "по"})
_JOINTS: Final = frozenset({",", "и", "или", "также", "а"})
_CALLED: Final = SETTLEMENTS | STRUCTURES | RUSSIAN.set("places.streets")
_ALONE: Final = 30
"""Tokens from a head within which its noun may be left out."""


@dataclass(frozen=True, slots=True)
class _Head:
    token: Token
    lemma: str
    plural: bool


def regions(doc: Doc, gazetteer: Gazetteer) -> Iterator[Mention]:
    tokens = [token for token in doc if not token.is_space]
    for place, token in enumerate(tokens):
        head = _head(token)
        if head is None:
            continue
        items = _items(tokens, place, head)
        for number, adjective in enumerate(items):
            mention = _region(adjective, head, gazetteer, closest=number == 0, listed=len(items) > 1)
            if mention is not None:
                yield mention
        if items and not head.plural:
            yield from _after(tokens, place, head, gazetteer)
        if items or head.plural:
            yield from _alone(tokens, place, head, gazetteer)


def _alone(tokens: list[Token], place: int, head: _Head, gazetteer: Gazetteer) -> Iterator[Mention]:
    """«Омская область с Томской», «Брестская, с которой у Тюменской области есть договор»: a known region's adjective
    without a noun, in the sentence of the head or in the next one."""
    for at in (*range(place - _ALONE, place - 1), *range(place + 1, place + _ALONE)):
        if (
            not 0 <= at < len(tokens)
            or not _stands_alone(tokens, at)
            or not _nominative(tokens[at].text, _GENDERS[head.lemma])
        ):
            continue
        mention = _region(tokens[at], head, gazetteer, closest=False, listed=True)
        if mention is not None and mention.key:
            yield mention


def _stands_alone(tokens: list[Token], at: int) -> bool:
    """Whether no noun follows that the adjective would belong to, and none stands before that it names: «улица
    Псковская», «Омской и Томской железных дорог»."""
    before, following = (tokens[i] if 0 <= i < len(tokens) else None for i in (at - 1, at + 1))
    if before is not None and (before.text in '«„“"' or before.lemma_.lower() in _CALLED):
        return False
    if following is not None and following.text == "(":  # «Кировоградской (Кропивницкой) области»
        closed = next((i for i in range(at + 2, min(at + 6, len(tokens) - 1)) if tokens[i].text == ")"), at)
        following = tokens[closed + 1]
    if following is None or "Short" in following.morph.get("Variant", []):
        return True
    if following.lower_ in _JOINTS:
        further = next((i for i in range(at + 2, min(at + 4, len(tokens))) if tokens[i].lower_ not in _JOINTS), None)
        listed = further is not None and tokens[further].pos_ == "ADJ" and tokens[further].text[0].isupper()
        return further is None or not listed or _stands_alone(tokens, further)
    return following.pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "SYM", "X") and following.text not in '«»„“”"-'


def _after(tokens: list[Token], place: int, head: _Head, gazetteer: Gazetteer) -> Iterator[Mention]:
    """«Брянской области, Курской, Белгородской»: known regions alone, and none that a noun of its own follows."""
    at = place + 1
    while at + 1 < len(tokens) and tokens[at].lower_ in _JOINTS:
        at += tokens[at + 1].lower_ in _PREPOSITIONS  # «в Запорожской области или в Херсонской»
        if at + 1 == len(tokens):
            return
        adjective = tokens[at + 1]
        following = tokens[at + 2] if at + 2 < len(tokens) else None
        own = following is not None and following.is_alpha and following.lower_ not in _JOINTS
        if own or not _nominative(adjective.text, _GENDERS[head.lemma]):
            return
        mention = _region(adjective, head, gazetteer, closest=False, listed=True)
        if mention is not None:
            yield mention
        at += 2


def _head(token: Token) -> _Head | None:
    if token.text.istitle():
        return None
    lemma, plural = _head_of(token.text)
    return _Head(token, lemma, plural) if lemma else None


@lru_cache(maxsize=50_000)
def _head_of(word: str) -> tuple[str, bool]:
    """Its lemma, empty for what is no head, and whether it is a plural."""
    parsed = [parse for parse in parses(word) if parse.tag.POS == "NOUN" and parse.normal_form in _GENDERS]
    # «области» is a genitive or a plural; it is a plural for sure when no singular has the form.
    plural = all(parse.tag.number == "plur" for parse in parsed)
    return (str(parsed[0].normal_form), plural) if parsed else ("", False)


def _items(tokens: list[Token], place: int, head: _Head) -> list[Token]:
    """The adjectives before a head, the closest first."""
    found: list[Token] = []
    at = place - 1
    while at >= 0 and (tokens[at].lemma_.lower() in _FILLERS or tokens[at].lower_ in _FILLERS):
        at -= 1
    while at >= 0 and _nominative(tokens[at].text, _GENDERS[head.lemma]):
        found.append(tokens[at])
        joint = at - 1
        while joint >= 0 and tokens[joint].lower_ in _JOINTS:
            joint -= 1
        if joint == at - 1:
            break
        at = joint
    return found


@lru_cache(maxsize=10_000)
def _nominative(word: str, gender: str) -> str:
    """«Омской» → «Омская», where the word can be such an adjective in the singular; else empty."""
    if not word[0].isupper() or word.isupper():
        return ""
    for parse in parses(word):
        tag = parse.tag
        if tag.POS == "ADJF" and tag.number == "sing" and tag.gender == gender:
            form = parse.inflect({"nomn", "sing", gender})
            if form:
                return "-".join(part[:1].upper() + part[1:] for part in str(form.word).split("-"))
    return ""


def _known(adjective: str, head: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Name and key, empty for what is not known; «Западноказахстанская» is found as well as «Западно-Казахстанская»."""
    heads = {"округ": ["автономный округ"], "республика": ["Республика", "Народная Республика"]}.get(head, [head])
    names = [f"{adjective} {each}" for each in heads]
    for name in [*names, *(gazetteer.hyphenated.get(name, name) for name in names)]:
        for entry in gazetteer.by_name.get(name, ()):
            if entry.kind == "Region":
                return entry.name("ru"), entry.id
    abroad = gazetteer.world.called.get(names[0].replace("ё", "е")) if gazetteer.world else None
    return (abroad.ru, abroad.id) if abroad and abroad.kind == "Region" else ("", "")


def _region(adjective: Token, head: _Head, gazetteer: Gazetteer, *, closest: bool, listed: bool) -> Mention | None:
    nominative = _nominative(adjective.text, _GENDERS[head.lemma])
    name, key = _known(nominative, head.lemma, gazetteer)
    following = adjective.nbor() if adjective.i + 1 < len(adjective.doc) else adjective
    adjacent = closest and following == head.token
    # Without a known name only an adjective of a place counts: «Омской», not «Новой области».
    of_a_place = nominative.lower().endswith(("ская", "цкая", "ский", "цкий")) and head.lemma in {"область", "край"}
    of_a_place = of_a_place and f"{nominative.lower()[:-2]}ий" not in ADJECTIVES  # «Грузинский край Кахетия»
    if not key and not (of_a_place and (adjacent or head.plural)):
        return None
    start = adjective.idx
    end = head.token.idx + len(head.token) if adjacent else start + len(adjective)
    name = name or f"{nominative} {head.lemma}"
    return Mention(start, end, "Region", adjective.doc.text[start:end], name, key)
