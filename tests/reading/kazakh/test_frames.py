"""Each relation in the constructions of Kazakh, with the denied and planned twins that are not to be stated as fact."""

import pytest

from kg.model.facts import (
    Agreement,
    Fact,
    Founding,
    Location,
    Membership,
    Participation,
    RegionTie,
    Route,
    SisterCities,
)
from kg.reading.frames import FRAMES
from tests.reading.kazakh.sentences import framed, of

FORUM, CAME = "«Көршілер» форумы", ["«Көршілер» форумы", "Иван Орлов", "Айдос Нұрланов"]
TWO, OF_TWO = "Иван Орлов пен Айдос Нұрланов", "Иван Орлов пен Айдос Нұрлановтың"
OMSK, PAVLODAR = "Омбы облысы", "Павлодар облысы"
PAPER, SIGNED = "достық туралы келісім", ["Омбы облысы", "Павлодар облысы"]
UNION, JOINED = "Еуразиялық экономикалық одақ", ["Армения", "Еуразиялық экономикалық одақ"]
WAY, THROUGH = "«Солтүстік – Оңтүстік» дәлізі", ["«Солтүстік – Оңтүстік» дәлізі", "Ресей", "Иран"]
TWINS = ["Омбы", "Пермь"]

ASSERTED: list[tuple[type[Fact], str, list[str]]] = [
    (Participation, f"{TWO} {FORUM}на қатысты.", CAME),
    (Participation, f"{FORUM}на {TWO} қатысты.", CAME),
    (Participation, f"{FORUM}н {TWO} ашты.", CAME),
    (Participation, f"{FORUM}нда {TWO} сөз сөйледі.", CAME),
    (Participation, f"{FORUM}нда {TWO} жаңа жобаны пысықтады.", CAME),
    (Participation, f"{FORUM} барысында {TWO} зауытты аралады.", CAME),
    (Participation, f"{OF_TWO} қатысуымен {FORUM} өтті.", CAME),
    (Participation, f"{FORUM} өтті. Оған {TWO} келді.", CAME),
    (Participation, f"{FORUM} өтті. Форумды {TWO} жүргізді.", CAME),
    (Participation, f"Омбыда {FORUM} өтіп, оған {TWO} қатысты.", CAME),
    (Participation, f"Омбыда {FORUM} өтті. Сондай-ақ {TWO} баяндама жасады.", CAME),
    (Participation, f"Омбыда {FORUM} өтті. Делегацияны Иван Орлов бастап келді.", CAME[:2]),
    (Participation, f"Омбыда {FORUM} өтті. Форумның қонағы Иван Орлов сөйледі.", CAME[:2]),
    (Participation, f"Омбыда {FORUM} өтті. Форумның модераторы – Иван Орлов.", CAME[:2]),
    (Participation, f"Омбыда {FORUM} өтті. Форумның құрметті қонағы Иван Орлов болды.", CAME[:2]),
    (Participation, f"{FORUM}ның құрметті қонақтары {TWO} болды.", CAME),
    (Participation, f"{FORUM}ның модераторлары – {TWO}.", CAME),
    (Agreement, f"{OMSK} мен {PAVLODAR} {PAPER}ге қол қойды.", SIGNED),
    (Agreement, f"{PAPER.capitalize()}ге {OMSK} мен {PAVLODAR} қол қойды.", SIGNED),
    (Agreement, f"{OMSK} {PAVLODAR}мен {PAPER} жасасты.", SIGNED),
    (Agreement, f"{OMSK} мен {PAVLODAR} {PAPER}ді бекітті.", SIGNED),
    (Agreement, f"{OMSK}ның губернаторы мен {PAVLODAR}ның әкімі {PAPER}ге қол қойды.", SIGNED),
    (Agreement, f"{OMSK} мен {PAVLODAR} {PAPER} аясында ынтымақтасады.", SIGNED),
    (RegionTie, f"{OMSK} – {PAVLODAR} үшін ең ірі сауда серіктестерінің бірі.", SIGNED),
    (RegionTie, f"{OMSK} {PAVLODAR}нан тұз сатып алады.", SIGNED),
    (Membership, f"Армения {UNION}қа мүше болды.", JOINED),
    (Membership, f"{UNION}қа Армения қосылды.", JOINED),
    (Membership, f"Армения {UNION}тың құрамына кірді.", JOINED),
    (Membership, f"Армения – {UNION}тың мүшесі.", JOINED),
    (Membership, f"Армения {UNION}та 2019 жылдан бері мүше.", JOINED),
    (Membership, f"Армения {UNION}та толық құқылы мүше.", JOINED),
    (Membership, f"Армения {UNION}та байқаушы болып отыр.", JOINED),
    (Membership, f"Армения {UNION}та бақылаушы мәртебесін алды.", JOINED),
    (Route, f"{WAY} Ресей мен Иран арқылы өтеді.", THROUGH),
    (Route, f"{WAY} Ресейді Иранмен жалғайды.", THROUGH),
    (Route, f"Ресейді Иранмен жалғайтын {WAY} дамып келеді.", THROUGH),
    (Route, f"{WAY} Ресейден Иранға дейін созылады.", THROUGH),
    (RegionTie, f"{OMSK}ның {PAVLODAR}мен саудасы өсті.", SIGNED),
    (RegionTie, f"{OMSK} мен {PAVLODAR} арасындағы сауда өсті.", SIGNED),
    (RegionTie, f"{OMSK} {PAVLODAR}мен ынтымақтасады.", SIGNED),
    (RegionTie, f"{OMSK} мен {PAVLODAR}ның ынтымақтастығы нығайды.", SIGNED),
    (SisterCities, "Омбы мен Пермь – бауырлас қалалар.", TWINS),
    (SisterCities, "Омбы Пермьмен бауырлас қала атанды.", TWINS),
    (SisterCities, "Омбының бауырлас қаласы – Пермь.", TWINS),
    (SisterCities, "Омбы мен Пермь арасында бауырластық орнады.", TWINS),
    (Location, "Өзбекстанның Навои қаласында көрме ашылды.", ["Науаи", "Өзбекстан"]),
    (Location, "Қазақстандағы Ақтау қаласы өсіп келеді.", ["Ақтау", "Қазақстан"]),
    (Location, "Ташкент (Өзбекстан) қонақ күтті.", ["Ташкент", "Өзбекстан"]),
    (Founding, "Еуразиялық даму банкін Ресей мен Қазақстан құрды.", ["Еуразиялық даму банкі", "Ресей", "Қазақстан"]),
    (
        Founding,
        "Еуразиялық даму банкінің негізін Ресей мен Қазақстан қалаған.",
        ["Еуразиялық даму банкі", "Ресей", "Қазақстан"],
    ),
    (
        Founding,
        "Еуразиялық даму банкінің шаңырағын Ресей мен Қазақстан көтерді.",
        ["Еуразиялық даму банкі", "Ресей", "Қазақстан"],
    ),
    (Founding, "Қазақстан – Еуразиялық даму банкінің құрылтайшысы.", ["Еуразиялық даму банкі", "Қазақстан"]),
    (Membership, f"{UNION}тың мүшелері – Армения, Ресей.", JOINED),
    (Membership, f"{UNION}қа мүше елдер: Ресей және Армения.", JOINED),
    (Membership, f"{UNION} Ресей мен Арменияны біріктіреді.", JOINED),
    (RegionTie, f"{OMSK} {PAVLODAR}на май жеткізеді.", SIGNED),
    (RegionTie, f"{PAVLODAR}нан {OMSK}на тұз жөнелтіледі.", SIGNED[::-1]),
    (RegionTie, f"{OMSK} {PAVLODAR}нан көмір сатып алады.", SIGNED),
    (Agreement, f"{OMSK}ның {PAVLODAR}мен {PAPER}і бар.", SIGNED),
    (Agreement, f"{OMSK} мен {PAVLODAR} {PAPER}ді жаңартты.", SIGNED),
    (Agreement, f"{OMSK} мен {PAVLODAR}ның ынтымақтастық бағдарламасы бекітілді.", SIGNED),
    (
        Agreement,
        f"{PAPER.capitalize()}ге Ресей тарапынан министр Иван Орлов, Иран тарапынан Реза Насери қол қойды.",
        ["Ресей", "Иран"],
    ),
    (Location, "Ақтау Маңғыстау облысында орналасқан.", ["Ақтау", "Маңғыстау облысы"]),
    (Location, "Құрық порты Маңғыстау облысының Қарақия ауданында орналасқан.", ["Құрық порты", "Қарақия ауданы"]),
    (Location, "Маңғыстау облысы Ақтау мен Жаңаөзенді қамтиды.", ["Ақтау", "Маңғыстау облысы"]),
    (Location, "Тараз – Жамбыл облысының орталығы.", ["Тараз", "Жамбыл облысы"]),
    (Location, "Тараз Жамбыл облысының әкімшілік орталығы болып табылады.", ["Тараз", "Жамбыл облысы"]),
    (SisterCities, "Павлодардың бауырлас қалалар тізіміне Омбы мен Пермь қосылды.", ["Павлодар", "Пермь"]),
    (SisterCities, "Павлодардың қазіргі бауырлас қалалары Омбы, Тула және Пермь.", ["Павлодар", "Пермь"]),
    (SisterCities, "Омбы мен Пермь арасында бауырластық қарым-қатынас орнатылды.", TWINS),
    (Membership, "«Бидай» АҚ құрылтайшылары – «Нан» АҚ мен «Су» ЖШС.", ["Су", "Бидай"]),
    (Membership, f"{UNION}қа мүше Ресей мен Армения келісті.", JOINED),
]
UNREAL: list[tuple[type[Fact], str]] = [
    (Participation, f"{FORUM}на {TWO} қатысқан жоқ."),
    (Participation, f"{FORUM}на {TWO} қатыспады."),
    (Participation, f"{FORUM}на {TWO} қатысуы керек."),
    (Participation, f"{FORUM}на {TWO} қатыспақ."),
    (Participation, f"{FORUM} өтті. {TWO} баяндама жасаған жоқ."),
    (Participation, f"{FORUM}ның қонақтары {TWO} болмады."),
    (Participation, f"{FORUM}ның қонағы Иван Орлов емес еді."),
    (Participation, f"{FORUM}ның қонақтары Айдос Нұрлановты тыңдады."),
    (Participation, f"{FORUM} өтті. Делегацияны {TWO} бастап бармайды."),
    (Agreement, f"{OMSK} мен {PAVLODAR} {PAPER}ге қол қоймады."),
    (Agreement, f"{OMSK} мен {PAVLODAR} {PAPER}ге қол қоймақ."),
    (Agreement, f"{OMSK} {PAVLODAR}мен {PAPER} жасасуды ұсынды."),
    (Agreement, f"{OMSK} {PAVLODAR}мен {PAPER} жасасуды жоспарлап отыр."),
    (Membership, f"Армения {UNION}қа мүше болған жоқ."),
    (Membership, f"Армения – {UNION}тың мүшесі емес."),
    (Membership, f"Армения {UNION}та мүше емес."),
    (Membership, f"Армения {UNION}та жиналған мүшелерді қабылдады."),
    (Membership, f"Армения {UNION}та баяндама жасады."),
    (Membership, f"Армения {UNION}қа кірмек."),
    (Route, f"{WAY} Ресей мен Иран арқылы өтпейді."),
    (SisterCities, "Омбы мен Пермь бауырлас қалалар емес."),
    (SisterCities, "Омбының Пермь қаласымен бауырластығы туралы мәселе қаралмаған."),
    (SisterCities, "Омбы мен Пермь бауырлас қала болуды жоспарлап отыр."),
    (RegionTie, f"{OMSK} {PAVLODAR}мен ынтымақтаспайды."),
    (RegionTie, f"{OMSK} мен {PAVLODAR} арасында сауда жоқ."),
    (RegionTie, f"{OMSK} {PAVLODAR}на май жеткізбейді."),
    (RegionTie, f"{OMSK} {PAVLODAR}на май жеткізуді жоспарлап отыр."),
    (Location, "Ақтау Омбы облысында орналасқан жоқ."),
    (Location, "Омбы облысы Ақтауды газбен қамтиды."),
    (Founding, "Еуразиялық даму банкінің негізін Ресей мен Қазақстан қаламаған."),
    (Founding, "Еуразиялық даму банкінің негізін Ресей мен Қазақстан зерттеді."),
    (Founding, "Ресей Халықаралық даму қорын (ХДҚ), Еуразиялық даму банкін біріктірді."),
    (Membership, "Қостанай 2015 жылы ТМД елдері астаналары мен қалаларының ассамблеясына кірді."),
    (Membership, "Маңғыстау облысы Ақтау мен Жаңаөзенді қамтиды."),
    (Membership, f"{UNION} Ресей мен Арменияны жұмыспен қамтиды."),
    (Location, "«Ертіс» зауыты Павлодарда жұмыс істемейді."),
    (Membership, f"{UNION}тың мүшелері Ресейде жиналды."),
    (Membership, "Қазақстанның Түркиядағы өкілдігіне мүше бар."),
    (SisterCities, "Павлодардың бауырлас қаласы Омбы емес."),
    (RegionTie, f"«{OMSK} мен {PAVLODAR} бірлесіп көпір салады» деген ақпарат шындыққа жанаспайды."),
    (SisterCities, "«Омбы мен Пермь бауырлас болды» атты мақалада қате кетті."),
]


