"""Words of this room: how far a skill is proven."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EvidenceGrade(TextChoices):
    """Rising: each grade is worth more than the one before it."""

    INFERRED = "inferred", _("Drawn from the occupation")
    SELF = "self", _("The person says so")
    COUNSELLOR = "counsellor", _("Seen by the counsellor")
    RPL = "rpl", _("Assessed")
    CREDENTIAL = "credential", _("Certificate seen")
