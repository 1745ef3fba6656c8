"""Bodies that a text calls by nothing but a name in quotation marks: «вьетнамская «Намфонг»» (Russian).

A name in quotation marks may be anybody's, a film's or a newspaper's; so it must stand where only a body can: after an
adjective of a place that has no noun, before the place it is from in brackets, or after the person who acts for it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kg.language.russian.nominative import nominative
from kg.model.facts import PLACES, Mention
from kg.model.offsets import extents
from kg.names.name_words import RUSSIAN
from kg.names.noun_phrases import DASHES, OPENING, SentenceLine, case_of, is_adjective
from kg.names.organisations.model_spans import is_finite
from kg.names.thing import NamedThing, mention_of, titled

LONGEST = 5
"""Words of a name; more are a quotation."""
MONTHLY = RUSSIAN.set("bodies.monthly")
OF_COMPANIES = frozenset({"страховой"})
"""Adjectives of what a company does, beside «московский»."""


def quoted_bodies(line: SentenceLine, there: Sequence[Mention]) -> Iterator[NamedThing]:
    """The bodies among the quotations of a sentence; `there` is what else is named in it."""
    places = {m.start for m in there if m.kind in PLACES}
    taken = extents(m for m in there if m.kind not in PLACES)
    tokens = line.tokens
    for at, token in enumerate(tokens):
        if token.text not in OPENING or (end := line.quoted_end(at)) < at + 3 or end > at + 2 + LONGEST:
            continue
        inner = tokens[at + 1 : end - 1]
        held = taken.meet(inner[0].idx, inner[-1].idx + len(inner[-1])) or line.atoms.get(at + 1) == end - 1
        if held or not inner[0].text[0].isupper() or len(inner[0]) < 2 or any(map(is_finite, inner)):
            continue
        if any(t.text in ",:!?–—-" or t.text in OPENING for t in inner):
            continue
        if _is_body(line, at, end, places):
            mention = mention_of(inner, "Organisation", "")
            name = mention.text if case_of(inner[-1]) == "Nom" else nominative(inner)
            yield NamedThing(replace(mention, name=titled(name)))


def _is_body(line: SentenceLine, at: int, end: int, places: Collection[int]) -> bool:
    tokens = line.tokens
    before = tokens[at - 1] if at else None
    after = tokens[end : end + 2]
    bracket = len(after) == 2 and after[0].text == "(" and after[1].idx in places
    if bracket and (before is None or not before.is_alpha) and not any(t.text in DASHES for t in tokens[end : end + 6]):
        return True  # ««Путь развития» (Фао – Басра)» is a road
    if before is None:
        return False
    if before.is_lower and is_adjective(before):
        of_place = before.lemma_.endswith(("ский", "цкий")) and not before.lemma_.endswith("ческий")
        of_place = of_place and before.lemma_ not in MONTHLY
        return of_place or before.lemma_ in OF_COMPANIES
    return before.text == "(" and at > 1 and tokens[at - 2].ent_type_ == "PER"
