import pytest

from athar.direction.reporting.document import (
    Break,
    Code,
    FigureInline,
    Figures,
    Heading,
    Link,
    Listing,
    Note,
    Paragraph,
    References,
    ReportSourceError,
    Strong,
    Table,
    Text,
    parse,
    parse_both,
)
from athar.direction.reporting.faces.tests.sample import SOURCES, SampleResolver, sample
from athar.foundation.core.refusals import both_languages


def faults(source: str, language="en") -> list[tuple[int, str]]:
    with pytest.raises(ReportSourceError) as refused:
        parse(source, language, SampleResolver(language), period="2023")
    return [(fault.line, fault.reason.code) for fault in refused.value.faults]


def body(text: str) -> str:
    return f"# Title\n\n## Chapter\n\n{text}\n"


def read(text: str):
    (chapter,) = parse(body(text), "en", SampleResolver("en"), period="2023").chapters
    return chapter.blocks


def test_a_report_has_a_title_an_opening_and_chapters_with_one_anchor_in_both_languages():
    arabic, english = sample("ar"), sample("en")
    assert (arabic.title, english.title) == ("تقرير العينة", "The sample report")
    assert (
        [chapter.anchor for chapter in arabic.chapters]
        == [chapter.anchor for chapter in english.chapters]
        == ["chapter-1", "chapter-2"]
    )
    assert [block.lead for block in english.opening] == [True]


def test_the_kinds_of_blocks_stand_in_the_order_of_the_text():
    first, second = sample("en").chapters
    assert [type(block).__name__ for block in first.blocks] == [
        "Paragraph",
        "Figures",
        "Heading",
        "Chart",
        "Note",
    ]
    assert [type(block) for block in second.blocks] == [Listing, Table]


def test_a_figure_is_told_whole_as_a_number_or_as_a_noun():
    (paragraph,) = read(
        '{{ figure "trainers" }}, {{ figure "trainers" form="number" }}, {{ figure "trainers" form="noun" }}'
    )
    assert [inline.text for inline in paragraph.inlines] == ["103 trainers", ", ", "103", ", ", "trainers"]


def test_an_arabic_noun_follows_the_last_two_digits_of_its_number():
    figures = {figure.code: figure.phrase for figure in sample("ar").figures()}
    assert figures == {
        "people.reached": "4,312 مستفيدًا",
        "people.known": "1,012 شخصًا",
        "trainers": "103 مدربين",
    }


def test_a_figure_holds_for_the_period_of_the_report_unless_it_names_its_own():
    assert [figure.key for figure in sample("en").figures()] == [
        ("people.reached", "2023"),
        ("people.known", "2023"),
        ("trainers", "2020-2023"),
    ]


def test_figures_inside_notes_and_lists_are_known_to_the_report():
    document = parse(
        body('- {{ figure "trainers" }}\n\n:::note\n{{ figures "people.known" }}\n:::'),
        "en",
        SampleResolver("en"),
        period="2023",
    )
    assert [figure.code for figure in document.figures()] == ["trainers", "people.known"]


def test_running_text_has_weight_code_links_and_line_ends():
    (paragraph,) = read("**Strong** *also* `code` [link](/x/)\\\nnext")
    assert paragraph == Paragraph((
        Strong((Text("Strong"),)), Text(" "), Strong((Text("also"),)), Text(" "), Code("code"), Text(" "), Link((Text("link"),), "/x/"), Break(), Text("next"),
    ))  # fmt: skip


def test_exhibits_may_follow_each_other_without_a_blank_line():
    assert [
        type(block).__name__ for block in read('{{ chart "by_initiative" }}\n{{ table "initiatives" }}')
    ] == ["Chart", "Table"]


def test_plain_numbers_and_numbers_in_headings_links_and_code_are_let_through():
    assert read('### 3 things\n\nResolution {{ plain "7" }}, [page 9](/x/), `x = 5`')[0] == Heading(
        (Text("3 things"),), "section-1"
    )


def test_html_is_text():
    assert read("<b>x</b>") == (Paragraph((Text("<b>x</b>"),)),)


def test_a_note_holds_blocks():
    (note,) = read(":::note\nOne.\n\n- two\n:::")
    assert isinstance(note, Note)
    assert [type(block) for block in note.blocks] == [Paragraph, Listing]


