"""Who may see and do what in the workspace. Every address as everybody: ``tests/matrix``."""

import pytest
from django.urls import URLPattern, reverse
from django.utils.translation import override

from athar.foundation.people.choices import Role
from athar.web.ui.doors import Door
from athar.web.ui.viewer import Viewer
from athar.web.workspace import urls
from athar.web.workspace.access import DONE_IN, Act, Place, may_do, may_see
from athar.web.workspace.doors import DOORS
from athar.web.workspace.places import ACTS, GROUPS, LABELS, rail
from athar.web.workspace.views.base import WorkView

# What stands outside the workspace's own frame: open to everybody, or to whatever a phone signed.
FRAMELESS = {"scanner", "scanner-sendings"}


def views() -> dict[str, type[WorkView]]:
    return {
        str(route.name): route.callback.view_class
        for route in urls.urlpatterns
        if isinstance(route, URLPattern) and route.name not in FRAMELESS
    }


def opens(view_class: type[WorkView], roles: set[Role], method: str) -> bool:
    view = view_class()
    view.viewer = Viewer(None, frozenset(roles))
    return view.is_open(method)


def routes() -> dict[str, tuple[type[WorkView], Door]]:
    return {name: (view, DOORS[f"workspace:{name}"]) for name, view in views().items()}


@pytest.mark.parametrize("name", routes())
def test_the_tables_open_an_address_to_whom_its_door_promises(name):
    """Quickly, without a database; ``tests/matrix`` knocks at every address for good."""
    view, door = routes()[name]
    assert {role for role in Role if opens(view, {role}, "GET")} == door.reads
    if door.sends:
        assert {role for role in Role if opens(view, {role}, "POST")} == door.sends


@pytest.mark.parametrize("name", routes())
def test_an_address_takes_a_post_only_with_an_act(name):
    view, door = routes()[name]
    assert hasattr(view, "post") == bool(door.sends)
    assert view.act is not None or not door.sends


def test_an_auditor_reads_everything_and_only_verifies():
    assert [place for place in Place if not may_see({Role.AUDITOR}, place)] == []
    assert [act for act in Act if may_do({Role.AUDITOR}, act)] == [Act.VERIFY]


def test_an_administrator_meets_no_persons():
    assert [place for place in Place if may_see({Role.ADMINISTRATOR}, place)] == [
        Place.HOME,
        Place.INDICATORS,
        Place.PRIVACY,
        Place.BREACHES,
        Place.RETENTION,
        Place.ACCOUNTS,
        Place.ROLES,
        Place.INVITATIONS,
    ]


def test_every_act_is_done_in_the_place_where_its_pages_are():
    pages = {view.act: view.place for view in views().values() if view.act}
    assert pages == DONE_IN


def test_two_roles_add_up():
    assert may_do({Role.BOARD_MEMBER, Role.REVIEWER}, Act.DECIDE_FACTS)


def test_a_rail_that_is_more_than_one_looks_over_folds_what_neither_is_open_nor_waits():
    with override("en"):
        groups = rail(Viewer(None, frozenset({Role.AUDITOR})), Place.PRIVACY, {Place.ORGANISATIONS: 2})
        folds = {str(group["heading"]): group["open"] for group in groups if group["folds"]}
    assert folds == {
        "Volunteering": False, "Facts": False, "Measurement": False, "Who comes in": True, "Privacy": True, "Administration": False,
    }  # fmt: skip
    short = rail(Viewer(None, frozenset({Role.PROGRAMME_MANAGER})), Place.HOME, {})
    assert [group for group in short if "folds" in group] == []


def test_every_place_has_a_name_and_stands_once_in_the_rail():
    listed = [place for _, places in GROUPS for place in places]
    assert sorted(listed) == sorted(LABELS) == sorted(Place)
    assert sorted(ACTS) == sorted(Act)


def test_the_rail_shows_only_the_places_of_the_role():
    groups = rail(Viewer(None, frozenset({Role.ADMINISTRATOR})), Place.HOME, {})
    assert [item["url"] for group in groups for item in group["items"]] == [
        reverse("workspace:home"),
        reverse("workspace:indicators"),
        reverse("workspace:invitations"),
        reverse("workspace:privacy"),
        reverse("workspace:breaches"),
        reverse("workspace:retention"),
        reverse("workspace:accounts"),
        reverse("workspace:roles"),
    ]


def test_home_counts_what_waits_everywhere():
    [first, *_] = rail(
        Viewer(None, frozenset({Role.REVIEWER})), Place.HOME, {Place.RECORDS: 3, Place.IMPORTS: 2}
    )
    assert first["items"][0]["count"] == 5


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client, db):
    answer = client.get("/workspace/scorecard/?year=2024")
    assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/workspace/scorecard/%3Fyear%3D2024")


@pytest.mark.parametrize("key", ["omar", "sara"])
def test_somebody_without_work_here_is_told_what_this_is_and_whom_to_ask(enter, key):
    answer = enter(key).get("/en/workspace/")
    assert answer.status_code == 403
    assert "ask the administrator" in answer.content.decode()


def test_a_closed_place_names_the_roles_that_open_it(enter):
    answer = enter("munirah").get("/en/workspace/records/")
    assert answer.status_code == 403
    assert "Measurement officer" in answer.content.decode()


def test_an_ended_role_opens_nothing(cast, enter):
    from django.utils import timezone

    cast.khalid.roles.update(until=timezone.now())
    assert enter("khalid").get("/workspace/").status_code == 403


def test_a_view_without_a_post_answers_405(enter):
    assert enter("noura").post("/workspace/").status_code == 405


def test_a_post_without_the_token_is_refused(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.khalid.account, backend="athar.web.ui.viewer.Accounts")
    assert client.post("/workspace/records/decisions/", {"verdict": "approved"}).status_code == 403
