import pytest

from kg.documents.document import Document
from kg.language.analysis import analyse
from kg.reading.modality import modality

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
