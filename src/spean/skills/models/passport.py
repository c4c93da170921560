"""The skill passport: what a person shows of her work, and the links by which she shows it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.people.choices import ConsentMode
from spean.people.models import Person


class Passport(Record):
    """What one person wants others to see of her work, as she last agreed to it.

    `hidden_jobs` are the ids of jobs abroad that she leaves out. Nothing is copied here: what the
    passport says is read from the records each time.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    own_words = models.CharField(_("what I want you to know of me"), max_length=400, blank=True)
    shows_phone = models.BooleanField(_("my telephone number"), default=False)
    shows_birth_year = models.BooleanField(_("my year of birth"), default=False)
    shows_country = models.BooleanField(_("in which country I worked"), default=True)
    shows_employers = models.BooleanField(_("the names of my employers"), default=False)
    hidden_jobs = models.JSONField(default=list, blank=True)
    agreed_mode = models.CharField(_("how the yes was given"), max_length=20, choices=ConsentMode)
    witness = models.CharField(_("witness"), max_length=120, blank=True)
    agreed_at = models.DateTimeField(_("agreed"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("skill passport")

    def __str__(self) -> str:
        return str(self.pk)


class PassportLink(Record):
    """A link that shows a passport until a day, and a second one by which she alone ends it.

    Only the SHA-256 of each token is kept; both are shown once.
    """

    passport = models.ForeignKey(Passport, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    owner_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField(_("ends"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by_owner = models.BooleanField(default=False)
    opened = models.PositiveIntegerField(_("times opened"), default=0)
    opened_at = models.DateTimeField(_("last opened"), null=True, blank=True)

    class Meta:
        verbose_name = _("link to a skill passport")

    def __str__(self) -> str:
        return str(self.pk)
