"""Agreements that a text tells by their sides alone: «Омск и Тара заключили договор», «контракт Омска с Тарой»; and
those of a list that names for each the other side: «1. Павлодарская область – соглашение о дружбе, 2009»."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import replace

from kg.language.tokens import Doc, Token
from kg.model.facts import Agreement, Found, Mention
from kg.names.noun_phrases import case_of
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import Predication
from kg.reading.cues import RUSSIAN
from kg.reading.frames.frame import BODY, TERRITORY
from kg.reading.frames.paper_sides import OF_SITTING, TITLE, PaperSides, title_of
from kg.reading.function_rule import FunctionRule
from kg.reading.modality import modality_of
from kg.reading.pattern import Sentence

SIGNATORY = BODY | TERRITORY | {"Feature"}
PAPER_TOLD = FunctionRule(
    "ru",
    "paper-told",
    Agreement,
    "An agreement without a title that its two sides tell: «Омск и Тара заключили договор».",
)
PAPER_LISTED = FunctionRule(
    "ru",
    "paper-listed",
    Agreement,
    "The sides of a paper in a list of a region's papers: «Томская область | Соглашение о дружбе | 12.10.2009».",
)
PAPER_OF_TEXT = FunctionRule(
    "ru",
    "paper-of-text",
    Agreement,
    "A paper that the text is, or that its region has with another: «Действует соглашение с Томской областью».",
)
ANNOUNCING = RUSSIAN.words("told_papers.announcing")
"""How a word of the heading begins that a list of papers stands under."""
_OFTEN = 3
"""Times a text names the town or body that it is of."""
_FEW = 3
"""Regions in a text that is of one of them."""
_SENDERS = RUSSIAN.words("told_papers.senders")
"""How the noun of who sends a text begins."""
_UNSURE = RUSSIAN.set("told_papers.unsure")
_LEAD = 400
"""Characters in which a text names whose papers it lists."""
SIGNING = RUSSIAN.set("papers.signing")
RULING = RUSSIAN.set("told_papers.ruling")
"""Who signs a paper of the two regions of a text, told by no name."""
OF_SIDES = RUSSIAN.set("modality.copulas")
"""Verbs that tell a paper's sides by a noun for them, or its signatures."""
ADOPTING = RUSSIAN.set("papers.adopting")
"""Of these, what one body may do alone to its own paper."""
LINKING = RUSSIAN.set("papers.linking")
"""What a paper does to its sides: «договор связывает Омск с Тарой»."""
EXCHANGING, COPIES = RUSSIAN.set("papers.exchanging"), RUSSIAN.set("papers.copies")
"""What two do with copies of their paper, and so with a paper of several: «Омск и Тара обменялись протоколами»."""
KINDS = {
    "соглашение": "agreement",
    "договор": "agreement",
    "меморандум": "memorandum",
    "протокол": "agreement",
    "контракт": "contract",
    "декларация": "joint_statement",
    "допсоглашение": "agreement",
    "хартия": "other",
    "конвенция": "agreement",
    "программа": "programme",
    "план": "plan",
    "карта": "plan",
    "документ": "other",
    "договоренность": "other",
    "письмо": "other",
}
EXISTING = RUSSIAN.set("papers.existing")
"""Verbs by which a paper is there: «между Омском и Тарой действует договор», «у Омска с Тарой есть договор»."""
_SIDES = ("subject", "с", "между", "у", "от", "за", "genitive+подпись")
PARTAKERS = frozenset("сторона участник участница подписант".split())
"""«сторонами договора стали Омск и Тара»."""
COOPERATING = RUSSIAN.set("told_papers.cooperating")
"""Whose it is, a title says after these: «соглашение о сотрудничестве Омска и Тары»."""
OF_VERBS = dict.fromkeys(LINKING, ("object", "с", "между"))
"""Functions of the sides: of these verbs the paper itself is the subject."""
ORGANS = ("рабоч", "межправительственн", "подкомисси", "оргкомитет")
"""How one of the first two words of those begins that prepare a paper and are no side of it."""
HARD = RUSSIAN.set("told_papers.hard")
"""What nobody has alone."""
OF_ONE = frozenset("программа план документ".split())
"""What one may have alone."""
WAYS = RUSSIAN.set("projects.traffic") | RUSSIAN.set("papers.carriage")
"""Of these, what stands between two towns is a way: «договор о рейсах: Омск — Тара»."""
_DASHES = (("–",), ("—",), ("-",))
_TITLE = 10
"""Tokens of a paper's title before a colon."""
UNITS = SIGNING | EXCHANGING | EXISTING | LINKING | KINDS.keys()


