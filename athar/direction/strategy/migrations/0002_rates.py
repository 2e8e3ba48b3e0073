from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("strategy", "0001_initial"), ("ledger", "0004_the_table_of_records")]

    operations = [
        migrations.RunSQL(
            "CREATE VIEW rates AS SELECT level::text, year::integer, rate, source_en::text AS source FROM strategy_rate;",
            "DROP VIEW rates;",
        ),
    ]
