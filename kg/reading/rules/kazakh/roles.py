"""Posts: «Өзбекстан Президенті Шавкат Мирзиёев», «Сыртқы істер министрі Мұрат Нұртілеу», «Қазақстан Президенті»."""

from collections.abc import Iterator

from kg.language.kazakh.noun_phrases import CONJUNCTIONS, LINKS, case, is_attribute, is_owned, is_plural, phrase_start
from kg.language.kazakh.suffixes import dictionary_form, nominative
from kg.language.kazakh.verbs import verb
from kg.language.tokens import Token
from kg.model.facts import Found, Mention, Phrase, Role
from kg.names.organisations.kazakh_organisations import LEGAL_FORMS
from kg.names.persons.kazakh_offices import HOME
from kg.names.persons.kazakh_persons import TITLES, lemmas
from kg.names.persons.posts import is_occupation
from kg.reading.cues import KAZAKH
from kg.reading.function_rule import FunctionRule
from kg.reading.rules.kazakh.scene import Surroundings

POSTS = TITLES | KAZAKH.set("roles.posts")
NO_POSTS = KAZAKH.set("roles.no_posts")
"""Nouns before a name that are no post, whoever has them: «Омбы тұрғыны Иван Орлов»."""
PARTING = frozenset({",", "–", "—", "-", "("})
POINTING = KAZAKH.set("roles.pointing")
LONGEST = 16
"""Words of a post after a name."""
OWNERS = ("Country", "Region", "City", "Feature", "Organisation")
LAND_HEADS = KAZAKH.set("roles.land_heads")
LANDS = KAZAKH.set("roles.lands")
WORKS = KAZAKH.words("roles.works")
"""Features that people head: «Ақтау порты»."""


ROLE = FunctionRule(
    "kk",
    "role",
    Role,
    "Posts: «Өзбекстан Президенті Шавкат Мирзиёев», «Сыртқы істер министрі Мұрат Нұртілеу», «Қазақстан Президенті».",
)


def roles(scene: Surroundings) -> Iterator[Found]:
    seen: set[tuple[str, str]] = set()
    for mention in scene.mentions:
        if mention.kind != "Person":
            continue
        told_of = (*_before_name(scene, mention), *_after_name(scene, mention)) if mention.named else ()
        for told in told_of or _office(scene, mention):
            if (mention.name, told.fact.title.text.lower()) not in seen:  # type: ignore[attr-defined]
                seen.add((mention.name, told.fact.title.text.lower()))  # type: ignore[attr-defined]
                yield told


def _after_name(scene: Surroundings, person: Mention) -> Iterator[Found]:
    """Posts after the name, each between commas: «Марат Асанов – Орал қаласы әкімінің орынбасары, тең төраға»."""
    span = scene.span(person)
    tokens = [token for token in scene.doc[span.end : span.sent.end] if not token.is_space]
    if not tokens or tokens[0].text not in PARTING:
        return
    closed = {token.i for each in scene.in_sentence(span.sent, ("Person",)) if each.named for token in scene.span(each)}
    dashed = tokens[0].text in ("–", "—", "-")
    start = tokens[0].i + 1
    for position in range(start, min(start + LONGEST, span.sent.end + 1)):
        token = scene.doc[position] if position < span.sent.end else None
        if position in closed:
            return
        if token is not None and not token.is_space and token.text not in {",", ";", ":", ")", "(", ".", "–", "—"}:
            continue
        head = scene.doc[position - 1]
        if position == start or not _is_known(head) or case(head) != "Nom" or is_plural(head):
            if token is None or token.text != ",":
                return
            continue
        if not dashed and token is not None and token.text == "," and _is_of_next(scene, person, position):
            return
        yield _role(scene, person, start, position, head.idx + len(head))
        if token is None or token.text != "," or not dashed:
            return
        start = position + 1


