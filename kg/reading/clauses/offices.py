"""Posts that a clause tells of who is its subject, however far the name stands: «Иванов окончил институт, работал
врачом, был министром», «В 2005 году он был назначен послом»."""

from collections.abc import Iterator, Sequence

from kg.language.russian.morphology import parses
from kg.language.tokens import Token
from kg.model.facts import TERRITORIES, Found, Mention, Phrase, Role
from kg.names.persons.name_forms import forms
from kg.names.persons.posts import HEADS, OF_BODIES, QUALIFYING, Post, disagree, is_occupation, post_at
from kg.reading.clauses.antecedents import Antecedents
from kg.reading.clauses.posts import post_of
from kg.reading.clauses.predications import Predication
from kg.reading.cues import RUSSIAN
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

HELD = FunctionRule(
    "ru", "subject-held-post", Role, "A post of the subject, named far before: «В 2005 году он был назначен послом»."
)
SHARED = FunctionRule(
    "ru",
    "post-of-several",
    Role,
    "A post in the plural, of each whom a list names: «депутаты парламента Иван Панов и Лев Левин».",
)
OCCUPATION = FunctionRule(
    "ru",
    "occupation",
    Role,
    "What somebody is, right beside the name: «хирург Иван Панов», «Иван Панов, кардиолог клиники «Луч»».",
)
SIGNED = FunctionRule(
    "ru",
    "signature",
    Role,
    "Whose post stands before a signature: «Президент палаты __________ Иван Панов».",
)
_GAP = 4
"""Characters of white space in which one signs."""
_LINE = 12
"""Tokens of the longest line before a signature."""
_OWNERS = (*TERRITORIES, "Organisation")
_BEHIND, _CLOSING = frozenset(",–—"), frozenset(",.;)–—")
_PLURAL = HEADS | OF_BODIES | QUALIFYING
UNITS = RUSSIAN.set("offices.units")
"""Verbs with a post in the instrumental; with «пост» in the accusative the last two."""
_PASSIVE = frozenset("назначить избрать переизбрать утвердить".split())
_SEATS = frozenset({"пост", "должность"})
_TAKEN = frozenset({"занять", "занимать"})
_STOPS = frozenset({".", ";", ":", "что", "который"})
_PRONOUNS = {"он": "Masc", "она": "Fem"}
_BETWEEN = 4
"""Tokens between a post and the verb behind it: «с 2020 года занимает»."""
_NEAR = 6
"""Tokens between the verb and the post it tells."""
_BRACKET = 14
"""Tokens of a bracket behind a name."""
_GENDERS = {"Masc": "masc", "Fem": "femn"}


def offices(sentence: Sentence, at: int, clause: Predication, antecedents: Antecedents) -> Iterator[Found]:
    """The posts that the verb at this index tells of its subject; of nobody where that is not clear."""
    verb = sentence.tokens[at]
    if not _tells(verb) or "не" in sentence.texts[max(at - 1, 0) : at]:
        return
    appointed = [a.item for a in clause.of("object") if a.item.kind == "Person"] if _appoints(verb) else []
    after = max((item.end for item in appointed), default=0)
    posts = list(_posts(sentence, max(at, after - 1)))
    if not posts and (seated := _seated(sentence, at)):
        person = _seat_taker(verb, clause)
        posts = [seated] if person and (_appoints(verb) or _agrees(verb, person)) else []
    elif _appoints(verb):
        person = appointed[0].mention if len(appointed) == 1 else None
    else:
        person = _subject(sentence, at, clause, antecedents) if posts else None
    if person is None or not (_appoints(verb) or _agrees(verb, person)):
        return
    for post in posts:
        beside = after > at or post.end <= at
        start = min(verb.idx, post.title.start, person.start if beside else verb.idx)
        end = max(post.title.end, person.end if beside else post.title.end)
        yield HELD.found(Role(person, post.title, post.of), start, end, clause.modality, 0.75)


def _seated(sentence: Sentence, at: int) -> Post | None:
    """The post before the verb, behind «пост»: «Пост мэра Омска занял …», «На должность мэра Омска назначен …»."""
    floor = next((i for i in range(at - 1, -1, -1) if sentence.texts[i] in {*_STOPS, ","}), -1)
    seat = next((i for i in range(at - 1, floor, -1) if sentence.lemmas[i] in _SEATS), None)
    taken = sentence.lemmas[at] in _TAKEN
    if seat is None or taken and (sentence.texts[max(seat - 1, 0)] in ("на", "с", "о", "об")):
        return None
    if not taken and sentence.texts[max(seat - 1, 0)] != "на":
        return None
    post = sentence.read(post_of, seat + 1)
    near = post is not None and post.end <= at <= post.end + _BETWEEN
    named = post is not None and (post.of is not None or len(post.title.text.split()) > 1)
    return post if near and named else None


