from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory

NOON = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # noon in Riyadh


@pytest.fixture
def cast(db, settings):
    """Noura manages, Khalid reviews, Sara volunteers, Omar is an outsider; Layla has no account. Letters can be sent."""
    settings.EMAIL_HOST, settings.ATHAR_DEMO = "mail.example.org", False
    people = {
        key: AccountFactory(person__name=key, email=f"{key}@example.org").person
        for key in ("noura", "khalid", "sara", "omar")
    }
    for key, role in (("noura", Role.PROGRAMME_MANAGER), ("khalid", Role.REVIEWER)):
        RoleGrantFactory(person=people[key], role=role, since=datetime(2020, 1, 1, tzinfo=UTC))
    return SimpleNamespace(**people, layla=PersonFactory(name="layla"))
