"""Events in Kazakh texts: «XVI өңіраралық ынтымақтастық форумы», «Өзбекстанға мемлекеттік сапар», «… кездесті»."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.language.kazakh.noun_phrases import (
    CONJUNCTIONS,
    case,
    is_adjective,
    is_attribute,
    is_owned,
    is_plural,
    own_start,
    phrase_start,
    quotes,
)
from kg.language.kazakh.numerals import MONTHS, ORDINAL, ordinal
from kg.language.kazakh.suffixes import VOICELESS, best_parse, nominative
from kg.language.kazakh.verbs import is_refuted, verb
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Mention
from kg.names.kazakh_spans import CAPITAL, HELD, is_gathering, make
from kg.names.name_words import KAZAKH
from kg.names.same_names import one_name_each, only

EVENT_KINDS = KAZAKH.by_word("events.kinds")
ONLY_AFTER = KAZAKH.groups("events.only_after")
ALWAYS_NAMED = KAZAKH.set("events.always_named")
PLURAL, EITHER = KAZAKH.set("events.plural"), KAZAKH.set("events.either")
MEETING, MET = KAZAKH.words("events.meeting"), KAZAKH.set("events.met")
ATTENDED = KAZAKH.words("events.attended")
CALLED = KAZAKH.words("events.called")
TALKS, HOLDING = KAZAKH.set("events.talks"), KAZAKH.words("events.holding")
OPENED = KAZAKH.set("events.opened")
_OPENED = 8
"""Words between what is opened and the verb."""
MEETINGS = KAZAKH.set("events.meetings")
"""Talks that a genitive before them tells: «екі елдің келіссөзі»."""
GATHERED = KAZAKH.words("events.gathered")
WHILE = KAZAKH.set("events.while")
"""What stands between who gathers and the verb, beside places and numbers."""
RECEIVED = KAZAKH.set("events.received")
TELEPHONED = KAZAKH.set("events.telephoned")
LIGHT_VERBS = {**dict.fromkeys(TELEPHONED, ("шал", "соқ")), "аудиенция": ("бер",), "қабылдау": ("бол",)}
"""With which a noun tells a meeting: «аудиенция берді», «қабылдауында болды»."""
CALL = "телефон арқылы сөйлесуі"
"""How the name of a call ends."""
SPOKEN_AT, DIRECTED = KAZAKH.words("events.spoken_at"), KAZAKH.words("events.directed")
KEPT = KAZAKH.words("events.kept")
"""How verbs begin of an anniversary that is kept."""
TOLD_BY_EVENTS = KAZAKH.set("bodies.institutions") | KAZAKH.set("events.told_by")
TIMES = KAZAKH.set("events.times")
SPANS = KAZAKH.set("events.spans")
WEAK = KAZAKH.set("events.weak")
DIRECTIONS = KAZAKH.set("persons.directions")


def events(doc: Doc, barriers: Collection[int]) -> list[Mention]:
    """Finds events with their words; a series that the text numbers once («XIX … форумы») is that edition."""
    return one_name_each(_events(doc, barriers), (), (by_edition,))


def by_edition(found: Sequence[Mention], known: Sequence[Mention]) -> Callable[[Mention], Iterable[Mention]]:
    """An event whose words the only numbered one of its document repeats."""
    editions = {each.name for each in found if ordinal(own_words(each.name))}
    edition = only(editions) or ""
    whole = set(edition.lower().split())

    def fitting(event: Mention) -> Iterator[Mention]:
        words = event.name.lower().split()
        if len(set(words)) > 2 and set(words) < whole and edition.lower().endswith(f" {words[-1]}"):
            yield replace(event, name=edition)

    return fitting


def _events(doc: Doc, barriers: Collection[int]) -> Iterator[Mention]:
    """Events with their words; a bare «форум» is the last one named before it."""
    last: dict[str, Mention] = {}
    told = False
    numbered: dict[tuple[str, int | None], Mention] = {}
    for token in doc:
        noun = kind_word(token)
        if not noun or token.is_space or token.lower_ in {"сапарлас", "салтанатты"}:
            continue
        if is_plural(token) != (noun in PLURAL) and noun not in EITHER:
            continue
        if not _is_event(doc, token):
            continue
        found = _event(doc, token, barriers)
        number = ordinal(own_words(found.name)) if found is not None else None
        earlier = numbered.get((noun, number)) if number else last.get(noun)
        if found is not None and (earlier is None or not _same(found, earlier, number)):
            if found.named:
                last[noun] = found
                numbered.setdefault((noun, number), found)
            told = True
            yield found
        elif (
            found is None
            and earlier is None
            and (_is_held(doc, token) or _is_recorded(doc, token) or not told and _is_attended(doc, token))
        ):
            told, bare = True, make(doc, token.i, token.i + 1, "Event", nominative(token.text), named=False)
            last[noun] = bare
            yield bare
        elif earlier is not None and noun in ALWAYS_NAMED and noun != "конференция":
            start = found.start if found is not None else token.idx
            span = doc.char_span(start, token.idx + len(token))
            if span is not None:
                yield make(doc, span.start, span.end, "Event", earlier.name, named=found is not None and found.named)


def kind_word(token: Token) -> str:
    """The noun that tells what kind of event it is: «көрме-жәрмеңке» is a «жәрмеңке», «фестивалі» a «фестиваль»."""
    return _kind_word(token.lemma_)


@lru_cache(maxsize=20_000)
def _kind_word(lemma: str) -> str:
    last = lemma.rpartition("-")[2]
    words = (form for word in (lemma, last, best_parse(last).stem) for form in (word, f"{word[:-1]}ь"))
    return next((word for word in words if word in EVENT_KINDS), "")


def _is_event(doc: Doc, token: Token) -> bool:
    words = ONLY_AFTER.get(kind_word(token))
    if token.lemma_ == "ассамблея" and not is_gathering(token):
        return False
    if _is_undone(doc, token) or _tells_which(doc, token):
        return False
    if token.lemma_ == "жиналыс" and token.i and doc[token.i - 1].lower_ == "шығару":
        return False  # «Заң шығару жиналысы» is a body
    if token.lemma_ == "жылдық":
        return _is_kept(doc, token)
    if token.lemma_ in SPANS and not is_owned(token):
        return False  # «апталық рейс»
    if words is None or token.i == 0:
        return words is None
    before = doc[token.i - 1]
    days = token.lemma_ in PLURAL and case(before) == "Gen" and before.lemma_ in ("облыс", "қала", "өлке", "республика")
    days = days or token.lemma_ == "күн" and is_owned(token) and bool(CAPITAL.match(before.text))
    if token.lemma_ == "ашылу" and token.i + 1 < len(doc) and doc[token.i + 1].lemma_ in EVENT_KINDS:
        return False  # «салтанатты ашылу рәсімі»
    opened = token.lemma_ in ("ашылу", "мәжіліс") and token.text[0].islower()  # not the chamber
    whose = [case(each) for each in doc[max(token.i - 2, token.sent.start) : token.i]]
    opened = opened and is_owned(token) and "Gen" in whose  # «көрменің ашылуына», «кеңестің кезекті мәжілісі»
    numbered = opened or token.lemma_ == "сессия" and ORDINAL.fullmatch(before.text) is not None
    return before.lower_ in words or days or numbered


def _tells_which(doc: Doc, token: Token) -> bool:
    """«Халықаралық Олимпиада комитеті», «қысқы Олимпиада ойындары»: it says which body, or which event, is meant."""
    following = doc[token.i + 1] if token.i + 1 < token.sent.end else token
    return case(token) == "Nom" and is_owned(following) and following.lemma_ in TOLD_BY_EVENTS


def _is_undone(doc: Doc, token: Token) -> bool:
    """«келіссөз жүргізген жоқ», «форум өтпеді», «форум өтеді деген хабар жалған»."""
    if is_refuted(doc.text[token.idx : token.sent.end_char]):
        return True
    rest = list(doc[token.i + 1 : min(token.i + 3, token.sent.end)])
    told = next((found for each in rest if (found := verb(each.text))), None)
    return told is not None and (told.denied or any(each.lower_ in ("жоқ", "емес") for each in rest[1:]))


def _is_kept(doc: Doc, token: Token) -> bool:
    """«Келісімнің 25 жылдығы аталып өтті»."""
    rest = [each.lower_ for each in doc[token.i + 1 : token.sent.end]]
    number = token.i > token.sent.start and doc[token.i - 1].text[0].isdigit()
    return number and is_owned(token) and any(word.startswith(KEPT) for word in rest[:3])


def _is_held(doc: Doc, token: Token) -> bool:
    """«Қалада жиын өтті»: an event that has no more name than its kind."""
    following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    return (
        not token.is_sent_start
        and token.lemma_ not in ONLY_AFTER
        and not is_owned(token)
        and following.startswith(HELD)
    )


def _is_recorded(doc: Doc, token: Token) -> bool:
    """«Брифинг стенограммасы»: a title."""
    following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    return bool(token.is_sent_start) and case(token) == "Nom" and following.startswith(("стенограмма", "хаттама"))


def _is_attended(doc: Doc, token: Token) -> bool:
    """«Кездесуге министр қатысты», «Отырыс Омбыда өтті»: the first that a text says of an event, and no more name than
    its kind. A meeting that a verb told before is meant by it."""
    before = doc[: token.i]
    meant = any(each.lemma_ == token.lemma_ or each.lower_.startswith((*MEETING, "қабылда")) for each in before)
    meant = meant or token.lemma_ in ("рәсім", "салтанат") and any(each.lower_.startswith("ашыл") for each in before)
    several = is_plural(token) and token.lemma_ not in EITHER
    if meant or is_owned(token) or several or token.lemma_ in ONLY_AFTER:
        return False
    rest = [each.lower_ for each in doc[token.i + 1 : token.sent.end] if each.text[0].isalpha()]
    if case(token) == "Dat":
        return any(word.startswith(ATTENDED) for word in rest)
    if case(token) == "Loc":
        return " сөз ал" in f" {' '.join(rest)}" or any(word.startswith(SPOKEN_AT) for word in rest)
    closing = rest[-1] if rest else ""
    if case(token) == "Acc":
        return closing.startswith(DIRECTED)
    named = any(CAPITAL.match(each.text) for each in doc[token.i + 1 : token.sent.end])
    return bool(token.is_sent_start) and case(token) == "Nom" and named and closing.startswith(HELD)


def _same(event: Mention, earlier: Mention, number: int | None) -> bool:
    """«өңіраралық форум» and «XX форум» after «XX Қазақстан – Ресей өңіраралық ынтымақтастық форумы»."""
    words, known = (each.name.lower().split() for each in (event, earlier))
    shorter = set(words[:-1]) <= set(known) and len(words) < len(known)
    return shorter and (bool(number) or not event.named)


def own_words(name: str) -> str:
    """The part of an event's name that is not the larger event it belongs to: «… форумының пленарлық отырысы»."""
    words = name.split()
    larger = [i for i, word in enumerate(words[:-1]) if best_parse(word).stem in EVENT_KINDS]
    return " ".join(words[larger[-1] + 1 :]) if larger else name


