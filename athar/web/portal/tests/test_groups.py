"""Asking for seats for a group, its page, and joining by its link; nothing of groups of others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.engine.journeys.models import Hold, Seat
from athar.foundation.people.models import ConsentEvent
from athar.initiatives.volunteering.groups import token_of
from athar.initiatives.volunteering.models import Group
from athar.initiatives.volunteering.operations import accept_group
from athar.initiatives.volunteering.tests.factories import published

NEW = "/en/me/opportunities/iftar/group/"


@pytest.fixture
def session(family):
    """Noura wrote it, Khalid published it; two seats, and groups of two are taken."""
    now = timezone.now()
    for person in (family.sara, family.father):
        ConsentEvent.objects.create(
            person=person, purpose="participation", given=True, on=now.date() - timedelta(days=9)
        )
    offered = published(family.noura, family.khalid, at=now, group_least=2, group_most=2)
    return offered.edition.sessions.get()


@pytest.fixture
def accepted(family, session):
    now = timezone.now()
    asked = Group.objects.create(
        session=session, leader=family.father, name="فريق الوادي", size=2, begun_at=now
    )
    return accept_group(group=asked, last_day=now.date() + timedelta(days=5), by=family.khalid, at=now)


def joining(group) -> str:
    return f"/en/me/groups/joining/{token_of(group)}/"


def test_seats_are_asked_for_and_all_that_is_wrong_is_said(enter, family, session):
    browser = enter("father")
    assert "Come as a group" in browser.get("/en/opportunities/iftar/").content.decode()
    said = {"session": session.pk, "name": "فريق الوادي", "size": "٢", "note": "من شركة الوادي"}
    wrong = browser.post(NEW, said | {"size": "3", "session": 0})
    assert (wrong.status_code, wrong.content.decode().count("field--bad")) == (422, 2)
    answer = browser.post(NEW, said)
    group = Group.objects.get()
    assert (answer.url, group.leader, group.size) == (f"/en/me/groups/{group.pk}/", family.father, 2)
    assert "The organisers look at it" in browser.get(answer.url).content.decode()
    assert browser.post(NEW, said).status_code == 409
    assert f"/en/me/groups/{group.pk}/" in browser.get("/en/me/shifts/").content.decode()
    assert enter("sara").get(answer.url).status_code == 404
    browser.post(f"{answer.url}ending/")
    assert Group.objects.get().state == "withdrawn"


def test_a_member_joins_by_the_link_and_the_leader_reads_the_name_alone(enter, family, accepted):
    father, sara, page = enter("father"), enter("sara"), f"/en/me/groups/{accepted.pk}/"
    assert joining(accepted) in father.get(page).content.decode()
    assert "reads your name" in sara.get(joining(accepted)).content.decode()
    assert sara.post(joining(accepted)).status_code == 422  # the charter comes first
    answer = sara.post(joining(accepted), {"charter": "on"})
    seat = Seat.objects.get(person=family.sara)
    assert (answer.url, Hold.objects.get().left) == (f"/en/me/seats/{seat.pk}/", 1)
    text = father.get(page).content.decode()
    assert family.sara.name_latin in text
    assert "+9665" not in text
    assert sara.post(joining(accepted), {"charter": "on"}).status_code == 409


def test_seats_are_given_back_the_link_is_made_anew_and_the_old_one_leads_nowhere(enter, family, accepted):
    father, page, old = enter("father"), f"/en/me/groups/{accepted.pk}/", joining(accepted)
    assert father.post(f"{page}seats/", {"many": "x"}).status_code == 422
    assert father.post(f"{page}seats/", {"many": "3"}).status_code == 409
    father.post(f"{page}seats/", {"many": "١"})
    assert Hold.objects.get().left == 1
    father.post(f"{page}link/")
    accepted.refresh_from_db()
    sara = enter("sara")
    assert (sara.get(old).status_code, sara.get(joining(accepted)).status_code) == (404, 200)
    father.post(f"{page}ending/")
    assert "No seats are kept for this group any more" in sara.get(joining(accepted)).content.decode()
    assert sara.post(joining(accepted), {"charter": "on"}).status_code == 409
    assert not Seat.objects.taken().exists()


def test_where_groups_are_not_taken_nobody_asks_for_one(enter, family):
    published(family.noura, family.khalid, at=timezone.now())
    browser = enter("father")
    assert browser.get(NEW).status_code == 404
    assert "Come as a group" not in browser.get("/en/opportunities/iftar/").content.decode()
