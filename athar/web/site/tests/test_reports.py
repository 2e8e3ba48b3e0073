import io

from django.utils import timezone

from athar.analytics.packages import verify_file
from athar.direction.reporting import catalogue
from athar.web.site.tests.conftest import page

REPORT = "/reports/annual-2023/"


def test_a_report_that_is_only_written_is_not_public(records, visitor):
    catalogue.load(by=records.salma, at=timezone.now())
    assert visitor.get(REPORT).status_code == 404
    assert visitor.get(f"{REPORT}data.zip").status_code == 404
    assert "No report is published yet" in page(visitor, "/en/reports/")


def test_a_published_report_is_read_with_a_seal_beside_every_number(published, visitor):
    text = page(visitor, "/en" + REPORT)
    assert "Published and frozen" in text
    assert "resolution 7/1445" in text
    assert '<data value="382">382 beneficiaries</data>' in text
    assert 'href="/en/figures/2023/beneficiaries.reached/receipt/"' in text


def test_a_chosen_figure_lays_its_receipt_beside_the_text_with_its_sentence(published, visitor):
    text = page(visitor, "/en" + REPORT + "?figure=beneficiaries.reached")
    assert "data-receipt" in text
    assert "<blockquote>We reached <mark>382 beneficiaries</mark>.</blockquote>" in text


def test_a_figure_nobody_knows_lays_nothing_beside_the_text(published, visitor):
    assert "data-receipt" not in page(visitor, REPORT + "?figure=no.such")


def test_a_later_correction_is_told_in_the_report_and_changes_none_of_its_numbers(
    published, correct, visitor
):
    assert "No number in this report has changed" in page(visitor, "/en" + REPORT)
    correct(published)
    text = page(visitor, "/en" + REPORT)
    assert "These numbers have changed since the report was published" in text
    assert '<td class="number">382</td><td class="number">2</td>' in text
    assert '<data value="382">382 beneficiaries</data>' in text


def test_the_data_package_verifies_as_it_is_downloaded(published, visitor, tmp_path):
    package = tmp_path / "data.zip"
    package.write_bytes(b"".join(visitor.get(f"{REPORT}data.zip").streaming_content))
    assert "figures were computed again" in verify_file(package)[-1]


def test_a_chart_of_a_report_is_a_file_in_the_language_of_the_page(published, visitor):
    arabic = visitor.get(f"{REPORT}exhibits/beneficiaries_by_initiative.csv").content.decode("utf-8-sig")
    english = visitor.get(f"/en{REPORT}exhibits/beneficiaries_by_initiative.csv").content.decode("utf-8-sig")
    assert "موسم رمضان" in arabic
    assert "Ramadan season" in english
    assert visitor.get(f"{REPORT}exhibits/nothing.csv").status_code == 404


def test_the_home_page_speaks_of_the_year_of_the_newest_report(published, visitor):
    text = page(visitor, "/en/")
    assert "Read the 2023 report" in text
    assert '<data value="382">382</data>' in text
    assert f'href="/en{REPORT}"' in text


def test_before_anything_was_counted_the_home_page_says_so(association, visitor):
    assert "Nothing has been counted yet" in page(visitor, "/en/")


def test_pdfs_exist_in_two_languages_only(published, visitor):
    assert visitor.get(f"{REPORT}fr.pdf").status_code == 404
    answer = visitor.get(f"{REPORT}ar.pdf")
    assert io.BytesIO(b"".join(answer.streaming_content)).read(5) == b"%PDF-"
