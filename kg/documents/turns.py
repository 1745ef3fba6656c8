"""Who speaks from where to where in a transcript.

A label stands at the start of a line or after the end of a sentence: «В.Путин: », «К.-Ж.Токаев: », «Вопрос: »,
«Патриарх Кирилл: ». Between name and colon there may be a card with the full name and post («А.Дрозденко Дрозденко
Александр Юрьевич губернатор Ленинградской области : ») and a note («(как переведено)»). A note may hold the name of a
role («Модератор (Анна Ким, ректор): »), who goes on as the bare role. Minutes have no colon but surnames in capitals
(«КОРОЛЁВ С. М. », «КИМ Анна, ректор. »), or initials at the start of a line («С. М. Королёв. »)."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence

from kg.documents.document import Span, Turn
from kg.documents.reading import lines, trim

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_PARTICLE = r"(?:бен|бин|ибн|аль|эль|фон|ван|де|ди|да|дер)"
_NAME = rf"(?:{_PARTICLE} )?[{_UPPER}][^\W\d_]+(?:[-’'][^\W\d_]+){{0,4}}"
_INITIALS = rf"[{_UPPER}](?:[а-яё]\.(?! )|\.)(?:[- ]?[{_UPPER}]\.){{0,4}} ?"  # «Дж.Байден», but not «Да. А.Иванов»
_ROLE = (
    "(?i:Вопрос|Ответ|Реплика|Голос|Ведущ(?:ий|ая)|Председательствующ(?:ий|ая)|Модератор|Переводчик|Корреспондент"
    "|Журналист|Сұрақ|Жауап|Жүргізуші|Төрағалық етуші|Тілші|Аудармашы)(?: из зала)?"
)
_AFTER_LABEL = (
    r"(?: (?P<card>(?P=surname)\b(?=[^:\n]{2,400}:)(?:(?![.!?…] )[^:\n]){2,300}?))?"
    r"(?P<note> ?\([^():\n]{1,160}\))?"
    r" ?:(?= *[^\s:])"
)
_GIVEN_INITIALS = rf"[{_UPPER}]\.(?: ?[{_UPPER}]\.)?"
_IN_NOTE = re.compile(rf" ?\((?P<name>{_INITIALS}{_NAME}|{_NAME} {_GIVEN_INITIALS}|{_NAME}(?: {_NAME}){{1,2}})[,)]")
_ONLY_ROLE = re.compile(rf"{_ROLE}\Z")
_NAME_CARD = re.compile(
    rf" *(?:[а-яё][^.!?:\n]{{0,150}}? )?"
    rf"(?:{_NAME}(?: {_NAME}){{1,2}}|{_NAME} {_GIVEN_INITIALS}|{_GIVEN_INITIALS} ?{_NAME})"
    rf"(?: ?\([^()\n]*\))?(?:(?:, | [–—-] )[^.!?\n]*)?[.;,]? *$",
    re.M,
)
"""Who has the role, and nothing said: «Модератор: Анна Ким, ректор»."""
_CAPITALS = rf"[{_UPPER}]{{2,}}(?:-[{_UPPER}]{{2,}})?"
_IN_CAPITALS = re.compile(
    rf"(?<![\w.-])(?P<label>{_CAPITALS} {_GIVEN_INITIALS}|{_GIVEN_INITIALS} ?{_CAPITALS}"
    rf"|{_CAPITALS}(?: (?!{_CAPITALS}){_NAME}){{1,2}}"
    rf"|^(?:{_GIVEN_INITIALS} ?{_NAME}|{_NAME} {_GIVEN_INITIALS}))"
    rf"(?P<card>, (?:(?![.!?…] )[^\n]){{2,200}})?(?P<note> ?\([^()\n]{{1,90}}\))?"
    rf"(?:(?<=\.)|\.)(?= [«„“\"(–—-]{{0,2}} ?[{_UPPER}])",
    re.M,
)
_INITIALED_OR_ROLE = re.compile(
    rf"(?<![\w.-])(?P<label>{_INITIALS}(?P<surname>{_NAME}(?: {_NAME}){{0,4}}?)|{_NAME} [{_UPPER}]\.(?: ?[{_UPPER}]\.)?"
    rf"|{_ROLE}){_AFTER_LABEL}"
)
_FULL_NAME = re.compile(
    # The colon is looked for once: without, each of the ways to part names that recur would look for it.
    rf"(?<![\w.-])(?=[^:\n]{{2,600}}:)"
    rf"(?P<label>(?:{_NAME} ){{0,4}}?(?P<surname>{_NAME}(?: {_NAME}){{0,2}}?)){_AFTER_LABEL}"
)
_WITH_POST = re.compile(
    rf"(?<![\w.-])(?P<label>(?:{_NAME} ){{1,3}}?(?P<surname>{_NAME}))"
    r"(?:(?P<card>, (?:(?![.!?…] )[^:\n]){2,200}?)|(?P<note> \([^():\n]{2,160}\)))? ?:(?= *+\n?\s*+[^\s:])"
)
"""«Нурлан Осмонов, советник министра: …»; the words may begin with the next line."""
_NO_PERSON = re.compile(
    r"(?:вич|вна|чна|ьич)\Z|(?:Республик|Федераци|Союз|Штат|Област|Совет|Министерств|Указ|Договор|Соглашени|Банк|Фонд"
    r"|Город|Район|Росси|Казахстан|Форум|Центр|Компани|Комитет|Агентств|Университет|Завод)",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?…»”\")\]>*][ ]*\Z")
_SAYING = re.compile(r"[ \n][а-яё]+(?:л[аио]?|[аеёиуюя]т|словам)[ ]*\Z")
_BREAK = re.compile(r"\*(?: ?\*){2,}|<(?:…|\.{3})>|&lt;(?:…|\.{3})&gt;")


def breaks(reading: str) -> list[Span]:
    """The editor's breaks: asterisks between parts, «<…>» for an omission."""
    return [Span(*match.span()) for match in _BREAK.finditer(reading)]


