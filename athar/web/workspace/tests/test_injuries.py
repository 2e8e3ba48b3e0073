"""Reports of injuries in the workspace: who reads them leaves a line, who may not reads numbers, and nobody reads their own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import take_seat
from athar.foundation.core.dates import RIYADH
from athar.foundation.notices.models import Notice
from athar.foundation.people.models import SensitiveRead
from athar.initiatives.volunteering.choices import Severity
from athar.initiatives.volunteering.models import Injury
from athar.initiatives.volunteering.operations import Report, report_injury
from athar.initiatives.volunteering.tests.factories import published

HAPPENED = "تعثّرت بسلك ممدود"


@pytest.fixture
def shift(cast):
    """An hour ago a shift began; Sara and Noura have a seat in it."""
    begin = timezone.now() - timedelta(hours=1)
    opportunity = published(
        cast.khalid, cast.saad, at=begin - timedelta(days=20), organisation=cast.body, initiative=cast.forum, insurance=True
    )  # fmt: skip
    session = opportunity.edition.sessions.get()
    for person in (cast.sara, cast.noura):
        Enrolment.objects.create(
            edition=opportunity.edition, part="volunteer", person=person, since=begin - timedelta(days=2)
        )
        take_seat(session=session, person=person, by=person, at=begin - timedelta(days=1))
    return session


@pytest.fixture
def injury(cast, shift):
    now = timezone.now()
    report = Report(happened_at=now - timedelta(minutes=9), happened=HAPPENED, severity=Severity.DOCTOR)
    return report_injury(session=shift, person=cast.sara, report=report, by=cast.sara, at=now)


def text(answer) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode()


def lines() -> list[tuple[str, str, str]]:
    rows = SensitiveRead.objects.filter(kind="health").order_by("pk")
    return list(rows.values_list("reader__email", "subject__email", "page"))


def test_a_leader_reports_from_the_list_of_the_shift_and_whoever_follows_up_is_told(enter, cast, shift):
    salma, new = (
        enter("salma"),
        f"/en/workspace/opportunities/{shift.edition.opportunity.pk}/shifts/{shift.pk}/",
    )
    assert "injuries/new/" in text(salma.get(new))
    page = text(salma.get(f"{new}injuries/new/"))
    assert "volunteers are insured" in page
    local = timezone.now().astimezone(RIYADH) - timedelta(minutes=1)
    said = {
        "person": cast.sara.pk,
        "severity": "first_aid",
        "happened": HAPPENED,
        "day": f"{local:%Y-%m-%d}",
        "hour": f"{local:%H:%M}",
    }
    assert salma.post(f"{new}injuries/new/", said | {"severity": "", "hour": "25"}).status_code == 422
    assert salma.post(f"{new}injuries/new/", said).status_code == 302
    found = Injury.objects.get()
    assert (found.person, found.reported_by, found.severity) == (cast.sara, cast.salma, "first_aid")
    told = Notice.objects.filter(kind="workspace.injury_reported").values_list("person", flat=True)
    assert list(told) == [cast.noura.pk]


def test_the_list_says_nothing_of_what_happened_and_each_reading_leaves_a_line(enter, cast, injury):
    noura = enter("noura")
    listed = text(noura.get("/workspace/injuries/"))
    assert "سارة الزهراني" in listed
    assert HAPPENED not in listed
    assert HAPPENED in text(noura.get(f"/en/workspace/injuries/{injury.pk}/"))
    assert HAPPENED in text(noura.get("/en/workspace/injuries/injuries.csv"))
    pages = ("workspace:injuries", "workspace:injury", "workspace:injuries-file")
    assert [page for _reader, _subject, page in lines()] == list(pages)


def test_whoever_may_not_read_reports_gets_numbers_and_only_of_enough(enter, cast, injury):
    for key in ("saad", "fahad", "yousef"):
        browser = enter(key)
        assert browser.get("/en/workspace/injuries/").url == "/en/workspace/injuries/numbers/"
        assert "Too few to be told" in text(browser.get("/en/workspace/injuries/numbers/"))
        assert browser.get(f"/en/workspace/injuries/{injury.pk}/").status_code == 403
        assert browser.get("/en/workspace/injuries/injuries.csv").status_code == 403
    assert enter("khalid").get("/en/workspace/injuries/numbers/").status_code == 403
    exact = enter("noura").get("/en/workspace/injuries/numbers/")
    assert (exact.context["whole"].many, exact.context["whole"].severities["doctor"]) == (1, 1)


def test_nobody_reads_or_follows_up_their_own_and_another_does(enter, cast, shift, injury):
    now = timezone.now()
    own = report_injury(
        session=shift, person=cast.noura, by=cast.salma, at=now,
        report=Report(happened_at=now - timedelta(minutes=5), happened="دوار", severity=Severity.FIRST_AID),
    )  # fmt: skip
    noura, salma = enter("noura"), enter("salma")
    assert [row.pk for row in noura.get("/en/workspace/injuries/").context["table"].rows] == [injury.pk]
    assert noura.get(f"/en/workspace/injuries/{own.pk}/").status_code == 404
    address = f"/en/workspace/injuries/{own.pk}/"
    assert salma.post(address, {"state": "", "words": "", "days_lost": ""}).status_code == 409
    assert salma.post(address, {"state": "in_care", "words": "بين أهلها"}).status_code == 302
    assert salma.post(address, {"closing": "yes", "outcome": ""}).status_code == 422
    assert (
        salma.post(address, {"closing": "yes", "outcome": "recovered", "days_lost": "٢"}).status_code == 302
    )
    assert Injury.objects.with_standing().get(pk=own.pk).days_lost == 2
    assert salma.post(address, {"reopening": "yes", "words": "عاد الدوار"}).status_code == 302


def test_a_report_nobody_looked_at_waits_in_the_queue_without_a_name(enter, cast, injury):
    home = text(enter("noura").get("/workspace/"))
    assert f"/workspace/injuries/{injury.pk}/" in home
    assert "سارة" not in home
    assert lines() == []


def test_the_list_asks_as_little_of_the_database_whatever_its_length(pages, cast, shift, injury):
    def asked() -> int:
        return pages("salma", "/en/workspace/injuries/")

    one, now = asked(), timezone.now()
    for minutes in (1, 2):
        report = Report(happened_at=now - timedelta(minutes=minutes), happened="x", severity=Severity.DOCTOR)
        report_injury(session=shift, person=cast.noura, report=report, by=cast.salma, at=now)
    assert asked() == one
