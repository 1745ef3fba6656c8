"""Organisations in Kazakh texts: a possessed head with the name before it, a legal form, a known short name."""

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.language.kazakh.noun_phrases import (
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    LINKS,
    LISTING,
    case,
    is_adjective,
    is_attribute,
    is_owned,
    is_plural,
    phrase_start,
    quotes,
)
from kg.language.kazakh.numerals import ORDINAL
from kg.language.kazakh.suffixes import best_parse, nominative, parses
from kg.language.kazakh.verbs import verb
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Mention
from kg.names.kazakh_spans import CAPITAL, is_gathering, make
from kg.names.name_words import KAZAKH

BODIES = KAZAKH.set("bodies.public")
OF_TERRITORIES = KAZAKH.set("bodies.of_territories")
INSTITUTIONS = KAZAKH.set("bodies.institutions")
SHARED = KAZAKH.set("bodies.shared")
LEGAL_FORMS = KAZAKH.set("bodies.legal_forms")
KNOWN = KAZAKH.set("bodies.known")
STANDING = KAZAKH.set("bodies.standing")
TITLES = KAZAKH.set("bodies.titles")
SOLE = KAZAKH.set("bodies.sole")
OF_MANY = KAZAKH.set("bodies.of_many")
STOCKS = KAZAKH.set("bodies.stocks")
PAPERS = KAZAKH.by_word("agreements.kinds")
OF_NAMES = KAZAKH.set("bodies.of_names")
"""Attributes inside a body's name."""
LEVELS = KAZAKH.set("bodies.levels")
"""Adjectives after which a capital that opens the sentence was no name."""
LOCAL = KAZAKH.set("bodies.of_regions")
"""Bodies of a region that its adjective tells: «облыстық статистика департаменті»."""
SEATED = frozenset(KAZAKH.table("places.region_heads")) | {"аудан", "қала"}
"""Heads of territories, of which «орталығы» is the chief town."""
PEOPLE = KAZAKH.words("bodies.plurals_of_people")
"""Endings of the plurals of whose those are."""
UNIONS = KAZAKH.set("bodies.unions")
OF_OWN_NAME = KAZAKH.set("bodies.of_own_name")
"""Bodies with a name of their own, which a land before it is no part of."""
LATIN = re.compile(r"[A-Z][A-Za-z&.]*")
HEADED = KAZAKH.set("bodies.headed")
DIRECTIONS = KAZAKH.set("persons.directions")
NUMERAL = re.compile(r"[IVXL]+")
LATIN_FORMS = KAZAKH.set("bodies.latin_forms")
NO_COMPANIES = frozenset(
    "Forum Expo Fest Festival Week Days Day Summit Conference Award Awards Cup City of the and".split()
)
_SUFFIX = re.compile(r"-[а-яәіңғүұқөһ]+$")
_MIXED = re.compile(r"[A-Z][a-z]{2,}[A-Z][A-Za-z]+")
"""A brand: «TotalEnergies»."""
SHORT = re.compile(r"[A-ZА-ЯӘІҢҒҮҰҚӨҺ][\w-]{1,8}(?<=[A-ZА-ЯӘІҢҒҮҰҚӨҺ])")
"""An abbreviation in brackets."""
QUOTED = re.compile(r"[«“\"]([^»”\"]+)[»”\"] ")
_LONGEST_NAME = 5
"""Tokens between quotes; more are a quotation."""
CLOSING = frozenset('»"”')
ZONES = KAZAKH.set("bodies.zones")
"""Before «аймағы» of a body: «арнайы экономикалық аймағы»."""
NETTED = KAZAKH.words("bodies.netted")
"""How the word begins of what «желісі» is a body: «шығармашылық қалалар желісі», «Азия қалалары желісі»."""
LAWGIVING = "шығару"
"""Before «жиналысы» of a body: «Алтай өлкесінің Заң шығару жиналысы»."""
TOGETHER = KAZAKH.set("projects.together")
_LANDS = frozenset({"облыс", "аймақ", "өңір", "аудан", "қала", "ел"})
SITTINGS = KAZAKH.groups("events.only_after")["мәжіліс"]
PLURALS = ("лар", "лер", "дар", "дер", "тар", "тер")
SITE = re.compile(r"\b[A-Za-z]\w*(?:\.[a-z]{2,})+")


