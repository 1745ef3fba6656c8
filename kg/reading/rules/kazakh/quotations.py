"""Who speaks: «– …, – деді Мемлекет басшысы», over as many lines as it takes, and ««…», – деді …».

The author may speak in between: ««…, – дейді Асқар Тілеген. – …»»."""

import re
from collections.abc import Iterator, Sequence

from kg.language.tokens import Span
from kg.model.facts import Mention, Utterance
from kg.model.offsets import extents
from kg.reading.cues import KAZAKH
from kg.reading.rules.kazakh.scene import Surroundings, names
from kg.reading.utterances.credits import credited
from kg.reading.utterances.turns import turns

SAID = (
    r"(?:деді|дейді|деген|деп\s+(?:(?:атап|баса|еске|сөз|жауап)\s+\w+|қорытындыла\w+"
    r"|(?:(?!атал|сана|табыл|таныл|күт|жариялан|есептел)\w+\s+){0,2}"
    r"(?!атал|сана|табыл|таныл|күт|жариялан|есептел)\w+(?:ды|ді|ты|ті|йды|йді)\b))"
)
"""After quoted words; what is «деп аталады», «деп күтілуде» nobody said."""
CLOSING = re.compile(rf"[,!?.…»\"”]\s*[–—-]\s*{SAID}")
QUOTED = re.compile(rf"[«“\"]([^«»“”\"]{{20,}})[»”\"]\s*+,?\s*+[–—-]?\s*+{SAID}")
WITHIN = re.compile(rf"[«“]([^«»“”\n]{{12,}}?[,!?.…])\s*+[–—-]\s*+{SAID}([^–—«»\n]{{0,80}})[–—]\s*+([^»”\n]+)[»”]")
OPENING = re.compile(r"[–—-]\s*(?=\S)")
REPORTING = re.compile(
    r"(?:(?:атап\s+(?:өт|көрсет|айт)|айтып\s+(?:өт|бер)|айт|мәлімде|мәлім\s+ет|хабарла|сендір|тоқтал|жеткіз|баянда|ескерт"
    r"|жария\s+ет|мойында|хабардар\s+ет|түсіндір|уәде\s+бер|еске\s+сал|болжа|бағала|нақтыла|әңгімеле|деп\s+(?:ата|сана|есепте))"
    r"(?:т[ыі]|д[ыі]|йд[ыі]|[ае]д[ыі]|[қғкг][ае]н\s+(?:еді|болатын|екен))|есептейді"
    r"|деп\s+(?:отыр|сенеді|күтеді|топшылайды)|деген\s+(?:үмітте|пікірде|ойда|сенімде))(?:\.?\s*$|[:;])"
)
TRAILING = re.compile(
    r"[,»\"”]\s*+[–—-]?\s*+(?:деп\s+(?:хабарла|мәлімде|жария\s+ет|жаз|жеткіз|түсіндір|нақтыла|атап\s+өт)\w*|дейді\b)"
)
GOING_ON = re.compile(
    r"(?:атап\s+(?:өтіп|көрсетіп)|айтып|мәлімдеп|хабарлап|жеткізіп|түсіндіріп|ескертіп|еске\s+салып),"
)
"""«… жеткенін атап өтіп, …»: told, before the sentence tells what was done."""
LED = re.compile(
    r"(?m)(?:деді|дейді|айтты|мәлімдеді|жазды|атап\s+өтті)\s*+:"
    r"(?:\s*[«“]([^«»“”\n]{12,})[»”]|[ \t]*+[–—][ \t]*+([^–—\n]{12,}+)$)"
)
"""«Асқар Тілеген былай деді: «…»»."""
ACCORDING = re.compile(
    r"(?:айту|сөз|мәлімдеу|есептеу|мәлімет|хабарлау|пікір|дерек|болжам|есеб)(?:лер)?(?:ынша|інше)"
    r"|(?:айтқан|хабарлаған|мәлімдеген|атап\s+өткен)дай|(?:айтқан|хабарлаған|мәлімдеген|өткен)дей"
    r"|(?:(?:келтірген|берген|ұсынған|таратқан|жариялаған)\s+)?(?:мәліметке|дерекке|ақпаратқа)\s+(?:сәйкес|сүйенсек|қарағанда|жүгінсек)"
    r"|(?:(?:келтірген|берген|ұсынған)\s+)?(?:мәлімет|дерег|сөз|пікір|есеб|болжам|ақпарат|айту)(?:тер|тар)?(?:іне|ына)"
    r"\s+(?:сәйкес|сүйенсек|қарағанда|жүгінсек)"
    r"|(?:дерег)інше|(?:мәлімет|дерек|дерег|ақпарат|болжам|есеп|есеб)\w{0,6}\s+бойынша|айтуы\s+бойынша"
)
"""«Министрдің айтуынша», «Марат Қарабаев хабарлағандай», «министрлік дерегі бойынша»: the rest is whose words."""
NAMED = re.compile(r"(?m):(?:\s*[«“]((?:[^«»“”\n]|«[^«»\n]*+»){12,}+)[»”]|[ \t]*+[–—][ \t]*+([^–—\n]{12,}+)$)")
"""«Асқар Тілеген: «…»»: a name alone before the quotation."""
SIGNED = re.compile(r"(?m)^\W*[«“]([^«»“”\n]{12,})[»”]\s*+[–—]\s*+([А-ЯЁӘІҢҒҮҰҚӨҺ][^.:;!?\n«»]{3,120}+)$")
"""««…» – Асқар Тілеген»: a line."""
SPEECH = re.compile(r"(?:сөзі|сөз|баяндамасы|үндеуі|хаты|жолдауы|құттықтауы|пікірі|мақаласы)\W*$")
"""How the title of a speech ends: «Айдос Нұрлановтың форумда сөйлеген сөзі»."""
LETTER = re.compile(r"(?:Құрметті|Қадірлі|Ардақты)\b")
UNDER = re.compile(r"(?m)^([^\n«:]{3,120}):[ \t]*\n+((?:[^\n–—«-][^\n]*\n?)+)")
"""A line that only names who speaks, and the paragraph under it."""
MINUTES = re.compile(
    r"(?m)^[ \t]*(?:\d+\. )?(?:Тыңдалды|ТЫҢДАЛДЫ|Баяндамашы|Баяндаушы)[ \t]*[:–—]"
    r"((?:\b[А-ЯЁӘІҢҒҮҰҚӨҺ]\.|[^\n.]){5,240}?[^\n.А-ЯӘІҢҒҮҰҚӨҺ])\.[ \t]+([^\n]+)"
)
"""«Тыңдалды: басқарма басшысы А. Тілегеннің есебі. …»"""
HEARD = re.compile(r"(?m)^[ \t]*(?:\d+\. )?(?:Тыңдалды|ТЫҢДАЛДЫ)[ \t]*:[ \t]*\n((?:\d+[.)][^\n]+(?:\n|$))+)")
HEARD_ITEM = re.compile(r"(?m)^\d+[.)][ \t]+(?=\S)([^\n]+)$")
LISTED = re.compile(
    r"(?m)^[ \t]*([^\n:]{3,120}?) (?:жариялаған|ұсынған|берген|таратқан|дайындаған) (?:тізім|мәлімет|дерек|ақпарат)"
    r"[^\n:]{0,40}(?:\([^\n)]*\))?:[ \t]*\n((?:[•–*-][^\n]+(?:\n|$))+)"
)
"""«Әкімдік жариялаған тізім:» and the items under it."""
BRIEFED = re.compile(r"есеп\s+берді|брифинг\s+(?:өткізді|берді)|баспасөз\s+(?:мәслихатын|конференциясын)\s+өткізді")
TOPIC = re.compile(r"(?m)^\d+[.)][ \t]+[^.\n]{3,50}\.[ \t]+([^\n]+)$")
"""«2. Бағыттар. …»: what a briefing goes on about."""
ASKS = re.compile(r"(?m)^(?:Сұрақ|Залдан)\b")
INTERVIEW = re.compile(r"\b(?:әңгіме|сұхбат)")
ASKED = re.compile(r"(?:\?|ңыз(?:шы|дар)?[.!]?)$")
HEADING = 8
"""Lines in which an interview says whom it is with."""
REST = re.compile(r"^[^–—\n]{0,120}?\.\s*+[–—]\s*+(\S.*)$")
"""What goes on behind the author's words: «– …, – деді Асқар Тілеген. – …»"""
GOES_ON = KAZAKH.words("speech.goes_on")
HE_OR_SHE = re.compile(r"(?:ол|оның)\b")
POSTS = KAZAKH.words("speech.posts")
MEDIA = KAZAKH.words("speech.media")
GENITIVE = re.compile(r"(?:[нтд][ыі]ң)$")
CHIEFS = KAZAKH.words("speech.chiefs")
HEADED = {
    "облыс": ("облыс", "өлке", "өңір"),
    "өңір": ("облыс", "өлке", "өңір"),
    "аймақ": ("облыс", "өлке", "өңір"),
    "қала": ("қала", "шаһар"),
    "шаһар": ("қала", "шаһар"),
    "аудан": ("аудан",),
}
"""«облыс басшысы» is whoever heads one of these."""
SUFFIX = 6
"""Characters behind a name that are its ending: «әкімдігі|нің мәліметінше»."""
ABOUT = KAZAKH.words("speech.about")
REACH = 120
"""Characters behind a verb of saying in which the one who says it is named."""


