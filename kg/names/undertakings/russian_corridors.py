"""Transport corridors, routes, railways and pipelines (Russian), named by a quoted name or by their ends.

«коридор «Север – Юг»», «маршруты Европа – Западный Китай и Новосибирск – граница Казахстана», «из Новосибирска через
Алматы с ответвлениями на Киргизию и Узбекистан», «трубопровод Тенгиз-Новороссийск»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.language.russian.morphology import parses
from kg.language.russian.nominative import nominative
from kg.language.tokens import Doc, Token
from kg.model.facts import PLACES, Mention
from kg.model.offsets import Starts
from kg.names.name_words import RUSSIAN
from kg.names.noun_phrases import CLOSING, DASHES, SentenceLine, case_of, is_adjective
from kg.names.places.place_text import ADJECTIVES
from kg.names.thing import NamedThing, mention_of, titled

HEADS = RUSSIAN.set("corridors.heads")
RAIL = {"дорога": ("железный", "автомобильный", "скоростной"), "линия": ("железнодорожный", "авиационный", "паромный")}
"""Heads that name a route only with one of these adjectives («вертикальная линия», «просёлочная дорога» do not)."""
CARRIERS = RUSSIAN.set("corridors.carriers")
"""Heads of a route only where its stops stand right after: «поезд Чэнду – Поти», «линия Баку – Тбилиси – Карс»."""
QUOTED = RUSSIAN.set("corridors.quoted")
"""Heads whose quoted name need not be told by its ends: «нефтепровод «Дружба»»."""
TRAFFIC = RUSSIAN.set("corridors.traffic")
"""Of the carriers, what goes to and fro, or lies there."""
ENTITLED = RUSSIAN.set("corridors.entitled")
"""Heads of a route with an adjective or a person for its name."""
LEGAL = RUSSIAN.set("bodies.legal_forms")
_ACROSS = ("транс", "меж", "пан")
_WORDS = HEADS | CARRIERS | RAIL.keys() | {"контейнерный"}
"""Of which a sentence has one that names a corridor."""
_TOLD = 9
"""Tokens in which the ends of a way are told after it."""
_LENGTHS = RUSSIAN.set("corridors.lengths")
_LEGS = frozenset("из от через мимо до к в на и".split())
_FURTHER = frozenset(", далее дальше затем потом".split())
_BESIDE = ("ADJ", "DET")
BRANCHES = RUSSIAN.set("corridors.branches")


@dataclass(frozen=True, slots=True)
class _Stops:
    """One sentence: its tokens, and the places by the token they begin at, with the token after them."""

    line: SentenceLine
    places: dict[int, tuple[int, Mention]]

    @property
    def tokens(self) -> Sequence[Token]:
        return self.line.tokens


def corridors(doc: Doc, known: Sequence[Mention]) -> list[NamedThing]:
    """Finds all corridors, with the places that their own names put on them, of those known before."""
    places = [mention for mention in known if mention.kind in PLACES]
    begun = Starts(places)
    by_extent = {(place.start, place.end): place for place in reversed(places)}
    found: list[NamedThing] = []
    for sent in doc.sents:
        tokens = [token for token in sent if not token.is_space]
        if not _WORDS.isdisjoint(token.lemma_.lower() for token in tokens):
            line = SentenceLine.of_sentence(sent, begun)
            found += _in(_Stops(line, {at: (end, by_extent[line.extent(at, end)]) for at, end in line.atoms.items()}))
    return found


def _is_head(tokens: Sequence[Token], at: int) -> bool:
    lemma = tokens[at].lemma_.lower()
    adjective = tokens[at - 1] if at and tokens[at - 1].pos_ == "ADJ" else None
    short = adjective is not None and any(parse.tag.POS == "ADJS" for parse in parses(adjective.text))
    described = adjective is not None and not short and lemma in RAIL  # «нужна линия A – B», not «просёлочная дорога»
    return _is_track(tokens, at) or (lemma in CARRIERS and not described)


def _is_track(tokens: Sequence[Token], at: int) -> bool:
    """A head of corridors by itself, or a line with its adjective («железнодорожная линия»); a train is none."""
    lemma = tokens[at].lemma_.lower()
    if lemma in RAIL and _across(tokens, at) < at:
        return True  # «Межокеанская дорога»
    adjectives = (*RAIL.get(lemma, ()), "контейнерный")
    return lemma in HEADS or any(t.lemma_.lower() in adjectives for t in tokens[max(at - 3, 0) : at])


def _in(stops: _Stops) -> Iterator[NamedThing]:
    at = 0
    while at < len(stops.tokens):
        if not _is_head(stops.tokens, at):
            at += 1
            continue
        first, end = stops.line.phrase_start(at), at + 1
        if stops.tokens[at].lemma_.lower() in BRANCHES and (branch := _branch(stops, first, at)) is not None:
            yield branch
        entitled = _entitled(stops, first, at)
        while (named := _named(stops, first, at, end)) is not None:
            entitled = None
            corridor, end = named
            yield replace(corridor, places=(*corridor.places, *_in_brackets(stops, end)))
            further = _further(stops, end)
            if further == end:
                break
            end = further
        if entitled is not None:
            yield entitled
        at = max(end, at + 1)


def _entitled(stops: _Stops, first: int, at: int) -> NamedThing | None:
    """A name of its own: «Трансмонгольская магистраль», «Южный газовый коридор», «газопровод имени Ильина»,
    «магистраль Rail Baltica»."""
    tokens, end = stops.tokens, at + 1
    across = _across(tokens, at)
    if tokens[at].lemma_.lower() not in ENTITLED and across == at:
        return None
    there, stop = _stop(stops, end)
    if end < len(tokens) and tokens[end].lower_ in ("имени", "им") or _is_foreign(tokens[end : end + 1]):
        end += 1
        while end < len(tokens) and tokens[end].text[0].isupper() and tokens[end].text.isalpha():
            end += 1
    elif there and there[0].kind == "City" and there[0].text == there[0].name and tokens[end - 1].lower_ != "граница":
        end = stop  # «коридор Лобито»
    else:
        while first and tokens[first - 1].pos_ in ("ADJ", "PROPN") and tokens[first - 1].text[-1] in "йяемую":
            first -= 1
        capitals = (i for i in range(first, at) if tokens[i].text.istitle() and not tokens[i].is_sent_start)
        first = next(capitals, across)
        if first == at:
            return None
    own = tokens[first:end]
    places = there if end > at + 1 and there else ()
    name = titled(nominative(own, singular=True))
    return NamedThing(mention_of(own, "Corridor", name), places=places)


def _across(tokens: Sequence[Token], at: int) -> int:
    """Where the adjective of what a way crosses stands before its head, or the head if it has none: «Трансафганская
    магистраль», «Лаосско-китайская железная дорога»."""
    return next((i for i in range(at - 1, max(at - 3, -1), -1) if _is_across(tokens[i], beside=i == at - 1)), at)


def _is_across(adjective: Token, *, beside: bool) -> bool:
    low, (first, _, last) = adjective.lower_, adjective.lemma_.lower().rpartition("-")
    if first and last in ADJECTIVES and f"{first[:-1]}ий" in ADJECTIVES:
        return not low.endswith(("ие", "их", "ими"))
    across = low.startswith(_ACROSS) and not low.startswith(("транспорт", "междунар"))
    return beside and adjective.text.istitle() and across


def _is_foreign(tokens: Sequence[Token]) -> bool:
    """«Rail», «ТАПИ»."""
    return any(
        t.text[0].isupper() and (t.text.isascii() or t.text.isupper() and len(t.text) > 2) and t.lower_ not in LEGAL
        for t in tokens
    )


def _branch(stops: _Stops, first: int, at: int) -> NamedThing | None:
    """«восточный маршрут международного транспортного коридора «Север – Юг»»: a part is a corridor of its own."""
    end = stops.line.phrase_end(at)
    inside = stops.tokens[at + 1 : end]
    if first == at or not any(t.lemma_.lower() in HEADS for t in inside):
        return None
    return NamedThing(mention_of(stops.tokens[first:end], "Corridor", titled(nominative(stops.tokens[first:end]))))


def _named(stops: _Stops, first: int, head: int, at: int) -> tuple[NamedThing, int] | None:
    """The corridor whose own name begins at `at`, and the index after it."""
    tokens = stops.tokens
    start = first if at == head + 1 else at
    close = stops.line.quoted_end(at)
    if close > at + 1:
        inner = tokens[at + 1 : close - 1]
        dashed = any(t.text in DASHES or t.text.rpartition("-")[2].istitle() and "-" in t.text for t in inner)
        entitled = at == head + 1 and _is_track(tokens, head) and tokens[head].lemma_.lower() in QUOTED
        if not dashed and not entitled and not (_is_track(tokens, head) and _in_brackets(stops, close)):
            return None  # «маршрут «Зелёный свет»»
        name = "".join(t.text_with_ws for t in inner).strip()
        chain = _chain(stops, at + 1)
        known = tuple(stops.places[i][1] for i in range(at + 1, close - 1) if i in stops.places)
        places = known
        if chain and chain[1] == close - 1:  # «Средняя Азия – Центр» has one
            places = tuple(place for place in chain[0] if place in known or _may_be_stop(place.text))
        glued = _glued(inner)
        if any(_is_word(place.text) for place in glued):
            glued = ()  # «поезд «Балтика-Транзит»»
        return NamedThing(mention_of(tokens[start:close], "Corridor", name), places=places or glued), close
    ends = _bypass(stops, head, at)
    own = tokens[
        first : ends if ends > at and tokens[at].is_alpha and tokens[at].lemma_.lower() not in _LENGTHS else head + 1
    ]
    at = ends
    chain = _ends(stops, head, at) or _chain(stops, at)
    if chain is not None:
        places, end = chain
        name = f"{_kind(own)} {_route(tokens, at, places, end)}"
        return NamedThing(mention_of(tokens[start:end], "Corridor", titled(name)), places=places), end
    if not _is_track(tokens, head):
        return None
    whole = at in stops.places  # «коридоры Уолфиш-Бея» are those of one town
    if at < len(tokens) and "-" in tokens[at].text and not whole and (places := _glued(tokens[at : at + 1])):
        name = f"{_kind(own)} {' – '.join(p.name for p in places)}"
        return NamedThing(mention_of(tokens[start : at + 1], "Corridor", titled(name)), places=places), at + 1
    return None


def _bypass(stops: _Stops, head: int, at: int) -> int:
    """Where the ends begin: after «трасса обхода», after «линия –» before «от A до B»."""
    tokens = stops.tokens
    if at != head + 1 or at + 1 >= len(tokens):
        return at
    if any(c.isdigit() for c in tokens[at].text) and at + 1 in stops.places:
        return at + 1  # «трасса Р-239 Казань – Оренбург»
    if tokens[at].text in DASHES and tokens[at + 1].lower_ in ("из", "от"):
        return at + 1
    called = head > 0 and tokens[head - 1].is_title and not tokens[head - 1].is_sent_start
    if not called and (told := _told_ends(stops, at)) > at:
        return told  # not «Среднего коридора, идущего из Сианя …»: that has a name
    own = tokens[at].pos_ == "NOUN" and tokens[at].text.islower() and case_of(tokens[at]) == "Gen"
    return at + 1 if own and at not in stops.places and at + 1 in stops.places else at


def _told_ends(stops: _Stops, at: int) -> int:
    """Where the ends stand after what else is told of a way: «паром, который ежедневно ходит из Омска в Тару», «дорога,
    660 км от Омска до Тары», «ветка длиной 90 км от Омска до Тары»."""
    tokens, end = stops.tokens, at
    if tokens[at].text not in (",", "(") and tokens[at].lemma_.lower() not in _LENGTHS:
        return at
    while end < min(len(tokens), at + _TOLD) and end not in stops.places:
        token = tokens[end]
        if token.lower_ in ("из", "от"):
            return end
        if token.pos_ == "NOUN" and token.lemma_.lower() not in _LENGTHS and tokens[end - 1].lower_ != "через":
            break
        if token.text in ".;:" or token.text == "," and end > at and not token.nbor(-1).like_num:
            break
        end += 1
    return at


def _further(stops: _Stops, end: int) -> int:
    """After «A – B» a list may go on with «, C – D» or «и C – D» under the same head."""
    return end + 1 if end < len(stops.tokens) and stops.tokens[end].lower_ in (",", "и") else end


def _stop(stops: _Stops, at: int) -> tuple[tuple[Mention, ...], int]:
    """The place a route reaches at `at`: a place mention, or «граница Казахстана», «граница с Казахстаном»."""
    tokens = stops.tokens
    if at < len(tokens) and tokens[at].lemma_.lower() == "граница":
        at += 1 + (at + 1 < len(tokens) and tokens[at + 1].lower_ == "с")
    if at in stops.places:
        end, place = stops.places[at]
        return (place,), end
    return (), at


def _chain(stops: _Stops, at: int) -> tuple[tuple[Mention, ...], int] | None:
    """«Западный Китай – Казахстан – Россия»: at least two places joined by dashes; those that nobody knows count where
    one is known, or where none can be anything else («участок Самур – Ялама»)."""
    places, end = _stop(stops, at)
    known, odd = bool(places), False
    if not places:
        places, end = _unlisted(stops, at)
        odd = bool(places) and not _may_be_stop(places[0].text)
    while places and end < len(stops.tokens) and stops.tokens[end].text in DASHES:
        more, further = _stop(stops, end + 1)
        known = known or bool(more)
        if not more:
            more, further = _unlisted(stops, end + 1)
            odd = odd or bool(more) and not _may_be_stop(more[0].text)
        if not more:
            break
        places, end = (*places, *more), further
    return (places, end) if len(places) > 1 and (known or not odd) else None


def _may_be_stop(name: str) -> bool:
    """«Дарбаза»; not «Восток», «Песков»: no word, and nobody's name."""
    known = [parse for parse in parses(name) if parse.is_known]
    return name.endswith(("ское", "цкое")) or all("Geox" in parse.tag for parse in known)


