"""Whose words a verb of speech introduces: a person, a body, or whom «он», «министр» and «ведомство» mean."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile

from kg.language.tokens import Doc, Token
from kg.model.facts import Mention, Utterance
from kg.model.offsets import Starts, extents
from kg.reading.cues import RUSSIAN
from kg.reading.sentence_words import fold, has, lemma

Tokens = Sequence[Token]

SAYING = RUSSIAN.set("speech.saying")
POSTS = RUSSIAN.set("speech.posts")
BODIES = RUSSIAN.set("speech.bodies")
PRESS = RUSSIAN.set("speech.press")
MEDIA = PRESS | RUSSIAN.set("speech.media")
SITES = (".kz", ".ru", ".com", ".uz", ".by", ".org")
HE_OR_SHE = {"он": "Masc", "она": "Fem"}
DASH = "–—-−"
_PARAGRAPH = re.compile(r"[^\n]+")
_NEAR = 8
"""Words between a verb of speech and who speaks: «сообщил вчера на брифинге в Астане заместитель министра …»."""
_FAR = 20
_NAME = 60
_STEM = 7
"""Characters of a name."""
_HEADS = frozenset({"глава", "руководитель"})
_CHIEFS = RUSSIAN.words("sources.chiefs")
_HEADED = RUSSIAN.set("sources.headed")
"""«глава региона» is whoever heads one; «аким области» is no governor."""
_INSERTED = 4
"""Tokens of «предупредил, однако, Иванов», «сказал, в частности, Иванов»."""
_BESIDE = 14
"""Words between a post and the name of who holds it."""


def paragraphs(doc: Doc, text: str) -> list[Tokens]:
    """The words of each paragraph that has any."""
    spans = (doc.char_span(m.start(), m.end(), alignment_mode="contract") for m in _PARAGRAPH.finditer(text))
    found = ([t for t in span if not t.is_space] for span in spans if span is not None)
    return [tokens for tokens in found if tokens]


def says(token: Token) -> bool:
    """A verb of saying, or «взял слово»."""
    told = lemma(token) in SAYING or (lemma(token) in {"взять", "брать"} and _floor(token))
    return told and (has(token, "VerbForm", "Fin") or not token.morph.get("VerbForm", []))


def _floor(token: Token) -> bool:
    return "слово" in {fold(one) for one in token.doc[max(0, token.i - 2) : token.i + 3]}


def finite(token: Token) -> bool:
    """Is it a verb of somebody else than who speaks: «смеётся», «рассмеялся»?"""
    person, tense = token.morph.get("Person", []), token.morph.get("Tense", [])
    return bool(tense) and token.morph.get("VerbForm", []) == ["Fin"] and person in ([], ["3"])


class Sources:
    """The persons and bodies of a text, and what they have said so far."""

    def __init__(self, doc: Doc, people: Sequence[Mention], bodies: Sequence[Mention]) -> None:
        self._doc = doc
        self._listed = sorted(people)
        self._ables: dict[str, _Able] = {}
        self.people, self._bodies, self._named = Starts(people), Starts(bodies), Starts([*people, *bodies])
        self._speaking = [body for body in sorted(bodies) if not _is_media(body)]
        self._inside = extents([*people, *bodies])
        self._said: list[Utterance] = []

    def hear(self, said: Iterable[Utterance]) -> None:
        """Keeps in mind what was found."""
        for utterance in said:
            insort(self._said, utterance, key=_start)

    def said(self, start: int, end: int) -> Sequence[Utterance]:
        """What begins in [start, end), as far as it was found."""
        first, stop = (bisect_left(self._said, offset, key=_start) for offset in (start, end))
        return self._said[first:stop]

    def at(self, token: Token) -> Mention | None:
        """The person whose name begins with the token."""
        return next(iter(self.people.within(token.idx, token.idx + 1)), None)

    def subject(self, tokens: Tokens, verb: int) -> Mention | None:
        """Who does what the verb says; the words behind it are looked at first («заявил журналистам Иванов»)."""
        return self._beside(tokens, verb) or self.behind(tokens, verb) or self.before(tokens, verb)

    def _beside(self, tokens: Tokens, verb: int) -> Mention | None:
        """«Иван Орлов сообщил о планах «Завода-Восток»»"""
        if not verb or has(tokens[verb], "Number", "Plur"):
            return None
        last = tokens[verb - 1]
        named = (m for m in self.people.within(last.idx - _NAME, last.idx + 1) if m.end == last.idx + len(last))
        return next((m for m in named if nominative(m, tokens)), None)

    def behind(self, tokens: Tokens, verb: int) -> Mention | None:
        end = self._end(tokens, verb + 1)
        return (
            self._told(tokens, verb, end)
            or self._behind_converb(tokens, verb, end)
            or self._inserted(tokens, verb, end)
        )

    def named(self, tokens: Tokens, source: int) -> Mention | None:
        """Whose words «словам» or «данным» are: «министра Иванова», «акимата области», «министра»."""
        end = self._end(tokens, source + 1)
        stop = tokens[end].idx if end < len(tokens) else tokens[-1].idx + 1
        inside = self._named.within(tokens[source].idx + 1, stop)
        if told := [m for m in inside if m.kind == "Person"] or [m for m in inside if not _is_media(m)]:
            return told[0]
        for token in tokens[source + 1 : min(end, source + 4)]:
            if token.pos_ == "NOUN" and lemma(token) in POSTS and not has(token, "Number", "Plur"):
                return self._holder(token)
            if token.pos_ == "NOUN" and lemma(token) in BODIES:
                return self._last_body(token)
        return None

    def _end(self, tokens: Tokens, start: int) -> int:
        """The index of what closes the words that tell who speaks."""
        stop = min(len(tokens), start + _FAR)
        return next((i for i in range(start, stop) if _closes(tokens[i]) and tokens[i].idx not in self._inside), stop)

    def _behind_converb(self, tokens: Tokens, verb: int, end: int) -> Mention | None:
        """«сказал, открывая заседание, Иванов»."""
        if not says(tokens[verb]) or end > verb + 3 or end + 1 >= len(tokens) or tokens[end].text != ",":
            return None
        if not any(has(token, "VerbForm", "Conv") for token in tokens[end + 1 : end + 3]):
            return None
        stop = next((t.idx for t in tokens[end:] if t.text in ".;:" or t.text in DASH), tokens[-1].idx + 1)
        named = [m for m in self.people.within(tokens[end].idx + 1, stop) if nominative(m, tokens)]
        return named[0] if named else None

    def _inserted(self, tokens: Tokens, verb: int, end: int) -> Mention | None:
        """«предупредил, однако, Иванов»: a word or two between commas right behind the verb that have none of their
        own."""
        if end != verb + 1 or end >= len(tokens) or tokens[end].text != ",":
            return None
        stop = next((i for i in range(end + 1, min(end + _INSERTED, len(tokens))) if tokens[i].text == ","), 0)
        if not stop or any(t.pos_ in {"VERB", "AUX", "SCONJ", "PROPN"} or _is_which(t) for t in tokens[end + 1 : stop]):
            return None
        return self._told([*tokens[: verb + 1], *tokens[stop + 1 :]], verb, self._end(tokens, stop + 1) + verb - stop)

    def before(self, tokens: Tokens, verb: int) -> Mention | None:
        """Who stands before the verb in its sentence; whom a clause between commas names is not meant.

        «Ильин, которого сопровождал Панов, сказал»: Ильин; «Ильин встретил Панова, который сказал»: Панов."""
        start, one = _sentence_start(tokens, verb), not has(tokens[verb], "Number", "Plur")
        near = tokens[max(start, verb - 3) : verb]
        for token in reversed(near):
            if fold(token) in HE_OR_SHE:
                return self.last(token, HE_OR_SHE[fold(token)])
        people = self._able(tokens[verb], tokens[start].idx, tokens[verb].idx)
        aside = _set_aside(tokens, start, verb)
        if aside is not None and aside[1] == verb and _is_which(tokens[aside[0] + 1]):
            told = [m for m in people if m.start < tokens[aside[0]].idx]
            return told[-1] if told else None
        if aside is not None:
            opening, closing = tokens[aside[0]].idx, tokens[aside[1]].idx
            people = [m for m in people if not opening < m.start < closing]
        named = [m for m in people if nominative(m, tokens)]
        for token in reversed(near):
            if _is_post(token) and one and not any(m.start <= token.idx < m.end for m in people):
                return self._holder(token) if not any(m.start > token.idx for m in named) else named[-1]
        if named:
            return named[-1]
        bodies = self._bodies.within(tokens[start].idx, tokens[verb].idx)
        if told := [m for m in bodies if _speaks(m, tokens) and not _is_media(m)]:
            return told[-1]
        if any((lemma(t) in BODIES and has(t, "Case", "Nom") and t.pos_ == "NOUN") or fold(t) == "там" for t in near):
            return self._last_body(tokens[verb])
        loose = [m for m in people if not _governed(m, tokens)]
        return loose[-1] if loose else None

    def _told(self, tokens: Tokens, verb: int, end: int) -> Mention | None:
        behind = tokens[verb + 1 : end]
        if behind and fold(behind[0]) in HE_OR_SHE:
            return self.last(behind[0], HE_OR_SHE[fold(behind[0])])
        stop = tokens[end].idx if end < len(tokens) else tokens[-1].idx + 1
        people = self._able(tokens[verb], tokens[verb].idx + 1, stop)
        if named := [m for m in people if nominative(m, tokens)]:
            return named[0]
        if people and says(tokens[verb]) and not _governed(people[0], tokens):
            return people[0]
        for token in behind[:_NEAR]:
            if _is_post(token) and not has(tokens[verb], "Number", "Plur"):
                return self._holder(token)
        bodies = [m for m in self._bodies.within(tokens[verb].idx + 1, stop) if not _is_media(m)]
        bodies = [m for m in bodies if _speaks(m, tokens) or _referred_to(m, tokens)]
        if any(lemma(token) in MEDIA and token.idx not in self._inside for token in behind):
            bodies = [m for m in bodies if _referred_to(m, tokens)]
        if bodies:
            return bodies[0]
        return next((self._last_body(token) for token in behind[:4] if lemma(token) in BODIES), None)

    def last(self, at: Token, gender: str = "") -> Mention | None:
        """Whom «он» means: who spoke last or was a subject last, in this paragraph or the one before; else who was
        named last."""
        able = self._able_of(gender)
        if gender and not able.before(at.idx):
            able = self._able_of("?")
        near = _paragraph_before(at.doc.text, at.idx)
        spoke = [u for u in self.said(near, at.idx) if able.first.get(u.speaker.name, at.idx) < at.idx]
        since = max((max(u.start, u.speaker.start) for u in spoke), default=near)
        last = able.before(at.idx)
        subject = next((m for m in able.back(last, since) if nominative(m, _words(self._doc, m))), None)
        speaker = max(spoke, key=_start).speaker if spoke else None
        return subject or speaker or (able.people[last - 1] if last else None)

    def _able_of(self, gender: str) -> "_Able":
        """Those of the gender that their names tell, all where none is asked for."""
        if not self._ables:
            for person in self._listed:
                for key in ("", _gender(self._doc, person)):
                    self._ables.setdefault(key, _Able()).add(person)
        return self._ables.get(gender) or _Able()

    def _last_body(self, at: Token) -> Mention | None:
        """«управление» is the last one called so, else the last of all."""
        before = self._speaking[: bisect_left(self._speaking, at.idx, key=lambda body: body.start)]
        called = (body for body in reversed(before) if lemma(at)[:_STEM] in body.name.lower())
        return next(called, before[-1] if before else None)

    def _holder(self, post: Token) -> Mention | None:
        """Who was named with the post before; else who was named last. «глава региона» is the only one who heads any,
        and of several who spoke last."""
        told = [person for person, at in self._posts.get(lemma(post), ()) if at < post.i and person.start < post.idx]
        if told:
            return told[-1]
        last = self.last(post)
        headed = post.i + 1 < len(self._doc) and lemma(self._doc[post.i + 1]) in _HEADED
        if headed and lemma(post) in _HEADS:
            chiefs = {p.name: p for name in _CHIEFS for p, at in self._posts.get(name, ()) if p.start < post.idx}
            return next(iter(chiefs.values())) if len(chiefs) == 1 else last
        return last

    @cached_property
    def _posts(self) -> Mapping[str, Sequence[tuple[Mention, int]]]:
        """By the lemma of each word beside a name the persons it stands beside, with where it first does."""
        found: dict[str, list[tuple[Mention, int]]] = {}
        ends = 0
        for person in self._listed:
            words = _words(self._doc, person)
            if not words:
                continue
            sentence = words[0].sent
            beside = list(self._doc[max(sentence.start, words[0].i - _BESIDE, ends) : words[0].i])
            ends = words[-1].i + 1
            after = self._doc[ends : min(sentence.end, ends + 5)]
            if after and after[0].text in {",", "(", *DASH}:
                beside += [token for token in after if token.idx not in self._inside]
            for name, at in {lemma(token): token.i for token in reversed(beside)}.items():
                found.setdefault(name, []).append((person, at))
        return found

    def _able(self, verb: Token, start: int, end: int) -> Sequence[Mention]:
        """Persons named there, unless the verb is one of several: «чиновники заявили»."""
        return () if has(verb, "Number", "Plur") else self.people.within(start, end)


class _Able:
    """Persons in their order."""

    def __init__(self) -> None:
        self.people: list[Mention] = []
        self.first: dict[str, int] = {}
        """Where each name first stands."""

    def add(self, person: Mention) -> None:
        self.people.append(person)
        self.first.setdefault(person.name, person.start)

    def before(self, offset: int) -> int:
        """How many of them are named before an offset."""
        return bisect_left(self.people, offset, key=_start)

    def back(self, last: int, since: int) -> Iterator[Mention]:
        """From the last of so many back to where none begins any more."""
        return takewhile(lambda person: person.start >= since, (self.people[at] for at in range(last - 1, -1, -1)))


def _start(one: Mention | Utterance) -> int:
    return one.start


def nominative(mention: Mention, tokens: Tokens) -> bool:
    """By the tagger; or by its being as the label has it, which alone tells it of «Чистогоров» in a masculine name."""
    tagged = any(has(t, "Case", "Nom") for t in tokens if mention.start <= t.idx < mention.end)
    return tagged or _as_labelled(mention)


def _as_labelled(mention: Mention) -> bool:
    """«Иванов» of Олег Иванов, «Смагулова» of Анна Смагулова: in other cases they end otherwise; not «Шевченко»."""
    declined = mention.text.endswith(("ов", "ев", "ёв", "ин", "ын", "кий", "ова", "ева", "ина", "ская"))
    return declined and mention.name.endswith(f" {mention.text}")


def _words(doc: Doc, mention: Mention) -> Tokens:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return () if span is None else list(span)


def _gender(doc: Doc, mention: Mention) -> str:
    """Masc or Fem, or «?» where the words of the name do not agree."""
    genders = {gender for token in _words(doc, mention) for gender in token.morph.get("Gender", [])} - {"Neut"}
    return genders.pop() if len(genders) == 1 else "?"


def _governed(mention: Mention, tokens: Tokens) -> bool:
    """Does a preposition stand before it, or is it in a case of its own?"""
    inside = [t for t in tokens if mention.start <= t.idx < mention.end]
    if any(case in ("Ins", "Dat", "Loc") for t in inside for case in t.morph.get("Case", [])):
        return True
    at = inside[0].i if inside else 0
    return bool(inside) and at > 0 and inside[0].doc[at - 1].pos_ == "ADP"


def _speaks(body: Mention, tokens: Tokens) -> bool:
    """«Минтранс сообщил», «в Минтрансе сообщили», «сообщает пресс-служба Минтранса»."""
    inside = [t for t in tokens if body.start <= t.idx < body.end]
    if not inside:
        return False
    before = inside[0].doc[inside[0].i - 1] if inside[0].i else inside[0]
    if fold(before) in {"в", "во"} or (before.pos_ == "NOUN" and _of_body(before)):
        return True
    return any(has(t, "Case", "Nom") for t in inside[:2])


def _of_body(noun: Token) -> bool:
    """«пресс-служба», «в пресс-службе», «представители»."""
    return lemma(noun) in BODIES | POSTS and (has(noun, "Case", "Nom") or has(noun, "Case", "Loc"))


def _referred_to(body: Mention, tokens: Tokens) -> bool:
    """«передаёт агентство со ссылкой на Минтранс»."""
    return "ссылкой" in [fold(token) for token in tokens if token.idx < body.start][-4:]


def _is_media(body: Mention) -> bool:
    """«ТАСС», «Zakon.kz», which hand on what others say; an «агентство» may be a body of the state."""
    words = re.findall(r"[\w.]+", body.name.lower())
    return any(word in PRESS or word.endswith(SITES) for word in words)


def _is_post(token: Token) -> bool:
    named = token.pos_ == "PROPN" and bool(token.is_sent_start)
    return (token.pos_ == "NOUN" or named) and lemma(token) in POSTS and has(token, "Case", "Nom")


def _set_aside(tokens: Tokens, start: int, verb: int) -> tuple[int, int] | None:
    """The commas around the last clause before the verb that says more of somebody; the verb's index if none closes."""
    for i in range(verb - 2, start, -1):
        if tokens[i].text != "," or not _opens(tokens[i + 1 : i + 3]):
            continue
        commas = [j for j in range(i + 2, verb) if tokens[j].text == ","]
        return (i, commas[-1] if commas else verb)
    return None


def _opens(words: Tokens) -> bool:
    if len(words) < 2:
        return False
    part = has(words[0], "VerbForm", "Part") and not has(words[0], "Variant", "Short")
    return part or has(words[0], "VerbForm", "Conv") or any(_is_which(word) for word in words)


def _is_which(token: Token) -> bool:
    return lemma(token) in {"который", "чей"}


def _closes(token: Token) -> bool:
    return token.text in ",.;:!?" or token.text in DASH


def _sentence_start(tokens: Tokens, at: int) -> int:
    sentence = tokens[at].sent
    return next(i for i, t in enumerate(tokens) if t.i >= sentence.start)


def _paragraph_before(text: str, at: int) -> int:
    """Where the paragraph before the one at an offset begins."""
    here = text.rfind("\n", 0, at)
    while here > 0 and text[here - 1].isspace():
        here -= 1
    return text.rfind("\n", 0, here) + 1 if here > 0 else 0
