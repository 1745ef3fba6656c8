"""What a picture says in its own words, in the languages of labels."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

Language = Literal["ru", "kk", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

TITLE: Mapping[Language, str] = {"ru": "Карта связей", "kk": "Байланыстар картасы", "en": "Relationship map"}
OTHER: Mapping[Language, str] = {"ru": "прочее", "kk": "басқа", "en": "other"}
WIDTH: Mapping[Language, str] = {
    "ru": "толщина линии – сколько раз сказано",
    "kk": "сызықтың қалыңдығы – неше рет айтылған",
    "en": "line width: how often it is said",
}
NODES_AND_TIES: Mapping[Language, str] = {
    "ru": "Узлов: {nodes}, связей: {ties}",
    "kk": "Түйіндер: {nodes}, байланыстар: {ties}",
    "en": "Nodes: {nodes}, ties: {ties}",
}
LABELLED: Mapping[Language, str] = {"ru": "подписей: {labels}", "kk": "жазулар: {labels}", "en": "labels: {labels}"}
DOCUMENTS: Mapping[Language, str] = {"ru": "документов: {count}", "kk": "құжаттар: {count}", "en": "documents: {count}"}
NEWEST: Mapping[Language, str] = {"ru": "последний: {date}", "kk": "соңғысы: {date}", "en": "newest: {date}"}
OUTLINES: Mapping[Language, str] = {
    "ru": "контуры: Natural Earth",
    "kk": "контурлар: Natural Earth",
    "en": "outlines: Natural Earth",
}
MORE: Mapping[Language, str] = {"ru": "… и ещё {count}", "kk": "… тағы {count}", "en": "… and {count} more"}
