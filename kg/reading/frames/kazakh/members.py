"""Members of a body that stands in the sentence before: «Оған Омбы мен Томск мүше», «Ұйым құрамына … кіреді», and lines
under a heading that says so."""

from collections.abc import Iterator, Sequence

from kg.language.kazakh.noun_phrases import case
from kg.language.kazakh.verbs import verb
from kg.model.facts import Found, Membership, Mention
from kg.reading.clauses.items import Item
from kg.reading.clauses.kazakh_items import COUNTED
from kg.reading.cues import KAZAKH
from kg.reading.frames.members import KINDS
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

UNDERSTOOD = FunctionRule(
    "kk",
    "members-understood",
    Membership,
    "Who belongs to the body named right before: «Оған Омбы мен Томск мүше», «Ұйымның құрамына Омбы кіреді».",
)
UNIONS = KAZAKH.words("members.unions")
"""How a word of a body's name begins that has members."""
BACK = KAZAKH.set("members.back")
JOINED = KAZAKH.set("members.joined")
WHOSE = KAZAKH.words("members.whose")
"""Opening a sentence before a dash they are those of the body named before."""
HEADING = KAZAKH.words("members.heading")
BULLETS = frozenset("•*–—-▪·")
PARTS = KAZAKH.set("members.parts")
"""Nouns of those of whom a body is made up."""
_WHOSE = 4
"""Words between the last of them and the verb: «Түркия елдерінің ЖҚБО өкілдерінен тұрады»."""
_NEAR = 400
"""Characters between the body and who belongs to it."""


