"""Kazakh in Latin letters: told from its neighbours, read letter for letter."""

from pathlib import Path

import pytest

from kg.documents import read
from kg.documents.kazakh_latin import Script, cyrillic, loan_spellings, respelt, script
from kg.documents.language import LATIN_KAZAKH, told
from kg.documents.reading import Reading

KAZAKH = [
    "Memleket basşysy Qasym-Jomart Toqaev öñiraralyq yntymaqtastyq forumyna qatysty, dep habarlaıdy aqparat.",
    "Pavlodar oblysynyñ äkimdigi men Qorğan oblysynyñ ükimeti arasyndağy kelisim",
    "Qazaqstan Respublıkasynyñ Prezıdenti Reseıge sapary barysynda Vladımır Putınmen kelissöz jürgizdi.",
    "Söz bostandyğy – Microsoft kompanıasy ūıymdastyrğan şaranyñ basty taqyryby boldy.",
]
OTHERS = [
    "Türkiye Cumhurbaşkanı iki ülkenin bölgeleri arasındaki iş birliğini görüştü, anlaşmalar imzalandı.",
    "Azərbaycan Prezidenti iki ölkənin bölgələri arasında əməkdaşlığı müzakirə etdi, sazişlər imzalandı.",
    "Oʻzbekiston Prezidenti hududlararo hamkorlik forumida qatnashdi va viloyatlar oʻrtasida qoʻshma bitim imzolandi.",
    "O'zbekiston Respublikasi Prezidenti Qozog'iston bilan qo'shma loyihalarni ko'rib chiqdi, qaror qabul qildi.",
    "Tatarstan Räise töbäklär arasındağı xezmättäşlekne üsterü turında söyläşülär ütkärde, citäkçelär imzaladı.",
    "Qırım muhtar cumhuriyetiniñ reberi eki memleket arasındaki anlaşma aqqında laf etti, qarar qabul etildi.",
    "Türkmenistanyň Prezidenti iki ýurduň sebitleriniň arasyndaky hyzmatdaşlygy maslahatlaşdy.",
    "Qaraqalpaqstan Respublikası Joqarǵı Keńesi aymaqlar arasındaǵı birge islesiwdi talqıladı, qarar qabılladı.",
    "Lietuvos Respublikos Prezidentas aptarė abiejų šalių regionų bendradarbiavimą su Lenkijos vadovu.",
    "Das Forum der interregionalen Zusammenarbeit fand in Omsk statt, über Verträge der Länder wurde gesprochen.",
    "The forum of interregional cooperation in Qostanay and Aqtobe was attended by the presidents of both countries.",
    "Qazaqstan, Qostanaı and Aqtöbe are names in an otherwise English report of the forum held by the two countries.",
]


@pytest.mark.parametrize("text", KAZAKH)
def test_kazakh(text: str) -> None:
    found = told("", text)
    assert (found.language, found.notes, found.script) == ("kk", (LATIN_KAZAKH,), "2021")


@pytest.mark.parametrize("text", OTHERS)
def test_neighbours(text: str) -> None:
    assert told("", text).language in {"und", "en"}


@pytest.mark.parametrize(
    ("latin", "expected"),
    [
        ("Äkimdik Ğylym Jañaözen Ūlytau Ükimet Şymkent", "Әкімдік Ғылым Жаңаөзен Ұлытау Үкімет Шымкент"),
        ("İle İRAN iri", "Іле ІРАН ірі"),
        ("Ivanov ıstorıa", "Иванов история"),
        ("Reseı, Qytaı, baılanys, keıin, ūıym", "Ресей, Қытай, байланыс, кейін, ұйым"),
        ("mınıstr, tıimdi, sıaqty, zamanauı", "министр, тиімді, сияқты, заманауи"),
        ("konsortsıum, fılıal", "консорциум, филиал"),
        ("Italıa, ınvestıtsıa; mıllıard, materıal", "Италия, инвестиция; миллиард, материал"),
        ("ekonomıka, Energetıka, eki el, Eurazıa", "экономика, Энергетика, екі ел, Еуразия"),
        ("sauda-ekonomıkalyq", "сауда-экономикалық"),
        ("QAZAQSTAN", "ҚАЗАҚСТАН"),
        ("XVIII forum, II. V. Putın, I toqsan", "XVIII форум, II. В. Путин, I тоқсан"),
        ("www.gov.kz, Zakon.kz, Microsoft", "www.gov.kz, Zakon.kz, Microsoft"),
        ("Қазақстан 2022 – 10%", "Қазақстан 2022 – 10%"),
        ("", ""),
    ],
)  # fmt: skip
def test_letters(latin: str, expected: str) -> None:
    assert cyrillic(Reading.of(latin)).text == expected


