"""Peer groups: who meets with whom, where and when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.models.event import ServiceEvent
from spean.core.models import Record
from spean.directory.models import Centre
from spean.people.models import Person


class PeerGroup(Record):
    """People of a centre who meet because they went through the same."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=c.PeerGroupKind)
    meets_where = models.CharField(_("meets where"), max_length=200, blank=True)
    meets_when = models.CharField(_("meets when"), max_length=200, blank=True)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("led by"),
    )
    is_active = models.BooleanField(_("meets now"), default=True)

    class Meta:
        verbose_name = _("peer group")

    def __str__(self) -> str:
        return str(self.pk)


class PeerMember(Record):
    """Somebody belongs to a group, from a day until she leaves."""

    group = models.ForeignKey(PeerGroup, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    joined_on = models.DateField(_("joined"))
    left_on = models.DateField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a peer group")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(left_on=None),
                name="one_membership_at_a_time",
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining",
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                violation_error_message=_("The last day cannot come before the first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PeerMeeting(Record):
    """One meeting: its group note counts, and which members were there."""

    group = models.ForeignKey(PeerGroup, on_delete=models.CASCADE, related_name="meetings")
    event = models.OneToOneField(ServiceEvent, on_delete=models.CASCADE, related_name="+")
    present = models.ManyToManyField(PeerMember, related_name="+", blank=True)

    class Meta:
        verbose_name = _("meeting of a peer group")

    def __str__(self) -> str:
        return str(self.pk)
