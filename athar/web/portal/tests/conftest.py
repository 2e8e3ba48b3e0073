from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, InitiativeFactory, ProposalFactory, service
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.choices import Role
from athar.foundation.people.models import GuardianApproval
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quiet_settings(settings, tmp_path):
    """An own signing key and store."""
    settings.ATHAR_SIGNING_KEY_FILE = tmp_path / "signing.key"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    cache.clear()


@pytest.fixture
def family(db):
    """Sara volunteers; Abdulrahman speaks for his daughter Lina; Omar is an outsider; Khalid approves, Noura enters."""
    sara = AccountFactory(
        person__name="سارة الزهراني", person__national_id=fake_national_id(71), person__phone="+966500000071",
        person__birth_date=date(1999, 4, 5), email="sara@example.org",
    ).person  # fmt: skip
    RoleGrantFactory(person=sara, role=Role.VOLUNTEER, since=LONG_AGO)
    father = AccountFactory(
        person__name="عبدالرحمن الخالدي", person__birth_date=date(1979, 1, 1), email="abdulrahman@example.org"
    ).person
    lina = PersonFactory(name="لينا الخالدي", birth_date=date(2015, 9, 9), phone="+966500000072")
    omar = AccountFactory(person__name="عمر الغامدي", email="omar@example.org").person
    noura, khalid = PersonFactory(name="نورة العتيبي"), PersonFactory(name="خالد الشمري")
    forum = InitiativeFactory(code="forum")
    approval = GuardianApproval.objects.create(
        child=lina, guardian=father, initiative="forum", approved_on=date(2023, 1, 1)
    )
    return SimpleNamespace(
        sara=sara,
        father=father,
        lina=lina,
        omar=omar,
        noura=noura,
        khalid=khalid,
        forum=forum,
        approval=approval,
    )


@pytest.fixture
def hours(family):
    """Records of Sara's hours, approved; ``hours(3)`` makes three of four hours each."""

    def make(many, person=None):
        facts = [
            service(person or family.sara, family.forum, on=date(2023, 4, 1 + n), kind="hours", quantity=4, unit="hour", source="form")
            for n in range(many)
        ]  # fmt: skip
        return post(
            facts, entered_by=family.noura, entered_at=NOON, approved_by=family.khalid, approved_at=NOON
        )

    return make


@pytest.fixture
def awaiting(family):
    return ProposalFactory(person=family.sara, initiative=family.forum, entered_by=family.noura)


@pytest.fixture
def enter(family):
    def enter(key):
        client = Client()
        client.force_login(getattr(family, key).account, backend="athar.web.ui.viewer.Accounts")
        return client

    return enter
