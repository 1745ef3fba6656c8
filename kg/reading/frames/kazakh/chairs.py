"""Who leads or sits on a body in Kazakh, where no post stands beside the name: «Кеңестің төрағасы болып … сайланды»,
«Оның орынбасарлары – …», «Топты … басқарды»."""

from collections.abc import Iterator, Sequence

from kg.language.kazakh.noun_phrases import case, is_owned, is_plural
from kg.language.kazakh.suffixes import best_parse, nominative
from kg.language.kazakh.verbs import verb
from kg.model.facts import Found, Membership, Mention, Phrase, Role
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import Predication
from kg.reading.cues import KAZAKH
from kg.reading.frames.frame import PERSON
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

SITS = FunctionRule(
    "kk",
    "sits-on-body",
    Membership,
    "Who is chosen to lead a council or a group, or leads it: «Кеңестің төрағасы болып Иван Орлов сайланды».",
)
CHOSEN = FunctionRule(
    "kk", "chosen-to-lead", Role, "The post to which somebody is chosen: «Кеңестің төрағасы болып Иван Орлов сайланды»."
)
HEADS = KAZAKH.set("chairs.heads")
"""Last words of bodies on which persons sit."""
POSTS = KAZAKH.set("chairs.posts")
APPOINTING = KAZAKH.set("chairs.appointing")
CHOOSING = APPOINTING | {"бол"}
DIRECTING = frozenset("басқар жетекшілік_ет жетекшілік_жаса төрағалық_ет төрағалық_жаса".split())
_NEAR = 400
"""Characters after a body in which «оның» and «кеңестің» mean it."""
_BESIDE = 3
"""Characters between whose post it is and the post; what stands between is a body of theirs."""
_POST = 4
"""Words between the body and the post: «алғашқы»."""


class KazakhChairs:
    """Reads the sentences of a document in order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._bodies = [m for m in sorted(mentions) if m.kind == "Organisation" and _head(m) in HEADS]

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """Who a sentence says is chosen, or names after a dash."""
        people = [item for item in items if item.kind == "Person" and item.mention and item.preposition == "subject"]
        yield from _appointed(sentence, items, people)
        for at, token in enumerate(sentence.tokens):
            bare = at <= 1 and sentence.texts[at + 1 : at + 2] == ("болып",)  # «Тұңғыш төраға болып … бекіді»
            if token.lemma_ not in POSTS or not (is_owned(token) or bare) or case(token) != "Nom":
                continue
            body = self._owner(sentence, at) if is_owned(token) else self._before(token.idx, "")
            made = sentence.texts[at + 1 : at + 2] in (("болып",), ("ретінде",)) and len(people) == 1
            after = people if made else [item for item in people if item.end > at + 1]
            if body is None or not after or not self._says(sentence, at, after):
                continue
            title = Phrase(token.idx, token.idx + len(token), best_parse(token.text).stem)
            for item in after:
                start, end = sentence.span(min(at, item.first), item.end)
                if item.mention:
                    yield SITS.found(Membership(item.mention, body), start, end, confidence=0.8)
                    if not is_plural(token):
                        yield CHOSEN.found(Role(item.mention, title, body), start, end, confidence=0.8)
            return

    def directed(self, sentence: Sentence, names: Sequence[str], said: Predication) -> Iterator[Found]:
        """«Топты Айдос Нұрланов пен Иван Орлов басқарды»."""
        if not DIRECTING & set(names) or said.modality in ("denied", "proposed"):
            return
        objects = (i for i, t in enumerate(sentence.tokens) if t.lemma_ in HEADS and case(t) in ("Acc", "Dat"))
        body = next((self._named(sentence, i) for i in objects), None)
        people = [m for a in said.of("subject") if a.item.kind == "Person" for m in a.item.gives(PERSON)]
        for person in dict.fromkeys(people if body else ()):
            start, end = min(person.start, said.head.idx), max(person.end, said.head.idx + len(said.head))
            if body is not None:
                yield SITS.found(Membership(person, body), start, end, said.modality, 0.8)

    def _owner(self, sentence: Sentence, at: int) -> Mention | None:
        """Whose post it is: the body in the genitive before it, «кеңестің» or «оның»."""
        for i in range(at - 1, max(at - 1 - _POST, -1), -1):
            token = sentence.tokens[i]
            if token.lemma_ in HEADS and case(token) == "Gen":
                return self._named(sentence, i)
            if sentence.texts[i] == "оның" and i == 0:
                return self._before(token.idx, "")
            if not token.text[0].isalpha() or case(token) not in ("Nom", ""):
                return None
        return None

    def _named(self, sentence: Sentence, at: int) -> Mention | None:
        token = sentence.tokens[at]
        own = next((m for m in self._bodies if m.start <= token.idx < m.end), None)
        return own or (None if is_owned(token) else self._before(token.idx, token.lemma_))

    def _before(self, start: int, head: str) -> Mention | None:
        near = (m for m in reversed(self._bodies) if m.end <= start and (head or start - m.end <= _NEAR))
        return next((m for m in near if not head or _head(m) == head), None)

    def _says(self, sentence: Sentence, at: int, people: Sequence[Item]) -> bool:
        """A dash or a colon right after the post, or «болып» with a verb of choosing that closes the sentence."""
        following = sentence.texts[at + 1 : at + 2]
        if following in (("–",), ("—",), (":",)):
            return people[0].first <= at + 2 + _POST
        told = [found for token in sentence.tokens[at + 1 :] if (found := verb(token.text)) is not None]
        chosen = any(one.stem in CHOOSING and one.form == "past" and not one.denied for one in told)
        return following in (("болып",), ("ретінде",)) and chosen


def _appointed(sentence: Sentence, items: Sequence[Item], people: Sequence[Item]) -> Iterator[Found]:
    """«Иван Орлов Омбы облысының губернаторы болып тағайындалды»."""
    for post in items if len(people) == 1 else ():
        told = [found for token in sentence.tokens[post.end + 1 :] if (found := verb(token.text)) is not None]
        named = any(one.stem in APPOINTING and one.form == "past" and not one.denied for one in told)
        beside = not post.stands_for or post.head.idx - post.stands_for[0].end < _BESIDE
        holds = post.kind == "Holder" and beside and sentence.texts[post.end : post.end + 1] == ("болып",)
        person = people[0].mention
        if holds and named and person is not None:
            title = Phrase(post.head.idx, post.head.idx + len(post.head), best_parse(post.head.text).stem)
            start, end = sentence.span(min(post.first, people[0].first), max(post.end, people[0].end))
            yield CHOSEN.found(Role(person, title, next(iter(post.stands_for), None)), start, end, confidence=0.8)


def _head(body: Mention) -> str:
    return best_parse(nominative(body.name).split()[-1]).stem.lower()
