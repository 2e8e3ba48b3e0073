from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import AccountFactory, RoleGrantFactory

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def demonstration(settings, tmp_path):
    settings.ATHAR_DEMO = True  # messages are written, and never sent
    settings.ATHAR_GUARDIANS_CHECKED = True
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": store}


@pytest.fixture
def family(db):
    """Lina is fifteen and has an account; Abdulrahman is her father; Noura manages; Omar is an outsider."""

    def somebody(name, born, email):
        return AccountFactory(person__name=name, person__birth_date=born, email=email).person

    noura = somebody("نورة العتيبي", date(1987, 1, 1), "noura@example.org")
    RoleGrantFactory(person=noura, role=Role.PROGRAMME_MANAGER, since=datetime(2020, 1, 1, tzinfo=UTC))
    return SimpleNamespace(
        lina=somebody("لينا الخالدي", date(2011, 2, 28), "lina@example.org"),
        father=somebody("عبدالرحمن الخالدي", date(1979, 1, 1), "abdulrahman@example.org"),
        omar=somebody("عمر الغامدي", date(1990, 1, 1), "omar@example.org"),
        noura=noura,
    )
