"""Organisations that only the model sees, without what it takes along or takes for one (Russian)."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kg.language.russian.morphology import parses, runs_on
from kg.language.russian.nominative import nominative
from kg.language.tokens import Span, Token
from kg.model.facts import Mention
from kg.names.heads import BY_LEMMA, PLURAL
from kg.names.name_words import RUSSIAN
from kg.names.namesakes import BODIES
from kg.names.noun_phrases import CLOSING, OPENING, SentenceLine, case_of, is_adjective, is_listed_surname
from kg.names.persons.name_units import in_capitals
from kg.names.persons.posts import HEADS, QUALIFYING
from kg.names.thing import mention_of, titled

GENERIC = RUSSIAN.set("bodies.generic")
ABBREVIATED = RUSSIAN.set("bodies.no_bodies")
_DIGITS = 2
"""Of the hour, and of the minute."""
SHORT = 4
"""Letters of a territory's abbreviation, which has one form in all cases: «РФ», «США», «СССР»."""
LONGEST_ABBREVIATION = 5
REPUBLICS = RUSSIAN.set("bodies.republics")
SHORT_MINISTRY = ("мин", "гос", "глав", "ген")
OF_OTHERS_ALONE = RUSSIAN.set("bodies.of_others_alone")
LEGAL_FORMS = RUSSIAN.set("bodies.legal_forms")
NETWORKS, OF_COMPANIES = RUSSIAN.set("bodies.networks"), RUSSIAN.set("bodies.of_companies")
OF_OTHERS, POSSESSED = RUSSIAN.set("bodies.of_others"), RUSSIAN.set("bodies.possessed")
NO_ORGANISATIONS = RUSSIAN.set("bodies.no_organisations")
NO_HEADS = RUSSIAN.set("bodies.no_heads")
"""Nouns that head no body's name, though they may stand inside of one."""
JOINTS = frozenset({",", "и", "или"})
_GLUED = re.compile(
    r"[А-ЯЁ]?+[а-яё]++(?:Президент|Премьер|Министр|Глава|Аким|Фото|Источник|Сегодня|Ранее|Напомним|Отметим|Однако"
    r"|Поделиться|Подробнее|Читайте|Теги)\w*+|[A-Za-z]{3,}+[А-ЯЁ][а-яё]{3}\w*+"
)
"""A line's last word and the next one's first, which a page has run together."""
_CASE_OF_CAPITALS = re.compile(r"(?<=[А-ЯЁ]{2})-?[а-яё]{1,3}$")
"""«ФГОСы», «ОКВЭДа»."""
_INITIALS = re.compile(r"(?:[А-ЯЁ]\.?)+|\.")
_CAMEL = re.compile(r"(?P<name>(?:[А-ЯЁ][а-яё]+){2,}[бвгджзклмнпрстфхцчшщй])(?:е|у|ом)")
_SEVERAL = re.compile(r"[А-ЯЁ]{2,}ы")
_MIXED = re.compile(r"[а-яё][А-ЯЁ]{2,}")
"""«ВолГУ»."""
_UNINFLECTED = re.compile(r"[А-ЯЁ]\w+(?<=[бвгджзклмнпрстфхцчшщБВГДЖЗКЛМНПРСТФХЦЧШЩ])(?<![оеё]м|[оеё]в|[ая]м|[ая]х)")
"""«Ростех» in the accusative, «МЕРКОСУР»: no word that ends so in another case."""
INVARIABLE = ("Abbr", "Orgn", "Geox", "Surn", "Name", "Trad")


