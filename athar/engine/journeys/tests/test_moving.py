from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from athar.engine.journeys.models import Case, Enrolment, Event, PendingEffect
from athar.engine.journeys.operations import (
    AnswersRefused,
    CallRefused,
    MoveRefused,
    answer,
    begin,
    carry_out,
    move,
)
from athar.engine.journeys.tests.factories import COMPLETE, NOW, call_of
from athar.foundation.people.choices import Role
from athar.foundation.people.models import GuardianApproval
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


def codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


@pytest.fixture
def call(cast):
    return call_of("course", cast.noura, part="trainee")


@pytest.fixture
def case(cast, call):
    return begin(call=call, person=cast.sara, by=cast.sara, at=NOW)


def test_a_case_begins_where_its_workflow_does_and_moves_step_by_step(cast, case):
    event = move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW)
    case.refresh_from_db()
    assert (case.state, case.moves, case.ended_at) == ("learning", 1, None)
    assert (event.source, event.target, event.by, event.number) == ("draft", "learning", cast.sara, 1)


def test_what_follows_waits_in_the_outbox_and_is_carried_out_once(cast, call, case):
    move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW)
    assert Enrolment.objects.count() == 0
    assert (carry_out(), carry_out()) == (1, 0)
    enrolment = Enrolment.objects.get()
    assert (enrolment.person, enrolment.edition, enrolment.part, enrolment.since) == (
        cast.sara, call.edition, "trainee", NOW,
    )  # fmt: skip
    move(case=case, transition="leave", seen="learning", by=cast.sara, at=NOW + timedelta(1))
    carry_out()
    enrolment.refresh_from_db()
    case.refresh_from_db()
    assert enrolment.ended_at == case.ended_at == NOW + timedelta(1)


def test_what_follows_at_once_leaves_the_worker_nothing(cast, call, case):
    event = move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW, at_once=True)
    assert Enrolment.objects.get().person == cast.sara
    assert not PendingEffect.objects.filter(event=event, done_at=None).exists()
    assert not ProcrastinateJob.objects.exists()
    assert carry_out() == 0


def test_an_effect_that_fails_waits_and_holds_up_no_other(cast, call, case, monkeypatch):
    from athar.engine.journeys import registry

    def fail(_consequence):
        raise OSError("the letter box is full of Sara's letters")

    monkeypatch.setitem(registry.effects, "enrol", registry.Entry("enrol", "enrol", {}, fail))
    move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW)
    other = begin(call=call, person=cast.layan, by=cast.layan, at=NOW)
    move(case=other, transition="leave", seen="draft", by=cast.layan, at=NOW)
    assert carry_out() == 1
    waiting = PendingEffect.objects.get(done_at=None)
    assert (waiting.code, waiting.tries, waiting.fault) == ("enrol", 1, "OSError")
    assert waiting.not_before > NOW


def test_an_effect_that_fails_for_good_is_tried_at_the_longest_pause_and_holds_up_no_other(
    cast, call, case, monkeypatch
):
    from athar.engine.journeys import registry
    from athar.engine.journeys.operations.following import LONGEST_PAUSE

    def fail(_consequence):
        raise OSError

    monkeypatch.setitem(registry.effects, "enrol", registry.Entry("enrol", "enrol", {}, fail))
    move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW)
    PendingEffect.objects.update(tries=2000)
    other = begin(call=call, person=cast.layan, by=cast.layan, at=NOW)
    move(case=other, transition="leave", seen="draft", by=cast.layan, at=NOW)
    before = timezone.now()
    assert carry_out() == 1
    assert (
        timedelta(0)
        <= PendingEffect.objects.get(done_at=None).not_before - before - LONGEST_PAUSE
        < timedelta(minutes=1)
    )


def test_whoever_has_left_before_the_worker_came_is_not_enrolled_for_good(cast, case):
    move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW)
    move(case=case, transition="leave", seen="learning", by=cast.sara, at=NOW, at_once=True)
    assert carry_out() == 1
    enrolment = Enrolment.objects.get()
    assert (enrolment.since, enrolment.ended_at) == (NOW, NOW)


