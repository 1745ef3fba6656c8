"""Who agreed, and how far it has come: «подписан меморандум между Омской областью и Павлодарской областью»."""

from kg.model.facts import Agreement
from kg.reading.pattern import Pattern, Rule, begins, either, gap, lemma, maybe, mention, seq, tag, unless_after, word
from kg.reading.rules.russian.phrases import AFFIRMED, beside, listed, near, noun_phrase

AGREEMENT = mention("Agreement", into="agreement")
INSIDE = begins(AGREEMENT)
PARTIES = listed("Organisation", "Region", "City", "Country", into="party")
CLOSE = near(6)
SIGN = ("подписать", "подписывать", "заключить", "заключать")


def _status(name: str, cue: Pattern, status: str, example: str, example_after: str) -> tuple[Rule, Rule]:
    """A wording before or after the agreement it speaks of, with an example for each."""
    after = seq(AGREEMENT, near(3, until=word("не")), cue)
    return (
        Rule(name, seq(AFFIRMED, cue, CLOSE, AGREEMENT).as_fact(Agreement, status=status), example),
        Rule(f"{name}-after", after.as_fact(Agreement, status=status), example_after),
    )


RULES = (
    Rule(
        "agreement-between",
        seq(INSIDE, near(14), "между", PARTIES).as_fact(Agreement),
        "Действует соглашение о сотрудничестве между Омской областью и Павлодарской областью.",
    ),
    Rule(
        "bodies-carry-out",
        seq(
            listed("Organisation", "Region", into="party"),
            near(6),
            lemma("принять", "реализовать", "выполнять", "осуществлять"),
            near(5),
            INSIDE,
            near(6),
            either("с", "со"),
            gap(1),
            PARTIES,
        ).as_fact(Agreement),
        "Правительство Томской области реализует программу партнёрства с Карагандинской областью.",
    ),
    Rule(
        "agreement-about",
        seq(INSIDE, beside(2), either("о", "об", seq("в", word("сфере", "области"))), noun_phrase("topic")).as_fact(
            Agreement
        ),
        "Принят меморандум о сотрудничестве в сфере туризма.",
    ),
    *_status(
        "agreement-to-be-signed",
        either(
            seq(word("будет", "будут"), lemma("подписать")),
            seq(maybe("к"), word("подписанию"), gap(6), lemma("подготовить")),
            seq(lemma("подготовить"), "к", "подписанию"),
            seq(word("подпишем", "подпишут", "подпишет")),
            seq(lemma("планироваться"), gap(2), word("подписать", "подписание")),
            seq(word("будет", "будут"), lemma("принять")),
        ),
        "to_be_signed",
        "В ходе форума будет подписано соглашение о туризме.",
        "Меморандум о сотрудничестве в сфере туризма будет подписан в Казани.",
    ),
    *_status(
        "agreement-signed",
        seq(
            unless_after(word("будет", "будут")),
            either(lemma(*SIGN, Tense="Past"), seq(word("обменялись"), maybe("подписанными"))),
        ),
        "signed",
        "По итогам встречи подписан меморандум о сотрудничестве в сфере туризма.",
        "Меморандум о сотрудничестве в сфере туризма подписан в Казани.",
    ),
    *_status(
        "agreement-proposed",
        either(
            seq(
                word("предлагаю", "предлагаем", "предложил", "предложила", "предложили", "предлагается"),
                maybe(gap(3)),
                maybe(tag("VERB")),
            ),
            seq(
                word("целесообразно", "следует", "необходимо"),
                gap(2),
                word("разработать", "принять", "подписать", "заключить"),
            ),
        ),
        "proposed",
        "Предлагаю разработать меморандум о сотрудничестве в сфере туризма.",
        "Меморандум о сотрудничестве в сфере туризма необходимо подписать.",
    ),
    *_status(
        "agreement-in-force",
        lemma("действовать", "реализовать", "реализовываться", "выполняться", "осуществляться", "вступить"),
        "in_force",
        "Действует соглашение о поощрении инвестиций.",
        "Соглашение о поощрении инвестиций действует с 2020 года.",
    ),
)