def _seat_taker(verb: Token, clause: Predication) -> Mention | None:
    """The one person who takes the seat: «занял Иванов», «назначен Иванов», «назначили Иванова»."""
    functions = ("subject",) if verb.lemma_.lower() in _TAKEN else ("object", "subject")
    functions = ("object",) if _appoints(verb) else functions
    told = [one.item for one in clause.of(*functions) if one.item.kind in ("Person", "Holder", "Side")]
    return told[0].mention if len(told) == 1 and told[0].kind == "Person" else None


def _tells(verb: Token) -> bool:
    """Whether it is told as done, or, of a post that somebody has, as lasting."""
    passive, appointing = "Pass" in verb.morph.get("Voice", []), verb.lemma_.lower() in _PASSIVE
    if verb.morph.get("Case", []) or (passive and not appointing):  # «первым избранным главой»
        return False
    return not {"Past", *(() if appointing else ("Pres",))}.isdisjoint(verb.morph.get("Tense", []))


def _appoints(verb: Token) -> bool:
    """«Президент назначил Ивана послом», «Ивана назначили»: its object has the post."""
    return verb.lemma_.lower() in _PASSIVE and "Pass" not in verb.morph.get("Voice", [])


def _posts(sentence: Sentence, at: int) -> Iterator[Post]:
    """The posts behind the verb, in the instrumental or behind «пост», with those that follow each other."""
    place, end = at + 1, min(at + 1 + _NEAR, len(sentence.tokens))
    while place < end:
        stops = sentence.texts[place] in _STOPS or "VerbForm" in sentence.tokens[place].morph.to_dict()
        if (stops and sentence.tokens[place].dep_ != "amod") or _begins_person(sentence, place):
            return
        seat = sentence.lemmas[place - 1] in _SEATS
        post = sentence.read(post_of, place)
        if post is None or not (seat or post.case == "Ins"):
            place += 1
            continue
        if post.of is None and len(post.title.text.split()) < 2:
            return
        if post.end < len(sentence.tokens) and _begins_person(sentence, post.end):
            return
        yield post
        place = post.end
        if sentence.texts[place : place + 1] not in ((",",), ("и",)):
            return
        end = min(place + 3, len(sentence.tokens))


def _begins_person(sentence: Sentence, at: int) -> bool:
    return any(m.kind == "Person" for _, m in sentence.mentions[at])


def _subject(sentence: Sentence, at: int, clause: Predication, antecedents: Antecedents) -> Mention | None:
    """The person who is the verb's subject, by name, by pronoun, or by no word at all."""
    function = "object" if sentence.tokens[at].lemma_.lower() in _PASSIVE else "subject"
    told = [one.item for one in clause.of(function, "subject") if one.item.first < at]
    if told:
        who = told[0].mention if len(told) == 1 else None
        if who is None or who.kind != "Person":
            return None
        return antecedents.spoken_of(sentence) if who.text.lower() in _PRONOUNS else who
    verb = sentence.tokens[at]
    heads = [verb, verb.head] if verb.dep_.startswith(("cop", "aux")) else [verb]
    own = [child for head in heads for child in head.children if child.dep_.startswith("nsubj")]
    if own and own[0].lower_ not in _PRONOUNS:
        return None
    before = [(i, m) for i, ways in enumerate(sentence.mentions[:at]) for _, m in ways if m.kind == "Person"]
    if not before:
        return antecedents.spoken_of(sentence)
    first, person = before[0]
    others = any(t.dep_.startswith("nsubj") and t.idx >= person.end for t in sentence.tokens[first:at])
    alone = len({m.name for _, m in before}) == 1 and not own and not others
    return person if alone and sentence.tokens[first].dep_.startswith("nsubj") else None


def _agrees(verb: Token, person: Mention) -> bool:
    """Whether the verb has the gender of the name; a name of no gender has any."""
    told = {_GENDERS[gender] for gender in verb.morph.get("Gender", []) if gender in _GENDERS}
    if "Plur" in verb.morph.get("Number", []) or (not told and "Past" in verb.morph.get("Tense", [])):
        return False
    words: Sequence[str] = person.name.split()
    genders = {form.gender for form in forms(words[0], "given") if form.case == "nomn" and form.weight > 0.6}
    return len(words) < 2 or not genders or not told or not genders.isdisjoint(told)


def shared_offices(sentence: Sentence) -> Iterator[Found]:
    """The posts of those whom a list behind a plural names; each has its own territory where the text names as many.

    «президенты России и Сербии Иван Панов и Лев Левин», «министры: Иван Панов (2001–2004), Лев Левин (2004–2007)»."""
    for at, lemma in enumerate(sentence.lemmas):
        if lemma in _PLURAL:
            yield from _shared(sentence, at)


