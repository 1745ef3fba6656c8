"""Who was at an event: told by a verb, by what the event is called, by a list, or of an event that stands elsewhere."""

import pytest

from kg.language.analysis import analyse
from kg.model.facts import Event, Found, Mention, Participation, kind_of
from kg.reading.frames import framed
from kg.reading.pattern import sentences
from tests.reading.marked import marked
from tests.reading.test_frames import names, read

SAID = ("asserted", "planned")
Pairs = set[tuple[str, str]]

ELSEWHERE: list[tuple[str, Pairs]] = [
    # a noun or a pronoun that points back
    ("Прошёл [форум «Соседи»:Event]. В форуме участвовал [Иван Орлов:Person].", {("форум «Соседи»", "Иван Орлов")}),
    ("Прошёл [форум «Соседи»:Event]. В нём принял участие [Иван Орлов:Person].", {("форум «Соседи»", "Иван Орлов")}),
    (
        "Прошла [выставка «Урал»:Event]. В ней участвовала [Омская область:Region].",
        {("выставка «Урал»", "Омская область")},
    ),
    ("Прошёл [форум «Соседи»:Event]. Мероприятие открыл [Иван Орлов:Person].", {("форум «Соседи»", "Иван Орлов")}),
    (
        "Прошёл [форум «Соседи»:Event]. На форуме [Иван Орлов:Person] рассказал о планах.",
        {("форум «Соседи»", "Иван Орлов")},
    ),
    (
        "Прошёл [форум «Соседи»:Event]. В ходе форума [Иван Орлов:Person] вручил награды.",
        {("форум «Соседи»", "Иван Орлов")},
    ),
    ("Прошёл [форум «Соседи»:Event]. Вёл его ректор [Иван Орлов:Person].", {("форум «Соседи»", "Иван Орлов")}),
    ("Прошёл [форум «Соседи»:Event]. Вела её ректор [Анна Ким:Person].", set()),
    # another event, another gender, or nothing said of taking part
    ("Прошёл [форум «Соседи»:Event]. В другом форуме участвовал [Иван Орлов:Person].", set()),
    ("Прошёл [форум «Соседи»:Event]. В ней участвовал [Иван Орлов:Person].", set()),
    ("Прошёл [форум «Соседи»:Event]. О форуме рассказал [Иван Орлов:Person].", set()),
    ("Прошёл [форум «Соседи»:Event]. В форуме не участвовал [Иван Орлов:Person].", set()),
    # no event beside the verb
    (
        "Прошёл [форум «Соседи»:Event]. Участие приняли [Иван Орлов:Person] и [Пётр Лисин:Person].",
        {("форум «Соседи»", "Иван Орлов"), ("форум «Соседи»", "Пётр Лисин")},
    ),
    ("Прошёл [форум «Соседи»:Event]. Слово взял [Иван Орлов:Person].", {("форум «Соседи»", "Иван Орлов")}),
    ("Прошёл [форум «Соседи»:Event]. Гостей приветствовал [Иван Орлов:Person].", {("форум «Соседи»", "Иван Орлов")}),
    ("Прошёл [форум «Соседи»:Event]. Хозяином выступал [Иван Орлов:Person].", {("форум «Соседи»", "Иван Орлов")}),
    (
        "Прошёл [форум «Соседи»:Event]. Приехали главы [Чувашии:Region] и [Марий Эл:Region], мэр [Иван Орлов:Person].",
        {("форум «Соседи»", "Чувашии"), ("форум «Соседи»", "Марий Эл"), ("форум «Соседи»", "Иван Орлов")},
    ),
    (
        "Прошло [заседание комиссии:Event]. Белорусскую часть комиссии возглавил министр [Иван Орлов:Person], "
        "узбекскую – министр [Пётр Лисин:Person].",
        {("заседание комиссии", "Иван Орлов"), ("заседание комиссии", "Пётр Лисин")},
    ),
    (
        "Прошёл [форум «Соседи»:Event]. Из [Казахстана:Country] приехали [Иван Орлов:Person] и [Пётр Лисин:Person].",
        {("форум «Соседи»", "Иван Орлов"), ("форум «Соседи»", "Пётр Лисин")},
    ),
    (
        "Прошёл [форум «Соседи»:Event]. [Павлодар:City] представлял аким [Иван Орлов:Person], [Томск:City] — мэр "
        "[Пётр Лисин:Person].",
        {("форум «Соседи»", "Павлодар"), ("форум «Соседи»", "Иван Орлов"), ("форум «Соседи»", "Пётр Лисин")},
    ),
    (
        "Прошёл [форум «Соседи»:Event]. Его гостями стали [Иван Орлов:Person] и [Пётр Лисин:Person].",
        {("форум «Соседи»", "Иван Орлов"), ("форум «Соседи»", "Пётр Лисин")},
    ),
    (
        "Прошёл [форум «Соседи»:Event].\nСлово: [Иван Орлов:Person], мэр; [Пётр Лисин:Person].",
        {("форум «Соседи»", "Иван Орлов"), ("форум «Соседи»", "Пётр Лисин")},
    ),
    ("Прошёл [форум «Соседи»:Event]. [Иван Орлов:Person] представлял [Павлодар:City] в парламенте.", set()),
    ("Прошёл [форум «Соседи»:Event]. Сопредседатели жюри: [Иван Орлов:Person].", set()),
    (
        "На [форум «Соседи»:Event] прибыли представители [Казахстана:Country] и [Монголии:Country].",
        {("форум «Соседи»", "Казахстана"), ("форум «Соседи»", "Монголии")},
    ),
    (
        "С приветственным словом к участникам [форума «Соседи»:Event] обратился мэр [Иван Орлов:Person].",
        {("форума «Соседи»", "Иван Орлов")},
    ),
    (
        "Открылась [выставка «Урал»:Event]. Ленточку перерезали [Иван Орлов:Person] и [Пётр Лисин:Person].",
        {("выставка «Урал»", "Иван Орлов"), ("выставка «Урал»", "Пётр Лисин")},
    ),
    (
        "[Правительство Томской области:Organisation] участвовало в [форуме «Соседи»:Event].",
        {("форуме «Соседи»", "Правительство Томской области")},
    ),
    ("Участие в [форуме «Соседи»:Event] подтвердила [Монголия:Country].", {("форуме «Соседи»", "Монголия")}),
    ("Не смог приехать на [форум «Соседи»:Event] мэр [Иван Орлов:Person].", set()),
    ("Прошёл [форум «Соседи»:Event]. Не прибыл и мэр [Иван Орлов:Person].", set()),
    ("Прошёл [форум «Соседи»:Event]. В [Омск:City] прибыл груз.", set()),
    ("Прошёл [форум «Соседи»:Event]. Модератор – [Иван Орлов:Person].", {("форум «Соседи»", "Иван Орлов")}),
    ("Прошёл [форум «Соседи»:Event]. Среди гостей – [Иван Орлов:Person].", {("форум «Соседи»", "Иван Орлов")}),
    ("Прошёл [форум «Соседи»:Event]. [Иван Орлов:Person] выступил за отмену пошлин.", set()),
    ("Прошёл [форум «Соседи»:Event]. [Иван Орлов:Person] взял отпуск.", set()),
    ("Прошёл [форум «Соседи»:Event]. Среди гостей не было [Ивана Орлова:Person].", set()),
]

