"""Roles are given, ended and lent by the book. Hind administers, Noura manages, Khalid reviews, Omar is an outsider."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from athar.foundation.people.choices import Role
from athar.foundation.people.granting import GrantRefused, delegate_role, end_role, grant_role
from athar.foundation.people.models import RoleGrant
from athar.foundation.people.queries import roles_of_person
from athar.foundation.people.tests.factories import (
    AccountFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
)

NOW = datetime(2024, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def hind(db):
    person = PersonFactory(name="هند الجهني")
    RoleGrantFactory(person=person, role=Role.ADMINISTRATOR, since=NOW - 9 * DAY)
    return person


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def khalid(db):
    return PersonFactory(name="خالد الشمري")


@pytest.fixture
def give(hind):
    def give(person, role=Role.PROGRAMME_MANAGER, by=hind, **more):
        return grant_role(**{"person": person, "role": role, "by": by, "at": NOW, "reason": "تكليف"} | more)

    return give


def lend(grant, to, by, **more):
    days = {"at": NOW + DAY, "until": NOW + 3 * DAY, "reason": "إجازة"}
    return delegate_role(grant=grant, to=to, by=by, **days | more)


def codes(refused):
    return {reason.code for reason in refused.value.reasons}


def test_a_role_given_and_ended_leaves_two_lines_that_name_nobody(give, hind, noura, caplog):
    caplog.set_level(logging.INFO, "athar.audit")
    given = give(noura)
    end_role(grant=given, by=hind, at=NOW + DAY, reason="انتقلت")
    told = {"grant": given.pk, "person": noura.pk, "role": "programme_manager", "by": hind.pk}
    lines = [(record.getMessage(), record.facts) for record in caplog.records if record.name == "athar.audit"]
    assert lines == [("role given", told), ("role ended", told)]


def test_an_administrator_gives_a_role_and_its_grant_says_who_when_and_why(give, hind, noura):
    given = give(noura, initiative="forum")
    assert (given.granted_by, given.since, given.reason, given.initiative) == (hind, NOW, "تكليف", "forum")


def test_a_role_for_the_whole_association_is_held_at_once(give, noura):
    give(noura)
    assert roles_of_person(noura, at=NOW) == {Role.PROGRAMME_MANAGER}


@pytest.mark.parametrize("scope", ["initiative", "organisation"])
def test_a_role_of_staff_within_a_scope_opens_nothing_beyond_it(give, noura, scope):
    give(noura, **{scope: "forum" if scope == "initiative" else OrganisationFactory()})
    assert roles_of_person(noura, at=NOW) == frozenset()


def test_a_partners_manager_holds_her_role_within_her_body(give, noura):
    give(noura, Role.PARTNER_MANAGER, organisation=OrganisationFactory())
    assert roles_of_person(noura, at=NOW) == {Role.PARTNER_MANAGER}


def test_nobody_gives_themselves_a_role(give, hind):
    with pytest.raises(GrantRefused) as refused:
        give(hind, Role.BOARD_MEMBER)
    assert codes(refused) == {"to_oneself"}


def test_the_database_too_lets_nobody_give_themselves_a_role(hind):
    with pytest.raises(IntegrityError, match="nobody_grants_themselves_a_role"), transaction.atomic():
        RoleGrantFactory(person=hind, role=Role.BOARD_MEMBER, since=NOW, granted_by=hind)


def test_whoever_is_no_administrator_hears_every_reason_at_once(give, noura, khalid):
    with pytest.raises(GrantRefused) as refused:
        give(khalid, Role.PARTNER_MANAGER, by=noura, reason=" ", until=NOW)
    assert codes(refused) == {"no_administrator", "no_reason", "no_body", "past"}
    assert RoleGrant.objects.filter(person=khalid).count() == 0


def test_the_same_role_is_given_twice_only_in_two_scopes(give, noura):
    give(noura, Role.PARTNER_MANAGER, organisation=OrganisationFactory())
    second = give(noura, Role.PARTNER_MANAGER, organisation=OrganisationFactory())
    with pytest.raises(GrantRefused) as refused:
        give(noura, Role.PARTNER_MANAGER, organisation=second.organisation)
    assert codes(refused) == {"held"}


def test_an_ended_role_holds_no_more_and_keeps_its_whole_history(give, hind, noura):
    from django.apps import apps

    ended = end_role(grant=give(noura), by=hind, at=NOW + DAY, reason="انتقلت")
    assert (ended.ended_by, ended.end_reason) == (hind, "انتقلت")
    assert (roles_of_person(noura, at=NOW), roles_of_person(noura, at=NOW + DAY)) == (
        {Role.PROGRAMME_MANAGER},
        frozenset(),
    )
    events = apps.get_model("people.RoleGrantEvent").objects.filter(pgh_obj_id=ended.pk).order_by("pgh_id")
    assert [event.end_reason for event in events] == ["", "انتقلت"]


def test_a_role_ends_once_by_somebody_who_may_end_it_and_for_a_reason(give, noura, khalid, hind):
    grant = give(noura)
    with pytest.raises(GrantRefused) as refused:
        end_role(grant=grant, by=khalid, at=NOW + DAY, reason="")
    assert codes(refused) == {"no_administrator", "no_reason"}
    end_role(grant=grant, by=noura, at=NOW + DAY, reason="استقلت")
    with pytest.raises(GrantRefused) as refused:
        end_role(grant=grant, by=hind, at=NOW + 2 * DAY, reason="مرة أخرى")
    assert codes(refused) == {"over"}


def test_the_last_administrator_stays(hind):
    with pytest.raises(GrantRefused) as refused:
        end_role(grant=hind.roles.get(), by=hind, at=NOW, reason="تعبت")
    assert codes(refused) == {"last_administrator"}


@pytest.mark.parametrize("more", [{}, {"until": NOW + 30 * DAY}])
def test_an_administrator_goes_only_while_another_stays_for_good(give, hind, noura, more):
    AccountFactory(person=noura)
    give(noura, Role.ADMINISTRATOR, **more)
    if not more:
        assert end_role(grant=hind.roles.get(), by=noura, at=NOW + DAY, reason="تقاعدت").ended_by == noura
        return
    with pytest.raises(GrantRefused) as refused:
        end_role(grant=hind.roles.get(), by=noura, at=NOW + DAY, reason="تقاعدت")
    assert codes(refused) == {"last_administrator"}


def test_being_a_volunteer_cannot_be_lent(give, noura, khalid):
    with pytest.raises(GrantRefused) as refused:
        lend(give(noura, Role.VOLUNTEER), khalid, noura)
    assert codes(refused) == {"stays"}


def test_a_delegation_has_the_scope_of_its_grant_and_names_who_lent_it(give, noura, khalid):
    body = OrganisationFactory()
    lent = lend(give(noura, initiative="forum", edition="forum-2024", organisation=body), khalid, noura)
    assert (lent.role, lent.organisation, lent.initiative, lent.edition, lent.granted_by) == (
        Role.PROGRAMME_MANAGER, body, "forum", "forum-2024", noura,
    )  # fmt: skip


def test_delegated_power_ends_with_its_day_or_with_the_grant_it_comes_from(give, hind, noura, khalid):
    grant = give(noura)
    lend(grant, khalid, noura)
    assert [roles_of_person(khalid, at=NOW + n * DAY) for n in (0, 1, 3)] == [
        frozenset(), {Role.PROGRAMME_MANAGER}, frozenset(),
    ]  # fmt: skip
    end_role(grant=grant, by=hind, at=NOW + 2 * DAY, reason="انتقلت")
    assert roles_of_person(khalid, at=NOW + 2 * DAY) == frozenset()


def test_nobody_delegates_what_is_not_theirs(give, noura, khalid):
    with pytest.raises(GrantRefused) as refused:
        lend(give(noura), khalid, PersonFactory(name="عمر الغامدي"))
    assert codes(refused) == {"not_yours"}


def test_a_delegated_role_is_not_delegated_further(give, noura, khalid):
    lent = lend(give(noura), khalid, noura)
    with pytest.raises(GrantRefused) as refused:
        lend(lent, PersonFactory(), khalid)
    assert codes(refused) == {"delegated"}


def test_whoever_delegated_takes_it_back(give, noura, khalid):
    lent = lend(give(noura), khalid, noura)
    end_role(grant=lent, by=noura, at=NOW + 2 * DAY, reason="عدت")
    assert roles_of_person(khalid, at=NOW + 2 * DAY) == frozenset()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(days=st.integers(1, 30), lent_days=st.integers(1, 30))
def test_a_delegation_never_outlives_its_grant(examples, days, lent_days):
    grant, noura, khalid = examples(until=NOW + days * DAY)
    lending = {"at": NOW, "until": NOW + lent_days * DAY}
    if lent_days <= days:
        assert lend(grant, khalid, noura, **lending).until <= grant.until
        return
    with pytest.raises(GrantRefused) as refused:
        lend(grant, khalid, noura, **lending)
    assert codes(refused) == {"outlives"}


@pytest.fixture
def examples(hind):
    """A grant of its own for every example, of people whom nobody met before."""

    def make(until):
        noura, khalid = PersonFactory(), PersonFactory()
        return RoleGrantFactory(person=noura, role=Role.REVIEWER, since=NOW, until=until), noura, khalid

    return make
