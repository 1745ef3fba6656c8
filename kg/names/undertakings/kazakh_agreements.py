"""Agreements in Kazakh texts: a head and everything that modifies it, the parties too."""

from collections.abc import Collection, Iterator, Mapping

from kg.language.kazakh.noun_phrases import (
    CONJUNCTIONS,
    LISTING,
    QUOTES,
    case,
    is_adjective,
    is_attribute,
    is_owned,
    is_plural,
    is_verbal_noun,
    own_start,
    phrase_start,
    quotes,
)
from kg.language.kazakh.suffixes import nominative
from kg.language.kazakh.verbs import verb
from kg.language.tokens import Doc, Token
from kg.model.facts import Mention
from kg.model.offsets import Starts
from kg.names.kazakh_spans import CAPITAL, make
from kg.names.name_words import KAZAKH

AGREEMENT_KINDS = KAZAKH.by_word("agreements.kinds")
ONLY_AFTER = KAZAKH.table("agreements.only_after")
PLANS, CONCLUDING = KAZAKH.set("agreements.plans"), KAZAKH.words("agreements.concluding")
CONSENTING = KAZAKH.words("agreements.consenting")
"""«келісім берді» is consent."""
ENTERED = KAZAKH.words("agreements.entered")
"""How verbs begin by which something comes into a plan or falls out of it."""
WHOSE = KAZAKH.set("agreements.whose")
"""Owners that are told by no name: «екі өңірдің жол картасы»."""
MADE = KAZAKH.set("agreements.made")
"""«Омбы облысымен арадағы шарт», «2022 жылы жасалған келісім»."""
CONTRACTS = KAZAKH.set("agreements.contracts")
DELIVERING = KAZAKH.set("agreements.delivering")
"""Verbal nouns before «шарты», which is no condition then: «көмір жеткізу шарты»."""
SIDES = KAZAKH.set("agreements.sides")
"""Who concludes a paper, right before it."""
_BETWEEN = frozenset({"арасында", "арасындағы"})
JOINTS = frozenset("– — - мен пен бен және".split())
"""What stands between the two sides of a paper."""
_OWN = 4
"""Words from its sides to a paper, itself among them: «Абай облысы – Гансу» туризм дамыту жоспары."""
_REACH = 7
"""Words from a side to the paper that is with it."""
SIGNATORIES = KAZAKH.set("bodies.public") | KAZAKH.set("bodies.institutions")
HANGING = KAZAKH.set("agreements.hanging")
"""What no title begins with: what it hangs on stands before."""
TITLING = KAZAKH.set("agreements.titling")


def counted_agreements(doc: Doc) -> Iterator[Mention]:
    """«30 келісім», «40-тан астам құжатқа»: sets known by their number alone."""
    for token in doc[1:]:
        if token.lemma_ not in {*AGREEMENT_KINDS, "құжат"} - {"бағдарлама", "жоспар", "тұжырымдама"}:
            continue
        first = token.i - 1
        while first > token.sent.start and token.i - first < 4 and doc[first].pos_ != "NUM" and not _parts(doc[first]):
            first -= 1
        if any(case(each) in ("Loc", "Dat", "Ins", "Abl", "Gen") for each in doc[first + 1 : token.i]):
            continue  # «5 наурызда Барнаулда меморандумға», «56 клиникамен келісімшарт», «91 теңгеге келісім»
        if any(each.lower_ == "бойынша" for each in doc[first + 1 : token.i]):
            continue  # «31-і бойынша келісімшарт»
        if token.lemma_ == "құжат" and is_owned(token):
            continue  # «24 үйдің сметалық құжаттары»
        if first and (doc[first - 1].text == "№" or doc[first - 1].text == ":" and doc[first - 2].is_digit):
            continue  # «№ 3 хаттама», «17:30 Құжаттарға қол қою»
        if doc[first].pos_ == "NUM" and doc[first].text[0].isdigit() and not doc[first + 1].lower_.startswith("жыл"):
            yield make(doc, first, token.i + 1, "Agreement", nominative(doc[first : token.i + 1].text), named=False)


