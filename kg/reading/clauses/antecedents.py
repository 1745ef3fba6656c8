"""What a bare noun or a pronoun of a Russian text points back to: «на форуме», «в нём», «документ подписали».

The event or paper of that noun that was named last; a noun for events of any kind («мероприятие») takes the last of
all. A noun that says itself which one it means («встреча с послом», «другой форум») points back to nothing."""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from kg.language.russian.morphology import parses
from kg.language.tokens import Token
from kg.model.facts import Mention, Role, Utterance
from kg.names.noun_phrases import case_of
from kg.reading.cues import RUSSIAN
from kg.reading.pattern import Sentence

EVENTS = RUSSIAN.set("antecedents.events")
ANY_EVENT = RUSSIAN.set("antecedents.any_event")
PAPERS = RUSSIAN.set("antecedents.papers")
ANY_PAPER = RUSSIAN.set("antecedents.any_paper")
OTHERS = RUSSIAN.set("antecedents.others")
"""Adjectives that make it another than the one named before."""
TALKS = RUSSIAN.set("antecedents.talks")
"""Nouns that one meeting is told by in turn."""
ROUTES = RUSSIAN.set("antecedents.routes")
OFFICES = RUSSIAN.set("antecedents.offices")
"""Posts of which a region, town or body has one: «губернатор» alone is its holder."""
SIGNED = RUSSIAN.set("antecedents.signed")
"""Verbs whose object «его» is the paper named last."""
BODIES = RUSSIAN.set("antecedents.bodies")
ANY_BODY = RUSSIAN.set("antecedents.any_body")
INSTITUTIONS = RUSSIAN.set("antecedents.institutions")
"""Nouns that stand for the one body so called that was named before."""
UNIONS = RUSSIAN.words("antecedents.unions")
"""How the name of a body begins that has members."""
LANDS = RUSSIAN.set("antecedents.lands")
LAND_OF = RUSSIAN.groups("antecedents.land_of")
REGIONS = frozenset({"регион", "территория", "субъект"})
"""What the two regions of a text are called without a number: «главы регионов»."""
TOWNS = frozenset({"город", "столица", "мегаполис"})
TWO = frozenset({"два", "оба", "наш"})
HERSELF = frozenset({"сам", "самый"})
"""«Сам город», to the tagger one of two words."""
FREE = frozenset("PUNCT VERB AUX ADP CCONJ SCONJ PRON PART ADV NUM".split())
"""What may follow a bare noun: «область подписала», but «область культуры», «область Абай»."""
COMPLEMENTS = frozenset("с со между по о об из для".split())
PRONOUNS = {"нем": ("Masc", "Neut"), "ней": ("Fem",), "них": ()}
BODY_PRONOUNS = {
    "нее": ("Fem",),
    "него": ("Masc", "Neut"),
    "ней": ("Fem",),
    "нем": ("Masc", "Neut"),
    "нему": ("Masc", "Neut"),
    "ее": ("Fem",),
    "его": ("Masc", "Neut"),
}
MEMBERS = RUSSIAN.set("antecedents.members")
FOUNDED = frozenset("учредить основать создать образовать".split())
JOINING = RUSSIAN.set("antecedents.joining")
"""What is said of «мы» where the speaker's town or body belongs to another."""
SUBJECTS = {"он": "Masc", "она": "Fem", "оно": "Neut"}
_GENDERS = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
OBJECT_GENDERS = {"его": ("Masc", "Neut"), "ее": ("Fem",), "их": ()}
OBJECTS = frozenset(OBJECT_GENDERS)
ANY_PRONOUN = frozenset(PRONOUNS.keys() | BODY_PRONOUNS.keys() | SUBJECTS.keys() | OBJECTS)
POINTED = EVENTS | ANY_EVENT | PAPERS | ANY_PAPER | ROUTES | BODIES | INSTITUTIONS | LANDS | REGIONS | TOWNS
"""Nouns that point back to one named before, where nothing else stands beside them."""
GUESTS = RUSSIAN.set("antecedents.guests")
GATHERING = RUSSIAN.set("antecedents.gathering")
"""Verbs whose subject «он» is an event, if one was named last: «Он собрал послов»."""
LED = RUSSIAN.set("antecedents.led")
"""Verbs whose object «его» is the event named last."""
_NEAR = 1500
"""Characters back to which a noun that many events bear is led; a pronoun goes less far."""
_PRONOUN = 350
_OPENING = 500
"""Characters in which a text says which two it is about."""


