"""Who leads, founds or sits on a body, where no post stands beside the name: «Комиссию возглавил Иван Орлов»,
«Сопредседатели рабочей группы – Иван Орлов и Анна Ким», «Председателем Ассоциации избран мэр Омска Иван Орлов»."""

from collections.abc import Collection, Iterator, Sequence

from kg.language.tokens import Token
from kg.model.facts import Found, Founding, Membership, Mention, Modality, Phrase, Role
from kg.names.events.held import DAYS
from kg.reading.clauses.antecedents import Antecedents, is_union
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import WHERE, predication
from kg.reading.cues import RUSSIAN
from kg.reading.frames.frame import BODY, PERSON, TERRITORY
from kg.reading.function_rule import FunctionRule
from kg.reading.modality import is_former
from kg.reading.pattern import Sentence

LEADS = FunctionRule(
    "ru", "leads-body", Role, "Who leads a body, told by a verb or a list: «Управление возглавляет Иван Орлов»."
)
SITS = FunctionRule(
    "ru",
    "sits-on-body",
    Membership,
    "Who leads or is on a commission, council or union: «Членами Совета стали Иван Орлов и Анна Ким».",
)
FOUNDED = FunctionRule(
    "ru",
    "founders-told",
    Founding,
    "Who founded a body, after a participle or «учредители»: «Союз, учреждённый Омском», «Учредителями его стали …».",
)
LEADING = {**dict.fromkeys("возглавить возглавлять".split(), "глава"), "руководить": "руководитель", "вести": ""}
"""Verbs of leading, with the post that they say somebody has."""
CHAIRS = RUSSIAN.set("chairs.chairs")
FOUNDERS = frozenset("учредитель соучредитель основатель".split())
FOUNDING = RUSSIAN.set("chairs.founding")
TAKING_IN = frozenset("принять принимать кооптировать".split())
LEAGUES = RUSSIAN.words("chairs.leagues")
"""How the name of a body begins that takes in towns and countries, and receives no guests."""
ADMITTED = RUSSIAN.set("chairs.admitted")
JOINING = ADMITTED | frozenset("войти входить вступить присоединиться примкнуть влиться".split())
MEMBERS = frozenset("член участник сопредседатель соруководитель".split())
NEWCOMERS = frozenset("член наблюдатель".split())
"""Seats of a union that towns and countries take too: «Наблюдателем стала Тара»."""
SEATS = CHAIRS | FOUNDERS | NEWCOMERS | {"участник"}
MADE = RUSSIAN.set("chairs.made")
"""Verbs that say who has a post that stands in the instrumental."""
UNITS = LEADING.keys() | SEATS | FOUNDING | JOINING | {"глава"}
_TAKERS = dict.fromkeys(FOUNDERS | NEWCOMERS, PERSON | BODY | TERRITORY) | dict.fromkeys(CHAIRS, PERSON | TERRITORY)
_AFTER = ((",", "за", "ним"), (",", "за", "ней"))
"""«Вступил Омск, за ним Тара»"""
_DASHES = frozenset("–—-:")
_TIMES = DAYS | {"год", "день", "месяц", "неделя", "начало", "конец", "время"}
_NEAR = 3
"""Tokens from a post to its body, over adjectives."""
_FAR = 10
"""Tokens between a post and its verb."""


def chairs(sentence: Sentence, items: Sequence[Item], antecedents: Antecedents, at: int) -> Iterator[Found]:
    """What the word at this index, one of UNITS, says of who leads or is on a body."""
    seat = sentence.lemmas[at]
    if is_former(sentence.tokens[at]):
        return
    if seat in LEADING:
        yield from _led(sentence, items, at)
        return
    if seat == "глава":
        yield from _at_the_head(sentence, items, at)
        return
    if seat in FOUNDING:
        yield from _founded(sentence, items, at)
        return
    if seat in JOINING:
        yield from _joined(sentence, items, at, antecedents)
        return
    body = next((i for i in items if i.kind == "Organisation" and at < i.first <= at + _NEAR), None)
    if body and any(t.pos_ in ("VERB", "AUX") for t in sentence.tokens[at + 1 : body.first]):
        body = None  # «Основателями фонда стали «Луч» и «Заря»»
    post = next((i for i in items if i.kind in ("Holder", "Person") and i.first == at), None)
    of = (
        body.mention if body else next((m for m in post.stands_for if m.kind == "Organisation"), None) if post else None
    )
    if of is None:
        of = antecedents.union_before(sentence.tokens[at].idx)
        of = of if of and _may_be_called(of, sentence, at + 1) else None
    end = body.through if body else post.end if post else at + 1
    if of is None or not (is_union(of.name) or seat in FOUNDERS) or "не" in sentence.texts:
        return
    case = sentence.tokens[at].morph.get("Case", [""])[0]
    people = [post] if post and post.kind == "Person" and seat == "член" else _named(sentence, items, at, end)
    modality: Modality = "asserted"
    whose = post is not None and post.kind == "Person"  # «принят председателем палаты Анной Ким»
    if not people and case == "Ins" and not whose:
        people, modality = _made(sentence, items, at, _TAKERS.get(seat, PERSON))
    for item in people:
        if item.mention is not None and modality in ("asserted", "planned"):
            start, stop = sentence.span(min(at, item.first), max(end, item.end))
            if seat in FOUNDERS:
                if item.mention.name != of.name:
                    yield FOUNDED.found(Founding(of, (item.mention,)), start, stop, modality, 0.75)
                continue
            yield SITS.found(Membership(item.mention, of), start, stop, modality, 0.75)
            if seat in CHAIRS and item.kind == "Person":
                yield LEADS.found(Role(item.mention, _phrase(sentence, at, seat), of), start, stop, modality, 0.75)