class KazakhMembers:
    """Reads the sentences of a document in order: whose list goes on is remembered for its lines."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        bodies = (m for m in sorted(mentions) if m.kind == "Organisation")
        self._bodies = [
            m for m in bodies if any(w.startswith(UNIONS) for w in m.name.lower().split()) or m.name.isupper()
        ]
        self._open: Mention | None = None

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """The members that a sentence or a line names."""
        start, end = sentence.span(0, len(sentence.tokens))
        named = [item for item in items if item.kind == "Organisation" and item.mention in self._bodies]
        members = [item for item in items if _may_belong(sentence, item) and item.preposition == "subject"]
        members = [item for item in members if sentence.texts[item.first - 1 : item.first] != ("(",)]
        words = " ".join(sentence.texts)
        bulleted = sentence.texts[0] in BULLETS or sentence.texts[0][0].isdigit()
        if self._open is not None and bulleted and len(members) == 1 and members[0].first <= 3:
            yield from self._found(members, self._open, start, end)
            return
        self._open = None
        if sentence.texts[-1] == ":" and any(word in words for word in HEADING):
            self._open = named[-1].mention if named else self._before(start)
            return
        at = _points(sentence)
        own = next((item for item in reversed(named) if at >= 0 and item.end <= at), None)
        within = _within(sentence, named)
        if within is not None and within.mention is not None:
            after = [m for m in members if m.first >= within.end]
            yield from self._found(after or [m for m in members if m.end <= within.first], within.mention, start, end)
        elif made := _made_up(sentence, items):
            yield from self._found(made[1:], made[0].mention, start, end)
        elif at >= 0 and (own is not None or not named) and _says(sentence, at):
            body = own.mention if own is not None else self._before(start) if at == 0 else None
            yield from self._found([m for m in members if m.first > at], body, start, end)
        elif at < 0 and _joins_alone(sentence, items):
            yield from self._found(members, self._before(start), start, end)

    def _before(self, start: int) -> Mention | None:
        return next((m for m in reversed(self._bodies) if m.end <= start <= m.end + _NEAR), None)

    def _found(self, members: Sequence[Item], body: Mention | None, start: int, end: int) -> Iterator[Found]:
        for member in dict.fromkeys(m for item in members for m in item.gives(KINDS)):
            if body is not None and member != body:
                yield UNDERSTOOD.found(Membership(member, body), start, end, confidence=0.75)


def _may_belong(sentence: Sentence, item: Item) -> bool:
    """A territory or a body, and «екі университет» that stands for two."""
    return item.kind in KINDS and item.mention is not None or sentence.texts[item.first] in COUNTED


def _points(sentence: Sentence) -> int:
    """Where a word points back to the body: «Оған …», «Ұйымның …», «…, оның мүшелері: …»; -1 where none does."""
    if sentence.lemmas[0] in BACK or sentence.texts[0].startswith(WHOSE) and {"–", "—", ":"} & set(sentence.texts[1:3]):
        return 0
    said = (i for i, text in enumerate(sentence.texts) if text in ("оған", "оның"))
    return next((i for i in said if not i or sentence.texts[i - 1] in (",", ";")), -1)


def _made_up(sentence: Sentence, items: Sequence[Item]) -> list[Item]:
    """The body, then its parts: «Одақ Ресей мен Қазақстаннан тұрады», «Кеңес: Иран, Түркия елдерінің өкілдерінен
    тұрады»."""
    told = (i for i, t in enumerate(sentence.tokens) if i and sentence.texts[i].startswith(("тұр", "құралға")))
    at = next((i for i in told if case(sentence.tokens[i - 1]) == "Abl" and _is_told(sentence, i)), 0)
    body = next((one for one in items if one.kind == "Organisation" and one.preposition == "subject"), None)
    rest = [item for item in items if body is not None and body.end <= item.first and item.end <= at]
    if body is None or not rest or at - rest[-1].end > _WHOSE or any(r.kind not in {*KINDS, "Side"} for r in rest):
        return []
    return [body, *rest] if rest[-1].end == at or sentence.lemmas[at - 1] in PARTS else []


def _is_told(sentence: Sentence, at: int) -> bool:
    told = verb(sentence.texts[at])
    return told is not None and told.finite and not told.denied


def _within(sentence: Sentence, bodies: Sequence[Item]) -> Item | None:
    """The body of «… қауымдастығының құрамында Омбы мен Томск бар», «одақта Омбы мен Томск бар»."""
    closing = [text for text in sentence.texts if text[0].isalnum()]
    if closing[-1:] != ["бар"]:
        return None
    among = (("құрамында",), ("қатарында",), ("мүшелері",))
    return next((b for b in bodies if sentence.texts[b.end : b.end + 1] in among or b.case == "Loc"), None)


def _joins_alone(sentence: Sentence, items: Sequence[Item]) -> bool:
    """«Кейін Омбы мен Томск қосылды»: nothing in the dative is said to be joined."""
    closing = next((t for t in reversed(sentence.tokens) if t.text[0].isalpha()), None)
    told = verb(closing.text) if closing is not None else None
    joined = told is not None and told.stem == "қосыл" and told.form == "past" and not told.denied
    return joined and not any(case(t) in ("Dat", "Ins") for t in sentence.tokens)


def _says(sentence: Sentence, pointing: int) -> bool:
    """«Оған … мүше», «Ұйымға … кірді», «оның құрамына … кіреді»; not «кірген жоқ», «кіреді деп күтілуде»."""
    for at, token in enumerate(sentence.tokens[pointing:], pointing):
        told = verb(token.text)
        if told is not None and told.stem in JOINED and told.finite and not told.denied:
            following = sentence.texts[at + 1 : at + 2]
            return following not in (("деп",), ("жоқ",)) and told.form in ("past", "present")
    if sentence.texts[pointing].startswith(WHOSE):
        return True
    noun = sentence.lemmas[pointing + 1 : pointing + 2] in (("мүше",), ("құрылтайшы",))
    closing = [text for text in sentence.texts if text[0].isalnum()]
    if noun and (sentence.texts[pointing + 2 : pointing + 3] in (("–",), ("—",), (":",)) or closing[-1][:3] == "бол"):
        return True  # «Оның мүшелері – …», «Оның мүшелері … болды»
    return bool(closing) and closing[-1] in ("мүше", "мүшелер")
