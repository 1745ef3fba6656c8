"""Persons spoken of by their post: «Президент Казахстана», «глава государства» (Russian)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.documents.document import Document
from kg.model.facts import Mention
from kg.names.gazetteer import Gazetteer
from kg.names.persons.posts import Post, post_at
from kg.reading.cues import RUSSIAN
from kg.reading.pattern import Sentence

Holder = Callable[[str, str], tuple[str, str] | None]
"""Who holds a country's highest post on the document's date: (post's head, country key) → (name, key) of a person."""
SEATS = RUSSIAN.set("titles.seats")
HIGHEST = RUSSIAN.set("titles.highest")


@dataclass(frozen=True, slots=True)
class _Title:
    start: int
    end: int
    text: str
    post: Post
    person: Mention | None
    """The person whose name stands beside it."""
    seat: bool
    """Whether the post is spoken of, and not who holds it: «занимал пост президента Перу»."""


def holder(document: Document, gazetteer: Gazetteer) -> Holder:
    """Tells by the gazetteer's terms of office who held a country's highest post on the document's date."""

    def held(post: str, country: str) -> tuple[str, str] | None:
        title = "премьер-министр" if post.startswith("премьер") else ""
        entry = gazetteer.holder(country, document.date, title) if document.date else None
        return (entry.name("ru"), entry.id) if entry else None

    return held


def titles(sentences: Sequence[Sentence], holder: Holder) -> list[Mention]:
    """Finds mentions of persons by a post with its country alone.

    The holder is whoever the document names with that post, else whoever held it on the document's date."""
    found = list(_titles(sentences))
    stated: dict[tuple[str, str], Mention] = {}
    for title in found:
        if title.person and title.post.of:
            stated.setdefault((title.post.head, _key(title.post.of)), title.person)
    mentions = []
    for title in found:
        if title.person or not title.post.of or title.post.of.kind != "Country" or title.post.head not in HIGHEST:
            continue
        if len(title.post.title.text.split()) > 1 or title.seat:
            continue  # «глава МИД России» is no head of state
        key = _key(title.post.of)
        person = stated.get((title.post.head, key))
        known = (person.name, person.key) if person else holder(title.post.head, title.post.of.key)
        if known:
            mentions.append(Mention(title.start, title.end, "Person", title.text, known[0], known[1], named=False))
    return mentions


def _key(mention: Mention) -> str:
    return mention.key or mention.name


def _titles(sentences: Sequence[Sentence]) -> Iterator[_Title]:
    for sentence in sentences:
        at = 0
        while at < len(sentence.tokens):
            post = post_at(sentence.tokens, sentence.mentions, at)
            if post is None:
                at += 1
                continue
            start, end = sentence.span(at, post.end)
            text = sentence.text(at, post.end)
            seat = at > 0 and sentence.lemmas[at - 1] in SEATS
            yield _Title(start, end, text, post, _beside(sentence, at, post.end), seat)
            at = post.end


def _beside(sentence: Sentence, first: int, end: int) -> Mention | None:
    """The person named right after the post, or right before it and a dash."""
    if end < len(sentence.tokens):
        for _, mention in sentence.mentions[end]:
            if mention.kind == "Person":
                return mention
    start = sentence.tokens[first].idx
    if first and sentence.tokens[first - 1].text in ("–", "—", "-", ","):
        before = sentence.tokens[first - 1].idx
        for at in range(max(first - 6, 0), first):
            for _, mention in sentence.mentions[at]:
                if mention.kind == "Person" and mention.end <= before <= start and before - mention.end <= 1:
                    return mention
    return None