def organisations(span: Sequence[Token], line: SentenceLine, owners: Collection[int]) -> Iterator[Mention]:
    """The organisation an ORG span names, if it names one, with the territory or body it belongs to.

    `line` is its sentence, `owners` the offsets at which territories and known bodies begin."""
    whole = [t for t in span if not t.is_space]
    tokens = _trimmed(whole)
    if len(tokens) > 1 and _before(tokens[0], line).pos_ == "ADP" and _is_town(tokens[0]) and tokens[1].is_lower:
        tokens = tokens[1:]  # «в Волновахе | больница»
    if len(tokens) > 1 and not _quotation(tokens, line)[1] and _is_of_next(*tokens[-2:]):
        tokens = tokens[:-1]  # «Комиссии | вышеназванный (перечень)»
    if (
        not tokens
        or _is_of_other(whole, line)
        or not any(map(str.isalpha, text_in(tokens)))
        or not _is_name(tokens, line)
    ):
        return
    if tokens[0].lower_ == "имени" or len(text_in(tokens)) == 1:
        return  # what «имени» belongs to ended in a bracket
    if len(tokens) > 1 and all(map(is_adjective, tokens)):
        tokens = _whole_quotation(tokens, line) or tokens
    tokens = (*tokens, *_owner(tokens[-1], line, owners), *_dedication(tokens[-1], line))
    mention = mention_of(tokens, "Organisation", "")
    bare = len(tokens) == 1 and _UNINFLECTED.fullmatch(mention.text) and not _is_word(tokens[0])
    as_it_stands = (
        _MIXED.search(mention.text)
        or mention.text.lower() in BODIES
        or (len(tokens) == 1 and case_of(tokens[0]) == "Nom")
        or bare
    )
    camel = len(tokens) == 1 and _CAMEL.fullmatch(mention.text)  # «в КазТрансОйле»
    # «Минцифры» is a genitive in every case
    name = mention.text if as_it_stands else camel["name"] if camel else nominative(tokens)
    yield replace(mention, name=titled(name))


def agencies(line: SentenceLine) -> Iterator[Mention]:
    """The agency of a dispatch, between the hour and its first words: «18:30 REGNUM Отставка …»."""
    tokens = line.tokens
    for at in range(3, len(tokens) - 1):
        token = tokens[at]
        clock = [t.text for t in tokens[at - 3 : at]]
        hour = clock[1] == ":" and (clock[0] + clock[2]).isdigit() and len(clock[2]) == len(clock[0]) == _DIGITS
        written = token.is_upper and token.is_alpha and len(token) > LONGEST_ABBREVIATION
        if hour and written and tokens[at + 1].is_title:
            yield mention_of([token], "Organisation", token.text)


def is_cut(last: Token) -> bool:
    """«Совета глав | Прави…»: what a page has cut off within a word that no dictionary has, or right before it."""
    text = last.doc.text
    return any(
        text.startswith("…", token.idx + len(token)) and not any(parse.is_known for parse in parses(token.text))
        for token in last.doc[last.i : last.i + 2]
        if token.is_alpha
    )


def text_in(tokens: Sequence[Token]) -> str:
    """The words as they stand, from the first to the last."""
    return tokens[0].doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]


def pieces(span: Span) -> Iterator[Sequence[Token]]:
    """An ORG span in one line; what it has in brackets is apart, another name of its own: «ХДС
    (Христианско-демократический союз)», «(Radio Corporation of America, RCA)»."""
    words = [token for token in span if not token.is_space]
    if not words or "\n" in text_in(words):
        return
    piece: list[Token] = []
    bracket = False
    for token in words:
        if token.text in "()[]/" or (bracket and token.text in ",;"):  # «/ИА «Прииртышье»/ Делегация …»
            if piece:
                yield piece
            piece, bracket = [], (token.text in "([") or (bracket and token.text not in ")]")
        else:
            piece.append(token)
    if piece:
        yield piece


def _whole_quotation(tokens: Sequence[Token], line: SentenceLine) -> Sequence[Token]:
    """All of the quotation that these words begin: «Владимиро-Суздальский художественный | и исторический музей»."""
    first = next((i for i, t in enumerate(line.tokens) if t.i == tokens[0].i), 0)
    end = line.quoted_end(first - 1) if first else 0
    return line.tokens[first : end - 1] if end > first + len(tokens) else ()


