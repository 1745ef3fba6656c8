"""The Russian pipeline: razdel, slovnet and pymorphy3 in spaCy's frame."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import spacy
from razdel import tokenize
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import DummyTokenizer, filter_spans
from spacy.vocab import Vocab

from kg.language.russian import slovnet_models
from kg.language.russian.delegates import delegates
from kg.language.russian.familiar_words import familiar
from kg.language.russian.initials import initials, inner
from kg.language.russian.morphology import is_given_name, lemma, may_be_surname, name_lemma
from kg.language.russian.sentences import sentences
from kg.language.russian.trees import repaired


class RazdelTokenizer(DummyTokenizer):
    """The tokens the models were trained on; with spaCy's own, names are lost. White space between them is kept."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for start, stop, word in [*((t.start, t.stop, t.text) for t in tokenize(text)), (len(text), len(text), "")]:
            gap = text[end:start]
            if words and gap.startswith(" "):
                spaces[-1] = True
                gap = gap[1:]
            for piece in (gap, word):
                if piece:
                    words.append(piece)
                    spaces.append(False)
            end = stop
        return Doc(self.vocab, words=words, spaces=spaces)


@Language.component("slovnet_syntax")
def _syntax(doc: Doc) -> Doc:
    """Forms, trees and sentence boundaries."""
    if not len(doc):
        return doc
    surnames = initials(doc)
    spoken = [[token for token in sentence if token.i not in surnames] for sentence in sentences(doc, inner(surnames))]
    spoken = [sentence for sentence in spoken if sentence]
    heads = np.arange(len(doc))
    relations = ["dep"] * len(doc)
    for token in doc:
        token.pos_ = "SPACE" if token.is_space else "PROPN" if token.is_alpha else "PUNCT"
    parses = slovnet_models.parses([familiar(token.text) for token in sentence] for sentence in spoken)
    for sentence, (forms, arcs) in zip(spoken, parses, strict=True):
        ends = [place if arc.head < 0 else arc.head for place, arc in enumerate(arcs)]
        tree = zip(*repaired(ends, [arc.relation for arc in arcs]), strict=True)
        for token, form, (head, relation) in zip(sentence, forms, tree, strict=True):
            heads[token.i], relations[token.i] = sentence[head].i, relation
            token.pos_ = form.pos
            token.set_morph(form.features)  # type: ignore[attr-defined]
    _hang_unseen(doc, surnames, heads, relations)
    offsets = (heads - np.arange(len(doc))).astype(np.uint64)
    labels = np.array([doc.vocab.strings.add(relation) for relation in relations], dtype=np.uint64)
    doc.from_array([HEAD, DEP], np.stack([offsets, labels], axis=1))  # type: ignore[arg-type]
    return doc


def _hang_unseen(doc: Doc, surnames: dict[int, int], heads: np.ndarray, relations: list[str]) -> None:
    """Initials hang on the surname. White space hangs on the token before it, or it would be a sentence of its own."""
    first = next((token.i for token in doc if not token.is_space), 0)
    for token in doc:
        if token.i in surnames:
            heads[token.i] = surnames[token.i]
            relations[token.i] = "flat:name" if token.is_alpha else "punct"
        elif token.is_space:
            heads[token.i] = max(token.i - 1, 0) if token.i > first else first


@Language.component("slovnet_names")
def _names(doc: Doc) -> Doc:
    """Entities PER, LOC and ORG. The tagger sees no line break, so an entity across one is two."""
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
    doc.ents = filter_spans(
        [
            *(Span(doc, delegate.start, delegate.end, "PER") for delegate in listed),
            *_with_initials(doc, found),
            *(Span(doc, run[0].i, run[-1].i + 1, label) for label, run in found),
        ]
    )
    return doc


def _as_name(token: Token, following: Token | None, *, listed: bool) -> str:
    """«ЛАВРОВ Сергей» as «Лавров Сергей»: in capitals it looks like an abbreviation to the tagger."""
    before_given = len(token) > 2 and following is not None and is_given_name(following.text)
    return familiar(token.text.title() if token.text.isupper() and (listed or before_given) else token.text)


def _adjacent(left: Token, right: Token) -> bool:
    """Nothing between them but white space within a line."""
    between = left.doc[left.i + 1 : right.i]
    return all(token.is_space and "\n" not in token.text for token in between)


def _with_initials(doc: Doc, found: list[tuple[str, list[Token]]]) -> Iterator[Span]:
    """The tagger tends to see «Ж.Токаев» in «К.-Ж.Токаев», or nothing; and «А. Общие положения» is no person."""
    surnames = initials(doc)
    persons = {token.i for label, run in found if label == "PER" for token in run}
    firsts = {surname: initial for initial, surname in sorted(surnames.items(), reverse=True)}
    for surname, first in sorted(firsts.items()):
        if surname in persons or may_be_surname(doc[surname].text):
            yield Span(doc, first, surname + 1, "PER")


@Language.component("pymorphy_lemmas")
def _lemmas(doc: Doc) -> Doc:
    for token in doc:
        case, number, gender = _declined(str(token.morph))
        if token.is_space or token.is_punct:
            token.lemma_ = token.text
        elif token.ent_type_ == "PER":
            token.lemma_ = name_lemma(token.text, case, gender)
        else:
            token.lemma_ = lemma(token.text, token.pos_, case, number, gender)
    return doc


@cache
def _declined(features: str) -> tuple[str, str, str]:
    """Case, number and gender, empty where the form has none."""
    found = dict(feature.split("=") for feature in features.split("|") if feature)
    return found.get("Case", ""), found.get("Number", ""), found.get("Gender", "")


def pipeline() -> Language:
    """Tokens, forms, trees, names, lemmas. The models are loaded with the first text."""
    nlp = spacy.blank("ru")
    nlp.tokenizer = RazdelTokenizer(nlp.vocab)
    nlp.max_length = 10**9
    for component in ("slovnet_syntax", "slovnet_names", "pymorphy_lemmas"):
        nlp.add_pipe(component)
    return nlp
