"""Work abroad: each episode (F3) and each job of it (F4)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import (
    ClientForm,
    DayField,
    DecimalField,
    MoneyField,
    OccupationField,
    OneOfField,
    SkillsField,
    WholeField,
    YesNoField,
)
from spean.directory import selectors as directory
from spean.directory.models import Sector
from spean.people import choices as c
from spean.people.models.migration import COUNTRIES


def _text(label: Any, longest: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **kwargs)


def _dollars(label: Any) -> DecimalField:
    return DecimalField(label=label, most=100_000, required=False)


def _money(label: Any) -> MoneyField:
    return MoneyField(label=label, currencies=c.Currency.choices, required=False)


class ReturnForm(ClientForm):
    """One episode of work abroad, told from its end (F3, without its class 3 part)."""

    mostly_optional = True

    country = OneOfField(label=_("Country"), choices=COUNTRIES, look="list")
    place = _text(_("Province or city abroad"), 120)
    left = DayField(label=_("Left on"), required=False)
    returned = DayField(label=_("Came back on"), required=False)
    border_point = OneOfField(
        label=_("Came back through"), choices=c.BorderPoint.choices, look="list", required=False
    )
    reason = OneOfField(
        label=_("Why did she or he come back?"),
        choices=c.ReturnReason.choices,
        look="list",
        required=False,
    )
    was_assisted = YesNoField(label=_("Helped to come back?"), required=False)
    assisted_by = _text(_("Helped by"), 120)
    cost_transport = _dollars(_("Coming back: transport, US dollars"))
    cost_food = _dollars(_("Coming back: food, US dollars"))
    cost_unofficial = _dollars(_("Coming back: unofficial payments, US dollars"))
    children_along = WholeField(label=_("Children who came along"), most=20, required=False)
    left_behind = _text(_("Belongings left behind"), 300)
    recruiter = _text(_("Recruiter or agency"), 120)
    recruiter_licence = _text(_("Agency licence"), 60)
    cost = _money(_("Paid to leave"))
    remittance = _money(_("Sent home each month"))
    savings = _money(_("Savings brought"))

    def clean(self) -> dict[str, Any]:
        """Refuse a return before the departure."""
        cleaned = super().clean() or {}
        left, returned = cleaned.get("left"), cleaned.get("returned")
        if left and returned and returned.on < left.on and _is_later(left, returned):
            self.add_error("returned", _("The return cannot come before the departure."))
        return cleaned


def _is_later(left: Any, returned: Any) -> bool:
    """Tell whether the departure lies after the return, as exactly as both are known."""
    if "year" in (left.precision, returned.precision):
        return bool(left.on.year > returned.on.year)
    if "month" in (left.precision, returned.precision):
        return bool((left.on.year, left.on.month) > (returned.on.year, returned.on.month))
    return True


class PapersForm(ClientForm):
    """Papers abroad and legal status (F3, class 3)."""

    mostly_optional = True

    channel_out = OneOfField(
        label=_("How did she or he go?"),
        choices=c.ChannelOut.choices,
        look="list",
        required=False,
    )
    cost_financed_by = _text(_("Where did the money come from?"), 200)
    documents_abroad = OneOfField(
        label=_("Papers abroad"), choices=c.DocumentsAbroad.choices, look="list", required=False
    )
    documents_held_by = OneOfField(
        label=_("Who has the papers now?"),
        choices=c.DocumentsHeldBy.choices,
        look="list",
        required=False,
    )
    exit_status = OneOfField(
        label=_("Papers when leaving that country"),
        choices=c.ExitStatus.choices,
        look="list",
        required=False,
    )


class JobForm(ClientForm):
    """One job abroad (F4, without its class 3 part)."""

    mostly_optional = True

    occupation = OccupationField(
        label=_("What work was it?"),
        help_text=_("Type a word for the work; the tasks of it appear below."),
        required=False,
    )
    tasks = SkillsField(label=_("What did you do there?"))
    own_words = forms.CharField(
        label=_("The work in the person's own words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
    tools = _text(_("Tools and machines"), 300)
    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=Sector.objects.none(), required=False
    )
    months = WholeField(label=_("Months in this job"), most=600, required=False)
    team_size = WholeField(label=_("People in the team"), most=5000, required=False)
    was_supervisor = YesNoField(label=_("Led a team?"), required=False)
    wage = _money(_("Wage"))
    wage_unit = OneOfField(label=_("Wage for"), choices=c.WageUnit.choices, required=False)
    hours_per_day = DecimalField(label=_("Hours a day"), most=24, places=1, required=False)
    days_per_week = DecimalField(label=_("Days a week"), most=7, places=1, required=False)
    overtime_paid = YesNoField(label=_("Overtime paid?"), required=False)
    had_contract = YesNoField(label=_("Written contract?"), required=False)
    had_social_security = YesNoField(label=_("Social security there?"), required=False)
    training_received = _text(_("Training or certificate received"), 300)
    wages_owed = YesNoField(label=_("Are wages still owed?"), required=False)
    wages_owed_amount = DecimalField(
        label=_("Amount owed"), help_text=_("In the currency of the wage."), required=False
    )
    employer_thai = _text(_("Employer in Thai letters"), 200)
    employer_lat = _text(_("Employer in Latin letters"), 200)
    owner_contact = _text(_("Telephone or LINE of the owner"), 120)
    address = _text(_("Address of the workplace"), 300)
    reference_contact = _text(_("Who can confirm this work?"), 200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sector: Any = self.fields["sector"]
        sector.queryset = directory.offered_sectors()
        sector.label_from_instance = lambda row: row.label
        sector.empty_label = _("Not known yet")

    def offer_tasks(self, *, more: str = "") -> None:
        """Fill the tick-boxes: what is ticked, what the work needs, and what is searched for."""
        tasks = self.fields["tasks"]
        occupation = self.fields["occupation"]
        chosen: Any = self.initial.get("tasks", ())
        work: Any = self.initial.get("occupation")
        if self.is_bound:
            written_tasks: Any = self.data
            chosen = written_tasks.getlist(self.add_prefix("tasks"))
            written = occupation.widget.value_from_datadict(
                self.data, {}, self.add_prefix("occupation")
            )
            try:
                work = occupation.clean(written)
            except forms.ValidationError:
                work = None
        assert isinstance(tasks, SkillsField)
        tasks.offer(occupation=work, chosen=chosen, more=more)

    def clean(self) -> dict[str, Any]:
        """Ask for the period of a wage, and for some word about the work."""
        cleaned = super().clean() or {}
        if cleaned.get("wage") and not cleaned.get("wage_unit"):
            self.add_error("wage_unit", _("Please choose what the wage is for."))
        said = (cleaned.get("occupation"), cleaned.get("own_words"), cleaned.get("employer_lat"))
        if not any(said) and not self.errors.get("occupation"):
            self.add_error("occupation", _("Please say what work it was, or use own words."))
        return cleaned


class JobHarmForm(ClientForm):
    """Injury and papers kept by the employer (F4, class 3)."""

    mostly_optional = True

    was_injured = YesNoField(label=_("Injured at work?"), required=False)
    injury = _text(_("What happened"), 300)
    documents_retained = YesNoField(label=_("Were papers kept by the employer?"), required=False)
    deposit_retained = YesNoField(label=_("Was a deposit kept?"), required=False)
    social_security_number = _text(_("Social security number there"), 40)