def _is_word(name: str) -> bool:
    """«Транзит»: to the dictionary no place and nobody's name."""
    known = [parse for parse in parses(name) if parse.is_known]
    return bool(known) and not any({"Geox", "Name", "Surn"} & set(parse.tag.grammemes) for parse in known)


def _in_brackets(stops: _Stops, at: int) -> tuple[Mention, ...]:
    """Stops that the name leaves out: «дорога Север – Юг (Балыкчы – Казарман)», «маршрут «Волна»: Омск – Тара»."""
    opening = stops.tokens[at].text if at < len(stops.tokens) else ""
    chain = _chain(stops, at + 1) if opening in ("(", ":") else None
    if chain is None or opening == ":":
        return chain[0] if chain else ()
    return chain[0] if chain[1] < len(stops.tokens) and stops.tokens[chain[1]].text == ")" else ()


def _names_stop(adjective: Token, following: Sequence[Token]) -> bool:
    """«Нижнеленинское – Тунцзян», «Нижний Бестях», «Грозный»; not «Каспийский порт»."""
    if any(word.text in DASHES | CLOSING or word.is_title and _may_be_stop(word.text) for word in following):
        return True
    readings = parses(adjective.text)
    said_of = readings[0].tag.POS == "ADJF" and any(word.pos_ == "NOUN" for word in following)
    return not said_of and any("Geox" in parse.tag for parse in readings)


