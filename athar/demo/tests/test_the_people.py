"""The people of the demonstration: nobody real, nobody without a name, everybody of an age that makes sense."""

import pytest

from athar.demo.tests.asking import ask, counted, one
from athar.foundation.core.identity import is_fake_national_id, masked_phone, parse_national_id, parse_phone
from athar.foundation.people.models import Account, Person, RoleGrant

pytestmark = pytest.mark.usefixtures("demo")


def test_identity_numbers_are_valid_and_visibly_made_up():
    numbers = list(
        Person.objects.filter(national_id__isnull=False)
        .order_by("pk")
        .values_list("national_id", flat=True)[::40]
    )
    assert all(is_fake_national_id(parse_national_id(number)) for number in numbers)


def test_an_identity_number_belongs_to_one_human():
    shared = one(
        """SELECT count(*) FROM (SELECT national_id_hash FROM people_person p LEFT JOIN people_membership m ON m.person_id = p.id AND m.until IS NULL
        WHERE national_id_hash IS NOT NULL GROUP BY 1 HAVING count(DISTINCT coalesce(m.cluster_id, p.id)) > 1) AS shared"""
    )
    assert shared == 0


def test_phones_and_addresses_reach_nobody():
    phones = {
        phone for (phone,) in ask("SELECT DISTINCT left(phone, 8) FROM people_person WHERE phone <> ''")
    }
    assert phones == {"+9665000"}
    assert parse_phone("+966500000001") == "+966500000001"
    assert masked_phone("+966500000001").endswith("01")
    assert one("SELECT count(*) FROM people_person WHERE email <> '' AND email NOT LIKE '%@example.org'") == 0


def test_names_have_no_empty_parts():
    assert (
        one(
            "SELECT count(*) FROM people_person WHERE name ~ '^\\s|\\s$|\\s\\s' OR array_length(string_to_array(name, ' '), 1) < 2"
        )
        == 0
    )
    assert one("SELECT count(*) FROM people_person WHERE search_key = '' OR sort_key = ''") == 0
    assert one("SELECT count(*) FROM people_person WHERE name_latin = ''") < 30


def test_school_clubs_are_minors_with_an_approval_before_their_first_day():
    [[youngest, oldest]] = counted(
        "SELECT min(age(s.occurred_on, p.birth_date)), max(age(s.occurred_on, p.birth_date)) FROM served s JOIN people_person p ON p.id = s.person_id WHERE s.code = 'schools'"
    )
    assert youngest.days >= 9 * 365
    assert oldest.days < 18 * 365.25
    without = counted(
        """SELECT count(*) FROM served s WHERE s.code = 'schools' AND NOT EXISTS (
            SELECT 1 FROM people_guardianapproval g WHERE g.child_id = s.person_id AND g.approved_on <= s.occurred_on)""",
        "2023-01-01", "2026-12-31",
    )  # fmt: skip
    assert without == [(0,)]


def test_guardians_and_everybody_else_are_grown_up():
    young = one(
        """SELECT count(*) FROM ledger_record r JOIN register_initiative i ON i.id = r.initiative_id JOIN people_person p ON p.id = r.person_id
        WHERE i.code <> 'schools' AND age(r.occurred_on, p.birth_date) < interval '18 years'"""
    )
    assert young == 0
    assert (
        one(
            "SELECT count(*) FROM people_guardianapproval g JOIN people_person p ON p.id = g.guardian_id WHERE age(g.approved_on, p.birth_date) < interval '30 years'"
        )
        == 0
    )


def test_age_groups_and_genders_on_records_are_the_persons_own():
    assert (
        one(
            "SELECT count(*) FROM ledger_record r JOIN people_person p ON p.id = r.person_id WHERE r.gender <> p.gender"
        )
        == 0
    )
    groups = {
        group for (group,) in ask("SELECT DISTINCT age_group FROM ledger_record WHERE person_id IS NOT NULL")
    }
    assert groups == {"0-14", "15-17", "18-24", "25-34", "35-44", "45-59", "60+"}


def test_women_and_men_are_about_as_many():
    [[share]] = counted("SELECT avg((gender = 'female')::int) FROM served")
    assert 0.45 < share < 0.6


def test_everybody_who_counts_has_agreed_before():
    without = counted(
        """SELECT count(*) FROM counted r WHERE r.person_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM people_consentevent c WHERE c.person_id = r.person_id AND c.purpose = 'participation' AND c.given AND c."on" <= r.occurred_on)""",
        "2020-01-01", "2026-12-31",
    )  # fmt: skip
    assert without == [(0,)]


def test_the_cast_can_sign_in_with_its_roles_and_the_outsider_has_none():
    from athar.demo.cast import PASSWORD, people

    accounts = {account.email: account for account in Account.objects.select_related("person")}
    cast = {member.email for member in people()}
    assert {email for email, account in accounts.items() if account.has_usable_password()} == cast
    assert accounts["noura@example.org"].check_password(PASSWORD)
    roles = dict(
        RoleGrant.objects.filter(person__account__email__in=cast).values_list(
            "person__account__email", "role"
        )
    )
    assert roles == {member.email: member.role for member in people() if member.role}
    assert "omar@example.org" not in roles


def test_sara_gave_hours_yahya_was_accredited_and_abdulrahmans_daughter_is_in_a_club():
    hours = "SELECT sum(r.quantity) FROM ledger_record r JOIN people_account a ON a.person_id = r.person_id WHERE a.email = 'sara@example.org' AND r.kind = 'hours' AND r.occurred_on < '2024-01-01'"
    assert one(hours) == 12
    assert (
        one(
            "SELECT count(*) FROM ledger_record r JOIN people_account a ON a.person_id = r.person_id WHERE a.email = 'yahya@example.org' AND r.kind = 'completion'"
        )
        == 1
    )
    [row] = ask(
        "SELECT p.gender, p.name LIKE '%الخالدي' FROM people_guardianapproval g JOIN people_account a ON a.person_id = g.guardian_id JOIN people_person p ON p.id = g.child_id WHERE a.email = 'abdulrahman@example.org'"
    )
    assert row == ("female", True)
