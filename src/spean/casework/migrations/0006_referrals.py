import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_plan_files"),
        ("directory", "0005_service_map"),
        ("people", "0003_fewer_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceReferral",
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
                    "focal_point",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="whom to ask for there"
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[
                            ("24h", "Within 24 hours"),
                            ("3d", "Within 3 days"),
                            ("14d", "Within 14 days"),
                            ("routine", "When there is room"),
                        ],
                        max_length=10,
                        verbose_name="how soon",
                    ),
                ),
                (
                    "needs_transport",
                    models.BooleanField(default=False, verbose_name="needs transport"),
                ),
                (
                    "needs_escort",
                    models.BooleanField(default=False, verbose_name="needs somebody to go along"),
                ),
                ("sealed", models.BinaryField()),
                (
                    "shared",
                    models.JSONField(default=list, verbose_name="what the partner may know"),
                ),
                ("consent_scope", models.CharField(max_length=30)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Sent, no answer yet"),
                            ("acknowledged", "Received, no answer yet"),
                            ("accepted", "Accepted"),
                            ("contacted", "First contact made"),
                            ("started", "Service has begun"),
                            ("done", "Service given"),
                            ("not_done", "Came to nothing"),
                            ("declined", "Declined by the partner"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="sent",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                (
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="received"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "contacted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="first contact"),
                ),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="service begun"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="over")),
                ("answered_by", models.CharField(blank=True, max_length=10)),
                (
                    "reason_code",
                    models.CharField(blank=True, max_length=20, verbose_name="reason for the no"),
                ),
                (
                    "outcome",
                    models.CharField(blank=True, max_length=300, verbose_name="what came of it"),
                ),
                (
                    "told_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="the person was told"),
                ),
                ("remind_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.case",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.consent",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.serviceoffer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                        verbose_name="partner",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.servicetype",
                        verbose_name="kind of service",
                    ),
                ),
            ],
            options={
                "verbose_name": "referral to a service",
            },
        ),
        migrations.CreateModel(
            name="ReferralLink",
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
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField(verbose_name="ends")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "opened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="first opened"),
                ),
                ("opened", models.PositiveIntegerField(default=0)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="casework.servicereferral",
                    ),
                ),
            ],
            options={
                "verbose_name": "partner's link",
            },
        ),
        migrations.CreateModel(
            name="SharedPaper",
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
                ("kind", models.CharField(max_length=4)),
                ("size", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                ("delete_after", models.DateTimeField(verbose_name="deleted after")),
                (
                    "taken_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="first taken by the partner"
                    ),
                ),
                ("deleted_at", models.DateTimeField(blank=True, null=True, verbose_name="deleted")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="casework.servicereferral",
                    ),
                ),
            ],
            options={
                "verbose_name": "paper for a partner",
            },
        ),
        migrations.AddIndex(
            model_name="servicereferral",
            index=models.Index(fields=["state", "due_at"], name="service_referral_due"),
        ),
        migrations.AddIndex(
            model_name="servicereferral",
            index=models.Index(fields=["organisation", "sent_at"], name="service_referral_partner"),
        ),
        migrations.AddConstraint(
            model_name="servicereferral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["declined", "not_done", "withdrawn"]), _negated=True),
                    models.Q(("reason_code", ""), _negated=True),
                    _connector="OR",
                ),
                name="every_partners_no_has_a_reason",
                violation_error_message="Please choose a reason.",
            ),
        ),
        migrations.AddIndex(
            model_name="sharedpaper",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", True)),
                fields=["delete_after"],
                name="paper_to_delete",
            ),
        ),
    ]
