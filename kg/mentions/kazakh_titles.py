"""Events, agreements, corridors and projects in Kazakh texts: a head and everything that modifies it."""

import re
from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from kg.facts import Mention
from kg.language.kazakh_morphology import VOICELESS, nominative
from kg.language.kazakh_phrases import CONJUNCTIONS, case, is_owned, is_plural, is_verbal_noun, phrase_start, quotes
from kg.mentions.kazakh_places import CAPITAL, make

EVENT_KINDS = {
    "форум": "forum",
    "саммит": "summit",
    "отырыс": "commission_session",
    "кездесу": "meeting",
    "сапар": "visit",
    "көрме": "exhibition",
    "конференция": "conference",
    "келіссөз": "negotiations",
    "съезд": "congress",
    "конгресс": "congress",
    "жиын": "meeting",
    "мерейтой": "anniversary",
    "фестиваль": "festival",
    "жәрмеңке": "exhibition",
    "брифинг": "press_conference",
    "чемпионат": "match",
    "олимпиада": "match",
    "спартакиада": "match",
    "симпозиум": "conference",
}
ALWAYS_NAMED = frozenset(
    "форум саммит көрме конференция съезд конгресс фестиваль чемпионат олимпиада симпозиум".split()
)
AGREEMENT_KINDS = {
    "келісім": "agreement",
    "меморандум": "memorandum",
    "бағдарлама": "programme",
    "тұжырымдама": "concept",
    "жоспар": "plan",
    "шарт": "contract",
    "келісімшарт": "contract",
    "хаттама": "other",
    "декларация": "joint_statement",
    "мәлімдеме": "joint_statement",
    "конвенция": "other",
    "пакт": "agreement",
    "карта": "plan",
}
CORRIDOR_HEADS = frozenset("құбыр дәліз жол теміржол автожол магистраль бағыт маршрут желі мегажоба тасжол".split())
CORRIDOR_WORDS = frozenset(
    "мұнай газ темір тас автомобиль көлік халықаралық мұнай-газ транзит транзиттік теміржол жүк".split()
)
TITLING = frozenset("туралы жөніндегі арасындағы арасында арналған".split())
CONSENTING = ("бер", "алды", "білдір")
"""«келісім берді» is consent."""
WEAK = frozenset("жаңа кең үлкен бірінші екінші соңғы келесі аталған тиісті түрлі осындай кезекті бүгінгі".split())
ORDINAL = re.compile(r"[IVXLC]+|\d+(?:-?(?:ші|шы|нші|ншы|інші|ыншы))", re.IGNORECASE)
ORDINAL_WORDS = {
    "бірінші": 1, "екінші": 2, "үшінші": 3, "төртінші": 4, "бесінші": 5, "алтыншы": 6, "жетінші": 7, "сегізінші": 8,
    "тоғызыншы": 9, "оныншы": 10,
}  # fmt: skip
PLANNED = frozenset("салу ашу жаңғырту кеңейту тұрғызу құру жаңарту іске қосу өндіру".split())
UNDERTAKINGS = frozenset(
    "мектеп филиал зауыт бекет орталық терминал кәсіпорын жол көпір порт кешен университет станция желі теміржол "
    "фабрика комбинат аурухана қойма хаб дәліз құбыр өткел стансы технопарк өндіріс".split()
)


def events(doc: Doc, barriers: Collection[int]) -> Iterator[Mention]:
    """Events with their words; a bare «форум» is the last one named before it."""
    last: dict[str, Mention] = {}
    for token in doc:
        if token.lemma_ not in EVENT_KINDS or token.is_space or token.lower_ == "сапарлас":
            continue
        if is_plural(token) and token.lemma_ != "келіссөз":
            continue
        found = _event(doc, token, barriers)
        if found is not None:
            if found.named:
                last[token.lemma_] = found
            yield found
        elif token.lemma_ in last and token.lemma_ in ALWAYS_NAMED and token.lemma_ != "конференция":
            yield make(doc, token.i, token.i + 1, "Event", last[token.lemma_].name, named=False)


