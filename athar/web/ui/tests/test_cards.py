"""Calendars, cards and special fields, by what a reader gets from them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import segno
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from athar.foundation.core.forms import CodeInput, DayField, LimitedFileField, PhoneField, RadioCards
from athar.foundation.core.months import Event, Month
from athar.foundation.core.squares import QUIET
from athar.foundation.core.templatetags.athar_ui.cards import qr

NOW = datetime(2024, 3, 18, 9, tzinfo=UTC)


def drawn(source: str, path: str = "/", language: str = "en", **context) -> str:
    with override(language):
        return Template(source).render(Context({"request": RequestFactory().get(path), **context}))


class Asked(forms.Form):
    day = DayField(required=False)
    phone = PhoneField(required=False)
    secret = forms.CharField(required=False, widget=forms.PasswordInput)
    code = forms.CharField(required=False, widget=CodeInput)
    sheet = LimitedFileField(kinds=(".csv", ".pdf"), most_megabytes=lambda: 1, required=False)
    level = forms.ChoiceField(required=False, choices=[("a", "General"), ("b", "Skilled")], widget=RadioCards(notes={"b": "Needs a course."}))  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), [
    ("١/٩/١٤٤٥ هـ", "Monday, 11 March 2024 (1 Ramadan 1445\N{NO-BREAK SPACE}AH)"), ("2024-03-11", "Monday, 11 March 2024 (1 Ramadan 1445\N{NO-BREAK SPACE}AH)"),
    ("5/3/1910", "Saturday, 5 March 1910"),
])  # fmt: skip
def test_a_day_is_said_back_in_words_whichever_calendar_it_was_typed_in(typed, said):
    assert f"</svg>{said}</p>" in drawn("{% field form.day %}", form=Asked({"day": typed}))


@pytest.mark.parametrize("typed", ["", "1445-09-01", "yesterday", "30/2/2024"])
def test_what_is_no_day_is_not_said_back(typed):
    assert "field__said" not in drawn("{% field form.day %}", form=Asked({"day": typed}))


def test_a_phone_is_said_back_with_its_country_left_to_right():
    page = drawn("{% field form.phone %}", form=Asked({"phone": "٠٥٥١٢٣٤٥٦٧"}))
    assert '<bdi dir="ltr">+966 55 123 4567</bdi>' in page


def test_a_password_has_a_switch_that_only_a_script_shows_and_never_comes_back():
    page = drawn("{% field form.secret %}", form=Asked({"secret": "hunter2"}))
    assert ("hunter2" in page, " hidden>Show</button>" in page, 'type="password"' in page) == (
        False,
        True,
        True,
    )


def test_a_code_is_offered_by_phones_and_written_anew_after_a_mistake():
    page = drawn("{% field form.code %}", form=Asked({"code": "123456"}))
    assert ("one-time-code" in page, "123456" in page) == (True, False)


def test_a_file_says_its_limits_beforehand_and_everything_that_is_wrong_with_it():
    assert "CSV, PDF\u2069, up to 1 MB" in drawn("{% field form.sheet %}", form=Asked())
    form = Asked({}, {"sheet": SimpleUploadedFile("حضور.exe", b"x" * (1024 * 1024 + 1))})
    with override("en"):
        errors = list(map(str, form.errors["sheet"]))
    assert [error.split("\u2069")[-1] for error in errors] == [" is of another kind. Choose one of: .csv, .pdf.", "The file is larger than 1 MB."]  # fmt: skip
    assert Asked({}, {"sheet": SimpleUploadedFile("S.CSV", b"1")}).is_valid()


@pytest.mark.parametrize(("language", "asks", "none_yet"), [
    ("en", "Choose a file</span>", 'data-empty="No file chosen yet"'), ("ar", "اختر ملفًا</span>", 'data-empty="لم تختر ملفًا بعد"'),
])  # fmt: skip
def test_a_file_is_asked_for_in_the_language_of_the_page(language, asks, none_yet):
    page = drawn("{% field form.sheet %}", language=language, form=Asked())
    assert (page.count(asks), page.count(none_yet), page.count('type="file"')) == (1, 1, 1)


def test_cards_to_choose_from_explain_themselves():
    page = drawn("{% field form.level %}", form=Asked({"level": "b"}))
    assert ("Needs a course." in page, page.count("radio-card__note"), page.count("checked")) == (True, 1, 1)


def test_a_calendar_leads_to_the_months_around_it_and_keeps_the_rest_of_the_address():
    page = drawn("{% calendar month events today %}", "/?region=SA-01", month=Month("hijri", 1445, 9), events=[], today=NOW.date())  # fmt: skip
    for link in ("month=1445-08H", "month=1445-10H", "month=1445-09H", "month=2024-03"):
        assert f'href="?region=SA-01&amp;{link}"' in page
    assert "Nothing in this month." in page


def test_what_happens_over_days_is_listed_with_both_ends_and_escaped():
    events = [Event(date(2024, 3, 11), date(2024, 4, 9), "<b>Season", url="/s/")]
    page = drawn("{% calendar month events today %}", month=Month("gregorian", 2024, 3), events=events, today=NOW.date())  # fmt: skip
    assert ("<b>Season" in page, "9 April 2024" in page, page.count('aria-current="date"')) == (
        False,
        True,
        1,
    )


@pytest.mark.parametrize(("ahead", "english", "arabic"), [
    (timedelta(days=3, hours=5), "3 days and 5 hours left", "بقي 3 أيام و5 ساعات"), (timedelta(hours=2, minutes=1), "2 hours and 1 minute left", "بقي ساعتان ودقيقة"),
    (timedelta(seconds=5), "less than a minute left", "بقي أقل من دقيقة"), (timedelta(days=-1), "1 day ago", "مضى يوم"),
])  # fmt: skip
def test_time_left_is_said_in_words_that_agree(ahead, english, arabic):
    source = "{% countdown until now %}"
    assert english in drawn(source, until=NOW + ahead, now=NOW)
    assert arabic in drawn(source, language="ar", until=NOW + ahead, now=NOW)


@pytest.mark.parametrize("text", ["https://athar.example/records/6263/", "x" * 300, "شهادة"])
def test_the_square_draws_each_dark_module_once(text):
    shown, matrix = qr(text, "label"), segno.make(text, error="m", micro=False).matrix
    runs = [run.split("v")[0] for run in shown["path"].split("M")[1:]]
    dark = sum(int(run.split("h")[1]) for run in runs)
    assert (dark, shown["size"]) == (sum(map(sum, matrix)), len(matrix) + 2 * QUIET)


@pytest.mark.parametrize(("code", "whole"), [("general", 1), ("skilled", 2), ("professional", 3)])
def test_rings_widen_with_the_skill_asked_for(code, whole):
    assert 3 - drawn("{% level code %}", code=code).count('class="off"') == whole


def test_an_opportunity_without_seats_says_why_and_few_are_told_apart():
    card = {"title": "Iftar", "url": "/o/", "day": date(2024, 3, 14), "level": "general", "seats": 2, "of": 4}
    open_card = drawn("{% opportunity card %}", card=card)
    closed = drawn("{% opportunity card %}", card=card | {"seats": 0, "closed": "No seat left"})
    assert ('class="few">2 seats left' in open_card, "4 Ramadan 1445\N{NO-BREAK SPACE}AH" in open_card) == (
        True,
        True,
    )
    assert ("No seat left" in closed, "seats left" in closed) == (True, False)


def test_a_withdrawn_credential_says_why_and_offers_no_check():
    award = {"title": "Trainer", "to": "سارة", "by": "Athar", "on": date(2024, 3, 1), "number": "ATH-1"}
    assert "<svg" in drawn("{% credential award %}", award=award | {"url": "https://x.example/"})
    page = drawn("{% credential award %}", award=award | {"withdrawn": "Wrong name."})
    assert ("Wrong name." in page, 'class="qr"' in page) == (True, False)


def test_steps_say_which_one_it_is_and_lead_back_to_those_that_are_done():
    steps = [{"label": "Code", "state": "done", "url": "/c/"}, {"label": "You", "state": "here"}]
    page = drawn("{% stepper steps %}", steps=steps)
    assert ("Step 2 of 2: <b>You</b>" in page, 'href="/c/"' in page, page.count('aria-current="step"')) == (True, True, 1)  # fmt: skip


def test_the_script_of_the_switch_lies_where_the_field_asks_for_it():
    static = Path(__file__).resolve().parents[3] / "foundation" / "core" / "static"
    assert (static / "athar" / "js" / "password.js").exists()
