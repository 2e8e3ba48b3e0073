"""Every page asks the database at most twelve questions, whether there is one record or a hundred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from athar.engine.ledger.tests.factories import service
from athar.foundation.people.tests.factories import PersonFactory
from athar.web.site.tests.conftest import REACHED, signed_in

MOST = 12
PAGES = [
    "/", "/initiatives/", "/initiatives/forum/", REACHED, f"{REACHED}?initiative=forum", f"{REACHED}receipt/", f"{REACHED}receipt/?as=live",
    f"{REACHED}records/", f"{REACHED}records.csv", "/records/0/", "/reports/", "/reports/annual-2023/",
    "/reports/annual-2023/?figure=beneficiaries.reached", "/verification/", "/verification/?number=2", "/ledger/",
]  # fmt: skip


def questions(browser, address: str) -> int:
    """What the page asks once its values are kept: the first look after a change computes them."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address)
        b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_no_more_for_many_rows_than_for_few(published, append, address):
    records, khalid = published, signed_in(published.khalid)
    few = questions(khalid, address)
    append(*[service(PersonFactory(name=f"ضيف {n}"), records.forum) for n in range(30)])
    many = questions(khalid, address)
    assert many <= few + 1  # one more where a published value has changed since
    assert many <= MOST


def test_the_page_of_a_sheet_asks_no_more_for_many_records(records, append):
    khalid = signed_in(records.khalid)
    address = f"/evidence/{records.evidence.sha256}/"
    few = questions(khalid, address)
    append(
        *[
            service(
                records.sara, records.forum, evidence=records.evidence.sha256, evidence_id=records.evidence.pk
            )
            for _ in range(30)
        ]
    )
    assert questions(khalid, address) == few <= MOST
