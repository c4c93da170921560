import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_benefits"),
        ("directory", "0004_services"),
        ("people", "0003_fewer_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CareerChoice",
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
                    "words",
                    models.CharField(max_length=400, verbose_name="in the person's own words"),
                ),
                (
                    "next_wish",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what the person wants next"
                    ),
                ),
                ("chosen_on", models.DateField(verbose_name="date")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.case",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.serviceevent",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occupations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="directory.occupation",
                        verbose_name="work that was named",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of work",
            },
        ),
        migrations.CreateModel(
            name="FirstAidRecord",
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
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.case",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.serviceevent",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "psychosocial first aid",
            },
        ),
        migrations.CreateModel(
            name="PeerGroup",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("women", "Women's peer group"),
                            ("returnees", "Association of returned workers"),
                            ("savings", "Savings group"),
                            ("other", "Another group"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "meets_where",
                    models.CharField(blank=True, max_length=200, verbose_name="meets where"),
                ),
                (
                    "meets_when",
                    models.CharField(blank=True, max_length=200, verbose_name="meets when"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="meets now")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.centre",
                    ),
                ),
                (
                    "facilitator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="led by",
                    ),
                ),
            ],
            options={
                "verbose_name": "peer group",
            },
        ),
        migrations.CreateModel(
            name="PeerMember",
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
                ("joined_on", models.DateField(verbose_name="joined")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="casework.peergroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a peer group",
            },
        ),
        migrations.CreateModel(
            name="PeerMeeting",
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
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.serviceevent",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="casework.peergroup",
                    ),
                ),
                (
                    "present",
                    models.ManyToManyField(blank=True, related_name="+", to="casework.peermember"),
                ),
            ],
            options={
                "verbose_name": "meeting of a peer group",
            },
        ),
        migrations.AddConstraint(
            model_name="peermember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None)),
                fields=("group", "person"),
                name="one_membership_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="peermember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on", None), ("left_on__gte", models.F("joined_on")), _connector="OR"
                ),
                name="member_leaves_after_joining",
                violation_error_message="The last day cannot come before the first.",
            ),
        ),
    ]
