"""What is asked: a questionnaire, its versions as they were uploaded, and where it is in use."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre
from spean.surveys import choices as c


class Questionnaire(Record):
    """One questionnaire by its form id, which is the same in every version."""

    form_id = models.CharField(_("form id"), max_length=200, unique=True)
    title_km = models.CharField(_("title in Khmer"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=c.QuestionnaireState,
        default=c.QuestionnaireState.DRAFT,
    )
    effect = models.CharField(_("effect"), max_length=20, choices=c.Effect, default=c.Effect.NONE)
    # Written by the project and shipped with it; a centre may publish its own versions of it.
    is_of_programme = models.BooleanField(_("of the programme"), default=False)

    class Meta:
        verbose_name = _("questionnaire")

    def __str__(self) -> str:
        return self.form_id

    @property
    def title(self) -> str:
        """Return the title in the reader's language, or in the other one, or the form id."""
        khmer, english = self.title_km, self.title_en
        if (get_language() or "km").startswith("en"):
            khmer, english = english, khmer
        return khmer or english or self.form_id


class QuestionnaireVersion(Record):
    """One uploaded workbook and the form that was compiled from it. Never changed, never deleted.

    An answer names the version it was given to, so that it can be read for ever.
    """

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="versions"
    )
    # As the form itself says it; empty in forms that never heard of versions.
    version = models.CharField(_("version"), max_length=100, blank=True)
    number = models.PositiveIntegerField(_("number"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    file_name = models.CharField(_("file"), max_length=200)
    original = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    xform = models.TextField()
    # OpenRosa names contents by their MD5; it guards against nothing but a cut transfer.
    md5 = models.CharField(max_length=32)
    # As `rules.xlsform.check_form` returns them.
    questions = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    media_names = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("version of a questionnaire")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "version"],
                name="one_workbook_per_version",
                violation_error_message=_("This version was uploaded before."),
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="one_number_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.number}"


class FormMedia(Record):
    """A picture, sound or list that a version needs on the telephone.

    Choices that stand outside a form are one of them, under the name that the standard gives.
    """

    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.CASCADE, related_name="media"
    )
    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    content_type = models.CharField(max_length=100)
    md5 = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("file of a questionnaire")
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="one_file_per_name")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.name}"


class Publication(Record):
    """A questionnaire is in use at a centre, from a day on until it is taken back."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="publications"
    )
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("use of a questionnaire")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "centre"], name="published_once_at_a_centre"
            )
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.centre_id}"
