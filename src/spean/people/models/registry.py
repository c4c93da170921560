"""What passes between this register and others: messages, waiting answers, subscriptions.

Whatever names a person lies wrapped by the site's master key and is gone once it was answered.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import RegistryPeer
from spean.people.models.person import Person


class RegistryWay(models.TextChoices):
    """How another registry was asked."""

    MANUAL = "manual", _("Looked up by an officer")
    SPDCI = "spdci", _("Asked over the line (SPDCI)")
    CSV = "csv", _("Asked in a table (CSV)")


class RegistryResult(models.TextChoices):
    """What came of it."""

    FOUND = "found", _("Found in the registry")
    NOT_FOUND = "not_found", _("Not found in the registry")
    WAITING = "waiting", _("Waiting for an answer")
    REFUSED = "refused", _("The registry did not take the question")


class RegistryMessage(models.Model):
    """The id of a message that was taken: it is never taken again."""

    id = models.BigAutoField(primary_key=True)
    peer = models.ForeignKey(
        RegistryPeer, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    message_id = models.CharField(max_length=99)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["peer", "message_id"], name="one_registry_message")
        ]
        indexes = [models.Index(fields=["peer", "received_at"], name="registry_message_by_peer")]

    def __str__(self) -> str:
        return str(self.pk)


class RegistryJob(Record):
    """An answer that is owed: asked at one moment, sent later, again until it was taken."""

    peer = models.ForeignKey(RegistryPeer, on_delete=models.CASCADE, related_name="+")
    action = models.CharField(_("what was asked"), max_length=20)
    transaction_id = models.CharField(max_length=99)
    references = models.JSONField(default=list)
    # {"message", "uri"}, wrapped; empty once the answer was taken or given up.
    wrapped = models.BinaryField(blank=True, default=b"")
    state = models.CharField(_("state"), max_length=10, default="waiting")
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"))

    class Meta:
        verbose_name = _("answer to a registry")
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="registry_job_due"),
            models.Index(fields=["peer", "transaction_id"], name="registry_job_asked"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RegistrySubscription(Record):
    """A peer wants to know when a record changes. Whether there is one, nothing here tells."""

    peer = models.ForeignKey(RegistryPeer, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(_("code"), max_length=99, unique=True)
    # The criteria as they were sent, wrapped.
    wrapped = models.BinaryField()
    event = models.CharField(_("event"), max_length=60)
    # Keyed hash of what would have been answered last.
    seen = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscription of a registry")

    def __str__(self) -> str:
        return self.code


class RegistryAnswer(Record):
    """What another registry says of a person: asked by whom, in which way, when.

    The sealed JSON holds what was asked ("type", "value") and what came ("words", "records").
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="registry_answers")
    peer = models.ForeignKey(
        RegistryPeer, on_delete=models.PROTECT, related_name="+", verbose_name=_("registry")
    )
    way = models.CharField(_("how it was asked"), max_length=10, choices=RegistryWay)
    purpose = models.CharField(_("purpose"), max_length=60)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    result = models.CharField(_("answer"), max_length=10, choices=RegistryResult)
    sealed = models.BinaryField(blank=True, default=b"")

    class Meta:
        verbose_name = _("answer of a registry")

    def __str__(self) -> str:
        return str(self.pk)


class RegistryWatch(Record):
    """We wish to be told when one record of another registry changes; not what changed.

    Whom it is about, which registry and for what stands in the answer it began with.
    """

    answer = models.OneToOneField(RegistryAnswer, on_delete=models.CASCADE, related_name="watch")
    # The registry's name for it; empty until it said one.
    code = models.CharField(_("code"), max_length=99, blank=True)
    # asked, on, ending (we want no more, the registry was not told yet), ended
    state = models.CharField(_("state"), max_length=10, default="asked")
    changed_at = models.DateTimeField(_("told of a change"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscription at a registry")

    def __str__(self) -> str:
        return str(self.pk)
