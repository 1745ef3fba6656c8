"""Which of their kind a number counts, by what they did or what was done to them: «приехали 800 человек» tells of
«приехавших», «1200 километров привели в порядок» of those «приведённых в порядок»."""

from collections.abc import Sequence

from kg.language.russian.morphology import GENDERS, parses
from kg.language.tokens import Token
from kg.reading.cues import RUSSIAN
from kg.reading.figures.measure_phrases import DEIXIS, NounPhrase, genitives, noun_phrase, plain
from kg.reading.figures.measures.heads import SUBJECTS
from kg.reading.figures.quantities import Quantity
from kg.reading.figures.unit_words import COUNTED
from kg.reading.sentence_words import Words, fold, has, is_attribute, is_predicate, lemma

_NEAR = 2
"""Words of an object that may name who does it, and from it to its verb."""
_LONGEST = 6
_PLANS = RUSSIAN.set("figures.plans")
_STATES = RUSSIAN.set("measures.states")
_INCOMPLETE = RUSSIAN.set("measures.incomplete")
"""Verbs that tell nothing without what goes with them: «прошли диспансеризацию», «находятся на лечении»."""
_OF_OBJECTS = RUSSIAN.set("measures.of_objects")
"""Of these an object that is counted is enough: «получили 300 кредитов»."""
_WHICH = {"plur": "которые", "masc": "который", "neut": "которое", "femn": "которую"}
_TIMES = RUSSIAN.set("measures.times")
_TAKEN = {"в": "Acc Loc", "во": "Acc", "на": "Acc Loc", "под": "Acc Ins", "к": "Dat", "ко": "Dat", "через": "Acc"}
"""Prepositions of what goes with such a verb, by their cases."""


def doing(words: Words, quantity: Quantity, of: NounPhrase) -> tuple[str, str]:
    """What is said of them before and behind their noun: «приехали 800 человек», «создано 16 производств» tell of
    «приехавших», of «созданных», «построим 40 школ» of those «которые построят»."""
    own, said = quantity.noun, {word.i for word in words[quantity.first : quantity.number.end]}
    while own is not None and own.head.i in said - {own.i}:
        own = own.head  # «390 тысяч жителей»
    if own is not None and own.dep_ == "nmod" and own.head.dep_ == "obl" and lemma(own.head.head) in _INCOMPLETE:
        own = own.head  # «привели в порядок 20 школ», not «порядок школ»
    if own is None or quantity.preposition or own.dep_ not in {*SUBJECTS, "obj", "obl"}:
        return "", ""
    noun = own.head
    if own.dep_ == "obl" and lemma(noun) not in _INCOMPLETE:
        return "", ""
    if lemma(noun) in _PLANS:
        noun = next((child for child in noun.children if has(child, "VerbForm", "Inf")), noun)
    verb = parses(noun.text)[:1]
    if not is_predicate(noun) or not verb or noun.i not in {word.i for word in words}:
        return "", ""
    if lemma(noun) in _STATES or any(fold(child) == "не" for child in noun.children):
        return "", ""
    if own.dep_ == "obj" and noun.lower_.endswith(("ся", "сь")):
        return "", ""  # «изменения коснутся 79 школ»
    taken = _taken(words, quantity, noun) if lemma(noun) in _INCOMPLETE else ()
    itself = own.dep_ == "obj" and noun.i < own.i and lemma(noun) in _OF_OBJECTS
    if lemma(noun) in _INCOMPLETE and not taken and not itself:
        return "", ""
    apart = {word.i for word in taken} | {*range(words[quantity.first].i, words[quantity.end - 1].i + 1)}
    between = [word for word in words[0].doc[min(noun.i, own.i) + 1 : max(noun.i, own.i)] if word.i not in apart]
    if any(word.is_punct or (word.pos_ == "ADP" and not _is_of_time(word)) for word in between):
        return "", ""
    several = quantity.unit in COUNTED or has(of.head, "Number", "Plur")
    agreed = "plur" if several else GENDERS.get("".join(of.head.morph.get("Gender", [])), "masc")
    if has(noun, "Tense", "Fut") or has(noun, "VerbForm", "Inf"):
        ahead = verb[0].inflect({"3per", "plur", "futr"}) if "perf" in verb[0].tag else None
        told = f", {_WHICH[agreed]} {ahead.word}" if ahead is not None and lemma(noun) not in _PLANS else ""
        return "", f"{told} {plain(taken)}".rstrip() if told else ""
    objects = (child for child in noun.children if child.dep_ == "obj" and has(child, "Case", "Acc"))
    done = next((child for child in objects if child.i != own.i and abs(child.i - noun.i) <= _NEAR), None)
    if not taken and done is not None and len(noun_phrase(words, done).words) > _NEAR:
        return "", ""
    theirs = done is not None
    if taken:  # «прошли осмотр», «прошли через фонд»
        theirs = fold(taken[0]) == "через" or (taken[0].pos_ != "ADP" and not _is_instrument(taken))
    acts = has(noun, "VerbForm", "Fin") and (theirs or (has(noun, "Gender", "Neut") and not _has_doer(words, noun)))
    voice = "actv" if acts or "intr" in verb[0].tag else "pssv"
    lasts = has(noun, "Tense", "Pres") if voice == "actv" else "impf" in verb[0].tag and "PRTS" not in verb[0].tag
    wanted = {"PRTF", "pres" if lasts else "past", voice, agreed, "gent"}
    who = next((form.word for form in verb[0].lexeme if wanted <= form.tag.grammemes), "")
    with_it = taken or (noun_phrase(words, done).words if done is not None and voice == "actv" else ())
    return f"{who} {plain(with_it)}".strip() if who else "", ""


