"""What several Russian rules read: posts, noun phrases, lists of mentions, the verbs of one meaning."""

from collections.abc import Mapping
from typing import Any

from kg.language.russian.nominative import nominative
from kg.language.tokens import Token
from kg.model.facts import Kind, Phrase
from kg.names.noun_phrases import SentenceLine
from kg.names.persons.posts import ACTING, HEADS, OF_BODIES, QUALIFYING, RELATIVES, Post, disagree
from kg.reading.clauses.posts import post_of
from kg.reading.pattern import (
    Pattern,
    Sentence,
    either,
    gap,
    many,
    maybe,
    mention,
    reader,
    seq,
    unless_after,
)

PREPOSITIONS = frozenset({"по", "о", "об", "в", "между", "для", "на", "с"})


def _post(sentence: Sentence, at: int) -> tuple[int, Mapping[str, Any]] | None:
    first = at + 2 if _two_qualities(sentence, at) else at
    post = sentence.read(post_of, first)
    if post is None:
        return None
    end, title, tokens = post.end, post.title, sentence.tokens
    if first > at:
        span = [t for t in tokens[at:end] if t.idx < title.end]
        title = Phrase(tokens[at].idx, title.end, nominative(span))
    if post.of and post.head in SENT and end + 1 < len(tokens) and tokens[end].lower_ == "в":
        host = next((pair for pair in sentence.mentions[end + 1] if pair[1].kind == "Country"), None)
        if host:
            title = Phrase(title.start, host[1].end, f"{title.text} {sentence.text(end, host[0])}")
            end = host[0]
    if not post.of and _second_field(sentence, end):
        span = [t for t in tokens[at : end + 2] if t.idx >= title.start]
        title = Phrase(title.start, span[-1].idx + len(span[-1]), f"{title.text} {sentence.text(end, end + 2)}")
        end += 2
    return end, {"title": title, "post_of": post.of}


def _of_another(sentence: Sentence, at: int) -> tuple[int, Mapping[str, Any]] | None:
    """A post whose holder is not the name behind it: «дочь президента Иванка Трамп», «советником Ивана Панова»."""
    post = sentence.read(post_of, at)
    if post is None or post.end >= len(sentence.tokens):
        return None
    if sentence.texts[post.end] in ("и", ",") and _another_of_its_kind(sentence, post):
        return post.end, {}
    person = next((pair for pair in sentence.mentions[post.end] if pair[1].kind == "Person"), None)
    if person is None:
        return None
    name = [token for token in sentence.tokens[post.end : person[0]] if token.morph.get("Case", [])]
    head = next((t for t in sentence.tokens[at : post.end] if t.lemma_.lower() == post.head), sentence.tokens[at])
    before = at - 1
    while before >= 0 and _is_attribute(sentence.tokens[before]):
        before -= 1
    others = before >= 0 and (sentence.lemmas[before] in RELATIVES or sentence.lemmas[before] in HEADS)
    kin = others and head.lower_ != head.lemma_.lower()
    genitive = all("Gen" in token.morph.get("Case", []) for token in name) and person[1].text != person[1].name
    acting = not _ACTING.isdisjoint(sentence.texts[max(at - 2, 0) : at + 1])
    until = max(post.title.end, post.of.end if post.of else 0)
    # «Президентом Азербайджана Ильхамом Алиевым Алиев Ильхам …», of whom the tagger saw the second name alone
    beside = sentence.tokens[post.end - 1].idx < until
    apart = beside and not acting and disagree(head, name, person[1].name)
    return (post.end, {}) if apart or (kin and not genitive) else None


def _another_of_its_kind(sentence: Sentence, post: Post) -> bool:
    """«Президент Белоруссии и Президент Таджикистана Эмомали Рахмон»: of one territory nobody is head of another."""
    following = sentence.read(post_of, post.end + 1)
    if following is None or following.of is None or post.of is None:
        return False
    return post.head == following.head and post.of.name != following.of.name


def _is_attribute(token: Token) -> bool:
    return token.pos_ in ("ADJ", "DET") or "Part" in token.morph.get("VerbForm", [])


