"""Countries, regions, cities and natural or built features in Kazakh texts: the gazetteer first, then heads."""

import re
from collections.abc import Iterator

from kg.language.kazakh.noun_phrases import DETERMINERS, LISTING, case, is_owned, is_plural, quotes
from kg.language.kazakh.numerals import MONTHS
from kg.language.kazakh.suffixes import nominative
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Mention, kind_of
from kg.names.kazakh_spans import CAPITAL, make
from kg.names.name_words import KAZAKH
from kg.names.places.kazakh_known import FROM, REGION_ENDINGS, KnownPlaces

STATE_HEADS = KAZAKH.set("places.state_heads")
STATE_ADJECTIVES = KAZAKH.set("places.state_adjectives")
REGION_HEADS = KAZAKH.table("places.region_heads")
CITY_HEADS = KAZAKH.set("places.city_heads")
FEATURE_HEADS = KAZAKH.table("places.feature_heads")
POSSESSED = KAZAKH.table("places.possessed")
WATERS_AND_WORKS = KAZAKH.set("places.waters_and_works")
ROUTE_WORDS = KAZAKH.set("places.route_words")
ROUTE_PARTS = KAZAKH.words("corridors.dashed")
PREFIXES = KAZAKH.set("places.prefixes")
AMBIGUOUS = KAZAKH.set("places.ambiguous")
OF_WORKS = KAZAKH.set("places.of_works")
SINGULAR = KAZAKH.table("places.singular")
CROSSINGS = KAZAKH.set("places.crossings")
DISTRICTS = KAZAKH.table("places.districts")
LANDS = KAZAKH.set("places.lands")
"""Of a country or in Mongolia they are what it is made of."""
MONGOLIAN = KAZAKH.words("places.mongolian")
"""How words begin of a text in which «аймағы» is a province."""
SELF_RULED = KAZAKH.set("places.self_ruled")
LANDMASSES = KAZAKH.set("places.landmasses")
DIRECTIONS = KAZAKH.set("persons.directions")
STREETS = KAZAKH.set("places.streets")
TITLES = KAZAKH.set("persons.titles")
_SIGN = 6
"""Tokens between quotes; more are no name of a crossing."""
_ITEM = re.compile(
    r"^[ \t]*[•·*–—-][ \t]*(?P<name>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]*+(?: [\w-]++)*+)(?=[ \t]*+(?:[–—:;,(]|$)).*$", re.MULTILINE
)
"""A line of a list and the name it begins with."""
_FEWEST = 3
"""Lines that are a list."""
SURNAME_ENDINGS = KAZAKH.words("places.surname_endings")


def places(doc: Doc, known: KnownPlaces) -> Iterator[Mention]:
    """Every place named; places inside an organisation's name too."""
    lines = list(_region_lines(doc, known))
    for sentence in doc.sents:
        listed = [*_region_lists(sentence, known), *_work_lists(sentence, known), *_crossings(sentence)]
        listed += [mention for mention in lines if sentence.start_char <= mention.start < sentence.end_char]
        listed += _lands(sentence, known)
        yield from listed
        claimed = {token.i for mention in listed for token in doc.char_span(mention.start, mention.end) or ()}
        taken = set(claimed)
        for mention, tokens in _named(sentence, known):
            if not tokens & claimed:
                taken |= tokens
                yield mention
        yield from _by_head(sentence, taken, known)
        yield from _districts(sentence)
        yield from _route_ends(sentence, taken, known)
        yield from _deposits(sentence, known)


