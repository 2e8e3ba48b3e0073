import json

import pytest
from django.db import DatabaseError, transaction

from athar.analytics.metrics import Period, Scope
from athar.analytics.packages import verify_file
from athar.direction.strategy import catalogue, measuring
from athar.direction.strategy.models import Indicator, Measurement
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import reverse
from athar.engine.ledger.signing import key
from athar.engine.ledger.tests.factories import NOON, headcount, service, sheet
from athar.foundation.people.operations import merge, undo_merge
from athar.foundation.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
YEAR = Period.year(2023)
REACHED = "beneficiaries.reached"


def reached(**scope):
    return measuring.measure([REACHED], YEAR, scope=Scope(**scope))[REACHED]


def test_a_value_comes_with_its_parts_its_records_and_the_hash_of_its_definition(association, append):
    append(
        service(association.sara, association.forum), headcount(sheet(association.noura), association.ramadan)
    )
    found = reached()
    assert (found.value, found.identified, found.headcount, found.records) == (381, 1, 380, 2)
    assert found.receipt["definition_hash"] == Indicator.objects.get(code=REACHED).definition_hash


def test_an_unchanged_ledger_is_not_counted_again(association, append, django_assert_num_queries):
    append(service(association.sara, association.forum))
    first = reached()
    with django_assert_num_queries(2):
        assert reached() == first


def test_whatever_changes_a_figure_makes_it_be_counted_again(association, append):
    append(service(association.sara, association.forum))
    variant = PersonFactory(name="ساره الزهرانى")
    assert reached().value == 1
    append(service(variant, association.forum))
    assert reached().value == 2
    membership = merge(person=variant, into=association.sara, by=association.noura, at=NOON)
    assert reached().value == 1
    from django.utils import timezone

    undo_merge(membership=membership, by=association.noura, at=timezone.now())
    assert reached().value == 2
    reverse(
        record=Record.objects.with_everything().get(position=1), reason="Not there", entered_by=association.noura,
        approved_by=association.khalid, at=NOON,
    )  # fmt: skip
    assert reached().value == 1
    assert Measurement.objects.filter(code=REACHED).count() == 5


def test_a_scope_measures_a_part(association, append):
    append(
        service(association.sara, association.forum), headcount(sheet(association.noura), association.ramadan)
    )
    assert (reached(initiative=("forum",)).value, reached(initiative=("ramadan",)).value) == (1, 380)


def test_a_kept_value_never_changes(association, append):
    append(service(association.sara, association.forum))
    found = reached()
    with pytest.raises(DatabaseError), transaction.atomic():
        Measurement.objects.filter(pk=found.pk).update(value=9)


def test_a_receipt_is_checked_without_the_database(association, append, tmp_path):
    append(service(association.sara, association.forum))
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(reached().receipt))
    assert verify_file(file, trusted=[str(key().public)])[-1] == "1 identified and 0 counted come to 1"


def test_computing_again_finds_the_kept_value_until_somebody_tampers(association, append):
    from athar.engine.ledger.tests.test_integrity import owner_change

    append(
        service(association.sara, association.forum), headcount(sheet(association.noura), association.ramadan)
    )
    found = reached()
    assert measuring.recompute(found).agrees
    owner_change("UPDATE ledger_record SET headcount = 3800 WHERE position = 1")
    again = measuring.recompute(found)
    assert (again.agrees, again.kept, again.found) == (False, 381, 3801)


def test_an_unknown_figure_is_refused_by_name(association):
    with pytest.raises(measuring.UnknownFigure, match=r"no figure called beneficiaries\.happy"):
        measuring.measure(["beneficiaries.happy"], YEAR)


def test_loading_the_catalogue_again_changes_nothing_and_an_edited_version_is_refused(association):
    before = Indicator.objects.count()
    catalogue.load()
    assert Indicator.objects.count() == before
    entry = {**Indicator.objects.get(code="hours.approved").definition, "polarity": "none"}
    with pytest.raises(catalogue.ChangedDefinition, match="raise its version"):
        catalogue.load_indicator(entry)
