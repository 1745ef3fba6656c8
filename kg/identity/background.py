"""What the gazetteer gives to identity."""

from kg.identity.bodies import Bodies
from kg.identity.entities import Background
from kg.model.facts import Kind
from kg.names.gazetteer import Gazetteer


def background(gazetteer: Gazetteer, base: str) -> Background:
    """Takes from the gazetteer what identity needs; `base` begins every IRI and ends in a slash."""
    return Background(
        base,
        (gazetteer.world.labels if gazetteer.world else {})
        | {id: entry.labels for id, entry in gazetteer.entries.items()},
        [
            [entry.name("ru"), *(name for language in entry.labels for name in entry.names(language))]
            for entry in gazetteer.of_kind("EventSeries")
        ],
        _known(gazetteer),
        Bodies(gazetteer),
    )


def _known(gazetteer: Gazetteer) -> dict[tuple[Kind, str], str]:
    """No organisation and no town that the gazetteer lacks is called as a country is («субъектов Российской Федерации»,
    «поезд Китай – Лаос»), and the end of a route that has the name of a feature and of no settlement is the feature
    («трубопровод Тенгиз-Новороссийск»). A corridor is known however its dash is written."""
    towns = {name for name, entries in gazetteer.by_name.items() if any(entry.kind == "City" for entry in entries)}
    settled = {name for name, entries in gazetteer.by_name.items() if {entry.kind for entry in entries} - {"Feature"}}
    known: dict[tuple[Kind, str], str] = {
        ("Corridor", name): entry.id
        for entry in gazetteer.of_kind("Corridor")
        for name in (name for tag in entry.labels for name in entry.names(tag))
    }
    for entry in gazetteer.of_kind("Country", "Feature"):
        kind: Kind = "Organisation" if entry.kind == "Country" else "City"
        for name in (name for tag in entry.labels for name in entry.names(tag)):
            if kind == "Organisation" or name not in settled:
                known[kind, name] = entry.id
            if entry.kind == "Country" and name not in towns:
                known["City", name] = entry.id
    return known