def encounters(doc: Doc, people: Collection[Mention]) -> Iterator[Mention]:
    """Meetings told by a verb or by a bare noun: «Тоқаев Путинмен кездесті», «… пен … келіссөз жүргізді»."""
    for token in doc:
        gathered = _gathered(doc, token)
        met = _met_in(doc, token) or ("Ins" if gathered else "")
        if not met:
            continue
        present = [each for each in people if token.sent.start_char <= each.start and each.end <= token.idx]
        spans = [(each, span) for each in present if (span := doc.char_span(each.start, each.end)) is not None]
        name = _encounter(doc, token, spans, met) if present else gathered
        if name:
            yield make(doc, token.i, token.i + 1, "Event", name, named=False)


def _met_in(doc: Doc, token: Token) -> str:
    """The case of whom one meets, if the word tells a meeting: «Путинмен кездесті», «Путинге қоңырау шалды»."""
    low, following = token.lower_, doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if low in RECEIVED:
        return "Acc"
    if low.startswith(MEETING) and low != "кездестіріп" or low.startswith(CALLED) and _by_telephone(doc, token):
        return "Ins"
    light = following.startswith(LIGHT_VERBS.get(token.lemma_, ()))
    if not (light or token.lemma_ in TALKS) or _is_undone(doc, token):
        return ""
    if light:
        return "Gen" if token.lemma_ == "қабылдау" else "Dat"
    before = case(doc[token.i - 1]) if token.i and is_owned(token) else ""
    if before == "Gen" and token.lemma_ in MEETINGS:
        return "Gen"
    between = any(word.lower_ == "арасында" for word in doc[token.sent.start : token.i])
    held = following.startswith(HOLDING) or between and following.startswith(("өтті", "өтеді", "болды", "басталды"))
    return "Ins" if held or before == "Ins" and following.startswith((*HELD, "бол")) else ""