def agreements(
    doc: Doc, barriers: Collection[int], bodies: Collection[Mention], sides: Collection[Mention]
) -> Iterator[Mention]:
    """Agreements with what modifies them; parties stand inside («… мен … арасындағы … туралы келісім»).

    `bodies` may be the subject of a sentence about one, `sides` are all who may be its parties."""
    last: dict[str, str] = {}
    begun = Starts(bodies)
    ends: dict[int, int] = {}
    for side in sorted(sides, key=lambda side: (side.end, -side.start)):
        ends.setdefault(side.end, side.start)
    for token in doc:
        if token.lemma_ not in AGREEMENT_KINDS or doc[token.i - 1].lower_ != ONLY_AFTER.get(
            token.lemma_, doc[token.i - 1].lower_
        ):
            continue
        if _is_followed(doc, token):
            continue
        inner = _modifies_another(doc, token)
        if inner and not _put_into_practice(doc, token):
            continue
        if token.i + 1 < len(doc) and doc[token.i + 1].lower_.startswith(CONSENTING):
            continue
        following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        if _is_entered(doc, token) or (token.lower_, following) == ("шартты", "түрде"):
            continue
        own = {each.i for each in doc[max(token.sent.start, token.i - 25) : token.i] if each.text == "|"}
        own |= _subjects(doc, token, begun.within(token.sent.start_char, token.idx)) | _signing(doc, token, ends)
        start = _title_start(doc, token, {*barriers, *own}, ends)
        start = max([start, *(each.i + 1 for each in doc[start : token.i] if _is_beside(doc, each, token))])
        start = _own_words(doc, start, token)
        while start < token.i and (
            doc[start].lower_ in CONJUNCTIONS | WHOSE | {",", "арасындағы", "бойынша", "туралы"}
            or _is_counted(doc, start)
        ):
            start += 1
        start = own_start(doc, start, token.i, {*barriers, *own})
        with_side = _is_with_side(doc, token, ends)
        if (pair := _pair_before(doc, token, ends)) is not None:
            start, with_side = pair, True
        words = doc[start : token.i]
        if not with_side and not _is_title(token, words.text, len(words)):
            continue
        while start < token.i and doc[start].lower_ in HANGING:
            start += 1
        text = doc[start : token.i + 1].text
        named = bool(TITLING & {word.lower_ for word in words}) or any(CAPITAL.match(word.text) for word in words)
        name = nominative(text) if len(words) else last.get(token.lemma_, nominative(text))
        if pair is None:
            last[token.lemma_] = name
        yield make(doc, start, token.i + 1, "Agreement", name, named=named)


def _is_with_side(doc: Doc, paper: Token, ends: Mapping[int, int]) -> bool:
    """«Омбымен келісім», «Миланмен достық туралы ниет хаты»: one of its sides, in the instrumental, and no verb or case
    before the noun; a plan or programme has one of its own."""
    if paper.lemma_ in PLANS or is_plural(paper) or _is_denied(paper):
        return False
    for at in range(paper.i - 1, max(paper.sent.start, paper.i - _REACH) - 1, -1):
        word = doc[at]
        if word.idx + len(word) in ends:
            return case(word) == "Ins"
        if word.is_punct or word.lower_ in CONJUNCTIONS or case(word) in ("Dat", "Acc", "Abl", "Loc"):
            return False
    return False


def _is_denied(paper: Token) -> bool:
    """«меморандум жасалған жоқ», «келісімге қол қойылмады»."""
    following = paper.doc[paper.i + 1 : min(paper.i + 4, paper.sent.end)]
    return any(t.lower_ == "жоқ" or (said := verb(t.text)) is not None and said.denied for t in following)


