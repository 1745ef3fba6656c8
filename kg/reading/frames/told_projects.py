"""Undertakings that a verb tells: «Казахстан строит под Алматы завод», «в Троицке появится индустриальный парк».

What is built, laid or set up, with its place or who builds it; a noun for it that names its place itself
(«строительство моста в Омске») is found by `kg.names`."""

from collections.abc import Iterator, Sequence
from typing import Literal

from kg.language.russian.morphology import parses
from kg.language.russian.nominative import nominative
from kg.language.tokens import Token
from kg.model.facts import Found, Mention, Project, Route
from kg.names.noun_phrases import SentenceLine, case_of
from kg.names.thing import titled
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import Predication
from kg.reading.cues import RUSSIAN
from kg.reading.frames.frame import BODY, TERRITORY
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

PROJECT_TOLD = FunctionRule(
    "ru",
    "project-told",
    Project,
    "What a verb says is built or set up, and where or by whom: «Под Чирчиком строят цех».",
)
WAY_TOLD = FunctionRule(
    "ru",
    "way-told",
    Route,
    "A way without a name that a verb tells by its ends: «Между Омском и Тарой пойдёт автобус».",
)
BUILDING = RUSSIAN.set("projects.building")
APPEARING = RUSSIAN.set("projects.appearing")
OPENING = RUSSIAN.set("projects.opening")
WORKS_OF = RUSSIAN.set("projects.works_of")
WORKS = RUSSIAN.set("projects.works")
INTENDED = RUSSIAN.set("projects.intended")
PARTS = RUSSIAN.set("projects.parts")
TRAFFIC = RUSSIAN.set("projects.traffic")
RUNNING = RUSSIAN.set("projects.running_traffic")
SERVING = RUSSIAN.set("projects.serving")
RENEWING = RUSSIAN.set("projects.renewing")
FUNDING = RUSSIAN.set("projects.funding")
EXCHANGED = RUSSIAN.set("projects.exchanged")
EXCHANGING = frozenset({"обмен", "обменяться", "обмениваться"})
COMMON = RUSSIAN.set("projects.joint")
"""What makes an undertaking of a noun without a verb: «совместный завод в Омске»."""
SHARED, NO_WORKS = COMMON | {"общий"}, RUSSIAN.set("projects.no_works")
AGREED = frozenset({"договориться", "условиться"})
"""What is agreed on: «договорились о рейсе Омск – Тара»."""
LINKING = RUSSIAN.set("projects.linking")
WAYS = RUSSIAN.set("projects.ways")
"""What joins two towns as traffic does: «дорога свяжет Омск с Тарой»."""
MOVING = frozenset("работать действовать функционировать ходить курсировать пойти выполняться".split()) | LINKING
"""Verbs of which the work is the subject."""
UNITS = AGREED | BUILDING | APPEARING | OPENING | WORKS_OF | RUNNING | FUNDING | COMMON | LINKING
NAMED_WAYS = frozenset("маршрут линия".split())
"""Of the traffic, what has a name of its own rather than its ends."""
_BESIDE = 12
"""Characters between a bus and its verb."""
ANOTHER = frozenset("этот тот такой данный наш ваш мой твой другой каждый любой иной какой-то".split())
"""Before what is no undertaking of its own."""
MERE = RUSSIAN.set("told_projects.mere")
"""Before a noun for it: «возможность создания хаба» is none yet."""
JOINT = ("совместн", "общ", "российско-", "казахстанско-")
"""Beginnings of adjectives by which two do it."""
PLACES = TERRITORY | {"Feature"}
STANDING = BODY | {"Feature"}
WHERE = frozenset("в на под возле близ около через у".split())
ENDS = frozenset("между из с до от".split())
INNER = ("по", "для", "через", "под", "по переработке", "между", "из")


