"""Pictures of maps: everything is on them, nothing lies on a label, and the same map gives the same bytes."""

import struct
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from lxml import etree
from pyoxigraph import Store

from kg.commands.main import main
from kg.export.network.edges import Edge, Evidence, Network, NetworkNode
from kg.export.network.selection import Selection, network_of
from kg.export.picture import Picture, fonts, picture
from kg.export.picture.content import newest
from kg.export.picture.label_places import Box, Disc, crossed, placed
from kg.export.picture.scene import Language, Look
from kg.graph.ontology import Ontology
from kg.model.config import Settings
from kg.model.namespaces import COOP
from kg.queries.saved import SavedQuery
from tests.graph import BASE
from tests.server.program import publish

SVG = {"s": "http://www.w3.org/2000/svg"}
KAZAKH = "Әәғқңөұүһі ӘҒҚҢӨҰҮҺІ"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(Settings().ontology)


def overlapping(boxes: Sequence[Box]) -> float:
    """The share of boxes that another one overlaps."""
    hit = {
        end
        for at, one in enumerate(boxes)
        for other in range(at + 1, len(boxes))
        if one.overlaps(boxes[other])
        for end in (at, other)
    }
    return len(hit) / len(boxes) if boxes else 0.0


def tree(made: Picture) -> etree._Element:
    return etree.fromstring(made.svg)


def texts(made: Picture) -> list[str]:
    return ["".join(element.itertext()) for element in tree(made).iterfind(".//s:text", SVG)]


def ids(made: Picture) -> list[str]:
    return [element.get("data-id") for element in tree(made).iterfind(".//s:circle[@data-id]", SVG)]


def titles(made: Picture, shape: str) -> list[str]:
    return [title.text for title in tree(made).iterfind(f".//s:{shape}/s:title", SVG)]


def tie(source: str, target: str, predicate: str = "cooperatesWith", weight: float = 1.0, *quotes: str) -> Edge:
    evidence = tuple(Evidence(document="1.txt", quote=quote, speaker="Иванов") for quote in quotes)
    return Edge(source, target, COOP + predicate, predicate == "cooperatesWith", weight, evidence)


MAPS = ["", "corridor-network", "region-network", "who-met-whom", "agreement-network", "participation-network"]


@pytest.fixture(scope="module", params=MAPS)
def network(request: pytest.FixtureRequest, store: Store, saved: dict[str, SavedQuery], ontology: Ontology) -> Network:
    query = saved[request.param].text_with({}) if request.param else ""
    return network_of(store, ontology, Selection(query=query))


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_every_node_and_tie_is_there_and_every_label_by_itself(network: Network, language: Language) -> None:
    made = picture(network, Look(language=language))
    assert sorted(ids(made)) == [node.id for node in network.nodes]
    assert len(titles(made, "path")) == len(network.edges)
    assert overlapping(made.labels) == 0
    assert len(made.labels) >= 0.9 * len(network.nodes)


SEEDS_MAPS = [
    ("", 0.7),
    ("agreement-network", 0.75),
    ("corridor-network", 1.0),
    ("membership-network", 1.0),
    ("participation-network", 1.0),
    ("region-network", 1.0),
    ("sister-city-network", 1.0),
    ("who-met-whom", 1.0),
]


@pytest.mark.model
@pytest.mark.parametrize(("query", "share"), SEEDS_MAPS)
def test_labels_of_the_seeds_maps(
    seeds: Store, saved: dict[str, SavedQuery], ontology: Ontology, query: str, share: float
) -> None:
    network = network_of(seeds, ontology, Selection(query=saved[query].text_with({}) if query else ""))
    made = picture(network, Look())
    assert overlapping(made.labels) == 0
    assert len(made.labels) >= share * len(network.nodes)


@pytest.mark.model
def test_the_seeds_places_are_on_the_map(seeds: Store, saved: dict[str, SavedQuery], ontology: Ontology) -> None:
    network = network_of(seeds, ontology, Selection())
    placeless = [n for n in network.nodes if n.kind in ("Country", "Region", "City") and n.latitude is None]
    assert [node.label for node in placeless] == ["Бахты"]
    corridors = network_of(seeds, ontology, Selection(query=saved["corridor-network"].text_with({})))
    made = picture(corridors, Look(geographic=True))
    assert sorted(node.label for node in made.left_out) == [
        "Бахты",
        "Европа",
        "Европа – Западный Китай",
        "Железнодорожная линия Аягоз – Бахты",
        "Западный Китай",
    ]
    assert overlapping(made.labels) == 0


def test_same_map_same_bytes(network: Network, ontology: Ontology) -> None:
    for geographic in (False, True):
        one, other = (
            picture(Network(nodes, network.edges, ontology), Look(geographic=geographic))
            for nodes in (network.nodes, list(network.nodes))
        )
        assert one.svg == other.svg


