"""Whose a paper is where its own clause does not say so: those whom its sentence joins, or the sentences before it, or
whom the text is about."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from kg.language.tokens import Token
from kg.model.facts import Agreement, Found, Mention
from kg.reading.clauses.items import Item
from kg.reading.country_adjectives import countries_of
from kg.reading.cues import RUSSIAN
from kg.reading.frames.frame import BODY, TERRITORY
from kg.reading.function_rule import FunctionRule
from kg.reading.home import neighbours
from kg.reading.pattern import Sentence

OF_SENTENCE = FunctionRule(
    "ru",
    "parties-of-sentence",
    Agreement,
    "A paper is that of those whom its sentence joins, whatever is done with it: «Отношения Омска с Павлодаром "
    "закрепляет меморандум о дружбе».",
)
BEFORE = FunctionRule(
    "ru",
    "parties-before",
    Agreement,
    "A paper whose sentence names no side is that of those whom a sentence before it joins: «Омск и Павлодар "
    "договорились о дружбе. Меморандум подпишут в мае».",
)
WITH_OWNER = FunctionRule(
    "ru",
    "party-and-owner",
    Agreement,
    "The other side of a paper with one side: the only one like it in the sentence, else whom the text is about.",
)
OF_PAIR = FunctionRule(
    "ru",
    "parties-of-pair",
    Agreement,
    "A paper without sides is that of the two of a kind that the text is about.",
)
OF_TEXT = FunctionRule(
    "ru",
    "parties-of-title",
    Agreement,
    "A paper that a joint statement or protocol speaks of is that of those whom its title names.",
)
SIDES_TOLD = (OF_SENTENCE, BEFORE, WITH_OWNER, OF_TEXT, OF_PAIR)
"""The rules of this module."""
COUNTED = re.compile(r"\b(?:\d++\b|\w++ (?:соглашений|договоров|меморандумов|документов|контрактов))", re.IGNORECASE)
"""A set of papers, which need not be of the same sides."""
TITLE = re.compile(
    r"\A\s*+(?:Совместн\w+ (?:заявление|коммюнике|декларация)|Бірлескен (?:мәлімдеме|коммюнике|декларация))\b"
    r"|^[^\S\n]*(?:(?:СОВМЕСТН|БІРЛЕСКЕН)\w*+ )?+(?:ПРОТОКОЛ|ЗАЯВЛЕНИЕ|КОММЮНИКЕ|МЕМОРАНДУМ|СОГЛАШЕНИЕ|ДЕКЛАРАЦИЯ"
    r"|ДОГОВОР|ХАТТАМА|МӘЛІМДЕМЕ|КЕЛІСІМ)(?:СЫ|СІ|І|Ы)?+\b",
    re.MULTILINE,
)
"""How a text begins, or a line in capitals near its beginning, that is a paper of several itself."""
OF_MEETING = re.compile(r"\b(?:совещани|собрани|планёрк|планерк|слушани|жиналыс|мәжіліс)", re.IGNORECASE)
"""How a word of a title begins by which a protocol is minutes, and nobody's paper with anybody."""
OF_SITTING = re.compile(r"\bзаседани", re.IGNORECASE)
"""The same of a body that may be theirs together."""
DASHES = (("–",), ("—",), ("-",))
SIDES = BODY | TERRITORY | {"Feature"}
"""Who signs papers; ports and fields do, too."""
BARE = frozenset(
    {"", "между", "у", "от", "за", "с участием", "subject", "genitive", "арасында", "арасындағы", "тарапынан"}
)
"""Functions of who has a paper, in both languages, and of whom it is with."""
WITH = frozenset({"с", "instrumental"})
EXPERTS = frozenset("сарапшы ғалым маман судья профессор эксперт ученый специалист".split())
"""Who speaks of papers and signs none."""
NO_SIDES = ("Event", "Corridor", "Project")
"""What stands in their names signs nothing."""
DENIED = RUSSIAN.set("paper_sides.denied")
"""Beside these there is no paper, or it is open whether there is."""
TALKED = ("обсу",)
UNDER_WAY = ("талқыла", "қарастыр")
"""How a word begins that tells that a paper is talked of, and that there is none yet."""
MADE = RUSSIAN.set("papers.signing") | frozenset("быть стать существовать состояться иметь".split())
"""What is said of a paper that is made; of one that «не» stands before there is none."""
KEPT = RUSSIAN.set("papers.existing")
"""What is said of a paper that is in force."""
RESTING = RUSSIAN.set("paper_sides.resting")
"""Beside these a paper is one that others may have made."""
RULED = ("регион", "област", "сторон", "губернатор", "совместн", "өңір", "облыстар", "тарап", "бірлескен")
"""How a word begins that tells that a paper is of two, or signed."""
OF_STATES = re.compile(r"межправительственн|межгосударственн|үкіметаралық|мемлекетаралық", re.IGNORECASE)
OF_BORDERS = re.compile(
    r"\bо\S* .*\b(?:безвиз|визов|дипломатическ\w+ паспорт|налогообложени|экстрадици|выдач\w+ преступник"
    r"|водительск\w+ удостоверени|зон\w+ свободной торговл|воздушн\w+ сообщени|защит\w+ инвестици)",
    re.IGNORECASE,
)
"""What only states agree on."""
_OURS = frozenset({"наш", "ваш"})
"""«Наш министр подпишет с вашей стороной меморандум»: who speaks for a country speaks of no regions."""
_BACK = 2
"""Sentences before that of a paper which may name its sides."""
_LEAD = 400
"""Characters in which a text says what it is and whose."""
_OFTEN = 3
"""Times a text names the town or body that it is of."""
Sides = tuple[Mention, ...]
Reader = Callable[[int, int, Sequence[Mention]], Sides]
"""Reads whose a paper is by the index of its sentence, its offset and the sides that it has already."""


