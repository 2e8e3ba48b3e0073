from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_initial"), ("people", "0002_views")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(),
            "DROP VIEW entries; DROP TABLE ledger_record; DROP FUNCTION ledger_refuse_change() CASCADE;",
        ),
    ]