def _named(sentence: Span, known: KnownPlaces) -> Iterator[tuple[Mention, set[int]]]:
    doc, position = sentence.doc, sentence.start
    while position < sentence.end:
        step = 1
        if CAPITAL.match(doc[position].text) and not _is_initial(doc, position):
            for length in range(min(5, sentence.end - position), 0, -1):
                found = known.find(doc[position : position + length])
                if found is None or _is_something_else(doc, position, position + length, found[1], known):
                    continue
                if found[0] in known.doubtful and not _is_settled(doc, position, position + length, known):
                    continue
                end = _official_end(doc, position + length, sentence.end, found[1])
                name, kind, key = _of_region(doc, position, end, found, known)
                side = doc[position - 1].text if position > sentence.start else ""
                if side in DIRECTIONS and name in LANDMASSES:  # «Шығыс Африка»
                    yield make(doc, position - 1, end, kind, f"{side} {name}"), {position - 1, position}
                    step = end - position
                    break
                end += kind != found[1] and doc[end].lower_ == "облыстық"
                yield (make(doc, position, end, kind, name, key), set(range(position, end)))
                step = end - position
                break
        if step == 1 and (dateline := _dateline(doc, position, known)) is not None:
            yield dateline, {position}
        if step == 1 and "-" in doc[position].text or "–" in doc[position].text:
            yield from _paired(doc, position, known)
        position += step


def _of_region(doc: Doc, start: int, end: int, found: tuple[str, str, str], known: KnownPlaces) -> tuple[str, str, str]:
    """«Минск облыстық атқару комитеті», «Омбының губернаторы», «Маңғыстау мен Атырау»: the region called after the
    town, not the town."""
    of_region = end < len(doc) and (doc[end].lower_ == "облыстық" or doc[end].lemma_ == "губернатор")
    of_region = of_region or end == start + 1 and any(_is_land(word, known) for word in _linked(doc, start, end))
    region = known.exactly(f"{found[0]} облысы") if of_region and found[1] == "City" else None
    return region if region is not None and region[1] == "Region" else found


def _linked(doc: Doc, start: int, end: int) -> list[Token]:
    """The words that a comma or «мен» joins to a name."""
    linked = [doc[end + 1]] if end + 1 < len(doc) and doc[end].text in LISTING else []
    return [*linked, doc[start - 2]] if start > 1 and doc[start - 1].text in LISTING else linked


def _is_land(word: Token, known: KnownPlaces) -> bool:
    """Whether a region at home is told by one word that is no town's: «Маңғыстау», «Жетісу»."""
    headed = word.i + 1 < len(word.doc) and word.nbor().lemma_ in {*REGION_HEADS, *CITY_HEADS}
    found = known.find(word.text) if CAPITAL.match(word.text) and not headed else None
    return found is not None and found[1] == "Region" and found[2].startswith("region/KZ-")


def _region_lines(doc: Doc, known: KnownPlaces) -> Iterator[Mention]:
    """The regions of a list, an item a line, in which one says «облысы» and each may be a region: «• Қызылордада – 8;
    • Алматы облысында – 3»."""
    items: list[re.Match[str]] = []
    for item in [*_ITEM.finditer(doc.text), None]:
        if item is not None and (not items or item.start() == items[-1].end() + 1):
            items.append(item)
            continue
        bare = [one for one in items if nominative(one["name"].split()[-1]) not in REGION_ENDINGS]
        regions = [known.exactly(f"{nominative(one['name'])} облысы") for one in bare]
        if len(items) >= _FEWEST and len(bare) < len(items) and all(each and each[1] == "Region" for each in regions):
            for one, each in zip(bare, regions, strict=True):
                if each is not None:
                    yield Mention(one.start("name"), one.end("name"), "Region", one["name"], each[0], each[2])
        items = [item] if item is not None else []


def _lands(sentence: Span, known: KnownPlaces) -> Iterator[Mention]:
    """«Омбы өңірі», «Ақмола өңірімен»: a region by another word."""
    for name, head in zip(sentence, sentence[1:], strict=False):
        if head.lemma_ != "өңір" or not is_owned(head) or is_plural(head) or not CAPITAL.match(name.text):
            continue
        region = known.exactly(f"{name.text} облысы")
        if region is not None and region[1] == "Region":
            yield make(sentence.doc, name.i, head.i + 1, "Region", region[0], region[2])