def _is_entered(doc: Doc, plan: Token) -> bool:
    """«бөгет қайта жоспарға енді», «сапар бағдарламадан шығарылды»: any plan, that something becomes a part of."""
    following = doc[plan.i + 1].lower_ if plan.i + 1 < len(doc) else ""
    apart = plan.lemma_ in PLANS and not is_owned(plan) and case(plan) in ("Dat", "Abl")
    return apart and following.startswith(ENTERED)


def _pair_before(doc: Doc, paper: Token, ends: Mapping[int, int]) -> int | None:
    """Where the two begin whose paper it is: «Омбы облысы – Павлодар облысы меморандумы», «Барс пен Омбы шарты»."""
    if not is_owned(paper) or is_plural(paper) or case(paper) == "Gen":
        return None
    for last in range(paper.i - 1, max(paper.sent.start, paper.i - _OWN) - 1, -1):
        begins = ends.get(doc[last].idx + len(doc[last]))
        if begins is not None:
            second = next(t.i for t in paper.sent if t.idx == begins)
            joined = second - 2 >= paper.sent.start and doc[second - 1].text in JOINTS
            begins = ends.get(doc[second - 2].idx + len(doc[second - 2])) if joined else None
            return next((t.i for t in paper.sent if t.idx == begins), None)
        if doc[last].is_punct or is_owned(doc[last]) or case(doc[last]) != "Nom":
            return None  # «Алматы – Ташкент поезының жоспары»
    return None


def _title_start(doc: Doc, token: Token, barriers: Collection[int], ends: Mapping[int, int]) -> int:
    """Where the title begins: before the parties of «… арасындағы», whatever stands between; at «Бірлескен» else."""
    start = phrase_start(doc, token.i, barriers=barriers)
    if start > token.sent.start and doc[start - 1].lower_ in ("жөнінде", "жайлы", "жайында"):
        about = phrase_start(doc, start - 1, barriers=barriers)  # «су бөлісу жөнінде мәмілеге келді»
        start = about if about < start - 1 else start
    for position in range(start - 1, max(token.sent.start, token.i - 25), -1):
        before = doc[position]
        if before.lemma_ in AGREEMENT_KINDS or before.text in {",", ";", ":"} or position in barriers:
            break
        if before.lower_ == "арасындағы":
            return _sides_start(doc, position, phrase_start(doc, position, barriers=barriers), ends)
    start = next((_sides_start(doc, t.i, start, ends) for t in doc[start : token.i] if t.lower_ == "арасындағы"), start)
    capital = [word.i for word in doc[start : token.i] if word.text == "Бірлескен" and not word.is_sent_start]
    return capital[-1] if capital else start


def _sides_start(doc: Doc, between: int, start: int, ends: Mapping[int, int]) -> int:
    """Where the list of the parties before «арасындағы» begins, with what stands in brackets: «Омбы, Павлодар және
    Орал (ҚР) арасындағы»."""
    first = between
    while first > doc[between].sent.start:
        last = first - 1
        if first != between and doc[last].text in LISTING:
            last -= 1
        if doc[last].lemma_ in SIDES and doc[last].idx + len(doc[last]) not in ends:
            last -= 1
        if doc[last].text == ")":
            last = next((i - 1 for i in range(last, doc[between].sent.start, -1) if doc[i].text == "("), last)
        begins = ends.get(doc[last].idx + len(doc[last]))
        if begins is None:
            break
        at = next(t.i for t in doc[doc[between].sent.start : between] if t.idx == begins)
        if at >= first:
            break
        first = at
    return min(start, first) if first < between else start