def _encounter(doc: Doc, token: Token, spans: Sequence[tuple[Mention, Span]], met: str) -> str:
    """What a meeting is called: «Тоқаев пен Путин кездесуі», or after whom the first of the sentence meets."""
    others = [each for each, span in spans if case(span[-1]) == met]
    with_one = met == "Ins" and token.lemma_ in TALKS and is_owned(token)
    hosts = [each for each, span in spans if case(span[-1]) in (("Nom", "Gen") if with_one else ("Nom",))]
    if not hosts:
        return ""
    after = max((span.end for _, span in spans), default=0)
    joined = _joined(doc, [span for _, span in spans], [each for each, _ in spans]) if met != "Dat" else None
    party = _party(doc, token, after) if not others and met != "Acc" else ""
    other = others[-1] if others else joined
    whom = party or (other.name if other is not None else "")
    if not whom or whom == hosts[0].name:
        return ""
    called = token.lower_.startswith(CALLED) and _by_telephone(doc, token) or token.lemma_ in TELEPHONED
    noun = CALL if called else "келіссөзі" if token.lemma_ in ("келіссөз", "консультация") else "кездесуі"
    return f"{hosts[0].name} {conjunction(hosts[0].name)} {whom} {noun}"


def _gathered(doc: Doc, verb: Token) -> str:
    """«Елдердің көлік министрлері Омбыда бас қосты», «екі қаланың шахматшылары кездесті»: who, in the plural, and no
    name; when and where may stand between."""
    if not verb.lower_.startswith((*MEETING, *GATHERED)):
        return ""
    at = verb.i - 1 - (verb.lower_.startswith("қос") and doc[verb.i - 1].lower_ == "бас")
    if verb.lower_.startswith("қос") and at == verb.i - 1:
        return ""
    while at > verb.sent.start and (case(doc[at]) == "Loc" or doc[at].pos_ == "NUM" or doc[at].lower_ in WHILE):
        at -= 1
    if at < verb.sent.start:
        return ""
    who = doc[at]
    if not (is_plural(who) and is_owned(who) and case(who) == "Nom" and (who.lemma_ in MET or _is_doer(who))):
        return ""
    noun = "басқосуы" if verb.lower_.startswith("қос") else "кездесуі"
    start = phrase_start(doc, who.i)
    linked = {",", *CONJUNCTIONS}
    while start - 2 >= doc[at].sent.start and doc[start - 1].lower_ in linked and CAPITAL.match(doc[start - 2].text):
        start -= 2  # «Қазақстан, Өзбекстан және Қырғызстан президенттері»
    return f"{doc[start : who.i + 1].text}{'нің' if who.text.endswith('і') else 'ның'} {noun}"


