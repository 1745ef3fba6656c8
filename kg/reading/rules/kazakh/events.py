"""Events and who took part: «XVI өңіраралық ынтымақтастық форумына қатысты», «… төрағалығымен отырыс өтті»."""

import re
from collections.abc import Iterator, Sequence

from kg.language.kazakh.noun_phrases import is_attribute, is_owned, is_plural, quotes
from kg.language.kazakh.numerals import ordinal
from kg.language.kazakh.suffixes import nominative
from kg.language.kazakh.verbs import verb
from kg.language.tokens import Span
from kg.model.facts import Event, Found, Mention, Modality, Participation, Phrase, Utterance
from kg.names.events.kazakh_events import CALL, CALLED, EVENT_KINDS, kind_word, own_words
from kg.names.persons.kazakh_offices import HEADS_OF_STATE
from kg.names.persons.kazakh_persons import TITLES
from kg.reading.cues import KAZAKH
from kg.reading.function_rule import FunctionRule
from kg.reading.rules.kazakh.dates import day_told, period
from kg.reading.rules.kazakh.quotations import utterances
from kg.reading.rules.kazakh.scene import Surroundings, names, says

ATTENDING = KAZAKH.words("events.attending")
ATTENDED = KAZAKH.words("events.attended")
"""«Президенттің қатысуымен»: whoever is in the genitive before takes part."""
POINTING = KAZAKH.words("events.pointing")
"""How a sentence opens that tells who was at the event of the one before."""
PROPOSED = KAZAKH.words("events.proposed")
PLANNED = KAZAKH.words("events.planned")
CAME = KAZAKH.words("events.came")
CANCELLED = KAZAKH.words("events.cancelled")
TO_OTHERS = KAZAKH.words("events.to_others")
_NEAR = 500
"""Characters after a sitting is named within which words are spoken there."""
LEAD, SHORT, OPENING = 400, 3000, 30
"""Characters of a text that tell what it reports; of a report that tells of one day; of a day that opens a sentence."""
_POST = 5
"""Words from where one serves to the post."""
ANOTHER_TIME = KAZAKH.words("events.another_time")
ACTORS = ("Person", "Country", "Region", "City", "Organisation")


EVENT = FunctionRule(
    "kk", "event", Event, "Events with kind, number, theme, date and place: «XVI өңіраралық ынтымақтастық форумы»."
)
OF_REPORT = FunctionRule(
    "kk",
    "event-of-report",
    Event,
    "A text of a day dates what its title and first sentences, or all of a short report, tell as past.",
)
PARTICIPATION = FunctionRule(
    "kk",
    "participation",
    Participation,
    "Who took part in the event of the sentence: «… форумына қатысты», «… төрағалығымен отырыс өтті».",
)
POINTING_BACK = FunctionRule(
    "kk",
    "participation-pointing-back",
    Participation,
    "Who attended the event named last before: «Іс-шараға … қатысты», «Оған … қатысты».",
)
ATTENDS = FunctionRule(
    "kk",
    "speaker-attends",
    Participation,
    "Who is quoted in a report on one sitting, forum or conference took part in it.",
)


def events(scene: Surroundings) -> Iterator[Found]:
    for mention in scene.mentions:
        theme = _theme(scene, mention) if mention.kind == "Event" else None
        if mention.kind != "Event" or (_points_back(scene, mention) and theme is None):
            continue
        sentence = scene.sentence(mention)
        proposed = says(sentence, PROPOSED) and scene.case(mention) == "Acc"
        planned = says(sentence, PLANNED)
        modality: Modality = "proposed" if proposed else "planned" if planned else "asserted"
        if not mention.named and scene.case(mention) == "Nom" and says(scene.after(mention, 5), CANCELLED):
            modality = "denied"
        alone = len(scene.in_sentence(sentence, ("Event",))) == 1
        when = _date(scene, mention) if alone or _opens(scene, mention) else ""
        fact = Event(
            event=mention,
            kind=kind_of(scene, mention),
            ordinal=ordinal(own_words(mention.name)),
            theme=theme,
            date=when,
            located_in=_place(scene, mention) if alone else None,
        )
        yield EVENT.found(fact, mention.start, mention.end, modality)


