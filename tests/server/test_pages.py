"""Pages as a browser gets them, without scripts."""

import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pyoxigraph import Literal

from kg.model.config import PROJECT
from kg.queries.saved import SavedQuery
from kg.server.view.rendering import STATIC
from tests.graph import BASE, COOP, RDF, VOCAB, Graph
from tests.graph import day as day_of
from tests.server.listening import listening

HTML = {"accept": "text/html"}


def page(endpoint: httpx.Client, path: str, language: str = "en") -> str:
    response = endpoint.get(path, headers={**HTML, "accept-language": language})
    assert response.status_code == 200, response.text
    return response.text


def words(html: str) -> str:
    """What is shown, in one line."""
    apart = re.sub(r"</(dt|dd|li|p|h\d|t[dh]|div)>", " ", html)
    return " ".join(unescape(re.sub(r"<(title|script)\b.*?</\1>|<[^>]*>", "", apart, flags=re.DOTALL)).split())


def test_health(endpoint: httpx.Client) -> None:
    response = endpoint.get("/health")
    assert (response.status_code, response.json()["ok"]) == (200, True)


SHOWN = [
    ("/", "en", ["6 documents, 41 claims", "city 4", "Newest documents", "Sister cities", "Russian: 5", "May 5, 2020"]),
    ("/", "ru", ["6 документов, 41 утверждение", "город 4", "Города-побратимы", "28 ноября 2022"]),
    ("/", "kk", ["6 құжат, 41 мәлімдеме", "қала 4", "Бауырлас қалалар"]),
    ("/city/omsk", "ru", ["Омск", "Omsk en", "Омбы kk", "побратим", "Павлодар", "Побратимы Омск и Павлодар"]),
    ("/city/omsk", "ru", ["Владимир Путин, 28 ноября 2022", "Омском", "Wikidata Q898", "54,99°, 73,37°"]),
    ("/city/omsk", "kk", ["Омбы", "Омск ru"]),
    ("/city/pavlodar", "en", ["Q167379 (likely)", "Omsk"]),
    ("/region/RU-OMS", "ru", ["120 предприятий", "130 предприятий", "Соглашение о сотрудничестве"]),
    ("/event/forum-18", "en", ["ordinal", "18", "date", "2022", "participant", "Открыт XVIII Форум"]),
    ("/person/kasym-zhomart-tokaev", "en", ["Президент (Kazakhstan)", "took part in"]),
    ("/country/KZ", "ru", ["Страна", "Wikidata Q232", "источники расходятся", "25,6 млрд $", "почти 24,5 млрд $"]),
    ("/indicator/turnover-2021", "en", ["trade turnover", "$25.6B", "nearly $24.5B"]),
    ("/doc/003_qostanai", "kk", ["003_qostanai.txt", "Қостанай қаласы Қостанай облысында", "орналасқан жері"]),
    ("/doc/000_forum", "ru", ["Владимир Путин", "Товарооборот вырос до", "2021", "25,6 млрд $"]),
    ("/city/шу", "ru", ["Шу"]),
    ("/city/%D1%88%D1%83", "ru", ["Шу"]),
    ("/list/City", "ru", ["Город", "Казань", "Костанай", "Омск", "Павлодар"]),
    ("/list/Document", "en", ["November 28, 2022", "Russian", "Kazakh"]),
    ("/contradictions", "en", ["trade turnover, 2021", "$25.6B", "nearly $24.5B", "1 indicator with different values"]),
    ("/timeline", "en", ["2022", "XVIII Форум межрегионального сотрудничества", "forum 1", "some time in the year"]),
    ("/timeline?kind=forum", "en", ["1 event ", "all forum 1"]),
    ("/search?q=омС", "ru", ["Омск", "Омская область", "Министерство экономики Омской области"]),
    ("/search?q=omsk", "ru", ["1 совпадение", "Омск"]),
    ("/search?q=zzz", "en", ["Nothing is called “zzz”."]),
    ("/queries/sister-cities", "ru", ["Города-побратимы", "Омск", "Павлодар", "1 строка"]),
    ("/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D", "en", ["yes"]),
    ("/query?saved=sister-cities", "en", ["coop:sisterCityOf"]),
]


