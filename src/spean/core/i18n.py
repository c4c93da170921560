"""Data with two names: Khmer first, English second."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Bilingual(models.Model):
    """Give a model `label_km` and `label_en`, and `.label` in the reader's language."""

    label_km = models.CharField(_("name in Khmer"), max_length=300, blank=True)
    label_en = models.CharField(_("name in English"), max_length=300, blank=True)
    # Khmer texts of classifications are the project's own drafts until MoLVT has read them.
    is_km_reviewed = models.BooleanField(_("Khmer reviewed"), default=False)

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        """Return the name in the reader's language, or in the other one when it is missing."""
        if (get_language() or "km").startswith("en"):
            return self.label_en or self.label_km
        return self.label_km or self.label_en
