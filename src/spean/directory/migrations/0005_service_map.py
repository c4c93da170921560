import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_services"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceMapping",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("scheme", models.CharField(default="oscar", max_length=20, verbose_name="list")),
                ("their_code", models.CharField(max_length=80, verbose_name="their code")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("is_verified", models.BooleanField(default=False, verbose_name="verified")),
                (
                    "service_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.servicetype",
                        verbose_name="our service",
                    ),
                ),
            ],
            options={
                "verbose_name": "code of another system",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "service_type"),
                        name="one_code_per_service_and_list",
                        violation_error_message="This service has a code on that list already.",
                    )
                ],
            },
        ),
    ]
