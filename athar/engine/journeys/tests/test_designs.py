import copy

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from athar.engine.journeys.catalogue import FOLDER, template, templates
from athar.engine.journeys.designs import (
    Unreadable,
    Words,
    Wrong,
    design_from,
    design_to,
    faults_of,
    reachable,
    walked,
)
from athar.engine.journeys.designs.beginning import blank
from athar.engine.journeys.registry import known


def course() -> dict:
    return yaml.safe_load((FOLDER / "course.yaml").read_text())


def found_in(data: dict) -> list[tuple[str, str]]:
    return [(fault.where, fault.code) for fault in faults_of(design_from(data), known())]


@pytest.mark.parametrize("code", templates())
def test_a_template_has_no_fault_and_survives_being_kept(code):
    design = template(code)
    assert faults_of(design, known()) == []
    assert design_from(design_to(design)) == design
    assert reachable(design) == set(design.state_by_code)


def test_there_are_templates_for_what_the_association_does():
    assert list(templates()) == [
        "course", "event", "opportunity_chosen", "opportunity_open", "proposals", "team_programme",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "steps", "last"),
    [
        ("course", "register assess pass", "passed"),
        ("event", "register attend", "attended"),
        ("opportunity_chosen", "send take complete", "completed"),
        ("opportunity_open", "send complete", "completed"),
        ("proposals", "submit accept confirm present", "presented"),
        ("team_programme", "send admit submit open_first_gate submit_growth graduate", "graduated"),
    ],
)
def test_each_template_leads_from_its_beginning_to_the_end_it_is_for(code, steps, last):
    design = template(code)
    assert walked(design, steps.split())[-1] == last
    assert design.state_by_code[last].ends
    assert all(words.ar != words.en for words in (design.name, *(stage.name for stage in design.stages)))


def test_what_is_begun_from_nothing_has_one_stage_one_state_and_no_way_out_yet():
    design = blank(Words("مسار", "A workflow"))
    assert design_from(design_to(design)) == design
    assert [fault.code for fault in faults_of(design, known())] == ["no_way_out"]


def test_a_dry_run_tells_where_each_step_leads_and_which_cannot_be_taken():
    design = template("course")
    assert walked(design, ["register", "assess", "repeat", "assess", "pass"]) == [
        "draft", "learning", "assessed", "repeating", "assessed", "passed",
    ]  # fmt: skip
    with pytest.raises(Wrong) as wrong:
        walked(design, ["register", "pass"])
    assert (wrong.value.step, wrong.value.state) == ("pass", "learning")


@given(st.data())
def test_no_walk_leaves_what_is_reachable_and_every_walk_can_end(data):
    design = template("team_programme")
    state = design.start
    for _ in range(12):
        steps = list(design.leaving(state))
        if not steps:
            assert design.state_by_code[state].ends
            break
        state = data.draw(st.sampled_from(steps)).target
        assert state in reachable(design)


FAULTS = {
    "a state no case can come to": (
        lambda data: data["states"].append({"code": "lost", "stage": "learn", "ar": "تائه", "en": "Lost", "ends": True}),
        [("states.lost", "never_reached")],
    ),
    "a state without a way out": (
        lambda data: data["states"][1].update(ends=False)
        or data["transitions"].__setitem__(slice(1, None), []),
        [
            *((f"states.{code}", "never_reached") for code in ("assessed", "repeating", "passed", "failed", "left")),
            ("states.draft", "no_way_out"), ("states.learning", "no_way_out"),
        ],
    ),
    "a step that leaves an end": (
        lambda data: data["transitions"][0].update({"from": ["draft", "passed"]}),
        [("transitions.register", "from_an_end")],
    ),
    "a step to nowhere": (
        lambda data: data["transitions"][1].update(to="moon"), [("transitions.assess", "no_such_state")],
    ),
    "a guard nobody registered": (
        lambda data: data["transitions"][1].update(guards=["moon_is_full"]), [("transitions.assess", "no_such_guard")],
    ),
    "a setting its guard does not have": (
        lambda data: data["transitions"][0].update(guards=[{"of_age": {"months": 3}}]),
        [("transitions.register", "no_such_parameter")],
    ),
    "a role that is none": (
        lambda data: data["transitions"][1].update(by=["wizard"]), [("transitions.assess", "no_such_role")],
    ),
    "a step that nobody may take": (
        lambda data: data["transitions"][1].update(by=[]), [("transitions.assess", "nobody")],
    ),
    "applicants who decide about themselves": (
        lambda data: data["transitions"][2].update(by=["applicant"]), [("transitions.pass", "decides_own")],
    ),
    "a name in one language only": (
        lambda data: data["stages"][0].update(en=" "), [("stages.apply", "no_name")],
    ),
    "two states of one code": (
        lambda data: data["states"].append(copy.deepcopy(data["states"][0])), [("states.draft", "twice")],
    ),
    "a code that is none": (
        lambda data: data["stages"].append({"code": "Learn 2", "ar": "تعلّم", "en": "Learn"}),
        [("stages.Learn 2", "bad_code")],
    ),
    "a case that is over before it begins": (
        lambda data: data.update(start="left"),
        [
            ("start", "starts_at_an_end"),
            *((f"states.{code}", "never_reached") for code in ("draft", "learning", "assessed", "repeating", "passed", "failed")),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_where_it_stands(fault):
    spoil, expected = FAULTS[fault]
    data = course()
    spoil(data)
    assert found_in(data) == expected


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda data: data.pop("name"), "name"),
        (lambda data: data.update(states={}), "states"),
        (lambda data: data["states"][0].pop("code"), "states[0].code"),
        (lambda data: data["states"][2].update(public="مقبول"), "states[2].public"),
        (lambda data: data["transitions"][0].update(guards=[{"a": {}, "b": {}}]), "transitions[0].guards[0]"),
        (lambda data: data["transitions"][2].update(decides="yes"), "transitions[2].decides"),
    ],
)
def test_what_is_no_workflow_is_refused_with_its_place(spoil, where):
    data = course()
    spoil(data)
    with pytest.raises(Unreadable) as unreadable:
        design_from(data)
    assert unreadable.value.where == where
