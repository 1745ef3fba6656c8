"""Named organisations, objects, events and agreements, by their head nouns and by the model's ORG spans (Russian)."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.language.russian.morphology import parses
from kg.language.russian.nominative import nominative
from kg.language.russian.ordinals import ordinal
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import PLACES, TERRITORIES, Mention
from kg.model.offsets import Extents, Starts, extents
from kg.names.heads import BY_LEMMA, EPONYMOUS, JUDICIARY, PLURAL, Head
from kg.names.name_words import RUSSIAN
from kg.names.namesakes import by_quotation, by_short_form, by_territory
from kg.names.noun_phrases import CLOSING, OPENING, SentenceLine, case_of, is_adjective, may_be_genitive
from kg.names.organisations.abbreviations import abbreviated
from kg.names.organisations.headwords import described
from kg.names.organisations.model_spans import agencies, is_cut, is_finite, organisations, pieces
from kg.names.organisations.proper_names import FAMILIES
from kg.names.organisations.quoted import quoted_bodies
from kg.names.organisations.state_bodies import state_bodies
from kg.names.persons.name_forms import is_given_name, looks_like_surname
from kg.names.persons.posts import HEADS
from kg.names.same_names import one_name_each
from kg.names.thing import NamedThing, mention_of, titled
from kg.names.undertakings.russian_facilities import facilities, instead

LONGEST = {"Agreement": 60}
"""Tokens; a title beyond that (beyond 30 in the other kinds) has run into the next clause."""
TERRITORIAL = RUSSIAN.set("bodies.territorial")
OF_PLACES = RUSSIAN.set("bodies.of_places")
"""What a land has or does, where nothing but the land follows."""
OF_UNITS = TERRITORIAL | RUSSIAN.set("bodies.units")
PUBLIC = RUSSIAN.set("bodies.public")
"""Of which a town has many, or has one whatever it is called."""
GOVERNING, GOVERNED = RUSSIAN.set("bodies.governing"), RUSSIAN.set("bodies.governed") | TERRITORIAL
DESCRIBING, OF_KINDS = RUSSIAN.set("bodies.describing"), RUSSIAN.set("bodies.of_kinds")
_OF_DATE = frozenset(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря года г г. .".split()
)
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")
_QUOTED = re.compile(r"«([^«»]++)»")
DONE = RUSSIAN.set("bodies.done")
"""What a ministry makes or changes, and what none is for."""
EMBASSIES = RUSSIAN.set("bodies.embassies")
"""Bodies of one land in another, which is part of what they are called."""
SUBJECTS = RUSSIAN.set("things.subjects")
"""Before a quotation: what is quoted is a subject or a work, whatever noun stands in it."""


def things(doc: Doc, known: Sequence[Mention]) -> list[NamedThing]:
    """Finds names by head nouns, then ORG spans of the model that none of them covers; one name for each thing.

    `known` are the places and gazetteer names that are there already."""
    inside, begun = extents(known), Starts(known)
    owners = frozenset(m.start for m in known if m.kind in (*TERRITORIES, "Organisation"))
    bodies = frozenset((m.start, m.end) for m in known if m.kind == "Organisation" and m.key)
    ordered = sorted(known)
    starts = [mention.start for mention in ordered]
    headed: list[NamedThing] = []
    tagged: list[NamedThing] = []
    for sent in doc.sents:
        line = SentenceLine.of_sentence(sent, begun)
        own = list(_by_heads(line, inside, bodies))
        own += state_bodies(line, inside, own)
        own += (NamedThing(mention) for mention in agencies(line) if mention.start not in owners)
        own = list(described(line, own))
        there = ordered[bisect_left(starts, sent.start_char) : bisect_left(starts, sent.end_char)]
        more: list[NamedThing] = []
        for span in sent.ents:
            if span.label_ == "ORG" and (span.start_char not in owners or _is_quoted(span)):
                for piece in pieces(span):
                    own = [_reaching(thing, piece, own, more) for thing in own]
                    if _is_wanted(piece, [*own, *more], there):
                        more += (NamedThing(mention) for mention in organisations(piece, line, owners))
        if any(token.text in OPENING for token in line.tokens):
            more += quoted_bodies(line, [*there, *(thing.mention for thing in (*own, *more))])
        if works := list(facilities(line)):
            own = list(instead(own, works))
            more = [thing for thing in instead(more, works) if thing not in works]
        headed += own
        tagged += more
    found = [*headed, *tagged]
    called = {_quotation(thing.mention) for thing in found if thing.mention.kind == "Organisation"} - {""}
    found = [_unquoted(t) if t.type == "contract" and _quotation(t.mention) in called else t for t in found]
    return abbreviated(doc, one_name_each(found, known, (by_territory, by_short_form, by_quotation)), known)


def _quotation(mention: Mention) -> str:
    """What is quoted in a name."""
    quoted = _QUOTED.search(mention.name)
    return quoted[1] if quoted else ""


def _unquoted(thing: NamedThing) -> NamedThing:
    """«Первый контракт | «Лёд» уже получил»: a company of the text is who got it, and no name of it."""
    mention = thing.mention
    text = mention.text.partition("«")[0].rstrip()
    end = mention.start + len(text)
    return thing.called(mention.name.partition("«")[0].rstrip(), end=end, text=text, named=False)


def _is_wanted(piece: Sequence[Token], found: Sequence[NamedThing], known: Sequence[Mention]) -> bool:
    """Whether a piece of an ORG span may name what neither these things nor what is known has."""
    start, end = piece[0].idx, piece[-1].idx + len(piece[-1])
    things = [t for t in found if t.mention.start < end and start < t.mention.end]
    places = [m for m in known if m.start < end and start < m.end]
    if things:
        return _is_owner(piece, things)
    return not places or _holds_places(start, end, places, quoted=_is_quoted(piece))


def _holds_places(start: int, end: int, places: Sequence[Mention], *, quoted: bool) -> bool:
    """«Единая Россия», «Эхо Москвы»: places are words of the name, which begins with another unless it is a quotation
    («Поти Терминалс»)."""
    return all(m.kind in PLACES and start < m.start + quoted and m.end <= end for m in places)


def _is_quoted(piece: Span | Sequence[Token]) -> bool:
    """Several words that are all of a quotation."""
    words = [token for token in piece if not token.is_space]
    first, last = words[0], words[-1]
    before = first.doc[first.i - 1].text if first.i else ""
    after = last.doc[last.i + 1].text if last.i + 1 < len(last.doc) else ""
    return len(words) > 1 and before in OPENING and after in CLOSING and not before.isspace()


def _reaching(
    thing: NamedThing, piece: Sequence[Token], found: Sequence[NamedThing], more: Sequence[NamedThing]
) -> NamedThing:
    """A body that the tagger sees go on where the phrase of its head has ended, before a preposition, a particle or a
    foreign word: «Управление по контролю | за оборотом наркотиков», «имени Людвига | ван Бетховена»."""
    end = piece[-1].idx + len(piece[-1])
    cut = thing.mention
    rest = [token for token in piece if token.idx >= cut.end]
    alone = not any(
        other is not thing and other.mention.start < end and piece[0].idx < other.mention.end
        for other in (*found, *more)
    )
    if not (
        cut.kind == "Organisation"
        and cut.start == piece[0].idx
        and rest
        and alone
        and rest[0].lower_ not in ("о", "об", "обо")
        and (rest[0].pos_ == "ADP" or len(rest[0]) > 1 and (rest[0].text[0].isupper() or rest[0].is_lower))
        and not any(t.text in OPENING or t.text in CLOSING or t.text in ",;:" for t in rest)
        and not any(map(is_finite, rest))
        and rest[-1].pos_ not in ("ADP", "CCONJ")
    ):
        return thing
    words = [token for token in piece[0].doc[piece[0].i : piece[-1].i + 1] if not token.is_space]
    return replace(thing, mention=mention_of(words, "Organisation", titled(nominative(words)), named=cut.named))


def _is_owner(piece: Sequence[Token], things: Sequence[NamedThing]) -> bool:
    """«бюро РСПП»: the last word of a body's name names the body it belongs to, unless it is quoted."""
    around = [thing.mention for thing in things]
    return (
        len(piece) == 1
        and piece[0].is_upper
        and [m.kind for m in around] == ["Organisation"]
        and around[0].start < piece[0].idx
        and piece[0].idx + len(piece[0]) == around[0].end
        and not any(mark in around[0].text for mark in OPENING)
        and not is_adjective(piece[0].nbor(-1))  # «британский МИД» is one
    )