def _dateline(doc: Doc, position: int, known: KnownPlaces) -> Mention | None:
    """«АҚТАУ. Портта …», «ОРАЛ – …»: a town in capitals that opens a report."""
    word = doc[position]
    following = doc[position + 1].text if position + 1 < len(doc) else ""
    if not (word.is_sent_start and word.text.isupper() and len(word.text) > 3 and following in {".", "–", "—"}):
        return None
    found = known.find(word.text.title())
    if found is None or found[1] != "City":
        return None
    return make(doc, position, position + 1, "City", found[0], found[2])


def _paired(doc: Doc, position: int, known: KnownPlaces) -> Iterator[tuple[Mention, set[int]]]:
    """The two places of «Теңіз-Новороссийск»; countries in «Қазақстан-Ресей» are an adjective, not a mention."""
    token = doc[position]
    parts = re.split("[-–]", token.text)
    if len(parts) < 2 or not all(CAPITAL.match(part) for part in parts):
        return
    route = any(each.lemma_ in ROUTE_WORDS for each in doc[position + 1 : position + 5])
    start = token.idx
    places = [known.find(part) for part in parts]
    for part, found in zip(parts, places, strict=True):
        if found is not None and (route or all(each and each[1] == "City" for each in places)):
            yield Mention(start, start + len(part), kind_of(found[1]), part, found[0], found[2]), set()
        start += len(part) + 1


def _is_initial(doc: Doc, position: int) -> bool:
    return doc[position].text.endswith(".")


def _is_something_else(doc: Doc, start: int, end: int, kind: str, known: KnownPlaces) -> bool:
    """A person's name, a currency, a region's name cut short, or a field in quotes."""
    following = doc[end] if end < len(doc) else None
    last = doc[end - 1].text
    if last.lower() in MONTHS and start and doc[start - 1].is_digit:
        return True  # «3 Қазан»
    if last.endswith(("-Жомарт",)) or (following is not None and following.text in {"атындағы"}):
        return True
    if following is not None and following.lemma_ in {"доллар", "юань"}:
        return True
    if following is not None and kind == "Region" and following.lemma_ == "аудан":
        return True  # «Маңғыстау ауданы»
    if (
        following is not None
        and kind in {"City", "Feature"}
        and (following.lemma_ in REGION_HEADS or following.lemma_ == "аудан")
    ):
        return True
    if kind == "Feature" and following is not None and following.lemma_ == "аймақ" and is_owned(following):
        return _is_of_country(doc, doc[start].sent.start, start, known)
    if kind == "Country" and start and doc[start - 1].text in PREFIXES:
        return True
    if kind == "City" and following is not None and following.lower_ in STREETS:
        return True
    if last in AMBIGUOUS or nominative(last) in AMBIGUOUS:
        settled = _is_headed(doc, end) or _is_beside_city(doc, start, end, known)
        if kind == "Feature":
            said = start > 0 and doc[start - 1].text in '«"“' and end < len(doc) and doc[end].text not in '»"”'
            return bool(doc[start].is_sent_start) or said  # ««Теңіз ортақ», – деді ол»
        return kind == "City" and not settled and case(doc[end - 1]) not in {"Loc", "Dat", "Abl"}
    return False


def _is_settled(doc: Doc, start: int, end: int, known: KnownPlaces) -> bool:
    """Do the words around a doubtful name speak of a town: a head, a list of towns, or a place's case of no surname?"""
    if _is_headed(doc, end) or _is_beside_city(doc, start, end, known) or _is_from_country(doc, start, known):
        return True
    around = [*doc[start - 1 : start], *doc[end : end + 1]]
    alone = not any(CAPITAL.match(beside.text) and not beside.is_sent_start for beside in around)
    placed = case(doc[end - 1]) in {"Loc", "Abl", "Dat"} and not doc[start].is_sent_start
    return placed and alone and not nominative(doc[end - 1].text).endswith(SURNAME_ENDINGS)


