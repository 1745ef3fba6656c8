"""Projects in Kazakh texts: ««Жасыл белдеу» жобасы», «өткізу бекеттерін жаңғырту», «… зауыт бой көтеріп келеді»."""

import re
from collections.abc import Collection, Iterator, Sequence

from kg.language.kazakh.noun_phrases import (
    CONJUNCTIONS,
    case,
    is_adjective,
    is_attribute,
    is_owned,
    is_plural,
    is_verbal_noun,
    phrase_start,
    quotes,
)
from kg.language.kazakh.suffixes import nominative, parses
from kg.language.kazakh.verbs import is_refuted, verb
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Mention
from kg.names.kazakh_spans import CAPITAL, make
from kg.names.name_words import KAZAKH

PLANNED = KAZAKH.set("projects.planned")
UNDERTAKINGS = KAZAKH.set("projects.undertakings")
BUILT = KAZAKH.words("projects.built")
BUILDS = KAZAKH.words("projects.builds")
TO_BE_BUILT = KAZAKH.words("projects.to_be_built")
NO_WORKS = KAZAKH.set("projects.no_works")
"""What two have together and do not set up."""
_PHRASE = 8
"""Words of what is to be built."""
TOGETHER = KAZAKH.set("projects.together")
OPENED = KAZAKH.words("projects.opened")
"""How words begin that tell what becomes of a route named right before."""
REQUESTS = KAZAKH.set("projects.requests")
ABOUT = KAZAKH.set("projects.about")
MEASURES = KAZAKH.set("projects.measures")
RUMOURS = KAZAKH.words("projects.rumours")
_SPOKEN = 5
"""Words in which it is said that one but speaks of it."""
FACILITIES = UNDERTAKINGS | KAZAKH.set("projects.further_facilities")
_ATTRIBUTES = 2
"""Words between a name in quotation marks and what is called so: «тазарту стансасы»."""
_PLANS = ("жобасы", "құрылысы")
_BUILDING = frozenset({"сал", "тұрғыз"})
TAKEN = (("бой", "көтер"), ("бой", "түзе"), ("іске", "қосыл"), ("пайдалануға", "беріл"))
UNDER_WAY = KAZAKH.words("projects.under_way")
BUILDING = re.compile(r"салынып жатқан|салынатын|тартылып жатқан|тартылатын|салынған")
PARTICIPLES = KAZAKH.words("projects.participles")
LIST_ITEM = re.compile(r"\s*+(?:[–—•*-]|\d++[.)])\s*+")
BUILDING_WORDS = KAZAKH.set("projects.building_words")


def projects(
    doc: Doc, barriers: Collection[int], corridors: Sequence[Mention], places: Sequence[Mention]
) -> Iterator[Mention]:
    """What is called a project, what is being built somewhere, and the items of a list of projects."""
    for token in doc[1:]:
        yield from _quoted(doc, token)
        if is_refuted(doc.text[token.idx : token.sent.end_char]) or _is_rumoured(doc, token) or _is_refused(token):
            continue
        yield from _work_on(doc, token, barriers, places)
        yield from _built(doc, token, barriers, places)
        yield from _in_common(doc, token, barriers)
        yield from _to_be_built(doc, token, barriers, places)
        yield from _works(doc, token, barriers, places)
    for corridor in corridors:
        span = doc.char_span(corridor.start, corridor.end)
        if span is None:
            continue
        being_built = BUILDING.search(doc[max(span.sent.start, span.start - 3) : span.start].text)
        if being_built or _is_opened(doc, span):
            yield make(doc, span.start, span.end, "Project", corridor.name, named=corridor.named)
    yield from _listed(doc)


def facilities(doc: Doc) -> Iterator[Mention]:
    """What stands under a name in quotation marks and is being built: «Құрықтағы «Каспий итбалығы» орталығын Атырау
    салсын»; not who builds it, ««Барс» зауыты үй салады»."""
    for sentence in doc.sents:
        for close, opening in sorted(quotes(sentence).items()):
            behind = doc[close + 1 : min(close + 2 + _ATTRIBUTES, sentence.end)]
            head = next((token for token in behind if _is_facility(token)), None)
            if head is None or not CAPITAL.match(doc[opening + 1].text):
                continue
            between = doc[close + 1 : head.i]
            if any(not each.is_lower or case(each) != "Nom" for each in between):
                continue
            if _is_set_up(doc, head) and not is_refuted(doc.text[head.idx : head.sent.end_char]):
                yield make(doc, opening, head.i + 1, "Project", nominative(doc[opening : head.i + 1].text))


def _is_facility(token: Token) -> bool:
    stems = {each.stem for each in parses(token.text) if each.possessive and not each.plural}
    return token.is_lower and bool(stems & FACILITIES or is_owned(token) and token.lemma_ in FACILITIES)


