"""Which places a corridor joins and crosses.

By its name («Достық – Мойынты»), and by what is said of it: «… арқылы өтеді», «… аумағынан өтеді», «… облысын …
жалғайды», «…-тан …-ға дейін», in its own sentence or in one that points back («Дәліз …», «Ол …»)."""

import re
from collections.abc import Iterator

from kg.language.kazakh.noun_phrases import LISTING, is_attribute, is_owned
from kg.language.tokens import Span, Token
from kg.model.facts import PLACES, Found, Location, Mention, Modality, Route
from kg.names.places.kazakh_places import PREFIXES
from kg.names.undertakings.kazakh_corridors import CORRIDOR_HEADS
from kg.reading.clauses.kazakh_items import POSTPOSITIONS
from kg.reading.cues import KAZAKH
from kg.reading.function_rule import FunctionRule
from kg.reading.rules.kazakh.places import LOCATION, is_denied
from kg.reading.rules.kazakh.scene import Surroundings, names

JOINING = KAZAKH.words("routes.joining")
LEADING = KAZAKH.words("routes.leading")
CROSSING = KAZAKH.words("routes.crossing")
THROUGH = KAZAKH.set("routes.through")
STOPPING = KAZAKH.words("routes.stopping")
TERRITORY = KAZAKH.words("routes.territory")
BUILT = KAZAKH.words("routes.built")
POINTING = KAZAKH.set("routes.pointing")
HEADS = CORRIDOR_HEADS | {"тармақ", "трасса"}
OTHERS = KAZAKH.set("routes.others")
"""Before the corridor's noun they tell of one that was not named."""
SECTIONS = KAZAKH.words("routes.sections")
"""What of the corridor stands for it: «құбырдың 800 шақырымы … бойымен тартылады»."""
AREAS = KAZAKH.words("routes.areas")
"""What of a place a way crosses: «Абай облысының екі ауданын бойлап»."""
ONWARD = KAZAKH.set("routes.onward")
"""Words that open a part of a sentence about the way that the part before it tells."""
PARTING = KAZAKH.set("routes.parting")
UNREAL = KAZAKH.words("routes.unreal")
"""Of what is only thought of: «Омбыға тармақ тарту ұсынысы»."""
UNTIL = KAZAKH.set("routes.until")
ACTORS = ("Person", "Organisation", "Event")
DENIED = KAZAKH.words("routes.denied")
"""Endings of what does not, or did not."""
AVOIDED = KAZAKH.words("routes.avoided")
"""Endings of what is left undone on the way."""
PARTICIPLES = KAZAKH.words("routes.participles")
GOODS = KAZAKH.set("routes.goods")
"""What goes along the corridor that the sentence before is about."""
_FIRST = 7
"""Words among which the corridor is called by its noun again."""


ENDS = FunctionRule("kk", "route", Route, "The places a corridor's own name joins: «Достық – Мойынты».")
ON_TERRITORY = FunctionRule("kk", "route-place", Route, "The place on whose territory a corridor is built.")
TOLD = FunctionRule(
    "kk",
    "route-places",
    Route,
    "Places that a sentence puts on a corridor: «… арқылы өтеді», «… облысын … жалғайды», «…-тан …-ға дейін».",
)