def _may_be_called(body: Mention, sentence: Sentence, at: int) -> bool:
    """Whether the noun behind a post, if there is one, is the body's: «председателем комиссии» is of no fund."""
    noun = sentence.tokens[at] if at < len(sentence.tokens) else None
    if noun is None or noun.pos_ != "NOUN" or "Gen" not in noun.morph.get("Case", []):
        return True
    return not is_union(sentence.lemmas[at]) or sentence.lemmas[at][:5] in body.name.lower()


def _named(sentence: Sentence, items: Sequence[Item], at: int, end: int) -> list[Item]:
    """Those after a dash or colon behind «Сопредседатели совета» at the beginning."""
    people = [i for i in items if i.kind == "Person" and i.first >= end and not i.preposition and i.may_be("Nom")]
    first = next(iter(people), None)
    if first is None:
        return []
    alone = "Sing" in sentence.tokens[at].morph.get("Number", []) and sentence.lemmas[at] in MEMBERS
    if alone and first.first == end and "Nom" in sentence.tokens[at].morph.get("Case", []):
        return [first]  # «член научного совета «Каспий» Иван Орлов»
    while end < first.first and not sentence.mentions[end] and sentence.tokens[end].pos_ in ("ADJ", "NOUN"):
        end += 1  # «Сопредседатели рабочей группы – …»
    if sentence.texts[end : end + 1] and sentence.texts[end] in _DASHES and at <= 1 and first.first <= end + 2:
        return people
    return []


def _made(sentence: Sentence, items: Sequence[Item], at: int, kinds: Collection[str]) -> tuple[list[Item], Modality]:
    """«Сопредседателями назначены Иван Орлов и Анна Ким», «Орлов избран председателем»."""
    verbs = [i for i, lemma in enumerate(sentence.lemmas) if lemma in MADE and abs(i - at) <= _FAR]
    verb = min(verbs, key=lambda i: abs(i - at), default=None)
    if verb is None:
        return [], "asserted"
    said = predication(sentence, items, verb)
    people = [a.item for a in said.of("subject", "object") if a.item.kind in kinds]
    if len({id(item.group) for item in people}) > 1:
        people = [item for item in people if item.first > min(at, verb)]
    return people, said.modality


def _led(sentence: Sentence, items: Sequence[Item], at: int) -> Iterator[Found]:
    said = predication(sentence, items, at)
    title = LEADING[sentence.lemmas[at]]
    parts = ("object", "genitive+часть") + (("instrumental",) if title == "руководитель" else ())
    led = [a.item for a in said.of(*parts)]
    led = [item for item in led if item.kind == "Organisation" or (title == "глава" and item.kind in TERRITORY)]
    item_led = next(iter(led), None)
    body = item_led.mention if item_led else None
    if body is None or item_led is None or said.modality not in ("asserted", "planned"):
        return
    for item in (a.item for a in said.of("subject")):
        town = item.kind in TERRITORY and is_union(body.name) and title == "глава"  # «Лигу возглавляет Омск»
        if item.mention is None or item.kind != "Person" and not town:
            continue
        ends = max(at + 1, item.end, item_led.end)
        start, stop = sentence.span(min(at, item.first, item_led.first), ends)
        if is_union(body.name):
            yield SITS.found(Membership(item.mention, body), start, stop, said.modality, 0.75)
        if title and not town and not any(a.item.mention is body for a in said.of("genitive+часть")):
            yield LEADS.found(Role(item.mention, _phrase(sentence, at, title), body), start, stop, said.modality, 0.75)


