"""Frames: what is stated is read in every order and voice, what is denied or proposed is stated by nobody."""

from dataclasses import fields

import pytest

from kg.language.analysis import analyse
from kg.model.facts import Agreement, Found, Membership, Mention, Participation, Project
from kg.reading.frames import framed
from kg.reading.pattern import sentences
from tests.reading.marked import marked

F, P, Q = "[{}:Event]", "[{}:Person]", "[{}:Person]"

STATED = {
    "takes part": (
        ("event", "participant"),
        [
            "[Иван Орлов:Person] принял участие в [форуме «Соседи»:Event].",
            "[Иван Орлов:Person] участвовал в [форуме «Соседи»:Event].",
            "В [форуме «Соседи»:Event] участвовал [Иван Орлов:Person].",
            "[Форум «Соседи»:Event] открыл [Иван Орлов:Person].",
            "[Иван Орлов:Person] открыл [форум «Соседи»:Event].",
            "[Иван Орлов:Person], принявший участие в [форуме «Соседи»:Event], вернулся.",
            "[Форум «Соседи»:Event] прошёл с участием [Ивана Орлова:Person].",
            "[Форум «Соседи»:Event] состоялся под председательством [Ивана Орлова:Person].",
            "На [форуме «Соседи»:Event] выступил [Иван Орлов:Person].",
            "Гостем [форума «Соседи»:Event] был [Иван Орлов:Person].",
            "Почётными гостями [форума «Соседи»:Event] были [Иван Орлов:Person] и [Пётр Серов:Person].",
            "[Форум «Соседи»:Event] посетили [Иван Орлов:Person] и [Пётр Серов:Person].",
        ],
    ),
    "parties": (
        ("party",),
        [
            "[Тула:City] и [Гродно:City] подписали [договор о дружбе:Agreement].",
            "[Договор о дружбе:Agreement] подписали [Тула:City] и [Гродно:City].",
            "[Тула:City] подписала [договор о дружбе:Agreement] с [Гродно:City].",
            "[Договор о дружбе:Agreement] был подписан [Тулой:City] и [Гродно:City].",
            "[Договор о дружбе:Agreement], подписанный [Тулой:City] и [Гродно:City], действует.",
            "Состоялось подписание [договора о дружбе:Agreement] между [Тулой:City] и [Гродно:City].",
            "Действует [договор о дружбе:Agreement] между городами [Тула:City] и [Гродно:City].",
            "Глава города [Тулы:City] и мэр [Гродно:City] подписали [договор о дружбе:Agreement].",
            "[Договор о дружбе:Agreement] мэры двух городов – [Тулы:City] и [Гродно:City] – подписали весной.",
            "[Тула:City] и [Гродно:City] сотрудничают на основании [договора о дружбе:Agreement].",
            "[Тула:City] торгует с [Гродно:City] в рамках [договора о дружбе:Agreement].",
        ],
    ),
    "members": (
        ("member", "member_of"),
        [
            "[Белоруссия:Country] вступила в [ШОС:Organisation].",
            "В [ШОС:Organisation] вступила [Белоруссия:Country].",
            "[Белоруссия:Country] стала членом [ШОС:Organisation].",
            "[Белоруссия:Country] входит в состав [ШОС:Organisation].",
            "[Белоруссия:Country] присоединилась к [ШОС:Organisation].",
            "[Белоруссия:Country] – член [Шанхайской организации:Organisation].",
        ],
    ),
    "founders": (
        ("organisation", "founder"),
        [
            "[Казахстан:Country] учредил [банк развития:Organisation].",
            "[Банк развития:Organisation] учредила [Россия:Country].",
            "[Банк развития:Organisation], учреждённый [Казахстаном:Country], открыт.",
        ],
    ),
    "routes": (
        ("corridor", "traverses"),
        [
            "[Коридор «А – Б»:Corridor] проходит через [Иран:Country].",
            "Через [Иран:Country] проходит [коридор «А – Б»:Corridor].",
            "[Коридор «А – Б»:Corridor], проходящий через [Иран:Country], строится.",
            "Трасса [«А – Б»:Corridor] пройдёт и через [Иран:Country].",
        ],
    ),
    "ties": (
        ("region", "cooperates_with"),
        [
            "[Омская область:Region] договорилась с [Польшей:Country] о поставках зерна.",
            "[Омская область:Region] сотрудничает с [Казахстаном:Country].",
            "С [Казахстаном:Country] сотрудничает [Омская область:Region].",
            "Развивается сотрудничество [Омской области:Region] с [Казахстаном:Country].",
        ],
    ),
    "sister cities": (
        ("city", "sister_city_of"),
        [
            "[Тула:City] и [Гродно:City] — города-побратимы.",
            "[Тула:City] и [Гродно:City] установили побратимские отношения.",
            "Города-побратимы [Тулы:City]: [Гродно:City] и [Брест:City].",
            "В числе побратимов [Тулы:City] — [Гродно:City] и [Брест:City].",
            "У [Тулы:City] есть города-побратимы: [Гродно:City] ([Беларусь:Country]) и [Брест:City].",
        ],
    ),
    "places": (
        ("place", "located_in"),
        [
            "Среди гостей был [Ловеч:City] в [Болгарии:Country].",
            "Делегация посетила [Ловеч:City] ([Болгария:Country]).",
            "[Ловеч:City], [Варна:City] – [Болгария:Country]",
            "Гости прибыли в [Брестскую область:Region] [Республики Беларусь:Country].",
        ],
    ),
}