def utterances(scene: Surroundings) -> list[Utterance]:
    """Finds all utterances with a known speaker, in order."""
    people = [each for each in scene.mentions if each.kind == "Person"]
    recorded = list(turns(scene.document, people))
    asked = list(_answered(scene))
    spoken = {
        *_dashed(scene),
        *_quoted(scene),
        *_interrupted(scene),
        *_named(scene),
        *_signed(scene),
        *_monologues(scene),
    }
    spoken = {*asked, *(each for each in spoken if not any(a.start <= each.start <= a.end for a in asked))}
    found = [each for each in spoken if not any(turn.start < each.end and each.start < turn.end for turn in recorded)]
    found = sorted([*recorded, *found], key=lambda each: (each.start, each.end))
    direct = [(each.start, each.end) for each in found]
    found += [each for each in _reported(scene) if not any(a <= each.start and each.end <= b + 60 for a, b in direct)]
    heard = extents(found)
    found += [each for each in credited(scene.document, scene.mentions) if not heard.meet(each.start, each.end)]
    return sorted(found, key=lambda each: (each.start, each.end))


def _dashed(scene: Surroundings) -> Iterator[Utterance]:
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
            speaker = _speaker(scene, base + closed.end(), base + len(text), opened)
            speaker = speaker or _announced(scene, opened)
            if speaker is not None:
                yield Utterance(opened, base + closed.start() + 1, speaker, "quotation")
                if rest := REST.match(text[closed.end() :].rstrip("\n")):
                    start = base + closed.end() + rest.start(1)
                    yield Utterance(start, base + closed.end() + rest.end(1), speaker, "quotation")
            opened = None
        elif text.rstrip().endswith((";", ":")) or listed:
            opened = None
        listed = text.rstrip().endswith(";") or (listed and not text.strip())


