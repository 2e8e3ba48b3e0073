from django.db import migrations


class Migration(migrations.Migration):
    """Nobody grants themselves a role: the first administrator's was given by nobody, and says so."""

    dependencies = [("people", "0002_views")]

    operations = [
        migrations.RunSQL(
            "UPDATE people_rolegrant SET granted_by_id = NULL WHERE granted_by_id = person_id;",
            migrations.RunSQL.noop,
        ),
    ]
