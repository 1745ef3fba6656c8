"""Posts in Russian: «первый заместитель министра иностранных дел России», «аким города Кокшетау»."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pymorphy3.analyzer import Parse

from kg.language.russian.morphology import case_of as case_of_parse
from kg.language.russian.morphology import parses
from kg.language.russian.nominative import nominative
from kg.language.tokens import Token
from kg.model.facts import TERRITORIES, Mention, Phrase
from kg.names.name_words import RUSSIAN
from kg.names.noun_phrases import DASHES, OPENING, SentenceLine, case_of

_HEADS = RUSSIAN.set("posts.heads")
HEADS = _HEADS | {f"{before}-{head}" for before in ("экс", "вице") for head in _HEADS}
_OF_BODIES = RUSSIAN.set("posts.of_bodies")
OF_BODIES = _OF_BODIES | {f"экс-{head}" for head in _OF_BODIES}
LONGEST_TAIL = 14
"""Tokens between a post with its body and who holds it."""
QUALIFYING = RUSSIAN.set("posts.qualifying")
ACTING = RUSSIAN.set("posts.acting")
_BEGINNINGS = HEADS | OF_BODIES | QUALIFYING
_LEADING = ("управляющ", "заведующ", "командующ")
_DEPUTIES = ("зампредседател", "замминистр")
GOVERNMENTS = RUSSIAN.words("posts.governments")
ENVOYS = RUSSIAN.set("posts.envoys")
NO_OCCUPATIONS = RUSSIAN.set("posts.no_occupations") | RUSSIAN.set("posts.relatives")
SHORT = RUSSIAN.table("posts.short")
RELATIVES = RUSSIAN.set("posts.relatives")
"""Whose post it is where one of them stands before it: «дочь президента Иванка Трамп» is no president."""
_OF_TOWNS = RUSSIAN.set("persons.of_towns")
_SPEAKS, _HAD = RUSSIAN.set("persons.speaks"), RUSSIAN.set("persons.had")
_NAMES = frozenset({"Name", "Patr", "Surn"})
_SHORTEST = 4
STOPS = frozenset({",", ":", ";", ".", *DASHES})


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it stands in a sentence."""

    end: int
    """Index of the token after it, the territory or body included."""
    title: Phrase
    """Nominative, short forms written out, without the territory's name."""
    of: Mention | None
    case: str
    head: str
    """The head's lemma."""


Beginning = Sequence[Sequence[tuple[int, Mention]]]
"""For each token the mentions that begin there, longest first, with the token after them."""


def post_at(
    tokens: Sequence[Token], mentions: Beginning, at: int, *, several: bool = False, openly: bool = False
) -> Post | None:
    """The post whose first token is `at`, with all that belongs to its title; of `several` who hold it each, as one.
    What somebody is `openly` may be any occupation."""
    if at >= len(tokens) or not (openly or _may_begin(tokens[at])):
        return None
    head = at
    while head < len(tokens) and _qualifies(tokens, head):
        head += 1
    if head == len(tokens) or not (openly and head == at or _is_head(tokens[head], several=several)):
        return None
    if at > 0 and _qualifies(tokens, at - 1):
        return None
    case = case_of(tokens[head])
    title_end, of = _reach(SentenceLine(tokens), mentions, head + 1)
    end, body = of or (title_end, None)
    if not several and (far := _holder_ahead(tokens, mentions, end, case)):
        if body is None and (inside := _body(mentions, end, far)):
            title_end, body = inside
        end = far
    needy = not openly and _lemma(tokens[head]) in OF_BODIES and _lemma(tokens[head]) not in HEADS
    if needy and not (body and (several or _is_person(mentions, end) or _tells_of_person(tokens, mentions, at))):
        return None  # «член семьи» is no post, and Belarus, a member of a union, holds none
    while title_end > head + 1 and (tokens[title_end - 1].text in OPENING or tokens[title_end - 1].pos_ == "ADP"):
        title_end -= 1
    span = tokens[at:title_end]
    title = Phrase(span[0].idx, span[-1].idx + len(span[-1]), _title(span, several))
    return Post(end, title, body, case, tokens[head].lemma_.lower())


@lru_cache(maxsize=50_000)
def is_occupation(lemma: str) -> bool:
    """Whether a noun tells what somebody does: any for people but those for kin, guests and the like, and for whence
    one comes («самаркандка», «волжанин»), which only their endings show."""
    if lemma in OF_BODIES:
        return lemma != "член"
    if lemma in NO_OCCUPATIONS or lemma.endswith(("ец", "ка", "анин", "янин")) or len(lemma) < _SHORTEST:
        return False
    read = [parse for parse in parses(lemma) if parse.is_known]
    return (
        bool(read) and {"NOUN", "anim", "sing", "nomn"} <= read[0].tag.grammemes and not _NAMES & read[0].tag.grammemes
    )


