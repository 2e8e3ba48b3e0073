"""
The association that the public pages are tested on.

Measuring is slow beside looking: the association, its records and its published report are made once a run,
each in a database copied from the one before. A test works in a transaction that is rolled back.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from athar.direction.reporting.models import Report
from athar.direction.reporting.operations import approve, freeze, publish, write
from athar.direction.reporting.tests.conftest import TEXT
from athar.direction.strategy.tests.catalogues import load_catalogues
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import reverse
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, headcount, service, sheet
from athar.engine.register.models import Initiative
from athar.foundation.core.identity import fake_national_id
from athar.foundation.evidence.models import Evidence
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person
from athar.foundation.people.tests.factories import AccountFactory, PersonFactory, RoleGrantFactory
from conftest import copy_of, drop, empty

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
REACHED = "/figures/2023/beneficiaries.reached/"
NAMES = {
    "noura": "نورة العتيبي", "khalid": "خالد الحربي", "sara": "سارة الزهراني", "mohammed": "محمد العمري",
    "salma": "سلمى الشهري", "fahd": "فهد القحطاني", "omar": "عمر البلوي",
}  # fmt: skip
LATIN = {"noura": "Noura Alotaibi", "khalid": "Khalid Alharbi"}
ROLES = {"noura": Role.PROGRAMME_MANAGER, "khalid": Role.REVIEWER, "fahd": Role.BOARD_MEMBER}


@contextmanager
def working_on(name: str) -> Iterator[None]:
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


@contextmanager
def copied(template: str, name: str) -> Iterator[str]:
    """A database that begins as a copy of another, and is dropped in the end."""
    connection.close()
    copy_of(template, name)
    yield name
    connection.close()
    drop(name)


@pytest.fixture(scope="session")
def site_settings(tmp_path_factory) -> dict[str, Any]:
    """An own signing key and store, in a demonstration; no static files, which tests do not ask for."""
    from django.conf import settings

    folder = tmp_path_factory.mktemp("site")
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    return {
        "ATHAR_SIGNING_KEY_FILE": folder / "signing.key",
        "DATA_DIR": folder,
        "ATHAR_DEMO": True,
        "STORAGES": settings.STORAGES | {"default": store},
    }


@pytest.fixture(scope="session")
def databases(site_settings, django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """Names: of the association alone, with its records, with its published report."""
    usual = connection.settings_dict["NAME"] + os.environ.get("PYTEST_XDIST_WORKER", "")
    names = SimpleNamespace(
        association=f"{usual}_association", records=f"{usual}_records", published=f"{usual}_published"
    )
    steps = [
        (names.association, names.records, _enter),
        (names.records, names.published, _publish),
    ]
    with django_db_blocker.unblock(), ExitStack() as stack:
        for template, name, fill in [(empty(), names.association, _found), *steps]:
            stack.enter_context(copied(template, name))
            with override_settings(**site_settings), working_on(name):
                fill()
        yield names


def _found() -> None:
    load_catalogues()
    for key, name in NAMES.items():
        person = PersonFactory(
            name=name,
            name_latin=LATIN.get(key, ""),
            national_id=fake_national_id(4417) if key == "sara" else None,
        )
        AccountFactory(person=person, email=f"{key}@example.org")
        if key in ROLES:
            RoleGrantFactory(person=person, role=ROLES[key], since=LONG_AGO)


def _enter() -> None:
    """Sara at the forum, 380 guests in Ramadan with their sheet, and Mohammed at the forum."""
    cast = _cast()
    _append(
        service(cast.sara, cast.forum, region="SA-01", gender="female", age_group="25-34"),
        headcount(sheet(cast.noura), cast.ramadan, region="SA-02", place="الموقع 3"),
        service(cast.mohammed, cast.forum, region="SA-01"),
    )
    Client().get(REACHED)  # measured once for all tests that only look


def _publish() -> None:
    cast, now = _cast(), timezone.now()
    report = Report.objects.create(
        slug="annual-2023", kind="annual", period="2023", starts_on="2023-01-01", ends_on="2023-12-31",
        title_ar="التقرير السنوي 2023", title_en="Annual report 2023",
    )  # fmt: skip
    report.refresh_from_db()
    revision = write(
        report=report, based_on=0, by=cast.salma, at=now, source_ar=TEXT["ar"], source_en=TEXT["en"]
    )
    approve(revision=revision, by=cast.fahd, at=now, resolution="7/1445")
    publish(frozen=freeze(revision=revision, by=cast.khalid, at=now), by=cast.khalid, at=now)
    Client().get(REACHED)
    Client().get("/reports/annual-2023/")


def _cast() -> SimpleNamespace:
    persons = {person.name: person for person in Person.objects.all()}
    return SimpleNamespace(
        **{key: persons[name] for key, name in NAMES.items()},
        forum=Initiative.objects.get(code="forum"),
        ramadan=Initiative.objects.get(code="ramadan"),
        headcount=Record.objects.filter(kind="headcount").first(),
        evidence=Evidence.objects.first(),
    )


def _append(*facts) -> range:
    cast = _cast()
    return post(
        list(facts), entered_by=cast.noura, entered_at=NOON, approved_by=cast.khalid, approved_at=NOON
    )


def _rolled_back(name: str, settings: dict[str, Any], django_db_blocker) -> Iterator[SimpleNamespace]:
    with django_db_blocker.unblock(), override_settings(**settings), working_on(name), transaction.atomic():
        yield _cast()
        transaction.set_rollback(True)


@pytest.fixture
def association(databases, site_settings, django_db_blocker):
    """People, initiatives, indicators and plans; nothing has been entered."""
    yield from _rolled_back(databases.association, site_settings, django_db_blocker)


@pytest.fixture
def records(databases, site_settings, django_db_blocker):
    """The association with three records in 2023."""
    yield from _rolled_back(databases.records, site_settings, django_db_blocker)


@pytest.fixture
def published(databases, site_settings, django_db_blocker):
    """The same, with its annual report public."""
    yield from _rolled_back(databases.published, site_settings, django_db_blocker)


@pytest.fixture
def changing():
    """For tests that add to the ledger: what is kept about other states of it must not be shown."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def append(changing):
    return _append


@pytest.fixture
def correct(changing):
    """Take the headcount back."""

    def correct(cast) -> Record:
        return reverse(
            record=cast.headcount,
            reason="كشف مكرر",
            entered_by=cast.noura,
            approved_by=cast.khalid,
            at=timezone.now(),
        )

    return correct


@pytest.fixture
def visitor() -> Client:
    """Somebody who is not signed in."""
    return Client()


def signed_in(person: Person) -> Client:
    browser = Client()
    browser.force_login(person.account)
    return browser


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()
