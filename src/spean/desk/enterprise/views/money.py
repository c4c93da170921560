"""Money asked for: seen only by those who may open debts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.desk.enterprise.forms.business import FinanceAnswerForm, FinanceForm
from spean.desk.fields.revised_form import on
from spean.directory.perms import requires
from spean.skills.models import Business
from spean.skills.selectors.enterprise import (
    businesses_visible_to,
    finance_visible_to,
    lenders_near,
    newest_plan,
)
from spean.skills.services.finance import answer_finance, ask_for_money, open_finance


@requires("people.sensitive")
def money(request: HttpRequest, business_id: UUID) -> HttpResponse:
    """Show who lends near her and whom she asked; write an application down."""
    reach = businesses_visible_to(request.user, "people.sensitive")
    business = get_object_or_404(reach, pk=business_id)
    offers = lenders_near(request.user, business.person)
    form = FinanceForm(request.POST or None, offers=offers)
    if form.is_valid():
        said = form.cleaned_data
        try:
            ask_for_money(
                actor=request.user,
                business=business,
                id=said["id"],
                offer=said["offer"],
                amount=said["amount"],
                on=on(said["asked_on"]),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:business_money", business.pk)
    return _page(request, business, form)


def _page(request: HttpRequest, business: Business, form: FinanceForm) -> HttpResponse:
    amounts = open_finance(viewer=request.user, business=business)
    links = finance_visible_to(request.user).filter(business=business).order_by("-asked_on")
    context = {
        "business": business,
        "person": business.person,
        "plan": newest_plan(business),
        "links": [(one, amounts.get(one.pk)) for one in links],
        "form": form,
        "answer_form": FinanceAnswerForm(),
        "back_url": reverse("desk:business", args=[business.pk]),
        "where": _("Money for the business"),
    }
    return render(request, "desk/enterprise/money.html", context)


@requires("people.sensitive")
@require_POST
def answer(request: HttpRequest, finance_id: UUID) -> HttpResponse:
    """Write down what was answered."""
    link = get_object_or_404(finance_visible_to(request.user), pk=finance_id)
    form = FinanceAnswerForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            answer_finance(actor=request.user, link=link, move=said["move"], on=on(said["on"]))
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Saved"))
    else:
        messages.warning(request, _("Please choose what was answered, and the day."))
    return redirect("desk:business_money", link.business_id)
