"""The relations as frames: for each the words of both languages that say it, and who fills its slots.

Functions in Russian are «subject», «object», «genitive», «instrumental», or a preposition; in Kazakh «subject»,
«object», «genitive», the other cases, «head» (the noun that a participle stands before), or a postposition."""

from kg.model.facts import Agreement, Founding, Membership, Participation, RegionTie, Route
from kg.reading.frames.frame import BODY, PERSON, TERRITORY, Frame, slot, units

EVENT, PAPER, CORRIDOR = frozenset({"Event"}), frozenset({"Agreement"}), frozenset({"Corridor"})
ACTOR = PERSON | BODY
SENDER = ACTOR | TERRITORY
PARTY = BODY | TERRITORY
PLACE = TERRITORY | {"Feature"}
SIDE = frozenset({"Region", "Country"})

FRAMES = (
    Frame(
        "takes-part",
        Participation,
        units(
            ru="участвовать поучаствовать присутствовать выступить выступать приехать прибыть прилететь собраться "
            "председательствовать заседать присоединиться зарегистрироваться побывать принять принимать сделать "
            "представить представлять",
            kk="қатыс қатыстыр кел бар жинал жиыл сөйле сөз_ал баяндама_жаса баянда бас_қос төрағалық_ет "
            "тыңда жүр қосыл шығып_сөйле қонақ_бол аттан таныстыр айт мәлімде атап_өт хабарла жеткіз ұсын "
            "де тоқтал қорытындыла баяндама_оқы баяндама_таныстыр құттықта қонағы қонақ жолық кездес "
            "жүздес төрағалық_жаса төрағалық_қыл болып бол құрамында_бол айтып_өт айтып_бер бөліс "
            "атап_көрсет талқыла кел_кет келіп_кет қатыстырыл шақырыл",
        ),
        (
            slot(
                "event",
                EVENT,
                ru="в, на, в+участие, в+работа, на+открытие, на+церемония, на+заседание",
                kk="dative, locative, instrumental, head",
            ),
            slot("participant", SENDER, ru="subject", kk="subject, head"),
        ),
        (
            "На форуме «Соседи» выступили Иван Орлов и Айдос Нурланов.",
            "«Көршілер» форумына Иван Орлов пен Айдос Нұрланов қатысты.",
        ),
    ),
    Frame(
        "holds-event",
        Participation,
        units(
            ru="открыть открывать закрыть закрывать возглавить возглавлять провести проводить посетить посещать вести "
            "начать завершить модерировать",
            kk="аш өткіз жүргіз баста бастап_бар жап аяқта қорытындыла басқар ұйымдастыр қыздыр",
        ),
        (
            slot("event", EVENT, ru="object, object+работа, object+заседание, genitive+участник", kk="object"),
            slot("participant", ACTOR, ru="subject", kk="subject, instrumental, head"),
        ),
        ("Форум «Соседи» открыл Иван Орлов.", "«Көршілер» форумын Иван Орлов ашты."),
    ),
    Frame(
        "held-with",
        Participation,
        units(
            ru="состояться пройти проходить открыться открываться завершиться стартовать начаться провести прошедший",
            kk="өт өткіз бол болып_өт ашыл баста бастал аяқтал жалғас ұйымдастыр",
        ),
        (
            slot("event", EVENT, ru="subject, object", kk="subject, object, head"),
            slot("participant", SENDER, ru="с участием", kk="қатысуымен"),
        ),
        (
            "Форум «Соседи» прошёл с участием губернатора Ивана Орлова.",
            "Иван Орловтың қатысуымен «Көршілер» форумы өтті.",
        ),
    ),
    Frame(
        "delegation-headed",
        Participation,
        units(ru="возглавить возглавлять привезти представить представлять", kk="баста бастап_кел бастап_бар"),
        (
            slot("event", EVENT, ru="на, в", kk="dative, locative"),
            slot("participant", SENDER, ru="subject, object", kk="subject, object, head"),
        ),
        (
            "Делегацию Самарской области на форуме «Соседи» возглавил Иван Орлов.",
            "«Көршілер» форумына Самара облысының делегациясын Иван Орлов бастап барды.",
        ),
    ),
    Frame(
        "meets",
        Participation,
        units(kk="кездес жүздес сұхбаттас қабылда"),
        (slot("event", EVENT, kk="self"), slot("participant", PERSON, kk="subject, instrumental, object")),
        ("Иван Орлов Павлодарда Айдос Нұрлановпен кездесті.",),
    ),
    Frame(
        "event-of",
        Participation,
        units(kk="сапар кездесу келіссөз жүздесу сұхбат қабылдау әңгіме сұхбаттасу"),
        (slot("event", EVENT, kk="self"), slot("participant", PERSON, kk="genitive, арасында, instrumental")),
        ("Иван Орловтың Қостанайға жұмыс сапары аяқталды.",),
    ),
    Frame(
        "signs",
        Agreement,
        units(
            ru="подписать подписывать заключить заключать парафировать завизировать скрепить поставить утвердить "
            "продлить согласовать заверить",
            kk="қол_қой жаса жасас жасал түз бекіт рәсімде қол_жеткіз мақұлда ал құр әзірле мөрле қабылда уағдалас "
            "ұзарт алмас мөр_бас",
        ),
        (
            slot(
                "agreement",
                PAPER,
                ru="object, под, под+подпись, object+подпись, genitive+подпись",
                kk="dative, object, head, bare",
            ),
            slot(
                "party",
                PARTY,
                ru="subject, с, между, с участием",
                kk="subject, instrumental, арасында, тарапынан, қатысуымен",
            ),
        ),
        (
            "Аким Павлодарской области и губернатор Омской области подписали соглашение о дружбе.",
            "Павлодар облысының әкімі мен Омбы облысының губернаторы достық туралы келісімге қол қойды.",
        ),
    ),
    Frame(
        "signing",
        Agreement,
        units(ru="подписание заключение парафирование утверждение"),
        (slot("agreement", PAPER, ru="genitive"), slot("party", PARTY, ru="между, с, instrumental")),
        ("Подписание соглашения о дружбе между Омском и Павлодаром.",),
    ),
    Frame(
        "paper-between",
        Agreement,
        units(
            ru="соглашение договор меморандум протокол программа план карта контракт декларация заявление документ "
            "конвенция пакт письмо концепция допсоглашение",
            kk="келісім меморандум шарт келісімшарт хаттама бағдарлама жоспар карта декларация мәлімдеме конвенция "
            "пакт тұжырымдама хат құжат уағдаластық жарғы кесте тізбе протокол",
        ),
        (
            slot("agreement", PAPER, ru="self", kk="self"),
            slot("party", PARTY, ru="между, с", kk="арасында, instrumental, listed"),
        ),
        (
            "Действует соглашение о дружбе между Омском и Павлодаром.",
            "Омбы мен Павлодар арасындағы достық туралы келісім жұмыс істейді.",
        ),
    ),
    Frame(
        "belongs-to",
        Membership,
        units(
            ru="войти входить вступить вступать присоединиться состоять стать являться принять быть",
            kk="мүше мүше_бол қосыл кір ен қабылдан құрамына_кір құрамына_ен қатарына_кір қатарына_қосыл "
            "құрамына_қосыл мүшесі_бол мүшесі мүшелікке_өт мүшелікке_қабылдан бақылаушы_бол бақылаушы",
        ),
        (
            slot("member", PARTY, ru="subject", kk="subject"),
            slot(
                "member_of",
                BODY,
                ru="в, к, в+состав, в+число, object+член, instrumental+член, genitive+член, genitive+участник",
                kk="dative, genitive",
            ),
        ),
        (
            "Омская область вступила в Ассоциацию сибирских городов.",
            "Иран Шанхай ынтымақтастық ұйымына мүше болды.",
        ),
    ),
    Frame(
        "founds",
        Founding,
        units(ru="учредить основать", kk="құр негізін_қала негізін_сал шаңырағын_көтер"),
        (
            slot("organisation", BODY, ru="object", kk="object, genitive"),
            slot("founder", PARTY, ru="subject, с", kk="subject, instrumental"),
        ),
        (
            "Россия и Казахстан учредили Евразийский банк развития.",
            "Еуразиялық даму банкін Ресей мен Қазақстан құрды.",
        ),
    ),
    Frame(
        "leads-through",
        Route,
        units(
            ru="проходить пройти пролегать идти вести связывать связать соединять соединить пересекать пересечь "
            "охватывать включать обслуживать протянуться",
            kk="өт жалға байланыстыр қос шық жүр бар жет созыл тартыл бастал кес кесіп_өт қамты жүріп_өт бойла тірел "
            "түйістір баста",
        ),
        (
            slot("corridor", CORRIDOR, ru="subject", kk="subject, head"),
            slot(
                "traverses",
                PLACE,
                ru="через, по, object, с, от, до, из, в, к, между",
                kk="арқылы, object, instrumental, ablative, dative, дейін, арасында",
            ),
        ),
        (
            "Коридор «Север – Юг» проходит через Россию, Азербайджан и Иран.",
            "«Солтүстік – Оңтүстік» дәлізі Ресей, Әзербайжан және Иран арқылы өтеді.",
        ),
    ),
    Frame(
        "cooperates",
        RegionTie,
        units(
            ru="сотрудничать взаимодействовать торговать дружить",
            kk="ынтымақтас әріптестік_орнат сауда_жаса сауда_жүргіз байланыс_орнат саудалас байланыс_жаса",
        ),
        (
            slot("region", frozenset({"Region"}), ru="subject", kk="subject"),
            slot("cooperates_with", TERRITORY, ru="с", kk="instrumental"),
        ),
        (
            "Омская область сотрудничает с Павлодарской областью.",
            "Омбы облысы Павлодар облысымен ынтымақтасады.",
        ),
        pairs=True,
    ),
    Frame(
        "cooperation-between",
        RegionTie,
        units(
            ru="сотрудничество партнерство взаимодействие связь отношение товарооборот торговля взаимоотношение",
            kk="ынтымақтастық серіктестік әріптестік байланыс қатынас сауда айналым сауда-саттық қарым-қатынас топ "
            "алыс-беріс тауар серіктес әріптес экспорт импорт жеткізілім рейс тауарайналым достық",
        ),
        (
            slot("region", SIDE, ru="между, genitive", kk="арасында, genitive, subject"),
            slot("cooperates_with", SIDE, ru="с", kk="instrumental, dative"),
        ),
        (
            "Развивается сотрудничество Омской области с Казахстаном.",
            "Омбы облысының Қазақстанмен ынтымақтастығы дамып келеді.",
        ),
        pairs=True,
        tree=True,
    ),
)