NOT_STATED = [
    "[Иван Орлов:Person] не участвовал в [форуме «Соседи»:Event].",
    "[Иван Орлов:Person] отказался участвовать в [форуме «Соседи»:Event].",
    "Если [Тула:City] подпишет [договор о дружбе:Agreement] с [Гродно:City], откроют школу.",
    "[Тула:City] предлагает подписать [договор о дружбе:Agreement] с [Гродно:City].",
    "[Тула:City] не подписала [договор о дружбе:Agreement] с [Гродно:City].",
    "[Омская область:Region] не договорилась с [Польшей:Country] о поставках.",
    "[Омская область:Region] могла бы договориться с [Польшей:Country] о поставках.",
    "[Белоруссия:Country] могла бы вступить в [ШОС:Organisation].",
    "[Белоруссия:Country] не входит в [ШОС:Organisation].",
    "[Белоруссия:Country] встретила членов [Шанхайской организации:Organisation].",
    "[Тула:City] не стала побратимом [Гродно:City].",
    "[Тула:City] предлагает [Гродно:City] стать побратимами.",
    "Побратимские связи [Тулы:City] и [Гродно:City] разорваны.",
    "[Коридор «А – Б»:Corridor] не проходит через [Иран:Country].",
    "[Омская область:Region] не сотрудничает с [Казахстаном:Country].",
]


def read(text: str) -> list[Found]:
    document, mentions = marked(text)
    doc = analyse(document)
    return list(framed(doc, sentences(doc, mentions), mentions, [], []))


def names(found: Found, field: str) -> list[str]:
    value = getattr(found.fact, field)
    return [m.text for m in (value if isinstance(value, tuple) else (value,)) if isinstance(m, Mention)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("slots", "text"),
    [
        pytest.param(slots, text, id=f"{relation}: {text}")
        for relation, (slots, texts) in STATED.items()
        for text in texts
    ],
)
def test_a_relation_is_read_in_every_construction(slots: tuple[str, ...], text: str) -> None:
    facts = [found for found in read(text) if found.modality in ("asserted", "planned")]
    fitting = [found for found in facts if set(slots) <= {field.name for field in fields(found.fact)}]  # type: ignore[arg-type]
    assert fitting, text
    _, mentions = marked(text)
    filled = {name for found in fitting for slot in slots for name in names(found, slot)}
    wanted = {
        m.text
        for m in mentions
        if m.kind != "Agreement" and not (m.kind == "Country" and "place" not in slots and "[Беларусь" in text)
    }
    assert filled == wanted


@pytest.mark.model
@pytest.mark.parametrize("text", NOT_STATED)
def test_what_is_denied_or_proposed_is_stated_by_nobody(text: str) -> None:
    assert [found for found in read(text) if found.modality in ("asserted", "planned")] == []


