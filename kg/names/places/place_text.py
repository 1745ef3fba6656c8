"""A Russian text as the rules for places look at it: the words before and after an offset, and what they tell."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from kg.language.russian.morphology import case_of, parses
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Kind, Mention
from kg.names.name_words import RUSSIAN
from kg.names.noun_phrases import case_of as case_of_token
from kg.names.persons.name_forms import is_known_name
from kg.names.persons.posts import HEADS, is_someone

ABBREVIATED = RUSSIAN.set("places.abbreviated")
SETTLEMENTS = RUSSIAN.set("places.settlements")
WATERS = RUSSIAN.set("places.waters")
LANDS = RUSSIAN.set("places.lands")
STRUCTURES = RUSSIAN.set("places.structures")
REGIONS = RUSSIAN.set("places.regions")
SHORES = RUSSIAN.set("places.shores")
"""Parts of a river: what it is of is one."""
CROSSINGS = RUSSIAN.set("places.crossings")
_CROSSED = 6
"""Words from a bridge to what it crosses: «мост через Свирь, через Волхов»."""

KIND_OF: dict[str, Kind] = {
    **dict.fromkeys(SETTLEMENTS, "City"),
    **dict.fromkeys(WATERS | LANDS | STRUCTURES, "Feature"),
    **dict.fromkeys(REGIONS, "Region"),
}

TWINNED = RUSSIAN.words("places.twinned")
"""How a word begins that says of cities that they are twinned."""
PLACE_PREPOSITIONS = RUSSIAN.set("places.prepositions")
ADJECTIVES = {one: code for code, (_, *adjectives) in RUSSIAN.groups("countries").items() for one in adjectives}
"""ISO codes of the countries that adjectives stand for."""
COUNTRIES = {code: name for code, (name, *_) in RUSSIAN.groups("countries").items()}
MONEY = RUSSIAN.set("places.money")
_APPOSED = 5
"""Tokens from a city to the word that says of it that it is a sister city: «Ховд, как известно, побратим»."""
_TIED = 6
"""Tokens from a paper or ties to the «с» of whom they are with: «договор о дружбе и сотрудничестве с Лёвеном»."""
_STEM = 5
"""Letters by which forms of a name are alike."""
FOREIGN_LANDS = RUSSIAN.set("places.states") - RUSSIAN.set("places.home_regions")
"""Units that Russia has none of; what they are called stands beside them in the nominative, «губернатор провинции
Мисьонес»."""
_GOVERNMENTS = frozenset({"правительство", "администрация"})
TIES = RUSSIAN.set("places.ties")
OPENING = "«„“\"'"
CLOSING = "»“”\"'"


class PlaceText:
    """The Doc's words by their offsets."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.entities = doc.ents
        self.tokens = [token for token in doc if not token.is_space]
        self._starts = [token.idx for token in self.tokens]

    def before(self, offset: int) -> Token | None:
        """The word that ends before the offset, with nothing between but spaces and an opening quote."""
        place = bisect_right(self._starts, offset - 1) - 1
        while place >= 0 and self.tokens[place].text in OPENING:
            place -= 1
        return self.tokens[place] if place >= 0 else None

    def after(self, offset: int) -> Token | None:
        place = bisect_right(self._starts, offset - 1)
        return self.tokens[place] if place < len(self.tokens) else None

    @cached_property
    def _twinned(self) -> list[Span]:
        told = [any(word(token).startswith(TWINNED) for token in sent) for sent in self.doc.sents]
        pairs = zip(self.doc.sents, told, [False, *told], strict=False)
        return [sent for sent, here, before in pairs if here or before]

    def is_twin(self, start: int, end: int, cities: Iterable[tuple[int, int]]) -> bool:
        """Whether a sentence on sister cities names what stands there as one: right behind the word, «с» or «у», in a
        list with one of these cities, or said so of it («Ховд, побратим Барнаула»). The tagger sees «Лида» and «Ухань»
        as persons."""
        entity, before, after = self.entity(start), self.before(start), self.after(end)
        if not any(sent.start_char <= start < sent.end_char for sent in self._twinned) or after is None:
            return False
        if entity is not None and (entity.start_char, entity.end_char) != (start, end):
            return False
        if before is not None and (word(before).startswith(TWINNED) or before.lower_ in ("с", "со", "у", "между")):
            return not (after.text.istitle() and after.idx == end + 1)
        if self.text[max(start - 4, 0) : start].strip().endswith(("),", ") и")):
            return True  # «с Саппоро (1990), Миннеаполисом»
        between = {self.text[e:start].strip() or self.text[end:s].strip() for s, e in cities}
        place = bisect_right(self._starts, end - 1)
        behind = self.tokens[place : place + _APPOSED] if after.text in (",", "–", "—") else []
        return bool(between & {",", "и", "–", "—"}) or any(word(token).startswith(TWINNED) for token in behind)

    def is_partner(self, start: int, end: int) -> bool:
        """Whether it is what a paper or ties are with: «меморандум с Мешхедом», «договор о дружбе с Лёвеном»."""
        place = bisect_right(self._starts, start - 1)
        if place < 2 or self.tokens[place - 1].lower_ not in ("с", "со"):
            return False
        after = self.after(end)
        if after is not None and after.is_title and after.idx == end + 1:
            return False
        for token in reversed(self.tokens[max(place - 1 - _TIED, 0) : place - 1]):
            if word(token) in TIES:
                return True
            if token.pos_ in ("VERB", "PUNCT"):
                return False
        return False

    def entity(self, start: int) -> Span | None:
        """The tagger's entity that holds the first character."""
        place = bisect_right(self.entities, start, key=lambda ent: ent.start_char) - 1
        return self.entities[place] if place >= 0 and start < self.entities[place].end_char else None

    def head(self, start: int) -> Token | None:
        """The word right before a name that says what it is a name of: «порт» Актау, «г.» Омск."""
        token = self.before(start)
        if token is not None and token.text == ".":
            token = self.before(token.idx)
            if token is not None and (word(token) not in ABBREVIATED or self.is_year(token)):
                return None
        if token is None or "\n" in self.text[token.idx : start] or token.text.istitle() and not token.is_sent_start:
            return None
        return token if word(token) in KIND_OF else None

    def is_crossed(self, start: int) -> bool:
        """Whether a bridge or tunnel crosses what is named there: «мост через Свирь, через Волхов»; it is no town."""
        place = bisect_right(self._starts, start - 1) - 1
        if place < 0 or self.tokens[place].lower_ not in ("через", "под"):
            return False
        before = self.tokens[max(place - _CROSSED, 0) : place]
        return any(word(token) in CROSSINGS for token in before)

    def is_someone(self, start: int, end: int) -> bool:
        """Whether the words beside a name tell that it is a person's."""
        span = self.doc.char_span(start, end)
        return span is not None and is_someone(span[0], span[-1])

    @cached_property
    def _last_words(self) -> frozenset[str]:
        persons = [ent for ent in self.entities if ent.label_ == "PER" and " " in ent.text]
        return frozenset(ent.text.split()[-1].lower()[:_STEM] for ent in persons)

    def is_of_somebody(self, word: str) -> bool:
        """«Болтон», where the text has a «Джон Болтон»."""
        return word.lower()[:_STEM] in self._last_words

    def is_year(self, token: Token) -> bool:
        """«в 2021 г.», «2020–2021 гг.», «с. г.»: no town."""
        number = self.before(token.idx)
        if number is not None and number.text == ".":
            number = self.before(number.idx)
        return number is not None and (number.text[-4:].isdigit() or number.lower_ in ("с", "т"))

    def is_currency(self, start: int) -> bool:
        """Whether it is the land of a currency: «доллар США», «млн долл. США»."""
        token = self.before(start)
        if token is not None and token.text == ".":
            token = self.before(token.idx)
        return token is not None and word(token) in MONEY

    def is_governed(self, start: int, end: int) -> bool:
        """Whether a name stands between a post and the whole name of who holds it: «премьер Баварии Маркус Зёдер»,
        which the tagger sees as one person now and then. Capitals alone are several lands': «глава РБ Иван Орлов»."""
        before, first = self.before(start), self.after(end)
        second = self.after(first.idx + len(first)) if first is not None else None
        if before is None or first is None or second is None or before.idx + len(before) + 1 != start:
            return False
        if self.text[start:end].isupper():
            return False
        named = first.is_title and second.is_title and second.idx == first.idx + len(first) + 1 == end + len(first) + 2
        headed = word(before) in FOREIGN_LANDS and before.is_lower  # «губернатор провинции Мисьонес Рамон Агирре»
        if not named or not (self.post_at(before) or headed):
            return False
        land = self.text[start:end]
        return not is_known_name(land) or _is_of(land, first.text)

    def is_of_land(self, start: int) -> bool:
        """Whether the name follows what no Russian land is, in no case of its own: «остана Мазендеран», but «глава
        аймака Ганболд»."""
        head, name = self.before(start), self.after(start)
        if head is None or name is None or word(head) not in FOREIGN_LANDS or name.text[-1] in "аыюя":
            return False
        before = self.before(head.idx)
        return not (before is not None and word(before) in HEADS and case_of_token(before) == "Nom")

    def post_at(self, token: Token) -> str:
        """The post that a small word is, or one at the sentence's beginning; of «премьер правительства» the first."""
        if word(token) in _GOVERNMENTS and token.is_lower and token.i:
            token = token.nbor(-1)
        return word(token) if word(token) in HEADS and (token.is_lower or token.is_sent_start) else ""

    def same_line(self, start: int, end: int) -> bool:
        return not {"\n", "\t"} & set(self.text[start:end])


def _is_of(land: str, first: str) -> bool:
    """«(губернатор) Ширака Грант»: a genitive alone before a nominative is no part of that name."""
    own = {case_of(parse) for parse in parses(land) if parse.tag.number == "sing"}
    genitive = "gent" in own if own else land.endswith("ы")  # «Воеводины»
    return genitive and "nomn" not in own and "nomn" in {case_of(parse) for parse in parses(first)}


def word(token: Token) -> str:
    """The lemma in small letters."""
    return token.lemma_.lower()


def feature(text: PlaceText, start: int, end: int, head: Token, name: str) -> Mention:
    """A port, a station: its word belongs to the name; a river's does not."""
    head_word = word(head)
    near = not text.text[head.idx + len(head) : start].strip(OPENING + " \N{NO-BREAK SPACE}")
    begin = head.idx if near else start
    full = f"{head_word} {name}" if head_word in STRUCTURES else name
    return Mention(begin, end, "Feature", text.text[begin:end], full)
