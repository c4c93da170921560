"""What is asked before options are shown: only what the rooms do not know."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework.rules.segments import BUSINESS, CHANGE, FARM, ORDER, WAGE, Facts
from spean.desk.fields import OneOfField, YesNoField
from spean.desk.fields.revised_form import MarkedForm

WISHES = (
    (WAGE, _("Work for a wage")),
    (FARM, _("Work the land")),
    (BUSINESS, _("A business of one's own")),
    (CHANGE, _("Learn another trade")),
)


class OptionsForm(MarkedForm):
    """The facts nobody wrote down yet; none of them has to be answered."""

    mostly_optional = True

    wants = OneOfField(label=_("What does the person want?"), choices=WISHES, required=False)
    relocates = YesNoField(label=_("Would the person move for work?"), required=False)
    is_job_near = YesNoField(required=False)
    is_trade_wanted_here = YesNoField(
        label=_("Is the trade learnt abroad wanted near home?"), required=False
    )
    has_base = YesNoField(
        label=_("Is there land, a shop, tools, or experience with a business?"), required=False
    )
    is_carer = YesNoField(
        label=_("Does the person care for somebody and cannot leave home?"), required=False
    )
    leaves_soon = YesNoField(required=False)

    def __init__(self, data: Any = None, *, known: Facts, km: str, months: str) -> None:
        super().__init__(data, initial={"wants": known.wants})
        self.fields["is_job_near"].label = _(
            "Is there a suitable job within %(km)s km of home?"
        ) % {"km": km}
        self.fields["leaves_soon"].label = _(
            "Does the person think of going abroad again within %(months)s months?"
        ) % {"months": months}
        for name in list(self.fields):
            # A wish may be another one today.
            if name not in ("id", "wants") and getattr(known, name) is not None:
                del self.fields[name]

    def answers(self) -> dict[str, Any]:
        """Return what was answered; what was not stays unknown."""
        return {name: said for name, said in self.cleaned_data.items() if name != "id"}


class ChoiceForm(MarkedForm):
    """One option, and why it is chosen if the rule does not propose it."""

    segment = forms.ChoiceField(choices=[(one, one) for one in ORDER])
    reason = forms.CharField(required=False, max_length=500)
