"""How a Kazakh text is read: names first, then who speaks, then what the sentences say with the names."""

from kg.names.kazakh_mentions import mentions
from kg.names.known import keyed
from kg.names.persons.kazakh_offices import heads
from kg.reading.rules.kazakh import RULES
from kg.reading.rules.kazakh.dates import day_written
from kg.reading.rules.kazakh.quotations import utterances
from kg.reading.rules.kazakh.scene import Scene
from kg.reading.steps import Step, Steps

KAZAKH = Steps(
    "doc document gazetteer",
    Step(day_written, "document", "day"),
    Step(heads, "gazetteer day", "heads"),
    Step(mentions, "doc document gazetteer heads", "names"),
    Step(keyed, "names gazetteer", "mentions"),
    Step(Scene, "doc document mentions", "scene"),
    Step(utterances, "scene", "said"),
    *(Step(rule, "scene", "facts") for rule in RULES),
)
