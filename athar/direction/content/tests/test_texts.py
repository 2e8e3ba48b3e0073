"""Texts: nothing that is written can run, load or pass for something of ours."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athar.direction.content.models import Picture
from athar.direction.content.texts import asked_by, doubts, plain_words, render
from athar.direction.reporting.document import FigureRef

REACHED = FigureRef(
    code="beneficiaries.reached", period="2023", value=72347, value_text="72,347", unit_text="مستفيدًا",
    phrase="72,347 مستفيدًا", label="المستفيدون", period_label="2023", basis="mixed", basis_text="", url="/figures/x/",
)  # fmt: skip
FIGURES = {REACHED.key: REACHED}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><use href='https://elsewhere.example/#x'/></svg>",
    "<iframe src='https://elsewhere.example'></iframe>",
    "<style>@import 'https://elsewhere.example'</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    "![x](https://elsewhere.example/pixel.png)",
    "![x][y]\n\n[y]: https://elsewhere.example/p.png",
    "[x](https://ok.example 'onmouseover=alert(1)')",
    "`<script>`",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "| a |\n|:-:|\n| b |",
    '{{ plain "<script>alert(1)</script>" }}',
    '{{ figure "<script>" period="2023" }}',
    '{{ picture "<script>" }}',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#xE000;0&#xE001;",
    "\ue0000\ue001",
    ":::note\n<script>alert(1)</script>\n:::",
    "# <img src=x onerror=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<p style='background:url(https://elsewhere.example)'>x</p>",
    "[x](//elsewhere.example)",
]
MAY_STAND = {
    "a", "aside", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "table", "tbody", "td",
    "th", "thead", "tr", "ul", "div",
}  # fmt: skip
ATTRIBUTES = {"href", "rel", "start", "scope", "class", "role", "tabindex", "aria-label"}


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in {"href", "src", "srcset", "action"}]


def seen(html):
    reader = Seen()
    reader.feed(html)
    return reader


def harmless(html):
    found = seen(html)
    schemes = {re.match(r"([a-z]+):", address.lower()) for address in found.addresses}
    return (
        found.tags <= MAY_STAND
        and found.attributes <= ATTRIBUTES
        and {scheme[1] for scheme in schemes if scheme} <= {"http", "https", "mailto", "tel"}
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_somebody_writes_runs_or_loads(text):
    assert harmless(render(text, "en"))


@given(st.lists(st.sampled_from([*HOSTILE, "\n\n", "> ", "- ", "x", "**"]), max_size=6).map("".join))
def test_hostile_pieces_stay_harmless_however_they_are_put_together(text):
    assert harmless(render(text, "ar"))


@given(st.text(max_size=60))
def test_any_text_can_be_shown_and_searched(text):
    assert harmless(render(text, "ar"))
    assert isinstance(plain_words(text), str)


def test_a_text_cannot_repeat_what_is_ours_by_forging_its_mark():
    made = render(
        '{{ figure "beneficiaries.reached" period="2023" }}\n\n&#xE000;0&#xE001;', "ar", figures=FIGURES
    )
    assert made.count("72,347 مستفيدًا") == render(
        '{{ figure "beneficiaries.reached" period="2023" }}', "ar", figures=FIGURES
    ).count("72,347 مستفيدًا")


def test_a_figure_in_a_sentence_leads_to_its_receipt():
    made = render('وصلنا إلى {{ figure "beneficiaries.reached" period="2023" }}.', "ar", figures=FIGURES)
    assert ("72,347" in made, 'href="/figures/x/"' in made, made.startswith("<p>وصلنا")) == (True, True, True)


def test_a_figure_that_cannot_be_told_leaves_a_dash():
    assert render('{{ figure "no.such" period="2023" }}', "en") == "<p>—</p>\n"


def test_figures_and_pictures_on_their_own_line_are_no_paragraph():
    picture = Picture(number=1, sha256="a" * 64, width=800, height=600, alt_ar="حلقات", alt_en="Rings")
    made = render(
        '{{ figures "beneficiaries.reached" period="2023" }}\n\n{{ picture "1" }}',
        "en",
        figures=FIGURES,
        pictures={1: picture},
    )
    assert ("<p><" in made, 'alt="Rings"' in made, f"/pictures/{'a' * 64}/small.webp 640w" in made) == (
        False,
        True,
        True,
    )


def test_headings_stand_below_the_title_of_the_page():
    assert re.findall(r"<h\d>", render("# a\n\n## b\n\n### c\n\n##### d", "en")) == [
        "<h2>",
        "<h2>",
        "<h3>",
        "<h4>",
    ]


def test_a_table_can_be_reached_by_keyboard_and_names_its_columns():
    made = render("| a |\n|---|\n| b |", "en")
    assert ('tabindex="0"' in made, '<th scope="col">a</th>' in made) == (True, True)


def test_a_link_out_hands_nothing_on():
    assert render("[x](https://ok.example)", "en") == (
        '<p><a href="https://ok.example" rel="noopener noreferrer">x</a></p>\n'
    )


def test_what_a_text_asks_for_is_listed_once():
    text = '{{ figure "beneficiaries.reached" period="2023" }} {{ figure "beneficiaries.reached" period="2023" form="number" }}\n\n{{ picture "٢" }}'
    asked = asked_by(text, "ar", figures={"beneficiaries.reached"}, periods={"2023"}, pictures={2})
    assert (list(asked.figures), list(asked.pictures), asked.faults) == (
        [("beneficiaries.reached", "2023")],
        [2],
        [],
    )


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("We reached 72,347 people.", "en", 1),
        ("وصلنا إلى ٧٢٬٣٤٧ مستفيدًا.", "ar", 1),
        ("Volunteers gave 3000 hours in 2023.", "en", 1),
        ("Founded in 2019 by volunteers.", "en", 0),
        ("The road has 12,000 lamps.", "en", 0),
        ("We reached 243 people.", "en", 0),
        ("## 72,347 people", "en", 0),
        ("[72,347 people](https://x.example)", "en", 0),
        ('{{ figure "beneficiaries.reached" period="2023" }} people', "en", 0),
        ('{{ plain "72,347" }} people', "en", 0),
    ],
)
def test_a_typed_number_beside_a_word_we_count_is_doubted(text, language, expected):
    assert len(doubts(text, language)) == expected