class Antecedents:
    """The events and papers of a document, in its order."""

    def __init__(self, mentions: Sequence[Mention], roles: Iterable[Role] = (), said: Iterable[Utterance] = ()) -> None:
        """`roles` are those that the document states, `said` who speaks in it."""
        self._said = [one for one in said if one.speaker.kind == "Person" and one.form != "reported"]
        self._holders: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._people: dict[str, Mention] = {}
        self._aside: set[int] = set()
        """Where bodies begin that only tell who somebody is: «Иван Орлов, глава Совета городов»."""
        for role in roles:
            head = role.title.text.lower().split()[0]
            of = role.post_of.name if role.post_of else ""
            for side in {of, ""}:
                self._holders[head, side].add(role.person.name)
            self._people.setdefault(role.person.name, role.person)
            if role.post_of and role.person.end <= role.post_of.start:
                self._aside.add(role.post_of.start)
        self._events = sorted(m for m in mentions if m.kind == "Event")
        self._papers = sorted(m for m in mentions if m.kind == "Agreement")
        self._routes = sorted(m for m in mentions if m.kind == "Corridor")
        self._bodies = sorted(m for m in mentions if m.kind == "Organisation")
        self._regions = sorted(m for m in mentions if m.kind == "Region")
        self._cities = sorted(m for m in mentions if m.kind == "City")
        self._persons = sorted(m.start for m in mentions if m.kind == "Person")
        self.owner: Callable[[int], Mention | None] = lambda at: None
        """For which territory is spoken at an offset, or the one that the text is of."""
        self.senders: list[Mention] = []
        """Who sent the delegation that was spoken of last."""

    def holder(self, post: str, of: Sequence[Mention]) -> Mention | None:
        """Who the document says holds that post there; without a territory, if one alone holds it anywhere."""
        people = self._holders.get((post, of[0].name if of else ""), set())
        return self._people[next(iter(people))] if len(people) == 1 and (of or post in OFFICES) else None

    def speaker(self, at: int) -> Mention | None:
        """Whose words stand at this offset."""
        return next((one.speaker for one in self._said if one.start <= at < one.end), None)

    def spoken_of(self, sentence: Sentence) -> Mention | None:
        """The one person that the sentence before names."""
        before = sentence.previous
        there = [m for ways in before.mentions for _, m in ways if m.kind == "Person"] if before else []
        return there[0] if len({m.name for m in there}) == 1 else None

    def land(self, sentence: Sentence, at: int) -> Mention | None:
        """The region that a bare «область», «край», «провинция», or the town that «город» stands for: the one so called
        that was named last, if no other one so called stands near it."""
        token = sentence.tokens[at]
        head = sentence.lemmas[at]
        if head not in LANDS | {"город"} or not _stands_free(sentence, at, HERSELF):
            return None
        if not any(parse.tag.number == "sing" for parse in parses(token.text)):  # «республики» may be both
            return None
        for within in (_PRONOUN, _NEAR):
            named = self._cities if head == "город" else [m for m in self._regions if _is_a(m, head)]
            near = [m for m in named if m.end <= token.idx <= m.end + within]
            if len({m.name for m in near}) == 1:
                return near[-1]
        own = self.owner(token.idx)
        return own if own and own.kind == "Region" and _is_a(own, head) else None

    def both(self, sentence: Sentence, at: int) -> list[Mention]:
        """The two that «две области», «оба города», «наши регионы» are: those named last, or the two of the text."""
        token, head = sentence.tokens[at], sentence.lemmas[at]
        named = self._cities if head in TOWNS else self._regions if head in LANDS | REGIONS else []
        before = sentence.lemmas[max(at - 2, 0) : at]
        told = not TWO.isdisjoint(before)
        if not named or sentence.mentions[at] or not _stands_free(sentence, at, TWO):
            return []
        if not told and (head not in REGIONS or "Plur" not in token.morph.get("Number", [])):
            return []
        named = [m for m in named if _is_a(m, head)] if head in LANDS else named
        near = [m for m in named if m.end <= token.idx <= m.end + _PRONOUN] if told else []
        for some in (near, [m for m in named if m.start < _OPENING], named):
            pair = {m.name: m for m in some}
            if len(pair) == 2:
                return sorted(pair.values())
        return []

    def saw(self, senders: list[Mention] | None) -> None:
        """Remembers who sent the last delegation of a sentence that has one."""
        self.senders = senders or self.senders

    def at(self, sentence: Sentence, at: int) -> Mention | None:
        """The event or paper that the word at this index stands for."""
        token, lemma, text = sentence.tokens[at], sentence.lemmas[at], sentence.texts[at]
        if text in BODY_PRONOUNS and self._bodies:
            beside = sentence.texts[max(at - 1, 0)], sentence.lemmas[min(at + 1, len(sentence.lemmas) - 1)]
            led = sentence.lemmas[max(at - 1, 0)] in MEMBERS | LED or beside[1] in LED | FOUNDED
            within = beside[0] in ("в", "к") and text.startswith("н")
            if (within or beside[1] in MEMBERS or led) and (body := self._of_body(sentence, at)):
                return body
        if text in PRONOUNS and at and sentence.texts[at - 1] in ("в", "на"):
            return self._of_pronoun(sentence, at)
        object_of = token.head.lemma_.lower() if token.dep_ == "obj" else ""
        if sentence.mentions[min(at + 1, len(sentence.texts) - 1)]:  # «подпишут его Тула и Омск»: nobody's
            object_of = object_of or sentence.lemmas[max(at - 1, 0)]
        if text in OBJECTS and object_of in SIGNED:
            near = [m for m in self._papers if m.end <= token.idx <= m.end + _PRONOUN]
            return near[-1] if near else None
        following = sentence.tokens[min(at + 1, len(sentence.tokens) - 1)]
        if not object_of and case_of(following) == "Nom":  # «Вела его ректор …»
            object_of = sentence.lemmas[max(at - 1, 0)]
        guests = sentence.lemmas[min(at + 1, len(sentence.texts) - 1)] in GUESTS  # «его участниками стали»
        if text in OBJECTS and (object_of in LED or guests):
            return self._of_event(sentence.tokens[0], token.idx, OBJECT_GENDERS[text])
        if text in SUBJECTS and token.pos_ == "PRON":
            if token.head.lemma_.lower() in GATHERING:  # «Он собрал послов»
                return self._of_event(sentence.tokens[0], token.idx, (SUBJECTS[text],))
            return self._of_subject(token, SUBJECTS[text]) or _subject_before(sentence, at)
        for nouns, any_of_them, mentions in (
            (EVENTS, ANY_EVENT, self._events),
            (PAPERS, ANY_PAPER, self._papers),
            (frozenset[str](), ROUTES, self._routes),
            (BODIES | INSTITUTIONS, frozenset[str](), self._bodies),
        ):
            if lemma in nouns or lemma in any_of_them:
                described = at > 0 and sentence.tokens[at - 1].pos_ == "ADJ"
                if not _is_bare(sentence, at) or (mentions is self._bodies and described):
                    return None  # «наблюдательный совет» is another than «совет директоров»
                near = [m for m in mentions if m.start < token.idx <= m.end + _NEAR]
                same = near if lemma in any_of_them else [m for m in near if _is_called(m, lemma)]
                if not same and lemma in ANY_BODY and (body := self.union_before(token.idx)):
                    return body  # «Лига … Организация основана в 1998 году»
                if not same and lemma in TALKS:  # «переговоры с мэром … Во встрече участвовали»
                    same = [m for m in near[-1:] if any(_is_called(m, talk) for talk in TALKS)]
                if lemma in INSTITUTIONS and len({m.name for m in same}) > 1:
                    return None  # which of two universities?
                return same[-1] if same else None
        return None

    def _of_subject(self, token: Token, gender: str) -> Mention | None:
        """The corridor that «он», «она» stands for: named right before, and no person after it."""
        route = next((m for m in reversed(self._routes) if m.start < token.idx <= m.end + _PRONOUN), None)
        if route is None or any(route.end < start < token.idx for start in self._persons):
            return None
        there = token.doc.char_span(route.start, route.end, alignment_mode="expand") or ()
        head = next((t for t in there if t.pos_ == "NOUN"), None)
        return route if head is not None and gender in head.morph.get("Gender", []) else None

    def _of_body(self, sentence: Sentence, at: int) -> Mention | None:
        """The union that «в неё (вошли)», «её (члены)» stands for: the body named last, in the sentence before."""
        token = sentence.tokens[at]
        body = next((m for m in reversed(self._bodies) if m.end <= token.idx), None)
        if body is None or token.idx > body.end + _PRONOUN or not is_union(body.name):
            return None
        noun = next(word for word in body.name.lower().split() if word.startswith(UNIONS))
        gender = _GENDERS.get(parses(noun)[0].tag.gender)  # of «ЕАЭС» the name tells it
        return body if gender in BODY_PRONOUNS[sentence.texts[at]] else None

    def union_before(self, start: int, *, over_others: bool = False) -> Mention | None:
        """The body named last before this offset, not far, if it is one that has members; or, `over_others`, the last
        that has, whichever is named behind it."""
        before = [m for m in self._bodies if m.end <= start and m.start not in self._aside]
        before = [m for m in before if not over_others or is_union(m.name)]
        body = before[-1] if before else None
        alone = len({m.name for m in before}) == 1
        within = _NEAR if over_others or alone else _PRONOUN
        return body if body and start <= body.end + within and is_union(body.name) else None

    def told(self, event: Mention) -> None:
        """Learns of an event that a verb tells."""
        insort(self._events, event)

    def of_page(self, within: int = _OPENING) -> Mention | None:
        """The event that the beginning of the text names: of a programme or of minutes the one that they are of."""
        return next((m for m in self._events if m.start < within), None)

    def before(self, start: int, within: int = _PRONOUN) -> Mention | None:
        """The event named last before this offset, at most so many characters before."""
        return next((m for m in reversed(self._events) if m.start < start <= m.end + within), None)

    def _of_pronoun(self, sentence: Sentence, at: int) -> Mention | None:
        if any(m for _, m in sentence.mentions[0] if m.kind == "Event"):
            return None
        return self._of_event(sentence.tokens[0], sentence.tokens[at].idx, PRONOUNS[sentence.texts[at]])

    def _of_event(self, begin: Token, at: int, genders: Sequence[str]) -> Mention | None:
        """The event named last before the sentence that begins there, if it has one of the genders; without any, if
        it is one in the plural."""
        event = self.before(at)
        if event is None or event.start >= begin.idx:
            return None
        there = begin.doc.char_span(event.start, event.end, alignment_mode="expand")
        head = next((t for t in there or () if t.pos_ in ("NOUN", "PROPN")), None)
        if head is None:
            return None
        if not genders:
            return event if "Plur" in head.morph.get("Number", []) else None
        return event if any(g in head.morph.get("Gender", []) for g in genders) else None


