"""Places the gazetteer lacks, by the words beside them: «порт Курык», «в Карском море», «в селе Новоишимка»."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.language.russian.morphology import CASES, case_of, parses, runs_on
from kg.language.russian.nominative import cased_like, nominative
from kg.language.tokens import Token
from kg.model.facts import Kind, Mention
from kg.names.gazetteer import Gazetteer
from kg.names.name_words import RUSSIAN
from kg.names.noun_phrases import case_of as case_of_token
from kg.names.persons.name_forms import is_given_name, is_known_name
from kg.names.places.place_text import (
    ABBREVIATED,
    ADJECTIVES,
    COUNTRIES,
    FOREIGN_LANDS,
    LANDS,
    PLACE_PREPOSITIONS,
    REGIONS,
    SETTLEMENTS,
    SHORES,
    STRUCTURES,
    WATERS,
    PlaceText,
    feature,
    word,
)

_ROW = 16
"""Tokens of adjectives with one noun behind the last."""
_SHORTEST = 4
"""Letters of a name that a list lacks."""
STATES = RUSSIAN.set("places.states")
_NO_TOWNS = RUSSIAN.set("places.no_towns")
_OF_KA = re.compile(r"\w+(?:[иео]н|[оеё]в|[шч]|ль)к")
_NO_TOWN_ENDINGS = RUSSIAN.set("places.no_town_endings")
_NO_TOWN = re.compile(rf"\w{{3,}}(?:{'|'.join(sorted(_NO_TOWN_ENDINGS))})(?:[аеу]|ом)?")
DISTRICTS = RUSSIAN.set("unlisted_places.districts")
_OF_KINDS = RUSSIAN.set("unlisted_places.of_kinds")
"""Between a district's name and its word: «Приволжский федеральный округ», «Лиманский муниципальный район»."""
_ITEM = re.compile(
    r"^[ \t]*+(?P<mark>[•▪–—*-]|\d{1,2}[.)])[ \t]*+(?P<name>[А-ЯЁ][а-яё]++(?:-[А-ЯЁа-яё]++)*+)"
    r"(?P<joint>, | \(| во? |(?=[.;\n]))",
    re.MULTILINE,
)
_LONGEST_HEAD = len("провинция ") + 1
_STATES = frozenset({"республика", "королевство"})
_NAMED_LANDS = frozenset({"остров", "архипелаг", "мыс"})
_JOINTS = frozenset({",", "и", "–", "—"})
_REACHED = PLACE_PREPOSITIONS | frozenset("к ко от с со".split())
_PASSED = PLACE_PREPOSITIONS | frozenset({"мимо", "от", "у", "возле", "за"})
WAYS = RUSSIAN.set("places.ways")
_STREETS = RUSSIAN.set("places.streets_abroad")
_GOVERNS = {
    preposition: frozenset(cases.split())
    for cases, prepositions in (
        ("gent", "из от до около близ у возле мимо из-за вокруг"),
        ("datv", "к ко по"),
        ("accs loct", "в во на"),
        ("ablt", "с со между над перед"),
        ("ablt accs", "за под"),
        ("accs", "через"),
    )
    for preposition in prepositions.split()
}
_UNGOVERNED = frozenset({"nomn", "gent", "accs"})
_LONGEST_LIST = 12
"""Tokens from a preposition to the last name that it governs."""
_LONGEST_JOINT = 8
"""Characters, with the spaces around it."""
_LANDS = ("ье", "ья", "ью", "ьем", "стан", "стана", "стане", "щина", "щины", "щине", "ия", "ии", "ию")
"""Endings of lands: «Подмосковье», «Забайкалье», «Смоленщина», «Ливония»."""
_LANDS_OF = ("ья", "стана", "щины", "ии")
_DIRECTIONS = RUSSIAN.set("places.directions")
_GOVERNORS, _MAYORS = RUSSIAN.set("posts.governors"), RUSSIAN.set("posts.mayors")


