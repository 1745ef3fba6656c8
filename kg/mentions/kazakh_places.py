"""Countries, regions, cities and natural or built features in Kazakh texts: the gazetteer first, then heads."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale
from spacy.tokens import Doc, Span

from kg.facts import KINDS, Kind, Mention
from kg.language.kazakh_morphology import nominative, readings
from kg.language.kazakh_phrases import case, is_owned, is_plural, quotes

Names = Mapping[str, tuple[str, str]]
"""A place's nominative name in Kazakh, its kind and its key."""

STATE_HEADS = frozenset("республика федерация корольдік әмірлік".split())
STATE_ADJECTIVES = frozenset("Халық Ислам Араб Демократиялық Социалистік Бірлескен Федеративтік Елдері".split())
REGION_HEADS = {"облыс": "облысы", "өлке": "өлкесі", "округ": "округі", "провинция": "провинциясы", "штат": "штаты"}
"""Heads of first-level units, with the possessed form that ends a name."""
CITY_HEADS = frozenset("қала ауыл кент".split())
FEATURE_HEADS = {
    "кен": "орын",
    "су": "қойма",
    "электр": "станция",
}
"""Features of two words, the second possessed: «кен орны»."""
WATERS_AND_WORKS = frozenset("өзен теңіз көл мұхит тау порт айлақ әуежай шығанақ түбек шөл көпір".split())
KNOWN_FEATURES = {
    "Бір белдеу, бір жол": "Бір белдеу, бір жол",
    "Каспий": "Каспий теңізі",
    "Арал": "Арал теңізі",
    "Еуропа": "Еуропа",
    "Батыс Еуропа": "Батыс Еуропа",
    "Шығыс Еуропа": "Шығыс Еуропа",
    "Азия": "Азия",
    "Африка": "Африка",
    "Орталық Азия": "Орталық Азия",
    "Орта Азия": "Орталық Азия",
    "Оңтүстік-Шығыс Азия": "Оңтүстік-Шығыс Азия",
    "Еуразия": "Еуразия",
    "Кавказ": "Кавказ",
    "Оңтүстік Кавказ": "Оңтүстік Кавказ",
    "Сібір": "Сібір",
    "Ұлы Жібек жолы": "Ұлы Жібек жолы",
    "Таяу Шығыс": "Таяу Шығыс",
    "Парсы шығанағы": "Парсы шығанағы",
    "Батыс Қытай": "Батыс Қытай",
    "Қиыр Шығыс": "Қиыр Шығыс",
}
FURTHER_COUNTRIES = {
    "Америка Құрама Штаттары": "US",
    "АҚШ": "US",
    "БАӘ": "AE",
    "Біріккен Араб Әмірліктері": "AE",
    "ҚХР": "CN",
    "Қырғыз Республикасы": "KG",
    "Чех Республикасы": "CZ",
    "Чехия": "CZ",
    "Оңтүстік Корея": "KR",
    "Корея Республикасы": "KR",
    "Корея": "KR",
    "Кәрея": "KR",
    "Әзербайжан": "AZ",
    "Ұлыбритания": "GB",
    "Германия": "DE",
    "Сауд Арабиясы": "SA",
    "Сингапур": "SG",
    "Вьетнам": "VN",
    "Белоруссия": "BY",
    "Тәжікстан": "TJ",
    "Түркіменстан": "TM",
    "Украина": "UA",
    "Нидерланд": "NL",
    "Швейцария": "CH",
}
"""Names beside those of CLDR: short forms, other spellings."""
FURTHER_CITIES = frozenset(
    """
    Ташкент Самарқанд Бұхара Хиуа Бішкек Ош Душанбе Худжанд Ашғабат Ашхабад Баку Ереван Тбилиси Минск Брест Киев Кишинев
    Мәскеу Қазан Уфа Омбы Новосібір Челябі Екатеринбург Самара Саратов Астрахан Орынбор Орск Барнаул Томск Түмен Қорған
    Краснодар Владивосток Сочи Бейжің Пекин Шанхай Үрімші Сиань Гуанчжоу Гонконг Чэнду Ляньюньган Анкара Стамбұл Ыстанбұл
    Анталья Тегеран Мешхед Дели Мумбай Токио Осака Сеул Берлин Мюнхен Франкфурт Гамбург Париж Страсбург Лондон Рим Милан
    Вена Брюссель Женева Цюрих Давос Мадрид Барселона Лиссабон Амстердам Гаага Роттердам Будапешт Прага Варшава Вильнюс Рига
    Таллин Хельсинки Стокгольм Осло Копенгаген Белград София Афина Бухарест Дубай Абу-Даби Доха Эр-Рияд Джидда Маскат Кувейт
    Каир Иерусалим Тель-Авив Амман Исламабад Карачи Лахор Кабул Ұланбатыр Сингапур Джакарта Бангкок Ханой Вашингтон Нью-Йорк
    Оттава Торонто Мехико Бразилиа Чолпон-Ата Шуша Нахчыван Түркістан Актау Ақтау Құрық Қорғас Достық
    """.split()
)
"""Cities of other countries and border towns that Kazakh official texts keep naming."""
NO_COUNTRY = frozenset("EU EZ UN QO XA XB ZZ".split())
PREFIXES = frozenset(
    "Солтүстік Оңтүстік Батыс Шығыс Орталық Үлкен Кіші Жоғарғы Төменгі Ұлы Ескі Жаңа Нижний Великий Ханты-Манси Қара".split()
)
AMBIGUOUS = frozenset(
    "Абай Арыс Орал Шу Арал Алтай Есік Тула Тараз Шалқар Талғар Каратау Саран Артём Артем Қонаев Киров Энгельс Қызыл "
    "Қорған Сатпаев Сәтбаев Абакан Достық Ош Брест Бұрма Алатау Сарқан Зайсан".split()
)
"""Settlements whose names are also words or people: Абай wrote, Шалқар swam, Қызыл is red."""
STREETS = frozenset(
    "көшесі көшесінде көшесіндегі даңғылы даңғылында ауданы ауданында ауданының ауданындағы алаңы".split()
)
CAPITAL = re.compile(r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]")