def _is_of_next(scene: Surroundings, person: Mention, comma: int) -> bool:
    """«хатшы Иван Орлов, банктің төрағасы, доктор Айдос Асанов»: each has posts before the name, so the second has this
    one."""
    span = scene.span(person)
    sentence = span.sent
    people = [scene.span(each) for each in scene.in_sentence(sentence, ("Person",)) if each.named]
    following = next((each for each in people if each.start > comma), None)
    if following is None or span.start == sentence.start or not _is_post(scene.doc[span.start - 1]):
        return False
    between = scene.doc[comma + 1 : following.start]
    told = any((said := verb(each.text)) and said.finite for each in between)
    return len(between) > 0 and not told and _is_post(scene.doc[following.start - 1])


def _before_name(scene: Surroundings, person: Mention) -> Iterator[Found]:
    """The posts that end right before the name: «банктің төрағасы, профессор Иван Орлов»."""
    span = scene.span(person)
    end = span.start
    while end > span.sent.start and _is_post(scene.doc[end - 1]):
        if end - 2 >= span.sent.start and scene.doc[end - 2].pos_ == "NUM":
            return  # «134 инженер Иван Орлов атындағы институтта оқыды»
        found, start = _post_before(scene, person, end)
        if found is not None:
            yield found
        head = scene.doc[start - 2] if start - 2 > span.sent.start and scene.doc[start - 1].text == "," else None
        if head is None or not (is_owned(head) and case(head) == "Nom" and not lemmas(head).isdisjoint(POSTS)):
            return
        end = start - 1


def _post_before(scene: Surroundings, person: Mention, end: int) -> tuple[Found | None, int]:
    """The post whose head stands before `end`, and where its words begin; a comma closes what came before it."""
    span = scene.span(person)
    head = scene.doc[end - 1]
    if is_plural(head) and case(head) != "Nom":
        return None, end  # «басшыларымен Иван Орлов кездесті»
    people = {token.i for each in scene.in_sentence(span.sent, ("Person",)) if each.named for token in scene.span(each)}
    acting = 2 * (head.i > span.sent.start + 1 and is_acting(head))
    start = _list_start(scene, phrase_start(scene.doc, head.i - acting, barriers=people), span.sent.start)
    others = [each.i + 2 for each in scene.doc[start : head.i] if _is_of_another(scene, each.i)]
    told = [each.i + 1 for each in scene.doc[start : head.i] if _is_told_before(scene, each.i)]
    start = max([start, *others, *told])
    found = _role(scene, person, start, end, person.end)
    return (found if _is_known(head) or found.fact.post_of else None), start  # type: ignore[attr-defined]


def is_acting(head: Token) -> bool:
    """«әкімнің міндетін атқарушы»."""
    return head.lower_ == "атқарушы" and head.i > 0 and head.nbor(-1).lower_ == "міндетін"


def _is_known(head: Token) -> bool:
    """A post, or an occupation whose name Russian has too: «хирург», «кардиолог»."""
    told = lemmas(head)
    if is_acting(head):
        return True
    return not told.isdisjoint(POSTS) or (told.isdisjoint(NO_POSTS) and any(map(is_occupation, told)))


def _is_post(head: Token) -> bool:
    """One we know, or any noun that somebody is of a body or a place: «клиниканың кардиологы», «кеңсенің менеджері»."""
    if _is_known(head):
        return True
    owned = is_owned(head) or (head.pos_ == "X" and head.lower_.endswith(("ы", "і")) and verb(head.text) is None)
    return bool(owned) and case(head) == "Nom" and lemmas(head).isdisjoint(NO_POSTS)


def _is_of_another(scene: Surroundings, position: int) -> bool:
    """«Қазақстан Президенті мен Елбасы Айдос Нұрланов»: the post before «мен» is somebody else's."""
    post = scene.doc[position]
    return post.lemma_ in TITLES and case(post) == "Nom" and scene.doc[position + 1].lower_ in {"мен", "пен", "бен"}