def _is_from_country(doc: Doc, start: int, known: KnownPlaces) -> bool:
    """«ресейлік Вольск»."""
    land = doc[start - 1].text if start else ""
    found = known.exactly(land[:-3].capitalize()) if land.lower().endswith(FROM) else None
    return found is not None and found[1] == "Country"


def _is_headed(doc: Doc, end: int) -> bool:
    return end < len(doc) and (doc[end].lemma_ in CITY_HEADS or _in_list_of_cities(doc, end))


def _is_beside_city(doc: Doc, start: int, end: int, known: KnownPlaces) -> bool:
    """«Қорған мен Екатеринбург»: joined to a name that is sure to be a town's."""
    for beside in _linked(doc, start, end):
        found = known.find(beside.text) if CAPITAL.match(beside.text) else None
        if found is not None and found[1] == "City" and not {found[0], beside.text} & (AMBIGUOUS | known.doubtful):
            return True
    return False


def _in_list_of_cities(doc: Doc, end: int) -> bool:
    """«Шымкент, Тараз және Алматы қалалары»: does a list that goes on at `end` close with «қалалары»?"""
    while end + 1 < len(doc) and doc[end].text in LISTING and CAPITAL.match(doc[end + 1].text):
        end += 2
    return end < len(doc) and doc[end].lemma_ in CITY_HEADS and is_plural(doc[end])


def _official_end(doc: Doc, end: int, limit: int, kind: str) -> int:
    """Past what completes an official name: «Республикасының», «Халық Республикасы», «қаласында»."""
    if end >= limit:
        return end
    position = end
    while position < limit and doc[position].text in STATE_ADJECTIVES:
        position += 1
    official = position < limit and doc[position].text[0].isupper() and doc[position].lemma_ in STATE_HEADS
    if official and kind in {"Country", "Region"}:
        return position + 1
    if kind in {"City", "Region"} and doc[end].lemma_ in CITY_HEADS and is_owned(doc[end]):
        return end + 1
    return end


def _by_head(sentence: Span, taken: set[int], known: KnownPlaces) -> Iterator[Mention]:
    """«Ульянов облысында», «Есік қаласы», «Ертіс өзені»: one name before a head in the singular."""
    doc = sentence.doc
    for token in sentence[1:]:
        if token.i in taken or not is_owned(token) or is_plural(token):
            continue
        first = token.i
        while first > sentence.start + 1 and token.lemma_ in WATERS_AND_WORKS and doc[first - 1].lower_ in OF_WORKS:
            first -= 1
        start = _name_start(doc, sentence.start, first)
        if start == first or start in taken and token.lemma_ not in WATERS_AND_WORKS:
            continue
        wide = doc[start].text.endswith(FROM) or doc[start].text in LANDMASSES
        if token.lemma_ in REGION_HEADS and start + 1 == first and wide:
            continue  # «АҚШ Мемлекеттік департаменті», «Африка департаменті»
        if token.lemma_ in REGION_HEADS:
            name = nominative(doc[start : token.i + 1].text)
            if name.isupper():  # «ҚАРАҒАНДЫ ОБЛЫСЫ» of a heading
                name = f"{doc[start:first].text.title()} {REGION_HEADS[token.lemma_]}"
            of_uzbeks = f"{name.rpartition(' ')[0]} облысы" if token.lemma_ == "вилоят" else name
            key = known.key(name, "Region") or known.key(of_uzbeks, "Region")
            yield make(doc, start, token.i + 1, "Region", name, key)
        elif token.lemma_ in LANDS and (
            any(each.text.startswith(MONGOLIAN) for each in doc) or _is_of_country(doc, sentence.start, start, known)
        ):
            name = nominative(doc[start : token.i + 1].text)
            yield make(doc, start, token.i + 1, "Region", name, known.key(name, "Region"))
        elif token.lemma_ in CITY_HEADS:
            common = doc[start].pos_ == "NOUN" and doc[start].is_sent_start  # «Бауырлас қаламыз»
            if not common:
                name, key = _in_capitals(doc[start : token.i].text, known)
                yield make(doc, start, token.i + 1, "City", name, key)
        elif token.lemma_ in WATERS_AND_WORKS:
            if token.lemma_ == "канал":
                if start < sentence.start + 2 or doc[start - 1].text not in "–—-" or doc[start].is_punct:
                    continue  # «YouTube каналы»
                start -= 2  # «Еділ – Дон каналы»
            if token.lemma_ == "үй" and doc[token.i - 1].lower_ == "сауда":
                continue  # «сауда үйі» trades
            start = _whole_start(doc, start, sentence.start, known)
            if token.lemma_ in CROSSINGS and _is_second(doc, start, sentence.start, token.i):
                start -= 2  # «Қорғас – Алтынкөл өткелі»
            name = nominative(doc[start : token.i + 1].text)
            yield make(doc, start, token.i + 1, "Feature", name, known.key(name, "Feature"))