@dataclass(frozen=True, slots=True)
class _Outer:
    """A name with its head, while the words inside it are read."""

    first: int
    head: int
    end: int
    kind: str


def _by_heads(line: SentenceLine, inside: Extents, bodies: Collection[tuple[int, int]] = ()) -> Iterator[NamedThing]:
    tokens = line.tokens
    outers: list[_Outer] = []
    for at, token in enumerate(tokens):
        if token.lemma_.lower() not in BY_LEMMA or token.idx in inside:
            continue
        outer = next((o for o in reversed(outers) if o.first <= at < o.end), None)
        if outer and not _may_stand_within(line, outer, at):
            continue
        for head in BY_LEMMA[token.lemma_.lower()]:
            if outer and head.kind not in ("Organisation", "Feature"):
                continue
            extent = _extent(line, at, head, outer)
            if extent and extent[0] == at and _is_known_body(line, at, extent[1], bodies):
                break  # «агентство Reuters», «компания Chevron»: whoever that is
            within = outer is not None and outer.kind == "Organisation"  # «группа компаний «Слотекс»»
            if extent is None and not within and (listed := list(_listed(line, at, head))):
                yield from (thing for thing in listed if head.kind != "Event" or thing.mention.start not in inside)
                break  # «экспедиции «Росатома»» are nobody's names
            if extent is not None and not is_cut(tokens[extent[1] - 1]):
                first, end = extent
                first = _own_start(line, first, at, end) if head.kind == "Organisation" else first
                number = next((n for t in tokens[first:at] if (n := ordinal(t.text, t.lemma_))), None)
                dated = _dated(line, at) if head.kind == "Agreement" else at
                words = [*tokens[first : at + 1], *tokens[dated + 1 : end]]
                named = "bare" not in head.named_by
                mention = mention_of(tokens[first:end], head.kind, titled(nominative(words)), named=named)
                yield NamedThing(mention, head.type, number)
                outers.append(_Outer(first, at, end, head.kind))
                break


