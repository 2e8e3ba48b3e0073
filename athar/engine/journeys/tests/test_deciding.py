from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from athar.engine.journeys.models import Decision, Enrolment, Release
from athar.engine.journeys.operations import (
    DecisionRefused,
    MoveRefused,
    answer,
    begin,
    carry_out,
    decide,
    move,
    release,
    retract,
)
from athar.engine.journeys.tests.factories import COMPLETE, NOW, call_of
from athar.foundation.people.tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


@pytest.fixture
def call(cast):
    return call_of("opportunity", cast.noura, asks=True)


@pytest.fixture
def sent(cast, call):
    """Sara's and Layan's applications, sent."""
    cases = []
    for person in (cast.sara, cast.layan):
        case = begin(call=call, person=person, by=person, at=NOW)
        answer(case=case, data=COMPLETE, based_on=0, by=person, at=NOW)
        move(case=case, transition="send", seen="draft", by=person, at=NOW)
        cases.append(case)
    return cases


def decided(case, transition, by, reason=""):
    return decide(case=case, transition=transition, seen="sent", answers=1, by=by, at=NOW, reason=reason)


def test_a_decision_moves_nothing_until_it_is_released_and_both_ways_go_together(cast, call, sent):
    decisions = [
        decided(sent[0], "take", cast.noura),
        decided(sent[1], "decline", cast.noura, "اكتملت المقاعد"),
    ]
    for case in sent:
        case.refresh_from_db()
    assert [case.state for case in sent] == ["sent", "sent"]
    outcome = release(call=call, decisions=decisions, by=cast.noura, at=NOW + timedelta(1))
    for case in sent:
        case.refresh_from_db()
    assert [case.state for case in sent] == ["placed", "not_taken"]
    assert (len(outcome.events), outcome.held) == (2, {})
    assert list(outcome.release.decisions.values_list("ending", flat=True)) == ["released", "released"]
    carry_out()
    assert [enrolment.person for enrolment in Enrolment.objects.all()] == [cast.sara]


def test_a_step_that_decides_is_not_taken_directly(cast, sent):
    with pytest.raises(MoveRefused) as refusal:
        move(case=sent[0], transition="take", seen="sent", by=cast.noura, at=NOW)
    assert codes(refusal) == ["decided_first"]


def test_only_whoever_may_decides_on_what_they_have_read_with_a_reason_where_one_is_owed(cast, sent):
    with pytest.raises(DecisionRefused) as refusal:
        decide(case=sent[0], transition="decline", seen="sent", answers=0, by=cast.omar, at=NOW, reason=" ")
    assert codes(refusal) == ["not_allowed", "answers_changed", "no_reason"]


def test_a_second_decision_takes_the_place_of_the_first_and_both_stay(cast, sent):
    first = decided(sent[0], "take", cast.noura)
    second = decided(sent[0], "decline", cast.noura, "لا تناسبه المناوبة")
    first.refresh_from_db()
    assert (first.ending, second.ending) == ("retracted", "")


def test_a_decision_taken_back_is_not_released(cast, call, sent):
    decision = decided(sent[0], "take", cast.noura)
    retract(decision=decision, by=cast.noura, at=NOW)
    with pytest.raises(DecisionRefused) as again:
        retract(decision=decision, by=cast.noura, at=NOW)
    assert codes(again) == ["not_pending"]
    with pytest.raises(DecisionRefused) as refusal:
        release(call=call, decisions=[decision], by=cast.noura, at=NOW)
    assert codes(refusal) == ["nothing"]
    assert Release.objects.count() == 0


def test_whoever_withdraws_first_makes_the_decision_lapse(cast, call, sent):
    decision = decided(sent[0], "take", cast.noura)
    move(case=sent[0], transition="withdraw", seen="sent", by=cast.sara, at=NOW)
    decision.refresh_from_db()
    assert decision.ending == "lapsed"


def test_what_cannot_be_carried_out_stays_pending_with_its_reasons_and_holds_up_no_other(cast, call, sent):
    decisions = [decided(case, "take", cast.noura) for case in sent]
    cast.layan.birth_date = (NOW - timedelta(365 * 15)).date()
    cast.layan.save()
    outcome = release(call=call, decisions=decisions, by=cast.noura, at=NOW)
    assert [event.case.person for event in outcome.events] == [cast.sara]
    assert {key: [reason.code for reason in reasons] for key, reasons in outcome.held.items()} == {
        decisions[1].pk: ["guardian_needed"]
    }
    assert Decision.objects.pending().get() == decisions[1]


def test_a_release_of_nothing_but_what_is_held_writes_nothing(cast, call, sent):
    decision = decided(sent[0], "take", cast.noura)
    with pytest.raises(DecisionRefused) as refusal:
        release(call=call, decisions=[decision], by=cast.omar, at=NOW)
    assert (codes(refusal), Release.objects.count()) == (["not_allowed"], 0)


def test_the_database_keeps_one_pending_decision_and_what_became_of_each(cast, sent):
    decision = decided(sent[0], "take", cast.noura)
    with pytest.raises(IntegrityError, match="a_case_has_one_pending_decision"), transaction.atomic():
        Decision.objects.create(case=sent[0], transition="take", by=cast.noura, at=NOW)
    with pytest.raises(IntegrityError, match="what_is_released_names_its_release"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(ending="released", ended_at=NOW)


def test_a_team_goes_through_its_gates_and_its_leader_decides_at_none(cast):
    call = call_of("team_programme", cast.noura, takes="team", part="participant")
    case = begin(call=call, team=cast.team, by=cast.huda, at=NOW)
    move(case=case, transition="send", seen="draft", by=cast.huda, at=NOW)
    with pytest.raises(DecisionRefused):
        decide(case=case, transition="admit", seen="under_review", answers=0, by=cast.huda, at=NOW)
    path = [
        ("admit", "under_review"), ("submit", "building"), ("send_back", "at_first_gate"), ("submit", "building"),
        ("open_first_gate", "at_first_gate"), ("submit_growth", "growing"), ("graduate", "at_second_gate"),
    ]  # fmt: skip
    for transition, seen in path:
        if transition.startswith("submit"):
            move(case=case, transition=transition, seen=seen, by=cast.huda, at=NOW)
        else:
            decision = decide(
                case=case,
                transition=transition,
                seen=seen,
                answers=0,
                by=cast.khalid,
                at=NOW,
                reason="بعد العرض",
            )
            release(call=call, decisions=[decision], by=cast.khalid, at=NOW)
    carry_out()
    case.refresh_from_db()
    assert (case.state, case.moves, case.ended_at) == ("graduated", 8, NOW)
    [enrolment] = Enrolment.objects.all()
    assert (enrolment.team, enrolment.ended_at) == (cast.team, NOW)


def test_another_call_takes_no_teams_that_are_none(cast):
    from athar.engine.journeys.operations import CallRefused

    call = call_of("team_programme", cast.noura, takes="team", part="participant")
    with pytest.raises(CallRefused) as refusal:
        begin(call=call, team=OrganisationFactory(kind="school"), by=cast.huda, at=NOW)
    assert codes(refusal) == ["for_teams"]
