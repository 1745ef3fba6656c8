"""The combinators over real tokens: what each matches, what it leaves, how it goes back."""

from collections.abc import Sequence

import pytest

from kg.language.analysis import analyse
from kg.model.facts import Location, Mention, Participation, Role, SisterCities
from kg.reading.pattern import (
    END,
    START,
    Pattern,
    Rule,
    Sentence,
    State,
    ahead,
    begins,
    earlier,
    either,
    every,
    gap,
    inside,
    lemma,
    many,
    maybe,
    mention,
    reader,
    sentences,
    seq,
    slot,
    tag,
    together,
    unless,
    unless_after,
    word,
)
from tests.reading.marked import found, marked

CITY = mention("City", into="city")
SISTER = mention("City", into="sister_city_of")
PERSON = mention("Person", into="participant")
EVENT = mention("Event", into="event")


def read(text: str) -> list[Sentence]:
    document, mentions = marked(text)
    return list(sentences(analyse(document), mentions))


def matched(pattern: Pattern, text: str) -> list[str]:
    """The words of the last sentence that the pattern matches at its first token, one for each way."""
    sentence = read(text)[-1]
    return [sentence.text(0, way.at) if way.at else "" for way in pattern.ways(sentence, State(0))]


MATCHES: list[tuple[Pattern, str, list[str]]] = [
    (word("в городе"), "В городе Туле тихо.", ["В городе"]),
    (word("в городе"), "В городах тихо.", []),
    (word("её"), "Ее нет.", ["Ее"]),
    (lemma("область"), "Областью управляют.", ["Областью"]),
    (lemma("область", Case="Ins"), "Области помогают.", []),
    (lemma("*-побратим"), "Города-побратимы дружат.", ["Города-побратимы"]),
    (lemma("*-побратим"), "Города дружат.", []),
    (tag("NOUN|PROPN"), "Губернатор приехал.", ["Губернатор"]),
    (tag("NOUN", but=("губернатор",)), "Губернатор приехал.", []),
    (mention("City"), "[Нижний Новгород:City] растёт.", ["Нижний Новгород"]),
    (mention("Region"), "[Нижний Новгород:City] растёт.", []),
    (mention("Event", named=True), "[Встреча с министром:~Event] прошла.", []),
    (mention("Event", holding=("встреча",)), "[Встреча с министром:~Event] прошла.", ["Встреча с министром"]),
    (mention("Event", holding=("форум",)), "[Встреча с министром:~Event] прошла.", []),
    (mention("City", Case="Gen"), "[Тулы:City] не видно.", ["Тулы"]),
    (seq("он", "ушёл"), "Он пришёл.", []),
    (either("он ушёл", "он"), "Он ушёл.", ["Он ушёл", "Он"]),
    (seq(maybe("очень"), "тихо"), "Тихо.", ["Тихо"]),
    (many("да", sep=","), "Да, да, да.", ["Да, да, да", "Да, да", "Да"]),
    (many("да", sep=",", least=2), "Да.", []),
    (seq(gap(2), "тихо"), "В городе тихо.", ["В городе тихо"]),
    (seq(gap(1), "тихо"), "В городе тихо.", []),
    (seq(gap(3, stop=","), "тихо"), "Город, там тихо.", []),
    (seq(gap(3, until=tag("VERB")), "тихо"), "Он сидел там тихо.", []),
    (seq(ahead("он", "ушёл"), "он"), "Он ушёл.", ["Он"]),
    (seq(unless("он", "ушёл"), "он"), "Он ушёл.", []),
    (seq("он", unless_after("он"), "ушёл"), "Он ушёл.", []),
    (seq("он", unless_after("она"), "ушёл"), "Он ушёл.", ["Он ушёл"]),
    (seq(START, "он", END), "Он ушёл.", []),
    (seq(START, "он", "ушёл", ".", END), "Он ушёл.", ["Он ушёл."]),
    (seq(begins("он", "ушёл"), "он"), "Он ушёл.", ["Он"]),
    (together(word("он ушёл"), seq("он", "ушёл")), "Он ушёл.", ["Он ушёл"]),
    (together(word("он"), seq("он", "ушёл")), "Он ушёл.", []),
    (seq("там", earlier("мороз")), "Стоит мороз. Светло. Там тихо.", ["Там"]),
    (seq("там", earlier("мороз", most=1)), "Стоит мороз. Светло. Там тихо.", []),
    (seq("там", earlier("тихо")), "Стоит мороз. Там тихо.", []),
    (every(mention("City"), most=1), "Города [Тула:City] и [Омск:City].", []),
    (every(mention("City")), "[Тула:City], о которой пишут, и [Омск:City] растут.", ["Тула"]),
    (every(mention("City")), "[Тула:City], тихая, и [Омск:City] растут.", ["Тула, тихая, и Омск"]),
    (every(mention("City"), stop=","), "[Тула:City], [Омск:City] растут.", ["Тула"]),
    (slot("topic", "он", "ушёл"), "Он ушёл.", ["Он ушёл"]),
    (reader(lambda sentence, at: (at + 1, {})), "Он ушёл.", ["Он"]),
    (reader(lambda sentence, at: None), "Он ушёл.", []),
]


@pytest.mark.parametrize(("pattern", "text", "words"), MATCHES)
def test_matches(pattern: Pattern, text: str, words: list[str]) -> None:
    assert matched(pattern, text) == words


def test_goes_back_to_a_shorter_way() -> None:
    pair = seq(many(CITY, sep="и"), "и", SISTER).as_fact(SisterCities)
    facts = [one.fact for one in found([Rule("pair", pair, "")], "[Тула:City] и [Омск:City] и [Псков:City].")]
    assert [(f.city.text, f.sister_city_of.text) for f in facts if isinstance(f, SisterCities)] == [
        ("Тула", "Псков"),
        ("Омск", "Псков"),
    ]