def after_heads(text: PlaceText) -> Iterator[Mention]:
    """Names the gazetteer lacks, by the word before them: «в посёлке Сарыкол», «порт Курык», «озеро Шалкар»."""
    for place, token in enumerate(text.tokens):
        head = word(token)
        settlement = head in SETTLEMENTS or (head == "пункт" and place > 0 and _inhabited(text.tokens[place - 1]))
        if (
            not settlement
            and head not in WATERS | STRUCTURES | SHORES | _NAMED_LANDS
            or (token.text.istitle() and not token.is_sent_start)
        ):
            continue
        end = token.idx + len(token)
        dotted = text.text[end : end + 1] == "."
        if dotted != (head in ABBREVIATED) or (dotted and text.is_year(token)):
            continue
        first = place + 1 + dotted
        name = _proper(text.tokens[first : first + 3])
        several = head in STRUCTURES and "Plur" in token.morph.get("Number", [])
        if name and (head == "пункт" or several) and not _may_be_nominative(name[0]):
            continue  # «аэропорты Крайнего Севера»
        if name and several and is_known_name(name[0].text):
            continue  # «(директор) Ассоциации портов Иван Серов»
        if len(name) == 1 and _modifies(name[0], text.after(name[0].idx + len(name[0]))):
            continue
        if not name or not text.same_line(token.idx, name[-1].idx) or name[0].ent_type_ == "ORG":
            continue
        if (
            name[0].ent_type_ == "PER" and "-" not in head
        ):  # «города-побратима Сундсваля» is no person, «посёлка Иванов» may be
            continue
        start, end = name[0].idx, name[-1].idx + len(name[-1])
        written = text.text[start:end]
        if dotted or head in SHORES:
            base = nominative(name)
        elif token.lower_ == head:
            base = written
        else:
            water = head not in STRUCTURES  # «на станции Выходной» is Выходной
            base = (water and _behind(token, name)) or nominative([token, *name]).split(" ", 1)[-1]
        if settlement:
            yield Mention(start, end, "City", written, _trimmed(base))
        elif head in SHORES:
            yield Mention(start, end, "Feature", written, base)
        elif head == "площадь" and (adjective := _behind(token, name)):  # «по площади Красной»
            yield Mention(token.idx, end, "Feature", text.text[token.idx : end], f"{adjective} {head}")
        else:
            yield feature(text, start, end, token, f"{head} {base}" if head in _NAMED_LANDS else base)


def _behind(head: Token, name: Sequence[Token]) -> str:
    """The nominative of an adjective behind its noun, «в бухте Казачьей» → «Казачья»; empty for any other name."""
    gender = next((parse.tag.gender for parse in parses(word(head)) if parse.tag.POS == "NOUN"), None)
    case = CASES.get(case_of_token(head))
    for parse in parses(name[0].text) if len(name) == 1 and gender and case != "nomn" else ():
        if parse.tag.POS == "ADJF" and case_of(parse) == case and parse.tag.gender == gender:
            form = parse.inflect({"nomn", "sing", str(gender)})
            return cased_like(str(form.word), name[0].text) if form else ""
    return ""


