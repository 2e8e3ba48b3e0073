from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from athar.direction.strategy.tests.catalogues import load_plans
from athar.engine.ledger.tests.factories import InitiativeFactory
from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import (
    AccountFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
)
from athar.initiatives.volunteering.operations import sign_up
from athar.initiatives.volunteering.tests.factories import published, volunteer

AGO = timedelta(days=20)  # from when an opportunity of the factory is written to its first shift

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
STAFF = {
    "noura": ("نورة العتيبي", Role.PROGRAMME_MANAGER),
    "khalid": ("خالد الشمري", Role.REVIEWER),
    "saad": ("سعد التميمي", Role.EXECUTIVE),
    "reem": ("ريم الشهري", Role.STRATEGY_OFFICER),
    "fahad": ("فهد الدوسري", Role.GOVERNANCE_OFFICER),
    "munirah": ("منيرة السويلم", Role.BOARD_MEMBER),
    "yousef": ("يوسف القحطاني", Role.AUDITOR),
    "hind": ("هند الجهني", Role.ADMINISTRATOR),
}


@pytest.fixture(autouse=True)
def quiet_settings(settings, tmp_path):
    """An own signing key and store."""
    settings.ATHAR_SIGNING_KEY_FILE = tmp_path / "signing.key"
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    cache.clear()


@pytest.fixture
def cast(db):
    """Everybody with work here; Sara volunteers, Omar is an outsider, Salma manages the volunteers of a partner."""
    people = {}
    for key, (name, role) in STAFF.items():
        people[key] = AccountFactory(person__name=name, email=f"{key}@example.org").person
        RoleGrantFactory(person=people[key], role=role, since=LONG_AGO)
    body = OrganisationFactory(
        code="oasis", kind="university", name_ar="جامعة الواحة", name_en="Oasis University"
    )
    people["salma"] = AccountFactory(
        person__name="سلمى المطيري", person__organisation=body, email="salma@example.org"
    ).person
    RoleGrantFactory(person=people["salma"], role=Role.PARTNER_MANAGER, organisation=body, since=LONG_AGO)
    people["sara"] = AccountFactory(person__name="سارة الزهراني", email="sara@example.org").person
    RoleGrantFactory(person=people["sara"], role=Role.VOLUNTEER, since=LONG_AGO)
    people["omar"] = AccountFactory(person__name="عمر الغامدي", email="omar@example.org").person
    people["student"] = PersonFactory(name="ليان الواحة", organisation=body)
    return SimpleNamespace(**people, body=body, forum=InitiativeFactory(code="forum"))


@pytest.fixture
def enter(cast):
    """A browser in which somebody of the cast is signed in."""

    def enter(key):
        client = Client()
        client.force_login(getattr(cast, key).account, backend="athar.web.ui.viewer.Accounts")
        return client

    return enter


@pytest.fixture
def plans(db):
    load_plans()


@pytest.fixture
def pages(django_assert_num_queries, enter):
    """How many queries a page takes for somebody, the second time it is asked for."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def pages(key, address):
        client = enter(key)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200
        return len(queries)

    return pages


@pytest.fixture
def offer(cast):
    """An opportunity of Salma's organisation, whose shift of four hours began some hours ago."""

    def offer(hours):
        written = timezone.now() - AGO - timedelta(hours=hours)
        opportunity = published(
            cast.saad, cast.khalid, at=written, code=f"shift-{hours}", initiative=cast.forum, organisation=cast.body
        )  # fmt: skip
        session = opportunity.edition.sessions.get()
        for name in ("هيفاء العنزي", "ريان الحارثي"):
            person = volunteer(name=name)
            sign_up(
                opportunity=opportunity, person=person, by=person, at=written, answers={"charter": True}, session=session
            )  # fmt: skip
        return session

    return offer


@pytest.fixture
def running(offer):
    return offer(1)


@pytest.fixture
def over(offer):
    return offer(6)
