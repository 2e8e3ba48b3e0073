"""A copy of one's data: whole, for one person, for a while."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from athar.foundation.privacy.exports import ask_for_export, make_export
from athar.foundation.privacy.models import Export


@pytest.fixture
def copied(family, hours):
    hours(2)
    export = ask_for_export(person=family.sara, at=timezone.now())
    make_export(export=export.pk, person=family.sara.pk)
    export.refresh_from_db()
    return export


def test_asking_twice_makes_one_copy(enter, family):
    browser = enter("sara")
    browser.post("/me/data/copies/")
    browser.post("/me/data/copies/")
    assert Export.objects.filter(person=family.sara).count() == 1
    assert "Your copy is being made" in browser.get("/en/me/data/").content.decode()


def test_the_person_fetches_both_files(enter, family, copied):
    browser = enter("sara")
    whole = json.loads(b"".join(browser.get(f"/me/data/copies/{copied.pk}/data.json")))
    assert whole["person"] == str(family.sara.ref)
    rows = {
        section["table"]: section["rows"] for section in whole["held"] if section["as"] in {"pk", "person"}
    }
    assert rows["people.Person"][0]["national_id"] == family.sara.national_id
    assert len(rows["ledger.Record"]) == 2
    assert b"".join(browser.get(f"/me/data/copies/{copied.pk}/data.pdf")).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["data.json", "data.pdf"])
def test_nobody_else_fetches_it(enter, copied, name):
    assert [
        enter(key).get(f"/me/data/copies/{copied.pk}/{name}").status_code for key in ("omar", "father")
    ] == [404, 404]


@pytest.mark.parametrize("name", ["data.json", "data.pdf"])
def test_it_expires(enter, copied, name):
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert enter("sara").get(f"/me/data/copies/{copied.pk}/{name}").status_code == 404


def test_making_it_again_changes_nothing(copied, family):
    make_export(export=copied.pk, person=family.sara.pk)
    assert Export.objects.get().data.name == copied.data.name
