"""The facts of law and benefits: subjects, and dated rows that two people publish."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.directory.choices import RuleKind, RuleState, RuleTopic


class RuleSubject(Bilingual, Record):
    """What a rule is about: its code, its name, and what its rows hold."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    topic = models.CharField(_("subject"), max_length=20, choices=RuleTopic)
    kind = models.CharField(_("kind"), max_length=10, choices=RuleKind)
    unit = models.CharField(_("unit"), max_length=40)
    sort = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("subject of rules")

    def __str__(self) -> str:
        return self.code


class RuleRow(Record):
    """One dated fact of law, money or form, with its source: a row of the rulebook.

    What is published is never written over: a correction is another row, and the one it corrects
    is kept, because decisions were made under it. Only its last day is set when the next begins.
    """

    code = models.CharField(_("code"), max_length=60)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    # A number, a condition of `rulebook.conditions`, or a text.
    value = models.TextField(_("value"))
    unit = models.CharField(_("unit"), max_length=40)
    source = models.CharField(_("source"), max_length=300)
    is_verified = models.BooleanField(_("verified"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    # Rows that came with the site are published; who drafts one here is never who publishes it.
    state = models.CharField(
        _("state"), max_length=10, choices=RuleState, default=RuleState.PUBLISHED
    )
    # Who read it at its source; the rows that came with the site were read before the release.
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafted_at = models.DateTimeField(_("drafted"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decision_note = models.CharField(_("why it was turned down"), max_length=300, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("rule")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                condition=Q(state="published"),
                name="one_published_rule_per_start",
            ),
            models.CheckConstraint(
                name="rule_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                name="rule_published_by_two",
                condition=~Q(state__in=["published", "replaced"])
                | Q(drafted_by=None)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("drafted_by"))),
                violation_error_message=_("Another person than the one who drafted it publishes."),
            ),
        ]
        indexes = [models.Index(fields=["code", "state", "valid_from"], name="rule_by_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from:%Y-%m-%d}"