def _is_second(doc: Doc, start: int, floor: int, head: int) -> bool:
    """Whether the one word before the head is the second of two names that a dash joins."""
    if start + 1 != head or start < floor + 2 or doc[start - 1].text not in "–—-":
        return False
    first = doc[start - 2]
    alone = start < floor + 3 or doc[start - 3].text not in "–—-"
    return alone and first.text.istitle() and first.text.isalpha() and case(first) == "Nom"


def _is_of_country(doc: Doc, floor: int, start: int, known: KnownPlaces) -> bool:
    """«Танзанияның Танга аймағы», «Германияның Бавария жері»."""
    owner = known.find(doc[start - 1 : start]) if start > floor and case(doc[start - 1]) == "Gen" else None
    region = owner is not None and owner[1] == "Region" and doc[start + 1].lemma_ == "аймақ"  # «Шыңжаңның Алтай аймағы»
    return owner is not None and (owner[1] == "Country" or region)


def _lists_parts(doc: Doc, floor: int, start: int, known: KnownPlaces) -> bool:
    """«Танзанияның Кагера, Гейта, Табора өңірлері»: names and commas alone part the country from the name."""
    while start > floor + 1 and doc[start - 1].text in LISTING and CAPITAL.match(doc[start - 2].text):
        start -= 2
    return _is_of_country(doc, floor, start, known)


def _whole_start(doc: Doc, start: int, floor: int, known: KnownPlaces) -> int:
    """«Иранның | Шахид Реджаи порты»: further words of the name, which are no places, do not open the sentence and are
    not those of a person behind a post: «өкілі Самир Гулиев | Әлят порты»."""
    first = start
    while first - 1 > floor and doc[start].text[0].isupper():
        word = doc[first - 1]
        if not (CAPITAL.match(word.text) and len(word.text) > 2 and word.text[-1].isalpha() and word.pos_ == "PROPN"):
            break
        if case(word) != "Nom" or known.find(word.text) is not None:
            break
        first -= 1
    return start if first == start or doc[first - 1].lemma_ in TITLES else first


def _in_capitals(name: str, known: KnownPlaces) -> tuple[str, str]:
    """«ПЕТРОПАВЛ ҚАЛАСЫ» of a heading, as the town is called elsewhere."""
    found = known.exactly(name.title()) if name.isupper() and len(name) > 3 else None
    return (found[0], found[2]) if found is not None and found[1] == "City" else (name, "")


def _districts(sentence: Span) -> Iterator[Mention]:
    """«Меркі ауданы мен Панфилов ауданы», «Жамбыл облысының Қордай ауданында»; not «Біздің ауданымыз»."""
    doc = sentence.doc
    for token in sentence[1:]:
        if token.lemma_ != "аудан" or not is_owned(token) or is_plural(token):
            continue
        start = _name_start(doc, sentence.start, token.i, district=True)
        common = start == sentence.start and doc[start].pos_ not in ("PROPN", "X")
        if start < token.i and not common:
            yield make(doc, start, token.i + 1, "Region", nominative(doc[start : token.i + 1].text))


