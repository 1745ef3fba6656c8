"""Who belongs to a body, told by a list beside it: «участники Ассоциации «Сибирь»: Омск и Томск», «Омск и Томск – члены
Ассоциации», «Союз «Степь» (Омск, Томск)»."""

from collections.abc import Iterator, Sequence

from kg.model.facts import Found, Membership, Mention
from kg.names.noun_phrases import case_of
from kg.reading.clauses.antecedents import OBJECTS, Antecedents, is_union
from kg.reading.clauses.items import CLASSIFIERS, TERRITORIES, Item
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
HOLDING = RUSSIAN.set("members.holding")
COPULAS = RUSSIAN.set("members.copulas")
COMPOSITION = frozenset({"состав", "число", "ряд"})
AMONG = (("среди", "которых"), ("среди", "них"), ("в", "том", "числе"), ("в", "их", "числе"), ("включая",))
_DASHES = frozenset("–—-−:")
_ARE = (("есть",), ("значатся",), ("числятся",), ("были",), ("оказались",))
"""After «среди членов»."""
_NEAR = 25
"""Tokens between a body, what is told of it, and the list: articles of a law go on for hundreds."""
UNREAL = RUSSIAN.set("members.unreal")
"""Before «члены»: who is one no more, or not yet."""
ORGANS = RUSSIAN.set("members.organs")
LABELS = RUSSIAN.set("members.labels")
"""Before a dash and the list of those who have a share in the body named last."""
LISTING = frozenset("список перечень реестр состав".split())
_LABEL = 2
"""Tokens of «Действительные члены», before the noun."""
_HEADING = 14
"""Tokens of a heading over a list, and of a line of it."""


class MemberLists:
    """Reads the lines of a document in order: a heading names the body («Члены Ассоциации:»), each line a member."""

    def __init__(self, antecedents: Antecedents) -> None:
        self._antecedents = antecedents
        self._body: Mention | None = None
        self._goes_on = False
        """Whether a list goes on behind a semicolon: «Участники Ассоциации: Омск; Томск; Тара»."""

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """What a sentence lists; the member of a line under a heading; those of whom a label before them tells."""
        finite = any("Fin" in t.morph.get("VerbForm", []) for t in sentence.tokens)
        listed = list(listed_members(sentence, items))
        yield from listed
        if listed and sentence.texts[-1] == ";" and isinstance(listed[-1].fact, Membership):
            self._body, self._goes_on = listed[-1].fact.member_of, True
            return
        inside, self._goes_on = self._goes_on, self._goes_on and sentence.texts[-1] == ";"
        if _is_heading(sentence) and len(sentence.tokens) <= _HEADING:
            self._body = self._headed(sentence, items)
            return
        if label := _label(sentence):
            self._body = self._before(sentence) if any(map(_is_member, sentence.lemmas[:label])) else None
            first = next((item for item in items if label < item.first <= label + 3), None)
            yield from self._found(sentence, first) if not finite and _is_listable(first) else ()
            return
        if self._body is None:
            return
        first = next(iter(items), None)
        line = (inside or begins_line(sentence)) and not finite and len(sentence.tokens) <= _HEADING
        if not line or first is None or first.first > 3 or not _is_listable(first):
            self._body = None
            return
        named = sentence.texts[first.end : first.end + 1] == (":",) and first.kind not in TERRITORIES
        if named or ":" in sentence.texts[: first.first]:
            self._body = None  # «Покинули сеть: Омск»
            return
        if sentence.texts[first.end : first.end + 1] == (":",):  # «Россия: Омск, Тара»
            first = next((item for item in items if item.first > first.end), None)
        yield from self._found(sentence, first)
        closed = sentence.texts[-1] == "." and sentence.previous is not None and sentence.previous.texts[-1] == ";"
        if closed or inside and not self._goes_on:
            self._body = None

    def _found(self, sentence: Sentence, first: Item | None) -> Iterator[Found]:
        for item in first.group if first and self._body else ():
            if item.mention and item.kind in KINDS and self._body and item.mention.name != self._body.name:
                start, stop = sentence.span(item.first, item.end)
                yield LISTED.found(Membership(item.mention, self._body), start, stop, confidence=0.75)

    def _headed(self, sentence: Sentence, items: Sequence[Item]) -> Mention | None:
        """The body whose members a line announces; «Участники заседания Ассоциации:» are no members of it."""
        if "не" in sentence.texts or any(item.kind == "Event" for item in items):
            return None
        bodies = [item for item in items if item.kind == "Organisation"]
        noun = next((at for at, lemma in enumerate(sentence.lemmas) if _is_member(lemma)), None)
        if noun is None:
            told = (body for body in bodies if _verb_of(sentence, body) is not None)
            return next((body.mention for body in told), None)
        if _is_no_more(sentence, noun) or any(t.pos_ == "NOUN" for t in sentence.tokens[noun + 1 : noun + 2]):
            own = [item.mention for item in bodies if item.first == noun + 1]
            return own[0] if own and not _is_no_more(sentence, noun) else None
        return bodies[-1].mention if bodies else self._before(sentence) if noun <= _LABEL else None

    def _before(self, sentence: Sentence) -> Mention | None:
        return self._antecedents.union_before(sentence.tokens[0].idx, over_others=True)