@pytest.mark.parametrize(("path", "language", "parts"), SHOWN)
def test_pages_show(endpoint: httpx.Client, path: str, language: str, parts: list[str]) -> None:
    shown = words(page(endpoint, path, language)).lower().replace("\u00a0", " ")
    for part in parts:
        assert part.lower() in shown


LINKS = [
    ("/city/omsk", ["/city/pavlodar", "http://www.wikidata.org/entity/Q898", "/doc/000_forum#char=29,54"]),
    ("/city/omsk", ["?format=turtle", "/person/vladimir-putin", "/list/City"]),
    ("/doc/000_forum", ["/city/omsk", "#fact-1", "#char=16,27"]),
    ("/queries/sister-cities", ["/doc/000_forum#char=29,54", "/city/omsk", "/queries/sister-cities?format=csv"]),
    ("/list/City", ["/city/kazan"]),
    ("/contradictions", ["/indicator/turnover-2021"]),
]


@pytest.mark.parametrize(("path", "links"), LINKS)
def test_pages_link(endpoint: httpx.Client, path: str, links: list[str]) -> None:
    found = [unescape(link) for link in re.findall(r'href="([^"]*)"', page(endpoint, path))]
    for link in links:
        assert link in found


def test_words_of_a_fact_are_where_their_link_leads(endpoint: httpx.Client) -> None:
    fragment = "char=29,54"
    assert f'<mark id="{fragment}"' in page(endpoint, "/doc/000_forum")
    assert f"/doc/000_forum#{fragment}" in page(endpoint, "/city/pavlodar")


PANELS = [
    "/city/omsk",
    "/country/KZ",
    "/doc/000_forum",
    "/",
    "/contradictions",
    "/timeline",
    "/list/City",
    "/search?q=о",
]


@pytest.mark.parametrize("path", PANELS)
def test_the_query_behind_a_panel_answers(endpoint: httpx.Client, path: str) -> None:
    behind = re.findall(r'class="behind" href="([^"]*)"', page(endpoint, path))
    assert behind
    for link in map(unescape, behind):
        (query,) = parse_qs(urlsplit(link).query)["query"]
        answer = endpoint.post("/sparql", data={"query": query, "format": "json"})
        assert answer.status_code == 200, (query, answer.text)
        assert answer.json()["results"]["bindings"], query
        assert f"{query}</textarea>" in unescape(page(endpoint, link))


def test_one_property_in_full(endpoint: httpx.Client) -> None:
    shown = page(endpoint, "/person/kasym-zhomart-tokaev?property=participant&inverse=1")
    assert "На XVI Форум приехал Токаев" in shown
    assert "holdsPost" not in shown


def test_a_claim_has_its_page(endpoint: httpx.Client) -> None:
    query = f"SELECT ?c {{ GRAPH ?d {{ ?c <{COOP}bound> <{VOCAB}nearly> }} }}"
    (claim,) = endpoint.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1:]
    shown = words(page(endpoint, claim.removeprefix(BASE[:-1])))
    assert "trade turnover value nearly $24.5B почти 24,5 миллиарда Касым-Жомарт Токаев" in shown


def test_denied_claims_stand_beside_others(endpoint: httpx.Client) -> None:
    listing = endpoint.get(
        "/sparql",
        params={
            "query": f"SELECT ?s {{ GRAPH ?d {{ ?c <{RDF}subject> ?s ; <{COOP}modality> <{VOCAB}denied> }} }}",
            "format": "csv",
        },
    ).text.split()[1:]
    assert listing
    for subject in listing:
        assert '<span class="badge denied">denied</span>' in page(endpoint, subject.removeprefix(BASE[:-1]))


MISSING = ["/city/atlantis", "/favicon.ico", "/a b", "/%3Cscript%3E", "/%FF", "/..%2f..%2fetc/passwd", "/list/Nothing"]


