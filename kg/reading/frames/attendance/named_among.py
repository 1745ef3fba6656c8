"""Whom a text names of those that it counts at an event: «Приехали мэры семи государств, включая Бразилию и Индию»."""

from collections.abc import Iterator, Sequence

from kg.language.tokens import Token
from kg.model.facts import Found, Mention, Participation
from kg.names.noun_phrases import case_of
from kg.reading.clauses.antecedents import GATHERING, Antecedents
from kg.reading.clauses.items import Item
from kg.reading.cues import RUSSIAN
from kg.reading.frames.attendance.described import PEOPLE
from kg.reading.frames.frame import BODY, PERSON, TERRITORY
from kg.reading.function_rule import FunctionRule
from kg.reading.modality import modality_of
from kg.reading.pattern import Sentence

NAMED_AMONG = FunctionRule(
    "ru",
    "named-among",
    Participation,
    "Who is named of those counted at an event: «На форум приехали мэры семи городов, в их числе Иван Орлов».",
)
OPENERS = tuple(tuple(phrase.split()) for phrase in RUSSIAN.words("named_among.openers"))
THERE = RUSSIAN.set("named_among.there")
"""Verbs of who is at an event, and nouns of those who are."""
ARE = RUSSIAN.set("members.copulas")
KINDS = PERSON | BODY | TERRITORY
_NEAR = 3
"""Tokens between the opener and the first who is named."""


def named_among(sentence: Sentence, items: Sequence[Item], antecedents: Antecedents) -> Iterator[Found]:
    """Who stands behind «включая», «среди которых», «в их числе» where the words before say who is at an event; a
    sentence that begins so goes on with the one before it."""
    for at in range(len(sentence.texts)):
        end = _opened(sentence, at)
        if end is None:
            continue
        counted = _counted(sentence, items, at)
        first = next((item for item in items if item.first >= end), None)
        if counted is None or first is None or first.first > end + _NEAR or first.kind not in PEOPLE | KINDS:
            continue
        if first.preposition not in ("", "из", "от") or (
            first.kind not in PEOPLE and any(t.pos_ == "NOUN" for t in sentence.tokens[end : first.first])
        ):
            continue  # «в том числе студенты Омского университета»
        event, told = counted
        event = event or antecedents.before(sentence.tokens[0].idx)
        modality = modality_of(told)
        if event is None or modality in ("denied", "proposed"):
            continue
        begin = max(told.idx, sentence.tokens[0].idx)
        for item in _list(sentence, items, first):
            stop = sentence.span(item.first, item.end)[1]
            for mention in item.gives(KINDS):
                yield NAMED_AMONG.found(Participation(event, (mention,)), begin, stop, modality, 0.75)


def _opened(sentence: Sentence, at: int) -> int | None:
    """Where the words end that open such a list at this token."""
    return next((at + len(opener) for opener in OPENERS if sentence.texts[at : at + len(opener)] == opener), None)


def _counted(sentence: Sentence, items: Sequence[Item], at: int) -> tuple[Mention | None, Token] | None:
    """The event, where it stands beside, and the word that says who is there, before the list or in the sentence
    before."""
    if at <= 1:
        before = sentence.previous
        told = _told(before, len(before.texts)) if before is not None else None
        return (None, told) if told is not None and told.lemma_.lower() not in GATHERING else None
    # a company, too, «собрала двадцать заводов, включая …»
    told = _told(sentence, at)
    event = next((item.mention for item in reversed(items) if item.kind == "Event" and item.end <= at), None)
    return (event, told) if told is not None and (event or told.lemma_.lower() not in GATHERING) else None


def _told(sentence: Sentence, at: int) -> Token | None:
    """The last verb before, if it says who is at an event, else a noun for those who are, behind the verb."""
    tokens = sentence.tokens[:at]
    verb = next((i for i in reversed(range(at)) if _is_told(tokens[i])), -1)
    if verb >= 0 and sentence.lemmas[verb] in THERE:
        return tokens[verb]
    are = verb >= 0 and sentence.lemmas[verb] in ARE  # «Гостями стали сто человек, среди них …»
    beside = range(0 if are else max(verb - 1, 0), at)
    nouns = (i for i in beside if sentence.lemmas[i] in THERE and (are or i > verb or sentence.lemmas[i] == "участие"))
    return next((tokens[i] for i in nouns if not _is_of_other(sentence, i)), None)


def _is_told(token: Token) -> bool:
    form = token.morph.get("VerbForm", [])
    return bool({"Fin", "Conv"} & {*form}) or ("Part" in form and not token.morph.get("Case", []))


def _is_of_other(sentence: Sentence, at: int) -> bool:
    """«Участники соглашения»: of something, and not of an event."""
    own = sentence.tokens[at + 1 : at + 2]
    named = any(mention.kind == "Event" for _, mention in (sentence.mentions[at + 1] if own else ()))
    return bool(own) and own[0].pos_ == "NOUN" and case_of(own[0]) == "Gen" and not named


def _list(sentence: Sentence, items: Sequence[Item], first: Item) -> list[Item]:
    """Those named from there on, to the next verb: people with their posts, or one list of bodies or places."""
    if first.kind not in PEOPLE:
        return [item for item in first.group if item.first >= first.first]
    stop = next((t.i for t in sentence.tokens if t.i > first.head.i and (_is_told(t) or t.text == ";")), None)
    behind = (item for item in items if item.first >= first.first and (stop is None or item.head.i < stop))
    return [item for item in behind if item.kind in PEOPLE and item.preposition == first.preposition]
