"""The pages in a real browser, wide and narrow: nothing overflows, nothing is asked of anyone else, links lead on.

Screenshots go to the folder that KG_SCREENSHOTS names, for people to look at.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser import CHROMIUM, Browser, browser
from tests.scene import MINSK
from tests.served import HOSTILE, NOTE, make_store, serving

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: the pages are not drawn")

WIDTHS = (1280, 390)
FACTS = quote("SELECT ?fact ?kind ?words WHERE { ?fact bi:rule ?rule ; a ?kind ; bi:evidence/bi:exact ?words }")
PAGES = {
    "home": "/",
    "editor": "/sparql",
    "results": f"/sparql?query={FACTS}",
    "mistake": "/sparql?query=" + quote("SELECT ?a WHERE {\n  ?a foaf:name ?b }"),
    "question": "/q/meetings-of-a-dyad",
    "entity": "/id/state/CN",
    "article": f"/article/{MINSK.key}",
    "evidence": f"/article/{MINSK.key}?fact=statement/239-286",
    "hostile": f"/article/{HOSTILE.key}",
    "note": f"/article/{NOTE.key}",
    "search": "/search?q=china",
    "reference": "/reference",
    "nowhere": "/no-such-page",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(make_store(tmp_path_factory.mktemp("drawn") / "graph")) as address:
        yield address


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(os.environ.get("KG_SCREENSHOTS") or tmp_path_factory.mktemp("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_window_and_asks_nobody_else(
    window: Browser, address: str, shots: Path, name: str, width: int
) -> None:
    window.complaints.clear()
    window.requested.clear()
    window.open(address + PAGES[name], width)
    drawn = window.screenshot(shots / f"{name}-{width}.png")
    assert struct.unpack(">I", drawn[16:20]) == (width,)
    assert len(drawn) > 10_000, "the page is empty"
    assert window.value("document.documentElement.scrollWidth") <= width
    assert window.value("document.querySelector('h1').innerText") != ""
    assert [text for text in window.complaints if not re.search(r"40[04] \(", text)] == []
    # A date field brings its own icon, as data.
    assert [url for url in window.requested if not url.startswith((f"{address}/", "data:"))] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_one_click_leads_from_a_row_to_its_words_in_sight(window: Browser, address: str, width: int) -> None:
    window.open(f"{address}/sparql?query={FACTS}", width)
    words = window.value("document.querySelector('tbody tr').cells[3].innerText")
    window.click("td.evidence a")
    assert window.value("document.querySelector('mark').innerText") == words
    box = window.value("(r => [r.top, r.bottom, innerHeight])(document.querySelector('mark').getBoundingClientRect())")
    assert 0 <= box[0] < box[1] <= box[2], "the marked words are not in sight"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(window: Browser, address: str, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    window._send("Emulation.setEmulatedMedia", features=features)
    for name in ("home", "results", "mistake", "entity", "evidence", "article", "note"):
        window.open(address + PAGES[name], 1280)
        pale = window.value(CONTRAST)
        assert pale == [], (name, pale)
    window._send("Emulation.setEmulatedMedia", features=[])


def test_a_keyboard_reaches_the_editor_and_leaves_it(window: Browser, address: str) -> None:
    window.open(f"{address}/sparql", 1280)
    reached = []
    for _ in range(10):
        for kind in ("rawKeyDown", "keyUp"):
            window._send("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        reached.append(window.value("document.activeElement.tagName"))
    assert reached.index("TEXTAREA") < reached.index("BUTTON")


# The texts whose contrast with what is behind them is below 4.5 (WCAG 2.2, 1.4.3), by its formula of luminance.
CONTRAST = """
(() => {
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const [r, g, b, a = 1] = numbers(getComputedStyle(e).backgroundColor);
      if (a > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const pale = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest('svg, .skip')) continue;
    const light = [luminance(numbers(getComputedStyle(element).color)), luminance(ground(element))].sort();
    const ratio = (Math.max(...light) + 0.05) / (Math.min(...light) + 0.05);
    if (ratio < 4.5) pale.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
  }
  return [...pale];
})()
"""