def _is_known_body(line: SentenceLine, at: int, end: int, bodies: Collection[tuple[int, int]]) -> bool:
    """Whether all that follows a noun for a kind of body is the name of a known one."""
    told = line.tokens[at].is_lower and line.tokens[at].lemma_.lower() in FAMILIES
    return told and at + 1 < end and line.extent(at + 1, end) in bodies


def _listed(line: SentenceLine, at: int, head: Head) -> Iterator[NamedThing]:
    """«пункты пропуска «Кызыл-Бел» и «Кайрагач»»: each of what one noun in the plural is said of."""
    tokens = line.tokens
    first = line.phrase_start(at)
    start = next((i for i in range(at + 1, min(at + 3, len(tokens))) if tokens[i].text in OPENING), 0)
    told = not head.adjectives or any(t.lemma_.lower() in head.adjectives for t in tokens[first:start])
    if not start or not told or "quote" not in head.named_by or not _is_plural(tokens[at]):
        return
    while start < len(tokens) and (end := line.quoted_end(start)) > start + 2:
        inner = tokens[start + 1 : end - 1]
        if _is_said(inner):
            return  # «старых концепций «ты играешь, я сижу»»
        yield NamedThing(mention_of(inner, head.kind, titled(nominative(inner))))
        after = tokens[end].lower_ if end < len(tokens) else ""
        start = end + (after in (",", "и", "–", "—"))


