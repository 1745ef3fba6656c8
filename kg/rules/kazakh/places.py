"""What a text says of places: where they lie, what joins them, which cities are sisters, who belongs to a union."""

import re
from collections.abc import Iterator

from kg.facts import Found, Location, Membership, Mention, RegionTie, Route, SisterCities
from kg.language.kazakh_phrases import is_attribute
from kg.rules.kazakh.scene import PLACES, Scene, names

SIZE = {"Country": 0, "Region": 1, "City": 2, "Feature": 2}
LISTED = frozenset(", және мен бен пен".split())
COOPERATING = ("ынтымақтас", "серіктес", "әріптестік", "байланыс", "сауда", "тауар")
"""What stands between two regions when they are said to cooperate: «… арасындағы тауар айналымы»."""


def locations(scene: Scene) -> Iterator[Found]:
    """A larger place right before a smaller one, in the genitive or bare, and the rest of that one's list."""
    places = [each for each in scene.mentions if each.kind in PLACES]
    for outer in places:
        attribute = is_attribute(scene.last_word(outer))
        official = outer.kind == "Region" or len(scene.span(outer)) > 1
        fits = attribute or scene.case(outer) == "Gen" or (scene.case(outer) == "Nom" and official)
        if outer.kind == "Feature" or not fits:
            continue
        position = scene.span(outer).end
        while (inner := _starting_at(scene, places, position)) is not None:
            if SIZE[inner.kind] <= SIZE[outer.kind] or _opens_name(scene, inner):
                break
            yield Found(Location(inner, outer), "location", outer.start, inner.end)
            position = scene.span(inner).end
            if position >= len(scene.doc) or scene.doc[position].lower_ not in LISTED or inner.kind != "Feature":
                break
            position += 1


def _opens_name(scene: Scene, place: Mention) -> bool:
    """A city that is a word of a body's name: «Шанхай ынтымақтастық ұйымы»."""
    bodies = [each for each in scene.mentions if each.kind == "Organisation" and each.start == place.start]
    return bool(bodies) and scene.case(place) == "Nom"


def _starting_at(scene: Scene, places: list[Mention], position: int) -> Mention | None:
    if position >= len(scene.doc):
        return None
    start = scene.doc[position].idx
    return next((each for each in places if each.start == start), None)


def routes(scene: Scene) -> Iterator[Found]:
    """The ends in a corridor's name, and the places it runs through («… арқылы өтетін»)."""
    for corridor in scene.mentions:
        if corridor.kind != "Corridor":
            continue
        quoted = re.search(r"[«“\"]([^»”\"]+)[»”\"]", corridor.text)
        ends = re.split(r"\s[-–—]\s|[-–—]", quoted[1] if quoted else corridor.text)
        joined = [place for end in ends if (place := _place_called(scene, corridor, end)) is not None]
        through = list(_through(scene, corridor))
        traverses = tuple(dict.fromkeys([*joined, *through]))
        if traverses:
            yield Found(Route(corridor, traverses), "route", corridor.start, corridor.end)


def _through(scene: Scene, corridor: Mention) -> Iterator[Mention]:
    """The list before «арқылы»: «Қызылорда, Ақтөбе және Орынбор облыстары арқылы өтетін»."""
    chain: list[Mention] = []
    for place in scene.in_sentence(scene.sentence(corridor), PLACES):
        if corridor.start <= place.start < corridor.end:
            continue
        between = scene.doc.text[chain[-1].end : place.start].strip() if chain else ""
        chain = [*chain, place] if between in LISTED else [place]
        following = scene.after(place)
        if len(following) and following[0].lower_ == "арқылы":
            yield from chain


def _place_called(scene: Scene, corridor: Mention, end: str) -> Mention | None:
    """A place inside the corridor's name, or the one the text names elsewhere by that word."""
    word = end.split()[0] if end else ""
    inside = [
        each for each in scene.within(corridor.start, corridor.end, PLACES) if each.text == end or each.name == end
    ]
    elsewhere = [
        each for each in scene.mentions if each.kind in PLACES and re.match(rf"{re.escape(word)}\b", each.name)
    ]
    found = inside or elsewhere if word else []
    return found[0] if found else None


def sister_cities(scene: Scene) -> Iterator[Found]:
    """«Омбы мен Павлодар – бауырлас қалалар»: cities joined by «мен», or the only two of the sentence."""
    for sentence in scene.doc.sents:
        twinned = [
            token for token in sentence if token.lemma_ in {"бауырлас", "бауыр"} or token.lower_.startswith("бауырлас")
        ]
        beside = [
            scene.doc[i] for each in twinned for i in (each.i - 1, each.i + 1) if sentence.start <= i < sentence.end
        ]
        if not any(token.lemma_ == "қала" for token in beside):
            continue
        cities = scene.in_sentence(sentence, ("City",))
        pairs = [
            (a, b)
            for a, b in zip(cities, cities[1:], strict=False)
            if scene.doc.text[a.end : b.start].strip() in {"мен", "пен", "бен", "және"}
        ]
        if not pairs and len(cities) == 2:
            pairs = [(cities[0], cities[1])]
        for a, b in pairs:
            yield Found(SisterCities(a, b), "sister-cities", min(a.start, twinned[0].idx), max(b.end, twinned[0].idx))


def ties(scene: Scene) -> Iterator[Found]:
    """«Павлодар облысы мен Омбы облысы арасындағы тауар айналымы», outside the titles of agreements."""
    titles = [each for each in scene.mentions if each.kind == "Agreement"]
    sides = [each for each in scene.mentions if each.kind in {"Region", "Country"}]
    for a, b in zip(sides, sides[1:], strict=False):
        if "Region" not in (a.kind, b.kind) or any(title.start <= a.start < title.end for title in titles):
            continue
        after = scene.after(b, 6)
        joined = scene.doc.text[a.end : b.start].strip() in {"мен", "пен", "бен"}
        with_other = scene.case(b) == "Ins" and scene.sentence(a) == scene.sentence(b)
        between = (
            joined
            and len(after) > 1
            and after[0].lower_ in {"арасындағы", "арасында"}
            and names(after[1:], COOPERATING)
        )
        if between or (with_other and names(after, COOPERATING)):
            region, other = (a, b) if a.kind == "Region" else (b, a)
            basis = next((token for token in after if token.lower_.startswith(COOPERATING)), after[0])
            phrase = scene.phrase(basis.i, min(basis.i + 2, basis.sent.end))
            yield Found(RegionTie(region, other, phrase), "region-tie", a.start, after[-1].idx)


def memberships(scene: Scene) -> Iterator[Found]:
    """«Қазақстан … ұйымына мүше болды», «ұйымға мүше елдер: …», «одаққа кірді»."""
    for body in scene.mentions:
        if body.kind != "Organisation" or scene.case(body) not in {"Dat", "Gen"}:
            continue
        following = scene.after(body, 3)
        if not names(following, ("мүше", "қосыл", "кірді", "кіреді", "кірген")):
            continue
        for country in scene.in_sentence(scene.sentence(body), ("Country",)):
            if scene.case(country) == "Nom" and not body.start <= country.start < body.end:
                yield Found(
                    Membership(country, body), "membership", min(country.start, body.start), max(country.end, body.end)
                )
