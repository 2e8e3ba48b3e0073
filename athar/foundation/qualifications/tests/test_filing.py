from datetime import UTC, date, datetime

import pytest

from athar.foundation.notices.models import Notice
from athar.foundation.people.models import Membership
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory
from athar.foundation.qualifications.choices import Verdict
from athar.foundation.qualifications.models import Qualification
from athar.foundation.qualifications.operations import (
    QualificationRefused,
    decide,
    declare_skills,
    file_qualification,
    note_training,
    revoke,
    take_back,
)
from athar.foundation.qualifications.queries import abilities_of, for_staff, skills_of
from athar.foundation.qualifications.tests.factories import PDF, QualificationFactory, document

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
WHOLE = {"kind": "first_aid", "issuer": "هيئة الهلال الأحمر السعودي", "awarded_on": date(2026, 3, 1)}


@pytest.fixture
def sara(db):
    return PersonFactory(name="سارة القرني")


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


def filed(person, **changes):
    said = WHOLE | {"papers": document()} | changes
    return file_qualification(person=person, by=person, at=AT, **said)


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_qualification_is_filed_with_its_document_and_its_last_day_follows(sara):
    one = filed(sara)
    assert (one.state, one.expires_on) == ("waiting", date(2028, 2, 29))
    with one.papers.open("rb") as file:
        assert file.read() == PDF
    assert abilities_of([sara.pk], at=AT)[sara.pk].waiting == {"first_aid"}


def test_everything_wrong_with_it_is_said_at_once(sara):
    filed(sara)
    with pytest.raises(QualificationRefused) as refused:
        filed(sara, issuer=" ", papers=None, awarded_on=date(2026, 12, 1))
    assert codes(refused) == ["no_issuer", "no_papers", "future", "waits"]
    with pytest.raises(QualificationRefused) as refused:
        filed(sara, kind="magic")
    assert codes(refused) == ["unknown"]
    with pytest.raises(QualificationRefused) as refused:
        filed(sara, kind="food_handling", awarded_on=date(2025, 1, 1))
    assert codes(refused) == ["run_out"]


def test_somebody_else_approves_it_and_the_holder_is_told(sara, noura):
    AccountFactory(person=sara)
    one = filed(sara)
    decide(qualification=one, verdict=Verdict.APPROVED, by=noura, at=AT)
    assert [held.kind for held in abilities_of([sara.pk], at=AT)[sara.pk].held] == ["first_aid"]
    assert Notice.objects.get(person=sara).kind == "qualifications.approved"
    with pytest.raises(QualificationRefused) as refused:
        decide(qualification=one, verdict=Verdict.REFUSED, by=noura, at=AT)
    assert codes(refused) == ["decided", "no_reason"]


def test_nobody_approves_their_own_by_any_of_their_rows_nor_what_they_filed_for_another(sara, noura):
    one, twin = filed(sara), PersonFactory(name="سارة القرني")
    Membership.objects.create(person=twin, cluster=sara, since=AT, decided_by=noura, reason="رقم الهوية نفسه")
    for_another = file_qualification(
        person=sara, by=noura, at=AT, papers=document(), **WHOLE | {"kind": "crowd_safety"}
    )
    for qualification, by in ((one, sara), (one, twin), (for_another, noura)):
        with pytest.raises(QualificationRefused) as refused:
            decide(qualification=qualification, verdict=Verdict.APPROVED, by=by, at=AT)
        assert codes(refused) == ["own"]
    declare_skills(person=twin, people=[sara.pk, twin.pk], codes=["cooking", "magic"], at=AT)
    assert abilities_of([sara.pk], at=AT)[sara.pk].skills == {"cooking"}


def test_it_is_revoked_for_a_reason_and_counts_no_longer(sara, noura):
    one = QualificationFactory(person=sara, state="approved")
    with pytest.raises(QualificationRefused) as refused:
        revoke(qualification=one, by=noura, at=AT, reason="")
    assert codes(refused) == ["no_reason"]
    revoke(qualification=one, by=noura, at=AT, reason="أُلغيت الشهادة")
    assert abilities_of([sara.pk], at=AT)[sara.pk].held == ()
    assert [row.pk for row in for_staff(side="ended", text="سارة", at=AT)] == [one.pk]


def test_training_days_renew_it_and_only_those_of_others_count(sara, noura):
    one = QualificationFactory(
        person=sara, state="approved", kind="advanced_first_aid", awarded_on=date(2025, 6, 1)
    )
    note = {"qualification": one, "what": "إنعاش", "by": noura, "at": AT}
    assert note_training(day=date(2026, 9, 1), **note).expires_on == date(2027, 5, 31)
    assert note_training(day=date(2026, 9, 2), **note).expires_on == date(2029, 5, 31)
    with pytest.raises(QualificationRefused) as refused:
        note_training(day=date(2026, 9, 2), **note | {"by": sara, "what": ""})
    assert codes(refused) == ["own", "no_what", "counted"]
    with pytest.raises(QualificationRefused) as refused:
        note_training(day=date(2027, 9, 2), **note | {"qualification": QualificationFactory(person=sara)})
    assert codes(refused) == ["not_held", "not_so", "outside"]


def test_what_waits_is_taken_back_with_its_document(sara, django_capture_on_commit_callbacks):
    one = filed(sara)
    storage, name = one.papers.storage, one.papers.name
    with django_capture_on_commit_callbacks(execute=True):
        take_back(qualification=one)
    assert (Qualification.objects.exists(), storage.exists(name)) == (False, False)
    with pytest.raises(QualificationRefused):
        take_back(qualification=QualificationFactory(person=sara, state="approved"))


def test_skills_are_said_anew_in_place_of_what_was_said(sara):
    for chosen in (["cooking", "data"], ["data", "design"]):
        declare_skills(person=sara, people=[sara.pk], codes=chosen, at=AT)
    assert skills_of([sara.pk]) == ["data", "design"]


def test_what_many_can_do_is_asked_in_four_questions(django_assert_num_queries):
    people = [QualificationFactory(state="approved").person_id for _number in range(3)]
    with django_assert_num_queries(4):
        abilities_of(people, at=AT)
