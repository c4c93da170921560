"""Start-up kits: what was given, at what price, handed over with a mark, what is still there."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.skills.choices import enterprise as c
from spean.skills.models.enterprise import Business


class Kit(Record):
    """One kit for one business; a second one for the same purpose needs the manager's word."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="kits")
    purpose = models.CharField(_("for what"), max_length=8, choices=c.KitPurpose)
    supplier = models.CharField(_("bought from"), max_length=160)
    state = models.CharField(
        _("state"), max_length=10, choices=c.KitState, default=c.KitState.READY
    )
    # Why it needs the manager's word: for the same purpose, or above the limit; then who gave it.
    needs = models.CharField(max_length=8, blank=True)
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    handed_on = models.DateField(_("handed over"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("start-up kit")
        constraints = [
            models.CheckConstraint(
                name="a_kit_out_of_the_ordinary_has_the_managers_word",
                condition=~Q(state="handed") | Q(needs="") | Q(allowed_by__isnull=False),
                violation_error_message=_("The manager must allow this kit first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class KitItem(Record):
    """One thing of a kit, what it cost, and what became of it."""

    kit = models.ForeignKey(Kit, on_delete=models.CASCADE, related_name="items")
    sort = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("thing"), max_length=120)
    count = models.PositiveSmallIntegerField(_("how many"), validators=[MinValueValidator(1)])
    price = models.PositiveIntegerField(_("price of one, in riel"))
    state = models.CharField(_("state"), max_length=8, choices=c.ItemState, blank=True)
    looked_on = models.DateField(_("last looked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("thing of a kit")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def value(self) -> int:
        """Return what all of them cost."""
        return self.count * self.price


class KitFile(Record):
    """A receipt, or the mark with which a kit was received; the sealed JSON is its base64."""

    kit = models.ForeignKey(Kit, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("kind"), max_length=8, choices=c.KitFileKind)
    media_type = models.CharField(_("kind of file"), max_length=20)
    sealed = models.BinaryField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("file of a kit")

    def __str__(self) -> str:
        return str(self.pk)