def _quoted(scene: Surroundings) -> Iterator[Utterance]:
    text = scene.document.reading
    for match in QUOTED.finditer(text):
        line_end = text.find("\n", match.end())
        speaker = _speaker(scene, match.end(), line_end if line_end >= 0 else len(text), match.start())
        led = text[: match.start()].rstrip().endswith(":")
        line = _begins(scene, match.start()) if led else text.rfind("\n", 0, match.start()) + 1
        speaker = speaker or _introduced(scene, line, match.start())
        if speaker is not None:
            yield Utterance(match.start(1), match.end(1), speaker, "quotation")


def _named(scene: Surroundings) -> Iterator[Utterance]:
    """«Асқар Тілеген: «…»», where nothing else stands in the line before."""
    text = scene.document.reading
    for match in NAMED.finditer(text):
        people = scene.within(_begins(scene, match.start()), match.start(), ("Person",))
        alone = len(people) == 1 or (people and people[0].end < people[-1].start - SUFFIX)  # «Дулати университетінің …»
        if alone and people[-1].end == match.start() and scene.case(people[-1]) == "Nom":
            yield Utterance(*match.span(1 if match[1] else 2), people[-1], "quotation")
    for match in LED.finditer(text):
        people = scene.within(_begins(scene, match.start()), match.start(), ("Person",))
        people = [each for each in people if scene.case(each) == "Nom"]
        if people:
            yield Utterance(*match.span(1 if match[1] else 2), people[0], "quotation")


