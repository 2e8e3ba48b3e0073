"""Every column of every table is somebody's, with a class, or nobody's, by name."""

import pytest
from django.db import connection

from athar.foundation.core import personal
from athar.foundation.privacy import inventory, register
from athar.foundation.privacy.processing import processing

pytestmark = pytest.mark.django_db


def test_every_column_of_every_table_has_a_class_or_is_named_as_impersonal():
    assert inventory.faults() == []


def test_a_column_nobody_declared_is_found_by_its_name(monkeypatch):
    monkeypatch.setattr(
        inventory,
        "tables",
        lambda: tuple(table for table in personal.tables() if table.model != "people.Person"),
    )
    assert inventory.faults() == [
        "people.Person: declare what of persons it holds, or that it is impersonal, in its room's privacy.py"
    ]


def test_a_column_that_lost_its_class_is_found_by_its_name(monkeypatch):
    from dataclasses import replace

    def without_phone(table):
        parts = tuple(
            replace(part, columns=tuple(column for column in part.columns if column.name != "phone"))
            for part in table.parts
        )
        return replace(table, parts=parts) if table.model == "people.Person" else table

    monkeypatch.setattr(inventory, "tables", lambda: tuple(map(without_phone, personal.tables())))
    assert inventory.faults() == ["people.Person.phone has no class and is not named as impersonal"]


def test_a_table_made_beside_the_models_is_found_by_its_name():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE list_of_phones (phone text)")
    assert inventory.faults() == [
        "list_of_phones is a table without a model: name it as impersonal, or give it one"
    ]


def test_what_stays_after_erasure_says_why():
    kept = [part for table in personal.tables() for part in table.parts if part.fate is personal.Fate.KEEP]
    assert [part for part in kept if not str(part.why)] == []
    assert kept


def test_the_register_has_a_row_for_every_personal_column():
    declared = {
        f"{table.model}.{column.name}"
        for table in personal.tables()
        for part in table.parts
        for column in part.columns
    }
    assert {row[5] for row in register.rows()} == declared
    assert all(len(row) == len(register.headers()) for row in register.rows())


def test_every_purpose_names_its_legal_basis_in_both_languages():
    for purpose in processing().purposes.values():
        assert {"ar", "en", "basis_ar", "basis_en", "recipients_ar", "recipients_en"} <= set(purpose.texts)
