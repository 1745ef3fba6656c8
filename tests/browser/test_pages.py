"""Pages as people use them, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Tab

EVERY_KIND = [
    "/",
    "/city/omsk",
    "/country/KZ",
    "/event/forum-18",
    "/person/kasym-zhomart-tokaev",
    "/dataset",
    "/indicator/turnover-2021",
    "/doc/000_forum",
    "/query",
    "/query?saved=events",
    "/queries/sister-cities",
    "/list/City",
    "/list/Document",
    "/list/Event?_is.year=2022&_as=time",
    "/queries/locations?_as=map",
    "/list/City?_as=world",
    "/search?q=омс",
    "/contradictions",
    "/timeline",
    "/map",
    "/map?query=region-network&geographic=yes",
    "/dataset",
    "/ontology",
    "/vocab/",
    "/queries",
]
REFUSED = [
    "/city/omks",
    "/queries/evidence?entity=Омзк",
    "/sparql?query=SELECT%20*%20%7B%0A?s%20cop:date%20?o%20%7D",
]
"""The console says so, and shall say nothing else."""
_SAID = ("404 (Not Found)", "400 (Bad Request)")


@pytest.mark.parametrize("path", [*EVERY_KIND, *REFUSED])
def test_no_violation_of_accessibility(tab: Tab, path: str) -> None:
    page = tab.open(path)
    # The dark differs in colours only.
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
        told = [(one["id"], [(node["html"], node["failureSummary"]) for node in one["nodes"][:3]]) for one in found]
        assert told == [], scheme
    _forget_refusals(tab, path)


@pytest.mark.parametrize("path", [*EVERY_KIND, *REFUSED])
def test_a_phone_need_not_scroll_sideways(tab: Tab, path: str) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    for language in ("en", "ru", "kk"):
        page = tab.open(f"{path}{'&' if '?' in path else '?'}lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, language
    _forget_refusals(tab, path)


def _forget_refusals(tab: Tab, path: str) -> None:
    if path in REFUSED:
        tab.wrong[:] = [one for one in tab.wrong if not any(said in one for said in _SAID)]


def test_from_the_start_to_the_words_of_a_fact(tab: Tab) -> None:
    page = tab.open("/")
    page.get_by_role("link", name="city 4").click()
    page.get_by_role("link", name="Omsk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Omsk")
    page.get_by_text("Побратимы Омск и Павлодар").first.click()
    words = page.locator("mark:target")
    expect(words).to_have_text("Побратимы Омск и Павлодар")
    expect(words).to_be_in_viewport()


def test_a_document_leads_to_its_facts_and_back(tab: Tab) -> None:
    page = tab.open("/doc/000_forum")
    mark = page.locator("mark", has_text="Побратимы")
    mark.click(position={"x": 4, "y": 8})
    fact = page.locator("li:target")
    expect(fact).to_contain_text("Omsk")
    expect(fact).to_be_in_viewport()
    fact.get_by_role("link", name="The words in the text").click()
    expect(page.locator("mark:target")).to_have_text("Побратимы Омск и Павлодар")
    page.locator("article").get_by_role("link", name="Павлодар").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Павлодар")


def test_a_fact_lights_its_words(tab: Tab) -> None:
    page = tab.open("/doc/000_forum")
    page.locator("ol.said-here > li").first.hover()
    expect(page.locator("mark.lit")).to_have_count(1)


def test_what_a_document_shows_can_be_copied(tab: Tab) -> None:
    shown = tab.open("/doc/001_forum").locator("article p").first.text_content()
    assert shown == (
        "XVI Форум прошёл в Омске. На XVI Форум приехал Токаев. Визит в Казань перенесён. "
        "Оборот 2018 года – 18,2 миллиарда."
    )


def test_a_query_is_asked_in_the_editor(tab: Tab) -> None:
    page = tab.open("/query")
    page.get_by_role("link", name="Sister cities", exact=True).click()
    expect(page.locator(".tabsList .tab.active")).to_contain_text("sister-cities")
    page.locator(".tabPanel.active .yasqe_queryButton").click()
    table = page.locator(".tabPanel.active .yasr table")
    expect(table).to_contain_text("000_forum.txt")
    expect(table.get_by_role("link", name="Omsk", exact=True)).to_be_visible()
    page.get_by_role("button", name="Ask, and show as a table").click()
    page.locator("#answered").get_by_role("link", name="Omsk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Omsk")


def test_the_query_behind_a_panel_opens_in_the_editor(tab: Tab) -> None:
    page = tab.open("/city/omsk")
    page.get_by_role("link", name="the query behind this").first.click()
    expect(page.locator(".tabPanel.active .CodeMirror")).to_contain_text("VALUES ?thing")


def test_the_search_suggests(tab: Tab) -> None:
    page = tab.open("/timeline")
    page.get_by_role("searchbox").fill("омс")
    expect(page.locator("#suggestions a").first).to_contain_text("Omsk")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Omsk")
    page.get_by_role("searchbox").fill("омс")
    expect(page.locator("#suggestions a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions a")).to_have_count(0)


def test_a_language_stays(tab: Tab) -> None:
    page = tab.open("/city/omsk")
    page.get_by_role("link", name="Қазақша").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Омбы")
    page.get_by_role("link", name="Хронология").click()
    assert page.locator("html").get_attribute("lang") == "kk"


def test_the_keyboard_skips_to_the_content(tab: Tab) -> None:
    page = tab.open("/city/omsk")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("tab", [{"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("path", ["/query", "/map"])
def test_nothing_is_offered_that_only_a_script_does(tab: Tab, path: str) -> None:
    page = tab.open(path)
    hidden = page.locator("[hidden]")
    assert hidden.count()
    for one in hidden.all():
        expect(one).to_be_hidden()


@pytest.mark.parametrize("tab", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts(tab: Tab) -> None:
    page = tab.open("/query?saved=sister-cities")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("cell", name="В", exact=True).get_by_role("link").click()
    expect(page.locator("mark:target")).to_have_text("Побратимы Омск и Павлодар")
    page.locator("mark:target + a.ref").click()
    expect(page.locator("li:target")).to_contain_text("Omsk")
    page.get_by_role("searchbox").fill("омс")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Омская область")


def test_a_table_is_narrowed_sorted_and_charted(tab: Tab) -> None:
    page = tab.open("/list/Event")
    facets = page.get_by_role("complementary", name="Narrow down")
    facets.get_by_role("link", name="forum 2").click()
    expect(page.get_by_role("status")).to_have_text("2 rows of 3")
    page.get_by_role("columnheader", name="date").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="date")).to_have_attribute("aria-sort", "ascending")
    page.get_by_label("Words in the rows").fill("omsk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 row of 3")
    expect(page.locator("table.answer tbody tr")).to_have_count(1)
    page.get_by_role("link", name="on a map of the world").click()
    expect(page.locator("svg.earth").get_by_role("link", name="Omsk")).to_be_visible()
    page.get_by_role("link", name="forum 1 chosen; take it back").click()
    expect(page.get_by_role("status")).to_have_text("1 row of 3")
    page.get_by_role("link", name="All rows").click()
    expect(page.get_by_role("status")).to_have_text("3 rows")
    # A query of one's own is shown in the same way.
    page.get_by_role("link", name="the query behind this").click()
    page.get_by_role("button", name="Ask, and show as a table").click()
    page.get_by_role("link", name="visit 1").click()
    expect(page.get_by_role("cell", name="визит в Казань")).to_be_visible()


def choose(tab: Tab, words: str, first: str) -> None:
    """Takes what the editor offers first after these words."""
    tab.page.keyboard.type(words, delay=20)
    expect(tab.page.locator(".CodeMirror-hint").first).to_have_text(first)
    # While names are fetched nothing can be chosen.
    tab.page.wait_for_timeout(100)
    expect(tab.page.locator(".tabPanel.active .CodeMirror[aria-busy]")).to_have_count(0)
    tab.page.keyboard.press("Enter")


def test_the_editor_completes_from_this_graph_and_adds_prefixes(tab: Tab) -> None:
    page = tab.open("/query?query=%20")
    editor = page.locator(".tabPanel.active .CodeMirror").first
    editor.click()
    page.keyboard.type("SELECT ")
    assert page.locator(".CodeMirror-hint").count() == 0, "a keyword is no name"
    page.keyboard.type("?x WHERE { ?x a ")
    choose(tab, "coop:Ci", "coop:City – city · город · қала")
    page.keyboard.type(" ; ")
    choose(tab, "coop:побр", "coop:sisterCityOf – sister city of · город-побратим · бауырлас қала")
    page.keyboard.type(" ")
    choose(tab, "<павло", "Павлодар city")
    page.keyboard.type(" }")
    text = page.evaluate("document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()")
    assert text.split() == [
        *("PREFIX", "coop:", "<https://w3id.org/interregional/ontology#>", "SELECT", "?x", "WHERE", "{", "?x", "a"),
        *("coop:City", ";", "coop:sisterCityOf", "<https://data.example/city/pavlodar>", "}"),
    ]
    page.get_by_role("button", name="Ask, and show as a table").click()
    expect(page.locator("#answered").get_by_role("cell", name="Omsk")).to_be_visible()
    page.locator("#answered").get_by_role("link", name="on a map of the world").click()
    expect(page.locator("#answered svg.earth")).to_be_visible()
    expect(editor).to_be_visible()


def test_a_saved_query_asks_for_what_it_takes(tab: Tab) -> None:
    page = tab.open("/query")
    page.get_by_role("link", name="Who says what about a thing").click()
    page.get_by_label("thing").fill("Omsk")
    page.locator("#parameters").get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who says what about a thing")
    expect(page.get_by_role("cell", name="Побратимы Омск и Павлодар").first).to_be_visible()
