"""The spaCy pipeline for Kazakh: tokens, sentences, and the suffixes of each word.

There is no trained model: `morph` holds Case, Number and Poss of the likeliest parse, `lemma_` its stem. The lemma
of a known noun is the bare stem in lower case («облысының» → «облыс»); that of a name is its nominative («Қарағандыға»
→ «Қарағанды»), for in a name the possessive is no inflection."""

import re

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer
from spacy.vocab import Vocab

from kg.language.kazakh.numerals import NUMBER_WORDS
from kg.language.kazakh.suffixes import CASES, FUNCTION_WORDS, NOUNS, Parse, best_parse

LETTER = r"[^\W\d_]"
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
ABBREVIATIONS = frozenset("т.б т.с.с ж г млн млрд трлн мың кв км т б с ред шт обл қ".split())
CLOSING = '"»”)'


class KazakhTokenizer(DummyTokenizer):
    """Hyphenated words, initials and numbers stay whole; quotes, dashes and stops stand alone."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for match in TOKEN.finditer(text):
            if match[0] == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(match[0])
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


class Kazakh(Language):  # type: ignore[no-untyped-call]
    lang = "kk"


@Language.component("kazakh_sentences")
def sentences(doc: Doc) -> Doc:
    """A line break ends a sentence, for these texts often lack the full stop; so does a stop before a capital."""
    opens = True
    for token in doc:
        token.is_sent_start = opens
        opens = False
        if "\n" in token.text:
            opens = True
        elif token.text in {".", "!", "?", "…", "..."} or (token.text in CLOSING and opens):
            opens = _ends(doc, token.i)
    return doc


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


@Language.component("kazakh_morphology")
def morphology(doc: Doc) -> Doc:
    for token in doc:
        low = token.lower_
        if token.is_space:
            token.pos_ = "SPACE"
        elif not token.text[0].isalnum():
            token.pos_ = "PUNCT"
            if suffix := CASE_OF.get(token.text.lstrip('»”"-')):
                token.set_morph({"Case": suffix})  # type: ignore[attr-defined]
        elif NUMBER.fullmatch(token.text) or low in NUMBER_WORDS:
            token.pos_ = "NUM"
        else:
            _inflect(doc, token.i)
            continue
        token.lemma_ = low
    return doc


def _inflect(doc: Doc, position: int) -> None:
    token = doc[position]
    found: Parse = best_parse(token.text)
    token.lemma_ = found.stem
    features = {"Case": found.case, "Number": "Plur" if found.plural else "Sing"}
    if found.possessive:
        features["Poss"] = found.possessive
    if found.attribute:
        features["Attr"] = "Yes"
    token.set_morph(features)  # type: ignore[attr-defined]
    if token.lower_ in FUNCTION_WORDS:
        token.pos_ = "PART"
        token.set_morph({})  # type: ignore[attr-defined]
    elif found.stem in NOUNS:
        token.pos_ = "NOUN"
    elif token.text[0].isupper() and not token.is_sent_start:
        token.pos_ = "PROPN"
    else:
        token.pos_ = "X"


def pipeline() -> Language:
    """A pipeline for Kazakh, made in milliseconds."""
    nlp = Kazakh()
    nlp.max_length = 10**9
    nlp.tokenizer = KazakhTokenizer(nlp.vocab)
    nlp.add_pipe("kazakh_sentences")
    nlp.add_pipe("kazakh_morphology")
    return nlp