def test_what_follows_from_steps_of_a_case_is_carried_out_in_their_order(cast, case, monkeypatch):
    from athar.engine.journeys import registry

    def fail(_consequence):
        raise OSError

    move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW)
    move(case=case, transition="leave", seen="learning", by=cast.sara, at=NOW)
    with monkeypatch.context() as failing:
        failing.setitem(registry.effects, "enrol", registry.Entry("enrol", "enrol", {}, fail))
        assert carry_out() == 0
    assert list(PendingEffect.objects.values_list("code", "tries")) == [("enrol", 1), ("end_enrolment", 0)]
    PendingEffect.objects.update(not_before=NOW)
    assert carry_out() == 2
    assert Enrolment.objects.get().ended_at == NOW


def test_a_state_that_was_not_seen_is_not_left(cast, case):
    move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW)
    with pytest.raises(MoveRefused) as refusal:
        move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW)
    assert codes(refusal) == ["overtaken"]
    with pytest.raises(MoveRefused) as refusal:
        move(case=case, transition="register", seen="learning", by=cast.sara, at=NOW)
    assert codes(refusal) == ["no_such_step"]


def test_every_reason_is_said_at_once(cast):
    call = call_of("course", cast.noura, asks=True, closes_at=NOW + timedelta(1))
    young = PersonFactory(birth_date=(NOW - timedelta(365 * 14)).date())
    case = begin(call=call, person=young, by=young, at=NOW)
    with pytest.raises(MoveRefused) as refusal:
        move(case=case, transition="register", seen="draft", by=young, at=NOW + timedelta(2))
    assert codes(refusal) == ["closed", "unanswered", "too_young", "guardian_needed"]
    assert Event.objects.count() == 0


def test_a_minor_moves_on_once_the_guardian_approves_and_not_after_it_was_revoked(cast, call):
    young = PersonFactory(birth_date=(NOW - timedelta(365 * 17)).date())
    case = begin(call=call, person=young, by=young, at=NOW)
    approval = GuardianApproval.objects.create(
        child=young, guardian=cast.huda, approved_on=NOW.date(), revoked_on=NOW.date()
    )
    with pytest.raises(MoveRefused) as refusal:
        move(case=case, transition="register", seen="draft", by=young, at=NOW)
    assert codes(refusal) == ["guardian_needed"]
    GuardianApproval.objects.filter(pk=approval.pk).update(revoked_on=None)
    assert move(case=case, transition="register", seen="draft", by=young, at=NOW).target == "learning"


def test_only_whom_a_step_names_takes_it(cast, case):
    for by in (cast.omar, cast.noura, cast.khalid, None):
        with pytest.raises(MoveRefused) as refusal:
            move(case=case, transition="register", seen="draft", by=by, at=NOW)
        assert codes(refusal) == ["not_allowed"]
    move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW)
    assert move(case=case, transition="assess", seen="learning", by=cast.noura, at=NOW).by == cast.noura


def test_a_role_held_for_one_initiative_moves_cases_of_that_one_alone(cast, call, case):
    move(case=case, transition="register", seen="draft", by=cast.sara, at=NOW)
    since = NOW - timedelta(1)
    RoleGrantFactory(person=cast.omar, role=Role.TRAINER, initiative="elsewhere", since=since)
    with pytest.raises(MoveRefused):
        move(case=case, transition="assess", seen="learning", by=cast.omar, at=NOW)
    RoleGrantFactory(
        person=cast.omar, role=Role.TRAINER, initiative=call.edition.initiative.code, since=since
    )
    assert move(case=case, transition="assess", seen="learning", by=cast.omar, at=NOW).target == "assessed"


def test_a_manager_does_not_move_her_own_case_as_a_manager(cast, call):
    case = begin(call=call, person=cast.noura, by=cast.noura, at=NOW)
    cast.noura.birth_date = (NOW - timedelta(365 * 40)).date()
    cast.noura.save()
    move(case=case, transition="register", seen="draft", by=cast.noura, at=NOW)
    with pytest.raises(MoveRefused) as refusal:
        move(case=case, transition="assess", seen="learning", by=cast.noura, at=NOW)
    assert codes(refusal) == ["not_allowed"]


