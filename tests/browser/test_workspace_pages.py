"""Every page of the workspace, as somebody who may see it reaches it by following links."""

import pytest

from athar.web.workspace.urls import urlpatterns
from tests.browser.pages import inaccessible, settled, sticking_out, written_in
from tests.browser.places import led_to
from tests.browser.visiting import DESK, ENGLISH, PHONE

pytestmark = pytest.mark.browser

# Together these reach every place; the first of them who reaches one looks at it closely.
INSIDE = ["noura", "khalid", "yousef", "fahad", "munirah", "salma", "saad", "reem", "hind"]
HTML = "text/html"
# Of these the demonstration has none that waits: a correction, a pair of persons, an unlikely row, a report.
WITHOUT_OCCASION = {
    "correction",
    "request-evidence",
    "import-explanation",
    "report-approval",
    "report-publication",
}
# Waits only where somebody who registered in another test is called like somebody known, where an account is closed or
# the first in the list holds a role, where a role was drawn, where papers came, or where the first guardian is linked.
SOMETIMES = {
    "people-pair", "account-reopening", "account-reset", "account-role-ending", "role-drawing", "role-ending", "organisation-papers",
    "guardian-papers", "guardian-ending",
    # Of a qualification that is approved, where the first is.
    "qualification-training", "qualification-revocation",
    # Of an answer with a file, where the first is.
    "standard-papers",
    # Of an opportunity that is a draft, in review or over, or that somebody applied to: walked in tests of their own.
    "opportunity-text", "opportunity-question-new", "opportunity-question", "opportunity-publication", "opportunity-evaluation", "opportunity-person", "shift-person", "shift-hours",
    "scanner",
    # Of an opportunity that takes groups, as few do.
    "groups", "groups-file", "group",
    # Once somebody asked expenses back, and with a bill: walked in a test of their own.
    "expense", "expense-payment", "expense-bill",
    # Once somebody was written to; and while somebody may come without a seat.
    "message", "shift-walk-ins", "shift-thanks", "shift-injury", "injury", "roster", "message-template",
}  # fmt: skip
# Whoever asks for what is done or fetched by a page, and not read by itself, is led back to that page.
LEADING_BACK = {
    "retention-previews", "retention-holds", "retention-lifting",
    "standard-rounds", "standard-submission", "standard-decision",
    "record-decisions", "import-review", "import-refusal", "import-cancellation", "people-undoing", "report-restoration",
    "scorecard-summary", "content-restoration", "content-retraction", "role-look", "invitation-renewal",
    "invitation-withdrawal", "opportunity-steps", "opportunity-releases", "shift-hours-decisions",
    "scanner-devices", "scanner-list", "rosters", "roster-publication",
    "workflow-draft-start", "workflow-restoration",
}  # fmt: skip
UNLINKED = {
    "munirah": ["/workspace/reports/annual-2023/approval/"],
    "fahad": ["/workspace/reports/annual-2023/publication/"],
}


@pytest.fixture(scope="module")
def found(all_visits):
    return led_to(all_visits, INSIDE)


@pytest.mark.parametrize("person", INSIDE)
def test_every_link_leads_its_reader_to_something_open(visits, found, person):
    assert [place for place in found[person] if place.status != 200] == []
    assert next(place.name for place in found[person]) == "home"


def test_every_address_that_can_be_read_is_reached(found):
    readable = {pattern.name for pattern in urlpatterns if hasattr(pattern.callback.view_class, "get")}
    reached = {
        place.name.removesuffix("csv").removesuffix("xlsx") for places in found.values() for place in places
    }
    assert readable - reached - SOMETIMES == WITHOUT_OCCASION | LEADING_BACK


@pytest.mark.parametrize("person", INSIDE)
def test_a_page_of_the_workspace_is_whole(visits, found, person):
    page = visits.page(person)
    faults, language = {}, ENGLISH  # in Arabic, tests of the house look at each
    for path in looked_at_by(person, found):
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light")
        page.goto(language.at(path))
        settled(page)
        here = [*written_in(page, language), *sticking_out(page)]
        here += inaccessible(page)
        page.set_viewport_size(PHONE)
        here += sticking_out(page)
        if here:
            faults[path] = here
    assert faults == {}


def looked_at_by(person, found):
    """Their first page, what nobody before them reached, and what no link leads to at present."""
    earlier = {place.name for other in INSIDE[: INSIDE.index(person)] for place in found[other]} - {"home"}
    reached = [
        place.path for place in found[person] if place.media_type == HTML and place.name not in earlier
    ]
    return reached + UNLINKED.get(person, [])


@pytest.mark.parametrize("person", ["", "omar", "sara", "abdulrahman", "yahya"])
def test_whoever_has_no_work_here_is_let_into_no_place(visits, found, person):
    request = visits.page(person).context.request
    for place in found["noura"]:
        answer = request.get(place.path, max_redirects=0)
        assert (answer.status, "noura" in answer.text()) == (403 if person else 302, False), place.path
        if not person:
            assert answer.headers["location"].startswith("/sign-in/?next=/workspace/")


def test_a_place_of_other_roles_says_whose_it_is(visits, axe, language):
    page = visits.page("khalid")
    assert page.goto(language.at("/workspace/audit/")).status == 403
    assert page.locator("main li").count() >= 2, "the roles that may"
    axe(page)
