"""The map page as people use it: what the canvas draws is what the server says."""

import io
from typing import Any

import networkx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab

DRAWN = "#mapping[data-drawn]"


def opened(tab: Tab, path: str = "/map") -> Page:
    page = tab.open(path)
    page.wait_for_selector(DRAWN)
    return page


def graph(page: Page) -> tuple[set[str], int]:
    nodes, ties = page.evaluate(
        "(() => { const { graph } = document.getElementById('canvas').map; return [graph.nodes(), graph.size]; })()"
    )
    return set(nodes), ties


def served(tab: Tab, address: str) -> dict[str, Any]:
    found: dict[str, Any] = tab.page.request.get(tab.address + address).json()
    return found


def drawn_as(page: Page, options: str) -> None:
    page.wait_for_selector(f'#mapping[data-drawn="{options}"]')


def click_tie(page: Page, source: str, target: str) -> None:
    """In the middle of its line, where the canvas shows it."""
    page.wait_for_timeout(300)
    x, y = page.evaluate(
        """([source, target]) => {
          const { graph, renderer } = document.getElementById("canvas").map;
          const named = (label) => graph.findNode((_, data) => data.label === label);
          const at = (key) => renderer.framedGraphToViewport(renderer.getNodeDisplayData(key));
          const [a, b] = [at(named(source)), at(named(target))];
          const { left, top } = document.getElementById("canvas").getBoundingClientRect();
          return [left + (a.x + b.x) / 2, top + (a.y + b.y) / 2];
        }""",
        [source, target],
    )
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def test_the_canvas_draws_what_the_server_says(tab: Tab) -> None:
    page = opened(tab)
    expect(page.locator("#canvas canvas").first).to_be_visible()
    found = served(tab, "/maps/all.json")
    assert graph(page) == ({node["key"] for node in found["nodes"]}, len(found["edges"]))
    expect(page.locator("#status")).to_have_text(f"Nodes: {len(found['nodes'])}, ties: {len(found['edges'])}.")


def test_kinds_of_ties_differ_in_their_dashes_too(tab: Tab) -> None:
    page = opened(tab)
    kinds = {edge["attributes"]["kind"]: edge["attributes"]["dash"] for edge in served(tab, "/maps/all.json")["edges"]}
    assert {"", "2 3", "6 4"} <= set(kinds.values())
    signs = page.locator("#lines line").evaluate_all("lines => lines.map(one => one.getAttribute('stroke-dasharray'))")
    assert sorted(one or "" for one in signs) == sorted(kinds.values())
    # The canvas of sigma between lines and nodes is for the dashed ones alone.
    painted = """() => {
      const canvas = document.getElementById("canvas").map.renderer.getCanvases().edgeLabels;
      return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((one) => one > 0);
    }"""
    assert page.evaluate(painted)
    assert not opened(tab, "/map?query=sister-city-network").evaluate(painted)


def test_a_class_less_is_fewer_nodes_and_the_gexf_has_exactly_these(tab: Tab) -> None:
    page = opened(tab)
    before, _ = graph(page)
    page.get_by_role("checkbox", name="person").uncheck()
    page.wait_for_function("count => document.getElementById('canvas').map.graph.order < count", arg=len(before))
    nodes, ties = graph(page)
    assert not any("/person/" in node for node in nodes)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export GEXF of exactly this").click()
    assert download.value.suggested_filename == "all.gexf"
    read = networkx.read_gexf(io.BytesIO(download.value.path().read_bytes()), version="1.3")
    assert (set(read.nodes), read.number_of_edges()) == (nodes, ties)
    page.reload()
    page.wait_for_selector(DRAWN)
    assert graph(page) == (nodes, ties)


def test_the_slider_keeps_a_time(tab: Tab) -> None:
    page = opened(tab)
    whole, _ = graph(page)
    page.get_by_role("slider", name="until").focus()
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    until = page.locator("[name=until]").input_value()
    kept = {node["key"] for node in served(tab, f"/maps/all.json?until={until}")["nodes"]}
    assert len(kept) < len(whole)
    # Each step of the slider asks for a map of its own; the last one's answer stays.
    page.wait_for_function("count => document.getElementById('canvas').map.graph.order === count", arg=len(kept))
    assert f"until={until}" in page.url
    assert graph(page)[0] == kept
    page.get_by_role("link", name="Show all again").click()
    page.wait_for_selector(DRAWN)
    assert graph(page)[0] == whole


