"""The Russian pipeline: razdel, slovnet and pymorphy3 in spaCy's frame."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from razdel import tokenize
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.lang.ru.lex_attrs import like_num
from spacy.language import Language
from spacy.tokens import Doc as Annotated
from spacy.tokens import Span as Name
from spacy.util import DummyTokenizer, filter_spans
from spacy.vocab import Vocab

from kg.language.russian import slovnet_models
from kg.language.russian.delegates import delegates
from kg.language.russian.familiar_words import familiar
from kg.language.russian.initials import initials, inner
from kg.language.russian.morphology import is_given_name, lemma, may_be_surname, name_lemma
from kg.language.russian.sentences import sentences
from kg.language.russian.trees import repaired
from kg.language.tokens import Doc, Morph, Span, Token, plain

TOKENS = "tokens"
"""Key in `user_data` of spaCy's Doc: ours, which its components ask, and which has in the end what they found."""


_ELIDED = re.compile(r"\b[ОДЛ]['’][А-ЯЁ][а-яё]+")
"""«О’Лири», «Д'Артаньян»: one word, and no quotation that begins within it."""


def _joined(text: str) -> Iterator[tuple[int, int, str]]:
    """Beginning, end and letters of each token of razdel, elided names in one."""
    names = {match.start(): match.end() for match in _ELIDED.finditer(text)}
    end = 0
    for token in tokenize(text):
        if token.start >= end:
            end = max(names.get(token.start, 0), token.stop)
            yield token.start, end, text[token.start : end]


class RazdelTokenizer(DummyTokenizer):
    """The tokens the models were trained on; with spaCy's own, names are lost. White space between them is kept."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Annotated:
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for start, stop, word in [*_joined(text), (len(text), len(text), "")]:
            gap = text[end:start]
            if words and gap.startswith(" "):
                spaces[-1] = True
                gap = gap[1:]
            for piece in (gap, word):
                if piece:
                    words.append(piece)
                    spaces.append(False)
            end = stop
        made = Annotated(self.vocab, words=words, spaces=spaces)
        made.user_data[TOKENS] = Doc(words, spaces, like_num)
        return made


@Language.component("slovnet_syntax")
def _syntax(annotated: Annotated) -> Annotated:
    """Forms, trees and sentence boundaries."""
    doc: Doc = annotated.user_data[TOKENS]
    if not len(doc):
        return annotated
    surnames = initials(doc)
    spoken = [[token for token in sentence if token.i not in surnames] for sentence in sentences(doc, inner(surnames))]
    spoken = [sentence for sentence in spoken if sentence]
    heads = list(range(len(doc)))
    relations = ["dep"] * len(doc)
    parts = ["SPACE" if token.is_space else "PROPN" if token.is_alpha else "PUNCT" for token in doc]
    features = [""] * len(doc)
    parses = slovnet_models.parses([familiar(token.text) for token in sentence] for sentence in spoken)
    for sentence, (forms, arcs) in zip(spoken, parses, strict=True):
        ends = [place if arc.head < 0 else arc.head for place, arc in enumerate(arcs)]
        tree = zip(*repaired(ends, [arc.relation for arc in arcs]), strict=True)
        for token, form, (head, relation) in zip(sentence, forms, tree, strict=True):
            heads[token.i], relations[token.i] = sentence[head].i, relation
            parts[token.i], features[token.i] = form
    _hang_unseen(doc, surnames, heads, relations)
    offsets = (np.array(heads) - np.arange(len(doc))).astype(np.uint64)
    named = annotated.vocab.strings.add
    columns = [_numbers(relations, named), _numbers(parts, named), _numbers(features, annotated.vocab.morphology.add)]
    annotated.from_array([HEAD, DEP, POS, MORPH], np.stack([offsets, *columns], axis=1))  # type: ignore[arg-type]
    return annotated


def _numbers(names: Sequence[str], add: Callable[[str], int]) -> np.ndarray:
    """spaCy's number of each name."""
    known = {name: add(name) for name in dict.fromkeys(names)}
    return np.array([known[name] for name in names], dtype=np.uint64)


def _hang_unseen(doc: Doc, surnames: Mapping[int, int], heads: list[int], relations: list[str]) -> None:
    """Initials hang on the surname. White space hangs on the token before it, or it would be a sentence of its own."""
    first = next((token.i for token in doc if not token.is_space), 0)
    for token in doc:
        if token.i in surnames:
            heads[token.i] = surnames[token.i]
            relations[token.i] = "flat:name" if token.is_alpha else "punct"
        elif token.is_space:
            heads[token.i] = max(token.i - 1, 0) if token.i > first else first


@Language.component("slovnet_names")
def _names(annotated: Annotated) -> Annotated:
    """Entities PER, LOC and ORG. The tagger sees no line break, so an entity across one is two."""
    doc: Doc = annotated.user_data[TOKENS]
    tokens = [token for token in doc if not token.is_space]
    listed = delegates(doc)
    named = {place for delegate in listed for place in range(delegate.start, delegate.end)}
    words = [
        _as_name(token, following, listed=token.i in named)
        for token, following in zip(tokens, [*tokens[1:], None], strict=False)
    ]
    found: list[tuple[str, list[Token]]] = []
    for token, tag in zip(tokens, slovnet_models.name_tags(words), strict=True):
        position, _, label = tag.partition("-")
        if not label or token.i in named:
            continue
        # An I- without its B- begins an entity: dropping it, as slovnet does, loses names («Си Цзиньпин»).
        continues = position == "I" and found and found[-1][0] == label and _adjacent(found[-1][1][-1], token)
        if continues:
            found[-1][1].append(token)
        else:
            found.append((label, [token]))
    annotated.ents = filter_spans(
        [
            *(Name(annotated, delegate.start, delegate.end, "PER") for delegate in listed),
            *(Name(annotated, first, end, "PER") for first, end in _with_initials(doc, found)),
            *(Name(annotated, run[0].i, run[-1].i + 1, label) for label, run in found),
        ]
    )
    return annotated


