"""Who is at an event, as frames: takes part, speaks, opens, leads a delegation, meets.

Functions are named as in `kg.reading.frames.relations`."""

from collections.abc import Mapping, Sequence

from kg.model.facts import Event, Participation
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import COURSE
from kg.reading.cues import RUSSIAN
from kg.reading.frames.frame import BODY, PERSON, TERRITORY, Frame, slot, units
from kg.reading.function_rule import FunctionRule
from kg.reading.pattern import Sentence

EVENT = frozenset({"Event"})
ACTOR = PERSON | BODY
SENDER = ACTOR | TERRITORY
SAYING = RUSSIAN.set("speech.saying")
AWAY = RUSSIAN.set("gatherings.away")
"""Verbs of who is not there, or not yet."""
NOT_TO_EVENT = (
    AWAY
    | SAYING
    | frozenset(
        "назвать отменить перенести запретить критиковать раскритиковать комментировать помнить упомянуть анонсировать "
        "инициировать согласовать поддержать одобрить финансировать подготовить бойкотировать сорвать посвятить "
        "приурочить освещать описать поручить разрешить запомнить ждать любить оценить увидеть".split()
    )
)
"""Verbs that say of their object nothing of who is there."""
MORE_SAYING = (
    "назвать отчитаться приветствовать поприветствовать зачитать огласить представить презентовать поднять изложить"
)

TAKES_PART = FunctionRule(
    "ru",
    "takes-part",
    Participation,
    "Who takes part in an event: «На форуме „Соседи“ выступили Иван Орлов и Айдос Нурланов».",
)
KAZAKH_TAKES_PART = FunctionRule(
    "kk",
    "takes-part",
    Participation,
    "Who takes part in an event: «„Көршілер“ форумына Иван Орлов пен Айдос Нұрланов қатысты».",
)
HOLDS_EVENT = FunctionRule(
    "ru", "holds-event", Participation, "Who opens, leads or visits an event: «Форум „Соседи“ открыл Иван Орлов»."
)
KAZAKH_HOLDS_EVENT = FunctionRule(
    "kk", "holds-event", Participation, "Who opens, leads or visits an event: «„Көршілер“ форумын Иван Орлов ашты»."
)
HELD_WITH = FunctionRule(
    "ru",
    "held-with",
    Participation,
    "With whom an event is held: «Форум „Соседи“ прошёл с участием губернатора Ивана Орлова».",
)
KAZAKH_HELD_WITH = FunctionRule(
    "kk", "held-with", Participation, "With whom an event is held: «Иван Орловтың қатысуымен „Көршілер“ форумы өтті»."
)
DELEGATION_HEADED = FunctionRule(
    "ru",
    "delegation-headed",
    Participation,
    "Who leads and who sends a delegation to an event: «Делегацию Самарской области на форуме "
    "„Соседи“ возглавил Иван Орлов».",
)
KAZAKH_DELEGATION_HEADED = FunctionRule(
    "kk",
    "delegation-headed",
    Participation,
    "Who leads and who sends a delegation to an event: «„Көршілер“ форумына Самара облысының "
    "делегациясын Иван Орлов бастап барды».",
)
KAZAKH_MEETS = FunctionRule(
    "kk",
    "meets",
    Participation,
    "Who meets whom, told by a verb: «Иван Орлов Павлодарда Айдос Нұрлановпен кездесті».",
)
KAZAKH_EVENT_OF = FunctionRule(
    "kk",
    "event-of",
    Participation,
    "Whose visit or talks an event is: «Иван Орловтың Қостанайға жұмыс сапары аяқталды».",
)
COMES_ON = FunctionRule(
    "ru",
    "comes-on",
    Participation,
    "Who comes on a visit that a noun names: «С рабочей поездкой в Дагестан прибыла делегация Мангистауской области».",
)
SPEAKS_AT = FunctionRule(
    "ru",
    "speaks-at",
    Participation,
    "Who says something at an event: «На форуме „Соседи“ Иван Орлов сообщил о новом рейсе».",
)
ACTS_DURING = FunctionRule(
    "ru",
    "acts-during",
    Participation,
    "Who signs, meets or discusses during an event: «В ходе форума „Соседи“ Иван Орлов обсудил новый рейс».",
)
GATHERS = FunctionRule(
    "ru",
    "gathers",
    Participation,
    "Whom an event brings together: «Форум „Соседи“ собрал делегации Омска и Павлодара».",
)

