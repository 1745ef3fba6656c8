"""Whatever way a text lies in a file, the same is read in it, and every quote stands in the stored text."""

from collections import Counter
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from kg.documents import read
from kg.model.config import Settings
from kg.model.facts import Extraction, Mention, Phrase
from kg.names.gazetteer import Gazetteer
from kg.reading.extraction import extract
from tests.documents.disguises import DISGUISES

pytestmark = pytest.mark.model

RUSSIAN = (
    "Торговля растёт\n\n"
    "Омская область сотрудничает с Павлодарской областью. Города-побратимы Омск и Павлодар — соседи по Иртышу. "
    "Вице-губернатор Омской области Семён Королёв сообщил, что товарооборот России и Казахстана в 2020 году составил "
    "25,6 млрд долларов.\n\n"
    "Премьер-министр Казахстана Нурлан Сауытов выступил на XVII Форуме межрегионального сотрудничества России и "
    "Казахстана в городе Костанае.\n"
)
KAZAKH = (
    "Сауда өсті\n\n"
    "Қазақстан мен Ресей арасындағы тауар айналымы 2020 жылы 25,6 млрд долларға жетті. "
    "Павлодар облысы мен Омбы облысы ынтымақтастық туралы меморандумға қол қойды.\n\n"
    "Қостанай облысының әкімі Нұрлан Сауытов XVII Өңіраралық ынтымақтастық форумына қатысты.\n"
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(Settings().ontology / "gazetteer.ttl")


def named(value: object) -> object:
    """A fact by the names in it, without its places."""
    if isinstance(value, Mention):
        return (value.kind, value.key or value.name)
    if isinstance(value, Phrase):
        return value.text
    if is_dataclass(value):
        return (type(value).__name__, *(named(getattr(value, field.name)) for field in fields(value)))
    return tuple(map(named, value)) if isinstance(value, tuple) else value


def told(extraction: Extraction) -> tuple[Counter[object], Counter[object]]:
    return Counter(named(found.fact) for found in extraction.found), Counter(map(named, extraction.mentions))


@pytest.mark.parametrize("name", DISGUISES)
@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH], ids=["ru", "kk"])
def test_disguise(text: str, name: str, tmp_path: Path, gazetteer: Gazetteer) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text(text)
    suffix, disguise = DISGUISES[name]
    written = disguise(text)
    path = tmp_path / f"disguised.{suffix}"
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    expected, document = extract(read(plain), gazetteer), read(path)
    found = extract(document, gazetteer)
    assert told(found) == told(expected)
    for mention in found.mentions:
        assert document.words(mention.start, mention.end) == mention.text
        assert document.text[mention.start : mention.end].strip() == document.text[mention.start : mention.end]
    if suffix == "txt" and isinstance(written, str):
        assert document.text == written


def test_a_text_in_two_languages_is_read_in_both(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Губернатор Омской области Семён Королёв встретился с коллегами в Омске, сообщает пресс-служба региона.\n\n"
        "Павлодар облысының әкімі Нұрлан Сауытов форумға қатысты, деп хабарлайды баспасөз қызметі.\n\n"
        "Президент України зустрівся з головами обласних адміністрацій, щоб обговорити співпрацю регіонів.\n"
    )
    document = read(path)
    found = extract(document, gazetteer)
    named_in = {(mention.name, document.language_at(mention.start)) for mention in found.mentions}
    assert named_in == {
        ("Омская область", "ru"), ("Семён Королёв", "ru"), ("Омск", "ru"),
        ("Павлодар облысы", "kk"), ("Нұрлан Сауытов", "kk"), ("форум", "kk"),
    }  # fmt: skip
    assert document.notes == ("paragraphs in another language are left out: Ukrainian",)
