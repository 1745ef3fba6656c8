"""The answers of `/reconcile` by the shapes that the Reconciliation Service API 0.2 gives them
(https://reconciliation-api.github.io/specs/0.2/), written here from its text: what is required, and nothing unknown."""

import json

import httpx
import pytest
from jsonschema import Draft202012Validator, ValidationError


def of(required: str = "", **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def each(schema: object, **more: object) -> dict[str, object]:
    return {"type": "array", "items": schema, **more}


TEXT = {"type": "string"}
ADDRESS = {"type": "string", "pattern": "^https?://"}
NAMED = of("id name", id=TEXT, name=TEXT)
SUGGEST = of(
    "service_url service_path",
    service_url=ADDRESS,
    service_path={"type": "string", "pattern": "^/"},
    flyout_service_url=ADDRESS,
    flyout_service_path={"type": "string", "pattern": r"\$\{id\}"},
)
WITH_ID = {"type": "string", "pattern": r"\{\{id\}\}"}
MANIFEST = of(
    "versions name identifierSpace schemaSpace",
    versions=each(TEXT, contains={"const": "0.2"}),
    name=TEXT,
    identifierSpace=ADDRESS,
    schemaSpace=ADDRESS,
    documentation=ADDRESS,
    logo=ADDRESS,
    serviceVersion=TEXT,
    defaultTypes=each(NAMED),
    view=of("url", url=WITH_ID),
    preview=of("url width height", url=WITH_ID, width={"type": "integer"}, height={"type": "integer"}),
    suggest=of(entity=SUGGEST, type=SUGGEST, property=SUGGEST),
    extend=of(
        propose_properties=of("service_url service_path", service_url=ADDRESS, service_path=TEXT),
        property_settings=each({"type": "object"}),
    ),
    batchSize={"type": "integer"},
)
CANDIDATE = of(
    "id name type score match",
    id=TEXT,
    name=TEXT,
    description=TEXT,
    type=each(NAMED),
    score={"type": "number"},
    match={"type": "boolean"},
    features=each(of("id value", id=TEXT, name=TEXT, value={"type": ["number", "boolean"]})),
)
RESULTS = {"type": "object", "minProperties": 1, "additionalProperties": of("result", result=each(CANDIDATE))}
SUGGESTED = of("result", result=each(of("id name", id=TEXT, name=TEXT, description=TEXT, notable=each(NAMED))))
PROPOSED = of("properties", type=TEXT, limit={"type": "integer"}, properties=each(NAMED))
CELL = {
    "oneOf": [
        of("str", str=TEXT),
        of("int", int={"type": "integer"}),
        of("float", float={"type": "number"}),
        of("bool", bool={"type": "boolean"}),
        of("date", date={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"}),
        NAMED,
    ]
}
EXTENDED = of(
    "meta rows",
    meta=each(of("id name", id=TEXT, name=TEXT, type=NAMED, service=ADDRESS)),
    rows={"type": "object", "additionalProperties": {"type": "object", "additionalProperties": each(CELL)}},
)


def batch(*queries: dict[str, object]) -> dict[str, str]:
    return {"queries": json.dumps({f"q{number}": query for number, query in enumerate(queries)})}


def extension(*properties: str) -> dict[str, str]:
    things = ["city/omsk", "country/KZ", "event/forum-18", "agreement/omsk-pavlodar", "nothing"]
    return {"extend": json.dumps({"ids": things, "properties": [{"id": one} for one in properties]})}


CASES: list[tuple[str, dict[str, str], dict[str, object]]] = [
    ("/reconcile", {}, MANIFEST),
    (
        "/reconcile",
        batch(
            {"query": "Омбы", "type": "City"},
            {"query": "Омск", "limit": 3, "type_strict": "any"},
            {"query": "Форум"},
            {"query": "nobody's name"},
            {"query": "Омская область", "properties": [{"pid": "country", "v": "Россия"}]},
            {"query": "Павлодар", "properties": [{"pid": "wikidata", "v": {"id": "Q1", "name": "one"}}]},
        ),
        RESULTS,
    ),
    ("/reconcile/suggest/entity", {"prefix": "ом"}, SUGGESTED),
    ("/reconcile/suggest/entity", {"prefix": "ом", "cursor": "1"}, SUGGESTED),
    ("/reconcile/suggest/type", {"prefix": "c"}, SUGGESTED),
    ("/reconcile/suggest/property", {"prefix": ""}, SUGGESTED),
    ("/reconcile/properties", {"type": "City"}, PROPOSED),
    ("/reconcile/properties", {"type": "Event", "limit": "3"}, PROPOSED),
    ("/reconcile", extension("latitude", "label.kk", "sisterCityOf", "isoCode", "date", "party", "wikidata"), EXTENDED),
]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize(("path", "sent", "schema"), CASES)
def test_answers_have_the_shapes_of_the_specification(
    endpoint: httpx.Client, path: str, sent: dict[str, str], schema: dict[str, object], language: str
) -> None:
    origin = {"origin": "http://127.0.0.1:3333", "accept-language": language}
    answers = [endpoint.get(path, headers=origin, params=sent)]
    if path == "/reconcile" and sent:
        answers.append(endpoint.post(path, headers=origin, data=sent))
    for answer in answers:
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].partition(";")[0] == "application/json"
        assert answer.headers["access-control-allow-origin"] in ("*", origin["origin"])
        Draft202012Validator(schema).validate(answer.json())


def test_the_shapes_refuse_what_is_otherwise() -> None:
    candidate = {"id": "a", "name": "A"}
    answers: list[dict[str, object]] = [{}, {"result": [candidate]}, {"result": [], "more": 1}]
    for wrong in ({"q0": answer} for answer in answers):
        with pytest.raises(ValidationError):
            Draft202012Validator(RESULTS).validate(wrong)
