"""Numbers with what they measure: «сауда көлемі 3,5 есе ұлғайды», «6,5 триллион теңгеден асты», «шамамен 30 жоба»."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.language.kazakh.noun_phrases import case, is_adjective, is_owned
from kg.language.kazakh.numerals import MONTHS
from kg.language.kazakh.suffixes import nominative
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Bound, Direction, Figure, Found, Mention, Modality, Phrase
from kg.model.offsets import Extents
from kg.reading.cues import KAZAKH
from kg.reading.figures import APPORTIONED
from kg.reading.figures.kinds import LASTING, PARTED, SHARED, counted, family, kind_of, nouns_of
from kg.reading.figures.unit_words import COUNTED
from kg.reading.function_rule import FunctionRule
from kg.reading.rules.kazakh.dates import ITEM_DAY, YEAR, day_range, day_told, period, relative, reported, years_ahead
from kg.reading.rules.kazakh.quantities import (
    NEARLY,
    NO_FIGURE,
    OF_THEM,
    OVER,
    PART,
    KazakhQuantity,
    between,
    hedges,
    quantities,
)
from kg.reading.rules.kazakh.scene import Surroundings, names, says
from kg.reading.tables.layout import tables

GROWTH = KAZAKH.words("figures.growth")
DECLINE = KAZAKH.words("figures.decline")
CONCEPTS = KAZAKH.groups("figures.concepts")
CLAUSE_ENDS = frozenset(', ; : ( . " «'.split())
CLAUSE_WORDS = KAZAKH.set("figures.clause_words")
ADVERBS = KAZAKH.set("figures.adverbs")
JOINING = KAZAKH.set("figures.joining")
FROM = KAZAKH.words("figures.from_endings")
ASIDE = re.compile(r"\([^()\d]*\d+[^()\d.,][^()\d]*\d[^()]*\)")
"""«(2014 жылы – 99,1%)»: what brackets tell of their own number is of no other."""
NUMBERS = frozenset({"саны", "санының", "санынан"})
TO = ("-ға", "-ге", "-қа", "-ке")
LIST_MARKS = frozenset({",", ";", ":", "және", "\n"})
YEARS = KAZAKH.words("figures.years")
PARTICIPLES = KAZAKH.words("figures.participles")
LONGEST = 6
"""Words before a number that may name what it measures, where none of them is known to."""
UNSAID = KAZAKH.by_word("figures.unsaid")
"""What a unit measures where the sentence does not say it."""
NUMBER = " саны"
LISTED = frozenset({",", "%", "және", "мен", "пен", "бен"})
IN_TURN = KAZAKH.set("figures.in_turn")
RISES = KAZAKH.words("figures.rises")
SPANS = ("кезеңі", "кезең")
SHARE = f" {UNSAID['percent']}і"
TRADE = KAZAKH.words("figures.trade")
"""Trade goes on over sentences, and so does its time."""
PAST = re.compile(r"(\w{3,}[лн])(ды|ді)")
PRESENT = re.compile(r"\w{2,}(?:ады|еді|йды|йді)")
"""«өнеркәсіп алады – 38 %»"""
PAST_END = re.compile(r"(?:\bқұрады|[^аеәиоөуүыі\W][дт][ыі]|[ғқгк][ае]н)\W*$")
PARTICIPLE = KAZAKH.table("figures.participle")
PLANNED = KAZAKH.words("figures.planned")


FIGURE = FunctionRule(
    "kk",
    "figure",
    Figure,
    "Numbers with what they measure: «сауда көлемі 3,5 есе ұлғайды», «6,5 триллион теңгеден асты».",
)


def figures(scene: Surroundings) -> Iterator[Found]:
    previous: Phrase | None = None
    rows = Extents((row[0].start, row[-1].end) for table in tables(scene.document) for row in table.lines)
    for quantity in quantities(scene.doc):
        start = scene.doc[quantity.first].idx
        if _within_name(scene, quantity) or start in rows:
            continue
        words = _clause(scene, quantity)
        measure = _of_which(scene, quantity) or _fitting(
            scene, quantity, words, _measure(scene, quantity, words), previous
        )
        if previous and measure and quantity.unit == "percent" and measure.text.endswith(SPANS):
            # «бұл 2014 жылдың сәйкес кезеңі деңгейіне 79,2%»
            measure = replace(previous, text=f"{previous.text}, {measure.text} деңгейіне")
        same = measure is not None and re.search(
            r"^көрсеткіш|^(?:біз )?оны$|\b(?:бұл|осы) (?:көрсеткіш|сан)", measure.text.lower()
        )
        if same or measure is None:
            measure = previous or measure
        if measure is None:
            continue
        dashed = quantity.first > 0 and scene.doc[quantity.first - 1].text in "–—-"
        listed = dashed and previous is not None and previous.text.endswith(SHARE)
        in_turn = _in_turn(scene, quantity) and previous is not None and measure.start == previous.start
        measure = _share(quantity, measure, scene.doc[quantity.last : quantity.last + 6], listed=listed, dashed=dashed)
        previous = measure
        concept = next((name for name, stems in CONCEPTS.items() if any(s in measure.text.lower() for s in stems)), "")
        tail = scene.doc[quantity.last + 1 : min(quantity.last + 6, scene.doc[quantity.last].sent.end)]
        told = scene.doc[quantity.last : tail.end] if quantity.unit == "times" else tail
        fact = Figure(
            measure=measure,
            value=_plain(counted(quantity.value, quantity.unit)),
            unit=quantity.unit,
            bound=_bound(scene.doc, quantity),
            direction=_direction(told, quantity),
            period=_period(scene, quantity, measure, planned=says(tail, PLANNED)),
            about=_about(scene, quantity, concept),
            concept=concept,
        )
        first = scene.doc[quantity.first]
        start = min(max(measure.start, first.sent.start_char), first.idx)
        end = max(measure.end, scene.doc[quantity.last].idx + len(scene.doc[quantity.last]))
        modality: Modality = "planned" if says(tail, PLANNED) else "asserted"
        yield FIGURE.found(fact, start, end, modality, APPORTIONED if in_turn else 0.9)


def _in_turn(scene: Surroundings, quantity: KazakhQuantity) -> bool:
    """«2014 жылы – 60,5% және 39,5% сәйкес»: is which of several is meant said by their order alone?"""
    doc, sentence = scene.doc, scene.doc[quantity.first].sent
    parts = [token.i for token in sentence if token.text in {",", ";"}]
    start = max((at for at in parts if at <= quantity.first), default=sentence.start)
    end = min((at for at in parts if at > quantity.first), default=sentence.end)
    return any(
        token.lower_ in IN_TURN or (token.lower_ == "сәйкес" and doc[token.i - 1].text == "%")
        for token in doc[start:end]
    )


def _share(quantity: KazakhQuantity, measure: Phrase, tail: Span, *, listed: bool, dashed: bool) -> Phrase:
    """«өңдеуші өнеркәсіп – 36,4%» tells its share, and so do the items that are `listed` behind it."""
    kind = kind_of(nouns_of(measure.text, "kk"), "percent", "kk")
    alone = (
        quantity.unit == "percent"
        and "үлес" not in measure.text
        and (listed or (kind is not None and kind.name in SHARED | (PARTED if dashed else set())))
        and _direction(tail, quantity) == "level"
    )
    if family(quantity.unit) == "money" and measure.text.endswith(RISES) and _direction(tail, quantity) == "level":
        return replace(measure, text=measure.text.rpartition(" ")[0] or measure.text)  # «инвестиция өсімі … жетті»
    if family(quantity.unit) not in {"count", ""} and measure.text.endswith(NUMBER):
        return replace(measure, text=measure.text.removesuffix(NUMBER))  # «8 меморандумға 39 млрд теңге»
    if family(quantity.unit) == "money" and measure.text.endswith(SHARE):
        # «импорттың үлесі 40% (82 млн доллар)»
        return replace(measure, text=nominative(measure.text.removesuffix(SHARE)))
    return replace(measure, text=f"{measure.text}{SHARE}") if alone else measure


def _within_name(scene: Surroundings, quantity: KazakhQuantity) -> bool:
    """«2020-2022 жылдарға арналған …», «№ 5 мектебі»: a number in a name counts nothing."""
    start = scene.doc[quantity.first].idx
    return any(each.start < start and each.named for each in scene.around(start, start + 1))


def _clause(scene: Surroundings, quantity: KazakhQuantity) -> int:
    """Position where the words about the number begin: after the last comma, dash or person before it."""
    sentence = scene.doc[quantity.first].sent
    people = {scene.span(each).end for each in scene.in_sentence(sentence, ("Person",))}
    start = quantity.first
    while start > sentence.start:
        token = scene.doc[start - 1]
        if token.text in CLAUSE_ENDS or token.lower_ in CLAUSE_WORDS or start in people:
            break
        start -= 1
    return start


def _measure(scene: Surroundings, quantity: KazakhQuantity, start: int) -> Phrase | None:
    """The thing counted; of an amount its subject, else that of the number before («… немесе 19 миллиард»)."""
    doc = scene.doc
    end = _object_end(doc, quantity)
    if quantity.unit in {"item", "person"}:
        counted = end - 1 if end - 1 > quantity.first or PART.fullmatch(doc[end - 1].lower_) is None else end - 2
        of_them = counted < quantity.first and doc[counted].lower_ in OF_THEM
        of_them = (
            of_them
            or counted == quantity.last
            and doc[quantity.first - 1].lower_ in OF_THEM
            and doc[counted].lemma_ != quantity.noun
        )  # «соның 120 мыңы – шетелдік»
        return None if of_them or doc[counted].is_punct else _counted(scene, quantity, counted)
    if _item_of(scene, quantity) is not None:
        return _of_items(scene, quantity)
    stop = quantity.first
    while stop > start and _skipped(doc[stop - 1]):
        stop -= 1
    while start < stop < quantity.first and _owns(doc[stop - 1], doc[stop]):
        stop -= 1  # «Қорғас өткелінен 23 млн тонна жүк өтті»
    first = stop
    while first > start and _describes(doc[first - 1], last=first == stop):
        first -= 1
    while first < stop and doc[first].lower_ in JOINING:
        first += 1  # «… мен Пермь облысы арасындағы айналым»
    whose = scene.around(doc[stop - 1].idx, doc[stop - 1].idx + 1) if stop > start else []
    of_body = any(each.kind == "Organisation" for each in whose)  # «Барс комбинаты Омбыға 3 мың тонна өнім жөнелтті»
    dashed = stop == quantity.first - 1 and doc[stop].text in "–—-" and stop - start <= LONGEST // 2
    if dashed and stop > start and not any(token.is_punct for token in doc[start:stop]) and not of_body:
        first = start  # «…, сумен жабдықтау – 0,6%»
    if stop > first and (dashed or _heads(doc[stop - 1])) and not of_body:
        phrase = scene.phrase(first, stop)
        if phrase is not None and len(phrase.text) > 3:
            return phrase
    if end > quantity.last + 1:
        return scene.phrase(end - 1, end)
    sentence = doc[quantity.first].sent
    earlier = between(doc, sentence.start, quantity.first)
    if earlier:
        return _measure(scene, earlier[-1], _clause(scene, earlier[-1]))
    told = not of_body and any(
        word.lower_ not in ADVERBS | {"тағы"} for word in doc[start : quantity.first]
    )  # not «Былтыр»
    if told and (named := scene.phrase(start, quantity.first) if quantity.first - start <= LONGEST else None):
        opening = next((i + 1 for i in range(quantity.first - 2, start - 1, -1) if case(doc[i]) == "Loc"), start)
        end = quantity.first
        while end > opening + 1 and (doc[end - 1].lower_ in ADVERBS or says(doc[end - 2 : end], RATES)):
            end -= 1  # «мұнай экспортынан жыл сайын 16 млрд»
        return scene.phrase(opening, end) or named  # «жылдар барысында салаға 110 млрд теңге»
    unit = scene.phrase(quantity.last, quantity.last + 1)
    kind = family(quantity.unit) if family(quantity.unit) == "money" else quantity.unit
    return unit if unit is None else replace(unit, text=UNSAID.get(kind, unit.text))


def _counted(scene: Surroundings, quantity: KazakhQuantity, head: int) -> Phrase | None:
    """The number of what is counted, with its own words and whose it is: «ұйымның 12 ниет хаты» counts «ұйымның ниет
    хаты»."""
    doc, first = scene.doc, head
    if doc[head].lower_ in NUMBERS:
        return None  # «жұмыс орны санының 2521-і» counts those named before
    while first - 1 > quantity.first and not hedges(doc[first - 1]) and _describes(doc[first - 1]):
        first -= 1
    things = scene.phrase(first, head + 1)
    phrase = things and replace(things, text=f"{things.text}{_of_owned(things.text, doc[head])} саны")
    owned = quantity.first and is_owned(doc[head]) and case(doc[quantity.first - 1]) == "Gen"
    if phrase is None or not owned or doc[quantity.first - 1].pos_ not in {"NOUN", "PROPN"}:
        return phrase
    own = quantity.first - 1
    while own > doc[head].sent.start and case(doc[own - 1]) in {"Nom", "Gen"} and _describes(doc[own - 1]):
        own -= 1
    return replace(phrase, text=f"{doc[own : quantity.first].text} {phrase.text}")


def _of_owned(text: str, head: Token) -> str:
    """The genitive of what is owned, else nothing: «жұмыс орнының саны», but «жоба саны»."""
    return {"ы": "ның", "і": "нің"}.get(text[-1], "") if is_owned(head) else ""


def _of_items(scene: Surroundings, quantity: KazakhQuantity) -> Phrase | None:
    """What the last item of a list says that all are of, else what their unit measures."""
    sentence = scene.doc[quantity.first].sent
    rest = [each for each in quantities(scene.doc) if quantity.first <= each.first < sentence.end]
    told = next((end for each in rest if (end := _object_end(scene.doc, each)) > each.last + 1), 0)
    if told:
        return _done(scene, told)
    unit = scene.phrase(quantity.last, quantity.last + 1)
    kind = family(quantity.unit) if family(quantity.unit) == "money" else quantity.unit
    return unit and replace(unit, text=UNSAID.get(kind, quantity.noun))


def _done(scene: Surroundings, end: int) -> Phrase | None:
    """What something was done to: «817 шақырым жол жөнделді» tells of «жөнделген жол»."""
    phrase = scene.phrase(end - 1, end)
    verb = scene.doc[end].lower_ if end < len(scene.doc) else ""
    past = PAST.fullmatch(verb)
    return replace(phrase, text=f"{past[1]}{PARTICIPLE[past[2]]} {phrase.text}") if phrase and past else phrase


def _of_which(scene: Surroundings, quantity: KazakhQuantity) -> Phrase | None:
    """What so many percent are of: «көмір өндірісінің 70%-ы», turned round «16,0% никельдің», or after a dash of a
    list, «43% – бензин өндірісі»."""
    doc, first, last = scene.doc, quantity.first, quantity.last
    if quantity.unit != "percent":
        return None
    behind = doc[last + 1] if last + 1 < len(doc) else None
    if behind is not None and behind.pos_ in {"NOUN", "X"} and case(behind) == "Gen":
        return _of_owned_by_all(scene, behind) or _part_of(scene, behind.i, behind.i + 1)
    opens = first > doc[first].sent.start and doc[first - 1].text in LIST_MARKS
    if opens and behind is not None and behind.text in "–—-" and (doc[last].whitespace_ or behind.whitespace_):
        stop = last + 2
        while stop < doc[first].sent.end and doc[stop].pos_ in {"NOUN", "X", "PROPN", "ADJ"} and stop - last < LONGEST:
            stop += 1
        nominal = stop > last + 2 and case(doc[stop - 1]) == "Nom"
        return _part_of(scene, last + 2, stop) if nominal else None
    owner = doc[first - 1] if first > doc[first].sent.start else None
    if owner is None or owner.lower_ in OF_THEM:
        return None
    shortened = len(owner.text) > 1 and owner.text.isupper() and case(doc[first - 2]) == "Gen"  # «облыстың ЖӨӨ 43%-ы»
    if not shortened and (case(owner) != "Gen" or owner.pos_ not in {"NOUN", "X"}):
        return None
    tail = doc[last + 1 : min(last + 6, doc[last].sent.end)]
    around = [token.lower_ for token in tail[:3]]
    about = any(word.startswith(NEARLY) for word in around)  # «43%-ға жуығын құрайды»
    reached = not about and (case(doc[last]) == "Dat" or tail.text.startswith(TO))
    if reached or _direction(tail, quantity) != "level" or scene.around(owner.idx, owner.idx + 1):
        return None  # «Ресейдің 40%-ы» is of what another word says
    start = first - 1
    while start > doc[first].sent.start and first - start <= LONGEST and _tells_of(doc[start - 1]):
        start -= 1
    return _part_of(scene, start, first)


def _of_owned_by_all(scene: Surroundings, owner: Token) -> Phrase | None:
    """«35% көмірдің, 16% никельдің баланстық қорлары»: what the last of a list has is what all of them have."""
    doc, end = scene.doc, owner.sent.end
    at = owner.i + 1
    while at < end and (doc[at].text in LISTED or doc[at].pos_ == "NUM" or case(doc[at]) == "Gen"):
        at += 1
    last = at
    while last < end and last - at < LONGEST // 2 and case(doc[last]) == "Nom" and not doc[last].is_punct:
        if doc[last].pos_ == "NOUN" and is_owned(doc[last]):
            held = doc[at : last + 1].text
            phrase = scene.phrase(owner.i, owner.i + 1)
            return phrase and replace(phrase, text=f"{owner.text} {held}{_of_owned(held, doc[last])}{SHARE}")
        last += 1
    return None


def _part_of(scene: Surroundings, start: int, end: int) -> Phrase | None:
    """«көмір үлесі», but «көмір өндірісінің үлесі»."""
    phrase, head = scene.phrase(start, end), scene.doc[end - 1]
    if head.lower_ in NUMBERS and end - start == 1:
        return None
    return phrase and replace(phrase, text=f"{phrase.text}{_of_owned(phrase.text, head)}{SHARE}")


def _tells_of(token: Token) -> bool:
    """An attribute, a possessor or a participle: «өңірде өндірілетін көмірдің» tells of «өндірілетін көмір»."""
    if token.is_punct or token.pos_ in {"NUM", "PART"} or token.lower_ in ADVERBS:
        return False
    return token.lower_.endswith(PARTICIPLES) or case(token) in {"Nom", "Gen"}


def _fitting(
    scene: Surroundings, quantity: KazakhQuantity, start: int, measure: Phrase | None, previous: Phrase | None
) -> Phrase | None:
    """The measure, unless nothing in it is told in such a unit and a noun of its clause, or the measure before, is."""
    if measure is None or not family(quantity.unit) or quantity.unit in {"item", "person"}:
        return measure
    if kind_of(nouns_of(measure.text, "kk"), quantity.unit, "kk"):
        return measure
    stop = min(quantity.last + 4, scene.doc[quantity.last].sent.end)
    bracketed = start == quantity.first and scene.doc[max(start - 1, 0)].text == "("
    floor = scene.doc[start].sent.start if bracketed else start  # «ЖӨӨ 43%-ын құрайды (9,7 млрд доллар)»
    around = [*reversed(range(floor, quantity.first)), *range(quantity.last + 1, stop)]
    for at in around:
        token = scene.doc[at]
        if (token.pos_ == "NOUN" or token.text.isupper()) and kind_of([token.lower_], quantity.unit, "kk"):
            return scene.phrase(at, at + 1)
    told = previous is not None and kind_of(nouns_of(previous.text, "kk"), quantity.unit, "kk")
    return previous if told else measure


def _heads(token: Token) -> bool:
    """May the token end the name of a measure: a noun that is no possessor («Ресейдің 76 өңірі»)?"""
    nominal = token.pos_ in {"NOUN", "PROPN"} or token.lower_.endswith(("ы", "і"))
    return nominal and case(token) in {"Nom", "Acc"}


def _skipped(token: Token) -> bool:
    """Between the subject and the number: hedges, dates, adverbs, a dash, nouns in oblique cases."""
    if token.lower_.startswith(YEARS):
        return True  # «соңғы бес жылда 2,5 есе»
    if token.text in "–—-" or token.pos_ == "NUM" or token.lemma_ in NO_FIGURE or PRESENT.fullmatch(token.lower_):
        return True
    dated = token.lower_ in ADVERBS or token.lower_.split("-")[0] in MONTHS
    return dated or hedges(token) or is_adjective(token) or case(token) in {"Dat", "Abl", "Ins", "Loc"}


def _owns(owner: Token, owned: Token) -> bool:
    """Is the one before a word of where it was, of what it was for: «Қорғас өткелінен»?"""
    oblique = case(owned) in {"Dat", "Abl", "Loc"} and bool(is_owned(owned))
    return oblique and case(owner) in {"Nom", "Gen"} and owner.text[0].isupper() and owner.pos_ != "NUM"


def _describes(token: Token, *, last: bool = False) -> bool:
    """Is the token a word of the subject? Its last word may be an object («сауда көлемін … арттыру»)."""
    if token.is_punct or (token.pos_ == "PART" and token.lower_ not in JOINING):
        return False
    if (token.pos_ == "NUM" and token.lower_ != "екі") or token.lemma_ in NO_FIGURE:
        return False
    if token.lower_ == "елді" and token.doc[token.i + 1 :].text.lower().startswith("мекен"):
        return True  # «92 елді мекен»: no accusative
    adverb = token.lower_ in ADVERBS and token.lower_ != "жалпы"
    return not adverb and case(token) in ({"Nom", "Gen", "Acc"} if last else {"Nom", "Gen", ""})


def _object_end(doc: Doc, quantity: KazakhQuantity) -> int:
    """«500 миллион тоннадан астам мұнай»: what is measured follows the unit."""
    position = quantity.last + 1
    limit = doc[quantity.last].sent.end
    while position < limit and hedges(doc[position]):
        position += 1
    return (
        position + 1
        if position < limit and doc[position].pos_ == "NOUN" and family(quantity.unit) in {"mass", "length", "area"}
        else quantity.last + 1
    )


def _bound(doc: Doc, quantity: KazakhQuantity) -> Bound:
    before = doc[quantity.first - 1].lower_ if quantity.first else ""
    sentence = doc[quantity.first].sent
    after = [token.lower_ for token in doc[quantity.first + 1 : min(quantity.last + 3, sentence.end)]]
    if before in {"шамамен", "орташа"} or (before == "есеппен"):
        return "about"
    for word in after:
        if word.startswith(OVER):
            return "over"
        if word.startswith(NEARLY):
            return "nearly"
    return "over" if before in {"кемінде"} else "exactly"


MORE, LESS = ("көп", "артық", "жоғары"), ("кем", "аз", "төмен")
"""«21 пайызға жоғары», «2 миллион теңгеге аз»."""


def _direction(tail: Span, quantity: KazakhQuantity) -> Direction:
    """Growth is by so many times or percent; «өсіп, … жетті» is the level reached."""
    compared = [token.lower_ for token in tail[:2]]
    if any(word.startswith(LESS) for word in compared) and case(tail.doc[quantity.last]) == "Dat":
        return "decline"
    if any(word.startswith(MORE) for word in compared) and case(tail.doc[quantity.last]) == "Dat":
        return "growth"
    if says(tail, DECLINE) and quantity.unit in {"percent", "times"}:
        return "decline"
    if any(token.lower_ == "дейін" for token in tail[:2]):
        return "level"
    if says(tail, GROWTH) and (quantity.unit in {"percent", "times"} or not says(tail, ("жет",))):
        return "growth"
    return "level"


THERE = KAZAKH.words("figures.there")
"""How a sentence opens that goes on about a gathering: «Оған 140 қонақ келді»."""
AIMS = KAZAKH.words("figures.aims")
"""What is aimed at is of no year that was told."""
RATES = KAZAKH.words("figures.rates")
"""What goes on day by day is of no time that is told of something else: «бекеттен тәулігіне 400 көлік өтеді»."""
NEEDED = KAZAKH.words("figures.needed")
"""What is yet to be spent is of no time that another is done in: «2027 жылы ашылады, оған 40 млн теңге керек»."""


def _period(scene: Surroundings, quantity: KazakhQuantity, measure: Phrase, *, planned: bool) -> str:
    """The time told right before the number, else earlier in the sentence, else in the rest of its clause.

    A sentence that points back («Бұл …», «Оның ішінде …») is about the time of the one before."""
    sentence = scene.doc[quantity.first].sent
    others = [each.last + 1 for each in between(scene.doc, sentence.start, quantity.first)]
    stop = quantity.last + 1
    while stop < min(sentence.end, quantity.last + 5) and scene.doc[stop].text not in CLAUSE_ENDS:
        if scene.doc[stop].lower_.endswith(("тын", "тін")):
            break
        stop += 1
    clause = _clause(scene, quantity)
    spans = [(max(clause, others[-1]), quantity.first)] if others else []
    spans += [(clause, quantity.first)]
    kind = kind_of(nouns_of(measure.text, "kk"), quantity.unit, "kk")
    lasting = kind is not None and kind.name in LASTING and measure.text not in UNSAID.values()
    aside = quantity.first > 0 and scene.doc[quantity.first - 1].text == "("  # «2003 – Атырау бөлігі (449 шақырым)»
    lasting = lasting or (kind is None or aside) and family(quantity.unit) == "length"
    if _is_before_change(scene, quantity):
        return ""
    nearest = [(start, quantity.first) for start in (*others[-2::-1], sentence.start)]
    rest = scene.doc[quantity.last + 1 : min(quantity.last + 4, sentence.end)]
    apart = says(scene.doc[clause : quantity.first], RATES) or says(rest, NEEDED)
    if not lasting:
        after = (quantity.last + 1, quantity.last + 1 if _is_start(scene, quantity) else stop)
        spans += [after] if apart else [*nearest, after]
    day = ITEM_DAY.match(sentence.text)
    written = period(day[0]) if day else scene.written
    for start, end in spans:
        words = _without_names(scene, start, end)
        if found := _told(words, written):
            return found
        if not written and relative(words):  # «2017 жылдан қолданыста, биылғы айналымы 146 млн доллар»
            return ""
    if not scene.written and relative(sentence.text):
        return ""
    counted, aimed = quantity.unit in COUNTED, lasting or apart or says(sentence, AIMS)
    if not lasting and not apart and (head := scene.headed(sentence)) and (counted or len(head) < len("2024-05-15")):
        return head
    past = PAST_END.search(sentence.text) is not None
    if counted and past and not aimed and (on := day_told(scene.doc[clause : quantity.first].text, scene.written)):
        return on
    if planned and (ahead := years_ahead(sentence.text, scene.written)):
        return ahead
    previous = None if aimed else scene.pointed_at(sentence)
    while previous is not None:
        if found := period(_without_names(scene, previous.start, previous.end), scene.written):
            return found
        previous = scene.pointed_at(previous)
    opening = scene.previous(sentence) if counted and past and not aimed else None
    there = opening is not None and sentence.text.lower().lstrip().startswith(THERE)
    if opening and there and (found := _told(_without_names(scene, opening.start, opening.end), scene.written)):
        return found
    compared = past and quantity.unit in ("percent", "times")
    goes_on = not aimed and (compared or says(sentence, TRADE))
    before = scene.previous(sentence) if goes_on else None
    if before is not None and between(scene.doc, before.start, before.end):
        return period(_without_names(scene, before.start, before.end), scene.written) or reported(scene.document)
    told_of = past and not aimed and not planned and not names(sentence, MONTHS)
    return reported(scene.document) if told_of else ""


def _is_start(scene: Surroundings, quantity: KazakhQuantity) -> bool:
    """Is it what something rose or fell from: «49 млрд теңгеден 2014 жылы 118 млрд теңгеге дейін»?"""
    after = scene.doc[quantity.last + 1 : quantity.last + 2].text.lower()
    return scene.doc[quantity.last].lower_.endswith(FROM) and not after.startswith(OVER)


def _is_before_change(scene: Surroundings, quantity: KazakhQuantity) -> bool:
    """«қарашада 11 сағаттан 3 сағатқа қысқарды»: what it was before the time that is told of."""
    sentence = scene.doc[quantity.last].sent
    after = between(scene.doc, quantity.last + 1, min(quantity.last + 3, sentence.end))
    reached = [each for each in after if each.unit == quantity.unit and case(scene.doc[each.last]) == "Dat"]
    own = quantity.first > 0 and scene.doc[quantity.first - 1].lower_.endswith(
        ("ғы", "гі")
    )  # «2017 жылғы 5 млрд еуродан»
    return _is_start(scene, quantity) and bool(reached) and not own


def _told(words: str, written: str) -> str:
    return day_range(words) or period(words, written)


def _without_names(scene: Surroundings, start: int, end: int) -> str:
    """The words without the day of a digest's item and the titles of agreements, whose years are their own («2020-2022
    жылдарға арналған жоспар»)."""
    span = scene.doc[start:end]
    day = ITEM_DAY.match(span.text) if start == scene.doc[start].sent.start else None
    text = span.text[day.end() :] if day else span.text
    for name in scene.within(span.start_char, span.end_char, ("Agreement",)):
        own = name.named or YEAR.match(scene.words(name))  # «2021 жылғы бағдарлама»
        text = text.replace(scene.words(name), " ") if own else text
    return ASIDE.sub(" ", text)


def _about(scene: Surroundings, quantity: KazakhQuantity, concept: str) -> tuple[Mention, ...]:
    """Named places and bodies of the sentence; of trade without names, the two countries of the text."""
    sentence = scene.doc[quantity.first].sent
    if item := _item_of(scene, quantity):
        return (item,)
    kinds = (
        ("Country", "Region")
        if concept
        else ("Country", "Region", "City", "Feature", "Organisation", "Corridor", "Project")
    )
    named = scene.in_sentence(sentence, kinds)
    others = between(scene.doc, sentence.start, quantity.first)
    start = scene.doc[others[-1].last].idx if others else sentence.start_char
    several = len(between(scene.doc, sentence.start, sentence.end)) > 1
    if several and (own := scene.within(start, scene.doc[quantity.first].idx, kinds)):
        return tuple(dict.fromkeys(own))[:3]
    if named:
        return tuple(dict.fromkeys(named))[:3]
    return scene.two_countries() if concept == "tradeTurnover" else ()


def _item_of(scene: Surroundings, quantity: KazakhQuantity) -> Mention | None:
    """The place that an item of a list is about: «Ақтөбе облысында – 358»."""
    first = quantity.first
    if not first or scene.doc[first - 1].text not in {"–", "—", "-"}:
        return None
    end = scene.doc[first - 1].idx
    before = scene.within(scene.doc[first].sent.start_char, end, ("Country", "Region", "City"))
    return before[-1] if before and end - before[-1].end <= 1 and scene.case(before[-1]) == "Loc" else None


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