def test_a_call_takes_one_case_of_a_person_at_a_time_and_another_once_that_is_over(cast, call, case):
    with pytest.raises(CallRefused) as refusal:
        begin(call=call, person=cast.sara, by=cast.sara, at=NOW)
    assert codes(refusal) == ["goes_on"]
    move(case=case, transition="leave", seen="draft", by=cast.sara, at=NOW)
    assert begin(call=call, person=cast.sara, by=cast.sara, at=NOW).pk != case.pk


def test_a_call_takes_whom_it_asks_for_while_it_is_open(cast, call):
    for at, who, expected in (
        (NOW + timedelta(8), {"person": cast.layan}, ["not_open"]),
        (NOW - timedelta(2), {"person": cast.layan}, ["not_open"]),
        (NOW, {"team": cast.team}, ["for_people"]),
        (NOW, {}, ["for_people"]),
    ):
        with pytest.raises(CallRefused) as refusal:
            begin(call=call, by=cast.layan, at=at, **who)
        assert codes(refusal) == expected


def test_answers_are_kept_in_revisions_and_an_event_names_the_one_that_stood(cast):
    call = call_of("event", cast.noura, asks=True, part="participant")
    case = begin(call=call, person=cast.sara, by=cast.sara, at=NOW)
    first = answer(case=case, data={"why": "أحب"}, based_on=0, by=cast.sara, at=NOW)
    again = answer(case=case, data={"why": "أحب"}, based_on=1, by=cast.sara, at=NOW)
    assert (first.revision, again.revision) == (1, 1)
    with pytest.raises(MoveRefused) as incomplete:
        move(case=case, transition="register", seen="begun", by=cast.sara, at=NOW)
    assert codes(incomplete) == ["incomplete"]
    answer(case=case, data=COMPLETE, based_on=1, by=cast.sara, at=NOW)
    assert move(case=case, transition="register", seen="begun", by=cast.sara, at=NOW).answers == 2


def test_answers_of_somebody_else_overtaken_or_of_the_wrong_kind_are_refused(cast):
    call = call_of("event", cast.noura, asks=True, part="participant")
    case = begin(call=call, person=cast.sara, by=cast.sara, at=NOW)
    answer(case=case, data=COMPLETE, based_on=0, by=cast.sara, at=NOW)
    with pytest.raises(AnswersRefused) as refusal:
        answer(case=case, data=COMPLETE, based_on=0, by=cast.omar, at=NOW)
    assert codes(refusal) == ["not_theirs", "overtaken"]
    with pytest.raises(AnswersRefused) as wrong:
        answer(case=case, data={"drives": "maybe", "shoe": 42}, based_on=1, by=cast.sara, at=NOW)
    assert {code: reason.code for code, reason in wrong.value.by_question.items()} == {
        "drives": "no_option", "shoe": "not_asked",
    }  # fmt: skip


def test_the_database_lets_no_case_move_without_an_event(case):
    for changes in ({"state": "learning"}, {"state": "learning", "moves": 1}, {"moves": 1}):
        with pytest.raises(IntegrityError, match="a case moves by an event alone"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**changes)


def test_the_database_knows_the_states_of_a_version(cast, call):
    with pytest.raises(IntegrityError, match="a_case_stands_in_a_state_of_its_version"), transaction.atomic():
        Case.objects.create(
            call=call,
            version=call.workflow,
            person=cast.layan,
            state="moon",
            begun_at=NOW,
            begun_by=cast.layan,
        )


def test_events_and_answers_never_change_but_for_words_that_are_emptied(cast, call, case):
    event = move(case=case, transition="leave", seen="draft", by=cast.sara, at=NOW, reason="سافرت")
    for changes in ({"target": "passed"}, {"reason": "مرضت"}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(**changes)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Event.objects.filter(pk=event.pk)._raw_delete("default")
    assert Event.objects.filter(pk=event.pk).update(reason="") == 1
