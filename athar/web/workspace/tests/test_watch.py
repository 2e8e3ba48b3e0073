"""What the administrator sees of the platform at once."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from athar.foundation.admissions.tests.factories import InvitationFactory
from athar.foundation.core.backed_up import NOTE
from athar.foundation.privacy.breaches import enter_breach
from athar.foundation.privacy.choices import RequestKind, Risk
from athar.foundation.privacy.models import Preview
from athar.foundation.privacy.requests import ask

HOME = "/en/workspace/"


def signs(enter):
    return {sign.title: sign for sign in enter("hind").get(HOME).context["signs"]}


def stands(enter, title):
    found = signs(enter)[title]
    return (found.state, found.tone)


def worker():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")


def failed_job():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, args, status) VALUES ('athar.run', 'default', '{}', 'failed')"
        )


def breach(cast, hours):
    now = timezone.now()
    return enter_breach(
        title="Open folder", happened="A list lay open.", kinds=["contact"], affected=4, method="rows",
        risk=Risk.MEDIUM, discovered_at=now - timedelta(hours=hours), by=cast.fahad, at=now,
    )  # fmt: skip


def test_only_whoever_keeps_the_platform_running_sees_how_it_stands(enter):
    assert [len(enter(key).get(HOME).context["signs"]) for key in ("hind", "noura", "fahad")] == [6, 0, 0]


def test_a_request_says_how_long_is_left_and_leads_nowhere_she_may_not_go(enter, cast):
    assert stands(enter, "Requests of persons") == ("None is open", "good")
    for days in (3, 28):
        at = timezone.now() - timedelta(days=days)
        ask(person=cast.sara, by=cast.sara, kind=RequestKind.ACCESS, text="What is held?", at=at)
    found = signs(enter)["Requests of persons"]
    assert (found.state, found.tone, found.url) == ("2 days left", "watch", "")
    assert found.text.startswith("Open: 2 requests.")


@pytest.mark.parametrize(
    ("hours", "said"),
    [(1, ("70 hours left", "watch")), (80, ("Overdue by 8 hours", "bad"))],
)
def test_a_breach_whose_clock_runs_is_told_with_what_is_left(enter, cast, hours, said):
    assert stands(enter, "Breaches") == ("No clock runs", "good")
    breach(cast, hours)
    assert stands(enter, "Breaches") == said


def test_a_preview_that_waits_is_told_until_it_is_too_old_to_be_approved(enter, cast):
    assert stands(enter, "Retention and destruction") == ("Not looked at for a month", "watch")
    now = timezone.now()
    Preview.objects.create(version="1", made_by=cast.hind, made_at=now - timedelta(days=8), sha256="0" * 64)
    assert stands(enter, "Retention and destruction") == ("Nothing waits", "good")
    Preview.objects.create(version="1", made_by=cast.hind, made_at=now, sha256="0" * 64)
    assert stands(enter, "Retention and destruction") == ("A preview waits: Today", "watch")


def test_invitations_nobody_answered_are_told_and_old_ones_forgotten(enter, cast):
    now = timezone.now()
    assert stands(enter, "Invitations") == ("All are answered", "good")
    InvitationFactory(
        invited_by=cast.hind, sent_at=now - timedelta(days=90), expires_at=now - timedelta(days=80)
    )
    InvitationFactory(invited_by=cast.hind, sent_at=now, expires_at=now + timedelta(days=7))
    assert stands(enter, "Invitations") == ("1 invitation not answered yet", "good")
    InvitationFactory(
        invited_by=cast.hind, sent_at=now - timedelta(days=9), expires_at=now - timedelta(days=2)
    )
    assert stands(enter, "Invitations") == ("Ran out unanswered: 1 invitation", "watch")


@pytest.mark.parametrize(("days", "tone"), [(1, "good"), (3, "watch")])
def test_a_backup_that_did_not_come_is_noticed(enter, settings, days, tone):
    assert stands(enter, "Backup") == ("There was none yet", "bad")
    made_at = timezone.now() - timedelta(days=days)
    (settings.DATA_DIR / NOTE).write_text(json.dumps({"at": made_at.isoformat()}))
    assert stands(enter, "Backup")[1] == tone


def test_a_silent_worker_and_failed_jobs_are_noticed(enter):
    assert stands(enter, "Work in the background") == ("No worker answers", "bad")
    worker()
    assert stands(enter, "Work in the background") == ("Nothing waits", "good")
    failed_job()
    assert stands(enter, "Work in the background") == ("Failed: 1 job", "watch")


@pytest.mark.parametrize("many", [1, 3])
def test_the_administrators_home_stays_within_twelve_queries(pages, cast, many):
    for hours in range(1, many + 1):
        breach(cast, hours)
        ask(person=cast.sara, by=cast.sara, kind=RequestKind.ACCESS, text="What?", at=timezone.now())
    assert pages("hind", HOME) <= 12
