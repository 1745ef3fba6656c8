"""Persons in Kazakh texts: full names, and surnames that point back to them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.language.kazakh.noun_phrases import DETERMINERS, case, is_adjective, is_attribute, is_owned, quotes
from kg.language.kazakh.suffixes import nominative
from kg.language.kazakh.verbs import verb
from kg.language.tokens import Doc, Token
from kg.model.facts import Mention
from kg.names.kazakh_spans import CAPITAL, make
from kg.names.name_words import KAZAKH

NAME = re.compile(
    r"(?:(?:әл|әт|әр|әш|аль|ал|ас|аш|ад|эль)-)?[А-ЯЁӘІҢҒҮҰҚӨҺЎҲҶ][а-яёәіңғүұқөһўҳҷӣӯ]+(?:-[А-ЯЁӘІҢҒҮҰҚӨҺа-яё][а-яёәіңғүұқөһ]+)*"
)
INITIALS = re.compile(r"(?:[А-ЯЁӘІҢҒҮҰҚӨҺ]\.-?)+")
SURNAME = re.compile(
    r".{2,}(?:[оеё]в|[оеё]ва|[ыи]н|[ыи]на|ски?й|цкий|ская|енко|чук|дзе|швили|янц?|ұлы|қызы|тегі|бай|бек|хан)"
)
SYLLABLES = re.compile(r"[А-Я][а-я]{0,3}?[аеиоуэюяы](?:н[ьъ]?|р)?(?:[бпмфдтлгкхцчшжсзр]?[ьиу]?[аеиоуэюяы](?:нь?|р)?)?")
"""A Chinese given name of one syllable or two: «Цян», «Чунъянь»."""
PATRONYMIC = re.compile(r".{2,}(?:ұлы|қызы|[оеё]вич|[оеё]вна|ич)")
GIVEN = KAZAKH.set("persons.given")
FAMILY_FIRST = KAZAKH.set("persons.family_first")
TITLES = KAZAKH.set("persons.titles")
BEARERS = KAZAKH.set("bodies.institutions")
"""What may be called after a person or a town of that name."""
SCHOOLS = KAZAKH.set("persons.schools")
HEADS = SCHOOLS | KAZAKH.set("places.waters_and_works") | KAZAKH.set("places.city_heads")
"""What the third of three capitals is called after, whose first two are who acts there."""
_POSSESSIVE = re.compile("с?[ыі]$")
_HARD = KAZAKH.table("persons.hard")
"""Last letters of stems before a vowel → without it."""
_WHENCE = ("лық", "лік", "дық", "дік", "тық", "тік")
_SHORT = 5
_INITIAL = 3
"""Letters of capitals that are no name: «ҚХР»."""
_TITLE = 7
"""Tokens of a name in quotation marks, with these; more are what somebody says."""
ADDRESSING = KAZAKH.set("persons.addressing")
_STYLES = KAZAKH.set("persons.styles")
"""Styles that a name begins with: «Қожа Ахмет Ясауи»."""
PARTICLES = KAZAKH.set("persons.particles")
"""Within a name: «Халид бин Насер»."""
_LINKS = KAZAKH.set("persons.links")
_PRESENTATION = 14
"""Words after the dash in which the post stands."""
STREETS = KAZAKH.set("places.streets")
COMMON = KAZAKH.set("persons.common")
LABELS = KAZAKH.words("persons.labels")
"""How labels begin behind which a person is named in minutes and programmes."""
DIRECTIONS = KAZAKH.set("persons.directions")
_AGENT = re.compile(
    r"[а-яёәіңғүұқөһ]{3,}(?:(?:шы|ші)(?:сы|сі)?|(?:ант|ент|тор|лог|граф)[ыі]|ист|ург|лог|граф|исі|(?:сс|юс)ері)"
)
"""«түркітанушы», «басқарушысы», «докторанты»: who does what the stem says, before the name."""


@dataclass(frozen=True, slots=True)
class KazakhPerson:
    mention: Mention
    first: int
    """Token position of the name's first word."""
    last: int


