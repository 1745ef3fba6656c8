"""Sister cities: who is said to be twinned, however the sentence or the list says it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.language.tokens import Token
from kg.model.facts import Found, Mention, Modality, SisterCities
from kg.names.places.place_text import TWINNED
from kg.reading.clauses.item_pairs import between, gapped, is_passed, line_of, outside_brackets, pairs
from kg.reading.clauses.items import Item
from kg.reading.cues import RUSSIAN
from kg.reading.frames.told_papers import begins_line
from kg.reading.function_rule import FunctionRule
from kg.reading.modality import modality_of
from kg.reading.pattern import Sentence

SISTERS = FunctionRule(
    "ru",
    "twinned",
    SisterCities,
    "Who is said to be twinned: «В числе побратимов Рязани – Ловеч и Мюнстер».",
)
CUES = (*TWINNED, "города-партнер", "город-партнер", "города-сестр", "город-сестр", "сестринств")
"""How the lemma of a word that says it begins; «город-побратим» ends in one."""
ENDED = RUSSIAN.set("twinning.ended")
AGREED = RUSSIAN.set("twinning.agreed")
UNLIKE = RUSSIAN.set("twinning.unlike")
"""What else may be twinned."""
TOWNS = RUSSIAN.words("twinning.towns")
FORMER = frozenset("бывший прежний".split())
REACHED = RUSSIAN.set("twinning.reached")
ASKING = frozenset("когда как почему зачем что какой сколько где кто чем".split())
"""Words of a question that takes it as known: «Когда Омск и Павлодар стали побратимами?»"""
FRIENDLY = frozenset("дружить подружиться сестра родня узы".split())
"""Words that say it of cities once a text has spoken of twins: «С Тарой дружат с 1985 года»."""
FOLLOWING = frozenset("за к следом вслед после".split())
TALKED = RUSSIAN.set("twinning.talked")
"""With «о» before the cue it is only talked about."""


TWINS = frozenset("нею ней ним ними нему них".split())
_LONGEST = 30
"""Tokens of a line of a list."""
_HEADING = 8
_CELL = 6
"""Tokens of a heading, and of a line that is a cell of a table: a city, a country, a year."""
_BULLETS = frozenset("– — - • * · ▪".split())
_PATIENCE = 3
"""Sentences of running text that may stand between a heading and its list."""


class Twinning:
    """Reads the sentences of a document in order: a heading that names whose list follows is remembered."""

    def __init__(self, topic: Mention | None, home: Mention | None) -> None:
        """`topic` is the city of the title, `home` the one the document is about as far as one can tell: only a heading
        or a question over a list is taken for its."""
        self._topic, self._home = topic, home
        self._spoken = False
        """Whether a sentence before spoke of twins."""
        self._owner: Mention | None = None
        """Whose sister cities the lines that follow list."""
        self._pairs = False
        """Whether the lines that follow may each name two: «Омск – Павлодар»."""
        self._patience = 0
        self._interrupted = False
        """Whether running text stands between the heading and the lines: then each line must be a cell of a table."""

    def read(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        cities = [item for item in items if item.kind == "City"]
        cue = _cue(sentence)
        if cue is None:
            friends = list(self._friends(sentence, items, cities)) if self._spoken and cities else []
            yield from friends or self._line(sentence, items)
            return
        self._spoken = True
        cities = cities or for_cities(items, "Holder")  # «Мэры Омска и Тары объявили свои города побратимами»
        if apposed := _apposed(sentence, cities, cue):
            yield from self._told_beside(sentence, cities, cue, *apposed)
            return
        if one_of := self._of_one(sentence, items, cities, cue):
            yield _twins(sentence, *one_of, self._modality(sentence, cue, *_segment(sentence, cue)), cue, (one_of[1],))
            return
        segment = _segment(sentence, cue)
        told, clause = gapped(sentence, cities, cue) if _is_one(sentence, cue) else ([], 0)
        if told := told or pairs(sentence, cities, cue):
            modality = self._modality(sentence, cue, *(segment if not clause else (segment[0], clause)))
            for one, other in told:
                yield _twins(sentence, one.mention, other, modality, cue, (one, other))
            self._open(sentence, None)
            self._pairs = sentence.texts[-1] in ";:" and modality == "asserted"
            return
        first, end = segment
        cities = [item for item in cities if first <= item.first < end]
        modality = self._modality(sentence, cue, first, end)
        if cities and {*sentence.lemmas[cue + 1 : cue + 4]} & UNLIKE:
            return  # «побратимский договор школ Омска и Павлодара»
        if modality == "denied" and self._owner and not cities:
            return  # within a list: «2015 – соглашения о партнёрстве, а не о побратимстве»
        pointed = self._owner if not _is_cue(sentence.lemmas[cue]) else None
        self._owner = None
        bracketed = list(_in_brackets(sentence, cities, cue))
        if bracketed:
            for its, item in bracketed:
                yield _twins(sentence, its, item, modality, cue, (item,))
            return
        several = [item for item in cities if item.preposition == "у"]
        if len(several) > 1:
            for item in cities:
                whose = next((it for it in reversed(several) if it.first < item.first), None)
                if item not in several and whose and whose.mention and not item.preposition:
                    yield _twins(sentence, whose.mention, item, modality, cue, (whose, item))
            return
        stated = self._stated_owner(sentence, cities, cue)
        members = [item for item in cities if item is not stated and not is_passed(item)]
        names = {item.mention.name: item for item in reversed(members) if item.mention}
        acting = _acting(items)
        beside = len(members) == 2 and members[0].group is members[1].group
        with_them = beside and members[0].preposition == "с"  # «рассказал о побратимских связях с Павлодаром и Пуатье»
        if beside and stated is None and acting is None and all(item.preposition == "в" for item in members):
            return  # «Города-побратимы встретились в Омске и Томске»
        counted = beside and "," in between(sentence, *members) and ":" in sentence.texts[cue : members[0].first]
        if stated is None and len(names) == 2 and _is_cue(sentence.lemmas[cue]) and not with_them and not counted:
            one, other = sorted(names.values(), key=lambda item: item.first)
            yield _twins(sentence, one.mention, other, modality, cue, (one, other))
            return
        mine = stated.mention if stated else pointed or _above(sentence) or acting or self._topic
        if "наш" in sentence.lemmas[max(cue - 2, 0) : cue] and stated is None and pointed is None:
            mine = self._home or mine  # of who writes, whomever the title names
        joined = len(names) == 1 and members[0].preposition == "с"  # «закрепляется побратимство с Павлодаром»
        mine = mine or (self._home_before(sentence) if joined else None)
        if all(item.mention is None or mine is None or item.mention.name == mine.name for item in members):
            if len(sentence.tokens) < 25 and modality == "asserted" and "партнер" not in sentence.lemmas:
                asks = sentence.texts[-1] == "?" or not _verbs(sentence.tokens)
                self._open(sentence, mine or (self._home_before(sentence) if asks else None))
                self._pairs = not _verbs(sentence.tokens)
            return
        announced = ":" in sentence.texts[cue : members[0].first]
        one_list = joined or members[0].first > cue and (announced or all(item in members[0].group for item in members))
        if stated is None and not one_list and not (acting and len(names) == 1):
            return
        for item in members:
            other_side = stated is None and item.preposition == "между"
            if mine is not None and item.mention is not None and item.mention.name != mine.name and not other_side:
                yield _twins(sentence, mine, item, modality, cue, (item,))
        if sentence.tokens[-1].text in ":;," and modality == "asserted":
            self._open(sentence, mine)

    def _of_one(
        self, sentence: Sentence, items: Sequence[Item], cities: Sequence[Item], cue: int
    ) -> tuple[Mention, Item] | None:
        """«В Омск приехали гости из города-побратима Павлодара»: a twin by its name, and the only other town that is
        spoken of, by a name of its own, by who acts for it, or as the topic."""
        following = sentence.tokens[cue + 1].idx if cue + 1 < len(sentence.tokens) else -1
        towns = [*cities, *for_cities(items, "Side"), *for_cities(items, "Holder")]
        twin = next(
            (one for one in towns if one.mention and one.mention.start == following and len(one.group) == 1), None
        )
        single = "Sing" in sentence.tokens[cue].morph.get("Number", []) and _is_cue(sentence.lemmas[cue])
        if twin is None or twin.mention is None or not single or "-" not in sentence.texts[cue]:
            return None
        others = {item.mention.name: item.mention for item in cities if item is not twin and item.mention}
        others.pop(twin.mention.name, None)
        one = next(iter(others.values()), None) or _acting(items) or self._topic
        return (one, twin) if len(others) < 2 and one and one.name != twin.mention.name else None

    def _home_before(self, sentence: Sentence) -> Mention | None:
        return self._home if self._home and self._home.start < sentence.tokens[0].idx else None

    def _friends(self, sentence: Sentence, items: Sequence[Item], cities: Sequence[Item]) -> Iterator[Found]:
        """Those that join the twins told before: «За нею последовали Павлодар и Тара», «С Тарой дружат с 1985 года»,
        «Тару приняли в родню»."""
        texts, lemmas = sentence.texts, sentence.lemmas
        at = next((i for i, lemma in enumerate(lemmas) if lemma in FRIENDLY), None)
        told = at is not None
        if at is None and sentence.previous is not None and _cue_word(sentence.previous) is not None:
            pronouns = (i for i, text in enumerate(texts) if text in TWINS and texts[max(i - 1, 0)] in FOLLOWING)
            at = next(pronouns, None)
        owner = _acting(items) or self._topic or self._home_before(sentence)
        if at is None or owner is None:
            return
        first, end = _segment(sentence, at)
        members = [item for item in cities if first <= item.first < end and item.mention]
        bare = [item for item in members if not item.preposition and (item.may_be("Nom") or told)]
        joined = [item for item in members if item.preposition == "с"] if told else []
        for item in joined or bare:
            if item.mention and item.mention.name != owner.name:
                yield _twins(sentence, owner, item, self._modality(sentence, at, first, end), at, (item,))

    def _told_beside(
        self, sentence: Sentence, cities: Sequence[Item], cue: int, group: Sequence[Item], end: int
    ) -> Iterator[Found]:
        """«Омск и Павлодар, побратимы с 1998 года, …», «Саратов, побратим Уханя, …»: whatever the verb says of them."""
        own = sentence.lemmas[group[-1].end : end]
        modality: Modality = "denied" if {"не", *FORMER} & set(own) else "proposed" if AGREED & set(own) else "asserted"
        after = next((item for item in cities if cue < item.first < end), None)
        if after is None and len(group) == 2:
            yield _twins(sentence, group[0].mention, group[1], modality, cue, group)
            return
        owner = after.mention if after else self._topic
        for item in group if owner else ():
            if item.mention and owner and item.mention.name != owner.name:
                one, other = (item.mention, after) if after else (owner, item)
                yield _twins(sentence, one, other, modality, cue, (item, other))

    def _open(self, sentence: Sentence, owner: Mention | None) -> None:
        self._owner, self._interrupted, self._pairs = owner, False, False
        heading = len(sentence.tokens) <= _HEADING and not _verbs(sentence.tokens)
        self._patience = _PATIENCE if heading else 0

    def _line(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """A line of the list: a city, after a bullet or a year perhaps; or «В Китае это Урумчи и Харбин»."""
        owner = self._owner
        cities = [item for item in items if item.kind == "City"]
        opened = (self._pairs or owner) and (begins_line(sentence) or _goes_on(sentence))
        alone = not (_verbs(sentence.tokens) or _is_done(sentence.tokens))
        listed = line_of(sentence, cities) if opened and alone else []
        for one, other in listed:
            yield _twins(sentence, one.mention, other, "asserted", one.first, (one, other))
        if listed:
            self._owner, self._pairs = None, True  # each line has its own
            return
        if owner is None:
            self._pairs = self._pairs and not _verbs(sentence.tokens)
            return
        size = len(sentence.tokens)
        if sentence.texts[-1] == "?" or (
            self._interrupted and not _is_cell(sentence, items) and not _verbs(sentence.tokens)
        ):
            return
        dated = sentence.texts[0].isdigit() and len(sentence.texts[0]) == 4
        told = sentence.tokens[:remarked] if (remarked := _remark(sentence, cities)) else sentence.tokens
        if remarked and {"не", *ENDED, *FORMER} & {*sentence.lemmas[remarked:]}:
            return
        if _verbs(told) or size > _LONGEST or (not dated and _is_done(told)):
            if not begins_line(sentence):
                return
            self._patience, self._interrupted = self._patience - 1, True
            if self._patience < 0:
                self._owner = None
            return
        bare = ("", "с") if dated else ("",)
        cities = [item for item in cities if item.first < len(told)]
        members = [item for item in cities if item.preposition in bare and (dated or item.case in ("Nom", ""))]
        first = next((item for item in cities if item.first <= 4), None)
        if first is None and not dated and begins_line(sentence):
            members = []
        if first is not None and first.preposition in bare:
            members = list(dict.fromkeys([*(item for item in first.group if item in cities), *members]))
        if not members and size > _CELL and self._patience <= 0 and cities:
            self._owner = None
        for item in members:
            if item.mention and item.mention.name != owner.name:
                yield _twins(sentence, owner, item, "asserted", item.first, (item,))

    def _stated_owner(self, sentence: Sentence, cities: Sequence[Item], cue: int) -> Item | None:
        """«побратимы Рязани», «у Тулы есть побратимы», «Рязань и её побратимы»; the city that the cue is said of."""
        lemmas = sentence.lemmas
        for item in cities:
            gap = lemmas[cue + 1 : item.first]
            near = item.first > cue and len(item.group) == 1 and all(word in ("город", "г.") for word in gap)
            following = sentence.texts[item.end] if item.end < len(lemmas) else ""
            if near and (item.case in ("Gen", "") or not gap and following in (":", "–", "—", "-", "(")):
                return item
            if item.preposition == "у":
                return item
        bare = [item for item in cities if not item.preposition and item.may_be("Nom")]
        if (
            len(bare) == 1
            and len(cities) > 2
            and all(item.preposition == "с" for item in cities if item is not bare[0])
        ):
            return bare[0]  # «Новосибирск связан ими с Саппоро и Минском»
        before = [item for item in cities if item.end <= cue]
        after = [item for item in cities if item.first > cue]
        if len(before) == 1 and after and before[0].may_be("Nom") and not before[0].preposition:
            return before[0]
        if len(after) == 1 and len(before) > 1 and after[0].case == "Gen":
            return after[0]
        return None

    def _modality(self, sentence: Sentence, cue: int, first: int, end: int) -> Modality:
        lemmas = set(sentence.lemmas[first:end])
        if sentence.texts[-1] == "?" and not ASKING & {*sentence.lemmas}:
            return "proposed"  # «Побратим Омска — Анже? Нет, это ошибка»
        # «Ченнаи (бывший Мадрас)» tells of a name that is no more
        free = {sentence.lemmas[at] for at in outside_brackets(sentence, first, end)}
        if free & ({"не"} | ENDED | FORMER):
            return "denied"
        about = {"о", "об"} & set(sentence.texts[max(cue - 3, 0) : cue])
        about = about or {sentence.tokens[cue].head.lemma_.lower()} & TALKED
        if lemmas & AGREED or (about and lemmas & TALKED) or "бы" in lemmas or _is_purpose(sentence, cue):
            return "proposed"
        if _is_told_of(sentence, cue):
            return "asserted"
        said = modality_of(sentence.tokens[cue])
        if said != "asserted":
            return said
        verbs = [t for t in sentence.tokens[first:end] if "Fin" in t.morph.get("VerbForm", [])]
        verb = min(verbs, key=lambda t: abs(t.i - sentence.tokens[cue].i), default=sentence.tokens[cue])
        return modality_of(verb)


def for_cities(items: Sequence[Item], kind: str) -> list[Item]:
    """Bodies or holders as the cities that they stand for: «Алматы қаласының әкімдігі», «мэр Омска»."""
    return [
        replace(item, mention=city, kind="City")
        for item in items
        if item.kind == kind
        for city in item.stands_for
        if city.kind == "City"
    ]


def _acting(items: Sequence[Item]) -> Mention | None:
    """The one town whose mayor or delegation the sentence names: «Мэр Омска посетил город-побратим Павлодар»."""
    towns = {m.name: m for item in items if item.kind != "City" for m in item.stands_for if m.kind == "City"}
    return next(iter(towns.values())) if len(towns) == 1 else None


def _above(sentence: Sentence) -> Mention | None:
    """The town that stands alone on the line before."""
    before = sentence.previous
    named = [m for ways in before.mentions for _, m in ways if m.kind == "City"] if before else []
    alone = (
        before is not None
        and len(named) == 1
        and named[0].start <= before.tokens[0].idx
        and before.tokens[-1].idx < named[0].end
    )
    return named[0] if alone else None


def _is_cue(lemma: str) -> bool:
    """«город-побратим», but not «школа-побратим»."""
    whose, dash, noun = lemma.rpartition("-")
    if dash and noun.startswith("побратим"):
        return whose.startswith(TOWNS)
    return lemma.startswith(CUES)


def _is_one(sentence: Sentence, cue: int) -> bool:
    """Whether it is said of one or told by a verb, so no list follows: «побратим Измира, Уфа – Анкары»."""
    token = sentence.tokens[cue]
    return token.pos_ == "VERB" or "Plur" not in token.morph.get("Number", [])


def _is_quoted(sentence: Sentence, at: int) -> bool:
    """«команда «Побратимы»»: a name."""
    return sentence.texts[max(at - 1, 0)] == "«" and sentence.texts[at + 1 : at + 2] == ("»",)


def _cue(sentence: Sentence) -> int | None:
    """The word that says it; else the pronoun for those of the sentence before: «В их числе Смоленск и Псков»."""
    cue = _cue_word(sentence)
    if cue is not None or sentence.previous is None or _cue_word(sentence.previous) is None:
        return cue
    texts = sentence.texts
    return next(
        (
            at
            for at, text in enumerate(texts)
            if text == "ими" or (text in ("них", "их") and texts[max(at - 1, 0)] in ("среди", "из", "в"))
        ),
        None,
    )


def _cue_word(sentence: Sentence) -> int | None:
    return next(
        (at for at, lemma in enumerate(sentence.lemmas) if _is_cue(lemma) and not _is_quoted(sentence, at)), None
    )


def _apposed(sentence: Sentence, cities: Sequence[Item], cue: int) -> tuple[Sequence[Item], int] | None:
    """The cities that the cue is said of right behind a comma, perhaps a word set off by commas later, and where what
    is said so ends."""
    texts, tokens = sentence.texts, sentence.tokens
    if tokens[cue].pos_ == "VERB" and "Fin" in tokens[cue].morph.get("VerbForm", []):
        return None
    at = cue - 1
    while at > 0 and (tokens[at].pos_ in ("ADJ", "ADV", "PART", "DET") or texts[at] == "пока"):
        at -= 1
    if at <= 0 or texts[at] != ",":
        return None
    ended = {item.end: item for item in cities}
    before = at if at in ended else next((i for i in range(at - 1, max(at - 5, 0), -1) if texts[i] == ","), 0)
    last = ended.get(before)
    if last is None or last.preposition in ("у", "кроме", "помимо"):
        return None
    return last.group, next((i for i in range(cue, len(texts)) if texts[i] in (",", ";", ")")), len(texts))


def _is_told_of(sentence: Sentence, cue: int) -> bool:
    """Whether something else is said of those who are twinned already: «Омск и его побратим Павлодар проведут ярмарку»,
    «встреча городов-побратимов пройдёт»; not «станет побратимом», «побратимские связи будут установлены»."""
    token, case = sentence.tokens[cue], sentence.tokens[cue].morph.get("Case", [""])[0]
    if not sentence.lemmas[cue].endswith("побратим"):
        return False
    return case in ("Gen", "Dat", "Loc") or token.dep_ == "nsubj" or sentence.texts[cue - 1] in ("его", "ее", "их")


def _is_purpose(sentence: Sentence, cue: int) -> bool:
    """«приехали породниться с Тарой», «чтобы породнить города»: an infinitive that nothing says was reached."""
    token = sentence.tokens[cue]
    return token.lower_.endswith(("ться", "нить")) and token.head.lemma_.lower() not in REACHED


def _twins(
    sentence: Sentence, one: Mention | None, other: Item, modality: Modality, cue: int, items: Sequence[Item]
) -> Found:
    places = [cue, *(item.first for item in items)]
    ends = [cue + 1, *(item.end for item in items)]
    start, end = sentence.span(min(places), max(ends))
    assert one is not None
    assert other.mention is not None
    return SISTERS.found(SisterCities(one, other.mention), start, end, modality, 0.85)


def _is_cell(sentence: Sentence, items: Sequence[Item]) -> bool:
    """Whether a line holds nothing but names and numbers."""
    named = {i for item in items for i in range(item.first, item.end)}
    return all(i in named or t.is_punct or t.like_num or t.text in "*|" for i, t in enumerate(sentence.tokens))


def _verbs(tokens: Sequence[Token]) -> bool:
    return any("Fin" in t.morph.get("VerbForm", []) for t in tokens)


def _is_done(tokens: Sequence[Token]) -> bool:
    """«Рейс Новосибирск – Ош возобновлён»: a sentence whose verb is a participle."""
    return any(t.pos_ == "VERB" and "Short" in t.morph.get("Variant", []) for t in tokens)


def _remark(sentence: Sentence, cities: Sequence[Item]) -> int:
    """Where a line of a list has named its city and goes on to tell of it: «— Урумчи (договор продлён в 2011-м)»,
    «— белорусский Брест, присоединившийся последним»; nought where it does not begin so."""
    own = next(iter(cities), None)
    if own is None or own.preposition or not own.may_be("Nom") or not (begins_line(sentence) or _goes_on(sentence)):
        return 0
    before = sentence.tokens[: own.first]
    if any(
        not (t.is_punct or t.like_num or t.pos_ in ("ADJ", "NUM")) and t.lemma_ not in ("город", "г.") for t in before
    ):
        return 0
    end = max(item.end for item in own.group)
    marked = sentence.texts[0] in _BULLETS or sentence.texts[0].isdigit() and sentence.texts[1] in (".", ")")
    after = sentence.texts[end : end + 1]
    return end if after in (("(",), (",",)) or (after in (("–",), ("—",)) and marked) else 0


def _goes_on(sentence: Sentence) -> bool:
    return sentence.previous is not None and sentence.previous.texts[-1] == ";"


def _in_brackets(sentence: Sentence, cities: Sequence[Item], cue: int) -> Iterator[tuple[Mention, Item]]:
    """«побратимов Бердска (Экибастуз, Каракол) и Искитима (Молодечно)»: each city with its own in brackets."""
    for owner in cities:
        if owner.first < cue or owner.mention is None or sentence.texts[owner.end : owner.end + 1] != ("(",):
            continue
        close = next(
            (i for i in range(owner.end, len(sentence.texts)) if sentence.texts[i] == ")"), len(sentence.texts)
        )
        for item in cities:
            if owner.end < item.first < close and item.mention:
                yield owner.mention, item


def _segment(sentence: Sentence, at: int) -> tuple[int, int]:
    """From semicolon to semicolon, or to the clause that is set against it: «…, а у Самары …»."""
    texts = sentence.texts
    breaks = [
        i
        for i, text in enumerate(texts)
        if text == ";" or (text == ":" and i < at) or (text in ("а", "но") and texts[i + 1 : i + 2] != ("также",))
    ]
    return max((i + 1 for i in breaks if i < at), default=0), min((i for i in breaks if i > at), default=len(texts))