class ToldProjects:
    """Reads the predications of a document in order; what was told once is the same project when it is told again."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._taken = [(m.start, m.end) for m in mentions if m.kind in ("Project", "Event", "Agreement")]
        self._told: dict[str, Mention] = {}

    def read(self, sentence: Sentence, items: Sequence[Item], said: Predication) -> Iterator[Found]:
        """The project with its status, its place and who undertakes it."""
        if said.modality in ("denied", "proposed"):
            return
        planned = _is_intended(said.head)
        noun, lemma = said.head.pos_ == "NOUN", said.head.lemma_.lower()
        if noun and (said.head.head.lemma_.lower() in MERE or "Plur" in said.head.morph.get("Number", [])):
            return  # «повреждения сооружений канала»
        planned = planned or said.modality == "planned"
        if "Inf" in said.head.morph.get("VerbForm", []) and not planned:
            return
        work = _work(said.head) or (_traffic(said, items) if lemma in RUNNING else None)
        work = work or _next(sentence, items, said.head)
        if work is None or any(start <= work.idx < end for start, end in self._taken):
            return
        at = next((i for i, token in enumerate(sentence.tokens) if token.i == work.i), None)
        if at is None:
            return
        status = "planned" if planned or lemma in AGREED else _status(said)
        line = SentenceLine(sentence.tokens, {i: ways[0][0] for i, ways in enumerate(sentence.mentions) if ways})
        first, end = line.phrase_start(at), max(line.phrase_end(at, INNER), line.quoted_end(at + 1))
        beside = (stop for i in range(first, at) for stop, m in sentence.mentions[i] if m.kind in PLACES and stop <= at)
        first = max(beside, default=first)  # «в Хоргосе склад»
        ways = (pair for i in range(first, at + 1) for pair in sentence.mentions[i] if pair[0] > at)
        route = next((pair for pair in ways if pair[1].kind == "Corridor"), None)
        if route is not None and route[1].key and lemma in APPEARING:
            return  # «у коридора «Север – Юг» появятся точки выхода»
        end = max(end, route[0] if route else 0)
        if any(t.lemma_.lower() in ANOTHER for t in sentence.tokens[max(first - 1, 0) : at]):
            return
        joint = any(t.lower_.startswith(JOINT) for t in sentence.tokens[first:at])
        opened = lemma in OPENING and not _is_one_of(work, TRAFFIC - WORKS)
        soon = lemma.startswith("открыва") and "Pres" in said.head.morph.get("Tense", [])
        status = "planned" if opened and soon else status  # «завтра открывают»
        if opened and not (joint or status == "planned"):
            return
        own = [pair for i in range(first, at + 1) for pair in sentence.mentions[i] if pair[1].kind in STANDING]
        if status == "completed" and own and lemma not in RENEWING or "Plur" in work.morph.get("Number", []):
            return  # «построена Сангтудинская ГЭС»: what stands is a thing of its own; «предприятия» are no one project
        if any(stop >= end and m.kind == "Organisation" for stop, m in own) and line.quoted_end(at + 1) == at + 1:
            return  # «откроют Театр юного зрителя»: the body is there already as what it is
        inside = [m for i in range(first, end) for _, m in sentence.mentions[i]]
        outside = [one for one in items if not first <= one.first < end]
        low, high = sorted((at, next((i for i, t in enumerate(sentence.tokens) if t.i == said.head.i), at)))
        within = [one for one in outside if one.first == end + 1 or low < one.first < high]
        within = [one for one in within if one.preposition in WHERE and "," not in sentence.texts[low:high]]
        around = [one for one in outside if one in within or _is_beside(one, said, work)]
        places = [one for one in around if one.preposition in WHERE and one.kind in PLACES and one.mention]
        hosts = any(one.preposition in ("в", "на", "при") and one.kind == "Organisation" for one in around)
        places = [one for one in places if one.case != "Acc"]  # «газопровод в Германию» leads there
        place = next((one.mention for one in places), None)
        doers = _doers(around, outside, said)
        own_name = any(t.text[0].isupper() and not t.is_sent_start for t in sentence.tokens[first:end])
        named = bool(route) or own_name or line.quoted_end(at + 1) > at + 1  # «Дунайский мост», «мост через Ньокуэ»
        way = lemma in LINKING or _is_one_of(work, TRAFFIC - WORKS)
        unnamed = way and route is None and not _is_one_of(work, NAMED_WAYS)
        ends = _ends(around, items, said) if unnamed else []
        if way:
            if not (named or len(inside) > 1 or ends):
                return
        elif not (place or doers or hosts or inside or named or (joint and lemma not in COMMON)):
            return
        label = route[1].name if route else titled(_nominative(sentence.tokens[first:end], work))
        if own and own[0][0] > end:
            label = titled(own[0][1].name)  # «порт Курык»
        elif ends:
            kind = titled(_nominative(sentence.tokens[first : at + 1], work))
            label, doers = f"{kind} {' – '.join(one.name for one in ends)}", [m for m in doers if m not in ends]
        elif place is not None and not inside and not named:
            where = "на территории" if places[0].preposition == "через" else places[0].preposition
            label = f"{label} {where} {sentence.text(places[0].first, places[0].end)}"
        if status == "completed" and place is None and " " not in label:
            return  # «Китай открыл институт»
        start, stop = sentence.span(first, end)
        called = self._told.setdefault(
            label, Mention(start, stop, "Project", sentence.text(first, end), label, named=False)
        )
        fact = Project(called, status, located_in=place, party=tuple(dict.fromkeys(doers)))
        begin = min(start, said.head.idx)
        stop = max(stop, said.head.idx + len(said.head))
        served = lemma in SERVING and status != "planned" and _is_one_of(work, TRAFFIC - WORKS)
        if not served and (lemma not in LINKING or status != "running"):  # what links or goes already is there
            yield PROJECT_TOLD.found(fact, begin, stop, said.modality, 0.75)
        if ends:
            corridor = Mention(called.start, called.end, "Corridor", called.text, label, named=False)
            begin, stop = min(begin, *(one.start for one in ends)), max(stop, *(one.end for one in ends))
            yield WAY_TOLD.found(Route(corridor, tuple(ends)), begin, stop, said.modality, 0.75)


class Exchanges:
    """Reads who exchanges whom: «Омск и Тара наладят обмен студентами», «Школы обменяются классами»."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, frozenset[str]], Mention] = {}

    def read(self, sentence: Sentence, items: Sequence[Item], said: Predication) -> Iterator[Found]:
        """The exchange with its two sides, which the verb or «между» tells."""
        whom = next((c for c in said.head.children if c.lemma_.lower() in EXCHANGED and case_of(c) == "Ins"), None)
        if whom is None or said.modality in ("denied", "proposed"):
            return
        noun = said.head.pos_ == "NOUN"
        up = said.head.head if noun else said.head
        if any(c.lower_ == "не" for c in up.children) or (noun and up.lemma_.lower() in MERE):
            return
        between = [
            one for one in items if one.preposition == "между" and one.group[0].head.head.i in (up.i, said.head.i)
        ]
        between = [a.item for a in said.of("genitives")] or between
        subjects = [a.item for a in said.of("subject")] if not noun else []
        before = [one for one in items if one.head.head.i == up.i and not one.preposition and one.may_be("Nom")]
        sides = [m for one in between or subjects or before for each in one.group for m in each.gives(BODY | TERRITORY)]
        sides = list(dict.fromkeys(sides))
        if len(sides) < 2:
            return
        label = f"Обмен {whom.lower_}"
        start, stop = min(said.head.idx, whom.idx), max(said.head.idx + len(said.head), whom.idx + len(whom))
        called = Mention(start, stop, "Project", whom.doc.text[start:stop], label, named=False)
        known = self._told.setdefault((label, frozenset(m.name for m in sides)), called)
        planned = said.modality == "planned" or "Fut" in up.morph.get("Tense", []) or up.lemma_.lower() in INTENDED
        fact = Project(known, "planned" if planned else "running", party=tuple(sides))
        start, stop = min(start, *(m.start for m in sides)), max(stop, *(m.end for m in sides))
        yield PROJECT_TOLD.found(fact, start, stop, said.modality, 0.75)


