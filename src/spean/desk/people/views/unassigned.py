"""Whom nobody is responsible for: who leads gives several to a colleague in one act."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from spean.accounts.models import User
from spean.casework.selectors import colleagues_at
from spean.core.errors import DomainError
from spean.desk.fields import ClientForm, SomeOfField
from spean.desk.people.request import StaffRequest
from spean.directory.perms import requires
from spean.people import services as people
from spean.people.models import Person
from spean.people.selectors.unassigned import people_without_officer

# As many as are read through before one decides; the next come when these have somebody.
AT_ONCE = 30


class GiveForm(ClientForm):
    """Some of the people listed, and the colleague who becomes responsible."""

    people = SomeOfField(label=gettext_lazy("Whose?"), choices=[])
    to = forms.ModelChoiceField(
        label=gettext_lazy("Responsible officer"), queryset=User.objects.none()
    )

    def __init__(self, *args: Any, waiting: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown: Any = self.fields["people"]
        shown.choices = [(str(one.pk), _named(one)) for one in waiting]
        shown.words = dict(shown.choices)
        to: Any = self.fields["to"]
        to.queryset = colleagues_at({one.centre_id for one in waiting}, timezone.localdate())
        to.label_from_instance = lambda user: user.display_name
        to.empty_label = gettext_lazy("Please choose")


@requires("people.assign")
@require_http_methods(["GET", "POST"])
def unassigned(request: StaffRequest) -> HttpResponse:
    """Show whom nobody is responsible for, and make a colleague responsible for some of them."""
    found = people_without_officer(request.user)
    if request.method == "POST" and _all_have_somebody(request, found):
        messages.info(request, _("Somebody is responsible for them already."))
        return redirect("desk:people_unassigned")
    waiting = list(found.select_related("area")[:AT_ONCE])
    form = GiveForm(request.POST or None, waiting=waiting)
    if form.is_valid() and _given(request, form):
        return redirect("desk:people_unassigned")
    context = {"form": form, "waiting": waiting, "total": found.count()}
    return render(request, "desk/people/unassigned.html", context)


def _given(request: StaffRequest, form: GiveForm) -> bool:
    chosen = [UUID(key) for key in form.cleaned_data["people"]]
    try:
        people.assign(actor=request.user, person_ids=chosen, to=form.cleaned_data["to"])
    except DomainError as refusal:
        form.add_error("to", str(refusal))
        return False
    messages.success(request, _("Saved."))
    return True


def _all_have_somebody(request: StaffRequest, found: Any) -> bool:
    """Tell whether a second press, or a colleague's, left nobody of those chosen."""
    chosen = request.POST.getlist("people")
    still = {str(key) for key in found.values_list("pk", flat=True)}
    return bool(chosen) and still.isdisjoint(chosen)


def _named(person: Person) -> Any:
    return format_html("{}<small>{}</small>", person.name, person.area.label)
