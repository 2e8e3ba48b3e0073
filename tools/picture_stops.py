"""What a walk through a face is made of: pages that stand open, and forms filled in and sent."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.browser.places import Found, led_to
from tests.browser.visiting import PHONE, Language, Visits

Wanted = Callable[[str], object]  # of a name, whether its picture is wished for
MAIN_FORM = "main form:has(.button--main)"
_LED: dict[tuple[int, str, tuple[str, ...]], list[Found]] = {}


@dataclass(frozen=True)
class Stop:
    """A page that stands open, and its name: the address, and what is special about its state."""

    name: str
    page: Page
    status: int
    media: str = "screen"


def places(visits: Visits, person: str, *rooms: str) -> list[Found]:
    """Where links lead somebody; followed once, since both languages have the same addresses."""
    key = (id(visits), person, rooms)
    if key not in _LED:
        _LED[key] = led_to(visits, person, *rooms)
    return _LED[key]


def path_of(visits: Visits, person: str, name: str) -> str:
    """The first address of a name in the workspace that links lead somebody to; nothing if there is none."""
    found = places(visits, person, "workspace")
    return next((place.path for place in found if place.name == name), "")


def opened(page: Page, language: Language, path: str, name: str = "") -> Stop:
    answer = page.goto(language.at(path))
    return Stop(name or path, page, answer.status if answer else 0)


def sent(page: Page, language: Language, path: str, answers: dict[str, str], name: str = "") -> Stop:
    page.goto(language.at(path))
    return Stop(name or f"{path} wrong", page, send(page, **answers))


def unfolded(page: Page, language: Language, path: str, part: str, name: str, *, phone: bool = False) -> Stop:
    """A part that is folded up until somebody opens it; ``phone``: on a phone alone."""
    page.goto(language.at(path))
    if phone:
        page.set_viewport_size(PHONE)
    if page.locator(f"{part}[open]").count() == 0:
        page.locator(f"{part} > summary").first.click()
    return Stop(name, page, 200)


def send(page: Page, *, form: str = MAIN_FORM, button: str = ".button--main", **answers: str) -> int:
    """
    Fill in and send a form, the main one if not said; what the browser would keep from being sent, is sent all the same.

    Returns the status of the page it leads to.
    """
    found = page.locator(form).first
    found.evaluate("(form) => { form.noValidate = true; form.closest('details')?.setAttribute('open', ''); }")
    for name, text in answers.items():
        answered(found.locator(f'[name="{name}"]'), text)
    with page.expect_navigation() as navigation:
        found.locator(button).last.click()
    return navigation.value.status if navigation.value else 0


def answered(field: Locator, text: str) -> None:
    """Write, choose or tick, whatever the field asks for."""
    kind = field.first.evaluate("(field) => field.type")
    if kind in {"radio", "checkbox"}:
        field.locator(f'xpath=self::*[@value="{text}"]').check()
    elif kind == "file":
        field.set_input_files({"name": "records.csv", "mimeType": "text/csv", "buffer": text.encode()})
    elif kind.startswith("select"):
        field.select_option(text)
    else:
        field.fill(text)