def test_png_is_the_same_bytes(store: Store, ontology: Ontology) -> None:
    network = network_of(store, ontology, Selection())
    one, other = (picture(network, Look(size=(800, 600))).png() for _ in range(2))
    assert one == other


def test_the_legend_names_classes_and_kinds_in_the_language_of_the_labels(store: Store, ontology: Ontology) -> None:
    network = network_of(store, ontology, Selection())
    shown = texts(picture(network, Look(language="en")))
    assert {"city (3)", "sister city of (1)", "Omsk"} <= set(shown)
    shown = texts(picture(network, Look(language="kk")))
    assert {"қала (3)", "Омбы"} <= set(shown)


def test_heading_and_sources(store: Store, ontology: Ontology) -> None:
    network = network_of(store, ontology, Selection())
    date = newest(store, network)
    shown = texts(picture(network, Look(title="Кто с кем", newest=date)))
    assert shown[0] == "Кто с кем"
    assert f"документов: {len({s for e in network.edges for s in e.told.sources})} · последний: {date}" in shown[-1]


def test_titles_tell_names_quotes_speakers_and_documents(ontology: Ontology) -> None:
    nodes = [
        NetworkNode("http://x/a", "City", {"ru": "А", "kk": "Ә", "en": "A"}),
        NetworkNode("http://x/b", "City", {"ru": "Б"}),
    ]
    quotes = [f"слова {number}" for number in range(8)]
    made = picture(Network(nodes, [tie("http://x/a", "http://x/b", "cooperatesWith", 8, *quotes)], ontology), Look())
    assert titles(made, "circle") == ["город\nА\nӘ\nA\nhttp://x/a", "город\nБ\nhttp://x/b"]
    (told,) = titles(made, "path")
    lines = told.split("\n")
    assert lines[0] == "А – Б: сотрудничает с"
    assert lines[1:6] == [f"«{quote}»" for quote in quotes[:5]]
    assert lines[6:] == ["… и ещё 3", "Иванов", "1.txt"]


def test_weight_is_width_and_kinds_differ(ontology: Ontology) -> None:
    nodes = [NetworkNode(f"http://x/{name}", "Country", {"ru": name}) for name in "abc"]
    edges = [
        tie("http://x/a", "http://x/b", "cooperatesWith", 1),
        tie("http://x/b", "http://x/c", "cooperatesWith", 9),
        tie("http://x/a", "http://x/c", "memberOf"),
    ]
    found = tree(picture(Network(nodes, edges, ontology), Look()))
    widths = [float(path.get("stroke-width")) for path in found.xpath(".//s:path[s:title]", namespaces=SVG)]
    assert sorted(widths)[-1] > 2 * sorted(widths)[0]
    groups = found.xpath(".//s:g[s:path]", namespaces=SVG)
    assert len({(group.get("stroke"), group.get("stroke-dasharray")) for group in groups}) == 2


HOSTILE = [
    ("«Прорыв» \"и\" 'ещё'", "«Прорыв» \"и\" 'ещё'"),
    ("<script>&amp;</script> ]]>", "<script>&amp;</script> ]]>"),
    ("a\x00\x01\x0b\x1f\ufffeb", "ab"),
    ("👩‍👩‍👧 🏳️", "👩‍👩‍👧 🏳️"),
    ("العربية עברית", "العربية עברית"),
    ("\u202eгороб\u202c", "гороб"),
    ("строка\n\tвторая\u00a0третья", "строка вторая третья"),
    ("   ", "b"),
]


@pytest.mark.parametrize(("label", "shown"), HOSTILE)
def test_hostile_labels(ontology: Ontology, label: str, shown: str) -> None:
    nodes = [NetworkNode("http://x/a", "City", {"ru": "А"}), NetworkNode("http://x/b", label, {"ru": label})]
    edge = tie("http://x/a", "http://x/b", label, 1, label)
    made = picture(Network(nodes, [edge], ontology), Look(title=label, size=(600, 400)))
    assert shown in texts(made)
    assert len(made.labels) == 2
    assert made.png().startswith(b"\x89PNG")


def test_a_label_of_10_000_characters_is_cut(ontology: Ontology) -> None:
    nodes = [
        NetworkNode("http://x/a", "City", {"ru": "я" * 10_000}),
        NetworkNode("http://x/b", "City", {"ru": "слово " * 2000}),
    ]
    made = picture(Network(nodes, [tie("http://x/a", "http://x/b")], ontology), Look(title="я" * 10_000))
    assert all(box.right - box.left < 300 and box.bottom - box.top < 120 for box in made.labels)
    assert max(map(len, texts(made))) < 200


