"""F9 as it is filled in, the partner's answer by telephone, the link, a paper, a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.contracts import PartnerAnswer, ReferralWords
from spean.casework.selectors import providers, service_types
from spean.desk.fields import ClientForm, OneOfField, SomeOfField
from spean.desk.fields.revised_form import MarkedForm, RevisedForm
from spean.directory.models import ServiceMapping

DAYS = [("3", _("3 days")), ("14", _("14 days")), ("30", _("30 days")), ("60", _("60 days"))]
# What a partner says, as its own page asks it.
SAID = [
    ("acknowledge", _("It has received it")),
    ("accept", _("It accepts")),
    ("decline", _("It cannot accept")),
    ("contact", _("It has spoken with the person")),
    ("start", _("The service has begun")),
    ("finish", _("The service was given")),
    ("fail", _("It came to nothing")),
]


class ReferForm(MarkedForm):
    """To whom, for what, how soon, why, and what the partner may know."""

    organisation = forms.ChoiceField(label=_("To which partner?"))
    service_type = forms.ChoiceField(label=_("For which service?"))
    urgency = OneOfField(
        label=_("How soon must the partner answer?"), choices=c.ReferralUrgency.choices
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Kept under lock. The partner reads it only if it is ticked below."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shared = SomeOfField(
        label=_("What may the partner know, besides initials and record number?"),
        help_text=_("Ask the person about each one."),
        choices=c.SharedField.choices,
        required=False,
    )
    focal_point = forms.CharField(label=_("Whom to ask for there"), required=False, max_length=120)
    needs_transport = forms.BooleanField(label=_("Needs transport"), required=False)
    needs_escort = forms.BooleanField(label=_("Needs somebody to go along"), required=False)
    offer = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        nothing = [("", _("Please choose"))]
        self.fields["organisation"].choices = nothing + [
            (str(one.pk), one.label) for one in providers()
        ]
        self.fields["service_type"].choices = nothing + [
            (group, [(str(one.pk), one.label) for one in types])
            for group, types in service_types().items()
        ]

    def words(self) -> ReferralWords:
        """Return the referral as the service takes it."""
        said = self.cleaned_data
        names = ("urgency", "reason", "focal_point", "needs_transport", "needs_escort")
        return ReferralWords(
            **{name: said[name] for name in names},
            organisation_id=said["organisation"],
            service_type_id=said["service_type"],
            shared=tuple(said["shared"]),
            offer_id=said["offer"],
        )


class AnswerForm(ClientForm):
    """What the partner said by telephone; only what fits how it stands is offered."""

    move = OneOfField(label=_("What does the partner say?"), choices=SAID)
    reason = OneOfField(
        label=_("Why not?"),
        choices=[*c.PartnerNo.choices, *c.CameToNothing.choices],
        required=False,
        look="list",
    )
    outcome = forms.CharField(label=_("What came of it?"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, moves: list[str], **kwargs: Any) -> None:
        super().__init__(data, auto_id="answer_%s", **kwargs)
        self.fields["move"].choices = [(code, word) for code, word in SAID if code in moves]
        offered = c.PartnerNo if "decline" in moves else c.CameToNothing
        self.fields["reason"].choices = [("", _("Please choose")), *offered.choices]

    def answer(self) -> PartnerAnswer:
        """Return the answer as the service takes it."""
        said = self.cleaned_data
        is_no = said["move"] in ("decline", "fail")
        return PartnerAnswer(said["move"], said["reason"] if is_no else "", said["outcome"])


class LinkForm(MarkedForm):
    """How long the partner's link works."""

    ids = "link_%s"

    days = OneOfField(label=_("How long does the link work?"), choices=DAYS)


class PaperForm(MarkedForm):
    """A paper for the partner."""

    ids = "paper_%s"

    file = forms.FileField(
        label=_("A paper for the partner"),
        help_text=_("PDF or photograph, 5 MB at most. The partner sees the name of the file."),
    )


class BackForm(ClientForm):
    """Why a referral is taken back."""

    reason = OneOfField(label=_("Why is it taken back?"), choices=c.TakenBack.choices)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="back_%s", **kwargs)


class MappingForm(RevisedForm):
    """What another system calls one of our services."""

    their_code = forms.CharField(label=_("Their code"), max_length=80)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    is_verified = forms.BooleanField(label=_("Checked with them"), required=False)

    @classmethod
    def initial_of(cls, record: ServiceMapping) -> dict[str, Any]:
        """Return a code as the values of this form."""
        names = ("their_code", "note", "is_verified", "revision")
        return {name: getattr(record, name) for name in names}