def _dedication(last: Token, line: SentenceLine) -> Sequence[Token]:
    """«МГЮА имени | О.Е.Кутафина»: the initials and the surname that the tagger has left apart."""
    if last.lower_ not in ("имени", "им"):
        return ()
    tokens = line.tokens
    end = at = next((i + 1 for i, token in enumerate(tokens) if token.i == last.i), len(tokens))
    while end < len(tokens) and _INITIALS.fullmatch(tokens[end].text):
        end += 1
    return tokens[at : end + 1] if end < len(tokens) and tokens[end].is_title and len(tokens[end]) > 1 else ()


def _owner(last: Token, line: SentenceLine, owners: Collection[int]) -> Sequence[Token]:
    """«МИД РФ», «Минтранс КР», «Парламентская ассамблея Совета Европы»: the territory or body after a body's last
    word."""
    tokens = line.tokens
    after = next((i + 1 for i, token in enumerate(tokens) if token.i == last.i), len(tokens))
    end = after
    if end < len(tokens) and tokens[end].idx in owners and last.text not in CLOSING:
        owner = tokens[end]
        if case_of(owner) == "Gen" or (owner.is_upper and len(owner) <= SHORT):
            end = line.atoms[end]
    elif end < len(tokens) and tokens[end].text in REPUBLICS and last.lower_.startswith(SHORT_MINISTRY):
        end += 1
    return tokens[after:end]


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without a post before the body, a person after it, brackets and marks that open or close nothing."""
    stop = next((i for i, t in enumerate(tokens) if i and _ends_name(tokens, i)), len(tokens))
    if not any(t.text in OPENING for t in tokens):  # «доклад Правительству | о состоянии дел»
        stop = next((i for i, t in enumerate(tokens[:stop]) if i and t.lower_ in ("о", "об", "обо")), stop)
    tokens = tokens[:stop]
    while tokens and (tokens[0].text in OPENING or tokens[0].lemma_.lower() in (HEADS | QUALIFYING) - {"верховный"}):
        if tokens[0].lemma_.lower() in QUALIFYING and not any(t.lemma_.lower() in HEADS for t in tokens):
            break  # «Национальный банк», «Народный фронт»
        tokens = tokens[1:]
    opens = any(t.text in OPENING for t in tokens)
    while tokens and (tokens[-1].pos_ in ("ADP", "CCONJ", "PUNCT") and not (opens and tokens[-1].text in CLOSING)):
        tokens = tokens[:-1]
    return tokens


def _is_of_next(before: Token, last: Token) -> bool:
    """Whether an adjective after a noun begins something else: not in «Пермский медицинский»."""
    return last.is_lower and is_adjective(last) and before.pos_ in ("NOUN", "PROPN") and not is_adjective(before)


def _ends_name(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    unclosed = token.text in OPENING and not any(t.text in CLOSING for t in tokens[at + 1 :])
    return is_listed_surname(token) or token.text in "([" or token.pos_ in ("PRON", "DET") or unclosed


def _is_name(tokens: Sequence[Token], line: SentenceLine) -> bool:
    if (
        not any(t.text[0].isupper() for t in tokens)
        or tokens[0].pos_ in ("PRON", "DET")
        or "#" in (tokens[0].text[0], _before(tokens[0], line).text)
    ):
        return False  # «по Вашей инициативе»
    if _is_of_other(tokens, line) or _is_apposed_to_other(tokens, line):
        return False
    quoted = _is_quoted(tokens, line)
    if any(map(is_finite, tokens)) and not (quoted and len(tokens) > 1):
        return False
    whole = quoted or bool(_quotation(tokens, line)[1])
    if not whole and len(tokens) > 1 and (tokens[0].pos_ == "ADV" or _is_somebody(tokens)):
        return False  # «Зачем Тамбову Мозамбик»
    if any(_GLUED.fullmatch(token.text) or runs_on(token.text) for token in tokens):
        return False
    if is_cut(tokens[-1]):
        return False
    if not whole and len(tokens) > 1 and tokens[0].pos_ == "ADP":
        return False  # «Для развития ЕАЭС»
    if not whole and (_head(tokens).lemma_.lower() in NO_HEADS or _is_cell(tokens)):
        return False
    numbered = "-" in tokens[-1].text and tokens[-1].text.rpartition("-")[2].isdigit()  # «Валдай-45», «М-12»
    if numbered or any(token.lemma_.lower() in NO_ORGANISATIONS for token in tokens):
        return False
    if not whole and _is_several(tokens):
        return False
    if len(tokens) > 1:
        said = not quoted and all(t.is_upper and len(t) > 3 and _is_word(t) for t in tokens)  # «НАША СПРАВКА»
        return not said and (len(tokens) > 2 or not in_capitals(*tokens))
    token = tokens[0]
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    if (token.text + following.text).isascii() and following.text[:1].islower():
        return False  # «Nord | stream-2»
    if token.lemma_.lower() in NETWORKS or token.lower_ in NETWORKS:
        return _before(token, line).lemma_.lower() in OF_COMPANIES
    if _CASE_OF_CAPITALS.sub("", token.text) in ABBREVIATED | REPUBLICS or token.lower_ in LEGAL_FORMS:
        return False
    if is_listed_surname(token) or (not quoted and _is_compound(token)):
        return False
    if token.is_upper and _before(token, line).lemma_.lower() in ("режим", "формат"):
        return False  # «в режиме ВКС»
    if _is_dateline(token):
        return False
    return quoted or not (token.lemma_.lower() in GENERIC or is_adjective(token) or _is_common(token))


def _head(tokens: Sequence[Token]) -> Token:
    return next((token for token in tokens if not is_adjective(token)), tokens[-1])


def _is_several(tokens: Sequence[Token]) -> bool:
    """«Центральные банки», «Министерства экономического блока», «МИДы»: bodies of a kind."""
    if len(tokens) == 1 and _SEVERAL.fullmatch(tokens[0].text):
        return True
    noun = _head(tokens)
    lemma = noun.lemma_.lower()
    body = any(head.kind == "Organisation" for head in BY_LEMMA.get(lemma, ()))
    return body and lemma not in PLURAL and "Plur" in noun.morph.get("Number", []) and not noun.is_upper


def _is_somebody(tokens: Sequence[Token]) -> bool:
    """«Верховный Главнокомандующий», «Постоянный наблюдатель России», «Члены Совета»: who holds a post and no body."""
    noun = _head(tokens)
    lemma = noun.lemma_.lower()
    known = [parse for parse in parses(noun.text) if parse.is_known]
    one = bool(known) and all("anim" in parse.tag and parse.tag.number == "sing" for parse in known)
    return lemma == "член" or lemma in HEADS or (one and noun.ent_type_ != "PER" and not noun.is_upper)


def is_finite(token: Token) -> bool:
    """A verb to the tagger, or to the dictionary alone: «я Ярославский оканчивал»."""
    known = parses(token.text)
    verb = token.is_lower and bool(known) and all(p.tag.POS == "VERB" for p in known)
    return verb or "Fin" in token.morph.get("VerbForm", [])


def _is_compound(token: Token) -> bool:
    """«IT-компаний», «Карнеги-холл»: a common noun at the end; a name begins large on both sides, «ОВД-Инфо»."""
    return token.text.rpartition("-")[2].islower() and "-" in token.text


def _before(token: Token, line: SentenceLine) -> Token:
    return next((line.tokens[i - 1] for i, t in enumerate(line.tokens) if t.i == token.i and i), token)


def _is_quoted(tokens: Sequence[Token], line: SentenceLine) -> bool:
    """«журналист «Медузы»», «голоса «Единой России»»: all that is quoted. Of quotations in a row, «в картинах «Цирк»,
    «Новые времена»», the tagger knows too little."""
    words = line.tokens
    first, end = _quotation(tokens, line)
    if not end:
        return False
    before, after = words[max(first - 3, 0) : first - 1], words[end + 1 : end + 3]
    if before and before[-1].lemma_.lower() in OF_OTHERS:
        return False
    joined = JOINTS & {t.lower_ for t in (*before[-1:], *after[:1])}
    return not (joined and any(t.text in CLOSING or t.text in OPENING for t in (*before[:1], *after[1:])))


def _quotation(tokens: Sequence[Token], line: SentenceLine) -> tuple[int, int]:
    """Where in the line the words begin and end that are all of a quotation; two times 0 where they are not."""
    first = next((i for i, t in enumerate(line.tokens) if t.i == tokens[0].i), 0)
    end = first + len(tokens)
    whole = first and line.tokens[first - 1].text in OPENING and line.quoted_end(first - 1) == end + 1
    return (first, end) if whole else (0, 0)


def _is_of_other(tokens: Sequence[Token], line: SentenceLine) -> bool:
    """«портал «Работа в России»», «балкер «Буран»»: what something else is called; «проект «Росатома»» is a body's."""
    first, end = _quotation(tokens, line)
    noun = line.tokens[first - 2].lemma_.lower() if end and first > 1 else ""
    if noun not in OF_OTHERS:
        return False
    if noun not in POSSESSED:
        return True
    head = next((token for token in tokens if not is_adjective(token)), tokens[0])
    if not any(p.is_known for p in parses(head.text)) and _UNINFLECTED.fullmatch(head.text):
        return True  # «программа «ФизМатХим»»
    return case_of(head) == "Nom" or any(p.is_known and "nomn" in p.tag for p in parses(head.text))


