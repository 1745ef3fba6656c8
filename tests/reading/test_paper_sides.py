"""Whose a paper is that its own clause gives to nobody: of its sentence, of a title, of what was said before."""

from dataclasses import replace
from typing import Literal

import pytest

from kg.language.analysis import analyse
from kg.model.facts import Agreement, Found
from kg.reading.frames import framed, framed_kazakh
from kg.reading.frames.paper_sides import SIDES_TOLD
from kg.reading.pattern import sentences
from tests.reading.marked import marked

REGIONS = "[Омская область:Region] и [Тарская область:Region] дружат."
THEIRS: list[str] = [
    "[Омск:City] и [Тара:City] исполняют [План поставок:Agreement].",
    "С [Тарой:City] [Омск:City] роднит [меморандум о дружбе:Agreement].",
    "Отношения [Омска:City] с [Тарой:City] закрепляет [меморандум о дружбе:Agreement].",
    "Дружбу [Омск:City] и [Тара:City] скрепили [меморандумом о дружбе:Agreement].",
    "[Омск:City] с [Тарой:City] пришли к [соглашению о дружбе:Agreement].",
    "[Дума:Organisation] расторгла [договор о дружбе:Agreement], роднивший [Омск:City] и [Тару:City].",
    "[Омск:City] — [Тара:City], [меморандум о дружбе:Agreement] пылится в архиве.",
    # of the sentence before, on the same line
    "[Омск:City] и [Тара:City] сверили часы. Тут же заключён [договор о защите рек:Agreement].",
    "[Омск:City] и [Тара:City] сверили часы. Тут же заключён [договор о дружбе:Agreement].",
    # of the title of a joint paper
    "ПРОТОКОЛ\nзаседания комиссии [Омской:Region] и [Тарской областей:Region]\n\nОдобрить [План поставок:Agreement].",
    "Совместное заявление\n\nМы, министры [Омской:Region] и [Тарской областей:Region], одобряем [План:Agreement].",
    # of the headline
    "[Омск:City] и [Тара:City] подружились\n\nВ мае скреплён печатью [меморандум о дружбе:Agreement].",
    # of the two regions that the text is about
    f"{REGIONS}\n\n[Договор о дружбе:Agreement] подписан.",
]
NOBODYS: list[str] = [
    "[Омск:City] и [Тара:City] якобы подписали [соглашение о дружбе:Agreement].",
    "[Омск:City] и [Тара:City] сверили часы. Тут же заключён [договор о защите инвестиций:Agreement].",
    "[Омск:City] и [Тара:City] побратимы. Заключено [соглашение о безвизовых поездках:Agreement].",
    "[Омск:City] и [Тара:City] не имеют [соглашения о дружбе:Agreement].",
    "[Омск:City] и [Тара:City] отказались от [соглашения о дружбе:Agreement].",
    "Из [Омска:City] в [Тару:City] едут по [соглашению о дружбе:Agreement].",
    "[Омск:City] и [Минтруд:Organisation] исполняют [План поставок:Agreement].",
    "[Форум «Омск — Тара»:Event] одобрил [План поставок:Agreement].",
    "Паром [Омск — Тара:Corridor] отменён. [План поставок:Agreement] исполнен.",
    "[Омск:City] и [Тара:City] растут.\nПодписан [договор о дружбе:Agreement].",  # another line, another matter
    "[Омск:City] и [Тара:City] растут. Подписан [договор с Тулой:Agreement].",
    "ПРОТОКОЛ\n[Омской:Region] и [Тарской областей:Region]\n\nИсходя из [Договора о дружбе:Agreement], решили.",
    "[Омск:City] — [Тара:City]: рейс\n\nНа борту зачитали [договор о перевозке:Agreement].",
    f"{REGIONS}\n\nГазета напечатала [договор о дружбе:Agreement].",
    f"{REGIONS}\n\nГлавы регионов чтут [межгосударственный договор:Agreement].",
    f"{REGIONS}\n\n[Договор о дружбе:Agreement] с [Тулой:City] подписан.",
    f"{REGIONS} Подписаны [Десять договоров:Agreement].",
]
KAZAKH: list[tuple[str, bool]] = [
    ("[Омбы:City] мен [Тараз:City] [достық туралы келісімді:Agreement] орындап жүр.", True),
    ("[Омбы облысы:Region] мен [Тараз облысы:Region] дос.\n\nТараптар [келісімге:Agreement] қол қойды.", True),
    ("[Омбы облысы:Region] мен [Тараз облысы:Region] дос.\n\n[Үкіметаралық келісімге:Agreement] қол қойылды.", False),
    ("[Омбыдан:City] [Таразға:City] [келісім:Agreement] бойынша барады.", False),
]


def sides(text: str, language: Literal["ru", "kk"]) -> list[set[str]]:
    document, mentions = marked(text)
    document = replace(document, language=language)
    doc = analyse(document)
    known = [Found(Agreement(m, "other"), "by-hand", m.start, m.end) for m in mentions if m.kind == "Agreement"]
    lines = sentences(doc, mentions)
    read = framed(doc, lines, mentions, [], known) if language == "ru" else framed_kazakh(lines, mentions, known)
    rules = {rule.name for rule in SIDES_TOLD}
    return [
        {m.text[:3] for m in one.fact.party} for one in read if isinstance(one.fact, Agreement) and one.rule in rules
    ]


@pytest.mark.model
@pytest.mark.parametrize("text", THEIRS)
def test_a_paper_is_theirs_whom_the_text_joins(text: str) -> None:
    assert sides(text, "ru") == [{"Омс", "Тар"}]


@pytest.mark.model
@pytest.mark.parametrize("text", NOBODYS)
def test_a_paper_stays_nobodys(text: str) -> None:
    assert sides(text, "ru") == []


@pytest.mark.parametrize(("text", "theirs"), KAZAKH)
def test_a_kazakh_paper(text: str, theirs: bool) -> None:
    assert sides(text, "kk") == ([{"Омб", "Тар"}] if theirs else [])
