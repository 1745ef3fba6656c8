"""Who speaks: «– …, – деді Мемлекет басшысы», over as many lines as it takes, and ««…», – деді …»."""

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.model.facts import Mention, Utterance
from kg.reading.rules.kazakh.scene import Scene

SAID = (
    r"(?:деді|дейді|деген|деп\s+(?:атап\s+\w+|баса\s+\w+|жауап\s+\w+|қорытындыла\w+"
    r"|(?!атал|сана|табыл|таныл|күт|жариялан|есептел)\w+(?:ды|ді|ты|ті)\b))"
)
"""After quoted words; what is «деп аталады», «деп күтілуде» nobody said."""
CLOSING = re.compile(rf"[,!?.…»\"”]\s*[–—-]\s*{SAID}")
QUOTED = re.compile(rf"[«“\"]([^«»“”\"]{{20,}})[»”\"]\s*+,?\s*+[–—-]?\s*+{SAID}")
OPENING = re.compile(r"[–—-]\s*(?=\S)")
REPORTING = re.compile(
    r"(?:атап\s+(?:өтті|көрсетті|айтты)|айтты|айтып\s+(?:өтті|берді)|мәлімдеді|мәлім\s+етті|деп\s+санайды|есептейді"
    r"|хабарлады|сендірді|деп\s+атады|тоқталды|жеткізді|баяндады|ескертті|хабардар\s+етті)\.?\s*$"
)
ACCORDING = re.compile(
    r"(?:айту|сөз|мәлімдеу|мәлімет|хабарлау|пікір|дерек|болжам)(?:лер)?(?:ынша|інше)|(?:айтқан|хабарлаған|мәлімдеген|атап\s+өткен)дай"
    r"|(?:айтқан|хабарлаған|мәлімдеген|өткен)дей|мәлімет(?:тер)?іне\s+(?:сәйкес|сүйенсек)"
)
"""«Министрдің айтуынша», «Марат Қарабаев хабарлағандай»: the rest is what that person says."""


def utterances(scene: Scene) -> list[Utterance]:
    """Finds all utterances with a known speaker, in order."""
    found = sorted({*_dashed(scene), *_quoted(scene)}, key=lambda each: (each.start, each.end))
    direct = [(each.start, each.end) for each in found]
    found += [each for each in _reported(scene) if not any(a <= each.start and each.end <= b + 60 for a, b in direct)]
    return sorted(found, key=lambda each: (each.start, each.end))


def _dashed(scene: Scene) -> Iterator[Utterance]:
    """A line that begins with a dash opens a quotation, which counts when «, – деді …» closes it."""
    opened: int | None = None
    listed = False
    for sentence in _lines(scene):
        text, base = sentence
        match = OPENING.match(text)
        if match:
            opened = base + match.end()
        closed = CLOSING.search(text)
        if closed and opened is not None:
            speaker = _speaker(scene, base + closed.end(), base + len(text))
            if speaker is not None:
                yield Utterance(opened, base + closed.start() + 1, speaker, "quotation")
            opened = None
        elif text.rstrip().endswith((";", ":")) or listed:
            opened = None
        listed = text.rstrip().endswith(";") or (listed and not text.strip())


def _quoted(scene: Scene) -> Iterator[Utterance]:
    text = scene.document.reading
    for match in QUOTED.finditer(text):
        line_end = text.find("\n", match.end())
        speaker = _speaker(scene, match.end(), line_end if line_end >= 0 else len(text))
        speaker = speaker or _introduced(scene, text.rfind("\n", 0, match.start()) + 1, match.start())
        if speaker is not None:
            yield Utterance(match.start(1), match.end(1), speaker, "quotation")


def _reported(scene: Scene) -> Iterator[Utterance]:
    for sentence in scene.doc.sents:
        if according := _according(scene, sentence):
            yield Utterance(sentence.start_char, _reach(scene, sentence), according, "reported")
            continue
        if not REPORTING.search(sentence.text):
            continue
        people = [each for each in scene.in_sentence(sentence, ("Person", "Organisation")) if scene.case(each) == "Nom"]
        people = [each for each in people if each.kind == "Person"]
        if people:
            yield Utterance(
                sentence.start_char, sentence.start_char + len(sentence.text.rstrip()), people[0], "reported"
            )


def _according(scene: Scene, sentence: Span) -> Mention | None:
    """The person or body right before «айтуынша», «хабарлағандай», «мәліметінше»."""
    match = ACCORDING.search(sentence.text.lower())
    if match is None:
        return None
    start = sentence.start_char + match.start()
    sources = scene.within(sentence.start_char, start, ("Person", "Organisation"))
    return next((each for each in reversed(sources) if start - each.end <= 2), None)


def _reach(scene: Scene, sentence: Span) -> int:
    """Past the sentences that go on about the same: «Бұл …», «Оның ішінде …»."""
    end = sentence
    while end.end < len(scene.doc) and (following := scene.doc[end.end].sent) is not None:
        if scene.pointed_at(following) is None or REPORTING.search(following.text):
            break
        end = following
    return end.start_char + len(end.text.rstrip())


def _lines(scene: Scene) -> Iterator[tuple[str, int]]:
    base = 0
    for line in scene.document.reading.splitlines(keepends=True):
        stripped = line.lstrip()
        yield stripped, base + len(line) - len(stripped)
        base += len(line)


def _introduced(scene: Scene, start: int, end: int) -> Mention | None:
    """Who the words before the quotation say is speaking: «Владимир Путин өз сөзінде: «…», – деді»."""
    people = [each for each in scene.within(start, end, ("Person",)) if scene.case(each) == "Nom"]
    return people[0] if people else None


def _speaker(scene: Scene, start: int, end: int) -> Mention | None:
    """The first person after the verb of saying, in its sentence."""
    people = [each for each in scene.within(start, end, ("Person",), whole=True) if each.start - start < 120]
    return people[0] if people else None