class PaperSides:
    """Remembers the sentences of a document with their items, and reads them when all facts are found."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        """`speaks_for` is to tell for whom is spoken at an offset, or whom the text is of."""
        self._mentions = mentions
        self.speaks_for: Callable[[int], Mention | None] = lambda at: None
        self._seen: list[tuple[Sentence, Sequence[Item]]] = []
        self._starts: list[int] = []

    def saw(self, sentence: Sentence, items: Sequence[Item]) -> None:
        """Remembers a sentence; they come in their order."""
        self._starts.append(sentence.tokens[0].idx)
        self._seen.append((sentence, items))

    def read(self, found: Iterable[Found]) -> Iterator[Found]:
        """The sides of the papers that have none, or one alone."""
        papers = [(one, one.fact) for one in found if isinstance(one.fact, Agreement)]
        stated: dict[str, dict[str, Mention]] = defaultdict(dict)
        for _, fact in papers:
            stated[fact.agreement.name] |= {m.name: m for m in fact.party}
        told = {
            f.agreement.name: one.modality for one, f in papers if f.party and one.modality in ("planned", "proposed")
        }
        concepts = {fact.agreement.name for _, fact in papers if fact.kind == "concept"}
        for rule, reader in self._rungs():
            for one, fact in papers:
                sides = stated[fact.agreement.name]
                if len(sides) > 1 or fact.agreement.name in concepts or COUNTED.match(fact.agreement.name):
                    continue
                of = self._by(reader, fact.agreement.start, list(sides.values()))
                if of:
                    sides |= {m.name: m for m in of}
                    modality = told.get(fact.agreement.name, one.modality)
                    if self._is_talked_of(fact.agreement.start):
                        modality = "proposed"
                    yield rule.found(Agreement(fact.agreement, party=of), one.start, one.end, modality, 0.65)

    def of(self, paper: Token, sides: Sequence[Mention], sure: bool) -> Sides:
        """Whose the untitled paper is that has these sides; if it is `sure` that they sign it, by what stands before,
        too."""
        rungs = [reader for rule, reader in self._rungs() if sure or rule not in (BEFORE, OF_PAIR)]
        rungs += [lambda at, *_: self._only(at, neighbours(self._mentions))] if sure else []
        told = next((of for reader in rungs if (of := self._by(reader, paper.idx, sides))), ())
        return told if sides or not _is_of_clause_before(paper, told) else ()

    def _rungs(self) -> Sequence[tuple[FunctionRule, Reader]]:
        """The surest first."""
        return (
            (OF_SENTENCE, self._of_sentence),
            (WITH_OWNER, self._with_owner),
            (BEFORE, self._before),
            (OF_TEXT, self._of_text),
            (OF_TEXT, self._of_headline),
            (OF_PAIR, self._of_pair),
        )

    def _by(self, reader: Reader, start: int, sides: Sequence[Mention]) -> Sides:
        at = bisect_right(self._starts, start) - 1
        if at < 0 or not sides and _is_denied(self._seen[at][0]):
            return ()
        of = reader(at, start, sides)
        regional = any(m.kind == "Region" for m in of) and any(map(OF_STATES.match, self._seen[at][0].texts))
        named = (m.name for m in self._mentions if m.start == start and m.kind == "Agreement")
        regional = regional or any(m.kind != "Country" for m in of) and any(map(OF_BORDERS.search, named))
        return of if not regional and {m.name for m in sides} <= {m.name for m in of} else ()

    def _is_talked_of(self, start: int) -> bool:
        sentence, _ = self._seen[bisect_right(self._starts, start) - 1]
        return any(text.startswith(TALKED) for text in sentence.texts)

    def _of_sentence(self, at: int, start: int, sides: Sequence[Mention]) -> Sides:
        pairs, others = joined(*self._seen[at])
        alone = len(pairs) == 1 and all(m.kind in BODY and m.kind != pairs[0][0].kind for m in others)
        parted = alone and self._is_parted(at, start, pairs[0])
        return pairs[0] if alone and not parted else ()

    def _is_parted(self, at: int, start: int, pair: Sides) -> bool:
        """«подписан протокол; капитал вносят Омск и Тара»: a semicolon begins another matter."""
        first = min(m.start for m in pair)
        return any(t.text == ";" and start < t.idx < first for t in self._seen[at][0].tokens)

    def _with_owner(self, at: int, start: int, sides: Sequence[Mention]) -> Sides:
        if len(sides) != 1:
            return ()
        other = sides[0]
        sentence, items = self._seen[at]
        beside = [item for item in _able(sentence, items) if item.preposition not in WITH]
        named = {m.name: m for item in beside for m in _of(item)}
        named.pop(other.name, None)
        acting = (m for item in beside for m in (*_of(item), *item.stands_for))
        like = {m.name: m for m in acting if m.kind == other.kind and m.name != other.name}
        if like:
            return (next(iter(like.values())), other) if len(like) == 1 else ()
        with_it = any(item.preposition in WITH and other in _of(item) for item in items) or self._is_with(start)
        owner = self.owner(other.kind, start) if with_it else None
        return (owner, other) if owner and owner.name != other.name and not named.keys() - {owner.name} else ()

    def _before(self, at: int, start: int, sides: Sequence[Mention]) -> Sides:
        """Within a line: what stands in another may be another matter."""
        pairs, alone = joined(*self._seen[at])
        named = {m.name for m in alone}
        text = self._seen[at][0].tokens[0].doc.text
        if pairs or sides or self._is_with(start):
            return ()
        for back in range(at - 1, max(at - _BACK - 1, -1), -1):
            if "\n" in text[self._starts[back] : self._starts[at]]:
                return ()
            pairs, others = joined(*self._seen[back])
            if pairs or others:
                two = pairs[0] if len(pairs) == 1 and len(pairs[0]) == 2 else ()
                return two if two and two[0].kind in TERRITORY and named <= {m.name for m in two} else ()
        return ()

    @cached_property
    def of_text(self) -> Sides:
        """Whose a text is that is itself a joint paper, by its title, else by who speaks in its first sentences."""
        if not self._seen or not (title := title_of(self._seen[0][0].tokens[0].doc.text)):
            return ()
        start, end = title
        if OF_MEETING.search(self._seen[0][0].tokens[0].doc.text, start, end):
            return ()
        for kind in ("Region", "Country"):
            there = {m.name: m for m in self._mentions if m.kind == kind and start <= m.start < end}
            if kind == "Country":
                words = (t for sentence, _ in self._seen if sentence.tokens[0].idx < end for t in sentence.tokens)
                keys = {f"country/{code}" for t in words if start <= t.idx < end for code in countries_of(t)}
                there |= {m.name: m for m in reversed(self._mentions) if m.kind == kind and m.key in keys}
            if len(there) > 1:
                return tuple(sorted(there.values()))
        for sentence, items in self._seen:
            if end <= sentence.tokens[0].idx < end + _LEAD and (pairs := joined(sentence, items)[0]):
                return pairs[0] if pairs[0][0].kind in TERRITORY else ()
        return ()

    def _is_with(self, start: int) -> bool:
        """Whether the title of the paper that begins there names its other side, be it by an unknown name."""
        return any(m.start == start and re.search(r" со? ", m.name) for m in self._mentions if m.kind == "Agreement")

    def _of_text(self, at: int, start: int, sides: Sequence[Mention]) -> Sides:
        sentence = self._seen[at][0]
        if any(t.lemma_.lower() in RESTING for t in sentence.tokens if t.idx < start):
            return ()  # «исходя из Договора 1992 года»
        named = {m.name for i in _able(*self._seen[at]) for m in _of(i) if m.kind in TERRITORY}
        return self.of_text if not sides and named <= {m.name for m in self.of_text} else ()

    def _of_headline(self, at: int, start: int, sides: Sequence[Mention]) -> Sides:
        return self._only(at, self._headline)

    def _of_pair(self, at: int, start: int, sides: Sequence[Mention]) -> Sides:
        """Where it says that it is between regions, or of the sides; whom a text names only later is no side of it."""
        texts = self._seen[at][0].texts
        before = {m.name for m in self._mentions if m.start < start}
        pair = neighbours(self._mentions)
        pair = pair if {m.name for m in pair} <= before else ()
        speaks = self.speaks_for(start)
        if speaks and speaks.kind == "Country" and _OURS.intersection(self._seen[at][0].lemmas) and pair:
            pair = pair if pair[0].kind == "Country" else ()
        told = sides or any(text.startswith(RULED) for text in texts) or self._seen[at][0].holds(MADE | KEPT)
        return self._only(at, pair) if told else ()

    def _only(self, at: int, pair: Sides) -> Sides:
        """The pair, if the sentence names no other side."""
        return pair if {m.name for i in _able(*self._seen[at]) for m in _of(i)} <= {m.name for m in pair} else ()

    @cached_property
    def _headline(self) -> Sides:
        """The two that the first line of a text joins."""
        first = self._seen[0][0]
        pairs, others = joined(*self._seen[0])
        way = any((text,) in DASHES for text in first.texts)  # «Омск — Тара: новый рейс»
        return (
            pairs[0] if len(pairs) == 1 and len(pairs[0]) == 2 and _is_headline(first) and not (others or way) else ()
        )

    def owner(self, kind: str, at: int) -> Mention | None:
        """The speaker's own, else the only one of the kind in the headline, else the one that a text names oftenest."""
        speaks = self.speaks_for(at)
        if speaks and speaks.kind == kind:
            return speaks
        named = [m for m in self._mentions if m.kind == kind]
        first = self._seen[0][0]
        end = first.tokens[-1].idx if _is_headline(first) else 0
        if len({m.name for m in named if m.start < end}) == 1:
            return named[0]
        ranked = Counter(m.name for m in named).most_common(2)
        if not ranked or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return next((m for m in named if m.name == ranked[0][0] and m.start < _LEAD), None)


