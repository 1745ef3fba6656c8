"""Predications of a Kazakh sentence, without a parser: chunks end in a case suffix, clauses in a verb form.

What stands left of a verb is its own up to the verb before: a participle takes what stands right before it and says it
of the noun after it, a converb shares the subject of the verb that closes the sentence, a finite verb ends it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.language.kazakh.noun_phrases import case, is_owned
from kg.language.kazakh.verbs import ENDING, UNTRUE, Verb, verb
from kg.model.facts import Mention, Modality
from kg.reading.clauses.items import TERRITORIES, Item
from kg.reading.clauses.kazakh_items import LEADING, LINKS, POSTPOSITIONS, SIDES, taken_by
from kg.reading.clauses.predications import Argument, Predication
from kg.reading.cues import KAZAKH
from kg.reading.pattern import Sentence

AUXILIARIES = KAZAKH.set("clauses.auxiliaries")
"""After -ып and -а they carry the form alone: «өткізіп жатыр»."""
BARE = KAZAKH.table("clauses.bare")
DENYING = KAZAKH.set("clauses.denying")
PLANNING = KAZAKH.words("clauses.planning")
PROPOSING = KAZAKH.words("clauses.proposing")
REFUSING = KAZAKH.words("clauses.refusing")
FUTURE = KAZAKH.set("clauses.future")
HOLDING = KAZAKH.set("clauses.holding")
PARTNERS = KAZAKH.set("clauses.partners")
PARTED = KAZAKH.set("clauses.parted")
"""Objects that make one verb with theirs and may stand before who does it."""
"""Nouns that are said of who stands after them."""
OPENING = frozenset({"«", '"', "“", "„"})
_AHEAD = 5
"""Words after a verb among which stands what is thought of it: «құруды … ұсынды»."""


@dataclass(eq=False, slots=True)
class _Clause:
    at: int
    verb: Verb
    end: int
    """The index after its auxiliaries."""
    items: list[Item] = field(default_factory=list)
    head: Item | None = None
    told: Item | None = None
    """The event that the verb itself tells: «кездесті»."""


def predications(sentence: Sentence, items: Sequence[Item]) -> list[tuple[tuple[str, ...], Predication]]:
    """Every predication with the names of its predicate, the longer first: («қол_қой», «қой»)."""
    clauses = list(_clauses(sentence, items))
    _attach(sentence, items, clauses)
    said = [*(_verbal(sentence, clause) for clause in clauses), *_nominal(sentence, items, clauses)]
    until = _refuted(sentence)
    first = sentence.tokens[0].i
    return [(names, replace(one, modality="denied") if one.head.i - first < until else one) for names, one in said]


def _refuted(sentence: Sentence) -> int:
    """The words before «деген хабар жалған», which nobody holds to be so; how many they are."""
    for at, text in enumerate(sentence.texts):
        if text == "деген" and any(word.startswith(UNTRUE) for word in sentence.texts[at + 1 : at + _AHEAD]):
            return at
    return 0


def _clauses(sentence: Sentence, items: Sequence[Item]) -> Iterator[_Clause]:
    taken = taken_by([item for item in items if item.kind not in ("Event", "Agreement")])
    at = 0
    while at < len(sentence.tokens):
        told = None if at in taken else _verb(sentence, at)
        end = at + 1
        led = sentence.texts[at] in LEADING and bool(SIDES & set(sentence.lemmas[end : end + 1]))
        if told is None or led:
            at = end
            continue
        while told.form == "converb" and end < len(sentence.tokens) and (after := _auxiliary(sentence, end)):
            told = Verb(told.stem, after.form, told.passive, told.denied or after.denied)
            end += 1
        following = sentence.texts[end] if end < len(sentence.tokens) else ""
        closes = not following[:1].isalnum() and following not in OPENING
        closes = closes or following in {*DENYING, "болатын", "еді", "екен", "деп"}
        if told.form == "participle" and closes:
            told = told._replace(form="past")
        yield _Clause(at, told, end)
        at = end


def _verb(sentence: Sentence, at: int) -> Verb | None:
    token = sentence.tokens[at]
    if sentence.texts[at] in BARE and not any(text.startswith("бол") for text in sentence.texts[at + 1 : at + 2]):
        # «мүше болуға дайын» is told by its verb
        return Verb(BARE[sentence.texts[at]], "present", passive=False, denied=False)
    if token.pos_ in ("PART", "NUM", "PUNCT") or sentence.texts[at] in POSTPOSITIONS:
        return None
    told = verb(token.text)
    ends = at + 1 >= len(sentence.tokens) or not sentence.tokens[at + 1].text[0].isalnum()
    if token.lower_.endswith(("тық", "тік", "дық", "дік")) and not ends:
        return None  # «түсіністік» is no «түсіндік»
    if told is not None and token.pos_ == "NOUN" and not (told.finite and at + 2 >= len(sentence.tokens)):
        return None
    return told


def _auxiliary(sentence: Sentence, at: int) -> Verb | None:
    told = _verb(sentence, at)
    return told if told and told.stem in AUXILIARIES else None


def _attach(sentence: Sentence, items: Sequence[Item], clauses: Sequence[_Clause]) -> None:
    subjects: list[Item] = []
    chain: list[_Clause] = []
    shared: list[Item] = []
    pending: list[Item] = []
    left = list(items)
    for clause in clauses:
        while left and left[0].end <= clause.at:
            pending.append(left.pop(0))
        if left and left[0].first == clause.at:
            clause.told = left.pop(0)
        last = max((i for i, t in enumerate(sentence.texts[: clause.at]) if t == ";"), default=-1)
        pending = [item for item in pending if item.first > last]
        if clause.verb.form in ("participle", "noun"):
            _before(sentence, clause, pending)
            clause.items.reverse()
            nearest = next((item for item in left if item.first >= clause.end), None)
            between = sentence.tokens[clause.end : nearest.first] if nearest else ()
            plain = all(t.text[0].isalnum() or t.text in '«»"' for t in between)
            if nearest and nearest.kind in TERRITORIES and between:
                plain = False  # «барған алғашқы нысаны – Өскемен»: the participle tells of the noun before the town
            if clause.verb.form == "participle" and nearest and len(between) <= _AHEAD + 2 and plain:
                clause.head = nearest
            if clause.verb.form == "noun" and not clause.verb.passive:
                chain.append(clause)
            continue
        own = [item for item in pending if _is_subject(item)]
        clause.items = [*pending, *(item for item in shared if item not in pending)]
        if own:
            subjects = own
            for earlier in chain:
                if not any(_is_subject(item) for item in earlier.items):
                    earlier.items += own
        elif not clause.verb.passive:
            clause.items += subjects
        shared = [item for item in pending if item.preposition == "locative"]
        pending = []
        chain.append(clause)
        if clause.verb.finite:
            chain, shared = [], []
    if clauses and left and clauses[-1].verb.finite and _is_said(sentence, clauses[-1]):
        clauses[-1].items += left  # «…», – деді форумда Иван Орлов


def _is_said(sentence: Sentence, clause: _Clause) -> bool:
    return clause.verb.stem == "де" or "деп" in sentence.texts[max(clause.at - 1, 0) : clause.at]


def _is_subject(item: Item) -> bool:
    """In the nominative, and no indefinite object («келісім жасасты»)."""
    return item.preposition == "subject" and item.kind not in ("Agreement", "Event")


def _before(sentence: Sentence, clause: _Clause, pending: list[Item]) -> None:
    """Takes what stands right before: up to a subject, which is its own only where nothing parts the two."""
    end = clause.at
    while pending:
        item = pending[-1]
        thing = item.kind in ("Agreement", "Event")
        if item.preposition == "subject" and clause.verb.form == "noun" and not thing:
            return
        close = not any(t.text in ":–—" or t.lower_ in LINKS for t in sentence.tokens[item.end : end])
        if item.preposition == "subject" and item not in [i for taken in clause.items for i in taken.group]:
            adjacent = clause.at - item.end <= 1
            if not adjacent:
                return
        elif not close and not (clause.items and item in clause.items[-1].group):
            return
        clause.items.append(pending.pop())
        end = item.first


def _verbal(sentence: Sentence, clause: _Clause) -> tuple[tuple[str, ...], Predication]:
    arguments: dict[Item, Argument] = {}
    for item in clause.items:
        role = item.preposition
        if role == "genitive" and clause.verb.form == "noun":
            role = "subject"
        if role == "subject" and clause.verb.passive:
            role = "object"
        if role == "subject" and item.kind == "Agreement":
            role = "bare"
        if role == "subject" and item.kind == "Event" and clause.verb.stem in HOLDING and not clause.verb.passive:
            role = "object"  # «келіссөз жүргізді»
        arguments.setdefault(item, Argument(item, role, tree=True))
    if clause.told is not None:
        arguments[clause.told] = Argument(clause.told, "self", tree=True)
    if clause.head is not None:
        for item in clause.head.group:
            arguments.setdefault(item, Argument(item, "head", tree=True))
    names = [clause.verb.stem]
    if clause.at:
        before = sentence.tokens[clause.at - 1]
        names = [*dict.fromkeys((f"{before.lower_}_{names[0]}", f"{before.lemma_}_{names[0]}")), *names]
    ends = {item.end for item in clause.items}
    parted = [text for i, text in enumerate(sentence.texts[: clause.at]) if text in PARTED and i in ends]
    names = [*(f"{text}_{names[-1]}" for text in parted), *names]  # «негізін Омбы мен Томск қалаған»
    return tuple(dict.fromkeys(names)), Predication(
        sentence.tokens[clause.at], tuple(arguments.values()), _modality(sentence, clause), "kk"
    )


def _nominal(
    sentence: Sentence, items: Sequence[Item], clauses: Sequence[_Clause]
) -> Iterator[tuple[tuple[str, ...], Predication]]:
    """Nouns that relate what stands before them: «А мен Б арасындағы сауда», «А-ның Б-ге сапары»."""
    by_end = {item.end - 1: item for item in items}
    verbs = {clause.at for clause in clauses if clause.verb.form != "noun"}
    for at, token in enumerate(sentence.tokens):
        item = by_end.get(at)
        if token.pos_ in ("PUNCT", "NUM") or (item is not None and item.kind not in ("Event", "Agreement")):
            continue
        if item is None and token.pos_ != "NOUN" and not is_owned(token):
            continue
        floor = max((i + 1 for i in verbs if i < at), default=0)
        listing = item is not None and item.kind == "Agreement" and not verbs
        stops = (";",) if listing else (";", ":")
        floor = max([floor, *(i + 1 for i, text in enumerate(sentence.texts[:at]) if text in stops)])
        before = [one for one in items if floor <= one.first and one.end <= at]
        arguments = [Argument(one, _role(sentence, one, at, listing), tree=True) for one in before]
        if item is not None and item.kind == "Agreement":
            arguments = [_of_both(one, at) for one in arguments]
        if item is not None:
            arguments.append(Argument(item, "self", tree=True))
        if token.lemma_ in PARTNERS and is_owned(token):
            arguments += [Argument(one, "instrumental", tree=True) for one in _told_after(sentence, items, at)]
        closing = next((clause for clause in clauses if clause.at > at), None)
        held: Modality = _modality(sentence, closing) if closing and closing.at - at < _AHEAD else "asserted"
        if DENYING.intersection(sentence.texts[at + 1 : at + 2]):
            held = "denied"  # «одақ мүшесі емес»
        yield (token.lemma_,), Predication(token, tuple(arguments), held, "kk")


def _of_both(argument: Argument, at: int) -> Argument:
    """«Омбы мен Павлодар облыстарының бағдарламасы»: a paper's two owners are its parties."""
    owners = argument.item.group
    both = argument.function == "genitive" and len(owners) == 2 and at - owners[-1].end <= _AHEAD
    return Argument(argument.item, "listed", argument.tree) if both else argument


