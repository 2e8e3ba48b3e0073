import re

import pytest

from athar.engine.journeys.operations import begin
from athar.engine.journeys.tests.factories import NOW, call_of

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