def organisations(doc: Doc, barriers: Collection[int], territories: Collection[Mention]) -> Iterator[Mention]:
    """Organisations with a name. `barriers` are tokens of full personal names and titles before them."""
    begins = {place.start: place for place in territories if place.kind in {"Country", "Region", "City"}}
    heads = {place.end for place in territories}
    named: dict[str, str] = {}
    shortened: dict[str, str] = {}
    for sentence in doc.sents:
        pairs = quotes(sentence)
        yield from _quoted_list(sentence, pairs)
        several = {
            token.i
            for token in sentence
            if token.lemma_ in INSTITUTIONS and is_plural(token) and is_owned(token) and not _heads_part(doc, token)
        }
        done = -1
        for token in sentence:
            if token.i <= done or token.idx + len(token) in heads:
                continue
            short = shortened.get(nominative(token.text), "")
            found = (
                (make(doc, token.i, token.i + 1, "Organisation", short) if short else None)
                or _by_head(doc, token, {*barriers, *several}, begins, pairs)
                or _named_after(doc, token)
                or _with_form(doc, token, pairs)
                or _with_case(doc, token, pairs)
                or _railway(doc, token, begins, pairs)
                or _abbreviated(doc, token, pairs)
                or _known(doc, token)
            )
            if found is None and token.lemma_ in named and _points_back(token):
                yield make(doc, token.i, token.i + 1, "Organisation", named[token.lemma_], named=False)
            if found:
                named[token.lemma_] = found.name
                shortened.update(_introduced(doc, token.i, found))
                yield found
                done = max(done, token.i)
        yield from _latin(sentence, pairs)


def _by_head(
    doc: Doc, token: Token, barriers: Collection[int], begins: dict[int, Mention], pairs: dict[int, int]
) -> Mention | None:
    head = token.lemma_
    if head == "мәжіліс" and token.text[0].islower():
        return None  # «кеңестің кезекті мәжілісінде» is a sitting
    if head == "мәжіліс" and token.is_sent_start and case(token) == "Acc":
        return None  # «Мәжілісті Асқар Серов ашты»
    if head == "ассамблея" and is_gathering(token):
        return None
    owned = is_owned(token) and not is_plural(token)
    before = doc[token.i - 1].lower_ if token.i > token.sent.start else ""
    team = head == "топ" and before == "жұмыс"
    quoted = before in CLOSING and head in ("топ", "оператор") or head == "үй" and before == "сауда"
    net = head == "желі" and before.startswith(NETTED)
    if not (team or net or quoted or head in BODIES | INSTITUTIONS | {"жиналыс"}) or _has_head_after(doc, token):
        return None
    if head == "жиналыс" and before != LAWGIVING:
        return None
    if head == "сарай" and before not in ("мәдениет", "өнер"):
        return None  # «"Арена" сарайында»
    if head == "қор" and before in STOCKS:
        return None  # «алтын қоры», «жүлде қоры»
    if head == "аймақ" and before not in ZONES:
        return None  # «Ховд аймағы» is a region
    if head == "мәжіліс" and token.i and doc[token.i - 1].lower_ in SITTINGS:
        return None  # «пленарлық мәжілісі» is an event
    seated = head == "мәслихат" and before in LEVELS
    if not (owned or seated or head in SHARED and not is_plural(token) or _is_named_after(doc, token)):
        return None
    start = phrase_start(doc, token.i, barriers=barriers, conjoined=False)
    proper = pairs[token.i - 1] if before in CLOSING and quoted else None
    proper = _proper_start(doc, start, token.i, begins, pairs, owned) if proper is None else proper
    if proper is None and team and {"бірлескен", "жөніндегі"} & {each.lower_ for each in doc[start : token.i]}:
        start = max([start, *(each.i + 1 for each in doc[start : token.i] if each.lower_ == "арасындағы")])
        return make(doc, start, token.i + 1, "Organisation", nominative(doc[start : token.i + 1].text), named=False)
    level = next((each.i for each in doc[start : token.i] if each.lower_ in LEVELS), None)
    if proper is None and level is not None and head in LOCAL:
        return make(doc, level, token.i + 1, "Organisation", nominative(doc[level : token.i + 1].text))
    if proper is None or net and doc[proper].idx in begins and case(doc[proper]) == "Nom":
        return None  # «Омбы шығармашылық қалалар желісіне кірді»
    if doc.text[doc[proper].idx - 1 : doc[proper].idx] == "/":
        return None  # «Nordbau A/S компаниясы»
    if head in INSTITUTIONS and _is_description(doc, proper, token.i, begins):
        return None
    start = _with_pair(doc, proper, begins)
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


