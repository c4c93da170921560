"""To which centre a file goes, and what the other manager answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.casework.contracts import TransferWords
from spean.desk.fields import DayField, OneOfField
from spean.desk.fields.revised_form import MarkedForm
from spean.directory.models import Centre


class TransferForm(MarkedForm):
    """To where and why; and that she was asked."""

    to_centre = forms.ChoiceField(label=_("To which centre?"), choices=[])
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The other manager reads this before the file. Please name nobody."),
        max_length=300,
    )
    agrees = OneOfField(
        label=_("Does she wish her whole file to go there?"),
        help_text=_(
            "Read aloud: everything that is written down here goes to the other centre, and this"
            " centre cannot read it any more. A no costs no help."
        ),
        choices=[("yes", _("Yes")), ("no", _("No"))],
    )
    agreed_on = DayField(label=_("On which day did she say so?"))

    def __init__(self, data: Any = None, *, centres: Sequence[Centre], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.centres = {str(one.pk): one for one in centres}
        self.fields["to_centre"].choices = [("", _("Please choose"))] + [  # type: ignore[attr-defined]
            (key, one.label) for key, one in self.centres.items()
        ]

    def clean_agrees(self) -> str:
        """Send nothing without her yes.

        :raises ValidationError: if she said no
        """
        if self.cleaned_data["agrees"] != "yes":
            said = _("Without her yes the file stays here. Nothing was sent.")
            raise forms.ValidationError(said)
        return "yes"

    def words(self) -> TransferWords:
        """Return the request as the service takes it."""
        said = self.cleaned_data
        return TransferWords(self.centres[said["to_centre"]], said["reason"], said["agreed_on"].on)


class TakeOverForm(MarkedForm):
    """Who will be responsible."""

    ids = "take_%s"
    officer = forms.ChoiceField(label=_("Who will be responsible?"), choices=[])

    def __init__(self, data: Any = None, *, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        self.fields["officer"].choices = [("", _("Please choose"))] + [  # type: ignore[attr-defined]
            (key, user.display_name) for key, user in self.colleagues.items()
        ]

    def chosen(self) -> User:
        """Return the officer."""
        return self.colleagues[self.cleaned_data["officer"]]


class RefuseTransferForm(MarkedForm):
    """Why not."""

    ids = "refuse_%s"
    answer = forms.CharField(label=_("Why can you not take the file over?"), max_length=300)
