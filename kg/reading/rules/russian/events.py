"""Where and about what an event is, and who took part in it."""

from kg.model.facts import Event, Participation
from kg.reading.cues import RUSSIAN
from kg.reading.pattern import (
    START,
    Rule,
    ahead,
    earlier,
    either,
    gap,
    inside,
    lemma,
    maybe,
    mention,
    seq,
    word,
)
from kg.reading.rules.russian.phrases import DASH, beside, near, noun_phrase, people

EVENT = mention("Event", into="event")
MEETING = mention(
    "Event",
    into="event",
    named=False,
    holding=("встреча", "беседа", "переговоры", "разговор", "консультация", "визит", "поездка"),
)
"""What a text describes by its people: «встреча Владимира Путина с Николасом Мадуро»."""
PLACE = mention("City", "Region", "Country", "Feature", into="located_in")
IN = either("в", "во", "на")
HELD = lemma(*RUSSIAN.words("events.held"))
PERSON = mention("Person", into="participant")
PARTNER = mention("Person", into="participant", Case="Gen|Ins")
HEADING = earlier(
    START, either(word("участники", "присутствовали"), seq("состав", gap(2)), seq("члены", "делегации")), gap(1), EVENT
)
"""«Участники российско-кубинских переговоров» over a list."""

RULES = (
    Rule(
        "event-place",
        seq(EVENT, beside(2), maybe(HELD), IN, maybe(lemma("город")), PLACE).as_fact(Event),
        "Делегации участвовали в VIII Тихоокеанском туристическом форуме во Владивостоке.",
    ),
    Rule(
        "place-event",
        seq(IN, maybe(lemma("город")), PLACE, beside(3), HELD, beside(3), EVENT).as_fact(Event),
        "В Казани состоялся XV экономический форум.",
    ),
    Rule(
        "event-theme",
        seq(EVENT, near(3), lemma("посвятить"), maybe(lemma("вопрос", "тема")), noun_phrase("theme")).as_fact(Event),
        "Международный форум «Транспорт» посвящён вопросам приграничного сотрудничества.",
    ),
    Rule(
        "listed-under-event",
        seq(PERSON, ahead(DASH), HEADING).as_fact(Participation),
        "Участники встречи с Сергеем Лавровым\nУШАКОВ Юрий Викторович – помощник Президента.",
    ),
    Rule(
        "event-of-people",
        seq(
            inside(MEETING, PARTNER),
            maybe(
                either(
                    people("participant", "Ins"),
                    seq(either("с", "со"), people("participant", "Ins")),
                    seq(either(",", "и"), people("participant", "Gen|Acc|Ins")),
                )
            ),
        ).as_fact(Participation),
        "Началась встреча с губернатором Ленинградской области Александром Дрозденко.",
    ),
)