def _is_doer(token: Token) -> bool:
    """«шахматшылары», «тарихшылары»."""
    return token.lower_.endswith(("шылары", "шілері"))


def _by_telephone(doc: Doc, verb: Token) -> bool:
    """«телефон арқылы сөйлесті», «телефонмен сөйлесу өтті»."""
    return any(word.lower_.startswith("телефон") for word in doc[max(verb.i - 4, verb.sent.start) : verb.i])


def _party(doc: Doc, verb: Token, after: int) -> str:
    """Who is met without a name, told `after` the last person: «облыс басшылығымен кездесті», «Иран делегациясымен
    келіссөз жүргізді»."""
    before = doc[verb.i - 1] if verb.i else None
    if before is None or case(before) != "Ins" or before.sent != verb.sent or not before.text[0].isalpha():
        return ""
    return nominative(doc[max(after, phrase_start(doc, before.i)) : verb.i].text) if before.lemma_ in MET else ""


def _joined(doc: Doc, spans: list[Span], people: list[Mention]) -> Mention | None:
    """The second of «X пен … Төрағасы Y кездесті»."""
    for position, span in enumerate(spans[:-1]):
        if doc[span.end].lower_ in {"мен", "бен", "пен"} and case(spans[-1][-1]) == "Nom" and position == 0:
            return people[-1]
    return None


