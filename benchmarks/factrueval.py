"""Names and posts of FactRuEval-2016's development set: the whole pipeline beside the bare name tagger, in one run.

python benchmarks/factrueval.py --devset factRuEval-2016/devset"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from factrueval_facts import Tally, posts, weighed, whole
from factrueval_gold import KINDS, Annotated, Kind, Span, load
from factrueval_names import Count, Names, bare, flat, nested

from kg.documents import read
from kg.documents.document import Document
from kg.language.analysis import analyse
from kg.model.config import Settings
from kg.model.facts import Extraction
from kg.names.gazetteer import Gazetteer
from kg.reading.extraction import extract

OURS: dict[str, Kind] = {
    "Person": "person",
    "Organisation": "organisation",
    "Country": "place",
    "Region": "place",
    "City": "place",
    "Feature": "place",
}
TAGS: dict[str, Kind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}

ANCHORS = """\
reference, measured by others and not on these texts:
  slovnet, test set, exact spans: person .927, organisation .818, place .919, micro .885
  slovnet's own table (counted by token, not by span): person .959, organisation .825, place .915
  Occupation, best of 2016 on the test set: .662 easier variant, .585 harder variant
The development set is not the test set: a figure above beside one below says where we stand, not who wins."""

Comparison = Callable[[Annotated, Names], dict[Kind, Count]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Scores the pipeline's names and posts against FactRuEval-2016's development set.",
        epilog="example: python benchmarks/factrueval.py --devset factRuEval-2016/devset",
    )
    parser.add_argument(
        "--devset", type=Path, required=True, metavar="DIR", help="folder of .txt files with their layers"
    )
    parser.add_argument("--errors", choices=[*KINDS, "post"], help="list what was missed (-) and wrong (+), in context")
    arguments = parser.parse_args()
    try:
        gold = load(arguments.devset)
    except OSError as error:
        parser.error(str(error))
    if not gold:
        parser.error(f"{arguments.devset}: no .txt files there")
    gazetteer = Gazetteer.load(Settings().ontology / "gazetteer.ttl")
    read_by_us, names, tagged = [], [], []
    for annotated in gold:
        document = read(annotated.path)
        extraction = extract(document, gazetteer)
        read_by_us.append(extraction)
        names.append(_names(document, extraction))
        tagged.append(_tagged(document))
    if arguments.errors == "post":
        print("\n".join(_post_errors(gold, read_by_us)))
    elif arguments.errors:
        print("\n".join(_name_errors(gold, names, arguments.errors)))
    else:
        print("\n".join(_report(gold, read_by_us, names, tagged)))


def _names(document: Document, extraction: Extraction) -> Names:
    names: Names = {kind: [] for kind in KINDS}
    for mention in extraction.mentions:
        if mention.named and mention.kind in OURS:
            names[OURS[mention.kind]].append(bare(document.text, mention.start, mention.end))
    return names


def _tagged(document: Document) -> Names:
    names: Names = {kind: [] for kind in KINDS}
    for entity in analyse(document).ents:
        names[TAGS[entity.label_]].append(bare(document.text, entity.start_char, entity.end_char))
    return names


def _report(
    gold: Sequence[Annotated], extractions: Sequence[Extraction], names: Sequence[Names], tagged: Sequence[Names]
) -> Iterator[str]:
    yield f"FactRuEval-2016 development set, {len(gold)} documents"
    for title, comparison in (
        ("names, nested as annotated; a descriptor may stand in the span or not", nested),
        ("names, flat and exact, as the published figures of taggers are counted", flat),
    ):
        yield f"\n{title}"
        yield f"{'':27}{'precision':>10}{'recall':>8}{'F1':>7}{'asked':>7}{'found':>7}{'right':>7}{'inside':>7}"
        for system, found in (("pipeline", names), ("bare tagger", tagged)):
            yield from _rows(system, gold, found, comparison)
    yield "inside: found, not right, and standing in an object that was found, as a place in a body's name\n"
    yield "posts (person, position, organisation) of the pipeline; the bare tagger has none"
    yield f"{'':27}{'precision':>10}{'recall':>8}{'F1':>7}{'asked':>7}{'found':>7}"
    stated = [posts(e, a.path.read_text(encoding="utf-8")) for a, e in zip(gold, extractions, strict=True)]
    yield _post_row("easier, by share", [weighed(a, p, harder=False) for a, p in zip(gold, stated, strict=True)])
    yield _post_row("harder, by share", [weighed(a, p, harder=True) for a, p in zip(gold, stated, strict=True)])
    yield _post_row("every argument right", [whole(a, p) for a, p in zip(gold, stated, strict=True)])
    yield f"\n{ANCHORS}"


def _rows(system: str, gold: Sequence[Annotated], found: Sequence[Names], comparison: Comparison) -> Iterator[str]:
    counts = [comparison(a, n) for a, n in zip(gold, found, strict=True)]
    by_kind = {kind: sum((c[kind] for c in counts), Count()) for kind in KINDS}
    for name, count in [*by_kind.items(), ("micro", sum(by_kind.values(), Count()))]:
        yield (
            f"{system:13}{name:14}{count.precision:10.3f}{count.recall:8.3f}{count.f1:7.3f}"
            f"{count.asked:7}{count.found:7}{count.right:7}{count.inside:7}"
        )


def _post_row(name: str, tallies: Sequence[Tally]) -> str:
    tally = sum(tallies, Tally())
    return f"{name:27}{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:7.3f}{tally.asked:7}{tally.found:7}"


def _name_errors(gold: Sequence[Annotated], names: Sequence[Names], kind: Kind) -> Iterator[str]:
    for annotated, found in zip(gold, names, strict=True):
        text = annotated.path.read_text(encoding="utf-8")
        count = nested(annotated, found)[kind]
        errors = [*((span, "-") for span in count.missed), *((span, "+") for span in count.wrong)]
        for span, sign in sorted(errors):
            yield f"{annotated.path.stem} {sign} {_in_context(text, span)}"


def _in_context(text: str, span: Span, width: int = 60) -> str:
    before, within, after = text[max(0, span.start - width) : span.start], text[slice(*span)], text[span.end :][:width]
    return f"{before}[{within}]{after}".replace("\n", " / ")


def _post_errors(gold: Sequence[Annotated], extractions: Sequence[Extraction]) -> Iterator[str]:
    """All facts (-) and all posts (+) of the documents that have any, without saying which answers to which."""
    for annotated, extraction in zip(gold, extractions, strict=True):
        text = annotated.path.read_text(encoding="utf-8")
        for fact in annotated.occupations:
            where = text[slice(*fact.where[0].extent)] if fact.where else "?"
            who = fact.who[0].extent
            yield f"{annotated.path.stem} - {' | '.join(fact.positions)} : {where} : {_in_context(text, who)}"
        for post in posts(extraction, text):
            bodies = sorted(text[slice(*span)] for span in post.where)
            titles = " | ".join(sorted(post.positions))
            yield f"{annotated.path.stem} + {titles} : {bodies} : {_in_context(text, min(post.who))}"


if __name__ == "__main__":
    main()
