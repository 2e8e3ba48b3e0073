"""Reem writes, Saad publishes, Fahad governs (writes and publishes), Omar is an outsider."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from athar.direction.content.choices import Shelf
from athar.direction.content.operations import begin
from athar.direction.content.tests.factories import manuscript
from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory

ROLES = {
    "reem": ("ريم الشهري", Role.STRATEGY_OFFICER),
    "saad": ("سعد التميمي", Role.EXECUTIVE),
    "fahad": ("فهد الدوسري", Role.GOVERNANCE_OFFICER),
    "omar": ("عمر الغامدي", None),
}


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return default_storage


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def cast(db, now):
    people = {key: PersonFactory(name=name) for key, (name, _) in ROLES.items()}
    for key, (_, role) in ROLES.items():
        if role:
            RoleGrantFactory(person=people[key], role=role, since=now - timedelta(days=99))
    return SimpleNamespace(**people)


@pytest.fixture
def news(cast, now):
    """The first revision of a piece of news in both languages."""
    return begin(shelf=Shelf.NEWS, slug="season", manuscript=manuscript(), by=cast.reem, at=now)
