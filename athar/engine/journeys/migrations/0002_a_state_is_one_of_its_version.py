from django.db import migrations


class Migration(migrations.Migration):
    """A case stands only where its version has a state; Django knows no foreign key of two columns."""

    dependencies = [("journeys", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE journeys_case ADD CONSTRAINT a_case_stands_in_a_state_of_its_version "
            "FOREIGN KEY (version_id, state) REFERENCES journeys_versionstate (version_id, code)",
            "ALTER TABLE journeys_case DROP CONSTRAINT a_case_stands_in_a_state_of_its_version",
        )
    ]