def occupations(sentence: Sentence) -> Iterator[Found]:
    """What somebody is, where that stands right before the name, or behind it and a comma or dash: «хирург Иван Панов»,
    «Иван Панов, кардиолог клиники «Луч»»."""
    for at, token in enumerate(sentence.tokens):
        if token.pos_ != "NOUN" or not token.text[0].islower() or sentence.lemmas[at] in HEADS:
            continue
        if not is_occupation(sentence.lemmas[at]) or "Plur" in token.morph.get("Number", []):
            continue
        post = post_at(sentence.tokens, sentence.mentions, at, openly=True)
        inner = any(end == at for beginning in sentence.mentions[max(at - 5, 0) : at] for end, _ in beginning)
        if post is None or inner or "не" in sentence.texts[max(at - 2, 0) : at]:
            continue  # «глава ведомства «Заря» полковник Иван Панов»
        end, person = next(_named(sentence, post.end), (post.end, None))
        if person is not None and not disagree(token, sentence.tokens[post.end : end], person.name):
            start, stop = post.title.start, person.end
        elif person is None and at > 1 and sentence.texts[at - 1] in _BEHIND and post.case == "Nom":
            person = next(
                (m for i in range(max(at - 5, 0), at - 1) for e, m in _named(sentence, i) if e == at - 1), None
            )
            closing = next((text for text in sentence.texts[post.end :] if text != "»"), ".")
            if person is None or closing not in _CLOSING:
                continue
            start, stop = person.start, post.title.end
        else:
            continue
        yield OCCUPATION.found(Role(person, post.title, post.of), start, stop, confidence=0.75)


def signatures(sentence: Sentence) -> Iterator[Found]:
    """«Президент палаты          О. Р. Жигалова», «Сопредседатель _____ О. Р. Жигалова»: a post, a gap or a line to
    sign on, maybe on the next line, and the name that ends it."""
    tokens = sentence.tokens
    ends = ((i, m) for i in range(len(tokens) - 1, -1, -1) for end, m in _named(sentence, i) if end == len(tokens))
    at, person = next(ends, (0, None))
    if person is None:
        return
    line = at
    while line and set(tokens[line - 1].text) == {"_"}:
        line -= 1
    above = sentence.previous if not line else None
    if not line and (above is None or line == at):
        return
    gap = tokens[line - 1].doc.text[tokens[line - 1].idx + len(tokens[line - 1]) : tokens[at].idx] if line else ""
    if line == at and len(gap) < _GAP:
        return
    of = above or sentence
    end = len(of.tokens) if above else line
    post = of.read(post_of, 0)
    if post is None or end > _LINE:
        return
    if any("nomn" in parse.tag for parse in parses(of.tokens[0].text)):
        # the tagger errs about lines without a verb: the title is as it is written
        body = next(((i, m) for i in range(1, end) for _, m in of.mentions[i] if m.kind in _OWNERS), None)
        begin, stop = of.span(0, body[0] if body else end)
        title = Phrase(begin, stop, of.tokens[0].doc.text[begin:stop])
        yield SIGNED.found(Role(person, title, body[1] if body else None), begin, person.end, confidence=0.8)


def _named(sentence: Sentence, at: int) -> Iterator[tuple[int, Mention]]:
    ways = sentence.mentions[at] if at < len(sentence.mentions) else ()
    return ((end, m) for end, m in ways if m.kind == "Person" and m.named)


def _shared(sentence: Sentence, at: int) -> Iterator[Found]:
    post = post_at(sentence.tokens, sentence.mentions, at, several=True)
    if post is None:
        return
    end, owners = _owners(sentence, post)
    names = list(_names(sentence, end + (sentence.texts[end : end + 1] in (("–",), ("—",), ("-",), (":",)))))
    people = [person for person, _, _ in names]
    head = next((t for t in sentence.tokens[at : post.end] if t.lemma_.lower() == post.head), sentence.tokens[at])
    if len(people) < 2 or len(owners) not in (0, 1, len(people)):
        return
    name = sentence.tokens[names[0][1] : names[0][2]]
    if disagree(head, name, people[0].name, "plur"):
        return
    for place, person in enumerate(people):
        owner = owners[place if len(owners) > 1 else 0] if owners else None
        start, stop = post.title.start, max(person.end, post.title.end)
        yield SHARED.found(Role(person, post.title, owner), start, stop, confidence=0.8)


def _owners(sentence: Sentence, post: Post) -> tuple[int, list[Mention]]:
    """The territories or the body of a post in the plural, and the token after them."""
    end, owners = post.end, [post.of] if post.of else []
    while owners and owners[0].kind in TERRITORIES and sentence.texts[end : end + 1] in ((",",), ("и",)):
        further = next((p for p in sentence.mentions[end + 1] if p[1].kind == owners[0].kind), None)
        if further is None:
            break
        end = further[0]
        owners.append(further[1])
    return end, owners


def _names(sentence: Sentence, at: int) -> Iterator[tuple[Mention, int, int]]:
    """The persons listed from that token on, with their tokens; a bracket behind a name is passed over."""
    while at < len(sentence.tokens):
        person = next((p for p in sentence.mentions[at] if p[1].kind == "Person" and p[1].named), None)
        if person is None:
            return
        yield person[1], at, person[0]
        at = person[0]
        if sentence.texts[at : at + 1] == ("(",) and ")" in sentence.texts[at : at + _BRACKET]:
            at += sentence.texts[at : at + _BRACKET].index(")") + 1
        link = sentence.texts[at : at + 3]
        at += 3 if link == (",", "а", "также") else 1 if link[:1] in ((",",), ("и",)) else len(sentence.tokens)
