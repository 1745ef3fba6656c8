"""Where a place lies, told by how names stand beside each other: «Решт (Иран)», «Ловеч в Болгарии», «узбекский Навои»,
«Далянь, Харбин – Китай», «в Казахстане – Костанай и Рудный», «Омская область Российской Федерации»."""

from collections.abc import Collection, Iterator, Sequence

from kg.language.tokens import Token
from kg.model.facts import Found, Location, Mention, kind_of
from kg.names.gazetteer import Gazetteer
from kg.names.heads import HOMELESS
from kg.names.noun_phrases import case_of
from kg.names.places.place_text import COUNTRIES, SETTLEMENTS, STRUCTURES
from kg.names.places.town_adjectives import adjective, made_of
from kg.names.places.unlisted_places import STATES
from kg.reading.clauses.items import CLASSIFIERS, LINKS, TERRITORIES, Item
from kg.reading.country_adjectives import countries_of
from kg.reading.cues import RUSSIAN
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

BY_ADJECTIVE = FunctionRule(
    "ru", "place-by-adjective", Location, "A country's adjective before a place: «казахстанский Актау»."
)
IN_BRACKETS = FunctionRule("ru", "place-in-brackets", Location, "A territory in brackets after a place: «Решт (Иран)».")
OF_TERRITORY = FunctionRule(
    "ru",
    "place-of-territory",
    Location,
    "A territory in the genitive after a place: «в Омской области Российской Федерации».",
)
IN_COUNTRY = FunctionRule("ru", "place-in-country", Location, "«в» between a town and its country: «Ловеч в Болгарии».")
LISTED = FunctionRule(
    "ru", "places-of-country", Location, "Towns listed under their country: «Далянь, Харбин – Китай»."
)
SEAT = FunctionRule(
    "ru",
    "seat-of-territory",
    Location,
    "A town called a territory's capital, centre or port: «Ош, столица Кыргызстана».",
)
SEATED = FunctionRule(
    "ru",
    "body-seated",
    Location,
    "Where a body is at home: «завод «Луч» из Омска», «Ассоциация «Сибирь» со штаб-квартирой в Омске».",
)
AT_HOME = FunctionRule(
    "ru",
    "body-by-adjective",
    Location,
    "The adjective of a town or country before a body: «казанский технопарк «Луч»», «грузинская «Волна»».",
)
KNOWN = FunctionRule(
    "ru",
    "place-known-there",
    Location,
    "A list of places that are known to lie in the territory beside it: «Бийск и Тара (Россия)», «в Китае это Ухань».",
)
PLACES = frozenset({"City", "Region", "Country", "Feature"})
OFFICES = RUSSIAN.set("containment.offices")
_MARKS = frozenset({"(", "|", ":", "–", "—", "-", "это"})
_ADJECTIVES = 5
"""Tokens from the adjective of a town to the name of a body."""
_OPENING = frozenset('«"„“')
DISTRICTS = ("район", "уезд", "ауданы", "округі")
"""How the last word of a region begins or ends that lies in another."""
SEATS = SETTLEMENTS | frozenset("столица центр порт курорт селение станция".split())
_KINDS = CLASSIFIERS | STATES
"""What stands between an adjective and the name of a place: «иранский остан Гилян»."""
DASHES = frozenset({"–", "—", "-", "―", "−"})
PEOPLE = RUSSIAN.set("containment.people")
"""Whose town lies where they are: «мэр Ловеча в Болгарии»."""
WITHIN = {"City": {"Region", "Country"}, "Region": {"Country"}, "Feature": {"Country", "Region", "City"}}
WITHIN["Organisation"] = WITHIN["Feature"]
"""What a place of each kind may be said to lie in by standing beside it."""


