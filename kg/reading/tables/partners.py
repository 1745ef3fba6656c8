"""Tables of partners: who is twinned with whom, who signed which paper, and in which country a partner lies.

«Город | Страна | Год подписания» over «Павлодар | Казахстан | 2003», with bars, tabs or tags between the cells, or each
cell on a line of its own. Whose partners they are stands above the table, else the text is about them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.documents.document import Document, Span
from kg.model.facts import PLACES, Agreement, Found, Location, Mention, Phrase, RegionTie, Route, SisterCities
from kg.reading.cues import KAZAKH, RUSSIAN
from kg.reading.function_rule import FunctionRule
from kg.reading.tables.layout import cells_of, written

TWINS = FunctionRule("ru", "twins-in-table", SisterCities, "Cities in a table of somebody's sister cities.")
KAZAKH_TWINS = FunctionRule("kk", "twins-in-table", SisterCities, "Cities in a table of somebody's sister cities.")
LIES = FunctionRule("ru", "place-in-table", Location, "A place in a table that has a column for its country.")
KAZAKH_LIES = FunctionRule("kk", "place-in-table", Location, "A place in a table that has a column for its country.")
PAPER = FunctionRule("ru", "paper-in-table", Agreement, "A paper in a table of partners, with its two parties.")
KAZAKH_PAPER = FunctionRule("kk", "paper-in-table", Agreement, "A paper in a table of partners, with its two parties.")
TIE = FunctionRule("ru", "tie-in-table", RegionTie, "A partner in a table of those a region has papers with.")
KAZAKH_TIE = FunctionRule("kk", "tie-in-table", RegionTie, "A partner in a table of those a region has papers with.")
WAY = FunctionRule(
    "ru", "way-in-table", Route, "Places of a way in a table of ways: «Линия | Длина», «Омск – Тара | 90»."
)
KAZAKH_WAY = FunctionRule("kk", "way-in-table", Route, "Places of a way in a table of ways: «Желі | Ұзындығы».")
_RULES = {"ru": (LIES, TWINS, PAPER, TIE), "kk": (KAZAKH_LIES, KAZAKH_TWINS, KAZAKH_PAPER, KAZAKH_TIE)}

_HEADS = {
    role: (*RUSSIAN.words(f"partners.{role}"), *KAZAKH.words(f"partners.{role}"))
    for role in ("country", "place", "paper", "date", "number", "trade", "other")
}
"""How a cell begins that heads a column of this role."""
TWINNED = (*RUSSIAN.words("partners.twinned"), *KAZAKH.words("partners.twinned"))
WAYS = (*RUSSIAN.words("partners.way"), *KAZAKH.words("partners.way"))
UNDONE = (*RUSSIAN.words("partners.undone"), *KAZAKH.words("partners.undone"))
"""Words in a row whose paper no longer holds."""
UNSIGNED = (*RUSSIAN.words("partners.unsigned"), *KAZAKH.words("partners.unsigned"))
"""Words in a row whose paper is not signed."""
PAPERS = {**RUSSIAN.by_word("partners.kinds"), **KAZAKH.by_word("partners.kinds")}
_WIDEST = 60
"""Characters of a cell that heads a column."""
_CELL = 160
_ABOVE = 6
"""Lines above a table that may tell whose partners it lists."""
_PLACES = ("City", "Region")
_TRADE = re.compile(r"(?:товаро|внешнеторговый |\b)оборот|\bторговл|\bэкспорт|\bимпорт|айналым|\bсауда", re.IGNORECASE)
_ENDED = (".", "!", "?")
_BULLET = re.compile(r"(?:[–—•▪*·-]|\d{1,2}[.)])?+\s*+")
_AMOUNT = re.compile(r"(?: ?\([^)\n]{1,30}\))?+\s*+[–—:-]\s*+\d")
_PAUSE = 3
"""Lines without a partner after which a list has ended."""
_DASH = re.compile(r" ?[–—] ?| - ")
_OPENING = re.compile(r"[«“\"]")
_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,2}")
_STOP = re.compile(r"[^\W\d_]+(?:[- ][^\W\d_]+){0,2}")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)|((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class _Grid:
    roles: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]
    above: tuple[Span, ...]
    """The lines before it, the nearest first."""
    head: tuple[Span, ...]


def partners(document: Document, mentions: Sequence[Mention]) -> Iterator[Found]:
    """What the tables of partners in a document state."""
    if document.language not in _RULES:
        return
    for grid in _grids(document, mentions):
        yield from _stated(document, mentions, grid)
    yield from _traded(document, mentions)
    yield from _ways(document, mentions)


def _ways(document: Document, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The ways of a table with their ends and the places of their other cells: «Линия | Где», «Омск – Тара | Омская
    область»."""
    text, width = document.reading, 0
    rule = WAY if document.language == "ru" else KAZAKH_WAY
    for line in written(document):
        cells = cells_of(document, line)
        if len(cells) < 2 or width not in (0, len(cells)):
            width = 0
            continue
        head = text[cells[0].start : cells[0].end].strip(" *")
        if not _DASH.search(head):
            if (
                width
                and (way := _way_called(mentions, cells[0], head))
                and (stops := _stops(text, mentions, cells[1:]))
            ):
                yield rule.found(Route(way, tuple(stops)), line.start, line.end, confidence=0.8)
                continue
            width = len(cells) if head.lower().startswith(WAYS) else width if _OPENING.match(head) else 0
            continue
        start, ends = cells[0].start + text[cells[0].start : cells[0].end].index(head), list[Mention]()
        for name in _DASH.split(head) if width else ():
            at = text.index(name, ends[-1].end if ends else start)
            known = next((m for m in mentions if (m.start, m.end) == (at, at + len(name)) and m.kind in PLACES), None)
            ends += [known or Mention(at, at + len(name), "City", name, name)] if _STOP.fullmatch(name) else []
        undone = any(word in text[line.start : line.end].lower() for word in UNDONE)
        if len(ends) > 1 and all(m.text[0].isupper() for m in ends) and not undone:
            way = Mention(start, start + len(head), "Corridor", head, head)
            there = [m for cell in cells[1:] for m in _in(mentions, cell) if m.kind in PLACES and m.kind != "Country"]
            yield rule.found(Route(way, (*ends, *there)), line.start, line.end, confidence=0.8)