def _begins(scene: Surroundings, at: int) -> int:
    """Where the sentence or the line begins that holds a character."""
    token = scene.doc.char_span(at, at + 1, alignment_mode="expand")
    return max(scene.doc.text.rfind("\n", 0, at) + 1, token.sent.start_char if token is not None else 0)


def _signed(scene: Surroundings) -> Iterator[Utterance]:
    """««…» – Көкшетау әкімі Айдос Нұрланов»: a line of words and whose they are."""
    for match in SIGNED.finditer(scene.document.reading):
        people = scene.within(match.start(2), match.end(2), ("Person",))
        if len(people) == 1 and people[0].end == match.end(2) and scene.case(people[0]) == "Nom":
            yield Utterance(match.start(1), match.end(1), people[0], "quotation")


def _monologues(scene: Surroundings) -> Iterator[Utterance]:
    """A speech under its title, and a paragraph under the name of who speaks."""
    text = scene.document.reading
    lines = [(line.rstrip(), base) for line, base in _lines(scene) if line.strip()][:HEADING]
    for line, base in lines[:2]:
        people = scene.within(base, base + len(line), ("Person",))
        greeted = next((at for each, at in lines[1:] if LETTER.match(each)), 0)
        if SPEECH.search(line) and len(people) == 1 and scene.case(people[0]) == "Gen" and greeted:
            asked = ASKS.search(text, greeted)
            yield Utterance(greeted, asked.start() if asked else len(text.rstrip()), people[0], "quotation")
            return
    for match in MINUTES.finditer(text):
        people = scene.within(*match.span(1), ("Person",))
        if len({each.name for each in people}) == 1:
            yield Utterance(*match.span(2), people[0], "quotation")
    for match in HEARD.finditer(text):
        for item in HEARD_ITEM.finditer(text, *match.span(1)):
            named = [each for each in scene.within(*item.span(1), ("Person",)) if each.start == item.start(1)]
            if named and scene.case(named[0]) == "Nom":
                yield Utterance(named[0].end, item.end(), named[0], "quotation")
    for match in LISTED.finditer(text):
        bodies = [each for each in scene.within(*match.span(1), ("Organisation",)) if each.end == match.end(1)]
        yield from (Utterance(*match.span(2), each, "reported") for each in bodies[-1:])
    if briefed := BRIEFED.search(text):
        people = scene.within(_begins(scene, briefed.start()), briefed.start(), ("Person",))
        if len(people) == 1 and scene.case(people[0]) == "Nom":
            topics = TOPIC.finditer(text, briefed.end())
            yield from (Utterance(*topic.span(1), people[0], "quotation") for topic in topics)
    for match in UNDER.finditer(text):
        people = scene.within(*match.span(1), ("Person",))
        if len(people) == 1 and scene.case(people[0]) == "Nom" and not REPORTING.search(match[1] + ":"):
            yield Utterance(*match.span(2), people[0], "quotation")


def _answered(scene: Surroundings) -> Iterator[Utterance]:
    """The answers of an interview that its heading announces («… Айдос Нұрлановпен әңгіме»), or whose first question
    calls somebody by name: every second line that begins with a dash, where the others ask."""
    lines = [(line.rstrip(), base) for line, base in _lines(scene) if line.strip()]
    turned = [(base + opening.end(), base + len(line)) for line, base in lines if (opening := OPENING.match(line))]
    asked, told = turned[::2], turned[1::2]
    text = scene.document.reading
    if len(told) < 2 or sum(ASKED.search(text[start:end]) is not None for start, end in asked) * 3 < len(asked) * 2:
        return
    if speaker := _announced_guest(scene, lines) or _called(scene, turned[0][0]):
        for start, end in told:
            yield Utterance(start, end, speaker, "quotation")


