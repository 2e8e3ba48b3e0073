"""The passport says of somebody's hours what the page of hours says, and of the rest what holds today."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from athar.engine.credentials.tests.factories import HoursCertificateFactory
from athar.engine.journeys.models import Enrolment
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import reverse
from athar.engine.ledger.posting import post
from athar.engine.ledger.queries import hours_of
from athar.engine.ledger.tests.factories import NOON, service
from athar.engine.register.models import Edition
from athar.foundation.qualifications.tests.factories import QualificationFactory
from athar.initiatives.volunteering.models import Kudos
from athar.initiatives.volunteering.tests.factories import published
from athar.web.portal.passports import passport_of
from athar.web.ui.tests.reading import itself

TODAY = date(2026, 11, 27)


@pytest.fixture
def season(family):
    return Edition.objects.create(
        initiative=family.forum, code="season", name_ar="الموسم", name_en="The season",
        starts_on=date(2023, 4, 1), ends_on=date(2023, 4, 20),
    )  # fmt: skip


@pytest.fixture
def served(family):
    """Approved hours of Sara: ``served(2023, level="skilled")`` is one record of four."""

    def make(year, **more):
        fact = service(
            family.sara, family.forum, on=date(year, 4, 2), kind="hours", quantity=4, unit="hour", **more
        )
        [position] = post(
            [fact], entered_by=family.noura, entered_at=NOON, approved_by=family.khalid, approved_at=NOON
        )
        return position

    return make  # fmt: skip


def passport(person, on=TODAY):
    with override("en"):
        return passport_of([person.pk], on=on)


def test_hours_are_those_of_the_page_of_hours_by_year_and_by_level(family, served):
    served(2022, level="skilled")
    served(2023, level="general")
    served(2023, level="skilled")
    gone = served(2023, level="skilled")
    reverse(record=Record.objects.get(position=gone), reason="خطأ", entered_by=family.noura, approved_by=family.khalid, at=NOON)  # fmt: skip
    found = passport(family.sara)
    assert found.hours == hours_of([family.sara.pk]) == Decimal(12)
    assert [(share.year, share.hours, share.records) for share in found.years] == [(2023, 8, 2), (2022, 4, 1)]
    assert [(share.label, share.hours) for share in found.levels] == [("Skilled", 8), ("General", 4)]
    assert [(share.label, share.hours) for share in found.fields] == [("Not recorded", 12)]


def test_a_role_stands_once_with_its_hours_whether_entered_or_known_by_hours_alone(family, season, served):
    Enrolment.objects.create(edition=season, part="volunteer", person=family.sara, since=NOON)
    served(2023, edition=season.code, edition_id=season.pk)
    served(2022)
    roles = passport(family.sara).roles
    assert sorted((role.part, role.what, role.hours) for role in roles) == [
        ("Volunteer", str(family.forum.name_en), 4),
        ("Volunteer", "The season", 4),
    ]
    assert all(role.until is not None for role in roles)
    before = next(
        role for role in passport(family.sara, on=season.ends_on).roles if role.what == "The season"
    )
    assert before.until is None


def test_only_a_qualification_that_is_valid_today_stands_there_and_what_ends_soon_says_so(family):
    QualificationFactory(
        person=family.sara, kind="first_aid", state="approved", expires_on=date(2026, 12, 24)
    )
    QualificationFactory(person=family.sara, kind="advanced_first_aid", state="waiting")
    assert [(held.one.kind, held.soon) for held in passport(family.sara).abilities] == [("first_aid", True)]
    assert passport(family.sara, on=date(2026, 12, 25)).is_empty


def test_the_page_leads_from_a_year_to_its_records_and_a_newcomer_to_opportunities(enter, family, served):
    inside, outside = served(2023), served(2022)
    browser = enter("sara")
    assert '/en/me/hours/?year=2023"' in itself(browser.get("/en/me/passport/").content.decode())
    page = itself(browser.get("/en/me/hours/", {"year": "٢٠٢٣"}).content.decode())
    assert "Approved in 2023" in page
    assert '<data value="4.00">4</data>' in page
    assert [f"/records/{place}/" in page for place in (inside, outside)] == [True, False]
    assert "Your passport is still empty" in enter("omar").get("/en/me/passport/").content.decode()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_on_paper_it_says_the_hours_and_where_they_are_checked(enter, family, served, season, language):
    Enrolment.objects.create(edition=season, part="volunteer", person=family.sara, since=NOON)
    served(2023, edition=season.code, edition_id=season.pk, level="general")
    certificate = HoursCertificateFactory(person=family.sara)
    answer = enter("sara").get(f"/en/me/passport/{language}.pdf")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert f"/certificates/{certificate.code}/" in text
    assert "2023" in text
    assert answer["Cache-Control"] == "private, no-store"
    assert enter("sara").get("/me/passport/fr.pdf").status_code == 404


def test_thanks_stand_on_the_page_and_on_paper_once_their_holder_says_so(enter, family):
    session = published(family.noura, family.khalid, initiative=family.forum).edition.sessions.get()
    given = {"session": session, "person": family.sara, "at": NOON, "words": "Calm at the gate"}
    kudos = Kudos.objects.create(**given, by=family.noura, reason="care")
    Kudos.objects.create(
        **given | {"person": family.omar, "words": "Not hers"}, by=family.noura, reason="skill"
    )
    sara = enter("sara")

    def shown():
        page = sara.get("/en/me/passport/").content.decode()
        paper = PdfReader(BytesIO(sara.get("/en/me/passport/en.pdf").content))
        written = " ".join("".join(page.extract_text() for page in paper.pages).split())
        return ["Calm at the gate" in text for text in (page, written)]

    assert '/en/me/thanks/"' in sara.get("/en/me/passport/").content.decode()
    own = sara.get("/en/me/thanks/").content.decode()
    assert [text in own for text in ("Calm at the gate", family.noura.called, "Not hers")] == [
        True,
        True,
        False,
    ]
    assert shown() == [False, False]
    assert sara.post("/en/me/thanks/", {"shown": [kudos.pk]}).status_code == 302
    assert shown() == [True, True]
    assert family.noura.called not in sara.get("/en/me/passport/").content.decode()
    foreign = Kudos.objects.get(person=family.omar).pk
    assert sara.post("/en/me/thanks/", {"shown": [foreign]}).status_code == 422
    sara.post("/en/me/thanks/", {})
    assert shown() == [False, False]
