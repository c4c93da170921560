"""What the import desk asks: the file, its columns, the consent, a better text, a place."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import (
    AreaField,
    ClientForm,
    Day,
    DayField,
    OneOfField,
    SomeOfField,
    WholeField,
    YesNoField,
)
from spean.directory.models import Area, Centre
from spean.people import choices as people
from spean.surveys.choices import Column
from spean.surveys.rules import LARGEST_FILE

ENDINGS = ".xlsx,.xls,.csv,.tsv,.txt"


class UploadForm(ClientForm):
    """A file, and the centre it belongs to where the officer serves at several."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("The list"),
        help_text=_("Excel (.xlsx, .xls) or text (.csv), up to 10,000 rows."),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        error_messages={
            "required": _("Please choose a file."),
            "empty": _("This file is empty."),
        },
    )

    def __init__(self, data: Any = None, *, centres: list[Centre], **kwargs: Any) -> None:
        super().__init__(data, initial={"id": uuid4()}, **kwargs)
        self._centres = centres
        if len(centres) > 1:
            choices = [(str(centre.pk), centre.label) for centre in centres]
            self.fields["centre"] = OneOfField(label=_("Centre"), choices=choices)

    def clean_file(self) -> Any:
        """Refuse a file that is larger than a list ever is.

        :raises ValidationError: if it is
        """
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST_FILE:
            size = filesizeformat(sent.size)
            raise forms.ValidationError(
                _("This file is too large (%(size)s). Please split the list."),
                params={"size": size},
            )
        return sent

    def centre_id(self) -> UUID:
        """Return the centre the list belongs to."""
        chosen = self.cleaned_data.get("centre")
        return UUID(chosen) if chosen else self._centres[0].pk


class ReadAnewForm(ClientForm):
    """From which sheet and row of headings the list is read, and whether with what is hidden."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = WholeField(label=_("Row of the headings"), required=False, most=10_000)
    with_hidden = forms.BooleanField(label=_("Hidden rows and columns too"), required=False)

    def __init__(self, data: Any = None, *, sheets: list[str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]
        if len(sheets) < 2:
            self.fields["sheet"].widget = forms.HiddenInput()
            self.fields["sheet"].choices = [("", ""), *((one, one) for one in sheets)]  # type: ignore[attr-defined]


class ColumnsForm(ClientForm):
    """For each column of a list: what it holds."""

    def __init__(
        self, data: Any = None, *, headers: list[list[str]], mapping: dict[str, str]
    ) -> None:
        super().__init__(data)
        self._headers = headers
        for letter, heading in headers:
            self.fields[letter] = forms.ChoiceField(
                choices=Column.choices,
                label=_("Column %(letter)s: %(heading)s") % {"letter": letter, "heading": heading},
                initial=mapping.get(letter, Column.IGNORE.value),
                widget=forms.Select(attrs={"class": "in"}),
            )

    def mapping(self) -> dict[str, str]:
        """Return {column letter: field}."""
        return {letter: self.cleaned_data[letter] for letter, _heading in self._headers}

    def lines(self, samples: dict[str, list[str]]) -> list[dict[str, Any]]:
        """Return the lines of the page: letter, heading, first values, and the choice."""
        return [
            {
                "letter": letter,
                "heading": heading,
                "samples": samples.get(letter, []),
                "field": self[letter],
            }
            for letter, heading in self._headers
        ]


class BasisForm(ClientForm):
    """How the people of a list agreed, asked once for all of them (F2)."""

    legal_basis = OneOfField(
        label=_("How did these people allow their registration?"),
        choices=[
            ("consent", _("They said yes")),
            ("vital_interest", people.LegalBasis.VITAL_INTEREST.label),
        ],
        explained={
            "consent": _("Each of them was asked. Leave the others out of the list."),
            "vital_interest": _("They cannot be asked now. We ask as soon as we can."),
        },
    )
    mode = OneOfField(
        label=_("How was it said?"),
        choices=people.ConsentMode.choices,
        look="list",
        required=False,
    )
    witness = forms.CharField(label=_("Witness"), max_length=120, required=False)
    decided_on = DayField(label=_("On which day?"))
    was_read_aloud = forms.BooleanField(label=_("The text was read aloud"), required=False)
    scopes = SomeOfField(
        label=_("What else did they allow?"),
        choices=[
            (scope.value, scope.label)
            for scope in people.Scope
            if scope not in {people.Scope.SERVICE_DELIVERY, people.Scope.SHARE_CSO}
        ],
        required=False,
    )
    phones_are_safe = YesNoField(
        label=_("Did they say that their telephones are safe to call?"),
        help_text=_("If nobody asked, say no: we visit instead of calling."),
    )
    channel = OneOfField(
        label=_("How did they come to the centre?"), choices=people.Channel.choices, look="list"
    )
    client_type = OneOfField(
        label=_("Who are they?"), choices=people.ClientType.choices, look="list"
    )

    @classmethod
    def initial_of(cls, basis: dict[str, Any]) -> dict[str, Any]:
        """Return what was said before as values of this form."""
        day = basis.get("decided_on")
        from_day = {"decided_on": Day(_date(day))} if day else {}
        return {"client_type": "returnee", "channel": "outreach", **basis, **from_day}

    def clean(self) -> dict[str, Any]:
        """Ask for what a consent needs: how it was said, and by whom it was heard."""
        cleaned = super().clean() or {}
        if cleaned.get("legal_basis") == "consent" and not cleaned.get("mode"):
            self.add_error("mode", _("Please choose how the consent was given."))
        if cleaned.get("mode") == people.ConsentMode.VERBAL and not cleaned.get("witness"):
            self.add_error("witness", _("Please write who was the witness."))
        return cleaned

    def basis(self) -> dict[str, Any]:
        """Return the answers as the room keeps them."""
        return {**self.cleaned_data, "decided_on": self.cleaned_data["decided_on"].on.isoformat()}


class WriteForm(ClientForm):
    """A better text for one cell."""

    text = forms.CharField(label=_("Write it as it should be"), max_length=300)


class AreaForm(ClientForm):
    """A commune or village, found by typing."""

    area = AreaField(label=_("Commune or village"))

    def __init__(self, data: Any = None, *, near: Area | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["area"].near = near  # type: ignore[attr-defined]


def _date(text: str) -> date:
    return date.fromisoformat(text)
