import re

import pytest

from athar.engine.journeys.designs import design_from
from athar.engine.journeys.models import Workflow
from athar.engine.journeys.operations import begin
from athar.engine.journeys.tests.factories import NOW, call_of
from athar.engine.journeys.tests.factories import workflow as publish_template

pytestmark = pytest.mark.django_db


def test_a_manager_reads_which_workflows_there_are_and_one_as_a_drawing_and_in_words(cast, enter):
    call = call_of("course", cast.noura, part="trainee")
    begin(call=call, person=cast.sara, by=cast.sara, at=NOW)
    browser = enter("noura")
    listed = browser.get("/en/workspace/workflows/").content.decode()
    assert "Course with assessment" in listed
    page = browser.get("/en/workspace/workflows/course/versions/1/").content.decode()
    design = call.workflow.design
    assert page.count('class="tip"') == sum(len(step.sources) for step in design.transitions)
    assert [state.staff.en for state in design.states if state.staff.en not in page] == []
    assert "Published on" in page
    assert "1 case go" in re.sub(r"[\u2066-\u2069]", "", page)
    arabic = browser.get("/workspace/workflows/course/versions/1/").content.decode()
    assert "صاحب الطلب" in arabic
    assert browser.get("/workspace/workflows/course/versions/2/").status_code == 404


def test_a_manager_writes_a_workflow_part_by_part_tries_it_and_publishes_it(cast, enter):
    workflow = publish_template("course", cast.noura).workflow
    browser = enter("noura")
    base = "/en/workspace/workflows/course/draft/"
    state = {"name_ar": "بانتظار المقابلة", "name_en": "Waits for a talk", "stage": workflow.versions.get().design.stages[0].code, "after": ""}  # fmt: skip
    nameless = browser.post(f"{base}states/new/", state | {"name_ar": "", "based_on": 1})
    assert nameless.status_code == 422
    assert browser.post(f"{base}states/new/", state | {"based_on": 1}).status_code == 302
    page = browser.get(base).content.decode()
    assert "No case can come here." in page
    assert f'href="{base}states/waits_for_a_talk/"' in page
    overtaken = browser.post(f"{base}states/new/", state | {"name_en": "Another", "based_on": 1})
    assert overtaken.status_code == 409
    assert 'value="Another"' in overtaken.content.decode()
    assert 'name="based_on" value="2"' in overtaken.content.decode()
    step = {
        "name_ar": "دعوة إلى مقابلة", "name_en": "Ask for a talk", "sources": ["waits_for_a_talk"], "target": "learning", "by": ["trainer"],
        "guards": ["of_age"], "of_age-years": "١٦", "effects": ["enrol"], "after": "", "based_on": 2,
    }  # fmt: skip
    assert browser.post(f"{base}steps/new/", step).status_code == 302
    whole = {
        "name_ar": "دورة بمقابلة",
        "name_en": "Course with a talk",
        "start": "waits_for_a_talk",
        "based_on": 3,
    }
    assert browser.post(f"{base}whole/", whole).status_code == 302
    removed = browser.post(
        f"{base}states/draft/", {"remove": "yes", "based_on": 4}, follow=True
    ).content.decode()
    assert "still needs it" in removed
    tried = browser.get(f"{base}trial/?by=trainer&step=ask_for_a_talk&failing=of_age").content.decode()
    assert "This does not hold: Old enough (Years of age: 16)." in tried
    assert "would be taken" in browser.get(f"{base}trial/?by=trainer&step=ask_for_a_talk").content.decode()
    faulty = browser.post(f"{base}publication/", {"based_on": 4})
    assert faulty.status_code == 409
    assert browser.post(f"{base}revisions/3/restoration/", {"based_on": 4}).status_code == 302
    workflow.refresh_from_db()
    assert (workflow.draft_number, workflow.draft["start"]) == (5, "draft")
    assert browser.post(f"{base}steps/ask_for_a_talk/", {"remove": "yes", "based_on": 5}).status_code == 302
    assert (
        browser.post(f"{base}states/waits_for_a_talk/", {"remove": "yes", "based_on": 6}).status_code == 302
    )
    assert browser.post(f"{base}whole/", whole | {"start": "draft", "based_on": 7}).status_code == 302
    assert browser.post(f"{base}publication/", {"based_on": 8}).status_code == 302
    assert workflow.versions.first().design.name.en == "Course with a talk"
    started = browser.post("/en/workspace/workflows/course/versions/1/draft/", {"based_on": 8})
    assert started.status_code == 302
    assert enter("saad").post(f"{base}publication/", {"based_on": 9}).status_code == 403


