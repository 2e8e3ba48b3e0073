from django.db import migrations

SAY_IN_ENGLISH = """
    UPDATE journeys_session AS session SET place_en = opportunity.place_en
    FROM volunteering_opportunity AS opportunity
    WHERE opportunity.edition_id = session.edition_id AND opportunity.place_ar = session.place_ar
      AND opportunity.place_en <> session.place_en
"""


class Migration(migrations.Migration):
    """A shift that is where its opportunity is says so in English, too."""

    dependencies = [("journeys", "0008_places_in_both_languages"), ("volunteering", "0013_groups")]

    operations = [migrations.RunSQL(SAY_IN_ENGLISH, migrations.RunSQL.noop, elidable=True)]