@pytest.mark.parametrize(("kind", "text", "names"), ASSERTED)
def test_every_construction_is_read(kind: type[Fact], text: str, names: list[str]) -> None:
    found = of(kind, text)
    assert any(held == "asserted" and told[-len(names) :] == names for held, told in found), found


@pytest.mark.parametrize(("kind", "text"), UNREAL)
def test_no_twin_is_stated_as_fact(kind: type[Fact], text: str) -> None:
    assert [told for held, told in of(kind, text) if held == "asserted"] == []


EXAMPLES = {
    rule.name: rule.reads.partition("«")[2].rpartition("»")[0].replace("„", "«").replace("“", "»")
    for frame in FRAMES
    for rule in frame.rules
    if rule.language == "kk"
}


@pytest.mark.parametrize(("name", "example"), EXAMPLES.items(), ids=EXAMPLES)
def test_the_example_of_each_frame_is_read(name: str, example: str) -> None:
    assert name in {one.rule for one in framed(f"{example}.")}


APART: list[tuple[type[Fact], str, list[str]]] = [
    # in the title of a talk, and the noun that a participle tells of
    (Participation, f"{FORUM}на Иван Орлов «Айдос Нұрлановтың мұрасы» баяндамасымен қатысты.", CAME[:2]),
    (
        Participation,
        f"Иван Орлов {FORUM}на қатысты. Жұмыс сапарында барған алғашқы нысаны Өскемен қаласы болды.",
        CAME[:2],
    ),
]


def test_cities_and_their_partners_in_turn() -> None:
    found = of(SisterCities, "Омбы – Пермьмен, Тула – Гродномен, Павлодар Самарамен бауырлас.")
    assert {tuple(told) for _, told in found} == {("Омбы", "Пермь"), ("Тула", "Гродно"), ("Павлодар", "Самара")}


def test_a_dateline_tells_whose_sister_cities_follow() -> None:
    text = "ОМБЫ. Көрме ашылды.\n\nПАВЛОДАР. Қаламыздың бауырлас қалалары – Пермь мен Кония – қонақ жібереді."
    assert {tuple(told) for _, told in of(SisterCities, text)} == {("Павлодар", "Пермь"), ("Павлодар", "Кония")}


@pytest.mark.parametrize(("kind", "text", "expected"), APART)
def test_what_only_stands_beside_is_left_out(kind: type[Fact], text: str, expected: list[str]) -> None:
    assert [told for held, told in of(kind, text) if held == "asserted"] == [expected]
