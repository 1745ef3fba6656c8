"""Kazakh: tokens, sentences, and the suffixes of each word.

There is no trained model: `morph` holds Case, Number and Poss of the likeliest parse, `lemma_` its stem. The lemma
of a known noun is the bare stem in lower case («облысының» → «облыс»); that of a name is its nominative («Қарағандыға»
→ «Қарағанды»), for in a name the possessive is no inflection."""

import re
from collections.abc import Iterator
from functools import cache

from kg.language.kazakh.numerals import NUMBER_WORDS
from kg.language.kazakh.suffixes import CASES, FUNCTION_WORDS, NOUNS, best_parse
from kg.language.tokens import Doc, Morph, Token, plain
from kg.language.words import KAZAKH

CASE_OF = {suffix: case for case, suffixes, _ in CASES for suffix in suffixes}
TOKEN = re.compile(
    rf"(?:[»”]-?|\"-)(?:{'|'.join(CASE_OF)})\b"  # «Самұрық-Қазына»-ның: the case of what is quoted
    r"""
    | (?:[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]\.(?:-(?=[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]\.))?)+(?=\s?[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ])  # initials: Қ.-Ж.
    | [A-Za-z]\w*(?:\.[a-z]{2,})+\b                     # Zakon.kz
    | \d+(?:[.,]\d+)+(?:-\w+)?                           # 25,6  2,5-тен
    | \d+(?=-(?!інші|ыншы|нші|ншы|ге|ға)[^\W\d]{4})        # 17-отырысы
    | \w+(?:[-‑’']\w+)*                                  # сауда-экономикалық, 2003-2018, 16-шы
    | \.{3}
    | \S
    | \s+
    """,
    re.VERBOSE,
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:-\w+)?")
ABBREVIATIONS = KAZAKH.set("phrases.abbreviations")


def read(text: str) -> Doc:
    """Reads a Kazakh text."""
    doc = divided(text)
    for token in doc:
        _inflect(token)
        token.plain_lemma = plain(token.lemma_.lower())
    return doc


def divided(text: str) -> Doc:
    """Tokens and sentences. Hyphenated words, initials and numbers stay whole; quotes, dashes and stops stand alone."""
    words: list[str] = []
    spaces: list[bool] = []
    for match in TOKEN.finditer(text):
        if match[0] == " " and words and not spaces[-1] and not words[-1].isspace():
            spaces[-1] = True
        else:
            words.append(match[0])
            spaces.append(False)
    doc = Doc(words, spaces)
    doc.divide(_starts(doc))
    return doc


def _starts(doc: Doc) -> Iterator[bool]:
    """Whether a sentence begins at each token.

    A line break ends a sentence, for these texts often lack the full stop; so does a stop before a capital."""
    opens = True
    for token in doc:
        begins, opens = opens, False
        token.is_sent_start = begins
        yield begins
        if "\n" in token.text:
            opens = True
        elif token.text in {".", "!", "?", "…", "..."}:
            opens = _ends(doc, token.i)


def _ends(doc: Doc, stop: int) -> bool:
    if stop and doc[stop - 1].is_digit and doc[stop - 1].is_sent_start:
        return False
    if stop and doc[stop].text == "." and doc[stop - 1].text.lower() in ABBREVIATIONS and not doc[stop - 1].is_digit:
        return False
    following = stop + 1
    while following < len(doc) and doc[following].is_space:
        if "\n" in doc[following].text:
            return False
        following += 1
    if following == len(doc):
        return False
    glued = following == stop + 1 and not doc[stop].whitespace_
    return not glued and (not doc[following].text[0].isalpha() or doc[following].text[0].isupper())


def _inflect(token: Token) -> None:
    """The form of a word by its ending."""
    token.lemma_ = token.lower_
    if token.is_space:
        token.pos_ = "SPACE"
    elif not token.text[0].isalnum():
        token.pos_ = "PUNCT"
        if suffix := CASE_OF.get(token.text.lstrip('»”"-')):
            token.morph = _morph(suffix)
    elif NUMBER.fullmatch(token.text) or token.lower_ in NUMBER_WORDS:
        token.pos_ = "NUM"
    else:
        found = best_parse(token.text)
        token.lemma_ = found.stem
        if token.lower_ in FUNCTION_WORDS:
            token.pos_ = "PART"
            return
        token.morph = _morph(found.case, "Plur" if found.plural else "Sing", found.possessive, found.attribute)
        named = token.text[0].isupper() and not token.is_sent_start
        token.pos_ = "NOUN" if found.stem in NOUNS else "PROPN" if named else "X"


@cache
def _morph(case: str, number: str = "", possessive: str = "", attribute: bool = False) -> Morph:
    features = {"Attr": "Yes" if attribute else "", "Case": case, "Number": number, "Poss": possessive}
    return Morph((name, [value]) for name, value in features.items() if value)