def test_size_and_number_of_labels(ontology: Ontology) -> None:
    nodes = [NetworkNode(f"http://x/{at:02}", "City", {"ru": f"город {at}"}) for at in range(30)]
    edges = [tie("http://x/00", node.id) for node in nodes[1:]]
    made = picture(Network(nodes, edges, ontology), Look(size=(900, 700), most_labels=5))
    assert (tree(made).get("width"), tree(made).get("height")) == ("900", "700")
    assert struct.unpack(">II", made.png()[16:24]) == (1800, 1400)
    assert len(made.labels) == 5
    assert "город 0" in texts(made)
    assert any("подписей: 5" in text for text in texts(made))


def middles(made: Picture) -> list[tuple[float, float]]:
    found = tree(made).iterfind(".//s:circle[@data-id]", SVG)
    return [(float(circle.get("cx")), float(circle.get("cy"))) for circle in found]


def test_a_pair_stands_apart_on_a_level(ontology: Ontology) -> None:
    nodes = [NetworkNode("http://x/a", "City", {"ru": "А"}), NetworkNode("http://x/b", "City", {"ru": "Б"})]
    (x1, y1), (x2, y2) = middles(picture(Network(nodes, [tie("http://x/a", "http://x/b")], ontology), Look()))
    assert abs(x1 - x2) == pytest.approx(170, abs=1)
    assert y1 == y2


@pytest.mark.parametrize("geographic", [False, True])
def test_a_node_by_itself_is_in_the_middle(ontology: Ontology, geographic: bool) -> None:
    nodes = [NetworkNode("http://x/a", "City", {"ru": "А"}, 55.0, 73.0)]
    made = picture(Network(nodes, [tie("http://x/a", "http://x/a")], ontology), Look(geographic=geographic))
    ((x, _),) = middles(made)
    assert x == 800
    assert "А" in texts(made)


def test_a_map_of_nothing(ontology: Ontology) -> None:
    for geographic in (False, True):
        made = picture(Network([], [], ontology), Look(geographic=geographic))
        assert ids(made) == []
        assert "Узлов: 0" in texts(made)[-1]


def place(name: str, latitude: float, longitude: float) -> NetworkNode:
    return NetworkNode(f"http://x/{name}", "City", {"ru": name}, latitude, longitude)


def test_places_lie_where_they_are(ontology: Ontology) -> None:
    nodes = [place("Москва", 55.8, 37.6), place("Омск", 55.0, 73.4), place("Алматы", 43.3, 76.9)]
    edges = [tie("http://x/Москва", "http://x/Омск"), tie("http://x/Омск", "http://x/Алматы")]
    made = picture(Network(nodes, edges, ontology), Look(geographic=True))
    found = tree(made).iterfind(".//s:circle[@data-id]", SVG)
    at = {c.get("data-id").rpartition("/")[2]: (float(c.get("cx")), float(c.get("cy"))) for c in found}
    assert at["Москва"][0] < at["Омск"][0] < at["Алматы"][0]
    assert at["Омск"][1] < at["Алматы"][1]
    assert "Natural Earth" in texts(made)[-1]
    (land,) = tree(made).xpath(".//s:g[@clip-path]/s:path[@fill-rule]", namespaces=SVG)
    assert len(land.get("d")) > 1000


def test_a_corridor_is_a_route_and_what_has_no_place_is_left_out(ontology: Ontology) -> None:
    nodes = [place("Иран", 34, 52), place("Казахстан", 48, 70), place("Туркмения", 39, 59)]
    nodes += [
        NetworkNode("http://x/К", "Corridor", {"ru": "Коридор"}),
        NetworkNode("http://x/Ф", "Event", {"ru": "Форум"}),
    ]
    edges = [tie("http://x/К", node.id, "traverses", 1, "слова") for node in nodes[:3]]
    edges.append(tie("http://x/Ф", "http://x/Иран", "locatedIn"))
    made = picture(Network(nodes, edges, ontology), Look(geographic=True))
    assert [node.label for node in made.left_out] == ["Форум"]
    assert sorted(ids(made)) == [node.id for node in nodes[:3]]
    (route,) = titles(made, "path")
    assert route.startswith("Коридор – Иран: проходит через\nКоридор – Казахстан: ")
    assert texts(made).count("Коридор") == 2, "beside the route and in the legend"


def test_a_geographic_map_is_fitted_to_nine_tenths_of_its_ties(ontology: Ontology) -> None:
    near = [place(f"г{number}", 50 + number / 4, 60 + number) for number in range(11)]
    far = place("Нью-Йорк", 40.7, -74.0)
    ring = [tie(one.id, other.id) for one, other in pairwise(near)]
    made = picture(Network([*near, far], [*ring, tie(near[0].id, far.id)], ontology), Look(geographic=True))
    assert sorted(ids(made)) == sorted(node.id for node in near)
    assert texts(made)[-1].endswith("за краем карты: Нью-Йорк")
    assert len(titles(made, "path")) == 11, "its tie leads out of the frame"
    few = picture(Network([*near[:5], far], [*ring[:4], tie(near[0].id, far.id)], ontology), Look(geographic=True))
    assert far.id in ids(few), "one tie of five is more than a tenth"


