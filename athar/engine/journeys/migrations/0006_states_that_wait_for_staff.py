from django.db import migrations, models

from athar.engine.journeys.designs import design_from
from athar.engine.journeys.designs.taking_part import undecided


def say_which_wait(apps, _editor):
    """Of every version that was published before: whoever stands there takes no part yet and waits for staff."""
    for version in apps.get_model("journeys", "WorkflowVersion").objects.all():
        waiting = undecided(design_from(version.data))
        apps.get_model("journeys", "VersionState").objects.filter(version=version, code__in=waiting).update(
            undecided=True
        )


class Migration(migrations.Migration):
    dependencies = [("journeys", "0005_drafts_of_workflows")]

    operations = [
        migrations.AddField(
            model_name="versionstate", name="undecided", field=models.BooleanField(default=False)
        ),
        migrations.RunPython(say_which_wait, migrations.RunPython.noop, elidable=True),
    ]
