"""A minor names a guardian, who answers, is believed, allows things, and can end it all. The cast: see ``family``."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from athar.foundation.admissions.choices import Ending, Relation, Verdict
from athar.foundation.admissions.facts import GuardianLinkEnded
from athar.foundation.admissions.models import GuardianInvitation, GuardianLink
from athar.foundation.admissions.operations import (
    ChildRefused,
    ClaimRefused,
    LinkDead,
    LinkRefused,
    NamingRefused,
    claim_child,
    decide_link,
    end_link,
    name_guardian,
    opened,
    renew_approval,
    set_consent_for_child,
    withdraw_naming,
)
from athar.foundation.admissions.operations.linking import destroy_papers, end_at_majority
from athar.foundation.admissions.queries import children_spoken_for, standing_of_minor
from athar.foundation.admissions.rules import comes_of_age, is_adult
from athar.foundation.admissions.tests.conftest import NOW
from athar.foundation.admissions.tests.factories import GuardianLinkFactory
from athar.foundation.core.facts import heard
from athar.foundation.evidence import papers
from athar.foundation.identity.choices import Channel
from athar.foundation.identity.models import Dispatch
from athar.foundation.people.choices import Purpose, Role
from athar.foundation.people.models import ConsentEvent, GuardianApproval, RoleGrant
from athar.foundation.privacy.operations import ConsentRefused, set_consent
from athar.foundation.privacy.requests import RequestRefused, ask_for_correction

DAY = timedelta(days=1)
HOME = "10.0.0.7"


def named(family, address="abdulrahman@example.org", at=NOW):
    return name_guardian(child=family.lina, channel=Channel.EMAIL, address=address, network=HOME, at=at)


def claim(family, invitation, *, by=None, born=None, at=NOW, evidence=None):
    return claim_child(
        invitation=GuardianInvitation.objects.get(pk=invitation.pk), guardian=by or family.father,
        relation=Relation.FATHER, birth_date=born or family.lina.birth_date, network=HOME, at=at, evidence=evidence,
    )  # fmt: skip


@pytest.fixture
def link(family):
    """Abdulrahman is believed to be Lina's father."""
    found = claim(family, named(family).invitation)
    decide_link(link=found, verdict=Verdict.APPROVED, by=family.noura, at=NOW)
    found.refresh_from_db()
    return found


def codes(error):
    return [reason.code for reason in error.value.reasons]


def test_the_message_carries_a_link_that_opens_the_invitation_and_no_surname(family):
    sent = named(family)
    token = re.search(r"/guardianship/([\w-]+)/", sent.message.text)[1]
    assert GuardianInvitation.objects.with_token(token).get() == sent.invitation
    assert ("لينا" in sent.message.text, "الخالدي" in sent.message.text) == (True, False)


def test_the_secret_is_kept_nowhere(family):
    sent = named(family)
    token = re.search(r"/guardianship/([\w-]+)/", sent.message.text)[1]
    assert token.encode() not in bytes(sent.invitation.token_hash)


def test_a_grown_up_names_nobody(family):
    family.lina.birth_date = date(2008, 3, 1)
    with pytest.raises(NamingRefused) as error:
        named(family)
    assert codes(error) == ["of_age"]


def test_nobody_names_themselves(family):
    with pytest.raises(NamingRefused) as error:
        named(family, "lina@example.org")
    assert codes(error) == ["yourself"]


def test_sent_again_the_earlier_link_is_dead(family):
    first, second = named(family).invitation, named(family, at=NOW + DAY).invitation
    first.refresh_from_db()
    assert (first.is_open(NOW + DAY), second.is_open(NOW + DAY)) == (False, True)


def test_at_most_three_links_are_open(family):
    for number in range(3):
        named(family, f"aunt{number}@example.org")
    with pytest.raises(NamingRefused) as error:
        named(family)
    assert codes(error) == ["too_many_open"]


@pytest.mark.parametrize("end", ["used", "withdrawn", "late", "unknown"])
def test_a_link_that_opens_nothing_says_why(family, end):
    invitation = named(family).invitation
    if end == "used":
        claim(family, invitation)
    if end == "withdrawn":
        withdraw_naming(invitation=invitation, at=NOW)
    invitation.refresh_from_db()
    with pytest.raises(LinkDead) as error:
        opened(None if end == "unknown" else invitation, at=NOW + (7 * DAY if end == "late" else timedelta()))
    assert codes(error) == [end]


def test_a_guardian_who_knows_the_birth_date_waits_for_staff_and_speaks_for_nobody_yet(family):
    found = claim(family, named(family).invitation)
    assert (found.waits, list(children_spoken_for([family.father.pk], at=NOW))) == (True, [])
    assert standing_of_minor([family.lina.pk], at=NOW).waiting


