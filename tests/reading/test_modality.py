import pytest

from kg.documents.document import Document
from kg.language.analysis import analyse
from kg.model.facts import Agreement, Found, Membership, Mention, Route, SisterCities
from kg.reading.modality import is_absent, is_void, modality, modality_of, unasked

CASES = [
    ("Предлагаю |провести форум| в Томске.", "proposed"),
    ("Целесообразно |создать рабочую группу|.", "proposed"),
    ("Можно было бы |провести форум| в Томске.", "proposed"),
    ("Планируется |открыть завод| в Томске.", "planned"),
    ("Форум |будет проведён в Томске|.", "planned"),
    ("|Договор не подписан|.", "denied"),
    ("|Татарстан не сотрудничает с Кубой|.", "denied"),
    ("|Форум прошёл| в Томске.", "asserted"),
    ("Предложение приняли: |форум прошёл в Томске|.", "asserted"),
    ("Планируется рост; |завод открыт в Томске|.", "asserted"),
    ("|Завод открыт в Томске|, а мост будет построен позже.", "asserted"),
    ("Не только |завод открыт в Томске|, но и мост.", "asserted"),
    ("Томск предлагает гостям многое, и в прошлом году с успехом там |прошёл форум|.", "asserted"),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_modality(marked: str, expected: str) -> None:
    start, end = marked.index("|"), marked.rindex("|") - 1
    text = marked.replace("|", "")
    doc = analyse(Document("test", "test.txt", text, text, "ru", "plain", ""))
    assert modality([token for token in doc if not token.is_space], start, end) == expected


OF_VERBS = [
    ("Мэр |подписал| договор.", "asserted"),
    ("Мэр не |подписал| договор.", "denied"),
    ("Мэр не только |подписал| договор, но и продлил его.", "asserted"),
    ("Мэр не мог не |подписать| договор.", "asserted"),
    ("Мэр не смог |подписать| договор.", "denied"),
    ("Мэр намечает |подписать| договор.", "planned"),
    ("Мэр, намечая поездку, |подписал| договор.", "asserted"),
    ("Мэр не планирует |подписать| договор.", "denied"),
    ("Мэр отрицает, что |участвовал| в форуме.", "denied"),
    ("Мэр не отрицает, что |участвовал| в форуме.", "asserted"),
    ("Мэр отказался |участвовать| в форуме.", "denied"),
    ("Мэр не отказался |участвовать| в форуме.", "asserted"),
    ("Соглашение о |сотрудничестве| с Омском не отменено.", "asserted"),
]


@pytest.mark.model
@pytest.mark.parametrize(("marked", "expected"), OF_VERBS)
def test_what_is_said_of_a_predicate(marked: str, expected: str) -> None:
    start, text = marked.index("|"), marked.replace("|", "")
    doc = analyse(Document("test", "test.txt", text, text, "ru", "plain", ""))
    assert modality_of(next(token for token in doc if token.idx == start)) == expected


ASKED: list[tuple[str, str, bool]] = [
    ("ru", "Правда ли, что |Омск побратается с Тарой|?", True),
    ("ru", "Неизвестно, |вступит ли Омск в Союз|.", True),
    ("ru", "Разве |Омск вступил в Союз|?", True),
    ("ru", "Состоит ли |Омск в Союзе|, не сообщили.", True),
    ("ru", "Если |Омск вступит в Союз|, пошлины вырастут.", True),
    ("ru", "Если верить отчётам, |Омск вступил в Союз|.", False),
    ("ru", "Как живёт |Омск, побратим Тары|, есть ли новости?", False),
    ("ru", "Довольны ли вы тем, что |Омск вступил в Союз|?", False),
    ("ru", "|Омск и Тара принимали Анну Ли|.", False),
    ("kk", "|Кеңеске Омбы мен Ма Юнь|, Ли Мин қатысты.", False),
    ("ru", "Неясно, придёт ли автобус, но |Омск вступил в Союз|.", False),
    ("ru", "Что дало Омску то, что |Омск вступил в Союз|?", False),
    ("kk", "|Омбы Тарамен бауырлас қала бола| ма?", True),
    ("kk", "|Омбы одаққа кіре| ме, белгісіз.", True),
    ("kk", "|Омбы одаққа кірді|, той бола ма, белгісіз.", False),
    ("kk", "|Омбы одаққа кірді|.", False),
]


@pytest.mark.parametrize(("language", "marked", "expected"), ASKED)
def test_what_is_only_asked_or_supposed_is_no_fact(language: str, marked: str, expected: bool) -> None:
    start, end = marked.index("|"), marked.rindex("|") - 1
    text = marked.replace("|", "")
    doc = analyse(Document("test", "test.txt", text, text, "kk" if language == "kk" else "ru", "plain", ""))
    one, other = (Mention(start, end, "City", name, name) for name in ("Омск", "Тара"))
    told = [Found(fact, "any", start, end) for fact in (SisterCities(one, other), Membership(one, other))]
    assert list(unasked(doc, told)) == ([] if expected else told)


def test_a_paper_that_is_asked_about_has_no_parties() -> None:
    text = "Подписано ли соглашение Омска с Тарой?"
    doc = analyse(Document("test", "test.txt", text, text, "ru", "plain", ""))
    paper = Mention(13, 37, "Agreement", text[13:37], "соглашение Омска с Тарой")
    sides = Mention(24, 29, "City", "Омска", "Омск"), Mention(32, 37, "City", "Тарой", "Тара")
    asked = unasked(doc, [Found(Agreement(paper, "agreement", "signed", party=sides), "any", 13, 37)])
    assert [one.fact for one in asked] == [Agreement(paper, "agreement")]


ABSENT = [
    ("Прямого |рейса Омск – Тара| нет.", True),
    ("|Рейса Омск – Тара| не будет.", True),
    ("Нет |поезда Омск – Тара|.", True),
    ("|Рейс Омск – Тара| отменён.", True),
    ("|Рейс Омск – Тара| сняли с рассмотрения.", True),
    ("|Рейс Омск – Тара| остаётся мечтой.", True),
    ("|Рейс Омск – Тара| остаётся главным.", False),
    ("Переговоры о возобновлении |рейса Омск – Тара| пока не начинались.", True),
    ("Переговоры о возобновлении |рейса Омск – Тара| начались.", False),
    ("|Рейс Омск – Тара| сняли на камеру.", False),
    ("Метель закрыла |трассу Омск – Тара|.", False),
    ("|Рейс Омск – Тара| открыт, а вагонов нет.", False),
    ("Билетов на |рейс Омск – Тара| нет.", False),
    ("Пассажиров |рейса Омск – Тара| нет.", False),
    ("Пассажиры |рейса Омск – Тара| не ждут.", False),
    ("Вопрос о возобновлении |рейса Омск – Тара| решено отложить.", True),
    ("О |рейсе Омск – Тара| речи не шло.", True),
    ("Вопрос о |рейсе Омск – Тара| решён.", False),
]


@pytest.mark.parametrize(("marked", "expected"), ABSENT)
def test_a_way_that_is_not_there(marked: str, expected: bool) -> None:
    start, text = marked.index("|"), marked.replace("|", "")
    doc = analyse(Document("test", "test.txt", text, text, "ru", "plain", ""))
    assert is_absent([token for token in doc if not token.is_space], start) == expected


VOID = [
    ("|Встречу Орлова с Кимом| отменили.", True),
    ("|Визит мэра Орлова| в Омск, намеченный на май, сорвался.", True),
    ("|Встреча Орлова с мэром|, стоявшая в программе, не состоялась.", True),
    ("От |соглашения с Омском| город воздержался.", True),
    ("|Соглашение с Омском| Тара не заключала.", True),
    ("|Договор с Омском| не отменён.", False),
    ("|Договор с Омском| отменил пошлины.", False),
    ("От |соглашения с Омском| город не отказался.", False),
    ("На |форуме «Соседи»| отменили пошлины.", False),
    ("|Встреча Орлова с мэром| прошла в Омске, выставку отменили.", False),
    ("Мэрия опровергла слухи о подписании |соглашения с Омском|.", True),
    ("Мэрия не опровергла подписание |соглашения с Омском|.", False),
    ("Вопрос о |соглашении с Омском| снят с рассмотрения.", True),
    ("Вопрос о |соглашении с Омском| снят с контроля и решён.", False),
    ("Мэры отказались от подписания |соглашения с Омском|.", True),
    ("Мэры отказались от виз по |соглашению с Омском|.", False),
    ("Мэры отказались подписать |соглашение с Омском|.", True),
    ("Мэрам не удалось заключить |договор с Омском|.", True),
    ("Мэры не могли не подписать |договор с Омском|.", False),
    ("Никакого |соглашения с Омском| нет.", True),
    ("У |соглашения с Омском| нет срока.", False),
    ("|Договор с Омском| расторгнут.", True),
    ("|Договор с Омском| никто не расторгал.", False),
    ("Город вышел из |соглашения с Омском|.", True),
    ("Вместо |соглашения с Омском| подписали меморандум.", True),
    ("Неверно, что мэры подписали |договор с Омском|.", True),
    ("|Договор с Омском| не только подписали, но и продлили.", False),
    ("|Договор с Омском| не имеет аналогов.", False),
    ("Проект |соглашения с Омском| отклонён.", True),
    ("Проект |соглашения с Омском| готов.", False),
]


@pytest.mark.parametrize(("marked", "expected"), VOID)
def test_an_event_or_a_paper_that_did_not_come_about(marked: str, expected: bool) -> None:
    start, text = marked.index("|"), marked.replace("|", "")
    doc = analyse(Document("test", "test.txt", text, text, "ru", "plain", ""))
    assert is_void([token for token in doc if not token.is_space], start) == expected


def test_a_way_has_its_ends_in_its_name_whatever_is_asked_of_it() -> None:
    text = "Идёт ли поезд Омск – Тара через Ишим?"
    doc = analyse(Document("test", "test.txt", text, text, "ru", "plain", ""))
    train = Mention(8, 25, "Corridor", text[8:25], text[8:25])
    omsk, tara = Mention(14, 18, "City", "Омск", "Омск"), Mention(21, 25, "City", "Тара", "Тара")
    ishim = Mention(32, 36, "City", "Ишим", "Ишим")
    named, through = (Found(Route(train, stops), "any", 8, 36) for stops in ((omsk, tara), (ishim,)))
    assert list(unasked(doc, [named, through])) == [named]