def openings(doc: Doc, projects: Collection[Mention]) -> Iterator[Mention]:
    """«Астанада … филиалы ашылды»: the opening of what is a project until then; «Қыркүйекте жаңа цех іске қосылды»."""
    taken = set()
    for project in projects:
        span = doc.char_span(project.start, project.end)
        if project.kind != "Project" or span is None:
            continue
        for told in doc[span.end : min(span.end + 2, span.sent.end)]:
            if told.lower_.startswith(("ашылды", "ашылады", "ашылмақ")):
                taken.add(told.i)
                yield make(doc, told.i, told.i + 1, "Event", f"{project.name} ашылуы", named=False)
    for told in doc:
        going = told.lower_.startswith("қосылды") and told.i > told.sent.start and doc[told.i - 1].lower_ == "іске"
        doors = told.lower_.startswith("ашты") and told.i > told.sent.start and doc[told.i - 1].lower_ == "есік"
        if told.i in taken or not (going or doors or told.lower_.startswith(("ашылды", "ашылады"))):
            continue
        before = list(doc[max(told.sent.start, told.i - _OPENED) : told.i])
        what = next((t for t in reversed(before) if t.lemma_ in OPENED and case(t) == "Nom"), None)
        if what is not None and (
            doors or any(t.lemma_.lower() in MONTHS or t.lower_ in ("бүгін", "кеше") for t in told.sent)
        ):
            name = nominative(doc[phrase_start(doc, what.i) : what.i + 1].text)
            yield make(doc, told.i, told.i + 1, "Event", f"{name} {'іске қосылуы' if going else 'ашылуы'}", named=False)


def conjunction(word: str) -> str:
    """«мен», «бен» or «пен», by the last sound of the word before it."""
    last = word[-1].lower()
    return "пен" if last in VOICELESS else "бен" if last in "зж" else "мен"