def _may_stand_within(line: SentenceLine, outer: _Outer, at: int) -> bool:
    """«Протокол между Таможенной службой …» names a body too; what stands in quotes is part of one name."""
    return at > outer.head and not any(
        i < at < line.quoted_end(i) for i in range(outer.head + 1, at) if line.tokens[i].text in OPENING
    )


def _extent(line: SentenceLine, at: int, head: Head, outer: _Outer | None) -> tuple[int, int] | None:
    """First token and end of the name around this head, or None when it is no name."""
    tokens, first = line.tokens, line.phrase_start(at)
    if tokens[at].lemma_.lower() == "федерация" and at and tokens[at - 1].lemma_.lower() == "совет":
        return None  # «Совет | Федерации России»
    if first and tokens[first - 1].text in OPENING and first > 1 and tokens[first - 2].lemma_.lower() in SUBJECTS:
        return None
    if head.kind == "Agreement" and [t.text for t in tokens[max(first - 2, 0) : first]] == ["по", "проекту"]:
        return None  # «переговоры по проекту Соглашения …» are about a draft
    if _is_plural(tokens[at]) and tokens[at].lemma_.lower() not in PLURAL and not _of_territories(line, at):
        return None
    end = _end(line, at, head, outer)
    if end - first > LONGEST.get(head.kind, 30) or (end > at + 1 and line.breaks_off(end)):
        return None  # «Правительства Курской, Томской и других областей» are several
    before, after = tokens[first:at], tokens[(_dated(line, at) if head.kind == "Agreement" else at) + 1 : end]
    if head.adjectives and not any(t.lemma_.lower() in head.adjectives for t in (*before, *after)):
        return None
    return (first, end) if _is_named(before, after, tokens[at], head, first) else None


def _is_plural(token: Token) -> bool:
    """By the tagger, or by the dictionary alone: «(Совет глав) Правительств», to the tagger a singular."""
    parsed = parses(token.text) if not token.is_upper else ()
    several = bool(parsed) and all(parse.is_known and parse.tag.number == "plur" for parse in parsed)
    return several or "Plur" in token.morph.get("Number", [])


def _of_territories(line: SentenceLine, at: int) -> bool:
    """«акиматы областей Казахстана»: all of them together, as one party."""
    following = line.tokens[at + 1] if at + 1 < len(line.tokens) else line.tokens[at]
    return _is_plural(following) and following.lemma_.lower() in TERRITORIAL and at + 2 in line.atoms


def _own_start(line: SentenceLine, first: int, at: int, end: int) -> int:
    """Where a quoted name or one by «имени» begins: of «балаковский завод «Волгарь»» with «завод»."""
    tokens = line.tokens
    own = any(t.text in OPENING or t.lower_ == "имени" for t in tokens[at + 1 : end])
    while first < at and _DATE.fullmatch(tokens[first].text):
        first += 1  # «24.11.2014 | Областная филармония»
    while own and first < at and _tells_where(tokens[first]):
        first += 1
    pair = "ско-" in tokens[first].lower_  # «казахстанско-британская Торговая палата»
    if first + 1 < at and tokens[first].is_lower and tokens[first + 1].text[0].isupper() and not pair:
        first += 1  # «мощный | Северный флот»
    return first


def _tells_where(token: Token) -> bool:
    """«балаковский», «тамошний»; but «медицинский», «технический» are of what kind it is."""
    lemma = token.lemma_.lower()
    of_place = lemma.endswith(("ский", "цкий")) and not lemma.endswith("ческий") and lemma not in OF_KINDS
    return token.text.islower() and (of_place or lemma in DESCRIBING)


