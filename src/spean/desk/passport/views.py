"""The passport of one person: what it says, the yes, the paper, the file, the link."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.core.paper import make_paper
from spean.desk.codes import square
from spean.desk.passport.codes import codes_of
from spean.desk.passport.forms import LinkForm, PassportForm, first_answers
from spean.desk.passport.paper import cv_words
from spean.directory.perms import can, requires
from spean.people.choices import ConsentMode, Scope
from spean.people.models import Person
from spean.people.selectors import consent_in_force, people_visible_to
from spean.skills.rules.cv import json_resume
from spean.skills.selectors.passports import (
    cv_of,
    is_live,
    jobs_to_show,
    links_of,
    passport_links_visible_to,
    passport_of,
)
from spean.skills.services import passports

LANGUAGES = ("km", "en")
LINKS_SHOWN = 6


@requires("skills.edit")
@require_safe
def passport(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what the passport says and its links; without one, ask what to show."""
    person = _person(request, person_id)
    if passport_of(person) is None:
        return redirect("desk:passport_agree", person.pk)
    return _page(request, person)


def _page(request: HttpRequest, person: Person, link_form: LinkForm | None = None) -> HttpResponse:
    held = passport_of(person)
    if held is None:
        return redirect("desk:passport_agree", person.pk)
    now = timezone.now()
    context = {
        "person": person,
        "passport": held,
        "cv": cv_of(person, held),
        "links": [(one, is_live(one, now)) for one in links_of(held)[:LINKS_SHOWN]],
        "may_share": consent_in_force(person, Scope.SHARE_EMPLOYER, timezone.localdate(now)),
        "link_form": link_form or LinkForm(),
    }
    return render(request, "desk/passport/passport.html", context)


@requires("skills.edit")
def agree(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Go through the passport with the person, and write down the yes."""
    person = _person(request, person_id)
    held, jobs = passport_of(person), jobs_to_show(person)
    form = PassportForm(request.POST or None, jobs=jobs, initial=first_answers(held, jobs))
    if form.is_valid():
        try:
            passports.agree_passport(
                actor=request.user,
                person=person,
                revision=form.cleaned_data["revision"],
                wish=form.wish(),
                mode=ConsentMode(form.cleaned_data["mode"]),
                witness=form.cleaned_data["witness"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:passport", person.pk)
    context = {"person": person, "form": form, "passport": held}
    return render(request, "desk/passport/agree.html", context)


@requires("skills.edit")
@require_safe
def paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Return the CV as a PDF, in the language asked for."""
    person = _person(request, person_id)
    held = passport_of(person)
    if held is None:
        return redirect("desk:passport_agree", person.pk)
    with override(_language(request)):
        cv = cv_of(person, held)
        words = cv_words(
            person,
            cv,
            timezone.localdate(),
            codes=codes_of(request.user, cv),
            address=request.build_absolute_uri(reverse("portal:check")),
        )
        content = make_paper("cv", words)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="cv-{person.client_number}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@requires("skills.edit")
@require_safe
def resume(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Return the CV as JSON Resume, in the language asked for."""
    person = _person(request, person_id)
    held = passport_of(person)
    if held is None:
        return redirect("desk:passport_agree", person.pk)
    with override(_language(request)):
        words = json_resume(
            cv_of(person, held),
            months=_("{n} months"),
            updated_at=held.agreed_at.isoformat(),
            check_url=request.build_absolute_uri(reverse("portal:check")),
        )
    answer = JsonResponse(words, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="cv-{person.client_number}.json"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@requires("skills.edit")
@require_POST
def link(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Make a link and show it on a slip to print, with the second one that ends it; only now."""
    person = _person(request, person_id)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form)
    try:
        made, token, owner = passports.make_passport_link(
            actor=request.user,
            id=form.cleaned_data["id"],
            person=person,
            days=int(form.cleaned_data["days"]),
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, person, form)
    shown = request.build_absolute_uri(reverse("portal:passport", args=[token]))
    own = request.build_absolute_uri(reverse("portal:own_passport", args=[owner]))
    context = {
        "person": person,
        "link": made,
        "shown": shown,
        "own": own,
        "shown_square": square(shown, _("To show: the skill passport"), scale=4),
        "own_square": square(own, _("To keep: ends the link"), scale=4),
    }
    response = render(request, "desk/passport/slip.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


@requires("skills.edit")
@require_POST
def end_link(request: HttpRequest, passport_link_id: UUID) -> HttpResponse:
    """End a link at once."""
    found = get_object_or_404(passport_links_visible_to(request.user), pk=passport_link_id)
    passports.end_passport_link(actor=request.user, link=found, now=timezone.now())
    messages.success(request, _("The link no longer works."))
    return redirect("desk:passport", found.passport.person_id)


def _person(request: HttpRequest, person_id: UUID) -> Person:
    area = "area__parent__parent__parent"
    reach = people_visible_to(request.user).select_related("centre", area)
    person = get_object_or_404(reach, pk=person_id)
    if not can(request.user, "skills.edit", person):
        raise Http404
    return person


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("in", "")
    return asked if asked in LANGUAGES else (get_language() or "km")