def test_where_staff_need_not_look_the_link_holds_at_once(family, settings):
    settings.ATHAR_GUARDIANS_CHECKED = False
    found = claim(family, named(family).invitation)
    assert (found.since, list(children_spoken_for([family.father.pk], at=NOW))) == (NOW, [family.lina])


def test_wrong_birth_dates_kill_the_link(family):
    invitation = named(family).invitation
    answers = []
    for number in range(6):
        with pytest.raises((ClaimRefused, LinkDead)) as error:
            claim(family, invitation, born=date(2011, 1, 1 + number), at=NOW + number * timedelta(hours=3))
        answers += codes(error)
    assert answers == ["wrong_birth_date"] * 5 + ["guessed_out"]


def test_guessing_in_a_row_closes_the_way_for_a_while(family):
    from athar.foundation.identity.brakes import TooManyAttempts

    for number in range(6):  # over two links, so that it is not the link that dies
        with pytest.raises(ClaimRefused):
            claim(family, named(family, f"a{number // 3}@example.org").invitation, born=date(2011, 1, 1))
    with pytest.raises(TooManyAttempts):
        claim(family, named(family, "b@example.org").invitation)


@pytest.mark.parametrize(
    ("born", "code"), [(None, "unknown_age"), (date(2008, 3, 2), "too_young"), (date(2008, 3, 1), None)]
)
def test_a_guardian_is_of_age(family, born, code):
    family.father.birth_date = born
    if code is None:
        assert claim(family, named(family).invitation).waits
    else:
        with pytest.raises(ClaimRefused) as error:
            claim(family, named(family).invitation)
        assert codes(error) == [code]


def test_the_child_does_not_answer_its_own_link(family):
    with pytest.raises(ClaimRefused) as error:
        claim(family, named(family).invitation, by=family.lina)
    assert codes(error) == ["yourself", "too_young"]


def test_staff_believe_a_guardian_who_is_told_and_gets_the_role(family, link):
    assert (link.since, link.decision.by) == (NOW, family.noura)
    assert RoleGrant.objects.filter(person=family.father, role=Role.GUARDIAN).exists()
    [letter] = Dispatch.objects.filter(account__person=family.father)
    assert "لينا" in letter.text


@pytest.mark.parametrize("key", ["father", "lina"])
def test_nobody_decides_about_themselves(family, key):
    found = claim(family, named(family).invitation)
    with pytest.raises(LinkRefused) as error:
        decide_link(link=found, verdict=Verdict.APPROVED, by=getattr(family, key), at=NOW)
    assert codes(error) == ["party"]


def test_a_refusal_says_why_and_is_final(family):
    found = claim(family, named(family).invitation)
    with pytest.raises(LinkRefused) as error:
        decide_link(link=found, verdict=Verdict.REFUSED, by=family.noura, at=NOW)
    assert codes(error) == ["no_reason"]
    decide_link(
        link=found, verdict=Verdict.REFUSED, by=family.noura, at=NOW, reason="الاسم لا يطابق سجل الأسرة"
    )
    found.refresh_from_db()
    assert (found.ending, found.since) == (Ending.REFUSED, None)
    with pytest.raises(LinkRefused) as error:
        decide_link(link=found, verdict=Verdict.APPROVED, by=family.noura, at=NOW)
    assert codes(error) == ["decided"]


def test_the_database_keeps_a_refusal_without_a_reason_out(family):
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianLinkFactory(until=NOW, ending=Ending.REFUSED)


def test_a_minor_takes_part_when_the_guardian_agreed_and_never_by_their_own_word(family, link):
    people = [family.lina.pk]
    with pytest.raises(ConsentRefused):
        set_consent(person=family.lina, purpose=Purpose.PARTICIPATION, given=True, by=family.lina, at=NOW)
    assert not standing_of_minor(people, at=NOW).may_take_part
    set_consent_for_child(
        child=family.lina, purpose=Purpose.PARTICIPATION, given=True, by=family.father, at=NOW
    )
    assert standing_of_minor(people, at=NOW).may_take_part
    set_consent(person=family.lina, purpose=Purpose.PARTICIPATION, given=False, by=family.lina, at=NOW)
    assert not standing_of_minor(people, at=NOW).may_take_part


def test_an_outsider_says_nothing_for_a_child(family, link):
    with pytest.raises(ChildRefused):
        set_consent_for_child(child=family.lina, purpose=Purpose.CONTACT, given=True, by=family.omar, at=NOW)
    assert not ConsentEvent.objects.exists()


