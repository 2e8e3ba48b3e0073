from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from athar.engine.credentials.codes import ALPHABET, new_code, read_code, written
from athar.engine.credentials.models import HoursCertificate
from athar.engine.credentials.operations import CertificateRefused, end_certificate, issue_certificate
from athar.engine.credentials.printing import printed
from athar.engine.credentials.queries import certificate_by_code, standing_of
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import reverse
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, InitiativeFactory, service
from athar.foundation.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara(db):
    return PersonFactory(name="سارة الزهراني")


@pytest.fixture
def khalid(db):
    return PersonFactory(name="خالد الشمري")


def approved(person, reviewer, *, many=3, quantity=4, initiative="forum"):
    facts = [
        service(
            person, InitiativeFactory(code=initiative), on=date(2023, 4, 1 + number), kind="hours", quantity=quantity, unit="hour"
        )
        for number in range(many)
    ]  # fmt: skip
    return post(facts, entered_by=PersonFactory(), entered_at=NOON, approved_by=reviewer, approved_at=NOON)


def issue(person, at=NOON):
    return issue_certificate(person=person, people=[person.pk], at=at)


def test_a_certificate_names_the_approved_hours_it_rests_on_and_is_made_once(sara, khalid):
    positions = approved(sara, khalid)
    certificate = issue(sara)
    assert (certificate.hours, certificate.positions) == (Decimal(12), list(positions))
    assert (certificate.first_on, certificate.last_on) == (date(2023, 4, 1), date(2023, 4, 3))
    assert issue(sara, at=NOON + timedelta(days=1)) == certificate
    approved(sara, khalid, many=1, initiative="ramadan")
    assert issue(sara).hours == Decimal(16)


def test_without_approved_hours_there_is_nothing_to_certify(sara):
    with pytest.raises(CertificateRefused) as refused:
        issue(sara)
    assert [reason.code for reason in refused.value.reasons] == ["no_hours"]


def test_whoever_checks_it_reads_what_stands_today(sara, khalid):
    [first, *_others] = approved(sara, khalid)
    certificate = issue(sara)
    assert (standing_of(certificate).state, standing_of(certificate).hours) == ("in_force", Decimal(12))
    reverse(
        record=Record.objects.get(position=first), reason="كانت في موقع آخر", entered_by=PersonFactory(), approved_by=khalid, at=NOON
    )  # fmt: skip
    standing = standing_of(certificate)
    assert (standing.state, standing.hours, standing.taken_back) == ("changed", Decimal(8), {first})


def test_its_holder_takes_it_back_once(sara, khalid):
    approved(sara, khalid)
    certificate = issue(sara)
    end_certificate(certificate=certificate, at=NOON)
    certificate.refresh_from_db()
    assert standing_of(certificate).state == "ended"
    with pytest.raises(CertificateRefused):
        end_certificate(certificate=certificate, at=NOON)
    assert issue(sara) != certificate


@given(st.text(ALPHABET, min_size=16, max_size=16))
def test_a_code_is_read_however_it_is_typed(code):
    assert read_code(written(code)) == code
    assert read_code(written(code).lower().replace("-", " ")) == code
    assert read_code(code.replace("0", "O").replace("1", "l")) == code


@pytest.mark.parametrize(
    "text", ["", "R-000007", "7QK2-M3FD", "7QK2-M3FD-9XPA-0ZT4-9", "UUUU-UUUU-UUUU-UUUU", "٧QK2M3FD9XPA0ZT4"]
)
def test_what_is_no_code_finds_nothing(text):
    assert read_code(text) == ""
    assert certificate_by_code(text) is None


def test_codes_are_not_guessed(sara, khalid):
    approved(sara, khalid)
    assert certificate_by_code(str(issue(sara)).lower()) == HoursCertificate.objects.get()
    assert len({new_code() for _number in range(100)}) == 100


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_is_printed_in_both_languages_with_its_code_and_address(sara, khalid, language):
    approved(sara, khalid)
    certificate = issue(sara)
    paper = printed(
        standing_of(certificate), language=language, address="https://athar.example/certificates/X/"
    )
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert str(certificate) in text
    assert "https://athar.example/certificates/X/" in text
