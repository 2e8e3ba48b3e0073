"""The table of buckets. Unlogged: a crash empties it, and then everybody begins with a full one."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.RunSQL(
            # Room in every page for the next state of its rows: they change with every request, and no index knows of it.
            sql="CREATE UNLOGGED TABLE gate_bucket (key bytea PRIMARY KEY, full_at timestamptz NOT NULL) WITH (fillfactor = 50)",
            reverse_sql="DROP TABLE gate_bucket",
        )
    ]
