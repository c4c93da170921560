import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_rules_by_two"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="serviceoffer",
            name="contact_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="contact person"),
        ),
        migrations.AddField(
            model_name="serviceoffer",
            name="is_contact_public",
            field=models.BooleanField(default=False, verbose_name="the name may be published"),
        ),
        migrations.AddField(
            model_name="serviceoffer",
            name="verified_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="serviceoffer",
            name="who_for",
            field=models.CharField(blank=True, max_length=300, verbose_name="who may come"),
        ),
    ]
