"""Organisations in Kazakh texts: a possessed head with the name before it, a legal form, a known short name."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from kg.language.kazakh.noun_phrases import (
    CONJUNCTIONS,
    DETERMINERS,
    LINKS,
    case,
    is_owned,
    is_plural,
    phrase_start,
    quotes,
)
from kg.language.kazakh.suffixes import nominative, reading, readings
from kg.model.facts import Mention
from kg.names.kazakh_spans import CAPITAL, make

BODIES = frozenset(
    "министрлік агенттік әкімдік әкімшілік үкімет парламент мәжіліс сенат дума департамент басқарма хокимият "
    "мэрия мәслихат муниципалитет".split()
)
"""Public bodies: a territory before the head is name enough."""
OF_TERRITORIES = frozenset("банк кеңес федерация прокуратура театр университет институт".split())
INSTITUTIONS = frozenset(
    """
    университет институт академия мектеп колледж лицей консорциум одақ қор банк қоғам комиссия қауымдастық
    комитет орталық
    компания корпорация холдинг зауыт комбинат фабрика кәсіпорын ұйым палата федерация кеңес сот прокуратура театр музей
    мұражай хор ансамбль
    кітапхана филармония оркестр клуб партия биржа серіктестік бірлестік ассамблея ассоциация хатшылық елшілік консулдық
    бюро технопарк хаб штаб лига аймақ
    """.split()
)
"""These need a name of their own before the head."""
SHARED = frozenset("одақ университет банк кеңес".split())
"""Heads that names use bare: «Еуразиялық экономикалық одақ», «Бауман атындағы университет»."""
LEGAL_FORMS = frozenset("АҚ ЖШС ҰК МК РМК ЖАҚ ААҚ КЕАҚ КЕ".split())
KNOWN = frozenset(
    """
    ЕАЭО ШЫҰ БҰҰ ТМД ҰҚШҰ АӨСШК ЕҚЫҰ ДСҰ БРИКС НАТО ОПЕК ТҮРКСОЙ ЮНЕСКО ЮНИСЕФ Ақорда ҚазАқпарат ҚазМұнайГаз
    Самұрық-Қазына
    Атамекен ТүркПА Росатом Лукойл Газпром Татнефть Еурокомиссия Қазатомөнеркәсіп KEGOC Bolashak Kazakhtelecom
    """.split()
)
"""Names that need no head: abbreviations, companies, the seat that stands for the presidency."""
STANDING = frozenset("үкімет парламент мәжіліс сенат".split())
"""Bodies of which a state has one: a capital makes a name of them."""
TITLES = frozenset("басшы депутат төраға мүше спикер".split())
SOLE = frozenset("ұйым одақ комиссия қор банк компания палата".split())
LATIN = re.compile(r"[A-Z][A-Za-z&.]*")
LATIN_FORMS = frozenset(
    "Group Company Corporation Corp Ltd Inc Holding Holdings Bank Energy Motors University Railway".split()
)
QUOTED = re.compile(r"[«“\"]([^»”\"]+)[»”\"] ")
SITE = re.compile(r"[A-Za-z]\w*(?:\.[a-z]{2,})+")


def organisations(doc: Doc, barriers: Collection[int], territories: Collection[Mention]) -> Iterator[Mention]:
    """Organisations with a name. `barriers` are tokens of full personal names and titles before them."""
    begins = {place.start: place for place in territories if place.kind in {"Country", "Region", "City"}}
    heads = {place.end for place in territories}
    named: dict[str, str] = {}
    for sentence in doc.sents:
        pairs = quotes(sentence)
        yield from _quoted_list(sentence, pairs)
        several = {
            token.i for token in sentence if token.lemma_ in INSTITUTIONS and is_plural(token) and is_owned(token)
        }
        done = -1
        for token in sentence:
            if token.i <= done or token.idx + len(token) in heads:
                continue
            found = (
                _by_head(doc, token, {*barriers, *several}, begins, pairs)
                or _with_form(doc, token, pairs)
                or _known(doc, token)
            )
            if found is None and token.lemma_ in named and _points_back(token):
                yield make(doc, token.i, token.i + 1, "Organisation", named[token.lemma_], named=False)
            if found:
                named[token.lemma_] = found.name
                yield found
                done = max(done, token.i)
        yield from _latin(sentence)


def _by_head(
    doc: Doc, token: Token, barriers: Collection[int], begins: dict[int, Mention], pairs: dict[int, int]
) -> Mention | None:
    head = token.lemma_
    owned = is_owned(token) and not is_plural(token)
    if head not in BODIES | INSTITUTIONS or not (owned or head in SHARED) or _has_head_after(doc, token):
        return None
    start = phrase_start(doc, token.i, barriers=barriers, conjoined=False)
    proper = _proper_start(doc, start, token.i, begins, pairs, owned)
    if proper is None:
        return None
    start = proper
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


def one_name(bodies: Iterable[Mention]) -> list[Mention]:
    """The same quoted name with its head («"Қазақстан темір жолы" ұлттық компаниясы») and without is one body's."""
    found = list(bodies)
    longest: dict[str, str] = {}
    for each in found:
        quoted = QUOTED.match(each.name)
        longest[quoted[1] if quoted else each.name] = each.name
    longest = {inner: name for inner, name in longest.items() if inner != name}
    return [replace(each, name=longest.get(each.name, each.name)) for each in found]