def _ends(around: Sequence[Item], items: Sequence[Item], said: Predication) -> list[Mention]:
    """What a bus or a flight joins, in the order of the text: «между Омском и Тарой», «из Омска через Тару до Тулы»,
    «Омск и Тару свяжет рейс»."""
    if said.head.lemma_.lower() in LINKING:
        found = [a.item for a in said.of("subject", "object", "с") if a.item.kind in TERRITORY]
    else:
        there = [one for one in items if one.kind in PLACES and (one in around or _is_of_clause(one, said.head))]
        found = [one for one in there if one.preposition in ENDS or (one.preposition == "через" and one.case != "Loc")]
        begun = any(one.preposition in ("из", "от", "с") for one in found)
        found += [one for one in there if begun and one.preposition in ("в", "на") and one.case == "Acc"]
    found = sorted({one.first: one for one in found}.values(), key=lambda one: one.first)
    towns = all(one.kind != "Country" for one in found)  # «из России в Индию» is no line of its own
    return [one.mention for one in found if one.mention] if towns and len(found) > 1 else []


def _is_of_clause(item: Item, verb: Token) -> bool:
    """«Из Омска через Тару до Тулы пойдёт автобус»: no other verb, semicolon or dash parts it from the verb."""
    low, high = sorted((item.head.i, verb.i))
    between = verb.doc[low + 1 : high]
    return not any("Fin" in t.morph.get("VerbForm", []) or t.text in ";:—–" for t in between)


