"""My expenses: filed once I was there, with a bill, followed and taken back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from athar.engine.journeys.operations import state_attendance
from athar.foundation.core.dates import riyadh_day
from athar.initiatives.volunteering.models import ExpenseReport
from athar.initiatives.volunteering.tests.factories import filed, published

HOME = "/en/me/expenses/"


@pytest.fixture
def opportunity(family):
    """One that covers expenses; Sara was at its shift yesterday."""
    opportunity = published(
        family.noura,
        family.khalid,
        at=timezone.now() - timedelta(days=21),
        initiative=family.forum,
        expenses=True,
    )
    session = opportunity.edition.sessions.get()
    times = {"came_at": session.starts_at, "left_at": session.ends_at}
    state_attendance(
        session=session, person=family.sara, **times, reason="كشف", by=family.noura, at=timezone.now()
    )
    return opportunity


def said(opportunity, **changes):
    return {
        "opportunity": opportunity.pk, "day": str(riyadh_day(timezone.now())), "kind": "travel", "amount": "٤٢٫٥٠", "purpose": "Taxi",
        "bill": SimpleUploadedFile("r.pdf", b"%PDF-1.7 r"), "no_bill": "",
    } | changes  # fmt: skip


def test_it_is_filed_read_and_taken_back(enter, family, opportunity):
    sara = enter("sara")
    for wrong in ({"amount": "0"}, {"purpose": ""}, {"bill": SimpleUploadedFile("r.exe", b"MZ")}):
        assert sara.post(f"{HOME}new/", said(opportunity, **wrong)).status_code == 422
    refused = sara.post(f"{HOME}new/", said(opportunity, bill=""))
    assert (refused.status_code, "The bill is missing." in refused.content.decode()) == (409, True)
    assert sara.post(f"{HOME}new/", said(opportunity)).status_code == 302
    report = ExpenseReport.objects.get()
    page = sara.get(HOME).content.decode()
    assert [text in page for text in ("SAR 42.50", "Waits for a decision", "Taxi")] == [True] * 3
    assert sara.get(f"{HOME}{report.pk}/bill/").getvalue().startswith(b"%PDF")
    assert sara.post(f"{HOME}{report.pk}/withdrawal/").status_code == 302
    assert "Taken back" in sara.get(HOME).content.decode()
    assert sara.get(f"{HOME}{report.pk}/bill/").status_code == 404


def test_nobody_files_for_what_they_were_not_at_nor_opens_anothers(enter, family, opportunity):
    report, omar = filed(opportunity, family.sara), enter("omar")
    assert "There is nothing to ask back" in omar.get(f"{HOME}new/").content.decode()
    assert omar.post(f"{HOME}new/", said(opportunity)).status_code == 422
    tails = ("bill/", "withdrawal/")
    answers = [omar.get(f"{HOME}{report.pk}/{tails[0]}"), omar.post(f"{HOME}{report.pk}/{tails[1]}")]
    assert [one.status_code for one in answers] == [404, 404]


def test_many_reports_stand_on_several_pages(enter, family, opportunity):
    for _number in range(21):
        filed(opportunity, family.sara, paper=False)
    sara = enter("sara")
    pages = [sara.get(f"{HOME}?page={number}").context["page"] for number in (1, 2)]
    assert [len(page) for page in pages] == [20, 1]
