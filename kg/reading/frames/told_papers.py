"""Agreements that a text tells by their sides alone: «Омск и Тара заключили договор», «контракт Омска с Тарой»."""

from collections.abc import Iterator, Sequence, Set

from kg.language.tokens import Token
from kg.model.facts import Agreement, Found, Mention
from kg.reading.clauses.predications import Predication
from kg.reading.frames.frame import BODY, TERRITORY
from kg.reading.function_rule import FunctionRule

PAPER_TOLD = FunctionRule(
    "ru",
    "paper-told",
    Agreement,
    "An agreement without a title that its two sides tell: «Омск и Тара заключили договор».",
)
SIGNING = frozenset("подписать подписывать заключить заключать парафировать завизировать скрепить оформить".split())
KINDS = {
    "соглашение": "agreement",
    "договор": "agreement",
    "меморандум": "memorandum",
    "протокол": "agreement",
    "контракт": "contract",
    "декларация": "joint_statement",
    "допсоглашение": "agreement",
    "программа": "programme",
    "план": "plan",
}
EXISTING = frozenset("действовать существовать быть есть реализоваться реализовываться исполняться выполняться".split())
"""Verbs by which a paper is there: «между Омском и Тарой действует договор», «у Омска с Тарой есть договор»."""
UNITS = SIGNING | EXISTING | KINDS.keys()


class ToldPapers:
    """Reads the predications of a document in order; what was told once is the same paper when it is told again."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._taken = [
            (m.start, m.end) for m in mentions if m.kind in ("Agreement", "Organisation", "Event", "Project")
        ]
        self._told: dict[tuple[str, frozenset[str]], Mention] = {}

    def read(self, said: Predication) -> Iterator[Found]:
        """The paper with its kind and its parties, which are at least two."""
        lemma = said.head.lemma_.lower()
        paper = said.head if lemma in KINDS else _object(said.head)
        if paper is None or said.modality in ("denied", "proposed") or self._is_known(paper):
            return
        functions = ("genitive", "genitives", "с", "между") if paper is said.head else ("subject", "с", "между", "у")
        given = [
            (a, m)
            for a in said.of(*functions)
            for m in a.item.gives(BODY | TERRITORY)[: None if a.item.kind == "Side" else 1]
            if a.tree or a.item.preposition
        ]
        parties = {m.name: m for _, m in reversed(given)}
        sides = {a.function for a, _ in given}
        if len(parties) < 2 or (paper is said.head and (sides <= {"genitive", "genitives"} or _is_half(paper, sides))):
            return
        if paper is not said.head and "Plur" in paper.morph.get("Number", []) and not sides & {"с", "между"}:
            return  # «Омск и Тара заключили договоры»: with whom?
        names = sorted(parties)
        noun = paper.lemma_.lower()
        called = self._told.get((noun, frozenset(names)))
        if called is None:
            ordered = sorted(parties.values(), key=lambda m: m.start)
            label = f"{noun.capitalize()}: {', '.join(m.name for m in ordered)}"
            called = Mention(paper.idx, paper.idx + len(paper), "Agreement", paper.text, label, named=False)
            self._told[noun, frozenset(names)] = called
        status = "signed" if paper is not said.head and said.modality == "asserted" else ""
        ends = [(m.start, m.end) for m in parties.values()]
        start = min(paper.idx, said.head.idx, *(s for s, _ in ends))
        stop = max(paper.idx + len(paper), *(e for _, e in ends))
        fact = Agreement(called, KINDS[noun], status, party=tuple(sorted(parties.values())))
        yield PAPER_TOLD.found(fact, start, stop, said.modality, 0.8)

    def _is_known(self, paper: Token) -> bool:
        return any(start <= paper.idx < end for start, end in self._taken)


def _is_half(paper: Token, sides: Set[str]) -> bool:
    """«заключила соглашения с Томской и Курганской областями»: who did is the verb's to tell."""
    verb = paper.head
    told = any(c.dep_.startswith("nsubj") and c.i != paper.i for c in verb.children) or any(
        grandchild.lower_ == "у" for child in verb.children for grandchild in child.children
    )
    return sides == {"с"} and verb.lemma_.lower() in SIGNING | EXISTING and told


def _object(verb: Token) -> Token | None:
    """The bare paper that is signed or in force: object, subject of the passive, the noun of the participle."""
    near = [child for child in verb.children if child.dep_ in ("obj", "nsubj:pass", "nsubj")]
    if verb.dep_ in ("cop", "aux", "aux:pass"):
        near.append(verb.head)
    if verb.dep_.startswith("acl"):
        near.append(verb.head)
    return next((t for t in near if t.lemma_.lower() in KINDS), None)