def _subject_before(sentence: Sentence, at: int) -> Mention | None:
    """The land, town or body that «она (вступила в союз)» stands for: the subject of the sentence before, which names
    no other and no person."""
    before, token = sentence.previous, sentence.tokens[at]
    if before is None or not token.dep_.startswith("nsubj"):
        return None
    named = {m.name: m for ways in (*before.mentions, *sentence.mentions[:at]) for _, m in ways}
    sides = [m for m in named.values() if m.kind in ("Region", "City", "Organisation")]
    if len(sides) != 1 or any(m.kind == "Person" for m in named.values()):
        return None
    words = [t for t in before.tokens if sides[0].start <= t.idx < sides[0].end and t.dep_.startswith("nsubj")]
    gender = SUBJECTS[sentence.texts[at]]
    return sides[0] if any(gender in t.morph.get("Gender", []) for t in words) else None


def is_union(name: str) -> bool:
    """Whether one of its first words is that of a body with members: «Совместная рабочая группа», «Совет регионов»."""
    return any(word.startswith(UNIONS) for word in name.lower().split()[:4])


def _is_called(thing: Mention, lemma: str) -> bool:
    """By its name or by what it was just said to be."""
    words = [word for text in (thing.name, thing.text) for word in text.lower().replace("ё", "е").split()[:4]]
    return any(word.startswith(lemma) for word in words)


