"""A group asks for seats; accepted, they are kept, taken one by one by the ordinary sign-up, and everybody's again in time."""

from datetime import timedelta

import pytest

from athar.engine.journeys.models import Hold, Seat, SeatCounter, Wait
from athar.engine.journeys.operations import cancel_session, join_waiting_list, release_seat
from athar.engine.journeys.operations.holding import end_hold_if_due
from athar.foundation.core.refusals import Refused
from athar.foundation.notices.models import Notice
from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import (
    AccountFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
)
from athar.foundation.privacy.facts import PersonErasing
from athar.initiatives.volunteering.groups import group_by, group_of, members_of, past_of, token_of
from athar.initiatives.volunteering.managing import shifts_with_numbers
from athar.initiatives.volunteering.models import Group
from athar.initiatives.volunteering.operations import (
    accept_group,
    begin_group,
    cancel_shift,
    end_group,
    give_back_some,
    join_group,
    reject_group,
    renew_link,
    sign_up,
)
from athar.initiatives.volunteering.rules import gaps
from athar.initiatives.volunteering.subscriptions import give_up_what_they_lead
from athar.initiatives.volunteering.tests.factories import NOW, drafted, published, shift, volunteer

pytestmark = pytest.mark.django_db
CHARTER = {"charter": True}


@pytest.fixture
def khalid(db):
    return PersonFactory(name="خالد الحربي")


@pytest.fixture
def opportunity(khalid):
    return published(PersonFactory(name="نورة العتيبي"), khalid, group_least=2, group_most=4)


@pytest.fixture
def session(opportunity):
    """Five seats."""
    return shift(opportunity, days=21, capacity=5)


@pytest.fixture
def layan(db):
    return AccountFactory(person=volunteer(name="ليان القرني")).person


@pytest.fixture
def asked(opportunity, session, layan):
    def asked(size=3, leader=layan, **more):
        return begin_group(
            opportunity=opportunity, session=more.pop("session", session), leader=leader, name="فريق الوادي", size=size, at=NOW, **more
        )  # fmt: skip

    return asked


@pytest.fixture
def accepted(asked, khalid):
    def accepted(**more):
        return accept_group(group=asked(**more), last_day=NOW.date() + timedelta(days=5), by=khalid, at=NOW)

    return accepted


def codes(call) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return [reason.code for reason in refused.value.reasons]


def told(person) -> list[str]:
    rows = Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("volunteering.group_") for kind in rows]


def free(session) -> int:
    return SeatCounter.objects.get(session=session).free


def join(group, person=None, at=NOW):
    return join_group(group=group, person=person or volunteer(), at=at, answers=CHARTER)


def alone(opportunity, session, person=None, **more):
    person = person or volunteer()
    return sign_up(
        opportunity=opportunity, person=person, by=person, at=NOW, answers=CHARTER, session=session, **more
    )


def test_a_group_is_asked_for_with_every_reason_at_once(opportunity, session, asked, layan):
    child = volunteer(birth_date=NOW.date() - timedelta(days=365 * 16))
    body = OrganisationFactory()
    assert codes(lambda: asked(size=9, leader=child, organisation=body)) == [
        "group_size", "more_than_seats", "leader_too_young", "not_coordinator",
    ]  # fmt: skip
    RoleGrantFactory(
        person=layan, role=Role.PARTNER_MANAGER, organisation=body, since=NOW - timedelta(days=9)
    )
    assert asked(organisation=body).organisation == body
    assert codes(asked) == ["group_asked"]
    opportunity.group_least = opportunity.group_most = None
    assert codes(lambda: asked(leader=volunteer())) == ["no_groups"]


def test_groups_are_taken_only_where_whoever_fits_takes_part_at_once(khalid):
    chosen = drafted(khalid, code="chosen", choosing="chosen", group_least=2, group_most=9)
    assert [reason.code for reason in gaps(chosen, shifts=1, today=NOW.date())] == ["groups_chosen"]