def _end(line: SentenceLine, at: int, head: Head, outer: _Outer | None) -> int:
    """Where the name ends: not beyond the name it stands in, and with a bracket or a person only where these belong."""
    tokens = line.tokens
    if head.kind == "Agreement" and (title := listed_title_end(line, at)):
        return title
    within_body = outer is not None and outer.kind == "Organisation"
    if _is_ungoverned(tokens[at : at + 3]):
        return at + 1  # «принятие Конституционным судом решения»
    persons = head.kind not in ("Organisation", "Feature") or _is_eponymous(line, at)
    after = _dated(line, at) if head.kind == "Agreement" else at
    end = line.phrase_end(after, () if within_body else head.prepositions, head.genitives, persons)
    if head.kind != "Agreement":  # «компания «Аммоний» по удобрениям»
        end = next((close for i in range(at + 1, end) if (close := line.quoted_end(i)) > i + 1), end)
    if outer is not None:
        end = min(end, outer.end)
    if head.kind != "Agreement":
        end = next(
            (
                i
                for i in range(at + 1, end)
                if tokens[i].text == "(" or _begins_another(line, at, i) or _is_behind_latin(tokens, i)
            ),
            end,
        )
    if tokens[at].lemma_.lower() in EMBASSIES and end + 1 in line.atoms and tokens[end].lower_ in ("в", "во", "на"):
        end = line.atoms[end + 1]  # «Посольство Беларуси в Нигерии»
    if head.kind == "Organisation":  # «возврат Союзу писателей России | имущества»
        end = next((i for i in range(at + 2, end) if _leaves_land(line, i)), end)
    return end


def _leaves_land(line: SentenceLine, at: int) -> bool:
    tokens = line.tokens
    land = tokens[at - 1].ent_type_ == "LOC" and not tokens[at - 1].is_lower and not is_adjective(tokens[at - 1])
    if not land or any(first < at < end for first, end in line.atoms.items()):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    if is_given_name(tokens[at].text) and following.is_title and looks_like_surname(following.text):
        return True  # «(руководителя) комитета города Орска | Ивана Рябова»
    return _is_plain_genitive(tokens[at]) and tokens[at].lemma_.lower() not in GOVERNED


def _is_ungoverned(phrase: Sequence[Token]) -> bool:
    """«суд решения», «Правительство обсуждения», «(внесена) Правительством законодательной инициативы»: a genitive that
    is no land and no name is another word's."""
    head, *after = phrase
    if head.lemma_.lower() in GOVERNING:
        noun = next((i for i, token in enumerate(after) if not is_adjective(token)), len(after))
        words = after[: noun + 1]
        plain = bool(words) and all(map(_is_plain_genitive, words)) and words[-1].pos_ == "NOUN"
        return plain and words[-1].lemma_.lower() not in GOVERNED
    if head.lemma_.lower() == "министерство" and after and after[0].lemma_.lower() in DONE:
        return after[0].text.islower()  # «Министерство | правила меняет»
    return bool(after) and head.lemma_.lower() in JUDICIARY and _is_plain_genitive(after[0])


def _dated(line: SentenceLine, at: int) -> int:
    """The last token of «меморандум 2023 года | о туризме», «Соглашение от 5 мая 2010 года | о дружбе»: no word of a
    name, which goes on with a preposition."""
    tokens, end = line.tokens, at + 1
    end += end < len(tokens) and tokens[end].lower_ == "от"
    while end < len(tokens) and (tokens[end].text.replace(".", "").isdigit() or tokens[end].lower_ in _OF_DATE):
        end += 1
    year = any(t.text[-4:].isdigit() and len(t.text) > 3 for t in tokens[at + 1 : end])
    return end - 1 if year and end < len(tokens) and tokens[end].lower_ in ("о", "об", "между", "с", "со") else at