def _is_description(doc: Doc, first: int, head: int, begins: Container[int]) -> bool:
    """«Облыс орталығындағы автобус паркі»: common words, the first of which opens the sentence."""
    lower = all(each.is_lower for each in doc[first + 1 : head])
    opens = bool(doc[first].is_sent_start) and doc[first].lemma_ in _LANDS and doc[first].idx not in begins
    return lower and opens and case(doc[first]) in ("Nom", "Gen")


def _with_pair(doc: Doc, start: int, begins: dict[int, Mention]) -> int:
    """«Ресей мен Қазақстан қалалары қауымдастығы»: two territories of one plural begin the name."""
    place = begins.get(doc[start].idx)
    if place is None or start < doc[start].sent.start + 2 or doc[start - 1].lower_ not in CONJUNCTIONS:
        return start
    after = next((t for t in doc[start:] if t.idx >= place.end), None)
    first = next((at for at, one in begins.items() if one.end == doc[start - 2].idx + len(doc[start - 2])), None)
    plural = after is not None and is_plural(after) and is_owned(after) and after.lemma_ not in BODIES | INSTITUTIONS
    plural = plural or after is not None and after.lower_ in TOGETHER  # «Гилян мен Маңғыстаудың бірлескен жұмыс тобы»
    if not plural or first is None or case(doc[start - 2]) != "Nom":
        return start
    return next(t.i for t in doc[doc[start].sent.start :] if t.idx == first)


def _heads_part(doc: Doc, token: Token) -> bool:
    """«Түркі университеттері одағы»: a plural inside the name of what follows."""
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    bodies = following is not None and following.lemma_ in BODIES | INSTITUTIONS
    return following is not None and bodies and is_owned(following) and case(token) in ("Nom", "Gen")


def _is_named_after(doc: Doc, token: Token) -> bool:
    """«Ахмет Жұбанов атындағы облыстық филармония»: who it is named after makes the bare head a name."""
    before = [each.lower_ for each in doc[max(token.i - 3, token.sent.start) : token.i]]
    return "атындағы" in before and not is_plural(token)


def _named_after(doc: Doc, token: Token) -> Mention | None:
    """«Махамбет Өтемісұлы атындағы БҚУ»: with an abbreviation for its head."""
    short = nominative(token.text)
    after = token.i > token.sent.start and doc[token.i - 1].lower_ == "атындағы"
    if not (after and len(short) > 1 and short.isalpha() and short.isupper()):
        return None
    start = token.i - 1
    while start > token.sent.start and CAPITAL.match(doc[start - 1].text) and doc[start - 1].lower_ not in DETERMINERS:
        start -= 1
    return make(doc, start, token.i + 1, "Organisation", nominative(doc[start : token.i + 1].text))


def by_quotation(bodies: Sequence[Mention], known: Sequence[Mention]) -> Callable[[Mention], Iterable[Mention]]:
    """The same quoted name with its head («"Қазақстан темір жолы" ұлттық компаниясы») and without."""
    longest: dict[str, str] = {}
    for body in bodies:
        if quoted := QUOTED.match(body.name):
            longest[quoted[1]] = body.name
        longest.setdefault(body.name, body.name)
    return lambda body: [replace(body, name=longest[body.name])] if body.name in longest else []


def by_namesake(bodies: Sequence[Mention], known: Sequence[Mention]) -> Callable[[Mention], Iterable[Mention]]:
    """A body with whom it is named after («Абай атындағы Омбы университеті») and without, while one is called so."""
    named: dict[str, set[str]] = {}
    for body in bodies:
        _, after, own = body.name.partition(" атындағы ")
        if after and " " in own:
            named.setdefault(own, set()).add(body.name)
    whole = {own: names.pop() for own, names in named.items() if len(names) == 1}
    return lambda body: [replace(body, name=whole[body.name])] if body.name in whole else []


