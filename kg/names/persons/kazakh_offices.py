"""Posts that stand for their holders: «Мемлекет басшысы», «Қытай көшбасшысы», «Министр», «облыс әкімі»."""

import itertools
from collections.abc import Callable, Collection, Iterator

from kg.language.kazakh.noun_phrases import case, is_owned, is_plural
from kg.language.tokens import Doc, Token
from kg.model.facts import Mention
from kg.names.gazetteer import Gazetteer
from kg.names.kazakh_spans import make
from kg.names.name_words import KAZAKH
from kg.names.persons.kazakh_persons import TITLES, KazakhPerson, commemorated

HOME, HOME_KEY = "Қазақстан", "country/KZ"
Heads = Callable[[str, str], str]
"""Who held a country's post when the text was written: the country's key and «president» or «premier» give a name."""
HEADS_OF_STATE = KAZAKH.set("offices.heads_of_state")
"""What the head of a foreign state is called: «Қытай Төрағасы», «Ресей басшысы»."""
FORMER = KAZAKH.words("offices.former")
LESSER = KAZAKH.set("offices.lesser")
OF_NOBODY = KAZAKH.set("offices.of_nobody")
"""«облыс әкімі» is of the region the text is about."""
OFFICES = KAZAKH.set("offices.offices")
"""Capitals that stand after whose they are: «Президенті Әкімшілігі»."""
_AHEAD = 6
"""Words from «Президентінің» to the post below it: «… Талас облысындағы өкілетті өкілі»."""


def nobody(country: str, post: str) -> str:
    return ""


def heads(gazetteer: Gazetteer, day: str) -> Heads:
    """Tells by the gazetteer's terms of office who headed a state or its government on a day, if that is known."""

    def head(country: str, post: str) -> str:
        entry = gazetteer.holder(country, day, "премьер-министр" if post == "premier" else "") if day else None
        return entry.labels.get("kk", "") if entry else ""

    return head


def offices(
    doc: Doc, named: Collection[KazakhPerson], places: Collection[Mention], heads: Heads = nobody
) -> Iterator[Mention]:
    """Posts without a name, each as the person who holds it: by the text itself, else by `heads`.

    A post without a country is Kazakhstan's, whose press writes Kazakh; with one holder named, it is his."""
    countries = {mention.end: mention for mention in places if mention.kind == "Country"}
    begins = {person.first: person.mention.name for person in named}
    holders: dict[tuple[str, str], str] = {}
    waiting = []
    for start, end, title, country in _titles(doc, countries):
        of = country.name if country else HOME
        if end in begins:
            holders.setdefault((title, of), begins[end])
        else:
            waiting.append((start, end, title, country))
    living = [person for person in named if person.first < person.last and not commemorated(doc, person.last)]
    people = {person.mention.name for person in living}
    people -= {person.mention.name for person in named if person.first and doc[person.first - 1].lemma_ in TITLES}
    own = {name for (title, of), name in holders.items() if title == "president" and of == HOME}
    for start, end, title, country in waiting:
        holder = holders.get((title, country.name if country else HOME), "")
        if not holder and title == "president" and (country is None or country.name == HOME):
            only = own or people
            holder = next(iter(only)) if len(only) == 1 else ""
        holder = holder or heads(country.key if country else HOME_KEY, title)
        if holder:
            opening = doc.char_span(country.start, country.end) if country else None
            yield make(doc, opening.start if opening else start, end, "Person", holder, named=False)
    yield from _lesser(doc, begins)


def _titles(doc: Doc, countries: dict[int, Mention]) -> Iterator[tuple[int, int, str, Mention | None]]:
    """Token positions of the heads of states and governments, and their countries; «Президент сайлауы» is none."""
    for token in doc:
        before = doc[token.i - 1] if token.i else None
        if is_plural(token) or _modifies(doc, token) or (before and before.lower_.startswith(FORMER)):
            continue
        country = countries.get(before.idx + len(before)) if before is not None else None
        if token.lemma_ == "басшы" and before is not None and before.lower_ == "мемлекет":
            foreign = countries.get(doc[token.i - 2].idx + len(doc[token.i - 2])) if token.i > 1 else None
            yield token.i - 1, token.i + 1, "president", foreign
        elif (
            token.lemma_ == "президент"
            and token.text[0].isupper()
            or token.lemma_ in HEADS_OF_STATE
            and country is not None
            and is_owned(token)
        ):
            yield token.i, token.i + 1, "president", country
        elif token.lemma_ == "премьер-министр" and token.text[0].isupper():
            yield token.i, token.i + 1, "premier", country


def _modifies(doc: Doc, token: Token) -> bool:
    """«Президент сайлауы», «Премьер-Министрдің орынбасары»: the post only says whose."""
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is None or following.is_punct:
        return following is not None and following.text == "("  # «Президент (1997 жылдан бастап …)» is told there
    if case(token) == "Gen":
        ahead = itertools.takewhile(lambda each: not each.is_punct, doc[token.i + 1 : token.i + _AHEAD])
        return any(each.lemma_ in TITLES and is_owned(each) for each in ahead)
    owned = is_owned(following) and following.pos_ == "NOUN" and case(following) != "Loc"
    named = not following.is_lower and following.lemma_ not in OFFICES
    return is_owned(following) if not is_owned(token) else case(token) == "Nom" and owned and not named


def _lesser(doc: Doc, begins: dict[int, str]) -> Iterator[Mention]:
    """A bare «Министр» or «облыс әкімі» is whoever was last introduced by that post."""
    last: dict[str, str] = {}
    for token in doc:
        if token.lemma_ not in LESSER or is_plural(token):
            continue
        before = doc[token.i - 1] if token.i else None
        if token.i + 1 in begins:
            last[token.lemma_] = begins[token.i + 1]
        elif token.lemma_ in last and not _modifies(doc, token):
            alone = not is_owned(token) and (
                before is None or token.is_sent_start or before.is_punct or before.is_space
            )
            if alone:
                yield make(doc, token.i, token.i + 1, "Person", last[token.lemma_], named=False)
            elif before is not None and before.lemma_ in OF_NOBODY and is_owned(token) and before.i:
                modified = doc[before.i - 1].text[0].isupper() and not before.is_sent_start
                if not modified and not is_owned(before):
                    yield make(doc, before.i, token.i + 1, "Person", last[token.lemma_], named=False)