def reported(scene: Surroundings, facts: Sequence[Found]) -> Iterator[Found]:
    """A text of a day dates what its title and first sentences, or all of a short report, tell as past, where no other
    time is told: «Астанада форум өтті»."""
    day = scene.document.date
    known = {one.fact.event.name for one in facts if isinstance(one.fact, Event) and one.fact.date}
    last = SHORT if len(scene.document.reading) <= SHORT else LEAD
    for mention in scene.mentions:
        if len(day) != 10 or mention.kind != "Event" or mention.name in known or mention.start >= last:
            continue
        sentence = scene.sentence(mention)
        words = [token.lower_ for token in sentence if token.text[0].isalpha()]
        told = verb(words[-1]) if words else None
        if told is None or told.form != "past" or told.denied or says(sentence, ANOTHER_TIME + PLANNED + PROPOSED):
            continue
        if _date(scene, mention) or kind_of(scene, mention) == "anniversary":
            continue
        known.add(mention.name)
        fact = Event(mention, date=day, date_from="documentDate")
        yield OF_REPORT.found(fact, mention.start, mention.end, confidence=0.7)


def _opens(scene: Surroundings, mention: Mention) -> bool:
    """Whether the day of the sentence opens it: it is that of all events there."""
    sentence = scene.sentence(mention)
    opening = sentence.text.lstrip()[:OPENING]
    return len(period(opening, scene.written) or day_told(opening, scene.written)) == 10


def kind_of(scene: Surroundings, mention: Mention) -> str:
    if mention.name.endswith("ашылуы") or re.search(r"\bашылу(?:ын)? (?:салтанатты )?рәсімі", mention.name):
        return "opening"
    if mention.name.endswith("қосылуы"):
        return "launch"
    if mention.name.endswith(CALL):
        return "call"
    kind: str = EVENT_KINDS.get(kind_word(scene.last_word(mention)), "meeting")
    return kind


def _points_back(scene: Surroundings, mention: Mention) -> bool:
    """A bare «форум» says nothing of the event it stands for."""
    return (
        not mention.named
        and len(scene.span(mention)) == 1
        and mention.name != nominative(scene.words(mention))
        and not mention.name.endswith(("кездесуі", "келіссөзі", "басқосуы", "ашылуы", "қосылуы", CALL))
    )


def _near(scene: Surroundings, mention: Mention) -> str:
    """The sentence without the names of agreements and figures' own years («2020-2022 жылдарға арналған»)."""
    sentence = scene.sentence(mention)
    text = sentence.text
    for other in scene.in_sentence(sentence, ("Agreement",)):
        text = text.replace(scene.words(other), " ")
    return text


def _date(scene: Surroundings, mention: Mention) -> str:
    words = _near(scene, mention)
    told = period(words, scene.written) or day_told(words, scene.written)
    return "" if told.endswith("/") else told  # «1968 жылдан бастап фестиваль өтіп тұрды» is said of many


def _place(scene: Surroundings, mention: Mention) -> Mention | None:
    sentence = scene.sentence(mention)
    located = [each for each in scene.in_sentence(sentence, ("City", "Region", "Country")) if scene.case(each) == "Loc"]
    cities = [each for each in located if each.kind == "City"] or located
    free = [each for each in cities if not is_attribute(scene.last_word(each)) or each.end <= mention.start]
    free = [each for each in free if not is_attribute(scene.last_word(each)) or not _of_post(scene, each)]
    return free[0] if free else None


def _of_post(scene: Surroundings, place: Mention) -> bool:
    """«Италияның Қазақстандағы Төтенше және Өкілетті Елшісі»: where one serves, and not where he meets."""
    following = scene.after(place, _POST)
    post = next((token for token in following if token.lemma_ in TITLES and is_owned(token)), None)
    people = scene.within(place.end, post.idx, ("Person", "Organisation", "Event")) if post is not None else []
    return post is not None and not people