def _introduced(doc: Doc, head: int, body: Mention) -> Iterator[tuple[str, str]]:
    """«Еуразиялық даму банкі (ЕАДБ)», «… ұйымы (бұдан әрі – ҰЙЫМ)»: the abbreviation and what it is short for."""
    opening = head + 1 + (head + 1 < len(doc) and doc[head + 1].text in '»"”')
    if opening >= len(doc) or doc[opening].text != "(" or " " not in body.name:
        return
    inside = [each for each in doc[opening + 1 : opening + 6] if each.lower_ not in {"бұдан", "әрі", "–", "-", "—"}]
    if len(inside) > 1 and inside[1].text == ")" and SHORT.fullmatch(inside[0].text):
        yield inside[0].text, body.name


def _points_back(token: Token) -> bool:
    """«Ұйымға», «Одақтың», «одақ құрамына»: a bare head that stands for the body named before."""
    bare = token.is_sent_start and case(token) not in ("Dat", "Gen")  # «Ұйым жұмысын жалғастырды» may be any
    if token.lemma_ not in SOLE or is_owned(token) or is_plural(token) or bare:
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
            if before < sentence.start or doc[before].text not in LISTING:
                break
            close = before - 1


def _latin(sentence: Span, pairs: dict[int, int]) -> Iterator[Mention]:
    """Companies under their foreign names: «Lianyungang Port Group», «Google, IBM және Cisco»; not «Smart City жобасы»
    and what stands in quotation marks is told by its head."""
    doc = sentence.doc
    lists: list[list[Span]] = []
    for token in sentence:
        quoted = any(opening < token.i < close for close, opening in pairs.items())
        if quoted or not LATIN.fullmatch(token.text.partition("-")[0]):
            continue
        before = lists[-1][-1].end if lists else -1
        parted = doc[before : token.i].text if lists else "."
        if parted in ("", "/"):
            lists[-1][-1] = doc[lists[-1][-1].start : token.i + 1]
        elif parted in LISTING:
            lists[-1].append(doc[token.i : token.i + 1])
        else:
            lists.append([doc[token.i : token.i + 1]])
    for runs in lists:
        listed = len(runs) > 2 or len(runs) == 2 and any(len(run) > 1 for run in runs)
        listed = listed and not any(NUMERAL.fullmatch(run[-1].text) for run in runs)  # «MARCO XXI, TARGAT II»
        for run in runs:
            if run.start > sentence.start + 1 and doc[run.start - 1].text == "(" and _heads(doc[run.start - 2]):
                continue  # «Ш. Есенов атындағы Каспий университеті (Yessenov University)»
            form = len(run) > 1 and run[-1].text in LATIN_FORMS
            after = doc[run.end] if run.end < sentence.end else None
            title = any(word.text in NO_COMPANIES for word in run) or NUMERAL.fullmatch(run[-1].text)
            alone = (
                after is None or after.text in ",;|()" or run.start > sentence.start and is_owned(doc[run.start - 1])
            )
            company = alone and not title and (len(run) > 1 or _MIXED.fullmatch(run.text))
            if form or listed or company or after is not None and after.lemma_ in HEADED:
                yield make(doc, run.start, run.end, "Organisation", _SUFFIX.sub("", run.text))


def _heads(token: Token) -> bool:
    return token.lemma_ in BODIES | INSTITUTIONS and bool(is_owned(token))


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
    start = max([start, *(each.i + 1 for each in doc[start:head] if _closes(doc, each, begins, head))])
    if not owned and doc[head].lemma_ in UNIONS:  # «облыстың Кедендік одақ елдерімен саудасы»
        start = max([start, *(each.i + 1 for each in doc[start:head] if case(each) == "Gen")])
    proper = [
        token.i
        for token in doc[start:head]
        if token.i in opened or (CAPITAL.match(token.text) and token.lower_ not in DETERMINERS)
    ]
    quoted = [each for each in proper if each in opened and each > start and _is_common(doc[each - 1])]
    if quoted and case(doc[quoted[-1] - 1]) == "Nom" and doc[quoted[-1] - 1].lower_ not in LINKS:
        proper = proper[proper.index(quoted[-1]) :]  # «бас мердігер «Азия» серіктестігі»
    proper = proper[_beyond_owners(doc, proper, head, begins) :]
    while len(proper) > 1 and (_opens(doc, *proper[:2]) or _is_outside(doc, proper[0], head, begins, owned)):
        proper = proper[1:]
    if not proper:
        return None
    first = doc[proper[0]]
    if first.is_sent_start and first.idx not in begins and doc[first.i + 1].lower_ in LEVELS:
        return None  # «Сөз облыстық басқармасына берілді»
    seated = doc[head - 1 - (doc[head - 1].lower_ == "әкімшілік")].lemma_
    if doc[head].lemma_ == "орталық" and seated in SEATED:
        return None
    territory = begins.get(first.idx)
    ends = territory is not None and territory.end >= doc[head - 1].idx + len(doc[head - 1])
    if ends and doc[head - 1].lower_ not in LEVELS:
        return first.i if doc[head].lemma_ in BODIES | OF_TERRITORIES else None
    short = first.is_sent_start and head - first.i < 2 and doc[head].lemma_ != "министрлік"
    return None if short and (not owned or first.pos_ in {"NOUN", "NUM"}) else first.i


