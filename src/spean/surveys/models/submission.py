"""What came back: answers kept raw for ever, the files sent with them, and what was set aside."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre, Device
from spean.surveys import choices as c
from spean.surveys.models.questionnaire import QuestionnaireVersion


class Submission(Record):
    """One filled questionnaire. `instance_id` was made by the telephone and is unique for ever.

    The constraint on it, and nothing else, makes sending twice harmless. `xml` is sealed and is
    the answer as it came, byte for byte; author and moment were fixed when it was finalised.
    """

    instance_id = models.CharField(max_length=255, unique=True)
    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="submissions"
    )
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="+")
    # The number that the device gave it; gapless, so that a missing one can be named.
    device_seq = models.PositiveIntegerField(null=True)
    captured_at = models.DateTimeField(_("filled in"), null=True)
    xml = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=c.SubmissionState,
        default=c.SubmissionState.RECEIVED,
    )
    # A code of a refusal; its sentences are made when somebody reads them.
    reason = models.CharField(max_length=60, blank=True)
    # Names of the files that the answers speak of; those not yet here have no part.
    files = models.JSONField(default=list)
    # The instance that this one says it corrects, which may still be on its way.
    corrects = models.CharField(max_length=255, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    # Whom it is about, once that is known. People live in another room.
    person_id = models.UUIDField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("submission")
        constraints = [
            models.UniqueConstraint(
                fields=["device", "device_seq"],
                condition=Q(device_seq__isnull=False),
                name="one_submission_per_number_of_device",
            ),
        ]
        indexes = [
            models.Index(fields=["version", "created_at"], name="submission_by_version"),
            models.Index(fields=["centre", "state", "created_at"], name="submission_by_state"),
            models.Index(fields=["person_id"], name="submission_by_person"),
            models.Index(
                fields=["corrects"], name="submission_by_corrected", condition=~Q(corrects="")
            ),
        ]

    def __str__(self) -> str:
        return self.instance_id


class SubmissionPart(Record):
    """A photograph, a signature or a voice that belongs to a submission, sealed."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(_("file"), max_length=255)
    content = models.BinaryField()
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("file of a submission")
        constraints = [
            # Two files with the same bytes are fine; two files of one name are not.
            models.UniqueConstraint(fields=["submission", "name"], name="one_part_per_name")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.name}"


class SetAside(Record):
    """Something that arrived and could not be taken: kept whole until a supervisor has looked."""

    instance_id = models.CharField(max_length=255, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=c.AsideReason)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, null=True, related_name="+")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    content = models.BinaryField()
    # {name: {…}} of a file, empty for answers.
    part_name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("set aside")
        constraints = [
            # The same differing copy sent again is one copy.
            models.UniqueConstraint(
                fields=["instance_id", "part_name", "sha256"], name="set_aside_once"
            )
        ]
        indexes = [models.Index(fields=["centre", "settled_at"], name="set_aside_by_centre")]

    def __str__(self) -> str:
        return f"{self.instance_id} {self.reason}"