def test_a_tie_shows_its_quotes(tab: Tab) -> None:
    page = opened(tab, "/map?query=sister-city-network")
    click_tie(page, "Омск", "Павлодар")
    details = page.locator("#details")
    expect(details.get_by_role("heading", level=2)).to_contain_text("Omsk")
    expect(details.locator("blockquote")).to_have_text("Побратимы Омск и Павлодар")
    expect(details).to_contain_text("Владимир Путин · November 28, 2022")
    details.locator("blockquote a").click()
    expect(page.locator("mark:target")).to_have_text("Побратимы Омск и Павлодар")


def test_a_node_is_found_by_its_name_and_leads_to_its_ties(tab: Tab) -> None:
    page = opened(tab)
    page.get_by_label("Find on the map").fill("Omsk")
    details = page.locator("#details")
    expect(details).to_contain_text("Омск ru · Омбы kk · Omsk en")
    details.get_by_role("button", name="Павлодар").click()
    expect(details.locator("blockquote")).to_have_text("Побратимы Омск и Павлодар")
    assert "node=" in page.url
    page.reload()
    expect(details.locator("blockquote")).to_have_text("Побратимы Омск и Павлодар")
    details.get_by_role("button", name="Close").click()
    expect(details).to_be_hidden()


def test_only_what_is_near(tab: Tab) -> None:
    page = opened(tab)
    page.get_by_label("Find on the map").fill("Костанай")
    page.get_by_role("link", name="Only what is near it").click()
    page.wait_for_selector(DRAWN)
    assert {node.rpartition("/")[2] for node in graph(page)[0]} == {"kostanay", "KZ-KUS"}


def test_the_keyboard_moves_and_zooms(tab: Tab) -> None:
    page = opened(tab)
    page.locator("#canvas").focus()
    ratio = "() => document.getElementById('canvas').map.renderer.getCamera().ratio"
    page.keyboard.press("+")
    page.wait_for_function(f"{ratio} < 0.8")
    page.keyboard.press("0")
    page.wait_for_function(f"{ratio} > 0.99")
    page.get_by_role("button", name="Closer").click()
    page.wait_for_function(f"{ratio} < 0.8")


def test_places_where_they_lie(tab: Tab) -> None:
    page = opened(tab, "/map?query=sister-city-network")
    page.get_by_label("places where they lie").check()
    picture = page.get_by_role("img", name="Map of ties: Sister cities")
    expect(picture).to_be_visible()
    page.wait_for_function("() => document.querySelector('#picture img').naturalWidth > 0")
    assert "geographic=yes" in (picture.get_attribute("src") or "")
    assert "geographic=yes" in (page.get_by_role("link", name="SVG").get_attribute("href") or "")
    expect(page.locator("#canvas")).to_be_hidden()


def test_a_language_keeps_the_map(tab: Tab) -> None:
    page = opened(tab, "/map?class=City")
    page.get_by_role("link", name="Қазақша").click()
    page.wait_for_selector(DRAWN)
    assert "class=City" in page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("Байланыстар картасы")


@pytest.mark.parametrize("tab", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_map_is_a_picture(tab: Tab) -> None:
    page = tab.open("/map?query=sister-city-network")
    expect(page.get_by_role("img", name="Map of ties: Sister cities")).to_be_visible()
    page.get_by_role("button", name="Show").click()
    page.get_by_role("main").get_by_role("link", name="Omsk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Omsk")


def test_a_phone_shows_the_details_below(tab: Tab) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    page = opened(tab)
    page.get_by_label("Find on the map").fill("Omsk")
    expect(page.locator("#details")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_browser_that_cannot_draw_shows_the_picture(tab: Tab) -> None:
    tab.page.add_init_script(
        """const context = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
          return kind.includes("webgl") ? null : context.call(this, kind, ...rest);
        };"""
    )
    page = tab.open("/map?query=sister-city-network")
    expect(page.get_by_role("img", name="Map of ties: Sister cities")).to_be_visible()
    expect(page.locator("#status")).to_have_text("The map cannot be drawn in this browser; the picture is shown.")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("img", name="Map of ties: Sister cities")).to_be_visible()
    # The library itself cannot be loaded there.
    assert {one.partition(":")[0] for one in tab.wrong} == {"error"}
    tab.wrong.clear()
