"""Nobody sees anything but their own: the whole matrix, on every address."""

import pytest
from django.urls import reverse

from athar.web.portal import urls

PROFILE = "people.person-pk"
# Every address with what it needs to be made; "p" takes a POST and leads back when it is read, "f" is a file
# (see test_copies), "g" names a grant (see test_roles),
# "n" a notice, the link of a letter (see test_notices), a registration (see test_organisations), a seat or an opportunity (see test_shifts).
ROUTES = {
    "home": "", "hours": "", "data": "", "data-rows": "", "copies": "p", "copy-data": "f", "copy-document": "f", "erasure": "", "erasure-undoing": "p", "consents": "", "agreement": "p", "withdrawal": "p", "children": "", "child": "",
    "roles": "", "delegation": "g", "role-ending": "g",
    "child-rows": "", "child-correction": "", "correction": "", "requests": "", "request-new": "",
    "request-retraction": "p", "revocation": "p", "renewal": "p",
    "child-consents": "", "child-agreement": "p", "child-withdrawal": "p",
    "link-ending": "p", "guardians": "", "naming-withdrawal": "p",
    "organisations": "", "organisation-new": "", "organisation": "n", "organisation-withdrawal": "p",
    "notices": "", "notices-read": "p", "notice-preferences": "", "notice": "n", "notice-reading": "n", "unsubscription": "n",
    "programs": "", "program-revocation": "n",
    "qualifications": "", "qualification-new": "", "skills": "p", "qualification-papers": "n", "qualification-withdrawal": "p",
    "shifts": "", "calendar-address": "p", "calendar-ending": "p", "calendar": "n", "seat": "n", "seat-code": "n", "seat-release": "n", "seat-calendar": "n", "seat-handover": "n", "seat-explanation": "n", "injury-new": "n", "injury": "n", "handover": "n", "offer": "n", "wait-leaving": "n", "sign-up": "n", "application": "n", "guardian-asking": "n", "availability": "n", "satisfaction": "n", "group-new": "n", "group": "n", "group-seats": "n", "group-ending": "n", "group-link": "n", "group-joining": "n", "guardian-question": "n", "certificates": "p", "certificate-file": "f", "certificate-ending": "n", "passport": "", "thanks": "", "expenses": "", "expense-new": "", "expense-bill": "n", "expense-withdrawal": "p", "card": "", "card-renewal": "p", "card-ending": "p", "passport-file": "f", "application-withdrawal": "n",
}  # fmt: skip
OF_A_CHILD = {"child", "child-rows", "child-consents", "child-correction"}


def address(name, family):
    values = {
        "data-rows": {"key": PROFILE}, "copy-data": {"pk": 1}, "copy-document": {"pk": 1}, "agreement": {"purpose": "contact"}, "withdrawal": {"purpose": "contact"},
        "child": {"child": family.lina.pk}, "correction": {"fact": "name"}, "child-correction": {"child": family.lina.pk, "fact": "name"},
        "request-retraction": {"pk": 1}, "child-rows": {"child": family.lina.pk, "key": PROFILE},
        "child-consents": {"child": family.lina.pk}, "child-agreement": {"child": family.lina.pk, "purpose": "contact"},
        "child-withdrawal": {"child": family.lina.pk, "purpose": "contact"}, "organisation": {"pk": 1}, "organisation-withdrawal": {"pk": 1}, "link-ending": {"pk": 1}, "naming-withdrawal": {"pk": 1},
        "revocation": {"pk": family.approval.pk}, "renewal": {"pk": family.approval.pk},
        "delegation": {"pk": 1}, "role-ending": {"pk": 1},
        "notice": {"pk": 1}, "notice-reading": {"pk": 1}, "unsubscription": {"token": "x"}, "program-revocation": {"pk": 1},
        **{name: {"pk": 1} for name in ("qualification-papers", "qualification-withdrawal", "seat", "seat-code", "seat-release", "seat-calendar", "seat-handover", "seat-explanation", "injury-new", "injury", "handover", "offer", "wait-leaving", "application", "application-withdrawal", "certificate-ending", "guardian-question", "group", "group-seats", "group-ending", "group-link", "expense-bill", "expense-withdrawal")},
        "calendar": {"secret": "x"}, "sign-up": {"code": "x"}, "guardian-asking": {"code": "x"}, "availability": {"code": "x"}, "satisfaction": {"code": "x"}, "group-new": {"code": "x"}, "group-joining": {"token": "x"}, "certificate-file": {"pk": 1, "language": "ar"}, "passport-file": {"language": "ar"},
    }  # fmt: skip
    return reverse(f"portal:{name}", kwargs=values.get(name, {}))


def test_every_address_is_in_the_matrix_and_no_other():
    assert sorted(route.name for route in urls.urlpatterns) == sorted(ROUTES)


@pytest.mark.parametrize("name", [name for name in ROUTES if name not in {"unsubscription", "calendar"}])
def test_a_visitor_is_sent_to_sign_in(client, family, name):
    answer = client.get(address(name, family))
    assert answer.status_code == 302
    assert "/sign-in/?next=" in answer.url


@pytest.mark.parametrize(
    "name", [name for name, kind in ROUTES.items() if kind == "" and name not in OF_A_CHILD]
)
@pytest.mark.parametrize("key", ["sara", "omar", "father"])
def test_everybody_signed_in_reads_their_own(enter, family, name, key):
    page = enter(key).get(address(name, family))
    assert page.status_code == 200
    others = {"sara", "omar", "father"} - {key}
    assert [other for other in others if getattr(family, other).name in page.content.decode()] == []


@pytest.mark.parametrize("name", sorted(OF_A_CHILD))
def test_a_child_is_shown_to_its_guardian_alone(enter, family, name):
    assert family.lina.name in enter("father").get(address(name, family)).content.decode()
    assert [enter(key).get(address(name, family)).status_code for key in ("sara", "omar")] == [404, 404]


@pytest.mark.parametrize("name", ["revocation", "renewal"])
def test_another_guardians_approval_is_not_found(enter, family, name):
    assert [enter(key).post(address(name, family)).status_code for key in ("sara", "omar")] == [404, 404]
    family.approval.refresh_from_db()
    assert family.approval.revoked_on is None


@pytest.mark.parametrize("name", [name for name, kind in ROUTES.items() if kind == "p"])
def test_what_changes_something_leads_back_when_it_is_read(enter, family, name):
    assert enter("father").get(address(name, family)).status_code == 302


@pytest.mark.parametrize("name", [name for name, kind in ROUTES.items() if kind == ""])
def test_a_page_asks_no_more_for_many_rows_than_for_few(enter, family, hours, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = enter("father")

    def questions():
        browser.get(address(name, family))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address(name, family)).status_code == 200
        return len(asked)

    hours(1, family.father)
    few = questions()
    hours_more(family)
    assert questions() == few <= 12


def hours_more(family):
    from datetime import date

    from athar.engine.ledger.posting import post
    from athar.engine.ledger.tests.factories import NOON, service
    from athar.foundation.people.models import GuardianApproval
    from athar.foundation.people.tests.factories import PersonFactory

    facts = [
        service(family.father, family.forum, on=date(2023, 5, 1 + n), kind="hours", quantity=2, unit="hour")
        for n in range(9)
    ]
    post(facts, entered_by=family.noura, entered_at=NOON, approved_by=family.khalid, approved_at=NOON)
    for n in range(3):
        child = PersonFactory(name=f"ابن {n}", birth_date=date(2016, 1, 1 + n))
        GuardianApproval.objects.create(
            child=child, guardian=family.father, initiative="forum", approved_on=date(2023, 1, 1)
        )
