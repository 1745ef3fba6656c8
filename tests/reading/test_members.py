"""Who belongs to a body: by a verb, a noun or a list, in every order; not who was a member once, wants to be one, or
does something else with the body."""

import pytest

from kg.model.facts import Founding, Membership
from tests.reading.test_frames import names, read

SAID = ("asserted", "planned")

MEMBERS: list[tuple[str, set[str]]] = [
    # verbs
    ("[Лига городов:Organisation] приняла [Омск:City].", {"Омск"}),
    ("[Лига городов:Organisation] приняла в свои ряды [Омск:City] и [Тару:City].", {"Омск", "Тару"}),
    ("В [Лигу городов:Organisation] приняли [Омск:City] и [Тару:City].", {"Омск", "Тару"}),
    ("[Лига городов:Organisation] приняла делегацию [Омска:City].", set()),
    ("[Лига городов:Organisation] не приняла [Омск:City].", set()),
    ("[Совет города:Organisation] принял [Омск:City] за образец.", set()),
    ("[Совет «Луч»:Organisation] принял членов делегации [Омска:City].", set()),
    ("[Лига городов:Organisation] включила [Омск:City] в программу.", set()),
    ("[Лига городов:Organisation] включает [Омск:City] в число лучших.", set()),
    ("[Лига городов:Organisation] включает [Омск:City], [Тару:City] и [Томск:City].", {"Омск", "Тару", "Томск"}),
    ("[Сеть зелёных городов:Organisation] объединяет [Омск:City] и [Тару:City].", {"Омск", "Тару"}),
    (
        "[Сеть зелёных городов:Organisation] объединяет 12 городов: [Омск:City], [Томск:City] и [Тара:City].",
        {"Омск", "Томск", "Тара"},
    ),
    ("[Союз городов:Organisation] объединил усилия [Омска:City] и [Тары:City].", set()),
    ("В [Ассамблее городов:Organisation] участвуют [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    ("В заседании [Ассамблеи городов:Organisation] участвуют [Омск:City] и [Тара:City].", set()),
    ("В [Союзе городов:Organisation] представлены [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    ("В правление [Союза городов:Organisation] вошли [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    ("В программу [Союза городов:Organisation] вошли [Омск:City] и [Тара:City].", set()),
    ("[Омск:City] вместе с [Тарой:City] вступил в [Союз городов:Organisation].", {"Омск", "Тарой"}),
    ("[Омск:City] избран председателем [Союза городов:Organisation].", {"Омск"}),
    ("Полноправными членами [Союза городов:Organisation] признаны [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    ("Участниками [Союза городов:Organisation] выступают [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    ("[Омск:City] выступил в [Союзе городов:Organisation].", set()),
    ("[Союз городов:Organisation] создал зону торговли с [Вьетнамом:Country].", set()),
    # once, not yet, no more
    ("Ранее [Омск:City] входил в [Союз городов:Organisation].", set()),
    ("Ранее [Омск:City] вступил в [Союз городов:Organisation].", {"Омск"}),
    ("[Омск:City] был членом [Союза городов:Organisation] до 2010 года.", set()),
    ("[Омск:City] перестал быть членом [Союза городов:Organisation].", set()),
    ("Бывшие члены [Лиги городов:Organisation]: [Омск:City] и [Тара:City].", set()),
    ("Кандидаты в члены [Лиги городов:Organisation]:\n1. [Омск:City]\n2. [Тара:City]", set()),
    # nouns
    ("О приёме [Омска:City] в [Союз портов:Organisation] сообщил мэр.", {"Омска"}),
    ("Совет рассматривает приём [Омска:City] в [Союз портов:Organisation].", set()),
    # the body of the sentence before
    ("Есть [Союз городов:Organisation]. Учредители – [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    ("Есть [Союз городов:Organisation]. Действительные члены: [Омск:City], [Тара:City].", {"Омск", "Тара"}),
    ("Есть [Союз городов:Organisation]. В состав входят [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    ("Есть [Союз городов:Organisation]. Бывшие члены: [Омск:City], [Тара:City].", set()),
    ("Есть [Союз городов:Organisation]. Партнёры: [Омск:City], [Тара:City].", set()),
    ("Есть [Лига городов:Organisation]. Организацию основали [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    (
        "[Тара:City] входит в [Еврорегион «Луг»:Organisation]. Членами его состоят также [Омск:City] и [Тула:City].",
        {"Тара", "Омск", "Тула"},
    ),
    # lists
    ("Участники [ассоциации «Лён»:Organisation]: [Омск:City]; [Томск:City]; [Тара:City].", {"Омск", "Томск", "Тара"}),
    ("Участники [ассоциации «Лён»:Organisation]: [Омск:City]; [Тара:City] вышла.", {"Омск"}),
    ("Участники заседания [Союза городов:Organisation]: [Омск:City] и [Тара:City].", set()),
    ("В числе членов [Лиги городов:Organisation] – [Омск:City] и [Тара:City].", {"Омск", "Тара"}),
    ("[Лига городов:Organisation]: [Омск:City], [Томск:City], [Тара:City].", {"Омск", "Томск", "Тара"}),
    ("[Союз городов:Organisation] – это [Омск:City], [Тара:City] и ещё 12 городов.", {"Омск", "Тара"}),
    ("Встречи [Союза городов:Organisation]: [Омск:City], [Тара:City].", set()),
    ("Офисы [Союза городов:Organisation] ([Омск:City], [Тара:City]) закрыты.", set()),
    ("[Союз городов:Organisation] насчитывает 20 членов, включая [Омск:City] и [Тару:City].", {"Омск", "Тару"}),
    (
        "В [Союз городов:Organisation] входят 20 городов, в том числе [Омск:City], а гостем была [Тара:City].",
        {"Омск"},
    ),
    ("Гостями [Союза городов:Organisation] были 20 городов, в том числе [Омск:City] и [Тара:City].", set()),
    (
        "[Союз городов:Organisation] стал организатором встреч в 20 городах, среди них [Омск:City] и [Тара:City].",
        set(),
    ),
    (
        "В состав [Союза городов:Organisation] вошли:\n– [Омск:City];\n– [Тара:City].\n[Тула:City] – город.",
        {"Омск", "Тара"},
    ),
    ("В состав делегации [университета:Organisation] вошли:\n[завод «Луч»:Organisation]", set()),
    ("На встрече с [Союзом городов:Organisation] темами были:\n[Омск:City]\n[Тара:City]", set()),
    ("Члены [Союза городов:Organisation]:\n1. [Омск:City]\n2. [Тара:City]\nПартнёры: [Тула:City].", {"Омск", "Тара"}),
    (
        "Список членов [Сети садов:Organisation] (на 1 марта)\n[Омск:City], [Тара:City]\nПокинули сеть: [Тула:City]\n",
        {"Омск", "Тара"},
    ),
    ("Список членов делегации [Союза городов:Organisation]\n[Омск:City]\n[Тара:City]", set()),
    (
        "[Республика Тыва:Region] вошла в число членов [Ассоциации «Степь»:Organisation], где 9 регионов.",
        {"Республика Тыва"},
    ),
    (
        "Члены [Союза городов:Organisation]:\n[Россия:Country]: [Омск:City], [Тара:City]\n"
        "[Литва:Country]: [Вильнюс:City]",
        {"Омск", "Тара", "Вильнюс"},
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), MEMBERS)
def test_who_belongs_to_a_body(text: str, expected: set[str]) -> None:
    found = [one for one in read(text) if one.modality in SAID]
    joined = {name for one in found if isinstance(one.fact, Membership) for name in names(one, "member")}
    founded = {name for one in found if isinstance(one.fact, Founding) for name in names(one, "founder")}
    assert joined | founded == expected
