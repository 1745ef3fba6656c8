"""Projects with their status: «мектебін ашу жөніндегі бастама», «бірлескен жұмыстар жүргізуде»."""

from collections.abc import Iterator

from kg.model.facts import TERRITORIES, Found, Modality, Project
from kg.reading.cues import KAZAKH
from kg.reading.function_rule import FunctionRule
from kg.reading.rules.kazakh.agreements import list_header
from kg.reading.rules.kazakh.scene import Surroundings, says

RUNNING = KAZAKH.words("projects.running")
COMPLETED = KAZAKH.words("projects.completed")
PROPOSED = KAZAKH.words("projects.proposed")


PROJECT = FunctionRule(
    "kk",
    "project",
    Project,
    "Projects with their status: «мектебін ашу жөніндегі бастама», «бірлескен жұмыстар жүргізуде».",
)


def projects(scene: Surroundings) -> Iterator[Found]:
    for mention in scene.mentions:
        if mention.kind != "Project":
            continue
        sentence = scene.sentence(mention)
        header = list_header(scene, mention)
        told = header if header is not None and says(header, RUNNING + COMPLETED) else sentence
        running, completed = says(told, RUNNING), says(told, COMPLETED)
        places = [each for each in scene.in_sentence(sentence, TERRITORIES) if scene.case(each) in {"Loc", "Gen"}]
        near = [each for each in places if each.end <= mention.start and scene.case(each) == "Loc"]
        bodies = [each for each in scene.in_sentence(sentence, ("Organisation",)) if not mention.holds(each)]
        modality: Modality = (
            "proposed" if says(sentence, PROPOSED) else "asserted" if running or completed else "planned"
        )
        fact = Project(
            project=mention,
            status="running" if running else "completed" if completed else "planned",
            located_in=near[-1] if near else places[0] if places else None,
            party=tuple(bodies),
        )
        yield PROJECT.found(fact, mention.start, mention.end, modality)
