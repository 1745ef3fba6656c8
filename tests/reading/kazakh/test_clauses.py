"""Kazakh sentences taken apart: predicate, modality, and who has which function."""

import pytest

from tests.reading.kazakh.sentences import said

FORUM = "«Көршілер» форумы"
IVAN, AIDOS = "Иван Орлов", "Айдос Нұрланов"

CASES = [
    (f"{FORUM}на {IVAN} қатысты.", "қатыс", "asserted", [("форумына", "dative"), (IVAN, "subject")]),
    (f"{IVAN} {FORUM}на қатысты.", "қатыс", "asserted", [(IVAN, "subject"), ("форумына", "dative")]),
    (f"{FORUM}на {IVAN} қатысқан жоқ.", "қатыс", "denied", [("форумына", "dative"), (IVAN, "subject")]),
    (f"{FORUM}на {IVAN} қатыспады.", "қатыс", "denied", [("форумына", "dative"), (IVAN, "subject")]),
    (f"{FORUM}на {IVAN} қатыспақ.", "қатыс", "planned", [("форумына", "dative"), (IVAN, "subject")]),
    (
        f"{FORUM}н {IVAN} мен {AIDOS} ашты.",
        "аш",
        "asserted",
        [("форумын", "object"), (IVAN, "subject"), (AIDOS, "subject")],
    ),
    (f"{FORUM}н {IVAN} ашып, сөз сөйледі.", "аш", "asserted", [("форумын", "object"), (IVAN, "subject")]),
    (f"{FORUM}н ашқан {IVAN} қайтты.", "аш", "asserted", [("форумын", "object"), (IVAN, "head")]),
    (f"{FORUM}н өткізу жоспарланған.", "өткіз", "planned", [("форумын", "object")]),
    (f"{FORUM}н өткізуді {IVAN} ұсынды.", "өткіз", "proposed", [("форумын", "object"), (IVAN, "subject")]),
    (f"{FORUM}н өткізу керек.", "өткіз", "proposed", [("форумын", "object")]),
    (f"{FORUM} ұйымдастырылды.", "ұйымдастыр", "asserted", [("форумы", "object")]),
    (f"{IVAN}тың қатысуымен {FORUM} өтті.", "өт", "asserted", [(f"{IVAN}тың", "қатысуымен"), ("форумы", "subject")]),
    (
        "Омбы мен Павлодар арасында рейс ашылды.",
        "ашыл",
        "asserted",
        [("Омбы", "арасында"), ("Павлодар", "арасында")],
    ),
    (
        f"{FORUM}на Омбы облысының губернаторы {IVAN} келді.",
        "кел",
        "asserted",
        [("форумына", "dative"), (f"Омбы облысының губернаторы {IVAN}", "subject")],
    ),
    (
        f"{FORUM}на Самара облысының делегациясы келді.",
        "кел",
        "asserted",
        [("форумына", "dative"), ("Самара облысының делегациясы", "subject")],
    ),
    (f"{FORUM}на {IVAN} бастаған делегация келді.", "кел", "asserted", [("форумына", "dative"), (IVAN, "subject")]),
    ("Жол Қазақстан арқылы өтеді.", "өт", "asserted", [("Қазақстан", "арқылы")]),
    ("Жол Қытайдан Ресейге дейін созылады.", "созыл", "asserted", [("Қытайдан", "ablative"), ("Ресейге", "дейін")]),
]


@pytest.mark.parametrize(("text", "stem", "modality", "arguments"), CASES)
def test_predications(text: str, stem: str, modality: str, arguments: list[tuple[str, str]]) -> None:
    found = [(held, told) for name, held, told in said(text) if name.split("_")[-1] == stem]
    assert found == [(modality, arguments)]
