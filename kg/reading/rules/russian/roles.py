"""Posts people hold: «губернатор Самарской области Вячеслав Федорищев», «Алексей Оверчук – заместитель министра»."""

from kg.model.facts import Role
from kg.reading.cues import RUSSIAN
from kg.reading.pattern import (
    Rule,
    begins,
    either,
    gap,
    lemma,
    many,
    maybe,
    mention,
    seq,
    tag,
    together,
    unless,
    unless_after,
)
from kg.reading.rules.russian.phrases import AFFIRMED, ANY_POST, DASH, NEXT_POST, OF_ANOTHER, POST

PERSON = mention("Person", into="person", named=True)
ROLE = POST.as_fact(Role)
POSTS = many(ANY_POST, sep=NEXT_POST)
NO_OTHER_POST = unless(DASH, either(ANY_POST, tag("ADJ|NOUN")))
"""In a list the post before a name is that of the person above: «… министр энергетики ИВАНОВ Пётр Ильич – посол»."""
OWN = unless(either(mention("Person"), tag("PROPN")), unless(DASH))
"""A post with a name right after it is that name's, unless the name begins the next line of a list."""
NO_CARD = unless_after(mention("Person"), mention("Person"), gap(2, stop=", ; :"))
"""«Юрий Ушаков Ушаков Юрий Викторович помощник Президента»: the post after the full name is that person's."""
NO_NEXT_CARD = either(unless_after(mention("Person"), gap(2, stop=", ; : . –")), unless(ANY_POST, ","))
"""«Орлов Иван Петрович секретарь Совета, помощник Президента Пётр Лисин»: the post before the comma is Orlov's."""
_APPOINTING = RUSSIAN.words("roles.appointing")
APPOINTED = either(lemma(*_APPOINTING, Voice="Pass"), lemma(*_APPOINTING, Number="Plur", Tense="Past"))
BECOMES = either(
    lemma("становиться", "являться", "избираться", "работать", "служить", VerbForm="Fin", Tense="Pres|Past"),
    lemma("стать", "быть", VerbForm="Fin", Tense="Past"),
)
INSTRUMENTAL = begins(tag("NOUN|ADJ|PROPN", Case="Ins"))
NOT_ANOTHERS = unless(
    INSTRUMENTAL, ANY_POST, lemma(*_APPOINTING, "стать", "остаться", "оставаться", "являться", "быть")
)
"""«совет возглавляет Лю, сопредседателем остаётся Комлев»."""
INSIDE = unless_after(lemma("администрация", "управление", "канцелярия", "аппарат", Case="Gen"))
"""«заместитель главы Администрации | Президента, помощник Президента Пётр Лисин»: the body's, who is not he."""
OF_SOMEBODY = unless(begins(tag("NOUN|ADJ", Case="Nom|Dat")), POSTS, mention("Person", Case="Gen"))
"""«представитель Ивана Панова» is not he."""
RANK = maybe(either(tag("ADJ"), lemma("генерал", "полковник", "адмирал", "академик", "профессор")))
"""«директор ФБР 68-летний …», «глава МВД полковник …»."""

RULES = (
    Rule(
        "post-person",
        seq(
            NO_CARD,
            NO_NEXT_CARD,
            INSIDE,
            OF_SOMEBODY,
            unless(OF_ANOTHER),
            begins(POSTS, maybe(","), RANK, PERSON, NO_OTHER_POST),
            many(ROLE, sep=NEXT_POST),
        ),
        "На встрече присутствовал президент, председатель правления ПАО «Сбербанк» Герман Греф.",
    ),
    Rule(
        "person-post",
        seq(
            PERSON,
            either(seq(either(DASH, seq(",", DASH)), ROLE), seq(either(",", "("), NOT_ANOTHERS, ROLE, OWN)),
            many(seq(NEXT_POST, ROLE, OWN), least=0),
        ),
        "Слово предоставляется: Оверчук Алексей Логвинович – заместитель Председателя Правительства.",
    ),
    Rule(
        "person-post-card",
        seq(mention("Person"), PERSON, many(seq(ROLE, OWN), sep=NEXT_POST)),
        "А.Дрозденко Дрозденко Александр Юрьевич губернатор Ленинградской области: Дела идут чётко.",
    ),
    Rule(
        "post-becomes",
        seq(
            INSTRUMENTAL,
            begins(
                seq(ANY_POST, gap(6, ", : ; ."), AFFIRMED, either(APPOINTED, BECOMES), gap(1, "не")),
                seq(maybe(POSTS), RANK, PERSON),
            ),
            ROLE,
        ),
        "Новым акимом Павлодарской области стал Асаин Байханов.",
    ),
    Rule(
        "title-for-person",
        together(POST, mention("Person", into="person", named=False)).as_fact(Role),
        "Президент Казахстана поддержал это предложение.",
        confidence=0.8,
    ),
)