def _is_of_clause_before(paper: Token, sides: Sides) -> bool:
    """«Омск и Тара росли, договор готов»: a comma parts them, and no «о чём»."""
    behind = paper.doc[paper.i + 1 : paper.i + 3].text.lower()
    end = max((m.end for m in sides), default=paper.idx)
    near = paper.sent.start_char <= end < paper.idx
    return near and "," in paper.doc.text[end : paper.idx] and not behind.startswith(("о чём", "о чем", "об этом"))


def _is_denied(sentence: Sentence) -> bool:
    """«Договор не подписан», but not «договор не отменён»."""
    lemmas = sentence.lemmas
    negated = any(one == "не" and other in MADE for one, other in zip(lemmas, lemmas[1:], strict=False))
    return negated or any(text.startswith(UNDER_WAY) for text in sentence.texts) or not DENIED.isdisjoint(lemmas)


def _is_headline(sentence: Sentence) -> bool:
    """Whether its line ends with it, and not in a full stop."""
    last = sentence.tokens[-1]
    return last.text != "." and "\n" in last.doc.text[last.idx : last.idx + len(last) + 2]


def title_of(text: str) -> tuple[int, int] | None:
    """From where to where the paragraph goes that names a text a joint paper, in capitals."""
    paper = TITLE.search(text, 0, _LEAD)
    if paper is None:
        return None
    end = text.find("\n\n", paper.end())
    return text.rfind("\n\n", 0, paper.start()) + 1, min(end if end > 0 else len(text), paper.end() + _LEAD)