def _unlisted(stops: _Stops, at: int) -> tuple[tuple[Mention, ...], int]:
    """«Малашевиче» between the dashes of a route."""
    tokens, end = stops.tokens, at
    while end < len(tokens) and end not in stops.places and tokens[end].is_title:
        if is_adjective(tokens[end]) and not _names_stop(tokens[end], tokens[end + 1 : end + 2]):
            break
        end += 1
    if end == at or end - at > 2:
        return (), at
    name = "".join(t.text_with_ws for t in tokens[at:end]).strip()
    return (mention_of(tokens[at:end], "City", name),), end


def _ends(stops: _Stops, head: int, at: int) -> tuple[tuple[Mention, ...], int] | None:
    """«(рейс) из Омска в Тару», «(сообщение) между Омском и Тарой»; a flight between countries is none of its own."""
    found = _through(stops, at) or _between(stops, at)
    if found is None or _is_track(stops.tokens, head):
        return found
    towns = all(place.kind != "Country" for place in found[0])
    return found if towns and stops.tokens[head].lemma_.lower() in TRAFFIC else None


def _through(stops: _Stops, at: int) -> tuple[tuple[Mention, ...], int] | None:
    """«из A [через B] [в C] [с ответвлениями на D и E]», «от A до B»."""
    tokens, end = stops.tokens, at
    places: tuple[Mention, ...] = ()
    if at >= len(tokens) or tokens[at].lower_ not in ("из", "от"):
        return None
    while end < len(tokens):
        if tokens[end].lower_ == "с" and end + 1 < len(tokens) and tokens[end + 1].lemma_.lower() == "ответвление":
            end += 2
            continue
        at = end
        while at + 1 < len(tokens) and (tokens[at].lower_ in _FURTHER or at > end and tokens[at].lower_ == "и"):
            at += 1
        if tokens[at].lower_ not in (_LEGS if at == end else _LEGS - {"в", "на", "и"}):
            break
        at += 1
        while at < len(tokens) and at not in stops.places and tokens[at].text.islower() and tokens[at].pos_ in _BESIDE:
            at += 1  # «через пограничный Омск», «до самой Тары»
        more, further = _stop(stops, at)
        if not more:
            break
        if tokens[at - 1].lower_ != "на" or more[0].kind != "Feature":  # «от Омска на Иртыше»
            places = (*places, *more)
        end = further
    return (places, end) if len(places) > 1 else None