def begins(line: str) -> bool:
    """Whether a line begins as a turn does."""
    return bool(_INITIALED_OR_ROLE.match(line) or _FULL_NAME.match(line) or _IN_CAPITALS.match(line))


def find(reading: str, *, ends: Sequence[int] = (), one_line: bool = False) -> tuple[Turn, ...]:
    """The turns of `reading`, in order. A turn ends at the next label, at an editor's break, or at one of `ends`.

    Labels may follow a sentence on the same line where there are two of them or more, and in a page that is known to be
    saved as `one_line`; in running prose «…, сказал В.Путин: …» is no change of speaker."""
    labels = _without_cards(reading, _labels(reading, one_line))
    stops = sorted(
        [*ends, *(span.start for span in breaks(reading)), *(label.start() for label in labels), len(reading)]
    )
    turns = []
    chair: dict[str, Span] = {}
    for label in labels:
        words = trim(reading, Span(label.end(), stops[bisect_right(stops, label.start())]))
        if label["note"] and (named := _IN_NOTE.match(reading, label.start("note"))):
            chair[label["label"]] = Span(*named.span("name"))
        if words.start < words.end:
            speaker = chair.get(label["label"], Span(*label.span("label")))
            card = Span(*label.span("card")) if label["card"] and label.re is not _IN_CAPITALS else None
            turns.append(Turn(words.start, words.end, speaker, card))
    return tuple(turns)