def _nominative(tokens: Sequence[Token], work: Token) -> str:
    """The phrase in the nominative, the work by its dictionary form where the tagger knows none («хаба»)."""
    name, forms = nominative(tokens), [parse.normal_form for parse in parses(work.text)]
    known = next((form for form in forms if form in WORKS | TRAFFIC), "")
    return name.replace(work.text, known) if known and work.lemma_.lower() not in WORKS | TRAFFIC else name


def _is_beside(item: Item, said: Predication, work: Token) -> bool:
    """Whether it is the predicate's own, or of the verb that governs a noun: «В Омске началось строительство»; or, to
    the tree, the work's: «построит в Омске склад»."""
    if any(a.item is item and (a.tree or a.function in ENDS) for a in said.arguments):
        return True
    if item.group[0].head.head.i == work.i:
        return True
    up = said.head.head
    if up.lemma_.lower() in ("проект", "программа", "работа", "решение"):  # «реализует проект по созданию кластера»
        up = up.head
    return up.i != said.head.i and item.group[0].head.head.i == up.i


def _doers(around: Sequence[Item], outside: Sequence[Item], said: Predication) -> list[Mention]:
    """Who does it: the subject of the predicate or of the verb that governs it; bodies and territories, for whoever
    acts for them."""
    told = [a for a in said.of("subject") if a.item in outside]
    subjects = {a.item for a in told if a.tree} or {a.item for a in told if a.item.kind in BODY}
    around = [*around, *(one for one in subjects if one not in around)]
    subjects |= {one for one in around if not one.preposition and one.group[0].head.dep_ == "nsubj"}
    given = ((one, m) for one in around if one in subjects for m in one.gives(BODY | TERRITORY)[:1])
    return [m for one, m in given if one.kind != "Person" or m.kind != "Country"]  # a president is not his country


def _is_intended(head: Token) -> bool:
    """«планируется построить», «договорились открыть»; what is begun is no longer a plan («началось строительство»)."""
    up = head.head
    if head.pos_ == "NOUN" and up.lemma_.lower().startswith(("нача", "приступ")):
        return False
    return up.i != head.i and up.lemma_.lower() in INTENDED and not any(c.lower_ == "не" for c in up.children)


def _work(verb: Token) -> Token | None:
    """What is built: object, subject of the passive or of «появится», the noun of the participle, the genitive of a
    noun («строительство хаба»)."""
    lemma = verb.lemma_.lower()
    works = WORKS | TRAFFIC if lemma in RUNNING | LINKING else WORKS
    if lemma in WORKS_OF:
        near = [child for child in verb.children if child.dep_ == "nmod" and case_of(child) == "Gen"]
        return _through_parts(near, WORKS) or next((token for token in near if _is_common(token)), None)
    passive = "Pass" in verb.morph.get("Voice", []) or lemma in APPEARING or lemma.endswith("ся")
    if lemma in COMMON:
        up = verb.head.head.lemma_.lower()
        told = {up, verb.head.head.head.lemma_.lower()} & UNITS
        return verb.head if verb.dep_ == "amod" and not told and _is_one_of(verb.head, WORKS) else None
    if lemma in FUNDING:
        near = [child for child in verb.children if child.dep_ in ("obj", "obl", "nmod")]
        near = [child for child in near if any(c.lower_ in ("в", "во") for c in child.children) or child.dep_ == "obj"]
        near = [child for child in near if case_of(child) in ("Acc", "")]
        if verb.dep_.startswith("acl"):
            near.append(verb.head)
        return _through_parts(near, WORKS)
    if lemma in AGREED:
        near = [child for child in verb.children if any(c.lower_ in ("о", "об") for c in child.children)]
        return _through_parts(near, WORKS | TRAFFIC) or next((token for token in near if _is_common(token)), None)
    if lemma in LINKING:  # not «дорога дружбы»
        near = [child for child in verb.children if child.dep_ in ("nsubj", "obj")]
        near = [child for child in near if _is_one_of(child, TRAFFIC | WAYS) and not _is_figurative(child)]
    elif lemma in MOVING:
        begun = verb.head.children if verb.dep_ == "xcomp" else ()  # «начнёт ходить поезд»
        near = [child for child in (*verb.children, *begun) if child.dep_ in ("nsubj", "obj")]
    elif passive:
        near = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
    else:  # «Паром запустят»: to the tagger its subject
        near = [child for child in verb.children if child.dep_ == "obj" or _is_mistaken(verb, child)]
    relative = any(child.lemma_.lower() == "который" and child.dep_ in ("obj", "nsubj") for child in verb.children)
    if verb.dep_.startswith(("acl", "amod")) and (passive or relative):
        near.append(verb.head)
    return _through_parts(near, works) or next((token for token in near if _is_common(token)), None)


