import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scheme",
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
                (
                    "label_km",
                    models.CharField(blank=True, max_length=300, verbose_name="name in Khmer"),
                ),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=300, verbose_name="name in English"),
                ),
                (
                    "is_km_reviewed",
                    models.BooleanField(default=False, verbose_name="Khmer reviewed"),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                (
                    "authority",
                    models.CharField(blank=True, max_length=200, verbose_name="authority"),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("is_verified", models.BooleanField(default=False, verbose_name="verified")),
                (
                    "verified_on",
                    models.DateField(blank=True, null=True, verbose_name="verified on"),
                ),
            ],
            options={
                "verbose_name": "scheme",
            },
        ),
        migrations.CreateModel(
            name="ServiceType",
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
                (
                    "label_km",
                    models.CharField(blank=True, max_length=300, verbose_name="name in Khmer"),
                ),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=300, verbose_name="name in English"),
                ),
                (
                    "is_km_reviewed",
                    models.BooleanField(default=False, verbose_name="Khmer reviewed"),
                ),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="code")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("INF", "Information"),
                            ("COU", "Counselling"),
                            ("LEG", "Legal help"),
                            ("EMP", "Employment"),
                            ("SKL", "Skills"),
                            ("ENT", "Enterprise"),
                            ("SOC", "Social protection"),
                            ("PRO", "Protection"),
                            ("FUP", "Follow-up"),
                        ],
                        max_length=3,
                        verbose_name="group",
                    ),
                ),
                ("sort", models.PositiveSmallIntegerField(default=0)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name": "kind of service",
            },
        ),
        migrations.CreateModel(
            name="Skill",
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
                (
                    "label_km",
                    models.CharField(blank=True, max_length=300, verbose_name="name in Khmer"),
                ),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=300, verbose_name="name in English"),
                ),
                (
                    "is_km_reviewed",
                    models.BooleanField(default=False, verbose_name="Khmer reviewed"),
                ),
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("spean", "Spean's own list"),
                            ("isco", "ISCO-08"),
                            ("esco", "ESCO"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("task", "Task"),
                            ("tool", "Tool or machine"),
                            ("knowledge", "Knowledge"),
                            ("transversal", "Common to many jobs"),
                            ("language", "Language"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("also", models.TextField(blank=True, verbose_name="also called")),
                ("search", models.TextField(blank=True, editable=False)),
                ("uri", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "verbose_name": "skill",
            },
        ),
        migrations.CreateModel(
            name="Area",
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
                (
                    "label_km",
                    models.CharField(blank=True, max_length=300, verbose_name="name in Khmer"),
                ),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=300, verbose_name="name in English"),
                ),
                (
                    "is_km_reviewed",
                    models.BooleanField(default=False, verbose_name="Khmer reviewed"),
                ),
                ("code", models.CharField(max_length=8, verbose_name="code")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Province"), (2, "District"), (3, "Commune"), (4, "Village")],
                        verbose_name="level",
                    ),
                ),
                (
                    "kind_km",
                    models.CharField(blank=True, max_length=30, verbose_name="kind in Khmer"),
                ),
                (
                    "kind_en",
                    models.CharField(blank=True, max_length=30, verbose_name="kind in English"),
                ),
                ("path_km", models.CharField(blank=True, max_length=300)),
                ("path_en", models.CharField(blank=True, max_length=300)),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("point_from", models.CharField(blank=True, max_length=20)),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="directory.area",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "place",
                "indexes": [models.Index(fields=["level", "code"], name="area_level_code")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("code",),
                        name="one_current_area_per_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", [1, 2, 3, 4])),
                        name="area_code_fits_level",
                        violation_error_message="This code does not fit its level.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaName",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("text", models.CharField(max_length=200)),
                ("folded", models.CharField(db_index=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=60)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="directory.area",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "folded"), name="one_spelling_per_area")
                ],
            },
        ),
        migrations.CreateModel(
            name="Centre",
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
                (
                    "label_km",
                    models.CharField(blank=True, max_length=300, verbose_name="name in Khmer"),
                ),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=300, verbose_name="name in English"),
                ),
                (
                    "is_km_reviewed",
                    models.BooleanField(default=False, verbose_name="Khmer reviewed"),
                ),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="code")),
                (
                    "operator_kind",
                    models.CharField(
                        choices=[
                            ("job_centre", "Job centre"),
                            ("pdolvt", "Provincial labour department"),
                            ("cso", "Civil-society organisation"),
                            ("union", "Trade union"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="run by",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("telegram", models.CharField(blank=True, max_length=60, verbose_name="Telegram")),
                (
                    "hours_km",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="opening hours in Khmer"
                    ),
                ),
                (
                    "hours_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="opening hours in English"
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("is_open", models.BooleanField(default=True, verbose_name="open to the public")),
                (
                    "is_invented",
                    models.BooleanField(default=False, verbose_name="invented, from the demo"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "centre",
            },
        ),
        migrations.CreateModel(
            name="NumberBlock",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("first", models.PositiveIntegerField(verbose_name="first number")),
                ("last", models.PositiveIntegerField(verbose_name="last number")),
                ("next", models.PositiveIntegerField(verbose_name="next number")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.centre",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("year", "first"), name="one_block_per_start"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next__gte", models.F("first")),
                            (
                                "next__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("last"), "+", models.Value(1)
                                ),
                            ),
                        ),
                        name="block_next_inside",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                (
                    "label_km",
                    models.CharField(blank=True, max_length=300, verbose_name="name in Khmer"),
                ),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=300, verbose_name="name in English"),
                ),
                (
                    "is_km_reviewed",
                    models.BooleanField(default=False, verbose_name="Khmer reviewed"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("employer", "Employer"),
                            ("employer_association", "Employers' association"),
                            ("training_provider", "Training provider"),
                            ("authority", "Public authority"),
                            ("cso", "Civil-society organisation"),
                            ("union", "Trade union"),
                            ("health", "Health service"),
                            ("finance", "Bank or microfinance institution"),
                            ("recruitment_agency", "Recruitment agency"),
                            ("donor", "Donor"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                (
                    "moc_number",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="Ministry of Commerce number"
                    ),
                ),
                (
                    "mlvt_number",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="Ministry of Labour number"
                    ),
                ),
                (
                    "nssf_number",
                    models.CharField(blank=True, max_length=40, verbose_name="NSSF number"),
                ),
                ("licence", models.CharField(blank=True, max_length=80, verbose_name="licence")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("telegram", models.CharField(blank=True, max_length=60, verbose_name="Telegram")),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=120, verbose_name="contact person"),
                ),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                (
                    "is_invented",
                    models.BooleanField(default=False, verbose_name="invented, from the demo"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
            },
        ),
        migrations.AddField(
            model_name="centre",
            name="operator",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.organisation",
            ),
        ),
        migrations.CreateModel(
            name="Posting",
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
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("counsellor", "Counsellor"),
                            ("legal_officer", "Legal officer"),
                            ("centre_manager", "Centre manager"),
                            ("volunteer", "Outreach volunteer"),
                            ("job_officer", "Job-centre officer"),
                            ("tvet_facilitator", "TVET facilitator"),
                            ("rpl_assessor", "RPL assessor"),
                            ("employer", "Employer"),
                            ("ministry_me", "Ministry monitoring officer"),
                            ("ministry_registrar", "Ministry registrar"),
                            ("ilo_me", "ILO monitoring officer"),
                            ("donor_viewer", "Donor viewer"),
                            ("auditor", "Auditor"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=30,
                        verbose_name="role",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "centre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="directory.centre",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "posting",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="posting_ends_after_it_starts",
                        violation_error_message="The last day cannot come before the first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleRow",
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
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                ("value", models.CharField(max_length=60, verbose_name="value")),
                ("unit", models.CharField(max_length=40, verbose_name="unit")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("is_verified", models.BooleanField(default=False, verbose_name="verified")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
            options={
                "verbose_name": "rule",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "valid_from"), name="one_rule_per_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="rule_ends_after_it_starts",
                        violation_error_message="The last day cannot come before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sector",
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
                (
                    "label_km",
                    models.CharField(blank=True, max_length=300, verbose_name="name in Khmer"),
                ),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=300, verbose_name="name in English"),
                ),
                (
                    "is_km_reviewed",
                    models.BooleanField(default=False, verbose_name="Khmer reviewed"),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("is_offered", models.BooleanField(default=False)),
                ("sort", models.PositiveSmallIntegerField(default=0)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "sector",
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="sector",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.sector",
            ),
        ),
        migrations.CreateModel(
            name="Occupation",
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
                (
                    "label_km",
                    models.CharField(blank=True, max_length=300, verbose_name="name in Khmer"),
                ),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=300, verbose_name="name in English"),
                ),
                (
                    "is_km_reviewed",
                    models.BooleanField(default=False, verbose_name="Khmer reviewed"),
                ),
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("spean", "Spean's own list"),
                            ("isco", "ISCO-08"),
                            ("esco", "ESCO"),
                        ],
                        max_length=10,
                    ),
                ),
                ("isco", models.CharField(max_length=4, verbose_name="ISCO-08")),
                ("skill_level", models.CharField(blank=True, max_length=5)),
                ("also", models.TextField(blank=True, verbose_name="also called")),
                ("search", models.TextField(blank=True, editable=False)),
                ("is_offered", models.BooleanField(default=False)),
                ("uri", models.CharField(blank=True, max_length=200)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="directory.occupation",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "occupation",
                "indexes": [models.Index(fields=["isco", "scheme"], name="occupation_isco")],
            },
        ),
        migrations.CreateModel(
            name="ServiceOffer",
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
                (
                    "label_km",
                    models.CharField(blank=True, max_length=300, verbose_name="name in Khmer"),
                ),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=300, verbose_name="name in English"),
                ),
                (
                    "is_km_reviewed",
                    models.BooleanField(default=False, verbose_name="Khmer reviewed"),
                ),
                (
                    "hours",
                    models.CharField(blank=True, max_length=200, verbose_name="opening hours"),
                ),
                (
                    "cost_khr",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="cost (KHR)"),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="places"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                (
                    "verified_on",
                    models.DateField(blank=True, null=True, verbose_name="last checked"),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.area",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "service_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.servicetype",
                    ),
                ),
            ],
            options={
                "verbose_name": "service on offer",
            },
        ),
        migrations.CreateModel(
            name="OccupationSkill",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "weight",
                    models.CharField(
                        choices=[("essential", "Essential"), ("optional", "Useful")], max_length=10
                    ),
                ),
                ("sort", models.PositiveSmallIntegerField(default=0)),
                (
                    "occupation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="directory.occupation",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="directory.skill",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("occupation", "skill"), name="one_need_per_skill"
                    )
                ],
            },
        ),
    ]
