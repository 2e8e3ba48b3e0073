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
    const seen = element.checkVisibility() && box.width > 1 && box.height > 1 && style.visibility === "visible" && style.clipPath === "none";
    return seen && !element.closest("svg *, .skip") && (box.left < -1 || box.right > width + 1) && !contained(element);
  });
  const scrolls = document.documentElement.scrollWidth - width;
  return [...(scrolls > 0 ? [`scrolls sideways by ${scrolls} px`] : []), ...out.slice(0, 3).map((element) => element.outerHTML.slice(0, 90))];
}"""

# What one presses or fills in, and words of something else that it lies on.
LYING_ON_WORDS = """() => {
  const main = document.querySelector("main"), range = document.createRange(), found = [];
  const hidden = (box) => { for (; box !== main; box = box.parentElement) if (box.clientWidth === 1 || getComputedStyle(box).clipPath !== "none") return true; };
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const controls = [...(main?.querySelectorAll("a.button, button, input:not([type=file]), select, textarea") ?? [])].filter(seen)
    .map((control) => [control, control.getBoundingClientRect()]).filter(([, box]) => box.width > 1 && box.height > 1);
  const words = main && document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let text; (text = words?.nextNode());) {
    if (!text.data.trim() || !seen(text.parentElement) || text.parentElement.closest("svg, dialog, option") || hidden(text.parentElement)) continue;
    range.selectNodeContents(text);
    for (const line of range.getClientRects())
      for (const [control, box] of controls) {
        const wide = Math.min(line.right, box.right) - Math.max(line.left, box.left);
        const high = Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top);
        if (wide > 3 && high > 6 && !control.contains(text)) found.push(`${control.outerHTML.slice(0, 60)} lies on "${text.data.trim().slice(0, 30)}"`);
      }
  }
  return [...new Set(found)].slice(0, 3);
}"""

# The element that has the focus: whether some of it lies uppermost on the screen, whether it is marked, and what it is.
FOCUSED = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const xs = [box.left + 1, box.left + box.width / 2, box.right - 1], ys = [box.top + 1, box.top + box.height / 2, box.bottom - 1];
  const uppermost = xs.flatMap((x) => ys.map((y) => document.elementFromPoint(x, y))).filter(Boolean);
  const seen = uppermost.some((upper) => element.contains(upper) || upper.contains(element) && !upper.querySelector("main"));
  return { seen, marked: outlined(style) || outlined(getComputedStyle(element.parentElement)), what: element.outerHTML.slice(0, 120) };
}"""

# The controls of each form of the main part that can be reached now, in their order; of radio buttons one a group.
FORMS = """() => {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
  window.walked = [...document.querySelectorAll("main form")].filter(seen).map((form) => {
    const groups = new Map();
    for (const control of form.elements) {
      if (control.type !== "radio" || !seen(control)) continue;
      if (control.checked || !groups.has(control.name)) groups.set(control.name, control);
    }
    return [...form.elements].filter((control) => control.tagName !== "FIELDSET" && control.tagName !== "OUTPUT" && control.type !== "hidden"
      && !control.disabled && seen(control) && (control.type !== "radio" || groups.get(control.name) === control));
  });
  const stops = (controls) => controls.length ? controls[0].form.querySelectorAll("a[href], summary, [tabindex='0'], input, select, textarea, button").length : 0;
  return window.walked.map((controls) => ({ many: controls.length, stops: stops(controls), sends: controls.some((control) => ["submit", "image"].includes(control.type)) }));
}"""
ANCHOR = "(number) => { const first = window.walked[number][0]; first.focus({ focusVisible: true }); return document.activeElement === first; }"
WHERE = "(number) => window.walked[number].indexOf(document.activeElement)"
LONG = 30  # controls; a longer form is a list of boxes, and a walk through one of them says it all
BETWEEN = 5  # what Tab stops at besides, such as a box that scrolls by itself

# axe takes a font for one of icons when its letters are narrower together than apart, as joined Arabic letters are,
# and then checks the contrast of nothing written in it. So it is told that every letter is equally wide.
LETTERS_ARE_NO_ICONS = """() => {
  CanvasRenderingContext2D.prototype.measureText = (text) => ({ width: 30 * text.length });
  return document.fonts.ready.then(() => true);
}"""


# What is in order need not be told: on a long page that takes longer than finding it.
FAULTS_ALONE = {"resultTypes": ["violations"]}


def main_of(page: Page) -> Locator:
    return page.locator("main")


def arrived(page: Page) -> Page:
    """
    The page once all of it is there.

    A click returns as soon as the next page has begun, when there may be no element of it yet to look at.
    """
    page.wait_for_load_state("load")
    return page


def settled(page: Page) -> None:
    """Wait for what the page fetches as soon as it is there."""
    expect(page.locator('[hx-trigger="load"]')).to_have_count(0, timeout=PATIENCE)


def written_in(page: Page, language: Language) -> list[str]:
    """
    What is wrong with the direction of a page; nothing, as a rule.

    It says its language and its direction, the site's name stands where lines begin, and what stands beside
    the main part where they end. A note within a text stands wherever the text does.
    """
    html, middle = arrived(page).locator("html"), page.evaluate("innerWidth / 2")
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
    found: list[str] = arrived(page).evaluate(STICKING_OUT)
    return found


def lying_on_words(page: Page) -> list[str]:
    """Which buttons and fields of the main part lie on words of something else."""
    found: list[str] = arrived(page).evaluate(LYING_ON_WORDS)
    return found


def not_by_keyboard(page: Page) -> list[str]:
    """What of the page's forms cannot be done by keyboard: controls that Tab passes by, a focus one does not see, no button for Enter."""
    wrong = []
    for number, form in enumerate(arrived(page).evaluate(FORMS)):
        if not form["many"] or form["many"] > LONG:
            continue
        if not form["sends"]:
            wrong.append(f"form {number} has no button, so Enter sends nothing")
        if not page.evaluate(ANCHOR, number):
            wrong.append(f"form {number}: its first control takes no focus")
        reached = {0}
        for _ in range(form["stops"] + BETWEEN):
            if len(reached) == form["many"]:
                break
            page.keyboard.press("Tab")
            place = page.evaluate(WHERE, number)
            if place >= 0:
                reached.add(place)
                focused = page.evaluate(FOCUSED)
                wrong += [] if focused["marked"] else [f"form {number}: one does not see {focused['what']}"]
        if len(reached) < form["many"]:
            wrong.append(f"form {number}: Tab reaches {len(reached)} of {form['many']} controls")
    return wrong


def inaccessible(page: Page) -> list[str]:
    """What axe finds, each with where."""
    arrived(page).evaluate(LETTERS_ARE_NO_ICONS)
    found = Axe().run(page, options=FAULTS_ALONE).response["violations"]
    return [f"{issue['id']}: {node['target']}" for issue in found for node in issue["nodes"]]
