"""Sister cities: who is said to be twinned, however the sentence or the list says it."""

from collections.abc import Iterator, Sequence

from kg.model.facts import Found, Mention, Modality, SisterCities
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import modality_of
from kg.reading.frames.told_papers import begins_line
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

TWINNED = FunctionRule(
    "ru",
    "twinned",
    SisterCities,
    "Who is said to be twinned: «В числе побратимов Рязани – Ловеч и Мюнстер».",
)
CUES = ("побратим", "породн", "породнен", "города-партнер", "город-партнер")
"""How the lemma of a word that says it begins; «город-побратим» ends in one."""
ENDED = frozenset("разорвать разорвали прекратить прекратиться приостановить расторгнуть угаснуть отказаться".split())
AGREED = frozenset(
    "кандидат неправда позвать предложение предлагать предложить планировать хотеть собираться стремиться "
    "претендовать рассматриваться согласование".split()
)
TALKED = frozenset("говорить обсуждать обсудить рассматривать переговоры речь".split())
"""With «о» before the cue it is only talked about."""


_LONGEST = 30
"""Tokens of a line of a list."""
_HEADING = 8
_CELL = 6
"""Tokens of a heading, and of a line that is a cell of a table: a city, a country, a year."""
_PATIENCE = 3
"""Sentences of running text that may stand between a heading and its list."""


