import django.db.models.deletion
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
            name="ConsentText",
            fields=[
                (
                    "version",
                    models.CharField(
                        max_length=20, primary_key=True, serialize=False, verbose_name="version"
                    ),
                ),
                ("text_km", models.TextField(verbose_name="text in Khmer")),
                ("text_en", models.TextField(verbose_name="text in English")),
                (
                    "question_km",
                    models.CharField(
                        max_length=300, verbose_name="comprehension question in Khmer"
                    ),
                ),
                (
                    "question_en",
                    models.CharField(
                        max_length=300, verbose_name="comprehension question in English"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "is_km_reviewed",
                    models.BooleanField(default=False, verbose_name="Khmer reviewed"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Household",
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
                    "size",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="people in the household"
                    ),
                ),
                (
                    "children_under_5",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="children under 5"
                    ),
                ),
                (
                    "children_5_17",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="children 5 to 17"
                    ),
                ),
                (
                    "out_of_school",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="children out of school"
                    ),
                ),
                (
                    "elderly",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="people of 60 and older"
                    ),
                ),
                (
                    "with_disability",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="people with a disability"
                    ),
                ),
                (
                    "has_pregnant_member",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="somebody is pregnant",
                    ),
                ),
                (
                    "head_sex",
                    models.CharField(
                        blank=True,
                        choices=[("F", "Woman"), ("M", "Man"), ("X", "Prefers not to say")],
                        max_length=1,
                        verbose_name="head of household",
                    ),
                ),
            ],
            options={
                "verbose_name": "household",
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                    "client_number",
                    models.CharField(max_length=20, unique=True, verbose_name="record number"),
                ),
                ("registered_at", models.DateTimeField(verbose_name="registered")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("walk_in", "Walked in"),
                            ("outreach", "Outreach visit"),
                            ("job_fair", "Job fair"),
                            ("phone", "Telephone"),
                            ("telegram", "Telegram"),
                            ("facebook", "Facebook"),
                            ("border_point", "Border point"),
                            ("referral", "Sent by another service"),
                            ("family", "Family"),
                        ],
                        max_length=20,
                        verbose_name="how the person came",
                    ),
                ),
                (
                    "client_type",
                    models.CharField(
                        choices=[
                            ("returnee", "Returned worker"),
                            ("potential", "Thinking of going abroad"),
                            ("current_abroad", "Working abroad now"),
                            ("family_member", "Family member"),
                            ("host_community", "Host community"),
                        ],
                        max_length=20,
                        verbose_name="who this is",
                    ),
                ),
                (
                    "family_name_km",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="family name in Khmer"
                    ),
                ),
                (
                    "given_name_km",
                    models.CharField(blank=True, max_length=80, verbose_name="given name in Khmer"),
                ),
                (
                    "family_name_lat",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="family name in Latin letters"
                    ),
                ),
                (
                    "given_name_lat",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="given name in Latin letters"
                    ),
                ),
                ("nickname", models.CharField(blank=True, max_length=80, verbose_name="called")),
                (
                    "sex",
                    models.CharField(
                        choices=[("F", "Woman"), ("M", "Man"), ("X", "Prefers not to say")],
                        max_length=1,
                        verbose_name="sex",
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                (
                    "born_precision",
                    models.CharField(
                        choices=[
                            ("day", "Exact day"),
                            ("month", "Month"),
                            ("year", "Year"),
                            ("age_only", "Approximate age"),
                        ],
                        default="day",
                        max_length=10,
                        verbose_name="how exact",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                (
                    "lives_in",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own_home", "Own home"),
                            ("relatives", "With relatives"),
                            ("rented", "Rented room or house"),
                            ("displacement_site", "Displacement site"),
                            ("other", "Somewhere else"),
                        ],
                        max_length=20,
                        verbose_name="lives in",
                    ),
                ),
                (
                    "permanent_address",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="permanent address in words"
                    ),
                ),
                (
                    "is_displaced",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="displaced by the conflict",
                    ),
                ),
                (
                    "home_damaged",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="mines or damage at home",
                    ),
                ),
                (
                    "marital_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("single", "Single"),
                            ("married", "Married"),
                            ("cohabiting", "Living together"),
                            ("divorced", "Divorced"),
                            ("separated", "Separated"),
                            ("widowed", "Widowed"),
                        ],
                        max_length=20,
                        verbose_name="marital status",
                    ),
                ),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No school"),
                            ("primary_incomplete", "Primary school, not finished"),
                            ("primary", "Primary school"),
                            ("lower_secondary", "Lower secondary school"),
                            ("upper_secondary", "Upper secondary school"),
                            ("vocational", "Vocational training"),
                            ("higher", "University"),
                        ],
                        max_length=20,
                        verbose_name="schooling",
                    ),
                ),
                (
                    "school_years",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="years of school"
                    ),
                ),
                (
                    "can_read_khmer",
                    models.BooleanField(blank=True, null=True, verbose_name="reads Khmer"),
                ),
                (
                    "can_write_khmer",
                    models.BooleanField(blank=True, null=True, verbose_name="writes Khmer"),
                ),
                (
                    "can_read_thai",
                    models.BooleanField(blank=True, null=True, verbose_name="reads Thai"),
                ),
                (
                    "speaks_thai",
                    models.CharField(
                        blank=True,
                        choices=[("no", "No"), ("some", "Some"), ("well", "Well")],
                        max_length=10,
                        verbose_name="speaks Thai",
                    ),
                ),
                (
                    "id_poor",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No equity card"),
                            ("level_1", "Poor level 1"),
                            ("level_2", "Poor level 2"),
                            ("at_risk", "At risk"),
                            ("expired", "Card expired"),
                            ("applied", "Has applied"),
                        ],
                        max_length=10,
                        verbose_name="IDPoor",
                    ),
                ),
                (
                    "nssf_scheme",
                    models.CharField(blank=True, max_length=60, verbose_name="NSSF scheme"),
                ),
                (
                    "nssf_last_contribution_on",
                    models.DateField(blank=True, null=True, verbose_name="last NSSF contribution"),
                ),
                ("main_needs", models.JSONField(default=list, verbose_name="main needs now")),
                (
                    "language",
                    models.CharField(
                        blank=True, default="km", max_length=40, verbose_name="language"
                    ),
                ),
                (
                    "help_needed",
                    models.JSONField(blank=True, default=list, verbose_name="help needed"),
                ),
                ("search", models.TextField(blank=True, editable=False)),
                ("is_sealed", models.BooleanField(default=False, editable=False)),
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
                        verbose_name="commune or village",
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responsible officer",
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.centre",
                        verbose_name="centre",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="people.household",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "permanent_area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.area",
                        verbose_name="permanent address, if another",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "indexes": [
                    models.Index(
                        fields=["centre", "-registered_at", "id"], name="person_by_centre"
                    ),
                    models.Index(
                        fields=["assigned_to", "-registered_at", "id"], name="person_by_officer"
                    ),
                    models.Index(
                        fields=["centre", "client_type", "registered_at", "id"],
                        name="person_counted",
                    ),
                    models.Index(
                        fields=["id", "centre", "assigned_to", "is_sealed", "merged_into"],
                        name="person_in_reach",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("is_sealed", True), ("merged_into__isnull", False), _connector="OR"
                        ),
                        fields=["id"],
                        name="person_absent",
                    ),
                    models.Index(
                        condition=models.Q(("merged_into__isnull", False)),
                        fields=["merged_into"],
                        name="person_merged",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("family_name_km", ""),
                            ("family_name_lat", ""),
                            ("given_name_km", ""),
                            ("given_name_lat", ""),
                            _negated=True,
                        ),
                        name="person_has_a_name",
                        violation_error_message="Please write the name in Khmer or Latin letters.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                    "legal_basis",
                    models.CharField(
                        choices=[
                            ("consent", "Consent"),
                            ("legal_obligation", "Legal obligation"),
                            ("vital_interest", "Emergency: life or safety"),
                            ("public_task", "Public task"),
                        ],
                        default="consent",
                        max_length=20,
                        verbose_name="legal basis",
                    ),
                ),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("self", "The person"),
                            ("guardian", "Parent or guardian"),
                            ("other", "Another person with authority"),
                        ],
                        default="self",
                        max_length=20,
                        verbose_name="given by",
                    ),
                ),
                (
                    "giver_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="name of the guardian or other"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signature", "Signature"),
                            ("thumbprint", "Thumbprint"),
                            ("verbal", "Said aloud before a witness"),
                            ("audio", "Voice recording"),
                            ("remote", "By telephone or Telegram"),
                        ],
                        max_length=20,
                        verbose_name="how",
                    ),
                ),
                ("witness", models.CharField(blank=True, max_length=120, verbose_name="witness")),
                (
                    "language",
                    models.CharField(default="km", max_length=20, verbose_name="language"),
                ),
                ("was_read_aloud", models.BooleanField(default=False, verbose_name="read aloud")),
                (
                    "was_understood",
                    models.BooleanField(
                        default=False, verbose_name="comprehension question answered"
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
                (
                    "withheld_information",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what must not be told"
                    ),
                ),
                (
                    "withheld_from",
                    models.CharField(blank=True, max_length=200, verbose_name="to whom not"),
                ),
                (
                    "withheld_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fear", "Afraid"),
                            ("tell_themselves", "Wants to tell them in person"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                        verbose_name="why not",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
                ),
                (
                    "withdrawn_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "The person"),
                            ("guardian", "Parent or guardian"),
                            ("other", "Another person with authority"),
                        ],
                        max_length=20,
                        verbose_name="withdrawn by",
                    ),
                ),
                (
                    "withdrawal_effect",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="effect of the withdrawal"
                    ),
                ),
                ("merged_from", models.UUIDField(editable=False, null=True)),
                ("merged_at", models.DateTimeField(editable=False, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.consenttext",
                        verbose_name="text version",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "indexes": [
                    models.Index(
                        condition=models.Q(("withdrawn_at__isnull", False)),
                        fields=["withdrawn_at"],
                        name="consent_withdrawn",
                    ),
                    models.Index(fields=["person", "-decided_at"], name="consent_by_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("legal_basis", "consent"), _negated=True),
                            models.Q(("mode", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_has_a_mode",
                        violation_error_message="Please choose how the consent was given.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="key",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("wrapped", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="SensitiveDetails",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sensitive",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
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
                ("merged_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge",
            },
        ),
        migrations.CreateModel(
            name="IdentityKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=32)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identity_keys",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["key"], name="identity_key")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "key"), name="one_identity_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityDocument",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("national_id", "National identity card"),
                            ("birth_cert", "Birth certificate"),
                            ("family_book", "Family book"),
                            ("residence_book", "Residence book"),
                            ("passport", "Passport"),
                            ("travel_document", "Travel document"),
                            ("border_pass", "Border pass"),
                            ("thai_pink_card", "Thai pink card"),
                            ("worker_card", "Overseas worker card (MLVT)"),
                            ("equity_card", "Equity card"),
                            ("nssf_card", "NSSF card"),
                            ("none", "No document at all"),
                        ],
                        max_length=20,
                        verbose_name="document",
                    ),
                ),
                ("sealed", models.BinaryField(blank=True, default=b"")),
                ("number_index", models.CharField(blank=True, max_length=64)),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "was_seen",
                    models.BooleanField(default=False, verbose_name="seen by the officer"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "identity document",
                "indexes": [models.Index(fields=["number_index"], name="document_number_index")],
            },
        ),
        migrations.CreateModel(
            name="EmergencyContact",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("spouse", "Husband or wife"),
                            ("parent", "Mother or father"),
                            ("child", "Son or daughter"),
                            ("sibling", "Brother or sister"),
                            ("relative", "Another relative"),
                            ("friend", "Friend or neighbour"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="relation",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telephone")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emergency_contacts",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "emergency contact",
            },
        ),
        migrations.CreateModel(
            name="ContactPoint",
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
                ("number", models.CharField(max_length=20, verbose_name="telephone")),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("self", "Own telephone"),
                            ("relative", "A relative's telephone"),
                            ("neighbour", "A neighbour's telephone"),
                            ("village_chief", "The village chief's telephone"),
                        ],
                        default="self",
                        max_length=20,
                        verbose_name="whose telephone",
                    ),
                ),
                (
                    "safe_to_call",
                    models.CharField(
                        choices=[
                            ("safe", "Safe to call"),
                            ("later", "Call only at the hours given"),
                            ("never", "Do not call · visit"),
                        ],
                        default="safe",
                        max_length=10,
                        verbose_name="safe to call",
                    ),
                ),
                (
                    "best_time",
                    models.CharField(blank=True, max_length=80, verbose_name="best time"),
                ),
                ("call_after", models.TimeField(blank=True, null=True, verbose_name="not before")),
                (
                    "app",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("telegram", "Telegram"),
                            ("facebook", "Facebook Messenger"),
                            ("whatsapp", "WhatsApp"),
                            ("line", "LINE"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="messages by",
                    ),
                ),
                ("is_current", models.BooleanField(default=True, verbose_name="in use")),
                ("sort", models.PositiveSmallIntegerField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "telephone",
                "indexes": [models.Index(fields=["number"], name="contact_number")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "number"), name="one_row_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Return",
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
                ("country", models.CharField(default="TH", max_length=2, verbose_name="country")),
                (
                    "place",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="province or city abroad"
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "left_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "Exact day"),
                            ("month", "Month"),
                            ("year", "Year"),
                            ("age_only", "Approximate age"),
                        ],
                        max_length=10,
                        verbose_name="how exact is the departure",
                    ),
                ),
                (
                    "returned_on",
                    models.DateField(blank=True, null=True, verbose_name="came back on"),
                ),
                (
                    "returned_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "Exact day"),
                            ("month", "Month"),
                            ("year", "Year"),
                            ("age_only", "Approximate age"),
                        ],
                        max_length=10,
                        verbose_name="how exact is the return",
                    ),
                ),
                (
                    "border_point",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("poipet", "Poipet"),
                            ("doung", "Doung"),
                            ("prum", "Prum"),
                            ("o_smach", "O'Smach"),
                            ("choam", "Choam"),
                            ("phnom_dey", "Phnom Dey"),
                            ("stung_bot", "Stung Bot"),
                            ("cham_yeam", "Cham Yeam"),
                            ("unofficial", "Unofficial crossing"),
                            ("air", "By air"),
                        ],
                        max_length=20,
                        verbose_name="came back through",
                    ),
                ),
                (
                    "recruiter",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="recruiter or agency"
                    ),
                ),
                (
                    "recruiter_licence",
                    models.CharField(blank=True, max_length=60, verbose_name="agency licence"),
                ),
                (
                    "cost_paid",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="cost of leaving",
                    ),
                ),
                (
                    "cost_currency",
                    models.CharField(
                        blank=True,
                        choices=[("KHR", "riel"), ("USD", "US dollar"), ("THB", "baht")],
                        max_length=3,
                        verbose_name="currency of the cost",
                    ),
                ),
                ("sealed", models.BinaryField(blank=True, default=b"")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("conflict", "Conflict or fear"),
                            ("government_call", "Government's call to return"),
                            ("employer_closed", "Workplace closed"),
                            ("dismissed", "Dismissed"),
                            ("deported", "Deported"),
                            ("discrimination", "Discrimination or violence"),
                            ("family", "Family"),
                            ("contract_ended", "Contract ended"),
                            ("health", "Health"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="reason for coming back",
                    ),
                ),
                (
                    "was_assisted",
                    models.BooleanField(blank=True, null=True, verbose_name="helped to come back"),
                ),
                (
                    "assisted_by",
                    models.CharField(blank=True, max_length=120, verbose_name="helped by"),
                ),
                (
                    "cost_transport",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="return: transport (USD)",
                    ),
                ),
                (
                    "cost_food",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="return: food (USD)",
                    ),
                ),
                (
                    "cost_unofficial",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="return: unofficial payments (USD)",
                    ),
                ),
                (
                    "children_along",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="children who came along"
                    ),
                ),
                (
                    "left_behind",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="belongings left behind"
                    ),
                ),
                (
                    "remittance",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="sent home each month",
                    ),
                ),
                (
                    "remittance_currency",
                    models.CharField(
                        blank=True,
                        choices=[("KHR", "riel"), ("USD", "US dollar"), ("THB", "baht")],
                        max_length=3,
                        verbose_name="currency of the money sent",
                    ),
                ),
                (
                    "savings",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="savings brought",
                    ),
                ),
                (
                    "savings_currency",
                    models.CharField(
                        blank=True,
                        choices=[("KHR", "riel"), ("USD", "US dollar"), ("THB", "baht")],
                        max_length=3,
                        verbose_name="currency of the savings",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="returns",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "return",
                "indexes": [
                    models.Index(fields=["person", "-returned_on"], name="return_by_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            ("returned_on", None),
                            ("returned_on__gte", models.F("left_on")),
                            _connector="OR",
                        ),
                        name="return_after_departure",
                        violation_error_message="The return cannot come before the departure.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JobAbroad",
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
                    "employer_thai",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="employer in Thai letters"
                    ),
                ),
                (
                    "employer_lat",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="employer in Latin letters"
                    ),
                ),
                (
                    "owner_contact",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="owner's telephone or LINE"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                (
                    "own_words",
                    models.TextField(blank=True, verbose_name="the work in the person's own words"),
                ),
                (
                    "tools",
                    models.CharField(blank=True, max_length=300, verbose_name="tools and machines"),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="months"),
                ),
                (
                    "team_size",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="people in the team"
                    ),
                ),
                (
                    "was_supervisor",
                    models.BooleanField(blank=True, null=True, verbose_name="led a team"),
                ),
                (
                    "wage",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="wage"
                    ),
                ),
                (
                    "wage_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hour", "an hour"),
                            ("day", "a day"),
                            ("month", "a month"),
                            ("piece", "a piece"),
                        ],
                        max_length=10,
                        verbose_name="wage for",
                    ),
                ),
                (
                    "wage_currency",
                    models.CharField(
                        blank=True,
                        choices=[("KHR", "riel"), ("USD", "US dollar"), ("THB", "baht")],
                        max_length=3,
                        verbose_name="currency of the wage",
                    ),
                ),
                (
                    "hours_per_day",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        verbose_name="hours a day",
                    ),
                ),
                (
                    "days_per_week",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=3,
                        null=True,
                        verbose_name="days a week",
                    ),
                ),
                (
                    "overtime_paid",
                    models.BooleanField(blank=True, null=True, verbose_name="overtime paid"),
                ),
                (
                    "had_contract",
                    models.BooleanField(blank=True, null=True, verbose_name="written contract"),
                ),
                (
                    "had_social_security",
                    models.BooleanField(blank=True, null=True, verbose_name="Thai social security"),
                ),
                (
                    "training_received",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="training or certificate received"
                    ),
                ),
                (
                    "wages_owed",
                    models.BooleanField(blank=True, null=True, verbose_name="wages still owed"),
                ),
                (
                    "wages_owed_amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="amount owed",
                    ),
                ),
                ("sealed", models.BinaryField(blank=True, default=b"")),
                (
                    "reference_contact",
                    models.CharField(blank=True, max_length=200, verbose_name="who can confirm"),
                ),
                (
                    "occupation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.occupation",
                        verbose_name="occupation",
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
                        verbose_name="sector",
                    ),
                ),
                (
                    "tasks",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="directory.skill", verbose_name="tasks"
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jobs",
                        to="people.return",
                    ),
                ),
            ],
            options={
                "verbose_name": "job abroad",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("wage", None), ("wage__gte", 0), _connector="OR"),
                        name="job_abroad_wage_not_negative",
                        violation_error_message="A wage cannot be below zero.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchToken",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("token", models.BinaryField(max_length=255)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.centre",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_tokens",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["centre", "token", "person"], name="search_token")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "token"), name="one_search_token")
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspicion",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To be compared"),
                            ("unsure", "Waiting for the manager"),
                            ("same", "One person"),
                            ("different", "Two people"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("likelihood", models.FloatField()),
                ("lines", models.JSONField(default=list)),
                ("crosses_centres", models.BooleanField(default=False)),
                (
                    "question",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="question to the other centre"
                    ),
                ),
                ("first_agrees", models.BooleanField(null=True)),
                ("second_agrees", models.BooleanField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "first_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "second_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "possible duplicate",
                "indexes": [models.Index(fields=["state"], name="suspicion_state")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first", "second"), name="one_suspicion_per_pair"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="two_different_records",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentScope",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("service_delivery", "Keep a record, to help"),
                            ("share_nea", "Share with the National Employment Agency"),
                            ("share_pdolvt", "Share with the provincial labour department"),
                            ("share_tvet", "Share with a training centre"),
                            ("share_nssf", "Share with NSSF"),
                            ("share_commune_idpoor", "Share with the commune (IDPoor)"),
                            ("share_mosvy", "Share with the social affairs ministry"),
                            ("share_cso", "Share with a named organisation"),
                            ("share_employer", "Share the work profile with employers"),
                            ("contact_by_phone", "Contact by telephone"),
                            ("contact_by_telegram", "Contact by Telegram"),
                            ("photo_use", "Use a photograph"),
                            ("anonymous_statistics", "Count without a name in statistics"),
                            ("research_contact", "Ask later to take part in research"),
                        ],
                        max_length=30,
                        verbose_name="purpose",
                    ),
                ),
                ("is_granted", models.BooleanField(verbose_name="allowed")),
                (
                    "recipient",
                    models.CharField(blank=True, max_length=120, verbose_name="organisation"),
                ),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scopes",
                        to="people.consent",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_granted", False)),
                        fields=["scope", "consent"],
                        name="purpose_refused",
                    ),
                    models.Index(
                        condition=models.Q(("expires_on__isnull", False)),
                        fields=["scope", "expires_on"],
                        name="purpose_until",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consent", "scope", "recipient"), name="one_answer_per_purpose"
                    )
                ],
            },
        ),
    ]
