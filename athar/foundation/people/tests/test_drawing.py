"""Roles as data: drawn by an administrator within limits, in versions. Hind administers, Omar is an outsider."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.people.choices import Role
from athar.foundation.people.drawing import (
    Drawing,
    DrawingRefused,
    Limits,
    change_role,
    draw_role,
    drawing_refusals,
    end_custom_role,
)
from athar.foundation.people.granting import GrantRefused, grant_role
from athar.foundation.people.models import RoleGrant
from athar.foundation.people.queries import roles_of_person
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory

NOW = datetime(2024, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
LIMITS = Limits(
    places=frozenset({"records", "imports"}),
    acts={"enter": "records", "decide": "records", "import": "imports"},
    apart=frozenset({("decide", "enter")}),
    names={code: code for code in ("records", "imports", "accounts", "enter", "decide", "import", "give")},
)


def drawing(**changes):
    usual = {
        "name_ar": "مدقق الكشوف", "name_en": "Sheet checker", "description_ar": "", "description_en": "",
        "places": frozenset({"records"}), "acts": frozenset({"decide"}), "scoped": False,
    }  # fmt: skip
    return Drawing(**usual | changes)


@pytest.fixture
def hind(db):
    person = PersonFactory(name="هند الجهني")
    RoleGrantFactory(person=person, role=Role.ADMINISTRATOR, since=NOW - 9 * DAY)
    return person


@pytest.fixture
def omar(db):
    return PersonFactory(name="عمر الغامدي")


@pytest.fixture
def checker(hind):
    return draw_role(code="checker", drawing=drawing(), limits=LIMITS, by=hind, at=NOW, reason="كثرة الكشوف")


def codes(refused):
    return {reason.code for reason in refused.value.reasons}


@given(
    places=st.frozensets(st.sampled_from(["records", "imports", "accounts"])),
    acts=st.frozensets(st.sampled_from(["enter", "decide", "import", "give"])),
)
def test_nothing_reserved_blind_or_two_sided_is_ever_let_through(places, acts):
    refused = drawing_refusals(drawing(places=places, acts=acts), LIMITS)
    lawful = (
        bool(places)
        and places <= LIMITS.places
        and acts <= LIMITS.acts.keys()
        and all(LIMITS.acts[act] in places for act in acts)
        and not acts >= {"enter", "decide"}
    )
    assert (refused == []) == lawful


def test_every_reason_against_a_role_is_said_at_once(omar):
    wrong = drawing(name_en=" ", places=frozenset({"accounts"}), acts=frozenset({"give", "decide", "enter"}))
    with pytest.raises(DrawingRefused) as refused:
        draw_role(code="reviewer", drawing=wrong, limits=LIMITS, by=omar, at=NOW, reason="")
    assert codes(refused) == {
        "no_administrator",
        "no_reason",
        "taken",
        "no_name",
        "reserved",
        "blind",
        "both_sides",
    }


def test_a_drawn_role_is_given_and_opens_what_it_names(hind, omar, checker):
    grant_role(person=omar, role=checker, by=hind, at=NOW, reason="تكليف")
    roles = roles_of_person(omar, at=NOW)
    assert roles == frozenset()  # no built-in one
    assert [(role.code, role.places, role.acts) for role in roles.drawn] == [
        ("checker", frozenset({"records"}), frozenset({"decide"}))
    ]


def test_a_new_version_holds_at_once_and_the_one_before_stays_to_be_read(hind, omar, checker):
    grant_role(person=omar, role=checker, by=hind, at=NOW, reason="تكليف")
    wider = drawing(places=frozenset({"records", "imports"}))
    changed = change_role(
        role=checker, drawing=wider, limits=LIMITS, by=hind, at=NOW + DAY, reason="والملفات"
    )
    [held] = roles_of_person(omar, at=NOW + DAY).drawn
    assert (changed.version, held.places) == (2, {"records", "imports"})
    events = apps.get_model("people.CustomRoleEvent").objects.filter(pgh_obj_id=checker.pk).order_by("pgh_id")
    assert [(event.version, event.places, event.reason) for event in events] == [
        (1, ["records"], "كثرة الكشوف"), (2, ["imports", "records"], "والملفات"),
    ]  # fmt: skip


def test_an_ended_role_is_held_by_nobody_and_given_to_nobody(hind, omar, checker):
    grant_role(person=omar, role=checker, by=hind, at=NOW, reason="تكليف")
    ended = end_custom_role(role=checker, by=hind, at=NOW + DAY, reason="لم تعد حاجة")
    grant = RoleGrant.objects.get(person=omar)
    assert (grant.until, grant.ended_by, grant.end_reason) == (NOW + DAY, hind, "لم تعد حاجة")
    assert roles_of_person(omar, at=NOW + DAY).drawn == frozenset()
    with pytest.raises(GrantRefused) as refused:
        grant_role(person=omar, role=ended, by=hind, at=NOW + DAY, reason="تكليف")
    assert codes(refused) == {"ended"}
    with pytest.raises(DrawingRefused) as refused:
        end_custom_role(role=checker, by=hind, at=NOW + DAY, reason="مرة أخرى")
    assert codes(refused) == {"ended"}


def test_a_scoped_role_is_given_only_within_a_scope_and_opens_nothing_beyond_it(hind, omar):
    scoped = draw_role(
        code="local", drawing=drawing(scoped=True), limits=LIMITS, by=hind, at=NOW, reason="للمبادرات"
    )
    with pytest.raises(GrantRefused) as refused:
        grant_role(person=omar, role=scoped, by=hind, at=NOW, reason="تكليف")
    assert codes(refused) == {"no_scope"}
    grant_role(person=omar, role=scoped, by=hind, at=NOW, reason="تكليف", initiative="forum")
    assert roles_of_person(omar, at=NOW).drawn == frozenset()


def test_a_role_held_everywhere_cannot_become_one_that_holds_somewhere(hind, omar, checker):
    grant_role(person=omar, role=checker, by=hind, at=NOW, reason="تكليف")
    with pytest.raises(DrawingRefused) as refused:
        change_role(
            role=checker, drawing=drawing(scoped=True), limits=LIMITS, by=hind, at=NOW, reason="تضييق"
        )
    assert codes(refused) == {"held_wide"}


def test_a_grant_names_one_role(omar, checker):
    with pytest.raises(IntegrityError, match="a_grant_names_one_role"), transaction.atomic():
        RoleGrantFactory(person=omar, role=Role.REVIEWER, custom=checker)
    with pytest.raises(IntegrityError, match="a_grant_names_one_role"), transaction.atomic():
        RoleGrantFactory(person=omar, role="")
