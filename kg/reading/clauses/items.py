"""Items: the noun phrases of a Russian sentence that can fill a slot, each as one, with its case, preposition and list.

«губернатор Омской области Иван Орлов» is one item: a person, who stands for the region where a territory is wanted.
Items come before grammar: the tagger's tree is asked about their heads alone, so what it makes of a post or of a quoted
name does no harm."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.language.russian.morphology import CASES, case_of, parses
from kg.model.facts import Mention
from kg.names.persons.posts import ACTING, HEADS, QUALIFYING, Post, post_at
from kg.reading.pattern import Sentence

TERRITORIES = frozenset({"Country", "Region", "City"})
SIDES = frozenset("делегация представитель представительница команда власть руководство миссия посланец".split())
"""Who stands for whoever sent them: «делегация Самарской области», «власти Омска»."""
CLASSIFIERS = frozenset(
    "город село посёлок столица область край республика регион провинция район страна государство община штат "
    "станция порт трасса магистраль коридор маршрут компания завод предприятие общество фирма оператор холдинг концерн "
    "банк вуз университет ведомство министерство правительство акимат администрация партнёр сторона г.".split()
)
"""What a name is an example of: it stands between a preposition and the name, or before a list."""
COMPLEX = {
    ("с", "участие"): "с участием",
    ("при", "участие"): "с участием",
    ("во", "глава", "с"): "с участием",
    ("под", "председательство"): "с участием",
    ("под", "руководство"): "с участием",
    ("в", "присутствие"): "с участием",
    ("в", "составе"): "с участием",
    ("по", "территория"): "через",
    ("по", "земля"): "через",
    ("на", "территория"): "через",
    ("в", "направление"): "в",
    ("со", "сторона"): "от",
    ("в", "лицо"): "в лице",
}
"""Prepositions of several words, by their lemmas, with the simple one that they are read as."""
LINKS = frozenset({",", "и", "а", "также", "или", "плюс"})
PREPOSITIONS = {"со": "с", "во": "в", "ко": "к", "из-за": "из", "об": "о"}
_SHORT_CASE = {short: long for long, short in CASES.items()}


@dataclass(eq=False, slots=True)
class Item:
    """A noun phrase. Indices are of the sentence's tokens, ends exclusive."""

    first: int
    end: int
    head: Token
    kind: str
    """That of its mention; «Holder» for a post without a name, «Side» for a delegation and the like."""
    mention: Mention | None
    stands_for: list[Mention] = field(default_factory=list)
    """Territories and bodies that it acts for."""
    case: str = ""
    preposition: str = ""
    group: list["Item"] = field(default_factory=list)
    """The list that it is a member of, in order; itself where it is in none."""

    def may_be(self, case: str) -> bool:
        """Whether its form allows the case: the tagger errs about names («подписан Тулой» has no subject there)."""
        if self.case == case:
            forms = {_SHORT_CASE.get(case_of(parse)) for parse in parses(self.head.text) if parse.is_known}
            return not forms or case in forms
        return case in {_SHORT_CASE.get(case_of(parse)) for parse in parses(self.head.text)}

    def gives(self, kinds: Collection[str]) -> list[Mention]:
        """Its mention where that is of the kinds, else those that it stands for."""
        if self.mention and self.kind in kinds:
            return [self.mention]
        return [other for other in self.stands_for if other.kind in kinds]


def items_of(sentence: Sentence, territory_of: Mapping[str, Mention]) -> list[Item]:
    """Finds the items of a sentence, in order; `territory_of` tells for whom a person acts by what the document says
    elsewhere, by the person's name."""
    tokens = sentence.tokens
    found: list[Item] = []
    at = 0
    while at < len(tokens):
        item = _item(sentence, at, territory_of)
        if item is None:
            at += 1
            continue
        item.case = _case(item.head)
        item.group = [item]
        found.append(item)
        at = item.end
    taken = {i for item in found for i in range(item.first, item.end)}
    for item in found:
        _set_preposition(tokens, item, taken)
    for left, right in zip(found, found[1:], strict=False):
        if _are_listed(tokens, left, right):
            left.group.append(right)
            right.group, right.preposition = left.group, left.preposition
    return found


