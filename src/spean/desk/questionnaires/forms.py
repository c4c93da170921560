"""What the pages of questionnaires ask: a workbook, a file it needs, where it is to be in use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import ClientForm
from spean.directory.models import Centre


class WorkbookForm(ClientForm):
    """A questionnaire that was made in Excel."""

    file = forms.FileField(
        label=_("The workbook"),
        help_text=_("An XLSForm: .xlsx or .xls, with the sheets survey and choices."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.xlsm"}),
        error_messages={
            "required": _("Please choose a file."),
            "empty": _("This file is empty."),
        },
    )


class FileForm(ClientForm):
    """A picture, sound or list that a questionnaire speaks of."""

    file = forms.FileField(
        label=_("The file"), error_messages={"required": _("Please choose a file.")}
    )


class CarriedForm(ClientForm):
    """A file that a telephone saved on a memory card."""

    file = forms.FileField(
        label=_("The file from the telephone"),
        help_text=_("Its name is like spean-outbox-1a2b3c4d-2026-03-02.spean."),
        widget=forms.FileInput(attrs={"accept": ".spean"}),
        error_messages={
            "required": _("Please choose a file."),
            "empty": _("This file is empty."),
        },
    )


class UseForm(ClientForm):
    """The centres at which a questionnaire is to be in use."""

    mostly_optional = True
    centres = forms.MultipleChoiceField(
        label=_("In use at"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, centres: list[Centre], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["centres"].choices = [  # type: ignore[attr-defined]
            (str(centre.pk), centre.label) for centre in centres
        ]


class TelephoneForm(ClientForm):
    """Which telephone or program the password is for."""

    name = forms.CharField(
        label=_("Which telephone?"),
        help_text=_("So that you know it again in the list, such as “blue Oppo”."),
        max_length=100,
        error_messages={"required": _("Please give it a name.")},
    )


class ProgramForm(ClientForm):
    """Which program the password for reading is for."""

    name = forms.CharField(
        label=_("Which program?"),
        help_text=_("So that you know it again in the list, such as “pyodk on my computer”."),
        max_length=100,
        error_messages={"required": _("Please give it a name.")},
    )
