from athar.web.site.tests.conftest import page


def test_an_initiative_is_found_in_any_spelling(records, visitor):
    assert page(visitor, "/initiatives/?q=هاكاثون").count('class="initiative"') == 0
    assert page(visitor, "/initiatives/?q=منتدي").count('class="initiative"') == 1
    assert page(visitor, "/initiatives/?q=FORUM").count('class="initiative"') == 1


def test_initiatives_are_narrowed_to_a_region_and_to_the_strategic_ones(records, visitor):
    text = page(visitor, "/initiatives/?strategic=on&region=SA-01")
    assert text.count('class="initiative"') == 4


def test_the_list_tells_whom_each_served_in_the_newest_year_with_a_receipt(records, visitor):
    text = page(visitor, "/en/initiatives/")
    assert text.count('class="initiative"') == 14
    assert 'href="/en/figures/2023/beneficiaries.reached/receipt/?initiative=forum"' in text


def test_an_initiative_shows_its_editions_in_both_calendars_and_what_it_serves(records, visitor):
    text = page(visitor, "/en/initiatives/ramadan/")
    assert "1 Ramadan 1444" in text
    assert "First strategic plan" in text
    assert ' class="number">380</td>' in text


def test_a_year_stands_without_the_separator_of_numbers(records, visitor):
    assert "2,023" not in page(visitor, "/initiatives/forum/")