def _between(stops: _Stops, at: int) -> tuple[tuple[Mention, ...], int] | None:
    """«(коридор) между Россией и Китаем»."""
    if at >= len(stops.tokens) or stops.tokens[at].lower_ != "между":
        return None
    one, end = _stop(stops, at + 1)
    if not one or end >= len(stops.tokens) or stops.tokens[end].lower_ != "и":
        return None
    other, end = _stop(stops, end + 1)
    return ((*one, *other), end) if other else None


def _glued(tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The two places of «Тенгиз-Новороссийск», which is one token; parts that begin with a capital only."""
    if len(tokens) != 1 or tokens[0].text.count("-") != 1:
        return ()
    start, parts = tokens[0].idx, tokens[0].text.split("-")
    if not all(len(part) > 2 and part[0].isupper() for part in parts):
        return ()
    second = start + len(parts[0]) + 1
    return (
        Mention(start, start + len(parts[0]), "City", parts[0], parts[0]),
        Mention(second, second + len(parts[1]), "City", parts[1], parts[1]),
    )


def _route(tokens: Sequence[Token], at: int, places: Sequence[Mention], end: int) -> str:
    """«из A через B с ответвлениями на C» is told as «A – B с ответвлениями на C», a chain by its names."""
    if tokens[at].lower_ == "между":
        return " – ".join(place.name for place in places)
    if tokens[at].lower_ not in ("из", "от"):
        return "".join(t.text_with_ws for t in tokens[at:end]).strip()
    tail = next((i for i in range(at, end) if tokens[i].lemma_.lower() == "ответвление"), None)
    if tail is None:
        return " – ".join(place.name for place in places)
    main = [place.name for place in places if place.start < tokens[tail].idx]
    return " – ".join(main) + " " + "".join(t.text_with_ws for t in tokens[tail - 1 : end]).strip()


def _kind(tokens: Sequence[Token]) -> str:
    """«железнодорожные маршруты» heads each of its routes in the singular."""
    return nominative(tokens, singular=True)
