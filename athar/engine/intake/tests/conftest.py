from datetime import date
from types import SimpleNamespace

import pytest

from athar.engine.intake.tests.factories import take_in
from athar.engine.ledger.tests.factories import EditionFactory, InitiativeFactory
from athar.foundation.people.tests.factories import OrganisationFactory, PersonFactory


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Files of a test stay in the folder of that test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}},
    }
    settings.ATHAR_SIGNING_KEY_FILE = tmp_path / "signing.key"


@pytest.fixture
def folder(tmp_path):
    """Where the imported file lies, with a counting sheet beside it."""
    path = tmp_path / "delivery"
    path.mkdir()
    (path / "sheet.txt").write_text("ليلة,العدد\n1,380\n")
    return path


@pytest.fixture
def cast(db):
    """Noura enters, Khalid approves, Omar is an outsider. Sara is known only through files."""
    ramadan = InitiativeFactory(code="ramadan", name_ar="موسم رمضان", name_en="Ramadan season")
    return SimpleNamespace(
        noura=PersonFactory(name="نورة العتيبي"),
        khalid=PersonFactory(name="خالد الحربي", gender="male"),
        omar=PersonFactory(name="عمر البلوي", gender="male"),
        ramadan=ramadan,
        season=EditionFactory(
            initiative=ramadan, code="ramadan-1444", starts_on=date(2023, 3, 23), ends_on=date(2023, 4, 20)
        ),
        forum=InitiativeFactory(code="forum"),
        school=OrganisationFactory(
            code="school-1", kind="school", name_ar="ثانوية الأمل", name_en="Amal Secondary School"
        ),
    )


@pytest.fixture
def taken_in(cast, folder):
    """Deliver a text and read it, as Noura."""

    def taken_in(content, **options):
        return take_in(content, by=cast.noura, folder=folder, **options)

    return taken_in
