"""Which noun of the sentence a quantity is said of: along the tree, and by position where the tree errs."""

from kg.language.russian.morphology import parses
from kg.language.tokens import Token
from kg.reading.country_adjectives import countries_of
from kg.reading.cues import RUSSIAN
from kg.reading.figures.concepts import WRAPPERS
from kg.reading.figures.directions import is_change
from kg.reading.figures.quantities import Quantity
from kg.reading.figures.unit_words import MEASURES
from kg.reading.sentence_words import Words, fold, has, is_indicator, is_name, lemma

SUBJECTS = {"nsubj", "nsubj:pass"}
_SUMS = RUSSIAN.set("heads.sums")
MARKS = RUSSIAN.set("figures.marks")
_POSTS = RUSSIAN.set("speech.posts")
"""Whoever says a number is not what it measures, nor what they are minister of."""
_CAUSATIVES = RUSSIAN.set("figures.causatives")


def grown(words: Words, quantity: Quantity) -> Token | None:
    """What doubled: «удвоился экспорт пшеницы», «удваивая длительность перевозок»."""
    verb = words[quantity.number.first]
    if verb.pos_ == "ADV" or lemma(verb).startswith("в"):
        return None
    children = [child for child in verb.children if _among(child, words)]
    dependants = [child for child in children if child.dep_ in {*SUBJECTS, "obj", "nmod"} and is_measurable(child)]
    behind = [word for word in words[quantity.end : quantity.end + 3] if is_measurable(word)]
    return next(iter(behind or dependants), None)


def grower(words: Words, quantity: Quantity, before: Quantity | None) -> Token | None:
    """Whose growth «рост» is where no genitive says it: «товарооборот показал рост на 40 процентов»."""
    left = words[before.end if before else 0 : quantity.first]
    nominative = [word for word in left if is_measurable(word) and has(word, "Case", "Nom") and not is_change(word)]
    return nominative[-1] if nominative else None


def antecedent(words: Words, pronoun: Token) -> Token | None:
    """The noun «он» or «который» stands for: the nearest subject before it, or noun, of its gender and number."""
    if lemma(pronoun) not in {"он", "она", "оно", "они", "который"}:
        return None
    left = [word for word in words if word.i < pronoun.i and is_measurable(word) and _alike(word, pronoun)]
    if lemma(pronoun) == "который":
        return left[-1] if left else None
    return next((word for word in reversed(left) if word.dep_ in SUBJECTS), None)


def _alike(word: Token, pronoun: Token) -> bool:
    plural = has(word, "Number", "Plur")
    if plural != has(pronoun, "Number", "Plur"):
        return False
    return plural or word.morph.get("Gender", []) == pronoun.morph.get("Gender", [])


def head_of(words: Words, quantity: Quantity, before: Quantity | None) -> Token | None:
    """The noun the quantity is said of: along the tree, unless a subject stands nearer to the number."""
    if total := _total(words, quantity):
        return total
    head = _climbed(words, quantity) or left_of(words, quantity, before)
    floor = head.i if head is not None else words[0].i
    for word in reversed(words[: quantity.first]):
        if word.i <= floor or word.text == ";":
            break
        if word.dep_ in SUBJECTS and has(word, "Case", "Nom") and (is_measurable(word) or word.pos_ == "PRON"):
            return word
    return head


def _total(words: Words, quantity: Quantity) -> Token | None:
    """«на сумму более 2,5 миллиарда», «с общим объёмом инвестиций почти в 1,5 миллиарда»: a total right before."""
    for index in range(quantity.first - 1, max(-1, quantity.first - 5), -1):
        if lemma(words[index]) in _SUMS and words[index].pos_ == "NOUN":
            return words[index]
        if not has(words[index], "Case", "Gen") or words[index].pos_ not in {"NOUN", "ADJ", "PROPN"}:
            return None
    return None


def _climbed(words: Words, quantity: Quantity) -> Token | None:
    inside = {word.i for word in words[quantity.first : quantity.end]}
    node = quantity.noun if quantity.noun is not None and quantity.noun.i in inside else words[quantity.number.end - 1]
    for _ in range(7):
        if not _among(node, words):
            return None
        if node.i not in inside and (found := _said_of(words, node, inside)):
            return found
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _among(word: Token, words: Words) -> bool:
    """Does it stand in this part of its sentence?"""
    return words[0].i <= word.i <= words[-1].i


def _said_of(words: Words, node: Token, inside: set[int]) -> Token | None:
    if node.pos_ in {"NOUN", "PROPN"} and is_measurable(node) and not countries_of(node):
        if _adjunct(node):
            return None
        return node if node.i < min(inside) or node.dep_ in SUBJECTS else None
    if node.pos_ not in {"VERB", "AUX", "ADJ", "ADV"}:
        return node if countries_of(node) else None
    children = [child for child in node.children if child.i not in inside and _among(child, words)]
    if lemma(node) in _CAUSATIVES:
        objects = [child for child in children if child.dep_ == "obj" and is_measurable(child)]
        if objects:
            return objects[0]
    for child in children:
        if child.dep_ in SUBJECTS and (is_measurable(child) or child.pos_ in {"PRON", "DET", "ADJ"}):
            return child
    return node if countries_of(node) else None


def _adjunct(noun: Token) -> bool:
    """A noun after a preposition only says where or whose, unless it holds a measure («на сумму», «с долей»)."""
    prepositions = any(child.dep_ == "case" and child.pos_ == "ADP" for child in noun.children)
    return prepositions and lemma(noun) not in WRAPPERS | _SUMS and not is_change(noun)


def is_measurable(word: Token) -> bool:
    """May the noun be what is measured: no unit, name, post, scale word, nor the «US» of «US$5»?"""
    return (
        word.pos_ in {"NOUN", "PROPN"}
        and word.text != "US"
        and (not parses(word.text) or is_indicator(word) or any(parse.tag.POS == "NOUN" for parse in parses(word.text)))
        and lemma(word) not in MEASURES
        and lemma(word).partition("-")[0] not in MARKS
        and lemma(word) not in _POSTS
        and not (word.i and lemma(word.doc[word.i - 1]) in _POSTS)
        and not is_name(word)
        and not fold(word).startswith(("тысяч", "миллион", "миллиард", "трлн", "млрд", "млн", "тыс"))
    )


def left_of(words: Words, quantity: Quantity, before: Quantity | None) -> Token | None:
    """Without a tree to trust: the nearest nominative or sum before, else a subject behind, else any noun before."""
    left = [word for word in words[before.end if before else 0 : quantity.first] if is_measurable(word)]
    named = [word for word in left if has(word, "Case", "Nom") or lemma(word) in WRAPPERS]
    if named:
        return named[-1]
    behind = [
        word for word in words[quantity.end : quantity.end + 4] if is_measurable(word) and has(word, "Case", "Nom")
    ]
    return behind[0] if behind else (left[-1] if left else None)


def right_of(words: Words, quantity: Quantity) -> Token | None:
    """With nothing else to go by, what the sum is for («выделено 4 миллиона рублей на дороги»), or the sum itself."""
    behind = [word for word in words[quantity.end : quantity.end + 4] if is_measurable(word)]
    return behind[0] if behind else quantity.noun