def _is_bare(sentence: Sentence, at: int) -> bool:
    """Whether nothing beside the noun tells which one it is."""
    token = sentence.tokens[at]
    if _is_plural(token) and sentence.lemmas[at] not in ("переговоры", "консультация"):
        return False
    if at and sentence.lemmas[at] in PAPERS and sentence.lemmas[at - 1].endswith(("ский", "цкий")):
        return False  # «побратимское соглашение» is another than the one named
    i = at - 1
    while i >= 0 and _is_attribute(sentence.tokens[i]):
        if sentence.lemmas[i] in OTHERS or sentence.tokens[i].like_num:
            return False
        i -= 1
    if at + 1 == len(sentence.tokens):
        return True
    following = sentence.tokens[at + 1]
    beside = sentence.mentions[at + 1]
    if beside and (beside[0][1].kind == "Person" or case_of(following) == "Nom"):
        return case_of(following) != "Gen"  # «по итогам форума завод «Луч» …»
    said = following.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM") and not _is_short(following)
    return not beside and not said and sentence.texts[at + 1] not in COMPLEMENTS and following.text not in '«"('


def _stands_free(sentence: Sentence, at: int, besides: Collection[str] = ()) -> bool:
    """Whether no word beside the noun tells which one it is, but for these."""
    before = sentence.tokens[at - 1] if at else None
    attribute = before is not None and before.pos_ in ("ADJ", "DET", "NUM")
    if attribute and sentence.lemmas[at - 1] not in besides:
        return False
    following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    return following is None or (
        following.pos_ in FREE and following.text not in '«"(' and not sentence.mentions[at + 1]
    )


def _is_a(region: Mention, head: str) -> bool:
    """«Омская область» is an «область»; of names without such a word those of Russia's republics are «республика»."""
    words = region.name.lower().split()
    country = region.key.removeprefix("region/").partition("-")[0]
    if head != "республика":
        return head in words or (country in LAND_OF.get(head, ()) and not LANDS.intersection(words))
    return "республика" in words or (region.key.startswith("region/RU-") and not LANDS.intersection(words))


def _is_plural(token: Token) -> bool:
    """Also «Побратимские соглашения подписали Тула и Омск», which the tagger takes for a genitive."""
    if "Plur" in token.morph.get("Number", []):
        return True
    bare = token.dep_ in ("obj", "nsubj", "nsubj:pass") and case_of(token) == "Gen"
    return bare and any({"plur", "nomn"} <= parse.tag.grammemes for parse in parses(token.text))


def _is_attribute(token: Token) -> bool:
    return token.pos_ in ("ADJ", "DET", "NUM", "ADV", "PART") or "Part" in token.morph.get("VerbForm", [])


def _is_short(token: Token) -> bool:
    return "Short" in token.morph.get("Variant", [])