def _is_plain_genitive(token: Token) -> bool:
    return token.text.islower() and case_of(token) == "Gen" and token.pos_ in ("NOUN", "ADJ")


def _is_eponymous(line: SentenceLine, at: int) -> bool:
    """«Фонд Владимира Потанина», «больница святителя Алексия»; but «(директор) Института экспертизы Петра Попова»."""
    tokens = line.tokens
    if tokens[at].lemma_.lower() not in EPONYMOUS:
        return False
    first = next((i for i in range(at + 1, min(at + 3, len(tokens))) if tokens[i].ent_type_ == "PER"), at)
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].ent_type_ == "PER" and tokens[last + 1].ent_iob_ == "I":
        last += 1
    if first > at and not (may_be_genitive(tokens[first]) and may_be_genitive(tokens[last])):
        return False  # «(профессора) Камчатского университета Зосиму Ительменова»
    start = line.phrase_start(at)
    if start and tokens[start - 1].lemma_.lower() in HEADS and case_of(tokens[start - 1]) == "Gen":
        return False  # «(мнение) ректора | технического университета Ирины Петровой»
    return first == at + 1 or (first == at + 2 and tokens[at + 1].morph.get("Animacy", []) == ["Anim"])


def _begins_another(line: SentenceLine, at: int, joint: int) -> bool:
    """«Министерства экономики и Министерства инвестиций», «Конгресса врачей и профсоюза «Свет»»: the second body is
    another, unless «между» takes both."""
    tokens = line.tokens
    if tokens[joint].lower_ not in ("и", ",") or any(t.lower_ == "между" for t in tokens[at:joint]):
        return False
    first = joint + 1
    if tokens[first].text.istitle():  # «имени Абая и Южно-Уральского государственного университета»
        first = next((i for i in range(first, min(first + 4, len(tokens) - 1)) if not is_adjective(tokens[i])), first)
    if first > joint + 1:
        return any(head.kind == "Organisation" for head in BY_LEMMA.get(tokens[first].lemma_.lower(), ()))
    second = tokens[joint + 1]
    if tokens[joint].lower_ == "и" and _is_called(line, joint + 1) and not _is_called(line, joint - 1):
        return True  # «Министерства обороны и Росгвардии»
    following = tokens[joint + 2].text if joint + 2 < len(tokens) else ""
    case = case_of(second)
    alike = case == case_of(tokens[at]) and (case != "Gen" or following[:1].isupper())
    return second.lemma_.lower() in BY_LEMMA and (second.text[0].isupper() or following in OPENING or alike)


def _is_behind_latin(tokens: Sequence[Token], at: int) -> bool:
    """«компании ExxonMobil | нидерландской Eni»."""
    name = tokens[at - 1].text
    return name.isascii() and name[0].isupper() and tokens[at].is_lower and is_adjective(tokens[at])


def _is_called(line: SentenceLine, at: int) -> bool:
    """«Росгвардия», «ERG», «МВД»: a body's name that is one word, and no land's."""
    token = line.tokens[at]
    if token.ent_type_ == "LOC" or not token.text[0].isupper():
        return False
    return token.ent_type_ == "ORG" and (token.is_upper or line.atoms.get(at) == at + 1)


def listed_title_end(line: SentenceLine, at: int) -> int:
    """The end of a title in a numbered list of papers, «3. Соглашение … .»: all of its entry; 0 when it is none."""
    tokens = line.tokens
    first = line.phrase_start(at)
    if not 2 <= first <= 3 or not tokens[0].text.isdigit() or tokens[1].text not in (".", ")"):
        return 0
    end = len(tokens)
    while (
        end > at + 1
        and tokens[end - 1].is_punct
        and tokens[end - 1].text not in CLOSING
        and tokens[end - 1].text != ")"
    ):
        end -= 1
    says = any("Fin" in t.morph.get("VerbForm", []) for t in tokens[at:end])
    return 0 if says or end == at + 1 else end


