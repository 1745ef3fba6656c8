"""How far a Russian noun phrase reaches from its head: «XVIII Форум межрегионального сотрудничества России и Казахстана».

Shallow on purpose: case endings decide, not the parser's tree, which breaks on the long titles these texts are full of."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from spacy.tokens import Token

OPENING, CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}, frozenset('»”“"')
DASHES = frozenset("–—-‑−")
POINTING = frozenset(
    "этот тот такой данный нынешний сегодняшний свой наш ваш мой твой весь каждый другой иной некоторый настоящий "
    "самый указанный который упомянутый соответствующий прошедший прошлый следующий очередной последний".split()
)
ROMAN = frozenset("IVXLХ")


def case_of(token: Token) -> str:
    """The UD case («Gen»), or empty for what has none or is not inflected."""
    return (token.morph.get("Case", []) or [""])[0]


def is_adjective(token: Token) -> bool:
    """Adjective, ordinal or participle standing before its noun."""
    if token.pos_ == "ADJ":
        return True
    if token.pos_ == "VERB":
        return token.morph.get("VerbForm", []) == ["Part"] and "Short" not in token.morph.get("Variant", [])
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ == "amod"


def quoted_end(tokens: Sequence[Token], at: int) -> int:
    """The index after the closing quote when a quotation opens at `at`, else `at`; nested quotes are inside."""
    if at >= len(tokens) or tokens[at].text not in OPENING:
        return at
    if tokens[at].text == '"':
        for i in range(at + 1, min(at + 25, len(tokens))):
            if tokens[i].text == '"':
                return i + 1
        return at
    depth = 0
    for i in range(at, min(at + 40, len(tokens))):
        if tokens[i].text in OPENING and tokens[i].text != '"':
            depth += 1
        elif tokens[i].text in CLOSING:
            depth -= 1
            if depth == 0:
                return i + 1
    return at


@lru_cache(maxsize=8)
def _any(cases: tuple[str, ...]) -> frozenset[str]:
    return frozenset((*cases, ""))


def group_end(tokens: Sequence[Token], at: int, cases: Collection[str]) -> int:
    """The index after «[adjectives] noun» in one of these cases beginning at `at`, else `at`."""
    allowed = _any(tuple(cases))
    i = at
    while i < len(tokens):
        token = tokens[i]
        if is_adjective(token) and case_of(token) in allowed or token.pos_ == "ADV" and i + 1 < len(tokens) and is_adjective(tokens[i + 1]) or (
            i > at
            and token.lower_ in ("и", ",", "или")
            and i + 1 < len(tokens)
            and _adjective_goes_on(tokens, i, allowed)
        ):
            i += 1
        else:
            break
    if i < len(tokens) and tokens[i].pos_ in ("NOUN", "PROPN") and case_of(tokens[i]) in allowed:
        return i + 1
    if i == at and i < len(tokens) and tokens[i].is_alpha and tokens[i].is_upper and len(tokens[i]) > 1:
        return i + 1
    return at


def _adjective_goes_on(tokens: Sequence[Token], at: int, allowed: Collection[str]) -> bool:
    """«межведомственных и межрегиональных соглашений», «общественных, деловых кругов»."""
    before, after = tokens[at - 1], tokens[at + 1]
    return is_adjective(before) and is_adjective(after) and case_of(before) in allowed and case_of(after) in allowed


def phrase_start(tokens: Sequence[Token], head: int) -> int:
    """The index of the first adjective before the head noun that belongs to it.

    «нынешний», «этот», «наш» point at a thing and are no part of its name."""
    case, i = case_of(tokens[head]), head
    while i > 0:
        before = tokens[i - 1]
        if before.lemma_.lower() in POINTING:
            break
        if (is_adjective(before) or before.pos_ == "ADJ") and (case_of(before) in (case, "") or not case):
            i -= 1
        elif (
            before.lower_ in ("и", ",")
            and i >= 2
            and is_adjective(tokens[i])
            and is_adjective(tokens[i - 2])
            and case_of(tokens[i - 2]) == case_of(tokens[i]) != ""
            and tokens[i - 2].lemma_.lower() not in POINTING
        ):
            i -= 2
        elif before.pos_ == "ADV" and tokens[i].pos_ == "VERB" and is_adjective(tokens[i]) or set(before.text) <= ROMAN:
            i -= 1
        else:
            break
    return i


def phrase_end(tokens: Sequence[Token], head: int, prepositions: Collection[str] = (), genitives: bool = True) -> int:
    """The index after the head's dependants: quoted name, chain of genitives, phrases with these prepositions.

    A coordinated member counts when it stands in the case of the one before («России и Казахстана»); a comma goes on
    only as part of a list that ends in «и»."""
    i, case = head + 1, "Gen" if genitives else ""
    while i < len(tokens):
        end = quoted_end(tokens, i)
        if end > i:
            i = end
            continue
        if case:
            end = group_end(tokens, i, (case,) if case == "Gen" else (case, "Gen"))
            if end > i and (tokens[i].pos_ != "VERB" or is_adjective(tokens[i])):
                i = end
                case = "Gen" if case == "Gen" else case
                continue
        token = tokens[i]
        if token.lower_ in prepositions:
            end, inner = _prepositional_end(tokens, i)
            if end > i:
                i, case = end, inner
                continue
        if token.lower_ in ("и", ",") and i > head + 1:
            end = _coordinated_end(tokens, i, case or "Gen", prepositions)
            if end > i:
                i = end
                continue
        if token.lower_ in ("имени", "им", "им.") and i + 1 < len(tokens):
            i += 1
            while i < len(tokens) and (
                tokens[i].ent_type_ == "PER" or tokens[i].text in ".-" or tokens[i].pos_ == "PROPN"
            ):
                i += 1
            continue
        break
    return i


def _prepositional_end(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """The index after «по сотрудничеству», and the case the preposition governs there."""
    for case in ("Dat", "Loc", "Ins", "Acc", "Gen"):
        end = group_end(tokens, at + 1, (case,))
        if end > at + 1 and case_of(tokens[end - 1]) == case:
            return end, case
    end = quoted_end(tokens, at + 1)
    if end > at + 1:
        return end, "Gen"
    end = group_end(tokens, at + 1, ())
    return (end, "Gen") if end > at + 1 else (at, "")


def _coordinated_end(tokens: Sequence[Token], at: int, case: str, prepositions: Collection[str]) -> int:
    """The index after «и Казахстана», «, науки и техники», «и по вопросам …», else `at`."""
    conjunction = tokens[at].lower_
    if conjunction == "и" and at + 1 < len(tokens) and tokens[at + 1].lower_ in prepositions:
        end, _ = _prepositional_end(tokens, at + 1)
        return end if end > at + 1 else at
    cases = tuple(dict.fromkeys((case, "Gen")))
    end = max(group_end(tokens, at + 1, (c,)) for c in cases)
    if end <= at + 1:
        return at
    if conjunction == "и":
        return end
    j = end
    while j < len(tokens) and tokens[j].lower_ == ",":
        further = max(group_end(tokens, j + 1, (c,)) for c in cases)
        if further <= j + 1:
            return at
        j = further
    while True:  # genitives of a member: «, развития бизнеса и торговли»
        further = group_end(tokens, j, ("Gen",))
        if further <= j:
            break
        j = further
    return end if j < len(tokens) and tokens[j].lower_ in ("и", "а") and group_end(tokens, j + 1, cases) > j + 1 else at
