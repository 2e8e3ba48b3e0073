"""Staff and partners come in by invitation. Hind administers, Salma manages a partner, Omar is invited."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from athar.foundation.admissions.models import Invitation
from athar.foundation.admissions.operations import (
    InvitationRefused,
    LinkDead,
    accept_invitation,
    invite,
    resend,
    still_open,
    withdraw_invitation,
)
from athar.foundation.admissions.queries import invitations_for, still_may_invite
from athar.foundation.admissions.tests.conftest import NOW
from athar.foundation.people.choices import Role
from athar.foundation.people.granting import GrantRefused
from athar.foundation.people.models import RoleGrant
from athar.foundation.people.tests.factories import AccountFactory, OrganisationFactory, RoleGrantFactory

DAY = timedelta(days=1)
HOME = "10.0.0.8"


@pytest.fixture
def hind(family):
    person = AccountFactory(person__name="هند الجهني", email="hind@example.org").person
    RoleGrantFactory(person=person, role=Role.ADMINISTRATOR, since=NOW - 9 * DAY)
    return person


@pytest.fixture
def body(db):
    return OrganisationFactory(code="oasis", name_ar="جامعة الواحة", name_en="Oasis University")


@pytest.fixture
def salma(family, body):
    person = AccountFactory(person__name="سلمى المطيري", email="salma@example.org").person
    RoleGrantFactory(person=person, role=Role.PARTNER_MANAGER, organisation=body, since=NOW - 9 * DAY)
    return person


def asked(by, role=Role.REVIEWER, **more):
    facts = {"email": "Omar@example.org", "reason": "تكليف", "network": HOME, "at": NOW}
    return invite(role=role, by=by, **(facts | more))


def codes(error):
    return [reason.code for reason in error.value.reasons]


def test_accepted_the_role_is_given_in_the_inviters_name_with_its_scope_and_end(family, hind):
    invitation, message = asked(hind, initiative="forum", until=NOW + 90 * DAY)
    token = re.search(r"/invitation/([\w-]+)/", message.text)[1]
    assert Invitation.objects.with_token(token).get() == invitation
    grant = accept_invitation(invitation=invitation, account=family.omar.account, at=NOW + DAY)
    assert (grant.person, grant.role, grant.granted_by, grant.initiative, grant.until, grant.reason) == (
        family.omar, Role.REVIEWER, hind, "forum", NOW + 90 * DAY, "تكليف",
    )  # fmt: skip
    with pytest.raises(LinkDead) as error:
        accept_invitation(invitation=invitation, account=family.omar.account, at=NOW + DAY)
    assert codes(error) == ["used"]


def test_whoever_may_not_grant_may_not_invite(family, salma, body):
    for role, organisation in [(Role.REVIEWER, None), (Role.PARTNER_MANAGER, OrganisationFactory())]:
        with pytest.raises(InvitationRefused) as error:
            asked(salma, role, organisation=organisation)
        assert codes(error) == ["not_yours"]


def test_a_partners_manager_invites_to_her_own_body(family, salma, body):
    invitation, _message = asked(salma, Role.PARTNER_MANAGER, organisation=body)
    grant = accept_invitation(invitation=invitation, account=family.omar.account, at=NOW)
    assert (grant.organisation, grant.granted_by) == (body, salma)
    family.omar.refresh_from_db()
    assert family.omar.organisation == body


def test_an_inviter_who_lost_the_right_leaves_a_void_invitation(family, hind):
    invitation, _message = asked(hind)
    assert still_may_invite([invitation], at=NOW) == {invitation.pk}
    RoleGrant.objects.filter(person=hind).update(until=NOW + DAY)
    with pytest.raises(LinkDead) as error:
        accept_invitation(invitation=invitation, account=family.omar.account, at=NOW + 2 * DAY)
    assert codes(error) == ["void"]
    assert still_may_invite([invitation], at=NOW + 2 * DAY) == set()
    assert not RoleGrant.objects.filter(person=family.omar).exists()


def test_a_link_that_was_passed_on_is_worth_nothing(family, hind):
    invitation, _message = asked(hind)
    with pytest.raises(InvitationRefused) as error:
        accept_invitation(invitation=invitation, account=family.father.account, at=NOW)
    assert codes(error) == ["another_address"]


def test_the_grants_own_rules_hold_on_inviting_and_on_accepting(family, hind):
    with pytest.raises(InvitationRefused) as error:
        asked(hind, Role.PARTNER_MANAGER, until=NOW - DAY)
    assert {"no_body", "past"} <= set(codes(error))
    invitation, _message = asked(hind)
    RoleGrantFactory(person=family.omar, role=Role.REVIEWER, since=NOW)
    with pytest.raises(GrantRefused) as error:
        accept_invitation(invitation=invitation, account=family.omar.account, at=NOW)
    assert codes(error) == ["held"]


def test_nobody_invites_themselves_or_twice(family, hind):
    with pytest.raises(InvitationRefused) as error:
        asked(hind, email="hind@example.org")
    assert codes(error) == ["to_oneself"]
    asked(hind)
    with pytest.raises(InvitationRefused) as error:
        asked(hind)
    assert codes(error) == ["open_already"]


def test_sent_again_the_earlier_link_is_dead_and_the_week_begins_anew(family, hind):
    invitation, first = asked(hind)
    second = resend(invitation=invitation, by=hind, network=HOME, at=NOW + 6 * DAY)
    tokens = [re.search(r"/invitation/([\w-]+)/", message.text)[1] for message in (first, second)]
    assert [Invitation.objects.with_token(token).exists() for token in tokens] == [False, True]
    invitation.refresh_from_db()
    assert still_open(invitation, at=NOW + 12 * DAY) == invitation


@pytest.mark.parametrize("end", ["withdrawn", "late", "ended"])
def test_an_invitation_that_opens_nothing_says_why(family, hind, end):
    invitation, _message = asked(hind, until=NOW + 3 * DAY)
    if end == "withdrawn":
        withdraw_invitation(invitation=invitation, by=hind, at=NOW)
    invitation.refresh_from_db()
    with pytest.raises(LinkDead) as error:
        still_open(invitation, at=NOW + (8 if end == "late" else 4) * DAY)
    assert codes(error) == [end]


def test_a_partner_neither_sends_nor_withdraws_what_is_not_of_her_body(family, hind, salma):
    invitation, _message = asked(hind)
    attempts = [
        lambda: resend(invitation=invitation, by=salma, network=HOME, at=NOW),
        lambda: withdraw_invitation(invitation=invitation, by=salma, at=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(InvitationRefused) as error:
            attempt()
        assert codes(error) == ["not_yours"]


def test_an_invitation_is_found_by_its_whole_address_or_a_name_in_any_spelling(family, hind):
    asked(hind)
    found = [
        invitations_for(bodies=None, side="open", text=text, at=NOW).count()
        for text in ("OMAR@example.org", "omar@example.com", "الجهنى", "العتيبي")
    ]
    assert found == [1, 0, 1, 0]


def test_the_database_keeps_an_acceptance_whole(family, hind):
    invitation, _message = asked(hind)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(used_at=NOW)
