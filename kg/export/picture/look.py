"""What a picture is made like, and what it says in its own words, in the languages of labels."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

Language = Literal["ru", "kk", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    size: tuple[int, int] | None = None
    """Width and height in pixels of SVG; PNG has twice as many each way. None: as large as the map needs, at most
    1600 × 1130, which has the form of a page on its side."""
    language: Language = "ru"
    most_labels: int = 200
    geographic: bool = False
    title: str = ""
    newest: str = ""
    """The date of the newest document, for the line of sources."""


TITLE: Mapping[Language, str] = {"ru": "Карта связей", "kk": "Байланыстар картасы", "en": "Relationship map"}
OTHER: Mapping[Language, str] = {"ru": "прочее", "kk": "басқа", "en": "other"}
WIDTH: Mapping[Language, str] = {
    "ru": "толщина линии – сколько раз сказано",
    "kk": "сызықтың қалыңдығы – неше рет айтылған",
    "en": "line width: how often it is said",
}
PROJECTION: Mapping[Language, str] = {
    "ru": "проекция: связаны через общее, сами связи никем не названы",
    "kk": "проекция: ортақ арқылы байланысқан, байланысты ешкім айтпаған",
    "en": "a projection: tied through what they share, no text states the ties",
}
"""Beside the title of a map all of whose ties are computed."""
PROJECTED: Mapping[Language, str] = {
    "ru": "штриховая линия – проекция: общее у двоих, сама связь никем не названа",
    "kk": "үзік сызық – проекция: екеуіне ортақ нәрсе, байланысты ешкім айтпаған",
    "en": "dashed: a projection, two share something, no text states the tie",
}
"""In the legend of a map some of whose ties are."""
NODES_AND_TIES: Mapping[Language, str] = {
    "ru": "Узлов: {nodes}, связей: {ties}",
    "kk": "Түйіндер: {nodes}, байланыстар: {ties}",
    "en": "Nodes: {nodes}, ties: {ties}",
}
LABELLED: Mapping[Language, str] = {"ru": "подписей: {labels}", "kk": "жазулар: {labels}", "en": "labels: {labels}"}
BEYOND: Mapping[Language, str] = {
    "ru": "за краем карты: {places}",
    "kk": "картаның шетінен тыс: {places}",
    "en": "beyond the edge: {places}",
}
DOCUMENTS: Mapping[Language, str] = {"ru": "документов: {count}", "kk": "құжаттар: {count}", "en": "documents: {count}"}
NEWEST: Mapping[Language, str] = {"ru": "последний: {date}", "kk": "соңғысы: {date}", "en": "newest: {date}"}
OUTLINES: Mapping[Language, str] = {
    "ru": "контуры: Natural Earth",
    "kk": "контурлар: Natural Earth",
    "en": "outlines: Natural Earth",
}
THROUGH: Mapping[Language, str] = {"ru": "через: {names}", "kk": "арқылы: {names}", "en": "through: {names}"}
MORE: Mapping[Language, str] = {"ru": "… и ещё {count}", "kk": "… тағы {count}", "en": "… and {count} more"}
