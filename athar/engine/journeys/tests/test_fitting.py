import copy

import pytest

from athar.engine.journeys.designs import design_from, design_to
from athar.engine.journeys.designs.fitting import Terms, misfits
from athar.engine.journeys.designs.taking_part import application, enrols, standings, undecided, withdrawal
from athar.engine.journeys.registry import named
from athar.engine.journeys.tests.factories import design

TERMS = Terms(
    applying=named("call_is_open", "form_is_complete"), enrolling=named("guardian_approves"),
    stopping=named("guardian_approves_no_longer"), staff={"programme_manager": "Programme manager"},
)  # fmt: skip


def step(data: dict, code: str) -> dict:
    return next(one for one in data["transitions"] if one["code"] == code)


def with_interview(data: dict) -> None:
    """A stage that somebody added, and nothing else thought of."""
    data["states"].append({"code": "invited", "stage": "apply", "ar": "مدعو", "en": "Invited"})
    step(data, "take")["from"] = ["invited"]
    data["transitions"].append(
        {"code": "invite", "from": ["sent"], "to": "invited", "ar": "دعوة", "en": "Invite", "by": ["programme_manager"]}
    )  # fmt: skip


def test_what_a_workflow_comes_to_is_read_from_its_steps():
    found = design("opportunity")
    assert (application(found).code, enrols(application(found))) == ("send", False)
    assert withdrawal(found, "placed").code == "withdraw"
    assert undecided(found) == {"sent"}
    assert {state for state, part in standings(found) if part} == {"placed"}
    assert misfits(found, TERMS) == []


MISFITS = {
    "nobody can apply": (lambda data: step(data, "send").update(by=["programme_manager"]), {("start", "no_application")}),
    "a condition of applying is missing": (lambda data: step(data, "send").update(guards=["call_is_open"]), {("transitions.send", "condition_missing")}),
    "nobody ever takes part": (lambda data: step(data, "take").update(effects=[]), {("transitions", "no_part")}),
    "a stage was added and nobody can withdraw there": (with_interview, {("states.invited", "no_withdrawal"), ("states.invited", "goes_on_regardless")}),
    "seats stay taken": (lambda data: step(data, "withdraw").update(effects=["end_enrolment"]), {("transitions.withdraw", "seats_stay")}),
    "a part goes on after the end": (lambda data: step(data, "complete").update(effects=[]), {("transitions.complete", "part_goes_on")}),
    "nobody who sees them decides": (lambda data: step(data, "take").update(by=["judge"]), {("transitions.take", "not_theirs")}),
    "whoever applied would have to go on": (
        lambda data: step(data, "take").update(by=["applicant"], decides=False), {("transitions.take", "own_step")},
    ),
    "nobody leads on": (
        lambda data: step(data, "complete").update(by=["applicant"]), {("states.placed", "stuck")},
    ),
    "some take part there and some do not": (
        lambda data: step(data, "decline").update(to="placed"), {("states.placed", "unclear")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("misfit", MISFITS)
def test_what_keeps_a_workflow_from_things_is_found_where_it_stands(misfit):
    spoil, expected = MISFITS[misfit]
    data = copy.deepcopy(design_to(design("opportunity")))
    spoil(data)
    found = misfits(design_from(data), TERMS)
    assert expected == {(fault.where, fault.code) for fault in found}
    assert all(str(fault.reason.message) and str(fault.reason.remedy) for fault in found)
