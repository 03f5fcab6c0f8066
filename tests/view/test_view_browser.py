"""The page in a real browser: nothing fetched, nothing run that a label says, everything reachable."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph
from kg.view import page
from tests.graph.made import HOSTILE, knowledge
from tests.view.browser import available, browser

pytestmark = [
    pytest.mark.skipif(not available(), reason="Chromium and chromedriver are not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

INKED = """
const canvas = document.querySelector("#canvas canvas");
const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
const colours = new Set();
for (let i = 0; i < pixels.length; i += 4)
  if (pixels[i + 3] === 255) colours.add(`${pixels[i]},${pixels[i + 1]},${pixels[i + 2]}`);
return [...colours];
"""


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with browser(tmp_path_factory.mktemp("profile")) as chrome:
        yield chrome


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("view") / "graph.html"
    path.write_text(page(Graph.from_knowledge(knowledge()), title=f"Birds {HOSTILE}"), encoding="utf-8")
    return path


@pytest.fixture
def opened(driver: Any, file: Path) -> Any:
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get_log("performance")
    driver.get(file.as_uri())
    assert driver.execute_script("return document.documentElement.dataset.ready") == "true"
    return driver


def find(driver: Any, css: str) -> Any:
    return driver.find_element("css selector", css)


def texts(driver: Any, css: str) -> list[str]:
    return [found.text for found in driver.find_elements("css selector", css)]


def search(driver: Any, text: str) -> None:
    from selenium.webdriver.common.keys import Keys

    find(driver, "body").send_keys("/")
    field = driver.switch_to.active_element
    field.clear()
    field.send_keys(text, Keys.ENTER)


def panel(driver: Any) -> str:
    return find(driver, "#panel").text


def requested(driver: Any) -> list[str]:
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]


def test_loads_without_errors_and_fetches_nothing(opened: Any, file: Path) -> None:
    assert opened.get_log("browser") == []
    assert [url for url in requested(opened) if not url.startswith("data:")] == [file.as_uri()]
    assert opened.execute_script("return performance.getEntriesByType('resource').length") == 0


def test_canvas_shows_the_colours_of_the_legend(opened: Any) -> None:
    inked = set(opened.execute_script(INKED))
    colours = opened.execute_script(
        "return [...document.querySelectorAll('.toggle.type[aria-pressed=true]')]"
        ".map((t) => getComputedStyle(t, '::before').backgroundColor.replace(/[^0-9,]/g, ''))"
    )
    assert len(colours) >= 5
    assert set(colours) <= inked


def test_search_finds_selects_and_shows_sentences(opened: Any) -> None:
    search(opened, "heron-2")
    assert find(opened, "#details h2").text == "Heron-2"
    shown = panel(opened)
    assert "We present Heron-2 with LoRA." in shown
    assert "listings/one.txt:1-9" in shown
    assert "90%" in shown
    assert "70.25% accuracy" in shown


def test_search_knows_aliases_and_moves_by_arrow_keys(opened: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    search(opened, "LOW-RANK")
    assert find(opened, "#details h2").text == "LoRA"
    field = find(opened, "#query")
    field.clear()
    field.send_keys("heron")
    options = texts(opened, "#matches .match-name")
    assert options[0] == "Heron"
    assert len(options) > 2
    field.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    assert find(opened, "#details h2").text == options[1]


def test_the_panel_is_used_by_keyboard_after_a_search(opened: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    search(opened, "heron-2")
    assert opened.switch_to.active_element.get_attribute("id") == "details"
    opened.switch_to.active_element.send_keys(Keys.TAB)
    name = opened.switch_to.active_element
    assert name.get_attribute("class") == "name"
    expected = name.text
    name.send_keys(Keys.ENTER)
    assert find(opened, "#details h2").text == expected
    assert opened.switch_to.active_element.get_attribute("id") == "details"


def test_names_in_the_panel_lead_on_and_back_returns(opened: Any) -> None:
    search(opened, "heron-2")
    lora = next(b for b in opened.find_elements("css selector", ".claim-head .name") if b.text == "LoRA")
    lora.click()
    assert find(opened, "#details h2").text == "LoRA"
    find(opened, "#back").click()
    assert find(opened, "#details h2").text == "Heron-2"


def test_click_on_the_canvas_selects_a_node(opened: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    x, y = opened.execute_script(LOCATE, "BirdBench")
    ActionChains(opened).move_to_element_with_offset(find(opened, "#canvas"), x, y).click().perform()
    wait_for(opened, "return !document.getElementById('panel').hidden")
    assert find(opened, "#details h2").text == "BirdBench"


def test_click_on_a_line_shows_what_it_states(opened: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    one, other = (opened.execute_script(LOCATE, name) for name in ("Heron", "Crane"))
    middle = [round((a + b) / 2) for a, b in zip(one, other, strict=True)]
    ActionChains(opened).move_to_element_with_offset(find(opened, "#canvas"), *middle).click().perform()
    wait_for(opened, "return !document.getElementById('panel').hidden")
    assert texts(opened, ".claim-head") == ["Heron outperforms Crane"]
    assert "Heron reaches 61.0% on BirdBench and outperforms Crane." in panel(opened)


def test_paper_lists_its_authors_in_order(opened: Any) -> None:
    search(opened, "a bird model")
    assert texts(opened, "#details dd .name") == ["Ada Løvelace", "Bo Li"]


# The number of the line between two nodes.
LINE = """
const { nodes, edges } = window.graphView.graph;
const id = (label) => nodes.find((node) => node.label === label).id;
return edges.find((edge) => edge.from === id(arguments[0]) && edge.to === id(arguments[1])).id;
"""

# Where a node is, from the middle of the canvas.
LOCATE = """
const { graph, network } = window.graphView, { id } = graph.nodes.find((node) => node.label === arguments[0]);
const at = network.canvasToDOM(network.getPosition(id));
return [Math.round(at.x - innerWidth / 2), Math.round(at.y - innerHeight / 2)];
"""


def wait_for(driver: Any, script: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(driver, 5).until(lambda d: d.execute_script(script))


def test_paper_links_to_arxiv_and_only_to_the_web(opened: Any) -> None:
    search(opened, "a bird model")
    links = [a.get_attribute("href") for a in opened.find_elements("css selector", "#details a")]
    assert "https://arxiv.org/abs/2501.00001" in links
    assert all(link.startswith("https://") for link in links)
    assert "javascript:alert(1)" in panel(opened)


def test_hostile_labels_stay_text(opened: Any) -> None:
    search(opened, "</script><img")
    assert find(opened, "#details h2").text.startswith("</script><img src=x onerror=alert(1)>")
    assert opened.execute_script("return document.images.length") == 0
    assert opened.title.startswith("Birds </script><img")
    assert opened.get_log("browser") == []


def test_content_security_policy_stops_what_might_slip_through(opened: Any) -> None:
    opened.execute_script(
        "const made = document.createElement('script'); made.textContent = 'window.ran = true';"
        "document.body.append(made);"
        "const image = '<img src=http://127.0.0.1:9/x onerror=\"window.ran = true\">';"
        "document.body.insertAdjacentHTML('beforeend', image);"
    )
    assert opened.execute_script("return window.ran ?? null") is None
    assert any("Content Security Policy" in entry["message"] for entry in opened.get_log("browser"))


def test_legend_hides_and_shows_a_type(opened: Any) -> None:
    model = find(opened, ".toggle[data-name=Model]")
    colour = opened.execute_script(
        "return getComputedStyle(arguments[0], '::before').backgroundColor.replace(/[^0-9,]/g, '')", model
    )
    assert colour in opened.execute_script(INKED)
    model.click()
    assert model.get_attribute("aria-pressed") == "false"
    wait_for(opened, f"return !(() => {{{INKED}}})().includes('{colour}')")
    model.click()
    wait_for(opened, f"return (() => {{{INKED}}})().includes('{colour}')")


def test_a_line_is_drawn_as_the_most_telling_relation_that_is_shown(opened: Any) -> None:
    colour = "return window.graphView.network.body.data.edges.get(arguments[0])?.color.color ?? null"
    line = opened.execute_script(LINE, "Heron", "BirdBench")
    result, evaluated = (find(opened, f".toggle[data-name={name}]") for name in ("result", "evaluated_on"))
    before = opened.execute_script(colour, line)
    result.click()
    after = opened.execute_script(colour, line)
    assert None not in (before, after)
    assert before != after
    evaluated.click()
    assert opened.execute_script(colour, line) is None
    result.click()
    assert opened.execute_script(colour, line) == before
    evaluated.click()


def set_certainty(driver: Any, percent: int) -> None:
    driver.execute_script(
        "const slider = document.getElementById('least'); slider.value = arguments[0];"
        "for (const name of ['input', 'change']) slider.dispatchEvent(new Event(name));",
        percent,
    )


def test_what_is_less_sure_than_the_slider_says_is_neither_drawn_nor_listed(opened: Any) -> None:
    drawn = "return window.graphView.network.body.data.edges.get(arguments[0]) !== null"
    score = opened.execute_script(LINE, "Heron-2", "BirdBench")  # of a result with 0.8
    search(opened, "heron-2")
    assert opened.execute_script(drawn, score)
    assert "70.25% accuracy" in panel(opened)
    set_certainty(opened, 85)
    assert not opened.execute_script(drawn, score)
    assert "70.25% accuracy" not in panel(opened)
    assert "We present Heron-2 with LoRA." in panel(opened)
    assert find(opened, "#certainty output").text == "≥ 85%"
    set_certainty(opened, 0)
    assert opened.execute_script(drawn, score)


def test_results_of_a_benchmark_stand_as_on_a_leaderboard(driver: Any, tmp_path: Path) -> None:
    base = knowledge()
    values = {"9%": 9.0, "3.1%": 3.1, "12%": 12.0, "5-8%": None}
    scores = tuple(
        replace(base.scores[0], metric=None, metric_text="error rate", value=value, number=number)
        for value, number in values.items()
    )
    path = tmp_path / "errors.html"
    path.write_text(page(Graph.from_knowledge(replace(base, scores=scores))), encoding="utf-8")
    driver.get(path.as_uri())
    search(driver, "birdbench")
    assert [text.split()[0] for text in texts(driver, ".value")] == ["3.1%", "9%", "12%", "5-8%"]


def test_people_are_hidden_until_asked_for(opened: Any) -> None:
    assert find(opened, ".toggle[data-name=Person]").get_attribute("aria-pressed") == "false"
    search(opened, "bo li")
    assert find(opened, "#details h2").text == "Bo Li"
    papers = texts(opened, ".claim-head")
    assert papers == ["Heron: a bird model 2025-01-02", "Heron again"]


def test_address_names_the_selection(opened: Any, file: Path) -> None:
    search(opened, "crane")
    address = opened.current_url
    assert address.endswith("model%2Fcrane")
    opened.get("about:blank")
    opened.get(address)
    assert find(opened, "#details h2").text == "Crane"


def test_escape_closes_the_panel(opened: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    search(opened, "crane")
    find(opened, "body").send_keys(Keys.ESCAPE)
    assert not find(opened, "#panel").is_displayed()
    assert "#" not in opened.current_url
    assert opened.get_log("browser") == []


def test_empty_graph_says_so(driver: Any, tmp_path: Path) -> None:
    from pyoxigraph import Store

    path = tmp_path / "empty.html"
    path.write_text(page(Graph(Store())), encoding="utf-8")
    driver.get(path.as_uri())
    assert "This graph is empty" in find(driver, "body").text
    assert driver.execute_script("return document.documentElement.dataset.ready") == "true"


def test_narrow_screen_keeps_the_panel_within(driver: Any, file: Path) -> None:
    size = driver.get_window_size()
    driver.set_window_size(420, 800)
    try:
        driver.get(file.as_uri())
        search(driver, "heron-2")
        width = driver.execute_script("return innerWidth")
        box = driver.execute_script(
            "return document.getElementById('panel').getBoundingClientRect().toJSON()"
        )
        assert 0 <= box["left"] < box["right"] <= width
        assert driver.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        driver.set_window_size(size["width"], size["height"])
