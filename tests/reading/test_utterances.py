from dataclasses import replace

import pytest

from kg.documents.document import Document, Span, Turn
from kg.language.analysis import analyse
from kg.model.facts import Mention
from kg.reading.utterances import utterances
from tests.reading.marked import marked

CASES: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "– Завод построят к осени, – заявил [Ильин:Person].",
        [("quotation", "Ильин", "Завод построят к осени,")],
    ),
    (
        "[Ильин:Person] открыл завод.\n– Мост построят к осени, – сказал он.",
        [("quotation", "Ильин", "Мост построят к осени,")],
    ),
    (
        "«Завод построят уже к этой осени», – отметил [Ильин:Person].",
        [("quotation", "Ильин", "Завод построят уже к этой осени")],
    ),
    (
        "[Ильин:Person] заявил: «Завод построят уже к этой осени».",
        [("quotation", "Ильин", "Завод построят уже к этой осени")],
    ),
    ("[Ильин:Person] отметил, что завод растёт.", [("reported", "Ильин", "завод растёт.")]),
    (
        "По словам министра [Ильина:Person], завод растёт. Мост готов.",
        [("reported", "Ильина", "По словам министра Ильина, завод растёт.")],
    ),
    (
        "Как подчеркнул [Ильин:Person], завод растёт.",
        [("reported", "Ильин", "Как подчеркнул Ильин, завод растёт.")],
    ),
    (
        "[Ильин:Person] отметил, что завод растёт. [Панова:Person] сказала, что мост готов.",
        [("reported", "Ильин", "завод растёт."), ("reported", "Панова", "мост готов.")],
    ),
    (
        "[Ильин:Person] отметил, что завод растёт, и сказал, что мост готов.",
        [("reported", "Ильин", "завод растёт, и"), ("reported", "Ильин", "мост готов.")],
    ),
    ("[Ильин:Person] отметил и подчеркнул, что завод растёт.", [("reported", "Ильин", "завод растёт.")]),
    ("– Завод построят к осени! – рассмеялся [Ильин:Person].", [("quotation", "Ильин", "Завод построят к осени!")]),
    (
        "«Завод построят уже к этой осени», – прогнозирует директор завода [Ильин:Person].",
        [("quotation", "Ильин", "Завод построят уже к этой осени")],
    ),
    (
        "[Ильин:Person], встретившись с прессой, улыбнулся: «Завод построят уже к этой осени».",
        [("quotation", "Ильин", "Завод построят уже к этой осени")],
    ),
    (
        "– [Анна Ильинична:Person], что с заводом?\n– Построили. За год.\n– А мост?\n– Мост готов.",
        [("quotation", "Анна Ильинична", "Построили. За год."), ("quotation", "Анна Ильинична", "Мост готов.")],
    ),
    (
        "Завод построили за год, сообщил министр [Ильин:Person].",
        [("reported", "Ильин", "Завод построили за год")],
    ),
    (
        "Мост готов. Завод построили за год. Об этом рассказала [Панова:Person].",
        [("reported", "Панова", "Завод построили за год.")],
    ),
    (
        "[Ильин:Person] открыл завод. По его данным, мост готов.",
        [("reported", "Ильин", "По его данным, мост готов.")],
    ),
    ("[Ильин:Person] открыл завод. Он отметил, что мост готов.", [("reported", "Ильин", "мост готов.")]),
    ("– Завод построят к осени, – сказал он.", []),
    ("– [Анна Ильинична:Person], что с заводом?\nЗавод построили за год.", []),
    ("– Построили завод.\n– Открыли мост в посёлке [Ильина:Person].", []),
    ("«Завод построят уже к этой осени», – передаёт слова [Ильина:Person] газета.", []),
    ("Награду «За труд на благо всей области» получил [Ильин:Person].", []),
    ("[Ильин:Person] построил завод «Заря и свет над всей рекой», мост и школу.", []),
    ("На встрече, о которой сообщил накануне [Ильин:Person], решили строить мост.", []),
    ("Об этом проекте рассказала [Панова:Person].", []),
    ("[Ильин:Person] заявил о проекте «Заря».", [("reported", "Ильин", "заявил о проекте «Заря».")]),
    ("«Завод построят уже к этой осени», – отметили в ведомстве.", []),
    ("По словам жителей, [Ильин:Person] болен.", []),
    ("По мнению, которое разделяют все, [Ильин:Person] прав.", []),
    ("Как известно, [Ильин:Person] уехал.", []),
    ("Говорят, что [Ильин:Person] уехал.", []),
    ("[Ильин:Person] открыл завод «Заря и свет над всей рекой».", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_said(text: str, expected: list[tuple[str, str, str]]) -> None:
    document, mentions = marked(text)
    said = utterances(analyse(document), document, mentions)
    assert [(u.form, u.speaker.text, document.reading[u.start : u.end].strip()) for u in said] == expected


TURNS = [
    ("И.Ильин", "И.Ильин", ["И.Ильин"]),
    ("И.Ильин-Панов (как переведено)", "И.Ильин-Панов", ["И.Ильин-Панов"]),
    ("Вопрос", "", []),
]


@pytest.mark.parametrize(("label", "name", "speakers"), TURNS)
def test_turns(label: str, name: str, speakers: list[str]) -> None:
    text = f"{label}: Добрый день!"
    document = Document("test", "test.txt", text, text, "ru", "transcript", "")
    turn = Turn(len(label) + 2, len(text), Span(0, len(label)))
    document = replace(document, turns=(turn,))
    mentions = [Mention(0, len(name), "Person", name, name)] if name else []
    said = utterances(analyse(document), document, mentions)
    assert [(u.form, u.speaker.text) for u in said] == [("turn", speaker) for speaker in speakers]
    assert [text[u.start : u.end] for u in said] == ["Добрый день!" for _ in speakers]
