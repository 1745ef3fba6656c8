import pytest

from kg.documents.document import Document
from kg.documents.language import Language
from kg.model.facts import Mention
from kg.reading.utterances.credits import credited

TABLE = "Порт | Груз, тыс. тонн\nПоти | 54\nАктау | 61\n"
CREDITS = [
    ("ru", TABLE + "Источник: Палата портов.", ["Палата портов"]),
    ("ru", TABLE + "Примечание. Порт закрыт. Данные предоставила Палата портов.", ["Палата портов"]),
    ("kk", TABLE + "Деректер Палата портов алынды.", ["Палата портов"]),
    ("kk", TABLE + "Кестені 2023 жыл бойынша Палата портов түзген.", ["Палата портов"]),
    ("ru", TABLE + "Палата портов закрыта. Источник утерян.", []),
    ("ru", TABLE + "Ветка построена, по данным акимата; владеет ею Палата портов.", []),
    ("ru", TABLE + "Ветка построена; по данным акимата, владеет ею Палата портов.", []),
    ("ru", TABLE + "В порту работает Палата портов.", []),
    ("ru", "Источник: Палата портов.\n" + TABLE, []),
    ("ru", TABLE + "\n" + "Порт открыт. " * 40 + "Источник: Палата портов.", []),
]


@pytest.mark.parametrize(("language", "text", "bodies"), CREDITS)
def test_whose_a_table_is(language: Language, text: str, bodies: list[str]) -> None:
    document = Document("t", "t.txt", text, text, language, "plain", "")
    at = text.index("Палата портов")
    found = list(credited(document, [Mention(at, at + 13, "Organisation", "Палата портов", "Палата портов")]))
    assert [said.speaker.name for said in found] == bodies
    assert all(text[said.start : said.end].endswith("61") for said in found)
