"""Undertakings that a verb tells: «Казахстан строит под Алматы завод», «в Троицке появится индустриальный парк».

What is built, laid or set up, with its place or who builds it; a noun for it («строительство моста») is found by
`kg.names`."""

from collections.abc import Iterator, Sequence
from typing import Literal

from kg.language.russian.nominative import nominative
from kg.language.tokens import Token
from kg.model.facts import Found, Mention, Project
from kg.names.noun_phrases import Line
from kg.names.thing import titled
from kg.reading.clauses.predications import Predication
from kg.reading.cues import RUSSIAN
from kg.reading.frames.frame import BODY, TERRITORY
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

PROJECT_TOLD = FunctionRule(
    "ru",
    "project-told",
    Project,
    "What a verb says is built or set up, and where or by whom: «Под Чирчиком строят цех».",
)
BUILDING = RUSSIAN.set("projects.building")
APPEARING = RUSSIAN.set("projects.appearing")
WORKS = RUSSIAN.set("projects.works")
UNITS = BUILDING | APPEARING
ANOTHER = frozenset("этот тот такой данный наш ваш мой твой другой каждый любой иной какой-то".split())
"""Before what is no undertaking of its own."""
WHERE = frozenset("в на под возле около через у".split())
INNER = ("по", "для", "через", "под", "по переработке")


class ToldProjects:
    """Reads the predications of a document in order; what was told once is the same project when it is told again."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._taken = [(m.start, m.end) for m in mentions if m.kind in ("Project", "Event", "Agreement", "Corridor")]
        self._told: dict[str, Mention] = {}

    def read(self, sentence: Sentence, said: Predication) -> Iterator[Found]:
        """The project with its status, its place and who undertakes it."""
        if said.modality in ("denied", "proposed") or "Inf" in said.head.morph.get("VerbForm", []):
            return
        work = _work(said.head)
        if work is None or any(start <= work.idx < end for start, end in self._taken):
            return
        at = next((i for i, token in enumerate(sentence.tokens) if token.i == work.i), None)
        if at is None:
            return
        line = Line(sentence.tokens, {i: ways[0][0] for i, ways in enumerate(sentence.mentions) if ways})
        first, end = line.phrase_start(at), max(line.phrase_end(at, INNER), line.quoted_end(at + 1))
        if any(t.lemma_.lower() in ANOTHER for t in sentence.tokens[max(first - 1, 0) : at]):
            return
        inside = [m for i in range(first, end) for _, m in sentence.mentions[i]]
        places = [a for a in said.of(*WHERE) if a.item.kind in (*TERRITORY, "Feature") and a.item.mention]
        place = next((a.item.mention for a in places), None)
        doers = [m for a in said.of("subject") if a.tree for m in a.item.gives(BODY | TERRITORY)[:1] if m not in inside]
        quoted = line.quoted_end(at + 1) > at + 1
        if not (place or doers or inside or quoted):
            return
        label = titled(nominative(sentence.tokens[first:end]))
        if place is not None and places and not inside:
            item = places[0].item
            label = f"{label} {places[0].function} {sentence.text(item.first, item.end)}"
        start, stop = sentence.span(first, end)
        called = self._told.setdefault(
            label, Mention(start, stop, "Project", sentence.text(first, end), label, named=False)
        )
        fact = Project(called, _status(said), located_in=place, party=tuple(dict.fromkeys(doers)))
        begin = min(start, said.head.idx)
        yield PROJECT_TOLD.found(fact, begin, max(stop, said.head.idx + len(said.head)), said.modality, 0.75)


def _work(verb: Token) -> Token | None:
    """What is built: object, subject of the passive or of «появится», the noun of the participle."""
    lemma = verb.lemma_.lower()
    passive = "Pass" in verb.morph.get("Voice", []) or lemma in APPEARING
    wanted = ("nsubj", "nsubj:pass") if passive else ("obj",)
    near = [child for child in verb.children if child.dep_ in wanted]
    relative = any(child.lemma_.lower() == "который" and child.dep_ in wanted for child in verb.children)
    if verb.dep_.startswith(("acl", "amod")) and (passive or relative):
        near.append(verb.head)
    return next((token for token in near if token.lemma_.lower() in WORKS), None)


def _status(said: Predication) -> Literal["running", "planned", "completed"]:
    """By tense and aspect: «строит», «построил», «построит»."""
    morph = said.head.morph
    if said.modality == "planned" or "Fut" in morph.get("Tense", []):
        return "planned"
    done = "Perf" in morph.get("Aspect", []) and "Pres" not in morph.get("Tense", [])
    return "completed" if done else "running"
