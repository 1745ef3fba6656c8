"""Whether a sentence asserts, plans, proposes, denies or only asks what stands at a place in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.language.russian.morphology import parses
from kg.language.tokens import Doc, Token
from kg.model.facts import (
    Agreement,
    Fact,
    Found,
    Location,
    Membership,
    Modality,
    Participation,
    RegionTie,
    Route,
    SisterCities,
)
from kg.reading.cues import RUSSIAN

PROPOSING = RUSSIAN.set("modality.proposing")
PLANNING = RUSSIAN.set("modality.planning")
ENDED = RUSSIAN.set("modality.ended")
REFUSING = RUSSIAN.set("modality.refusing")
LEAVING = RUSSIAN.set("modality.leaving")
FORMERLY = RUSSIAN.set("modality.formerly")
FORMER = RUSSIAN.set("modality.former")
DENYING = RUSSIAN.set("modality.denying")
TOLD_OF = RUSSIAN.set("modality.told_of")
MADE = (RUSSIAN.set("papers.signing") | RUSSIAN.set("modality.happening")) - RUSSIAN.set("modality.copulas")
UNREAL: dict[str, Modality] = {
    **dict.fromkeys(RUSSIAN.set("modality.suggesting"), "proposed"),
    **dict.fromkeys(RUSSIAN.set("modality.intending"), "planned"),
}
SCALAR = RUSSIAN.set("modality.scalar")
"""After «не» these deny nothing: «не только подписал», «не раз подписывал»."""
LACKING = frozenset({"без", "вместо"})
AGENDA = frozenset("рассмотрение повестка голосование обсуждение".split())
TALKED_OF = frozenset("вопрос предложение идея речь переговоры".split())
BEGINNING = frozenset("начаться начинаться вестись обсуждаться рассматриваться".split())
REMAINING = frozenset({"остаться", "оставаться"})
DREAMS = frozenset("мечта идея бумага замысел".split())
DROPPED = RUSSIAN.set("modality.dropped")
FUTURE = frozenset({"будет", "будут", "будем", "буду"})
NONE = frozenset({"нет", "нету"})
THEMES = frozenset({"obj", "nsubj", "nsubj:pass"})
CLAUSES = frozenset({"xcomp", "csubj"})
_HIGH = 5
"""Words that a word hangs on, one on the other."""
LOOK_BACK = 8
"""Tokens before the words of a fact within which a cue governs it."""
SUPPOSED = frozenset({"если", "ежели", "якобы", "будто"})
DOUBTED = RUSSIAN.set("modality.doubted")
"""What is asked of the whole clause that follows with «что»."""
ASKED = frozenset("ли разве Разве неужели Неужели".split())
"""As they are written: «Ли» and «Ма» are surnames."""
KAZAKH_ASKED = frozenset("ма ме ба бе па пе".split())
RELATING = SisterCities | Participation | Membership | RegionTie | Route
"""Facts that a question does not state: what it names is there all the same."""


def modality(sentence: Sequence[Token], start: int, end: int) -> Modality:
    """What the sentence does with the words [start, end) (offsets): a cue governs what follows it in its clause."""
    inside = [t for t in sentence if start <= t.idx < end]
    if not inside:
        return "asserted"
    first = next(i for i, t in enumerate(sentence) if t.idx >= start)
    before = list(sentence[max(first - LOOK_BACK, 0) : first])
    for i in range(len(before) - 1, -1, -1):
        if before[i].text in ";:":
            before = before[i + 1 :]
            break
    cues = [*before, *inside]
    if any(t.lemma_.lower() in PROPOSING for t in cues) or _conditional(cues):
        return "proposed"
    if any(t.lower_ == "не" and i + 1 < len(inside) and inside[i + 1].pos_ == "VERB" for i, t in enumerate(inside)):
        return "denied"
    if any(t.lemma_.lower() in PLANNING or t.lower_ in FUTURE for t in cues):
        return "planned"
    return "asserted"


def _conditional(tokens: Sequence[Token]) -> bool:
    """«можно было бы провести»."""
    return any(t.lower_ in ("бы", "б") for t in tokens) and any(
        t.lower_ in ("можно", "нужно", "стоило", "следовало") for t in tokens
    )


def is_absent(sentence: Sequence[Token], start: int) -> bool:
    """Whether the thing whose words begin there is said not to be, or to be no more: «Рейса из Омска в Тару нет»,
    «Рейса не будет», «Рейс отменён»."""
    at = next((i for i, t in enumerate(sentence) if t.idx >= start and t.pos_ in ("NOUN", "PROPN")), None)
    if at is None:
        return False
    governor = sentence[at].head
    if governor.lemma_.lower() in ENDED and sentence[at].dep_ in THEMES or _is_ended(governor, sentence[at]):
        return True
    if governor.lemma_.lower() in REMAINING and DREAMS & {child.lemma_.lower() for child in governor.children}:
        return True  # «Рейс остаётся мечтой»
    lemmas = [t.lemma_.lower() for t in sentence]
    asked = TALKED_OF & {*lemmas[max(at - LOOK_BACK, 0) : at], *lemmas[-LOOK_BACK:]}
    unbegun = any(before == "не" and verb in BEGINNING for before, verb in pairwise(lemmas))
    if asked and (DROPPED & {*lemmas} or unbegun or "речи не" in " ".join(t.lower_ for t in sentence)):
        return True  # «Вопрос о возобновлении рейса отложен», «О рейсе речи не шло»
    if not _is_genitive(sentence[at]):
        return False
    first = at
    while first and sentence[first - 1].pos_ in ("ADJ", "DET"):
        first -= 1
    if first and sentence[first - 1].lower_ in ("нет", "нету"):
        return True
    if first and sentence[first - 1].pos_ in ("NOUN", "PROPN", "ADP", "NUM"):
        return False  # «билетов на рейс нет», «пассажиров рейса нет»
    for before, token in zip(sentence[at:], sentence[at + 1 :], strict=False):
        if token.lower_ in ("нет", "нету") or before.lower_ == "не" and token.lower_ in ("будет", "было"):
            return True
        if token.text in ",;" or "Fin" in token.morph.get("VerbForm", []):
            return False
    return False


def is_void(sentence: Sequence[Token], start: int) -> bool:
    """Whether what the words that begin there name did not come about or is no more: «Встречу с мэром отменили», «слухи
    о соглашении опровергли», «от соглашения с Омском воздержались»; where the tree does not say so, by the verb after
    it beyond what commas set off («визит, намеченный на май, сорвался»)."""
    at = next((i for i, t in enumerate(sentence) if t.idx >= start and t.pos_ in ("NOUN", "PROPN")), None)
    if at is None:
        return False
    if is_undone(sentence[at], thing=True):
        return True
    first = at
    while first and sentence[first - 1].pos_ in ("ADJ", "DET"):
        first -= 1
    preposition = sentence[first - 1].lower_ if first and sentence[first - 1].pos_ == "ADP" else ""
    aside = False
    for before, token in zip(sentence[at:], sentence[at + 1 :], strict=False):
        lemma = token.lemma_.lower()
        if token.text in ";:":
            return False
        if token.text == ",":
            aside = not aside
        elif not aside and token.pos_ == "VERB" and lemma != "прийтись":
            said_not = before.lower_ == "не"
            if preposition:
                return preposition == "от" and lemma in REFUSING and not said_not
            of_it = "Pass" in token.morph.get("Voice", []) or "Plur" in token.morph.get("Number", [])
            undone = lemma == "сорваться" or lemma in ENDED and of_it
            return not said_not if undone else said_not and lemma in MADE
    return False


def is_undone(word: Token, *, thing: bool = False) -> bool:
    """Whether the tree says that what a word tells is not so, or that the `thing` it names is not or is no more.

    Each «не» and each verb of denial, refusal or ending above it turns the sense round: «не подписали», «опровергли
    слухи о том, что подписали», «отказались подписать»; not «не могли не подписать», «никто не отменял»."""
    node, denied = word, not thing and is_negated(word)
    for _ in range(_HIGH):
        cases = {child.lower_ for child in node.children if child.dep_ == "case"}
        governor, lemma, role = node.head, node.head.lemma_.lower(), node.dep_
        none = any(child.lower_ == "ни" or child.lemma_.lower() == "никакой" for child in node.children)
        if none or (cases & LACKING and (thing or node is word)):
            return True
        if governor.i == node.i:
            return denied
        if governor.lower_ in NONE and not cases and _is_genitive(node):
            return True
        noun = node.pos_ in ("NOUN", "PROPN")
        if noun and (role == "conj" or role == "nmod" and (lemma in TOLD_OF or not thing)):
            node = governor
            continue
        if governor.pos_ == "PRON" and lemma == "тот":
            governor, lemma = governor.head, governor.head.lemma_.lower()  # «слухи о том, что …»
        if governor.pos_ == "NOUN" and lemma in TOLD_OF and role == "acl":
            node = governor
            continue
        turned = (
            lemma in DENYING
            and role != "nsubj"
            or lemma in REFUSING
            and ("от" in cases or role == "xcomp")
            or lemma in LEAVING
            and "из" in cases
            or _is_ended(governor, node)
        )
        goes_on = role in CLAUSES or noun and role in THEMES and lemma in MADE
        if not (turned or goes_on or noun and not thing):
            return denied
        denied ^= turned ^ is_negated(governor)
        if not (turned or goes_on):
            return denied
        node = governor
    return denied


def is_negated(word: Token) -> bool:
    """«не подписал», but not «не только подписал»."""
    return any(
        child.lower_ == "не" and child.i + 1 < len(child.doc) and child.doc[child.i + 1].lower_ not in SCALAR
        for child in word.children
    )


def is_former(head: Token) -> bool:
    """Whether it was so and is no more, or not yet: «ранее входил в союз», «был членом до 2010 года», «бывший член».

    What once began goes on: «ранее вступил»."""
    verb = next((w for w in (head, *head.children, head.head) if "Past" in w.morph.get("Tense", [])), None)
    lasting = verb is not None and (verb.lemma_.lower() == "быть" or "Imp" in verb.morph.get("Aspect", []))
    until = any(
        token.lower_ == "до" and head.i < token.i and following.text[0].isdigit()
        for token, following in zip(head.sent, list(head.sent)[1:], strict=False)
    )
    beside = {child.lemma_.lower() for child in head.children}
    return lasting and (until or not FORMERLY.isdisjoint(beside)) or not FORMER.isdisjoint(beside)


def _is_ended(verb: Token, thing: Token) -> bool:
    """«договор расторгнут», «встречу отменили»; not «договор отменил пошлины»."""
    lemma, role = verb.lemma_.lower(), thing.dep_
    done_to = (
        role in ("obj", "nsubj:pass")
        or role == "nsubj"
        and (lemma.endswith("ся") or "Pass" in verb.morph.get("Voice", []) or _is_genitive(thing))
    )
    off = lemma == "снять" and any(child.lemma_.lower() in AGENDA for child in verb.children)
    shut = lemma == "закрыть" and thing.lemma_.lower() in ("проект", "вопрос")
    return done_to and (lemma in ENDED or off or shut)


def modality_of(head: Token) -> Modality:
    """Whether it is said of the predicate that it holds, is planned, proposed or denied."""
    if is_undone(head):
        return "denied"
    node = head
    for _ in range(_HIGH):
        words = {child.lower_ for child in node.children}
        if words & {"бы", "если", "чтобы"} and node.dep_ != "ROOT" or "бы" in words:
            return "proposed"
        if words & {"будет", "будут", "будем"}:
            return "planned"
        if "Fut" in node.morph.get("Tense", []):
            return "planned"
        if node.head.i == node.i or (node.dep_ == "parataxis" and node.doc[node.head.i : node.i].text.count("–")):
            break  # «хотел бы поприветствовать Ивана – он находится в Омске»
        governor = node.head
        aside = ("nsubj", "obl", "nmod", *(("advcl",) if "Conv" in node.morph.get("VerbForm", []) else ()))
        if (unreal := UNREAL.get(governor.lemma_.lower())) and node.dep_ not in aside:
            if is_negated(governor):
                return "asserted" if is_negated(node) else "denied"  # «не могли не подписать»
            return unreal
        node = governor
    return "asserted"


def _is_genitive(token: Token) -> bool:
    return any({"gent", "sing"} <= parse.tag.grammemes for parse in parses(token.text))


def unasked(doc: Doc, found: Iterable[Found]) -> Iterator[Found]:
    """Leaves out of the facts what is only asked or supposed: «Правда ли, что Омск вступит в союз?», «Омбы одаққа кіре
    ме?», «если Омск вступит в союз, …»."""
    for one in found:
        span = doc.char_span(one.start, one.end, alignment_mode="expand")
        sentence = [t for t in span.sent if not t.is_space] if span is not None else []
        told = [t for t in sentence if one.start <= t.idx < one.end]
        if not sentence or not (is_asked(sentence, one.start, one.end) or _is_supposed(sentence, one.start)):
            yield one
        elif isinstance(one.fact, Location) and any("Fin" in t.morph.get("VerbForm", []) for t in told):
            continue  # «Лежит ли Омск в Сибири?»; not «Омск (Россия)»
        elif isinstance(one.fact, Agreement) and one.fact.kind:
            yield replace(one, fact=replace(one.fact, party=(), status=""))
        elif not isinstance(one.fact, Agreement | RELATING) or _is_named_by(one.fact):
            yield one


def _is_named_by(fact: Fact) -> bool:
    """«Идёт ли поезд Омск – Тара?»: whatever is asked of it, the way has its ends in its name."""
    return isinstance(fact, Route) and all(fact.corridor.holds(place) for place in fact.traverses)


def is_asked(sentence: Sequence[Token], start: int, end: int) -> bool:
    """Whether yes or no is asked of the words [start, end): not «Как идёт работа, начатая Омском и Тарой?», nor what a
    clause beside the question tells."""
    for i, token in enumerate(sentence):
        following = sentence[i + 1].text if i + 1 < len(sentence) else ""
        if token.text in KAZAKH_ASKED and following in ("?", ","):
            clause = max((j for j in range(i) if sentence[j].text in ",;:"), default=-1)
            if end > sentence[clause + 1].idx and start < token.idx and (following == "?" or end <= token.idx):
                return True
        if token.text not in ASKED:
            continue
        if start <= token.idx < end:
            return True
        left, right = sorted((token.idx, start))
        between = [t.text for t in sentence if left < t.idx < right]
        doubted = i and sentence[i - 1].lower_ in DOUBTED and between[:2] == [",", "что"]
        if (doubted and between.count(",") == 1) or not {",", ";", ":", "—", "–"} & {*between}:
            return True
    return False


def _is_supposed(sentence: Sequence[Token], start: int) -> bool:
    """Whether the clause that the words begin in has «если» or «якобы» before them."""
    before = [t for t in sentence if t.idx <= start]
    comma = max((i for i, t in enumerate(before) if t.text in ",;:"), default=-1)
    return any(t.lower_ in SUPPOSED for t in before[comma + 1 :])
