from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_guidance")]

    operations = [
        migrations.AddField(
            model_name="followupanswers",
            name="income_checked_on",
            field=models.DateField(blank=True, null=True, verbose_name="own income checked"),
        ),
    ]
