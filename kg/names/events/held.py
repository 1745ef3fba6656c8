"""Events that a Russian text says are held, at a place or on a day: «В Актау прошла ярмарка», «провёл в Омске отчётную
встречу».

A noun without a name is an event when a verb says that it takes place, and the sentence where, when or who, or where
something else is said to be at it and it has its town beside it («на конференции в Баку»). It is none where the text
names another event by the same noun, unless its number is another: then it speaks of that one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.language.russian.nominative import nominative
from kg.language.russian.ordinals import ordinal
from kg.language.tokens import Doc, Token
from kg.model.facts import PLACES, Mention
from kg.model.offsets import Starts, extents
from kg.names.name_words import RUSSIAN
from kg.names.noun_phrases import POINTING, SentenceLine, case_of
from kg.names.thing import NamedThing, mention_of, titled

NOUNS: Mapping[str, str] = RUSSIAN.by_word("events.held")
"""Nouns of events, with their kind."""
COMPOUND = RUSSIAN.words("held.compound")
"""Those that begin with another noun now and then."""
AGAIN = RUSSIAN.set("held.again")
"""Those that a text tells again, once it has told more of them."""
PLURAL = RUSSIAN.set("events.held_plural")
HAPPENS = RUSSIAN.set("events.happens")
HOLDS = RUSSIAN.set("events.holds")
ATTENDS = RUSSIAN.set("events.attends")
OTHERS = RUSSIAN.set("events.others")
DAYS = RUSSIAN.set("held.days")
BEGINNINGS, BEGUN = frozenset({"открытие", "запуск"}), frozenset("состояться пройти проходить".split())
"""Nouns that are events with these verbs alone."""
COURSE = RUSSIAN.set("held.course")
"""What one is said to be at by: «по итогам выставки», «участники встречи»."""
PLANS = RUSSIAN.set("held.plans")
"""Verbs of what will be held: «договорились провести форум»."""
_STEM = 5
"""Letters by which two forms of a noun are known for one."""
_LONGEST = 12
"""Tokens; what is longer has run into the next clause."""
_AROUND = {*PLACES, "Person", "Organisation"}


def held(doc: Doc, known: Sequence[Mention], named: Collection[str]) -> Iterator[NamedThing]:
    """Finds them outside of what is known; `named` are the names of the events found before."""
    words = {word.lower()[:_STEM] for name in named for word in name.split()}
    numbers = {ordinal(name.split()[0]) for name in named}
    taken = extents(m for m in known if m.kind in ("Event", "Agreement", "Project", "Organisation", "Person"))
    begun = Starts(known)
    for sent in doc.sents:
        tokens = [token for token in sent if not token.is_space]
        heads = [at for at, token in enumerate(tokens) if _noun(token)]
        if not heads:
            continue
        line = SentenceLine.of_sentence(sent, begun)
        inside = begun.within(sent.start_char, sent.end_char)
        for at in heads:
            token, lemma = tokens[at], _noun(tokens[at])
            numbered = _numbered(tokens, at)
            number = ordinal(tokens[numbered].text, tokens[numbered].lemma_) if numbered < at else None
            if token.idx in taken or (lemma[:_STEM] in words and (number is None or number in numbers)):
                continue
            if (thing := _thing(line, at, inside, numbered)) is not None:
                words.add(lemma[:_STEM])
                numbers.add(number)
                yield replace(thing, ordinal=number)


def _noun(token: Token) -> str:
    """The noun of an event that it is, or ends in: «инвестфорум», «агровыставка»; else nothing."""
    lemma = token.lemma_.lower()
    if lemma in NOUNS:
        return lemma
    return next(noun for noun in COMPOUND if lemma.endswith(noun)) if lemma.endswith(COMPOUND) else ""


def _numbered(tokens: Sequence[Token], at: int) -> int:
    """Where the number stands that tells it from the one before («следующее, десятое, заседание»); else `at`."""
    for i in range(at - 1, max(at - 3, -1), -1):
        if ordinal(tokens[i].text, tokens[i].lemma_) is not None and case_of(tokens[i]) in (case_of(tokens[at]), ""):
            return i
        if tokens[i].text != ",":
            break
    return at


def _thing(line: SentenceLine, at: int, inside: Sequence[Mention], numbered: int) -> NamedThing | None:
    tokens = line.tokens
    head, lemma = tokens[at], _noun(tokens[at])
    verb = _takes_place(head)
    if ("Plur" in head.morph.get("Number", [])) != (lemma in PLURAL):
        return None
    if verb is None and not _is_been_at(line, at, inside):
        return None
    if lemma in BEGINNINGS and (verb is None or verb.lemma_.lower() not in BEGUN):
        return None  # «идёт открытие рынков Китая»
    if lemma == "раунд" and (at + 1 == len(tokens) or tokens[at + 1].lemma_.lower() not in NOUNS):
        return None
    first = line.phrase_start(at)
    if numbered == at and any(t.lemma_.lower() in POINTING | OTHERS for t in tokens[max(first - 1, 0) : at]):
        return None
    end = line.phrase_end(at, ())
    if line.breaks_off(end) or end - first > _LONGEST:
        return None
    place = _place(line, inside, first, end, verb or head)
    if place is None and first == at and end == at + 1:
        end = _building_end(tokens, at, inside)
    told_by = {m.name for m in inside if m.kind in _AROUND} if verb is not None and lemma not in AGAIN else set()
    alone = first == at and end == at + 1 and len(told_by) < 2  # «провели телемост» is told by who they are that did
    if place is None and (alone or not _is_told(tokens, inside)):
        return None
    told = tokens[first:end] if numbered == at else (tokens[numbered], *tokens[at:end])
    name = titled(nominative(told))
    if place is not None and not any(place.start <= t.idx < place.end for t in tokens[first:end]):
        words = [t for t in tokens if place.start <= t.idx < place.end]
        where = "".join(t.text_with_ws for t in words).strip()
        name = f"{name} {tokens[tokens.index(words[0]) - 1].lower_} {where}"
    event = mention_of(tokens[first:end], "Event", name, named=False)
    return NamedThing(event, NOUNS[lemma], places=(place,) if place else ())


def _is_been_at(line: SentenceLine, at: int, inside: Sequence[Mention]) -> bool:
    """«на конференции в Баку», «по итогам встречи в Омске»: behind a preposition or such a noun, with its town."""
    tokens, end = line.tokens, line.phrase_end(at, ())
    if case_of(tokens[at]) == "Nom" or end + 1 >= len(tokens) or tokens[end].lower_ not in ("в", "во"):
        return False
    told = any(child.dep_ == "case" for child in tokens[at].children) or tokens[at].head.lemma_.lower() in COURSE
    return told and any(m.start == tokens[end + 1].idx and m.kind == "City" for m in inside)


def _building_end(tokens: Sequence[Token], at: int, inside: Sequence[Mention]) -> int:
    """The end of «церемония в Капитолии», «приём в Доме дружбы», which no place that we know tells apart."""
    rest = tokens[at + 1 : at + 3]
    if len(rest) < 2 or rest[0].lower_ not in ("в", "во") or not rest[1].text[0].isupper():
        return at + 1
    house = next((m for m in inside if m.start == rest[1].idx and m.kind == "Organisation"), None)
    return next(
        (i for i in range(at + 2, len(tokens)) if tokens[i].idx >= (house.end if house else rest[1].idx + 1)), at + 1
    )


def _place(line: SentenceLine, inside: Sequence[Mention], first: int, end: int, verb: Token) -> Mention | None:
    """The place that the sentence says of the event or of its verb: «в Актау»."""
    tokens = line.tokens
    for at in range(1, len(tokens)):
        mention = next((m for m in inside if m.start == tokens[at].idx and m.kind in PLACES), None)
        if mention is None:
            continue
        span = [t for t in tokens[at:] if t.idx < mention.end]
        root = next((t for t in span if not mention.start <= t.head.idx < mention.end), span[0])
        if root.head.i != verb.i and root.head not in tokens[first:end]:
            continue
        where = tokens[at - 1].lower_ in ("в", "во", "на") and case_of(tokens[at]) in ("Loc", "")
        if where and not any(m is not mention and m.holds(mention) for m in inside):
            return mention
    return None


def _is_told(tokens: Sequence[Token], inside: Sequence[Mention]) -> bool:
    """Whether the sentence says when, or names who could have been there."""
    return any(m.kind in _AROUND for m in inside) or any(t.lemma_.lower() in DAYS for t in tokens)


def _relative(noun: Token) -> tuple[Token, Token] | None:
    """«заседание, которое прошло в Улгии», «встреча, которую провёл министр»: the pronoun and its verb."""
    return next(
        (
            (child, verb)
            for of in (noun, *(child for child in noun.children if child.dep_ == "nmod"))
            for verb in of.children
            if verb.dep_ == "acl:relcl" and verb.lemma_.lower() in HAPPENS | HOLDS
            for child in verb.children
            if child.lemma_.lower() == "который" and child.dep_.startswith(("nsubj", "obj"))
            if child.morph.get("Gender", []) in ([], noun.morph.get("Gender", []))
        ),
        None,
    )


def _held_as(child: Token) -> bool:
    """«приём, устроенный в мэрии», «состоявшаяся в Омске встреча»: a participle beside the noun says it."""
    participle = child.dep_.startswith(("acl", "amod")) and "Part" in child.morph.get("VerbForm", [])
    passive = "Pass" in child.morph.get("Voice", [])
    return (
        participle
        and child.lemma_.lower() in (HOLDS if passive else HAPPENS)
        and not any(c.lower_ == "не" for c in child.children)
    )


def _takes_place(noun: Token) -> Token | None:
    """The verb that says that it is held or attended: of its subject, its object, or «в», «на» with it."""
    node = noun
    while node.dep_ == "conj" and node.head.pos_ == "NOUN":
        node = node.head
    verb = node.head
    if relative := _relative(noun):
        node, verb = relative
    told = next((c for c in noun.children if _held_as(c)), None)
    if told is not None:
        return told
    course = node.head if node.head.lemma_.lower() in COURSE and case_of(node) == "Gen" else None
    if course is not None:
        node, verb = course, course.head
    unreal = any(child.lower_ in ("не", "бы", "если", "ли") for child in verb.children)
    planned = verb.head.lemma_.lower() in PLANS and not any(child.lower_ == "не" for child in verb.head.children)
    if verb.i == node.i or unreal or ("Inf" in verb.morph.get("VerbForm", []) and not planned):
        return None
    lemma = verb.lemma_.lower()
    preposition = next((child.lower_ for child in node.children if child.dep_ == "case"), "")
    misread = node.dep_ == "obj" and case_of(node) == "Nom" and lemma in HAPPENS  # «прошёл второй раунд»
    if misread or node.dep_.startswith("nsubj"):
        says = lemma in HAPPENS or (lemma in HOLDS and "Pass" in verb.morph.get("Voice", []))
    elif node.dep_ == "obj" and not preposition:
        says = lemma in HOLDS and not (lemma == "вести" and NOUNS[_noun(noun)] in ("negotiations", "forum"))
    elif node.dep_.startswith("obl"):
        at = course is not None or preposition == "на" and case_of(node) == "Loc"
        says = (at and verb.pos_ == "VERB") or (preposition in ("в", "на") and lemma in ATTENDS)
    else:
        says = node.dep_.startswith("nmod") and preposition in ("в", "на") and lemma == "участие"
    return verb if says else None
