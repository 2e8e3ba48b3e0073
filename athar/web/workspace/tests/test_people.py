import pytest

from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.models import Membership
from athar.foundation.people.tests.factories import PersonFactory


@pytest.fixture
def twins(cast):
    """One identity number in two rows, written in two ways."""
    number = fake_national_id(11)
    return PersonFactory(name="عبدالله الحربي", national_id=number), PersonFactory(
        name="عبد الله الحربى", national_id=number
    )


def pairs(enter, key="noura"):
    return [(pair.one.pk, pair.other.pk) for pair in enter(key).get("/en/workspace/people/").context["pairs"]]


def address(one, other):
    return f"/en/workspace/people/{one.pk}/{other.pk}/"


def test_one_identity_number_in_two_rows_is_suggested(enter, twins):
    assert pairs(enter) == [(twins[0].pk, twins[1].pk)]


def test_a_name_alone_suggests_nothing_where_birth_dates_differ(enter, cast):
    from datetime import date

    PersonFactory(name="منى", birth_date=date(1990, 1, 1))
    PersonFactory(name="منى", birth_date=date(1991, 1, 1))
    assert pairs(enter) == []


def test_a_family_phone_is_no_duplicate(enter, cast):
    PersonFactory(name="هدى العسيري", phone="+966550000001")
    PersonFactory(name="فهد العسيري", phone="+966550000001")
    assert pairs(enter) == []


def test_two_identity_numbers_are_two_people(enter, cast):
    for number in (21, 22):
        PersonFactory(name="منى الزهراني", national_id=fake_national_id(number))
    assert pairs(enter) == []


def test_noura_merges_and_undoes(enter, cast, twins):
    client = enter("noura")
    client.post(address(*twins), {"into": str(twins[1].pk), "reason": "رقم هوية واحد"})
    merge = Membership.objects.get()
    assert (merge.person, merge.cluster, merge.decided_by, pairs(enter)) == (
        twins[0],
        twins[1],
        cast.noura,
        [],
    )
    client.post(f"/en/workspace/people/merges/{merge.pk}/undoing/")
    assert (Membership.objects.get().undone_by, len(pairs(enter))) == (cast.noura, 1)


def test_a_pair_is_merged_once(enter, twins):
    client = enter("noura")
    statuses = [client.post(address(*twins), {"into": str(twins[0].pk)}).status_code for _ in range(2)]
    assert (statuses, Membership.objects.count()) == ([302, 409], 1)


def test_identity_numbers_are_masked_for_everybody_and_names_for_the_auditor(enter, twins):
    number = fake_national_id(11)
    seen = {key: enter(key).get(address(*twins)).content.decode() for key in ("noura", "yousef")}
    assert [number in page for page in seen.values()] == [False, False]
    assert ["الحربي" in page for page in seen.values()] == [True, False]


@pytest.mark.parametrize("tail", ["1/1/", "1/999999/"])
def test_a_pair_needs_two_rows(enter, cast, tail):
    assert enter("noura").get(f"/en/workspace/people/{tail}").status_code == 404


def test_the_list_takes_as_many_queries_for_many_pairs_as_for_one(cast, pages):
    counts = []
    for number in range(3):
        for _ in range(2):
            PersonFactory(name="منى", national_id=fake_national_id(number))
        counts.append(pages("noura", "/workspace/people/"))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 12
