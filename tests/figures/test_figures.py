import pytest

from kg.facts import Figure, Mention
from kg.figures import figures
from kg.language import analyse
from tests.figures.sentences import KAZAKHSTAN, RUSSIA, UZBEKISTAN, document, found

pytestmark = pytest.mark.model


def figures_of(text: str, home: tuple[Mention, ...] = (RUSSIA, KAZAKHSTAN)) -> list[Figure]:
    facts = [one.fact for one in found(text, home=home)]
    return [fact for fact in facts if isinstance(fact, Figure)]


STATED = [
    (
        "В прошлом году зафиксирован рост товарооборота – почти на 35 процентов, до 25,6 миллиарда долларов.",
        [("35", "percent", "nearly", "growth", "2021"), ("25600000000", "USD", "exactly", "level", "2021")],
    ),
    (
        "Экспорт за 2021 год составил 24,6 миллиарда долларов США, что на 31,2 процента больше, чем за 2020 год.",
        [("24600000000", "USD", "exactly", "level", "2021"), ("31.2", "percent", "exactly", "growth", "2021")],
    ),
    (
        "По сравнению с прошлым годом количество товарных позиций увеличилось с 640 до 1050 наименований.",
        [("640", "item", "exactly", "level", "2021"), ("1050", "item", "exactly", "level", "2022")],
    ),
    (
        "Накопленные российские инвестиции составляют 17 миллиардов долларов, а казахстанские – 4,6 миллиарда.",
        [("17000000000", "USD", "exactly", "level", ""), ("4600000000", "USD", "exactly", "level", "")],
    ),
    (
        "Приток инвестиций обошёл прежний уровень больше чем на треть и превысил отметку в 1,9 миллиарда долларов.",
        [("33.3", "percent", "over", "growth", ""), ("1900000000", "USD", "over", "level", "")],
    ),
    ("За 2020 год добыча снизилась на 28 процентов.", [("28", "percent", "exactly", "decline", "2020")]),
    ("Поставки выросли более чем в 2,5 раза.", [("2.5", "times", "over", "growth", "")]),
    ("Удвоился экспорт пшеницы.", [("2", "times", "exactly", "growth", "")]),
    ("Смертность упала вдвое.", [("2", "times", "exactly", "decline", "")]),
    ("Рост экономики составил 4,1 процента.", [("4.1", "percent", "exactly", "growth", "")]),
    ("Доля заводов составила 4,1 процента.", [("4.1", "percent", "exactly", "level", "")]),
    ("Каждое третье из предприятий создано соседями.", [("33.3", "percent", "exactly", "level", "")]),
    ("В вузы направляются до пяти тысяч человек.", [("5000", "person", "under", "level", "")]),
    ("Проект позволит увеличить поток до 20 миллионов тонн.", [("20000000", "tonne", "exactly", "level", "")]),
    ("Создано не менее 30 тысяч рабочих мест.", [("30000", "item", "over", "level", "")]),
    ("Мощность не превышает 50 миллионов тонн.", [("50000000", "tonne", "under", "level", "")]),
    ("Подписано 30 межрегиональных договоров.", [("30", "item", "exactly", "level", "")]),
    ("К 2030 году построят порядка 60 школ.", [("60", "item", "about", "level", "2030")]),
    ("С мая по октябрь текущего года ввели 47 мер.", [("47", "item", "exactly", "level", "2022-05/2022-10")]),
    ("Жизнь удлинилась: выросла на 6 лет – 72,5 года.", [
        ("6", "year", "exactly", "growth", ""), ("72.5", "year", "exactly", "level", ""),
    ]),
    (
        "Товарооборот в прошлом году вырос. При этом экспорт увеличился на 5 процентов.",
        [("5", "percent", "exactly", "growth", "2021")],
    ),
    ("В прошлом году открыт мост. В городе работают 12 заводов.", [("12", "item", "exactly", "level", "")]),
    ("Сейчас действуют 400 соглашений.", [("400", "item", "exactly", "level", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_value_unit_bound_direction_period(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [(f.value, f.unit, f.bound, f.direction, f.period) for f in figures_of(text)] == expected


NO_FIGURES = [
    "В 2022 году форум прошёл в Омске 28 ноября.",
    "Два государства и обе страны довольны.",
    "Это первая школа № 5 и статья 14 закона.",
    "Выставка ЭКСПО-2030 и страны G20.",
    "XVIII Форум открылся в 18:40.",
    "Встреча начнётся в 10 часов.",
    "Один из важных гостей приехал.",
    "Скажу два слова и отвечу на три вопроса.",
    "Тридцать лет назад всё началось.",
    "За пять лет многое изменилось.",
    "Это было в первой половине 1990-х годов.",
    "1. Утвердить план.",
    "Резолюция 2202 принята.",
    "Встречались три раза.",
    "Самолёт Ту-214 и крейсер проекта 885М готовы.",
    "Детали печатают на 3D-принтере.",
    "Мы отметили 30-летие отношений.",
    "Тысячи гостей приехали на праздник.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_other_numbers_are_no_figures(text: str) -> None:
    assert [figure.value for figure in figures_of(text)] == []


def test_a_number_in_a_name_is_no_figure() -> None:
    text = "Команда «сто чудес» приехала."
    name = Mention(text.index("«"), text.index("»") + 1, "Organisation", "«сто чудес»", "«сто чудес»")
    read = document(text)
    assert list(figures(analyse(read), read, [name], ())) == []
    (unnamed,) = figures(analyse(read), read, [], ())
    assert unnamed.start == text.index("сто")


MEASURES = [
    ("Создано 6,5 тыс. совместных предприятий.", "число совместных предприятий", "jointVentures"),
    ("Приток инвестиций превысил 2 миллиарда долларов.", "приток инвестиций", ""),
    ("Инвестиции из Казахстана в Россию выросли на 5 процентов.", "рост инвестиций из Казахстана в Россию", ""),
    ("Зафиксирован рост товарооборота на 9 процентов.", "рост товарооборота", "tradeTurnover"),
    ("Поставки нефтепродуктов увеличились на 35 процентов.", "рост поставок нефтепродуктов", ""),
    ("Общая смертность снизилась на 28 процентов.", "снижение общей смертности", ""),
    (
        "Накопленные российские инвестиции составляют 17 млрд долларов.",
        "накопленные российские инвестиции",
        "",
    ),
    ("Почти 50 процентов транзитного времени тратится на границах.", "доля транзитного времени", ""),
    ("Перевезено 80 тысяч тонн грузов.", "грузы", "cargoVolume"),
    ("Объём торговли превысил 21 миллиард долларов.", "объём торговли", "tradeTurnover"),
    ("Создано 30 тысяч рабочих мест.", "число рабочих мест", "jobs"),
    ("Удвоился экспорт пшеницы.", "рост экспорта пшеницы", ""),
    ("Есть завод с общим объёмом инвестиций почти в 1,5 миллиарда долларов.", "общий объём инвестиций", ""),
    ("Приграничная торговля достигла 2 миллиардов долларов.", "приграничная торговля", ""),
    ("Экспорт достиг 2 миллиардов долларов.", "экспорт", ""),
    ("Доля торговли составляет 70 процентов.", "доля торговли", ""),
    ("Число мест в зале достигло 300 единиц.", "число мест", ""),
]


@pytest.mark.parametrize(("text", "measure", "concept"), MEASURES)
def test_measure_and_concept(text: str, measure: str, concept: str) -> None:
    (figure,) = figures_of(text)
    assert (figure.measure.text, figure.concept) == (measure, concept)


ABOUT = [
    ("Товарооборот между Казахстаном и Россией достиг 24 млрд долларов.", ["Казахстан", "Россия"]),
    ("Товарооборот между Россией и Казахстаном достиг 24 млрд долларов.", ["Казахстан", "Россия"]),
    ("Товарооборот между нашими странами достиг 24 млрд долларов.", ["Казахстан", "Россия"]),
    ("Товарооборот достиг 24 млрд долларов.", ["Казахстан", "Россия"]),
    ("Российские инвестиции в Казахстан достигли 17 млрд долларов.", ["Россия", "Казахстан"]),
    ("Инвестиции в Россию из Казахстана достигли 17 млрд долларов.", ["Казахстан", "Россия"]),
    ("Поставки из Павлодарской области в Россию выросли на 36 процентов.", ["Павлодарская область", "Россия"]),
    ("Казахстанско-российских предприятий уже 400 единиц.", ["Казахстан", "Россия"]),
    ("Торговля России с Китаем выросла на 5 процентов.", ["Китай", "Россия"]),
    # near misses
    ("В стране построено 300 школ.", []),
    ("Выделено 400 миллионов рублей, сообщили в Китае.", []),
    ("Построено 20 казарм.", []),
    ("В Омске построено 300 школ.", ["Омск"]),
]


@pytest.mark.parametrize(("text", "expected"), ABOUT)
def test_places(text: str, expected: list[str]) -> None:
    (figure,) = figures_of(text)
    assert [place.name for place in figure.about] == expected


def test_a_gapped_figure_is_about_its_own_place() -> None:
    text = "Поставки в Россию из Павлодарской области увеличились на 48 процентов, из Астаны – на 36 процентов."
    first, second = figures_of(text)
    assert [place.name for place in first.about] == ["Павлодарская область", "Россия"]
    assert "Астана" in [place.name for place in second.about]
    assert second.measure.text == "рост поставок"


TURNOVER = [
    "В прошлом году рост товарооборота между нашими странами – почти на 35 процентов, до 25,6 миллиарда долларов.",
    "В прошлом году объёмы торговли между Казахстаном и Россией достигли уровня – почти 24,5 миллиарда долларов.",
    "Товарооборот между нашими странами за 2021 год составил 24,6 миллиарда долларов США.",
    "Двусторонний товарооборот растёт и по итогам прошлого года достиг 25,6 миллиарда долларов.",
    "В прошлом году объём торговли превысил 21 миллиард долларов.",
    "Взаимная торговля России и Казахстана в 2021 году достигла 25 миллиардов долларов.",
]


@pytest.mark.parametrize("text", TURNOVER)
def test_what_speakers_say_of_one_indicator_is_comparable(text: str) -> None:
    (figure,) = [one for one in figures_of(text) if one.direction == "level"]
    indicator = (figure.concept, [place.key for place in figure.about], figure.unit, figure.period)
    assert indicator == ("tradeTurnover", ["country/KZ", "country/RU"], "USD", "2021")


OTHER_INDICATORS = [
    "В прошлом году товарооборот с Узбекистаном достиг 25 миллиардов долларов.",
    "В прошлом году экспорт в Казахстан достиг 25 миллиардов долларов.",
    "В прошлом году товарооборот вырос на 25 миллиардов долларов.",
    "Товарооборот между нашими странами составил 25 миллиардов долларов.",
    "Объём торговли товарами, которые запретили в прошлом году, – 25 миллиардов долларов.",
]


@pytest.mark.parametrize("text", OTHER_INDICATORS)
def test_other_indicators_are_not_comparable_with_it(text: str) -> None:
    (figure,) = figures_of(text)
    indicator = (figure.concept, [place.key for place in figure.about], figure.unit, figure.period, figure.direction)
    assert indicator != ("tradeTurnover", ["country/KZ", "country/RU"], "USD", "2021", "level")


def test_home_is_whatever_the_document_is_about() -> None:
    (figure,) = figures_of("Товарооборот между нашими странами достиг 11 млрд долларов.", home=(RUSSIA, UZBEKISTAN))
    assert {place.name for place in figure.about} == {"Россия", "Узбекистан"}
    (figure,) = figures_of("Товарооборот между нашими странами достиг 11 млрд долларов.", home=())
    assert figure.about == ()


SPANS = [
    ("Вчера товарооборот достиг 24 млрд долларов, это много.", ["товарооборот достиг 24 млрд долларов"]),
    ("Было\u00a0открыто более 17\u00a0тысяч компаний в городе.", ["более 17 тысяч компаний"]),
    ("Спрос вырос с 640 до 1050 наименований.", ["с 640", "до 1050 наименований"]),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
def test_evidence_is_the_words_of_number_and_measure(text: str, expected: list[str]) -> None:
    spans = [text[one.start : one.end].replace("\u00a0", " ") for one in found(text)]
    assert all(part in span for part, span in zip(expected, spans, strict=True))
    assert all(len(span) <= 200 for span in spans)


MODALITIES = [
    ("Проект позволит увеличить поток до 20 миллионов тонн.", "planned"),
    ("К 2030 году будет построено 60 школ.", "planned"),
    ("Планируется открыть 60 школ.", "planned"),
    ("В прошлом году открыто 60 школ.", "asserted"),
    ("Отмечу, что действуют порядка 400 соглашений.", "asserted"),
    ("В этом году построим 30 школ.", "planned"),
    ("Товарооборот достиг 24 млрд долларов.", "asserted"),
]


@pytest.mark.parametrize(("text", "expected"), MODALITIES)
def test_modality(text: str, expected: str) -> None:
    assert [one.modality for one in found(text)] == [expected]