def _as_name(token: Token, following: Token | None, *, listed: bool) -> str:
    """«ЛАВРОВ Сергей» as «Лавров Сергей»: in capitals it looks like an abbreviation to the tagger."""
    if not token.is_upper:
        return familiar(token.text)
    before_given = len(token) > 2 and following is not None and is_given_name(following.text)
    return familiar(token.text.title() if listed or before_given else token.text)


def _adjacent(left: Token, right: Token) -> bool:
    """Nothing between them but white space within a line."""
    between = left.doc[left.i + 1 : right.i]
    return all(token.is_space and "\n" not in token.text for token in between)


def _with_initials(doc: Doc, found: list[tuple[str, list[Token]]]) -> Iterator[tuple[int, int]]:
    """The tagger tends to see «Ж.Токаев» in «К.-Ж.Токаев», or nothing; and «А. Общие положения» is no person."""
    surnames = initials(doc)
    persons = {token.i for label, run in found if label == "PER" for token in run}
    firsts = {surname: initial for initial, surname in sorted(surnames.items(), reverse=True)}
    for surname, first in sorted(firsts.items()):
        if surname in persons or may_be_surname(doc[surname].text):
            yield first, surname + 1


@Language.component("pymorphy_lemmas")
def _lemmas(annotated: Annotated) -> Annotated:
    doc: Doc = annotated.user_data[TOKENS]
    columns = annotated.to_array([POS, MORPH, ENT_TYPE]).T.tolist()
    parts, morphs, labels = (_names_of(column, annotated.vocab) for column in columns)
    lemmas = [
        _lemma(token, part, _declined(features), label)
        for token, part, features, label in zip(doc, parts, morphs, labels, strict=True)
    ]
    annotated.from_array([LEMMA], _numbers(lemmas, annotated.vocab.strings.add))  # type: ignore[arg-type]
    return annotated


def _lemma(token: Token, part: str, declined: tuple[str, str, str], label: str) -> str:
    case, number, gender = declined
    if token.is_space or token.is_punct:
        return token.text
    if label == "PER":
        return name_lemma(token.text, case, gender)
    return lemma(token.text, part, case, number, gender)


@cache
def _declined(features: str) -> tuple[str, str, str]:
    """Case, number and gender, empty where the form has none."""
    found = _morph(features).to_dict()
    return found.get("Case", ""), found.get("Number", ""), found.get("Gender", "")


@cache
def _morph(features: str) -> Morph:
    """What spaCy writes of a form; «_» is nothing."""
    pairs = (feature.partition("=") for feature in features.split("|") if "=" in feature)
    return Morph((name, values.split(",")) for name, _, values in pairs)


@cache
def _pipeline() -> Language:
    """Tokens, forms, trees, names, lemmas. The models are loaded with the first text.

    spaCy's own Russian would begin with a tokenizer, stop words and shapes of each new word, for which nobody asks."""
    nlp = Language(Vocab(), max_length=10**9, create_tokenizer=lambda nlp: RazdelTokenizer(nlp.vocab))
    for component in ("slovnet_syntax", "slovnet_names", "pymorphy_lemmas"):
        nlp.add_pipe(component)
    return nlp


def read(text: str, breaks: Sequence[int] = ()) -> Doc:
    """Reads a Russian text; a sentence ends at each of the offsets `breaks`, whatever the punctuation."""
    nlp = _pipeline()
    annotated = nlp.make_doc(text)
    doc: Doc = annotated.user_data[TOKENS]
    doc.breaks = breaks
    _complete(doc, nlp(annotated))
    return doc


def _complete(doc: Doc, annotated: Annotated) -> None:
    """Gives each token what the components found of it."""
    if not len(doc):
        return
    *named, inside, starts, heads = annotated.to_array(_COLUMNS).T
    lemmas, parts, relations, labels, morphs = (_names_of(column.tolist(), annotated.vocab) for column in named)
    doc.divide((starts == 1).tolist())
    plain_of = {lemma: plain(lemma.lower()) for lemma in dict.fromkeys(lemmas)}
    rows = zip(lemmas, parts, relations, labels, morphs, inside.tolist(), strict=True)
    for token, head, row in zip(doc, heads.astype(np.int64).tolist(), rows, strict=True):
        token.lemma_, token.pos_, token.dep_, token.ent_type_, features, iob = row
        token.plain_lemma = plain_of[token.lemma_]
        token.morph, token.ent_iob_ = _morph(features), _IOB[iob]
        if head:
            token.head = doc[token.i + head]
            token.head.children = [*token.head.children, token]
    doc.ents = tuple(Span(doc, name.start, name.end, name.label_) for name in annotated.ents)


_COLUMNS = [LEMMA, POS, DEP, ENT_TYPE, MORPH, ENT_IOB, SENT_START, HEAD]
_IOB = ("", "I", "O", "B")


def _names_of(numbers: Sequence[int], vocab: Vocab) -> list[str]:
    """What spaCy's numbers stand for."""
    known = {number: vocab.strings[number] for number in set(numbers)}
    return [known[number] for number in numbers]