def _is_apposed_to_other(tokens: Sequence[Token], line: SentenceLine) -> bool:
    """«на выставку Marine India», «в промзоне ALOSBI»: in Latin letters, which no case tells, behind another's noun."""
    noun = _before(tokens[0], line)
    return text_in(tokens).isascii() and noun.is_lower and noun.lemma_.lower() in OF_OTHERS_ALONE


def _is_dateline(token: Token) -> bool:
    """«ВИННИПЕГ, 14 марта»: a town in capitals that opens a report."""
    after = token.doc[token.i + 1 : token.i + 3]
    opens = not token.i or "\n" in token.nbor(-1).text
    return opens and token.is_upper and len(after) == 2 and after[0].text == "," and after[1].text.isdigit()


def _is_town(token: Token) -> bool:
    """«в Волновахе»: to the dictionary nothing but a place."""
    known = [parse for parse in parses(token.text) if parse.is_known]
    return bool(known) and not token.is_upper and all("Geox" in parse.tag for parse in known)


def _is_common(token: Token) -> bool:
    """«Академия», «Мастер»: a noun of the dictionary with a capital for politeness."""
    return _is_word(token) and (not token.is_upper or _is_heading(token))


def _is_word(token: Token) -> bool:
    parsed = [r for part in token.text.split("-") for r in parses(part)]
    return bool(parsed) and all(r.is_known and not any(mark in r.tag for mark in INVARIABLE) for r in parsed)


def _is_cell(tokens: Sequence[Token]) -> bool:
    """«Договорная база» of a table's head: the capital is the cell's, and the words are common."""
    text, start, end = tokens[0].doc.text, tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    apart = text[:start].rstrip(" ")[-1:] in ("\n", "\t") and text[end:].lstrip(" ")[:1] in ("\n", "\t")
    body = any(one.kind == "Organisation" for one in BY_LEMMA.get(_head(tokens).lemma_.lower(), ()))
    return apart and not body and len(tokens) > 1 and all(token.is_lower and _is_word(token) for token in tokens[1:])


def _is_heading(token: Token) -> bool:
    """«СОСТАВ делегации», «СОВМЕСТНОЕ КОММЮНИКЕ»: capitals at the head of a line, which say nothing of one word."""
    line = token.doc.text[: token.idx].rpartition("\n")[2]
    return len(token) > LONGEST_ABBREVIATION and not any(map(str.islower, line))
