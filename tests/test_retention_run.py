"""Years later the schedules are carried out on the whole association: what was approved is gone, and no figure has moved."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from athar.analytics.metrics import Period
from athar.direction.strategy import headlines, measuring
from athar.engine.ledger import integrity
from athar.foundation.people.models import Person
from athar.foundation.privacy import retention
from athar.foundation.privacy.retention import RetentionRefused

pytestmark = pytest.mark.usefixtures("demo")

YEARS_LATER = timedelta(days=12 * 365)


@pytest.fixture
def own_files(settings, tmp_path):
    """A copy of the demonstration's files, since files do not come back with a transaction."""
    kept = Path(default_storage.location)
    shutil.copytree(kept, tmp_path / "files")
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }


def of_the_cast(key):
    return Person.objects.get(email=f"{key}@example.org")


def figures():
    year, plan = Period.year(2023), Period.years(2020, 2023)
    found = [
        measuring.measure(codes, period) for codes, period in ((headlines.YEAR, year), (headlines.PLAN, plan))
    ]
    return [{code: figure.value for code, figure in measured.items()} for measured in found]


def standing(preview):
    """How many rows of each table stand as the preview saw them."""
    marks = {
        kind.schedule.model: set(
            preview.rows.filter(model=kind.schedule.model).values_list("mark", flat=True)
        )
        for kind in retention.kinds()
    }
    return {
        kind.schedule.model: kind.due(preview.made_at).filter(mark__in=marks[kind.schedule.model]).count()
        for kind in retention.kinds()
        if marks[kind.schedule.model]
    }


def test_what_was_approved_is_gone_what_is_held_stays_and_every_figure_and_the_ledger_hold(own_files):
    before, at = figures(), timezone.now() + YEARS_LATER
    preview = retention.prepare(by=of_the_cast("hind"), at=at)
    listed = standing(preview)
    assert sum(listed.values()) == preview.rows.count() > 0
    held = min(listed)
    retention.hold(by=of_the_cast("fahad"), at=at, reason="قضية منظورة", model=held)
    destruction = retention.approve(preview=preview, by=of_the_cast("saad"), at=at)

    retention.destroy(destruction=destruction.pk, at=at)

    destruction.refresh_from_db()
    assert destruction.removed == {model: many for model, many in listed.items() if model != held}
    assert destruction.kept == {held: {"held": listed[held], "changed": 0}}
    assert standing(preview) == {model: many if model == held else 0 for model, many in listed.items()}
    assert destruction.sha256 == retention.digest(destruction, at)
    with pytest.raises(RetentionRefused):
        retention.prepare(by=of_the_cast("hind"), at=at)
    assert figures() == before
    assert integrity.verify().holds
