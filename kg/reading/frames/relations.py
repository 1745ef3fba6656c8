"""The relations as frames: for each the words of both languages that say it, and who fills its slots.

Functions in Russian are «subject», «object», «genitive», «instrumental», or a preposition; in Kazakh «subject»,
«object», «genitive», the other cases, «head» (the noun that a participle stands before), or a postposition."""

from collections.abc import Collection, Iterator, Sequence

from kg.language.kazakh.verbs import is_refuted
from kg.model.facts import Agreement, Found, Founding, Location, Membership, Mention, Project, RegionTie, Route
from kg.reading.clauses.items import Item
from kg.reading.clauses.predications import Predication
from kg.reading.country_adjectives import countries_of
from kg.reading.cues import KAZAKH, RUSSIAN
from kg.reading.frames.frame import BODY, COUNTRY, TERRITORY, Frame, slot, units
from kg.reading.frames.paper_sides import joined
from kg.reading.function_rule import FunctionRule
from kg.reading.modality import modality_of
from kg.reading.pattern import Sentence

PROJECT = frozenset({"Project"})
PAPER, CORRIDOR = frozenset({"Agreement"}), frozenset({"Corridor"})
PARTY = BODY | TERRITORY
SIGNATORY = PARTY | {"Feature"}
"""Ports and fields sign papers too."""
PLACE = TERRITORY | {"Feature"}
REGION, SIDE = frozenset({"Region"}), frozenset({"Region", "Country"})