def encounters(doc: Doc, people: Collection[Mention]) -> Iterator[Mention]:
    """Meetings told by a verb or by a bare noun: «Тоқаев Путинмен кездесті», «… пен … келіссөз жүргізді»."""
    for token in doc:
        following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        told = token.lower_.startswith(("кездест", "кездесіп", "кездескен")) and token.lower_ != "кездестіріп"
        held = token.lemma_ in {"келіссөз", "кездесу"} and following.startswith(("жүргіз", "өткіз"))
        if not (told or held):
            continue
        present = [each for each in people if token.sent.start_char <= each.start and each.end <= token.idx]
        spans = [(each, doc.char_span(each.start, each.end)) for each in present]
        others = [each for each, span in spans if span is not None and case(span[-1]) == "Ins"]
        hosts = [each for each, span in spans if span is not None and case(span[-1]) == "Nom"]
        if others and hosts and hosts[0].name != others[-1].name:
            noun = "келіссөзі" if token.lemma_ == "келіссөз" else "кездесуі"
            name = f"{hosts[0].name} {conjunction(hosts[0].name)} {others[-1].name} {noun}"
            yield make(doc, token.i, token.i + 1, "Event", name, named=False)


def conjunction(word: str) -> str:
    """«мен», «бен» or «пен», by the last sound of the word before it."""
    last = word[-1].lower()
    return "пен" if last in VOICELESS else "бен" if last in "зж" else "мен"


def _event(doc: Doc, token: Token, barriers: Collection[int]) -> Mention | None:
    start = phrase_start(doc, token.i, barriers=barriers)
    devoted = [word.i + 1 for word in doc[start : token.i] if word.lower_ == "арналған"]
    start = devoted[-1] if devoted else start
    while start < token.i and (doc[start].lower_ in CONJUNCTIONS or _is_subject(doc[start])):
        start += 1
    if token.lemma_ == "сапар":
        start = _destination(doc, start, barriers)
    words = doc[start : token.i]
    if not any(word.lower_ not in WEAK or word.lower_ == "келесі" for word in words if not word.is_punct):
        return None
    named = any(ORDINAL.fullmatch(word.text) or word.text in '"«“' for word in words)
    named = named or (
        token.lemma_ in ALWAYS_NAMED and any(CAPITAL.match(word.text) and not word.is_sent_start for word in words)
    )
    return make(doc, start, token.i + 1, "Event", nominative(doc[start : token.i + 1].text), named=named)


def _destination(doc: Doc, start: int, barriers: Collection[int]) -> int:
    """«Өзбекстанға мемлекеттік сапар», «Абай облысына жұмыс сапары»: where the visit goes is part of its name."""
    position = start - 1
    if position < doc[start].sent.start or case(doc[position]) != "Dat":
        return start
    if not CAPITAL.match(doc[position].text):
        if doc[position].lemma_ not in {"облыс", "өлке", "қала", "аудан"}:
            return start
        position -= 1
    return position if position >= doc[start].sent.start and position not in barriers else start


def _is_subject(token: Token) -> bool:
    return token.lemma_ in {"президент", "басшы", "министр", "төраға"} and case(token) == "Nom"


def ordinal(words: str) -> int | None:
    """The number of «XVI өңіраралық форум», «16-шы отырыс», «екінші саммит»."""
    for word in re.findall(r"[\w-]+", words):
        if word.lower() in ORDINAL_WORDS:
            return ORDINAL_WORDS[word.lower()]
        if match := re.match(r"(\d+)-[^\W\d]{4}", word):
            return int(match[1])
        if re.fullmatch("[IVXLC]+", word):
            return _roman(word)
        if ORDINAL.fullmatch(word):
            return int(re.findall(r"\d+", word)[0])
    return None


