"""What we say: approved texts, and the outbox in which a message waits with its act."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.outreach import choices as c
from spean.people.models import Person


class MessageTemplate(models.Model):
    """An approved, neutral text: it never says why the centre calls (data-protection 6.6)."""

    code = models.CharField(_("code"), max_length=40, primary_key=True)
    text_km = models.CharField(_("text in Khmer"), max_length=300)
    text_en = models.CharField(_("text in English"), max_length=300)
    is_km_reviewed = models.BooleanField(_("Khmer reviewed"), default=False)

    def __str__(self) -> str:
        return self.code


class Message(Record):
    """One text to one person, written in the transaction of the act that caused it.

    `idempotency_key` makes the effect happen once, however often the sender is killed (R8).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    template = models.ForeignKey(MessageTemplate, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, default="km")
    channel = models.CharField(max_length=10, choices=c.MessageChannel)
    state = models.CharField(max_length=10, choices=c.MessageState, default=c.MessageState.QUEUED)
    held_reason = models.CharField(max_length=40, blank=True)
    idempotency_key = models.CharField(max_length=80, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        indexes = [models.Index(fields=["state", "created_at"], name="message_queue")]

    def __str__(self) -> str:
        return str(self.pk)
