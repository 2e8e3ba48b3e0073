import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


# Until now the one text was read in both languages; a room that knows the English says it.
KEEP_WHAT_WAS_READ = [
    "UPDATE journeys_session SET place_en = place_ar",
    "UPDATE journeys_sessionevent SET place_en = place_ar",
]


class Migration(migrations.Migration):

    dependencies = [
        ('journeys', '0007_holds'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='session',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='session',
            name='update_update',
        ),
        migrations.RenameField(
            model_name='session',
            old_name='place',
            new_name='place_ar',
        ),
        migrations.RenameField(
            model_name='sessionevent',
            old_name='place',
            new_name='place_ar',
        ),
        migrations.AddField(
            model_name='session',
            name='place_en',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='place_en',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.RunSQL(KEEP_WHAT_WAS_READ, migrations.RunSQL.noop, elidable=True),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "journeys_sessionevent" ("cancelled_at", "capacity", "edition_id", "ends_at", "id", "name_ar", "name_en", "offer_minutes", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_ar", "place_en", "region_id", "rest_minutes", "starts_at", "weekly_minutes") VALUES (NEW."cancelled_at", NEW."capacity", NEW."edition_id", NEW."ends_at", NEW."id", NEW."name_ar", NEW."name_en", NEW."offer_minutes", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_ar", NEW."place_en", NEW."region_id", NEW."rest_minutes", NEW."starts_at", NEW."weekly_minutes"); RETURN NULL;', hash='283f6adfa2e4c87f0fcc9c19c06259f0d83916da', operation='INSERT', pgid='pgtrigger_insert_insert_86b3a', table='journeys_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "journeys_sessionevent" ("cancelled_at", "capacity", "edition_id", "ends_at", "id", "name_ar", "name_en", "offer_minutes", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_ar", "place_en", "region_id", "rest_minutes", "starts_at", "weekly_minutes") VALUES (NEW."cancelled_at", NEW."capacity", NEW."edition_id", NEW."ends_at", NEW."id", NEW."name_ar", NEW."name_en", NEW."offer_minutes", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_ar", NEW."place_en", NEW."region_id", NEW."rest_minutes", NEW."starts_at", NEW."weekly_minutes"); RETURN NULL;', hash='e772ed0c5c3e98657934eca10eee42e0d6276996', operation='UPDATE', pgid='pgtrigger_update_update_936d8', table='journeys_session', when='AFTER')),
        ),
    ]