def containments(sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
    """The locations that a sentence states without a verb."""
    places = [item for item in items if item.mention and item.kind in PLACES]
    yield from _inside_names(sentence)
    for item in items:
        if item.kind in PLACES and item.mention:
            yield from _by_adjective(sentence, item)
        elif item.kind in ("Side", "Holder"):
            for land in _lands_of(sentence, item):
                yield from _by_adjective(sentence, land)
        if item.kind in (*PLACES, "Organisation", "Side"):
            yield from _in_brackets(sentence, item, places)
    for left, right in zip(places, places[1:], strict=False):
        between = sentence.lemmas[left.end : right.first]
        words = _unclassified(sentence, left.end, right.first)
        if not words or words == [","] and {"штат", "провинция"} & {*between}:
            if _may_lie(left) and (right.case in ("Gen", "") if not words else left.case == right.case):
                for member in left.group if _leads(sentence, left.group[0].first) else [left]:
                    yield from _lies(OF_TERRITORY, sentence, member, right)
        elif words in (["в"], ["во"]) and left.kind == "City" and right.case == "Loc" and not _owns(sentence, left):
            yield from _lies(IN_COUNTRY, sentence, left, right)
        elif (len(words) == 1 and words[0] in DASHES or words == ["это"]) and right.case in ("Nom", ""):
            for member in left.group if (left.kind, right.kind) == ("City", "Country") else ():
                yield from _lies(LISTED, sentence, member, right)
        elif words == [","] and left.group == [left, right] and (left.kind, right.kind) == ("City", "Country"):
            yield from _lies(IN_COUNTRY, sentence, left, right)  # «город Гюмри, Республика Армения»
        elif _is_apposed(sentence, left, right):
            yield from _lies(OF_TERRITORY, sentence, left, right)
        yield from _listed_under(sentence, left, right)
        yield from _seat(sentence, left, right)
    bodies = [item for item in items if item.mention and item.kind in (*TERRITORIES, "Feature", "Organisation")]
    for left, right in zip(bodies, bodies[1:], strict=False):
        if right.kind in TERRITORIES and _is_home(sentence, left, right):
            yield from _lies(SEATED, sentence, left, right)


def known_there(
    sentences: Sequence[Sentence], gazetteer: Gazetteer, rule: FunctionRule, kinds: Collection[str] = CLASSIFIERS
) -> Iterator[Found]:
    """The places that a bracket, a dash, a colon or a comma puts into a territory, and of which it is known that they
    lie there; so a list may be long."""
    for sentence in sentences:
        row = list(_places(sentence))
        for number, (first, end, territory) in enumerate(row):
            if territory.kind == "City" or len(row) < 2:
                continue
            for others, after in ((row[number + 1 :], True), (row[number - 1 :: -1] if number else (), False)):
                low, high = first, end
                for at, stop, place in others:
                    between = range(high, at) if after else range(stop, low)
                    marks = {sentence.texts[i] for i in between if sentence.lemmas[i] not in kinds}
                    beside = (low, high) == (first, end)
                    comma = marks == {","} and (not after or place.kind == "Region")
                    inside = not after and marks in ({",", "в"}, {"в"}) and case_of(sentence.tokens[end - 1]) == "Loc"
                    if beside and (inside or not after and marks == {"из"}):
                        comma, marks = True, set()  # «Ош, в Кыргызстане», «Ладейное Поле из Ленинградской области»
                    if not marks <= LINKS | _MARKS or beside and not marks & _MARKS and not comma:
                        break
                    if territory.key in gazetteer.around(place.key):
                        start, stops = min(place.start, territory.start), max(place.end, territory.end)
                        yield rule.found(Location(place, territory), start, stops)
                    elif place.kind != "City":
                        break
                    low, high = at, stop


def _places(sentence: Sentence) -> Iterator[tuple[int, int, Mention]]:
    """Countries, regions and cities with their tokens, no other name's parts."""
    passed = 0
    for at, begun in enumerate(sentence.mentions):
        if begun and at >= passed:
            passed, longest = begun[0]
            if longest.kind in TERRITORIES:
                yield at, passed, longest


def at_home(sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Iterator[Found]:
    """The bodies whose home an adjective tells, of those that have one."""
    yield from known_there(sentences, gazetteer, KNOWN)
    rows = [(s, at, pair) for s in sentences for at, begun in enumerate(s.mentions) for pair in begun]
    named = {m.name: m for _, _, (_, m) in rows if m.kind == "City"}
    for sentence, at, (end, body) in rows:
        structure = body.kind == "Feature" and sentence.lemmas[at] in STRUCTURES
        if not (structure or body.kind == "Organisation") or not body.named or body.text.startswith("Мин"):
            continue
        first = next((i for i in range(at, max(at - _ADJECTIVES, -1), -1) if adjective(sentence.texts[i])), None)
        if first is None or not _is_seated(sentence, first, at, end):
            continue
        word, codes = sentence.tokens[first], countries_of(sentence.tokens[first])
        town = None if codes else made_of(adjective(word.text), named, gazetteer)
        if town:
            home = Mention(word.idx, word.idx + len(word), kind_of(town[0]), word.text, *town[1:], named=False)
        elif len(codes) == 1 and (first < at or "«" in body.text):  # «российский научный фонд»
            home = _country(word, codes[0])
        else:
            continue
        if home.name != body.name:
            yield AT_HOME.found(Location(body, home), min(home.start, body.start), body.end, confidence=0.8)


def _is_seated(sentence: Sentence, first: int, at: int, end: int) -> bool:
    """Whether the adjective is the body's: nothing parts them but what the body is; no body of state («казахстанский
    МИД»), nor a branch of one that is elsewhere («казахстанский филиал «Волны»»)."""
    between, own = sentence.tokens[first + 1 : at], sentence.tokens[max(first, at) : end]
    if HOMELESS & {t.lemma_.lower() for t in (*between, *own)} or (
        len(own) == 1 and own[0].is_upper and len(own[0]) < 5
    ):
        return False
    case = case_of(sentence.tokens[first])
    for token in between:
        plain = token.pos_ in ("ADJ", "NOUN", "PROPN") and "Anim" not in token.morph.get("Animacy", [])
        if token.text not in _OPENING and token.lemma_.lower() not in CLASSIFIERS and not plain:
            return False
        if token.pos_ == "NOUN" and case_of(token) not in (case, ""):
            return False
    nouns = sum(token.pos_ == "NOUN" for token in between)
    quoted = at > 0 and sentence.texts[at - 1] in _OPENING or sentence.texts[at].isascii()
    return nouns == 0 or nouns == 1 and quoted  # not «ливийской нефти компании «Волна»»


def _is_home(sentence: Sentence, left: Item, right: Item) -> bool:
    """«завод «Луч» из Омска», «Грант-Форкс, что в Дакоте», «Институт воды, Омск», «Штаб-квартира Союза — в Омске»."""
    words = tuple(_unclassified(sentence, left.end, right.first))
    closing = sentence.texts[right.end : right.end + 1] in ((), (".",), (")",), (";",))
    if left.kind != "Organisation":
        return words == (",", "что", "в")
    between = {*sentence.lemmas[left.end : right.first]}
    office = OFFICES & between and (words[0] in ("с", "со") or "который" in between and words[-1] == "в")
    office = office or words in (("—", "в"), ("–", "в")) and sentence.lemmas[left.first - 1] in OFFICES
    apart = words == (",",) and right.kind == "City" and right.case == "Nom" and closing and left.first < 2
    return bool(office) or words in (("из",), (",", "что", "в")) or apart


def _unclassified(sentence: Sentence, first: int, end: int) -> list[str]:
    """The words that do not say what the name after them is of: without the noun of «провинции Хунань»."""
    return [sentence.texts[i] for i in range(first, end) if sentence.lemmas[i] not in CLASSIFIERS]


def _leads(sentence: Sentence, first: int) -> bool:
    """Whether a noun in the plural leads a list that begins there: «города Бийск и Рубцовск Алтайского края»."""
    before = sentence.tokens[first - 1] if first else None
    return before is not None and before.lemma_.lower() in CLASSIFIERS and "Plur" in before.morph.get("Number", [])


def _owns(sentence: Sentence, town: Item) -> bool:
    """«Партнёр Омска в Китае», «представительство Казани в Казахстане», «у Омска в Китае»: what is theirs is there."""
    if town.preposition == "у":
        return True
    noun = sentence.tokens[town.first - 1] if town.first else None
    bare = town.may_be("Gen") and not town.preposition and town.first == town.group[0].first
    return bare and noun is not None and noun.pos_ == "NOUN" and noun.lemma_.lower() not in SEATS | PEOPLE


def _listed_under(sentence: Sentence, left: Item, right: Item) -> Iterator[Found]:
    """«в Казахстане – через Актобе и Кызылорду», «регионы Казахстана: Костанайская и Актюбинская области», «по
    Оренбуржью через Бузулук»: a list under its country or region."""
    if left.kind not in ("Country", "Region") or right.kind not in ("City", "Region") or right.group[0] is not right:
        return
    words = sentence.texts[left.end : right.first]
    mark = words[0] if words and words[0] in DASHES | {":"} else ""
    through = [w for w in words[bool(mark) :] if w not in CLASSIFIERS]
    if through not in ([], ["через"]):
        return
    within = bool(mark) and left.preposition == "в"
    along = left.preposition in ("по", "через") and not mark and through == ["через"]
    of_it = bool(mark) and left.case == "Gen" and not left.preposition and _leads(sentence, left.first)
    if within or along or of_it:
        for member in right.group:
            yield from _lies(LISTED, sentence, member, left)


def _lands_of(sentence: Sentence, sent: Item) -> Iterator[Item]:
    """The lands inside «делегация китайской провинции Хунань», each as an item of its own."""
    for at in range(sent.first + 1, sent.end):
        for end, land in sentence.mentions[at]:
            if land.kind in TERRITORIES and end <= sent.end:
                item = Item(at, end, sentence.tokens[at], land.kind, land)
                item.group = [item]
                yield item


def _seat(sentence: Sentence, left: Item, right: Item) -> Iterator[Found]:
    """«Ош, южная столица Кыргызстана», «Шанхай – крупнейший порт Китая», «столица Татарстана Казань»."""
    between = sentence.tokens[left.end : right.first]
    apart = len(between) > 1 and between[0].text in DASHES | {","}
    if left.kind == "City" and apart and _tells_seat(between[1:], right):
        yield from _lies(SEAT, sentence, left, right)
    seat = sentence.tokens[left.first - 1] if left.first else None
    if seat is None or seat.lemma_.lower() not in SEATS or between or left.case != "Gen" or right.kind != "City":
        return
    if right.case in ("", case_of(seat)) or right.may_be(case_of(seat)):
        yield from _lies(SEAT, sentence, right, left)


def _tells_seat(words: Sequence[Token], land: Item) -> bool:
    """Whether what stands between a town and a land calls it the seat of that land."""
    told, case = list(words), land.case
    if len(told) > 1 and told[-1].lemma_.lower() in CLASSIFIERS and told[-1].lemma_.lower() not in SEATS:
        case = case_of(told.pop())  # «столица штата Акри»
    while len(told) > 1 and told[-1].pos_ == "ADJ":
        told.pop()  # «центр намибийской области Кунене»
    within = "Gen"
    if len(told) > 1 and told[-1].lower_ in ("в", "на"):
        within = case_of(told.pop()) or "Loc"  # «город в провинции Хунань»
    return case == within and told[-1].lemma_.lower() in SEATS and all(word.pos_ == "ADJ" for word in told[:-1])


def _is_apposed(sentence: Sentence, left: Item, right: Item) -> bool:
    """«в Ганновере, земля Нижняя Саксония»: in the nominative after another case, so no list goes on; but «сообщили в
    Омске, область Тверь примет»."""
    between = sentence.tokens[left.end : right.first]
    noun = between[1] if len(between) == 2 and between[0].text == "," else None
    if noun is None or left.kind != "City" or left.case in ("", "Nom") or noun.lemma_.lower() not in STATES:
        return False
    return case_of(noun) == "Nom" and sentence.texts[right.end : right.end + 1] in ((), (".",), (",",), (")",), (";",))


def _may_lie(place: Item) -> bool:
    """«порт Курык Мангистауской области», but no sea: «Каспийское море Казахстана»."""
    return place.kind != "Feature" or place.head.lemma_.lower() in STRUCTURES


def _inside_names(sentence: Sentence) -> Iterator[Found]:
    """«Администрация Алтайского края Российской Федерации»: side by side within the name of a body."""
    for at, beginning in enumerate(sentence.mentions):
        for end, place in beginning:
            following = sentence.mentions[end] if end < len(sentence.mentions) else ()
            country = next((m for _, m in following if m.kind == "Country"), None)
            if place.kind == "Region" and country and case_of(sentence.tokens[end]) == "Gen":
                start = sentence.tokens[at].idx
                yield OF_TERRITORY.found(Location(place, country), start, country.end)


def _in_brackets(sentence: Sentence, item: Item, places: Sequence[Item]) -> Iterator[Found]:
    tokens = sentence.tokens
    at = item.end + (sentence.texts[item.end : item.end + 1] == ("»",))
    if at >= len(tokens) or tokens[at].text != "(":
        return
    close = next((i for i in range(at, len(tokens)) if tokens[i].text == ")"), len(tokens))
    inside = [one for one in places if at < one.first and one.end <= close]
    rest = [
        t for i, t in enumerate(tokens[at + 1 : close], at + 1) if not any(one.first <= i < one.end for one in inside)
    ]
    if all(t.is_punct or t.lemma_.lower() in CLASSIFIERS or t.like_num or t.lower_ in ("и", "с") for t in rest):
        if item.kind in ("Feature", "Organisation") and len(inside) > 1:
            if [one.kind for one in inside] in (["City", "Country"], ["City", "Region"]):
                yield from _lies(IN_BRACKETS, sentence, item, inside[0])  # «пароходство «Волна» (Омск, Россия)»
            return  # «Южная Азия (Индия, Пакистан)», «Альянс (Чили, Перу)»: what it consists of
        for one in inside:
            yield from _lies(IN_BRACKETS, sentence, _territory(item, one) or item, one)
            yield from _lies(IN_BRACKETS, sentence, one, item)  # «Казахстан (Достык, Актогай)»
        for small, large in zip(inside, inside[1:], strict=False):
            yield from _lies(IN_BRACKETS, sentence, small, large)


def _territory(body: Item, bracket: Item) -> Item | None:
    """What lies there of «гости из Омска (Россия)», the region of «Правительство Омской области (Россия)»."""
    inner = [m for m in reversed(body.stands_for) if m.kind in WITHIN and bracket.kind in WITHIN[m.kind]]
    if body.kind not in ("Organisation", "Side") or not inner:
        return None
    return Item(body.first, body.end, body.head, inner[0].kind, inner[0])


def _by_adjective(sentence: Sentence, item: Item) -> Iterator[Found]:
    """«казахстанский Актау», «белорусскими городами Гродно и Брест»."""
    tokens = sentence.tokens
    if item.kind == "Country" or not _may_lie(item):
        return
    at, classifier = item.first - 1, False
    while at >= 0 and (tokens[at].lemma_.lower() in _KINDS or tokens[at].text == "«"):
        classifier = classifier or "Plur" in tokens[at].morph.get("Number", [])
        at -= 1
    if at < 0 or len(codes := countries_of(tokens[at])) != 1 or not _is_whole(sentence, at, item):
        return
    country = _country(tokens[at], codes[0])
    for member in item.group if classifier and item.group[0] is item else [item]:
        elsewhere = (
            member.mention is not None
            and member.mention.key.startswith("region/")
            and (member.mention.key[7:9] != codes[0])
        )
        if member.mention and not elsewhere:
            fact = Location(member.mention, country)
            yield BY_ADJECTIVE.found(fact, country.start, member.mention.end)


def _is_whole(sentence: Sentence, at: int, item: Item) -> bool:
    """Not «ангольской столицей Омск не стал», «грузинская «Поти Терминалс»»."""
    between, case = sentence.lemmas[at + 1 : item.first], case_of(sentence.tokens[at])
    apart = "столица" in between and not item.may_be(case)
    return not apart and ("«" not in between or sentence.texts[item.end : item.end + 1] == ("»",))


def _country(word: Token, code: str) -> Mention:
    return Mention(
        word.idx, word.idx + len(word), "Country", word.text, COUNTRIES[code], f"country/{code}", named=False
    )


def is_district(place: Item, within: Item) -> bool:
    """«Таврический район Омской области»."""
    inner, outer = (m.name.lower().split()[-1] if (m := one.mention) else "" for one in (place, within))
    return place.kind == within.kind == "Region" and inner.startswith(DISTRICTS) and not outer.startswith(DISTRICTS)


def _lies(rule: FunctionRule, sentence: Sentence, place: Item, within: Item) -> Iterator[Found]:
    if not (place.mention and within.mention):
        return
    if within.kind not in WITHIN.get(place.kind, ()) and not is_district(place, within):
        return
    if place.mention.name == within.mention.name:
        return
    first, last = sorted((place, within), key=lambda one: one.first)
    start, end = sentence.span(first.first, last.end)
    yield rule.found(Location(place.mention, within.mention), start, end)
