"""Words of this room: the life of an imported list and of its rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BatchState(TextChoices):
    UPLOADED = "uploaded", _("Uploaded")
    READING = "reading", _("Being read")
    REFUSED = "refused", _("Could not be read")
    REVIEW = "review", _("To be checked")
    APPLYING = "applying", _("Being imported")
    APPLIED = "applied", _("Imported")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


class RowState(TextChoices):
    READY = "ready", _("Ready")
    QUESTION = "question", _("Needs a person")
    SKIPPED = "skipped", _("Left out")
    APPLIED = "applied", _("Imported")
    UNDONE = "undone", _("Taken back")
