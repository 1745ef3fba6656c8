"""What a text says of places: where they lie, which regions cooperate."""

import re
from collections.abc import Iterable, Iterator

from kg.language.kazakh.noun_phrases import LISTING, case, is_attribute
from kg.language.kazakh.verbs import ENDING, verb
from kg.language.tokens import Token
from kg.model.facts import PLACES, Found, Location, Mention, RegionTie
from kg.model.offsets import extents
from kg.reading.cues import KAZAKH
from kg.reading.function_rule import FunctionRule
from kg.reading.rules.kazakh.scene import Surroundings, names

SIZE = {"Country": 0, "Region": 1, "City": 2, "Feature": 2}
CONTINENTS = KAZAKH.set("places.continents")
"""What lies in no country: «Ұлыбританияның Орталық Азия бойынша министрі»."""
COOPERATING = KAZAKH.words("places.cooperating")
"""What stands between two regions when they are said to cooperate: «… арасындағы тауар айналымы»."""


LOCATION = FunctionRule(
    "kk",
    "location",
    Location,
    "A larger place right before a smaller one, in the genitive or bare, and the rest of that one's list.",
)
IN_BRACKETS = FunctionRule("kk", "location-in-brackets", Location, "«Ақтау (Маңғыстау облысы)».")
TIE = FunctionRule(
    "kk",
    "region-tie",
    RegionTie,
    "«Павлодар облысы мен Омбы облысы арасындағы тауар айналымы», outside the titles of agreements.",
)
TIE_WITH = FunctionRule("kk", "region-tie-with", RegionTie, "«Омбы облысының Павлодар облысымен ынтымақтастығы».")


def locations(scene: Surroundings) -> Iterator[Found]:
    """A larger place right before a smaller one, in the genitive or bare, and the rest of that one's list."""
    places = [each for each in scene.mentions if each.kind in PLACES]
    for outer in places:
        attribute = is_attribute(scene.last_word(outer))
        official = outer.kind == "Region" or len(scene.span(outer)) > 1
        fits = attribute or scene.case(outer) == "Gen" or (scene.case(outer) == "Nom" and official)
        if outer.kind == "Feature" or not fits:
            continue
        position = scene.span(outer).end
        while (inner := _starting_at(scene, position)) is not None:
            bare = outer.kind == "Region" and scene.case(outer) == "Nom"  # «ШҚО Самарское ауылындағы дүкен»
            owner = scene.case(inner) == "Gen" and _starting_at(scene, scene.span(inner).end) is not None
            if bare and owner and inner.kind != "Region":
                break  # «Сайрам ауданы Самсунның Бафра ауданымен келісті»
            another = is_attribute(scene.last_word(inner)) and inner.kind != "Region"
            told_of_another = another and not attribute and not bare
            # «Ресейдің Өскемендегі консулы»
            continent = inner.kind == "Feature" and inner.name.split()[-1] in CONTINENTS
            if SIZE[inner.kind] <= SIZE[outer.kind] or continent or _opens_name(scene, inner) or told_of_another:
                break
            yield LOCATION.found(Location(inner, outer), outer.start, inner.end)
            position = scene.span(inner).end
            listed = inner.kind == "Feature" or (
                inner.kind == "Region" and inner.name.split()[-1] not in scene.words(inner)
            )
            if position >= len(scene.doc) or scene.doc[position].lower_ not in LISTING or not listed:
                break
            position += 1
    yield from _in_brackets(scene, places)


def _in_brackets(scene: Surroundings, places: list[Mention]) -> Iterator[Found]:
    """«Ақтау (Маңғыстау облысы)»."""
    for inner in places:
        bracket = scene.after(inner)
        if not len(bracket) or bracket[0].text != "(":
            continue
        outer = _starting_at(scene, bracket.end)
        closed = outer is not None and scene.after(outer).text == ")"
        if outer is not None and closed and SIZE[outer.kind] < SIZE[inner.kind]:
            yield IN_BRACKETS.found(Location(inner, outer), inner.start, outer.end)


