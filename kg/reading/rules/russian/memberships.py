"""Who belongs to, presides over or founded an organisation: «учреждённый Россией и Казахстаном … альянс»."""

from kg.model.facts import Founding, Membership
from kg.reading.pattern import Rule, either, gap, lemma, many, maybe, mention, seq, tag, word
from kg.reading.rules.russian.phrases import AFFIRMED, DASH, beside, listed, near

ORGANISATION = mention("Organisation", into="organisation")
OF = mention("Organisation", into="member_of")
MEMBERS = listed("Country", "Region", "City", "Organisation", into="member")
STATES = listed("Country", "Region", into="member")
FOUNDERS = listed("Country", "Region", "City", "Organisation", "Person", into="founder")
CHAIRS = word("председательствует", "председательствовал", "председательствовала", "председательствовали")
DONE = "Fin|Part|Conv"
"""Not the infinitive: who may or wants to join has not done so yet."""
ADJECTIVES = many(tag("ADJ"), least=0)

RULES = (
    Rule(
        "founded-by",
        seq(lemma("учредить", "основать", "создать", "образовать"), maybe("совместно"), FOUNDERS, ORGANISATION).as_fact(
            Founding
        ),
        "Работает учреждённый Россией, Казахстаном и Белоруссией Евразийский железнодорожный альянс.",
        confidence=0.95,
    ),
    Rule(
        "founded",
        seq(
            FOUNDERS,
            gap(2, stop=", ; ."),
            AFFIRMED,
            lemma("учредить", "основать", VerbForm="Fin"),
            gap(2),
            ORGANISATION,
        ).as_fact(Founding),
        "Россия и Монголия учредили Фонд развития приграничья.",
    ),
    Rule(
        "presides",
        seq(
            STATES,
            either(
                seq(
                    either(
                        seq(
                            gap(4, stop=": ; . ,", until=mention("Person")),
                            AFFIRMED,
                            word("является", "стал", "стала", "стали", "остаётся", "являются"),
                        ),
                        DASH,
                    ),
                    lemma("председатель", "член", "участник", "учредитель", "наблюдатель"),
                ),
                seq(beside(4), CHAIRS, maybe(gap(3)), "в"),
            ),
            ADJECTIVES,
            OF,
        ).as_fact(Membership),
        "В текущем году Казахстан является председателем Содружества Независимых Государств.",
    ),
    Rule(
        "joins",
        seq(
            MEMBERS,
            beside(3),
            AFFIRMED,
            either(
                seq(
                    lemma("вступить", "войти", "вступать", "входить", VerbForm=DONE),
                    "в",
                    maybe(word("состав", "число", "ряды")),
                ),
                seq(lemma("присоединиться", "присоединяться", VerbForm=DONE), "к"),
            ),
            gap(2),
            OF,
        ).as_fact(Membership),
        "В 2015 году Киргизия вступила в ЕАЭС.",
    ),
    Rule(
        "chairing-within",
        seq(OF, ",", gap(1), lemma("который"), gap(2), maybe(tag("ADJ")), STATES, gap(1), CHAIRS).as_fact(Membership),
        "Речь идёт о ЕАЭС, в котором Россия председательствует.",
    ),
    Rule(
        "within",
        seq(
            STATES,
            near(5),
            lemma("взаимодействовать", "сотрудничать", "работать", "координировать"),
            near(6),
            "в",
            "рамках",
            gap(6, stop="; ."),
            listed("Organisation", into="member_of"),
        ).as_fact(Membership),
        "Россия и Казахстан активно взаимодействуют в рамках ЕАЭС, СНГ и ШОС.",
        confidence=0.7,
    ),
    Rule(
        "members-listed",
        seq(lemma("член", "участник", "участница", Number="Plur"), OF, either(DASH, ":", "("), STATES).as_fact(
            Membership
        ),
        "Встретились государства – члены ЕАЭС: Армения, Белоруссия и Киргизия.",
    ),
    Rule(
        "member-apposed",
        seq(
            STATES, ",", gap(2, stop=", ; ."), lemma("союзник", "член", "участник", "партнёр"), maybe("по"), OF
        ).as_fact(Membership),
        "Визит начался в Армении, члене ЕАЭС.",
    ),
    Rule(
        "membership-of",
        seq(
            lemma("членство", "участие", "председательство", "вступление", "вхождение", "присоединение"),
            listed("Country", "Region", "City", into="member"),
            word("в", "к"),
            gap(2, stop=", ; ."),
            OF,
        ).as_fact(Membership),
        "Членство Египта в БРИКС открывает новые возможности.",
    ),
)