def _own_words(doc: Doc, start: int, paper: Token) -> int:
    """Where the title itself begins: after what it was agreed by («Кездесу қорытындысы бойынша Барс пен Омбы арасында …
    меморандум»), and of a plan at the name that it has («қызметкерлер үшін Тұрғын үй бағдарламасы»)."""
    words = doc[start : paper.i]
    for word in words:
        rest = doc[word.i + 1 : paper.i]
        between = any(each.lower_ == "арасында" for each in rest)
        several = is_plural(word) and is_owned(word) and case(word) == "Nom" and word.lemma_ in SIGNATORIES
        goes_on = not rest or rest[0].lower_ in CONJUNCTIONS or is_owned(rest[0])  # «кәсіпорындары қызметкерлері үшін»
        if word.lower_ == "бойынша" and between or several and not goes_on:
            start = word.i + 1  # «облыстардың басқармалары ынтымақтастық туралы меморандум жасады»
    if paper.lemma_ not in PLANS or any(word.lower_ in TITLING for word in words):
        return start
    named = [word.i for word in words if CAPITAL.match(word.text) or word.text in QUOTES or word.text == '"']
    pairs = quotes(paper.sent)
    if named and pairs.get(named[0]) is None and named[0] > start and doc[start].text[0].isalnum():
        lower = all(not CAPITAL.match(word.text) for word in doc[start : named[0]])
        start = named[0] if lower else start
    last = max((opening for close, opening in pairs.items() if start < opening and close < paper.i), default=start)
    if last > start and is_owned(doc[last - 1]) and case(doc[last - 1]) == "Nom":
        return last  # «облыстың басқармалары «Бір көл» жол картасына қол қойды»
    second = next((close + 1 for close, opening in pairs.items() if opening == start), None)
    return second if second in pairs.values() and second is not None and second < paper.i else start


def _parts(token: Token) -> bool:
    return token.is_punct or token.text == "|"


def _is_beside(doc: Doc, word: Token, head: Token) -> bool:
    """No part of the title but of the sentence: when and where («5 наурызда Барнаулда меморандумға»), or who does it
    («облыс меморандум жасады»)."""
    rest = doc[word.i + 1 : head.i]
    titled = any(each.lower_ in TITLING or is_verbal_noun(each) for each in rest)
    where = case(word) == "Loc" and not is_attribute(word) and word.lower_ not in TITLING
    return not titled and (where or word.i + 1 == head.i and word.lower_ in SIDES)


def _is_counted(doc: Doc, position: int) -> bool:
    """«екі облыс», «6 мың тонна»: what a number before the title counts; «үш жақты келісім» is the title."""
    before = doc[position - 1] if position > doc[position].sent.start else None
    counts = before is not None and before.pos_ == "NUM" and doc[position].text[0].islower()
    sum_of = before is not None and any(each.text[0].isdigit() for each in doc[max(position - 2, 0) : position])
    if counts and sum_of and is_adjective(doc[position]):
        return True  # «5 млрд рубльдік келісімшарт»
    return counts and not doc[position].lower_.endswith(("ты", "ті", "лық", "лік", "дық", "дік", "тық", "тік"))


def _is_title(token: Token, words: str, length: int) -> bool:
    low = words.lower()
    titled = any(link in low.split() for link in TITLING)
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    signed = case(token) == "Dat" and (
        following == "қол" or following.startswith(("отырды", "отырған", "отырады", "отырмақ"))
    )
    signed = (
        signed or case(token) == "Dat" and length > 1 and following.startswith(("келді", "келіп", "келген", "тоқтас"))
    )
    signed = signed or token.lemma_ not in PLANS and following.startswith(CONCLUDING)
    signed = signed or not length and token.lemma_ not in PLANS and _is_concluded(token)
    if signed and not is_plural(token) and not _is_denied(token):
        return token.doc[token.i - 1].pos_ != "NUM"
    quoted = any(mark in words for mark in '"«“')
    plural = is_plural(token)
    before = token.doc[token.i - 1 - (token.lemma_ in ONLY_AFTER)]
    if not plural and (before.lower_ in MADE or length and token.lemma_ in CONTRACTS and before.lower_ in DELIVERING):
        return True
    if token.lemma_ in {"шарт", "мәлімдеме", "хаттама", "жоспар", "пакт", "бітім", "ымыра"}:
        return (titled or quoted or "бірлескен" in low or "іс-" in low) and not plural
    if plural:
        return titled and "арасында" in low
    if token.lemma_ == "келісім":
        return titled or "үкіметаралық" in low or "жақты" in low or "сауда" in low or "ынтымақтастық" in low
    return titled or quoted or length >= 2 and not low.startswith("мемлекеттік ")