def _told_after(sentence: Sentence, items: Sequence[Item], at: int) -> list[Item]:
    """«Облыстың сауда әріптестері – Омбы және Томск облыстары»: who they are, to the end of the list."""
    first = at + 1 + (sentence.texts[at + 1 : at + 2] in (("–",), ("—",), (":",)))
    item = next((one for one in items if one.first == first and one.kind in ("Region", "Country")), None)
    closing = sentence.texts[item.group[-1].end :] if item else ()
    return item.group if item is not None and closing[:1] in ((), (".",), (";",)) else []


def _role(sentence: Sentence, item: Item, at: int, listing: bool) -> str:
    """Its function at the noun; in a line of a list of papers what stands before the dash or in a pair is a party."""
    far = at - item.group[-1].end > 2 * _AHEAD
    if listing and item.preposition in ("subject", "genitive", "instrumental") and len(item.group) > 1:
        return "listed"
    if listing and item.preposition == "subject":
        around = {
            *sentence.texts[item.end : item.end + 1],
            *_after_bracket(sentence, item.end),
            *sentence.texts[max(item.first - 1, 0) : item.first],
        }
        if around & {"–", "—", "-", ":"}:
            return "listed"
    if item.preposition == "арасында":
        return "арасында" if at - item.end < 4 * _AHEAD else ""
    if item.preposition == "арасындағы":
        return "арасында" if _modifies(sentence, item, at) else ""
    return "" if far and item.preposition in ("genitive", "instrumental") else item.preposition


