"""The employer: what an organisation is when it hires."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre, Organisation
from spean.jobs import choices as c
from spean.jobs.rules import is_in_force


class Employer(Record):
    """The employer's record (5.2). Name, numbers, sector and place stand on the organisation."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    # The centre that looks after this employer; vacancies are shared by all centres.
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    size = models.CharField(_("size"), max_length=10, choices=c.EmployerSize, blank=True)
    hr_contact = models.CharField(_("person to ask"), max_length=120, blank=True)
    association = models.CharField(_("association"), max_length=120, blank=True)
    has_union = models.CharField(_("union present"), max_length=10, choices=c.Known, blank=True)
    visited_on = models.DateField(_("last visit"), null=True, blank=True)
    visit_notes = models.TextField(_("visits, complaints, violations"), blank=True)
    is_blacklisted = models.BooleanField(_("blacklisted"), default=False)
    blacklist_reason = models.CharField(_("reason"), max_length=300, blank=True)
    blacklisted_until = models.DateField(_("until"), null=True, blank=True)
    pledged_on = models.DateField(_("signed the decent-work pledge"), null=True, blank=True)
    # Verified by two people before any person is shown to this employer (TM1).
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    second_verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_on = models.DateField(_("verified"), null=True, blank=True)

    class Meta:
        verbose_name = _("employer")
        constraints = [
            models.CheckConstraint(
                name="blacklist_has_a_reason",
                condition=Q(is_blacklisted=False) | ~Q(blacklist_reason=""),
                violation_error_message=_("Please write why the employer is blacklisted."),
            ),
            models.CheckConstraint(
                name="employer_verified_by_two",
                condition=Q(second_verified_by=None)
                | ~Q(second_verified_by=models.F("verified_by")),
                violation_error_message=_("The second check is by another person."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)

    def is_blocked_on(self, day: date) -> bool:
        """Tell whether nobody may be sent there on this day."""
        return is_in_force(self.is_blacklisted, self.blacklisted_until, day)

    def is_cleared_on(self, day: date) -> bool:
        """Tell whether two people have checked it and nothing keeps people away on this day."""
        return self.second_verified_by_id is not None and not self.is_blocked_on(day)