CYRILLIC = "Қазақстан мен Ресей арасындағы тауар айналымы 2021 жылы өсті. Қостанай облысының әкімі. Ауыл шаруашылығы."
SCRIPTS: list[tuple[Script, str]] = [
    (
        "2021",
        "Qazaqstan men Reseı arasyndağy tauar aınalymy 2021 jyly östi. Qostanaı oblysynyñ äkimi. Auyl şaruaşylyğy.",
    ),
    (
        "decreed",
        "Qazaqstan men Resei arasyndağy tauar ainalymy 2021 jyly östı. Qostanai oblysynyñ äkımı. Auyl şaruaşylyğy.",
    ),
    (
        "2018",
        "Qazaqstan men Reseı arasyndaǵy taýar aınalymy 2021 jyly ósti. Qostanaı oblysynyń ákimi. Aýyl sharýashylyǵy.",
    ),
    (
        "2017",
        "Qazaqstan men Resei' arasyndag'y tay'ar ai'nalymy 2021 jyly o'sti. "
        "Qostanai' oblysynyn' a'kimi. Ay'yl s'ary'as'ylyg'y.",
    ),
    (
        "common",
        "Qazaqstan men Resey arasındağı tawar aynalımı 2021 jılı östi. Qostanay oblısınıñ äkimi. Awıl şarwaşılığı.",
    ),
]


@pytest.mark.parametrize(("alphabet", "text"), SCRIPTS)
def test_every_alphabet(alphabet: Script, text: str) -> None:
    assert script(text) == alphabet
    assert cyrillic(Reading.of(text), alphabet).text == CYRILLIC


@pytest.mark.parametrize(
    ("name", "among", "stands_for"),
    [
        ("Тшелиябинск", "Челябинск", True),
        ("Донетск", "Донецк", True),
        ("Тшехия", "Чехия", True),
        ("Айагөз", "Аягөз", True),
        ("Твер", "Тверь", True),
        ("Рязан облысы", "Рязань облысы", True),
        ("Италия", "Италя", False),
        ("Омбы", "Омбы", False),
    ],
)
def test_loan_spellings(name: str, among: str, stands_for: bool) -> None:
    assert (among in set(loan_spellings(name))) is stands_for


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Федератсийасы", "Федерациясы"),
        ("Тшехов пен Еуразийалық", "Чехов пен Еуразиялық"),
        ("қызметшілер", "қызметшілер"),
        ("Иркутск", "Иркутск"),
        ("айтса", "айтса"),
    ],
)
def test_respelt(words: str, expected: str) -> None:
    assert respelt(words) == expected


def test_document(tmp_path: Path) -> None:
    file = tmp_path / "forum.txt"
    file.write_text(f"Öñiraralyq forum\n\n28.11.2022\n\n{KAZAKH[0]}\n\nhttps://www.akorda.kz/kz/forum")
    document = read(file)
    assert (document.language, document.notes, document.date) == ("kk", (LATIN_KAZAKH,), "2022-11-28")
    assert document.url == "https://www.akorda.kz/kz/forum"
    assert document.title is not None
    assert document.called == "Өңіраралық форум"
    start = document.text.index("öñiraralyq")
    assert document.words(start, start + 10) == "өңіраралық"
