"""Members of a body that stands in the sentence before: «Оған Омбы мен Томск мүше», «Ұйым құрамына … кіреді», and lines
under a heading that says so."""

from collections.abc import Iterator, Sequence

from kg.language.kazakh.verbs import verb
from kg.model.facts import Found, Membership, Mention
from kg.reading.clauses.items import Item
from kg.reading.frames.members import KINDS
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

UNDERSTOOD = FunctionRule(
    "kk",
    "members-understood",
    Membership,
    "Who belongs to the body named right before: «Оған Омбы мен Томск мүше», «Ұйымның құрамына Омбы кіреді».",
)
UNIONS = (
    "ұйым",
    "одақ",
    "одағы",
    "қауымдасты",
    "достасты",
    "альянс",
    "консорциум",
    "ассоциация",
    "лига",
    "желі",
    "кеңес",
    "топ",
)
"""How a word of a body's name begins that has members."""
BACK = frozenset("желі ұйым одақ қауымдастық бірлестік ассоциация альянс консорциум".split())
JOINED = frozenset("кір мүше қосыл ен".split())
HEADING = ("мүше", "құрылтайшы", "құрамына кіре", "құрамына кір", "қатысушы-мемлекет")
BULLETS = frozenset("•*–—-▪·")
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
        members = [item for item in items if item.kind in KINDS and item.mention and item.preposition == "subject"]
        members = [item for item in members if sentence.texts[item.first - 1 : item.first] != ("(",)]
        words = " ".join(sentence.texts)
        bulleted = sentence.texts[0] in BULLETS or sentence.texts[0][0].isdigit()
        if self._open is not None and bulleted and len(members) == 1 and members[0].first <= 3:
            yield self._found(members[0], self._open, start, end)
            return
        self._open = None
        if sentence.texts[-1] == ":" and any(word in words for word in HEADING):
            self._open = named[-1].mention if named else self._before(start)
            return
        within = _within(sentence, named)
        if within is not None and within.mention is not None:
            for item in members:
                if item.first > within.end:
                    yield self._found(item, within.mention, start, end)
            return
        body = self._before(start)
        if named or body is None or not _says(sentence):
            return
        for item in members:
            yield self._found(item, body, start, end)

    def _before(self, start: int) -> Mention | None:
        return next((m for m in reversed(self._bodies) if m.end <= start <= m.end + _NEAR), None)

    def _found(self, item: Item, body: Mention, start: int, end: int) -> Found:
        assert item.mention is not None
        return UNDERSTOOD.found(Membership(item.mention, body), start, end, confidence=0.75)


def _within(sentence: Sentence, bodies: Sequence[Item]) -> Item | None:
    """The body of «… қауымдастығының құрамында Омбы мен Томск бар»."""
    closing = [text for text in sentence.texts if text[0].isalnum()]
    if closing[-1:] != ["бар"]:
        return None
    return next((b for b in bodies if sentence.texts[b.end : b.end + 1] in (("құрамында",), ("қатарында",))), None)


def _says(sentence: Sentence) -> bool:
    """«Оған … мүше», «Ұйымға … кірді», «оның құрамына … кіреді»; not «кірген жоқ», «кіреді деп күтілуде»."""
    pointing = sentence.texts[0] in ("оған", "оның") or sentence.lemmas[0] in BACK
    for at, token in enumerate(sentence.tokens):
        told = verb(token.text)
        if told is not None and told.stem in JOINED and told.finite and not told.denied:
            following = sentence.texts[at + 1 : at + 2]
            return pointing and following not in (("деп",), ("жоқ",)) and told.form in ("past", "present")
    if (
        pointing
        and sentence.lemmas[1:2] in (("мүше",), ("құрылтайшы",))
        and sentence.texts[2:3] in (("–",), ("—",), (":",))
    ):
        return True  # «Оның мүшелері – …»
    closing = [text for text in sentence.texts if text[0].isalnum()]
    return pointing and bool(closing) and closing[-1] in ("мүше", "мүшелер")