def _theme(scene: Surroundings, mention: Mention) -> Phrase | None:
    """«тақырыбын "…" деп», «"…" тақырыбындағы», or what the event is devoted to: «… мәселелеріне арналған форум»."""
    sentence = scene.sentence(mention)
    pairs = quotes(sentence)
    for token in sentence:
        if token.lemma_ != "тақырып":
            continue
        for close, opening in pairs.items():
            dashed = scene.doc[opening - 1].text in {"–", "—", "-", ":"} and opening == token.i + 2
            if dashed or opening == token.i + 1 or close == token.i - 1:
                return scene.phrase(opening + 1, close)
    return None


def participations(scene: Surroundings) -> Iterator[Found]:
    for mention in scene.mentions:
        if mention.kind != "Event" or _inside_another(scene, mention):
            continue
        sentence = scene.sentence(mention)
        inside = scene.within(mention.start, mention.end, whole=True)
        actors = [each for each in scene.in_sentence(sentence, ACTORS) if each not in inside]
        attending = [each for each in actors if _attends(scene, each, mention, sentence)]
        attending = attending or _both_heads(scene, mention, sentence)
        if attending:
            yield PARTICIPATION.found(
                Participation(mention, tuple(attending)),
                min(mention.start, attending[0].start),
                max(mention.end, attending[-1].end),
            )
    yield from _at_the_last(scene)
    yield from _speakers(scene)


def _at_the_last(scene: Surroundings) -> Iterator[Found]:
    """«Іс-шараға … қатысты», «Оған … қатысты»: who attended the event named last before."""
    held = [each for each in scene.mentions if each.kind == "Event" and not _inside_another(scene, each)]
    for sentence in scene.doc.sents:
        opening = next((token for token in sentence if token.text[0].isalpha()), None)
        if opening is None or not opening.lower_.startswith(POINTING):
            continue
        earlier = next((each for each in reversed(held) if each.end <= sentence.start_char), None)
        if earlier is None:
            continue
        if scene.in_sentence(sentence, ("Event",)) or not says(sentence, ("қатыс", "құрамында")):
            continue
        actors = [each for each in scene.in_sentence(sentence, ("Person", "Organisation")) if scene.case(each) == "Nom"]
        actors = [each for each in actors if not _modifier(scene, each)]
        if actors:
            fact = Participation(earlier, tuple(actors))
            yield POINTING_BACK.found(fact, sentence.start_char, actors[-1].end)


def _inside_another(scene: Surroundings, event: Mention) -> bool:
    return any(each.kind == "Event" and event.end < each.end for each in scene.around(event.start, event.end))


def _both_heads(scene: Surroundings, event: Mention, sentence: Span) -> list[Mention]:
    """«Екі ел көшбасшылары … рәсіміне қатысты»: the two whom the text introduces as heads of states."""
    verbs = scene.doc[scene.span(event).end : sentence.end]
    plural = any(token.lemma_ in HEADS_OF_STATE and is_plural(token) for token in sentence)
    if not (plural and says(sentence, ("екі ел", "екі мемлекет", "мемлекет басшылары")) and names(verbs, ATTENDING)):
        return []
    heads: dict[str, Mention] = {}
    for each in scene.mentions:
        before = scene.before(each) if each.kind == "Person" and each.named else None
        if before is not None and len(before) and before[0].lemma_ in HEADS_OF_STATE:
            heads.setdefault(each.name, each)
    return list(heads.values()) if len(heads) == 2 else []


def _speakers(scene: Surroundings) -> Iterator[Found]:
    """Who is quoted in a report on one sitting, forum or conference took part in it."""
    sittings = {
        each.name: each for each in reversed(scene.mentions) if each.kind == "Event" and _is_sitting(scene, each)
    }
    if len(sittings) != 1:
        return
    (sitting,) = sittings.values()
    seen: set[str] = set()
    for said in utterances(scene):
        speaker = said.speaker
        if speaker.kind == "Person" and speaker.name not in seen and _spoke_there(scene, said, sitting):
            seen.add(speaker.name)
            yield ATTENDS.found(Participation(sitting, (speaker,)), speaker.start, speaker.end, confidence=0.7)


