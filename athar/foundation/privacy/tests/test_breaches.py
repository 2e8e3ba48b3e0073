"""A breach runs against 72 hours, is worked on step by step, and teaches something before it is closed."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.db import Error, transaction
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from athar.foundation.people.tests.factories import PersonFactory
from athar.foundation.privacy.breaches import (
    BreachRefused,
    assessed,
    countdown_of,
    enter_breach,
    note_step,
    running,
)
from athar.foundation.privacy.choices import BreachStepKind, Clock, Risk
from athar.foundation.privacy.models import Breach, BreachStep
from athar.foundation.privacy.notification import notification
from athar.foundation.privacy.rules import TIME_TO_TELL, countdown
from athar.foundation.privacy.tests.factories import BreachFactory

FOUND = datetime(2026, 3, 19, 22, 15, tzinfo=UTC)  # a Thursday night, before the weekend and a feast


def after(hours):
    return FOUND + timedelta(hours=hours)


@pytest.fixture
def fahad(db):
    return PersonFactory(name="فهد الدوسري")


@pytest.fixture
def breach(fahad):
    return BreachFactory(discovered_at=FOUND, entered_at=after(1), entered_by=fahad)


@pytest.fixture
def note(breach, fahad):
    def note(kind, text="كُتب ما جرى.", *, hours=2, **more):
        return note_step(breach=breach, kind=kind, text=text, by=fahad, at=after(hours), **more)

    return note


def refused(operation, *args, **kwargs):
    with pytest.raises(BreachRefused) as refusal:
        operation(*args, **kwargs)
    return [reason.code for reason in refusal.value.reasons]


@pytest.mark.parametrize(
    ("hours", "state", "said"),
    [(0, Clock.RUNNING, 72), (48, Clock.RUNNING, 24), (48.01, Clock.URGENT, 23), (72, Clock.URGENT, 0), (72.01, Clock.OVERDUE, 0), (75, Clock.OVERDUE, 3)],
)  # fmt: skip
def test_the_clock_runs_through_nights_and_feasts(hours, state, said):
    clock = countdown(FOUND, [], at=after(hours))
    assert (clock.state, clock.hours, clock.due_at) == (state, said, after(72))


@given(minutes=st.integers(0, 60 * 24 * 30), later=st.integers(0, 60 * 24 * 30))
def test_once_the_authority_was_told_the_clock_says_the_same_for_ever(minutes, later):
    told_at = FOUND + timedelta(minutes=minutes)
    endings = [(BreachStepKind.AUTHORITY_TOLD, told_at)]
    then = countdown(FOUND, endings, at=told_at)
    assert countdown(FOUND, endings, at=told_at + timedelta(minutes=later)) == then
    assert (then.state is Clock.TOLD_LATE) == (told_at - FOUND > TIME_TO_TELL)
    assert 0 <= then.hours_gone <= 72


def test_a_breach_is_not_discovered_in_the_future(fahad):
    facts = {
        "title": "عنوان",
        "happened": "جرى",
        "kinds": ["contact"],
        "affected": 1,
        "method": "عدّ",
        "risk": Risk.LOW,
    }
    assert refused(enter_breach, **facts, discovered_at=after(1), by=fahad, at=FOUND) == ["in_the_future"]
    assert not Breach.objects.exists()


def test_telling_the_authority_ends_the_clock_and_is_said_once(breach, note):
    assert [row for row, _ in running(at=after(3))] == [breach]
    note(BreachStepKind.AUTHORITY_TOLD, hours=30, done_at=after(29), reference="2026/114")
    assert countdown_of(breach, at=after(500)).state is Clock.TOLD
    assert countdown_of(breach, at=after(500)).hours == 43
    assert running(at=after(500)) == []
    assert refused(note, BreachStepKind.AUTHORITY_TOLD, hours=31, reference="2026/115") == ["told_already"]


def test_a_step_says_every_reason_why_it_cannot_be(note):
    assert refused(note, BreachStepKind.AUTHORITY_TOLD, "  ", done_at=after(-1)) == [
        "before_discovery", "no_words", "no_reference",
    ]  # fmt: skip
    assert refused(note, BreachStepKind.ASSESSED, done_at=after(9)) == ["in_the_future", "no_assessment"]


def test_closing_needs_an_end_to_everything_and_lessons(breach, note):
    assert refused(note, BreachStepKind.CLOSED, "") == [
        "no_words",
        "not_contained",
        "authority_untold",
        "persons_untold",
    ]
    note(BreachStepKind.CONTAINED)
    note(BreachStepKind.AUTHORITY_SPARED, "لا خطر على أحد.")
    note(BreachStepKind.PERSONS_SPARED, "لا خطر على أحد.")
    note(BreachStepKind.CLOSED, "لكل رابط مدة.")
    assert not Breach.objects.open().exists()
    assert refused(note, BreachStepKind.CONTAINED) == ["closed"]


def test_a_new_assessment_stands_and_the_first_stays_to_be_seen(breach, note):
    note(BreachStepKind.ASSESSED, "من السجل", affected=38, risk=Risk.LOW)
    note(BreachStepKind.ASSESSED, "من السجل كله", hours=3, affected=41, risk=Risk.HIGH)
    assert assessed(breach) == (41, Risk.HIGH)
    breach.refresh_from_db()
    assert (breach.affected, breach.risk) == (40, Risk.MEDIUM)


def test_nobody_edits_what_was_noted(breach, note):
    step = note(BreachStepKind.CONTAINED)
    changes = [
        lambda: Breach.objects.filter(pk=breach.pk).update(affected=1),
        lambda: BreachStep.objects.filter(pk=step.pk).update(text="غيره"),
        lambda: BreachStep.objects.filter(pk=step.pk).delete(),
    ]
    for change in changes:
        with pytest.raises(Error, match=r"Cannot (update|delete)"), transaction.atomic():
            change()


def test_a_drill_puts_nobody_under_pressure(fahad):
    BreachFactory(discovered_at=FOUND, entered_at=after(1), entered_by=fahad, drill=True)
    assert running(at=after(100)) == []


def test_the_notification_says_what_the_regulation_asks_for(breach, note):
    note(BreachStepKind.AUTHORITY_TOLD, reference="2026/114")
    found = Breach.objects.with_steps().get(pk=breach.pk)
    pages = PdfReader(BytesIO(notification(found, at=after(30)))).pages
    text = "\n".join(page.extract_text() for page in pages)
    wanted = [
        "Notification of a breach of personal data",
        "Contact",
        "20 March 2026",
        "23 March 2026",
        "01:15",
        "2026/114",
        "Medium",
        "Controller",
    ]
    assert [words for words in wanted if words not in text] == []
