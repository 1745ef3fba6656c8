from kg.model.facts import Agreement, Founding, Membership, Participation, RegionTie, Route
from kg.reading.frames.frame import BODY, PERSON, TERRITORY, Frame, slot

EVENT, PAPER, CORRIDOR = frozenset({"Event"}), frozenset({"Agreement"}), frozenset({"Corridor"})
ACTOR = PERSON | BODY
SENDER = ACTOR | TERRITORY
PARTY = BODY | TERRITORY
PLACE = TERRITORY | {"Feature"}


def units(words: str) -> frozenset[str]:
    return frozenset(word.replace("ё", "е") for word in words.split())


FRAMES = (
    Frame(
        "takes-part",
        Participation,
        units(
            "участвовать поучаствовать присутствовать выступить выступать приехать прибыть прилететь собраться "
            "председательствовать заседать присоединиться зарегистрироваться побывать принять принимать сделать "
            "представить представлять"
        ),
        (
            slot("event", "в, на, в+участие, в+работа, на+открытие, на+церемония, на+заседание", EVENT),
            slot("participant", "subject", SENDER),
        ),
        "На форуме «Соседи» выступили Иван Орлов и Айдос Нурланов.",
    ),
    Frame(
        "holds-event",
        Participation,
        units(
            "открыть открывать закрыть закрывать возглавить возглавлять провести проводить посетить посещать вести начать завершить модерировать"
        ),
        (
            slot("event", "object, object+работа, object+заседание, genitive+участник", EVENT),
            slot("participant", "subject", ACTOR),
        ),
        "Форум «Соседи» открыл Иван Орлов.",
    ),
    Frame(
        "held-with",
        Participation,
        units("состояться пройти проходить открыться открываться завершиться стартовать начаться провести прошедший"),
        (slot("event", "subject, object", EVENT), slot("participant", "с участием", SENDER)),
        "Форум «Соседи» прошёл с участием губернатора Ивана Орлова.",
    ),
    Frame(
        "delegation-headed",
        Participation,
        units("возглавить возглавлять привезти представить представлять"),
        (slot("event", "на, в", EVENT), slot("participant", "subject, object", SENDER)),
        "Делегацию Самарской области на форуме «Соседи» возглавил Иван Орлов.",
    ),
    Frame(
        "signs",
        Agreement,
        units(
            "подписать подписывать заключить заключать парафировать завизировать скрепить поставить утвердить продлить согласовать заверить"
        ),
        (
            slot("agreement", "object, под, под+подпись, object+подпись, genitive+подпись", PAPER),
            slot("party", "subject, с, между, с участием", PARTY),
        ),
        "Аким Павлодарской области и губернатор Омской области подписали соглашение о дружбе.",
    ),
    Frame(
        "signing",
        Agreement,
        units("подписание заключение парафирование утверждение"),
        (slot("agreement", "genitive, genitives", PAPER), slot("party", "между, с, instrumental", PARTY)),
        "Подписание соглашения о дружбе между Омском и Павлодаром.",
    ),
    Frame(
        "paper-between",
        Agreement,
        units(
            "соглашение договор меморандум протокол программа план карта контракт декларация заявление документ конвенция пакт письмо концепция допсоглашение"
        ),
        (slot("agreement", "self", PAPER), slot("party", "между, с, genitives", PARTY)),
        "Действует соглашение о дружбе между Омском и Павлодаром.",
    ),
    Frame(
        "belongs-to",
        Membership,
        units("войти входить вступить вступать присоединиться состоять стать являться принять быть"),
        (
            slot("member", "subject", PARTY),
            slot(
                "member_of",
                "в, к, в+состав, в+число, object+член, instrumental+член, genitive+член, genitive+участник, genitive+состав, genitive+число",
                BODY,
            ),
        ),
        "Омская область вступила в Ассоциацию сибирских городов.",
    ),
    Frame(
        "founds",
        Founding,
        units("учредить основать"),
        (slot("organisation", "object", BODY), slot("founder", "subject, с", PARTY)),
        "Россия и Казахстан учредили Евразийский банк развития.",
    ),
    Frame(
        "leads-through",
        Route,
        units(
            "проходить пройти пролегать идти вести связывать связать соединять соединить пересекать пересечь охватывать включать обслуживать протянуться"
        ),
        (
            slot("corridor", "subject", CORRIDOR),
            slot("traverses", "через, по, object, с, от, до, из, в, к, между", PLACE),
        ),
        "Коридор «Север – Юг» проходит через Россию, Азербайджан и Иран.",
    ),
    Frame(
        "cooperates",
        RegionTie,
        units("сотрудничать взаимодействовать торговать дружить"),
        (slot("region", "subject", frozenset({"Region"})), slot("cooperates_with", "с", TERRITORY)),
        "Омская область сотрудничает с Павлодарской областью.",
        pairs=True,
    ),
    Frame(
        "cooperation-between",
        RegionTie,
        units("сотрудничество партнерство взаимодействие связь отношение товарооборот торговля взаимоотношение"),
        (
            slot("region", "между, genitive, genitives", frozenset({"Region"})),
            slot("cooperates_with", "с", frozenset({"Region", "Country"})),
        ),
        "Развивается сотрудничество Омской области с Казахстаном.",
        pairs=True,
        tree=True,
    ),
)
