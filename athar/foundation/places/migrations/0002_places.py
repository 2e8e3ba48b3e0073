"""Load the regions and governorates from ``places/data``; a later change of the data is a migration of its own."""

import csv
from pathlib import Path

from django.db import migrations

from athar.foundation.core.search_key import sort_key

DATA = Path(__file__).resolve().parent.parent / "data"


def _rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(apps, _schema_editor):
    region, governorate = apps.get_model("places", "Region"), apps.get_model("places", "Governorate")
    region.objects.bulk_create(region(**row) for row in _rows("regions.csv"))
    governorate.objects.bulk_create(
        governorate(
            code=row["code"],
            region_id=row["region"],
            name_ar=row["name_ar"],
            name_en=row["name_en"],
            sort_ar=sort_key(row["name_ar"]),
            seat=row["seat"] == "yes",
            valid_from=row["valid_from"] or None,
            valid_to=row["valid_to"] or None,
        )
        for row in _rows("governorates.csv")
    )


def unload(apps, _schema_editor):
    apps.get_model("places", "Governorate").objects.all().delete()
    apps.get_model("places", "Region").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