def _announced_guest(scene: Surroundings, lines: Sequence[tuple[str, int]]) -> Mention | None:
    announced = False
    for line, base in lines[:HEADING]:
        people = scene.within(base, base + len(line), ("Person",))
        if INTERVIEW.search(line) and len(people) == 1 and scene.case(people[0]) == "Ins":
            return people[0]
        announced = announced or INTERVIEW.match(line.lower()) is not None
        if announced and people and not OPENING.match(line):  # «Сұхбат. …» above the heading
            return people[0] if len({each.name for each in people}) == 1 else None
    return None


def _called(scene: Surroundings, start: int) -> Mention | None:
    """Who is called at the beginning of a question: «– Ерік Баймұханұлы, …?» is Ерік Жетпісов of the text."""
    called = next((each for each in scene.within(start, start + REACH, ("Person",)) if each.start == start), None)
    if called is None or scene.doc.text[called.end : called.end + 1] != ",":
        return None
    given = called.name.split()[0]
    return next((each for each in scene.mentions if each.kind == "Person" and each.name.split()[0] == given), called)


def _interrupted(scene: Surroundings) -> Iterator[Utterance]:
    """«…, – дейді Асқар Тілеген. – …»: both halves are his."""
    for match in WITHIN.finditer(scene.document.reading):
        speaker = _speaker(scene, match.start(2), match.end(2), match.start())
        if speaker is not None:
            yield Utterance(match.start(1), match.end(1), speaker, "quotation")
            yield Utterance(match.start(3), match.end(3), speaker, "quotation")


def _reported(scene: Surroundings) -> Iterator[Utterance]:
    for sentence in scene.doc.sents:
        length = len(sentence.text.rstrip())
        if according := _according(scene, sentence):
            yield Utterance(sentence.start_char, _reach(scene, sentence), according, "reported")
        elif REPORTING.search(sentence.text):
            back = scene.previous(sentence) if sentence.text.lower().startswith("бұл туралы") else None
            if teller := _teller(scene, sentence):
                if back is not None:
                    yield Utterance(back.start_char, back.end_char, teller, "reported")
                yield Utterance(sentence.start_char, sentence.start_char + length, teller, "reported")
        elif (told_on := GOING_ON.search(sentence.text)) and (teller := _teller(scene, sentence)):
            if teller.end <= sentence.start_char + told_on.start():
                yield Utterance(sentence.start_char, sentence.start_char + told_on.end(), teller, "reported")
        elif trailing := TRAILING.search(sentence.text):
            start = sentence.start_char + trailing.end()
            told = scene.within(start, sentence.end_char, ("Person", "Organisation"))
            if told and not _media(sentence.text[trailing.end() :]):
                yield Utterance(sentence.start_char, sentence.start_char + trailing.start(), told[0], "reported")


def _teller(scene: Surroundings, sentence: Span) -> Mention | None:
    """Who reports: the first person in the nominative, a body, or whom «ол» means."""
    told = [each for each in scene.in_sentence(sentence, ("Person", "Organisation")) if scene.case(each) == "Nom"]
    told = [each for each in told if not names(scene.after(each), ABOUT)]
    people = [each for each in told if each.kind == "Person"]
    if people or told:
        return (people or told)[0]
    opening = sentence.text.lower().split(maxsplit=1)
    if HE_OR_SHE.match(sentence.text.lower()):
        return _last(scene, sentence.start_char)
    return _holder(scene, opening[0], sentence.start_char) if opening and opening[0].endswith(POSTS) else None


def _according(scene: Surroundings, sentence: Span) -> Mention | None:
    """The person or body right before «айтуынша», «хабарлағандай», «мәліметінше», or the one «оның» means."""
    match = ACCORDING.search(sentence.text.lower())
    if match is None:
        return None
    start = sentence.start_char + match.start()
    before = sentence.text[: match.start()].lower().split()
    if before[-1:] in (["оның"], ["соңғысының"]):
        return _last(scene, start)
    sources = scene.within(sentence.start_char, start, ("Person", "Organisation"))
    beside = (each for each in reversed(sources) if not scene.doc.text[each.end : start].strip(" ,").count(" "))
    if named := next((each for each in beside if start - each.end <= SUFFIX), None):
        return named
    post = GENITIVE.sub("", before[-1]) if before else ""
    if post.startswith("басшы") and before[-2:-1] in (["үкімет"], ["мемлекет"]):
        post = "премьер-министр" if before[-2] == "үкімет" else "президент"
    elif post in {"ханым", "мырза"} and len(before) > 1:
        post = before[-2]
    elif not before or post == before[-1]:
        return None
    return _holder(scene, post, start) if post.startswith(POSTS) else None


