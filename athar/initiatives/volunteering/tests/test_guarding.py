"""A minor asks, the guardian reads and answers, and nobody else can."""

import pytest

from athar.foundation.admissions.tests.factories import GuardianLinkFactory
from athar.foundation.notices.models import Notice
from athar.foundation.people.models import GuardianApproval
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.initiatives.volunteering.models import GuardianQuestion
from athar.initiatives.volunteering.operations import (
    GuardianRefused,
    answer_as_guardian,
    ask_guardian,
    sign_up,
)
from athar.initiatives.volunteering.tests.factories import NOW, published, timedelta, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def opportunity(db):
    return published(PersonFactory(name="نورة العتيبي"), PersonFactory(name="خالد الحربي"), least_age=15)


@pytest.fixture
def lina(db):
    return AccountFactory(person=volunteer(birth_date=(NOW - timedelta(days=365 * 16)).date())).person


@pytest.fixture
def father(lina):
    return GuardianLinkFactory(child=lina, since=NOW - timedelta(days=30)).guardian


def codes(call) -> set[str]:
    with pytest.raises(GuardianRefused) as refused:
        call()
    return {reason.code for reason in refused.value.reasons}


def ask(opportunity, child):
    return ask_guardian(opportunity=opportunity, child=child, at=NOW)


def answer(question, by, *, approves=True):
    answer_as_guardian(question=question, approves=approves, by=by, at=NOW)


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_what_is_asked_and_approved_lets_the_child_take_a_seat(opportunity, lina, father):
    question = ask(opportunity, lina)
    assert told(father) == ["volunteering.guardian_asked"]
    answer(question, father)
    assert told(lina) == ["volunteering.guardian_answered"]
    approval = GuardianApproval.objects.get()
    assert (approval.guardian, approval.initiative) == (father, opportunity.edition.initiative.code)
    session = opportunity.edition.sessions.get()
    assert sign_up(
        opportunity=opportunity, person=lina, by=lina, at=NOW, answers={"charter": True}, session=session
    ).seat


def test_asking_twice_asks_once_and_a_declined_question_may_be_asked_again(opportunity, lina, father):
    question = ask(opportunity, lina)
    assert ask(opportunity, lina) == question
    assert told(father) == ["volunteering.guardian_asked"]
    answer(question, father, approves=False)
    assert not GuardianApproval.objects.exists()
    assert ask(opportunity, lina) != question


def test_nobody_answers_for_another_child_nor_twice(opportunity, lina, father):
    question, stranger = ask(opportunity, lina), PersonFactory()
    assert codes(lambda: answer(question, stranger)) == {"not_linked"}
    answer(question, father)
    assert codes(lambda: answer(question, father)) == {"answered"}


def test_a_guardian_is_asked_only_where_that_helps(opportunity, lina):
    assert codes(lambda: ask(opportunity, lina)) == {"no_guardian"}
    assert "of_age" in codes(lambda: ask(opportunity, volunteer()))
    GuardianLinkFactory(child=lina, since=NOW - timedelta(days=30))
    opportunity.least_age = 17
    opportunity.save()
    assert codes(lambda: ask(opportunity, lina)) == {"too_young"}
    assert not GuardianQuestion.objects.exists()
