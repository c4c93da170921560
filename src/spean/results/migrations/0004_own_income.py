from django.db import migrations

from spean.results.services import load_indicators


def load(apps, schema_editor):
    load_indicators(apps)


class Migration(migrations.Migration):
    dependencies = [("results", "0003_referral_indicators")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
