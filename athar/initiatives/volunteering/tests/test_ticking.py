"""Time asks only of cases of which a step may be due, and of every one of these."""

from datetime import timedelta

import pytest

from athar.engine.journeys.attempts import Attempt
from athar.engine.journeys.models import Case
from athar.engine.journeys.operations import take_due_steps_of_all
from athar.engine.journeys.registry import guards, narrowings, narrows
from athar.foundation.people.models import ConsentEvent, GuardianApproval
from athar.foundation.people.tests.factories import PersonFactory
from athar.initiatives.volunteering.tests.factories import NOW, published, volunteer

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
COMES_OF_AGE, A_DAY_SHORT = TODAY.replace(year=TODAY.year - 18), TODAY.replace(year=TODAY.year - 18, day=11)
OVER = NOW + timedelta(days=60)


@pytest.fixture
def opportunity(db):
    return published(PersonFactory(name="نورة العتيبي"), PersonFactory(name="خالد الحربي"))


def placed(opportunity, person):
    return Case.objects.create(
        call=opportunity.call, version=opportunity.call.workflow, person=person, state="placed", begun_at=NOW, begun_by=person
    )  # fmt: skip


def minor(opportunity, *approvals, birth_date=A_DAY_SHORT):
    child = volunteer(birth_date=birth_date)
    for initiative, days, revoked in approvals:
        GuardianApproval.objects.create(
            child=child, guardian=PersonFactory(), approved_on=TODAY + timedelta(days=days), revoked_on=TODAY if revoked else None,
            initiative=opportunity.edition.initiative.code if initiative == "this" else initiative,
        )  # fmt: skip
    return child


def saying(*words):
    person = volunteer()
    for given, days in words:
        ConsentEvent.objects.create(
            person=person, purpose="participation", given=given, on=TODAY + timedelta(days=days)
        )
    return person


@pytest.fixture
def many(opportunity):
    """Everybody of whom a guard could say one thing and the database another."""
    people = [
        volunteer(), volunteer(birth_date=None), PersonFactory(),
        minor(opportunity), minor(opportunity, birth_date=COMES_OF_AGE),
        minor(opportunity, ("", 0, False)), minor(opportunity, ("", 0, True)), minor(opportunity, ("", 1, False)),
        minor(opportunity, ("this", -9, False)), minor(opportunity, ("another", 0, False)),
        minor(opportunity, ("this", 0, True), ("this", 0, False)),
        saying((False, 0)), saying((False, 0), (True, 0)), saying((False, 1)), saying((True, 1)), saying((False, -5), (True, -4)),
    ]  # fmt: skip
    return [placed(opportunity, person) for person in people]


@pytest.mark.parametrize("at", [NOW, OVER], ids=["while it goes on", "when it is over"])
@pytest.mark.parametrize("code", sorted(narrowings))
def test_the_database_finds_whatever_a_guard_agrees_to(many, code, at):
    agreed = {case.pk for case in many if guards[code].run(Attempt(case, None, at)) is None}
    found = set(Case.objects.filter(narrowings[code](at)).values_list("pk", flat=True))
    assert found == agreed


def test_nobody_is_asked_of_whom_nothing_is_due(opportunity, time_machine, django_assert_num_queries):
    time_machine.move_to(NOW, tick=False)
    placed(opportunity, volunteer())
    with django_assert_num_queries(
        2
    ):  # the workflows, and one question for each that leaves steps to the clock
        assert take_due_steps_of_all() == 0
    for _number in range(5):
        placed(opportunity, volunteer())
    with django_assert_num_queries(2):
        assert take_due_steps_of_all() == 0


def test_time_finds_what_nobody_announced(opportunity, time_machine):
    time_machine.move_to(NOW, tick=False)
    goes_on, alone = placed(opportunity, volunteer()), placed(opportunity, minor(opportunity))
    silent = placed(opportunity, saying((False, 0)))
    assert take_due_steps_of_all() == 2
    for case, state in [(goes_on, "placed"), (alone, "stopped"), (silent, "stopped")]:
        case.refresh_from_db()
        assert case.state == state


def test_what_no_guard_answers_to_cannot_be_narrowed():
    with pytest.raises(KeyError):
        narrows("moon_is_full")
