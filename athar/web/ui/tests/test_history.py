from datetime import date

from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.core.templatetags.athar_ui.history import pieces_of

texts = st.text(alphabet="ابتث ab", max_size=40)


def drawn(source: str, language: str = "en", **context) -> str:
    with override(language):
        return Template(source).render(Context(context))


@given(texts, texts)
def test_without_what_is_new_the_old_text_is_left_and_the_other_way_round(before: str, after: str):
    pieces = pieces_of(before, after)
    for dropped, text in (("new", before), ("gone", after)):
        left = " ".join(piece.text for piece in pieces if piece.kind != dropped)
        assert left.split() == text.split()


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str):
    assert [piece.kind for piece in pieces_of(text, text)] in ([], ["same"])


def test_an_arabic_word_is_marked_whole():
    assert "<del>الشباب</del> <ins>الشابات</ins>" in drawn(
        "{% difference old new %}", old="تمكين الشباب للتطوع", new="تمكين الشابات للتطوع"
    )


def test_an_event_has_its_day_in_both_calendars_and_its_words_escaped():
    event = {"when": date(2024, 3, 5), "what": "<b>Approved</b>", "who": "خالد"}
    picture = drawn("{% timeline events %}", events=[event])
    assert '5 March 2024</time> <span class="muted">(24 Sha‘ban 1445\N{NO-BREAK SPACE}AH)' in picture
    assert ("<b>" in picture, '<bdi class="person__name">خالد</bdi>' in picture) == (False, True)
