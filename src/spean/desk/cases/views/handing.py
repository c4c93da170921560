"""A caseload goes to colleagues: who to whom is asked, shown, and done with one button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spean.accounts.models import User
from spean.casework.selectors import caseload_of, colleagues_at, holders_of_caseloads
from spean.casework.selectors.sharing import (
    Share,
    caseload_sizes,
    fingerprint,
    shared_already,
    shares_of,
)
from spean.core.errors import DomainError
from spean.core.wording import digits_text
from spean.desk.cases.forms import HandOverForm
from spean.directory.perms import centres_where, requires
from spean.directory.services.leaving import may_let_go
from spean.pathways.leaving import share_out


@requires("people.assign")
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand a whole caseload, or a part of it, to colleagues in one act."""
    sizes = caseload_sizes(request.user)
    holders = list(holders_of_caseloads(request.user))
    holder = next((one for one in holders if str(one.pk) == request.GET.get("from")), None)
    if holder is None:
        return _whose(request, holders, sizes)
    form = _form(request, holder, sizes)
    if not form.is_valid():
        context = {"holder": holder, "form": form}
        return render(request, "desk/cases/hand_over.html", context)
    among = form.among()
    done = shared_already(form.cleaned_data["id"], among)
    if done:
        return _said(request, done)
    given = (request.user, holder, among, form.cleaned_data["way"], form.only())
    return _shown_or_done(request, form, holder, shares_of(*given))


def _whose(request: HttpRequest, holders: list[User], sizes: Any) -> HttpResponse:
    """Ask whose people."""
    context = {"holders": [(one, sizes.get(one.pk, 0)) for one in holders]}
    return render(request, "desk/cases/hand_over_whose.html", context)


def _form(request: HttpRequest, holder: User, sizes: Any) -> HandOverForm:
    people = list(caseload_of(request.user, holder).order_by("family_name_km", "client_number"))
    centres = centres_where(request.user, "people.assign")
    today = timezone.localdate()
    return HandOverForm(
        request.POST or None,
        caseload=people,
        colleagues=list(colleagues_at(centres, today).exclude(pk=holder.pk)),
        sizes=sizes,
        may_leave=may_let_go(request.user, holder, today),
    )


def _shown_or_done(
    request: HttpRequest, form: HandOverForm, holder: User, shares: list[Share]
) -> HttpResponse:
    mark = fingerprint(shares)
    seen = form.cleaned_data["seen"]
    if seen == mark and _shared(request, form, holder, shares):
        return _said(request, sum(len(one.person_ids) for one in shares))
    context = {
        "holder": holder,
        "form": form,
        "shares": shares,
        "mark": mark,
        "has_changed": bool(seen) and seen != mark,
        "leaves": form.cleaned_data.get("leaves", False),
        "total": sum(len(one.person_ids) for one in shares),
    }
    return render(request, "desk/cases/hand_over_check.html", context)


def _shared(request: HttpRequest, form: HandOverForm, holder: User, shares: list[Share]) -> bool:
    said = form.cleaned_data
    try:
        share_out(
            actor=request.user,
            id=said["id"],
            from_user=holder,
            shares=shares,
            reason=said["reason"],
            leaves=said.get("leaves", False),
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    if said.get("leaves"):
        messages.success(request, _("The access is closed. Nobody can sign in with it any more."))
    return True


def _said(request: HttpRequest, people: int) -> HttpResponse:
    said = ngettext(
        "%(count)s person has a new officer.", "%(count)s people have a new officer.", people
    )
    messages.success(request, said % {"count": digits_text(people)})
    return redirect("desk:today")
