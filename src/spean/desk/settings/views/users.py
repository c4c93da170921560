"""The people who sign in: listed, made, shut out, let in, given a new password."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.accounts.models import User
from spean.core.errors import DomainError
from spean.desk.settings.forms import NamesForm, UserForm
from spean.directory.perms import requires
from spean.directory.selectors.staff import postings_ever_of, staff_matching
from spean.directory.services import staff

PAGE = 50


@requires("accounts.manage")
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """List everybody who signs in, or did."""
    query = request.GET.get("q", "").strip()[:100]
    page = Paginator(staff_matching(query, timezone.localdate()), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "desk/settings/users.html", {"page": page, "query": query})


@requires("accounts.manage")
def new(request: HttpRequest) -> HttpResponse:
    """Make a user and show her password, once."""
    form = UserForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            user, password = staff.engage(
                actor=request.user,
                id=said["id"],
                username=said["username"],
                names=form.names(),
                is_administrator=said["is_administrator"],
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return _password_shown(request, user, password)
    return render(request, "desk/settings/user_new.html", {"form": form})


@requires("accounts.manage")
def user(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Show one user, her postings and what can be done; correct her names."""
    found = get_object_or_404(User, pk=user_id)
    form = NamesForm.of(found, request.POST or None)
    if form.is_valid():
        try:
            staff.correct_names(
                actor=request.user,
                user=found,
                revision=form.cleaned_data["revision"],
                names=form.names(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:user", found.pk)
    context = {
        "found": found,
        "form": form,
        "postings": postings_ever_of(found),
        "today": timezone.localdate(),
    }
    return render(request, "desk/settings/user.html", context)


@requires("accounts.manage")
@require_POST
def shut_out(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Shut a user out at once."""
    return _done(request, user_id, staff.shut_out, today=timezone.localdate())


@requires("accounts.manage")
@require_POST
def let_in(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let a user in again."""
    return _done(request, user_id, staff.let_in_again)


@requires("accounts.manage")
@require_POST
def forget_code(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let a user set up her second code again."""
    return _done(request, user_id, staff.forget_second_factor)


@requires("accounts.manage")
@require_POST
def new_password(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give a user a new password and show it, once."""
    found = get_object_or_404(User, pk=user_id)
    try:
        password = staff.give_new_password(actor=request.user, user=found)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:user", found.pk)
    return _password_shown(request, found, password)


def _done(
    request: HttpRequest, user_id: UUID, act: Callable[..., Any], **more: Any
) -> HttpResponse:
    found = get_object_or_404(User, pk=user_id)
    try:
        act(actor=request.user, user=found, **more)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return redirect("desk:user", found.pk)


def _password_shown(request: HttpRequest, user: User, password: str) -> HttpResponse:
    # Shown in the answer itself: a redirect would have to keep it somewhere.
    context = {"found": user, "password": password}
    return render(request, "desk/settings/password.html", context)
