"""Where and about what an event is, and who took part in it."""

from kg.facts import Event, Participation
from kg.pattern import Rule, begins, either, gap, lemma, maybe, mention, seq, tag, unless
from kg.rules.russian.readings import ANY_POST, listed, noun_phrase

EVENT = mention("Event", into="event")
PLACE = mention("City", "Region", "Country", "Feature", into="located_in")
IN = either("в", "во", "на")
HELD = lemma(
    "пройти",
    "проходить",
    "состояться",
    "открыться",
    "открываться",
    "провести",
    "проводиться",
    "завершиться",
    "стартовать",
)
PEOPLE = listed("Person", into="participant")
WHO = listed("Person", "Organisation", "Region", into="participant")
DONE = "Fin|Part|Conv"
"""Not the infinitive: who is asked to take part has not done so yet."""
TAKE_PART = either(
    seq(lemma("принять", "принимать", VerbForm=DONE), maybe(tag("ADJ")), "участие", "в"),
    seq(lemma("участвовать", "выступить", "выступать", "присутствовать", VerbForm=DONE), either("в", "на")),
    lemma("посетить", "посещать", "открыть", "закрыть", "возглавить", VerbForm=DONE),
    seq(lemma("прибыть", "приехать", VerbForm=DONE), "на"),
    seq(lemma("председательствовать", VerbForm=DONE), "на"),
)
WORK = maybe(lemma("работа", "церемония", "пленарный", "заседание", "открытие", "мероприятие"))
TALK = lemma("провести", "проводить", "состояться", "встретиться", "обсудить")

RULES = (
    Rule(
        "event-place",
        seq(EVENT, gap(2, stop=": ; . ,"), maybe(HELD), IN, maybe(lemma("город")), PLACE).as_fact(Event),
        "Делегации участвовали в VIII Тихоокеанском туристическом форуме во Владивостоке.",
    ),
    Rule(
        "place-event",
        seq(IN, maybe(lemma("город")), PLACE, gap(3, stop=": ; . ,"), HELD, gap(3, stop=": ; . ,"), EVENT).as_fact(
            Event
        ),
        "В Казани состоялся XV экономический форум.",
    ),
    Rule(
        "event-theme",
        seq(
            EVENT, gap(3, stop=": ; ."), lemma("посвятить"), maybe(lemma("вопрос", "тема")), noun_phrase("theme")
        ).as_fact(Event),
        "Форум регионов посвящён вопросам приграничного сотрудничества.",
    ),
    Rule(
        "people-at-event",
        seq(PEOPLE, gap(6, stop=": ; ."), unless("не"), TAKE_PART, gap(2, stop=": ; . ,"), WORK, EVENT).as_fact(
            Participation
        ),
        "Владимир Путин и Касым-Жомарт Токаев приняли участие в работе XVIII Форума регионов.",
    ),
    Rule(
        "event-with-people",
        seq(
            EVENT,
            gap(6, stop="; ."),
            lemma("принять", "принимать", "участвовать", "председательствовать", "выступить"),
            maybe("участие"),
            maybe(ANY_POST),
            gap(2, stop=": ; ."),
            WHO,
        ).as_fact(Participation),
        "В переговорах с делегацией приняли участие Сергей Лавров и Юрий Ушаков.",
    ),
    Rule(
        "person-holds-event",
        seq(
            PEOPLE,
            gap(4, stop=": ; ."),
            TALK,
            gap(2, stop=": ; . ,"),
            begins(EVENT),
            gap(6, stop=": ; ."),
            maybe(either("с", "со"), maybe(ANY_POST), PEOPLE),
        ).as_fact(Participation),
        "Президент Владимир Путин провёл рабочую встречу с губернатором Александром Дрозденко.",
    ),
    Rule(
        "event-of-people",
        seq(
            begins(mention("Event", into="event", named=False)),
            gap(4, stop=": ; . ,"),
            either(seq(either("с", "со"), maybe(ANY_POST), PEOPLE), mention("Person", into="participant", Case="Gen")),
        ).as_fact(Participation),
        "Началась встреча с губернатором Ленинградской области Александром Дрозденко.",
    ),
    Rule(
        "body-at-event",
        seq(
            mention("Organisation", "Region", into="participant"),
            gap(4, stop=": ; ."),
            either(seq(lemma("принять", "принимать"), "участие", "в"), seq(lemma("участвовать"), "в")),
            gap(2, stop=": ; . ,"),
            EVENT,
        ).as_fact(Participation),
        "Правительство Омской области приняло участие в форуме «Иннопром».",
        confidence=0.8,
    ),
    Rule(
        "visit-by",
        seq(
            mention("Person", into="participant"),
            gap(3, stop=": ; ."),
            lemma("находиться", "прибыть", "посетить", VerbForm=DONE),
            gap(4),
            "с",
            gap(2),
            mention("Event", into="event", named=False),
        ).as_fact(Participation),
        "Касым-Жомарт Токаев находится в России с официальным визитом.",
    ),
)
