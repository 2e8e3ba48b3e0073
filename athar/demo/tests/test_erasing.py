"""Erasing takes the tables and the files that belonged to their rows, and nothing else."""

import pytest
from django.db import connection

from athar.demo import build
from athar.demo.tests.asking import one
from athar.foundation.people.models import Account


def test_erasing_leaves_no_table_and_no_file_of_theirs(db, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    for folder in ("evidence/2023", "imports/2023", "kept"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "file.csv").write_text("1")
    build.erase()  # inside the test's transaction: PostgreSQL takes back even this
    assert connection.introspection.table_names() == []
    assert one("SELECT nspname FROM pg_namespace WHERE nspname = 'public'") == "public"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_an_empty_database_is_not_built(db):
    assert not build.is_built()


def test_an_association_that_is_no_demonstration_is_not_erased(demo):
    Account.objects.filter(email="noura@example.org").update(email="noura@association.example")
    with pytest.raises(build.NotOurs, match="nothing was removed"):
        build.erase()
    assert build.is_built()