def _roman(numeral: str) -> int:
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    values = [worth[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def counted_agreements(doc: Doc) -> Iterator[Mention]:
    """«30 келісім», «40-тан астам құжатқа»: sets known by their number alone."""
    for token in doc[1:]:
        if token.lemma_ not in {*AGREEMENT_KINDS, "құжат"} - {"бағдарлама", "жоспар", "тұжырымдама"}:
            continue
        first = token.i - 1
        while first > token.sent.start and token.i - first < 4 and doc[first].pos_ != "NUM" and not doc[first].is_punct:
            first -= 1
        if doc[first].pos_ == "NUM" and doc[first].text[0].isdigit() and not doc[first + 1].lower_.startswith("жыл"):
            yield make(doc, first, token.i + 1, "Agreement", nominative(doc[first : token.i + 1].text), named=False)


def agreements(doc: Doc, barriers: Collection[int], bodies: Collection[Mention]) -> Iterator[Mention]:
    """Agreements with what modifies them; parties stand inside («… мен … арасындағы … туралы келісім»)."""
    for token in doc:
        if token.lemma_ not in AGREEMENT_KINDS or (token.lemma_ == "карта" and doc[token.i - 1].lemma_ != "жол"):
            continue
        inner = _modifies_another(doc, token)
        if inner and not _put_into_practice(doc, token):
            continue
        if token.i + 1 < len(doc) and doc[token.i + 1].lower_.startswith(CONSENTING):
            continue
        own = _subjects(doc, token, bodies)
        start = phrase_start(doc, token.i, barriers={*barriers, *own})
        while start < token.i and (doc[start].lower_ in CONJUNCTIONS or doc[start].is_punct and doc[start].text == ","):
            start += 1
        words = doc[start : token.i]
        if not _is_title(token, words.text, len(words)):
            continue
        text = doc[start : token.i + 1].text
        named = bool(TITLING & {word.lower_ for word in words}) or any(CAPITAL.match(word.text) for word in words)
        yield make(doc, start, token.i + 1, "Agreement", nominative(text), named=named)


def _is_title(token: Token, words: str, length: int) -> bool:
    low = words.lower()
    titled = any(link in low.split() for link in TITLING)
    signed = case(token) == "Dat" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "қол"
    if signed and not is_plural(token):
        return True
    quoted = any(mark in words for mark in '"«“')
    plural = is_plural(token)
    if token.lemma_ in {"шарт", "мәлімдеме", "хаттама", "жоспар", "пакт"}:
        return (titled or quoted or "бірлескен" in low or "іс-" in low) and not plural
    if plural:
        return titled and "арасында" in low
    if token.lemma_ == "келісім":
        return titled or "үкіметаралық" in low or "сауда" in low or "ынтымақтастық" in low
    return titled or quoted or length >= 2 and not low.startswith("мемлекеттік ")


def _modifies_another(doc: Doc, token: Token) -> bool:
    """«бағдарламасының тұжырымдамасы», «келісімді іске асыру жөніндегі … жоспары»: the outer one is the title."""
    if case(token) not in {"Gen", "Acc"}:
        return False
    for following in doc[token.i + 1 : min(token.i + 9, doc[token.i].sent.end)]:
        if following.lemma_ in AGREEMENT_KINDS and is_owned(following):
            return case(token) == "Gen" and following.i == token.i + 1 or _put_into_practice(doc, token)
    return False


def _put_into_practice(doc: Doc, token: Token) -> bool:
    return case(token) == "Acc" and any(is_verbal_noun(each) for each in doc[token.i + 1 : token.i + 3])


def _subjects(doc: Doc, token: Token, bodies: Collection[Mention]) -> set[int]:
    """Tokens of bodies before the title that are no parties: nothing joins them to it."""
    barred: set[int] = set()
    for body in bodies:
        span = doc.char_span(body.start, body.end)
        if span is None or span.end > token.i or span.sent != token.sent or body.kind != "Organisation":
            continue
        following = doc[span.end]
        joined = (
            following.lower_ in CONJUNCTIONS | {"арасындағы", "арасында", "атындағы", ","} or case(span[-1]) == "Gen"
        )
        if not joined and not following.is_punct:
            barred.add(span.end - 1)
    return barred


def corridors(doc: Doc) -> Iterator[Mention]:
    """«"Теңіз-Новороссийск" мұнай құбыры», «"Солтүстік – Оңтүстік" дәлізі», «Орта дәліз»."""
    for sentence in doc.sents:
        pairs = quotes(sentence)
        for close, opening in pairs.items():
            inner = doc[opening + 1 : close]
            if not _has_ends(inner.text):
                continue
            end = _corridor_end(doc, close + 1, sentence.end)
            spaced = re.search(r"\s[-–—]\s", inner.text)
            if end or spaced and not _titles_something(doc, close + 1):
                span = doc[opening : end or close + 1]
                yield make(doc, span.start, span.end, "Corridor", nominative(span.text) if end else inner.text)
        for token in sentence[1:]:
            before = doc[token.i - 1]
            if token.lemma_ not in CORRIDOR_HEADS or not is_owned(token) and before.text != "Орта":
                continue
            start = token.i
            while start > sentence.start and doc[start - 1].lower_ in CORRIDOR_WORDS:
                start -= 1
            name = doc[start - 1] if start > sentence.start else None
            if name is None or name.is_punct or not CAPITAL.match(name.text):
                continue
            if start >= sentence.start + 3 and doc[start - 2].text in "–—-" and CAPITAL.match(doc[start - 3].text):
                start -= 2
            elif not ("-" in name.text and _has_ends(name.text)) and name.text not in {
                "Орта",
                "Транскаспий",
                "Солтүстік",
            }:
                continue
            yield make(doc, start - 1, token.i + 1, "Corridor", nominative(doc[start - 1 : token.i + 1].text))


def _has_ends(text: str) -> bool:
    ends = re.split(r"\s[-–—]\s|[-–—]", text)
    return len(ends) > 1 and all(CAPITAL.match(end) and len(end) > 2 for end in ends)


def _corridor_end(doc: Doc, position: int, limit: int) -> int:
    while position < limit and doc[position].lower_ in CORRIDOR_WORDS:
        position += 1
    return position + 1 if position < limit and doc[position].lemma_ in CORRIDOR_HEADS - {"мегажоба"} else 0


def _titles_something(doc: Doc, position: int) -> bool:
    return any(token.lemma_ in AGREEMENT_KINDS or token.lemma_ in EVENT_KINDS for token in doc[position : position + 5])


def projects(doc: Doc, barriers: Collection[int]) -> Iterator[Mention]:
    """«"Жасыл белдеу" жобасы», and works on something concrete: «өткізу бекеттерін жаңғырту», «мектебін ашу»."""
    for token in doc[1:]:
        if token.lemma_ in {"жоба", "мегажоба"} and is_owned(token) and not is_plural(token):
            pairs = quotes(token.sent)
            if token.i - 1 in pairs:
                start = pairs[token.i - 1]
                yield make(doc, start, token.i + 1, "Project", nominative(doc[start : token.i + 1].text))
        object_ = doc[token.i - 1]
        if token.lemma_.rstrip("ғқ") in PLANNED or _is_planned(token):
            if object_.lemma_ in UNDERTAKINGS and case(object_) == "Acc":
                start = phrase_start(doc, object_.i, barriers=barriers)
                while start < object_.i and (doc[start].lower_ in CONJUNCTIONS or doc[start].text == ","):
                    start += 1
                name = doc[start : object_.i].text + " " + nominative(object_.text)
                if start < object_.i:
                    yield make(doc, start, object_.i + 1, "Project", name.strip(), named=False)
        elif token.lemma_ == "жұмыс" and object_.lower_ == "бірлескен":
            yield make(
                doc, object_.i, token.i + 1, "Project", nominative(doc[object_.i : token.i + 1].text), named=False
            )


def _is_planned(token: Token) -> bool:
    return nominative(token.lower_) in PLANNED
