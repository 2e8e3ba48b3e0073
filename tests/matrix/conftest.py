from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from athar.foundation.identity.tests.provider import Provider
from tests.matrix.knocking import furnish
from tests.matrix.world import World, build, tell_the_planner


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """One small association for all knocks, gone afterwards."""
    from django.conf import settings

    folder = tmp_path_factory.mktemp("matrix")
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    changed = {
        "ATHAR_SIGNING_KEY_FILE": folder / "signing.key",
        "DATA_DIR": folder,
        "ATHAR_DEMO": True,
        "STORAGES": settings.STORAGES | {"default": store},
    }
    with (
        Provider() as provider,
        django_db_blocker.unblock(),
        override_settings(**changed, **provider.settings),
        transaction.atomic(),
    ):
        association = build()
        furnish(association)
        tell_the_planner()
        yield association
        transaction.set_rollback(True)
