"""What the clauses of a Russian text state, by frames."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from kg.model.facts import Found, Mention, Role
from kg.reading.clauses.items import TERRITORIES, items_of
from kg.reading.clauses.predications import predication
from kg.reading.frames.containment import containments
from kg.reading.frames.russian_frames import FRAMES
from kg.reading.frames.told_events import UNITS, told_events
from kg.reading.frames.twinning import Twinning
from kg.reading.pattern import Sentence

_BY_UNIT = defaultdict(list)
for _frame in FRAMES:
    for _unit in _frame.units:
        _BY_UNIT[_unit].append(_frame)


def framed(
    doc: Doc, sentences: Iterable[Sentence], mentions: Sequence[Mention], found: Iterable[Found]
) -> Iterator[Found]:
    """Reads every sentence by every frame; who stands for what is told by the roles found before."""
    title = next((sent for sent in doc.sents if sent.text.strip()), doc[:0])
    cities = [m for m in mentions if m.kind == "City"]
    topic = next((m for m in cities if title.start_char <= m.start < title.end_char), None)
    territory_of = {
        one.fact.person.name: one.fact.post_of
        for one in found
        if isinstance(one.fact, Role) and one.fact.post_of and one.fact.post_of.kind in (*TERRITORIES, "Organisation")
    }
    twinning = Twinning(topic)
    events = [m for m in mentions if m.kind == "Event"]
    for sentence in sentences:
        evoked = [at for at, lemma in enumerate(sentence.lemmas) if lemma in _BY_UNIT or lemma in UNITS]
        items = items_of(sentence, territory_of)
        yield from containments(sentence, items)
        yield from twinning.read(sentence, items)
        for at in evoked:
            said = predication(sentence, items, at)
            for frame in _BY_UNIT.get(sentence.lemmas[at], ()):
                yield from frame.read(said)
            if sentence.lemmas[at] in UNITS:
                yield from told_events(said, events)
