"""Tokens, sentences and forms of Kazakh."""

import pytest

from kg.language.kazakh.pipeline import read


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("сауда-экономикалық байланыс", ["сауда-экономикалық", "байланыс"]),
        ('"Теңіз-Новороссийск" құбыры', ['"', "Теңіз-Новороссийск", '"', "құбыры"]),
        ("«Даму» қоры", ["«", "Даму", "»", "қоры"]),
        ("6,5 триллион, 3.5 есе", ["6,5", "триллион", ",", "3.5", "есе"]),
        ("2003-2018 жылдар", ["2003-2018", "жылдар"]),
        ("16-шы форум", ["16-шы", "форум"]),
        ("17-отырысы", ["17", "-", "отырысы"]),
        ("Қ.-Ж.Тоқаев", ["Қ.-Ж.", "Тоқаев"]),
        ("Zakon.kz хабарлайды.", ["Zakon.kz", "хабарлайды", "."]),
        ("Бітті.Жаңа", ["Бітті", ".", "Жаңа"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in read(text)] == tokens


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Форум өтті\nКелісім жасалды", ["Форум өтті", "Келісім жасалды"]),
        ("Форум өтті. Келісім жасалды.", ["Форум өтті.", "Келісім жасалды."]),
        ("Көлем 5 млрд. доллар болды.", ["Көлем 5 млрд. доллар болды."]),
        ("Қ.Тоқаев пен В.Путин кездесті.", ["Қ.Тоқаев пен В.Путин кездесті."]),
        ("1. Келісім туралы;", ["1. Келісім туралы;"]),
        ("Не болды? Ештеңе.", ["Не болды?", "Ештеңе."]),
        ("Бұл т.б. мәселелер", ["Бұл т.б. мәселелер"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [sentence.text.strip() for sentence in read(text).sents] == sentences


@pytest.mark.parametrize("text", ["", " ", "  Екі   бос\n\n орын ", "a\tb", "№ 5 мектеп…", "\u00a0Қазақстан"])
def test_text_is_kept(text: str) -> None:
    assert read(text).text == text


def test_forms() -> None:
    number, head, mark = read("12 министрлігімен.")
    assert (number.pos_, mark.pos_, head.pos_) == ("NUM", "PUNCT", "NOUN")
    assert (head.lemma_, head.morph.to_dict()) == ("министрлік", {"Case": "Ins", "Number": "Sing", "Poss": "3"})


def test_every_document_alone() -> None:
    text = "Павлодар облысының әкімдігі мен Омбы облысының үкіметі"
    before = [(token.lemma_, token.morph) for token in read(text)]
    read("Басқа мәтін. Омбы қаласының әкімдігі")
    assert [(token.lemma_, token.morph) for token in read(text)] == before
