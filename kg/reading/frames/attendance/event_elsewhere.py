"""Who was at an event of which the sentence says no more («Участие приняли …», «Модератор – …»), and the lines of a
list of participants or of a delegation."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.language.tokens import Doc, Token
from kg.model.facts import Found, Mention, Participation
from kg.names.noun_phrases import case_of
from kg.reading.clauses.antecedents import ANY_EVENT, EVENTS, OBJECTS, Antecedents
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import Predication, predication
from kg.reading.cues import RUSSIAN
from kg.reading.frames.attendance.described import (
    ACTORS,
    LEADERS,
    PEOPLE,
    described,
    in_part,
    may_be_named,
    there,
    with_whom,
)
from kg.reading.frames.frame import PERSON, TERRITORY
from kg.reading.frames.gatherings import AWAY
from kg.reading.frames.told_events import VISITS
from kg.reading.frames.told_papers import begins_line
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence
from kg.reading.sentence_words import is_in_another_item

UNDERSTOOD = FunctionRule(
    "ru",
    "event-understood",
    Participation,
    "Who was at the event named right before: «Участие приняли Иван Орлов и Айдос Нурланов», «Модератор – Иван Орлов».",
)
ACTING = FunctionRule(
    "ru",
    "acts-there",
    Participation,
    "Who does something right after an event is named: «Форум прошёл в Омске. Рядом сидели Иван Орлов и Анна Ким».",
)
LISTED = FunctionRule(
    "ru",
    "listed-participant",
    Participation,
    "Who stands in a list of those who were at an event: «Участники форума: Иван Орлов, Айдос Нурланов».",
)
SENDING = frozenset("прислать направить отправить командировать делегировать".split())
"""Verbs of who lets others go there: «Омск прислал мэра»."""
WITH_OBJECT = {
    **dict.fromkeys(("принять", "принимать"), "участие"),
    **dict.fromkeys(("подтвердить", "подтверждать"), "участие приезд"),
    **dict.fromkeys(
        SENDING | {"подать"},
        "заявка делегация представитель команда эксперт специалист группа",
    ),
    **dict.fromkeys("показать выставить продемонстрировать".split(), "стенд экспозиция продукция коллекция"),
    **dict.fromkeys(("взять", "брать", "получить"), "слово"),
    **dict.fromkeys(("перерезать", "разрезать"), "лента ленточка"),
    **dict.fromkeys(("приветствовать", "поприветствовать", "принимать", "встретить", "встречать"), "гость участник"),
    **dict.fromkeys(("обратиться", "обращаться"), "участник гость собравшийся"),
    **dict.fromkeys(("войти", "входить"), "состав"),
    **dict.fromkeys(("возглавить", "возглавлять"), "делегация она они гость миссия часть сторона группа команда"),
    **dict.fromkeys(("сопровождать", "привезти"), "делегация он она они гость миссия глава губернатор"),
    **dict.fromkeys(("представить", "представлять"), "сторона делегация команда"),
    **dict.fromkeys("стать становиться быть являться".split(), " ".join(LEADERS)),
}
"""Verbs that say it with this object beside them: «слово взяла», «гостей приветствовал»."""
COMING = RUSSIAN.set("attendance.coming")
"""Verbs that say it of an event that has been named: «Приехали главы Чувашии и Марий Эл»."""
ALONE = COMING | frozenset(
    "участвовать поучаствовать присутствовать выступить выступать председательствовать модерировать "
    "присоединиться".split()
)
UNITS = frozenset({*WITH_OBJECT, *ALONE})
JOINING = (
    frozenset(
        "принять принимать подтвердить подтверждать прислать подать направить отправить командировать делегировать "
        "показать выставить продемонстрировать участвовать поучаствовать присоединиться".split()
    )
    | COMING
)
"""With these a body or a town may be who is there; else a person."""
CARDS = RUSSIAN.set("attendance.cards")
OF_MINUTES = RUSSIAN.set("attendance.of_minutes")
OPENING_WORDS = RUSSIAN.set("attendance.opening")
HEADINGS = RUSSIAN.words("attendance.headings")
CLOSING = RUSSIAN.words("attendance.closing")
AMONG = RUSSIAN.set("attendance.among")
_HEADS = frozenset("зал стол президиум слушать".split())
"""Words over a list of who was there: «В зале: …», «СЛУШАЛИ: …»."""
_WITHIN = COMING | frozenset("быть находиться значиться".split())
_DASHES = frozenset({"–", "—", "-", ":"})
_ELSEWHERE = frozenset(
    "ранее накануне позже вчера завтра прежде раньше тогда прошлый минувший тем однажды давно впоследствии год "
    "напомнить напомним по-прежнему уже другой".split()
    + sorted(EVENTS | ANY_EVENT)
)
"""Words of another time, of a reminder, or of another event."""
_DAY = re.compile(r"\d{1,2}\.\d{2}(?:\.\d{2,4})?$")
_OTHERS = frozenset("нём нем ней них".split())
_NOT_THERE = (
    AWAY
    | VISITS
    | ALONE
    | frozenset("стать быть являться остаться оказаться умереть взять получить уехать уйти улететь отбыть".split())
    | frozenset("встретиться встречаться опровергнуть отрицать писать написать".split())
)
"""Verbs that have rules of their own, or tell what somebody is."""
_FIRST, _FROM = 4, 8
"""Tokens of a line within which who was there begins: «1. Иван Орлов», «от Омской области: Иван Орлов»."""
_LISTABLE = frozenset({*PEOPLE, "Organisation", *TERRITORY})
_HEADING = 12
"""Words of a heading over a list."""
_HOUR = re.compile(r"(?:до |с |в )?\d{1,2}[.:]\d{2}\b(?![.]\d)")
_MINUTES = re.compile(r"\s*(?:\S+\s+){0,12}?протокол", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:\S+\s+){0,12}?(?:протокол|программа|повестка)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FAR = 1500
"""Characters back to the event of a page's cards."""


