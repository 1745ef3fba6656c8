"""Documents and mentions written by hand, for tests of what comes after reading."""

import hashlib
from typing import Literal

from kg.documents.document import Document
from kg.model.facts import Extraction, Fact, Found, Kind, Mention, Modality, Phrase, Utterance

Language = Literal["ru", "kk", "en", "und"]


def document(
    text: str, id: str = "a", *, date: str = "2022-11-28", language: Language = "ru", publisher: str = ""
) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(id, f"{id}.txt", text, text, language, "plain", sha256, date=date, publisher=publisher)


def mention(text: str, words: str, kind: Kind, name: str = "", *, key: str = "", named: bool = True) -> Mention:
    """The first place of `words` in the text."""
    start = text.index(words)
    return Mention(start, start + len(words), kind, words.replace("\u00a0", " "), name or words, key, named)


def phrase(text: str, words: str) -> Phrase:
    return Phrase(text.index(words), text.index(words) + len(words), words)


def found(text: str, fact: Fact, modality: Modality = "asserted", rule: str = "by-hand") -> Found:
    return Found(fact, rule, 0, len(text), modality)


def extraction(*facts: Found, mentions: tuple[Mention, ...] = (), utterances: tuple[Utterance, ...] = ()) -> Extraction:
    return Extraction(mentions, utterances, facts)