def _is_set_up(doc: Doc, head: Token) -> bool:
    """Whether somebody builds what stands there in the accusative, or it is built or planned."""
    rest = doc[head.i + 1 : head.sent.end]
    following = rest[0].lower_ if len(rest) else ""
    if case(head) in ("Nom", "Gen") and following.startswith(_PLANS):
        return True  # «кеніші жобасынан», «элеваторының құрылысы»
    told = [found for each in rest if (found := verb(each.text)) is not None and found.stem in _BUILDING]
    if case(head) == "Acc":
        return any(not found.passive for found in told)
    pairs = {(a.lower_, b.lower_) for a, b in zip(rest, rest[1:], strict=False)}
    taken = any(a == first and b.startswith(second) for a, b in pairs for first, second in TAKEN)
    planned = any(each.lower_.startswith("жоспарға") for each in rest)
    return case(head) == "Nom" and (taken or planned or any(found.passive for found in told))


def _is_rumoured(doc: Doc, token: Token) -> bool:
    """«консулдық ашу туралы әңгіме бар»: it is but spoken of."""
    rest = [each.lower_ for each in doc[token.i + 1 : min(token.i + _SPOKEN, token.sent.end)]]
    return any(a in ABOUT and b.startswith(RUMOURS) for a, b in zip(rest, rest[1:], strict=False))


def _is_refused(token: Token) -> bool:
    """«цех ашуға өтініш берілгенімен, әкімдік рұқсат етпеді»: it is asked for in vain."""
    rest = token.doc[token.i + 1 : token.sent.end]
    asked = any(each.lower_ in REQUESTS or each.lower_.startswith("рұқсат") for each in rest)
    said = [found for each in rest if (found := verb(each.text)) is not None]
    return asked and any(found.denied and found.finite for found in said)


def _is_opened(doc: Doc, route: Span) -> bool:
    """«Астана – Омбы рейсін ашу», «… рейсі 1 сәуірден басталады», «… теміржолының құрылысы»."""
    rest = doc[route.end : min(route.end + 5, route.sent.end)]
    if len(rest) and rest[0].lower_.startswith(OPENED) and case(route[-1]) != "Loc":
        return True
    whole = len(route) > 2 and case(route[-1]) == "Nom"
    return whole and any(each.lower_.startswith(("басталады", "ашылады", "ашылды", "ашылмақ")) for each in rest)


def _to_be_built(doc: Doc, token: Token, barriers: Collection[int], places: Sequence[Mention]) -> Iterator[Mention]:
    """«Үлкен кентінде салынатын атом стансасы», «Омбыда бой көтеретін хаб»."""
    if token.lemma_ not in UNDERTAKINGS or is_plural(token):
        return
    floor = max(token.sent.start, token.i - _PHRASE)
    built_ = next((i for i in range(token.i - 1, floor - 1, -1) if doc[i].lower_.startswith(TO_BE_BUILT)), None)
    start = _start(doc, token, {*barriers, built_}) if built_ is not None else token.i
    if built_ is None or start > built_ + 1 or any(doc[i].text in ",;" for i in range(built_ + 1, token.i)):
        return
    start = built_ + 1
    named = any(CAPITAL.match(each.text) for each in doc[start : token.i])
    if named or _located(doc, doc[built_], places):
        yield make(doc, start, token.i + 1, "Project", nominative(doc[start : token.i + 1].text), named=False)


def _in_common(doc: Doc, token: Token, barriers: Collection[int]) -> Iterator[Mention]:
    """«бірлескен терминал туралы шарт»: what two will have together."""
    following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if token.lemma_ in UNDERTAKINGS and case(token) == "Nom" and following in ABOUT:
        start = _after_sides(doc, _start(doc, token, barriers), token.i)
        if doc[start].lower_ in TOGETHER:
            yield make(doc, start, token.i + 1, "Project", nominative(doc[start : token.i + 1].text), named=False)


def _after_sides(doc: Doc, start: int, head: int) -> int:
    """Past who does it: «Ош университеті мен Томск университеті ортақ зертхана ашты»."""
    return next((each.i for each in doc[start:head] if each.lower_ in TOGETHER), start)


def _works(doc: Doc, token: Token, barriers: Collection[int], places: Sequence[Mention]) -> Iterator[Mention]:
    """«Ертіс түбін тереңдету жұмыстары жүргізілуде»: works with what they are done to."""
    done = doc[token.i - 1]
    rest = doc[token.i + 1 : token.sent.end if case(token) == "Acc" else min(token.i + 2, token.sent.end)]
    told = any(each.lower_.startswith(("жүргіз", "баста")) for each in rest)
    if token.lemma_ != "жұмыс" or not is_owned(token) or not told:
        return
    if (
        not is_verbal_noun(done)
        or done.lower_ == "құру"
        or done.i - 1 < token.sent.start
        or not _is_object(doc[done.i - 1])
    ):
        return
    start = _start(doc, token, barriers)
    named = any(CAPITAL.match(each.text) and not each.is_sent_start for each in token.sent)
    if done.i - start and (named or _located(doc, token, places)):
        yield make(doc, start, token.i + 1, "Project", nominative(doc[start : token.i + 1].text), named=False)


