import copy

import pytest

from athar.engine.journeys.catalogue import template
from athar.engine.journeys.designs import design_to
from athar.engine.journeys.models import Form, WorkflowVersion
from athar.engine.journeys.operations import (
    DesignRefused,
    begin,
    draft_workflow,
    move,
    publish_form,
    publish_workflow,
)
from athar.engine.journeys.tests.factories import NOW, QUESTIONS, call_of

pytestmark = pytest.mark.django_db


def course() -> dict:
    return copy.deepcopy(design_to(template("course")))


def codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def test_a_draft_may_be_half_done_and_is_published_only_without_faults(cast):
    data = course()
    data["transitions"] = data["transitions"][:1]
    draft = draft_workflow(code="course", data=data)
    with pytest.raises(DesignRefused) as refusal:
        publish_workflow(workflow=draft, by=cast.noura, at=NOW)
    assert set(codes(refusal)) == {"never_reached", "no_way_out"}
    assert WorkflowVersion.objects.count() == 0
    whole = draft_workflow(code="course", data=course(), based_on=1)
    version = publish_workflow(workflow=whole, by=cast.noura, at=NOW)
    assert (version.number, version.states.count()) == (1, 7)
    assert publish_workflow(workflow=whole, by=cast.noura, at=NOW) == version


def test_two_people_do_not_write_over_each_others_draft(cast):
    draft_workflow(code="course", data=course())
    draft_workflow(code="course", data=course(), based_on=1)
    with pytest.raises(DesignRefused) as refusal:
        draft_workflow(code="course", data=course(), based_on=1)
    assert codes(refusal) == ["overtaken"]


def test_a_running_case_stays_on_the_version_it_began_on(cast):
    call = call_of("course", cast.noura, part="trainee")
    case = begin(call=call, person=cast.sara, by=cast.sara, at=NOW)
    data = course()
    data["transitions"][0]["to"] = "assessed"
    back = {
        "code": "back",
        "from": ["assessed"],
        "to": "learning",
        "ar": "إعادة",
        "en": "Back",
        "by": ["trainer"],
    }
    data["transitions"].append(back)
    workflow = draft_workflow(code="course", data=data, based_on=1)
    call.workflow = publish_workflow(workflow=workflow, by=cast.noura, at=NOW)
    call.save()
    other = begin(call=call, person=cast.layan, by=cast.layan, at=NOW)
    assert [
        move(case=one, transition="register", seen="draft", by=one.person, at=NOW).target
        for one in (case, other)
    ] == ["learning", "assessed"]


def test_a_form_is_published_in_versions_and_refused_where_it_cannot_be_read(cast):
    form = Form.objects.create(code="f", name_ar="طلب", name_en="Form", draft=QUESTIONS)
    first = publish_form(form=form, by=cast.noura, at=NOW)
    assert publish_form(form=form, by=cast.noura, at=NOW) == first
    Form.objects.update(draft=QUESTIONS[:1])
    assert publish_form(form=form, by=cast.noura, at=NOW).number == 2
    assert [question.code for question in first.questions] == ["why", "drives", "years", "charter"]
    Form.objects.update(draft=[{"code": "why"}])
    with pytest.raises(DesignRefused) as refusal:
        publish_form(form=form, by=cast.noura, at=NOW)
    assert codes(refusal) == ["unreadable"]