@cache
def countries() -> Mapping[str, tuple[str, str]]:
    """The world's countries under their Kazakh names (CLDR by way of babel), for what the gazetteer leaves out."""
    named = {name: code for code, name in Locale("kk").territories.items() if re.fullmatch("[A-Z]{2}", code)}
    return {
        name: ("Country", f"country/{code}")
        for name, code in (named | FURTHER_COUNTRIES).items()
        if code not in NO_COUNTRY
    }


def places(doc: Doc, names: Names) -> Iterator[Mention]:
    """Every place named; places inside an organisation's name too."""
    for sentence in doc.sents:
        listed = list(_region_lists(sentence, names))
        yield from listed
        claimed = {token.i for mention in listed for token in doc.char_span(mention.start, mention.end) or ()}
        taken = set(claimed)
        for mention, tokens in _named(sentence, names):
            if not tokens & claimed:
                taken |= tokens
                yield mention
        yield from _by_head(sentence, taken, names)
        yield from _deposits(sentence)


def _lookup(words: Span | str, names: Names) -> tuple[str, str, str] | None:
    """Name, kind and key of the words, whatever case the last one is in."""
    text = str(words).replace("\u00a0", " ")
    last = text if isinstance(words, str) else words[-1].text
    if not last[0].isalpha():
        return None
    for found in readings(last):
        name = text[: len(text) - len(last)] + found.nominative
        for known in (names, countries()):
            if name in known and known[name][0] in KINDS:
                return (name, *known[name])
        if name in FURTHER_CITIES:
            return name, "City", ""
        if name in KNOWN_FEATURES:
            return KNOWN_FEATURES[name], "Feature", ""
    return None


def _named(sentence: Span, names: Names) -> Iterator[tuple[Mention, set[int]]]:
    doc, position = sentence.doc, sentence.start
    while position < sentence.end:
        step = 1
        if CAPITAL.match(doc[position].text) and not _is_initial(doc, position):
            for length in range(min(5, sentence.end - position), 0, -1):
                found = _lookup(doc[position : position + length], names)
                if found is None or _is_something_else(doc, position, position + length, found[1]):
                    continue
                end = _official_end(doc, position + length, sentence.end, found[1])
                name, kind, key = found
                yield (
                    make(doc, position, end, kind, name, key),
                    set(range(position, end)),
                )
                step = end - position
                break
        if step == 1 and "-" in doc[position].text or "–" in doc[position].text:
            yield from _paired(doc, position, names)
        position += step


def _paired(doc: Doc, position: int, names: Names) -> Iterator[tuple[Mention, set[int]]]:
    """The two places of «Теңіз-Новороссийск»; countries in «Қазақстан-Ресей» are an adjective, not a mention."""
    token = doc[position]
    parts = re.split("[-–]", token.text)
    if len(parts) != 2 or not all(CAPITAL.match(part) for part in parts if part):
        return
    for part, offset in zip(parts, (0, len(parts[0]) + 1), strict=True):
        found = _lookup(part, names) if part else None
        if found is not None and found[1] == "City":
            start = token.idx + offset
            yield Mention(start, start + len(part), "City", part, found[0], found[2]), set()


def _is_initial(doc: Doc, position: int) -> bool:
    return doc[position].text.endswith(".")


