"""What somebody sees who scans a passport, and what its owner does with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from spean.directory.perms import PUBLIC, requires
from spean.portal.private import private
from spean.skills.selectors.passports import cv_of, is_live
from spean.skills.services import passports


@requires(PUBLIC)
@require_safe
def passport(request: HttpRequest, token: str) -> HttpResponse:
    """Show the skills and the work that a person agreed to show."""
    try:
        link = passports.open_passport_link(token=token, now=timezone.now())
    except passports.PassportLinkEnded:
        return _ended(request)
    person = link.passport.person
    context = {"link": link, "centre": person.centre, "cv": cv_of(person, link.passport)}
    return private(render(request, "portal/passports/passport.html", context))


@requires(PUBLIC)
@require_http_methods(["GET", "POST"])
def own_passport(request: HttpRequest, token: str) -> HttpResponse:
    """Tell the owner how often her link was opened, and end it when she says so."""
    now = timezone.now()
    try:
        if request.method == "POST":
            passports.end_by_owner(owner=token, now=now)
            return private(redirect("portal:own_passport", token))
        link = passports.owned_link(owner=token, now=now)
    except passports.PassportLinkEnded:
        return _ended(request)
    context = {"link": link, "is_live": is_live(link, now), "centre": link.passport.person.centre}
    return private(render(request, "portal/passports/own.html", context))


def _ended(request: HttpRequest) -> HttpResponse:
    # Unknown, run out, ended, no longer allowed: the same page, so that nothing is learned from it.
    passports.note_refused_passport()
    return private(render(request, "portal/employers/ended.html"))
