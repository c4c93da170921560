"""What could suit: the options with their reasons; one tap adds the steps to the plan."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.casework.models import Plan
from spean.casework.rules.segments import ASK, YES, Option
from spean.casework.selectors import plans_visible_to
from spean.casework.services.plan_options import choose_option
from spean.core.errors import DomainError
from spean.core.wording import digits_text
from spean.desk.cases.forms.options import ChoiceForm, OptionsForm
from spean.directory.models import ServiceType
from spean.directory.perms import requires
from spean.pathways.options import LEAVING, NEAR, figures_on, known_facts, options_on

NAMES: Final = {
    "A": gettext_lazy("Ready for a job"),
    "B": gettext_lazy("A skill without a paper"),
    "C": gettext_lazy("Another trade"),
    "D": gettext_lazy("A business of one's own"),
    "E": gettext_lazy("Land and community"),
    "F": gettext_lazy("Protection first"),
    "G": gettext_lazy("Safe migration"),
}
REASONS: Final = {
    "red": gettext_lazy("The first questions show something for today."),
    "younger": gettext_lazy("The age is below the one from which land is proposed."),
    "wants_wage": gettext_lazy("The person wants to work for a wage."),
    "moves": gettext_lazy("The person would move for work."),
    "near": gettext_lazy("There is a suitable job near home."),
    "not_red": gettext_lazy("Nothing in the first questions has to come before."),
    "months": gettext_lazy("The person worked long in one trade abroad."),
    "no_demand": gettext_lazy("The trade learnt abroad is not wanted near home."),
    "wants_change": gettext_lazy("The person wants to learn another trade."),
    "base": gettext_lazy("There is land, a shop, tools or experience to begin with."),
    "carer": gettext_lazy("The person cares for somebody and cannot leave home."),
    "older": gettext_lazy("The age is the one from which land is proposed."),
    "wants_farm": gettext_lazy("The person wants to work the land."),
    "leaves": gettext_lazy("The person thinks of going abroad again soon: no pressure, safe ways."),
}
ASKS: Final = {
    "age": gettext_lazy("the age"),
    "wants": gettext_lazy("what the person wants"),
    "relocates": gettext_lazy("whether the person would move"),
    "is_job_near": gettext_lazy("whether there is a job near home"),
    "months_in_trade": gettext_lazy("the months in each trade abroad"),
    "is_trade_wanted_here": gettext_lazy("whether the trade is wanted near home"),
    "has_base": gettext_lazy("land, shop, tools or experience"),
    "is_carer": gettext_lazy("whether the person cares for somebody"),
    "is_red": gettext_lazy("the first questions"),
    "leaves_soon": gettext_lazy("whether the person thinks of leaving again"),
}


@requires("casework.edit")
def options(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show every option, the proposed ones first; each can be chosen."""
    plan = get_object_or_404(plans_visible_to(request.user, "casework.edit"), pk=plan_id)
    person, today = plan.case.person, timezone.localdate()
    facts, figures = known_facts(person, plan.case, today), figures_on(today)
    form = OptionsForm(
        request.POST or None,
        known=facts,
        km=digits_text(figures[NEAR] or "…"),
        months=digits_text(figures[LEAVING] or "…"),
    )
    answers = form.answers() if form.is_valid() else {}
    found = options_on(facts, answers, today)
    refusal = ""
    if "segment" in request.POST and form.is_valid():
        refusal = _chosen(request, plan, found)
        if not refusal:
            messages.success(request, _("The steps stand in the plan. Change them as you like."))
            return redirect("desk:plan", person.pk)
    context = {
        "person": person,
        "plan": plan,
        "form": form,
        "refusal": refusal,
        "proposed": _shown([one for one in found if one.verdict == YES]),
        "others": _shown([one for one in found if one.verdict != YES]),
        "back_url": reverse("desk:plan", args=[person.pk]),
    }
    return render(request, "desk/cases/plan_options.html", context)


def _chosen(request: HttpRequest, plan: Plan, found: tuple[Option, ...]) -> str:
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _("Please choose an option.")
    said = form.cleaned_data
    option = next(one for one in found if one.segment == said["segment"])
    try:
        choose_option(
            actor=request.user, plan=plan, id=said["id"], option=option, reason=said["reason"]
        )
    except DomainError as refusal:
        return str(refusal)
    return ""


def _shown(found: list[Option]) -> list[dict[str, Any]]:
    codes = {code for one in found for code in one.package}
    kinds = {kind.code: kind.label for kind in ServiceType.objects.filter(code__in=codes)}
    return [
        {
            "segment": one.segment,
            "name": NAMES[one.segment],
            "reasons": [REASONS[reason] for reason in one.reasons],
            "asks": [ASKS[fact] for fact in one.missing] if one.verdict == ASK else [],
            "steps": [kinds[code] for code in one.package if code in kinds],
        }
        for one in found
    ]
