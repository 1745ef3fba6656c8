"""Refusals: a line of text for programs, and for people a page in their language with what they may have meant."""

import re
from html import unescape

import httpx
import pytest

ASKED = [
    ("/city/omks", 404),
    ("/nothing/at/all", 404),
    ("/list/Towns", 404),
    ("/queries/evidnce", 404),
    ("/downloads/graph.docx", 404),
    ("/static/nothing.js", 404),
    ("/queries/evidence", 400),
    ("/queries/evidence?entity=%D0%9E%D0%BC%D0%B7%D0%BA", 400),
    ("/queries/roles?from=yesterday", 400),
    ("/sparql?query=SELCT", 400),
    ("/sparql?query=SELECT*%7B?s?p?o%7D&union-default-graph=maybe", 400),
    ("/maps/all.gexf?around=Атлантида", 400),
    ("/queries/wikidata-population", 403),
]
HEADINGS = {
    404: {"en": "Nothing is known of this", "ru": "Об этом ничего не известно", "kk": "Бұл туралы ештеңе белгісіз"},
    400: {"en": "This cannot be answered as it is asked", "ru": "На такой вопрос ответить нельзя"},
    403: {"en": "This is not offered here", "ru": "Здесь это не разрешено"},
}
PEOPLE = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def shown(endpoint: httpx.Client, path: str, language: str) -> tuple[int, str]:
    """Status, and what the page says."""
    answer = endpoint.get(path, headers={**PEOPLE, "accept-language": language})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    (main,) = re.findall(r"<main.*?</main>", answer.text, re.DOTALL)
    return answer.status_code, " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


@pytest.mark.parametrize(("path", "status"), ASKED)
def test_people_get_a_page_in_their_language(endpoint: httpx.Client, path: str, status: int) -> None:
    for language, heading in HEADINGS[status].items():
        found, said = shown(endpoint, path, language)
        assert (found, said.startswith(heading) or path.startswith("/list/")) == (status, True)


@pytest.mark.parametrize(("path", "status"), [one for one in ASKED if not one[0].startswith("/list/")])
@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/turtle;q=0.5,application/sparql-results+json"])
def test_programs_get_a_line_of_text(endpoint: httpx.Client, path: str, status: int, accept: str) -> None:
    answer = endpoint.get(path, headers={"accept": accept})
    assert answer.headers["content-type"].startswith("text/plain")
    assert (answer.status_code, answer.text.strip().count("\n")) == (status, 0)


def test_who_names_a_format_or_asks_from_a_page_gets_text(endpoint: httpx.Client) -> None:
    asked = {"query": "SELCT", "format": "json"}
    assert endpoint.get("/sparql", params=asked, headers=PEOPLE).headers["content-type"].startswith("text/plain")
    script = {**PEOPLE, "hx-request": "true"}
    assert endpoint.get("/maps/nothing.gexf", headers=script).headers["content-type"].startswith("text/plain")


MEANT = [
    ("/city/omks", "Омск"),
    ("/city/omsk-city", "Омск"),
    ("/person/putin.html", "Владимир Путин"),
    ("/Павлодар", "Павлодар"),
]


@pytest.mark.parametrize(("path", "label"), MEANT)
def test_what_may_have_been_meant_is_one_click_away(endpoint: httpx.Client, path: str, label: str) -> None:
    answer = endpoint.get(path, headers={**PEOPLE, "accept-language": "ru"})
    (offered,) = re.findall(r'<ul class="plain">(.*?)</ul>', answer.text, re.DOTALL)
    links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', offered)
    assert label in [text.partition(" · ")[0] for _, text in links]
    for link, _ in links:
        assert endpoint.get(unescape(link), headers=PEOPLE).status_code == 200


FAULTS = [
    (
        "SELECT ?x {\n  ?x cop:date ?y }",
        "ru",
        2,
        "Строка 2, знак 6, «cop:date»: префикс cop: неизвестен; может быть, coop:?",
    ),
    ("SELECT ?x { ?x ?p ?y\n", "kk", 1, "1-жол, 11-таңба, «{»: бұл жақша жабылмаған; } жетіспейді"),
    ("SELECT (SUMM(?x) AS ?y) { ?x ?p ?y }", "en", 1, "Line 1, column 9, «SUMM»: no such function; did you mean SUM?"),
]


@pytest.mark.parametrize(("query", "language", "line", "told"), FAULTS)
def test_a_query_is_shown_with_what_is_wrong(
    endpoint: httpx.Client, query: str, language: str, line: int, told: str
) -> None:
    asked = {"query": query, "lang": language}
    answer = endpoint.get("/sparql", params=asked, headers=PEOPLE)
    assert answer.status_code == 400
    assert told in unescape(answer.text)
    (marked,) = re.findall(r"<mark>(.*?)</mark>", answer.text)
    assert unescape(marked).split() == [str(line), *query.split("\n")[line - 1].split()]
    (link,) = re.findall(r'<a class="button" href="(/query\?[^"]*)"', answer.text)
    assert endpoint.get(unescape(link), headers=PEOPLE).status_code == 200


def test_what_a_refusal_asks_for_stays(endpoint: httpx.Client) -> None:
    answer = endpoint.post("/queries/evidence", headers=PEOPLE)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.headers["content-type"].startswith("text/html")