def _reach(scene: Surroundings, sentence: Span) -> int:
    """Past the sentences that go on about the same: «Бұл …», «Оның ішінде …»."""
    end = sentence
    while end.end < len(scene.doc) and (following := scene.doc[end.end].sent) is not None:
        goes_on = following.text.lower().startswith(GOES_ON) and scene.previous(following) is not None
        told = REPORTING.search(following.text) or ACCORDING.search(following.text.lower())
        if told or not (goes_on or scene.pointed_at(following)):
            break
        end = following
    return end.start_char + len(end.text.rstrip())


def _lines(scene: Surroundings) -> Iterator[tuple[str, int]]:
    base = 0
    for line in scene.document.reading.splitlines(keepends=True):
        stripped = line.lstrip()
        yield stripped, base + len(line) - len(stripped)
        base += len(line)


def _introduced(scene: Surroundings, start: int, end: int) -> Mention | None:
    """Who the words before the quotation say is speaking: «Владимир Путин өз сөзінде: «…», – деді»."""
    people = [each for each in scene.within(start, end, ("Person",)) if scene.case(each) == "Nom"]
    return people[0] if people else None


def _speaker(scene: Surroundings, start: int, end: int, before: int) -> Mention | None:
    """The first person after the verb of saying, in its sentence; whom «ол» or «министр» there means, if none is."""
    token = scene.doc.char_span(start - 1, start, alignment_mode="expand")
    stop = min(end, token.sent.end_char if token is not None else end)
    people = [each for each in scene.within(start, stop, ("Person",), whole=True) if each.start - start < REACH]
    if people:
        return people[0]
    rest = scene.doc.text[start:stop].lower().strip(" .,")
    if HE_OR_SHE.match(rest):
        return _last(scene, before)
    return _holder(scene, rest, before) if rest.endswith(POSTS) else None


def _announced(scene: Surroundings, start: int) -> Mention | None:
    """Who the line before says is speaking: «… сөз алған А. Смаилова:»."""
    before = scene.doc.text[:start].rstrip(" \n–—-")
    if not before.endswith(":"):
        return None
    people = scene.within(before.rfind("\n") + 1, len(before), ("Person",))
    return people[-1] if people and scene.case(people[-1]) == "Nom" else None


def _last(scene: Surroundings, before: int) -> Mention | None:
    """Who was a subject last in this paragraph or the one before it."""
    here = scene.doc.text.rfind("\n", 0, before)
    while here > 0 and scene.doc.text[here - 1].isspace():
        here -= 1
    start = scene.doc.text.rfind("\n", 0, here) + 1 if here > 0 else 0
    people = [each for each in scene.within(start, before, ("Person",)) if scene.case(each) == "Nom"]
    return people[-1] if people else None


def _holder(scene: Surroundings, words: str, before: int) -> Mention | None:
    """Who was named last with the post: «орынбасары Данияр Қожабек … – деді орынбасар»; who heads such a territory for
    «облыс басшысы»; else who spoke of it last."""
    *of_what, post = words.split()
    if of_what and post.startswith(CHIEFS) and of_what[-1] in HEADED:
        chief = re.compile(rf"(?:{'|'.join(HEADED[of_what[-1]])})\w*\s+(?:{'|'.join(CHIEFS)})ы?і?\s*$")
        for each in reversed(scene.within(0, before, ("Person",))):
            if chief.search(scene.doc.text[max(scene.sentence(each).start_char, each.start - 60) : each.start].lower()):
                return each
    named = "|".join(CHIEFS) if post.startswith(CHIEFS) else re.escape(post)
    for each in reversed(scene.within(0, before, ("Person",))):
        sentence = scene.sentence(each)
        said = scene.doc.text[max(sentence.start_char, each.start - 60) : each.start].lower()
        if re.search(rf"\b(?:{named})", said):
            return each
    return _last(scene, before)


def _media(words: str) -> bool:
    """Only hands on what others say."""
    return any(stem in words.lower() for stem in MEDIA)
