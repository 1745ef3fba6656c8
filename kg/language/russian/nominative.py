"""The nominative of a Russian noun phrase.

As natasha's `syntax_normalize` does it, the head and what agrees with it is inflected, the rest stays: «министерства
торговли и интеграции» becomes «министерство торговли и интеграции». The tagger's case is one voice among several,
because the words of a phrase agree: the parse that suits all of them is taken."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from pymorphy3.analyzer import Parse

from kg.language.russian.morphology import CASES, agreement, case_of, parses
from kg.language.tokens import Token
from kg.language.words import RUSSIAN

_OPENING = "«„“\"'("
_DASHES = {"–", "—", "-"}
_NOMINAL = {"NOUN", "PROPN"}
_ADJECTIVAL = {"ADJF", "PRTF"}

_TAKES_AGREEING_NAME = RUSSIAN.set("nominative.takes_agreeing_name")
_ORDINAL = re.compile(r"(\d+)-(?:й|го|му|м|ый|ого|ому|ым|ом|ий|ой|ая|ую|я|ю|е|ое|х|ми)")
_ORDINAL_ENDINGS = {"masc": "й", "femn": "я", "neut": "е"}
MONTHS = RUSSIAN.words("calendar.months")
_FEW = frozenset({"два", "две", "три", "четыре", "оба", "обе"})


def nominative(tokens: Sequence[Token], *, singular: bool = False) -> str:
    """The phrase in the nominative: number, capitals and «ё» as they stand, a run of white space as one space.

    The tokens are neighbours in their Doc and begin with the phrase's own words, no preposition. `singular` makes one
    of several: «железнодорожные маршруты» heads each of the routes it lists."""
    words = [token for token in tokens if not token.is_space]
    changed: dict[int, str] = {}
    for segment in _segments(words):
        changed.update(_inflected(segment, singular))
    return _joined(words, changed)


def cased_like(word: str, pattern: str) -> str:
    """`word`, in small letters, with the capitals of `pattern`, and with its «е» or «ё» where both have the letter.

    («алматинский», «АЛМАТИНСКОЙ») → «АЛМАТИНСКИЙ»; («казмунайгаз», «КазМунайГаза») → «КазМунайГаз»."""
    parts, patterns = word.split("-"), pattern.split("-")
    if len(parts) == len(patterns) > 1:
        return "-".join(cased_like(part, given) for part, given in zip(parts, patterns, strict=True))
    alike = zip(word.replace("ё", "е"), pattern.lower().replace("ё", "е"), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], alike))
    rest = word[same:]
    return pattern[:same] + (rest.upper() if pattern.isupper() and len(pattern) > 1 else rest)


def inflected_word(word: str, parse: Parse, grammemes: Iterable[str]) -> str:
    """The form of the parse with these grammemes, spelled like the word; the word itself if there is no such form."""
    form = None if "Fixd" in parse.tag else parse.inflect(set(grammemes))
    if form is None:
        return word
    if "Supr" in form.tag and "Supr" in parse.tag:  # «высшего» is «высшее», and «высочайшее» is another word
        form = next((p for p in parse.lexeme if p.tag == form.tag and p.word[:4] == word[:4].lower()), form)
    first, hyphen, last = word.rpartition("-")
    if hyphen and "-" not in form.word:
        # The dictionary writes «южноуральский» in one word.
        return first + hyphen + cased_like(str(form.word)[len(first.replace("-", "")) :], last)
    return _with_stressed_vowel(cased_like(str(form.word), word), form.word, parse.word)


def _with_stressed_vowel(result: str, form: str, parsed: str) -> str:
    """«Петра» → «Пётр», where the «е» was no careless spelling; but «Федора» → «Федор»."""
    letters = list(result)
    for place, (new, old) in enumerate(zip(form, parsed, strict=False)):
        if new == "ё" and old == "е":
            letters[place] = "ё" if letters[place].islower() else "Ё"
    return "".join(letters)


def _joined(words: Sequence[Token], changed: dict[int, str]) -> str:
    text = ""
    for before, token in zip([None, *words], words, strict=False):
        if before is not None and before.idx + len(before) < token.idx:
            text += " "
        text += changed.get(token.i, token.text)
    return text


def _segments(words: Sequence[Token]) -> list[list[Token]]:
    """«Заместителя Председателя – Министра обороны» are two phrases in one case. The quoted or bracketed stays."""
    plain = list(takewhile(lambda token: token.text not in _OPENING, words))
    segments: list[list[Token]] = [[]]
    for token in plain:
        spaced = token.i + 1 < len(token.doc) and token.idx + len(token) < token.doc[token.i + 1].idx
        if token.text in _DASHES and (spaced or token.whitespace_):
            segments.append([])
        else:
            segments[-1].append(token)
    first, *others = segments
    head = _head(first)
    if head is None:
        return [first]
    case = head.morph.get("Case", [])
    kept = [first]
    for other in others:
        its_head = _head(other)
        if its_head is None or its_head.morph.get("Case", []) != case or len(other[0].text) < 2:
            break
        kept.append(other)
    return kept


def _head(words: Sequence[Token]) -> Token | None:
    """The first noun; in a phrase of adjectives the last of them («в Грозном»)."""
    for token in words:
        if token.pos_ == "ADP":
            break
        if token.pos_ in _NOMINAL and parses(token.text):
            if token.i + 1 < len(token.doc) and _modifies(token, token.doc[token.i + 1]) and token is not words[-1]:
                continue
            return token
    adjectives = [token for token in words if token.pos_ in {"ADJ", "DET", "NUM"} and parses(token.text)]
    return adjectives[-1] if adjectives else None


def _modifies(token: Token, following: Token) -> bool:
    """An adjective that the tagger took for a name: «Тихоокеанском», «Мангистауской области»."""
    parsed = parses(token.text)
    return (
        following.pos_ in {*_NOMINAL, "ADJ"}
        and bool(parsed)
        and parsed[0].tag.POS in _ADJECTIVAL
        and all(parse.tag.POS not in {"NOUN"} or not parse.is_known for parse in parsed)
    )


def _inflected(words: Sequence[Token], singular: bool) -> dict[int, str]:
    head = _head(words)
    if head is None:
        return {}
    before = [token for token in words if token.i < head.i]
    numeral = next((token for token in before if _is_count(token)), None)
    modifiers = [token for token in before if _is_adjectival(token) and token is not numeral]
    abbreviation = _is_abbreviation(head, words)
    chosen = _parse_of(head, modifiers) or (_parse_of(modifiers[-1], ()) if abbreviation and modifiers else None)
    if chosen is not None and singular:
        chosen = chosen.inflect({"sing"}) or chosen
    if chosen is None or (before and before[-1].text.isdigit() and chosen.normal_form in MONTHS):
        return {}
    if numeral is not None:
        return _counted(head, chosen, modifiers, numeral)
    number = chosen.tag.number or "sing"
    changed = {} if abbreviation else {head.i: inflected_word(head.text, chosen, {"nomn", number})}
    for token in before:
        changed.update(_ordinal(token, chosen))
    for token in modifiers:
        changed[token.i] = _agreeing(token, chosen, singular)
    changed.update(_after(head, chosen, [token for token in words if token.i > head.i]))
    return changed


def _is_abbreviation(token: Token, words: Sequence[Token]) -> bool:
    """«АСИ», which the dictionary takes for a girl's name, unless all the phrase is in capitals («ОМСКОЙ ОБЛАСТИ»)."""
    alone = len(words) == 1 or not all(other.text.isupper() for other in words)
    return token.text.isupper() and len(token) <= 6 and alone


