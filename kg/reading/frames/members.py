"""Who belongs to a body, told by a list beside it: «участники Ассоциации «Сибирь»: Омск и Томск», «Омск и Томск – члены
Ассоциации», «Союз «Степь» (Омск, Томск)»."""

from collections.abc import Iterator, Sequence

from kg.model.facts import Found, Membership, Mention
from kg.reading.clauses.antecedents import OBJECTS, is_union
from kg.reading.clauses.items import CLASSIFIERS, Item
from kg.reading.clauses.kazakh_items import FUNCTIONS
from kg.reading.cues import RUSSIAN
from kg.reading.frames.told_papers import begins_line
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

LISTED = FunctionRule(
    "ru",
    "members-of-body",
    Membership,
    "Who stands in a list of a body's members: «Среди участников Ассоциации „Сибирь“ – Омск и Томск».",
)
KAZAKH_LISTED = FunctionRule(
    "kk",
    "members-of-body",
    Membership,
    "Who stands in a list of a body's members: «Одақтың мүшелері – Омбы мен Томск», «ұйымға мүше елдер: …».",
)
KAZAKH_NOW = (("қазіргі",), ("бүгінгі",), ("тұрақты",), ("толыққанды",))
KAZAKH_MEMBERS = frozenset("мүше құрылтайшы мүше-мемлекет мүше-ел".split())
"""Nouns after the body, in the genitive or the dative, after which a list of its members stands."""
MEMBERS = RUSSIAN.set("members.members")
"""Nouns before the body of whose members a list follows."""
UNIONS = (
    "одақ",
    "одағы",
    "ұйымы",
    "қауымдасты",
    "достасты",
    "кеңесі",
    "союз",
    "ассоциаци",
    "альянс",
    "консорциум",
    "содружеств",
    "объединени",
    "лига",
    "совет",
    "организаци",
)
"""How the name of a body begins or ends that a list in brackets spells out."""
KINDS = frozenset({"Country", "Region", "City", "Organisation"})
BELONGING = RUSSIAN.set("members.belonging")
"""Verbs by which members belong to a body, before «среди них», or before a colon and a list."""
AMONG = (("среди", "которых"), ("среди", "них"), ("в", "том", "числе"), ("в", "их", "числе"), ("включая",))
_DASHES = frozenset("–—-−:")
_ARE = (("есть",), ("значатся",), ("числятся",), ("были",), ("оказались",))
"""After «среди членов»."""
_NEAR = 25
"""Tokens between a body, what is told of it, and the list: articles of a law go on for hundreds."""
_HEADING = 14
"""Tokens of a heading over a list, and of a line of it."""


class MemberLists:
    """Reads the lines of a document in order: a heading names the body («Члены Ассоциации:»), each line a member."""

    def __init__(self) -> None:
        self._body: Mention | None = None

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """The member of a line, where a heading stands over it."""
        finite = any("Fin" in t.morph.get("VerbForm", []) for t in sentence.tokens)
        if sentence.texts[-1] == ":" and len(sentence.tokens) <= _HEADING and "не" not in sentence.texts:
            bodies = [item.mention for item in items if item.kind == "Organisation"]
            told = any(_is_member(lemma) or lemma in BELONGING for lemma in sentence.lemmas)
            self._body = bodies[-1] if bodies and told else None
            return
        if self._body is None:
            return
        first = next(iter(items), None)
        line = begins_line(sentence) and not finite and len(sentence.tokens) <= _HEADING
        if not line or first is None or first.first > 3 or first.kind not in KINDS or first.preposition:
            self._body = None
            return
        for item in first.group:
            if item.mention and item.kind in KINDS and item.mention.name != self._body.name:
                start, stop = sentence.span(item.first, item.end)
                yield LISTED.found(Membership(item.mention, self._body), start, stop, confidence=0.75)