def _is_common(token: Token) -> bool:
    """«совместную магистратуру», «общего оператора»: what two set up together, whatever it is, but no talk, paper or
    gathering."""
    shared = any(child.dep_ == "amod" and child.lemma_.lower() in SHARED for child in token.children)
    return shared and token.pos_ == "NOUN" and token.lemma_.lower() not in NO_WORKS


def _next(sentence: Sentence, items: Sequence[Item], verb: Token) -> Token | None:
    """The work that follows its verb where the tree errs, past places with their prepositions: «строит под Омском
    цех», «пойдёт скорый поезд»."""
    lemma = verb.lemma_.lower()
    if lemma not in BUILDING | MOVING - LINKING or "Fin" not in verb.morph.get("VerbForm", []):
        return None
    works = TRAFFIC if lemma in MOVING else WORKS
    at = next((i for i, t in enumerate(sentence.tokens) if t.i == verb.i), len(sentence.tokens)) + 1
    ends = {one.first: one.end for one in items if one.kind in PLACES}
    while at < len(sentence.tokens):
        token = sentence.tokens[at]
        if at in ends:
            at = ends[at]
        elif token.pos_ in ("ADJ", "ADV") or (token.pos_ == "ADP" and at + 1 in ends):
            at += 1
        else:
            return token if _is_one_of(token, works) and case_of(token) in ("Acc", "Nom") else None
    return None


def _traffic(said: Predication, items: Sequence[Item]) -> Token | None:
    """The bus of «Автобус Омск – Тара пойдёт», whichever word the tree makes its subject."""
    own = {a.item for a in said.of("subject", "object")}
    for way in items:
        if way.kind != "Corridor" or way.mention is None:
            continue
        if way not in own and not 0 <= said.head.idx - way.mention.end <= _BESIDE:
            continue
        span = way.head.doc.char_span(way.mention.start, way.mention.end, alignment_mode="expand") or ()
        found = next((t for t in span if _is_one_of(t, TRAFFIC)), None)
        if found is not None:
            return found
    return None


def _is_figurative(way: Token) -> bool:
    """«дорога дружбы»"""
    return any(c.pos_ == "NOUN" and case_of(c) == "Gen" and c.i == way.i + 1 for c in way.children)


def _is_mistaken(verb: Token, child: Token) -> bool:
    alone = not any(other.dep_ == "conj" for other in child.children)
    return alone and child.dep_ == "nsubj" and verb.morph.get("Number", []) == ["Plur"] != child.morph.get("Number", [])


def _is_one_of(token: Token, works: frozenset[str]) -> bool:
    """By its dictionary form too: the tagger makes «хаба» of «хаба»."""
    return token.lemma_.lower() in works or any(parse.normal_form in works for parse in parses(token.text))


def _through_parts(near: Sequence[Token], works: frozenset[str]) -> Token | None:
    for token in near:
        if _is_one_of(token, works):
            return token
        if token.pos_ == "PROPN" and _is_one_of(token.head, works):
            return token.head  # «автобус Омск – Тара, который пустили», «завод под Омском, который строят»
        if token.lemma_.lower() in PARTS:
            for inner in token.children:
                if _is_one_of(inner, works) and inner.dep_ == "nmod":
                    return inner
    return None


def _status(said: Predication) -> Literal["running", "planned", "completed"]:
    """By tense and aspect: «строит», «построил», «построит»."""
    morph = said.head.morph
    if said.modality == "planned" or "Fut" in morph.get("Tense", []):
        return "planned"
    if said.head.pos_ == "NOUN":
        return "running"
    done = "Perf" in morph.get("Aspect", []) and "Pres" not in morph.get("Tense", [])
    return "completed" if done else "running"