def _is_object(token: Token) -> bool:
    """«түбін», «өзені»: of an adjective or a bare noun the works are no undertaking."""
    return case(token) == "Acc" or case(token) == "Nom" and is_owned(token)


def _quoted(doc: Doc, token: Token) -> Iterator[Mention]:
    """«"Жасыл белдеу" жобасы»."""
    pairs = quotes(token.sent) if token.lemma_ in {"жоба", "мегажоба"} else {}
    if token.i - 1 in pairs and is_owned(token) and not is_plural(token):
        start = pairs[token.i - 1]
        yield make(doc, start, token.i + 1, "Project", nominative(doc[start : token.i + 1].text))


def _work_on(doc: Doc, token: Token, barriers: Collection[int], places: Sequence[Mention]) -> Iterator[Mention]:
    """«өткізу бекеттерін жаңғырту», «портында терминал салу»; and «кен орнында бірлескен жұмыс»."""
    object_ = doc[token.i - 1]
    there = object_.i > object_.sent.start and case(doc[object_.i - 1]) == "Loc"
    if token.lemma_ == "жұмыс" and object_.lower_ == "бірлескен" and there and not is_attribute(doc[object_.i - 1]):
        name = nominative(doc[object_.i : token.i + 1].text)
        yield make(doc, object_.i, token.i + 1, "Project", name, named=False)
    planned = token.lemma_.rstrip("ғқ") in PLANNED or nominative(token.lower_) in PLANNED
    start = _start(doc, object_, barriers) if planned else object_.i
    common = case(object_) == "Acc" and any(each.lower_ in TOGETHER for each in doc[start : object_.i])
    known = object_.lemma_ in UNDERTAKINGS or common and object_.lemma_ not in NO_WORKS
    if not planned or not known or case(object_) not in {"Acc", "Nom"}:
        return
    if start == object_.i and object_.i > object_.sent.start and case(doc[object_.i - 1]) == "Loc":
        start = phrase_start(doc, object_.i - 1, barriers=barriers)
    if (
        is_plural(object_)
        and not is_owned(object_)
        and not any(CAPITAL.match(each.text) for each in doc[start : object_.i])
    ):
        return  # «орта кәсіпорындарды ашу»: a kind and no work
    alone = start == object_.i and not _located(doc, token, places)
    if alone or (case(object_) == "Nom" and not _placed(doc, start, token, places)):
        return
    name = doc[start : object_.i].text + " " + nominative(object_.text)
    yield make(doc, start, object_.i + 1, "Project", name.strip(), named=False)


def _located(doc: Doc, token: Token, places: Sequence[Mention]) -> bool:
    """Does the sentence say before it where: «Ақтау портында», «Қостанайда»?"""
    return any(_stands_in(doc, place, token) for place in places)


def _stands_in(doc: Doc, place: Mention, token: Token) -> bool:
    if not token.sent.start_char <= place.start < token.idx:
        return False
    last = doc.char_span(place.start, place.end, alignment_mode="expand")
    if last is None or last.end > token.i:
        return False
    beside = place.kind == "Feature" and case(last[-1]) == "Dat"  # «Шу өзеніне көпір салу»
    return beside or case(last[-1]) == "Loc" or _within_locative(doc, last[-1])


def _placed(doc: Doc, start: int, token: Token, places: Sequence[Mention]) -> bool:
    """Does something named stand before the work or in what it is called: «… учаскесінде екінші жол салу»?"""
    named = [each for each in doc[token.sent.start : token.i] if CAPITAL.match(each.text) and not each.is_sent_start]
    told = any(each.i >= start or case(each) == "Loc" or _within_locative(doc, each) for each in named)
    return told or _located(doc, token, places)


def _within_locative(doc: Doc, token: Token) -> bool:
    """The name in «Бендер-Аббас портында», «Мойынты учаскесінде», «… университеті арасындағы»."""
    return any(
        case(each) == "Loc" or each.lower_ == "арасындағы" for each in doc[token.i : min(token.i + 6, token.sent.end)]
    )


