"""Who serves where: give a role, end it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.core.errors import DomainError
from spean.desk.fields import Day
from spean.desk.settings.forms import EndPostingForm, PostingForm
from spean.directory.models import Posting
from spean.directory.perms import requires
from spean.directory.selectors.centres import centres_visible_to
from spean.directory.services.postings import end_posting, post_staff


@requires("accounts.manage")
def new(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give a user a role at a centre or in the whole country."""
    user = get_object_or_404(User, pk=user_id)
    begun = {"starts_on": Day(timezone.localdate())}
    form = PostingForm(
        request.POST or None, initial=begun, centres=centres_visible_to(request.user)
    )
    if form.is_valid():
        try:
            post_staff(
                actor=request.user, id=form.cleaned_data["id"], user=user, terms=form.terms()
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:user", user.pk)
    return render(request, "desk/settings/posting.html", {"form": form, "found": user})


@requires("accounts.manage")
def end(request: HttpRequest, posting_id: UUID) -> HttpResponse:
    """End a posting after a day."""
    posting = get_object_or_404(Posting.objects.select_related("user", "centre"), pk=posting_id)
    today = timezone.localdate()
    form = EndPostingForm(request.POST or None, initial={"last_day": Day(today)})
    if form.is_valid():
        try:
            end_posting(
                actor=request.user,
                posting=posting,
                last_day=form.cleaned_data["last_day"].on,
                today=today,
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:user", posting.user_id)
    context = {"form": form, "posting": posting, "found": posting.user}
    return render(request, "desk/settings/posting_end.html", context)