class ToldPapers:
    """Reads the predications of a document in order; what was told once is the same paper when it is told again."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._taken = [(m.start, m.end) for m in mentions if m.kind in ("Agreement", "Organisation", "Event")]
        self._undertaken = [m for m in mentions if m.kind == "Project"]
        self._named = [m for m in mentions if m.kind == "Agreement"]
        self._papers = [(m.start, m.name) for m in self._named]
        self._told: dict[tuple[str, frozenset[str]], Mention] = {}
        self._unsaid: dict[int, tuple[Predication, Token, list[Mention]]] = {}
        """The papers of whose sides at most one is told, by their token."""
        self._pairs_of: Token | None = None
        """The paper whose pairs the next sentence goes on with."""

    def read(self, said: Predication, sentence: Sentence) -> Iterator[Found]:
        """The paper with its kind and its parties, which are at least two."""
        lemma = said.head.lemma_.lower()
        paper = said.head if _is_paper(said.head) else _object(said.head)
        if paper is None or said.modality in ("denied", "proposed") or self._is_known(paper):
            return
        if paper.lemma_ == "документ" and "Plur" not in paper.morph.get("Number", []) and self._is_named_before(paper):
            return  # «Документ подписали …»: the paper named before
        if lemma in LINKING and paper.lemma_ == "документ" and "Plur" in paper.morph.get("Number", []):
            return  # «справка о документах, связывающих Омск с городами Казахстана»: which?
        if paper is said.head and any(m.start <= paper.idx < m.end for m in self._undertaken):
            return  # a programme with a name is an undertaking, and a paper where two adopt it
        functions = ("genitive", "genitives", "с", "между", "у") if paper is said.head else OF_VERBS.get(lemma, _SIDES)
        given = [
            (a, m)
            for a in said.of(*functions)
            for m in a.item.gives(SIGNATORY)[: None if a.item.kind in ("Side", "Holder") else 1]
            if (a.tree or a.item.preposition) and not _is_organ(m)
        ]
        parties = {m.name: m for _, m in reversed(given)}
        sides = {a.function for a, _ in given}
        if len(parties) < 2 or _is_nobodys(said.head, paper, sides, [a.item for a, _ in given]):
            _, _, before = self._unsaid.get(paper.i, (said, paper, []))
            if len({*parties, *(m.name for m in before)}) < 2 and "Plur" not in paper.morph.get("Number", []):
                self._unsaid[paper.i] = said, paper, [*parties.values()] or before
            return
        self._unsaid.pop(paper.i, None)
        one = [m for a, m in given if a.function in ("subject", "genitive")]
        others = [m for a, m in given if a.function == "с"]
        many = "Plur" in paper.morph.get("Number", []) and len(one) == 1 and len(others) > 1
        told = [(one[0], other) for other in others] if many else _two_by_two(paper, sorted(parties.values()))
        for sides_of_one in told:
            yield self._told_of(said, paper, sides_of_one)  # «заключил договоры с Омском и Тарой»: two

    def unsaid(self, sides: PaperSides) -> Iterator[Found]:
        """Those whose sides other words tell."""
        title = TITLE.search(next(iter(self._unsaid.values()))[1].doc.text, 0, _LEAD) if self._unsaid else None
        own = title[0].split()[-1].lower() if title else ""
        for said, paper, given in self._unsaid.values():
            verb = paper.head if paper is said.head else said.head
            noun, lemma = paper.lemma_.lower(), verb.lemma_.lower()
            known = any(start < paper.idx and name.lower().startswith(noun) for start, name in self._papers)
            joining = any(child.lower_ in ("к", "ко") for child in paper.children)  # «к соглашению примкнул Омск»
            if noun == own or lemma in OF_SIDES or known and not given or joining:
                continue  # «Протокол составлен в двух экземплярах»: the text itself, or one named before
            signed = lemma in SIGNING and _is_by_sides(verb, paper)
            if (noun in HARD or signed) and (told := sides.of(paper, given, bool(given or signed))):
                draft = any(t.lemma_.lower() == "проект" for t in paper.sent)
                yield self._told_of(replace(said, modality="proposed") if draft else said, paper, told)

    def _told_of(self, said: Predication, paper: Token, parties: Sequence[Mention]) -> Found:
        noun, ordered = paper.lemma_.lower(), sorted(parties, key=lambda m: m.start)
        called = "Дорожная карта" if noun == "карта" else noun.capitalize()
        label = f"{called}: {', '.join(m.name for m in ordered)}"
        new = Mention(paper.idx, paper.idx + len(paper), "Agreement", paper.text, label, named=False)
        known = self._told.setdefault((noun, frozenset(m.name for m in parties)), new)
        verb = paper is not said.head and said.modality == "asserted"
        status = "" if not verb else "in_force" if said.head.lemma_.lower() in EXISTING else "signed"
        # A post before may tell for whom somebody signs
        near = [m for m in parties if paper.sent.start_char <= m.start < paper.sent.end_char]
        start = min([paper.idx, said.head.idx, *(m.start for m in near)])
        stop = max([paper.idx + len(paper), *(m.end for m in near)])
        fact = Agreement(known, KINDS[noun], status, party=tuple(sorted(parties)))
        return PAPER_TOLD.found(fact, start, stop, said.modality, 0.8)

    def paired(self, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """The papers of pairs after a colon or right after the noun: «Договоры о дружбе: Омск — Тара; Тула — Ишим»."""
        begun, self._pairs_of = self._pairs_of, None
        if begun is not None:
            yield from self._pairs(begun, 0, sentence, items)
        for at, token in enumerate(sentence.tokens):
            if not _is_paper(token) or _UNSURE & {*sentence.lemmas} or "не" in sentence.lemmas:
                continue
            colon = next(
                (i for i in range(at + 1, min(at + _TITLE, len(sentence.texts))) if sentence.texts[i] == ":"), at
            )
            says = any("Fin" in t.morph.get("VerbForm", []) for t in sentence.tokens[at:colon])
            if not says and not WAYS & {*sentence.lemmas[at + 1 : colon]}:
                yield from self._pairs(token, colon + 1, sentence, items)
                for end in (end for end, m in sentence.mentions[at] if m.kind == "Agreement" and end > colon + 1):
                    if not WAYS & {*sentence.lemmas[at + 1 : end]}:  # «соглашение о перевозках Омск — Тара»
                        yield from self._pairs(token, end, sentence, items)
            yield from self._of_line(token, at, sentence, items)
        yield from _of_titles(sentence, items)

    def _pairs(self, paper: Token, first: int, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """Those from a token on; a semicolon may end the sentence before the list ends."""
        for left, right in zip(items, items[1:], strict=False):
            dashed = sentence.texts[left.end : right.first] in _DASHES
            if left.first != first or not dashed or left.kind != right.kind or left.kind not in BODY | TERRITORY:
                continue
            if left.mention and right.mention:
                yield self._of_pair(paper, left.mention, right.mention)
            first = _after(sentence.texts, right.end)
        if first == len(sentence.texts) and sentence.texts[-1] == ";":
            self._pairs_of = paper

    def _of_line(self, paper: Token, at: int, sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
        """«– Омская область и Томская область: соглашение о дружбе», «Омск – Тара (договор)»: no verb says so."""
        if any("Fin" in t.morph.get("VerbForm", []) for t in sentence.tokens) or at < 4:
            return
        for left, right in zip(items, items[1:], strict=False):
            begins = left.first <= 2 and all(t.is_punct or t.like_num for t in sentence.tokens[: left.first])
            joined = sentence.texts[left.end : right.first] in (*_DASHES, ("и",))
            end = _behind_brackets(sentence.texts, right.end) if ")" in sentence.texts[right.end : at] else right.end
            leads = sentence.texts[end : end + 1] in (*_DASHES, (":",), ("(",)) and at - end <= 3
            alike = left.kind == right.kind and left.kind in BODY | TERRITORY
            if begins and joined and leads and alike and left.mention and right.mention:
                yield self._of_pair(paper, left.mention, right.mention)

    def _of_pair(self, paper: Token, one: Mention, other: Mention) -> Found:
        noun = paper.lemma_.lower()
        label = f"{noun.capitalize()}: {one.name}, {other.name}"
        text = paper.doc.text[one.start : other.end]
        called = Mention(one.start, other.end, "Agreement", text, label, named=False)
        called = next((m for m in self._named if m.start <= paper.idx < m.end), called)
        known = self._told.setdefault((noun, frozenset({one.name, other.name})), called)
        return PAPER_TOLD.found(Agreement(known, KINDS[noun], party=(one, other)), one.start, other.end, confidence=0.8)

    def _is_named_before(self, paper: Token) -> bool:
        return any(start < paper.idx for start, _ in self._papers)

    def _is_known(self, paper: Token) -> bool:
        return any(start <= paper.idx < end for start, end in self._taken)


def _is_by_sides(verb: Token, paper: Token) -> bool:
    """«Главы подписали договор», «Договор подписан»; not «Завод подписал договор с подрядчиком»."""
    who = next((child for child in verb.children if child.dep_ == "nsubj" and child.i != paper.i), None)
    with_whom = any(t.lower_ in ("с", "со", "между") for t in paper.sent[paper.i - paper.sent.start :][1:2])
    return not with_whom and (who is None or who.lemma_.lower() in RULING)


def _is_nobodys(head: Token, paper: Token, sides: Set[str], items: Sequence[Item]) -> bool:
    """Whether the words leave open who has the paper with whom."""
    noun, verb = paper.lemma_.lower(), head.lemma_.lower()
    own = verb in ADOPTING or (verb in EXISTING and noun in OF_ONE)
    if own and (noun == "документ" or not all(map(_is_of_place, items))):
        return True  # «Дума и Сенат приняли программу»
    kinds = {item.kind for item in items}
    if sides == {"с"} and (kinds == {"Country"} or (noun in OF_ONE and "Organisation" in kinds)):
        return True  # «соглашения с Египтом и Индией», «программа с МГУ и МИФИ»: whose?
    if paper is head:  # «программы России и Казахстана»: each its own
        return sides == {"genitive"} or _is_half(paper, sides) or (noun in OF_ONE and sides == {"genitives"})
    several = "Plur" in paper.morph.get("Number", []) and verb not in EXCHANGING
    return several and not sides & {"с", "между", "object"}  # «Омск и Тара заключили …»


def _is_half(paper: Token, sides: Set[str]) -> bool:
    """«заключила соглашения с Томской и Курганской областями»: who did is the verb's to tell."""
    verb = paper.head
    told = any(c.dep_.startswith("nsubj") and c.i != paper.i for c in verb.children) or any(
        grandchild.lower_ == "у" for child in verb.children for grandchild in child.children
    )
    return sides == {"с"} and verb.lemma_.lower() in SIGNING | EXISTING and told