SIGNS = FunctionRule(
    "ru",
    "signs",
    Agreement,
    "Who signs or concludes a paper: «Аким Павлодарской области и губернатор Омской области "
    "подписали соглашение о дружбе».",
)
KAZAKH_SIGNS = FunctionRule(
    "kk",
    "signs",
    Agreement,
    "Who signs or concludes a paper: «Павлодар облысының әкімі мен Омбы облысының губернаторы достық "
    "туралы келісімге қол қойды».",
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
KAZAKH_PAPER_BETWEEN = FunctionRule(
    "kk",
    "paper-between",
    Agreement,
    "Between whom a paper is: «Омбы мен Павлодар арасындағы достық туралы келісім жұмыс істейді».",
)
BELONGS_TO = FunctionRule(
    "ru",
    "belongs-to",
    Membership,
    "Who joins or belongs to an organisation: «Омская область вступила в Ассоциацию сибирских городов».",
)
KAZAKH_BELONGS_TO = FunctionRule(
    "kk",
    "belongs-to",
    Membership,
    "Who joins or belongs to an organisation: «Иран Шанхай ынтымақтастық ұйымына мүше болды».",
)
UNITES = FunctionRule(
    "ru",
    "unites",
    Membership,
    "Whom a body unites: «Союз приграничных городов объединяет Омск и Павлодар».",
)
ADMITS = FunctionRule(
    "ru",
    "admits",
    Membership,
    "Who is admitted to a body: «Омская область принята в Ассоциацию „Сибирь“».",
)
KAZAKH_UNITES = FunctionRule(
    "kk",
    "unites",
    Membership,
    "Whom a body unites: «Түркі мемлекеттері ұйымы Қазақстан мен Түркияны біріктіреді».",
)
FOUNDS = FunctionRule(
    "ru", "founds", Founding, "Who founds an organisation: «Россия и Казахстан учредили Евразийский банк развития»."
)
KAZAKH_FOUNDS = FunctionRule(
    "kk", "founds", Founding, "Who founds an organisation: «Еуразиялық даму банкін Ресей мен Қазақстан құрды»."
)
UNDERTAKES = FunctionRule(
    "ru",
    "undertakes",
    Project,
    "Who undertakes what has a name: «Омская и Тверская области реализуют проект „Степь“».",
)
UNDERTAKEN_IN = FunctionRule(
    "ru",
    "undertaken-in",
    Project,
    "Where what has a name is undertaken: «Проект „Степь“ реализуется в Омской области».",
)
LIES_IN = FunctionRule(
    "ru", "lies-in", Location, "Where a verb says that a place or body lies: «Завод «Луч» находится в Омске»."
)
KAZAKH_LIES_IN = FunctionRule(
    "kk", "lies-in", Location, "Where a verb says that a place lies: «Құрық порты Маңғыстау облысында орналасқан»."
)
KAZAKH_FOUNDER_OF = FunctionRule(
    "kk",
    "founder-of",
    Founding,
    "Who is called the founder of an organisation: «Қазақстан – Еуразиялық даму банкінің құрылтайшысы».",
)
LEADS_THROUGH = FunctionRule(
    "ru",
    "leads-through",
    Route,
    "Which places a corridor joins or crosses: «Коридор „Север – Юг“ проходит через Россию, Азербайджан и Иран».",
)
KAZAKH_LEADS_THROUGH = FunctionRule(
    "kk",
    "leads-through",
    Route,
    "Which places a corridor joins or crosses: «„Солтүстік – Оңтүстік“ дәлізі Ресей, Әзербайжан және "
    "Иран арқылы өтеді».",
)
COOPERATES = FunctionRule(
    "ru",
    "cooperates",
    RegionTie,
    "Who cooperates with a region: «Омская область сотрудничает с Павлодарской областью».",
)
KAZAKH_COOPERATES = FunctionRule(
    "kk", "cooperates", RegionTie, "Who cooperates with a region: «Омбы облысы Павлодар облысымен ынтымақтасады»."
)
COOPERATION_BETWEEN = FunctionRule(
    "ru",
    "cooperation-between",
    RegionTie,
    "Who cooperates with a region, told by a noun: «Развивается сотрудничество Омской области с Казахстаном».",
)
TRADES = FunctionRule(
    "ru",
    "trades",
    RegionTie,
    "With whom a region trades: «Омская область поставляет в Казахстан масло», «экспорт Омской области в Казахстан».",
)
KAZAKH_TRADES = FunctionRule(
    "kk",
    "trades",
    RegionTie,
    "With whom a region trades: «Омбы облысы Қазақстанға май жеткізеді», «Павлодар облысынан Омбы облысына тұз "
    "жөнелтіледі».",
)
PARTNER_OF = FunctionRule(
    "ru",
    "partner-of",
    RegionTie,
    "Who is a region's partner: «Главным торговым партнёром Омской области остаётся Казахстан».",
)
SHARE = FunctionRule(
    "ru",
    "trade-share",
    RegionTie,
    "Who takes how much of a region's trade: «На Индию пришлась треть экспорта Омской области».",
)
KAZAKH_SHARE = FunctionRule(
    "kk",
    "trade-share",
    RegionTie,
    "Who takes how much of a region's trade: «Облыс экспортының 38 пайызы Түркияға тиесілі».",
)
KAZAKH_COOPERATION_BETWEEN = FunctionRule(
    "kk",
    "cooperation-between",
    RegionTie,
    "Who cooperates with a region, told by a noun: «Омбы облысының Қазақстанмен ынтымақтастығы дамып келеді».",
)

COOPERATION = units(
    ru="сотрудничество партнерство взаимодействие связь отношение товарооборот торговля взаимоотношение оборот "
    "товарообмен кооперация контакт группа комиссия карта"
)
JOINT = frozenset("группа комиссия совет комитет".split())
"""Bodies that two regions have together."""
TRADED = RUSSIAN.set("relations.traded")
"""What a governor, or a text on one region, says of «товарооборот с Казахстаном» is that region's."""


MUTUAL = (
    "совместн", "вместе", "сообща", "взаимн", "складчин", "вскладчину", "договорились", "условились", "согласу",
    "обмен", "бірлес", "бірге", "өзара", "келісті", "уағдалас", "айырбас",
)  # fmt: skip
"""How a word begins that tells that two do something with each other."""
SHARES = frozenset({"үлес", "салмақ"})
KAZAKH_TRADED = KAZAKH.set("relations.traded")


TRADE_NOUNS = RUSSIAN.set("trade.nouns")
FALLING = RUSSIAN.set("trade.falling_to")
GOING = RUSSIAN.set("trade.going_to")
"""Verbs of whom a share falls to, and of where goods go."""
SHARE_WORDS = RUSSIAN.set("trade.shares")
UNSAID = RUSSIAN.set("trade.unsaid")
KAZAKH_TRADE_WORDS = KAZAKH.words("trade.nouns")
KAZAKH_BELONGING = KAZAKH.words("trade.belonging")
KAZAKH_UNSAID = KAZAKH.words("trade.unsaid")
_OWNING = frozenset({"", "genitive", "subject", "attribute", "owner"})
_LANDS = frozenset({"Country", "Region"})


def shares(sentence: Sentence, items: Sequence[Item], own: Mention | None) -> Iterator[Found]:
    """The ties of the region whose trade it is; of `own`, which the text is of or who speaks acts for, where the
    sentence names none."""
    at = next((i for i, lemma in enumerate(sentence.lemmas) if lemma in TRADE_NOUNS), None)
    if at is None or not UNSAID.isdisjoint(sentence.lemmas) or sentence.texts[-1] == "?":
        return
    lemmas, before = {*sentence.lemmas}, [{*sentence.lemmas[max(i - 2, 0) : i]} for i in range(len(sentence.lemmas))]
    sides = [item for item in items if item.kind in _LANDS and item.mention]
    told = [
        one
        for one in sides
        if (one.preposition == "на" and one.case == "Acc" and lemmas & FALLING)
        or (one.preposition == "в" and lemmas & GOING and one.first > at)
        or (not one.preposition and one.case == "Gen" and before[one.first] & SHARE_WORDS)
    ]
    yield from _shared(sentence, SHARE, at, told, sides, own)


def kazakh_shares(sentence: Sentence, items: Sequence[Item], own: Mention | None) -> Iterator[Found]:
    """The same of a Kazakh sentence."""
    at = next((i for i, text in enumerate(sentence.texts) if text.startswith(KAZAKH_TRADE_WORDS)), None)
    belongs = any(text.startswith(KAZAKH_BELONGING) for text in sentence.texts)
    if at is None or not belongs or any(text.startswith(KAZAKH_UNSAID) for text in sentence.texts):
        return
    sides = [item for item in items if item.kind in _LANDS and item.mention]
    told = [one for one in sides if one.preposition == "dative"]
    yield from _shared(sentence, KAZAKH_SHARE, at, told, sides, own)


def _shared(
    sentence: Sentence,
    rule: FunctionRule,
    at: int,
    told: Collection[Item],
    sides: Sequence[Item],
    own: Mention | None,
) -> Iterator[Found]:
    """Whose trade it is stands beside the noun for it; else it is the own region's, if nobody else is named."""
    others = [one for one in sides if one not in told]
    beside = [one for one in others if at in (one.first - 1, one.end) and one.preposition in _OWNING]
    region = beside[0].mention if beside else None
    if region is None or region.start < sentence.tokens[0].idx:  # «облыс экспорты»: of which?
        region = own if own and own.key and (beside or not others) else None
    if region is None or region.kind != "Region":
        return
    home = f"country/{region.key.removeprefix('region/')[:2]}" if region.key else "?"
    for one in told:
        other = one.mention
        if other is not None and other.name != region.name and other.key != home:
            first, last = min(at, one.first), max(at + 1, one.end)
            start, end = sentence.span(first, last)
            yield rule.found(RegionTie(region, other), start, end, confidence=0.75)


def of_owner(said: Predication, region: Mention, items: Sequence[Item]) -> Iterator[Found]:
    """The ties of the region whose governor speaks, or that the text is of, where no other is named that might trade:
    «Товарооборот с Казахстаном вырос»."""
    own = {region.name, f"country/{region.key.removeprefix('region/')[:2]}"}
    others = {m for a in said.of("с", "в", "из") if a.tree for m in a.item.gives(SIDE) if not own & {m.name, m.key}}
    named = {m.name for item in items for m in item.gives(PARTY)} - {region.name, *(m.name for m in others)}
    ascribed = any(countries_of(child) for child in said.head.children)  # «российский экспорт»
    if named or ascribed or said.modality in ("denied", "proposed"):
        return
    for other in sorted(others):
        start, end = min(said.head.idx, other.start), max(said.head.idx + len(said.head), other.end)
        yield COOPERATION_BETWEEN.found(RegionTie(region, other), start, end, said.modality, 0.7)


def of_pairs(sentence: Sentence, items: Sequence[Item], rule: FunctionRule) -> Iterator[Found]:
    """The tie of the two of which one is a region, where a sentence joins them and tells of something mutual: «Омская и
    Томская области вскладчину содержат вертолёт»."""
    told = next((i for i, text in enumerate(sentence.texts) if text.startswith(MUTUAL)), None)
    if "Region" not in sentence.places or told is None:
        return
    if is_refuted(" ".join(sentence.texts)):
        return  # «… бірлесіп салады деген ақпарат шындыққа жанаспайды»
    pairs, others = joined(sentence, items)
    two = pairs[0] if len(pairs) == 1 and len(pairs[0]) == 2 and not others else ()
    if two and {m.kind for m in two} <= SIDE and any(m.kind == "Region" for m in two):
        region, side = sorted(two, key=lambda m: m.kind != "Region")
        start, end = min(m.start for m in two), max(m.end for m in two)
        modality = modality_of(sentence.tokens[told]) if rule.language == "ru" else "asserted"
        yield rule.found(RegionTie(region, side), start, end, modality, 0.65)


def of_joint_bodies(sentence: Sentence, items: Sequence[Item]) -> Iterator[Found]:
    """The tie of two regions, or of one and a country, that a body has in its name: «рабочая группа Омской и Томской
    областей»."""
    for item in items:
        body = item.mention
        if body is None or item.kind != "Organisation" or sentence.lemmas[item.first : item.end].count("и") == 0:
            continue
        if not JOINT & {*sentence.lemmas[item.first : item.first + 4]}:
            continue
        inside = [m for i in range(item.first, item.end) for _, m in sentence.mentions[i] if m.kind in SIDE]
        inside = sorted({m for m in inside if body.holds(m)}, key=lambda m: (m.kind != "Region", m.start))
        if len(inside) == 2 and inside[0].kind == "Region":
            yield COOPERATION_BETWEEN.found(RegionTie(inside[0], inside[1]), body.start, body.end, confidence=0.8)


def with_home(one: Found, home: Mention | None, items: Sequence[Item]) -> Iterator[Found]:
    """The region that a Kazakh text is about as the other side of a paper «with» a region, where its sentence names no
    third: «Ташкент облысымен 2022 жылы жасалған келісім»."""
    fact = one.fact
    told = {KAZAKH_PAPER_BETWEEN.name, KAZAKH_SIGNS.name}
    if home is None or one.rule not in told or not isinstance(fact, Agreement) or len(fact.party) != 1:
        return
    (party,) = fact.party
    named = {m.name for item in items for m in item.gives(PARTY)} - {home.name}
    with_it = any(item.preposition == "instrumental" and party in item.gives(PARTY) for item in items)
    if party.kind == "Region" and named == {party.name} and with_it:
        both = Agreement(fact.agreement, party=(home, *fact.party))
        yield KAZAKH_PAPER_BETWEEN.found(both, one.start, one.end, one.modality, 0.7)


def trade_with_home(
    names: Sequence[str], said: Predication, home: Mention | None, items: Sequence[Item]
) -> Iterator[Found]:
    """The region that a Kazakh text is about trades with the one that a sentence names alone: «Омбы облысымен сауда
    көлемі өсті»; and with whose share it tells: «тауар айналымындағы Ресейдің үлесі»."""
    if home is None or said.modality in ("denied", "proposed"):
        return
    words = [token.lower_ for token in said.head.sent]
    if names[0] in SHARES and any(word.startswith(("айналым", "сауда", "экспорт", "импорт")) for word in words):
        owners = [a.item for a in said.of("genitive") if said.head.i - a.item.head.i <= 2]
        for other in dict.fromkeys(m for item in owners for m in item.gives(SIDE) if m.name != home.name):
            end = said.head.idx + len(said.head)
            yield KAZAKH_COOPERATION_BETWEEN.found(RegionTie(home, other), other.start, end, said.modality, 0.7)
    if names[0] not in KAZAKH_TRADED:
        return
    after = words[words.index(said.head.lower_) + 1 :][:1]
    measured = names[0] != "сауда" or bool(after) and after[0].startswith(("көлем", "айналым"))
    if not measured or {"облыс", "өңір", "аймақ"} & set(words):
        return  # «сауда үйі», «көрші облыс»
    named = {m.name for item in items for m in item.gives(TERRITORY)}
    for other in dict.fromkeys(m for a in said.of("instrumental") for m in a.item.gives(SIDE)):
        if named == {other.name} != {home.name}:
            start, end = min(said.head.idx, other.start), max(said.head.idx + len(said.head), other.end)
            yield KAZAKH_COOPERATION_BETWEEN.found(RegionTie(home, other), start, end, said.modality, 0.7)


RELATIONS = (
    Frame(
        (UNDERTAKES,),
        units(
            ru="реализовать реализовывать осуществить осуществлять выполнять вести развивать запустить запускать "
            "начать начинать продолжать финансировать профинансировать строить построить возводить возвести "
            "инвестировать"
        ),
        (
            slot("project", PROJECT, ru="object, в"),
            slot("party", PARTY, ru="subject, с"),
        ),
        itself=True,
        confidence=0.8,
    ),
    Frame(
        (UNDERTAKEN_IN,),
        units(
            ru="реализовать реализовывать реализоваться реализовываться осуществляться развиваться строиться начаться "
            "начинаться стартовать завершиться вестись запустить запускать"
        ),
        (
            slot("project", PROJECT, ru="subject, object"),
            slot("located_in", PLACE, ru="в+Loc, на+Loc"),
        ),
        confidence=0.8,
    ),
    Frame(
        (SIGNS, KAZAKH_SIGNS),
        units(
            ru="подписать подписывать заключить заключать парафировать завизировать скрепить поставить "
            "утвердить продлить продлевать согласовать заверить ратифицировать оформить оформлять обменяться обновить "
            "обновлять возобновить пролонгировать переподписать",
            kk="қол_қой жаса жасас жасал түз бекіт рәсімде қол_жеткіз мақұлда ал құр әзірле мөрле қабылда "
            "уағдалас ұзарт алмас мөр_бас жаңарт шартқа_отыр келісімге_отыр меморандумға_отыр "
            "келісімге_кел мәмілеге_кел бітімге_кел ымыраға_кел ымыраға_тоқтас келіс парафта бекемде қолтаңба_қой "
            "қолтаңба_қалдыр куәландыр заңдастыр үн_қос ратификацияла қоста пысықта",
        ),
        (
            slot(
                "agreement",
                PAPER,
                ru="object, под, под+подпись, object+подпись, genitive+подпись, genitive+экземпляр, object+экземпляр",
                kk="dative, object, head, bare",
            ),
            slot(
                "party",
                SIGNATORY,
                ru="subject, с, между, с участием, от, за+Acc",
                kk="subject, instrumental, арасында, тарапынан, қатысуымен",
            ),
        ),
    ),
    Frame(
        (SIGNS,),
        units(ru="стоять появиться поставить"),
        (
            slot("agreement", PAPER, ru="под, под+подпись"),
            slot("party", SIGNATORY, ru="genitive+подпись"),
        ),
    ),
    Frame(
        (SIGNS,),
        units(ru="связывать связать скрепить объединять объединить соединить"),
        (
            slot("agreement", PAPER, ru="subject"),
            slot("party", SIGNATORY, ru="object"),
        ),
    ),
    Frame(
        (PAPER_BETWEEN,),
        units(ru="быть действовать существовать иметься"),
        (
            slot("agreement", PAPER, ru="subject"),
            slot("party", SIGNATORY, ru="между, у, с"),
        ),
    ),
    Frame(
        (PAPER_BETWEEN, KAZAKH_PAPER_BETWEEN),
        units(
            ru="сотрудничать взаимодействовать работать торговать дружить развиваться строиться вестись",
            kk="ынтымақтас саудалас жұмыс_істе сауда_жаса",
        ),
        (
            slot("agreement", PAPER, ru="на основании, в рамках, по", kk="locative, бойынша"),
            slot("party", PARTY, ru="subject, с, между", kk="subject, instrumental"),
        ),
    ),
    Frame(
        (SIGNS,),
        units(ru="присоединиться присоединяться"),
        (
            slot("agreement", PAPER, ru="к"),
            slot("party", SIGNATORY, ru="subject"),
        ),
    ),
    Frame(
        (SIGNS,),
        units(ru="являться выступить выступать быть стать становиться"),
        (
            slot("agreement", PAPER, ru="genitive+сторона, genitive+участник, genitive+подписант"),
            slot("party", SIGNATORY, ru="subject"),
        ),
    ),
    Frame(
        (SIGNS,),
        units(ru="сторона подписант участник"),
        (
            slot("agreement", PAPER, ru="genitive"),
            slot("party", SIGNATORY, ru="equal, subject"),
        ),
    ),
    Frame(
        (SIGNING,),
        units(ru="подписание заключение парафирование утверждение"),
        (
            slot("agreement", PAPER, ru="genitive, genitives"),
            slot("party", SIGNATORY, ru="между, с, instrumental"),
        ),
    ),
    Frame(
        (PAPER_BETWEEN, KAZAKH_PAPER_BETWEEN),
        units(
            ru="соглашение договор меморандум протокол программа план карта контракт декларация заявление "
            "документ конвенция пакт письмо концепция допсоглашение",
            kk="келісім меморандум шарт келісімшарт хаттама бағдарлама жоспар карта декларация мәлімдеме "
            "конвенция пакт контракт бітім тұжырымдама хат құжат уағдаластық жарғы кесте тізбе протокол хартия",
        ),
        (
            slot("agreement", PAPER, ru="self", kk="self"),
            slot(
                "party",
                SIGNATORY,
                ru="между, с, genitives, genitive&с, у",
                kk="арасында, instrumental, listed, genitive&instrumental, genitive&ablative, ablative&genitive",
            ),
        ),
    ),
    Frame(
        (BELONGS_TO, KAZAKH_BELONGS_TO),
        units(
            ru="войти входить вступить вступать присоединиться присоединяться состоять стать становиться являться "
            "примкнуть влиться вернуться быть член участник председательствовать наблюдатель",
            kk="мүше мүше_бол қосыл кір ен қабылдан құрамына_кір құрамына_ен қатарына_кір қатарына_қосыл "
            "құрамына_қосыл тіркел ілік қатарына_ілік қатарын_толықтыр "
            "мүшесі_бол мүшесі мүшелікке_өт мүшелікке_қабылдан бақылаушы_бол бақылаушы "
            "төрағалық_ет төрағалық_жаса",
        ),
        (
            slot("member", PARTY, ru="subject, equal", kk="subject"),
            slot(
                "member_of",
                BODY,
                ru="в, к, в+состав, в+число, object+член, instrumental+член, genitive+член, genitive+участник, "
                "genitive+состав, genitive+число, genitive, genitives, genitive+сопредседатель, genitive+наблюдатель, "
                "genitive+акционер, genitive+член-учредитель, в+правление, в+президиум, в+исполком, "
                "genitive+правление, genitive+президиум, genitive+исполком",
                kk="dative, genitive",
            ),
        ),
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="получить получать приобрести приобретать обрести иметь"),
        (
            slot("member", PARTY, ru="subject"),
            slot(
                "member_of",
                BODY,
                ru="genitive+член, genitive+наблюдатель, genitive+участник, в+наблюдатель, в+статус, в+членство",
            ),
        ),
        beside=frozenset("членство статус".split()),
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="перейти переходить достаться передать передавать"),
        (
            slot("member", PARTY, ru="к, dative"),
            slot("member_of", BODY, ru="в+председательство"),
        ),
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="передать передавать"),
        (
            slot("member", PARTY, ru="subject"),
            slot("member_of", BODY, ru="в+председательство"),
        ),
        beside=frozenset({"председательство"}),
    ),
    Frame(
        (ADMITS,),
        units(ru="пополнить пополнять расширить"),
        (
            slot("member", PARTY, ru="subject"),
            slot("member_of", BODY, ru="genitive+ряд, genitive+состав, genitive+число, object"),
        ),
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="член участник участница наблюдатель соучредитель"),
        (
            slot("member", PARTY, ru="appositive"),
            slot("member_of", BODY, ru="genitive, genitives, в"),
        ),
    ),
    Frame(
        (UNITES, KAZAKH_UNITES),
        units(ru="объединять объединить насчитывать", kk="біріктір"),
        (
            slot("member_of", BODY, ru="subject", kk="subject, head"),
            slot("member", PARTY, ru="object", kk="object"),
        ),
        itself=True,
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="выступить выступать"),
        (
            slot("member", PARTY, ru="subject"),
            slot("member_of", BODY, ru="genitive+член, genitive+участник, genitive+наблюдатель"),
        ),
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="участвовать относиться"),
        (
            slot("member", TERRITORY, ru="subject"),
            slot("member_of", BODY, ru="в, genitive+число, genitive+член"),
        ),
        itself=True,
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="представить"),
        (
            slot("member", TERRITORY, ru="object"),
            slot("member_of", BODY, ru="в+Loc"),
        ),
        itself=True,
    ),
    Frame(
        (ADMITS,),
        units(ru="прием принятие"),
        (
            slot("member", TERRITORY, ru="genitive, genitives"),
            slot("member_of", BODY, ru="в+Acc"),
        ),
        itself=True,
    ),
    Frame(
        (UNITES,),
        units(ru="включать"),
        (
            slot("member_of", BODY, ru="subject"),
            slot("member", PARTY, ru="object+several"),  # «включает Омск в число лучших»
        ),
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="союзник партнер"),
        (
            slot("member", PARTY, ru="equal, subject, appositive"),
            slot("member_of", BODY, ru="по"),
        ),
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="принять получить взять"),
        (
            slot("member", PARTY, ru="subject"),
            slot("member_of", BODY, ru="в+председательство"),
        ),
        beside=frozenset({"председательство"}),
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="являться стать становиться остаться оставаться быть"),
        (
            slot("member", TERRITORY, ru="subject"),
            slot("member_of", BODY, ru="instrumental"),  # «председателем Содружества»
        ),
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="членство участие председательство вступление вхождение присоединение"),
        (
            slot("member", TERRITORY, ru="genitive, genitives"),
            slot("member_of", BODY, ru="в, к"),
        ),
    ),
    Frame(
        (BELONGS_TO,),
        units(ru="взаимодействовать сотрудничать координировать"),
        (
            slot("member", SIDE, ru="subject"),
            slot("member_of", BODY, ru="в рамках"),
        ),
        confidence=0.7,
    ),
    Frame(
        (ADMITS,),
        units(ru="пополниться"),
        (
            slot("member_of", BODY, ru="subject"),
            slot("member", PARTY, ru="instrumental"),
        ),
    ),
    Frame(
        (ADMITS,),
        units(ru="принять принимать"),
        (
            slot("member_of", BODY, ru="subject"),
            slot("member", PARTY, ru="object, genitive+член, object+член"),
        ),
        itself=True,
        beside=frozenset({"член", "ряд"}),
    ),
    Frame(
        (KAZAKH_BELONGS_TO,),
        units(kk="мүшелікке_қабылда мүшелікке_ал қатарына_қабылда құрамына_қабылда қатарына_ал"),
        (
            slot("member_of", BODY, kk="subject"),
            slot("member", PARTY, kk="object"),
        ),
    ),
    Frame(
        (KAZAKH_BELONGS_TO,),
        units(kk="қабылда ал мүшелікке_қабылда мүшелікке_ал қатарына_қабылда қатарына_енгіз құрамына_енгіз"),
        (
            slot("member_of", BODY, kk="dative, genitive"),
            slot("member", PARTY, kk="object"),
        ),
    ),
    Frame(
        (ADMITS,),
        units(ru="принять принимать включить избрать избирать кооптировать зачислить допустить признать признавать"),
        (
            slot(
                "member_of",
                BODY,
                ru="в+Acc, в+состав, в+число, в+ряд, genitive+член, genitive+состав, в+правление, genitive+правление, "
                "genitive+президиум, genitive+исполком",
            ),
            slot("member", PARTY, ru="object"),
        ),
    ),
    Frame(
        (FOUNDS, KAZAKH_FOUNDS),
        units(
            ru="учредить учреждать основать создать создавать образовать сформировать заложить закладывать",
            kk="құр негізін_қала негізін_сал шаңырағын_көтер",
        ),
        (
            slot("organisation", BODY, ru="object", kk="object, genitive"),
            slot("founder", PARTY, ru="subject, с", kk="subject, instrumental"),
        ),
    ),
    Frame(
        (FOUNDS,),
        units(ru="стать становиться быть являться выступить выступать"),
        (
            slot("organisation", BODY, ru="genitive+учредитель, genitive+соучредитель, genitive+основатель"),
            slot("founder", PARTY, ru="subject"),
        ),
    ),
    Frame(
        (KAZAKH_BELONGS_TO,),
        units(
            kk="мүше бақылаушы байқаушы мүше_бол бақылаушы_бол байқаушы_бол мәртебе мәртебесін_ал мәртебесін_иелен "
            "мүшелік_ет"
        ),
        (
            slot("member", PARTY, kk="subject"),
            slot("member_of", BODY, kk="locative"),
        ),
    ),
    Frame(
        (KAZAKH_FOUNDER_OF,),
        units(kk="құрылтайшы негізін_қалаушы"),
        (
            slot("organisation", BODY, kk="genitive"),
            slot("founder", PARTY, kk="subject"),
        ),
    ),
    Frame(
        (LIES_IN,),
        units(
            ru="находиться располагаться расположить расположиться размещаться разместить базироваться лежать "
            "дислоцировать дислоцироваться обосноваться раскинуться"
        ),
        (
            slot("place", BODY | PLACE - COUNTRY, ru="subject, object, genitive+штаб-квартира, genitive+офис"),
            slot("located_in", TERRITORY, ru="в+Loc, на+Loc"),
        ),
        itself=True,
    ),
    Frame(
        (LIES_IN,),
        units(ru="работать действовать"),
        (
            slot("place", BODY, ru="subject"),
            slot("located_in", frozenset({"City"}), ru="в+Loc"),
        ),
        itself=True,
    ),
    Frame(
        (KAZAKH_LIES_IN,),
        units(kk="орналас"),
        (
            slot("place", BODY | PLACE - COUNTRY, kk="subject, head"),
            slot("located_in", TERRITORY, kk="locative"),
        ),
        itself=True,
    ),
    Frame(
        (KAZAKH_LIES_IN,),
        units(kk="қара"),
        (
            slot("place", PLACE - COUNTRY, kk="subject, head"),
            slot("located_in", TERRITORY - COUNTRY, kk="dative"),
        ),
        itself=True,
    ),
    Frame(
        (KAZAKH_LIES_IN,),
        units(kk="қамты"),  # «Аймақ Жаркент пен Қорғасты қамтиды»; «газбен қамтыды» is of one
        (
            slot("place", frozenset({"City", "Region"}), kk="object+several"),
            slot("located_in", REGION, kk="subject"),
        ),
        itself=True,
    ),
    Frame(
        (KAZAKH_LIES_IN,),
        units(kk="жұмыс_істе қызмет_ет"),
        (
            slot("place", BODY, kk="subject"),
            slot("located_in", frozenset({"City"}), kk="locative"),
        ),
        itself=True,
    ),
    Frame(
        (LEADS_THROUGH, KAZAKH_LEADS_THROUGH),
        units(
            ru="проходить пройти пролегать идти вести связывать связать соединять соединить пересекать пересечь "
            "охватывать включать обслуживать протянуться начинаться начаться заканчиваться закончиться выходить выйти "
            "пересечь миновать достигать достигнуть заходить тянуться простираться следовать курсировать пролечь "
            "попадать попасть отправиться прийти прибыть приходить ходить оказываться оказаться брать добираться",
            kk="өт жалға байланыстыр қос шық жүр бар жет созыл тартыл бастал кес кесіп_өт қамты жүріп_өт бойла "
            "тірел түйістір баста",
        ),
        (
            slot("corridor", CORRIDOR, ru="subject", kk="subject, head"),
            slot(
                "traverses",
                PLACE,
                ru="через, по, object, с, от, до, из, в, к, между, у, на",
                kk="арқылы, object, instrumental, ablative, dative, дейін, арасында",
            ),
        ),
    ),
    Frame(
        (LEADS_THROUGH,),
        units(ru="лежать стоять находиться расположить располагаться"),
        (
            slot("corridor", CORRIDOR, ru="на, вдоль"),
            slot("traverses", PLACE, ru="subject"),
        ),
        itself=True,
    ),
    Frame(
        (LEADS_THROUGH,),
        units(ru="являться стать становиться быть служить"),
        (
            slot("corridor", CORRIDOR, ru="genitive+участник, genitive+точка"),
            slot("traverses", PLACE, ru="subject, instrumental"),
        ),
    ),
    Frame(
        (LEADS_THROUGH,),
        units(ru="участник участница страна"),
        (
            slot("corridor", CORRIDOR, ru="genitive"),
            slot("traverses", PLACE, ru="equal"),
        ),
    ),
    Frame(
        (LEADS_THROUGH,),
        units(ru="коридор маршрут путь трасса дорога магистраль линия поезд рейс трубопровод"),
        (
            slot("corridor", CORRIDOR, ru="self"),
            slot("traverses", PLACE, ru="через"),
        ),
    ),
    Frame(
        (COOPERATES, KAZAKH_COOPERATES),
        units(
            ru="сотрудничать взаимодействовать торговать дружить",
            kk="ынтымақтас әріптестік_орнат сауда_жаса сауда_жүргіз байланыс_орнат саудалас байланыс_жаса",
        ),
        (
            slot("region", REGION, ru="subject", kk="subject"),
            slot("cooperates_with", TERRITORY, ru="с", kk="instrumental"),
        ),
        pairs=True,
    ),
    Frame(
        (KAZAKH_COOPERATES,),
        units(kk="алмас бөліс айырбаста ынтымақтас саудалас көмектес"),  # «екі облыстың шаруалары жайылым бөліседі»
        (
            slot("region", REGION, kk="genitive+several"),
            slot("cooperates_with", TERRITORY),
        ),
        pairs=True,
        itself=True,
    ),
    Frame(
        (COOPERATES,),
        units(
            ru="развивать укреплять расширять наращивать углублять продолжать наладить налаживать установить "
            "реализовать реализовывать осуществлять вести выполнять поддерживать договориться условиться договариваться"
        ),
        (
            slot("region", REGION, ru="subject"),
            slot("cooperates_with", TERRITORY, ru="с"),
        ),
        pairs=True,
        beside=frozenset(
            "сотрудничество связь партнёрство партнерство взаимодействие торговля отношение кооперация программа "
            "проект план поставка".split()
        ),
    ),
    Frame(
        (COOPERATION_BETWEEN,),
        COOPERATION,
        (
            slot("region", REGION, ru="между, genitive, genitives"),
            slot("cooperates_with", SIDE, ru="с, между, genitives"),
        ),
        pairs=True,
        tree=True,
    ),
    Frame(
        (TRADES, KAZAKH_TRADES),
        units(
            ru="экспортировать поставлять поставить отгружать отгрузить импортировать закупать закупить ввозить ввезти "
            "вывозить вывезти экспорт импорт поставка отгрузка вывоз ввоз",
            kk="жеткіз жөнелт сат сатып_ал экспортта импортта тасымалда әкел экспорт импорт жеткізілім жөнелтілім",
        ),
        (
            slot(
                "region",
                REGION,
                ru="subject, из, в, genitive, genitive+предприятие, genitive+компания, genitive+завод",
                kk="subject, ablative, dative, head",
            ),
            slot("cooperates_with", SIDE, ru="из, в", kk="ablative, dative"),
        ),
        pairs=True,
        tree=True,
    ),
    Frame(
        (PARTNER_OF,),
        units(ru="партнёр покупатель поставщик импортёр"),
        (
            slot("region", REGION, ru="genitive, equal, subject"),
            slot("cooperates_with", SIDE, ru="equal, genitive, subject"),
        ),
        pairs=True,
    ),
    Frame(
        (PARTNER_OF,),
        units(ru="приходиться занимать занять"),
        (
            slot("region", REGION, ru="genitive+торговля, genitive+товарооборот, genitive+оборот"),
            slot("cooperates_with", SIDE, ru="subject, на"),
        ),
        pairs=True,
        tree=True,
    ),
    Frame(
        (PARTNER_OF,),
        units(ru="стать становиться остаться оставаться являться быть"),
        (
            slot("region", REGION, ru="genitive+партнёр"),
            slot("cooperates_with", SIDE, ru="subject"),
        ),
        pairs=True,
    ),
    Frame(
        (KAZAKH_COOPERATION_BETWEEN,),
        units(
            kk="ынтымақтастық серіктестік әріптестік байланыс қатынас сауда айналым сауда-саттық қарым-қатынас "
            "топ алыс-беріс тауар серіктес әріптес экспорт импорт жеткізілім рейс тауарайналым достық"
        ),
        (
            slot("region", SIDE, kk="арасында, genitive, subject, үшін"),
            slot("cooperates_with", SIDE, kk="instrumental, dative"),
        ),
        pairs=True,
        tree=True,
    ),
)