def routes(scene: Surroundings) -> Iterator[Found]:
    for corridor in scene.mentions:
        if corridor.kind != "Corridor":
            continue
        ends = list(_ends(scene, corridor))
        if ends:
            ended: Modality = "denied" if _is_none(scene, corridor) else "asserted"
            yield ENDS.found(Route(corridor, tuple(dict.fromkeys(ends))), corridor.start, corridor.end, ended)
        if place := _built_in(scene, corridor):
            yield ON_TERRITORY.found(Route(corridor, (place,)), place.start, corridor.end)
            yield LOCATION.found(Location(corridor, place), place.start, corridor.end)
    last: Mention | None = None
    meant: Mention | None = None
    for sentence in (part for whole in scene.doc.sents for part in _parts(whole)):
        own = scene.in_sentence(sentence, ("Corridor",))
        further = not sentence[0].is_sent_start
        before = meant if further or scene.previous(sentence) is not None else None
        goes_on = further and not scene.in_sentence(sentence, ACTORS) and not own or _goes_on(scene, sentence)
        meant = _meant(scene, sentence, own, last, before) or (before if goes_on else None)
        last = own[-1] if own else last
        about = bool(own) or _opens(sentence) or goes_on
        places = _told(scene, sentence, meant, own=about) if meant is not None else []
        if meant is not None and places:
            yield TOLD.found(Route(meant, tuple(dict.fromkeys(places))), places[0].start, places[-1].end)


def _parts(sentence: Span) -> Iterator[Span]:
    """The parts of a sentence that tell of different things: «…; соңғысы …», «…, ал …»."""
    start = sentence.start
    for token in sentence[1:]:
        if token.text == ";" or token.lower_ in PARTING and token.nbor(-1).text in {",", "–", "—"}:
            yield token.doc[start : token.i]
            start = token.i + (token.text == ";")
    if start < sentence.end:
        yield sentence.doc[start : sentence.end]


def _is_none(scene: Surroundings, corridor: Mention) -> bool:
    """«Омбы – Тара жолы салынбайды», «… жолы туралы сөз болған жоқ»."""
    rest = scene.doc[scene.span(corridor).end : scene.sentence(corridor).end]
    told = scene.case(corridor) in {"Nom", "Acc"} or names(rest[:1], ("туралы", "жайлы"))
    left = [token for token in rest if not token.lower_.endswith(AVOIDED)]
    return told and (is_denied(left) or any(part in token.lower_ for token in left for part in DENIED if "ған" in part))


def _ends(scene: Surroundings, corridor: Mention) -> Iterator[Mention]:
    words = scene.words(corridor)
    quoted = re.search(r"[«“\"]([^»”\"]+)[»”\"]", words)
    for end in re.split(r"\s[-–—]\s|[-–—]", quoted[1] if quoted else words):
        place = _place_called(scene, corridor, end)
        if place is not None:
            yield place


def _place_called(scene: Surroundings, corridor: Mention, end: str) -> Mention | None:
    """A place inside the corridor's name, or the one the text names elsewhere by that word."""
    word = end.split()[0] if end else ""
    inside = [
        each
        for each in scene.within(corridor.start, corridor.end, PLACES)
        if scene.words(each) in {end, word} or each.name == end
    ]
    if not word or inside or word in PREFIXES:
        return inside[0] if word and inside else None
    called = re.compile(rf"{re.escape(word)}\b")
    return next((each for each in scene.mentions if each.kind in PLACES and called.match(each.name)), None)


def _built_in(scene: Surroundings, corridor: Mention) -> Mention | None:
    """«Абай облысында салынып жатқан Бақты – Аягөз теміржол желісі»."""
    before = [each for each in scene.in_sentence(scene.sentence(corridor), PLACES) if each.end < corridor.start]
    if not before or scene.case(before[-1]) != "Loc":
        return None
    between = scene.doc[scene.span(before[-1]).end : scene.span(corridor).start]
    return before[-1] if 0 < len(between) < 4 and names(between[:1], BUILT) else None


def _meant(
    scene: Surroundings, sentence: Span, own: list[Mention], last: Mention | None, before: Mention | None
) -> Mention | None:
    """The corridor a sentence is about: its own, the last one for «Дәліз …», that of the sentence before for «Ол …»."""
    if own:
        verb = next((token.idx for token in sentence if token.lower_.startswith(JOINING + CROSSING + LEADING)), -1)
        told = [each for each in own if each.end <= verb]
        return told[-1] if told else own[0]
    words = [token for token in sentence if not (token.is_punct or token.is_space)]
    if not words:
        return None
    if (head := _head(sentence)) is not None and (not is_owned(head) or _lists(sentence)):
        return last
    if last is not None and _speaks_of_one(scene, sentence):
        return last
    goes_on = words[0].lower_ in {"ол", "оның"} or words[0].lemma_ in GOODS
    goes_on = goes_on or names(sentence, ("басталып", "бастау")) and names(sentence, ("арқылы",))
    return before if goes_on or any(token.lower_.startswith("дейінгі") for token in words) else None