def _beyond_owners(doc: Doc, proper: Sequence[int], head: int, begins: dict[int, Mention]) -> int:
    """How many of the words with a capital tell whose a body with a name of its own is: «Тайландтың | Кхонкэн
    университеті», «Эванс Аргентинаның | Шанхай ынтымақтастық ұйымына»; not «Түркияның Шымкенттегі консулдығы»."""
    if doc[head].lemma_ not in UNIONS | OF_OWN_NAME:
        return 0
    for at in range(len(proper) - 1, 0, -1):
        owner, named = doc[proper[at] - 1], doc[proper[at]]
        place = begins.get(owner.idx)
        lone = place is not None and place.kind in {"Country", "City"} and place.end == owner.idx + len(owner)
        if lone and case(owner) == "Gen" and not (is_attribute(named) or named.lower_ in LEVELS):
            return at
    return 0


def _is_common(token: Token) -> bool:
    """No name, though it may open the sentence: «Концерт «Естай» сарайында өтті»."""
    return token.text[0].islower() or bool(token.is_sent_start) and token.pos_ == "NOUN"


def _closes(doc: Doc, token: Token, begins: Container[int], head: int) -> bool:
    """Does another body, or «арасында», end here: «… қоры және», «… АҚ және», «Allur компаниясы KIA зауыты», «Ақтөбе
    облысының әкімдігі Орынбор облысының үкіметімен»?"""
    if token.lower_ in {"арасында", "арасындағы"}:
        return True
    following = doc[token.i + 1]
    opens = CAPITAL.match(following.text) or following.text in '«"“'
    if is_attribute(token) and token.is_lower and token.lower_ not in OF_NAMES and opens:
        return True  # «делегация құрамындағы Самара университеті»
    if token.lower_ == "және" and token.i > token.sent.start and CAPITAL.match(following.text):
        before = doc[token.i - 1]
        foreign = LATIN.fullmatch(before.text.partition("-")[0]) is not None or ORDINAL.fullmatch(before.text)
        if foreign or before.lemma_ in BODIES | INSTITUTIONS and case(before) == "Gen":
            return True  # «Barents Group және Омбы облысының әкімдігі», «5-ші және Барс кеңесінің 3-ші отырысы»
    if token.lemma_ in PAPERS and is_owned(token) and token.is_lower and CAPITAL.match(following.text):
        return True  # «… ынтымақтастық тұжырымдамасы Еуразиялық экономикалық одаққа»
    subjects = token.lower_.endswith(PLURALS)  # «инвесторлар Шиелі колледжінің түлектерін»
    several = token.is_lower and (subjects or token.lower_.endswith(PEOPLE)) and case(token) == "Nom"
    if several and CAPITAL.match(following.text) and following.i < head and doc[head].lemma_ not in UNIONS:
        return True  # «эпостың жыршылары Абай атындағы филармонияда»
    if token.text in LEGAL_FORMS:
        return following.lower_ in CONJUNCTIONS or following.text in '«"“'  # «"Бидай" АҚ "Нан" компаниясымен»
    owner = token.lemma_ in INSTITUTIONS and is_owned(token) and case(token) == "Gen" and following.i < head
    if owner and CAPITAL.match(following.text) and not is_owned(doc[head]):
        return True  # «Томск университетінің Абай атындағы университетпен келісімі»
    body = token.lemma_ in BODIES | INSTITUTIONS and is_owned(token) and case(token) == "Nom"
    if body and token.lemma_ in INSTITUTIONS and doc[head].lemma_ in UNIONS and CAPITAL.match(following.text):
        return True  # «Тараз университеті Түркі университеттері одағына кірді»
    team = doc[head].lemma_ == "топ" and head > following.i + 1 and following.lower_ not in OF_NAMES
    parted = following.lower_ == "және" or LATIN.fullmatch(following.text) is not None
    return body and (parted or team or following.idx in begins)  # «Есеп комитеті аудит бойынша жұмыс тобына мүше»


