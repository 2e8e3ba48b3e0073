"""Groups in the workspace: what waits is met in the queue, decided with all reasons, counted, and named where people are listed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.engine.journeys.models import Hold
from athar.foundation.notices.models import Notice
from athar.initiatives.volunteering.models import Group
from athar.initiatives.volunteering.operations import begin_group, join_group
from athar.initiatives.volunteering.tests.factories import drafted, published, volunteer

HOME = "/en/workspace/opportunities/"


@pytest.fixture
def opportunity(cast):
    return published(
        cast.saad, cast.khalid, at=timezone.now(), group_least=2, group_most=5, initiative=cast.forum, organisation=cast.body
    )  # fmt: skip


@pytest.fixture
def group(opportunity):
    """Two ask for the two seats of a shift, led by somebody outside."""
    return Group.objects.create(
        session=opportunity.edition.sessions.get(), leader=volunteer(name="ليان القرني"), name="فريق الوادي", size=2,
        begun_at=timezone.now(), note="من شركة الوادي",
    )  # fmt: skip


@pytest.fixture
def page(opportunity, group):
    return f"{HOME}{opportunity.pk}/groups/{group.pk}/"


def accepting(days=5):
    return {"verdict": "accepted", "last_day": (timezone.now() + timedelta(days=days)).date().isoformat()}


def test_what_waits_stands_in_the_queue_and_is_accepted_or_refused_with_reasons(
    enter, opportunity, group, page
):
    client = enter("noura")
    assert page in client.get("/en/workspace/").content.decode()
    assert "من شركة الوادي" in client.get(page).content.decode()
    assert client.post(page, {"verdict": "accepted"}).status_code == 422
    assert client.post(page, accepting(90)).status_code == 409
    assert client.post(page, {"verdict": "rejected"}).status_code == 409
    assert client.post(page, accepting()).url == page
    assert Hold.objects.get().left == 2
    assert page not in client.get("/en/workspace/").content.decode()


def test_how_many_are_kept_joined_and_left_is_counted_and_lists_name_the_group(
    enter, opportunity, group, page
):
    client = enter("noura")
    client.post(page, accepting())
    group.refresh_from_db()
    member = join_group(
        group=group, person=volunteer(name="هيفاء العنزي"), at=timezone.now(), answers={"charter": True}
    ).seat
    file = client.get(f"{HOME}{opportunity.pk}/groups/groups.csv")
    lines = b"".join(file.streaming_content).decode() if file.streaming else file.content.decode()
    assert "فريق الوادي" in lines
    for address in (f"shifts/{member.session_id}/", "people/?columns=person&columns=group"):
        assert "فريق الوادي" in client.get(f"{HOME}{opportunity.pk}/{address}").content.decode()
    client.post(page, {"verdict": "released"})
    assert (Group.objects.get().state, Hold.objects.get().left) == ("released", 0)


def test_of_how_many_people_groups_may_be_is_written_in_the_draft(enter, cast, opportunity):
    draft = drafted(cast.noura, code="draft", at=timezone.now(), initiative=cast.forum)
    client, text = enter("noura"), f"{HOME}{draft.pk}/text/"
    said = {
        name: value
        for name, value in client.get(text).context["form"].initial.items()
        if value is not None and value is not False
    }
    said |= {
        "region": draft.region_id or "",
        "starts_on": draft.edition.starts_on.isoformat(),
        "ends_on": draft.edition.ends_on.isoformat(),
    }
    for least, most in (("3", ""), ("5", "4"), ("1", "4")):
        assert client.post(text, said | {"group_least": least, "group_most": most}).status_code == 422
    assert client.post(text, said | {"group_least": "٣", "group_most": "١٢"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.group_least, draft.group_most) == (3, 12)
    assert "of 3 to 12 people" in client.get(f"{HOME}{draft.pk}/").content.decode()


def test_those_who_decide_within_reach_are_told_of_a_group_once_an_hour(cast, opportunity):
    leader, session = volunteer(name="رزان الشمري"), opportunity.edition.sessions.get()
    more = volunteer(name="جود العتيبي")
    for one in (leader, more):
        begin_group(
            opportunity=opportunity, session=session, leader=one, name="فريق", size=2, at=timezone.now()
        )
    told = Notice.objects.filter(kind="workspace.group_waiting")
    assert set(told.values_list("person", flat=True)) >= {cast.noura.pk}
    assert not told.filter(person__in=(leader, more, cast.fahad)).exists()
    assert set(told.values_list("many", flat=True)) == {2}
