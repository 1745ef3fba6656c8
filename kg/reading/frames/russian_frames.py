"""The relations as frames: the verbs and nouns that say each, and which of their functions fill which slot."""

from kg.model.facts import Agreement, Founding, Membership, Participation, RegionTie, Route
from kg.reading.frames.frame import BODY, PERSON, TERRITORY, Frame, slot
from kg.reading.function_rule import FunctionRule

EVENT, PAPER, CORRIDOR = frozenset({"Event"}), frozenset({"Agreement"}), frozenset({"Corridor"})
ACTOR = PERSON | BODY
SENDER = ACTOR | TERRITORY
PARTY = BODY | TERRITORY
PLACE = TERRITORY | {"Feature"}


def units(words: str) -> frozenset[str]:
    return frozenset(word.replace("ё", "е") for word in words.split())


TAKES_PART = FunctionRule(
    "ru",
    "takes-part",
    Participation,
    "Who takes part in an event: «На форуме „Соседи“ выступили Иван Орлов и Айдос Нурланов».",
)
HOLDS_EVENT = FunctionRule(
    "ru", "holds-event", Participation, "Who opens, leads or visits an event: «Форум „Соседи“ открыл Иван Орлов»."
)
HELD_WITH = FunctionRule(
    "ru",
    "held-with",
    Participation,
    "With whom an event is held: «Форум „Соседи“ прошёл с участием губернатора Ивана Орлова».",
)
DELEGATION_HEADED = FunctionRule(
    "ru",
    "delegation-headed",
    Participation,
    "Who leads and who sends a delegation to an event: «Делегацию Самарской области на форуме "
    "„Соседи“ возглавил Иван Орлов».",
)
SIGNS = FunctionRule(
    "ru",
    "signs",
    Agreement,
    "Who signs or concludes a paper: «Аким Павлодарской области и губернатор Омской области "
    "подписали соглашение о дружбе».",
)
SIGNING = FunctionRule(
    "ru",
    "signing",
    Agreement,
    "Between whom a paper is signed, told by a noun: «Подписание соглашения о дружбе между Омском и Павлодаром».",
)
PAPER_BETWEEN = FunctionRule(
    "ru",
    "paper-between",
    Agreement,
    "Between whom a paper is: «Действует соглашение о дружбе между Омском и Павлодаром».",
)
BELONGS_TO = FunctionRule(
    "ru",
    "belongs-to",
    Membership,
    "Who joins or belongs to an organisation: «Омская область вступила в Ассоциацию сибирских городов».",
)
FOUNDS = FunctionRule(
    "ru", "founds", Founding, "Who founds an organisation: «Россия и Казахстан учредили Евразийский банк развития»."
)
LEADS_THROUGH = FunctionRule(
    "ru",
    "leads-through",
    Route,
    "Which places a corridor joins or crosses: «Коридор „Север – Юг“ проходит через Россию, Азербайджан и Иран».",
)
COOPERATES = FunctionRule(
    "ru",
    "cooperates",
    RegionTie,
    "Who cooperates with a region: «Омская область сотрудничает с Павлодарской областью».",
)
COOPERATION_BETWEEN = FunctionRule(
    "ru",
    "cooperation-between",
    RegionTie,
    "Who cooperates with a region, told by a noun: «Развивается сотрудничество Омской области с Казахстаном».",
)

FRAMES = (
    Frame(
        TAKES_PART,
        units(
            "участвовать поучаствовать присутствовать выступить выступать приехать прибыть прилететь собраться "
            "председательствовать заседать присоединиться зарегистрироваться побывать принять принимать сделать "
            "представить представлять"
        ),
        (
            slot("event", "в, на, в+участие, в+работа, на+открытие, на+церемония, на+заседание", EVENT),
            slot("participant", "subject", SENDER),
        ),
    ),
    Frame(
        HOLDS_EVENT,
        units(
            "открыть открывать закрыть закрывать возглавить возглавлять провести проводить посетить "
            "посещать вести начать завершить модерировать"
        ),
        (
            slot("event", "object, object+работа, object+заседание, genitive+участник", EVENT),
            slot("participant", "subject", ACTOR),
        ),
    ),
    Frame(
        HELD_WITH,
        units("состояться пройти проходить открыться открываться завершиться стартовать начаться провести прошедший"),
        (slot("event", "subject, object", EVENT), slot("participant", "с участием", SENDER)),
    ),
    Frame(
        DELEGATION_HEADED,
        units("возглавить возглавлять привезти представить представлять"),
        (slot("event", "на, в", EVENT), slot("participant", "subject, object", SENDER)),
    ),
    Frame(
        SIGNS,
        units(
            "подписать подписывать заключить заключать парафировать завизировать скрепить поставить "
            "утвердить продлить согласовать заверить"
        ),
        (
            slot("agreement", "object, под, под+подпись, object+подпись, genitive+подпись", PAPER),
            slot("party", "subject, с, между, с участием", PARTY),
        ),
    ),
    Frame(
        SIGNING,
        units("подписание заключение парафирование утверждение"),
        (slot("agreement", "genitive, genitives", PAPER), slot("party", "между, с, instrumental", PARTY)),
    ),
    Frame(
        PAPER_BETWEEN,
        units(
            "соглашение договор меморандум протокол программа план карта контракт декларация "
            "заявление документ конвенция пакт письмо концепция допсоглашение"
        ),
        (slot("agreement", "self", PAPER), slot("party", "между, с, genitives", PARTY)),
    ),
    Frame(
        BELONGS_TO,
        units("войти входить вступить вступать присоединиться состоять стать являться принять быть"),
        (
            slot("member", "subject", PARTY),
            slot(
                "member_of",
                "в, к, в+состав, в+число, object+член, instrumental+член, genitive+член, "
                "genitive+участник, genitive+состав, genitive+число",
                BODY,
            ),
        ),
    ),
    Frame(
        FOUNDS,
        units("учредить основать"),
        (slot("organisation", "object", BODY), slot("founder", "subject, с", PARTY)),
    ),
    Frame(
        LEADS_THROUGH,
        units(
            "проходить пройти пролегать идти вести связывать связать соединять соединить пересекать "
            "пересечь охватывать включать обслуживать протянуться"
        ),
        (
            slot("corridor", "subject", CORRIDOR),
            slot("traverses", "через, по, object, с, от, до, из, в, к, между", PLACE),
        ),
    ),
    Frame(
        COOPERATES,
        units("сотрудничать взаимодействовать торговать дружить"),
        (slot("region", "subject", frozenset({"Region"})), slot("cooperates_with", "с", TERRITORY)),
        pairs=True,
    ),
    Frame(
        COOPERATION_BETWEEN,
        units("сотрудничество партнерство взаимодействие связь отношение товарооборот торговля взаимоотношение"),
        (
            slot("region", "между, genitive, genitives", frozenset({"Region"})),
            slot("cooperates_with", "с", frozenset({"Region", "Country"})),
        ),
        pairs=True,
        tree=True,
    ),
)