def _opens(doc: Doc, first: int, second: int) -> bool:
    """«Меморандум Томск университеті мен …», «Отандық «Гранит» бюросы»: a common word that has a capital because it
    opens the sentence; and «Алматыдағы Абай атындағы университет»: where the body is."""
    if is_attribute(doc[first]):
        return second == first + 1
    if second == first + 1 and is_attribute(doc[second]) and case(doc[first]) == "Nom" and doc[first].is_sent_start:
        return True  # «Вьетнам Азиядағы сенім шаралары кеңесіне мүше»
    if second == first + 1 and case(doc[first]) == "Acc" and doc[first].is_sent_start:
        return True  # «Қаржысын Азия даму банкі береді»
    if not doc[first].is_sent_start or doc[first].text in DIRECTIONS:
        return False
    if doc[first + 1].text in DASHES and is_owned(doc[first]):
        return True  # «Құрылтайшылары – Қаржы министрлігі»
    if (told := verb(doc[first].text)) and told.form == "participle":
        return True  # «Кеткен үш ел Сахель одағын құрды»
    several = doc[first].lower_.endswith(PLURALS)  # «Қонақтар Омбы университетінде»
    if doc[second].text in '"«“':
        return is_adjective(doc[first]) or doc[first].pos_ == "NOUN" or several and second == first + 1
    parted = any(each.text == "," for each in doc[first:second])
    return parted or second == first + 1 and (doc[first].pos_ == "NOUN" or several)


def _is_outside(doc: Doc, position: int, head: int, begins: dict[int, Mention], owned: bool) -> bool:
    """A country before the region of the body («Қазақстан Республикасы Павлодар облысының …»), or the subject before a
    name without possessive («Қазақстан Еуразиялық экономикалық одаққа мүше»)."""
    territory = begins.get(doc[position].idx)
    if territory is None:
        return any(each.start < doc[position].idx < each.end for each in begins.values())
    if not any(t.idx >= territory.end and (CAPITAL.match(t.text) or t.text in '«"“') for t in doc[position:head]):
        return False  # «Қырғыз Республикасындағы қазақтар қауымдастығы»: it has no other name
    second = begins.get(territory.end + 1) if doc.text[territory.end : territory.end + 1].isspace() else None
    if territory.kind == "Country" and second is not None:
        inner = doc.char_span(second.start, second.end, alignment_mode="expand")
        return inner is None or not is_attribute(inner[-1])  # not «Қазақстанның Минскідегі елшілігі»
    within = doc.char_span(territory.start, territory.end)
    if within is not None and within.end < head and is_attribute(within[-1]):
        return True  # «Семей қаласындағы «Абай» комбинаты»
    apart = doc.char_span(territory.start, territory.end, alignment_mode="expand")
    if apart is not None and doc[apart.end].text in "–—" and doc[apart.end + 1].idx not in begins:
        return True  # «Қазақстан – Еуразиялық даму банкінің құрылтайшысы»
    union = doc[head].lemma_ in {"ұйым", "одақ"} and case(doc[position]) == "Nom"
    if union and territory.kind == "Country" and territory.end < doc[head - 1].idx:
        return True
    following = next(token for token in doc[position:] if token.idx > territory.end)
    subject = doc[head].lemma_ in UNIONS and case(doc[position]) == "Nom" and doc[position].lower_ != "шанхай"
    many = following.lower_ in OF_MANY or following.text in KNOWN
    if territory.kind == "Country" and doc[head].lemma_ == "кеңес" and case(doc[position]) == "Nom" and many:
        return True  # «Қазақстан Түркі кеңесінің жұмысын қолдайды»
    if subject and (CAPITAL.match(following.text) or doc[head].lemma_ == "желі") and following.i < head:
        return True  # «Ақтау Каспий маңы қалаларының қауымдастығына қосылды»
    if case(doc[following.i - 1]) in {"Gen", "Nom"} and (LATIN.fullmatch(following.text) or following.text in '"«“'):
        return True
    return not owned and case(doc[position]) == "Nom" and territory.end < doc[head - 1].idx


