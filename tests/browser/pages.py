"""What is true of every page: its direction, its fit into the screen, its main part."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import PATIENCE, Language

# What reaches past either edge of the screen, unless it lies in something that scrolls or hides by itself.
STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const contained = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const seen = box.width > 1 && box.height > 1 && style.visibility === "visible" && style.clipPath === "none";
    return seen && !element.closest("svg *, .skip") && (box.left < -1 || box.right > width + 1) && !contained(element);
  });
  const scrolls = document.documentElement.scrollWidth - width;
  return [...(scrolls > 0 ? [`scrolls sideways by ${scrolls} px`] : []), ...out.slice(0, 3).map((element) => element.outerHTML.slice(0, 90))];
}"""

# axe takes a font for one of icons when its letters are narrower together than apart, as joined Arabic letters are,
# and then checks the contrast of nothing written in it. So it is told that every letter is equally wide.
LETTERS_ARE_NO_ICONS = """() => {
  CanvasRenderingContext2D.prototype.measureText = (text) => ({ width: 30 * text.length });
  return document.fonts.ready.then(() => true);
}"""


def main_of(page: Page) -> Locator:
    return page.locator("main")


def settled(page: Page) -> None:
    """Wait for what the page fetches as soon as it is there."""
    expect(page.locator('[hx-trigger="load"]')).to_have_count(0, timeout=PATIENCE)


def written_in(page: Page, language: Language) -> list[str]:
    """
    What is wrong with the direction of a page; nothing, as a rule.

    It says its language and its direction, the site's name stands where lines begin, and what stands beside
    the main part where they end. A note within a text stands wherever the text does.
    """
    html, middle = page.locator("html"), page.evaluate("innerWidth / 2")
    said = (
        html.get_attribute("lang"),
        html.get_attribute("dir"),
        page.evaluate("getComputedStyle(document.body).direction"),
    )
    wrong = [] if said == (language.code, language.direction, language.direction) else [f"it says {said}"]
    parts = [("header .brand", "start"), ("main aside:not(article aside):visible", "end")]
    for selector, side in parts:
        on_the_right = (side == "start") == (language.direction == "rtl")
        for part in page.locator(selector).all():
            box = part.bounding_box()
            if box and (box["x"] + box["width"] / 2 > middle) != on_the_right:
                wrong.append(f"{selector} is not at the {side}")
    return wrong


def sticking_out(page: Page) -> list[str]:
    """What makes the page wider than the screen, or lies beyond its edges."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found


def inaccessible(page: Page) -> list[str]:
    """What axe finds, each with where."""
    page.evaluate(LETTERS_ARE_NO_ICONS)
    found = Axe().run(page).response["violations"]
    return [f"{issue['id']}: {node['target']}" for issue in found for node in issue["nodes"]]