def _is_heading(sentence: Sentence) -> bool:
    """«Члены Ассоциации:», «Список членов Ассоциации» on a line of its own."""
    listing = sentence.lemmas[0] in LISTING and any(map(_is_member, sentence.lemmas[1:3])) and begins_line(sentence)
    last = sentence.tokens[-1]
    return last.text == ":" or listing and last.doc.text[last.idx + len(last) :].lstrip(" ").startswith("\n")


def _is_listable(item: Item | None) -> bool:
    return item is not None and item.kind in KINDS and not item.preposition


def _label(sentence: Sentence) -> int:
    """Where the dash or colon stands behind «Учредители», «Действительные члены», «Членов двое», «Партнёры сети» at the
    beginning; 0 where none does, and where the label says that they are members no more."""
    dash = next((i for i, text in enumerate(sentence.texts[: _LABEL + 3]) if text in ("–", "—", ":")), 0)
    if not dash or any(sentence.mentions[:dash]) or sentence.tokens[0].pos_ not in ("NOUN", "ADJ"):
        return 0
    nouns = [i for i in range(dash) if sentence.tokens[i].pos_ == "NOUN"]
    plural = bool(nouns) and "Plur" in sentence.tokens[nouns[0]].morph.get("Number", [])
    own = plural and (sentence.lemmas[nouns[0]] in LABELS or sentence.texts[dash] == ":")
    return dash if own and not _is_no_more(sentence, nouns[0]) else 0


def _is_no_more(sentence: Sentence, noun: int) -> bool:
    """«бывшие члены», «кандидаты в члены»."""
    return not UNREAL.isdisjoint(sentence.lemmas[max(noun - 2, 0) : noun])


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
        elif noun := _noun_of_members(sentence, body):
            if _is_no_more(sentence, noun - 1):
                continue
            members = _after(sentence, items, body.end, body.first) or _before(sentence, items, body)
            members = members or _beside(sentence, items, body)
            members = members or _told(sentence, items, body) or _spelt(sentence, items, body)
        elif noun := _kazakh_noun(sentence, body):
            rule, members = KAZAKH_LISTED, _after_kazakh(sentence, items, noun)
        else:
            members = _in_brackets(sentence, items, body) or _told(sentence, items, body)
            members = members or _spelt(sentence, items, body) or _called(sentence, items, body)
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


def _noun_of_members(sentence: Sentence, body: Item) -> int:
    """The index after «участники», which stands right before the body or before its adjective or organ; 0 where none
    does: not «принял в участники компанию «Луч»», «участники заседания Союза»"""
    if body.case == "Acc" or body.first == 0:
        return 0
    if _is_member(sentence.lemmas[body.first - 1]):
        return body.first
    between = sentence.tokens[body.first - 1]
    near = body.first > 1 and _is_member(sentence.lemmas[body.first - 2])
    return body.first - 1 if near and (between.pos_ != "NOUN" or between.lemma_.lower() in ORGANS) else 0


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
    among = among or leading[:2] == ("в", "числе") and begin == 3 and any(item.first == end for item in items)
    composed = "состав" in sentence.lemmas[max(begin - 2, 0) : begin]  # «в составе Госсовета (правительства)»
    dashed = opening and opening[0] in _DASHES and leading[:1] == ("в",) and begin == 2
    if not among and (not opening or opening[0] not in (*_DASHES, "(")):
        return []
    if composed and opening[0] != ":" and not dashed:
        return []
    first = next((item for item in items if item.first >= end), None)
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


