"""What one document's name of a person could be called elsewhere: in the nominative that it missed, by more than a
surname."""

import re
from collections.abc import Iterator

from kg.identity.parts import Part
from kg.model.spelling import fold, is_half_a_name, person_name, skeleton
from kg.names.persons.name_forms import DIMINUTIVES, GENDERS, Form, forms, looks_like_patronymic, looks_like_surname

_LIKELY = 0.3
"""Weight of a form that somebody may have meant; below it a word is only kept as it stands."""
_KNOWN = 0.6
"""Weight of a form that the dictionary has."""
_FATHER = 4
"""Letters of a patronymic that all its spellings have: «Геннадиевич», «Геннадьевич»."""
_SLAVIC = re.compile(r"(?:ич(?:а|у|ем|ом|е)?|н(?:а|ы|е|у|ой|ою))$")
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")

_VOICED = re.compile(r"(?<=[aeiou])z(?=[aeiou])")
"""What may stand for s in a given name that no dictionary has: «Азия Биби» is «Асия Биби», «Зара» is not «Сара»."""

_FULL = {short: sorted(full for one, full in DIMINUTIVES if one == short) for short, _ in DIMINUTIVES}
FullName = tuple[str, str]
"""Given names and surname by sound."""


def full_names(part: Part) -> set[FullName]:
    """Gives the full names of a person as its document has them."""
    if part.kind != "Person" or not part.named:
        return set()
    read = filter(None, map(person_name, part.names))
    return {("-".join(one.given), one.surname) for one in read if not one.initials}


def patronymics(part: Part) -> set[str]:
    """Gives the beginning of the patronymic that a Russian text has for a person no list knows; none where it has
    two."""
    if part.kind != "Person" or part.key or part.language != "ru":
        return set()
    words = {word.lower() for surface in part.surfaces for word in surface.split()}
    found = {fold(word)[:_FATHER] for word in words if _SLAVIC.search(word) and looks_like_patronymic(word)}
    return found if len(found) == 1 else set()


def stated(part: Part) -> bool:
    """Tells whether a text writes the name just so, as it does where it stands in the nominative; before the endings of
    a Kazakh case too."""
    surfaces = {fold(surface) for surface in part.surfaces}
    stems = surfaces if part.language == "kk" else ()
    return any(fold(name) in surfaces or any(stem.startswith(fold(name)) for stem in stems) for name in part.names)


def other_readings(part: Part) -> set[FullName]:
    """Gives the nominatives that the words of its text could come from as well: of «Асии Биби» Асия Биби, too.

    None where the dictionary knows the words: «Александра Иванова» is a woman."""
    if part.kind != "Person" or not part.named or part.language != "ru" or part.key:
        return set()
    named = {name for name in (*part.names, *part.surfaces) if _is_whole(name)}
    if not named or all(map(_is_firm, part.names)):
        return _formal(part)
    readings = {reading for name in named for reading in _readings(name)}
    heard = {(_VOICED.sub("s", given), surname) for given, surname in readings}
    return (readings | heard | _formal(part)) - full_names(part)


def _formal(part: Part) -> set[FullName]:
    """Of «Володя Зеленский» Владимир Зеленский."""
    split = (name.split() for name in part.names if _is_whole(name))
    return {(skeleton(full), skeleton(last)) for first, *_, last in split for full in _FULL.get(first, ())}


def bare_surname(part: Part) -> str:
    """Gives the sound of a surname by which alone a document has a person; empty of a name of more words, or one that
    stands in the names of other things, which are called after anybody."""
    bare = part.kind == "Person" and part.named and not part.key and not part.dedicated
    words = {word for name in part.names for word in name.split()}
    return skeleton(min(words)) if bare and len(words) == len(part.names) == 1 else ""


def _is_whole(name: str) -> bool:
    return 2 <= len(name.split()) <= 4 and "." not in name and not is_half_a_name(name)


def _is_firm(name: str) -> bool:
    *given, surname = name.split()
    known = all(any(_is_nominative(form) for form in forms(word, "given")) for word in given)
    return known and (looks_like_surname(surname) or any(map(_is_nominative, forms(surname, "surname"))))


def _is_nominative(form: Form) -> bool:
    return form.case == "nomn" and form.weight > _KNOWN


def _readings(name: str) -> Iterator[FullName]:
    """All that the words come from in one case and gender; of a name of three and more the last word's."""
    *given, surname = name.split()
    declined = len(given) == 1
    for case in _CASES:
        for gender in GENDERS:
            lasts = _nominatives(surname, case, gender, given=False)
            firsts = _nominatives(given[0], case, gender, given=True) if declined else {" ".join(given)}
            for first in firsts:
                for last in lasts:
                    read = person_name(f"{first} {last}")
                    if read:
                        yield "-".join(read.given), read.surname


def _nominatives(word: str, case: str, gender: str, *, given: bool) -> set[str]:
    fitting = (
        form for form in forms(word, "given" if given else "surname") if (form.case, form.gender) == (case, gender)
    )
    return {form.nominative for form in fitting if form.weight >= _LIKELY}
