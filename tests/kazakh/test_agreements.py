"""Agreements with status, parties and count, and the ties of regions that follow."""

import pytest

from kg.facts import Agreement, RegionTie
from tests.kazakh.reading import facts, of

SIGNED = "Форум қорытындысы бойынша мынадай құжаттарға қол қойылды:\n"
PAVLODAR = "Павлодар облысының әкімдігі мен Омбы облысының үкіметі арасындағы сауда ынтымақтастығы туралы "


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (SIGNED + "– Спорт саласындағы ынтымақтастық бағдарламасы;", "programme", "signed"),
        (SIGNED + "1. Спорт саласындағы ынтымақтастық туралы меморандум;", "memorandum", "signed"),
        ("Мынадай мәселелер талқыланды:\n– Спорт саласындағы ынтымақтастық бағдарламасы;", "programme", ""),
        (PAVLODAR + "келісімге қол қойылды.", "agreement", "signed"),
        (PAVLODAR + "келісімге ертең қол қойылады.", "agreement", "to_be_signed"),
        (PAVLODAR + "келісім күшіне енді.", "agreement", "in_force"),
        (PAVLODAR + "келісім талқыланды.", "agreement", ""),
        ("Президент шекара маңы ынтымақтастығының бағдарламасын әзірлеуді ұсынды.", "programme", "proposed"),
        ("Министр сауда туралы келісімді іске асыру жөнінде айтты.", "agreement", "in_force"),
        ("Одақтастық қатынастар туралы шартқа қол қойылды.", "contract", "signed"),
    ],
)
def test_kind_and_status(text: str, kind: str, status: str) -> None:
    (agreement,) = of(Agreement, text)
    assert (agreement["kind"], agreement.get("status", "")) == (kind, status)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (PAVLODAR + "келісім", ("Павлодар облысының әкімдігі", "Омбы облысының үкіметі")),
        (
            "Батыс Қазақстан облысы мен Орынбор облысы арасындағы өзара түсіністік туралы меморандум",
            ("Батыс Қазақстан облысы", "Орынбор облысы"),
        ),
        ("Қазақстан мен Өзбекстан арасындағы одақтастық туралы шарт жасалды", ("Қазақстан", "Өзбекстан")),
        ("«КТЖ» ЖШС мен «РЖД» АҚ арасындағы әріптестік жөніндегі шарт", ("КТЖ", "РЖД")),
        (
            "«Самұрық-Қазына» АҚ пен «Росатом» мемлекеттік корпорациясы меморандумға қол қойды",
            ("Самұрық-Қазына", "«Росатом» мемлекеттік корпорациясы"),
        ),
        (
            "Қазақстан мен Ресей келісті. «Қазақстан-Ресей» шекара маңы бағдарламасының тұжырымдамасы",
            ("Қазақстан", "Ресей"),
        ),
        ("Тараптар Спорт саласындағы ынтымақтастық бағдарламасын қабылдады.", None),
        ("Қазақстан, Ресей және Қытай бар. Спорт саласындағы ынтымақтастық бағдарламасын әзірлеу керек.", None),
    ],
)
def test_parties(text: str, parties: tuple[str, ...] | None) -> None:
    assert [each.get("party") for each in of(Agreement, text)] == [parties]


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        (PAVLODAR + "келісім", [("Павлодар облысы", "Омбы облысы")]),
        (
            "Батыс Қазақстан облысы мен Орынбор облысы арасындағы өзара түсіністік туралы меморандум",
            [("Батыс Қазақстан облысы", "Орынбор облысы")],
        ),
        ("Павлодар облысы мен Омбы облысы арасындағы тауар айналымы өсті.", [("Павлодар облысы", "Омбы облысы")]),
        (
            "Солтүстік Қазақстан облысы Түмен облысымен тығыз ынтымақтастық орнатқан.",
            [("Солтүстік Қазақстан облысы", "Түмен облысы")],
        ),
        ("Татарстанмен сауда өсті.", []),
        ("Қазақстан мен Ресей арасындағы тауар айналымы өсті.", []),
        ("Павлодар облысы мен Омбы облысы арасындағы қашықтық үлкен.", []),
        ("Павлодар облысы, Омбы облысы және басқа өңірлер қатысты.", []),
        (
            "Қазақстанның Көлік министрлігі мен Ресейдің Көлік министрлігі арасындағы көлік туралы келісім",
            [],
        ),
    ],
)
def test_ties_join_territories(text: str, ties: list[tuple[str, str]]) -> None:
    assert [(each["region"], each["cooperates_with"]) for each in of(RegionTie, text)] == ties


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Форумда 30 келісімге қол қойылды.", [30]),
        ("Биыл 40-тан астам құжатқа қол қойылды.", [40]),
        ("2020 жылғы келісім", []),
        ("Спорт саласындағы ынтымақтастық бағдарламасы", [None]),
    ],
)
def test_counts(text: str, counts: list[int | None]) -> None:
    assert [each.get("count") for each in of(Agreement, text)] == counts


def test_topic_and_occasion() -> None:
    text = "XVI форум өтті.\nXVI форум қорытындысы бойынша мынадай құжаттарға қол қойылды:\n– " + PAVLODAR + "келісім."
    (agreement,) = of(Agreement, text)
    assert (agreement["topic"], agreement["signed_at"]) == ("сауда ынтымақтастығы", "XVI форум")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Президент шекара маңы ынтымақтастығының бағдарламасын әзірлеуді ұсынды.", "proposed"),
        (PAVLODAR + "келісімге ертең қол қойылады.", "planned"),
        (PAVLODAR + "келісімге қол қойылды.", "asserted"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert {each.modality for each in facts(text) if isinstance(each.fact, Agreement)} == {modality}