def _speaks_of_one(scene: Surroundings, sentence: Span) -> bool:
    """«Ұзындығы мың шақырымды құрайтын болашақ жол Абай облысының …»; not «жаңа жол», «Омбыға баратын жол»."""
    head = next((t for t in sentence if t.lemma_.lower() in HEADS and not is_owned(t)), None)
    if head is None or head.i == sentence.start or names(sentence, UNREAL):
        return False
    told = head.nbor(-1).lower_ not in OTHERS and not scene.within(sentence.start_char, head.idx, PLACES)
    return told and not is_denied(sentence)


def _goes_on(scene: Surroundings, sentence: Span) -> bool:
    """«Гуанчжоудан Сиань арқылы Хоргосқа жетеді», «Сианьнан Потиге дейін жол 14 күн алады»: of the way told before."""
    first = next(iter(scene.within(sentence.start_char, sentence.end_char, PLACES)), None)
    opens = first is not None and not sentence.text[: first.start - sentence.start_char].strip(" –—-\n")
    through = any(token.lower_ in UNTIL | {"арқылы"} for token in sentence)
    return first is not None and opens and through and scene.case(first) == "Abl"


def _head(sentence: Span) -> Token | None:
    """«Дәліз …», «Еске сала кетсек, бұл бағыт …»: the corridor's noun, first or after what points back."""
    words = [token for token in sentence if not (token.is_punct or token.is_space)]
    heads = (at for at, token in enumerate(words[:_FIRST]) if token.lemma_.lower() in HEADS)
    return next((words[at] for at in heads if at == 0 or words[at - 1].lower_ in POINTING), None)


def _opens(sentence: Span) -> bool:
    """A sentence about the corridor."""
    head = _head(sentence)
    return head is not None and not is_owned(head)


def _told(scene: Surroundings, sentence: Span, corridor: Mention, *, own: bool) -> list[Mention]:
    """The places of the sentence that its words put on the route."""
    places = [
        each
        for each in scene.within(sentence.start_char, sentence.end_char, PLACES, whole=True)
        if not corridor.start <= each.start < corridor.end
    ]
    places = [each for each in places if not _part(each, places) and not _in_body(scene, each)]
    joins, leads = names(sentence, JOINING), names(sentence, LEADING)
    crosses = names(sentence, CROSSING)
    acts = own and _acts(scene, sentence, corridor)
    led_by = _participle(scene, corridor)
    chosen: list[Mention] = []
    if _lists(sentence) and not own:
        colon = next(token.idx for token in sentence if token.text in {":", "–", "—"})
        return [each for each in places if each.start > colon and scene.case(each) == "Nom"]
    for place in places:
        if _is_unreal(scene, place):
            continue
        after, case = scene.after(place, 2), scene.case(place)
        following = after[0].lower_ if len(after) else ""
        through = following in THROUGH and (own or joins or leads or crosses)
        territory = following.startswith(TERRITORY) and (crosses or (len(after) > 1 and after[1].lower_ == "арқылы"))
        border = following.startswith("шекарасын") and leads
        stops = case == "Loc" and own and names(after, STOPPING)
        joined = joins and case in {"Acc", "Ins", "Dat"} or crosses and case == "Acc"
        led = leads and (case == "Abl" or case == "Dat")
        told = acts and (
            case in {"Acc", "Abl", "Dat", "Ins"}
            or case == "Gen"
            and names(after[:1] if following.startswith(AREAS) else after[1:], AREAS)
        )
        told = told or case in {"Acc", "Abl", "Dat", "Ins"} and len(after) > 0 and after[0].idx == led_by
        until = case == "Dat" and following in UNTIL
        from_ = case == "Abl" and any(scene.case(each) == "Dat" and _until(scene, each) for each in places)
        if told or through or territory or border or stops or joined or led or until or from_:
            chosen += [each for each in _list_up_to(scene, places, place) if each not in chosen]
    firsts = {scene.span(each).start for each in chosen}
    return [e for e in places if e in chosen or (scene.span(e).end in firsts and is_attribute(scene.last_word(e)))]