def _is_told_before(scene: Surroundings, position: int) -> bool:
    """«деп атап өтті өңір басшысы Иван Орлов», «агенттіктің тілшісі театрдың директоры Иван Орловты»: no word of the
    post but of the sentence."""
    word, following = scene.doc[position], scene.doc[position + 1]
    if word.is_lower and (said := verb(word.text)) and said.form == "past":  # «Алматы» too ends like one
        return True
    someone = is_owned(word) and case(word) == "Nom" and not lemmas(word).isdisjoint(POSTS)
    return someone and not is_owned(following) and following.text[0].isalpha() and following.lower_ not in CONJUNCTIONS


def _list_start(scene: Surroundings, start: int, floor: int) -> int:
    """«Инвестиция, өнеркәсіп және сауда министрі»: the list of a ministry's fields opens with a capital."""
    position = start
    while position - 2 >= floor and scene.doc[position - 1].text == ",":
        field = scene.doc[position - 2]
        if case(field) != "Nom" or not field.text[0].isalpha() or is_owned(field) and _is_known(field):
            break
        position -= 2
        if field.text[0].isupper():
            known = any(each.start <= field.idx < each.end for each in scene.mentions)
            return start if known else phrase_start(scene.doc, position)
    return start


def _office(scene: Surroundings, person: Mention) -> Iterator[Found]:
    span = scene.span(person)
    if not person.named:
        yield _role(scene, person, span.start, span.end, person.end)


def _role(scene: Surroundings, person: Mention, start: int, end: int, until: int) -> Found:
    span = scene.doc[start:end]
    owners = [each for each in scene.within(span.start_char, span.end_char, OWNERS) if each.end < span.end_char]
    owners = [each for each in owners if each.kind != "Feature" or each.name.endswith(WORKS)]
    owners = [each for each in owners if not is_attribute(scene.last_word(each))]  # «Өзбекстандағы елші» is ours
    if len(owners) > 1 and owners[-2].kind == "Organisation" and scene.after(owners[-1], 1).text in CONJUNCTIONS:
        owners.pop()  # «қордың Омбы және Томск филиалының басшысы»
    owner = owners[-1] if owners else None
    if owner is not None:
        own = scene.span(owner)
        start = own.end if own.end < end else start
        if owner.kind == "Organisation" and owner.end >= span.end_char:
            owner = None
    while start + 1 < end and _is_before_post(scene.doc[start]):
        start += 1  # «оны облыс әкімі Айдос Нұрланов қабылдады», «"Дала" АҚ төрағасы»
    title = _title(scene, start, end)
    if owner is None and title.text in {"Мемлекет басшысы", "Президент", "Премьер-министр"}:
        owner = next((each for each in scene.countries() if each.name == HOME), None)
    return ROLE.found(Role(person, title, owner), span.start_char, until)


def _is_before_post(token: Token) -> bool:
    outside = token.is_punct and token.text not in "«“(" or token.text in LEGAL_FORMS
    linked = token.lower_ in CONJUNCTIONS or token.lower_ in LINKS  # «Бұл туралы әуежай басшысы Иван Орлов айтты»
    return outside or linked or token.lower_ in POINTING


def _tells_land(token: Token) -> bool:
    return not lemmas(token).isdisjoint(LANDS) or token.text[0].isupper() and not token.is_sent_start


def _title(scene: Surroundings, start: int, end: int) -> Phrase:
    while end - start > 1 and not lemmas(scene.doc[end - 1]).isdisjoint(LAND_HEADS) and _tells_land(scene.doc[start]):
        start += 1  # «облыс әкімі», «Самсун иінің уәлиі»: the land is no part of the title
    span = scene.doc[start:end]
    text = dictionary_form(span.text) if len(span) == 1 else nominative(span.text)
    if (
        len(span) == 1
        and span[0].pos_ == "X"
        and (known := [stem for stem in lemmas(span[0]) if stem in POSTS or is_occupation(stem)])
    ):
        text = min(known, key=len)
    if len(span) == 1 and span.text[0].isupper():
        text = text[0].upper() + text[1:]
    return Phrase(span.start_char, span.end_char, text)
