"""Sister cities in sentences, lists and lines; beside them towns that stand near the word and are none."""

import pytest

from kg.language.kazakh.pipeline import read as analysed
from kg.model.facts import SisterCities
from kg.names.kazakh_mentions import mentions
from kg.reading.rules.kazakh.scene import Surroundings
from tests.reading.kazakh.sentences import framed, of
from tests.reading.kazakh.texts import GAZETTEER, document, facts

OMSK = ("asserted", ["Павлодар", "Омбы"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Павлодар мен Омбы 2008 жылдан бері бауырлас.", [OMSK]),
        ("Павлодар қаласы Омбы қаласымен бауырлас.", [OMSK]),
        ("Орал қаласында Павлодар мен Омбының бауырлас қала екені айтылды.", [OMSK]),
        ("Павлодар Омбымен бауырлас болмақ.", [("proposed", OMSK[1])]),
        ("Павлодарға бауырлас Омбы қаласының әкімі келді.", [OMSK]),
        ("Павлодарда жиын өтті. Қонақтар бауырлас Омбыдан келді.", [OMSK]),
        ("Павлодардың ресейлік бауырласы – Омбы қаласы.", [OMSK]),
        ("Павлодар – Омбы, Орал – Саратов: бауырлас қалалар осылар.", [OMSK, ("asserted", ["Орал", "Саратов"])]),
        ("Павлодардың екі бауырлас қаласы бар. Олар: Омбы және Пермь.", [OMSK, ("asserted", ["Павлодар", "Пермь"])]),
        (
            "Павлодар қаласының бауырлас қалалары\nОмбы (Ресей)\nПермь (Ресей), 2010 жылы",
            [OMSK, ("asserted", ["Павлодар", "Пермь"])],
        ),
    ],
)
def test_twins(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert of(SisterCities, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Павлодар мен Омбы тұрғындары бауырлас халық.",
        "Бауырлас халықтар Павлодарда кездесті.",
        "Бауырлас қалалар: Омбы (Ресей), Пермь (Ресей).",
        "Павлодардың екі бауырлас қаласы бар. Олар Омбы мен Пермьге барды.",
        "Павлодар қаласының бауырлас қалалары\nОмбы әкімі жиынды ашты",
    ],
)
def test_no_twins(text: str) -> None:
    assert of(SisterCities, text) == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Дрезден — Алматының бауырлас қаласы.", [("Дрезден", "Алматы")]),
        ("Өскемен мен венгриялық Печ 2010 жылдан бері бауырлас.", [("Өскемен", "Печ")]),
        ("Қызылорданың егіз қаласы – Талқынсай.", [("Қызылорда", "Талқынсай")]),
        ("Атырауды Абердинмен бауырластық байланыстырады.", [("Атырау", "Абердин")]),
        (
            "Шымкент дамып келеді. Одан кейін Граспен, Измирмен бауырластық.",
            [("Шымкент", "Грас"), ("Шымкент", "Измир")],
        ),
        (
            "Омбы әкімі Пермь мэрімен бауырластық туралы келісімге қол қойып, екі қала бауырлас болды.",
            [("Омбы", "Пермь")],
        ),
        ("Бауырлас қалалар\n\nОмбы – Пермь (1996), Тула – Гродно (2004)", [("Омбы", "Пермь"), ("Тула", "Гродно")]),
        (
            "ПЕТРОПАВЛ ҚАЛАСЫНЫҢ БАУЫРЛАС ҚАЛАЛАРЫ\n\nТүмен (Ресей) — 1999 жылдан\nГебзе, Түркия, 2001",
            [("Петропавл", "Түмен"), ("Петропавл", "Гебзе")],
        ),
        ("Тараз қаласы мен Инин (Құлжа) қаласы бауырлас.", [("Тараз", "Инин")]),
        ("Негізгі қалалар\n\nОмбы – Пермь (1996)", []),
        (
            "Омбы қаласының бауырлас қалалары:\n1) Пермь қ. (РФ), 1999 ж.\n2) Гебзе қ. (Түркия), 2001 ж.",
            [("Омбы", "Пермь"), ("Омбы", "Гебзе")],
        ),
        (
            "– Омбының бауырласы көп пе?\n– Он қала. Ең ескісі – Пермь. Түркиядан Измир мен Газиантеп бар.",
            [("Омбы", "Пермь"), ("Омбы", "Измир"), ("Омбы", "Газиантеп")],
        ),
        ("Омбы өсті. Грас қаласымен 2008 жылы бауырлас болдық.", [("Омбы", "Грас")]),
        (
            "Өскемен қаласы үш қаламен бауырлас: Печ (Венгрия), Барнаул (Ресей).",
            [("Өскемен", "Печ"), ("Өскемен", "Барнауыл")],
        ),
        (
            "Омбының бауырлас қалалары саны жетеу. Олардың қатарында Пермь, Гродно бар.",
            [("Омбы", "Пермь"), ("Омбы", "Гродно")],
        ),
        ("Омбының бауырлас қалалары көп. Қалада Пермь, Гродно көшелері бар.", []),
    ],
)
def test_more_ways_to_say_it(text: str, pairs: list[tuple[str, str]]) -> None:
    found = [one for one in framed(text) if isinstance(one.fact, SisterCities) and one.modality == "asserted"]
    twins = [(one.fact.city.name, one.fact.sister_city_of.name) for one in found if isinstance(one.fact, SisterCities)]
    assert sorted(set(twins)) == sorted(pairs)


@pytest.mark.parametrize(
    "text",
    [
        "Түркістан Бурсамен бауырласпақ.",
        "Орск пен Рудныйдың бауырлас қала болуы туралы мәселе көтерілді.",
        "Ақтауды Баку қаласымен бауырлас деп жүр.",
        "Омбы мен Пермьді бауырластыру талай рет сөз болды.",
        "– Ақтаудың бауырластары көп.\n– Ал Сиань ше?\n– Сианьмен келіссөз жүріп жатыр.",
    ],
)
def test_not_yet(text: str) -> None:
    told = [one for one in framed(text) if isinstance(one.fact, SisterCities)]
    assert [one for one in told if one.modality == "asserted"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("«Омбы мен Пермь бауырлас қала атанды» деген мәлімет тарады. Бұл шындыққа жанаспайды.", ["denied"]),
        ("«Омбы мен Пермь бауырлас қала атанды» деген мәлімет тарады. Бұл қуанышты жайт.", ["asserted"]),
        ("Омбы мен Пермь бауырлас қала атанды деген хабар жалған.", ["denied"]),
        ("Омбы мен Пермь бауырлас қала атанды. Бұл шындыққа жанаспайды деу қате.", ["asserted"]),
    ],
)
def test_what_the_next_sentence_denies(text: str, told: list[str]) -> None:
    doc = analysed(text)
    scene = Surroundings(doc, document(text), mentions(doc, document(text), GAZETTEER))
    found = scene.unrefuted(facts(text))
    assert [one.modality for one in found if isinstance(one.fact, SisterCities)] == told
