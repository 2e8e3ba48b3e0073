"""The table of what pages worked out, in the form that Django's database cache expects."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE UNLOGGED TABLE site_kept (
                    cache_key varchar(255) PRIMARY KEY,
                    value text NOT NULL,
                    expires timestamptz NOT NULL
                );
                CREATE INDEX site_kept_expires ON site_kept (expires);
            """,
            reverse_sql="DROP TABLE site_kept",
        )
    ]
