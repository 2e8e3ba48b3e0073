"""One small association for all calls of a module, and programs of everybody in it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.matrix.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    from django.conf import settings

    folder = tmp_path_factory.mktemp("api")
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    changed = {
        "ATHAR_SIGNING_KEY_FILE": folder / "signing.key",
        "DATA_DIR": folder,
        "STORAGES": settings.STORAGES | {"default": store},
    }
    with django_db_blocker.unblock(), override_settings(**changed), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _undone(request):
    """Whatever a call brings about is undone after its test."""
    if "world" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("world")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