def persons(doc: Doc, places: Collection[Mention]) -> Iterator[KazakhPerson]:
    """Full names, in their order, then the surnames alone that they explain."""
    closed = {place.start for place in places}
    told = list(_full_names(doc, closed))
    full = [_with_surname(person, told) for person in told]
    full = [person for person in full if not _is_address(doc, person)]
    yield from full
    surnames = {person.mention.name.split()[-1]: person.mention for person in reversed(full)}
    covered = {position for person in full for position in range(person.first, person.last + 1)}
    yield from _by_longest_initials(list(_surnames(doc, closed, covered, surnames)))


def _by_longest_initials(people: Sequence[KazakhPerson]) -> Iterator[KazakhPerson]:
    """«С. Серов» and «Серов» as «С.Ж. Серов», while the text has no other Серов."""
    longest: dict[str, str] = {}
    for person in sorted(people, key=lambda each: (len(each.mention.name), each.mention.name)):
        longest[person.mention.name.split()[-1]] = person.mention.name
    for person in people:
        initials, _, surname = person.mention.name.rpartition(" ")
        name = longest[surname]
        others = {each.mention.name for each in people if each.mention.name.split()[-1] == surname}
        one = all(name.startswith(each.rpartition(" ")[0]) for each in others)
        yield replace(person, mention=replace(person.mention, name=name)) if one else person


def _surnames(
    doc: Doc, closed: Collection[int], covered: Collection[int], surnames: Mapping[str, Mention]
) -> Iterator[KazakhPerson]:
    """Surnames alone or after initials; those of people in `surnames` by their full names."""
    for token in doc:
        if token.i in covered or not NAME.fullmatch(token.text):
            continue
        alone = nominative(token.text)
        start = token.i
        while start > max(token.sent.start, token.i - 2) and INITIALS.fullmatch(doc[start - 1].text):
            start -= 1
        initials = start < token.i
        if alone in surnames:
            yield KazakhPerson(make(doc, start, token.i + 1, "Person", surnames[alone].name), start, token.i)
        elif initials:
            name = f"{doc[start : token.i].text} {alone}"
            yield KazakhPerson(make(doc, start, token.i + 1, "Person", name), start, token.i)
        elif _surname_alone(doc, token, closed) and token.idx not in closed:
            yield KazakhPerson(make(doc, token.i, token.i + 1, "Person", alone), token.i, token.i)


def _is_address(doc: Doc, person: KazakhPerson) -> bool:
    """«Құрметті Ерлан Маратұлы!», «Рақмет, Ерлан Маратұлы.»: whom the text nowhere calls in full."""
    before = [token.lower_ for token in doc[max(person.first - 2, 0) : person.first] if not token.is_punct]
    polite = PATRONYMIC.fullmatch(person.mention.name.partition(" ")[2]) and before[-1:] and before[-1] in ADDRESSING
    return bool(polite) and person.last + 1 < len(doc) and doc[person.last + 1].text in {"!", ".", ","}


def _with_surname(person: KazakhPerson, others: Sequence[KazakhPerson]) -> KazakhPerson:
    """«Дәурен Маратұлы», by the surname of the only other Дәурен of the text."""
    given, _, patronymic = person.mention.name.partition(" ")
    if not PATRONYMIC.fullmatch(patronymic):
        return person
    names = {each.mention.name for each in others if each.mention.name.split()[0] == given}
    full = {name for name in names if not PATRONYMIC.fullmatch(name.partition(" ")[2])}
    return replace(person, mention=replace(person.mention, name=full.pop())) if len(full) == 1 else person


def _full_names(doc: Doc, closed: Collection[int]) -> Iterator[KazakhPerson]:
    position, last = 0, -1
    while position < len(doc):
        beside = position == last + 1 and doc[last].lower_ in _LINKS
        end = _name_end(doc, position, closed, beside=beside)
        if end is None:
            position += 1
            continue
        position -= position > 0 and doc[position - 1].text in _STYLES
        words = [_printed(token.text) for token in doc[position:end]]
        kept = [word for word in words[:-1] if not PATRONYMIC.fullmatch(word) or len(words) == 2]
        name = " ".join([*kept, _as_named(doc[end - 1])])
        if len(words) > 2 and PATRONYMIC.fullmatch(nominative(words[-1])):
            name = " ".join(words[:-1])
            if _is_family_first(words):
                name = f"{words[1]} {words[0]}"
        yield KazakhPerson(make(doc, position, end, "Person", name), position, end - 1)
        position = last = end


