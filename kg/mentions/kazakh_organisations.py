"""Organisations in Kazakh texts: a possessed head and the name before it, a legal form after quotes, a known short name."""

import re
from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from kg.facts import Mention
from kg.language.kazakh_morphology import nominative, reading
from kg.language.kazakh_phrases import DETERMINERS, case, is_attribute, is_owned, is_plural, phrase_start, quotes
from kg.mentions.kazakh_places import CAPITAL, make

BODIES = frozenset(
    "министрлік агенттік әкімдік әкімшілік үкімет парламент мәжіліс сенат дума департамент басқарма хокимият мэрия".split()
)
"""Public bodies: a territory before the head is name enough."""
INSTITUTIONS = frozenset(
    """
    университет институт академия мектеп колледж лицей консорциум одақ қор банк қоғам комиссия қауымдастық комитет орталық
    компания корпорация холдинг зауыт комбинат фабрика кәсіпорын ұйым палата федерация кеңес сот прокуратура театр музей
    кітапхана филармония оркестр клуб партия биржа серіктестік бірлестік ассамблея ассоциация хатшылық елшілік консулдық
    бюро технопарк хаб штаб лига аймақ
    """.split()
)
"""These need a name of their own before the head."""
SHARED = {"одақ": "одақ", "университет": "университет", "ұйым": "ұйым"}
"""Heads that names use bare: «Еуразиялық экономикалық одақ», «Бауман атындағы университет»."""
LEGAL_FORMS = frozenset("АҚ ЖШС ҰК МК РМК ЖАҚ ААҚ КЕАҚ КЕ".split())
KNOWN = {
    "ЕАЭО": "ЕАЭО",
    "ШЫҰ": "ШЫҰ",
    "БҰҰ": "БҰҰ",
    "ТМД": "ТМД",
    "ҰҚШҰ": "ҰҚШҰ",
    "АӨСШК": "АӨСШК",
    "ЕҚЫҰ": "ЕҚЫҰ",
    "ДСҰ": "ДСҰ",
    "БРИКС": "БРИКС",
    "НАТО": "НАТО",
    "ОПЕК": "ОПЕК",
    "ТҮРКСОЙ": "ТҮРКСОЙ",
    "ЮНЕСКО": "ЮНЕСКО",
    "Ақорда": "Ақорда",
    "ҚазАқпарат": "ҚазАқпарат",
    "ҚазМұнайГаз": "ҚазМұнайГаз",
    "Самұрық-Қазына": "Самұрық-Қазына",
    "Атамекен": "Атамекен",
    "Росатом": "Росатом",
    "Лукойл": "Лукойл",
    "Газпром": "Газпром",
    "Еурокомиссия": "Еурокомиссия",
}
SITE = re.compile(r"[A-Za-z]\w*(?:\.[a-z]{2,})+")


def organisations(doc: Doc, barriers: Collection[int], territories: Collection[Mention]) -> Iterator[Mention]:
    """Organisations with a name. `barriers` are tokens of full personal names and titles before them."""
    begins = {place.start: place for place in territories if place.kind in {"Country", "Region", "City"}}
    heads = {place.end for place in territories}
    for sentence in doc.sents:
        pairs = quotes(sentence)
        done = -1
        for token in sentence:
            if token.i <= done or token.idx + len(token) in heads:
                continue
            found = _by_head(doc, token, barriers, begins, pairs) or _with_form(doc, token, pairs) or _known(doc, token)
            if found:
                yield found
                done = max(done, token.i)


def _by_head(
    doc: Doc, token: Token, barriers: Collection[int], begins: dict[int, Mention], pairs: dict[int, int]
) -> Mention | None:
    head = token.lemma_
    owned = is_owned(token) and not is_plural(token)
    if head not in BODIES | INSTITUTIONS or not (owned or head in SHARED) or _has_head_after(doc, token):
        return None
    start = phrase_start(doc, token.i, barriers=barriers, conjoined=False)
    start = _proper_start(doc, start, token.i, begins, pairs, bool(owned))
    if start is None:
        return None
    end = token.i + 1
    if end in pairs and start < pairs[end]:
        end = token.i + 1
    elif end in pairs and pairs[end] == start - 1:
        start, end = start - 1, end + 1
    text = doc[start:end].text
    name = nominative(text)
    if text[0] in '"«“' and doc[end - 1].i in pairs and pairs[end - 1] == start:
        name = nominative(doc[start + 1 : end - 1].text)
    return make(doc, start, end, "Organisation", name)


def _has_head_after(doc: Doc, token: Token) -> bool:
    """«министрлігі комитеті» is the committee; «акционерлік қоғамы» after the fund's quotes belongs to its name."""
    for following in doc[token.i + 1 : token.i + 4]:
        if following.text in '"»”' or following.text == "акционерлік":
            continue
        compound = following.lemma_ in BODIES | INSTITUTIONS and is_owned(following)
        return compound and case(token) in {"Nom", "Gen"} and following.sent == token.sent
    return False


def _proper_start(
    doc: Doc, start: int, head: int, begins: dict[int, Mention], pairs: dict[int, int], owned: bool
) -> int | None:
    """The first word of the name: a capital, a quote, or the territory whose body it is."""
    opened = set(pairs.values())
    proper: int | None = None
    for position in range(start, head):
        token = doc[position]
        if token.is_sent_start and is_plural(token) and case(token) == "Nom":
            continue
        if token.i in opened or (CAPITAL.match(token.text) and token.lower_ not in DETERMINERS):
            proper = position
            break
    if proper is None:
        return None
    territory = begins.get(doc[proper].idx)
    if territory is not None and territory.kind == "Country" and territory.end + 1 in begins:
        proper = next(token.i for token in doc[proper:head] if token.idx == territory.end + 1)
        territory = begins[territory.end + 1]
    if territory is not None and not owned and case(doc[proper]) == "Nom" and territory.end < doc[head - 1].idx:
        proper = next((token.i for token in doc[proper + 1 : head] if CAPITAL.match(token.text)), None)
        if proper is None:
            return None
    bare = territory is not None and territory.end >= doc[head - 1].idx + len(doc[head - 1])
    if bare and doc[head].lemma_ not in BODIES | {"банк", "кеңес", "федерация", "прокуратура", "театр"}:
        return None
    first_of_sentence = doc[proper].is_sent_start and not is_attribute(doc[proper])
    common = doc[proper].pos_ in {"NOUN", "NUM"} and head - proper < 2 and first_of_sentence
    return None if common or (not owned and head - proper < 2) else proper


def _with_form(doc: Doc, token: Token, pairs: dict[int, int]) -> Mention | None:
    """«"Қазақстан темір жолы" АҚ», «"Самұрық-Қазына" қорымен»."""
    stem = reading(token.text).nominative
    if stem not in LEGAL_FORMS and token.text.split("-")[0] not in LEGAL_FORMS:
        return None
    before = token.i - 1
    while before >= 0 and doc[before].text in LEGAL_FORMS:
        before -= 1
    if before not in pairs:
        return None
    return make(doc, pairs[before], token.i + 1, "Organisation", doc[pairs[before] : before + 1].text.strip('"«»“”'))


def _known(doc: Doc, token: Token) -> Mention | None:
    if SITE.fullmatch(token.text):
        return make(doc, token.i, token.i + 1, "Organisation", token.text)
    found = reading(token.text).nominative
    if found in KNOWN:
        return make(doc, token.i, token.i + 1, "Organisation", KNOWN[found])
    return None
