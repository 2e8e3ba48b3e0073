"""What is true of every page: its direction, its fit into the screen, its main part."""

from playwright.sync_api import Locator, Page

from tests.browser.visiting import Language

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


def main_of(page: Page) -> Locator:
    return page.locator("main")


def assert_written_in(page: Page, language: Language) -> None:
    """The page says its language and is laid out in its direction: the name of the site stands where lines begin."""
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language.code, language.direction)
    assert page.evaluate("getComputedStyle(document.body).direction") == language.direction
    brand, middle = page.locator("header .brand").bounding_box(), page.viewport_size["width"] / 2
    assert (brand["x"] > middle) == (language.direction == "rtl")
    for aside in page.locator("main aside").all():
        assert (aside.bounding_box()["x"] < middle) == (language.direction == "rtl"), page.url


def sticking_out(page: Page) -> list[str]:
    return page.evaluate(STICKING_OUT)
