"""Posts in Russian: «первый заместитель министра иностранных дел России», «аким города Кокшетау», «зампредседателя Правительства»."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.facts import Mention, Phrase
from kg.mentions.nominal import case_of, group_end, is_adjective, phrase_start
from kg.names import nominative

HEADS = frozenset(
    "президент вице-президент экс-президент премьер-министр премьер вице-премьер министр замминистра заместитель "
    "зампредседателя зампредседатель председатель зампред сопредседатель глава губернатор вице-губернатор аким мэр "
    "секретарь госсекретарь генсек спикер вице-спикер посол полпред представитель директор гендиректор руководитель "
    "начальник помощник советник ректор проректор депутат сенатор патриарх митрополит муфтий король королева принц "
    "канцлер эмир султан координатор основатель учредитель командующий прокурор уполномоченный омбудсмен лидер "
    "спецпредставитель спецпосланник посланник консул комиссар управляющий конструктор модератор "
    "обозреватель корреспондент академик тренер капитан космонавт главком".split()
)
QUALIFYING = frozenset(
    "первый генеральный исполнительный полномочный специальный чрезвычайный бывший действующий избранный исполняющий "
    "временный государственный ответственный верховный народный почётный главный федеральный постоянный официальный "
    "научный художественный коммерческий технический национальный".split()
)
ACTING = frozenset({"врио", "и.о.", "ио"})
TERRITORIES = frozenset({"Country", "Region", "City"})
GOVERNMENTS = ("правительств", "администраци", "кабинет", "парламент", "мажилис", "сенат")
"""Bodies that are told by the territory they govern: the post is the territory's."""
SHORT = {
    "зампред": "заместитель председателя",
    "замминистра": "заместитель министра",
    "гендиректор": "генеральный директор",
    "генсек": "генеральный секретарь",
    "полпред": "полномочный представитель",
    "вице-премьер": "заместитель премьер-министра",
    "спецпосланник": "специальный посланник",
    "спецпредставитель": "специальный представитель",
}


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


def post_at(tokens: Sequence[Token], mentions: Sequence[Sequence[tuple[int, Mention]]], at: int) -> Post | None:
    """The post whose first token is `at`; `mentions` are those that begin at each token, with the token after them."""
    head = at
    while head < len(tokens) and (tokens[head].lemma_.lower() in QUALIFYING or tokens[head].lower_ in ACTING):
        head += 1
    if head >= len(tokens) or not _is_head(tokens[head]) or phrase_start(tokens, head) < at - 3:
        return None
    if at == head and at > 0 and tokens[at - 1].lemma_.lower() in QUALIFYING:
        return None
    end, of = head + 1, None
    while end < len(tokens):
        place = next(((e, m) for e, m in mentions[end] if m.kind in (*TERRITORIES, "Organisation")), None)
        if place and place[1].kind == "Organisation" and place[1].text.lower().startswith(GOVERNMENTS):
            end, inner = (
                end + 1,
                next(((e, m) for e, m in mentions[min(end + 1, len(tokens) - 1)] if m.kind in TERRITORIES), None),
            )
            if inner:
                of = inner
                break
            continue
        if place:
            of = place
            break
        further = _goes_on(tokens, mentions, end)
        if further == end:
            break
        end = further
    title_end = end
    if of:
        end = of[0]
    span = tokens[at:title_end]
    start, stop = span[0].idx, span[-1].idx + len(span[-1])
    title = Phrase(start, stop, _title(span))
    return Post(end, title, of[1] if of else None, case_of(tokens[head]), tokens[head].lemma_.lower())


def _is_head(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return "Plur" not in token.morph.get("Number", []) and (
        lemma in HEADS or lemma.startswith("зампредседател") or lemma.startswith("замминистр")
    )


def _goes_on(tokens: Sequence[Token], mentions: Sequence[Sequence[tuple[int, Mention]]], at: int) -> int:
    """The index after the next part of the title: «иностранных дел», «торговли и интеграции», «по внешней политике»."""
    token = tokens[at]
    if token.lower_ in ("города", "республики", "г.") and at + 1 < len(tokens) and mentions[at + 1]:
        return at + 1
    if any(m.kind == "Person" for _, m in mentions[at]):
        return at
    end = group_end(tokens, at, ("Gen",))
    if end > at and tokens[end - 1].pos_ != "PROPN":
        return end
    if token.lower_ in ("и", ",") and at + 1 < len(tokens) and not any(m.kind == "Person" for _, m in mentions[at + 1]):
        end = group_end(tokens, at + 1, ("Gen",))
        closes = end < len(tokens) and tokens[end].lower_ == "и" or token.lower_ == "и"
        if end > at + 1 and closes and not _is_head(tokens[end - 1]) and tokens[end - 1].pos_ == "NOUN":
            return end
    if token.lower_ in ("по", "при") and at + 1 < len(tokens):
        for case in ("Dat", "Loc"):
            end = group_end(tokens, at + 1, (case,))
            if end > at + 1:
                return end
    if (
        token.lower_ == "в"
        and at + 1 < len(tokens)
        and tokens[at - 1].lemma_.lower() in ("президент", "посол", "представитель")
    ):
        if any(m.kind in TERRITORIES for _, m in mentions[at + 1]):
            return mentions[at + 1][0][0]
        end = group_end(tokens, at + 1, ("Loc",))
        return end if end > at + 1 else at
    return at


def _title(tokens: Sequence[Token]) -> str:
    name = nominative(tokens)
    first, _, rest = name.partition(" ")
    for short, full in SHORT.items():
        if first.lower() == short or (first.lower().startswith(short) and short.startswith("зам")):
            return f"{full} {rest}".strip()
    return name


def is_apposition(case: str, person: Sequence[Token]) -> bool:
    """Whether a post in this case can stand beside these tokens of a person's name."""
    cases = {case_of(t) for t in person if case_of(t)}
    return not case or not cases or case in cases or any(is_adjective(t) for t in person)
