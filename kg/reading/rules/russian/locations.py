"""Where a place, body or object lies, when the text says it: «порт Бендер-Аббас на берегу Персидского залива»."""

from kg.model.facts import Location
from kg.reading.cues import RUSSIAN
from kg.reading.pattern import Rule, either, gap, lemma, maybe, mention, seq, tag, unless, unless_after
from kg.reading.rules.russian.phrases import beside

THING = mention("Organisation", "Feature", "City", into="place", named=True)
SITE = mention("Organisation", "Feature", into="place", named=True)
IN = mention("Country", "Region", "City", "Feature", into="located_in")
WITHIN = either(
    seq(lemma(*RUSSIAN.words("locations.kinds")), mention("Region", "City", "Feature", into="located_in")),
    mention("Country", "Region", "City", into="located_in", Case="Loc"),
)
SENT = lemma(*RUSSIAN.words("locations.sent"))
"""«представитель Правительства в Омской области», «саммит союза в Баку»: who is sent, or what is held, is there."""
NO_SEAT = mention("Organisation", "Feature", holding=RUSSIAN.words("locations.no_seat"))
MADE = lemma(*RUSSIAN.words("locations.made"))
NOT_OWNER = either(unless_after(tag("NOUN")), unless(tag("ADJ|NOUN|PROPN", Case="Gen")))
"""Not «построим корпус колледжа», «создан филиал университета»: what is made there is another's."""

RULES = (
    Rule(
        "on-territory",
        seq(
            THING, maybe(","), maybe(lemma("расположить", "находиться")), "на", either("территории", "берегу"), IN
        ).as_fact(Location),
        "Центр торговли «Евразия» на территории Западно-Казахстанской области.",
    ),
    Rule(
        "made-in",
        seq(either("в", "во", "на"), maybe("территории"), IN, beside(3), MADE, gap(2), NOT_OWNER, SITE).as_fact(
            Location
        ),
        "В 2019 году в Северо-Казахстанской области образована специальная экономическая зона «Астана».",
    ),
    Rule(
        "thing-in",
        seq(
            unless(NO_SEAT),
            unless(lemma(*RUSSIAN.words("locations.unions"))),
            unless_after(SENT),
            SITE,
            maybe("»"),
            either("в", "во"),
            WITHIN,
            unless("и"),
        ).as_fact(Location),
        "Участвует технопарк «Сколково» в Московской области.",
        confidence=0.75,
    ),
)