LISTED: list[tuple[str, Pairs]] = [
    (
        "Прошёл [форум «Соседи»:Event].\nУчастники форума:\n[Иван Орлов:Person], мэр\n[Пётр Лисин:Person], аким\n",
        {("форум «Соседи»", "Иван Орлов"), ("форум «Соседи»", "Пётр Лисин")},
    ),
    (
        "Прошёл [форум «Соседи»:Event].\nОрганизаторы города:\n[Иван Орлов:Person], мэр\n",
        set(),
    ),
]


def attended(found: list[Found]) -> Pairs:
    facts = [one for one in found if isinstance(one.fact, Participation) and one.modality in SAID]
    return {(one.fact.event.text, who) for one in facts for who in names(one, "participant")}  # type: ignore[attr-defined]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), [*ELSEWHERE, *LISTED])
def test_who_was_at_an_event_that_stands_elsewhere(text: str, expected: Pairs) -> None:
    assert attended(read(text)) == expected


TOLD: list[tuple[str, str, set[str]]] = [
    (
        "Губернатор [Иван Орлов:Person] встретился с мэром [Петром Лисиным:Person].",
        "meeting",
        {"Иван Орлов", "Петром Лисиным"},
    ),
    ("Губернатор [Иван Орлов:Person] принял посла [Петра Лисина:Person].", "meeting", {"Иван Орлов", "Петра Лисина"}),
    ("Мэр [Иван Орлов:Person] принял делегацию [Омской области:Region].", "meeting", {"Иван Орлов", "Омской области"}),
    ("[Павлодар:City] посетил губернатор [Иван Орлов:Person].", "visit", {"Иван Орлов"}),
    ("В [Павлодар:City] прибыла делегация [Омской области:Region].", "visit", {"Омской области"}),
    (
        "В [Павлодар:City] прибыла делегация [Омской области:Region] во главе с мэром [Иваном Орловым:Person].",
        "visit",
        {"Омской области", "Иваном Орловым"},
    ),
    ("Делегация [Омской области:Region] вернулась из [Павлодара:City].", "visit", {"Омской области"}),
    ("В среду в [Павлодаре:City] побывал мэр [Иван Орлов:Person].", "visit", {"Иван Орлов"}),
    ("Неделей раньше в [Павлодар:City] ездил мэр [Иван Орлов:Person].", "visit", {"Иван Орлов"}),
    # one visit, and who was on it told in the next sentence
    (
        "Делегация [Омской области:Region] вернулась из [Павлодара:City]. В состав делегации, которую возглавлял мэр "
        "[Иван Орлов:Person], вошли министр [Анна Ким:Person] и ректор [Пётр Лисин:Person].",
        "visit",
        {"Омской области", "Иван Орлов", "Анна Ким", "Пётр Лисин"},
    ),
    (
        "Мэр [Иван Орлов:Person] приземлился в [Павлодаре:City]. С ним: [Анна Ким:Person], [Пётр Лисин:Person].",
        "visit",
        {"Иван Орлов", "Анна Ким", "Пётр Лисин"},
    ),
    (
        "Мэр [Иван Орлов:Person] прибыл в [Павлодар:City]. Его сопровождает [Анна Ким:Person].",
        "visit",
        {"Иван Орлов", "Анна Ким"},
    ),
    ("Главы [Чувашии:Region] и [Марий Эл:Region] встретились.", "meeting", {"Чувашии", "Марий Эл"}),
    ("[Совет регионов:Organisation] седьмое своё заседание провёл в [Омске:City].", "commission_session", set()),
    ("[Совет регионов:Organisation] соберётся 20 июня в [Омске:City].", "commission_session", set()),
    ("[Подкомиссия по туризму:Organisation] заседала в [Омске:City].", "commission_session", set()),
    (
        "Мэр [Иван Орлов:Person] и аким [Пётр Лисин:Person] открыли в [Омске:City] [завод «Волга»:Organisation].",
        "opening",
        {"Иван Орлов", "Пётр Лисин"},
    ),
]