def _is_capitals(word: str) -> bool:
    return word.isupper() and len(word) > _INITIAL


def _printed(word: str) -> str:
    """«Сәдуақасов» of «СӘДУАҚАСОВ»."""
    return word.title() if _is_capitals(word) else word


def _as_named(last: Token) -> str:
    """«Кошта» is no locative of «Кош»: persons seldom stand in it."""
    name = nominative(_printed(last.text))
    return name if case(last) != "Loc" or SURNAME.fullmatch(name) or name in GIVEN else last.text


def _name_end(doc: Doc, start: int, closed: Collection[int], *, beside: bool = False) -> int | None:
    """Where the full name that begins at `start` ends: a given name and a surname, or capitals after a title, or
    `beside` another full name, which «мен» joins to it."""
    first = doc[start]
    inflected = case(first) not in {"Nom", ""} and not first.text.endswith(("ын", "ін"))
    # «орынбасары Айзада Серова»
    inflected = inflected and (first.idx in closed or not _is_given_after_post(doc, start))
    given = first.text in GIVEN and start + 1 < len(doc) and _patronymic_or_surname(doc[start + 1])
    if (
        not NAME.fullmatch(first.text)
        or first.text.startswith("Экс-")
        or first.lower_ in DETERMINERS
        or first.text in DIRECTIONS
    ):
        return None
    if _is_before_name(doc, start):
        return None
    noun = first.pos_ == "NOUN" and not _is_given_after_post(doc, start)
    if (inflected or noun) and not given:  # «Азамат Серов», «Дания Серова»
        return None
    if first.idx in closed and first.text not in GIVEN:
        return None
    end = start + 1
    while end < len(doc) and end - start < 3 and _is_name(doc, end):
        if doc[end].pos_ == "NOUN" and doc[end].text not in GIVEN:  # «Шойкин Ғалым Нұрланұлы»: «ғалым» is a scholar
            break
        quality = len(doc[end]) > _SHORT and doc[end].text.endswith(("лік", "лық", "дік", "дық"))  # «Мәлік» is a name
        if doc[end].idx in closed or quality:
            break
        end += 1
        if case(doc[end - 1]) != "Nom":
            break
    elsewhere = case(doc[end - 1]) in {"Loc", "Abl", "Dat"} and not _patronymic_or_surname(doc[end - 1])
    headed = end < len(doc) and doc[end].lemma_ in HEADS and is_owned(doc[end]) and _is_title(doc[start - 1])
    if end - start == 3 and (elsewhere or headed) and doc[start + 1].text not in PARTICLES:
        end -= 1  # «Асқар Серік Кониядан келді», «кеңесшісі Асқар Серік | Конья университетінде»
    end -= doc[end - 1].text in PARTICLES
    if end - start < 2 or any(token.text in COMMON for token in doc[start:end]):
        return None
    titled = start > 0 and (_is_title(doc[start - 1]) or bool(_AGENT.fullmatch(doc[start - 1].text)))
    titled = titled or end - start == 2 and (_is_whence(doc, start, end) or _is_labelled(doc, start, end))
    if (
        end - start == 3
        and SURNAME.fullmatch(doc[start + 1].text)
        and not PATRONYMIC.fullmatch(doc[start + 1].text)
        and not PATRONYMIC.fullmatch(nominative(doc[end - 1].text))
    ):
        end -= 1
    if first.text not in FAMILY_FIRST and not titled and end - start == 3 and not _patronymic_or_surname(doc[end - 1]):
        end -= 1
    if end < len(doc) and doc[end].text == "атындағы":
        return end
    if end < len(doc) and (doc[end].lower_ in STREETS or _is_quotation(doc, start, end)):
        return None
    surname = SURNAME.fullmatch(nominative(_printed(doc[end - 1].text)))
    known = first.text in GIVEN
    chinese = end - start == 2 and first.text in FAMILY_FIRST and SYLLABLES.fullmatch(nominative(doc[end - 1].text))
    told = (
        known
        or titled
        or beside
        or chinese
        or _is_family_first([token.text for token in doc[start:end]])
        or (surname and first.pos_ != "PART" and not is_adjective(first))
    )
    return end if told or _is_presented(doc, start, end) else None


