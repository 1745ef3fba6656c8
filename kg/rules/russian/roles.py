"""Posts people hold: «губернатор Самарской области Вячеслав Федорищев», «Алексей Оверчук – заместитель министра»."""

from kg.facts import Role
from kg.pattern import Rule, begins, either, gap, lemma, many, maybe, mention, seq, tag, together, unless
from kg.rules.russian.readings import ANY_POST, DASH, NEXT_POST, POST

PERSON = mention("Person", into="person", named=True)
ROLE = POST.as_fact(Role)
POSTS = many(ANY_POST, sep=NEXT_POST)
NO_OTHER_POST = unless(DASH, either(ANY_POST, tag("ADJ|NOUN")))
"""In a list the post before a name is that of the person above: «… министр энергетики ИВАНОВ Пётр Ильич – посол»."""
APPOINTED = lemma("назначить", "избрать", "переизбрать", "утвердить", "становиться", "стать", "избираться", "являться")

RULES = (
    Rule(
        "post-person",
        seq(begins(POSTS, maybe(","), PERSON, NO_OTHER_POST), many(ROLE, sep=NEXT_POST)),
        "На встрече присутствовал президент, председатель правления ПАО «Сбербанк» Герман Греф.",
    ),
    Rule(
        "person-post",
        seq(PERSON, either(DASH, seq(",", DASH), ",", "("), many(ROLE, sep=NEXT_POST)),
        "Слово предоставляется: Оверчук Алексей Логвинович – заместитель Председателя Правительства.",
    ),
    Rule(
        "person-post-card",
        seq(mention("Person"), PERSON, many(ROLE, sep=NEXT_POST), unless(mention("Person"))),
        "А.Дрозденко Дрозденко Александр Юрьевич губернатор Ленинградской области: Дела идут чётко.",
    ),
    Rule(
        "person-becomes",
        seq(PERSON, gap(3), unless("не"), APPOINTED, gap(2), maybe("на", "должность"), ROLE),
        "Имангали Тасмагамбетов назначен генеральным секретарём ОДКБ.",
    ),
    Rule(
        "title-for-person",
        together(POST, mention("Person", into="person", named=False)).as_fact(Role),
        "Президент Казахстана поддержал это предложение.",
        confidence=0.8,
    ),
)
