"""Where and about what an event is, and who took part in it."""

from kg.model.facts import Event, Participation
from kg.reading.cues import RUSSIAN
from kg.reading.pattern import (
    START,
    Rule,
    ahead,
    begins,
    earlier,
    either,
    every,
    gap,
    inside,
    lemma,
    maybe,
    mention,
    seq,
    tag,
    unless,
    word,
)
from kg.reading.rules.russian.phrases import AFFIRMED, ANY_POST, DASH, beside, near, noun_phrase, people, recalled

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
PEOPLE = people("participant")
PARTNER = mention("Person", into="participant", Case="Gen|Ins")
WHO = either(PERSON, seq(unless(ANY_POST), mention("Organisation", "Region", into="participant", Case="Nom")))
DONE = "Fin|Part|Conv"
"""Not the infinitive: who is asked to take part has not done so yet."""
CHAIRED = word("председательствовал", "председательствовала", "председательствовали", "председательствует")
"""By its forms: the tagger takes the rare verb for an adjective."""
TAKE_PART = either(
    seq(lemma("принять", "принимать", VerbForm=DONE), maybe(tag("ADJ")), "участие", "в"),
    seq(lemma("участвовать", "выступить", "выступать", "присутствовать", VerbForm=DONE), either("в", "на")),
    lemma("посетить", "посещать", "открыть", "закрыть", "возглавить", "завершить", VerbForm=DONE),
    seq(lemma("прибыть", "приехать", VerbForm=DONE), "на"),
    seq(CHAIRED, "на"),
)
WERE_THERE = either(
    seq(lemma("принять", "принимать", VerbForm="Fin"), maybe(tag("ADJ")), "участие"),
    lemma("участвовать", "присутствовать", "выступить", VerbForm="Fin"),
    CHAIRED,
)
WORK = maybe(lemma("работа", "церемония", "пленарный", "заседание", "открытие", "мероприятие"))
TALK = lemma("провести", "проводить", "состояться", "обсудить", "завершить", "начать", VerbForm=DONE)
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