def _able(sentence: Sentence, items: Sequence[Item]) -> list[Item]:
    inside = [(i, end) for i, ways in enumerate(sentence.mentions) for end, m in ways if m.kind in NO_SIDES]
    return [
        item
        for item in items
        if item.preposition in BARE | WITH
        and (item.preposition != "genitive" or item.kind == "Side" and "арасында" not in sentence.texts)
        and item.kind not in ("Agreement", *NO_SIDES)
        and _of(item)
        and item.head.lemma_.lower() not in EXPERTS
        and not any(first <= item.first and item.end <= end for first, end in inside)
    ]


def joined(sentence: Sentence, items: Sequence[Item]) -> tuple[list[Sides], list[Mention]]:
    """The lists and pairs of alike sides that a sentence joins, and the sides that it names alone."""
    able = _able(sentence, items)
    found, used = dict[frozenset[str], Sides](), set[int]()
    for at, item in enumerate(able):
        if id(item) in used:
            continue
        group = [other for other in item.group if other in able]
        given = [m for other in group for m in _of(other)]
        then = next((other for other in able[at + 1 :] if other not in group), None)
        if len(given) == 1 and then is not None and len(_of(then)) == 1:
            words = sentence.texts[item.end : then.first]
            verb = any("Fin" in t.morph.get("VerbForm", []) for t in sentence.tokens[item.end : then.first])
            first = item.preposition in WITH  # «с Тарой Омск …»
            with_it = first != (then.preposition in WITH) and not (first and words)
            dashed = words in DASHES and item.kind in TERRITORY
            if with_it or ("и" in words and not verb) or dashed:
                group, given = [*group, *then.group], [*given, *(m for other in then.group for m in _of(other))]
        names = {m.name: m for m in given}
        if len(names) > 1 and _alike(list(names.values())):
            found.setdefault(frozenset(names), tuple(names.values()))
            used |= {id(other) for other in group}
    rest = [m for item in able if id(item) not in used and not _is_owner(sentence, item) for m in _of(item)]
    told = {name for names in found for name in names}
    return list(found.values()), [m for m in rest if m.name not in told]


def _is_owner(sentence: Sentence, item: Item) -> bool:
    """«палата Омской области», «защита реки Омь»: it tells whose or which another thing is."""
    before = sentence.tokens[item.first - 1] if item.first and not item.preposition else None
    return before is not None and before.pos_ == "NOUN" and item.kind in TERRITORY


def _of(item: Item) -> list[Mention]:
    """Who would be a side by it: all for whom a delegation acts, else one."""
    return [m for m in item.gives(SIDES) if m.kind != "Person"][: None if item.kind in ("Side", "Holder") else 1]


def _alike(sides: Sequence[Mention]) -> bool:
    """Whether they could have a paper with each other: two towns, a region and a country."""
    kinds = {m.kind for m in sides}
    return len(kinds) == 1 or kinds <= {"Region", "Country"} or kinds <= {"Organisation", "Feature"}
