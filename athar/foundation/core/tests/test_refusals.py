from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from athar.foundation.core.refusals import Reason, Refused, both_languages, filled, quoted


def test_a_lazy_text_speaks_both_languages_whatever_is_active():
    with override("en"):
        assert both_languages(_("Write digits only.")) == {
            "ar": "اكتب أرقامًا فقط.",
            "en": "Write digits only.",
        }


def test_a_filled_text_stays_lazy():
    with override("en"):
        text = filled(_("The year %(year)s is out of range."), year=1700)

    assert both_languages(text) == {
        "ar": "السنة 1700 خارج المدى المقبول.",
        "en": "The year 1700 is out of range.",
    }


def test_a_refusal_carries_all_its_reasons():
    refused = Refused(
        Reason("full", "The shift is full."), Reason("too_young", "Too young.", "Ask your guardian.")
    )

    assert str(refused) == "The shift is full. Too young."
    assert [problem["code"] for problem in refused.as_problem()] == ["full", "too_young"]


def test_a_form_shows_every_reason_with_its_remedy():
    refused = Refused(
        Reason("full", "The shift is full."), Reason("too_young", "Too young.", "Ask your guardian.")
    )

    assert refused.as_validation_error().messages == ["The shift is full.", "Too young. Ask your guardian."]


def test_quoted_text_is_short_and_isolated():
    assert quoted("  " + "ا" * 60) == "\u2068" + "ا" * 40 + "\u2069"
