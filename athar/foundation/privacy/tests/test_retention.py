"""Nothing is destroyed but what a second person approved, and of that nothing that changed or is held."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error, transaction
from django.test import TestCase
from django.utils import timezone

from athar.foundation.core.personal import schedules, tables
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.foundation.privacy import retention
from athar.foundation.privacy.erasures import refusals
from athar.foundation.privacy.models import Destruction, Export, Preview
from athar.foundation.privacy.processing import processing
from athar.foundation.privacy.retention import (
    RetentionRefused,
    approve,
    carry_out,
    hold,
    lift,
    prepare,
    summary,
)

SESSION, EXPORT = "sessions.Session", "privacy.Export"
LEDGER = ("ledger.", "people.", "evidence.", "reporting.", "strategy.", "register.")


@pytest.fixture(autouse=True)
def quiet(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }


@pytest.fixture
def fahad(db):
    return PersonFactory(name="فهد الدوسري")


@pytest.fixture
def saad(db):
    return PersonFactory(name="سعد التميمي")


@pytest.fixture
def at():
    return timezone.now()


def session(key, at, days):
    return Session.objects.create(session_key=key, session_data="x", expire_date=at - timedelta(days=days))


def export(person, at, days):
    made = Export(
        person=person,
        asked_at=at - timedelta(days=days),
        finished_at=at - timedelta(days=days),
        expires_at=at,
    )
    made.data.save("data.json", ContentFile(b"{}"), save=False)
    made.save()
    return made


def done(preview, by, at):
    destruction = approve(preview=preview, by=by, at=at)
    with TestCase.captureOnCommitCallbacks(execute=True):
        carry_out(destruction=destruction.pk)
    destruction.refresh_from_db()
    return destruction


def refused(operation, **kwargs):
    with pytest.raises(RetentionRefused) as refusal:
        operation(**kwargs)
    return [reason.code for reason in refusal.value.reasons]


def test_what_was_previewed_goes_and_what_came_due_since_does_not(fahad, saad, at):
    session("old", at, 3)
    session("alive", at, -3)
    sara = PersonFactory()
    copy = export(sara, at, 8)
    path = copy.data.name
    preview = prepare(by=fahad, at=at)
    assert [(row["model"], row["many"]) for row in summary(preview)] == [(EXPORT, 1), (SESSION, 1)]
    session("late", at, 1)
    destruction = done(preview, saad, at)
    assert sorted(Session.objects.values_list("pk", flat=True)) == ["alive", "late"]
    copy.refresh_from_db()
    assert (copy.removed_at is None, copy.data.name, default_storage.exists(path)) == (False, "", False)
    assert (destruction.removed, destruction.kept) == ({EXPORT: 1, SESSION: 1}, {})
    assert destruction.sha256 == retention.digest(destruction, destruction.finished_at)


def test_what_changed_since_the_preview_stays(fahad, saad, at):
    session("old", at, 3)
    changed = session("changed", at, 3)
    preview = prepare(by=fahad, at=at)
    changed.session_data = "somebody came back"
    changed.save()
    destruction = done(preview, saad, at)
    assert list(Session.objects.values_list("pk", flat=True)) == ["changed"]
    assert destruction.kept == {SESSION: {"held": 0, "changed": 1}}


def test_nobody_approves_what_they_prepared(fahad, at):
    session("old", at, 3)
    preview = prepare(by=fahad, at=at)
    assert refused(approve, preview=preview, by=fahad, at=at) == ["own"]
    with pytest.raises(Error, match="nobody_approves_a_destruction"), transaction.atomic():
        Destruction.objects.create(preview=preview, made_by=fahad, approved_by=fahad, approved_at=at)
    assert Session.objects.count() == 1


def test_an_old_or_a_superseded_preview_is_not_approved(fahad, saad, at):
    session("old", at, 30)
    first = prepare(by=fahad, at=at - timedelta(days=8))
    assert refused(approve, preview=first, by=saad, at=at) == ["stale"]
    prepare(by=fahad, at=at)
    assert refused(approve, preview=first, by=saad, at=at) == ["stale", "superseded"]


def test_a_run_that_is_run_again_changes_nothing(fahad, saad, at):
    session("old", at, 3)
    destruction = done(prepare(by=fahad, at=at), saad, at)
    session("later", at, 2)
    carry_out(destruction=destruction.pk)
    again = Destruction.objects.get()
    assert (again.sha256, again.removed) == (destruction.sha256, {SESSION: 1})
    assert Session.objects.count() == 1
    with pytest.raises(Error, match="Cannot update"), transaction.atomic():
        Destruction.objects.update(removed={})


def test_a_hold_on_a_kind_keeps_it_from_the_preview_and_from_an_approved_run(fahad, saad, at):
    session("old", at, 3)
    export(PersonFactory(), at, 8)
    placed = hold(by=fahad, at=at, reason="قضية 12", model=EXPORT)
    preview = prepare(by=fahad, at=at)
    assert [row["model"] for row in summary(preview)] == [SESSION]
    hold(by=fahad, at=at, reason="قضية 13", model=SESSION)
    destruction = done(preview, saad, at)
    assert destruction.kept == {SESSION: {"held": 1, "changed": 0}}
    lift(held=placed, by=saad, at=at)
    assert [row["model"] for row in summary(prepare(by=fahad, at=at + timedelta(seconds=1)))] == [EXPORT]


def test_a_hold_on_a_person_keeps_what_is_about_them_and_their_data_from_erasure(fahad, saad, at):
    sara, omar = AccountFactory().person, AccountFactory().person
    held, free = export(sara, at, 8), export(omar, at, 8)
    preview = prepare(by=fahad, at=at)
    hold(by=fahad, at=at, reason="أمر قضائي", person=sara)
    done(preview, saad, at)
    held.refresh_from_db()
    free.refresh_from_db()
    assert (held.removed_at, free.removed_at is None) == (None, False)
    assert [reason.code for reason in refusals(sara, at=at)] == ["held"]


def test_a_hold_says_why_and_names_one_thing(fahad, at):
    assert refused(hold, by=fahad, at=at, reason=" ") == ["no_reason", "one_thing"]


def test_a_list_of_what_goes_gives_nobody_away(fahad, at):
    session("secret-key-of-a-session", at, 3)
    preview = prepare(by=fahad, at=at)
    [row] = preview.rows.values()
    assert "secret" not in str(row)
    assert len(row["mark"]) == 64


def test_nothing_due_makes_no_preview(fahad, at):
    assert refused(prepare, by=fahad, at=at) == ["nothing_due"]


def test_the_reminder_comes_after_a_month(fahad, at):
    session("old", at, 60)
    assert retention.reminder(at=at) == datetime.min.replace(tzinfo=UTC)
    preview = prepare(by=fahad, at=at)
    assert retention.reminder(at=at + timedelta(days=30)) is None
    assert retention.reminder(at=at + timedelta(days=31)) == Preview.objects.get(pk=preview.pk).made_at


def test_a_schedule_is_of_a_table_whose_period_ends_and_never_of_facts_or_people():
    ending = {table.model for table in tables() if processing().retention[table.retention].days is not None}
    scheduled = {schedule.model for schedule in schedules()}
    assert scheduled <= ending
    assert {kind.model for kind in retention.without_schedule()} == ending - scheduled
    assert [model for model in scheduled if model.startswith(LEDGER)] == []
    assert {schedule.model: schedule.retention for schedule in schedules()} == {
        table.model: table.retention for table in tables() if table.model in scheduled
    }


def test_every_schedule_can_be_asked_and_marked(db, at):
    assert [list(kind.due(at).values_list("since", "mark")) for kind in retention.kinds()] == [[]] * len(
        schedules()
    )