def _is_quotation(doc: Doc, start: int, end: int) -> bool:
    """«Сибирь Протеин» холдингі: the whole of what stands in quotation marks is a thing's name."""
    return start > 0 and doc[start - 1].text in '«"“' and doc[end].text in '»"”'


def _is_whence(doc: Doc, start: int, end: int) -> bool:
    """«Әзербайжаннан Рашад Мурадлы келді»: two capitals between where somebody is from and a comma or the verb."""
    whence = doc[start - 1] if start else None
    if whence is None or case(whence) != "Abl" or not (whence.text[0].isupper() or is_owned(whence)):
        return False
    after = doc[end] if end < len(doc) else None
    plain = after is None or not after.text[0].isalpha() or verb(after.text) is not None or after.lower_ in _LINKS
    return plain and case(doc[end - 1]) == "Nom"


def _is_labelled(doc: Doc, start: int, end: int) -> bool:
    """«Жүргізуші: Тимоти Окелло, ФАО сарапшысы»: two capitals right behind a label for persons, before a post or the
    end."""
    label = doc[start - 2] if start > 1 and doc[start - 1].text in (":", "–", "—") else None
    opens = label is not None and label.lower_.startswith(LABELS) and doc[start - 2].sent.start >= start - 3
    return opens and (end == len(doc) or not doc[end].text[0].isalpha()) and case(doc[end - 1]) == "Nom"


def _is_title(token: Token) -> bool:
    """«кураторы» is in no dictionary, and yet a curator's title."""
    return not lemmas(token).isdisjoint(TITLES)


def lemmas(token: Token) -> set[str]:
    """Gives its lemma; of a word that the dictionary has not, also without the possessive: «бастығы» is «бастық»."""
    bare = _POSSESSIVE.sub("", token.lower_.removeprefix("экс-")) if token.pos_ in ("X", "PROPN") else ""
    return {token.lemma_, *((bare, bare[:-1] + _HARD.get(bare[-1], bare[-1])) if bare else ())}


def _is_family_first(words: list[str]) -> bool:
    """«Серов Иван Петрович», as lists and papers have it."""
    return (
        len(words) == 3
        and bool(SURNAME.fullmatch(words[0]) or len(words[0]) > 3 and words[0][-1] not in "ан")
        and words[0] not in GIVEN
        and words[1] in GIVEN
        and bool(PATRONYMIC.fullmatch(nominative(words[2])))
    )


def _is_before_name(doc: Doc, start: int) -> bool:
    """«Әріптесім Айгүл Серова»: a word that has a capital because it opens the sentence, right before a full name."""
    words = [token.text for token in doc[start : start + 3]]
    full = len(words) == 3 and words[1] in GIVEN and bool(NAME.fullmatch(words[2])) and words[0] not in GIVEN
    return full and bool(doc[start].is_sent_start) and not _is_family_first(words)


def _is_given_after_post(doc: Doc, start: int) -> bool:
    """A word between a post and a surname is a given name, whatever case it seems to stand in."""
    if not start or start + 1 >= len(doc) or not NAME.fullmatch(doc[start + 1].text):
        return False
    post = doc[start - 1]
    told = _is_title(post) and case(post) == "Nom" and doc[start].lemma_ not in TITLES
    family = nominative(doc[start + 1].text)
    elsewhere = case(doc[start]) in ("Loc", "Abl") and nominative(doc[start].text) in GIVEN  # «әкімі Асқардан Омбы …»
    plain = not elsewhere and (doc[start + 1].pos_ != "NOUN" or case(doc[start + 1]) == "Nom")  # «өкілі Катарина Линд»
    return told and (plain or family in GIVEN or bool(SURNAME.fullmatch(family)))


def _is_presented(doc: Doc, start: int, end: int) -> bool:
    """A line that says who it is: «Марина Штейнберг – «Орал» серіктестігінің директоры»."""
    opens = doc[start].is_sent_start or not doc[start - 1].text[0].isalpha()
    if (
        not opens
        or end - start != 2
        or end >= len(doc)
        or doc[end].text not in {"–", "—"}
        or case(doc[end - 1]) != "Nom"
    ):
        return False
    rest = list(doc[end + 1 : min(doc[end].sent.end, end + 1 + _PRESENTATION)])
    stops = (at for at, each in enumerate(rest) if each.text in {";", "."})
    return any(each.lemma_ in TITLES and is_owned(each) for each in rest[: next(stops, len(rest))])