def _way_called(mentions: Sequence[Mention], cell: Span, head: str) -> Mention | None:
    """The way that a row is about: a corridor named there, else one in quotation marks, «The Ghan»."""
    known = next((m for m in _in(mentions, cell) if m.kind == "Corridor"), None)
    quoted = head if _OPENING.match(head) and not _in(mentions, cell) else ""
    return known or (Mention(cell.start, cell.end, "Corridor", head, head) if quoted else None)


def _stops(text: str, mentions: Sequence[Mention], cells: Sequence[Span]) -> list[Mention]:
    """The places of the cells that hold nothing else, two at least."""
    found = list[Mention]()
    for cell in cells:
        there = [m for m in _in(mentions, cell) if m.kind in PLACES]
        rest = text[cell.start : cell.end]
        for place in there:
            rest = rest.replace(place.text, "")
        found += there if not any(letter.isalnum() for letter in rest) else []
    return found if len(found) > 1 else []


def _traded(document: Document, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The ties of lines that a heading on trade stands above: «Торговля области, млн долл.:», «– Казахстан – 861»."""
    text, tie, owner = document.reading, _RULES[document.language][3], None
    regions = [m for m in sorted(mentions) if m.kind == "Region"]
    begun = {m.start: m for m in mentions if m.kind in ("Region", "Country")}
    since = 0
    for line in written(document):
        words = text[line.start : line.end]
        if _TRADE.search(words) and (words.rstrip().endswith(":") or not words.rstrip().endswith(_ENDED)):
            named = [m for m in _in(mentions, line) if m.kind in ("Region", "Country")]
            own = [m for m in named if m.kind == "Region"] or (
                [] if named else [m for m in regions if m.end <= line.start]
            )
            owner, since = (own[0] if own else None), 0
            continue
        start = line.start + (led.end() if (led := _BULLET.match(words)) else 0)
        other = begun.get(start)
        if owner and other and _AMOUNT.match(text, other.end) and other.name != owner.name:
            region, side = (owner, other) if owner.kind == "Region" else (other, owner)
            yield tie.found(RegionTie(region, side), line.start, line.end, confidence=0.75)
            since = 0
        else:
            since += 1
            owner = owner if since < _PAUSE else None


def _grids(document: Document, mentions: Sequence[Mention]) -> Iterator[_Grid]:
    text = document.reading
    lines = written(document)
    rows = [cells_of(document, line) for line in lines]
    at = 0
    while at < len(lines):
        above = tuple(reversed(lines[max(0, at - _ABOVE) : at]))
        roles = _roles(text, rows[at])
        end = at + 1
        if roles:
            body: list[tuple[Span, ...]] = []
            while end < len(rows) and (len(rows[end]) == len(roles) or not _has_words(text, rows[end])):
                body += [rows[end]] if _has_words(text, rows[end]) else []
                end += 1
            if body:
                yield _Grid(roles, tuple(body), above, rows[at])
        elif width := _stacked(text, rows[at:]):
            roles = tuple(_role(text, lines[i]) for i in range(at, at + width))
            end = first = at + width
            while end + width <= len(lines) and _fits(text, mentions, roles, lines[end : end + width]):
                end += width
            if end > first:
                body = [tuple(lines[i : i + width]) for i in range(first, end, width)]
                yield _Grid(roles, tuple(body), above, tuple(lines[at:first]))
            end = max(end, at + 1) if end > first else at + 1
        at = end


def _role(text: str, cell: Span) -> str:
    """The role of the column that a cell heads; empty for one that heads none."""
    words = text[cell.start : cell.end].strip(" *:.").lower()
    if len(words) > _WIDEST:
        return ""
    return next((role for role, beginnings in _HEADS.items() if words.startswith(beginnings)), "")


def _roles(text: str, cells: Sequence[Span]) -> tuple[str, ...]:
    """Of a line of cells that heads a table of partners: it has a column for a place and one for country or paper."""
    roles = tuple(_role(text, cell) for cell in cells)
    told = set(roles) - {""}
    fits = len(cells) > 1 and len(told) > 1 and bool(told & {"place", "country"}) and len(told) * 2 >= len(set(roles))
    return roles if fits and told & {"place", "paper", "trade"} else ()


def _stacked(text: str, rows: Sequence[tuple[Span, ...]]) -> int:
    """How many lines head columns whose cells are lines of their own."""
    width = 0
    while width < len(rows) and len(rows[width]) == 1 and _role(text, rows[width][0]):
        width += 1
    roles = {_role(text, rows[i][0]) for i in range(width)}
    return width if width > 1 and "place" in roles and roles & {"country", "paper", "date", "trade"} else 0


def _fits(text: str, mentions: Sequence[Mention], roles: Sequence[str], cells: Sequence[Span]) -> bool:
    if any(cell.end - cell.start > _CELL for cell in cells):
        return False
    named = [
        m.kind
        for role, cell in zip(roles, cells, strict=True)
        if role in ("place", "country")
        for m in _in(mentions, cell)
    ]
    lies = "country" not in roles or "Country" in named
    digits = all(text[c.start].isdigit() for role, c in zip(roles, cells, strict=True) if role in ("date", "number"))
    return bool(named) and lies and digits


def _has_words(text: str, cells: Sequence[Span]) -> bool:
    return any(any(letter.isalpha() for letter in text[cell.start : cell.end]) for cell in cells)


def _in(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    return [m for m in mentions if span.start <= m.start and m.end <= span.end]


def _stated(document: Document, mentions: Sequence[Mention], grid: _Grid) -> Iterator[Found]:
    lies, twins, paper_rule, tie = _RULES[document.language]
    text = document.reading
    told = " ".join(text[line.start : line.end] for line in (*grid.above, *grid.head)).lower()
    twinned = any(re.search(rf"\b{word}", told) for word in TWINNED)  # not «негізгі»
    seen: set[str] = set()
    owner = _owner(mentions, grid, twinned)
    for cells in grid.rows:
        columns = [(role, cell) for role, cell in zip(grid.roles, cells, strict=True)]
        within = [m for role, cell in columns if role in ("country", "place") for m in _in(mentions, cell)]
        country = next((m for m in within if m.kind == "Country"), None)
        places = [m for m in within if m.kind in _PLACES and m.named] or _unknown(text, mentions, columns, country)
        whole = Span(cells[0].start, cells[-1].end)
        for place in places:
            if country and (place.kind == "City" or "облыс" in place.name or place.name != country.name):
                start, end = min(place.start, country.start), max(place.end, country.end)
                yield lies.found(Location(place, country), start, end, confidence=0.85)
        words = text[whole.start : whole.end].lower()
        unsigned = any(word in words for word in UNSIGNED)
        if owner is None:
            continue
        undone, traded = unsigned or any(word in words for word in UNDONE), "trade" in grid.roles
        others = [m for m in places if m.name != owner.name] or ([country] if country else [])
        for other in others:
            if twinned and not undone and owner.kind == other.kind == "City":
                yield twins.found(SisterCities(owner, other), whole.start, whole.end, confidence=0.85)
        cell = next((cell for role, cell in columns if role == "paper"), None)
        called = _paper(text, mentions, cell, owner, others, seen) if cell and others else None
        if called is not None and cell is not None:
            date = next((_date(text, c) for role, c in columns if role == "date"), "")
            fact = Agreement(called[0], called[1], "signed" if date else "", date, party=(owner, *others))
            yield paper_rule.found(fact, whole.start, whole.end, "proposed" if unsigned else "asserted", 0.85)
        for other in others:
            if "Region" in (owner.kind, other.kind) and (cell is not None or not twinned) and (traded or not undone):
                region, side = (owner, other) if owner.kind == "Region" else (other, owner)
                basis = Phrase(cell.start, cell.end, text[cell.start : cell.end]) if cell and called else None
                yield tie.found(RegionTie(region, side, basis), whole.start, whole.end, confidence=0.8)


def _owner(mentions: Sequence[Mention], grid: _Grid, twinned: bool) -> Mention | None:
    """Whose partners they are: named above the table, else what the text before it names first."""
    kinds = ("City",) if twinned else _PLACES
    for line in grid.above:
        named = [m for m in _in(mentions, line) if m.kind in kinds]
        if named:
            return named[0]
    before = [m for m in sorted(mentions) if m.kind in kinds and m.end <= grid.head[0].start]
    return before[0] if before else None


def _unknown(
    text: str, mentions: Sequence[Mention], columns: Sequence[tuple[str, Span]], country: Mention | None
) -> list[Mention]:
    """A town that nothing else knows, alone in its cell beside its country."""
    cell = next((cell for role, cell in columns if role == "place"), None)
    if cell is None or country is None or _in(mentions, cell):
        return []
    name = text[cell.start : cell.end].strip(" *")
    if not _NAME.fullmatch(name) or not name[0].isupper() or name.isupper():
        return []
    start = text.index(name, cell.start)
    return [Mention(start, start + len(name), "City", name, name)]


def _paper(
    text: str, mentions: Sequence[Mention], cell: Span, owner: Mention, others: Sequence[Mention], seen: set[str]
) -> tuple[Mention, str] | None:
    """The paper of a row and its kind; one whose title stood before is another, called by its parties too."""
    named = next((m for m in _in(mentions, cell) if m.kind == "Agreement"), None)
    title = named.name if named else text[cell.start : cell.end].strip(" *.")
    kind = next(
        (kind for word in reversed(title.lower().split()) for stem, kind in PAPERS.items() if word.startswith(stem)), ""
    )
    if not title or not kind:
        return None
    alone = named is not None and " " in title and title not in seen
    seen.add(title)
    if alone and named is not None:
        return named, kind
    name = f"{title}: {', '.join(m.name for m in (owner, *others))}"
    return Mention(cell.start, cell.end, "Agreement", text[cell.start : cell.end], name, named=False), kind


def _date(text: str, cell: Span) -> str:
    match = _DAY.search(text[cell.start : cell.end])
    if match is None:
        return ""
    return match[4] or f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