NOT_TOLD = [
    "Мэр [Иван Орлов:Person] приехал в [Павлодар:City]?",
    "[Совет регионов:Organisation] не собрался в [Омске:City].",
    "[Совет регионов:Organisation] собрался с силами.",
    "[Компания «Луч»:Organisation] собралась строить завод в [Омске:City].",
    "[Компания «Луч»:Organisation] открыла в [Омске:City] [завод «Волна»:Organisation].",
    "Мэр [Иван Орлов:Person] не открыл [завод «Волна»:Organisation].",
    "Мэр [Иван Орлов:Person] собирается поехать в [Павлодар:City].",
    "Мэр [Иван Орлов:Person] часто ездит в [Павлодар:City].",
    "Губернатор [Иван Орлов:Person] не встретился с мэром [Петром Лисиным:Person].",
    "Губернатор [Иван Орлов:Person] встречался с мэром [Петром Лисиным:Person] 12 раз.",
    "Губернатор [Иван Орлов:Person] часто встречается с мэром [Петром Лисиным:Person].",
    "Губернатор [Иван Орлов:Person] принял бюджет [Омской области:Region].",
    "Губернатор [Иван Орлов:Person] пригласил гостей посетить [Павлодар:City].",
    "[Иван Орлов:Person] приехал в [Павлодар:City].",  # a tourist, for all that is said
    "Губернатор [Иван Орлов:Person] посетил завод.",
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind", "who"), TOLD)
def test_a_verb_tells_a_meeting_or_a_visit(text: str, kind: str, who: set[str]) -> None:
    found = read(text)
    assert [one.fact.kind for one in found if isinstance(one.fact, Event)] == [kind]
    assert {name for _, name in attended(found)} == who


@pytest.mark.model
@pytest.mark.parametrize("text", NOT_TOLD)
def test_a_verb_tells_no_meeting_or_visit(text: str) -> None:
    found = read(text)
    assert [one for one in found if isinstance(one.fact, Event)] == []
    assert attended(found) == set()


DESCRIBED: list[tuple[str, str, list[tuple[str, str]], set[str]]] = [
    # text, what describes the event, what is named in it, who was there
    (
        "Начался визит делегации Омской области.",
        "визит делегации Омской области",
        [("Region", "Омской области")],
        {"Омской области"},
    ),
    (
        "Прошли переговоры с мэром Иваном Орловым.",
        "переговоры с мэром Иваном Орловым",
        [("Person", "Иваном Орловым")],
        {"Иваном Орловым"},
    ),
    (
        "Прошла встреча губернатора Омской области и гостей.",
        "встреча губернатора Омской области",
        [("Region", "Омской области")],
        {"Омской области"},
    ),
    (
        "Отменён визит делегации Омской области.",
        "визит делегации Омской области",
        [("Region", "Омской области")],
        set(),
    ),
    ("Начался визит президента Армении.", "визит президента Армении", [("Country", "Армении")], set()),
    ("Открылась выставка картин Ивана Орлова.", "выставка картин Ивана Орлова", [("Person", "Ивана Орлова")], set()),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "event", "inner", "who"), DESCRIBED)
def test_a_description_names_who_was_there(text: str, event: str, inner: list[tuple[str, str]], who: set[str]) -> None:
    document, _ = marked(text)
    spans: list[tuple[str, str]] = [("Event", event), *inner]
    mentions = sorted(
        Mention(text.index(words), text.index(words) + len(words), kind_of(kind), words, words) for kind, words in spans
    )
    doc = analyse(document)
    assert {name for _, name in attended(list(framed(doc, sentences(doc, mentions), mentions, [], [])))} == who
