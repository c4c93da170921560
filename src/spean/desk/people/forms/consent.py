"""What the person allows (F2)."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import ClientForm, DayField, OneOfField, YesNoField
from spean.desk.people.forms.needs import LANGUAGES
from spean.people import choices as c
from spean.people.contracts import ConsentDecision, ScopeAnswer

YES, NO = "yes", "no"
# The one purpose that the question itself asks about.
ASKED = c.Scope.SERVICE_DELIVERY
OTHER_SCOPES = [scope for scope in c.Scope if scope != ASKED]

DECISIONS = (
    (YES, _("Yes")),
    (NO, _("No")),
    (c.LegalBasis.VITAL_INTEREST.value, c.LegalBasis.VITAL_INTEREST.label),
    (c.LegalBasis.LEGAL_OBLIGATION.value, c.LegalBasis.LEGAL_OBLIGATION.label),
    (c.LegalBasis.PUBLIC_TASK.value, c.LegalBasis.PUBLIC_TASK.label),
)
EXPLAINED = {
    YES: _("We write down what is needed to help."),
    NO: _("Nothing is written down. We still help."),
    c.LegalBasis.VITAL_INTEREST.value: _(
        "She or he cannot be asked now. We ask as soon as we can."
    ),
    c.LegalBasis.LEGAL_OBLIGATION.value: _("A law tells the centre to keep this record."),
    c.LegalBasis.PUBLIC_TASK.value: _("The centre was charged with this by the state."),
}


class ConsentForm(ClientForm):
    """The decision, who took it, and how (F2 without its purposes)."""

    mostly_optional = True

    decision = OneOfField(
        label=_("May we write down what you tell us, to help you?"),
        help_text=_("You may say no. We will still help."),
        choices=DECISIONS,
        explained=EXPLAINED,
        look="open",
    )
    given_by = OneOfField(
        label=_("Who decides?"), choices=c.ConsentGiver.choices, look="list", initial="self"
    )
    giver_name = forms.CharField(
        label=_("Name of the guardian or other"), max_length=120, required=False
    )
    mode = OneOfField(
        label=_("How was it said?"), choices=c.ConsentMode.choices, look="list", required=False
    )
    witness = forms.CharField(label=_("Witness"), max_length=120, required=False)
    language = OneOfField(
        label=_("In which language?"), choices=LANGUAGES, look="list", initial="km"
    )
    was_read_aloud = forms.BooleanField(label=_("The text was read aloud"), required=False)
    was_understood = forms.BooleanField(
        label=_("The question about the text was answered"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what a consent needs: how it was said, and by whom."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == YES and not cleaned.get("mode"):
            self.add_error("mode", _("Please choose how the consent was given."))
        if cleaned.get("mode") == c.ConsentMode.VERBAL and not cleaned.get("witness"):
            self.add_error("witness", _("Please write who was the witness."))
        is_other = cleaned.get("given_by") not in (c.ConsentGiver.SELF, None, "")
        if is_other and not cleaned.get("giver_name"):
            self.add_error("giver_name", _("Please write who decides for this person."))
        return cleaned


class WithheldForm(ClientForm):
    """What must not be told, and to whom (F2)."""

    mostly_optional = True

    withheld_information = forms.CharField(
        label=_("What must not be told"), max_length=300, required=False
    )
    withheld_from = forms.CharField(label=_("To whom not"), max_length=200, required=False)
    withheld_reason = OneOfField(
        label=_("Why not"), choices=c.WithheldReason.choices, look="list", required=False
    )


class ScopesForm(ClientForm):
    """Each purpose, yes or no, until a day if she wishes (F2)."""

    mostly_optional = True

    share_cso_recipient = forms.CharField(
        label=_("Which organisation?"), max_length=120, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def answers(self) -> list[ScopeAnswer]:
        """Return what was answered, in the order of the form."""
        found = []
        for scope in OTHER_SCOPES:
            answer = self.cleaned_data.get(scope.value)
            until = self.cleaned_data.get(f"{scope.value}_until")
            if answer is None:
                continue
            recipient = (
                self.cleaned_data["share_cso_recipient"] if scope == c.Scope.SHARE_CSO else ""
            )
            found.append(
                ScopeAnswer(
                    scope=scope.value,
                    is_granted=answer,
                    recipient=recipient,
                    expires_on=until.on if until else None,
                )
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for the organisation that is named in a yes."""
        cleaned = super().clean() or {}
        if cleaned.get(c.Scope.SHARE_CSO.value) and not cleaned.get("share_cso_recipient"):
            self.add_error("share_cso_recipient", _("Please write the organisation."))
        return cleaned

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return each purpose with its fields, for the table of the page."""
        return [
            {
                "answer": self[scope.value],
                "until": self[f"{scope.value}_until"],
                "recipient": self["share_cso_recipient"] if scope == c.Scope.SHARE_CSO else None,
            }
            for scope in OTHER_SCOPES
        ]


for _scope in OTHER_SCOPES:
    ScopesForm.base_fields[_scope.value] = YesNoField(label=_scope.label, required=False)
    ScopesForm.base_fields[f"{_scope.value}_until"] = DayField(
        label=_("Until"), may_be_future=True, required=False
    )


class WithdrawForm(ClientForm):
    """She takes it back: who said so, and what follows (F2)."""

    withdrawn_by = OneOfField(
        label=_("Who takes it back?"), choices=c.ConsentGiver.choices, look="list"
    )
    effect = forms.CharField(
        label=_("What happens now"),
        help_text=_("For example: nothing is shared any more; the file stays closed."),
        max_length=300,
    )


def decision_of(
    consent: dict[str, Any], scopes: list[ScopeAnswer], withheld: dict[str, Any], at: datetime
) -> ConsentDecision:
    """Return the decision that cleaned forms hold.

    A yes or no to the question becomes the answer to the purpose "keep a record, to help".
    """
    asked = consent["decision"]
    is_consent = asked in (YES, NO)
    kept = [ScopeAnswer(scope=ASKED.value, is_granted=asked == YES)] if is_consent else []
    return ConsentDecision(
        decided_at=at,
        legal_basis=c.LegalBasis.CONSENT.value if is_consent else asked,
        given_by=consent["given_by"],
        giver_name=consent["giver_name"],
        mode=consent["mode"],
        witness=consent["witness"],
        language=consent["language"],
        was_read_aloud=consent["was_read_aloud"],
        was_understood=consent["was_understood"],
        scopes=(*kept, *scopes),
        **withheld,
    )
