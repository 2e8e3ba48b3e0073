"""A question that is composed once gives what its queryset gives, whatever it is asked with."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import CharField, DateTimeField, Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from athar.foundation.core.composed import Composed, Given

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def sessions() -> None:
    Session.objects.bulk_create(
        Session(session_key=key, session_data="", expire_date=NOW + timedelta(days=days))
        for key, days in (("a", 1), ("b", 2), ("c", 3))
    )


def question() -> Composed[Session]:
    """Sessions that end after a moment, each with whether another ends later."""
    later = Session.objects.filter(expire_date__gt=OuterRef("expire_date"))
    after = Given("after", DateTimeField())
    return Composed(
        lambda: (
            Session.objects.filter(expire_date__gt=after)
            .exclude(session_key=Given("but", CharField()))
            .annotate(outlived=Exists(later))
            .order_by("-pk")
        )
    )


def test_it_is_asked_anew_with_other_values():
    asked = question()
    assert [(one.pk, one.outlived) for one in asked.all(after=NOW, but="b")] == [("c", False), ("a", True)]
    assert [one.pk for one in asked.all(after=NOW + timedelta(days=2), but="")] == ["c"]
    assert asked.first(after=NOW + timedelta(days=9), but="") is None


def test_what_it_finds_are_rows_like_any_other():
    found = question().first(after=NOW, but="")
    assert (found.expire_date, found._state.adding) == (NOW + timedelta(days=3), False)
    found.session_data = "x"
    found.save()
    assert Session.objects.get(pk="c").session_data == "x"


def test_a_value_that_is_not_given_is_missed():
    with pytest.raises(KeyError, match="but"):
        question().all(after=NOW)


def test_it_goes_on_after_a_transaction_that_was_rolled_back():
    asked = question()
    for _time in range(2):
        with transaction.atomic():
            assert len(asked.all(after=NOW, but="")) == 3
            transaction.set_rollback(True)
    assert len(asked.all(after=NOW, but="")) == 3


def test_whoever_looks_at_the_statements_sees_it_with_its_values():
    with CaptureQueriesContext(connection) as seen:
        question().all(after=NOW, but="b")
    assert "2024-03-01" in seen.captured_queries[0]["sql"]