def _name_start(doc: Doc, floor: int, end: int, *, district: bool = False) -> int:
    """Where a proper name of one word, or of a direction and a word, begins that ends before `end`; that of a
    `district` may look like an object: «Теректі ауданы»."""
    start = end
    if end > floor + 2 and doc[end].lemma_ in REGION_HEADS and doc[end - 1].lower_ in SELF_RULED:
        end -= 1
        while start > floor and CAPITAL.match(doc[start - 1].text) or doc[start - 1].lower_ in SELF_RULED:
            start -= 1
        return start if case(doc[end - 1]) == "Nom" and start < end else end + 1
    if end > floor + 2 and doc[end - 1].text in '»"”':  # «Достық» бекеті
        opening = quotes(doc[max(floor, end - _SIGN) : end]).get(end - 1, end)
        named = opening < end and doc[end].lemma_ in WATERS_AND_WORKS and CAPITAL.match(doc[opening + 1].text)
        return opening if named else end
    if end > floor and _is_proper(doc[end - 1]) and doc[end - 1].pos_ != "PART":
        start = end - 1
        while start > floor and doc[start - 1].text in PREFIXES:
            start -= 1
    return start if start < end and case(doc[end - 1]) in (("Nom", "Acc") if district else ("Nom",)) else end


def _is_proper(token: Token) -> bool:
    """«Осы» has a capital because it opens the sentence."""
    return CAPITAL.match(token.text) is not None and token.lower_ not in DETERMINERS


def _route_ends(sentence: Span, taken: set[int], known: KnownPlaces) -> Iterator[Mention]:
    """Settlements known by the route between them alone: «Достық – Мойынты учаскесі»."""
    doc = sentence.doc
    for token in sentence[1:]:
        if not (token.lemma_ in ROUTE_WORDS and is_owned(token) or token.lower_.startswith(ROUTE_PARTS)):
            continue
        last = token.i - 1
        while last > sentence.start and doc[last].text[0].islower() or doc[last].text in '"»”':
            last -= 1
        ends = [last]
        while last - 2 >= sentence.start and doc[last - 1].text in {"–", "—", "-"}:
            last -= 2
            ends.append(last)
        names = [doc[end] for end in reversed(ends)]
        reported = len({each.text.isupper() for each in names}) > 1  # «KAZINFORM – Мемлекеттік шекара учаскелері»
        quoted = doc[token.i - 1].text in '»"”' or any(each.nbor(1).text in '»"”' for each in names[-1:])
        told = any(known.exactly(each.text) and each.text not in AMBIGUOUS for each in names)
        unknown = quoted and not told  # «"Тобыл – Сыр" жүк бағыты»
        if (
            len(names) > 1
            and not (reported or unknown)
            and all(CAPITAL.match(each.text) and case(each) == "Nom" for each in names)
        ):
            for each in names:
                if each.i not in taken and each.text not in PREFIXES and each.text[-1].isalpha():
                    yield make(doc, each.i, each.i + 1, "City", each.text)


def _region_lists(sentence: Span, known: KnownPlaces) -> Iterator[Mention]:
    """«Павлодар, Қостанай және Ақтөбе облыстары», «Меркі, Жуалы аудандары»: one head for several regions."""
    doc = sentence.doc
    for token in sentence:
        heads = REGION_HEADS.keys() | LANDS | DISTRICTS.keys()
        if token.lemma_ not in heads or not (is_plural(token) and is_owned(token)):
            continue  # «Таулы аудандарда»
        end, stop, district = token.i, token.i + 1, token.lemma_ in DISTRICTS
        while (start := _name_start(doc, sentence.start, end, district=district)) < end:
            name = f"{doc[start:end].text} {(REGION_HEADS | DISTRICTS).get(token.lemma_, '')}".strip()
            region = known.exactly(f"{doc[start:end].text} облысы") if token.lemma_ == "өңір" else None
            if region is not None and region[1] == "Region":  # «Павлодар және Маңғыстау өңірлері»
                yield make(doc, start, stop, "Region", region[0], region[2])
                end = stop = start - 1
                if end < sentence.start or doc[end].text not in LISTING:
                    break
                continue
            if token.lemma_ in LANDS and not _lists_parts(doc, sentence.start, start, known):
                break
            if (whole := known.exactly(doc[start:end].text)) and whole[1] == "Country" and end == token.i:
                break  # «Қазақстан облыстары»
            yield make(doc, start, stop, "Region", name, known.key(name, "Region"))
            end = stop = start - 1
            if end < sentence.start or doc[end].text not in LISTING:
                break


