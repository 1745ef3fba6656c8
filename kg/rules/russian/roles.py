"""Posts people hold: «губернатор Самарской области Вячеслав Федорищев», «Алексей Оверчук – заместитель министра»."""

from kg.facts import Role
from kg.pattern import Rule, either, gap, lemma, maybe, mention, seq, together, unless
from kg.rules.russian.readings import ANY_POST, POST

PERSON = mention("Person", into="person", named=True)
DASH = either("–", "—", "-")
APPOINTED = lemma("назначить", "избрать", "переизбрать", "утвердить", "становиться", "стать", "избираться", "являться")

RULES = (
    Rule(
        "post-person",
        seq(POST, maybe(","), PERSON, unless(DASH, ANY_POST)).as_fact(Role),
        "На встрече присутствовал губернатор Самарской области Вячеслав Федорищев.",
    ),
    Rule(
        "post-post-person",
        seq(POST, either(DASH, "и"), ANY_POST, PERSON, unless(DASH, ANY_POST)).as_fact(Role),
        "Выступил заместитель Премьер-министра – министр торговли и интеграции Серик Жумангарин.",
    ),
    Rule(
        "person-post",
        seq(PERSON, either(DASH, ",", seq(",", DASH), "("), POST).as_fact(Role),
        "Слово предоставляется: Оверчук Алексей Логвинович – заместитель Председателя Правительства.",
    ),
    Rule(
        "person-post-card",
        seq(mention("Person"), mention("Person", into="person", named=True), POST, unless(mention("Person"))).as_fact(
            Role
        ),
        "А.Дрозденко Дрозденко Александр Юрьевич губернатор Ленинградской области: Дела идут чётко.",
    ),
    Rule(
        "person-becomes",
        seq(PERSON, gap(3), APPOINTED, gap(2), maybe("на", "должность"), POST).as_fact(Role),
        "Имангали Тасмагамбетов назначен генеральным секретарём ОДКБ.",
    ),
    Rule(
        "title-for-person",
        together(POST, mention("Person", into="person", named=False)).as_fact(Role),
        "Президент Казахстана поддержал это предложение.",
        confidence=0.8,
    ),
)