def _is_concluded(token: Token) -> bool:
    """A bare head that its sentence ends in signing: «Меморандумға екі әкім қол қойды», «Келісім Омбыда жасалды»."""
    rest = token.doc[token.i + 1 : token.sent.end]
    if any(each.lemma_ in AGREEMENT_KINDS or each.text in {";", ":"} for each in rest):
        return False
    signs = any(a.lower_ == "қол" and b.lower_.startswith("қой") for a, b in zip(rest, rest[1:], strict=False))
    if case(token) == "Dat":
        return signs
    last = next((each for each in reversed(rest) if each.text[0].isalpha()), None)
    concluded = last is not None and last.lower_.startswith(CONCLUDING)
    return concluded and (case(token) == "Acc" or case(token) == "Nom" and bool(token.is_sent_start))


def _modifies_another(doc: Doc, token: Token) -> bool:
    """«бағдарламасының тұжырымдамасы», «келісімді іске асыру жөніндегі … жоспары»: the outer one is the title."""
    if case(token) not in {"Gen", "Acc"}:
        return False
    for following in doc[token.i + 1 : min(token.i + 9, doc[token.i].sent.end)]:
        if following.lemma_ in AGREEMENT_KINDS and is_owned(following):
            return case(token) == "Gen" and following.i == token.i + 1 or _put_into_practice(doc, token)
    return False


def _is_followed(doc: Doc, token: Token) -> bool:
    """«қос диплом бағдарламасы бойынша даярлау туралы меморандум»: the memorandum alone is the paper."""
    rest = doc[token.i + 1 : min(token.i + 7, token.sent.end)]
    by = len(rest) > 0 and rest[0].lower_ == "бойынша"
    return by and any(
        b.lemma_ in AGREEMENT_KINDS and a.lower_ == "туралы" for a, b in zip(rest, rest[1:], strict=False)
    )


def _put_into_practice(doc: Doc, token: Token) -> bool:
    return case(token) == "Acc" and any(is_verbal_noun(each) for each in doc[token.i + 1 : token.i + 3])


def _signing(doc: Doc, paper: Token, ends: Mapping[int, int]) -> set[int]:
    """The last token of the sides that begin a sentence and do something with a paper: «Түркия мен Қазақстан | көлік
    туралы келісімге қол қойды»; not «Қазақстан көлігі туралы», «Алматы – Бішкек жолын салу туралы»."""
    if is_owned(paper) or case(paper) not in ("Dat", "Acc"):
        return set()
    begins = {start: end for end, start in ends.items()}
    at, last = paper.sent.start, -1
    while at < paper.i and (end := begins.get(doc[at].idx)) is not None:
        last = next(t.i for t in doc[at : paper.i + 1] if t.idx + len(t) >= end)
        at = last + 2 if doc[last + 1].lower_ in CONJUNCTIONS | {","} else paper.i
    following = doc[last + 1]
    apart = last >= 0 and last + 1 < paper.i and case(doc[last]) in ("Nom", "") and not following.is_punct
    return {last} if apart and not is_owned(following) and following.lower_ not in _BETWEEN | TITLING else set()


def _subjects(doc: Doc, token: Token, bodies: Collection[Mention]) -> set[int]:
    """Tokens of bodies before the title that are no parties: nothing joins them to it."""
    barred: set[int] = set()
    for body in bodies:
        span = doc.char_span(body.start, body.end)
        if span is None or span.end > token.i or span.sent != token.sent:
            continue
        following = doc[span.end]
        joined = following.lower_ in CONJUNCTIONS | {"арасындағы", "арасында", "атындағы", ","} or case(span[-1]) in {
            "Gen",
            "Acc",
            "Dat",
        }
        if not joined and not following.is_punct:
            barred.add(span.end - 1)
    return barred
