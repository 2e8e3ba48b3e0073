from dataclasses import replace

import pytest
from django.utils.translation import override

from athar.engine.journeys.catalogue import template
from athar.engine.journeys.designs import APPLICANT, State, Words, design_from, faults_of
from athar.engine.journeys.designs.beginning import blank
from athar.engine.journeys.designs.changes import changes
from athar.engine.journeys.designs.editing import code_for, with_part, without_part
from athar.engine.journeys.designs.trying import tried
from athar.engine.journeys.operations import (
    DesignRefused,
    begin,
    begin_workflow,
    publish_workflow,
    removing,
    revise,
)
from athar.engine.journeys.registry import known
from athar.engine.journeys.tests.factories import NOW, call_of

LOST = State("lost", "learn", Words("ضائع", "Lost"), Words("ضائع", "Lost"))


def test_a_part_is_added_where_it_is_wanted_and_replaced_by_its_code():
    design = template("course")
    lost = replace(LOST, stage=design.stages[0].code)
    states = [state.code for state in with_part(design, lost, after=design.start).states]
    assert states.index("lost") == states.index(design.start) + 1
    again = with_part(with_part(design, lost, after=""), replace(lost, ends=True), after="")
    assert [state.ends for state in again.states if state.code == "lost"] == [True]
    assert code_for("Waits for 2 judges", {"waits_for_2_judges"}) == "waits_for_2_judges_2"
    assert code_for("٢", {"new"}) == "part"


def test_faults_say_what_is_never_reached_never_ends_and_is_called_like_another():
    design = template("course")
    first = design.states[0]
    lost = replace(LOST, stage=first.stage)
    assert {(fault.where, fault.code) for fault in faults_of(with_part(design, lost, after=""), known())} == {
        ("states.lost", "never_reached"),
    }  # fmt: skip
    twin = replace(lost, staff=Words("آخر", first.staff.en))
    assert {(fault.where, fault.code) for fault in faults_of(with_part(design, twin, after=""), known())} == {
        (f"states.{first.code}", "same_name"), ("states.lost", "same_name"),
    }  # fmt: skip


def test_what_changed_is_said_in_the_language_being_spoken():
    before = template("course")
    step = before.transitions[0]
    after = without_part(with_part(before, replace(step, name=Words("تسجيل", "Enlist"), decides=not step.decides), after=""), "transitions", before.transitions[-1].code)  # fmt: skip
    with override("en"):
        said = changes(before, after)
    assert [sentence.translate({0x2068: None, 0x2069: None}) for sentence in said] == [
        f"The step «{step.name.en}» is called «Enlist» now.",
        "The step «Enlist» is a decision now.",
        f"The step «{before.transitions[-1].name.en}» is gone.",
    ]
    assert changes(before, before) == []


def test_an_imaginary_case_is_refused_for_whom_it_is_not_and_where_a_guard_would_not_hold():
    design = template("course")
    step = design.transitions[0]
    assert APPLICANT in step.by
    guard = step.guards[0].code
    outcomes = [
        tried(design, state=design.start, step=step.code, actor=actor, failing=failing)
        for actor, failing in ((APPLICANT, ()), ("judge", ()), (APPLICANT, (guard,)))
    ]
    assert [outcome.is_taken for outcome in outcomes] == [True, False, False]
    assert [outcome.theirs for outcome in outcomes] == [True, False, True]
    assert tried(design, state=step.target, step=step.code, actor=APPLICANT) is None


@pytest.mark.django_db
def test_each_save_is_kept_the_later_of_two_is_told_and_running_cases_stay(cast):
    call = call_of("course", cast.noura, part="trainee")
    case = begin(call=call, person=cast.sara, by=cast.sara, at=NOW)
    workflow = call.workflow.workflow

    def named(name):
        return lambda draft: replace(draft, name=Words(name, draft.name.en))

    def save(change, based_on):
        return revise(workflow=workflow, change=change, based_on=based_on, by=cast.noura, at=NOW)

    assert save(named("مقرر"), 1).draft_number == 2
    assert save(named("مقرر"), 2).draft_number == 2, "what changes nothing is no revision"
    with pytest.raises(DesignRefused) as refusal:
        save(named("غيره"), 1)
    assert [(reason.code, cast.noura.called in str(reason)) for reason in refusal.value.reasons] == [
        ("overtaken", True)
    ]
    with pytest.raises(DesignRefused) as refusal:
        save(removing("states", call.workflow.design.start), 2)
    assert {reason.code for reason in refusal.value.reasons} == {"needed"}
    with pytest.raises(DesignRefused):
        publish_workflow(workflow=workflow, by=cast.noura, at=NOW, seen=1)
    version = publish_workflow(workflow=workflow, by=cast.noura, at=NOW, seen=2)
    assert (version.number, version.design.name.ar) == (2, "مقرر")
    case.refresh_from_db()
    assert case.version == call.workflow
    earlier = design_from(call.workflow.data)
    assert save(lambda _draft: earlier, 2).draft == call.workflow.data
    assert list(workflow.revisions.values_list("number", flat=True)) == [3, 2]


@pytest.mark.django_db
def test_a_workflow_is_begun_once_under_its_code_written_on_and_published(cast):
    workflow = begin_workflow(
        code="summer-course",
        design=replace(template("course"), name=Words("دورة صيفية", "Summer course")),
        by=cast.noura,
        at=NOW,
    )
    assert [(row.number, row.by) for row in workflow.revisions.all()] == [(1, cast.noura)]
    assert publish_workflow(workflow=workflow, by=cast.noura, at=NOW).design.name.en == "Summer course"
    refused = {}
    for code in ("summer-course", "Summer course", "2026", "c" * 41, ""):
        with pytest.raises(DesignRefused) as refusal:
            begin_workflow(code=code, design=blank(Words("مسار", " ")), by=cast.noura, at=NOW)
        refused[code] = [reason.code for reason in refusal.value.reasons]
    assert refused == {
        "summer-course": ["taken", "no_name"],
        **{code: ["malformed", "no_name"] for code in ("Summer course", "2026", "c" * 41, "")},
    }
