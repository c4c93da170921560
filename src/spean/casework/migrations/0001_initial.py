import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("directory", "0001_initial"),
        ("people", "0002_first_consent_text"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
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
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                (
                    "triage",
                    models.CharField(
                        blank=True,
                        choices=[("red", "Today"), ("amber", "This week"), ("green", "As planned")],
                        max_length=10,
                        verbose_name="when we act",
                    ),
                ),
                (
                    "triaged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="screened"),
                ),
                (
                    "last_service_on",
                    models.DateField(blank=True, null=True, verbose_name="last service"),
                ),
                ("waiting_since", models.DateField(verbose_name="waiting since")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "exit_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goal_reached", "Goal reached"),
                            ("migrated_again", "Went abroad again"),
                            ("moved", "Moved away"),
                            ("lost_contact", "Could not be reached any more"),
                            ("withdrew", "Wished to stop"),
                            ("duplicate", "Registered twice"),
                            ("transferred", "Handed over to another centre"),
                            ("deceased", "Died"),
                        ],
                        max_length=20,
                        verbose_name="reason for closing",
                    ),
                ),
                (
                    "exit_asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closing asked for"),
                ),
                (
                    "closing_rss",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=4,
                        null=True,
                        verbose_name="sustainability score at the end (0 to 1)",
                    ),
                ),
                ("closing_result", models.TextField(blank=True, verbose_name="result at closing")),
                (
                    "exit_approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exit_asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "case",
                "indexes": [
                    models.Index(fields=["person", "id"], name="case_by_person"),
                    models.Index(
                        condition=models.Q(("exit_asked_at__isnull", False)),
                        fields=["exit_asked_at"],
                        name="case_to_close",
                    ),
                    models.Index(fields=["state", "triage"], name="case_state_triage"),
                    models.Index(fields=["state", "waiting_since"], name="case_state_waiting"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("person",),
                        name="one_open_case_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(("exit_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="closed_case_has_a_reason",
                        violation_error_message="Please choose why the case is closed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closing_rss", None),
                            models.Q(("closing_rss__gte", 0), ("closing_rss__lte", 1)),
                            _connector="OR",
                        ),
                        name="closing_rss_between_0_and_1",
                        violation_error_message="The score lies between 0 and 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                            ("month_1", "Follow-up at 1 month"),
                            ("month_3", "Follow-up at 3 months"),
                            ("month_6", "Follow-up at 6 months"),
                            ("month_12", "Follow-up at 12 months"),
                            ("next_step", "Next step"),
                            ("review", "Review of the plan"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "what",
                    models.CharField(blank=True, max_length=300, verbose_name="what to ask or do"),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("is_discreet", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "To do"),
                            ("reached", "Reached"),
                            ("given_up", "Not reached after several tries"),
                            ("cancelled", "No longer needed"),
                        ],
                        default="due",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("finding", models.TextField(blank=True, verbose_name="what was learned")),
                ("about_kind", models.CharField(blank=True, max_length=40)),
                ("about_id", models.UUIDField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="casework.case",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "indexes": [
                    models.Index(fields=["state", "due_on"], name="follow_up_due"),
                    models.Index(fields=["case", "state", "due_on"], name="follow_up_next"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpTry",
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
                ("tried_at", models.DateTimeField(verbose_name="tried")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("no_answer", "No answer"),
                            ("number_off", "The number does not work"),
                            ("moved", "Moved away"),
                            ("re_migrated", "Went abroad again"),
                            ("refused", "Does not wish to talk"),
                            ("died", "Died"),
                        ],
                        max_length=12,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tries",
                        to="casework.followup",
                    ),
                ),
                (
                    "tried_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "try",
            },
        ),
        migrations.CreateModel(
            name="HandOver",
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
                ("handed_at", models.DateTimeField(verbose_name="handed over")),
                ("people", models.PositiveIntegerField(verbose_name="people")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "from_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-over",
            },
        ),
        migrations.CreateModel(
            name="Plan",
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
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("agreed", "Agreed"),
                            ("superseded", "Replaced by a newer version"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("goal", models.TextField(verbose_name="goal in the person's own words")),
                (
                    "goal_code",
                    models.CharField(
                        choices=[
                            ("wage_job_near", "A job near home"),
                            ("wage_job_elsewhere", "A job elsewhere in Cambodia"),
                            ("farm_or_business", "A farm or a small business"),
                            ("training", "Learn a trade"),
                            ("abroad_safely", "Go abroad again, safely"),
                            ("family", "Children and family"),
                            ("health", "Health first"),
                            ("debt", "Get out of debt"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="kind of goal",
                    ),
                ),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("economic", "Income and work"),
                            ("social", "Home and community"),
                            ("psychosocial", "Well-being"),
                        ],
                        max_length=20,
                        verbose_name="dimension",
                    ),
                ),
                (
                    "baseline_rss",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=4,
                        null=True,
                        verbose_name="sustainability score at the start (0 to 1)",
                    ),
                ),
                ("strengths", models.TextField(blank=True, verbose_name="strengths")),
                ("barriers", models.TextField(blank=True, verbose_name="obstacles")),
                (
                    "household_agrees",
                    models.BooleanField(blank=True, null=True, verbose_name="the household agrees"),
                ),
                (
                    "has_debt_plan",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="there is a plan for the debt"
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="next review")),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="agreed")),
                (
                    "agreed_mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signature", "Signature"),
                            ("thumbprint", "Thumbprint"),
                            ("voice", "Voice recording"),
                            ("verbal", "Said aloud before a witness"),
                        ],
                        max_length=12,
                        verbose_name="agreed by",
                    ),
                ),
                (
                    "agreement_witness",
                    models.CharField(blank=True, max_length=120, verbose_name="witness"),
                ),
                ("closure_result", models.TextField(blank=True, verbose_name="result at closing")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plans",
                        to="casework.case",
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
                "indexes": [
                    models.Index(fields=["case", "agreed_at"], name="plan_agreed"),
                ],
                "verbose_name": "plan",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "version"), name="one_plan_per_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_at", None),
                            models.Q(("agreed_mode", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="agreed_plan_says_how",
                        violation_error_message="Please choose how the person agreed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("baseline_rss", None),
                            models.Q(("baseline_rss__gte", 0), ("baseline_rss__lte", 1)),
                            _connector="OR",
                        ),
                        name="rss_between_0_and_1",
                        violation_error_message="The score lies between 0 and 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAction",
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
                ("what", models.CharField(max_length=300, verbose_name="what")),
                (
                    "provider_name",
                    models.CharField(blank=True, max_length=200, verbose_name="provider in words"),
                ),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("client", "The person"),
                            ("staff", "The centre"),
                            ("both", "Both together"),
                        ],
                        max_length=10,
                        verbose_name="who does it",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="cost"
                    ),
                ),
                (
                    "cost_currency",
                    models.CharField(
                        blank=True,
                        choices=[("KHR", "riel"), ("USD", "US dollar"), ("THB", "baht")],
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("agreed", "Agreed"),
                            ("in_progress", "Under way"),
                            ("done", "Done"),
                            ("failed", "Did not work"),
                            ("dropped", "Dropped"),
                        ],
                        default="planned",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="proof")),
                ("evidence_kind", models.CharField(blank=True, max_length=40)),
                ("evidence_id", models.UUIDField(blank=True, null=True)),
                ("sort", models.PositiveSmallIntegerField(default=0)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="casework.plan",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                        verbose_name="provider",
                    ),
                ),
                (
                    "service_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.servicetype",
                        verbose_name="kind of service",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of the plan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cost", None), ("cost__gte", 0), _connector="OR"),
                        name="action_cost_not_negative",
                        violation_error_message="A cost cannot be below zero.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Screening",
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
                ("taken_at", models.DateTimeField(verbose_name="asked")),
                ("sealed", models.BinaryField()),
                ("rule_version", models.CharField(max_length=20)),
                (
                    "proposed",
                    models.CharField(
                        choices=[("red", "Today"), ("amber", "This week"), ("green", "As planned")],
                        max_length=10,
                        verbose_name="proposed",
                    ),
                ),
                (
                    "triage",
                    models.CharField(
                        choices=[("red", "Today"), ("amber", "This week"), ("green", "As planned")],
                        max_length=10,
                        verbose_name="when we act",
                    ),
                ),
                (
                    "override_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason for another choice"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="screenings",
                        to="casework.case",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "screening",
                "indexes": [models.Index(fields=["case", "-taken_at"], name="screening_by_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("triage", models.F("proposed")),
                            models.Q(("override_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="override_has_a_reason",
                        violation_error_message="Please write why you choose otherwise.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceEvent",
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
                ("happened_on", models.DateField(verbose_name="date")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes"),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("phone", "Telephone"),
                            ("telegram", "Telegram"),
                            ("group", "In a group"),
                            ("home_visit", "Home visit"),
                        ],
                        max_length=12,
                        verbose_name="how",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="what was said")),
                (
                    "next_step",
                    models.CharField(blank=True, max_length=300, verbose_name="next step"),
                ),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="next date")),
                (
                    "is_discreet",
                    models.BooleanField(
                        default=False, verbose_name="keep the words off the Today page"
                    ),
                ),
                (
                    "women",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="women present"
                    ),
                ),
                (
                    "men",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="men present"
                    ),
                ),
                (
                    "others",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="others present"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.area",
                        verbose_name="commune",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="casework.case",
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.centre",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        related_name="+", to="directory.servicetype", verbose_name="what we did"
                    ),
                ),
            ],
            options={
                "verbose_name": "service note",
                "indexes": [
                    models.Index(fields=["centre", "happened_on", "case"], name="event_by_centre")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case", None), _negated=True),
                            ("mode", "group"),
                            _connector="OR",
                        ),
                        name="event_of_a_person_or_a_group",
                        violation_error_message="A note without a person is a group note.",
                    )
                ],
            },
        ),
    ]