def _joined(sentence: Sentence, items: Sequence[Item], at: int, antecedents: Antecedents) -> Iterator[Found]:
    """«В состав совета вошли Иван Орлов и Анна Ким»; regions and bodies are read by the frame `belongs-to`, but where
    no word stands for what they join: «Позже присоединился Омск»."""
    said = predication(sentence, items, at)
    function = "object" if sentence.lemmas[at] in ADMITTED else "subject"
    passive = "Pass" in said.head.morph.get("Voice", [])
    taken_in = sentence.lemmas[at] in TAKING_IN and not passive
    alone = function == "subject" or passive
    alone = alone and not any(
        child.lower_ in WHERE
        or child.lemma_.lower() == "который"
        or (
            child.lemma_.lower() not in _TIMES
            and not (child.lemma_.lower() == "состав" and not any(one.dep_ == "nmod" for one in child.children))
            and not child.text[0].isdigit()
            and _is_led(child, ("в", "во", "к", "ко"))
        )
        for child in said.head.children
    )
    body = antecedents.union_before(said.head.idx) if alone and said.modality == "asserted" else None
    who = [a.item for a in said.of(function) if body and a.item.kind in BODY | TERRITORY]
    if taken_in and said.modality in ("asserted", "planned"):
        host = next((a.item.mention for a in said.of("subject") if a.item.kind == "Organisation"), None)
        if host and host.name.lower().startswith(LEAGUES):  # «Лига приняла Омск»; a council may have guests
            body, who = host, [a.item for a in said.of("object") if a.item.kind in TERRITORY]
    if who and any(sentence.texts[i : i + 3] in _AFTER for i in range(at, len(sentence.texts))):
        who = [one for one in items if one.kind == who[0].kind and not one.preposition and one.may_be("Nom")]
    for item in who:
        if item.mention and body and item.mention.name != body.name:
            start, stop = sentence.span(min(at, item.first), max(at + 1, item.end))
            yield SITS.found(Membership(item.mention, body), start, stop, said.modality, 0.7)
    bodies = [a.item.mention for a in said.of("в", "genitive+состав", "в+состав") if a.item.kind == "Organisation"]
    of = next((body for body in bodies if body and is_union(body.name)), None)
    people = [a.item for a in said.of(function) if a.item.kind == "Person" and a.item.head.lower_ != "мы"]
    for item in people if of and said.modality in ("asserted", "planned") else ():
        if item.mention and of:
            start, stop = sentence.span(min(at, item.first), max(at + 1, item.end))
            start, stop = min(start, of.start), max(stop, of.end)
            yield SITS.found(Membership(item.mention, of), start, stop, said.modality, 0.75)


def _is_led(noun: Token, words: Collection[str]) -> bool:
    """Whether one of these prepositions stands with it."""
    return any(child.dep_ == "case" and child.lower_ in words for child in noun.children)


def _founded(sentence: Sentence, items: Sequence[Item], at: int) -> Iterator[Found]:
    """«Союз «Степь», учреждённый в 2021 году Омском и Тарой»: the list in the instrumental behind a participle."""
    token = sentence.tokens[at]
    body = _body_before(sentence, at - 1)
    told = sentence.texts[at - 1] == "," and "Part" in token.morph.get("VerbForm", [])
    if body is None or not told:
        return
    kinds = PERSON | BODY | TERRITORY
    first = next((i for i in items if at < i.first <= at + _NEAR + 1 and i.kind in kinds and not i.preposition), None)
    last, founders = first, [first] if first and _is_instrumental(sentence, first) else []
    for item in items if founders else ():
        if last is None or item.first <= last.first:
            continue
        between = sentence.tokens[last.end : item.first]
        if item.kind not in kinds or not all(t.text in "«»,и" or t.pos_ == "ADJ" for t in between):
            break
        last = item
        founders.append(item)
    for founder in founders:
        if founder and founder.mention:
            stop = sentence.span(body[0], founder.end)[1]
            yield FOUNDED.found(Founding(body[1], (founder.mention,)), body[1].start, stop, "asserted", 0.8)


def _body_before(sentence: Sentence, end: int) -> tuple[int, Mention] | None:
    """The body whose name ends there, be it in that of an event: «заседание Совета «Степь», учреждённого …»."""
    for first in range(end - 1, max(end - _FAR, 0) - 1, -1):
        for stop, mention in sentence.mentions[first]:
            if stop == end and mention.kind == "Organisation":
                return first, mention
    return None


def _at_the_head(sentence: Sentence, items: Sequence[Item], at: int) -> Iterator[Found]:
    """«рабочая группа во главе с министром Иваном Орловым»"""
    around = (*sentence.texts[max(at - 1, 0) : at], *sentence.texts[at + 1 : at + 2])
    if around not in (("во", "с"), ("во", "со")) or "не" in sentence.texts:
        return
    led = _body_before(sentence, at - 1)
    person = next((i for i in items if i.kind == "Person" and i.first > at), None)
    if led is None or not is_union(led[1].name) or person is None or person.mention is None or person.first > at + _FAR:
        return
    between = sentence.tokens[at + 1 : person.first]
    if person.preposition in ("с", "с участием") and not any(t.text in ",;:" or t.pos_ == "VERB" for t in between):
        stop = sentence.span(led[0], person.end)[1]
        yield SITS.found(Membership(person.mention, led[1]), led[1].start, stop, "asserted", 0.75)


def _is_instrumental(sentence: Sentence, item: Item) -> bool:
    """Its own case, or that of the adjective before a quoted name: «швейцарской «Бергманн»»."""
    before = [t for t in sentence.tokens[max(item.first - 2, 0) : item.first] if t.pos_ == "ADJ"]
    return item.may_be("Ins") or any("Ins" in t.morph.get("Case", []) for t in before) or item.head.text.isupper()


def _phrase(sentence: Sentence, at: int, title: str) -> Phrase:
    start, end = sentence.span(at, at + 1)
    return Phrase(start, end, title)