def _with_form(doc: Doc, token: Token, pairs: dict[int, int]) -> Mention | None:
    """«"Қазақстан темір жолы" АҚ», «"Самұрық-Қазына" қорымен»."""
    stem = best_parse(token.text).nominative
    if stem not in LEGAL_FORMS and token.text.split("-")[0] not in LEGAL_FORMS:
        return None
    before = token.i - 1
    while before >= 0 and doc[before].text in LEGAL_FORMS:
        before -= 1
    if before not in pairs:
        return None
    return make(doc, pairs[before], token.i + 1, "Organisation", doc[pairs[before] : before + 1].text.strip('"«»“”'))


def _with_case(doc: Doc, token: Token, pairs: dict[int, int]) -> Mention | None:
    """««Самұрық-Қазына»-ның төрағасы»."""
    if token.i not in pairs or case(token) != "Gen" or token.i + 1 == len(doc):
        return None
    inner = doc[pairs[token.i] + 1 : token.i]
    if not 0 < len(inner) <= _LONGEST_NAME or not inner.text[0].isupper() or not is_owned(doc[token.i + 1]):
        return None
    return make(doc, pairs[token.i], token.i + 1, "Organisation", inner.text)


def _railway(doc: Doc, token: Token, begins: dict[int, Mention], pairs: dict[int, int]) -> Mention | None:
    """«Қазақстан темір жолы», «Әзербайжан темір жолдары»: the company of a state, in quotation marks or without; and
    «Грузин темір жолы» in them."""
    first = token.i - 1 - (token.lemma_ == "жол")
    if token.lemma_ not in ("жол", "теміржол") or not is_owned(token) or first < token.sent.start:
        return None
    if token.lemma_ == "жол" and doc[token.i - 1].lower_ != "темір":
        return None
    if first in pairs and any(each.text in DASHES for each in doc[pairs[first] : first]):
        return None  # «"Шығыс – Батыс" теміржолы»
    if first in pairs or token.i + 1 in pairs and pairs[token.i + 1] < first:
        opening, end = pairs.get(first, pairs.get(token.i + 1, first)), token.i + 1 + (first not in pairs)
        return make(doc, opening, end, "Organisation", nominative(doc[opening + 1 : token.i + 1].text))
    country = next((one for one in begins.values() if one.end == doc[first].idx + len(doc[first])), None)
    listed = first > token.sent.start + 1 and doc[first - 1].text in "–—-" and doc[first - 2].text[0].isupper()
    if country is None or country.kind != "Country" or case(doc[first]) != "Nom" or listed:
        return None
    start = next(t.i for t in doc[token.sent.start :] if t.idx == country.start)
    ending = "темір жолдары" if is_plural(token) else "темір жолы"
    return make(doc, start, token.i + 1, "Organisation", f"{doc[start : first + 1].text} {ending}")


def _abbreviated(doc: Doc, token: Token, pairs: dict[int, int]) -> Mention | None:
    """««Қазақстан темір жолы» (ҚТЖ)»: a quoted name with its abbreviation in brackets."""
    inside = doc[token.i + 1 : token.i + 4]
    if token.i not in pairs or len(inside) < 3 or inside[0].text != "(" or inside[2].text != ")":
        return None
    words = [each for each in doc[pairs[token.i] + 1 : token.i] if each.text[0].isalpha()]
    initials = "".join(each.text[0].upper() for each in words)
    if len(words) < 2 or inside[1].text != initials:
        return None
    return make(doc, pairs[token.i], token.i + 1, "Organisation", doc[pairs[token.i] + 1 : token.i].text)


def _known(doc: Doc, token: Token) -> Mention | None:
    if SITE.fullmatch(token.text):
        if doc.text[token.idx - 1 : token.idx] in ("@", "/"):
            return None
        return make(doc, token.i, token.i + 1, "Organisation", token.text)
    for found in parses(token.text):
        seat = found.nominative == "Ақорда" and found.case in {"Loc", "Abl", "Dat"}
        if found.nominative in KNOWN and not seat:
            return make(doc, token.i, token.i + 1, "Organisation", found.nominative)
    following = doc[token.i + 1].lemma_ if token.i + 1 < len(doc) else ""
    standing = token.lemma_ in STANDING and CAPITAL.match(token.text) and not is_owned(token)
    opening = token.is_sent_start and case(token) == "Nom"
    if standing and not opening and following not in TITLES:
        return make(doc, token.i, token.i + 1, "Organisation", nominative(token.text))
    return None