def disagree(head: Token, tokens: Sequence[Token], name: str, number: str = "sing") -> bool:
    """Whether a post and the words of a name can stand in no one case: «дочь капитана Анна Панова».

    Only words that the dictionary has for names tell, and those not that are the `name` and yet no nominative: «Умару
    Сиссоку» is none of Умар."""
    nouns = {
        case_of_parse(p) for p in parses(head.text) if p.is_known and p.tag.POS == "NOUN" and p.tag.number == number
    }
    own = set(name.split())
    # of «Наджиб Тун Разаком» the last word alone is declined
    for token in tokens if len(own) < 3 else tokens[-1:]:
        read = [p for p in parses(token.text) if _is_name(p)]
        others = [p for p in parses(token.text) if p.is_known and not _NAMES & set(p.tag.grammemes)]
        cases = set(map(case_of_parse, read))
        if nouns and cases and not others and nouns.isdisjoint(cases) and (token.text not in own or "nomn" in cases):
            return True
    return False


def _is_name(parse: Parse) -> bool:
    tag = parse.tag
    return parse.is_known and bool(_NAMES & set(tag.grammemes)) and "Fixd" not in tag and tag.number == "sing"


def _holder_ahead(tokens: Sequence[Token], mentions: Beginning, at: int, case: str) -> int:
    """Where the name begins that a post goes on to: «судья ЕСПЧ от России | Иван Панов»; 0 where none does.

    Without a verb, a comma or another post between, what stands in the post's case is who holds it."""
    for place in range(at, min(at + LONGEST_TAIL, len(tokens))):
        if _is_person(mentions, place):
            # «генпрокурора в администрации Джорджа Буша»: the name is what the noun before it has
            had = case == "Gen" and tokens[place - 1].pos_ == "NOUN" and not mentions[place - 1]
            return place if place > at and case_of(tokens[place]) == case and not had else 0
        token = tokens[place]
        if token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ", "PRON") or token.text in STOPS or _is_head(token):
            return 0
    return 0


def _tells_of_person(tokens: Sequence[Token], mentions: Beginning, at: int) -> bool:
    """«Иван Орлов, эксперт Фонда «Север»»: a person's name stands right before the comma, in the nominative."""
    if at < 2 or tokens[at - 1].text not in STOPS or case_of(tokens[at]) != "Nom":
        return False
    return any(e == at - 1 and m.kind == "Person" for i in range(max(at - 5, 0), at - 1) for e, m in mentions[i])


def _is_person(mentions: Beginning, at: int) -> bool:
    return at < len(mentions) and any(mention.kind == "Person" for _, mention in mentions[at])


def _body(mentions: Beginning, first: int, end: int) -> tuple[int, Mention] | None:
    """The first territory or body named there, with where it begins."""
    kinds = (*TERRITORIES, "Organisation")
    named = ((place, m) for place in range(first, end) for _, m in mentions[place] if m.kind in kinds)
    return next(named, None)


def _may_begin(token: Token) -> bool:
    lemma, text = token.lemma_.lower(), token.lower_
    return lemma in _BEGINNINGS or text in ACTING or text.startswith(_LEADING) or lemma.startswith(_DEPUTIES)


def _qualifies(tokens: Sequence[Token], at: int) -> bool:
    """«первый» before «заместитель»; «управляющий» too before a head («управляющий директор»), else it is one."""
    lemma = _lemma(tokens[at])
    if lemma == "управляющий":
        return at + 1 < len(tokens) and _is_head(tokens[at + 1])
    return lemma in QUALIFYING or tokens[at].lower_ in ACTING


def _lemma(token: Token) -> str:
    lemma: str = token.lemma_.lower()
    return next((f"{stem}ий" for stem in _LEADING if token.lower_.startswith(stem)), lemma)


def _is_head(token: Token, *, several: bool = False) -> bool:
    lemma = _lemma(token)
    known = lemma in HEADS or lemma in OF_BODIES or lemma.startswith(_DEPUTIES)
    return known and _is_plural(token) == several


def _is_plural(token: Token) -> bool:
    """«Президенты», which the tagger takes for one now and then."""
    known = [parse for parse in parses(token.text) if parse.is_known and parse.tag.POS == "NOUN"]
    return "Plur" in token.morph.get("Number", []) or (
        bool(known) and all(parse.tag.number == "plur" for parse in known)
    )


def _reach(line: SentenceLine, mentions: Beginning, at: int) -> tuple[int, tuple[int, Mention] | None]:
    """Where the title ends, and the territory or body after it with its own end."""
    end = at
    while end < len(line.tokens):
        body = next((pair for pair in mentions[end] if pair[1].kind in (*TERRITORIES, "Organisation")), None)
        if body and body[1].kind == "Organisation" and body[1].text.lower().startswith(GOVERNMENTS):
            within = _within(mentions, end + 1, body[0])
            return (end + 1, within) if within else (end, body)
        if body:
            return end, body
        further = _goes_on(line, mentions, end)
        if further == end:
            break
        end = further
    return end, None


def _within(mentions: Beginning, first: int, end: int) -> tuple[int, Mention] | None:
    """The territory named inside «Правительства Омской области»: the post is the territory's."""
    for i in range(first, end):
        for stop, mention in mentions[i]:
            if stop <= end and mention.kind in TERRITORIES:
                return stop, mention
    return None