@pytest.mark.parametrize("path", [*MISSING, "/static/..%2fpages.py", "/static/../application.py", "/static/nothing.js"])
def test_missing(endpoint: httpx.Client, path: str) -> None:
    assert endpoint.get(path, headers=HTML).status_code == 404


HOSTILE = [
    ("/organisation/hostile", {}),
    ("/sparql", {"query": "SELECT ?l { <organisation/hostile> ?p ?l }"}),
    ("/sparql", {"query": "SELECT ('<script>' AS ?l) {} # </textarea><script>"}),
    ("/sparql", {"query": "CONSTRUCT WHERE { <organisation/hostile> ?p ?l }"}),
    ("/query", {"query": "# </textarea><script>alert(1)</script>"}),
    ("/search", {"q": "<script>"}),
]


@pytest.mark.parametrize(("path", "params"), HOSTILE)
def test_what_is_asked_is_escaped(endpoint: httpx.Client, path: str, params: dict[str, str]) -> None:
    harmless(endpoint.get(path, params=params, headers=HTML))


SCRIPT = "<script>alert('\"&amp;')</script>"
HOSTILE_PAGES = [
    "/",
    "/city/bad",
    "/city/ok?property=sisterCityOf",
    "/doc/bad",
    "/list/City",
    "/list/Document",
    "/list/Event",
    "/search?q=script",
    "/search?q=script&suggest=1",
    "/timeline",
    "/contradictions",
    "/queries/sister-cities",
    "/queries/mentions",
]