def _is_something_else(doc: Doc, start: int, end: int, kind: str) -> bool:
    """A person's name, a currency, a region's name cut short, or a field in quotes."""
    following = doc[end] if end < len(doc) else None
    last = doc[end - 1].text
    if last.endswith(("-Жомарт",)) or (following is not None and following.text in {"атындағы"}):
        return True
    if following is not None and following.lemma_ in {"доллар", "юань"}:
        return True
    if following is not None and kind == "City" and (following.lemma_ in REGION_HEADS or following.lemma_ == "аудан"):
        return True
    if kind == "City" and following is not None and following.lower_ in STREETS:
        return True
    if last in AMBIGUOUS or nominative(last) in AMBIGUOUS:
        settled = following is not None and following.lemma_ in CITY_HEADS
        return kind == "City" and not settled and case(doc[end - 1]) not in {"Loc", "Dat", "Abl"}
    return False


def _official_end(doc: Doc, end: int, limit: int, kind: str) -> int:
    """Past what completes an official name: «Республикасының», «Халық Республикасы», «қаласында»."""
    if end >= limit:
        return end
    position = end
    while position < limit and doc[position].text in STATE_ADJECTIVES:
        position += 1
    if position < limit and kind in {"Country", "Region"} and doc[position].text[0].isupper():
        if doc[position].lemma_ in STATE_HEADS:
            return position + 1
    if kind in {"City", "Region"} and doc[end].lemma_ in CITY_HEADS and is_owned(doc[end]):
        return end + 1
    return end


def _by_head(sentence: Span, taken: set[int], names: Names) -> Iterator[Mention]:
    """«Ульянов облысында», «Есік қаласы», «Ертіс өзені»: one name before a head in the singular."""
    doc = sentence.doc
    for token in sentence[1:]:
        if token.i in taken or not is_owned(token) or is_plural(token):
            continue
        start = _name_start(doc, sentence.start, token.i)
        if start == token.i or start in taken and token.lemma_ not in WATERS_AND_WORKS:
            continue
        if token.lemma_ in REGION_HEADS:
            name = nominative(doc[start : token.i + 1].text)
            yield make(doc, start, token.i + 1, "Region", name, names.get(name, ("", ""))[1])
        elif token.lemma_ in CITY_HEADS:
            yield make(doc, start, token.i + 1, "City", doc[start : token.i].text)
        elif token.lemma_ in WATERS_AND_WORKS:
            yield make(doc, start, token.i + 1, "Feature", nominative(doc[start : token.i + 1].text))


def _name_start(doc: Doc, floor: int, end: int) -> int:
    """Where a proper name of one word, or of a direction and a word, begins that ends before `end`."""
    start = end
    if end > floor and CAPITAL.match(doc[end - 1].text) and doc[end - 1].pos_ != "PART":
        start = end - 1
        while start > floor and doc[start - 1].text in PREFIXES:
            start -= 1
    return start if start < end and case(doc[end - 1]) == "Nom" else end


def _region_lists(sentence: Span, names: Names) -> Iterator[Mention]:
    """«Павлодар, Қостанай және Ақтөбе облыстары»: one head for several regions."""
    doc = sentence.doc
    for token in sentence:
        if token.lemma_ not in REGION_HEADS or not is_plural(token):
            continue
        end, stop = token.i, token.i + 1
        while (start := _name_start(doc, sentence.start, end)) < end:
            name = f"{doc[start:end].text} {REGION_HEADS[token.lemma_]}"
            yield make(doc, start, stop, "Region", name, names.get(name, ("", ""))[1])
            end = stop = start - 1
            if end < sentence.start or doc[end].text not in {",", "және", "мен", "пен", "бен"}:
                break


def _deposits(sentence: Span) -> Iterator[Mention]:
    """The fields of «"Теңіз", "Королевское" және "Қарашығанақ" кен орындарында», or the one before «кен орны»."""
    doc, pairs = sentence.doc, quotes(sentence)
    for token in sentence[1:]:
        first = doc[token.i - 1]
        if FEATURE_HEADS.get(first.lower_) != token.lemma_ or not is_owned(token):
            continue
        head = f"{first.lower_} {'орны' if token.lemma_ == 'орын' else 'қоймасы' if token.lemma_ == 'қойма' else 'станциясы'}"
        position = first.i - 1
        while position in pairs or (position >= sentence.start and CAPITAL.match(doc[position].text)):
            opening = pairs.get(position)
            start, end = (opening, position + 1) if opening is not None else (position, position + 1)
            inner = doc[start + 1 : position].text if opening is not None else doc[position].text
            stop = end if is_plural(token) else token.i + 1
            yield make(doc, start, stop, "Feature", f"{nominative(inner)} {head}")
            position = start - 1
            if position < sentence.start or doc[position].text not in {",", "және", "мен", "пен", "бен"}:
                break
            position -= 1


def make(doc: Doc, start: int, end: int, kind: str, name: str, key: str = "", named: bool = True) -> Mention:
    """The mention of the tokens from `start` to `end`, end exclusive."""
    span = doc[start:end]
    narrowed: Kind = next(each for each in KINDS if each == kind)
    text = span.text.replace("\u00a0", " ")
    return Mention(span.start_char, span.end_char, narrowed, text, name, key, named)