def _points_back(token: Token) -> bool:
    """«Ұйымға», «Одақтың», «одақ құрамына»: a bare head that stands for the body named before."""
    if token.lemma_ not in SOLE or is_owned(token) or is_plural(token) or token.is_sent_start:
        return False
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return CAPITAL.match(token.text) is not None or following in {"құрамына", "құрамында"}


def _quoted_list(sentence: Span, pairs: dict[int, int]) -> Iterator[Mention]:
    """One head for several names: «"Қазақстан темір жолы" және "Грузин теміржолы" компаниялары»."""
    doc = sentence.doc
    for token in sentence[1:]:
        close = token.i - 1
        if token.lemma_ not in INSTITUTIONS or not (is_plural(token) and is_owned(token)):
            continue
        while close in pairs:
            opening = pairs[close]
            yield make(doc, opening, close + 1, "Organisation", doc[opening + 1 : close].text)
            before = opening - 1
            if before < sentence.start or doc[before].text not in {",", "және", "мен", "пен", "бен"}:
                break
            close = before - 1


def _latin(sentence: Span) -> Iterator[Mention]:
    """A company under its foreign name: «Lianyungang Port Group»."""
    doc, start = sentence.doc, sentence.start
    for token in sentence:
        if not LATIN.fullmatch(token.text):
            start = token.i + 1
        elif token.text in LATIN_FORMS and token.i > start:
            yield make(doc, start, token.i + 1, "Organisation", doc[start : token.i + 1].text)


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
    """The first word of the name: a capital, a quote, or the territory whose body it is; None when it has no name."""
    opened = set(pairs.values())
    start = max([start, *(each.i + 1 for each in doc[start:head] if _closes(doc, each))])
    proper = [
        token.i
        for token in doc[start:head]
        if token.i in opened or (CAPITAL.match(token.text) and token.lower_ not in DETERMINERS)
    ]
    quoted = [each for each in proper if each in opened and doc[each - 1].text[0].islower() and each > start]
    if quoted and case(doc[quoted[-1] - 1]) == "Nom" and doc[quoted[-1] - 1].lower_ not in LINKS:
        proper = proper[proper.index(quoted[-1]) :]  # «бас мердігер «Азия» серіктестігі»
    while len(proper) > 1 and _is_outside(doc, proper[0], head, begins, owned):
        proper = proper[1:]
    if not proper:
        return None
    first = doc[proper[0]]
    if doc[head].lemma_ == "орталық" and doc[head - 1].lemma_ in {"облыс", "аудан", "қала"}:
        return None
    territory = begins.get(first.idx)
    if territory is not None and territory.end >= doc[head - 1].idx + len(doc[head - 1]):
        return first.i if doc[head].lemma_ in BODIES | OF_TERRITORIES else None
    short = first.is_sent_start and head - first.i < 2 and doc[head].lemma_ != "министрлік"
    return None if short and (not owned or first.pos_ in {"NOUN", "NUM"}) else first.i


def _closes(doc: Doc, token: Token) -> bool:
    """Does another body, or «арасында», end here: «… қоры және», «… АҚ және», «Allur компаниясы KIA зауыты»?"""
    if token.lower_ in {"арасында", "арасындағы"}:
        return True
    following = doc[token.i + 1]
    if token.text in LEGAL_FORMS:
        return following.lower_ in CONJUNCTIONS
    body = token.lemma_ in BODIES | INSTITUTIONS and is_owned(token) and case(token) == "Nom"
    return body and (following.lower_ == "және" or LATIN.fullmatch(following.text) is not None)


def _is_outside(doc: Doc, position: int, head: int, begins: dict[int, Mention], owned: bool) -> bool:
    """A country before the region of the body («Қазақстан Республикасы Павлодар облысының …»), or the subject before a
    name without possessive («Қазақстан Еуразиялық экономикалық одаққа мүше»)."""
    territory = begins.get(doc[position].idx)
    if territory is None:
        return any(
            each.kind == "Country" and each.start < doc[position].idx < each.end and each.end + 1 in begins
            for each in begins.values()
        )
    if territory.kind == "Country" and territory.end + 1 in begins:
        return True
    union = doc[head].lemma_ in {"ұйым", "одақ"} and case(doc[position]) == "Nom"
    if union and territory.kind == "Country" and territory.end < doc[head - 1].idx:
        return True
    following = next(token for token in doc[position:] if token.idx > territory.end)
    if case(doc[following.i - 1]) in {"Gen", "Nom"} and (LATIN.fullmatch(following.text) or following.text in '"«“'):
        return True
    return not owned and case(doc[position]) == "Nom" and territory.end < doc[head - 1].idx


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
    for found in readings(token.text):
        seat = found.nominative == "Ақорда" and found.case in {"Loc", "Abl", "Dat"}
        if found.nominative in KNOWN and not seat:
            return make(doc, token.i, token.i + 1, "Organisation", found.nominative)
    following = doc[token.i + 1].lemma_ if token.i + 1 < len(doc) else ""
    standing = token.lemma_ in STANDING and CAPITAL.match(token.text) and not is_owned(token)
    opening = token.is_sent_start and case(token) == "Nom"
    if standing and not opening and following not in TITLES:
        return make(doc, token.i, token.i + 1, "Organisation", nominative(token.text))
    return None
