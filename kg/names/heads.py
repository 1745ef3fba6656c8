"""The Russian nouns that head names of organisations, objects, events and agreements, and what makes a name of them.

A bare «комиссия» or «соглашение» names nothing. Each entry says by which dependants its noun becomes a name:
`quote` a quoted part, `capital` a capital letter that is not the sentence's, `adjective` one before the noun,
`genitive` any genitive, `ordinal` a number, `bare` nothing at all (its adjectives tell it: «межправительственная
комиссия»), or a preposition («о», «по») that opens a complement. `prepositions` may go on inside the name."""

from dataclasses import dataclass

from kg.model.facts import Kind
from kg.names.words import RUSSIAN


@dataclass(frozen=True, slots=True)
class Head:
    kind: Kind
    lemmas: frozenset[str]
    named_by: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    genitives: bool = True
    type: str = ""
    """The kind of event or agreement (CONTRACT's words)."""
    adjectives: frozenset[str] = frozenset()
    """Lemmas of which one must stand in the name: «рабочая группа», but no other «группа»."""


def _head(
    kind: Kind,
    lemmas: str,
    named_by: str,
    prepositions: str = "",
    *,
    genitives: bool = True,
    type: str = "",
    adjectives: str = "",
) -> Head:
    opening = frozenset(text.replace("_", " ") for text in prepositions.split())
    words = frozenset(lemmas.split()), frozenset(named_by.split())
    return Head(kind, *words, opening, genitives, type, frozenset(adjectives.split()))


EPONYMOUS = RUSSIAN.set("heads.eponymous")
PLURAL = frozenset({"сила", "войско"})
"""Bodies that are many in grammar: «Вооружённые силы»."""
LEGAL = (
    "ао оао зао пао ооо тоо оо ано нко чу фгуп гуп муп гк нк нпп нпо фгбу фгау фгбоу фгаоу фбун фгбун гбу гау гбоу гку "
    "мбу мбоу мку цбк гок нии ниц нмиц цнии скб окб пк ск"
)
"""Legal forms and kinds of institution in capitals."""
MATTERS = "по_дело по_вопрос по_чрезвычайный по_развитие по_управление по_связь по_охрана по_налог по_сбор"
"""What a ministry is for; «министерство по соглашению с регионом» is for nothing."""
JUDICIAL = "суд трибунал прокуратура генпрокуратура"
JUDICIARY = frozenset(JUDICIAL.split())
"""Bodies whose genitive is a territory or a name: «суд Партизанского района», but «суд решения (не принял)»."""
PATRON = "при_прокуратура при_президент при_правительство при_министерство при_губернатор при_глава"
"""Under whom a committee works; a committee «при поддержке области» works under nobody."""
TRADE = "торговый торговля логистический логистика мультимодальный транспортный распределительный терминальный"
BUILT = (
    "перегрузочный перегрузка перевалочный перевалка портовый спортивный мемориальный выставочный гостиничный "
    "туристский туристический горнолыжный жилой музейный храмовый дворцовый"
)
TOPIC = "о об по между с в_сфера в_область в_рамка"


HEADS: tuple[Head, ...] = (
    _head("Organisation", "министерство минздрав минобороны минпромторг", "genitive capital", MATTERS),
    _head("Organisation", "правительство администрация акимат мэрия аппарат парламент", "capital"),
    _head("Organisation", "мажилис сенат дума совет собрание палата", "capital по", "по при"),
    _head("Organisation", "комиссия подкомиссия комитет подкомитет", "capital по", f"по между против {PATRON}"),
    _head(
        "Organisation",
        "комиссия подкомиссия",
        "bare",
        "по между",
        adjectives="межправительственный межпарламентский",
    ),
    _head("Organisation", "агентство служба ведомство управление департамент", "quote capital по", "по в_сфера"),
    _head("Organisation", "бюро инспекция", "quote capital", "по"),
    _head("Organisation", "гу", "capital", "по"),
    _head("Organisation", JUDICIAL, "capital", "по_право по_интеллектуальный по_дело"),
    _head("Organisation", "пленум", "capital"),
    _head("Organisation", "группа", "по capital", "по", adjectives="рабочий"),
    _head("Organisation", "зона", "capital quote", adjectives="экономический свободный"),
    _head(
        "Organisation", "фонд банк корпорация госкорпорация концерн холдинг консорциум компания", "quote capital", "по"
    ),
    _head("Organisation", "завод комбинат предприятие фабрика объединение", "quote capital"),
    _head("Organisation", "университет институт академия училище колледж лицей гимназия", "quote capital"),
    _head("Organisation", "школа лаборатория кафедра клиника больница", "quote capital"),
    _head("Organisation", "музей театр библиотека филармония галерея цирк", "quote capital"),
    _head("Organisation", "союз организация ассоциация альянс федерация лига содружество сообщество", "quote capital"),
    _head("Organisation", "технопарк кластер бизнес-инкубатор парк", "quote capital"),
    _head("Organisation", "сила войско", "genitive capital", adjectives="вооружённый воздушный сухопутный морской"),
    _head("Organisation", "армия флот флотилия", "capital"),
    _head("Organisation", "партия движение клуб профсоюз общество церковь епархия", "quote capital"),
    _head("Organisation", "газета телеканал агентство радиостанция журнал", "quote"),
    _head("Organisation", LEGAL, "quote"),
    _head("Organisation", "группа", "quote", adjectives="компания"),
    _head("Feature", "центр хаб", "quote capital", adjectives=TRADE),
    _head("Feature", "комплекс", "quote capital", adjectives=f"{TRADE} {BUILT}"),
    _head("Organisation", "центр", "quote capital"),
    _head("Feature", "терминал хаб космодром", "quote"),
    _head("Feature", "аэропорт порт вокзал станция месторождение", "quote"),
    _head("Feature", "аэс гэс тэц грэс электростанция", "quote capital"),
    _head("Feature", "мост плотина водохранилище канал заповедник стадион", "quote"),
    _head("Feature", "дворец собор храм монастырь мечеть", "quote adjective"),
    _head("Event", "форум", "ordinal quote capital", "по", type="forum"),
    _head("Event", "саммит", "ordinal quote capital", "по", type="summit"),
    _head("Event", "конгресс конференция симпозиум съезд", "ordinal quote adjective", "по о об", type="forum"),
    _head("Event", "выставка ярмарка экспо салон", "ordinal quote capital", type="exhibition"),
    _head(
        "Event",
        "чемпионат олимпиада универсиада спартакиада турнир",
        "ordinal quote capital genitive",
        "по",
        type="match",
    ),
    _head("Event", "фестиваль", "ordinal quote capital", type="cultural_days"),
    _head("Event", "заседание сессия", "ordinal capital", "по", type="commission_session"),
    _head("Agreement", "соглашение", "о об по между с", TOPIC, genitives=False, type="agreement"),
    _head("Agreement", "договор", "о об между", TOPIC, genitives=False, type="agreement"),
    _head("Agreement", "меморандум", "о об между", TOPIC, genitives=False, type="memorandum"),
    _head("Agreement", "протокол конвенция хартия", "о об между", TOPIC, type="agreement"),
    _head("Agreement", "декларация", "о об", TOPIC, type="joint_statement"),
    _head("Agreement", "контракт", "quote между", "на между с", type="contract"),
    _head("Agreement", "концепция", "quote genitive", "по в_сфера в_область", type="concept"),
)
BY_LEMMA: dict[str, tuple[Head, ...]] = {
    lemma: tuple(head for head in HEADS if lemma in head.lemmas) for head in HEADS for lemma in head.lemmas
}
