"""What was done (F10), and what was promised for later (F11)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.models.case import Case
from spean.core.models import Record
from spean.directory.models import Area, Centre, ServiceType


class ServiceEvent(Record):
    """One counselling note or other service (F10), for a person or for a group by tallies.

    Service events are counted apart from people: `results` never mixes them.
    """

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, null=True, blank=True, related_name="events"
    )
    happened_on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    mode = models.CharField(_("how"), max_length=12, choices=c.ContactMode)
    topics = models.ManyToManyField(ServiceType, related_name="+", verbose_name=_("what we did"))
    summary = models.TextField(_("what was said"), blank=True)
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    next_on = models.DateField(_("next date"), null=True, blank=True)
    # Others see the screen of Today: this next step says only "open the file" there.
    is_discreet = models.BooleanField(_("keep the words off the Today page"), default=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
    )
    # Who of a group is known by name; the tallies count those who were there besides them.
    attendees = models.ManyToManyField(Case, related_name="group_events", blank=True)
    women = models.PositiveSmallIntegerField(_("women present"), null=True, blank=True)
    men = models.PositiveSmallIntegerField(_("men present"), null=True, blank=True)
    others = models.PositiveSmallIntegerField(_("others present"), null=True, blank=True)

    class Meta:
        verbose_name = _("service note")
        constraints = [
            models.CheckConstraint(
                name="event_of_a_person_or_a_group",
                condition=~Q(case=None) | Q(mode="group"),
                violation_error_message=_("A note without a person is a group note."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "happened_on", "case"], name="event_by_centre")]

    def __str__(self) -> str:
        return f"{self.pk}"


class FollowUp(Record):
    """A promised contact: at 1, 3, 6, 12 months after a placement, or the next step of a note."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(_("kind"), max_length=12, choices=c.FollowUpKind)
    what = models.CharField(_("what to ask or do"), max_length=300, blank=True)
    due_on = models.DateField(_("due"))
    is_discreet = models.BooleanField(default=False)
    # Codes of why it was promised, where a rule did so; the doors say them in words.
    reasons = models.JSONField(default=list, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=c.FollowUpState, default=c.FollowUpState.DUE
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    finding = models.TextField(_("what was learned"), blank=True)
    # What it follows up, across rooms (core.refs.Ref), for example a placement.
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("follow-up")
        indexes = [
            models.Index(fields=["state", "due_on"], name="follow_up_due"),
            models.Index(fields=["case", "state", "due_on"], name="follow_up_next"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.due_on}"


class FollowUpTry(Record):
    """One try that did not reach the person, with its reason."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="tries")
    tried_at = models.DateTimeField(_("tried"))
    tried_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=c.NotReached)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("try")

    def __str__(self) -> str:
        return f"{self.follow_up_id} {self.tried_at:%Y-%m-%d}"