def _event(doc: Doc, token: Token, barriers: Collection[int]) -> Mention | None:
    start = phrase_start(doc, token.i, barriers=barriers, asides=True)
    devoted = [word.i + 1 for word in doc[start : token.i] if word.lower_ == "арналған"]
    senders = [word.i + 1 for word in doc[start : token.i] if word.lower_ in {"делегациясы", "өкілдері", "делегация"}]
    start = max([start, *devoted, *senders, *_other_events(doc, start, token), *_loose(doc, start, token)])
    while start < token.i and (
        doc[start].lower_ in CONJUNCTIONS | {"арасында"} or _is_subject(doc[start]) or _counted(doc, start)
    ):
        start += 1
    start = own_start(doc, start, token.i, barriers)
    if token.lemma_ == "сапар":
        start = _destination(doc, start, barriers)
    words = doc[start : token.i]
    if start == token.i and is_owned(token) and token.i and doc[token.i - 1].lower_.startswith(HELD):
        owner = next((t for t in reversed(doc[token.sent.start : token.i]) if case(t) == "Gen"), None)
        if owner is not None:  # «кеңестің Уфада өткен отырысында»
            first = phrase_start(doc, owner.i, barriers=barriers)
            name = nominative(f"{doc[first : owner.i + 1].text} {token.text}")
            return make(doc, first, token.i + 1, "Event", name, named=False)
    if not any(word.lower_ not in WEAK or word.lower_ == "келесі" for word in words if not word.is_punct):
        return None
    named = any(ORDINAL.fullmatch(word.text) or word.text in '"«“' for word in words)
    named = named or (
        kind_word(token) in ALWAYS_NAMED and any(CAPITAL.match(word.text) and not word.is_sent_start for word in words)
    )
    return make(doc, start, token.i + 1, "Event", nominative(doc[start : token.i + 1].text), named=named)


def _counted(doc: Doc, position: int) -> bool:
    """«40 компания жәрмеңкеге қатысты»: those who came; «екі рет келіссөз», «үш күндік сапар»: how often, how long."""
    before = doc[position - 1] if position > doc[position].sent.start else None
    word = doc[position]
    counts = word.pos_ == "NOUN" or word.lower_ in TIMES
    return before is not None and before.pos_ == "NUM" and counts and word.text[0].islower()


def _other_events(doc: Doc, start: int, head: Token) -> Iterator[int]:
    """Positions after an event that a conjunction joins to this one: «… көрмесі және … концерті»."""
    for word in doc[start + 1 : head.i]:
        before = doc[word.i - 1]
        whole = case(before) == "Nom" and is_owned(before) and not is_plural(before)
        if word.lower_ in CONJUNCTIONS and kind_word(before) and whole:
            yield word.i + 1


def _loose(doc: Doc, start: int, head: Token) -> Iterator[int]:
    """Positions after what an event without possessive suffix cannot own: «компания Омбыдағы көрме», «елшілігі құрама
    командасы турнирде», «Алматының көрме»; a quoted name may end in a suffix."""
    if is_owned(head):
        return
    quoted = max((close for close in quotes(head.sent) if start <= close < head.i), default=start - 1)
    for word in doc[quoted + 1 : head.i]:
        following = doc[word.i + 1]
        subject = word.is_lower and word.pos_ == "NOUN" and case(word) == "Nom"
        subject = subject and is_attribute(following) and not is_owned(following)
        if case(word) == "Gen" or is_owned(word) and case(word) == "Nom" and not is_adjective(word) or subject:
            yield word.i + 1


def _destination(doc: Doc, start: int, barriers: Collection[int]) -> int:
    """«Өзбекстанға мемлекеттік сапар», «Абай облысына жұмыс сапары»: where the visit goes is part of its name."""
    position = start - 1
    if position < doc[start].sent.start or case(doc[position]) != "Dat":
        return start
    if not CAPITAL.match(doc[position].text):
        if doc[position].lemma_ not in {"облыс", "өлке", "қала", "аудан"}:
            return start
        position -= 1
    if doc[position].lemma_ == "республика":  # «Қытай Халық Республикасына»
        while position > doc[start].sent.start and CAPITAL.match(doc[position - 1].text):
            if case(doc[position - 1]) != "Nom" or position - 1 in barriers:
                break
            position -= 1
    if position > doc[start].sent.start and doc[position - 1].text in DIRECTIONS:
        position -= 1  # «Шығыс Қазақстан облысына»
    return position if position >= doc[start].sent.start and position not in barriers else start


def _is_subject(token: Token) -> bool:
    return token.lemma_ in {"президент", "басшы", "министр", "төраға"} and case(token) == "Nom"