def test_accepted_its_seats_are_kept_and_whoever_comes_alone_meets_what_is_left(
    opportunity, session, accepted, layan
):
    group = accepted()
    assert (free(session), told(layan)) == (2, ["accepted"])
    shown = shifts_with_numbers(opportunity).get(pk=session.pk)
    assert (shown.taken, shown.held) == (3, 3)
    alone(opportunity, session)
    alone(opportunity, session)
    assert codes(lambda: alone(opportunity, session)) == ["full"]
    seat = join(group).seat
    assert (group_of(seat), Hold.objects.get().left) == ("فريق الوادي", 2)
    assert told(layan) == ["accepted", "joined"]
    assert [(person, seated) for person, seated in members_of(group)] == [(seat.person, True)]


def test_every_rule_of_signing_up_holds_for_each_member(accepted, layan):
    group = accepted()
    child = volunteer(birth_date=NOW.date() - timedelta(days=365 * 14))
    assert {"too_young", "guardian_needed"} <= set(codes(lambda: join(group, child)))
    assert codes(lambda: join_group(group=group, person=volunteer(), at=NOW, answers={})) == ["incomplete"]
    person = volunteer()
    join(group, person)
    assert codes(lambda: join(group, person)) == ["seated"]
    join(group, layan)  # who leads it may come too
    join(group)
    assert codes(lambda: join(group)) == ["all_taken"]
    assert told(layan).count("joined") == 1  # folded, and of oneself one is told nothing


def test_more_than_is_free_is_kept_for_nobody_and_a_decision_is_somebody_elses(
    opportunity, session, asked, khalid, layan
):
    for _number in range(3):
        alone(opportunity, session)
    group, day = asked(), NOW.date() + timedelta(days=5)
    assert codes(lambda: accept_group(group=group, last_day=day, by=khalid, at=NOW)) == ["free_fewer"]
    assert codes(lambda: accept_group(group=group, last_day=day, by=layan, at=NOW)) == ["own"]
    late = session.starts_at.date() + timedelta(days=1)
    assert codes(lambda: accept_group(group=group, last_day=late, by=khalid, at=NOW)) == ["after_shift"]
    assert codes(lambda: reject_group(group=group, reason=" ", by=khalid, at=NOW)) == ["no_reason"]
    reject_group(group=group, reason="اكتفينا في هذه الوردية", by=khalid, at=NOW)
    assert (told(layan), free(session), Group.objects.get().state) == (["rejected"], 2, "rejected")
    assert codes(lambda: accept_group(group=group, last_day=day, by=khalid, at=NOW)) == ["overtaken"]
    asked(size=2)  # and they may ask anew


def test_when_the_time_is_up_whoever_waits_is_offered_what_nobody_took(opportunity, session, accepted, layan):
    group = accepted()
    for _number in range(2):
        alone(opportunity, session)
    wait = alone(opportunity, session, or_wait=True).wait
    seat = join(group).seat
    assert not end_hold_if_due(group.hold.pk, at=group.hold.until - timedelta(seconds=1))
    assert codes(lambda: join(group, at=group.hold.until)) == ["held_no_longer"]
    assert end_hold_if_due(group.hold.pk, at=group.hold.until)
    assert wait.offers.count() == 1
    assert (free(session), Seat.objects.confirmed().filter(pk=seat.pk).exists()) == (1, True)
    group.refresh_from_db()
    assert (group.state, told(layan)[-1]) == ("expired", "time_up")
    assert codes(lambda: join(group)) == ["held_no_longer"]


def test_a_member_gives_the_seat_back_to_the_group_and_after_it_ended_to_everybody(session, accepted):
    group = accepted()
    first, second = join(group).seat, join(group).seat
    release_seat(seat=first, by=first.person, at=NOW)
    assert (Hold.objects.get().left, free(session)) == (2, 2)
    assert [seated for _person, seated in members_of(group)] == [True, False]
    end_group(group=group, by=group.leader, at=NOW)
    release_seat(seat=second, by=second.person, at=NOW)
    assert (Hold.objects.get().left, free(session)) == (0, 5)