def made(words: Words, quantity: Quantity, of: NounPhrase) -> str:
    """«46 новых садов построено», «сдано 20 домов»: a participle right beside them, whatever the tree makes of it."""
    behind = next((index + 1 for index, word in enumerate(words) if word.i == of.words[-1].i), len(words))
    going_on = words[behind + 1 : behind + 3]  # «2 тысячам граждан доплачено единое пособие»
    alone = not any(has(word, "Case", "Nom") and word.pos_ in {"NOUN", "ADJ"} for word in going_on)
    beside = [*words[behind : behind + alone], *words[max(0, quantity.first - 1) : quantity.first]]
    for word in () if quantity.preposition else beside:
        parsed = parses(word.text)[:1]
        told = lemma(word) in _STATES | _INCOMPLETE | _PLANS
        if parsed and parsed[0].tag.POS == "PRTS" and "femn" not in parsed[0].tag and not told:
            wanted = {"PRTF", "past", "pssv", "plur", "gent"}
            return next((form.word for form in parsed[0].lexeme if wanted <= form.tag.grammemes), "")
    return ""


def _has_doer(words: Words, verb: Token) -> bool:
    """«правительство определило 20 регионов»: who does it stands there, and is as neuter as the verb; «осмотр прошло 40
    человек» has none."""
    before = (word for word in words if word.i < verb.i and word.pos_ in {"NOUN", "PROPN"})
    return any(has(word, "Case", "Nom") and has(word, "Gender", "Neut") for word in before)


def _taken(words: Words, quantity: Quantity, verb: Token) -> Sequence[Token]:
    """What goes with the verb: right behind it or behind what is counted, else right before either."""
    at = next(index for index, word in enumerate(words) if word.i == verb.i)
    ends = {at + 1, quantity.end if quantity.first > at else at + 1}
    for first in sorted(ends):
        if behind := _phrase(words, first, quantity):
            return behind
    for end in sorted({at, quantity.first if quantity.first < at else at}):
        if before := _object(words, end, quantity):
            return before
    given = [child for child in verb.children if child.dep_ == "obj" and has(child, "Case", "Acc")]
    behind = [child for child in given if words[at].i < child.i <= words[-1].i and child.pos_ == "NOUN"]
    return _told(noun_phrase(words, behind[0]).words) if behind and quantity.end <= at else ()


def _phrase(words: Words, first: int, quantity: Quantity) -> Sequence[Token]:
    """The noun that begins at an index, with its preposition or in the case of an object, its attributes and genitives;
    no time and no number."""
    while first < len(words) and words[first].pos_ in {"ADV", "PART"}:
        first += 1
    at = first
    cases = _TAKEN.get(fold(words[at]), "") if at < len(words) else ""
    at += bool(cases)
    while at < len(words) and is_attribute(words[at]):
        at += 1
    if at >= len(words) or words[at].pos_ != "NOUN" or quantity.first <= at < quantity.end:
        return ()
    if not any(has(words[at], "Case", case) for case in (cases or "Acc Ins").split()):
        return ()
    end = at + 1 + len(genitives(words, at + 1))
    own = quantity.first <= end < quantity.end
    numbered = (
        not own and end < len(words) and (words[end].like_num or words[end].text[0].isdigit())
    )  # «заявились на сумму 5 млн»
    return () if numbered else _told(words[first:end])


def _object(words: Words, end: int, quantity: Quantity) -> Sequence[Token]:
    """The object that ends before an index: «такую диспансеризацию прошло», «земельные участки такие получили»."""
    while end and words[end - 1].pos_ == "DET":
        end -= 1
    last = end - 1
    while last > 0 and words[last].pos_ in {"NOUN", "ADJ"} and has(words[last], "Case", "Gen"):
        last -= 1
    noun = words[last] if last >= 0 else None
    if noun is None or noun.pos_ != "NOUN" or quantity.first <= last < quantity.end or has(noun, "Animacy", "Anim"):
        return ()
    if not any(has(noun, "Case", case) for case in ("Acc", "Nom", "Ins")):
        return ()
    first = last - len(noun_phrase(words, noun, after=False).before)
    led = first > 0 and words[first - 1].pos_ == "ADP"
    if led and fold(words[first - 1]) not in _TAKEN:
        return ()
    return _told(words[first - led : end])


def _told(phrase: Sequence[Token]) -> Sequence[Token]:
    """The phrase without «этот» and «наш», unless it tells a time."""
    timed = any(lemma(word) in _TIMES or word.text[0].isdigit() or word.like_num for word in phrase)
    kept = [word for word in phrase if lemma(word) not in DEIXIS]
    return () if timed or len(kept) > _LONGEST else kept


def _is_instrument(phrase: Sequence[Token]) -> bool:
    """«оснастили оборудованием», «воспользовались кухней»."""
    noun = next((word for word in phrase if word.pos_ == "NOUN"), phrase[0])
    return has(noun, "Case", "Ins")


def _is_of_time(word: Token) -> bool:
    """«до 2030 года», «за три года»: between a verb and what it does a time tells nothing else."""
    behind = word.doc[word.i + 1 : word.i + 3]
    return any(lemma(one) in _TIMES for one in behind)