def test_every_fault_of_a_text_comes_at_once_with_its_line():
    source = body(
        'We reached 72,347 people.\nAnd {{ figure "nobody" }} {{ chart "by_initiative" }}\n\n'
        '{{ chart "none" }}\n\n{{ table "none" }}\n\n{{ figures "trainers nobody" period="soon" }}\n\n{{ pie "x" }} {{ figure trainers }} {{ open\n\n'
        '```\ncode\n```\n\n> quote\n\n![x](/x.png)\n\n---\n\n#### Deep\n\nText {.big}\n\n### {{ figure "trainers" }}\n\n# Again\n\n:::note\nnever closed'
    )
    assert faults(source) == [
        (5, "bare_number"),
        (6, "unknown_figure"),
        (6, "misplaced"),
        (8, "unknown_chart"),
        (10, "unknown_table"),
        (12, "bad_period"),
        (12, "unknown_figure"),
        (14, "unknown_directive"),
        (14, "bad_directive"),
        (14, "unclosed"),
        (16, "unsupported"),
        (20, "unsupported"),
        (22, "unsupported"),
        (24, "unsupported"),
        (26, "misplaced"),
        (28, "bad_directive"),
        (30, "misplaced"),
        (32, "misplaced"),
        (34, "unclosed"),
    ]


def test_an_unknown_option_and_an_unknown_form_are_faults():
    assert faults(body('{{ figure "trainers" perod="2023" form="half" }}')) == [
        (5, "bad_directive"),
        (5, "bad_directive"),
    ]


def test_a_text_without_title_or_chapter_is_no_report():
    assert faults("Only words.") == [(1, "no_title"), (1, "no_chapter")]


def test_faults_of_both_languages_come_together_and_speak_both():
    broken = {"ar": SOURCES["ar"] + "\n12 شخصًا\n", "en": SOURCES["en"] + '\n{{ figure "nobody" }}\n'}
    resolvers = {language: SampleResolver(language) for language in broken}
    with pytest.raises(ReportSourceError) as refused:
        parse_both(broken, resolvers, period="2023")
    assert [(fault.language, fault.line, fault.reason.code) for fault in refused.value.faults] == [
        ("ar", 26, "bare_number"),
        ("en", 26, "unknown_figure"),
    ]
    first = both_languages(refused.value.reasons[0].message)
    assert first == {
        "ar": "النص العربي، السطر 26: العدد \u206812\u2069 لا إثبات له.",
        "en": "Arabic text, line 26: \u206812\u2069 has no receipt.",
    }


def test_both_languages_are_read_together():
    documents = parse_both(
        SOURCES, {language: SampleResolver(language) for language in SOURCES}, period="2023"
    )
    assert {language: document.title for language, document in documents.items()} == {
        "ar": "تقرير العينة",
        "en": "The sample report",
    }


def test_a_text_can_be_asked_what_it_needs_before_anything_is_measured():
    known = References(
        figures={"people.reached", "people.known", "trainers"},
        charts={"by_initiative"},
        tables={"initiatives"},
    )
    parse(SOURCES["ar"], "ar", known, period="2023")
    assert known.asked_figures == [
        ("people.reached", "2023"),
        ("people.known", "2023"),
        ("trainers", "2020-2023"),
    ]
    assert (known.asked_charts, known.asked_tables) == (["by_initiative"], ["initiatives"])


def test_a_name_that_is_not_on_the_list_is_a_fault():
    with pytest.raises(ReportSourceError) as refused:
        parse(
            SOURCES["en"],
            "en",
            References(figures={"people.reached", "people.known"}, charts={"by_initiative"}, tables=()),
            period="2023",
        )
    assert [(fault.line, fault.reason.code) for fault in refused.value.faults] == [
        (7, "unknown_figure"),
        (24, "unknown_table"),
    ]


def test_figures_side_by_side_keep_their_order():
    (figures,) = read('{{ figures "trainers people.known" period="2020-2023" }}')
    assert isinstance(figures, Figures)
    assert [figure.key for figure in figures.figures] == [
        ("trainers", "2020-2023"),
        ("people.known", "2020-2023"),
    ]


def test_a_figure_in_a_sentence_remembers_where_it_leads():
    (paragraph,) = read('We trained {{ figure "trainers" }}.')
    figure = paragraph.inlines[1]
    assert isinstance(figure, FigureInline)
    assert figure.figure.receipt_url == "/en/figures/2023/trainers/receipt/"