def _work_lists(sentence: Span, known: KnownPlaces) -> Iterator[Mention]:
    """«Ақтау мен Энзели порттары»: one head for several ports or crossings, which are no towns then."""
    doc = sentence.doc
    for token in sentence:
        if token.lemma_ not in WATERS_AND_WORKS or not (is_plural(token) and is_owned(token)):
            continue
        first = token.i
        while first > sentence.start and doc[first - 1].lower_ in OF_WORKS:
            first -= 1
        end, stop = first, token.i + 1
        while (start := _name_start(doc, sentence.start, end)) < end:
            if doc[start].is_sent_start and end == first:
                break  # «Шектес теңіздері»
            name = " ".join([doc[start:end].text, *(each.text for each in doc[first : token.i]), _singular(token)])
            found = known.exactly(name)
            called, key = (found[0], found[2]) if found is not None and found[1] == "Feature" else (name, "")
            yield make(doc, start, stop, "Feature", called, key)
            end = stop = start - 1
            if end < sentence.start or doc[end].text not in LISTING:
                break


def _singular(token: Token) -> str:
    """«порттары», «порттарының» → «порты»."""
    lemma = token.lemma_
    owned: str = SINGULAR.get(lemma, lemma + ("ы" if set(lemma) & set("аоұы") else "і"))
    return owned


def _crossings(sentence: Span) -> Iterator[Mention]:
    """«"Сырым – Маштаково" өткізу бекеті», «"Қордай" кеден бекеті», or several of them before one head."""
    doc, pairs = sentence.doc, quotes(sentence)
    for token in sentence[1:]:
        if token.lemma_ not in CROSSINGS or not is_owned(token):
            continue
        close = token.i - 1
        while close > sentence.start and doc[close].lower_ in OF_WORKS:
            close -= 1
        head = " ".join([*(each.text for each in doc[close + 1 : token.i]), _singular(token)])
        end = token.i + 1
        while close in pairs and close - pairs[close] <= _SIGN:
            start = pairs[close]
            yield make(doc, start, end, "Feature", f"{doc[start : close + 1].text} {head}")
            end = start - 1
            if not is_plural(token) or end <= sentence.start or doc[end].text not in LISTING:
                break
            close = end - 1


def _deposits(sentence: Span, known: KnownPlaces) -> Iterator[Mention]:
    """The fields of «"Теңіз", "Королевское" және "Қарашығанақ" кен орындарында», or the one before «кен орны»."""
    doc, pairs = sentence.doc, quotes(sentence)
    for token in sentence[1:]:
        first = doc[token.i - 1]
        if FEATURE_HEADS.get(first.lower_) != token.lemma_ or not is_owned(token):
            continue
        head = f"{first.lower_} {POSSESSED[token.lemma_]}"
        position = first.i - 1
        while position in pairs or (position >= sentence.start and _is_proper(doc[position])):
            opening = pairs.get(position)
            start, end = (opening, position + 1) if opening is not None else (position, position + 1)
            inner = doc[start + 1 : position].text if opening is not None else doc[position].text
            stop = end if is_plural(token) else token.i + 1
            name = nominative(inner)
            yield make(doc, start, stop, "Feature", f"{name} {head}", known.key(name, "Feature"))
            position = start - 1
            if position < sentence.start or doc[position].text not in LISTING:
                break
            position -= 1
