"""F7: the goal, what helps and what hinders, the steps, and the yes."""

import base64
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.contracts import Agreement, PlanWords, StepMove, StepWords
from spean.casework.models import Plan, PlanAction
from spean.casework.selectors import providers, service_types
from spean.desk.fields import (
    ClientForm,
    DayField,
    DecimalField,
    Money,
    MoneyField,
    OneOfField,
    YesNoField,
)
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, as_day, on
from spean.people.choices import Currency

LONG = {"rows": 3}
DRAWN = "data:image/png;base64"


class PlanForm(RevisedForm):
    """The plan without its steps."""

    mostly_optional = True

    goal = forms.CharField(
        label=_("What does the person want?"),
        help_text=_("In the person's own words, as they say it."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "in say-in"}),
        max_length=2000,
    )
    goal_code = OneOfField(label=_("Which kind of goal is this?"), choices=c.Goal.choices)
    dimension = OneOfField(label=_("What is it about most?"), choices=c.Dimension.choices)
    strengths = forms.CharField(
        label=_("What helps?"), required=False, widget=forms.Textarea(attrs=LONG)
    )
    barriers = forms.CharField(
        label=_("What stands in the way?"), required=False, widget=forms.Textarea(attrs=LONG)
    )
    household_agrees = YesNoField(label=_("Does the household agree?"), required=False)
    has_debt_plan = YesNoField(label=_("Is there a plan for the debt?"), required=False)
    baseline_rss = DecimalField(
        label=_("Sustainability score at the start"),
        help_text=_("From 0 to 1, from the RSS survey, if it was taken."),
        required=False,
        most=1,
        places=3,
    )
    review_on = DayField(
        label=_("When do you look at the plan together again?"),
        required=False,
        may_be_future=True,
    )

    @classmethod
    def initial_of(cls, record: Plan) -> dict[str, Any]:
        """Return a plan as the values of this form."""
        names = ("goal", "goal_code", "dimension", "strengths", "barriers", "household_agrees")
        values = {name: getattr(record, name) for name in names}
        values |= {"has_debt_plan": record.has_debt_plan, "baseline_rss": record.baseline_rss}
        return {**values, "review_on": as_day(record.review_on), "revision": record.revision}

    def words(self) -> PlanWords:
        """Return the plan as the service takes it."""
        names = ("goal", "goal_code", "dimension", "baseline_rss", "strengths", "barriers")
        values = {name: self.cleaned_data[name] for name in names}
        return PlanWords(
            **values,
            household_agrees=self.cleaned_data["household_agrees"],
            has_debt_plan=self.cleaned_data["has_debt_plan"],
            review_on=on(self.cleaned_data["review_on"]),
        )


class StepForm(RevisedForm):
    """One step of the plan."""

    mostly_optional = True

    what = forms.CharField(
        label=_("What is to be done?"), help_text=_("Begin with a verb."), max_length=300
    )
    owner = OneOfField(label=_("Who does it?"), choices=c.ActionOwner.choices)
    due_on = DayField(label=_("By when?"), required=False, may_be_future=True)
    service_type = forms.ChoiceField(label=_("Which kind of service?"), required=False)
    provider = forms.ChoiceField(label=_("Who provides it?"), required=False)
    provider_name = forms.CharField(
        label=_("Or write who provides it"), required=False, max_length=200
    )
    cost = MoneyField(label=_("What does it cost?"), currencies=Currency.choices, required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        nothing = [("", _("Not chosen yet"))]
        self.fields["service_type"].choices = nothing + [
            (group, [(str(one.pk), one.label) for one in types])
            for group, types in service_types().items()
        ]
        self.fields["provider"].choices = nothing + [
            (str(one.pk), one.label) for one in providers()
        ]

    @classmethod
    def initial_of(cls, record: PlanAction) -> dict[str, Any]:
        """Return a step as the values of this form."""
        cost = Money(record.cost, record.cost_currency) if record.cost is not None else None
        return {
            "what": record.what,
            "owner": record.owner,
            "due_on": as_day(record.due_on),
            "service_type": str(record.service_type_id or ""),
            "provider": str(record.provider_id or ""),
            "provider_name": record.provider_name,
            "cost": cost,
            "revision": record.revision,
        }

    def words(self) -> StepWords:
        """Return the step as the service takes it."""
        values, cost = self.cleaned_data, self.cleaned_data["cost"]
        return StepWords(
            what=values["what"],
            owner=values["owner"],
            service_type_id=values["service_type"] or None,
            provider_id=values["provider"] or None,
            provider_name=values["provider_name"],
            due_on=on(values["due_on"]),
            cost=cost.amount if cost else None,
            cost_currency=cost.currency if cost else "",
        )


class StepMoveForm(ClientForm):
    """How far a step is, since when, and what proves it."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    move = forms.CharField(max_length=20)
    moved_on = DayField(label=_("On which day?"), required=False)
    evidence = forms.CharField(
        label=_("What shows it?"),
        help_text=_("A paper, a call, what you saw."),
        required=False,
        max_length=300,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="move_%s", **kwargs)

    def words(self, today: Any) -> StepMove:
        """Return the move as the service takes it."""
        day = on(self.cleaned_data["moved_on"]) or today
        return StepMove(self.cleaned_data["move"], day, self.cleaned_data["evidence"])


class AgreeForm(RevisedForm):
    """How the person said yes, and the mark it left."""

    mode = OneOfField(label=_("How did the person say yes?"), choices=c.AgreementMode.choices)
    # The drawing of a finger or a mouse, put here by plan.js.
    drawn = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400_000)
    mark = forms.FileField(
        label=_("Photograph of the signature or thumbprint, or the recording"), required=False
    )
    is_on_paper = forms.BooleanField(
        label=_("The signed paper is kept at the centre"), required=False
    )
    witness = forms.CharField(
        label=_("Who heard or saw it?"),
        help_text=_("Needed when it was only said aloud."),
        required=False,
        max_length=120,
    )

    @classmethod
    def initial_of(cls, record: Plan) -> dict[str, Any]:
        """Return a plan's agreement as the values of this form."""
        return {
            "mode": record.agreed_mode,
            "witness": record.agreement_witness,
            "revision": record.revision,
        }

    def words(self) -> Agreement:
        """Return the yes as the service takes it."""
        return Agreement(self.cleaned_data["mode"], self.cleaned_data["witness"])

    def content(self) -> bytes:
        """Return the mark: the file if there is one, else what was drawn."""
        if self.cleaned_data["mark"]:
            return bytes(self.cleaned_data["mark"].read())
        kind, _comma, packed = self.cleaned_data["drawn"].partition(",")
        if self.cleaned_data["mode"] != c.AgreementMode.SIGNATURE or kind != DRAWN:
            return b""
        try:
            return base64.b64decode(packed, validate=True)
        except ValueError:
            return b""


class ReadingForm(MarkedForm):
    """A voice that reads the plan aloud."""

    sound = forms.FileField(
        label=_("The recording"), help_text=_("MP3, M4A, OGG, WEBM or WAV, at most 12 MB.")
    )