def _is_count(token: Token) -> bool:
    return token.pos_ == "NUM" and (token.text.isdigit() or any(p.tag.POS == "NUMR" for p in parses(token.text)))


def _is_adjectival(token: Token) -> bool:
    return any(parse.tag.POS in _ADJECTIVAL for parse in parses(token.text))


def features_of(token: Token) -> dict[str, str]:
    """Gives the tagger's features that have one value."""
    return {key: value for key, value in token.morph.to_dict().items() if isinstance(value, str)}


def _fits(head: Parse, modifier: Parse) -> bool:
    if modifier.tag.POS not in _ADJECTIVAL or case_of(modifier) != case_of(head):
        return False
    if head.tag.number == "plur":
        # «Челябинской и Костанайской областей»: each region by itself
        return bool(modifier.tag.number == "plur" or modifier.tag.gender == head.tag.gender)
    return bool(modifier.tag.number == "sing" and modifier.tag.gender in {head.tag.gender, None})


def _parse_of(head: Token, modifiers: Sequence[Token]) -> Parse | None:
    """The noun's parse that the tagger and the words before it agree on most."""
    nouns = [parse for parse in parses(head.text) if parse.tag.POS == "NOUN"]
    candidates = nouns or [parse for parse in parses(head.text) if parse.tag.POS in _ADJECTIVAL]

    def support(parse: Parse) -> float:
        agreeing = sum(any(_fits(parse, other) for other in parses(token.text)) for token in modifiers)
        place = 0.5 if head.pos_ == "PROPN" and {"Geox", "Orgn"} & set(parse.tag.grammemes) else 0.0
        # «полка» is a form of «полк» before it is one of «полок»: of two alike the one that loses no vowel
        plain = 0.1 if parse.word.startswith(parse.normal_form) else 0.0
        return agreement(parse, "NOUN", features_of(head)) + 2.5 * agreeing + place + plain

    return max(candidates, key=support) if candidates else None


