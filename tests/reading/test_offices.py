"""Posts that a clause or a list tells: each row a text, and whom with which post it tells."""

import pytest

from kg.model.facts import Role
from tests.reading.test_frames import read

Told = set[tuple[str, str, str]]

SUBJECTS: list[tuple[str, Told]] = [
    # by a pronoun, by no word, by the verb before
    (
        "[Лев Левин:Person] родился в 1960 году. В 2005 году он был назначен послом [Кубы:Country].",
        {("Лев Левин", "посол", "Кубы")},
    ),
    (
        "[Лев Левин:Person] родился в 1960 году. Работал ректором [университета «Заря»:Organisation].",
        {("Лев Левин", "ректор", "университета «Заря»")},
    ),
    (
        "[Лев Левин:Person] долго жил в столице, а также был генеральным консулом [Кубы:Country].",
        {("Лев Левин", "генеральный консул", "Кубы")},
    ),
    (
        "[Анна Левина:Person] родилась в 1960 году. Она занимала пост министра финансов [Кубы:Country].",
        {("Анна Левина", "министр финансов", "Кубы")},
    ),
    (
        "[Лев Левин:Person] родился в 1960 году. Был мэром [Томска:City] и губернатором [Алтая:Region].",
        {("Лев Левин", "мэр", "Томска"), ("Лев Левин", "губернатор", "Алтая")},
    ),
    # of another gender, of two, of somebody else, denied, planned, or a bare post
    ("[Лев Левин:Person] родился в 1960 году. Она была послом [Кубы:Country].", set()),
    ("[Лев Левин:Person] видел [Иван Панов:Person]. Он был послом [Кубы:Country].", set()),
    ("[Лев Левин:Person] родился в 1960 году. Его отец был послом [Кубы:Country].", set()),
    ("[Лев Левин:Person] родился в 1960 году. Он не был послом [Кубы:Country].", set()),
    ("[Лев Левин:Person] родился в 1960 году. Он будет назначен послом [Кубы:Country].", set()),
    ("[Лев Левин:Person] родился в 1960 году. Он был президентом.", set()),
    ("[Лев Левин:Person] родился в 1960 году. Он был принят послом [Кубы:Country].", set()),
]
BESIDE: list[tuple[str, Told]] = [
    # what somebody is, right beside the name
    ("Приз вручила режиссёр [Анна Ким:Person].", {("Анна Ким", "режиссёр", "")}),
    ("[Анна Ким:Person], кардиолог [клиники «Луч»:Organisation], рада.", {("Анна Ким", "кардиолог", "клиники «Луч»")}),
    ("[Ким Анна Львовна:Person] – референт, переводчик", {("Ким Анна Львовна", "референт", "")}),
    # over or before a signature
    ("Сопредседатель комиссии\n_____________ [Лев Левин:Person]\n", {("Лев Левин", "сопредседатель комиссии", "")}),
    ("Мэр [Томска:City]               [Лев Левин:Person]\n", {("Лев Левин", "мэр", "Томска")}),
    ("Работу завершил мэр [Томска:City]\n_____________ [Лев Левин:Person]\n", set()),
    # kin, guests, and whence one comes
    ("Приехал брат [Льва Левина:Person].", set()),
    ("Приехал коллега [Лев Левин:Person].", set()),
    ("Приехала самаркандка [Анна Ким:Person].", set()),
    ("Приехал француз [Лев Левин:Person].", set()),
    ("Приехали хирурги и [Лев Левин:Person].", set()),
    ("[Лев Левин:Person], не хирург, рад.", set()),
    ("[Лев Левин:Person], хирурга видя, рад.", set()),
]
LISTS: list[tuple[str, Told]] = [
    (
        "Президенты [Кубы:Country] и [Чили:Country] [Лев Левин:Person] и [Иван Панов:Person] уехали.",
        {("Лев Левин", "президент", "Кубы"), ("Иван Панов", "президент", "Чили")},
    ),
    (
        "Депутаты [Совета:Organisation] [Лев Левин:Person], [Иван Панов:Person] и [Анна Лисина:Person] уехали.",
        {(name, "депутат", "Совета") for name in ("Лев Левин", "Иван Панов", "Анна Лисина")},
    ),
    (
        "Он играл с музыкантами [группы «Юг»:Organisation] – [Львом Левиным:Person] и [Иваном Пановым:Person].",
        {("Львом Левиным", "музыкант", "группы «Юг»"), ("Иваном Пановым", "музыкант", "группы «Юг»")},
    ),
    (
        "Судили экс-президентов [Кубы:Country]: [Льва Левина:Person] (1990–2000), [Ивана Панова:Person] (2000–2004).",
        {("Льва Левина", "экс-президент", "Кубы"), ("Ивана Панова", "экс-президент", "Кубы")},
    ),
    # two territories and three names; one name; another case; a post that is no list's
    (
        "Президенты [Кубы:Country] и [Чили:Country] [Лев Левин:Person], [Иван Панов:Person] и [Анна Лисина:Person].",
        set(),
    ),
    ("Президенты [Кубы:Country] и [Чили:Country] и [Лев Левин:Person] уехали.", set()),
    ("Помощников депутатов [Совета:Organisation] приняли [Лев Левин:Person] и [Иван Панов:Person].", set()),
    ("Депутатам [Совета:Organisation] [Иван Панов:Person] и [Анна Лисина:Person] ответили.", set()),
]


@pytest.mark.parametrize(("text", "expected"), SUBJECTS + BESIDE + LISTS)
def test_posts(text: str, expected: Told) -> None:
    roles = {
        (one.fact.person.text, one.fact.title.text.lower(), one.fact.post_of.text if one.fact.post_of else "")
        for one in read(text)
        if isinstance(one.fact, Role) and one.modality == "asserted"
    }
    assert roles == expected
