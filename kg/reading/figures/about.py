"""Which places a figure is about: those of its clause, or the document's own countries."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.language.tokens import Token
from kg.model.facts import Mention
from kg.names.places.place_text import COUNTRIES
from kg.reading.country_adjectives import countries_of
from kg.reading.cues import RUSSIAN
from kg.reading.figures.concepts import MeasureConcept
from kg.reading.sentence_words import Words, fold, has, lemma

_PLACES = {"Country", "Region", "City"}
_OTHERS = {"Corridor", "Organisation", "Event"}
# Adjectives that speak of both partners, whoever they are.
_SHARED = {"взаимный", "двусторонний", "встречный"}
_PARTNERS = RUSSIAN.set("about.partners")
_SITE = re.compile(r"\w\.[a-z]{2,4}$")
TELLERS = RUSSIAN.set("subjects.tellers")
BESIDE = RUSSIAN.set("subjects.beside")
_HONOURS = RUSSIAN.set("subjects.honours")
_LANDS = RUSSIAN.set("about.lands")
_FLOWS = RUSSIAN.set("about.flows")


def about(
    words: Words,
    clause: range,
    concept: MeasureConcept | None,
    noun: str,
    mentions: Sequence[Mention],
    home: Sequence[Mention],
    countries: "Countries",
) -> tuple[Mention, ...]:
    """The mentions a figure's clause is about.

    What goes from one place to another (investment, exports) keeps its order, origin first; all else is sorted, so that
    «между Россией и Казахстаном» and «между Казахстаном и Россией» are one."""
    named = _places(words, clause, mentions, home, countries)
    shared = any(lemma(words[index]) in _SHARED for index in clause)
    if _ours(words, clause) or (shared and len(set(map(_identity, named))) < 2):
        named = [*home] or named
    between = bool(concept and concept.between) or noun in _FLOWS
    if (
        between
        and home
        and all(_same(place, home) for place in named)
        and len(named) < 2
        and not _abroad(words, clause)
    ):
        named = [*named, *(place for place in home if not _same(place, named))]
    if not named:
        named = [one for one in _within(words, clause, mentions, _OTHERS) if not _tells(words, one)][:1]
    directed = bool(concept and concept.directed) or noun == "поставка"
    unique = {_identity(place): place for place in reversed(named)}
    kept = [unique[identity] for identity in dict.fromkeys(map(_identity, named))]
    return tuple(kept if directed else sorted(kept, key=_identity))


def _abroad(words: Words, clause: range) -> bool:
    """«поставки угля в страны Евросоюза», «экспорт за рубеж» do not go from one of the two to the other."""
    return any(
        fold(words[i]) in {"в", "во", "за"} and lemma(words[i + 1]) in _LANDS for i in clause if i + 1 < len(words)
    )


def _tells(words: Words, mention: Mention) -> bool:
    """«по данным Росстата», «вместе с Минстроем»: who tells it or helps, not whose it is."""
    at = next((i for i, word in enumerate(words) if word.idx >= mention.start), 0)
    if mention.kind == "Organisation" and at and fold(words[at - 1]) in BESIDE:
        return True  # «с Фондом развития построили», «через Росмолодёжь получили»
    if is_site(mention):
        return True
    if mention.kind == "Event" and words[at].pos_ == "NUM":
        return True  # «три переговоров»
    return any(fold(word) in TELLERS for word in words[max(at - 2, 0) : at])


def is_aside(before: Token) -> bool:
    """Tells by the word before whether a name has no number: «138 Героев Советского Союза», «заложена при СССР»."""
    return lemma(before) in _HONOURS or fold(before) == "при"


def is_site(mention: Mention) -> bool:
    """«передаёт Novosti.kz»: a site only tells."""
    return _SITE.search(mention.text) is not None


def _is_aside(words: Words, mention: Mention) -> bool:
    at = next((i for i, word in enumerate(words) if word.idx >= mention.start), 0)
    return at > 0 and is_aside(words[at - 1])


def _identity(mention: Mention) -> tuple[str, str]:
    return mention.kind, mention.key or mention.name


def _same(mention: Mention, others: Iterable[Mention]) -> bool:
    return _identity(mention) in {_identity(other) for other in others}


def _within(words: Words, clause: range, mentions: Sequence[Mention], kinds: set[str]) -> list[Mention]:
    if not clause:
        return []
    last = words[clause.stop - 1]
    start, end = words[clause.start].idx, last.idx + len(last)
    return [mention for mention in mentions if mention.kind in kinds and start <= mention.start and mention.end <= end]


def _places(
    words: Words, clause: range, mentions: Sequence[Mention], home: Sequence[Mention], countries: "Countries"
) -> list[Mention]:
    """Places and adjectives of countries, in their order, those after «из» first."""
    inside = _within(words, clause, mentions, _PLACES)
    found = [(mention.start, mention) for mention in inside if not _is_aside(words, mention)]
    for index in clause:
        named_so = index + 1 < len(words) and fold(words[index + 1]).startswith(("доллар", "рубл", "тенге"))
        codes = () if named_so else countries_of(words[index])
        known = (next(_called(code, home), None) or countries.named(code) for code in codes)
        found += [(words[index].idx, country) for country in known if country]
    after_from = {words[index + 1].idx for index in clause if fold(words[index]) == "из" and index + 1 < len(words)}
    found.sort(key=lambda item: (item[0] not in after_from, item[0]))
    return [mention for _, mention in found]


class Countries:
    """The countries that a document names; an adjective alone is no name, so one that no noun names is none."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = [mention for mention in mentions if mention.kind == "Country"]
        self._called: dict[str, list[Mention]] = {}
        self._hidden = range(0)

    def without(self, hidden: range) -> "Countries":
        """The same but for those that begin at these offsets."""
        other = Countries(())
        other._mentions, other._called, other._hidden = self._mentions, self._called, hidden
        return other

    def named(self, code: str) -> Mention | None:
        """The first mention of the country."""
        if code not in self._called:
            self._called[code] = list(_called(code, self._mentions))
        return next((mention for mention in self._called[code] if mention.start not in self._hidden), None)


def _called(code: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    for mention in mentions:
        if mention.kind == "Country" and (mention.key == f"country/{code}" or mention.name == COUNTRIES[code]):
            yield mention


def _ours(words: Words, clause: range) -> bool:
    """«между нашими странами», «двух стран»."""
    for index in clause:
        name = lemma(words[index])
        partner = index + 1 < len(words) and lemma(words[index + 1]) in _PARTNERS
        if partner and (fold(words[index]) in {"двух", "двумя", "обеих", "обе", "две"} or name == "оба"):
            return True
        if partner and name == "наш" and has(words[index + 1], "Number", "Plur"):
            return True
    return False
