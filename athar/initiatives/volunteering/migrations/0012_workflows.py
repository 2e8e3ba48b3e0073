import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0006_states_that_wait_for_staff"),
        ("volunteering", "0011_kudos"),
    ]

    operations = [
        migrations.AddField(
            model_name="opportunity",
            name="workflow",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="opportunities", to="journeys.workflow",
            ),
        ),
    ]  # fmt: skip
