"""After a shift: whoever leads it thanks Sara, who shows it on her passport; she asks a taxi back, which is approved in part and paid."""

import pytest
from playwright.sync_api import expect

from tests.browser.arriving import press
from tests.browser.past import past_opportunity

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("deciding")]
TODAY = "new Date(Date.now() + 3 * 36e5).toISOString().slice(0, 10)"  # in Riyadh


@pytest.fixture
def over(meanwhile, language) -> tuple[int, int]:
    """An opportunity that covers expenses, with a shift two days ago at which Sara was: their keys."""
    opportunity, session = meanwhile(past_opportunity, f"after-{language.code}", expenses=True)
    return opportunity.pk, session.pk


def test_thanks_are_shown_by_choice_and_expenses_are_approved_in_part_and_paid(
    visits, language, station, over, tmp_path
):
    (opportunity, session), noura, sara = over, visits.page("noura"), visits.page("sara")
    noura.goto(language.at(f"/workspace/opportunities/{opportunity}/shifts/{session}/"))
    press(noura, 'a[href$="/thanks/"]')
    noura.locator('[name="person"]').check()
    noura.locator('[name="reason"]').select_option("care")
    noura.locator('[name="words"]').fill("هدوؤك عند البوابة ملأ المكان طمأنينة.")
    press(noura, "main .form__acts .button--main")
    expect(noura.locator("#given")).to_contain_text("هدوؤك")
    station(noura)

    sara.goto(language.at("/me/passport/"))
    press(sara, '#thanks a[href$="/me/thanks/"]')
    station(sara)
    sara.locator('li:has-text("هدوؤك") [name="shown"]:not(:checked)').check()
    press(sara, "main .form__acts .button--main")
    press(sara, 'main .form__acts a[href$="/me/passport/"]')
    expect(sara.locator("main")).to_contain_text("هدوؤك")
    station(sara)

    sara.goto(language.at("/me/expenses/"))
    press(sara, 'main a[href$="/me/expenses/new/"]')
    station(sara)
    sara.locator('[name="opportunity"]').select_option(str(opportunity))
    sara.locator('[name="day"]').fill(
        sara.evaluate("new Date(Date.now() - 864e5).toISOString().slice(0, 10)")
    )
    sara.locator('[name="kind"]').select_option("travel")
    sara.locator('[name="amount"]').fill("٤٢٫٥٠")
    sara.locator('[name="purpose"]').fill("سيارة أجرة إلى الموقع")
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(b"%PDF-1.7 bill")
    sara.locator('[name="bill"]').set_input_files(bill)
    press(sara, "main .form__acts .button--main")
    expect(sara.locator("main .chip--watch").first).to_be_visible()
    station(sara)

    noura.goto(language.at("/workspace/opportunities/expenses/?state=waiting"))
    expect(noura.locator("#sums dd").first).to_be_visible()
    station(noura)
    press(noura, "#rows tbody a, main table tbody a")
    station(noura)
    noura.locator('[name="granted"]').fill("40")
    noura.locator('[name="reason"]').fill("حتى المحطة")
    press(noura, '[name="verdict"][value="approved"]')
    noura.locator('[name="paid_on"]').fill(noura.evaluate(TODAY))
    noura.locator('[name="reference"]').fill("TR-2026-88")
    press(noura, 'form[action$="/payment/"] .button--main')
    expect(noura.locator("main .chip--good").first).to_be_visible()
    station(noura)

    sara.reload()
    expect(sara.locator("main")).to_contain_text("TR-2026-88")
    expect(sara.locator("main")).to_contain_text("حتى المحطة")
    station(sara)