def _of_titles(sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
    """«Соглашение о сотрудничестве Омска и Тары»: the two of whom the title says what they do together."""
    papers = {m for ways in sentence.mentions for _, m in ways if m.kind == "Agreement"}
    for item in items:
        two = item.group if item.group[0] is item and len(item.group) == 2 else []
        if not two or item.preposition or item.kind not in TERRITORY or item.case not in ("Gen", "") or not item.first:
            continue
        noun = sentence.tokens[item.first - 1]
        paper = next((m for m in sorted(papers) if m.start < noun.idx < m.end), None)
        if paper and noun.lemma_.lower().replace("ё", "е") in COOPERATING and all(one.mention for one in two):
            party = tuple(one.mention for one in two if one.mention)
            yield PAPER_TOLD.found(Agreement(paper, party=party), paper.start, max(paper.end, party[-1].end))


def _two_by_two(paper: Token, parties: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """«Соглашения подписали Омск и Тара, Тула и Ишим»: two; else one of them all."""
    text = paper.doc.text
    joints = [text[one.end : other.start].strip() for one, other in zip(parties, parties[1:], strict=False)]
    if len(parties) > 2 and joints == (["и", ","] * len(parties))[: len(joints)] and joints[-1] == "и":
        return list(zip(parties[::2], parties[1::2], strict=True))
    return [tuple(parties)]


def _is_organ(body: Mention) -> bool:
    return body.kind in BODY and any(word.startswith(ORGANS) for word in body.name.lower().split()[:2])


def _is_of_place(item: Item) -> bool:
    return item.kind in TERRITORY or any(m.kind in ("Region", "City") for m in item.stands_for)


def _behind_brackets(texts: Sequence[str], at: int) -> int:
    return next((i + 1 for i in range(at, len(texts)) if texts[i] == ")"), at) if texts[at : at + 1] == ("(",) else at


def _after(texts: Sequence[str], at: int) -> int:
    """Where the next pair would begin, after a bracket and a separator."""
    at = _behind_brackets(texts, at)
    return at + 1 if at < len(texts) and texts[at] in (";", ",", "и") else -1


def _is_paper(token: Token) -> bool:
    """«карта» with its adjective alone, «письмо» with what is meant: «дорожная карта», «письмо о намерениях»."""
    lemma = token.lemma_.lower()
    beside = {"карта": "дорожн", "письмо": "намерени"}.get(lemma, "")
    return lemma in KINDS and any(child.lower_.startswith(beside) for child in (token, *token.children))


def _object(verb: Token) -> Token | None:
    """The bare paper that is signed or in force: object, subject of the passive, the noun of the participle, or what
    stands under the signatures."""
    near = [child for child in verb.children if child.dep_ in ("obj", "nsubj:pass", "nsubj")]
    if verb.dep_ in ("cop", "aux", "aux:pass"):
        near.append(verb.head)
    if verb.dep_.startswith("acl"):
        near.append(verb.head)
    for sides in verb.children:
        near += (child for child in sides.children if sides.lemma_.lower() in PARTAKERS and case_of(child) == "Gen")
    if verb.lemma_.lower() in EXCHANGING:
        given = [child for child in verb.children if case_of(child) == "Ins"]
        given += [child for copy in given if copy.lemma_.lower() in COPIES for child in copy.children]
        near = [t for t in given if t.lemma_.lower() in HARD]
    if verb.lemma_.lower() in OF_SIDES:
        near = [t for t in near if t.head.i != verb.i]  # «договор стал основой»: no side of it
    for under in (verb, *(child for child in verb.children if child.lemma_.lower() == "подпись")):
        near += (child for child in under.children if any(c.lower_ == "под" for c in child.children))
    return next((t for t in near if _is_paper(t)), None)


class PapersOfText:
    """Reads whose papers are the text's own: the one that it is, and those with another region alone."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], acts_for: Collection[Mention]) -> None:
        self._doc, self._mentions = doc, mentions
        regions = [m for m in mentions if m.kind == "Region"]
        times = Counter(m.name for m in regions).most_common(2)
        lead = [m for m in regions if m.start < _LEAD]
        officials = [m for m in lead if m.name in {one.name for one in acts_for}]
        most = [m for m in lead if times[0][1] > 1 and (len(times) < 2 or times[1][1] < times[0][1])] if times else []
        most = [m for m in most if m.name == times[0][0]]
        few = len({m.name for m in regions}) <= _FEW
        self.owner = next(iter([*officials, *most]), None) if few else self._of_letterhead(regions)

    def _of_letterhead(self, regions: Sequence[Mention]) -> Mention | None:
        """The region whose body a text is from, by its first lines or its last: «Министерство финансов Пермского края»
        and no more."""
        text = self._doc.text.rstrip()
        begin = len(text) - len(text.lstrip())
        for start, end in ((begin, text.find("\n\n", begin)), (text.rfind("\n") + 1, len(text))):
            own = {m.name: m for m in regions if start <= m.start < end}
            if len(own) != 1 or end - start > _LEAD // 2:
                continue
            words = self._doc.char_span(start, end, alignment_mode="expand") or ()
            told = any("Fin" in t.morph.get("VerbForm", []) or "Short" in t.morph.get("Variant", []) for t in words)
            if not told and any(t.lower_.startswith(_SENDERS) for t in words):
                return next(iter(own.values()))
        return None

    def titled(self, sides: Sequence[Mention]) -> Iterator[Found]:
        """The paper that the text is, by its title, and whose it is: «ПРОТОКОЛ рабочей группы Омской и Томской
        областей»."""
        text = self._doc.text
        paper = TITLE.search(text, 0, _LEAD)
        if paper is None or len(sides) < 2:
            return
        noun = paper[0].split()[-1].lower()
        own = next((m for m in self._mentions if m.kind == "Agreement" and m.start < paper.end() <= m.end), None)
        if own and " между " in own.name:
            return  # its title names its sides
        sitting = noun == "протокол" and (at := title_of(text)) and OF_SITTING.search(text, *at)
        if sitting and "экземпляр" not in text:
            return  # minutes are a paper of both only where each has a copy; what they approve is in any case
        stop = text.find("\n", paper.end()) if text.find("\n", paper.end()) > 0 else len(text)
        title = " ".join(word.capitalize() if word.isupper() else word for word in text[paper.start() : stop].split())
        called = own or Mention(paper.start(), stop, "Agreement", text[paper.start() : stop], title, named=False)
        fact = Agreement(called, KINDS.get(noun, "joint_statement"), party=tuple(sides))
        yield PAPER_OF_TEXT.found(fact, paper.start(), stop, confidence=0.75)


class PaperLists:
    """Reads the lines of a document in order: whose papers a heading announces, the other side of each."""

    def __init__(self, mentions: Sequence[Mention], acts_for: Collection[Mention]) -> None:
        """`acts_for` is for whom those act whose posts the document tells: its beginning speaks of the list's owner,
        too."""
        lead = sorted(m for m in {*mentions, *acts_for} if m.kind in ("Region", "City") and m.start < _LEAD)
        officials = [m for m in lead if m in set(acts_for)]
        regions = [m for m in lead if m.kind == "Region"]
        self._owner = next(iter([*officials, *regions, *lead]), None)
        self._open = False
        self._partner: Mention | None = None
        """Whose item of the list it is that its first words name alone: «2) Томская область. Здесь …»."""

    def read(self, sentence: Sentence) -> Iterator[Found]:
        """The paper of a line with its two sides."""
        own = self._owner
        places = _outside_papers(sentence)
        papers = [(i, m) for i, ways in enumerate(sentence.mentions) for _, m in ways if m.kind == "Agreement"]
        begins, finite = begins_line(sentence), any("Fin" in t.morph.get("VerbForm", []) for t in sentence.tokens)
        announced = any(text.startswith(ANNOUNCING) for text in sentence.texts)
        if begins:
            alone = not (finite or papers or announced) and len(places) == 1 and len(sentence.tokens) <= _ITEM
            item = sentence.texts[0].isdigit() or sentence.texts[0] in _BULLETS
            self._partner = places[0] if alone and item else None
        if own is None or not papers:
            if announced or (begins and not finite and not places):
                self._open = announced
            return
        other = self._partner if not begins else places[0] if places and not finite else None
        listed = begins and sentence.texts[0] in _BULLETS or sentence.texts[0].isdigit() or not begins
        if not (self._open or other is self._partner) or not listed or other is None or other.name == own.name:
            return
        unsure = _UNSURE & {*sentence.lemmas} or (begins and "не" in sentence.lemmas)
        if len(papers) > 1 or unsure or (begins and len(places) > 1):
            return
        at, paper = papers[0]
        start, stop = min(paper.start, other.start), max(paper.end, other.end)
        if not begins:
            start, stop = paper.start, paper.end
        modality = modality_of(sentence.tokens[at])
        if modality in ("asserted", "planned"):
            yield PAPER_LISTED.found(Agreement(paper, party=(own, other)), start, stop, modality, 0.75)


_ITEM = 7
"""Tokens of «2) область Абай.»"""
_BULLETS = frozenset("– — - • * ·".split())


def begins_line(sentence: Sentence) -> bool:
    """Whether it is the first of a line."""
    start = sentence.tokens[0].idx
    return start == 0 or "\n" in sentence.tokens[0].doc.text[max(start - 3, 0) : start]


def _outside_papers(sentence: Sentence) -> list[Mention]:
    """The regions and towns, or else the countries, that stand outside the names of papers; of a town and its region
    beside it the first."""
    papers = [m for ways in sentence.mentions for _, m in ways if m.kind in ("Agreement", "Event", "Organisation")]
    there = [m for ways in sentence.mentions for _, m in ways if m.kind in TERRITORY]
    there = [m for m in there if not any(paper.holds(m) for paper in papers)]
    return [m for m in there if m.kind != "Country"] or there
