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
            name="Employer",
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
                    models.CharField(
                        blank=True,
                        choices=[
                            ("micro", "1 to 9 workers"),
                            ("small", "10 to 49 workers"),
                            ("medium", "50 to 199 workers"),
                            ("large", "200 workers and more"),
                        ],
                        max_length=10,
                        verbose_name="size",
                    ),
                ),
                (
                    "hr_contact",
                    models.CharField(blank=True, max_length=120, verbose_name="person to ask"),
                ),
                (
                    "association",
                    models.CharField(blank=True, max_length=120, verbose_name="association"),
                ),
                (
                    "has_union",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="union present",
                    ),
                ),
                ("visited_on", models.DateField(blank=True, null=True, verbose_name="last visit")),
                (
                    "visit_notes",
                    models.TextField(blank=True, verbose_name="visits, complaints, violations"),
                ),
                ("is_blacklisted", models.BooleanField(default=False, verbose_name="blacklisted")),
                (
                    "blacklist_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
                (
                    "blacklisted_until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "pledged_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="signed the decent-work pledge"
                    ),
                ),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="verified")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.centre",
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "second_verified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "employer",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_blacklisted", False),
                            models.Q(("blacklist_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="blacklist_has_a_reason",
                        violation_error_message="Please write why the employer is blacklisted.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_verified_by", None),
                            models.Q(
                                ("second_verified_by", models.F("verified_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="employer_verified_by_two",
                        violation_error_message="The second check is by another person.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vacancy",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("openings", models.PositiveSmallIntegerField(verbose_name="places")),
                (
                    "sex_limit",
                    models.CharField(
                        choices=[("any", "Anybody"), ("F", "Women only"), ("M", "Men only")],
                        default="any",
                        max_length=3,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "sex_limit_ground",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="legal ground of the limit"
                    ),
                ),
                (
                    "wage_min",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="wage from",
                    ),
                ),
                (
                    "wage_max",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="wage to",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[("KHR", "riel"), ("USD", "US dollar"), ("THB", "baht")],
                        default="USD",
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                (
                    "pay_unit",
                    models.CharField(
                        choices=[
                            ("month", "a month"),
                            ("day", "a day"),
                            ("hour", "an hour"),
                            ("piece", "a piece"),
                        ],
                        default="month",
                        max_length=10,
                        verbose_name="paid by",
                    ),
                ),
                (
                    "allowance_attendance",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="attendance bonus (USD)",
                    ),
                ),
                (
                    "allowance_transport",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="transport or rent allowance (USD)",
                    ),
                ),
                (
                    "allowance_meal",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="meal allowance (USD)",
                    ),
                ),
                (
                    "allowance_seniority",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="seniority allowance (USD)",
                    ),
                ),
                (
                    "hours_per_week",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        verbose_name="hours a week",
                    ),
                ),
                ("shifts", models.CharField(blank=True, max_length=120, verbose_name="shifts")),
                (
                    "has_night_work",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="night work",
                    ),
                ),
                ("overtime", models.CharField(blank=True, max_length=120, verbose_name="overtime")),
                (
                    "probation_months",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=3,
                        null=True,
                        verbose_name="probation (months)",
                    ),
                ),
                (
                    "contract",
                    models.CharField(
                        choices=[
                            ("udc", "Open-ended contract"),
                            ("fdc", "Fixed-term contract"),
                            ("oral", "No written contract"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="contract",
                    ),
                ),
                (
                    "contract_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="length of the contract (months)"
                    ),
                ),
                (
                    "has_nssf",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="registers with NSSF",
                    ),
                ),
                (
                    "has_dormitory",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="dormitory",
                    ),
                ),
                (
                    "has_meals",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="meals",
                    ),
                ),
                (
                    "has_transport",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="transport",
                    ),
                ),
                (
                    "has_childcare",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="childcare",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts")),
                (
                    "accepts_rpl",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="accepts recognition of prior learning",
                    ),
                ),
                (
                    "language",
                    models.CharField(blank=True, max_length=60, verbose_name="language needed"),
                ),
                (
                    "needs_literacy",
                    models.BooleanField(blank=True, null=True, verbose_name="must read and write"),
                ),
                (
                    "minimum_age",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="age from"
                    ),
                ),
                (
                    "maximum_age",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="age to, as advertised"
                    ),
                ),
                (
                    "accepts_45_plus",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="takes people of 45 and older"
                    ),
                ),
                (
                    "accepts_disability",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="takes people with a disability"
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="in words")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("employer_visit", "Visit to the employer"),
                            ("job_fair", "Job fair"),
                            ("nea", "National Employment Agency"),
                            ("phone", "Telephone"),
                            ("advertisement", "Advertisement"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="source",
                    ),
                ),
                (
                    "verified_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="checked with the employer"
                    ),
                ),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="closes")),
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
                        verbose_name="place of work",
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
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vacancies",
                        to="jobs.employer",
                    ),
                ),
                (
                    "occupation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.occupation",
                        verbose_name="occupation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "vacancy",
                "indexes": [models.Index(fields=["state", "closes_on"], name="vacancy_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("wage_min", None), ("wage_min__gte", 0), _connector="OR"),
                            models.Q(
                                ("wage_max", None),
                                ("wage_min", None),
                                ("wage_max__gte", models.F("wage_min")),
                                _connector="OR",
                            ),
                        ),
                        name="vacancy_wage_range",
                        violation_error_message="The highest wage cannot be below the lowest.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("openings__gte", 1)),
                        name="vacancy_has_places",
                        violation_error_message="A vacancy has at least one place.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VacancyNeed",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "weight",
                    models.CharField(
                        choices=[("must", "Needed"), ("nice", "Welcome")], max_length=5
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.skill",
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="jobs.vacancy",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vacancy", "skill"), name="one_need_per_vacancy_skill"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="vacancy",
            name="skills",
            field=models.ManyToManyField(
                related_name="+", through="jobs.VacancyNeed", to="directory.skill"
            ),
        ),
        migrations.CreateModel(
            name="EmployerLink",
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
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.centre",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="jobs.vacancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "employer's link",
            },
        ),
        migrations.CreateModel(
            name="JobReferral",
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
                            ("proposed", "To be discussed with the person"),
                            ("agreed", "The person said yes"),
                            ("sent", "With the employer"),
                            ("meeting", "The employer wants to meet"),
                            ("hired", "Hired"),
                            ("declined", "The person said no"),
                            ("refused", "The employer said no"),
                            ("closed", "Closed"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("fits", models.PositiveSmallIntegerField(default=0)),
                ("fits_of", models.PositiveSmallIntegerField(default=0)),
                ("reasons", models.JSONField(default=list)),
                ("proposed_at", models.DateTimeField(verbose_name="proposed")),
                (
                    "agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="the person said yes"),
                ),
                (
                    "sent_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="sent to the employer"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="the employer answered"
                    ),
                ),
                (
                    "answered_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("link", "By the employer, through the link"),
                            ("officer", "Noted by the officer"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "start_claimed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="the employer says: has started"
                    ),
                ),
                (
                    "decline_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wage", "The wage"),
                            ("distance", "Too far"),
                            ("hours", "The hours"),
                            ("childcare", "Children or family"),
                            ("health", "Health"),
                            ("other_work", "Has other work"),
                            ("not_this_work", "Does not want this work"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                        verbose_name="why the person says no",
                    ),
                ),
                (
                    "refusal_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("filled", "The places are full"),
                            ("skill", "A needed skill is missing"),
                            ("hours", "The hours do not suit"),
                            ("distance", "Too far"),
                            ("wage", "The wage"),
                            ("literacy", "Reading and writing"),
                            ("documents", "Documents"),
                            ("age", "Age"),
                            ("health", "Health"),
                            ("childcare", "Children or family"),
                            ("no_show", "Did not come"),
                            ("employer_changed", "The employer's need changed"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                        verbose_name="why the employer says no",
                    ),
                ),
                (
                    "close_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hired_elsewhere", "Works elsewhere now"),
                            ("vacancy_closed", "The vacancy closed"),
                            ("consent_withdrawn", "The consent was withdrawn"),
                            ("no_answer", "The employer did not answer"),
                            ("mistake", "Entered by mistake"),
                        ],
                        max_length=20,
                        verbose_name="why it was closed",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="jobs.vacancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "job referral",
                "indexes": [
                    models.Index(fields=["person", "state"], name="referral_by_person"),
                    models.Index(fields=["vacancy", "state"], name="referral_by_vacancy"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ["proposed", "agreed", "sent", "meeting"])
                        ),
                        fields=("person", "vacancy"),
                        name="one_live_referral_per_vacancy",
                        violation_error_message="This person has already been put forward here.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "declined"), _negated=True),
                                models.Q(("decline_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "refused"), _negated=True),
                                models.Q(("refusal_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                models.Q(("close_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="every_no_has_a_reason",
                        violation_error_message="Please choose a reason.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobSeeker",
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
                    "is_looking",
                    models.BooleanField(default=True, verbose_name="looks for work now"),
                ),
                (
                    "radius_km",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="longest daily way (km)"
                    ),
                ),
                (
                    "accepts_dormitory",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="would live in a dormitory"
                    ),
                ),
                (
                    "will_relocate",
                    models.BooleanField(blank=True, null=True, verbose_name="would move for work"),
                ),
                (
                    "available_from",
                    models.DateField(blank=True, null=True, verbose_name="can start from"),
                ),
                (
                    "wage_wanted",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="wage asked for (USD a month)",
                    ),
                ),
                (
                    "wage_floor",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="lowest wage that works (USD a month)",
                    ),
                ),
                (
                    "night_work",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="can work at night",
                    ),
                ),
                (
                    "licences",
                    models.CharField(blank=True, max_length=200, verbose_name="licences held"),
                ),
                (
                    "party",
                    models.CharField(blank=True, max_length=40, verbose_name="goes together with"),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "refused_occupations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="directory.occupation",
                        verbose_name="work not wanted any more",
                    ),
                ),
                (
                    "wanted_occupations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="directory.occupation",
                        verbose_name="work wanted",
                    ),
                ),
                (
                    "wanted_sectors",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="directory.sector",
                        verbose_name="sectors wanted",
                    ),
                ),
            ],
            options={
                "verbose_name": "wishes for work",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("wage_wanted", None), ("wage_wanted__gte", 0), _connector="OR"
                            ),
                            models.Q(("wage_floor", None), ("wage_floor__gte", 0), _connector="OR"),
                        ),
                        name="seeker_wages_not_negative",
                        violation_error_message="A wage cannot be below zero.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkUse",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("opened", models.PositiveIntegerField(default=0)),
                ("shown", models.JSONField(default=list)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="jobs.employerlink",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("link", "day"), name="one_use_per_link_and_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
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
                ("started_on", models.DateField(verbose_name="first day of work")),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="last day of work"),
                ),
                ("wage", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="wage")),
                (
                    "currency",
                    models.CharField(
                        choices=[("KHR", "riel"), ("USD", "US dollar"), ("THB", "baht")],
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                (
                    "pay_unit",
                    models.CharField(
                        choices=[
                            ("month", "a month"),
                            ("day", "a day"),
                            ("hour", "an hour"),
                            ("piece", "a piece"),
                        ],
                        max_length=10,
                        verbose_name="paid by",
                    ),
                ),
                (
                    "hours_per_week",
                    models.DecimalField(
                        decimal_places=1, max_digits=4, verbose_name="hours a week"
                    ),
                ),
                (
                    "contract",
                    models.CharField(
                        choices=[
                            ("udc", "Open-ended contract"),
                            ("fdc", "Fixed-term contract"),
                            ("oral", "No written contract"),
                            ("unknown", "Not known"),
                        ],
                        max_length=10,
                        verbose_name="contract",
                    ),
                ),
                (
                    "has_contract_copy",
                    models.BooleanField(
                        blank=True,
                        null=True,
                        verbose_name="the worker holds a copy of the contract",
                    ),
                ),
                (
                    "has_nssf",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="registered with NSSF",
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            ("G0", "Somebody said so"),
                            ("G1", "The worker says so"),
                            ("G2", "The employer says so"),
                            ("G3", "Worker and employer both say so"),
                            ("G4", "Pay slip or NSSF number seen"),
                        ],
                        default="G0",
                        max_length=2,
                        verbose_name="how we know",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement",
                        to="jobs.jobreferral",
                    ),
                ),
            ],
            options={
                "verbose_name": "placement",
                "indexes": [models.Index(fields=["started_on"], name="placement_started")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="placement_ends_after_it_starts",
                        violation_error_message="The last day cannot come before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wage__gte", 0)),
                        name="placement_wage_not_negative",
                        violation_error_message="A wage cannot be below zero.",
                    ),
                ],
            },
        ),
    ]