def test_its_leader_gives_seats_back_and_gives_it_up_and_whoever_joined_stays(
    session, accepted, layan, khalid
):
    group = accepted()
    seat = join(group).seat
    assert codes(lambda: give_back_some(group=group, many=3, by=layan, at=NOW)) == ["held_fewer"]
    assert codes(lambda: give_back_some(group=group, many=1, by=khalid, at=NOW)) == ["not_leader"]
    give_back_some(group=group, many=1, by=layan, at=NOW)
    assert (Hold.objects.get().left, free(session)) == (1, 3)
    end_group(group=group, by=layan, at=NOW)
    assert (free(session), list(Seat.objects.confirmed())) == (4, [seat])
    assert (Group.objects.get().state, told(layan)) == ("withdrawn", ["accepted", "joined"])
    assert codes(lambda: end_group(group=group, by=khalid, at=NOW)) == ["held_no_longer"]


def test_the_organisers_end_it_and_a_shift_that_does_not_take_place_ends_it(
    opportunity, session, accepted, layan, khalid
):
    end_group(group=accepted(), by=khalid, at=NOW)
    assert (told(layan)[-1], Group.objects.first().state, free(session)) == ("released", "released", 5)
    other = shift(opportunity, days=22, capacity=4)
    accepted(session=other)
    cancel_session(session=other, by=khalid, at=NOW)
    assert (told(layan)[-1], Group.objects.first().state) == ("shift_cancelled", "cancelled")
    assert Hold.objects.filter(left__gt=0).count() == 0


def test_a_shift_that_is_cancelled_ends_what_waits_for_a_decision_and_each_leader_is_told_once(
    session, accepted, asked, layan, khalid
):
    amal, huda, mona = (AccountFactory(person=volunteer()).person for _number in range(3))
    kept, waiting, rejected, withdrawn = (
        accepted(size=2), asked(leader=amal), asked(leader=huda), asked(leader=mona),
    )  # fmt: skip
    reject_group(group=rejected, reason="امتلأ المكان", by=khalid, at=NOW)
    end_group(group=withdrawn, by=mona, at=NOW)
    cancel_shift(session=session, by=khalid, at=NOW, reason="إنذار أمطار")
    assert [Group.objects.get(pk=one.pk).state for one in (kept, waiting, rejected, withdrawn)] == [
        "cancelled", "cancelled", "rejected", "withdrawn",
    ]  # fmt: skip
    assert [told(leader) for leader in (layan, amal, huda, mona)] == [
        ["accepted", "shift_cancelled"], ["shift_cancelled"], ["rejected"], [],
    ]  # fmt: skip
    assert codes(lambda: reject_group(group=waiting, reason="تأخر", by=khalid, at=NOW)) == ["overtaken"]


def test_a_link_leads_to_its_group_until_another_is_made(accepted, asked, layan):
    group = accepted()
    token = token_of(group)
    assert group_by(token) == group
    assert group_by(token + "x") is None
    renew_link(group=group, by=layan)
    assert (group_by(token), group_by(token_of(group))) == (None, group)
    assert group_by(token_of(asked(leader=volunteer()))) is None  # nobody joins what is not accepted


def test_whoever_waits_takes_a_seat_of_their_group_and_waits_no_longer(opportunity, session, accepted):
    group = accepted()
    for _number in range(2):
        alone(opportunity, session)
    person = volunteer()
    sign_up(opportunity=opportunity, person=person, by=person, at=NOW, answers=CHARTER)
    join_waiting_list(session=session, person=person, at=NOW)
    join(group, person)
    assert not Wait.objects.filter(left_at=None).exists()


def test_what_became_of_groups_before_is_read_and_whoever_is_erased_leads_none(
    accepted, asked, layan, session
):
    first = accepted()
    join(first)
    end_group(group=first, by=layan, at=NOW)
    again = asked()
    past = past_of(again, at=session.ends_at)
    assert (past.groups, past.kept, past.joined, past.shifts) == (1, 3, 1, 0)
    give_up_what_they_lead(PersonErasing(people=(layan.pk,), values=(), at=NOW))
    assert set(Group.objects.values_list("ending", flat=True)) == {"withdrawn"}
