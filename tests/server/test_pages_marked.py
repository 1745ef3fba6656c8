"""Texts with their spans marked."""

import random
from html.parser import HTMLParser

import pytest

from kg.server.view.marked import MarkedSpan, MarkedTurn, blocks
from kg.server.view.texts import texts


def claim(begin: int, end: int, number: int = 1) -> MarkedSpan:
    return MarkedSpan(begin, end, f"char={begin},{end}", "claim", number=number)


def mention(begin: int, end: int, kind: str = "City") -> MarkedSpan:
    return MarkedSpan(begin, end, f"mention={kind},{begin},{end}", kind, f"/{kind}")


def marked(text: str, *spans: MarkedSpan) -> str:
    return "".join(str(p) for block in blocks(text, spans, [], texts("en")) for p in block.paragraphs)


class Reading(HTMLParser):
    """What a browser shows, and whether the marks are well formed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shown = ""
        self.open: list[str] = []
        self.ids: list[str] = []
        self.covered: list[tuple[str, frozenset[str]]] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open), "a link within a link"
        self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown += data


OMSK = "Омск и Павлодар"
CASES = [
    ("nothing marked", "a < b & c", (), "a &lt; b &amp; c"),
    (
        "words of a fact",
        OMSK,
        (claim(0, 4),),
        '<mark id="char=0,4" class="claim" data-fact="fact-1">Омск</mark>'
        '<a class="ref" href="#fact-1" data-n="1" data-fact="fact-1" aria-label="fact 1"></a> и Павлодар',
    ),
    (
        "a mention",
        OMSK,
        (mention(0, 4),),
        '<a id="mention=City,0,4" class="mention City" href="/City">Омск</a> и Павлодар',
    ),
    (
        "a mention in another: the outer one goes on around it",
        "форум в Омске",
        (mention(0, 13, "Event"), mention(8, 13)),
        '<a id="mention=Event,0,13" class="mention Event" href="/Event">форум в </a>'
        '<a id="mention=City,8,13" class="mention City" href="/City">Омске</a>',
    ),
    (
        "a letter beyond the basic plane is one code point",
        "😀Омск",
        (mention(1, 5),),
        '😀<a id="mention=City,1,5" class="mention City" href="/City">Омск</a>',
    ),
    (
        "a character reference is never cut",
        "a<b",
        (mention(1, 2),),
        'a<a id="mention=City,1,2" class="mention City" href="/City">&lt;</a>b',
    ),
]


@pytest.mark.parametrize(("text", "spans", "html"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_marks(text: str, spans: tuple[MarkedSpan, ...], html: str) -> None:
    assert marked(text, *spans) == html


def test_spans_that_overlap_are_cut_and_named_once() -> None:
    html = marked("abcdef", claim(0, 4), claim(2, 6, 2))
    read = Reading(html)
    assert read.shown == "abcdef"
    assert read.ids == ["char=0,4", "char=2,6"]
    assert html.count("<mark") == 3
    assert html.index('data-n="1"') < html.index(">ef<") < html.index('data-n="2"')


def test_a_number_waits_for_the_end_of_a_link() -> None:
    html = marked("abcdef", mention(0, 6), claim(2, 4))
    assert Reading(html).shown == "abcdef"
    assert html.endswith('</a><a class="ref" href="#fact-1" data-n="1" data-fact="fact-1" aria-label="fact 1"></a>')


@pytest.mark.parametrize("seed", range(60))
def test_any_spans_leave_the_text_whole(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice('аб <&"\n😀') for _ in range(80))
    spans = []
    for number in range(1, 25):
        begin, end = sorted(chance.sample(range(81), 2))
        spans.append(claim(begin, end, number) if chance.random() < 0.5 else mention(begin, end))
    read = Reading(marked(text, *spans))
    assert read.shown == "".join(line for line in text.split("\n") if line.strip())
    assert len(read.ids) == len(set(read.ids))


def test_paragraphs_go_by_speaker() -> None:
    text = "Заголовок\n\nВ.Путин: Первое.\nВторое.\n\nК.-Ж.Токаев: Третье."
    turns = [
        MarkedTurn(text.index("Первое"), text.index("Второе.") + 7, "Владимир Путин", "/p"),
        MarkedTurn(text.index("Третье"), len(text), "Касым-Жомарт Токаев", "/t"),
    ]
    found = [(b.turn.speaker if b.turn else "", len(b.paragraphs)) for b in blocks(text, [], turns, texts("ru"))]
    assert found == [("", 1), ("Владимир Путин", 2), ("Касым-Жомарт Токаев", 1)]
