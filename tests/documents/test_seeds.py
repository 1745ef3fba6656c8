"""The five seeds as a careful reader sees them."""

import tomllib
from pathlib import Path

import pytest

from kg.documents import find, read
from kg.documents.document import Span

SEEDS = Path(__file__).parents[2] / "seeds"
FORUM = "Форум межрегионального сотрудничества России и Казахстана"
KREMLIN = "http://kremlin.ru/events/president/news/copy/"

CAPITAL = "Владимир Путин: российские капиталовложения в Казахстан составили 13 миллиардов долларов"
STATEMENTS = "Заявления для прессы по итогам российско-казахстанских переговоров"

CASES = [
    ("000", "ru", "transcript", FORUM, "2022-11-28", "Москва, Кремль", f"{KREMLIN}69943", "kremlin.ru",
     "В.Путин К.-Ж.Токаев В.Путин А.Оверчук В.Путин К.-Ж.Токаев С.Жумангарин В.Путин К.-Ж.Токаев В.Путин"),
    ("001", "ru", "article", CAPITAL, "2019-11-07", "",
     "https://omskzdes.ru/politics/66138.html", "Омск Здесь", ""),
    ("002", "ru", "transcript", STATEMENTS, "2022-02-10", "Москва, Кремль",
     f"{KREMLIN}67749", "kremlin.ru", "В.Путин К.-Ж.Токаев В.Путин Вопрос В.Путин К.-Ж.Токаев"),
    ("003", "ru", "transcript", FORUM, "2017-11-09", "Челябинск", f"{KREMLIN}56031", "kremlin.ru",
     "В.Путин Н.Назарбаев Н.Назарбаев В.Путин"),
    ("004", "kk", "plain", "", "", "", "", "Zakon.kz", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "language", "kind", "title", "date", "place", "url", "publisher", "speakers"), CASES
)
def test_seed(
    number: str, language: str, kind: str, title: str, date: str, place: str, url: str, publisher: str, speakers: str
) -> None:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    found = read(path)

    def words(span: Span | None) -> str:
        return found.reading[span.start : span.end] if span else ""

    assert found.text == path.read_bytes().decode()
    assert (found.language, found.kind, found.notes) == (language, kind, ())
    assert (words(found.title), found.date, words(found.place)) == (title, date, place)
    assert (found.url, found.publisher) == (url, publisher)
    assert " ".join(words(turn.label) for turn in found.turns) == speakers
    assert "http" not in found.reading
    assert "\u00a0" not in found.reading


def test_author_and_credit_of_the_news() -> None:
    (path,) = SEEDS.glob("001_*.txt")
    found = read(path)
    assert found.author == "Анна Бамбульская"
    assert not any(source in found.reading for source in ("Published", "Бамбульская", "Фото", "#", "**"))


def test_manifest_says_what_the_texts_say() -> None:
    manifest = tomllib.loads((SEEDS / "manifest.toml").read_text("utf-8"))
    paths = find([SEEDS])
    assert sorted(manifest) == [path.name for path in paths]
    for path in paths:
        found, entry = read(path), manifest[path.name]
        title = found.reading[found.title.start : found.title.end] if found.title else ""
        stated = {
            "title": title,
            "publisher": found.publisher,
            "url": found.url,
            "date": found.date,
            "language": found.language,
        }
        assert entry == {key: value for key, value in stated.items() if value}