def _beside(sentence: Sentence, items: Sequence[Item], body: Item) -> list[Item]:
    """«Города – участники Лиги Омск и Тара», «страны-члены ШОС Индия и Иран»: in the nominative right behind."""
    at = body.first - 1
    plural = "Plur" in sentence.tokens[at].morph.get("Number", []) and case_of(sentence.tokens[at]) == "Nom"
    of_lands = sentence.lemmas[max(at - 2, 0)] in CLASSIFIERS or "-" in sentence.texts[at]
    first = next((item for item in items if item.first == body.through), None)
    fits = first is not None and first.kind in TERRITORIES and not first.preposition and first.may_be("Nom")
    return _listed(first) if first is not None and fits and plural and of_lands else []


def _told(sentence: Sentence, items: Sequence[Item], body: Item) -> list[Item]:
    """«Ассоциация объединяет 20 городов, среди которых Омск», «В Совет входят: от России – Омск и Томск»: what stands
    after a verb of belonging and these words, or after its colon, in the nominative and without preposition."""
    verb = _verb_of(sentence, body)
    if verb is None or abs(verb - body.first) > _NEAR:
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
    return _running(sentence, items, min(starts))


def _verb_of(sentence: Sentence, body: Item) -> int | None:
    """The verb that says that some belong to the body: «Союз объединяет», «в Союз входят», «в состав Союза вошли»,
    «членами Союза являются»; not «гостями Союза были 20 городов», «Союз был рад»."""
    within = body.preposition == "в" or sentence.lemmas[max(body.first - 1, 0)] in COMPOSITION
    for at, lemma in enumerate(sentence.lemmas):
        holds = lemma in HOLDING and not body.preposition and body.may_be("Nom")
        counted = lemma in COPULAS and (_noun_of_members(sentence, body) or body.preposition == "в")
        if holds or (lemma in BELONGING and within) or counted:
            return at
    return None


def _running(sentence: Sentence, items: Sequence[Item], start: int) -> list[Item]:
    """Those of one kind that are listed from there on; not «в том числе Омск, а гостями были Тара и Тюмень», «в том
    числе Омск; Тара вышла»."""
    wanted = "Acc" if sentence.texts[start - 1] == "включая" else "Nom"
    running: list[Item] = []
    for one in items:
        between = sentence.tokens[running[-1].end if running else start : one.first] if one.first >= start else ()
        if any("Fin" in t.morph.get("VerbForm", []) or t.lower_ in ("а", "но") for t in between):
            break
        following = sentence.tokens[one.end : one.end + 1]
        told = running and following and "Fin" in following[0].morph.get("VerbForm", [])
        if one.first < start or told or one.preposition or not one.may_be(wanted):
            continue
        if one.kind in KINDS and (not running or one.kind == running[0].kind):
            running.append(one)
        elif not running:
            break
    return running


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


def _called(sentence: Sentence, items: Sequence[Item], body: Item) -> list[Item]:
    """«Лига городов: Омск, Томск и Тара», «Союз – это Омск, Тара и другие»: the name alone, and nothing but the list;
    not «Встречи Союза: Омск, Тара»."""
    owned = body.first > 0 and sentence.tokens[0].pos_ == "NOUN"
    if body.first > 1 or owned or body.preposition or body.mention is None or not is_union(body.mention.name):
        return []
    end = body.through
    is_them = sentence.texts[end : end + 2] in (("–", "это"), ("—", "это"))
    if not is_them and sentence.texts[end : end + 1] != (":",):
        return []
    start = end + (2 if is_them else 1)
    first = next((item for item in items if item.first >= start), None)
    if first is None or first.first > start + 1 or first.kind not in TERRITORIES or first.preposition:
        return []
    listed = _listed(first)
    closed = sentence.texts[listed[-1].end : listed[-1].end + 1] in ((), (".",), (";",), (",",), ("и",))
    return listed if closed and len(listed) > 1 and first.may_be("Nom") else []


def _in_brackets(sentence: Sentence, items: Sequence[Item], body: Item) -> list[Item]:
    """Two of one kind at least; «Ассоциация «Сибирь» (Омск, Россия)» tells where it is."""
    words = body.mention.name.lower().split() if body.mention else []
    owner = sentence.tokens[body.first - 1] if body.first else None
    if owner is not None and body.case == "Gen" and owner.pos_ == "NOUN" and owner.lemma_.lower() not in CLASSIFIERS:
        return []  # «офисы Союза (Омск, Тара)»
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