OPPOSED = [
    (
        "[Тула:City] и [Гродно:City] – партнёры, а [Казахстан:Country] входит в [Союз:Organisation].",
        {("Казахстан", "Союз")},
    ),
    (
        "[Тула:City] и [Гродно:City] – члены [Совета:Organisation], а [Казахстан:Country] и [Армения:Country] "
        "входят в [Союз:Organisation].",
        {("Тула", "Совета"), ("Гродно", "Совета"), ("Казахстан", "Союз"), ("Армения", "Союз")},
    ),
    ("В [Союз:Organisation] входит [Тула:City], а не [Омск:City].", {("Тула", "Союз")}),
    ("Не [Тула:City], а [Омск:City] входит в [Союз:Organisation].", {("Омск", "Союз")}),
    ("[Тула:City] вступила не в [Лигу:Organisation], а в [Союз:Organisation].", {("Тула", "Союз")}),
    ("[Тула:City] вступила в [Союз:Organisation], а не в [Лигу:Organisation].", {("Тула", "Союз")}),
    (
        "[Тула:City] вступила не только в [Лигу:Organisation], но и в [Союз:Organisation].",
        {("Тула", "Лигу"), ("Тула", "Союз")},
    ),
    ("[Тула:City], а также [Омск:City] входят в [Союз:Organisation].", {("Тула", "Союз"), ("Омск", "Союз")}),
    ("[Тула:City] провела форум, а затем вступила в [Союз:Organisation].", {("Тула", "Союз")}),
    # a list behind a colon, in the subject's place; a board stands for its body
    ("В [Союз:Organisation] вошли двое: [Тула:City] и [Омск:City].", {("Тула", "Союз"), ("Омск", "Союз")}),
    ("[Тула:City] избрана в правление [Союза:Organisation].", {("Тула", "Союза")}),
    ("[Тула:City] избрана для встречи [Союза:Organisation].", set()),
    # two that are counted, and the one body so called
    (
        "[Омская область:Region] и [Тарская область:Region] дружат. Оба региона вступили в [Союз:Organisation].",
        {("Омская область", "Союз"), ("Тарская область", "Союз")},
    ),
    (
        "[Палата Омска:Organisation] растёт. Палата вступила в [Союз:Organisation].",
        {("Палата Омска", "Союз")},
    ),
    ("[Палата Омска:Organisation] и [Палата Тары:Organisation] растут. Палата вступила в [Союз:Organisation].", set()),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), OPPOSED)
def test_what_stands_across_a_contrast_is_no_subject(text: str, expected: set[tuple[str, str]]) -> None:
    members = [found for found in read(text) if isinstance(found.fact, Membership)]
    assert {(names(one, "member")[0], names(one, "member_of")[0]) for one in members} == expected


GAPPED = [
    # each clause has what stands in it, and the verb of the first
    (
        "[Тула:City] вступила в [Союз:Organisation], [Омск:City] – в [Лигу:Organisation].",
        {("Тула", "Союз"), ("Омск", "Лигу")},
    ),
    (
        "В [Союз:Organisation] вступила [Тула:City], а в [Лигу:Organisation] — [Омск:City] и [Тара:City].",
        {("Тула", "Союз"), ("Омск", "Лигу"), ("Тара", "Лигу")},
    ),
    (
        "[Тула:City] входит в [Союз:Organisation], [Омск:City] – в [Лигу:Organisation], [Тара:City] – в "
        "[Фонд:Organisation].",
        {("Тула", "Союз"), ("Омск", "Лигу"), ("Тара", "Фонд")},
    ),
    # who is said not to
    ("[Омск:City] приняли в [Союз:Organisation], а [Тару:City] – нет.", {("Омск", "Союз")}),
    ("[Омск:City] вошёл в [Союз:Organisation], а [Тара:City] и [Ишим:City] — нет.", {("Омск", "Союз")}),
    # a dash that stands for no verb: an apposition, and a verb behind it
    ("[Тула:City] вступила в [Союз:Organisation], [Омск:City] – город на [Иртыше:Feature].", {("Тула", "Союз")}),
    (
        "[Тула:City] вступила в [Союз:Organisation] — к [Омску:City], [Таре:City] — рады.",
        {("Тула", "Союз")},
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), GAPPED)
def test_a_clause_that_leaves_out_its_verb_has_its_own_arguments(text: str, expected: set[tuple[str, str]]) -> None:
    members = [found for found in read(text) if isinstance(found.fact, Membership)]
    assert {(names(one, "member")[0], names(one, "member_of")[0]) for one in members} == expected


