"""Words of this room: channels and the life of a message."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MessageChannel(TextChoices):
    LOG = "log", _("Written to the log of this site")
    SMS = "sms", "SMS"
    TELEGRAM = "telegram", "Telegram"
    VOICE = "voice", _("Voice call")


class MessageState(TextChoices):
    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", pgettext_lazy("message", "Sent")
    HELD = "held", _("Held back: no consent or not safe")
    FAILED = "failed", _("Could not be sent")
