"""A copy of a demonstration volunteer's data has every personal column that is classed as theirs."""

import json

import pytest
from django.utils import timezone

from athar.foundation.people.models import Person
from athar.foundation.privacy import exporting, held, queries

pytestmark = pytest.mark.usefixtures("demo")


def test_a_copy_has_every_personal_column_of_every_table_that_holds_the_volunteer():
    at = timezone.now()
    sara = Person.objects.get(email="sara@example.org")
    people = queries.rows_of_human(sara, at=at)
    whole = json.loads(exporting.as_data(sara, list(exporting.contents(people)), at=at))
    found = {(section["table"], section["as"]): section["rows"] for section in whole["held"]}
    expected = {
        (holding.table.model, holding.path): {column.name for column in holding.columns}
        for holding in held.holdings()
        if holding.rows(people).exists()
    }
    assert set(found) == set(expected)
    assert {("people.Person", "pk"), ("people.Account", "person"), ("ledger.Record", "person")} <= set(found)
    for key, rows in found.items():
        assert [set(row) for row in rows] == [expected[key]] * len(rows)


def test_no_row_of_any_table_that_points_at_the_volunteer_is_missing_from_the_copy():
    """By the database's own foreign keys, not by what the rooms declare."""
    from django.apps import apps
    from django.db import connection
    from django.db.models import ForeignKey

    at = timezone.now()
    sara = Person.objects.get(email="sara@example.org")
    people = queries.rows_of_human(sara, at=at)
    found = {}
    for section in exporting.contents(people):
        for column in section["columns"]:
            found[section["table"], column] = found.get((section["table"], column), 0) + len(section["rows"])
    tables = set(connection.introspection.table_names())  # the ledger's are not Django's to manage
    pointing = {
        (model._meta.label, field.name): model._base_manager.filter(**{f"{field.name}__in": people}).count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in tables and not model._meta.proxy
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Person
    }
    held_ = {key: many for key, many in pointing.items() if many}
    assert ("ledger.Record", "person") in held_
    assert {key: found.get(key, 0) >= many for key, many in held_.items()} == dict.fromkeys(held_, True)


def test_no_two_sections_of_a_copy_are_the_same_rows_or_are_called_the_same():
    """Sara applied herself, so a table of applications is about her, and names her as who applied."""
    people = queries.rows_of_human(Person.objects.get(email="sara@example.org"), at=timezone.now())
    sections = [(section["table"], section["as"]) for section in exporting.contents(people)]
    assert {("journeys.Event", "case__person"), ("journeys.Event", "by")} <= set(sections)
    assert len(sections) == len(set(sections))
    for language in ("ar", "en"):
        called = [heading[language] for heading in exporting.headings(people)]
        assert [name for name in called if called.count(name) > 1] == []


def test_the_copy_to_read_names_the_volunteer_and_her_initiatives_in_arabic():
    from io import BytesIO

    from pypdf import PdfReader

    at = timezone.now()
    sara = Person.objects.get(email="sara@example.org")
    document = exporting.as_document(queries.rows_of_human(sara, at=at), at=at)
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)
    assert [
        word for word in sara.name.split() if word not in text
    ] == []  # readers order words of a line each in their way
    assert "Approved records" in text
    assert sara.phone in text
