"""What a company, paper or party is called beside what it is: «авиакомпания Ryanair», «компания «Ryanair»» and
«Ryanair» are one where nothing else is called so."""

import re
from dataclasses import dataclass

from kg.identity.parts import Part
from kg.language.russian.declension import declined
from kg.model.spelling import fold, skeleton
from kg.names.heads import BY_LEMMA
from kg.names.name_words import KAZAKH, RUSSIAN
from kg.names.namesakes import BODIES as OF_STATES
from kg.names.organisations.proper_names import FAMILIES

_PARTED = re.compile(
    r"(?P<told>(?:(?:[А-ЯЁ]?[а-яё-]++|АО|ОАО|ПАО|ЗАО|ООО|ТОО|ГК|М?ИА|РИА) (?:[а-яё-]++ )*+)?+)"
    r"(?P<own>[«„“\"]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9].*+)"
)
_QUOTED_FIRST = re.compile(r"[«„“\"](?P<own>[^«»„“”\"]++)[»”“\"] (?P<told>[а-яёәғқңөұүһі -]++)")
_KAZAKH_FAMILIES = KAZAKH.by_word("bodies.families")
_FEATURES, _KAZAKH_FEATURES = RUSSIAN.by_word("places.families"), KAZAKH.by_word("places.families")
"""What a water, mountain or island is called beside its name → which of these it is, in both languages."""
_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее")
_PREPOSITIONS = frozenset("по о об в для на с из при от за".split())
_SHORTEST = 3
_IN_CASES = frozenset({"Organisation", "City"})
_CASE_ENDING = re.compile(r"(?:ою|ами|ах|ам|ом|ем|ой|ей|ов|[аяуюеиыьй])?$")
_SHORTEST_STEM = 4


_SHORT = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ]{3,}")
_FORM = re.compile(r"(?P<form>[^«„“\"]+) [«„“\"](?P<own>[^«»„“”\"]++)[»”\"]")
_LEGAL = frozenset(
    "общество организация учреждение предприятие компания движение объединение".split()
    + "высшего профессионального образования".split()
)
"""Words of a legal form that are no adjectives in the nominative."""


def without_form(name: str) -> str:
    """Leaves out the legal form before a name that says itself what the body is: of «АНО «Фонд развития села»», but not
    of «ТОО «Восток»»."""
    found = _FORM.fullmatch(name)
    words = found["own"].split() if found else []
    head = next((word for word in words if not word.endswith(_ADJECTIVES)), "").lower()
    body = len(words) > 1 and any(one.kind == "Organisation" for one in BY_LEMMA.get(head, ()))
    form = found["form"].split() if found and body else []
    legal = all(w.isupper() or w.lower().endswith(_ADJECTIVES) or w.lower() in _LEGAL for w in form)
    return found["own"] if found and form and legal else name


def abbreviations(part: Part) -> frozenset[str]:
    """Gives the abbreviations by which a document calls a body: the name it has no other for, or what its full name is
    short for («АСИ» beside «Агентство стратегических инициатив»)."""
    if part.kind != "Organisation" or not part.named:
        return frozenset()
    forms = {form for form in (*part.names, *part.surfaces) if _SHORT.fullmatch(form)}
    shorts = {form for form in forms if form.lower() not in OF_STATES}  # each state has a «МИД»
    return frozenset(
        short for short in shorts if all(name == short or _is_short_for(short, name) for name in part.names)
    )


_AFTER = re.compile(
    r"(?P<what>.+) им(?:ени|\.) ?(?:[А-ЯЁ]\. ?)*(?P<who>[А-ЯЁ][а-яё-]{3,})"
    r"|(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\. ?)*(?P<kk_who>[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]{3,}) атындағы (?P<kk_what>.+)"
)
_LEARNED = frozenset("университет академия институт консерватория университеті академиясы институты".split())
_STEM = 4
"""Letters of a surname that its cases have in common."""


