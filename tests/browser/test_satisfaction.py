"""An opportunity is over: a volunteer is asked how it was, skips it, says it; and those in charge read it once five did."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from athar.foundation.people.models import Account
from athar.initiatives.volunteering.operations import say_how_it_was
from athar.initiatives.volunteering.operations.asking_how_it_was import ask_how_it_was
from tests.browser.arriving import press
from tests.browser.past import by_name, came, past_opportunity

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]


@pytest.fixture
def over(meanwhile, language) -> tuple[str, int]:
    """An opportunity that ended two days ago, of which four of the five who were there said how it was, and Sara did not."""
    code = f"was-{language.code}"
    return code, meanwhile(let_it_be_over, code)


def let_it_be_over(code: str) -> int:
    opportunity, session = past_opportunity(code)
    accounts = Account.objects.filter(is_active=True, person__isnull=False).select_related("person")
    others = accounts.exclude(person__in=[by_name("noura"), by_name("sara")]).order_by("person")[:4]
    for other in others:
        came(session, other.person)
    ask_how_it_was()
    for other in others:
        say_how_it_was(
            opportunity=opportunity, people=[other.person_id], overall=4, again=8, words="", at=timezone.now()
        )
    return opportunity.pk


def test_what_all_said_is_read_once_five_said_it(visits, language, station, over):
    (code, key), noura, sara = over, visits.page("noura"), visits.page("sara")
    noura.goto(language.at(f"/workspace/opportunities/{key}/"))
    expect(noura.locator("#satisfaction dl")).to_have_count(0)
    station(noura)

    sara.goto(language.at("/me/notices/"))
    expect(sara.locator("main")).to_contain_text("إفطار" if language.code == "ar" else "Iftar")
    sara.goto(language.at("/me/shifts/"))
    station(sara)
    press(sara, f'#satisfaction a[href*="{code}"]')
    station(sara)
    press(sara, '[name="skip"]')
    press(sara, f'#satisfaction a[href*="{code}"]')
    expect(sara.locator('[name="skip"]')).to_have_count(0)
    sara.locator('[name="overall"][value="5"]').check()
    sara.locator('[name="again"]').select_option("10")
    sara.locator('[name="words"]').fill("كان التنظيم رائعًا.")
    press(sara, "main .form__acts .button--main")
    expect(sara.locator(f'#satisfaction li:has(a[href*="{code}"]) .chip--good')).to_be_visible()

    noura.reload()
    panel = noura.locator("#satisfaction")
    expect(panel).to_contain_text("كان التنظيم رائعًا.")
    expect(panel.locator("figure svg").first).to_be_attached()
    assert "سارة" not in panel.inner_text()
    station(noura)