def test_the_font_has_the_letters_of_both_languages() -> None:
    letters = KAZAKH + "".join(map(chr, range(ord("А"), ord("я") + 1))) + "Ёё№«»–—…₸₽"
    missing = [letter for letter in letters if ord(letter) not in fonts._advances(400)[0]]
    assert missing == []
    assert all(Path(path).is_file() for path in fonts.paths())


WRAPPED = [
    ("", []),
    ("Омск", ["Омск"]),
    ("Омская область", ["Омская", "область"]),
    ("один два три четыре пять", ["один два", "три четыре", "пять"]),
    ("один два три четыре пять шесть семь", ["один два", "три четыре", "пять шес…"]),
    ("Нижневартовскопетровск", ["Нижнева…"]),
]


@pytest.mark.parametrize(("text", "lines"), WRAPPED)
def test_wrapping(text: str, lines: list[str]) -> None:
    assert fonts.wrapped(text, 10, 56, 3) == lines
    assert all(fonts.width(line, 10) <= 56 for line in lines)


def test_labels_stand_over_no_node_and_no_label() -> None:
    discs = [Disc(150 + 20 * (at % 10), 150 + 16 * (at // 10), 5) for at in range(60)]
    boxes = placed([(at, 40, 12) for at in range(60)], discs, [], Box(0, 0, 500, 400))
    assert 20 < len(boxes) < 60
    assert overlapping(list(boxes.values())) == 0
    assert not any(box.overlaps(disc.box) for at, box in boxes.items() if at >= 10 for disc in discs)


SIZES = ["10x10", "1600", "1600x", "20000x1000", "wide"]


@pytest.mark.parametrize("size", SIZES)
def test_no_size(size: str) -> None:
    told = CliRunner().invoke(main, ["export", "svg", "--size", size])
    assert told.exit_code == 2
    assert f"--size '{size}': expected WIDTHxHEIGHT like 1600x1130, each from 300 to 10000" in told.output


def test_options_of_pictures_are_for_pictures() -> None:
    told = CliRunner().invoke(main, ["export", "gexf", "--geographic"])
    assert told.exit_code == 2
    assert "gexf is no picture" in told.output


HEADINGS = [
    (["--query", "sister-city-network"], "Города-побратимы как карта"),
    (["--query", "sister-city-network", "--labels", "kk"], "Бауырлас қалалар карта түрінде"),
    (["--query", "sister-city-network", "--labels", "en"], "Sister cities as a map"),
    (["--query", "sister-city-network", "--title", "Побратимы"], "Побратимы"),
    (["--labels", "kk"], "Байланыстар картасы"),
    (["--query", "who-met-whom"], "Кто с кем встречался – проекция: связаны через общее, сами связи никем не названы"),
]


@pytest.mark.parametrize(("options", "heading"), HEADINGS)
def test_the_heading_is_in_the_language_of_the_labels(
    store: Store, tmp_path: Path, options: list[str], heading: str
) -> None:
    publish(tmp_path, store)
    drawn = CliRunner().invoke(main, ["export", "svg", *options, "--store", str(tmp_path)])
    assert drawn.exit_code == 0, drawn.output
    assert f"<title>{heading}</title>" in drawn.stdout


OVERLAPS = [([], 0.0), ([Box(0, 0, 2, 2), Box(2, 0, 4, 2)], 0.0), ([Box(0, 0, 2, 2), Box(1, 1, 4, 2)], 1.0)]


@pytest.mark.parametrize(("boxes", "share"), OVERLAPS)
def test_share_of_overlapping_boxes(boxes: list[Box], share: float) -> None:
    assert overlapping(boxes) == share


LINES = [((0, 0, 10, 10), 1), ((0, 0, 3, 3), 0), ((4.5, 0, 4.5, 10), 1), ((0, 7, 10, 7), 0), ((4.5, 4.5, 4.6, 4.6), 1)]


@pytest.mark.parametrize(("line", "times"), LINES)
def test_lines_through_a_box(line: tuple[float, ...], times: int) -> None:
    assert crossed(Box(4, 4, 6, 6), np.array([line], dtype=float)) == times


def test_base_of_the_fixture_is_no_word_of_a_picture(store: Store, ontology: Ontology) -> None:
    network = network_of(store, ontology, Selection())
    assert not any(BASE in text for text in texts(picture(network, Look())))
