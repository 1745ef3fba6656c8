"""Which figures tell a reader something, and which are numbers in passing.

A figure tells what is measured, in a unit that fits it, and of whom. «Два контейнера», «30 миллиардов» of nothing and
«доля» of nobody knows what stay as amounts of the text, which nothing is compared with."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.documents.document import Document
from kg.language.russian.morphology import parses
from kg.model.facts import Agreement, Amount, Figure, Found, Mention, RegionTie, Route, SisterCities
from kg.reading.cues import KAZAKH, RUSSIAN
from kg.reading.figures import APPORTIONED
from kg.reading.figures.kinds import Kind, family, kind_of, nouns_of
from kg.reading.function_rule import FunctionRule
from kg.reading.of_whom import BETWEEN, DOUBTED, ENTRUSTED, INFERRED, is_long

AMOUNT = FunctionRule("ru", "amount", Amount, "Numbers in passing: «Привезли два контейнера».")
KAZAKH_AMOUNT = FunctionRule("kk", "amount", Amount, "Numbers in passing: «Екі контейнер әкелді».")
_BARE = RUSSIAN.set("measures.bare") | KAZAKH.set("figures.bare")
"""What alone says nothing of what is measured: «доля», «сумма»."""
_DEEDS = frozenset(RUSSIAN.by_word("measures.deeds").values()) - {"экспорт", "импорт"}
"""What was done, of what nobody knows: «вложения», «поставки»."""
_EMPTY = _BARE | RUSSIAN.set("concepts.neutral") | {"численность", "другой"} - {"экономика"}
_FEW = 5
"""So many things are told in passing: «три причины», «две делегации»."""
_OF_TRADE = frozenset({"tradeTurnover", "exports", "imports"})
"""What two sides tell each other of, so that whose it is goes without saying."""
_OF_LANDS = _OF_TRADE | {"investment", "grossDomesticProduct", "industrialProduction", "population", "wages", "rate"}
_SIZES = RUSSIAN.set("measures.sizes")
_WAYS = frozenset({"рост", "снижение"})
_MOST = 0.8
"""The share of one country among all named in a text that is about that country alone."""


def told(
    document: Document,
    mentions: Sequence[Mention],
    home: Sequence[Mention],
    facts: Sequence[Found],
    figures: Sequence[Found],
) -> Iterator[Found]:
    """The figures that tell something, each with the kind of its measure; the others as amounts."""
    ours = _of_sides(document, mentions, home, facts)
    long = is_long(document, home)
    for one in figures:
        figure = one.fact
        assert isinstance(figure, Figure)
        language = document.language_at(one.start)
        kind = kind_of(nouns_of(figure.measure.text, language), figure.unit, language)
        if not _is_said_only(document, figure) and telling(figure, kind, sure=one.confidence, ours=ours, long=long):
            yield replace(one, fact=replace(figure, kind=kind.name if kind else ""))
        else:
            amount = Amount(figure.measure, figure.value, figure.unit, figure.direction)
            rule = AMOUNT if language == "ru" else KAZAKH_AMOUNT
            yield rule.found(amount, one.start, one.end, one.modality, one.confidence)


def _is_said_only(document: Document, figure: Figure) -> bool:
    """Is it of a speech, where how many of nobody and at no time there are is told in passing?"""
    counted = family(figure.unit) == "count" and document.kind == "transcript"
    return counted and not figure.about and not figure.period


def telling(figure: Figure, kind: Kind | None, *, sure: float, ours: bool, long: bool) -> bool:
    """Does it say of whom it is, and what it measures? `sure` is how sure both are.

    In a short text of `ours`, about two sides, a reader asks for each number but those in passing, else only for those
    of a known kind. In a `long` text an owner is often guessed wrong and a measure cut short: there the number's own
    clause, the speaker's office or the whole text has to tell them."""
    if sure <= APPORTIONED:
        return False
    bare = _is_bare(figure.measure.text.lower())
    if long and figure.measure.text.lower() in _DEEDS and figure.direction == "level":
        return False
    few = (
        family(figure.unit) == "count"
        and figure.direction == "level"
        and figure.bound == "exactly"
        and float(figure.value) < _FEW
    )
    if bare and sure <= INFERRED:
        return not long and ours and kind is not None
    lone = long and _is_short(figure, kind) and sure <= (DOUBTED if family(figure.unit) == "mass" else ENTRUSTED)
    if ours and not long:
        return sure > INFERRED or kind is not None or not few
    if bare or (few and not figure.concept) or lone:
        return False
    if kind is not None and (_is_part(figure, kind) or (long and kind.name == "regions")):
        return False  # in so many regions something else is told of
    if long and (kind is None or not figure.about):
        return False
    traded = kind is not None and kind.name in _OF_TRADE
    if sure <= (INFERRED if family(figure.unit) == "mass" and not long else DOUBTED) and not traded:
        return False
    places = sum(one.kind in {"Country", "Region"} for one in figure.about)
    if places > 1 and not (kind is not None and kind.name in BETWEEN):
        return False
    if long:
        return True
    weighed = bool(figure.period) and family(figure.unit) == "mass"
    if not figure.about:
        return weighed or (kind is not None and bool(figure.period))
    changed = figure.direction != "level"
    return kind is not None or weighed or (sure > INFERRED and (bool(figure.period) or changed))


def _is_part(figure: Figure, kind: Kind) -> bool:
    """Is it so many percent of what only the rest of the clause tells: «экспорт – 60 процентов», «доля граждан»?

    Of «доля Москвы в экономике страны» nothing is missing; «7 процентов ВВП России» are of something else than it."""
    if figure.unit != "percent" or figure.direction != "level":
        return False
    measure = figure.measure
    owned = any(measure.start <= one.start < measure.end for one in figure.about)
    return kind.name != "rate" or (measure.text.startswith("доля ") and not (owned and " в " in measure.text))


def _is_short(figure: Figure, kind: Kind | None) -> bool:
    """Does a word alone stand for what only a clause tells, «длина», «рост парка», «площадь жилья»? «Экспорт» and
    «безработица» are of a whole land, and tell enough."""
    words = figure.measure.text.split()
    if words[0] in _WAYS:
        words = words[1:] or words
    if words[0] in _SIZES | {"число"} and len(words) == 2:  # «площадь долгов», «число проектов»
        return True
    whole = kind is not None and kind.name in _OF_LANDS and (kind.name != "rate" or figure.unit == "percent")
    return len(words) == 1 and not whole


def _is_bare(measure: str) -> bool:
    """«рост суммы», «общая численность» tell no more than «сумма» does."""
    forms = ({one.normal_form for one in parses(word)[:2]} for word in measure.split())
    return measure in _BARE or all(one & _EMPTY for one in forms)


def _of_sides(document: Document, mentions: Sequence[Mention], home: Sequence[Mention], facts: Sequence[Found]) -> bool:
    """Is the text about two sides: does it name several countries, or agreements, ties, corridors of more than one?
    One that names nobody is too short to tell."""
    if not mentions:
        return True
    countries = Counter(
        mention.key.partition("/")[2][:2]
        for mention in mentions
        if mention.kind in {"Country", "Region"} and mention.key
    )
    several = len(countries) > 1 and max(countries.values()) < _MOST * countries.total()
    if document.kind == "transcript":
        return bool(home) or several
    dealt = any(isinstance(one.fact, Agreement | RegionTie | SisterCities | Route) for one in facts)
    return several or bool(home) or dealt or any(mention.kind == "Corridor" for mention in mentions)