@pytest.fixture(scope="module")
def hostile(saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    """All that can be words is a script."""
    graph = Graph()
    for name in ("city/bad", "city/ok", "city/worse"):
        graph.entity(name, "City", SCRIPT, SCRIPT + "kk")
        graph.also(name, SCRIPT + "2")
    graph.entity("organisation/bad", "Organisation", SCRIPT)
    graph.entity("event/bad", "Event", SCRIPT, date=Literal(SCRIPT), locatedIn="city/bad")
    graph.link("event/bad", "coop:kind", "v:forum")
    about = {"about": ("city/bad",), "period": Literal(SCRIPT)}
    graph.indicator("indicator/bad", SCRIPT, "USD", **about)  # type: ignore[arg-type]
    text = graph.document("bad", f"{SCRIPT}. {SCRIPT}{SCRIPT} A {SCRIPT} B", "2020-01-01", "organisation/bad")
    text.speaks("organisation/bad", SCRIPT + SCRIPT)
    text.mention("city/bad", SCRIPT, "City")
    text.mention("city/bad", f"A {SCRIPT}", "City")
    text.claim("city/ok", "sisterCityOf", "city/bad", f"{SCRIPT} B", basis=SCRIPT)
    text.claim("city/bad", "sisterCityOf", "city/worse", SCRIPT)
    text.claim("city/bad", "sisterCityOf", "city/worse", SCRIPT, by="city/bad", modality="denied")
    text.figure("indicator/bad", 1, f"{SCRIPT} B")
    text.figure("indicator/bad", 2, SCRIPT, by="city/worse")
    with listening(graph.store(), saved) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.mark.parametrize("path", HOSTILE_PAGES)
def test_what_the_graph_holds_is_escaped(hostile: httpx.Client, path: str) -> None:
    harmless(hostile.get(path, headers=HTML))


def harmless(response: httpx.Response) -> None:
    assert response.status_code == 200
    assert "&lt;script&gt;" in response.text
    # What has no address is data, and ends where its element does.
    data = r'<script type="application/ld\+json">[^<]*</script>'
    assert all(" src=" in script for script in re.findall(r"<script\b[^>]*>", re.sub(data, "", response.text)))
    assert 'href="javascript' not in response.text
    assert "alert('\"" not in response.text
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe-eval" not in policy


DATED = [("documentDate", True), ("", False)]


@pytest.mark.parametrize(("source", "marked"), DATED)
def test_a_date_that_no_words_say_is_marked(saved: dict[str, SavedQuery], source: str, marked: bool) -> None:
    graph = Graph()
    graph.entity("organisation/press", "Organisation", "Пресса")
    graph.entity("event/forum", "Event", "Форум")
    text = graph.document("news", "Прошёл форум.", "2024-05-06", "organisation/press")
    text.claim("event/forum", "kind", "v:forum", "форум")
    text.claim("event/forum", "date", day_of("2024-05-06"), "форум", date_from=source)
    with listening(graph.store(), saved) as address, httpx.Client(base_url=address) as client:
        page = client.get("/event/forum", headers={**HTML, "accept-language": "ru"})
    assert page.status_code == 200
    assert ("(дата документа)" in page.text) == marked


QUOTES = ['"', "'", "\\", '" } DROP ALL #', "\n", "\x00", "%", "🙂" * 300, "{", "?x"]


@pytest.mark.parametrize("typed", QUOTES)
def test_any_words_can_be_searched(endpoint: httpx.Client, typed: str) -> None:
    for suggest in ("", "1"):
        assert endpoint.get("/search", params={"q": typed, "suggest": suggest}, headers=HTML).status_code == 200


ODD = [
    "/list/City?from=-1",
    "/list/City?from=x",
    "/list/City?from=99999999",
    "/list/City?from=²",
    "/timeline?kind=x%3E&year=zz",
    "/contradictions?from=%F0",
    "/country/KZ?property=%3E%20x&inverse=2",
    "/query?saved=none",
    "/city/omsk?lang=xx",
]


@pytest.mark.parametrize("path", ODD)
def test_odd_parameters_do_no_harm(endpoint: httpx.Client, path: str) -> None:
    assert endpoint.get(path, headers=HTML).status_code in (200, 404)


def test_a_page_of_many_rows_is_cut_and_says_so(endpoint: httpx.Client) -> None:
    query = "SELECT ?a ?b ?c WHERE { GRAPH ?g { ?a ?b ?c } GRAPH ?e { ?f ?h ?i } } LIMIT 20500"
    shown = endpoint.get("/sparql", params={"query": query}, headers=HTML).text
    assert shown.count("<tr>") == 101
    assert "The first 20,000 rows" in words(shown).replace("\u00a0", " ")
    assert len(endpoint.get("/sparql", params={"query": query, "format": "csv"}).text.splitlines()) > 20_000


def test_a_thing_of_many_claims_is_cut_and_says_so(saved: dict[str, SavedQuery]) -> None:
    graph = Graph()
    graph.entity("city/omsk", "City", "Омск")
    text = graph.document("long", "".join(f"<{number}>" for number in range(1001)), "2020-01-01", "organisation/o")
    for number in range(1001):
        text.claim(f"event/{number}", "locatedIn", "city/omsk", f"<{number}>")
    with listening(graph.store(), saved) as address:
        shown = words(httpx.get(f"{address}/city/omsk", headers=HTML).text).replace("\u00a0", " ")
    assert "what is here1,000" in shown.replace("here ", "here")
    assert "995 more" in shown
    assert "The first 1,000 claims" in shown


LANGUAGES = [
    ("", "", "en"),
    ("ru-RU,ru;q=0.9,en;q=0.8", "", "ru"),
    ("de,kk;q=0.5,ru;q=0.4", "", "kk"),
    ("ru;q=0,en", "", "en"),
    ("fr, *;q=0.1", "", "en"),
    ("ru", "kk", "kk"),
    ("ru", "xx", "ru"),
    ("ru;q=high", "", "en"),
]


@pytest.mark.parametrize(("accepted", "asked", "language"), LANGUAGES)
def test_the_language_of_a_page(endpoint: httpx.Client, accepted: str, asked: str, language: str) -> None:
    headers = {**HTML, "accept-language": accepted}
    response = httpx.get(f"{endpoint.base_url}", params={"lang": asked} if asked else {}, headers=headers)
    assert f'<html lang="{language}">' in response.text
    assert response.headers["content-language"] == language
    assert {"accept", "accept-language", "cookie"} <= {
        one.strip().lower() for one in response.headers["vary"].split(",")
    }


def test_a_chosen_language_stays(endpoint: httpx.Client) -> None:
    with httpx.Client(base_url=endpoint.base_url, headers={**HTML, "accept-language": "ru"}) as reader:
        assert '<html lang="kk">' in reader.get("/city/omsk?lang=kk").text
        assert '<html lang="kk">' in reader.get("/timeline").text
        assert "Set-Cookie" not in reader.get("/timeline").headers


def test_the_switch_keeps_what_was_asked(endpoint: httpx.Client) -> None:
    assert 'href="/timeline?kind=forum&amp;lang=ru"' in page(endpoint, "/timeline?kind=forum&lang=en")
    endpoint.cookies.clear()  # which others read with, in languages of their own


def test_labels_in_another_language_say_so(endpoint: httpx.Client) -> None:
    assert '<a href="/city/kazan" lang="ru">Казань</a>' in page(endpoint, "/list/City")


def test_files_of_pages_are_kept_by_browsers(endpoint: httpx.Client) -> None:
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', page(endpoint, "/query"))
    assert len(addresses) >= 7
    for address in addresses:
        response = endpoint.get(address)
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]