class Twinning:
    """Reads the sentences of a document in order: a heading that names whose list follows is remembered."""

    def __init__(self, topic: Mention | None, home: Mention | None) -> None:
        """`topic` is the city of the title, `home` the one the document is about as far as one can tell: only a heading
        or a question over a list is taken for its."""
        self._topic, self._home = topic, home
        self._owner: Mention | None = None
        """Whose sister cities the lines that follow list."""
        self._patience = 0
        self._interrupted = False
        """Whether running text stands between the heading and the lines: then each line must be a cell of a table."""

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        cities = [item for item in items if item.kind == "City"]
        cue = next((at for at, lemma in enumerate(sentence.lemmas) if _is_cue(lemma)), None)
        if cue is None:
            yield from self._line(sentence, items)
            return
        first, end = _segment(sentence, cue)
        cities = [item for item in cities if first <= item.first < end]
        modality = self._modality(sentence, cue, first, end)
        if modality == "denied" and self._owner and not cities:
            return  # within a list: «2015 – соглашения о партнёрстве, а не о побратимстве»
        self._owner = None
        bracketed = list(_in_brackets(sentence, cities, cue))
        if bracketed:
            for its, item in bracketed:
                yield _twins(sentence, its, item, modality, cue, (item,))
            return
        stated = self._stated_owner(sentence, cities, cue)
        members = [item for item in cities if item is not stated and not _is_passed(sentence, item)]
        names = {item.mention.name: item for item in reversed(members) if item.mention}
        if stated is None and len(names) == 2:
            one, other = sorted(names.values(), key=lambda item: item.first)
            if one.mention:
                yield _twins(sentence, one.mention, other, modality, cue, (one, other))
            return
        mine = stated.mention if stated else self._topic
        if all(item.mention is None or mine is None or item.mention.name == mine.name for item in members):
            if len(sentence.tokens) < 25 and modality == "asserted" and "партнер" not in sentence.lemmas:
                asks = sentence.texts[-1] == "?" or not _verbs(sentence)
                self._open(sentence, mine or (self._home if asks else None))
            return
        announced = ":" in sentence.texts[cue : members[0].first]
        one_list = members[0].first > cue and (announced or all(item in members[0].group for item in members))
        if stated is None and (not one_list or _are_pairs(sentence, members)):
            return  # «Тверь и Пуатье, Омск и Павлодар»: pairs
        for item in members:
            other_side = stated is None and item.preposition == "между"
            if mine is not None and item.mention is not None and item.mention.name != mine.name and not other_side:
                yield _twins(sentence, mine, item, modality, cue, (item,))
        if sentence.tokens[-1].text in ":;," and modality == "asserted":
            self._open(sentence, mine)

    def _open(self, sentence: Sentence, owner: Mention | None) -> None:
        self._owner, self._interrupted = owner, False
        heading = len(sentence.tokens) <= _HEADING and not _verbs(sentence)
        self._patience = _PATIENCE if heading else 0

    def _line(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """A line of the list: a city, after a bullet or a year perhaps; or «В Китае это Урумчи и Харбин»."""
        owner = self._owner
        if owner is None:
            return
        size = len(sentence.tokens)
        cities = [item for item in items if item.kind == "City"]
        if sentence.texts[-1] == "?" or (self._interrupted and not _is_cell(sentence, items) and not _verbs(sentence)):
            return
        if _verbs(sentence) or size > _LONGEST:
            if not begins_line(sentence):
                return
            self._patience, self._interrupted = self._patience - 1, True
            if self._patience < 0:
                self._owner = None
            return
        dated = sentence.texts[0].isdigit() and len(sentence.texts[0]) == 4
        bare = ("", "с") if dated else ("",)
        members = [item for item in cities if item.preposition in bare and (dated or item.case in ("Nom", ""))]
        first = next((item for item in cities if item.first <= 4), None)
        if first is None and not dated and begins_line(sentence):
            members = []
        if first is not None and first.preposition in bare:
            members = list(dict.fromkeys([*first.group, *members]))
        if not members and size > _CELL and self._patience <= 0 and cities:
            self._owner = None
        for item in members:
            if item.mention and item.mention.name != owner.name:
                yield _twins(sentence, owner, item, "asserted", item.first, (item,))

    def _stated_owner(self, sentence: Sentence, cities: Sequence[Item], cue: int) -> Item | None:
        """«побратимы Рязани», «у Тулы есть побратимы», «Рязань и её побратимы»; the city that the cue is said of."""
        lemmas = sentence.lemmas
        for item in cities:
            gap = lemmas[cue + 1 : item.first]
            near = item.first > cue and len(item.group) == 1 and all(word in ("город", "г.") for word in gap)
            following = sentence.texts[item.end] if item.end < len(lemmas) else ""
            if near and (item.case in ("Gen", "") or not gap and following in (":", "–", "—", "-", "(")):
                return item
            if item.preposition == "у":
                return item
        before = [item for item in cities if item.end <= cue]
        after = [item for item in cities if item.first > cue]
        if len(before) == 1 and after and before[0].may_be("Nom") and not before[0].preposition:
            return before[0]
        if len(after) == 1 and len(before) > 1 and after[0].case == "Gen":
            return after[0]
        return None

    def _modality(self, sentence: Sentence, cue: int, first: int, end: int) -> Modality:
        lemmas = set(sentence.lemmas[first:end])
        if "не" in lemmas:
            return "denied"
        if lemmas & ENDED:
            return "denied"
        about = {"о", "об"} & set(sentence.texts[max(cue - 3, 0) : cue])
        if lemmas & AGREED or (about and lemmas & TALKED) or "бы" in lemmas:
            return "proposed"
        said = modality_of(sentence.tokens[cue])
        if said != "asserted":
            return said
        verbs = [t for t in sentence.tokens[first:end] if "Fin" in t.morph.get("VerbForm", [])]
        verb = min(verbs, key=lambda t: abs(t.i - sentence.tokens[cue].i), default=sentence.tokens[cue])
        return modality_of(verb)


def _is_cue(lemma: str) -> bool:
    return lemma.startswith(CUES) or "-побратим" in lemma


def _is_passed(sentence: Sentence, item: Item) -> bool:
    """Where it happened, no member: «в Омске», «из Омска»."""
    return item.preposition in ("в", "из", "на", "до", "через") and item.group[0] is item and len(item.group) == 1


def _twins(sentence: Sentence, one: Mention, other: Item, modality: Modality, cue: int, items: Sequence[Item]) -> Found:
    places = [cue, *(item.first for item in items)]
    ends = [cue + 1, *(item.end for item in items)]
    start, end = sentence.span(min(places), max(ends))
    assert other.mention is not None
    return TWINNED.found(SisterCities(one, other.mention), start, end, modality, 0.85)


def _is_cell(sentence: Sentence, items: Sequence[Item]) -> bool:
    """Whether a line holds nothing but names and numbers."""
    named = {i for item in items for i in range(item.first, item.end)}
    return all(i in named or t.is_punct or t.like_num or t.text in "*|" for i, t in enumerate(sentence.tokens))


def _verbs(sentence: Sentence) -> bool:
    return any("Fin" in t.morph.get("VerbForm", []) for t in sentence.tokens)


def _are_pairs(sentence: Sentence, members: Sequence[Item]) -> bool:
    """«Тверь и Пуатье, Омск и Павлодар»: more than one «и»."""
    joints = zip(members, members[1:], strict=False)
    return sum(sentence.texts[left.end : right.first] == ("и",) for left, right in joints) > 1


def _in_brackets(sentence: Sentence, cities: Sequence[Item], cue: int) -> Iterator[tuple[Mention, Item]]:
    """«побратимов Бердска (Экибастуз, Каракол) и Искитима (Молодечно)»: each city with its own in brackets."""
    for owner in cities:
        if owner.first < cue or owner.mention is None or sentence.texts[owner.end : owner.end + 1] != ("(",):
            continue
        close = next(
            (i for i in range(owner.end, len(sentence.texts)) if sentence.texts[i] == ")"), len(sentence.texts)
        )
        for item in cities:
            if owner.end < item.first < close and item.mention:
                yield owner.mention, item


def _segment(sentence: Sentence, at: int) -> tuple[int, int]:
    """From semicolon to semicolon, or to the clause that is set against it: «…, а у Самары …»."""
    texts = sentence.texts
    breaks = [
        i
        for i, text in enumerate(texts)
        if text == ";" or (text == ":" and i < at) or (text in ("а", "но") and texts[i + 1 : i + 2] != ("также",))
    ]
    return max((i + 1 for i in breaks if i < at), default=0), min((i for i in breaks if i > at), default=len(texts))
