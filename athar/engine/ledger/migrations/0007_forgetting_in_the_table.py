from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('ledger', '0006_forgetting')]

    operations = [migrations.RunSQL(Path(__file__).with_name('0007_forgetting.sql').read_text(), migrations.RunSQL.noop)]
