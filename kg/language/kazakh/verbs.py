"""Kazakh verbs taken apart: stem, voice, negation, and the form that says what the verb does in its sentence.

After the stem come voice, negation, then one suffix that closes a clause: tense (finite), -ып or -а (converb), -ған or
-атын (participle), -у (verbal noun)."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from kg.language.words import KAZAKH

Form = Literal["past", "present", "intended", "wished", "converb", "participle", "noun"]

STEMS = KAZAKH.set("verbs.stems")
UNTRUE = KAZAKH.words("verbs.untrue")
TALES, MEANING_IT = KAZAKH.words("verbs.tales"), KAZAKH.set("verbs.meaning_it")
"""What is told, and how a sentence begins about it."""
_DEEMED = 4
"""Words after «деген» among which stands what is thought of it."""
ENDING = KAZAKH.set("verbs.ending")
"""With these it is said of what goes on no more: «сауданы тоқтатты»."""
VARIANTS = KAZAKH.table("verbs.variants")
"""Stems whose last consonant softens before a vowel."""
_VOICE = r"(?P<voice>(?:ыл|іл|ын|ін|ыс|іс|тыр|тір|дыр|дір|қыз|кіз|ғыз|гіз|лы|т|л|н){0,4}?)"
_NEGATION = r"(?P<neg>ма|ме|ба|бе|па|пе)?"
_SUFFIXES: tuple[tuple[Form, str], ...] = (
    ("past", r"(?:ды|ді|ты|ті)(?:м|ң|қ|к)?|(?:ып|іп|п)(?:ты|ті)(?:м|к|з)?"),
    ("present", r"(?:а|е|й|я|и)(?:ды|ді|мыз|міз|мын|мін)|(?:у|ю)(?:да|де)(?:міз|мыз)?"),
    ("intended", r"(?:мақ|мек|бақ|бек|пақ|пек)(?:шы|ші)?"),
    ("wished", r"(?:са|се)(?:м|ң|қ|к)?|(?:сын|сін)|(?:а|е)?(?:йық|йік)|(?:ы|і)?(?:ңыз|ңіз)(?:дар|дер)?|(?:а|е)?[рс]"),
    ("converb", r"(?:ғ|г|қ|к)(?:анда|енде|аннан|еннен|андай|ендей|анша|енше)|(?:ып|іп|п)|(?:ма|ме|ба|бе|па|пе)й"),
    ("participle", r"(?:ғ|г|қ|к)(?:ан|ен)|(?:а|е|й|я|и)(?:тын|тін)|(?:ғ|г|қ|к)(?:алы|елі)"),
    (
        "noun",
        r"(?:ғ|г|қ|к)(?:ан|ен)(?:дығын|дігін|(?:ы|і)н(?:а|е|ан|ен|да|де)?|ы|і|ға|ге)|(?:у|ю)(?:ы|і)?(?:мен|на|не|н|ға|ге|ды|ді)?",
    ),
    ("converb", r"(?:а|е|й|я)"),
)
_FORMS = tuple((form, re.compile(f"{_VOICE}{_NEGATION}(?:{suffix})")) for form, suffix in _SUFFIXES)


class Verb(NamedTuple):
    stem: str
    form: Form
    passive: bool
    denied: bool

    @property
    def finite(self) -> bool:
        return self.form in ("past", "present", "intended", "wished")


def is_refuted(rest: str, following: str = "") -> bool:
    """Tells whether `rest`, the words of a sentence after what it names, go on with «деген хабар жалған», or with
    «деген хабар тарады» where the sentence `following` it says so: «Бұл шындыққа жанаспайды»."""
    _, deems, thought = rest.partition(" деген ")
    words, behind = thought.lower().split(), following.lower().split()
    if deems and any(word.startswith(UNTRUE) for word in words[:_DEEMED]):
        return True
    tale = bool(deems) and any(word.startswith(TALES) for word in words[:2])
    said = bool(behind) and behind[0] in MEANING_IT
    return tale and said and any(word.startswith(UNTRUE) for word in behind[1:_DEEMED])


@lru_cache(maxsize=50_000)
def verb(word: str) -> Verb | None:
    """The verb that the word is a form of, or None where no known stem fits; the longest stem is taken."""
    low = word.lower()
    for cut in range(len(low) - 1, 1, -1):
        stem = VARIANTS.get(low[:cut], low[:cut])
        if low[cut] == "и":  # «қамтиды» is of «қамты», «бекиді» of «бекі»
            stem = next((stem + last for last in "ыі" if stem + last in STEMS), stem)
        if stem not in STEMS and low[:cut] != "қо":
            continue
        if low[:cut] == "қо":
            if not low[cut:].startswith(("я", "ю")):
                continue
            stem = "қой"
        for form, pattern in _FORMS:
            if match := pattern.fullmatch(low[cut:]):
                denied = bool(match["neg"]) or low.endswith(("май", "мей", "бай", "бей", "пай", "пей", "мас", "мес"))
                return Verb(stem, form, match["voice"].endswith(("л", "н", "лы")), denied)
    return None