def _without_cards(reading: str, labels: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Leaves out a role of which a programme or minutes tell everywhere just who has it."""
    speaks = {
        label["label"]
        for label in labels
        if not (_ONLY_ROLE.match(label["label"]) and _NAME_CARD.match(reading, label.end()))
    }
    return [label for label in labels if label["label"] in speaks]


def _labels(reading: str, one_line: bool) -> list[re.Match[str]]:
    sure = _at_line_starts(_INITIALED_OR_ROLE, reading)
    named = _at_line_starts(_FULL_NAME, reading)
    none_yet = not sure
    within = [m for m in _INITIALED_OR_ROLE.finditer(reading) if _may_start_turn(reading, m, first=none_yet)]
    if one_line or len(within) > 1:
        sure = within
        named += [match for match in _FULL_NAME.finditer(reading) if _after_sentence(reading, match)]
    sure += _in_capitals(reading)
    taken = {position for match in sure for position in range(*match.span())}
    named = [match for match in named if match.start() not in taken and not _NO_PERSON.search(match["label"])]
    named += _with_post(reading, [*sure, *named])
    times = Counter(match["label"] for match in named)
    alone = {label for label in times if " " not in label and times[label] > 1}
    whole = {label for label in alone if re.search(rf"[{_UPPER}][^\W\d_]+ {label}", reading)}
    introduction = reading[: sure[0].start()] if sure else None
    speakers = (m for m in named if _is_speaker(reading, m, times, whole, introduction))
    return sorted([*sure, *speakers], key=re.Match.start)


def _with_post(reading: str, others: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Two speakers at least have their post or their surname in capitals; a line that speaks again has neither."""
    begun = {match.start() for match in others}
    found = [match for match in _at_line_starts(_WITH_POST, reading) if match.start() not in begun]
    sure = [match for match in found if match["card"] or match["note"] or match["surname"].isupper()]
    own = {match["label"] for match in sure if not _NO_PERSON.search(match["label"])}
    return [match for match in sure if match["label"] in own] if len(own) + bool(begun) > 1 else []


def _in_capitals(reading: str) -> list[re.Match[str]]:
    """Labels of minutes: two speakers, one of whom speaks again. «КИМ А. П. Директор школы.» is a line of a list."""
    found = [m for m in _IN_CAPITALS.finditer(reading) if _at_line_start(reading, m) or _after_sentence(reading, m)]
    times = Counter(match["label"] for match in found)
    return found if 1 < len(times) < len(found) else []


def _at_line_starts(label: re.Pattern[str], reading: str) -> list[re.Match[str]]:
    return [match for line in lines(reading) if (match := label.match(reading, line.start))]


def _is_speaker(
    reading: str, match: re.Match[str], times: Counter[str], whole: Collection[str], introduction: str | None
) -> bool:
    """«Банк России: …» has capitals and a colon too. A speaker has a card or a note, speaks again, was introduced, or
    talks with another one; one called by a surname alone speaks again, and his `whole` name is elsewhere."""
    label = match["label"]
    if " " not in label:
        return label in whole
    return bool(
        match["card"]
        or match["note"]
        or times[label] > 1
        or (introduction is not None and (label in introduction or _at_line_start(reading, match)))
        or (len([other for other in times if " " in other]) > 1 and _opens_sentence(reading, match))
    )


def _opens_sentence(reading: str, match: re.Match[str]) -> bool:
    return reading[match.end() : match.end() + 8].lstrip(' –—-«"\n')[:1].isupper()


def _may_start_turn(reading: str, match: re.Match[str], *, first: bool) -> bool:
    """`first`: no turn has begun yet, so that a heading, which has no full stop, may stand before it."""
    if _at_line_start(reading, match) or _after_sentence(reading, match):
        return True
    spaced_colon = match.group().endswith(" :")
    heading = not _SAYING.search(reading, max(0, match.start() - 24), match.start())
    return (spaced_colon or (first and _opens_sentence(reading, match))) and heading


def _at_line_start(reading: str, match: re.Match[str]) -> bool:
    return not reading[reading.rfind("\n", 0, match.start()) + 1 : match.start()].strip()


def _after_sentence(reading: str, match: re.Match[str]) -> bool:
    return bool(_SENTENCE_END.search(reading, max(0, match.start() - 4), match.start()))