def _item(sentence: Sentence, at: int, territory_of: Mapping[str, Mention]) -> Item | None:
    tokens, beginning = sentence.tokens, sentence.mentions[at]
    post = _post(sentence, at)
    if post is not None:
        stands_for = _territories(sentence, at, post.end)[:1] or ([post.of] if post.of else [])
        person = (
            next((pair for pair in sentence.mentions[post.end] if pair[1].kind == "Person"), None)
            if (post.end < len(tokens))
            else None
        )
        if person:
            end, mention = person
            return Item(at, end, _root(tokens[at : post.end]), "Person", mention, stands_for)
        return Item(at, post.end, tokens[at], "Holder", None, stands_for)
    if beginning:
        end, mention = beginning[0]
        span = tokens[at:end]
        if mention.kind == "Agreement":
            head = next((t for t in span if t.pos_ == "NOUN"), span[0])
            end = tokens.index(head) + 1
            return Item(at, end, head, "Agreement", mention)
        stands_for = []
        if mention.kind == "Person" and mention.name in territory_of:
            stands_for = [territory_of[mention.name]]
        if mention.kind == "Organisation":
            stands_for = _territories(sentence, at, end)[:1]
        return Item(at, end, _root(span), mention.kind, mention, stands_for)
    if sentence.lemmas[at] in SIDES and at + 1 < len(tokens):
        sender = next(iter(sentence.mentions[at + 1]), None)
        if sender and sender[1].kind in (*TERRITORIES, "Organisation"):
            return Item(at, sender[0], tokens[at], "Side", None, [sender[1]])
    return None


def _post(sentence: Sentence, at: int) -> Post | None:
    lemma, text = sentence.lemmas[at], sentence.texts[at]
    if lemma not in _POST_WORDS and text not in ACTING and not lemma.startswith(("зампредсед", "замминистр")):
        return None
    return post_at(sentence.tokens, sentence.mentions, at)


_POST_WORDS = {word.replace("ё", "е") for word in HEADS | QUALIFYING}


def _territories(sentence: Sentence, first: int, end: int) -> list[Mention]:
    """Territories named inside, regions first: «Министерство культуры Омской области»."""
    inside = [m for i in range(first, end) for stop, m in sentence.mentions[i] if stop <= end and m.kind in TERRITORIES]
    return sorted(inside, key=lambda m: (("Region", "City", "Country").index(m.kind), m.start))


def _root(span: Sequence[Token]) -> Token:
    inside = {t.i for t in span}
    return next((t for t in span if t.head.i not in inside or t.head.i == t.i), span[0])


def _case(token: Token) -> str:
    if token.text.isupper() and len(token) > 1:
        return ""  # «ТОО», «ВКО»: the tagger guesses
    return next(iter(token.morph.get("Case", [])), "")


def _set_preposition(tokens: Sequence[Token], item: Item, taken: Collection[int]) -> None:
    """That before it, over adjectives, numerals and classifiers; a list after a colon has that of the noun before."""
    at = item.first - 1
    if at > 0 and tokens[at].text in ":–—(":
        noun = next((i for i in range(at - 1, max(at - 5, -1), -1) if tokens[i].lemma_.lower() in CLASSIFIERS), None)
        if noun is not None:
            at, item.case, taken = noun - 1, _case(tokens[noun]), ()
    while at >= 0 and at not in taken:
        token = tokens[at]
        for words, simple in COMPLEX.items():
            before = tokens[max(at - len(words) + 1, 0) : at + 1]
            if len(before) == len(words) and all(
                word in (t.lower_, t.lemma_.lower()) for word, t in zip(words, before, strict=True)
            ):
                item.preposition = simple
                return
        if token.pos_ == "ADP":
            item.preposition = PREPOSITIONS.get(token.lower_, token.lower_)
            return
        if token.pos_ not in ("ADJ", "NUM", "DET") and token.lemma_.lower() not in CLASSIFIERS and token.text != "«":
            return
        at -= 1


def _are_listed(tokens: Sequence[Token], left: Item, right: Item) -> bool:
    """Whether only links, modifiers and classifiers part two items of like kind and case."""
    between = tokens[left.end : right.first]
    like = left.kind == right.kind or {left.kind, right.kind} <= TERRITORIES or {left.kind, right.kind} <= _ACTORS
    if not like or not any(t.text in LINKS for t in between):
        return False
    rest = [
        t
        for t in between
        if t.text not in LINKS and t.lemma_.lower() not in CLASSIFIERS and t.pos_ not in ("ADJ", "NUM", "DET")
    ]
    again = [t for t in rest if t.pos_ == "ADP" and PREPOSITIONS.get(t.lower_, t.lower_) == left.preposition]
    if rest != again or right.preposition not in ("", left.preposition):
        return False
    return (
        left.case in ("", right.case)
        or right.case == ""
        or right.head.head.i == left.head.i
        or left.case in {_SHORT_CASE.get(case_of(parse)) for parse in parses(right.head.text)}
    )


_ACTORS = frozenset({"Person", "Holder", "Organisation", "Side"})
