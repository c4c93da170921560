"""The public's grievance box: no account, no name, no script; a number to ask with later."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from spean.casework import choices as w
from spean.casework.models import Grievance
from spean.casework.rules.grievances import receipt_said
from spean.casework.selectors.grievances import grievance_of_receipt
from spean.casework.services.grievances import (
    GrievanceWords,
    answer_of,
    rate_answer,
    receive_grievance,
)
from spean.core.errors import DomainError
from spean.directory.perms import PUBLIC, requires
from spean.directory.selectors.centres import open_centres


class ComplaintForm(forms.Form):
    """What somebody tells us about ourselves."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    centre = forms.ChoiceField(label=_("Which centre?"))
    kind = forms.ChoiceField(label=_("What is it about?"), choices=w.GrievanceKind.choices)
    about = forms.ChoiceField(label=_("About whom?"), choices=w.AboutWhom.choices)
    story = forms.CharField(
        label=_("What happened?"), widget=forms.Textarea(attrs={"rows": 6}), max_length=5000
    )
    contact = forms.CharField(
        label=_("How can we answer? Only if you wish."), required=False, max_length=200
    )
    # A field that no person sees: what fills it is a program.
    website = forms.CharField(required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"id": uuid4(), "about": "unknown"})
        self.centres = {str(one.pk): one for one in open_centres()}
        choices = [(key, one.label) for key, one in self.centres.items()]
        self.fields["centre"].choices = choices  # type: ignore[attr-defined]
        for name in ("centre", "kind", "about", "story", "contact"):
            self.fields[name].widget.attrs["class"] = "in"

    def words(self) -> GrievanceWords:
        """Return what was told as the service takes it."""
        said = {name: self.cleaned_data[name] for name in ("kind", "about", "story", "contact")}
        return GrievanceWords(centre=self.centres[self.cleaned_data["centre"]], way="web", **said)


@requires(PUBLIC)
@require_http_methods(["GET", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """Take in what somebody tells; answer with the number of the receipt."""
    form = ComplaintForm(request.POST or None)
    if form.is_valid() and not form.cleaned_data["website"]:
        try:
            _made, digits = receive_grievance(
                actor=None, id=form.cleaned_data["id"], words=form.words(), now=timezone.now()
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "portal/complain_receipt.html", {"number": receipt_said(digits)})
    return render(request, "portal/complain.html", {"form": form})


@requires(PUBLIC)
@require_http_methods(["GET", "POST"])
def asked_again(request: HttpRequest) -> HttpResponse:
    """Say how it stands, to whoever gives the number; a wrong number is told nothing."""
    number = request.POST.get("number", "")[:40]
    found = grievance_of_receipt(number) if number else None
    context: dict[str, Any] = {"number": number, "asked": bool(number), "found": found}
    if found is not None:
        _rated(request, found)
        context["answer"] = answer_of(found)
    return render(request, "portal/complain_status.html", context)


def _rated(request: HttpRequest, found: Grievance) -> None:
    given = request.POST.get("satisfied", "")
    if given in {"1", "2", "3", "4", "5"}:
        rate_answer(grievance=found, satisfied=int(given))
        found.refresh_from_db()