def _goes_on(line: SentenceLine, mentions: Beginning, at: int) -> int:
    """The end of the title's next part: «иностранных дел», «торговли и интеграции», «по внешней политике»."""
    tokens, following = line.tokens, mentions[at + 1] if at + 1 < len(mentions) else ()
    if tokens[at].lower_ in ("города", "республики", "г.") and following:
        return at + 1
    if any(m.kind == "Person" for _, m in mentions[at]):
        return at
    over = tokens[at - 1].lower_.startswith(_LEADING)
    end = line.group_end(at, ("Ins",) if over else ("Gen",))
    if end > at and (tokens[end - 1].pos_ != "PROPN" or _is_head(tokens[end - 1])):
        return end
    if tokens[at].text == ",":  # «министр инвестиций, промышленности и торговли»
        end = line.group_end(at + 1, ("Gen",), joined=True)
        goes_on = end > at + 1 and tokens[end - 1].pos_ == "NOUN" and not any(map(_is_head, tokens[at + 1 : end]))
        return end if goes_on and end < len(tokens) and tokens[end].lower_ in ("и", ",") else at
    if tokens[at].lower_ == "и" and not any(m.kind == "Person" for _, m in following):
        end = line.group_end(at + 1, ("Gen",), joined=True)
        return end if end > at + 1 and not _is_head(tokens[end - 1]) and tokens[end - 1].pos_ == "NOUN" else at
    if tokens[at].lower_ in ("по", "при"):
        end = max(line.group_end(at + 1, (case,)) for case in ("Dat", "Loc"))
        return end if end > at + 1 else at
    if tokens[at].lower_ == "в" and tokens[at - 1].lemma_.lower() in ENVOYS:
        end = following[0][0] if following else line.group_end(at + 1, ("Loc",))
        return end if end > at + 1 else at
    return at


def _title(tokens: Sequence[Token], several: bool) -> str:
    over = tokens[0].lower_.startswith(_LEADING)  # «заведующего протокольным сектором»: what follows is governed
    name = nominative(tokens[:1] if over else tokens, singular=several)
    if over and len(tokens) > 1:
        name += tokens[0].doc.text[tokens[0].idx + len(tokens[0]) : tokens[-1].idx + len(tokens[-1])]
    first, _, rest = name.partition(" ")
    for short, full in SHORT.items():
        if first.lower() == short or (first.lower().startswith(short) and short.startswith("зам")):
            return f"{full} {rest}".strip()
    return name


def is_someone(first: Token, last: Token) -> bool:
    """Whether the words beside a name tell that it is a person's: who it is, before it («министр культуры Чулуун») or
    behind a comma, what only somebody has («концерт Монеточки»), or that somebody says something."""
    tokens = [token for token in first.sent if not token.is_space]
    at = next((i for i, token in enumerate(tokens) if token.i == first.i), 0)
    end = next((i + 1 for i, token in enumerate(tokens) if token.i == last.i), at + 1)
    for before in range(at - 1, max(at - LONGEST_TAIL // 2, 0) - 1, -1):
        token = tokens[before]
        if _is_who(token):  # «аким Аксая» is no Аксай
            return not (
                before == at - 1 and _lemma(token) in HEADS and case_of(first) == "Gen" and case_of(token) != "Gen"
            )
        if token.is_punct or token.pos_ not in ("NOUN", "ADJ", "PROPN", "CCONJ") or token.ent_type_ == "PER":
            break
    if at and _lemma(tokens[at - 1]) in _HAD:
        return True
    said = at - 2 if at > 1 and tokens[at - 1].pos_ == "ADP" else at - 1  # «говорил с Макроном»
    if any(_lemma(token) in _SPEAKS for token in (*tokens[max(said, 0) : at], *tokens[end : end + 1])):
        return True
    behind = tokens[end : end + 3]
    if behind and behind[0].text in ",(" and any(map(_is_who, behind[1:])):
        # «Ховд, чей губернатор», «Корриентес, южный сосед»
        return not any(_lemma(token) in _OF_TOWNS for token in behind[1:])
    left, right = tokens[max(at - 2, 0) : at], tokens[end : end + 2]
    listed = [(left[0], left[1])] if len(left) == 2 else []  # «Лара и Кассиа», «Путина, Макрона»
    listed += [(right[1], right[0])] if len(right) == 2 else []
    return any(
        other.ent_type_ == "PER" and _is_sure_name(other) and joint.lower_ in (",", "и", "или")
        for other, joint in listed
    )


def _is_sure_name(token: Token) -> bool:
    known = [set(parse.tag.grammemes) for parse in parses(token.text) if parse.is_known]
    return any(_NAMES & tags for tags in known) and not any("Geox" in tags for tags in known)


def _is_who(token: Token) -> bool:
    """A post, or a noun for somebody, in small letters."""
    if not token.text[0].islower():
        return False
    # «поп-дива», but «государства-члены» are none
    animate = all(
        any({"NOUN", "anim"} <= set(parse.tag.grammemes) and parse.is_known for parse in parses(part)[:2])
        for part in token.text.split("-")
    )
    return _lemma(token) in HEADS or (token.pos_ == "NOUN" and animate)
