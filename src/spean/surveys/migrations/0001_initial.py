import django.db.models.deletion
import spean.surveys.models.sealed
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
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
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("original", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Uploaded"),
                            ("reading", "Being read"),
                            ("refused", "Could not be read"),
                            ("columns", "Columns to be named"),
                            ("review", "To be checked"),
                            ("applying", "Being imported"),
                            ("applied", "Imported"),
                            ("undoing", "Being taken back"),
                            ("undone", "Taken back"),
                        ],
                        default="uploaded",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("refusal_code", models.CharField(blank=True, max_length=40)),
                ("sheet", models.CharField(blank=True, max_length=100)),
                ("sheets", models.JSONField(default=list)),
                ("header_row", models.PositiveIntegerField(null=True)),
                ("headers", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=list)),
                ("with_hidden", models.BooleanField(default=False)),
                ("basis", spean.surveys.models.sealed.SealedJSONField(default=dict)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField(null=True)),
                ("is_stopping", models.BooleanField(default=False)),
                ("applied_at", models.DateTimeField(null=True)),
                ("undo_until", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.centre",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "imported list",
                "indexes": [
                    models.Index(fields=["centre", "-created_at"], name="batch_by_centre"),
                    models.Index(fields=["centre", "sha256"], name="batch_by_content"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
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
                ("number", models.PositiveIntegerField(verbose_name="row")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "Ready"),
                            ("question", "Needs a person"),
                            ("skipped", "Left out"),
                            ("applied", "Imported"),
                            ("undone", "Taken back"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("raw", spean.surveys.models.sealed.SealedJSONField()),
                ("understood", spean.surveys.models.sealed.SealedJSONField(default=dict)),
                ("questions", spean.surveys.models.sealed.SealedJSONField(default=list)),
                ("answers", spean.surveys.models.sealed.SealedJSONField(default=dict)),
                ("likely", models.JSONField(default=list)),
                ("repeats", models.PositiveIntegerField(null=True)),
                ("person_id", models.UUIDField(null=True)),
                ("was_created", models.BooleanField(default=False)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="surveys.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an imported list",
                "indexes": [models.Index(fields=["batch", "state", "number"], name="row_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "number"), name="one_row_per_number_in_batch"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("heading", models.CharField(max_length=200)),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("ignore", "Leave this column out"),
                            ("name", "Name (family name first)"),
                            ("family_name", "Family name"),
                            ("given_name", "Given name"),
                            ("name_latin", "Name in Latin letters"),
                            ("nickname", "Called"),
                            ("sex", "Sex"),
                            ("birth", "Date of birth or age"),
                            ("birth_day", "Day of birth (number)"),
                            ("birth_month", "Month of birth"),
                            ("birth_year", "Year of birth"),
                            ("age", "Age"),
                            ("phone", "Telephone"),
                            ("phone_2", "Second telephone"),
                            ("place", "Whole address in one cell"),
                            ("province", "Province"),
                            ("district", "District"),
                            ("commune", "Commune or sangkat"),
                            ("village", "Village"),
                            ("address", "House, street, group"),
                            ("national_id", "Number of the identity card"),
                            ("passport", "Number of the passport"),
                            ("marital_status", "Marital status"),
                            ("education", "Schooling"),
                            ("id_poor", "IDPoor"),
                            ("left_on", "Day of leaving"),
                            ("returned_on", "Day of return"),
                            ("country", "Country of work"),
                            ("place_abroad", "Place of work abroad"),
                            ("work", "Work done abroad"),
                            ("registered_on", "Day of the registration"),
                            ("consent", "Consent (yes or no)"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="directory.centre",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("centre", "heading"), name="one_meaning_per_heading"
                    )
                ],
            },
        ),
    ]