def _is_unreal(scene: Surroundings, place: Mention) -> bool:
    """«Қордайға соқпай», «Омбыға дейін ұзарту жоспары қалды»; not «Омбыға дейін салу жоспарланған»."""
    avoided = any(token.lower_.endswith(AVOIDED) for token in scene.after(place, 1))
    thought = (t for t in scene.after(place, 4) if not t.lower_.startswith("жоспарлан"))
    return avoided or names(list(thought), UNREAL)


def _acts(scene: Surroundings, sentence: Span, corridor: Mention) -> bool:
    """Whether the corridor is what the sentence tells of, alone: whatever it does to places is on its way."""
    words = [token for token in sentence if not (token.is_punct or token.is_space)]
    own = sentence.start_char <= corridor.start < sentence.end_char
    whole = scene.doc[scene.span(corridor).end : sentence.end]
    section = own and scene.case(corridor) == "Gen" and names(whole, SECTIONS)
    if own:
        subject = section or scene.case(corridor) == "Nom" and not names(scene.after(corridor), POSTPOSITIONS)
    else:
        subject = _opens(sentence) or names(words[:3], ONWARD) or _speaks_of_one(scene, sentence)
    actors = (each for each in scene.in_sentence(sentence, ACTORS) if not corridor.holds(each))
    others = any(scene.case(each) == "Nom" for each in actors)
    denied = is_denied(sentence) or any(token.lower_.endswith(DENIED) for token in words)
    return subject and not others and not denied and not names(words, UNREAL)


def _participle(scene: Surroundings, corridor: Mention) -> int:
    """Where the participle begins right before the corridor: «Омбыға құятын мұнай құбыры»; zero where there is none."""
    first = scene.span(corridor).start
    before = scene.doc[first - 1] if first else None
    return before.idx if before is not None and before.lower_.endswith(PARTICIPLES) else 0


def _lists(sentence: Span) -> bool:
    """«Маршруты белгілі: Ташкент, Шымкент, Түркістан», «Оның бағыты – Омбы, Томск»."""
    words = [token for token in sentence if not token.is_space]
    head = next((at for at, token in enumerate(words[:3]) if token.lemma_ in {"маршрут", "бағыт", "бағдар"}), None)
    return head is not None and any(token.text in {":", "–", "—"} for token in words[head + 1 : head + 3])


def _until(scene: Surroundings, place: Mention) -> bool:
    after = scene.after(place)
    return len(after) > 0 and after[0].lower_ in UNTIL


def _part(place: Mention, places: list[Mention]) -> bool:
    return any(each is not place and each.holds(place) for each in places)


def _in_body(scene: Surroundings, place: Mention) -> bool:
    others = ("Organisation", "Agreement", "Person")
    return any(each.kind in others and each.holds(place) for each in scene.mentions)


def _list_up_to(scene: Surroundings, places: list[Mention], last: Mention) -> list[Mention]:
    """The list that ends in a place, in order: «Қызылорда, Ақтөбе және Орынбор облыстары»."""
    chain = [last]
    for place in reversed([each for each in places if each.end <= last.start]):
        between = scene.doc.text[place.end : chain[0].start].strip()
        if between not in LISTING or scene.case(place) not in {"Nom", scene.case(last)}:
            break
        chain.insert(0, place)
    return chain