def _is_dateline(sentence: Sentence) -> bool:
    """«Омск, 19–20 сентября 2024 года»: a line without a verb that ends in a year."""
    ending = [text for text in sentence.texts[-3:] if text not in (".", "года", "г")]
    return bool(ending) and _YEAR.fullmatch(ending[-1]) is not None and ":" not in sentence.texts


class Attendance:
    """Reads the sentences of a document in order."""

    def __init__(self, antecedents: Antecedents, territory_of: Mapping[str, Mention]) -> None:
        self._antecedents = antecedents
        self._territory_of = territory_of
        self._open: Mention | None = None
        """The event whose participants the lines that follow list."""
        self._titled = False
        """Whether a list of them is headed by a line that names no event."""
        self._goes_on = False
        """Whether they are parts of one sentence, between semicolons."""
        self._hour: Mention | None = None
        """Of a programme whose items have hours: what is held at the hour, or the event of the page."""

    def understood(self, said: Predication) -> Iterator[Found]:
        """Who is said to take part, with no event beside the verb: that named right before, at most two sentences."""
        if said.modality in ("denied", "proposed") or any(a.item.kind == "Event" for a in said.arguments):
            return
        unit = said.head.lemma_.lower()
        beside = {child.lemma_.lower() for child in said.head.children}
        if "который" in beside:  # «делегация, которую возглавлял …»
            beside.add(said.head.head.lemma_.lower())
        wanted = WITH_OBJECT.get(unit)
        led = [a.item for a in said.of("object") if unit.startswith(("представ", "возглав"))]
        sent = [item for item in led if item.kind == "Side" or (item.kind in TERRITORY and unit.startswith("представ"))]
        if (
            wanted is not None
            and not sent
            and not beside & set(wanted.split())
            and not (unit in SENDING and any(a.item.kind in PEOPLE for a in said.of("object")))
            or unit == "принять"
            and "участие" not in beside
        ):
            return
        if (wanted is None or sent) and any(
            child.dep_ == "obl" and child.lemma_.lower() not in _TALK | LEADERS and not _is_from(child)
            for child in said.head.children
        ):
            return  # «выступил за отмену пошлин», «участвовал в конкурсе»: another event
        if (
            wanted
            and "участие" in wanted
            and any(child.lemma_.lower() == "участие" and _is_of_something(child) for child in said.head.children)
        ):
            return
        if wanted == "состав" and not any(token.lemma_.lower() == "делегация" for token in said.head.subtree):
            return
        event = self._antecedents.before(said.head.idx)
        if event is None:
            return
        kinds = ACTORS | TERRITORY if unit in JOINING else PERSON | {"Region", "City"} if sent else PERSON
        there = [a.item for a in said.of("subject")]
        if sent and not any(item.kind in ("Person", "Region", "City") for item in there):
            return  # «Россию представляют Тула и Омск»
        for item in (*there, *sent):
            for mention in item.gives(TERRITORY if item in sent else kinds):
                start, end = min(said.head.idx, mention.start), max(said.head.idx + len(said.head), mention.end)
                fact = Participation(event, (mention,))
                yield UNDERSTOOD.found(fact, start, end, said.modality, 0.75)

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """What a sentence or a line says without such a verb."""
        if begins_line(sentence) and _HOUR.match(sentence.tokens[0].doc.text, sentence.tokens[0].idx):
            own = [item.mention for item in items if item.kind == "Event"]
            self._hour, self._open = own[0] if own else self._antecedents.of_page(), None
        yield from described(sentence, self._territory_of, self._antecedents)
        yield from with_whom(sentence, items)
        yield from in_part(sentence, items)
        yield from self._led(sentence, items)
        yield from self._listed(sentence, items)
        yield from self._acting(sentence, items)
        if self._goes_on and sentence.texts[-1] != ";":
            self._open, self._goes_on = None, False

    def _acting(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """Who does something in the sentences after the one that names the event, or in its part behind a
        semicolon: «Рядом сидели …», «Приз вручила …»; not where they speak of another event, of another time, or of
        what somebody is."""
        people = [item for item in items if item.kind in ("Person", "Side")]
        named = [item for item in items if item.kind == "Event"]
        first = _part_after(sentence, named[-1].end) if named else 0
        if not people or first is None or _is_elsewhere(sentence, first):
            return
        event = named[-1].mention if named else self._of_before(sentence)
        if event is None or not _is_past(sentence.tokens[0].doc, event):
            return
        for at in range(first, len(sentence.tokens)):
            if not _is_done(sentence, at):
                continue
            said = predication(sentence, items, at)
            who = [a.item for a in said.of("subject") if a.item in people] if said.modality == "asserted" else []
            for item in who:
                if item.first < first:
                    continue
                begin, end = sentence.span(min(at, item.first), max(at + 1, item.end))
                for mention in there(item):
                    yield ACTING.found(Participation(event, (mention,)), begin, end, said.modality, 0.6)

    def _of_before(self, sentence: Sentence) -> Mention | None:
        """The event of the sentence before, or of two sentences before in the same paragraph."""
        if sentence.previous is None:
            return None
        start = sentence.tokens[0].idx
        event = self._antecedents.before(start)
        if event is None or is_in_another_item(sentence.tokens[0], event.start):
            return None
        near = event.start >= (sentence.previous.previous or sentence.previous).tokens[0].idx
        return event if near or "\n" not in sentence.tokens[0].doc.text[event.end : start] else None

    def _led(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """«Модератор – ректор Иван Орлов», «Среди гостей – …», «в числе участников форума: …»."""
        for at, lemma in enumerate(sentence.lemmas):
            among = lemma in AMONG and sentence.texts[max(at - 3, 0) : at].count("среди") + _in_number(sentence, at)
            told = lemma in ALONE and sentence.texts[at + 1 : at + 2] == (":",)  # «Председательствовал: Иван Орлов»
            leads = (lemma in LEADERS or told) and at <= 1
            with_them = lemma in ("он", "она", "они") and sentence.texts[max(at - 1, 0)] == "с" and at <= 2
            spoke = lemma == "слово" or with_them  # «Слово: …», «С ним: …»
            leads = leads or (spoke and at <= 2 and sentence.texts[at + 1 : at + 2] == (":",))
            leads = leads or (lemma == "слово" and at == 1 and sentence.lemmas[0] in OPENING_WORDS)
            leads = leads or (at <= 1 and _is_card(sentence, at))
            leads = leads or (lemma in _HEADS and at <= 2 and sentence.texts[at + 1 : at + 2] == (":",))
            leads = leads or (lemma == "вести" and at == 0 and self._hour is not None)  # «Ведёт Иван Орлов»
            leads = leads or (lemma == "состав" and at <= 2 and _is_of_delegation(sentence, at))
            if not among and not leads:
                continue
            own = sentence.tokens[at + 1 : at + 2]
            if lemma == "сопредседатель" and own and case_of(own[0]) == "Gen":
                continue  # «Сопредседатели организационного комитета»: of what is named
            named = next((i for i in items if i.kind == "Event" and at < i.first <= at + 2), None)
            behind = named.end if named else at + 1  # «форума «Сибирь – Урал»»: a dash of its name
            dash = next((i for i in range(behind, len(sentence.tokens)) if _leads_in(sentence, i, lemma)), None)
            behind = dash if lemma == "состав" and dash else named.end if named else at
            first = next((i for i in items if i.first > behind and i.kind in _LISTABLE), None)
            if first is None or not {"не", "нет"}.isdisjoint(sentence.texts[: first.first]):
                return
            beside = first.first <= behind + 2 if lemma == "вести" else dash is not None and 0 < first.first - dash < 3
            if not among and not beside:
                return
            start = sentence.tokens[at].idx
            far = _FAR if _PAGE.match(sentence.tokens[0].doc.text) else 0
            event = named.mention if named else self._hour or self._antecedents.before(start)
            if event is None and far:
                event = self._antecedents.of_page() or self._antecedents.before(start, far)
            if event is None:
                return
            alike = PEOPLE if first.kind in PEOPLE else {i.kind for i in first.group}
            for item in items if first.kind in PEOPLE else first.group:
                named_there = item.first >= first.first and item.kind in alike and not item.preposition
                if not named_there or not (may_be_named(item) or lemma == "слушать"):
                    continue
                for mention in there(item):
                    start, end = sentence.span(at, item.end)
                    yield LISTED.found(Participation(event, (mention,)), start, end, confidence=0.75)
            if sentence.texts[-1] == ";":
                self._open, self._goes_on = event, True  # «Слово: Иван Орлов, мэр; Пётр Лисин»
            return

    def _listed(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """A heading that opens a list, a line of it, or what ends it."""
        finite = any("Fin" in t.morph.get("VerbForm", []) for t in sentence.tokens)
        titled, self._titled = self._titled, False
        opened = self._heading(sentence, items)
        if opened is not None:
            self._open = opened
            return
        if self._open is None:
            # «СПИСОК ДЕЛЕГАЦИЙ,», and on the next line «прибывающих на форум»
            self._open = next((i.mention for i in items if i.kind == "Event"), None) if titled else None
            return
        people = [i for i in items if i.kind == "Person" and i.mention and i.mention.named and not i.preposition]
        first = people[0] if people else next(iter(items), None)
        numbered = len(sentence.texts) > 1 and sentence.texts[0].isdigit() and sentence.texts[1] in (".", ")")
        near = first is not None and (
            first.first <= (_FROM if sentence.texts[0] in ("от", "с") else _FIRST)
            or (numbered and ":" in sentence.texts[: first.first])
        )
        if sentence.texts[0].startswith(CLOSING) and ":" in sentence.texts[1:4]:
            self._open = None  # «Отсутствовали: Иван Орлов», «Решили: …»
            return
        if sentence.texts[0] == "(" or _is_dateline(sentence):
            return  # «(г. Тара, 9–11 октября)»: where the event was
        if numbered and finite:
            return  # «4. Тарская область: не приедет»
        if first is None or not near or finite or first.kind not in _LISTABLE:
            if finite or len(sentence.tokens) > _HEADING:
                self._open = None
            return
        headed = [i for i in items[:1] if numbered and people and ":" in sentence.texts[i.end : people[0].first]]
        for item in (*(i for i in headed if i.kind in TERRITORY), *(people or first.group)):
            if may_be_named(item) and not item.preposition and (people or begins_line(sentence)):
                for mention in item.gives(ACTORS | TERRITORY):
                    start, end = sentence.span(item.first, item.end)
                    yield LISTED.found(Participation(self._open, (mention,)), start, end, confidence=0.8)

    def _heading(self, sentence: Sentence, items: Sequence[Item]) -> Mention | None:
        """The event whose participants a line announces: «Участники форума:», «Состав делегации:», …."""
        texts = sentence.texts
        titled = sentence.previous.texts[-1:] if sentence.previous else ()
        called = {texts[0], *titled} & {"состав", "список"}
        if called and any(t.startswith(("делегаци", "участник")) for t in texts[:5]):
            named = next((i.mention for i in items if i.kind == "Event"), None)  # «СОСТАВ делегации … на форум»
            self._titled = named is None
            return named
        if len(texts) > _HEADING or texts[-1] != ":":
            return None
        announces = any(t.startswith(HEADINGS) for t in texts[:5])
        alone = not any(t.startswith("делегаци") for t in texts[:5])
        listing = alone or any(t.startswith(("участник", "участв", "состав", "член")) for t in texts[:5])
        told = "участие" in texts and any(t.startswith(("приня", "прини")) for t in texts)
        if "не" in texts or not (announces and listing or told):
            return None
        named = next((i.mention for i in items if i.kind == "Event"), None)
        return named or self._hour or self._antecedents.before(sentence.tokens[0].idx, _FAR)


def _is_card(sentence: Sentence, at: int) -> bool:
    """«Приветствия: Иван Орлов», and in minutes «Председатель – Иван Орлов»."""
    if _is_of_minutes(sentence, at):
        return sentence.texts[at + 1 : at + 2] in ((":",), ("–",), ("—",), ("-",))
    return sentence.lemmas[at] in CARDS and sentence.texts[at + 1 : at + 2] == (":",)


def _is_of_minutes(sentence: Sentence, at: int) -> bool:
    return sentence.lemmas[at] in OF_MINUTES and bool(_MINUTES.match(sentence.tokens[0].doc.text))


def _part_after(sentence: Sentence, end: int) -> int | None:
    """Where the part of a sentence begins that a semicolon divides from what stands before it."""
    return next((at + 1 for at in range(end, len(sentence.texts)) if sentence.texts[at] == ";"), None)


def _is_elsewhere(sentence: Sentence, first: int) -> bool:
    """Whether the sentence from this token on speaks of another time or event, asks, or begins the next piece of news:
    «01.06.2015 Аким встретил …»."""
    words = (*sentence.lemmas[first:], *sentence.texts[first:])
    return (
        not _ELSEWHERE.isdisjoint(words)
        or _points(sentence)
        or "?" in sentence.texts
        or _DAY.match(sentence.texts[0]) is not None
    )


def _is_past(doc: Doc, event: Mention) -> bool:
    """Whether the sentence that names the event tells it as past, and it is no anniversary."""
    named = doc.char_span(event.start, event.end, alignment_mode="expand")
    if named is None or any(word in event.name.lower() for word in ("летие", "юбилей", "годовщин")):
        return False
    tenses = {tense for t in named.sent for tense in t.morph.get("Tense", [])}
    return not tenses or "Past" in tenses


def _is_done(sentence: Sentence, at: int) -> bool:
    """Whether a verb tells of a thing done by who is there; «его открыл …» is of something else."""
    token = sentence.tokens[at]
    if "Past" not in token.morph.get("Tense", []) or "Fin" not in token.morph.get("VerbForm", []):
        return False
    its = {child.lower_ for child in token.children if child.dep_ == "obj"} | {*sentence.texts[at + 1 : at + 2]}
    own = sentence.lemmas[at] in UNITS and any(child.dep_ == "obl" for child in token.children)
    return not own and sentence.lemmas[at] not in _NOT_THERE and OBJECTS.isdisjoint(its)


def _points(sentence: Sentence) -> bool:
    """«В ней», which no event of its gender was found for."""
    return any(
        a in ("в", "во", "на") and b in _OTHERS for a, b in zip(sentence.texts, sentence.texts[1:], strict=False)
    )


def _is_of_delegation(sentence: Sentence, at: int) -> bool:
    """«В составе делегации – …», «В её составе – …»"""
    whose = (*sentence.texts[max(at - 1, 0) : at], *sentence.lemmas[at + 1 : at + 3])
    return sentence.texts[0] == "в" and not {"её", "ее", "его", "их", "делегация", "группа"}.isdisjoint(whose)


def _leads_in(sentence: Sentence, at: int, label: str) -> bool:
    """A dash or a colon; behind «в составе делегации» also a verb of being there."""
    return sentence.texts[at] in _DASHES or label == "состав" and sentence.lemmas[at] in _WITHIN


def _in_number(sentence: Sentence, at: int) -> int:
    return int("в число" in " ".join(sentence.lemmas[max(at - 4, 0) : at]))


_TALK = RUSSIAN.set("attendance.talk")
"""What one speaks with or about, and how one takes part."""


def _is_from(noun: Token) -> bool:
    """«Из Казахстана приехали …», «от Омска выступил …»: whence, not another event."""
    return any(child.dep_ == "case" and child.lower_ in ("из", "от") for child in noun.children)


def _is_of_something(noun: object) -> bool:
    children = getattr(noun, "children", ())
    return any(child.dep_ in ("nmod", "obl") for child in children)
