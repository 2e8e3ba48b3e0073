"""The initiatives the association starts with, from data/initiatives.yaml."""

from pathlib import Path
from typing import Any

from django.db import transaction

from athar.engine.register.models import Edition, Initiative
from athar.foundation.core.yamls import read_yaml

FILE = Path(__file__).parent / "data" / "initiatives.yaml"
SAME = (
    "number", "name_ar", "name_en", "strategic", "demo_title", "national", "summary_ar", "summary_en",
    "description_ar", "description_en", "field_ar", "field_en", "audience_ar", "audience_en",
)  # fmt: skip


@transaction.atomic
def load(path: Path = FILE) -> None:
    """Register the initiatives and editions of a file; what is registered already is brought up to date."""
    for entry in read_yaml(path)["initiatives"]:
        _load_one(entry)


def _load_one(entry: dict[str, Any]) -> None:
    values = {name: entry[name] for name in SAME} | {"started_in": entry["started"]}
    initiative, _ = Initiative.objects.update_or_create(code=entry["code"], defaults=values)
    initiative.regions.set(entry["regions"])
    for edition in entry["editions"]:
        code = edition["code"]
        Edition.objects.update_or_create(code=code, defaults={**edition, "initiative": initiative})