def test_two_who_change_one_part_lose_nothing_and_what_both_changed_is_named(cast, enter):
    publish_template("course", cast.noura)
    browser, base = enter("noura"), "/en/workspace/workflows/course/draft/states/learning/"
    state = {"name_ar": "متدرب", "name_en": "In training", "public_ar": "متدرب", "public_en": "In training", "stage": "learn", "after": "draft"}  # fmt: skip
    assert (
        browser.post(base, state | {"name_en": "Learning", "stage": "assess", "based_on": 1}).status_code
        == 302
    )
    mine = state | {"name_en": "At work", "public_en": "You learn", "based_on": 1}
    overtaken = browser.post(base, mine)
    assert overtaken.status_code == 409
    assert [reason.code for reason in overtaken.context["refusals"]] == ["overtaken", "both"]
    assert "You both changed this: English name for staff." in overtaken.content.decode()
    form = overtaken.context["form"]
    assert [form[name].value() for name in ("name_en", "public_en", "stage")] == [
        "At work",
        "You learn",
        "assess",
    ]
    assert browser.post(base, {name: form[name].value() for name in mine}).status_code == 302
    saved = design_from(Workflow.objects.get().draft).state_by_code["learning"]
    assert (saved.staff.en, saved.public.en, saved.stage) == ("At work", "You learn", "assess")


def test_whoever_writes_a_part_that_was_removed_meanwhile_keeps_what_they_wrote(cast, enter):
    publish_template("course", cast.noura)
    browser, base = enter("noura"), "/en/workspace/workflows/course/draft/steps/repeat/"
    step = {
        "name_ar": "إعادة", "name_en": "Again", "sources": ["assessed"], "target": "repeating", "by": ["trainer"], "decides": "on",
        "asks_reason": "on", "after": "pass",
    }  # fmt: skip
    assert browser.post(base, step | {"name_en": "Repeat", "based_on": 1}).status_code == 302
    assert browser.post(base, {"remove": "yes", "based_on": 2}).status_code == 302
    overtaken = browser.post(base, step | {"based_on": 2})
    assert (overtaken.status_code, overtaken.context["form"]["name_en"].value()) == (409, "Again")
    assert "is gone" in overtaken.content.decode()
    assert browser.post(base, step | {"based_on": 3}).status_code == 302
    assert design_from(Workflow.objects.get().draft).transition_by_code["repeat"].name.en == "Again"
    assert browser.get("/en/workspace/workflows/course/draft/steps/moon/").status_code == 404


def test_a_manager_begins_a_workflow_from_one_that_came_along_or_from_nothing(cast, enter):
    browser = enter("noura")
    assert "/en/workspace/workflows/new/" in browser.get("/en/workspace/workflows/").content.decode()
    address = "/en/workspace/workflows/new/"
    page = browser.get(address).content.decode()
    assert page.count('class="chart chart--own"') == 7
    assert "Hand in the assessment, from In training" in page
    said = {
        "name_ar": "دورة صيفية",
        "name_en": "Summer course",
        "code": "Summer-Course",
        "begins_from": "course",
    }
    for spoiled, words in (
        ({"code": "summer course"}, "Begin with a small Latin letter"),
        ({"name_ar": ""}, "field--bad"),
        ({"begins_from": "moon"}, "field--bad"),
    ):
        refused = browser.post(address, said | spoiled)
        assert refused.status_code in {409, 422}
        assert words in refused.content.decode()
        assert 'value="Summer course"' in refused.content.decode()
    begun = browser.post(address, said, follow=True).content.decode()
    assert "It was begun." in begun
    assert "Everything: no version was published yet." in begun
    taken = browser.post(address, said)
    assert (taken.status_code, Workflow.objects.count()) == (409, 1)
    assert "Another workflow has this code. Choose another code." in taken.content.decode()
    base = "/en/workspace/workflows/summer-course/draft/"
    assert browser.post(f"{base}publication/", {"based_on": 1}).status_code == 302
    nothing = browser.post(address, said | {"code": "blank", "begins_from": "scratch"}, follow=True)
    assert "A case that comes here can never end." in nothing.content.decode()
    assert enter("saad").post(address, said | {"code": "other"}).status_code == 403
