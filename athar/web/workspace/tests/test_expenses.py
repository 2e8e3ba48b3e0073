"""Expenses that volunteers ask back: listed with sums, decided within one's scope by somebody else, and paid."""

from decimal import Decimal

import pytest
from django.utils import timezone

from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.facts import announce
from athar.foundation.notices.models import Notice
from athar.foundation.people.tests.factories import OrganisationFactory
from athar.initiatives.volunteering.facts import ExpensesFiled
from athar.initiatives.volunteering.tests.factories import filed, published

HOME = "/en/workspace/opportunities/expenses/"


@pytest.fixture
def opportunity(cast):
    return published(
        cast.saad, cast.khalid, code="covered", expenses=True, initiative=cast.forum, organisation=cast.body
    )


@pytest.fixture
def report(cast, opportunity):
    return filed(opportunity, cast.sara)


def test_the_list_has_sums_is_narrowed_and_is_taken_home(enter, cast, opportunity, report):
    filed(opportunity, cast.omar, amount=Decimal(100), kind="meals", paper=False)
    client = enter("noura")
    page = client.get(HOME).content.decode()
    assert [text in page for text in ("142.50", cast.sara.called, cast.omar.called)] == [True, True, True]

    def found(key, **query):
        table = enter(key).get(HOME, query).context["table"]
        return [line.cells[0][1].value for line in table.lines]

    assert found("noura", q="الغامدى", state="waiting") == [cast.omar.called]
    assert found("noura", kind="travel", sort="amount") == [cast.sara.called]
    # Whoever reads initials finds nobody by a name.
    assert (len(found("yousef")), found("yousef", q="الغامدي")) == (2, [])
    lines = client.get(f"{HOME}expenses.csv", {"kind": "meals"}).getvalue().decode("utf-8-sig").splitlines()
    assert (len(lines), "100" in lines[1]) == (2, True)


def test_it_is_decided_and_paid_and_waits_until_then(enter, cast, report):
    client, here = enter("noura"), f"{HOME}{report.pk}/"
    [item] = [one for one in client.get("/en/workspace/").context["queue"].items if "expenses" in one.url]
    assert item.title == "1 expense report"
    assert client.get(f"{here}bill/").getvalue().startswith(b"%PDF")
    assert client.post(here, {"verdict": "approved", "granted": "40", "reason": ""}).status_code == 409
    assert (
        client.post(here, {"verdict": "approved", "granted": "٤٠", "reason": "To the station"}).status_code
        == 302
    )
    assert "To the station" in client.get(here).content.decode()
    paid = {"paid_on": str(riyadh_day(timezone.now())), "reference": ""}
    assert client.post(f"{here}payment/", paid).status_code == 422
    assert client.post(f"{here}payment/", paid | {"reference": "TR-88"}).status_code == 302
    assert "TR-88" in client.get(here).content.decode()
    assert [one for one in client.get("/en/workspace/").context["queue"].items if "expenses" in one.url] == []


def test_nobody_decides_their_own_nor_beyond_their_scope_nor_who_only_reads(enter, cast, opportunity, report):
    own = filed(opportunity, cast.noura)
    verdict = {"verdict": "rejected", "reason": "No"}
    assert enter("noura").post(f"{HOME}{own.pk}/", verdict).status_code == 409
    assert "a colleague does" in enter("noura").get(f"{HOME}{own.pk}/").content.decode()
    assert [
        enter(key).post(f"{HOME}{report.pk}/", verdict).status_code for key in ("yousef", "khalid", "sara")
    ] == [403] * 3
    assert enter("khalid").get(f"{HOME}{report.pk}/bill/").status_code == 403
    elsewhere = published(
        cast.saad,
        cast.khalid,
        code="other",
        expenses=True,
        initiative=cast.forum,
        organisation=OrganisationFactory(),
    )
    others = filed(elsewhere, cast.omar)
    salma = enter("salma")
    assert [salma.get(f"{HOME}{one.pk}/").status_code for one in (report, others)] == [200, 404]
    assert salma.get(f"{HOME}{others.pk}/bill/").status_code == 404
    assert salma.post(f"{HOME}{report.pk}/", verdict).status_code == 302


def test_those_who_decide_are_told_and_not_whoever_asks(cast, opportunity):
    announce(ExpensesFiled(opportunity.pk, cast.noura.pk, timezone.now()))
    told = Notice.objects.filter(kind="workspace.expenses_waiting").values_list("person", flat=True)
    assert list(told) == [cast.salma.pk]