def _start(doc: Doc, head: Token, barriers: Collection[int]) -> int:
    """With the relative clause right before the phrase: «көліктерін шығаратын зауыт»."""
    start = phrase_start(doc, head.i, barriers=barriers)
    if start > head.sent.start + 1 and doc[start - 1].lower_.endswith(PARTICIPLES) and case(doc[start - 2]) == "Acc":
        start = phrase_start(doc, start - 2, barriers=barriers)
    between = [each.i + 1 for each in doc[start : head.i] if each.lower_ in {"арасында", "арасындағы"}]
    start = between[-1] if between else start
    where = [each.i + 1 for each in doc[start : head.i] if case(each) == "Loc" and not is_attribute(each)]
    where += [each.i + 1 for each in doc[start : head.i] if each.lower_ == "үшін"]  # «мұнай тасу үшін терминал»
    start = max([start, *where])  # «Ақтауда хаб салу»
    while start < head.i and (
        doc[start].lower_ in CONJUNCTIONS | {"үшін"} or doc[start].text == "," or _is_unit(doc, start)
    ):
        start += 1
    return start


def _is_unit(doc: Doc, position: int) -> bool:
    """«100 МВт күн электр станциясы», «323 шақырымдық жаңа жол»."""
    text = doc[position].text
    counted = position > 0 and doc[position - 1].pos_ == "NUM"
    if counted and doc[position].lemma_ in MEASURES:
        return True  # «20 мың тонна қойма»
    return counted and (text[0].isupper() and text[1:2].isupper() or text[0].islower() and is_adjective(doc[position]))


def _built(doc: Doc, token: Token, barriers: Collection[int], places: Sequence[Mention]) -> Iterator[Mention]:
    """«Астанада … университетінің филиалы ашылды», where the phrase or the place before it has a name."""
    head = doc[token.i - 1] if _construction(doc, token) else built(doc, token)
    if head is None:
        return
    start = _after_sides(doc, _start(doc, head, barriers), head.i)
    if start == head.i and is_owned(head):
        return  # «зауыты ашылды»: whose it is stands elsewhere
    named = any(CAPITAL.match(each.text) and not each.is_sent_start for each in doc[start : head.i])
    located = any(
        each.end <= doc[start].idx and doc[start].idx - each.end <= 2 and each.start >= token.sent.start_char
        for each in places
    )
    together = doc[start].lower_ in TOGETHER and any(CAPITAL.match(each.text) for each in doc[token.sent.start : start])
    if (named or located or together or _located(doc, head, places)) and not is_plural(head):
        yield make(doc, start, head.i + 1, "Project", nominative(doc[start : head.i + 1].text), named=False)


def _construction(doc: Doc, token: Token) -> bool:
    """«орталығының құрылысы жүріп жатыр», «терминалының іргетасы қаланды»."""
    object_ = doc[token.i - 1]
    told = any(each.lower_.startswith(UNDER_WAY) for each in doc[token.i + 1 : min(token.i + 5, token.sent.end)])
    following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    begun = told if token.lemma_ == "құрылыс" else token.lemma_ == "іргетас" and following.startswith("қалан")
    return begun and is_owned(token) and object_.lemma_ in UNDERTAKINGS


def built(doc: Doc, verb: Token) -> Token | None:
    """What is built, opened or put to use by the verb; it stands right before, a manner between them at most."""
    low = verb.lower_
    first = verb.i
    before = doc[verb.i - 1]
    if low.startswith(BUILDS) and before.lemma_ in UNDERTAKINGS and case(before) in {"Acc", "Nom"}:
        return before
    if not low.startswith(BUILT):
        pair = next((a for a, b in TAKEN if low.startswith(b) and doc[verb.i - 1].lower_ == a), "")
        if not pair:
            return None
        first = verb.i - 1
    for position in range(first - 1, max(first - 3, verb.sent.start - 1), -1):
        house = doc[position].lower_ == "үйі" and doc[position - 1].lower_ in {"сауда", "достық", "мәдениет"}
        if (house or doc[position].lemma_ in UNDERTAKINGS) and case(doc[position]) == "Nom":
            return doc[position]
    return None


def _listed(doc: Doc) -> Iterator[Mention]:
    """The items under «мынадай жобалар іске асырылуда:», each up to what is told of it."""
    listing = False
    for sentence in doc.sents:
        text = sentence.text.strip()
        if not text or text in {"–", "-", "—"}:
            continue
        item = LIST_ITEM.match(sentence.text)
        if listing and item:
            yield from _item(doc, sentence)
        else:
            listing = text.endswith(":") and any(token.lemma_ == "жоба" for token in sentence)


def _item(doc: Doc, sentence: Span) -> Iterator[Mention]:
    words = [token for token in sentence if token.text[0].isalnum() and not token.text.isdigit()]
    end = next((token.i for token in sentence if token.text in {":", ";", ".", "("}), sentence.end)
    if not words or not CAPITAL.match(words[0].text) or end <= words[0].i:
        return
    last = doc[end - 1]
    if last.lemma_ in UNDERTAKINGS or last.lower_ in BUILDING_WORDS or last.lemma_ in {"жоба", "құрылыс"}:
        yield make(doc, words[0].i, end, "Project", nominative(doc[words[0].i : end].text))