def test_a_field_that_repeats_takes_all() -> None:
    met = seq(EVENT, every(PERSON)).as_fact(Participation)
    facts = [one.fact for one in found([Rule("met", met, "")], "[Форум:Event]: [Ильин:Person], [Панов:Person].")]
    assert [[m.text for m in f.participant] for f in facts if isinstance(f, Participation)] == [["Ильин", "Панов"]]


def test_a_missing_field_makes_no_fact() -> None:
    assert found([Rule("pair", CITY.as_fact(SisterCities), "")], "[Тула:City] растёт.") == []


def test_a_group_takes_what_it_lacks_from_around_it() -> None:
    post = slot("title", tag("NOUN")).as_fact(Role)
    rule = Rule("posts", seq(mention("Person", into="person"), "–", many(post, sep=",")), "")
    facts = [one.fact for one in found([rule], "[Ильин:Person] – ректор, академик.")]
    assert [(f.person.text, f.title.text) for f in facts if isinstance(f, Role)] == [
        ("Ильин", "ректор"),
        ("Ильин", "академик"),
    ]


@pytest.mark.parametrize(
    ("pattern", "constants"),
    [
        (CITY, {}),
        (seq(mention("City", into="place"), either(SISTER, "он")), {}),
        (mention("City", into="place"), {"status": "planned"}),
        (slot("topic", "он"), {}),
        (reader(lambda sentence, at: None, "title"), {}),
    ],
)
def test_a_slot_the_fact_lacks_fails_at_import(pattern: Pattern, constants: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="Location has no field"):
        pattern.as_fact(Location, **constants)


PEOPLE_INSIDE = [
    ("[Встреча Ильина с Пановым:~Event] прошла.", ["Ильина", "Пановым"], ["Ильина", "Пановым"]),
    ("[Встреча Ильина:~Event] прошла, [Панов:Person] доволен.", ["Ильина"], ["Ильина"]),
    ("[Встреча в институте имени Ильина:~Event] прошла.", ["институте имени Ильина", "Ильина"], []),
]


@pytest.mark.parametrize(("text", "names", "expected"), PEOPLE_INSIDE)
def test_inside_a_mention(text: str, names: Sequence[str], expected: list[str]) -> None:
    """Marks do not nest, so the mentions inside are added by hand."""
    document, mentions = marked(text)
    for name in names:
        start = document.reading.index(name)
        kind = "Organisation" if " " in name else "Person"
        mentions.append(Mention(start, start + len(name), kind, name, name))  # type: ignore[arg-type]
    rule = Rule("inside", inside(EVENT, PERSON).as_fact(Participation), "")
    facts = [one.fact for s in sentences(analyse(document), mentions) for one in rule.find(s)]
    assert [m.text for f in facts if isinstance(f, Participation) for m in f.participant] == expected


@pytest.mark.parametrize(
    ("text", "span", "kept"),
    [
        ("Министр Российской Федерации Илья Панов приехал.", "Российской Федерации Илья", False),
        ("Министр Российской Федерации Илья Панов приехал.", "Российской Федерации", True),
        ("Фонд Илья Панов приехал.", "Фонд Илья Панов", True),
    ],
)
def test_a_mention_that_runs_into_a_name_is_left_out(text: str, span: str, kept: bool) -> None:
    document, _ = marked(text)
    start, at = text.index(span), text.index("Илья Панов")
    body = Mention(start, start + len(span), "Organisation", span, span)
    person = Mention(at, at + len("Илья Панов"), "Person", "Илья Панов", "Илья Панов")
    (sentence,) = sentences(analyse(document), [body, person])
    assert (body in [m for here in sentence.mentions for _, m in here]) is kept


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (word("он ушёл"), ({"он"}, False)),
        (seq(maybe("очень"), lemma("тихий")), ({"очень", "тихий"}, False)),
        (seq(START, mention("City")), ({"City"}, False)),
        (many("да", least=0), ({"да"}, True)),
        (seq(begins(mention("Event")), gap(2)), ({"Event"}, False)),
        (reader(lambda sentence, at: None, first=("учёный",)), ({"ученый"}, False)),
        (seq(gap(2), "он"), (None, True)),
        (either("он", reader(lambda sentence, at: None)), (None, True)),
        (lemma("*-побратим"), (None, False)),
    ],
)
def test_where_a_pattern_can_begin(pattern: Pattern, expected: tuple[set[str] | None, bool]) -> None:
    assert pattern.first == expected


def test_a_rule_that_cannot_match_is_passed_over() -> None:
    def never(sentence: Sentence, at: int) -> None:
        raise AssertionError("tried")

    rule = Rule("never", seq("небывалое", reader(never)).as_fact(Participation), "")
    assert found([rule], "Здесь этого слова нет.") == []


def test_matches_do_not_overlap() -> None:
    pair = seq(CITY, "и", SISTER).as_fact(SisterCities)
    text = "[Тула:City] и [Омск:City] и [Псков:City] и [Тверь:City]"
    assert [(one.start, one.end) for one in found([Rule("pair", pair, "")], text)] == [(0, 11), (14, 27)]


def test_a_list_that_leads_nowhere_is_given_up_soon() -> None:
    """Sixty names can be divided in 2⁵⁹ ways; a list has one separator between two, so it is tried in sixty."""
    rule = Rule("list", seq(many(CITY, sep=either(",", seq(",", "и"))), "и", SISTER).as_fact(SisterCities), "")
    assert found([rule], ", ".join(["[Омск:City]"] * 60) + ".") == []