def _is_name(doc: Doc, position: int) -> bool:
    """A word that may be part of a full name; after a family name of one syllable a single letter is a given name, and
    after a given name the surname may be in capitals («Қанат СӘДУАҚАСОВ»)."""
    text = doc[position].text
    if _is_capitals(text) and doc[position - 1].text in GIVEN:
        return doc[position].pos_ != "NOUN" or bool(SURNAME.fullmatch(nominative(text.title())))
    if text in PARTICLES:
        return position + 1 < len(doc) and bool(NAME.fullmatch(doc[position + 1].text))
    return bool(NAME.fullmatch(text)) or (doc[position - 1].text in FAMILY_FIRST and text.isupper() and len(text) == 1)


def commemorated(doc: Doc, last: int) -> bool:
    """Is it the name of an institution: «Бауман атындағы университет», «Ахмет Ясауи университеті»?"""
    following = doc[last + 1] if last + 1 < len(doc) else None
    called = following is not None and following.lemma_ in SCHOOLS and is_owned(following)
    return called or following is not None and following.lower_ == "атындағы"


def _patronymic_or_surname(token: Token) -> bool:
    word = nominative(token.text)
    return bool(PATRONYMIC.fullmatch(word) or SURNAME.fullmatch(word))


def _surname_alone(doc: Doc, token: Token, closed: Collection[int]) -> bool:
    """A surname nobody introduced: after a title, or before «атындағы», or possessing a school."""
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is not None and following.text == "атындағы":
        return True
    if following is not None and following.lemma_ in BEARERS and is_owned(following):
        return False  # «Торайғыров университеті»
    if following is not None and (following.text == "(" or following.lemma_ == "аудан"):
        return False  # «Киров (РФ)», «Кемин ауданы»
    word = nominative(token.text)
    titled = token.i > 0 and doc[token.i - 1].lemma_ in TITLES and is_owned(doc[token.i - 1])
    way = token.i > 1 and doc[token.i - 1].text in "–—" and CAPITAL.match(doc[token.i - 2].text)
    if not titled and (way or is_attribute(token) or case(token) in ("Loc", "Abl")):
        return False  # «Сиань – Қонаев рейсі», «Шэньсидегі Янлиндегі саябақ», «Нусайбинде тоқтады»
    ends = re.fullmatch(r".{3,}(?:[оеё]в|[оеё]ва|ин|ский)", word)
    links = [each for each in (token.i - 1, token.i + 1) if 0 < each < len(doc) - 1 and doc[each].text in ",|"]
    if not titled and len(links) == 2 and {doc[links[0] - 1].idx, doc[links[1] + 1].idx} <= set(closed):
        return False  # «Омбы, Свердлов, Челябі»
    quoted = any(opening < token.i < close < opening + _TITLE for close, opening in quotes(token.sent).items())
    twinned = any(each.lower_.startswith("бауырлас") for each in token.sent)  # «Атырауды Абердинмен бауырластырады»
    if not titled and _is_no_person(doc, token):
        return False
    return bool(ends) and not quoted and (titled or not token.is_sent_start and not twinned)


def _is_no_person(doc: Doc, token: Token) -> bool:
    """«шотландиялық Абердин», «| Дарвин |», «Қонаев индустриялық аймағы», «Просмотров: 594», «"Термин жасау"»."""
    before = doc[token.i - 1] if token.i else None
    rest = [each.text for each in doc[token.i + 1 : token.i + 3]]
    if before is not None and (before.text in '«"“|' or before.text[0].isupper() and before.lower_.endswith(_WHENCE)):
        return True
    counted = rest[:1] == [":"] and rest[1:] != [] and rest[1][0].isdigit()
    kind = doc[token.i + 1 : token.i + 3]
    owner = len(rest) > 1 and kind[0].is_lower and is_adjective(kind[0]) and is_owned(kind[1])
    return counted or rest[:1] == ["|"] or owner and kind[1].lemma_ in BEARERS | {"аймақ"}
