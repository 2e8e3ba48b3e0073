import pytest

from athar.web.site.tests.conftest import REACHED, page
from athar.web.site.tours import STEPS


def test_the_tour_leads_from_a_sentence_to_a_check_of_ones_own(published, visitor):
    ways = [visitor.get("/tour/", {"step": number})["Location"] for number in range(1, len(STEPS) + 1)]
    assert ways == [
        "/reports/annual-2023/?figure=beneficiaries.reached&tour=1#chapter-1",
        f"{REACHED}?tour=2",
        f"{REACHED}receipt/?tour=3",
        "/records/1/?tour=4",
        f"/evidence/{published.evidence.sha256}/?tour=5",
        "/verification/?tour=6",
    ]


def test_every_stop_shows_where_one_is_and_leads_on_and_back(published, visitor):
    for number in range(1, len(STEPS) + 1):
        text = page(visitor, "/en" + visitor.get("/tour/", {"step": number})["Location"])
        assert f"Step {number} of {len(STEPS)}" in text
        assert (f'href="/en/tour/?step={number - 1}"' in text) == (number > 1)
        assert (f'href="/en/tour/?step={number + 1}"' in text) == (number < len(STEPS))


@pytest.mark.parametrize("step", ["", "0", "99", "x", "٣"])
def test_a_step_that_is_none_leads_to_one_that_is(published, visitor, step):
    assert "tour=" in visitor.get("/tour/", {"step": step})["Location"]


def test_off_the_tour_no_page_speaks_of_it(published, visitor):
    assert 'class="tour' not in page(visitor, REACHED)
    assert 'class="tour' not in page(visitor, f"{REACHED}?tour=99")


def test_without_a_report_or_records_the_tour_still_leads_somewhere(association, visitor):
    for number in range(1, len(STEPS) + 1):
        page(visitor, visitor.get("/tour/", {"step": number})["Location"])