@dataclass(frozen=True, slots=True)
class NamedAfter:
    """A university or the like, by whom it is called after and what it is."""

    who: str
    """The beginning of the surname."""
    what: str

    def may_be(self, fuller: "NamedAfter") -> bool:
        """Whether the other says the same of itself and more: «Вятский университет» of «Вятский медицинский
        университет», «ВМУ» of it too."""
        own, other = set(fold(self.what).split()), set(fold(fuller.what).split())
        if _SHORT.fullmatch(self.what):
            return bool(other & _LEARNED) and _is_short_for(self.what, fuller.what)
        return own < other and len(own) > 1 and bool(own & other & _LEARNED)


def named_after(part: Part) -> NamedAfter | None:
    """Tells whom a university, academy or institute is called after; None where its name says nobody."""
    found = _AFTER.fullmatch(min(part.names)) if part.kind == "Organisation" and part.named and not part.key else None
    if found is None:
        return None
    who, what = found["who"] or found["kk_who"], found["what"] or found["kk_what"]
    learned = _SHORT.fullmatch(what) or set(fold(what).split()) & _LEARNED
    return NamedAfter(fold(who)[:_STEM], what) if learned else None


def _is_short_for(short: str, name: str) -> bool:
    """Whether the letters begin words of the name, the first of them its first, in this order."""
    words = re.split(r"[\s-]+", name)
    letters = iter(word[:1].upper() for word in words)
    return len(words) > 1 and short not in words and name[:1].upper() == short[0] and all(x in letters for x in short)


def case_stems(part: Part) -> frozenset[str]:
    """Gives the beginnings that all cases of the single words share by which a Russian text calls a body or town:
    «атомфлот» for «Атомфлоте»; none for what has several words or is short."""
    if part.kind not in _IN_CASES or not part.named or part.language != "ru":
        return frozenset()
    words = {fold(form) for form in (*part.names, *part.surfaces) if form.replace("-", "").isalpha()}
    cut = {_CASE_ENDING.sub("", word) for word in words}
    return frozenset(f"{part.kind} {one}" for one in cut if len(one) >= _SHORTEST_STEM)


def cases(part: Part) -> frozenset[str]:
    """Gives the oblique cases of the single words by which a text calls a body or town: «сибура», «сибуром» …"""
    words = {word.title() if word.isupper() else word for word in (*part.names, *part.surfaces)}
    return frozenset(
        fold(form)
        for word in words
        for form in (declined(word) if word.replace("-", "").isalpha() else ())
        if form != word  # an accusative like the nominative tells nothing
    )


@dataclass(frozen=True, slots=True)
class Called:
    """The name that is its own, folded, and its kind; of no kind where the name says none."""

    own: str
    """As it sounds."""
    family: str


def called(part: Part) -> Called | None:
    """Tells what a body, a water, a mountain or an island is called, by its sound: «Астана полиграфия» of «АО «Астана
    полиграфия»» and of ««Астана полиграфия» акционерлік қоғамы», «Жасыбай» of «Жасыбай көлі»; None where its name is
    made of common words, or is a part of another body."""
    if not part.named or part.body:
        return None
    if part.kind == "Feature" and not part.key:
        return _feature_called(min(part.names))
    if part.kind != "Organisation":
        return None
    name = min(part.names)
    if (quoted := _QUOTED_FIRST.fullmatch(name)) is not None:
        family = _KAZAKH_FAMILIES.get(quoted["told"].rpartition(" ")[2], "")
        return _sounding(quoted["own"], family) if family else None
    parted = _PARTED.fullmatch(name)
    words = parted["told"].split() if parted else []
    while words and words[0].endswith(_ADJECTIVES):
        words = words[1:]
    family = FAMILIES.get(words[0].lower(), "") if words else ""
    if parted is None or (words and not family and not name[0].isupper()) or not _PREPOSITIONS.isdisjoint(words):
        return None
    return _sounding(parted["own"] if family else name, family)


def _feature_called(name: str) -> Called | None:
    before, _, rest = name.partition(" ")
    front, _, behind = name.rpartition(" ")
    if before in _FEATURES and rest[:1].isupper():
        return _sounding(rest, _FEATURES[before])
    if behind in _KAZAKH_FEATURES:
        return _sounding(front, _KAZAKH_FEATURES[behind])
    return _sounding(name, "") if all(word[0].isupper() for word in name.split()) else None


def _sounding(own: str, family: str) -> Called | None:
    sound = skeleton(own)
    return Called(sound, family) if len(sound) >= _SHORTEST else None
