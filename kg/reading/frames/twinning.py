"""Sister cities: who is said to be twinned, however the sentence or the list says it."""

from collections.abc import Iterator, Sequence

from kg.model.facts import Found, Mention, Modality, SisterCities
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import modality_of
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
    "претендовать".split()
)


class Twinning:
    """Reads the sentences of a document in order: a heading that names whose list follows is remembered."""

    def __init__(self, topic: Mention | None) -> None:
        self._topic = topic
        self._owner: Mention | None = None
        """Whose sister cities the lines that follow list."""

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        cities = [item for item in items if item.kind == "City"]
        cue = next((at for at, lemma in enumerate(sentence.lemmas) if _is_cue(lemma)), None)
        if cue is None:
            yield from self._line(sentence, cities)
            return
        self._owner = None
        first, end = _segment(sentence, cue)
        cities = [item for item in cities if first <= item.first < end]
        modality = self._modality(sentence, cue, first, end)
        owner = self._stated_owner(sentence, cities, cue)
        members = [item for item in cities if item is not owner and not _is_passed(sentence, item)]
        if owner is None and len(members) == 2:
            one, other = (item.mention for item in members)
            if one and other:
                yield _twins(sentence, one, other, modality, cue, members)
            return
        mine = owner.mention if owner else self._topic
        if not members:
            self._owner = mine if len(sentence.tokens) < 25 and modality == "asserted" else None
            return
        if owner is None and not (members[0].first > cue and all(item in members[0].group for item in members)):
            return  # «Тверь и Пуатье, Омск и Павлодар»: pairs
        for item in members:
            if mine is not None and item.mention is not None and item.mention.name != mine.name:
                yield _twins(sentence, mine, item.mention, modality, cue, (item,))
        if sentence.tokens[-1].text in ":;," and modality == "asserted":
            self._owner = mine

    def _line(self, sentence: Sentence, cities: Sequence[Item]) -> Iterator[Found]:
        """A line of the list: it begins with the city, a bullet or a year before it."""
        if self._owner is None:
            return
        first = next((item for item in cities if item.first <= 4), None)
        verbs = [t for t in sentence.tokens if "Fin" in t.morph.get("VerbForm", [])]
        if first is None or verbs or len(sentence.tokens) > 30:
            self._owner = None
            return
        for item in first.group:
            if item.mention and item.mention.name != self._owner.name:
                yield _twins(sentence, self._owner, item.mention, "asserted", item.first, (item,))

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
        if len(before) == 1 and after and before[0].case in ("Nom", "") and not before[0].preposition:
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
        if lemmas & AGREED or "бы" in lemmas:
            return "proposed"
        verb = next((t for t in sentence.tokens if "Fin" in t.morph.get("VerbForm", [])), sentence.tokens[cue])
        said = modality_of(sentence.tokens[cue])
        return said if said != "asserted" else modality_of(verb)


def _is_cue(lemma: str) -> bool:
    return lemma.startswith(CUES) or "-побратим" in lemma


def _is_passed(sentence: Sentence, item: Item) -> bool:
    """Where it happened, no member: «в Омске», «из Омска»."""
    return item.preposition in ("в", "из", "на", "до", "через") and item.group[0] is item and len(item.group) == 1


def _twins(
    sentence: Sentence, one: Mention, other: Mention, modality: Modality, cue: int, items: Sequence[Item]
) -> Found:
    places = [cue, *(item.first for item in items)]
    ends = [cue + 1, *(item.end for item in items)]
    start, end = sentence.span(min(places), max(ends))
    return TWINNED.found(SisterCities(one, other), start, end, modality, 0.85)


def _segment(sentence: Sentence, at: int) -> tuple[int, int]:
    """From semicolon to semicolon, or to the clause that is set against it: «…, а у Самары …»."""
    texts = sentence.texts
    breaks = [
        i for i, text in enumerate(texts) if text == ";" or (text in ("а", "но") and texts[i + 1 : i + 2] != ("также",))
    ]
    return max((i + 1 for i in breaks if i < at), default=0), min((i for i in breaks if i > at), default=len(texts))