SENT = frozenset({"посол", "консул", "представитель"})
"""«Посол Индии в Российской Федерации»: the country they are sent to is part of the title."""


def _second_field(sentence: Sentence, at: int) -> bool:
    """«министру торговли | и интеграции Петру Ильину»: the tagger gives the noun the case of the name beside it."""
    here = sentence.tokens[at : at + 2]
    if len(here) < 2 or at + 2 >= len(sentence.tokens) or here[0].lower_ != "и" or here[1].pos_ != "NOUN":
        return False
    if here[1].morph.get("Animacy", []) != ["Inan"]:
        return False
    named = any(m.kind == "Person" for _, m in sentence.mentions[at + 2])
    return named and here[1].lemma_.lower() not in HEADS and not sentence.mentions[at + 1]


def _two_qualities(sentence: Sentence, at: int) -> bool:
    """«Чрезвычайный и Полномочный …»."""
    here = sentence.tokens[at : at + 3]
    return len(here) == 3 and here[1].lower_ == "и" and {here[0].lemma_.lower(), here[2].lemma_.lower()} <= QUALIFYING


POST_WORDS = HEADS | OF_BODIES | QUALIFYING | ACTING
POST = reader(_post, "title", "post_of", first=POST_WORDS)
"""A post with the territory or body it belongs to."""
_ACTING = ACTING | {"о.", "о", "обязанности"}
OF_ANOTHER = reader(_of_another, first=POST_WORDS)
ANY_POST = reader(_post, first=POST_WORDS)
"""A post that the rule passes over."""


def _noun_phrase(sentence: Sentence, at: int) -> tuple[int, Mapping[str, Any]] | None:
    line = SentenceLine(sentence.tokens, {i: ways[0][0] for i, ways in enumerate(sentence.mentions) if ways})
    for case in ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc"):
        head = line.group_end(at, (case,))
        if head > at:
            end = line.phrase_end(head - 1, PREPOSITIONS)
            start, stop = sentence.span(at, end)
            text = Phrase(start, stop, nominative(sentence.tokens[at:end]))
            return end, {"topic": text, "theme": text, "basis": text}
    return None


def noun_phrase(into: str) -> Pattern:
    """A noun phrase with its dependants, as `topic`, `theme` or `basis`."""
    return reader(_noun_phrase, into)


DASH = either("–", "—", "-")
AFFIRMED = unless_after("не")
"""Matches nothing, where no «не» stands before."""


def near(most: int, until: Pattern | None = None) -> Pattern:
    """Up to so many tokens of the same part of a sentence, which colon, semicolon and full stop end."""
    return gap(most, ": ; .", until)


def beside(most: int) -> Pattern:
    """Up to so many tokens of the same clause, which a comma ends too."""
    return gap(most, ": ; . ,")


LINK = either(seq(",", "а", "также"), seq(",", "и"), seq("а", "также"), ",", "и")
"""What stands between two members of a list."""
NOW = maybe(either("ныне", "теперь", "сейчас", "позже", "затем", "впоследствии", "одновременно", "ранее"))
NEXT_POST = either(seq(either(",", DASH), maybe(either("а", "и")), NOW), "и", seq(",", "а", "также"))
"""What stands between two posts of one person."""


def people(into: str, case: str = "") -> Pattern:
    """Persons with their posts: «Президент России Владимир Путин и мэр Москвы Сергей Собянин»."""
    posts = maybe(many(ANY_POST, sep=NEXT_POST))
    person = mention("Person", into=into, Case=case) if case else mention("Person", into=into)
    return many(seq(posts, person), sep=seq(LINK, maybe(either("с", "со"))))


def listed(*kinds: Kind, into: str) -> Pattern:
    """One or several mentions: «России, Казахстана и Ирана», «из Омска, а также из Томска»."""
    link = seq(LINK, maybe(either("с", "со", "из", "на", "в", "для", "через", "между")))
    return many(mention(*kinds, into=into), sep=link)