def _opens_name(scene: Surroundings, place: Mention) -> bool:
    """A city that is a word of a body's name: «Шанхай ынтымақтастық ұйымы»."""
    bodies = [each for each in scene.beginning(place.start) if each.kind == "Organisation"]
    return bool(bodies) and scene.case(place) == "Nom"


def _starting_at(scene: Surroundings, position: int) -> Mention | None:
    if position >= len(scene.doc):
        return None
    start = scene.doc[position].idx
    return max(
        (each for each in scene.beginning(start) if each.kind in PLACES), key=lambda each: each.end, default=None
    )


def ties(scene: Surroundings) -> Iterator[Found]:
    """«Павлодар облысы мен Омбы облысы арасындағы тауар айналымы», outside the titles of agreements."""
    titles = extents(each for each in scene.mentions if each.kind == "Agreement")
    sides = [each for each in scene.mentions if each.kind in {"Region", "Country"} or _is_union(scene, each)]
    for a, b in [*zip(sides, sides[1:], strict=False), *zip(sides, sides[2:], strict=False)]:
        if "Region" not in (a.kind, b.kind) or a.start in titles:
            continue
        after = scene.after(b, 6)
        own = re.match(r"(?:мен|пен|бен)(?: \S+(?:ның|нің|дың|дің|тың|тің))?$", scene.doc.text[a.end : b.start].strip())
        joined = own is not None
        between = (
            joined
            and len(after) > 1
            and after[0].lower_ in {"арасындағы", "арасында"}
            and names(after[1:], COOPERATING)
        )
        if between:
            region, other = (a, b) if a.kind == "Region" else (b, a)
            basis = next((token for token in after if token.lower_.startswith(COOPERATING)), after[0])
            if is_denied(scene.doc[basis.i : basis.i + 3]):
                continue
            phrase = scene.phrase(basis.i, min(basis.i + 2, basis.sent.end))
            yield TIE.found(RegionTie(region, other, phrase), a.start, after[-1].idx)
    yield from _ties_with(scene, [each for each in sides if each.start not in titles])


def is_denied(words: Iterable[Token]) -> bool:
    """«Қытаймен сауда жасамайды», «байланыс жоқ», «сауданы тоқтатты»."""
    told = ((t, verb(t.text)) for t in words)
    return any(
        t.lower_ in {"жоқ", "емес"} or each is not None and (each.denied or each.stem in ENDING) for t, each in told
    )


def _is_union(scene: Surroundings, side: Mention) -> bool:
    """«Кедендік одақ елдерімен тауар айналымы»: a union with whose countries a region trades."""
    after = scene.after(side)
    return side.kind == "Organisation" and len(after) > 0 and after[0].lemma_ in {"ел", "мемлекет"}


def _with(scene: Surroundings, side: Mention) -> bool:
    return scene.case(side) == "Ins" or _is_union(scene, side) and case(scene.after(side)[0]) == "Ins"


def _ties_with(scene: Surroundings, sides: list[Mention]) -> Iterator[Found]:
    """«Омбы облысы Қазақстанның Павлодар және Ақмола облыстарымен сауда жүргізеді»: with each of the list."""
    for position, last in enumerate(sides):
        after = scene.after(last, 6)
        if not _with(scene, last) or not names(after, COOPERATING) or is_denied(after):
            continue
        first = position
        while first and scene.doc.text[sides[first - 1].end : sides[first].start].strip() in LISTING:
            first -= 1
        before = [each for each in sides[:first] if scene.sentence(each) == scene.sentence(last)]
        if before and scene.case(before[-1]) == "Gen" and before[-1].kind == "Country" and len(before) > 1:
            before = before[:-1]
        basis = next(token for token in after if token.lower_.startswith(COOPERATING))
        phrase = scene.phrase(basis.i, min(basis.i + 2, basis.sent.end))
        for other in sides[first : position + 1] if before else []:
            a, b = (before[-1], other) if before[-1].kind == "Region" else (other, before[-1])
            if a.kind == "Region" and a.name != b.name:
                yield TIE_WITH.found(RegionTie(a, b, phrase), before[-1].start, after[-1].idx)
