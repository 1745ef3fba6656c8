import pytest

from kg.documents.document import Document, Span, Turn
from kg.language.analysis import analyse

pytestmark = pytest.mark.model


def russian(text: str, *turns: Turn) -> Document:
    return Document("t", "t.txt", text, text.replace("\xa0", " "), "ru", "plain", "", turns=turns)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        " \n\n  \n",
        "   Отступ.   \n\n   И ещё  один. ",
        "Цена\xa0– 25,6\xa0млрд\u202fруб.\n«Лада»…",
        "…!?",
        "К.-Ж.",
        "Қасым-Жомарт Тоқаев прибыл в Омск 🙂.",
    ],
)
def test_the_text_is_kept_character_for_character(text: str) -> None:
    document = russian(text)
    doc = analyse(document)
    assert doc.text == document.reading
    assert [document.reading[t.idx : t.idx + len(t)] for t in doc] == [t.text for t in doc]


SENTENCES = [
    ("Он приехал в г. Омск. Там его ждали.", ["Он приехал в г. Омск.", "Там его ждали."]),
    ("Университет им. Губкина открыт. Учатся все.", ["Университет им. Губкина открыт.", "Учатся все."]),
    ("Вложено 5 тыс. рублей и 3 млрд. долларов.", ["Вложено 5 тыс. рублей и 3 млрд. долларов."]),
    ("Экспорт вырос в 2021 г. Импорт упал.", ["Экспорт вырос в 2021 г.", "Импорт упал."]),
    ("В 2021 г. Павлодар принял форум.", ["В 2021 г. Павлодар принял форум."]),
    ("Как известно, в 2021 г. Павлодар принял форум.", ["Как известно, в 2021 г. Павлодар принял форум."]),
    ("Вложено 3 млрд. Россия довольна.", ["Вложено 3 млрд.", "Россия довольна."]),
    ("Соседи, т.е. Казахстан и Россия, дружат.", ["Соседи, т.е. Казахстан и Россия, дружат."]),
    ("Встречу провёл О. А. Бектенов. Были все.", ["Встречу провёл О. А. Бектенов.", "Были все."]),
    ("Говорили Дж. Байден и Эд. Шеварднадзе. Да.", ["Говорили Дж. Байден и Эд. Шеварднадзе.", "Да."]),
    ("Указ подписал К.-Ж.Токаев. Всё.", ["Указ подписал К.-Ж.Токаев.", "Всё."]),
    ("Касым-Жомарт Токаев\nВладимир Путин прибыл", ["Касым-Жомарт Токаев", "Владимир Путин прибыл"]),
    ("договор между\nОмской областью", ["договор между", "Омской областью"]),
    ("Конец.          Начало   слова.", ["Конец.", "Начало   слова."]),
    ("Ждём вас!      \n\n   Приезжайте.", ["Ждём вас!", "Приезжайте."]),
    # the name of the next delegate, where a list has lost its line breaks
    (
        "ЛАВРОВ Сергей Викторович – Министр Российской Федерации УШАКОВ Юрий Викторович – помощник Президента",
        ["ЛАВРОВ Сергей Викторович – Министр Российской Федерации", "УШАКОВ Юрий Викторович – помощник Президента"],
    ),
    (
        "помощник Президента Республики Куба Илеана НУНЬЕС МОРДОЧЕ – директор",
        ["помощник Президента Республики Куба", "Илеана НУНЬЕС МОРДОЧЕ – директор"],
    ),
    ("Новый глава МИД Сергей Лавров – дипломат.", ["Новый глава МИД Сергей Лавров – дипломат."]),
    ("Вчера участник СВО – герой.", ["Вчера участник СВО – герой."]),
    ("Экспорт составил 5 млрд долл. Китай доволен.", ["Экспорт составил 5 млрд долл.", "Китай доволен."]),
    ("Экспорт составил 5 млрд долл. США. Импорт вырос.", ["Экспорт составил 5 млрд долл. США.", "Импорт вырос."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.text.strip() for sentence in analyse(russian(text)).sents] == expected


def test_a_speakers_label_is_a_sentence_of_its_own() -> None:
    text = "В.Путин: Добрый день! К.Токаев: Спасибо."
    turns = (Turn(9, 21, Span(0, 7)), Turn(32, 40, Span(22, 30)))
    sentences = [sentence.text.strip() for sentence in analyse(russian(text, *turns)).sents]
    assert sentences == ["В.Путин:", "Добрый день!", "К.Токаев:", "Спасибо."]


NAMES = [
    ("Указ подписал К.-Ж.Токаев.", [("К.-Ж.Токаев", "PER")]),
    ("Указ подписал О. А. Бектенов.", [("О. А. Бектенов", "PER")]),
    ("Прибыли Касым-Жомарт Токаев\nВладимир Путин.", [("Касым-Жомарт Токаев", "PER"), ("Владимир Путин", "PER")]),
    ("ЛАВРОВ Сергей Викторович – Министр", [("ЛАВРОВ Сергей Викторович", "PER")]),
    ("Форум прошёл в городе Омске.", [("Омске", "LOC")]),
    ("А. Общие положения проекта.", []),
    ("Всем добрый день!", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(entity.text, entity.label_) for entity in analyse(russian(text)).ents] == expected


LEMMAS = [
    ("Стороны подписали соглашения.", ["сторона", "подписать", "соглашение", "."]),
    ("Встретились с городами-побратимами.", ["встретиться", "с", "город-побратим", "."]),
    ("Он встретился с Токаевым.", ["он", "встретиться", "с", "токаев", "."]),
    ("Владимир Путин прибыл.", ["владимир", "путин", "прибыть", "."]),
    ("Рост составил 25,6 миллиарда долларов США.", ["рост", "составить", "25,6", "миллиард", "доллар", "сша", "."]),
]


@pytest.mark.parametrize(("text", "expected"), LEMMAS)
def test_lemmas(text: str, expected: list[str]) -> None:
    assert [token.lemma_ for token in analyse(russian(text))] == expected


def test_initials_do_not_take_the_root_of_the_sentence() -> None:
    (sentence,) = analyse(russian("Вчера К.-Ж. Токаев подписал указ.")).sents
    (root,) = [token for token in sentence if token.head is token]
    assert root.text == "подписал"
    assert [token.text for token in root.children if token.dep_ == "nsubj"] == ["Токаев"]


def told(document: Document) -> list[tuple[object, ...]]:
    return [
        (t.text, t.lemma_, t.pos_, t.morph, t.head.i, t.dep_, t.ent_type_, t.is_sent_start) for t in analyse(document)
    ]


def test_a_document_is_read_alike_whatever_was_read_before() -> None:
    document = russian("Президент Казахстана Касым-Жомарт Токаев прибыл в Оренбург. Форум открыт.\n")
    first = told(document)
    analyse(russian("Совсем другой текст об Омской области и о многом другом, длиннее первого."))
    assert told(document) == first


@pytest.mark.parametrize("language", ["en", "und"])
def test_a_language_without_pipeline_has_tokens_and_sentences(language: str) -> None:
    text = " The forum took place in Omsk.\nIt ended."
    doc = analyse(Document("t", "t.txt", text, text, language, "plain", ""))  # type: ignore[arg-type]
    assert doc.text == text
    assert len(list(doc.sents)) == 2
    assert not doc.ents
