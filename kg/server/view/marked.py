"""A text with spans marked in it, as HTML. Offsets are code points, ends exclusive; spans may nest and overlap.

Of the text nothing is changed: what is shown, put together, is the text without its empty lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kg.server.view.texts import Texts

_MARK = Markup('<mark{id} class="{style}" data-fact="fact-{number}">')
_LINK = Markup('<a{id} class="mention {style}" href="{link}">')
_REFERENCE = Markup(
    '<a class="ref" href="#fact-{number}" data-n="{number}" data-fact="fact-{number}" aria-label="{label}"></a>'
)


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    begin: int
    end: int
    id: str
    """The end of the span's IRI after «#»."""
    style: str = ""
    link: str = ""
    """Of a mention: where the thing is described."""
    number: int = 0
    """Of the words of facts: which in the list of them."""


@dataclass(frozen=True, slots=True)
class MarkedTurn:
    begin: int
    end: int
    speaker: str
    link: str


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs of one speaker; of none where the text speaks for itself."""

    turn: MarkedTurn | None
    paragraphs: list[Markup]


def blocks(text: str, spans: Sequence[MarkedSpan], turns: Sequence[MarkedTurn], t: Texts) -> list[Block]:
    lines = [(start, end) for start, end in _lines(text) if text[start:end].strip()]
    spoken: list[Block] = []
    waiting = sorted(_pieces(spans), key=lambda one: (one.begin, -one.end, bool(one.link)))
    seen: set[str] = set()
    for start, end in lines:
        turn = next((turn for turn in turns if turn.begin < end and start < turn.end), None)
        if not spoken or spoken[-1].turn != turn:
            spoken.append(Block(turn, []))
        here = [one for one in waiting if one.begin < end and start < one.end]
        waiting = [one for one in waiting if one.end > end]
        spoken[-1].paragraphs.append(_paragraph(text, start, end, here, seen, t))
    return spoken


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _pieces(spans: Iterable[MarkedSpan]) -> Iterator[MarkedSpan]:
    """Links cannot stand within links, so where mentions nest each stretch leads where the shortest one does."""
    mentions = sorted((one for one in spans if one.link), key=lambda one: (one.end - one.begin, one.begin, one.id))
    yield from (one for one in spans if not one.link)
    taken: list[MarkedSpan] = []
    for mention in mentions:
        at = mention.begin
        inside = sorted(one for one in ((t.begin, t.end) for t in taken) if one[0] < mention.end and at < one[1])
        for begin, end in [*inside, (mention.end, mention.end)]:
            if at < begin:
                piece = MarkedSpan(at, begin, mention.id, mention.style, mention.link)
                taken.append(piece)
                yield piece
            at = max(at, end)


def _paragraph(text: str, start: int, end: int, spans: Sequence[MarkedSpan], seen: set[str], t: Texts) -> Markup:
    edges = sorted({start, end, *(at for one in spans for at in (one.begin, one.end) if start < at < end)})
    html: list[Markup] = []
    opened: list[MarkedSpan] = []
    owed: list[int] = []
    for at, upto in zip(edges, edges[1:], strict=False):
        wanted = [one for one in spans if one.begin <= at and upto <= one.end]
        _close(opened, wanted, html)
        _refer(opened, owed, html, t)
        for one in wanted[len(opened) :]:
            opened.append(one)
            html.append(_open(one, seen))
        html.append(escape(text[at:upto]))
        owed += sorted(one.number for one in wanted if one.number and one.end == upto)
    _close(opened, [], html)
    _refer(opened, owed, html, t)
    return Markup("").join(html)


def _close(opened: list[MarkedSpan], wanted: Sequence[MarkedSpan], html: list[Markup]) -> None:
    """Down to what stays open; what was closed only to let another end is opened again by the caller."""
    stays = 0
    while stays < min(len(opened), len(wanted)) and opened[stays] == wanted[stays]:
        stays += 1
    while len(opened) > stays:
        html.append(Markup("</a>") if opened.pop().link else Markup("</mark>"))


def _refer(opened: Sequence[MarkedSpan], owed: list[int], html: list[Markup], t: Texts) -> None:
    """The numbers of facts whose words have ended, as soon as no link is open."""
    if any(one.link for one in opened):
        return
    html += [_REFERENCE.format(number=number, label=t("fact.number", number=number)) for number in sorted(owed)]
    owed.clear()


def _open(one: MarkedSpan, seen: set[str]) -> Markup:
    name = Markup("") if one.id in seen else Markup(' id="{}"').format(one.id)
    seen.add(one.id)
    return (_LINK if one.link else _MARK).format(id=name, style=one.style, link=one.link, number=one.number)