SEATS = [
    ("Канцлер [Германии:Country] [Иван Орлов:Person] вошёл в [Совет директоров:Organisation].", {"Иван Орлов"}),
    ("Канцлер [Германии:Country] [Иван Орлов:Person] вошёл в [Союз стран:Organisation].", {"Германии", "Иван Орлов"}),
    ("[Германия:Country] вошла в [Союз стран:Organisation].", {"Германия"}),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), SEATS)
def test_on_a_board_sits_no_land(text: str, expected: set[str]) -> None:
    members = [found for found in read(text) if isinstance(found.fact, Membership)]
    assert {names(one, "member")[0] for one in members} == expected


WITH_WHOM = [
    # the paper of a clause without its verb is another, and has no name
    (
        "[Казань:City] подписала [договор:Agreement] с [Измиром:City], [Уфа:City] – с [Анкарой:City].",
        {"договор": {"Казань", "Измиром"}},
    ),
    (
        "С [Измиром:City] [договор:Agreement] подписала [Казань:City], с [Анкарой:City] – [Уфа:City].",
        {"договор": {"Казань", "Измиром"}},
    ),
    (
        "У [Казани:City] есть [договор:Agreement] с [Измиром:City], а у [Уфы:City] — с [Анкарой:City].",
        {"договор": {"Казани", "Измиром"}},
    ),
    # two papers, each with its own side, and one with two
    (
        "У [Казани:City] есть [договор:Agreement] с [Измиром:City] и [меморандум:Agreement] с [Анкарой:City].",
        {"договор": {"Казани", "Измиром"}, "меморандум": {"Казани", "Анкарой"}},
    ),
    (
        "[Казань:City] подписала [договор:Agreement] с [Измиром:City] и [Анкарой:City].",
        {"договор": {"Казань", "Измиром", "Анкарой"}},
    ),
    # on whose behalf one signs is one side more
    (
        "От [Тулы:City] [договор:Agreement] подписал мэр, от [Измира:City] – губернатор [Ван Бо:Person].",
        {"договор": {"Тулы", "Измира"}},
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), WITH_WHOM)
def test_a_paper_is_with_what_stands_in_its_clause(text: str, expected: dict[str, set[str]]) -> None:
    sides: dict[str, set[str]] = {}
    for found in read(text):
        if isinstance(found.fact, Agreement):
            sides.setdefault(found.fact.agreement.text, set()).update(names(found, "party"))
    assert sides == expected


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "В рамках [форума «Соседи»:Event] [Иван Орлов:Person] встретился с [Петром Серовым:Person].",
        "На полях [форума «Соседи»:Event] [Иван Орлов:Person] и [Пётр Серов:Person] обсудили торговлю.",
    ],
)
def test_who_meets_at_an_event_is_there(text: str) -> None:
    facts = [one.fact for one in read(text)]
    there = [one for one in facts if isinstance(one, Participation) and one.event.text.startswith("форум")]
    people = {person.text for one in there for person in one.participant}
    assert people in ({"Иван Орлов", "Петром Серовым"}, {"Иван Орлов", "Пётр Серов"})


UNDERTAKEN = [
    ("[Омск:City] и [Тара:City] реализуют [проект «Степь»:Project].", {"party": {"Омск", "Тара"}}),
    ("[Проект «Степь»:Project] реализует [Омск:City].", {"party": {"Омск"}}),
    ("[Проект «Степь»:Project] реализован [Омском:City].", {"party": {"Омском"}}),
    ("[Компания «Луч»:Organisation] начала [строительство моста:Project].", {"party": {"Компания «Луч»"}}),
    ("[Проект «Степь»:Project] реализуется в [Омске:City].", {"located_in": {"Омске"}}),
    ("В [Омске:City] запустили [проект «Степь»:Project].", {"located_in": {"Омске"}}),
    ("В [Омске:City] обсудили [проект «Степь»:Project].", {}),
    ("Руководитель [проекта «Степь»:Project] запустил в [Омске:City] сайт.", {}),
    ("Делегация [Омска:City] не реализует [проект «Степь»:Project].", {}),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), UNDERTAKEN)
def test_who_undertakes_what_has_a_name_and_where(text: str, expected: dict[str, set[str]]) -> None:
    told: dict[str, set[str]] = {}
    for one in read(text):
        if isinstance(one.fact, Project) and one.modality in ("asserted", "planned"):
            for field in ("party", "located_in"):
                told.setdefault(field, set()).update(names(one, field))
    assert {field: found for field, found in told.items() if found} == expected