def _is_named(before: Sequence[Token], after: Sequence[Token], noun: Token, head: Head, first: int) -> bool:
    by, opens = head.named_by, before[0] if before else noun
    if noun.text == noun.lower_ and not any(t.text in OPENING for t in after):
        middle = not before and next((t.ent_type_ == "LOC" for t in after if t.text != "["), False)
        unit = {t.lemma_.lower() for t in after if t.is_lower} & OF_UNITS
        located = all(t.ent_type_ == "LOC" or t.lemma_.lower() in OF_UNITS or is_adjective(t) for t in after)
        if unit and located and not before and noun.lemma_ in PUBLIC:
            return False  # «школа города Киндия», «центр области Кунене» are any
        lot = any(ordinal(t.text, t.lemma_) for t in before)
        whole = middle and all(t.ent_type_ in ("LOC", "ORG") or t.text in "[]" for t in after)
        if (noun.lemma_ == "центр" and middle) or (noun.lemma_ in OF_PLACES and whole):
            return False  # «в центре Москвы», «в службе России», «об ассоциации Украины с соседями»
        if noun.lemma_ == "партия" and lot:
            return False  # «первая партия БПЛА»
    opener = after[0].lower_ if after else ""
    return (
        ("quote" in by and any(t.text in OPENING and not _is_said(after[i + 1 :]) for i, t in enumerate(after)))
        or ("genitive" in by and _has_genitive(after))
        or ("ordinal" in by and any(ordinal(t.text, t.lemma_) for t in before))
        or ("capital" in by and _proper(before, after, noun, first))
        or ("adjective" in by and bool(before) and before[0].text[0].isupper() and (first > 0 or noun.is_upper))
        or ("title" in by and bool(after) and _is_titled(opens, body=head.kind == "Organisation"))
        or ("opening" in by and first == 0 and not before and noun.text.istitle() and _has_genitive(after))
        or "bare" in by
        or opener in by
    )


def _has_genitive(after: Sequence[Token]) -> bool:
    return bool(after) and case_of(after[0]) == "Gen" and may_be_genitive(after[0])


def _is_titled(first: Token, *, body: bool) -> bool:
    """«подписали Программу обменов школ»: a capital amid a sentence, be it in quotes."""
    at = first.i - 1
    while at >= 0 and first.doc[at].text in OPENING:
        at -= 1
    before = first.doc[at] if at >= 0 else None
    amid = before is not None and (before.is_lower or body and before.pos_ == "ADP")  # «В Ассамблее городов»
    return first.text.istitle() and not first.is_sent_start and amid


def _is_said(quoted: Sequence[Token]) -> bool:
    """«союз «опасен для православия»»: words of somebody and no name, which begin small and say something."""
    says = any("Fin" in t.morph.get("VerbForm", []) or "Short" in t.morph.get("Variant", []) for t in quoted)
    return (says or quoted[0].pos_ == "ADP") and quoted[0].text.islower()  # «движение «в никуда»»


def _proper(before: Sequence[Token], after: Sequence[Token], head: Token, first: int) -> bool:
    """A capital that is not the sentence's: «Красноярский экономический форум», «Форум регионов», «акимат Астаны»."""
    if first > 0 and before and before[0].text[0].isupper():
        return True
    if any(t.text[0].isupper() and t.pos_ in ("PROPN", "ADJ") for t in before[1:]):
        return True
    if first == 0 and before and before[0].text[0].isupper() and (head.ent_type_ == "ORG" or _is_unknown(before[0])):
        return True
    if not before and first > 0 and head.text[0].isupper() and after:
        return True
    return any(t.text[0].isupper() and t.pos_ in ("PROPN", "NOUN", "ADJ") for t in after)


def _is_unknown(adjective: Token) -> bool:
    """«Свияжский» is in no dictionary, so its capital is its own at a sentence's beginning too."""
    return not any(parse.is_known for parse in parses(adjective.text))
