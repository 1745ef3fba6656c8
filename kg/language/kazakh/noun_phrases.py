"""How far a noun phrase reaches to the left of its head.

Kazakh modifiers all precede the head: possessors in the genitive, bare nouns, adjectives, attributes in -дағы, whole
clauses closed by a postposition («… туралы келісім») or by a verbal noun («кәсіпкерлікті дамыту қоры»)."""

import re
from collections.abc import Collection

from kg.language.kazakh.numerals import MONTHS, ORDINALS
from kg.language.kazakh.suffixes import NOUNS
from kg.language.tokens import Doc, Span, Token
from kg.language.words import KAZAKH

CONJUNCTIONS = KAZAKH.set("phrases.conjunctions")
LISTING = KAZAKH.set("phrases.listing")
"""What stands between the members of a list."""
LINKS = KAZAKH.set("phrases.links")
DETERMINERS = KAZAKH.set("phrases.determiners")
VERB_ENDINGS = KAZAKH.words("phrases.verb_endings")
SUBJECTS = KAZAKH.set("phrases.subjects")
CONVERBS = KAZAKH.words("phrases.converbs")
ADJECTIVE_ENDINGS = KAZAKH.words("phrases.adjective_endings")
LOAN_ADJECTIVES = KAZAKH.words("phrases.loan_adjectives")
"""«федералды университеті», «автономды облысы»: no accusatives."""
DASHES = frozenset("-–—")
SETTINGS = frozenset({*MONTHS, *KAZAKH.set("phrases.settings")})
"""Months and lands: «қыркүйектегі», «өңірдегі»."""
_OF_KIND = ("форматындағы", "деңгейіндегі", "тақырыбындағы", "мәселелеріндегі")
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?-[дт][ае]")
_TOO = frozenset({"де", "да", "те", "та"})
_PART = re.compile(r"\d+-(?:с?[ыі]|[еа]у[ыі])")
_OBJECT = 7
"""Words between an object and the verbal noun before «туралы» that it belongs to."""
QUOTES = {"«": "»", "“": "”", "„": "“"}


def quotes(sentence: Span) -> dict[int, int]:
    """Token positions of closing quotes and of their opening ones; straight quotes open and close in turn."""
    pairs: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    for token in sentence:
        if token.text[0] == '"' and opened and opened[-1][0] == '"':
            pairs[token.i] = opened.pop()[1]
        elif token.text == '"':
            opened.append(('"', token.i))
        elif token.text in QUOTES:
            opened.append((QUOTES[token.text], token.i))
        elif opened and token.text[0] == opened[-1][0]:  # «»-ның»
            pairs[token.i] = opened.pop()[1]
    return pairs


def is_adjective(token: Token) -> bool:
    return token.lower_.endswith(ADJECTIVE_ENDINGS) and not is_owned(token)


def is_verbal_noun(token: Token) -> bool:
    """«дамыту», «қолдау», and the noun they are made with: «іске асыру»."""
    return len(token.text) > 3 and token.lower_.endswith(("у", "ю", "уы", "уі")) and token.text[0].islower()


def _feature(token: Token, name: str) -> str:
    values: list[str] = token.morph.get(name, [])
    return values[0] if values else ""


def case(token: Token) -> str:
    return _feature(token, "Case")


def is_plural(token: Token) -> bool:
    return _feature(token, "Number") == "Plur"


def is_owned(token: Token) -> bool:
    """Has a possessive suffix: «министрлігі», «еліміз»."""
    return bool(_feature(token, "Poss"))


def is_attribute(token: Token) -> bool:
    """A locative turned into a modifier: «облысындағы»."""
    return bool(_feature(token, "Attr"))


_ASIDE = 4
"""Words of brackets that stand within a phrase: «университетінің (Венгрия) апталығы»."""


def phrase_start(
    doc: Doc, head: int, *, barriers: Collection[int] = (), conjoined: bool = True, asides: bool = False
) -> int:
    """Position of the first token of the phrase whose head is at `head`.

    `barriers` are tokens that belong to something else (a person before the phrase is its sentence's subject). With
    `conjoined` off «мен» ends the phrase, as it does between two bodies that are both named in full; with `asides` on
    brackets may stand in it."""
    sentence = doc[head].sent
    pairs = quotes(sentence)
    start = position = head
    while (position := position - 1) >= sentence.start:
        token = doc[position]
        if position in barriers:
            break
        if position in pairs:
            start = position = pairs[position]
            continue
        if (
            asides
            and token.text == ")"
            and "(" in (aside := [t.text for t in doc[max(position - _ASIDE, sentence.start) : position]])
        ):
            position -= len(aside) - aside.index("(")
            continue
        if token.lower_ in CONJUNCTIONS:
            if not conjoined and token.lower_ != "және":
                break
            continue
        if token.text == "," and position and _lists(doc, position):
            continue
        if token.text in DASHES and _joins(doc, position):
            continue
        if token.text in {"»", "”"} and position not in pairs:
            continue
        if not _modifies(token, doc[position + 1 : head + 1]):
            break
        start = position
    return start