def _spoke_there(scene: Surroundings, said: Utterance, sitting: Mention) -> bool:
    """In a turn of its transcript, or right after it is named in words that are told as past and to nobody else."""
    if said.form != "quotation" or said.start < sitting.start:
        return said.form == "turn" and said.start > sitting.start
    told = scene.sentence(said.speaker)
    near = said.start - max(m.end for m in scene.mentions if m.name == sitting.name and m.start < said.start) < _NEAR
    return near and not says(told, TO_OTHERS)


def _is_sitting(scene: Surroundings, event: Mention) -> bool:
    planned = says(scene.sentence(event), PLANNED)
    return not planned and kind_of(scene, event) in {"commission_session", "forum", "conference"}


def _attends(scene: Surroundings, actor: Mention, event: Mention, sentence: Span) -> bool:
    case, following = scene.case(actor), scene.after(actor, 3)
    who = scene.within(event.end, sentence.end_char, ("Person",))
    if actor.start < event.start and who and names(scene.after(event), CAME):
        return False  # «Иван Орлов ресми сапармен келген Айдос Нұрлановпен кездесті»
    if case == "Gen":
        return bool(len(following)) and following[0].lower_.startswith(ATTENDED)
    if actor.kind == "Organisation" and len(following) and following[0].text in "–—":
        return False  # «АҚТАУ. ҚазАқпарат – …»
    if actor.kind in {"Country", "Region", "City"}:
        return case == "Nom" and bool(len(following)) and following[0].lower_ in {"делегациясы", "өкілдері"}
    if case == "Acc":
        return actor.kind == "Person" and scene.words(event).lower().startswith("қабылда")
    if case == "Ins":
        own = scene.case(event) != "Dat"  # «форумға қатысып, Иван Орловпен келіссөз жүргізді»
        return own and actor.kind == "Person" and names(sentence, ("кездес", "келіссөз", "өткізді", *CALLED))
    verbs = scene.doc[max(scene.span(event).end, scene.span(actor).end) : sentence.end]
    acted = names(verbs, ATTENDING) or scene.words(event).lower().startswith(
        ("кездес", "қабылда", "жүздес", "сұхбаттас", *CALLED)
    )
    visited = scene.case(event) == "Dat" and names(verbs, ("қатыс", "келді", "келген", "жиналды", "төрағалық"))
    visited = visited or (scene.case(event) == "Loc" and names(verbs, ("сөйле", "баянда")))
    visited = visited or names(verbs[:1], ("төрағалық",))
    shared = actor.kind == "Person" and any(
        token.lower_ == "арасында" for token in scene.doc[scene.span(actor).end : scene.span(event).start]
    )
    after = scene.after(event)
    summed_up = len(after) > 0 and after[0].lemma_ == "қорытынды" and actor.kind == "Person"
    before = actor.start < event.start and (acted or summed_up)
    if any(
        _is_undone(verbs, at)
        for at, token in enumerate(verbs)
        if token.lower_.startswith((*ATTENDING, "сөйле", "баянда"))
    ):
        return False
    return case == "Nom" and (before or visited or shared) and not _modifier(scene, actor)


def _is_undone(verbs: Span, at: int) -> bool:
    """«қатысқан жоқ», «ашпады»."""
    told = verb(verbs[at].text)
    following = verbs[at + 1].lower_ if at + 1 < len(verbs) else ""
    return following in ("жоқ", "емес") or told is not None and told.denied


def _modifier(scene: Surroundings, actor: Mention) -> bool:
    """«Қазақстан Президенті» before a name is no second participant; a body before «өкілдері» is only its staff."""
    following = scene.after(actor, 3)
    if len(following) and (following[0].lower_ == "атындағы" or following[0].lemma_ == "сайт"):
        return True
    posts = [token for token in following if token.lemma_ in TITLES and actor.kind != "Person"]
    return bool(posts) and not any(token.is_punct for token in scene.doc[following.start : posts[0].i])
