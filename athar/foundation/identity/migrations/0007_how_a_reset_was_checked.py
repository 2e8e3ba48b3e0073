from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0006_external_identities"),
    ]

    operations = [
        # No page reached resets before; a row made by a script says in its reason how identity was checked.
        migrations.AddField(
            model_name="factorreset",
            name="checked",
            field=models.CharField(
                choices=[
                    ("document", "Identity document seen, in person"),
                    ("video", "Identity document shown in a video call"),
                    ("called_back", "Called back at the number we hold"),
                    ("copy", "A copy of the identity document, compared with what we hold"),
                    ("known", "Somebody who works here knows them in person"),
                ],
                default="known",
                max_length=11,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="factorreset",
            constraint=models.CheckConstraint(
                condition=models.Q(("checked__in", ("document", "video", "called_back", "known"))),
                name="a_reset_says_how_identity_was_checked",
            ),
        ),
    ]
