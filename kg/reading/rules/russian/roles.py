"""Posts people hold: «губернатор Самарской области Вячеслав Федорищев», «Алексей Оверчук – заместитель министра»."""

from kg.model.facts import Role
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
from kg.reading.rules.russian.phrases import AFFIRMED, ANY_POST, DASH, NEXT_POST, POST

PERSON = mention("Person", into="person", named=True)
ROLE = POST.as_fact(Role)
POSTS = many(ANY_POST, sep=NEXT_POST)
NO_OTHER_POST = unless(DASH, either(ANY_POST, tag("ADJ|NOUN")))
"""In a list the post before a name is that of the person above: «… министр энергетики ИВАНОВ Пётр Ильич – посол»."""
OWN = unless(either(mention("Person"), tag("PROPN")), unless(DASH))
"""A post with a name right after it is that name's, unless the name begins the next line of a list."""
NO_CARD = unless_after(mention("Person"), mention("Person"), gap(2, stop=", ; :"))
"""«Юрий Ушаков Ушаков Юрий Викторович помощник Президента»: the post after the full name is that person's."""
APPOINTED = lemma("назначить", "избрать", "переизбрать", "утвердить", "становиться", "стать", "избираться", "являться")

RULES = (
    Rule(
        "post-person",
        seq(NO_CARD, begins(POSTS, maybe(","), PERSON, NO_OTHER_POST), many(ROLE, sep=NEXT_POST)),
        "На встрече присутствовал президент, председатель правления ПАО «Сбербанк» Герман Греф.",
    ),
    Rule(
        "person-post",
        seq(
            PERSON,
            either(seq(either(DASH, seq(",", DASH)), ROLE), seq(either(",", "("), ROLE, OWN)),
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
        "person-becomes",
        seq(PERSON, gap(3), AFFIRMED, APPOINTED, gap(2), maybe("на", "должность"), ROLE),
        "Имангали Тасмагамбетов назначен генеральным секретарём ОДКБ.",
    ),
    Rule(
        "title-for-person",
        together(POST, mention("Person", into="person", named=False)).as_fact(Role),
        "Президент Казахстана поддержал это предложение.",
        confidence=0.8,
    ),
)
