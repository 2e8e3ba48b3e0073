"""After an approval a worker computes what the first pages show, so that no visitor waits for it."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from athar.direction.strategy.models import Measurement
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import reverse
from athar.engine.ledger.tests.factories import service
from athar.foundation.people.tests.factories import PersonFactory
from athar.web.site.looking_ahead import look_ahead
from athar.web.site.tests.conftest import REACHED, page

FIRST = ("/", "/initiatives/", "/reports/annual-2023/", REACHED)


def waiting() -> int:
    return ProcrastinateJob.objects.filter(
        args__operation="athar.web.site.looking_ahead.look_ahead", status="todo"
    ).count()


def test_after_looking_ahead_nothing_is_computed_for_whoever_comes(published, append, visitor):
    append(service(PersonFactory(name="ضيف"), published.forum))
    look_ahead()
    known = Measurement.objects.count()
    for address in FIRST:
        page(visitor, address)
    assert Measurement.objects.count() == known


def test_without_looking_ahead_the_first_visitor_has_it_computed(published, append, visitor):
    append(service(PersonFactory(name="ضيف"), published.forum))
    known = Measurement.objects.count()
    page(visitor, "/")
    assert Measurement.objects.count() > known


def test_what_was_computed_elsewhere_is_not_computed_here(published, append, visitor, monkeypatch):
    append(service(PersonFactory(name="ضيف"), published.forum))
    look_ahead()
    cache.clear()  # this process never saw it
    monkeypatch.setattr(
        "athar.direction.strategy.tellings.break_down", lambda *_, **__: pytest.fail("computed once more")
    )
    assert "<h1" in page(visitor, REACHED)


def test_two_approvals_leave_one_job(records):
    for record in Record.objects.order_by("position")[:2]:
        reverse(
            record=record,
            reason="كشف مكرر",
            entered_by=records.noura,
            approved_by=records.khalid,
            at=timezone.now(),
        )
    assert waiting() == 1


def test_an_association_without_records_has_nothing_to_look_ahead_to(association):
    look_ahead()
    assert Measurement.objects.count() == 0
