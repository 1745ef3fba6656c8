"""Bodies that a Kazakh text calls by nothing but a name in quotation marks: «барнаулдық «Азия»», «Азия» директоры».

A name in quotation marks may be anybody's, a film's or a newspaper's; so it must stand where only a body can: beside
one, before its head's title, as one of two between whom there is a paper, as who builds or delivers."""

from collections.abc import Collection, Iterator, Sequence

from kg.language.kazakh.noun_phrases import CONJUNCTIONS, DASHES, case, is_attribute, is_owned, quotes
from kg.language.kazakh.suffixes import nominative
from kg.language.kazakh.verbs import verb
from kg.language.tokens import Doc, Span, Token
from kg.model.facts import Mention
from kg.names.kazakh_spans import make
from kg.names.name_words import KAZAKH
from kg.names.places.kazakh_known import FROM
from kg.names.undertakings.kazakh_agreements import AGREEMENT_KINDS

HEADED = KAZAKH.set("bodies.headed")
"""Titles of those who lead a body or speak for it."""
AT_WORK = KAZAKH.set("bodies.at_work")
"""Stems of verbs whose subject is a company, with a name in quotation marks before them."""
CHIEF = KAZAKH.words("bodies.chief")
"""Before the title of who leads: ««Азия» бас директоры»."""
PAPERS = frozenset({*AGREEMENT_KINDS, "құжат"})
_LONGEST = 5
"""Words of a name; more are a quotation."""


def quoted_bodies(doc: Doc, known: Sequence[Mention]) -> Iterator[Mention]:
    """The bodies among the quotations that no mention in `known` holds."""
    held = {token.i for each in known for token in doc.char_span(each.start, each.end, alignment_mode="expand") or ()}
    ends = {each.end for each in known if each.kind == "Organisation"}
    begins = {each.start for each in known if each.kind == "Organisation"}
    called = {_bare(each.name) for each in known if each.kind == "Organisation"}
    for sentence in doc.sents:
        free = [
            (opening, close)
            for close, opening in sorted(quotes(sentence).items())
            if not held & set(range(opening, close + 1)) and _is_name(doc[opening + 1 : close])
        ]
        found: set[tuple[int, int]] = set()
        for _ in free:
            more = {
                pair
                for pair in free
                if doc[pair[0] + 1 : pair[1]].text in called or _stands_as_body(sentence, pair, begins, ends, found)
            }
            if more == found:
                break
            found = more
        for opening, close in sorted(found):
            inner = doc[opening + 1 : close].text
            yield make(doc, opening, close + 1, "Organisation", inner)


def _bare(name: str) -> str:
    """«Азия» of ««Азия» зауыты»."""
    before, opening, rest = name.partition("«")
    inner, _, after = rest.partition("»")
    plain = len(after.split()) <= _LONGEST and after.islower()
    return inner if opening and not before and plain else name


def _is_name(inner: Span) -> bool:
    if not 0 < len(inner) <= _LONGEST or not inner.text[0].isupper() or any(each.text in DASHES for each in inner):
        return False
    if case(inner[-1]) not in ("", "Nom"):
        return False
    return not any(each.text in {"!", "?", ":", ","} for each in inner) and len(inner.text) > 2


def _stands_as_body(
    sentence: Span,
    pair: tuple[int, int],
    begins: Collection[int],
    ends: Collection[int],
    found: Collection[tuple[int, int]],
) -> bool:
    doc, (opening, close) = sentence.doc, pair
    before = doc[opening - 1] if opening > sentence.start else None
    after = doc[close + 1] if close + 1 < sentence.end else None
    kind = next((t for t in doc[close + 1 : sentence.end] if not t.lower_.endswith((*FROM, *CHIEF))), None)
    if kind is not None and _is_its_kind(kind):
        return kind.lemma_ in HEADED
    if after is not None and after.lower_ in CONJUNCTIONS and close + 2 < sentence.end:
        second = _after_where(doc, close + 2, sentence.end)
        if doc[second].idx in begins or any(other[0] == second for other in found):
            return True
    link = opening - 1
    if before is not None and (is_attribute(before) or before.lower_.endswith(FROM)):
        link -= 1
    if link > sentence.start and doc[link].lower_ in CONJUNCTIONS | {","}:
        first = doc[link - 1]
        if first.idx + len(first) in ends or any(other[1] == first.i for other in found):
            return True
    if after is not None and after.lower_ in ("арасында", "арасындағы"):
        return any(each.lemma_ in PAPERS for each in doc[close + 1 : sentence.end])
    if before is not None and _is_of_a_town(before) and (after is None or case(after) in ("", "Nom")):
        return after is None or not after.text[0].isupper()
    return _is_at_work(sentence, close)


def _is_its_kind(word: Token) -> bool:
    """Of what is called so: «журналы», «операсын», «ансамблі»; of what no list has by its ending."""
    if word.lower_ in ("арасында", "арасындағы"):
        return False
    told = verb(word.text) is not None or word.lower_.endswith(("ды", "ді", "ты", "ті"))
    ends = word.text[0].islower() and word.lower_.endswith(("ы", "і")) and not told
    return ends or is_owned(word) or case(word) == "Acc" and word.text.endswith("н")


def _after_where(doc: Doc, position: int, end: int) -> int:
    """Past «Үрімжідегі», «барнаулдық», which tell where the second body is from."""
    whence = is_attribute(doc[position]) or doc[position].lower_.endswith(FROM)
    return position + 1 if whence and position + 1 < end else position


def _is_of_a_town(token: Token) -> bool:
    """«барнаулдық», «қостанайлық»: an adjective made of a name that the text says elsewhere."""
    town = token.text[:-3] if token.lower_.endswith(FROM) else ""
    return len(town) > 2 and any(
        each.text[0].isupper() and nominative(each.text).lower() == town.lower() for each in token.doc
    )


def _is_at_work(sentence: Span, close: int) -> bool:
    """The subject of a sentence that tells what a company does: «Рейсті «Азия» орындайды»."""
    doc = sentence.doc
    told = [found for each in doc[close + 1 : sentence.end] if (found := verb(each.text))]
    done = next((found for found in told if found.finite or found.form == "converb"), None)
    subject = doc[close].text in '»"”' and case(doc[close]) in ("", "Nom")
    return subject and done is not None and done.stem in AT_WORK and not done.passive