HOSTS = FunctionRule(
    "ru",
    "hosts",
    Event,
    "Where an event is, by the place that receives it: «Павлодар принял форум „Соседи“».",
)
KAZAKH_HOSTS = FunctionRule(
    "kk",
    "hosts",
    Event,
    "Where an event is, by the place that receives it: «„Көршілер“ форумын Павлодар қабылдады».",
)
DURING = Frame(
    (ACTS_DURING,),
    units(ru="*"),
    (
        slot("event", EVENT, ru="на, в ходе, в рамках, за+Ins"),
        slot("participant", ACTOR | {"Region"}, ru="subject"),
    ),
    confidence=0.8,
)
DONE_TO_EVENT = Frame(
    (HOLDS_EVENT,),
    units(ru="*"),
    (
        slot("event", EVENT, ru="object, instrumental"),
        slot("participant", PERSON, ru="subject"),
    ),
    tree=True,
    confidence=0.75,
)
GATHERINGS = (
    DURING,
    DONE_TO_EVENT,
    Frame(
        (TAKES_PART, KAZAKH_TAKES_PART),
        units(
            ru="участвовать поучаствовать присутствовать выступить выступать приехать прибыть прилететь "
            "собраться председательствовать заседать присоединиться зарегистрироваться побывать принять "
            "принимать сделать представить представлять подключиться съехаться обратиться ехать поехать летать "
            "вылететь отправиться прийти находиться оказаться модерировать встретить",
            kk="қатыс қатыстыр кел бар жинал жиыл сөйле сөз_ал баяндама_жаса баянда бас_қос төрағалық_ет тыңда "
            "жүр қосыл шығып_сөйле қонақ_бол аттан таныстыр айт мәлімде атап_өт хабарла жеткіз ұсын де "
            "тоқтал қорытындыла баяндама_оқы баяндама_таныстыр құттықта қонағы қонақ жолық кездес жүздес "
            "төрағалық_жаса төрағалық_қыл құрамында_бол айтып_өт айтып_бер бөліс атап_көрсет "
            "талқыла кел_кет келіп_кет қатыстырыл шақырыл",
        ),
        (
            slot(
                "event",
                EVENT,
                ru="в, на, к, за, в ходе, в+участие, в+работа, на+открытие, на+церемония, на+заседание, "
                "genitive+участник, genitive+работа, genitive+заседание, genitive+церемония, genitive+открытие",
                kk="dative, locative, instrumental, head",
            ),
            slot("participant", SENDER, ru="subject", kk="subject, head"),
        ),
    ),
    Frame(
        (TAKES_PART,),
        units(ru="стать становиться являться выступить выступать быть"),
        (
            slot(
                "event",
                EVENT,
                ru="genitive+участник, genitive+гость, genitive+спикер, genitive+организатор, genitive+модератор, "
                "genitive+ведущий, genitive+ведущая, genitive+докладчик, genitive+участница, genitive+гостья, "
                "genitive+хедлайнер, genitive+победитель, genitive+призер, genitive+лауреат",
            ),
            slot("participant", SENDER, ru="subject"),
        ),
    ),
    Frame(
        (TAKES_PART,),
        units(ru="участник гость спикер организатор модератор докладчик ведущий ведущая хедлайнер"),
        (
            slot("event", EVENT, ru="genitive"),
            slot("participant", SENDER, ru="equal, subject"),
        ),
    ),
    Frame(
        (TAKES_PART,),
        units(ru="посетить посещать"),
        (
            slot("event", EVENT, ru="object"),
            slot("participant", SENDER, ru="subject"),
        ),
    ),
    Frame(
        (KAZAKH_TAKES_PART,),
        units(kk="*"),
        (
            slot("event", EVENT, kk="locative, dative"),
            slot("participant", ACTOR | {"Region", "City"}, kk="subject"),
        ),
        confidence=0.8,
    ),
    Frame(
        (KAZAKH_TAKES_PART,),
        units(kk="*"),
        (
            slot("event", EVENT, kk="locative, dative"),
            slot("participant", TERRITORY, kk="side"),
        ),
        confidence=0.8,
    ),
    Frame(
        (KAZAKH_TAKES_PART,),
        units(kk="бол болып"),
        (
            slot("event", EVENT, kk="dative, locative, instrumental, head"),
            slot("participant", PERSON | {"Region"}, kk="subject, head"),  # «алғашқы нысаны Өскемен болды» is no guest
        ),
    ),
    Frame(
        (COMES_ON,),
        units(
            ru="прибыть прибывать приехать приезжать прилететь прилетать посетить посещать побывать находиться "
            "вернуться отправиться вылететь направиться пребывать"
        ),
        (
            slot("event", EVENT, ru="с"),
            slot("participant", SENDER, ru="subject"),
        ),
    ),
    Frame(
        (TAKES_PART,),
        units(ru="выступить выступать"),
        (
            slot("event", EVENT, ru="с"),
            slot("participant", PERSON, ru="subject"),
        ),
    ),
    Frame(
        (TAKES_PART,),
        units(ru="подтвердить подтверждать"),
        (
            slot("event", EVENT, ru="в+участие, genitive+участие"),
            slot("participant", SENDER, ru="subject"),
        ),
    ),
    Frame(
        (SPEAKS_AT,),
        units(ru=f"{' '.join(sorted(SAYING))} {MORE_SAYING}"),
        (
            slot("event", EVENT, ru="на, в ходе, на+открытие, на+церемония, на+заседание"),
            slot("participant", PERSON, ru="subject"),
        ),
        confidence=0.8,
    ),
    Frame(
        (ACTS_DURING,),
        units(
            ru="подписать подписывать обсудить обсуждать провести проводить встретиться встречаться вручить вручать "
            "обменяться договориться условиться получить наградить посетить переговорить дать предоставить "
            "побеседовать пообщаться"
        ),
        (
            slot("event", EVENT, ru="на, в ходе, в рамках"),
            slot("participant", PERSON, ru="с, object, dative"),
        ),
        confidence=0.8,
    ),
    Frame(
        (GATHERS, KAZAKH_TAKES_PART),
        units(ru="собрать собирать объединить объединять привлечь", kk="жина біріктір"),
        (
            slot("event", EVENT, ru="subject", kk="subject"),
            slot("participant", SENDER, ru="object", kk="object"),
        ),
        turned=False,
    ),
    Frame(
        (HOSTS, KAZAKH_HOSTS),
        units(ru="принять принимать приютить собрать собирать", kk="қабылда иелік_ет"),
        (
            slot("event", EVENT, ru="object", kk="object, dative"),
            slot("located_in", TERRITORY, ru="subject", kk="subject"),
        ),
        itself=True,
    ),
    Frame(
        (HOLDS_EVENT, KAZAKH_HOLDS_EVENT),
        units(
            ru="открыть открывать закрыть закрывать возглавить возглавлять провести проводить посетить посещать "
            "вести начать завершить модерировать созвать организовать устроить приветствовать сопровождать "
            "обсудить совершить совершать нанести продолжить",
            kk="аш өткіз жүргіз құр баста бастап_бар жап аяқта қорытындыла басқар ұйымдастыр қыздыр тыңда тамашала",
        ),
        (
            slot(
                "event",
                EVENT,
                ru="object, object+работа, object+заседание, object+открытие, object+церемония, genitive+участник",
                kk="object",
            ),
            slot("participant", ACTOR, ru="subject", kk="subject, instrumental, head"),
        ),
    ),
    Frame(
        (HOLDS_EVENT,),
        units(ru="провести проводить организовать устроить устраивать"),
        (
            slot("event", EVENT, ru="object"),
            slot("participant", SENDER, ru="subject+several"),  # one alone is its host
        ),
    ),
    Frame(
        (HELD_WITH, KAZAKH_HELD_WITH),
        units(
            ru="состояться пройти проходить открыться открываться завершиться стартовать начаться провести прошедший",
            kk="өт өткіз бол болып_өт ашыл баста бастал аяқтал жалғас ұйымдастыр",
        ),
        (
            slot("event", EVENT, ru="subject, object", kk="subject, object, head"),
            slot("participant", SENDER, ru="с участием", kk="қатысуымен"),
        ),
    ),
    Frame(
        (DELEGATION_HEADED, KAZAKH_DELEGATION_HEADED),
        units(ru="возглавить возглавлять привезти представить представлять", kk="баста бастап_кел бастап_бар"),
        (
            slot("event", EVENT, ru="на, в", kk="dative, locative"),
            slot("participant", SENDER, ru="subject, object", kk="subject, object, head"),
        ),
    ),
    Frame(
        (KAZAKH_MEETS,),
        units(
            kk="кездес жүздес сұхбаттас қабылда жолық тілдес пікірлес кеңес сөйлес әңгімелес ұшырас дидарлас қауыш "
            "хабарлас"
        ),
        (
            slot("event", EVENT, kk="self"),
            slot("participant", PERSON, kk="subject, instrumental, object"),
        ),
    ),
    Frame(
        (KAZAKH_MEETS,),
        units(kk="қоңырау_шал қоңырау_соқ телефон_шал телефон_соқ аудиенция_бер қабылдауында_бол"),
        (
            slot("event", EVENT, kk="subject, object, locative"),
            slot("participant", PERSON, kk="subject, dative, genitive"),
        ),
    ),
    Frame(
        (KAZAKH_EVENT_OF,),
        units(kk="сапар кездесу келіссөз жүздесу сұхбат қабылдау әңгіме сұхбаттасу"),
        (
            slot("event", EVENT, kk="self"),
            slot("participant", PERSON, kk="genitive, арасында, instrumental"),
        ),
    ),
    Frame(
        (KAZAKH_EVENT_OF,),
        units(
            kk="кездес жүздес сұхбаттас кеңес пікірлес бас_қос жинал жиыл қабылда сапар кездесу келіссөз жүздесу "
            "қабылдау әңгіме"
        ),
        (
            slot("event", EVENT, kk="self"),
            slot("participant", TERRITORY, kk="side"),  # «Омбы облысының делегациясымен», not «Омбының көшесінде»
        ),
    ),
    Frame(
        (KAZAKH_EVENT_OF,),
        units(kk="күн апталық онкүндік"),
        (
            slot("event", EVENT, kk="self"),
            slot("participant", frozenset({"Region", "City"}), kk="genitive"),
        ),
    ),
    Frame(
        (KAZAKH_TAKES_PART,),
        units(kk="орал қайт қайтып_кел"),
        (
            slot("event", EVENT, kk="ablative"),
            slot("participant", SENDER, kk="subject"),
        ),
    ),
)


def evoked_anywhere(sentence: Sentence, items: Sequence[Item]) -> Mapping[int, Sequence[Frame]]:
    """The frames of any verb, where the sentence says something to be done at an event or to it: who does it is
    there."""
    prepositions = {item.preposition for item in items if item.kind == "Event"}
    at_it, to_it = not prepositions.isdisjoint(COURSE | {"за"}), "" in prepositions
    if not at_it and not to_it:
        return {}
    evoked: dict[int, list[Frame]] = {}
    for at, (token, lemma) in enumerate(zip(sentence.tokens, sentence.lemmas, strict=True)):
        if token.pos_ == "VERB" and lemma not in AWAY:
            told = to_it and lemma not in NOT_TO_EVENT and "Past" in token.morph.get("Tense", [])
            evoked[at] = [*([DURING] if at_it else ()), *([DONE_TO_EVENT] if told else ())]
    return evoked