def listed_members(sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
    """The members that a sentence lists beside a body."""
    if "не" in sentence.texts or "бы" in sentence.texts:
        return
    for body in items:
        if body.kind != "Organisation" or body.mention is None:
            continue
        rule = LISTED
        if sentence.texts[body.first] in OBJECTS and _is_member(" ".join(sentence.lemmas[body.end : body.end + 1])):
            members = _after(sentence, items, body.end + 1)  # «её члены – Омск и Томск»
        elif _is_of_members(sentence, body):
            members = _after(sentence, items, body.end, body.first) or _before(sentence, items, body)
            members = members or _told(sentence, items, body) or _spelt(sentence, items, body)
        elif noun := _kazakh_noun(sentence, body):
            rule, members = KAZAKH_LISTED, _after_kazakh(sentence, items, noun)
        else:
            members = _in_brackets(sentence, items, body) or _told(sentence, items, body)
            members = members or _spelt(sentence, items, body)
            rule = KAZAKH_LISTED if body.preposition in FUNCTIONS.values() else LISTED
        close = _closing(sentence, body.first)
        for item in members:
            if item.mention and item.mention.name != body.mention.name and item.first < close:
                first, end = min(body.first, item.first), max(body.end, item.end)
                start, stop = sentence.span(first, end)
                yield rule.found(Membership(item.mention, body.mention), start, stop, confidence=0.8)


def _closing(sentence: Sentence, at: int) -> int:
    """Where the bracket closes in which a body stands: «(«Шеврон») и другие, в том числе «Эни»» tells none of its."""
    opened = sentence.texts[:at].count("(") > sentence.texts[:at].count(")")
    return sentence.texts.index(")", at) if opened and ")" in sentence.texts[at:] else len(sentence.texts)


def _is_of_members(sentence: Sentence, body: Item) -> bool:
    """Whether «участники» stands right before the body; not «принял в участники компанию «Луч»»."""
    before = sentence.lemmas[max(body.first - 2, 0) : body.first]
    return body.case != "Acc" and any(map(_is_member, before))


def _is_member(lemma: str) -> bool:
    """«участник», «государства-члены», which is no lemma to the tagger."""
    return lemma in MEMBERS or lemma.rpartition("-")[2].startswith(("член", "участни", "основател", "учредител"))


def _kazakh_noun(sentence: Sentence, body: Item) -> int:
    """The index after «мүшелері», «қазіргі мүшелері», «мүше елдер» behind the body; 0 where none stands there."""
    at = body.end + (sentence.texts[body.end : body.end + 1] in KAZAKH_NOW)
    if body.preposition not in ("genitive", "dative") or not KAZAKH_MEMBERS & set(sentence.lemmas[at : at + 1]):
        return 0
    return at + 1 + (sentence.lemmas[at + 1 : at + 2] in (("ел",), ("мемлекет",), ("қала",)))


def _after_kazakh(sentence: Sentence, items: Sequence[Item], end: int) -> list[Item]:
    beside = next((item for item in items if item.first == end), None)
    if beside is not None and sentence.texts[end - 1] == "мүше" and beside.kind in KINDS:
        return _listed(beside)  # «лигаға мүше Ақтау мен Атырау»
    dash = sentence.texts[end : end + 1] in (("–",), ("—",), ("-",), (":",))
    closing = next((text for text in reversed(sentence.texts) if text[0].isalpha()), "")
    if not dash and not closing.startswith(("бол", "табыл", "саналад", "кіред")):
        return []
    first = next((item for item in items if item.first >= end + dash), None)
    near = first is not None and first.first <= end + 2 and first.kind in KINDS and first.preposition == "subject"
    return _listed(first) if first is not None and near else []


def _after(sentence: Sentence, items: Sequence[Item], end: int, begin: int = 0) -> list[Item]:
    opening = sentence.texts[end : end + 1]
    leading = sentence.texts[: max(begin, 0)]
    among = leading[-2:-1] == ("среди",) and opening in _ARE
    composed = "состав" in sentence.lemmas[max(begin - 2, 0) : begin]  # «в составе Госсовета (правительства)»
    dashed = opening and opening[0] in _DASHES and leading[:1] == ("в",) and begin == 2
    if not among and (not opening or opening[0] not in (*_DASHES, "(")):
        return []
    if composed and opening[0] != ":" and not dashed:
        return []
    first = next((item for item in items if item.first > end), None)
    if (
        first is None
        or first.first > end + 3
        or first.kind not in KINDS
        or first.preposition
        or not first.may_be("Nom")
    ):
        return []
    return _listed(first)


def _before(sentence: Sentence, items: Sequence[Item], body: Item) -> list[Item]:
    """«Омск, Томск и Павлодар – участники Ассоциации»."""
    noun = next(i for i in range(body.first - 1, -1, -1) if _is_member(sentence.lemmas[i]))
    if noun == 0 or sentence.texts[noun - 1] not in _DASHES:
        return []
    last = next((item for item in reversed(items) if item.end == noun - 1), None)
    return _listed(last) if last and last.kind in KINDS and not last.preposition and last.may_be("Nom") else []


def _told(sentence: Sentence, items: Sequence[Item], body: Item) -> list[Item]:
    """«Ассоциация объединяет 20 городов, среди которых Омск», «В Совет входят: от России – Омск и Томск»: what stands
    after a verb of belonging and these words, or after its colon, in the nominative and without preposition."""
    verb = next((i for i, lemma in enumerate(sentence.lemmas) if lemma in BELONGING), None)
    is_body = body.preposition in ("в", "") and (body.preposition == "в" or body.case in ("Nom", "Gen", ""))
    if verb is None or not is_body or abs(verb - body.first) > _NEAR:
        return []
    starts = [
        i + len(words)
        for words in AMONG
        for i in range(max(verb, body.end), min(max(verb, body.end) + _NEAR, len(sentence.texts)))
        if sentence.texts[i : i + len(words)] == words
    ]
    if sentence.texts[verb + 1 : verb + 2] == (":",):
        starts.append(verb + 2)
    if not starts:
        return []
    after = [one for one in items if one.first >= min(starts) and not one.preposition and one.may_be("Nom")]
    return [one for one in after if one.kind == after[0].kind in KINDS]


def _spelt(sentence: Sentence, items: Sequence[Item], body: Item) -> list[Item]:
    """«В союзе три города – Омск, Томск …», «Консорциум с его вузами-основателями: Омским …»: after a dash or colon."""
    if body.mention is None or not is_union(body.mention.name):
        return []
    for at in range(body.through, len(sentence.tokens) - 2):
        counted = (
            body.preposition == "в" and sentence.tokens[at - 1].pos_ == "NUM" and sentence.lemmas[at] in CLASSIFIERS
        )
        twice = _is_member(sentence.lemmas[at + 2])  # «государств – участников СНГ»: one word, and no list
        if sentence.texts[at + 1] in _DASHES and not twice and (counted or _is_member(sentence.lemmas[at])):
            first = next((item for item in items if item.first >= at + 2), None)
            near = first is not None and first.first <= at + 3 and first.kind in KINDS and not first.preposition
            return _listed(first) if first is not None and near else []
    return []


def _in_brackets(sentence: Sentence, items: Sequence[Item], body: Item) -> list[Item]:
    """Two of one kind at least; «Ассоциация «Сибирь» (Омск, Россия)» tells where it is."""
    words = body.mention.name.lower().split() if body.mention else []
    if sentence.texts[body.end : body.end + 1] != ("(",) or not any(word.startswith(UNIONS) for word in words):
        return []
    first = next((item for item in items if item.first == body.end + 1), None)
    if first is None or first.kind not in KINDS:
        return []
    listed = _listed(first)
    close = sentence.texts[listed[-1].end : listed[-1].end + 1]
    return listed if len(listed) > 1 and len({item.kind for item in listed}) == 1 and close == (")",) else []


def _listed(first: Item) -> list[Item]:
    return [item for item in first.group if item.kind in KINDS]
