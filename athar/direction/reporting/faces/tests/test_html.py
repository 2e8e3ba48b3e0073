import re

from django.utils.translation import override

from athar.direction.reporting.document import parse
from athar.direction.reporting.faces.html import render_chapter, render_contents, render_document
from athar.direction.reporting.faces.tests.sample import SampleResolver, sample
from athar.foundation.core.numerals import use_digits


def test_a_figure_in_a_sentence_is_followed_by_its_seal():
    html = render_document(sample("ar"))
    assert (
        '<span class="sentence-figure"><data value="4312">4,312 مستفيدًا</data><a class="seal seal--inline" href="/figures/2023/people.reached/receipt/"'
        in html
    )


def test_every_figure_of_the_report_leads_to_its_receipt():
    for language in ("ar", "en"):
        document = sample(language)
        html = render_document(document)
        assert {figure.receipt_url for figure in document.figures()} <= set(
            re.findall(r'href="([^"]+)"', html)
        )


def test_the_figure_whose_receipt_is_open_is_marked_wherever_it_stands():
    html = render_document(sample("en"), current=("people.reached", "2023"))
    assert html.count('class="sentence-figure here"') == 2
    assert html.count('aria-current="true"') == 2


def test_the_language_of_the_report_decides_not_that_of_the_request():
    with override("en"):
        assert "اعرضه جدولًا" in render_document(sample("ar"))


def test_a_chart_comes_in_two_widths_as_a_table_and_as_a_file():
    html = render_document(sample("en"))
    assert (html.count('class="chart__wide"'), html.count('class="chart__narrow"')) == (1, 1)
    assert "Show as table" in html
    assert 'href="/sample.csv"' in html
    assert html.count("<tbody") == 2


def test_no_id_stands_twice_on_the_page():
    ids = re.findall(r'\bid="([^"]+)"', render_document(sample("ar")))
    assert sorted(ids) == sorted(set(ids))


def test_what_is_written_as_html_is_shown_and_not_obeyed():
    source = "# T <script>\n\n## C <i>\n\n<script>alert()</script> [x](javascript:alert())\n"
    html = render_document(parse(source, "en", SampleResolver("en"), period="2023"))
    assert "<script" not in html
    assert "&lt;script&gt;alert()&lt;/script&gt;" in html
    assert 'href="javascript' not in html


def test_commands_run_left_to_right():
    assert '<code dir="ltr">athar verify data.zip</code>' in render_document(sample("ar"))


def test_the_contents_lead_to_the_chapters():
    document = sample("en")
    anchors = re.findall(r'href="(#[^"]+)"', render_contents(document))
    assert anchors == ["#chapter-1", "#chapter-2"]
    assert all(f'id="{anchor[1:]}"' in render_document(document) for anchor in anchors)


def test_a_chapter_can_stand_alone():
    document = sample("en")
    assert render_chapter(document.chapters[1], "en") in render_document(document)


def test_tables_write_numbers_in_the_digits_of_the_reader():
    with use_digits("arabic"):
        assert '<td class="number">٣٬٣٠٠</td>' in render_document(sample("ar"))


def test_nothing_is_styled_or_scripted_inline():
    html = render_document(sample("ar"))
    assert not re.search(r"\sstyle=|<script|\son\w+=", html)
