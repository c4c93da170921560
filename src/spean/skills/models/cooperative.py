"""Groups of people who work or save together."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre
from spean.people.models import Person


class CooperativeGroup(Record):
    """A group of people of one centre: what it is for and what it owns together."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name of the group"), max_length=120)
    purpose = models.CharField(_("what it is for"), max_length=300)
    assets = models.CharField(_("what it owns together"), max_length=600, blank=True)
    is_active = models.BooleanField(_("still works together"), default=True)

    class Meta:
        verbose_name = _("cooperative group")

    def __str__(self) -> str:
        return str(self.pk)


class CooperativeMember(Record):
    """Somebody of a group, from a day on and perhaps until a day."""

    group = models.ForeignKey(CooperativeGroup, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    joined_on = models.DateField(_("joined"))
    left_on = models.DateField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a cooperative group")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=models.Q(left_on=None),
                name="one_membership_of_a_cooperative_group_now",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CooperativeMeeting(Record):
    """A meeting of a group: how many came, what was saved in all, what was decided."""

    group = models.ForeignKey(CooperativeGroup, on_delete=models.CASCADE, related_name="meetings")
    happened_on = models.DateField(_("day"))
    came = models.PositiveSmallIntegerField(_("how many came"))
    saved = models.PositiveIntegerField(_("saved together that day, in riel"), default=0)
    taken = models.PositiveIntegerField(_("taken out together, in riel"), default=0)
    minutes = models.CharField(_("what was decided"), max_length=1000, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("meeting of a cooperative group")

    def __str__(self) -> str:
        return str(self.pk)
