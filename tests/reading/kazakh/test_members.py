"""Who belongs to a body that the sentence before names, or whose heading opens a list."""

import pytest

from kg.model.facts import Membership
from tests.reading.kazakh.sentences import framed

BODY = "Түркі мемлекеттері ұйымы"
CASES = [
    (f"{BODY} 2009 жылы құрылды. Оған Түркия мен Қазақстан мүше.", ["Түркия", "Қазақстан"]),
    (f"{BODY} 2009 жылы құрылды. Оның мүшелері – Түркия, Қазақстан.", ["Түркия", "Қазақстан"]),
    (f"{BODY} 2009 жылы құрылды. Ұйымның құрамына Түркия да кіреді.", ["Түркия"]),
    (f"{BODY}ның мүшелері:\n– Түркия;\n– Қазақстан.", ["Түркия", "Қазақстан"]),
    (f"{BODY} 2009 жылы құрылды, оған Түркия мен Қазақстан кірді.", ["Түркия", "Қазақстан"]),
    (f"Бұл – {BODY}, оның мүшелері: Түркия, Қазақстан.", ["Түркия", "Қазақстан"]),
    (f"{BODY} Түркия мен Қазақстаннан тұрады.", ["Түркия", "Қазақстан"]),
    (f"Қазір {BODY}: Түркия, Қазақстан елдерінің өкілдерінен тұрады.", ["Түркия", "Қазақстан"]),
    (f"{BODY}нда Түркия мен Қазақстан бар.", ["Түркия", "Қазақстан"]),
    (f"{BODY} (Түркия, Қазақстан) 2009 жылы құрылды.", ["Түркия", "Қазақстан"]),
    (f"{BODY} Түркия мен Қазақстаннан тұратын топ құрды.", []),
    (f"{BODY} 2009 жылы құрылды, оған Түркия кірмейді.", []),
    (f"{BODY}нда Түркияның үлесі бар.", []),
    (f"{BODY} 2009 жылы құрылды. Оған Түркия кірген жоқ.", []),
    (f"{BODY} 2009 жылы құрылды. Оған Түркия кірмейді.", []),
    (f"{BODY} 2009 жылы құрылды. Оған Түркия мүше болады деп күтілуде.", []),
    (f"{BODY} 2009 жылы құрылды. Түркия елшісі келді.", []),
    ("Бүгін зауыт ашылды. Оған Түркия мүше.", []),
]


@pytest.mark.parametrize(("text", "members"), CASES)
def test_members_of_the_body_before(text: str, members: list[str]) -> None:
    found = [one.fact for one in framed(text) if isinstance(one.fact, Membership)]
    assert sorted({fact.member.name for fact in found}) == sorted(members)
    assert {fact.member_of.name for fact in found} <= {BODY}
