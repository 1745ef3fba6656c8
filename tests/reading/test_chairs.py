"""Who leads, founds or sits on a body, where no post stands beside the name."""

import pytest

from kg.model.facts import Founding, Membership, Role
from tests.reading.test_frames import names, read

SAID = ("asserted", "planned")

SITS: list[tuple[str, set[str]]] = [
    ("[Комиссию по туризму:Organisation] возглавил [Иван Орлов:Person].", {"Иван Орлов"}),
    ("[Иван Орлов:Person] возглавляет [Совет регионов:Organisation].", {"Иван Орлов"}),
    (
        "Создана [группа «Лес»:Organisation]. Возглавили её [Иван Орлов:Person] и [Анна Ким:Person].",
        {"Иван Орлов", "Анна Ким"},
    ),
    (
        "Собралась [Комиссия:Organisation]. С нашей стороны её ведёт министр [Иван Орлов:Person], "
        "с вашей – ректор [Анна Ким:Person].",
        {"Иван Орлов", "Анна Ким"},
    ),
    (
        "Белорусскую часть [комиссии:Organisation] возглавил министр [Иван Орлов:Person], "
        "узбекскую – министр [Пётр Лисин:Person].",
        {"Иван Орлов", "Пётр Лисин"},
    ),
    ("Член [научного совета «Луч»:Organisation] [Иван Орлов:Person] рад.", {"Иван Орлов"}),
    ("Встречу с членами [Совета «Луч»:Organisation] [Иван Орлов:Person] провёл.", set()),
    (
        "Сопредседатели [Совета регионов:Organisation] – [Иван Орлов:Person] (аким) и министр [Анна Ким:Person].",
        {"Иван Орлов", "Анна Ким"},
    ),
    (
        "Сопредседателями [Комиссии:Organisation] назначаются [Иван Орлов:Person] ([Омск:City]) и [Анна Ким:Person].",
        {"Иван Орлов", "Анна Ким"},
    ),
    ("Председателем [Ассоциации городов:Organisation] избран мэр [Иван Орлов:Person].", {"Иван Орлов"}),
    ("[Иван Орлов:Person] избран членом [Совета регионов:Organisation].", {"Иван Орлов"}),
    ("Член [Совета регионов:Organisation] [Иван Орлов:Person] рад.", {"Иван Орлов"}),
    (
        "Собралась [Ассоциация городов:Organisation]. Председателем на два года стал мэр [Иван Орлов:Person].",
        {"Иван Орлов"},
    ),
    (
        "В состав [Совета регионов:Organisation] вошли [Иван Орлов:Person] и [Анна Ким:Person].",
        {"Иван Орлов", "Анна Ким"},
    ),
    ("[Ассоциация вузов:Organisation] приняла в члены [Омский университет:Organisation].", {"Омский университет"}),
    ("[Ассоциация городов:Organisation] пополнилась [Омском:City].", {"Омском"}),
    ("Председательство в [Ассоциации городов:Organisation] принял [Омск:City].", {"Омск"}),
    ("В состав [Совета регионов:Organisation] включён [Иван Орлов:Person].", {"Иван Орлов"}),
    ("Президентом [Ассоциации городов:Organisation] избран мэр [Иван Орлов:Person].", {"Иван Орлов"}),
    (
        "[Иван Орлов:Person] был принят председателем [Совета регионов:Organisation] [Анной Ким:Person].",
        set(),
    ),
    (
        "Собралась [Ассоциация городов:Organisation].\nОткрыл [Иван Орлов:Person], глава [Совета вузов:Organisation]. "
        "Председателем стала [Анна Ким:Person].",
        {"Анна Ким"},
    ),
    ("Президентом [Омского банка:Organisation] избран [Иван Орлов:Person].", set()),
    ("Наши союзники по [ОДКБ:Organisation] – [Армения:Country].", {"Армения"}),
    ("[Россия:Country] и [Армения:Country] – союзники по [ОДКБ:Organisation].", {"Россия", "Армения"}),
    ("[Рабочая группа по лесу:Organisation] во главе с министром [Иваном Орловым:Person] едет.", {"Иваном Орловым"}),
    ("[Завод:Organisation] во главе с [Иваном Орловым:Person] растёт.", set()),
    ("[Омск:City] передал председательство в [Ассоциации городов:Organisation] [Таре:City].", {"Омск"}),
    ("[Омск:City] передал [Таре:City] председательство в [Ассоциации городов:Organisation].", {"Омск", "Таре"}),
    # what the sentence before names
    (
        "Создана [Ассоциация городов:Organisation]. Позже присоединились [Омск:City] и [Тара:City].",
        {"Омск", "Тара"},
    ),
    ("Создана [Ассоциация городов:Organisation]. Следом принят [Омск:City].", {"Омск"}),
    ("Создана [Ассоциация городов:Organisation]. Вступил [Омск:City], за ним [Тара:City].", {"Омск", "Тара"}),
    ("Создана [Ассоциация городов:Organisation]. Наблюдателем стала [Тара:City].", {"Тара"}),
    ("Создана [Ассоциация городов:Organisation]. Наблюдателем не стала [Тара:City].", set()),
    ("Создана [Ассоциация городов:Organisation]. Её члены – [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    ("Создана [Ассоциация городов:Organisation]. [Омск:City] вошёл в историю.", set()),
    ("Создана [Ассоциация городов:Organisation]. [Омск:City] не присоединился.", set()),
    ("Создана [Ассоциация городов:Organisation]. Принят закон об [Омске:City].", set()),
    (
        "В [Ассоциации городов:Organisation] три города — [Омск:City], [Томск:City] и [Тара:City].",
        {"Омск", "Томск", "Тара"},
    ),
    ("В [зале «Союз»:Organisation] три города — [Омск:City], [Томск:City] и [Тара:City].", set()),
    ("[Омск:City] стоит на Иртыше. Город вступил в [Ассоциацию городов:Organisation].", {"Город"}),
    # no body with members, or not so
    ("[ООО «Волга»:Organisation] возглавил [Иван Орлов:Person].", set()),
    ("[Иван Орлов:Person] не возглавил [Совет регионов:Organisation].", set()),
    ("[Иван Орлов:Person] предложил возглавить [Совет регионов:Organisation].", set()),
    ("[Иван Орлов:Person] не избран членом [Совета регионов:Organisation].", set()),
    ("Членам [Совета регионов:Organisation] вручил награды [Иван Орлов:Person].", set()),
    ("[Иван Орлов:Person] вошёл в историю [Совета регионов:Organisation].", set()),
]

LEADS: list[tuple[str, set[tuple[str, str]]]] = [
    ("[Управление связей:Organisation], которое возглавляет [Иван Орлов:Person], открыто.", {("глава", "Иван Орлов")}),
    (
        "Сопредседатели [Совета регионов:Organisation]: [Иван Орлов:Person], [Анна Ким:Person].",
        {("сопредседатель", "Иван Орлов"), ("сопредседатель", "Анна Ким")},
    ),
    ("Делегацию возглавил [Иван Орлов:Person].", set()),
    ("[Иван Орлов:Person] возглавит делегацию [Омской области:Region].", set()),
    ("Рейтинг возглавила [Омская область:Region].", set()),
]

FOUNDED: list[tuple[str, set[str]]] = [
    ("[Союз «Степь»:Organisation], учреждённый в 2021 году [Омском:City] и [Тарой:City], растёт.", {"Омском", "Тарой"}),
    (
        "[Союз «Рейл»:Organisation], учреждённый швейцарской «[Бергманн:Organisation]» "
        "и бельгийской «[Векмар:Organisation]», растёт.",
        {"Бергманн", "Векмар"},
    ),
    ("Открыт [Совет регионов:Organisation]. Учредителями его стали [Тула:City] и [Омск:City].", {"Тула", "Омск"}),
    ("Основателями [Союза «Степь»:Organisation] являются [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    ("Учредителем [Фонда «Луч»:Organisation] была [Омская область:Region].", {"Омская область"}),
    ("[Омск:City] стал гостем [Союза «Степь»:Organisation].", set()),
    ("[Союз «Степь»:Organisation], учреждённый в [Омске:City], растёт.", set()),
    ("[Союз «Степь»:Organisation], не учреждённый [Омском:City], забыт.", set()),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), SITS)
def test_who_sits_on_a_body(text: str, expected: set[str]) -> None:
    found = [one for one in read(text) if isinstance(one.fact, Membership) and one.modality in SAID]
    assert {name for one in found for name in names(one, "member")} == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), LEADS)
def test_who_leads_a_body(text: str, expected: set[tuple[str, str]]) -> None:
    found = [(one.fact.title.text.lower(), one.fact.person.text) for one in read(text) if isinstance(one.fact, Role)]
    assert set(found) == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), FOUNDED)
def test_who_founded_a_body(text: str, expected: set[str]) -> None:
    found = [one for one in read(text) if isinstance(one.fact, Founding) and one.modality in SAID]
    assert {name for one in found for name in names(one, "founder")} == expected