def lands(text: PlaceText, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Regions no list has, by the word before: «уезд Донгван», «в области Магальянес»; and «провинция Буэнос-Айрес»,
    which is not the city."""
    for before, head, token in zip([None, *text.tokens], text.tokens, text.tokens[1:], strict=False):
        if word(head) not in STATES or (head.is_title and not head.is_sent_start):
            continue
        if before is not None and before.is_title and before.pos_ == "ADJ":
            continue  # «(глава) Селенгинского аймака | Ганболд»
        end, following = token.idx + len(token), text.after(token.idx + len(token))
        longer = following is not None and following.is_title and following.idx == end + 1
        parted = following is not None and following.ent_iob_ == "B" and bool(token.ent_type_)
        longer = longer and not parted
        person = token.ent_type_ == "PER" and text.is_of_land(token.idx) and not is_known_name(token.text)
        other = not (token.ent_type_ == "LOC" or person) or longer or not text.same_line(head.idx, end)
        known = token.text in gazetteer.by_name or _may_be_settlement(token)
        if other or len(token) < _SHORTEST or not known or is_region(gazetteer, token.text):
            continue
        keys = [key for hit in gazetteer.russian_places.find(token.text) if hit.start == 0 for key in hit.keys]
        lesser = word(head) in FOREIGN_LANDS and all(key.startswith(("city/", "feature/")) for key in keys)
        if not _may_be_nominative(token) or keys and not (lesser and token.text in gazetteer.by_name):
            continue  # «области Казахстана», but «провинция Антверпен» is no town
        yield Mention(head.idx, end, "Region", text.text[head.idx : end], f"{word(head)} {token.text}")


def directed(text: PlaceText, gazetteer: Gazetteer) -> Iterator[Mention]:
    """«Южный Тироль», «провинция Центральный Сулавеси»: with its direction another region than without, where the
    tagger sees both as one place."""
    for before, adjective, token in zip([None, *text.tokens], text.tokens, text.tokens[1:], strict=False):
        one = (adjective.ent_iob_, token.ent_iob_, token.ent_type_) == ("B", "I", "LOC")
        one = one and "Plur" not in adjective.morph.get("Number", [])  # «Западных Балкан»
        if not one or not adjective.is_title or word(adjective) not in _DIRECTIONS or not token.is_title:
            continue
        following = text.after(token.idx + len(token))
        last = following is None or following.ent_iob_ != "I"
        headed = before is not None and word(before) in STATES and text.same_line(before.idx, token.idx)
        own = [place for one in gazetteer.world.find(token.text) for place in one.places] if gazetteer.world else []
        if last and (headed or any(place.kind == "Region" and place.ru == token.text for place in own)):
            start, end = adjective.idx, token.idx + len(token)
            name = nominative([adjective, token]) if not headed else text.text[start:end]
            yield Mention(start, end, "Region", text.text[start:end], name)


def governed(text: PlaceText) -> Iterator[Mention]:
    """What lies between a post and who holds it: «остандар Мазендерана Хосейн Ширази», «глава Приазёрья Иван Орлов»."""
    for head, token, behind in zip(text.tokens, text.tokens[1:], text.tokens[2:], strict=False):
        post = text.post_at(head)
        if not post or not token.is_title or not text.is_governed(token.idx, token.idx + len(token)):
            continue
        land = token.lower_.endswith(_LANDS_OF)
        if token.ent_type_ not in {"LOC", "PER"} or not (land or post in _GOVERNORS | _MAYORS):
            continue
        own = [parse for parse in parses(token.text) if parse.tag.POS == "NOUN" and parse.tag.number == "sing"]
        base = next((parse.normal_form for parse in own if "gent" in parse.tag), "")
        if not own and token.text.endswith("ы"):
            base = f"{token.lower_[:-1]}а"  # «Бенгелы», to the dictionary a plural
        person = any("nomn" in parse.tag for parse in own) and not (land or is_given_name(behind.text))
        if base and (not own or _may_be_settlement(token) or is_known_name(token.text)) and not person:
            kind: Kind = "City" if post in _MAYORS else "Region"
            yield Mention(token.idx, token.idx + len(token), kind, token.text, cased_like(base, token.text))


def is_region(gazetteer: Gazetteer, form: str) -> bool:
    """Whether a list of regions has this form."""
    listed = any(entry.kind == "Region" for entry in gazetteer.by_name.get(form, ()))
    found = gazetteer.world.find(form) if gazetteer.world is not None else ()
    return listed or any(place.kind == "Region" for one in found for place in one.places)


def _inhabited(token: Token) -> bool:
    """«населённых пунктов Олешня и Горналь»."""
    return any(parse.normal_form == "населённый" for parse in parses(token.text))


def _may_be_nominative(token: Token) -> bool:
    """«Поповка»; not «населённые пункты Крайнего Севера»."""
    parsed = parses(token.text)
    return not any(parse.is_known for parse in parsed) or any(case_of(parse) == "nomn" for parse in parsed)


def _modifies(name: Token, following: Token | None) -> bool:
    """«порты Балтийского бассейна» are no port of a name, nor «городов Центральной и Восточной Европы» a city's."""
    adjectives = [parse for parse in parses(name.text) if parse.tag.POS == "ADJF"]
    if not adjectives or following is None:
        return False
    row = name.doc[following.i : following.i + 2]
    of_land = len(row) == 2 and row[0].lower_ == "и" and row[1].is_title and row[1].pos_ == "ADJ"
    return (following.is_lower and following.pos_ == "NOUN") or (of_land and adjectives[0].tag.gender == "femn")


def adjectival(text: PlaceText) -> Iterator[Mention]:
    """«в Карском море», «Красную площадь», «на Васильевском острове», «Сауранского района», «Уральского федерального
    округа»."""
    for adjective, head, behind in zip(text.tokens, text.tokens[1:], [*text.tokens[2:], None], strict=False):
        if not adjective.text[0].isupper() or adjective.is_upper or not head.is_lower:
            continue
        of_kind = word(head) if behind is not None and word(head) in _OF_KINDS else ""
        if behind is not None and of_kind:
            head = behind
        district = word(head) in DISTRICTS or bool(of_kind and word(head) == "округ")
        if not (district or word(head) in WATERS | LANDS | {"площадь"}) or not text.same_line(adjective.idx, head.idx):
            continue
        of_what = f"{of_kind} {word(head)}".strip()
        name = _adjectival_name(adjective.text, head.text, of_what)
        if name and not adjective.is_sent_start:
            start, end = adjective.idx, head.idx + len(head)
            yield Mention(start, end, "Region" if district else "Feature", text.text[start:end], name)
        if name and district and "Plur" in head.morph.get("Number", []):
            yield from _further(text, adjective, of_what)


def _further(text: PlaceText, adjective: Token, of_what: str) -> Iterator[Mention]:
    """«в | Актогайском и Иртышском районах»: the districts before the last of a list."""
    joint = text.before(adjective.idx)
    while joint is not None and joint.lower_ in _JOINTS:
        other = text.before(joint.idx)
        named = other is not None and other.is_title and text.same_line(other.idx, joint.idx)
        if other is None or not named or not (name := _adjectival_name(other.text, "", of_what)):
            return
        yield Mention(other.idx, other.idx + len(other), "Region", other.text, name)
        joint = text.before(other.idx)


def streets(text: PlaceText) -> Iterator[Mention]:
    """Streets abroad, which a word of their language tells: «на Даунинг-стрит», «Пятой-авеню»."""
    for token in text.tokens:
        own, _, street = token.text.partition("-")
        if street.lower() in _STREETS and own.isalpha() and own.istitle() and token.ent_type_ != "PER":
            yield Mention(token.idx, token.idx + len(token), "Feature", token.text, f"{own}-{street.lower()}")


def _adjectival_name(adjective: str, form: str, head: str) -> str:
    """«Карском», «море» → «Карское море»; «Уральские», «горы» stay several; empty when the word is no adjective, or a
    pronoun or an ordinal."""
    own = [p for p in parses(adjective) if p.tag.POS == "ADJF" and not {"Apro", "Anum"} & set(p.tag.grammemes)]
    noun = next((p for p in parses(form or head) if p.normal_form == head and p.tag.number == "plur"), None)
    several = bool(own) and noun is not None and all(parse.tag.number == "plur" for parse in own)
    wanted = {"nomn", "plur"} if several else {"nomn", "sing", parses(head.rpartition(" ")[2])[0].tag.gender}
    heads = noun.inflect({"nomn", "plur"}) if several and noun else None
    for parse in own:
        if inflected := parse.inflect(wanted):
            return f"{cased_like(str(inflected.word), adjective)} {heads.word if heads else head}"
    return ""


def _proper(tokens: Sequence[Token]) -> list[Token]:
    """The capitalised words at the start; not the second of «Доброград Ковровского района»."""
    name: list[Token] = []
    for token in tokens:
        if not (token.text[0].isupper() and token.text.replace("-", "").isalpha()) or len(token) == 1:
            break
        if name and any(parse.tag.POS == "ADJF" for parse in parses(token.text)):
            break
        if name and (token.ent_iob_ == "B" or token.lemma_.lower() in REGIONS):
            break  # «города Сосногорска | Республики Коми»
        if name and name[-1].idx + len(name[-1]) < token.idx - 1:
            break
        name.append(token)
    return name


def of_countries(text: PlaceText) -> Iterator[Mention]:
    """Where one goes, or whom one is with, after a country's adjective: «до афганского Хайратона», «с французским
    Кутансом»; no person («с российским Ивановым»), no name of two words."""
    for before, adjective, token in zip(text.tokens, text.tokens[1:], text.tokens[2:], strict=False):
        if word(adjective) not in ADJECTIVES or adjective.text[0].isupper() and not adjective.is_sent_start:
            continue
        located = token.ent_type_ == "LOC" and not token.lower_.endswith(_LANDS)  # «выбрали чилийский Пунта-Аренас»
        if before.lower_ not in _REACHED and not located:
            continue
        following = text.after(token.idx + len(token))
        alone = following is None or not following.text[0].isupper() or following.is_sent_start
        if alone and token.text[0].isupper() and token.text.replace("-", "").isalpha() and _may_be_settlement(token):
            yield Mention(token.idx, token.idx + len(token), "City", token.text, _base(token))


def states(text: PlaceText) -> Iterator[Mention]:
    """A country by its adjective as it is called in full: «Аргентинская Республика»; no «Республика Сербская»."""
    for adjective, head in pairwise(text.tokens):
        code = ADJECTIVES.get(word(adjective)) if adjective.is_title and head.is_title else None
        if code is not None and word(head) in _STATES and text.same_line(adjective.idx, head.idx):
            start, end = adjective.idx, head.idx + len(head)
            yield Mention(start, end, "Country", text.text[start:end], COUNTRIES[code], f"country/{code}")


def on_ways(text: PlaceText) -> Iterator[Mention]:
    """What a road passes, in a sentence that tells of one: «рельсы шли от Мпоши мимо Мбеи»."""
    for sent in text.doc.sents:
        tokens = [token for token in sent if not token.is_space]
        if WAYS.isdisjoint(token.lemma_.lower() for token in tokens):
            continue
        for at in range(1, len(tokens)):
            token, before = tokens[at], at - 1
            while before > 0 and tokens[before].pos_ == "ADJ" and tokens[before].is_lower:
                before -= 1
            if tokens[before].lower_ not in _PASSED or not token.text.replace("-", "").isalpha():
                continue
            alone = at + 1 == len(tokens) or not tokens[at + 1].text[0].isupper()
            if text.is_crossed(token.idx):
                continue
            if alone and token.text[0].isupper() and token.ent_type_ != "ORG" and _may_be_settlement(token):
                yield Mention(token.idx, token.idx + len(token), "City", token.text, _base(token))


def tagged(text: PlaceText) -> Iterator[Mention]:
    """What the tagger sees as a place and the gazetteer lacks: a settlement after «в» or «из», else nothing."""
    for ent in text.entities:
        tokens = [token for token in ent if not token.is_space]
        previous = text.before(ent.start_char)
        # «мост через Неву»
        if ent.label_ != "LOC" or previous is None or previous.lower_ not in PLACE_PREPOSITIONS - {"через"}:
            continue
        if text.is_crossed(ent.start_char):
            continue  # «тоннель под Босфором»
        land = tokens[0].text.lower().endswith(_LANDS)
        if len(tokens) == 1 and not land and tokens[0].pos_ in {"PROPN", "NOUN"} and _may_be_settlement(tokens[0]):
            yield Mention(ent.start_char, ent.end_char, "City", ent.text, _base(tokens[0]))


def beside_cities(text: PlaceText, found: Sequence[Mention]) -> Iterator[Mention]:
    """What the tagger sees as a place in one list or on one road with a city: «из Лисичанска и Рубежного»,
    «трасса Альметьевск – Алексеевское»; not «Москва и Подмосковье». What it does not see as one stands in a list with
    two cities («Ховд» of «из Барнаула, Омска и Ховда»), or after its country («в Турции – Чорум»)."""
    cities = {mention.end: mention.start for mention in found if mention.kind == "City"}
    starts = {mention.start for mention in found if mention.kind == "City"}
    entities = {ent.start_char: ent.end_char for ent in text.entities}
    lands = {mention.end for mention in found if mention.kind in {"Country", "Region"}}
    for token in text.tokens:
        if not token.text[0].isupper() or token.text.lower().endswith(_LANDS) or token.idx in starts:
            continue
        end = token.idx + len(token)
        if token.ent_type_ and (entities.get(token.idx) != end or token.ent_type_ == "ORG"):
            continue
        located = token.ent_type_ == "LOC"
        left = next((e for e in _near(token.idx, -1) if e in cities and _joined(text.text[e : token.idx])), None)
        right = any(s in starts and _joined(text.text[end:s]) for s in _near(end, 1))
        listed = left is not None and (
            right or any(e in cities and _joined(text.text[e : cities[left]]) for e in _near(cities[left], -1))
        )
        initial = text.text[end + 2 : end + 3] == "."  # «от Омской области – Касенова Ж. К.»
        named = not initial and any(
            e in lands and text.text[e : token.idx].strip() in {"–", "—"} for e in _near(token.idx, -1)
        )
        ends = [(cities[left], left)] if left is not None else []
        twin = not listed and text.is_twin(token.idx, end, [*ends, *((s, s) for s in _near(end, 1) if s in starts)])
        if not (listed or named or twin or (located and (left is not None or right))):
            continue
        name = _neuter(token, text.after(end)) if located else ""
        if not name and _may_be_settlement(token):
            known = any(parse.is_known for parse in parses(token.text))
            # «Горналь» is no genitive of many
            as_written = not known and token.text[-1] not in "аяыиуюеой"
            name = token.text if as_written or named else _base(token)
        if name:
            cities[end] = token.idx
            yield Mention(token.idx, end, "City", token.text, name)


def itemised(text: PlaceText, found: Sequence[Mention]) -> Iterator[Mention]:
    """What the items of a list begin with where one begins with a city, and half of them so or with a name and its
    land: «1. Омск, Россия», «2. Каян, Греция», «3. Мубарек в Узбекистане»."""
    begun = {mention.start: mention.kind for mention in found}
    every = list(_ITEM.finditer(text.text))
    for numbered in (True, False):
        items = [item for item in every if item["mark"][0].isdigit() == numbered]
        cities = {item.start("name") for item in items if begun.get(item.start("name")) == "City"}
        landed = {item.start("name") for item in items if _leads_to_land(item, begun)}
        if not cities or len(cities | landed) < 2 or 2 * len(cities | landed) < len(items):
            continue
        for item in items:
            token = text.after(item.start("name"))
            if token is None or token.text != item["name"] or token.idx in begun or is_given_name(token.text):
                continue
            beside = token.idx in landed and item["joint"] in {", ", " ("} and not is_known_name(token.text)
            if beside or _may_be_settlement(token):  # «Чарльстон, США», but not «Туризм в Турции»
                yield Mention(*item.span("name"), "City", item["name"], item["name"])


def _leads_to_land(item: re.Match[str], begun: Mapping[int, Kind]) -> bool:
    """«Цзиньчжун, провинция Шаньси»: a comma, a bracket or «в», and a land's name or word and name."""
    near = range(item.end(), item.end() + _LONGEST_HEAD)
    return bool(item["joint"]) and any(begun.get(at) in {"Country", "Region"} for at in near)


def repeated(text: PlaceText, found: Sequence[Mention]) -> Iterator[Mention]:
    """The settlements and lands found beside another word, where they stand alone: «В районе Горналя идут бои.»"""
    names = {
        mention.name.lower(): mention for mention in found if mention.kind in {"City", "Region"} and not mention.key
    }
    for ent in text.entities:
        if len(ent) == 1 and ent.label_ in {"LOC", "PER"}:
            forms = [ent.text.lower(), *(parse.normal_form for parse in parses(ent.text) if parse.tag.POS == "NOUN")]
            known = next((names[form] for form in forms if form in names), None)
            if known is not None:
                yield Mention(ent.start_char, ent.end_char, known.kind, ent.text, known.name)


def _near(place: int, step: int) -> range:
    """The places that a joint may reach from there; to look at all cities of a text takes hours where it is long."""
    return range(place, place + step * _LONGEST_JOINT, step)


def _joined(between: str) -> bool:
    return between.strip() in _JOINTS and "\n" not in between and bool(between)


def _neuter(token: Token, following: Token | None) -> str:
    """«Рубежного» → «Рубежное»; empty for «Курское» of «Курское сражение»."""
    if following is not None and following.pos_ in {"NOUN", "ADJ", "PROPN"}:
        return ""
    row = token.doc[token.i + 1 : token.i + _ROW]
    head = next((t for t in row if t.pos_ not in {"ADJ", "CCONJ"} and t.text not in ",[]"), None)
    if head is not None and head.pos_ == "NOUN" and head.is_lower:
        return ""  # «в Центральном, Дальневосточном и Уральском федеральных округах»
    for parse in parses(token.text):
        if parse.tag.POS == "ADJF" and parse.tag.gender == "neut" and not {"Apro", "Anum"} & set(parse.tag.grammemes):
            form = parse.inflect({"nomn", "sing", "neut"})
            if form:
                return cased_like(str(form.word), token.text)
    return ""


def _may_be_settlement(token: Token) -> bool:
    """A word that no dictionary knows as anything but a place; «Минцифры», «Госуслуги» are no places either."""
    known = [parse for parse in parses(token.text) if parse.is_known]
    place = not known or any("Geox" in parse.tag for parse in known)
    if _NO_TOWN.fullmatch(token.lower_):
        return False
    if any(map(str.isdigit, token.text)) or token.lemma_.lower() in _NO_TOWNS or runs_on(token.text):
        return False
    return place and token.text.istitle() and not token.text.startswith(("Мин", "Гос", "Рос", "Глав"))


def _base(token: Token) -> str:
    """The nominative of a settlement; one that no dictionary has stays as it is where nothing asks for the case that it
    would be in: «из Намъянджу», «из Овакёй»."""
    name, parsed = nominative([token]), parses(token.text)
    cases = {case_of(parse) for parse in parsed if parse.normal_form == name.lower()}
    unknown = name != token.text and not any(parse.is_known for parse in parsed)
    return token.text if unknown and cases and cases.isdisjoint(_asked(token)) else _trimmed(name)


def _asked(token: Token) -> frozenset[str]:
    """The cases of the preposition before a name and the list it stands in; without one none that asks for another
    word."""
    for before in reversed(token.doc[max(token.i - _LONGEST_LIST, token.sent.start) : token.i]):
        if before.pos_ == "ADP" and before.lower_ in _GOVERNS:
            return _GOVERNS[before.lower_]
        if not (before.is_title or before.pos_ == "ADJ" or before.lower_ in _JOINTS or before.text in "()"):
            break
    return _UNGOVERNED


def _trimmed(name: str) -> str:
    """«Боровске», which no dictionary knows, is «Боровск», «Бечевинке» is «Бечевинка»; of other endings nothing is
    certain."""
    if _OF_KA.fullmatch(name):
        return f"{name}а"
    return name[:-1] if name.endswith(("ске", "цке", "граде", "бурге")) else name
