"""Who belongs to a union and who founded a company: «… ұйымына мүше болды», «… бірлескен кәсіпорнын құрды»."""

from collections.abc import Iterator

from kg.model.facts import Found, Founding, Membership, Mention, Modality
from kg.names.persons.kazakh_persons import TITLES
from kg.reading.cues import KAZAKH
from kg.reading.function_rule import FunctionRule
from kg.reading.rules.kazakh.places import is_denied
from kg.reading.rules.kazakh.scene import Surroundings, names, says

JOINING = KAZAKH.words("memberships.joining")
MEMBERSHIP = KAZAKH.words("memberships.membership")
PRESIDING = KAZAKH.words("memberships.presiding")
BEING = KAZAKH.words("memberships.being")
FOUNDING = KAZAKH.words("memberships.founding")
PLANNED = KAZAKH.words("memberships.planned")
HOPED = KAZAKH.words("memberships.hoped")
MEMBERS = ("Country", "Region", "City", "Organisation")


FOUNDED = FunctionRule("kk", "founding", Founding, "Who founded a company: «… бірлескен кәсіпорнын құрды».")
MEMBER = FunctionRule("kk", "membership", Membership, "Who belongs to a union: «… ұйымына мүше болды».")
OF_FOUNDED = FunctionRule(
    "kk",
    "membership-of-founded",
    Membership,
    "Who joins what the sentence before founds: «Енді оған … компаниясы қосылады».",
)


def memberships(scene: Surroundings) -> Iterator[Found]:
    founded: Mention | None = None
    for body in scene.mentions:
        if body.kind != "Organisation":
            continue
        if founders := _founders(scene, body):
            founded = body
            yield FOUNDED.found(Founding(body, tuple(founders)), founders[0].start, body.end)
        yield from _members(scene, body)
        if founded is not None and scene.before(body, 4).text and _joins_what_was_founded(scene, body, founded):
            yield OF_FOUNDED.found(Membership(body, founded), body.start, body.end, "planned")


def _members(scene: Surroundings, body: Mention) -> Iterator[Found]:
    """The countries, regions and bodies that are the subject of joining or presiding."""
    following = scene.after(body, 4)
    case = scene.case(body)
    described = len(following) > 1 and following[1].lemma_ in {"ел", "мемлекет"}  # «одаққа мүше елдермен сауда»
    joined = case == "Dat" and not described and (names(following[:1], JOINING) or _after_degree(scene, body))
    among = names(following[:1], MEMBERSHIP) and names(following[1:4], JOINING)
    holder = names(following[:1], ("мүше",)) and following[1:2].text[:1].isupper()
    if holder or names(following[1:3], ("сайлан",)):
        return  # «Парламенттің мүшесі Иван Орлов», «комитетінің мүшелері сайланды: …»
    within = case in {"Gen", "Nom"} and (among or (case == "Gen" and names(following[:1], ("мүше",))))
    chair = names(following[:1], PRESIDING) or names(following[:1], ("төраға",)) and names(following[1:4], BEING)
    presided = case in {"Dat", "Gen", "Loc"} and chair  # «ұйымның төрағасы Иван Орлов» tells a person's post
    hoped = says(following, HOPED)  # «одаққа мүше болуға үміткер»
    if not (joined or within or presided) or is_denied(following) or hoped:
        return
    sentence = scene.sentence(body)
    modality: Modality = "planned" if says(sentence, PLANNED) else "asserted"
    subjects = [each for each in scene.in_sentence(sentence, MEMBERS) if _subject(scene, each, body)]
    for subject in subjects:
        start, end = min(subject.start, body.start), max(subject.end, body.end)
        yield MEMBER.found(Membership(subject, body), start, end, modality)


def _after_degree(scene: Surroundings, body: Mention) -> bool:
    """«Ұйымға толыққанды мүше», «одаққа бақылаушы мүше»."""
    following = scene.after(body, 3)
    return (
        len(following) > 1
        and following[0].lower_ in {"толыққанды", "тең", "тұрақты"}
        and names(following[1:2], ("мүше",))
    )


def _subject(scene: Surroundings, candidate: Mention, body: Mention) -> bool:
    """In the nominative, no part of the body's name, and nobody's title («Қытай Төрағасы»)."""
    if body.start <= candidate.start < body.end or candidate.name == body.name or scene.case(candidate) != "Nom":
        return False
    between = scene.doc.text[candidate.end : body.start]
    if between.count(")") > between.count("("):
        return False  # «Ертіс университеті (Омбы, Томск қалаларында кампусы бар) одаққа мүше болды»
    following = scene.after(candidate)
    title = len(following) > 0 and following[0].lemma_ in TITLES
    return not title and candidate.end < body.start


def _founders(scene: Surroundings, body: Mention) -> list[Mention]:
    """«A, B және C компаниялары … кәсіпорнын құрды»: the bodies and countries before it."""
    if (
        scene.case(body) != "Acc"
        or not names(scene.after(body, 1), ("құр",))
        or not says(scene.after(body, 2), FOUNDING)
    ):
        return []
    before = scene.within(scene.sentence(body).start_char, body.start, MEMBERS)
    return [each for each in before if scene.case(each) == "Nom"]


def _joins_what_was_founded(scene: Surroundings, body: Mention, founded: Mention) -> bool:
    """«Енді оған … компаниясы қосылады», in the sentence after the founding."""
    sentence = scene.sentence(body)
    previous = scene.previous(sentence)
    adjoining = previous is not None and previous == scene.sentence(founded)
    pointing = any(token.lower_ == "оған" and token.idx < body.start for token in sentence)
    return adjoining and pointing and scene.case(body) == "Nom" and names(scene.after(body, 1), ("қосыл", "кір"))
