"""A reader of simple texts for tests of what comes after reading: names with their kinds, two relations, no model."""

import re

from kg.documents.document import Document
from kg.documents.origin import stored
from kg.model.facts import Extraction, Figure, Found, Kind, Mention, Modality, Phrase, SisterCities, Utterance

NAMES: dict[str, tuple[Kind, str]] = {
    "Омска?": ("City", "Омск"),
    "Павлодара?": ("City", "Павлодар"),
    "Тверь|Твери": ("City", "Тверь"),
    "Казахстана?": ("Country", "Казахстан"),
    "В.Путин|Владимир Путин": ("Person", "Владимир Путин"),
    "К.-Ж.Токаев|Касым-Жомарт Токаев": ("Person", "Касым-Жомарт Токаев"),
}


def mentions(text: str) -> list[Mention]:
    return sorted(
        Mention(match.start(), match.end(), kind, match[0], name)
        for pattern, (kind, name) in NAMES.items()
        for match in re.finditer(rf"\b(?:{pattern})\b", text)
    )


def read_facts(document: Document) -> Extraction:
    """«города-побратимы X и Y», «товарооборот X – N долларов», turns of a transcript.

    Raises RuntimeError at the word «падение», as a broken rule would."""
    if "падение" in document.reading:
        raise RuntimeError("a rule that fails")
    found, known = [], mentions(document.reading)
    for match in re.finditer(r"(могли бы стать )?[Гг]ород\w+-побратим\w+ \w+ и \w+", document.reading):
        pair = [mention for mention in known if match.start() <= mention.start < match.end()]
        modality: Modality = "proposed" if match[1] else "asserted"
        found.append(Found(SisterCities(*pair), "sister-cities", match.start(), match.end(), modality))
    for match in re.finditer(r"товарооборот \w+ – (\d+) долларов", document.reading):
        about = tuple(mention for mention in known if match.start() <= mention.start < match.end())
        measure = Phrase(match.start(), match.start() + len("товарооборот"), "товарооборот")
        figure = Figure(measure, match[1], "USD", period="2021", about=about, concept="tradeTurnover")
        found.append(Found(figure, "turnover", match.start(), match.end()))
    speakers = {mention.start: mention for mention in known if mention.kind == "Person"}
    turns = tuple(
        Utterance(turn.start, turn.end, speakers[turn.label.start], "turn")
        for turn in document.turns
        if turn.label.start in speakers
    )
    return stored(Extraction(tuple(known), turns, tuple(found)), document)