def test_the_files_from_npm_are_of_the_versions_asked_for() -> None:
    asked = json.loads((PROJECT / "web" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((PROJECT / "web" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    kept = "".join(file.read_text(encoding="utf-8") for file in sorted(STATIC.glob("vendor/*/LICENCES.txt")))
    for name, version in asked.items():
        assert locked[f"node_modules/{name}"]["version"] == version
        assert re.search(rf"^{re.escape(name)} {re.escape(version)}$", kept, re.MULTILINE)
    assert not [name for name, package in locked.items() if "resolved" in package]


def test_nothing_comes_from_another_host(endpoint: httpx.Client) -> None:
    for path in ("/", "/city/omsk", "/doc/000_forum", "/query", "/timeline", "/contradictions"):
        assert not re.findall(r'(?:src|action|data-hx-get)="(?:https?:)?//', page(endpoint, path))


STRUCTURED = [
    ("/", {"@type": "Dataset", "name": "How regions cooperate", "temporalCoverage": "2018-02-02/2022-11-28"}),
    (
        "/city/omsk",
        {
            "@type": "City",
            "name": "Omsk",
            "alternateName": ["Омбы", "Омск", "Омском"],
            "sameAs": ["http://www.wikidata.org/entity/Q898"],
            "geo": {"@type": "GeoCoordinates", "latitude": "54.99", "longitude": "73.37"},
        },
    ),
    ("/event/forum-18", {"@type": "Event", "startDate": "2022"}),
    (
        "/doc/000_forum",
        {
            "@type": "Article",
            "datePublished": "2022-11-28",
            "inLanguage": "ru",
            "publisher": [{"@type": "Organization", "@id": f"{BASE}organisation/kremlin-ru", "name": "kremlin.ru"}],
        },
    ),
    ("/organisation/hostile", {"@type": "Thing", "name": '<script>alert("1")</script>'}),
]


@pytest.mark.parametrize(("path", "expected"), STRUCTURED)
def test_pages_tell_search_engines_what_they_are_about(
    endpoint: httpx.Client, path: str, expected: dict[str, object]
) -> None:
    html = page(endpoint, path)
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    told = json.loads(found)
    assert told["@context"] == "https://schema.org"
    assert {name: told.get(name) for name in expected} == expected
    assert '<meta name="description" content="' in html
    alternates = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"', html)
    assert alternates
    for media_type, address in alternates:
        answer = endpoint.get(path.rstrip("/") + address if address.startswith("?") else address)
        assert answer.headers["content-type"].partition(";")[0] == media_type


def test_the_start_tells_what_is_new(endpoint: httpx.Client) -> None:
    html = page(endpoint, "/", "ru")
    shown = words(html).replace("\u00a0", " ")
    order = [
        "Самые частые связи",
        "Где источники расходятся",
        "Новые встречи",
        "Новые соглашения",
        "Что в графе",
        "Готовые запросы",
    ]
    assert sorted(order, key=shown.index) == order
    assert "XVIII Форум межрегионального сотрудничества2022 · форум" in shown
    assert "десять соглашений28 ноября 2022 г. · соглашение · готовится к подписанию" in shown.replace("\u202f", " ")
    assert "почти 24,5 млрд $" in shown
    later = Graph()
    later.entity("event/expo", "Event", "Выставка 2030 года")
    text = later.document("t", "Выставка", "2022-01-01", "organisation/o")
    text.claim("event/expo", "date", Literal("2030"), "Выставка")
    with listening(later.store(), {}) as address:
        assert "Новые встречи" not in httpx.get(address, headers={**HTML, "accept-language": "ru"}).text


def test_the_font_has_all_letters_and_is_small() -> None:
    css = (STATIC / "pages.css").read_text(encoding="utf-8")
    files = re.findall(r"url\((vendor/noto-sans/[\w-]+\.woff2)\)", css)
    assert sum((STATIC / file).stat().st_size for file in files) < 200_000
    ranges = [
        (int(first, 16), int(last or first, 16)) for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", css)
    ]
    letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІі" + "".join(map(chr, range(ord("А"), ord("я") + 1))) + "Ёё№«»–—…$€abcXYZ0123456789"
    assert [letter for letter in letters if not any(first <= ord(letter) <= last for first, last in ranges)] == []


def test_a_place_lies_on_a_map_with_what_it_is_tied_to(endpoint: httpx.Client) -> None:
    html = page(endpoint, "/city/omsk")
    (earth,) = re.findall(r'<svg [^>]*aria-label="Omsk on a map".*?</svg>', html, re.DOTALL)
    assert earth.count("<circle") == 2
    assert "<title>Павлодар: sister city of</title>" in earth
    assert 'class="land"' in earth
    assert "on a map" in page(endpoint, "/event/forum-16"), "it is held in a place that lies somewhere"
    assert "on a map" not in page(endpoint, "/person/vladimir-putin")


def test_an_event_leads_to_its_neighbours_in_the_series(endpoint: httpx.Client) -> None:
    html = page(endpoint, "/event/forum-18")
    (series,) = re.findall(r'<nav class="series".*?</nav>', html, re.DOTALL)
    assert re.findall(r'href="(/event[^"]*)"', series) == ["/event/forum-16", "/event/forum-18"]
    assert "№ 16 № 18 · 2022" in words(series)
    assert 'class="series"' not in page(endpoint, "/event/visit-2022")


def test_posts_of_a_person_stand_in_their_order(saved: dict[str, SavedQuery]) -> None:
    graph = Graph()
    graph.entity("person/p", "Person", "Иванов")
    graph.entity("country/KZ", "Country", "Казахстан")
    for name in ("министр", "президент"):
        graph.entity(f"post/{name}", "Post", name, postOf="country/KZ")
    for day, post in (("2019-01-01", "министр"), ("2020-01-01", "министр"), ("2021-01-01", "президент")):
        text = graph.document(f"t{day}", post, day, "organisation/o")
        text.claim("person/p", "holdsPost", f"post/{post}", post)
    with listening(graph.store(), saved) as address:
        html = httpx.get(f"{address}/person/p", headers={**HTML, "accept-language": "ru"}).text
    (held,) = re.findall(r'<ul class="plain careers">.*?</ul>', html, re.DOTALL)
    shown = words(held).replace("\u202f", " ").replace("\u00a0", " ")
    assert "министр (Казахстан)1 января 2019 г. – 1 января 2020 г. президент (Казахстан)1 января 2021 г." in shown
    assert re.findall(r'cx="([\d.]+)"', held) == ["6.0", "100.0", "194.0"]