def test_an_ended_link_takes_back_what_rested_on_it_and_nothing_else(family, link):
    for purpose in (Purpose.PARTICIPATION, Purpose.CONTACT):
        set_consent_for_child(child=family.lina, purpose=purpose, given=True, by=family.father, at=NOW)
    mother = GuardianLinkFactory(child=family.lina, guardian=family.omar, relation="mother", since=NOW)
    set_consent_for_child(child=family.lina, purpose=Purpose.RESEARCH, given=True, by=mother.guardian, at=NOW)
    approval = GuardianApproval.objects.create(
        child=family.lina, guardian=family.father, initiative="forum", approved_on=NOW.date()
    )
    with heard(GuardianLinkEnded) as told:
        end_link(link=link, by=family.father, at=NOW + DAY)
    assert told == [GuardianLinkEnded(family.lina.pk, family.father.pk, NOW + DAY)]
    last = {event.purpose: event.given for event in ConsentEvent.objects.order_by("pk")}
    assert last == {Purpose.PARTICIPATION: False, Purpose.CONTACT: False, Purpose.RESEARCH: True}
    approval.refresh_from_db()
    assert approval.revoked_on == (NOW + DAY).date()
    assert list(children_spoken_for([family.father.pk], at=NOW + DAY)) == []
    assert list(children_spoken_for([mother.guardian_id], at=NOW + DAY)) == [family.lina]
    with pytest.raises(ChildRefused):
        renew_approval(approval=approval, by=family.father, at=NOW + DAY)


def test_staff_end_a_link_for_a_reason(family, link):
    with pytest.raises(LinkRefused) as error:
        end_link(link=link, by=family.noura, at=NOW + DAY)
    assert codes(error) == ["no_reason"]
    ended = end_link(link=link, by=family.noura, at=NOW + DAY, reason="حكم حضانة جديد")
    assert (ended.ending, ended.ended_by) == (Ending.STAFF, family.noura)
    with pytest.raises(LinkRefused) as error:
        end_link(link=link, by=family.father, at=NOW + DAY)
    assert codes(error) == ["over"]


def test_it_ends_by_itself_when_the_child_comes_of_age_and_what_was_allowed_stays(family, link, time_machine):
    set_consent_for_child(
        child=family.lina, purpose=Purpose.PARTICIPATION, given=True, by=family.father, at=NOW
    )
    birthday = comes_of_age(family.lina.birth_date)
    time_machine.move_to(birthday - timedelta(seconds=1), tick=False)
    end_at_majority(link=link.pk)
    link.refresh_from_db()
    assert link.until is None
    time_machine.move_to(birthday + DAY, tick=False)
    end_at_majority(link=link.pk)
    end_at_majority(link=link.pk)
    link.refresh_from_db()
    assert (link.until, link.ending, link.ended_by) == (birthday, Ending.MAJORITY, None)
    assert [event.given for event in ConsentEvent.objects.all()] == [True]


def test_a_grown_up_is_nobodys_child_even_before_the_job_ran(family, link):
    assert list(children_spoken_for([family.father.pk], at=comes_of_age(family.lina.birth_date))) == []


def test_what_a_school_delivered_as_an_approval_stands_without_a_link(family):
    GuardianApproval.objects.create(
        child=family.lina, guardian=family.father, initiative="schools", approved_on=date(2025, 1, 1)
    )
    assert list(children_spoken_for([family.father.pk], at=NOW)) == [family.lina]


def test_the_file_is_kept_under_a_name_that_says_nothing_and_destroyed_after_the_decision(family):
    file = ContentFile(b"%PDF-1.7 family register", name="سجل لينا.pdf")
    found = claim(family, named(family).invitation, evidence=file)
    assert re.fullmatch(
        r"admissions/2026/[0-9a-f]{32}\.pdf", found.papers.name
    ) or found.papers.name.endswith(".pdf")
    assert "لينا" not in found.papers.name
    storage, name = found.papers.storage, found.papers.name
    destroy_papers(link=found.pk)
    found.refresh_from_db()
    assert found.papers.name == ""
    assert storage.exists(name)  # until the transaction is done


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.4", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff\xe0", "jpg"), (b"MZ", "")],
)
def test_a_file_is_told_by_what_it_begins_with(content, kind):
    assert papers.kind_of(ContentFile(content, name="register.pdf")) == kind


@given(st.dates(date(1950, 1, 1), date(2020, 12, 31)))
def test_one_is_of_age_from_ones_eighteenth_birthday_on_and_not_a_day_before(birth):
    birthday = comes_of_age(birth).date()
    assert is_adult(birth, on=birthday)
    assert not is_adult(birth, on=birthday - DAY)


def test_links_are_dated(family, link):
    assert GuardianLink.objects.in_force(NOW).count() == 1
    assert GuardianLink.objects.in_force(NOW - DAY).count() == 0


def test_a_linked_guardian_asks_for_corrections_and_one_whose_link_ended_does_not(family, link):
    def ask():
        return ask_for_correction(
            person=family.lina, by=family.father, fact="name", value="لينا بنت عبدالرحمن", at=NOW + DAY
        )

    assert ask().asked_by == family.father
    end_link(link=link, by=family.father, at=NOW + DAY)
    with pytest.raises(RequestRefused) as error:
        ask()
    assert "not_yours" in codes(error)
