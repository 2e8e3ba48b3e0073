from decimal import Decimal

import pytest

from athar.engine.intake import queries
from athar.engine.intake.models import Import, Row
from athar.engine.intake.tests.factories import NIGHT, NOON, SARA, table
from athar.engine.ledger.tests.factories import EditionFactory
from athar.foundation.people.choices import STAFF
from athar.foundation.people.holdings import Roles, reach_of
from athar.foundation.people.queries import roles_of_person
from athar.foundation.people.scopes import NOWHERE
from athar.foundation.people.tests.factories import RoleGrantFactory

WRONG = {**SARA, "session": "2", "external_id": "h-2", "quantity": "25"}
WORSE = {**SARA, "session": "3", "external_id": "h-3", "quantity": "25", "gender": "x"}


@pytest.fixture
def imported(taken_in):
    return taken_in(table(SARA, NIGHT, WRONG, WORSE))


def visible_to(person):
    roles = roles_of_person(person, at=NOON)
    return queries.imports_visible_to(person, roles, reach_of(roles, STAFF))


def test_staff_see_all_imports_and_others_their_own(imported, cast):
    for person, role, seen in (
        (cast.khalid, "reviewer", 1),
        (cast.noura, None, 1),
        (cast.omar, "volunteer", 0),
    ):
        if role:
            RoleGrantFactory(person=person, role=role, since=NOON)
        assert visible_to(person).count() == seen
    assert not queries.imports_visible_to(None, Roles(), NOWHERE)


def test_a_partner_s_manager_sees_what_the_organisation_delivered(imported, cast):
    RoleGrantFactory(person=cast.omar, role="partner_manager", organisation=cast.school, since=NOON)
    assert not visible_to(cast.omar)

    Import.objects.update(organisation=cast.school)
    assert visible_to(cast.omar).get() == imported


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        ({"initiative": "forum"}, ["forum", "run"]),
        ({"initiative": "forum", "edition": "forum-2023"}, ["run"]),
        ({"organisation": True}, ["school"]),
        ({"initiative": "forum", "organisation": True}, []),
    ],
    ids=["initiative", "edition", "organisation", "both"],
)
def test_a_role_within_a_scope_sees_what_was_delivered_for_it_and_nothing_else(taken_in, cast, scope, seen):
    """Not even what the person delivered when their role reached further."""
    run = EditionFactory(initiative=cast.forum, code="forum-2023")
    for name, delivered_for in {
        "all": {},
        "forum": {"initiative": cast.forum},
        "run": {"initiative": cast.forum, "edition": run},
        "ramadan": {"initiative": cast.ramadan},
        "school": {"organisation": cast.school},
    }.items():
        imported = taken_in(table({**SARA, "external_id": name}))
        Import.objects.filter(pk=imported.pk).update(name=name, entered_by=cast.khalid, **delivered_for)
    scope = scope | ({"organisation": cast.school} if "organisation" in scope else {})
    RoleGrantFactory(person=cast.khalid, role="reviewer", since=NOON, **scope)
    assert sorted(one.name for one in visible_to(cast.khalid)) == seen


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_imports_costs_the_same_however_long(taken_in, cast, count, django_assert_num_queries):
    RoleGrantFactory(person=cast.noura, role="reviewer", since=NOON)
    for number in range(count):
        taken_in(table({**SARA, "external_id": str(number)}))

    with django_assert_num_queries(2):
        assert [(one.state, one.entered_by.name) for one in visible_to(cast.noura)] == [
            ("read", "نورة العتيبي")
        ] * count


def test_whoever_did_not_deliver_it_may_approve(imported, cast):
    assert (queries.may_approve(imported, cast.khalid), queries.may_approve(imported, cast.noura)) == (
        True,
        False,
    )


def test_rows_are_paged_by_line_and_chosen_by_status_or_reason(imported, django_assert_num_queries):
    def lines(**choice):
        return [row.line for row in queries.rows_page(imported, **choice)]

    assert lines(size=2) == [2, 3]
    assert lines(after=3) == [4, 5]
    assert lines(status="refused") == [4, 5]
    assert lines(code="gender_unknown") == [5]
    with django_assert_num_queries(1):
        assert [row.initiative.code for row in queries.rows_page(imported)] == ["ramadan"] * 4


def test_cells_of_a_refused_row_hide_numbers_that_tell_who_it_is(imported):
    row = Row.objects.get(line=4)

    shown = queries.cells(row)
    assert (shown["national_id"], shown["phone"], shown["quantity"]) == (
        "••••••" + SARA["national_id"][-4:],
        "••••••4567",
        "25",
    )
    assert queries.cells(row, masked=False)["national_id"] == SARA["national_id"]


def test_reasons_are_counted_the_most_frequent_first(imported):
    assert [(found.code, found.rows, found.explainable) for found in queries.reasons_of(imported)] == [
        ("hours", 2, False), ("gender_unknown", 1, False),
    ]  # fmt: skip


def test_the_summary_says_what_approval_would_add(imported):
    summary = queries.summary_of(imported)

    assert (summary.total, summary.valid, summary.refused, summary.people_new) == (4, 2, 2, 1)
    assert summary.by_kind == [
        queries.KindCount("headcount", 1, 380, Decimal(0)),
        queries.KindCount("hours", 1, 0, Decimal(4)),
    ]