def _agreeing(token: Token, head: Parse, singular: bool) -> str:
    """An adjective beside the head. It keeps its number («Омской и Томской областей») unless the singular is wanted."""
    parsed = [
        parse for parse in parses(token.text) if (parse.tag.POS in _ADJECTIVAL if singular else _fits(head, parse))
    ]
    if not parsed:
        return token.text
    features = features_of(token)
    own = max(parsed, key=lambda parse: agreement(parse, "ADJ", features))
    if own.tag.number == "plur" and not singular:
        return inflected_word(token.text, own, {"nomn", "plur"})
    gender = head.tag.gender if head.tag.gender in _ORDINAL_ENDINGS else own.tag.gender
    return inflected_word(token.text, own, {"nomn", "sing", gender} if gender else {"nomn", "sing"})


def _ordinal(token: Token, head: Parse) -> dict[int, str]:
    """«18-го форума» → «18-й форум»."""
    match = _ORDINAL.fullmatch(token.text)
    if not match:
        return {}
    ending = "е" if head.tag.number == "plur" else _ORDINAL_ENDINGS.get(head.tag.gender or "", "й")
    return {token.i: f"{match[1]}-{ending}"}


def _counted(head: Token, chosen: Parse, modifiers: Sequence[Token], numeral: Token) -> dict[int, str]:
    """«двумя областями» → «две области», «с 30 договорами» → «30 договоров»: after a number the noun is a genitive."""
    changed: dict[int, str] = {}
    gender = chosen.tag.gender or "masc"
    if numeral.text.isdigit():
        last = int(numeral.text[-2:])
        few, one = last % 10 in {2, 3, 4} and last not in {12, 13, 14}, last % 10 == 1 and last != 11
    else:
        parse = next(p for p in parses(numeral.text) if p.tag.POS == "NUMR")
        few, one = parse.normal_form in _FEW, False
        form = parse.inflect({"nomn", gender}) or parse.inflect({"nomn"})
        changed[numeral.i] = cased_like(form.word, numeral.text) if form else numeral.text
    noun = {"nomn", "sing"} if one else {"gent", "sing" if few else "plur"}
    if not noun <= {case_of(chosen), chosen.tag.number}:  # «лет» is no form of «год» that could be asked for
        changed[head.i] = inflected_word(head.text, chosen, noun)
    for token in modifiers:
        own = next((parse for parse in parses(token.text) if parse.tag.POS in _ADJECTIVAL), None)
        if own is not None:
            adjective = {"nomn", "sing", gender} if one else {"nomn" if few and gender == "femn" else "gent", "plur"}
            changed[token.i] = inflected_word(token.text, own, adjective)
    return changed


def _after(head: Token, chosen: Parse, following: Sequence[Token]) -> dict[int, str]:
    """What agrees with the head from behind: a town's name, a person's name after the post, a second post."""
    case = case_of(chosen)
    changed: dict[int, str] = {}
    for place, token in enumerate(following):
        twin = "-" in chosen.normal_form and chosen.normal_form in _TAKES_AGREEING_NAME
        if (token.ent_type_ == "PER" and not twin) or not _apposed(head, chosen, token, first=place == 0):
            continue
        nouns = [parse for parse in parses(token.text) if parse.tag.POS == "NOUN"]
        matching = [parse for parse in nouns if case_of(parse) == case]
        uninflected = token.morph.get("Case", []) in ([], ["Nom"]) and case != "nomn"
        # The tagger takes «города Сосногорска» for a nominative, which the word has no form of.
        soft = case == "gent" and re.search("[бвгджзйклмнпрстфхцчшщ]я$", token.text)  # «города Сундсваля»
        if uninflected and not soft and any(case_of(parse) == "nomn" or not parse.is_known for parse in nouns):
            continue
        if matching:
            own = max(matching, key=lambda parse: agreement(parse, "NOUN", features_of(token)))
            changed[token.i] = inflected_word(token.text, own, {"nomn", own.tag.number or "sing"})
    return changed


def _apposed(head: Token, chosen: Parse, token: Token, *, first: bool) -> bool:
    if first:
        return chosen.normal_form in _TAKES_AGREEING_NAME and token.pos_ == "PROPN"
    if token.dep_ != "conj" or token.head.i != head.i or "anim" not in chosen.tag:
        return False
    case = CASES.get(features_of(token).get("Case", ""))
    return any("anim" in parse.tag and case_of(parse) == case for parse in parses(token.text))