def own_start(doc: Doc, start: int, head: int, barriers: Collection[int] = ()) -> int:
    """The start of a phrase without when and where it is («тамыздағы | баспасөз мәслихаты», «еліміздегі | цифрландыру
    бағдарламасы»), and with what its first word hangs on: «Жұмыспен қамтудың форумы», «Үкімет басшылары кеңесінің
    отырысы»."""
    told = [each.i + 1 for each in doc[start:head] if each.lower_ == "рет" or _CLOCK.fullmatch(each.text)]
    told += [each.i + 1 for each in doc[start + 1 : head] if each.lower_ == "бойынша" and _is_part(doc, each.i)]
    start = max([start, *told])  # «бұл ұйым жетінші рет кездесу өткізді», «таңғы 7-де учаскелердің ашылуы»
    while start + 1 < head and (
        is_attribute(doc[start])
        and doc[start].lemma_ in SETTINGS
        or doc[start].lower_ in _TOO
        or _is_part(doc, start)
        or _is_apart(doc, start)
    ):
        start += 1
    before, first = doc[start - 1], doc[start]
    if start in (head, doc[head].sent.start) or before.is_punct:
        return start
    owned = first.is_lower and is_owned(first) and case(first) in ("Nom", "Gen") and before.pos_ != "NUM"
    by_many = owned and is_owned(before) and is_plural(before) and case(first) == "Gen"
    by_name = owned and is_plural(first) and len(before) > 2 and before.is_upper
    of_kind = first.lower_.endswith(_OF_KIND) and before.is_lower and case(before) == "Nom"
    if by_many or by_name or of_kind:
        return phrase_start(doc, start - 1, barriers=barriers)
    with_what = (
        case(before) == "Ins" and before.pos_ in ("NOUN", "X") and first.lemma_.endswith(("у", "ю"))
    )  # «сумен жабдықтау»
    ahead = (before.lower_, first.lower_) == ("алдын", "ала")
    return start - 1 if before.i not in barriers and (with_what or ahead) else start


def _is_apart(doc: Doc, at: int) -> bool:
    """«жалпы тақырыптардан бөлек 56-конференция»: a postposition and no adjective."""
    return at > 0 and doc[at].lower_ in ("бөлек", "басқа", "тыс", "бері") and case(doc[at - 1]) == "Abl"


def _is_part(doc: Doc, at: int) -> bool:
    """«31-і бойынша келісімшарт», «18-і келісімшарт»: so many of those told before."""
    of_part = doc[at].lower_ == "бойынша" and _PART.fullmatch(doc[at - 1].text)
    return bool(of_part or _PART.fullmatch(doc[at].text))


def _joins(doc: Doc, dash: int) -> bool:
    """The dash of «17-отырысы» and of «Қазақстан – Беларусь комиссиясы»; not «KAZINFORM – Шекара туралы шарт»."""
    before, after = doc[dash - 1], doc[dash + 1]
    capitals = before.text[0].isupper() and after.text[0].isupper() and case(before) == case(after) == "Nom"
    dateline = before.text.isupper() and len(before) > 4 and not after.text.isupper()
    return before.is_digit or (capitals and not dateline and doc[dash].text != "-")


def _lists(doc: Doc, comma: int) -> bool:
    """A comma inside the phrase separates adjectives, or genitives before a last one: «мәдени, гуманитарлық»."""
    before, after = doc[comma - 1], doc[comma + 1]
    return is_adjective(before) and (is_adjective(after) or after.lower_ in LINKS)


def _modifies(token: Token, rest: Span) -> bool:
    word, following = token.lower_, rest[0]
    if word in LINKS or word == "деп" and is_verbal_noun(following):
        return True  # «бауырлас қала деп жариялау туралы»
    if token.is_punct or token.is_space or word in DETERMINERS or (token.pos_ == "PART" and word not in LINKS):
        return False
    if word in SUBJECTS and (token.is_sent_start or token.doc[token.i - 1].text in (".", ")", "•")):
        return False  # «2. Тараптар үйлестіру кеңесін құрады»
    if token.pos_ == "NUM":
        return (
            following.lower_ in ORDINALS  # «жиырма екінші форум»
            or (following.lower_.startswith("жыл") and following.lower_ != "жылы")
            or "-" in token.text
            or following.text in DASHES
            and (following.idx == token.idx + len(token) or rest[1].is_digit)  # not «10:00 – ашылу»
        )
    if is_attribute(token) or case(token) == "Gen":
        return True
    if word.endswith(CONVERBS) and token.is_lower and is_verbal_noun(following):
        return True  # «сатып алу», «бірлесіп салу»
    if case(token) == "Dat":
        return following.lower_ in {"арналған", "бағытталған", "қарсы"} or is_verbal_noun(following)
    if case(token) == "Acc":
        if word.endswith(LOAN_ADJECTIVES) and is_owned(following):
            return True
        titled = zip(rest[:_OBJECT], rest[1 : _OBJECT + 1], strict=False)
        done = any(is_verbal_noun(each) and link.lower_ == "туралы" for each, link in titled)
        return done or any(is_verbal_noun(each) for each in rest[:2])
    noun = token.pos_ == "NOUN" or word.rpartition("-")[2] in NOUNS  # «сауда-өнеркәсіп»
    nominal = noun or token.text[0].isupper() or not word.endswith(VERB_ENDINGS)
    return case(token) == "Nom" and nominal