def _modifies(sentence: Sentence, item: Item, at: int) -> bool:
    """Whether «арасындағы» after the item is said of the noun at `at`: no case closes a phrase between them."""
    between = [
        t
        for t, after in zip(sentence.tokens[item.end + 1 : at], sentence.texts[item.end + 2 :], strict=False)
        if after not in ("арналған", "бағытталған")
    ]
    titled = any(m.start <= item.head.idx for _, m in _mentions_until(sentence, at) if m.kind in ("Agreement", "Event"))
    return titled or not any(case(t) in ("Dat", "Acc", "Loc", "Abl", "Ins") for t in between)


def _mentions_until(sentence: Sentence, at: int) -> list[tuple[int, Mention]]:
    return [pair for begun in sentence.mentions[: at + 1] for pair in begun if pair[0] == at + 1]


def _after_bracket(sentence: Sentence, at: int) -> tuple[str, ...]:
    """The word after a bracket that opens there: «Сегед университеті (Мажарстан):»."""
    if sentence.texts[at : at + 1] != ("(",) or ")" not in sentence.texts[at:]:
        return ()
    close = sentence.texts.index(")", at)
    return sentence.texts[close + 1 : close + 2]


def _modality(sentence: Sentence, clause: _Clause) -> Modality:
    """What the verb's own form says, else what follows it: «құруды ұсынды», «өтеді деп жоспарланған»."""
    following = sentence.texts[clause.end : clause.end + _AHEAD]
    if clause.verb.denied or clause.verb.stem in ENDING or following[:1] and following[0] in DENYING:
        return "denied"
    closing = verb(following[0]) if clause.verb.form == "converb" and following else None
    if closing is not None and closing.denied:
        return "denied"  # «бастап бармады»
    if clause.verb.form == "intended":
        return "planned"
    if clause.verb.form == "wished":
        return "proposed"
    words = " ".join(following)
    opened = following[:1] == ("деп",) or following[:1] == ("деген",)
    if clause.verb.form == "noun" or opened:
        if any(told in words for told in REFUSING):
            return "denied"
        for word in following:
            if word.startswith(tuple(PROPOSING)) and not word.startswith("жөнін"):
                return "proposed"
            if word.startswith(tuple(PLANNING)):
                return "planned"
    if clause.verb.form == "present" and FUTURE & set(sentence.texts):
        return "planned"
    return "asserted"
