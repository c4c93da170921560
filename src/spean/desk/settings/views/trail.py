"""The audit trail, for an auditor and the administrator."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spean.accounts.models import User
from spean.accounts.rules import sign_in_name
from spean.accounts.selectors import audit_entries, current_head, names_of
from spean.casework.selectors.grievances import about_her
from spean.desk.settings.forms import TrailForm
from spean.directory.perms import requires

PAGE = 50
# Nobody has this id: a filter by an unknown name shows nothing, not everything.
NOBODY = UUID(int=0)


@requires("accounts.audit")
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Show the entries, newest first; each page goes on below a number, so that none is missed."""
    form = TrailForm(request.GET)
    found = []
    if form.is_valid():
        said = form.cleaned_data
        entries = audit_entries(
            actor_id=_actor(said["actor"]), action=said["action"], on=said["record"]
        )
        # Nobody learns from the trail that a grievance is about her.
        entries = entries.exclude(ref_kind="grievance", ref_id__in=about_her(request.user))
        before = _before(request)
        found = list((entries.filter(seq__lt=before) if before else entries)[: PAGE + 1])
    shown = found[:PAGE]
    head = current_head()
    names = names_of({entry.actor_id for entry in shown if entry.actor_id})
    context = {
        "form": form,
        "lines": [(entry, names.get(entry.actor_id)) for entry in shown],
        "goes_on_before": shown[-1].seq if len(found) > PAGE else None,
        "head": head,
        # In groups of eight, so that eyes can compare it.
        "head_parts": [head.hash[at : at + 8] for at in range(0, 64, 8)],
    }
    return render(request, "desk/settings/trail.html", context)


def _actor(name: str) -> UUID | None:
    if not name:
        return None
    user = User.objects.filter(username=sign_in_name(name)).first()
    return user.pk if user else NOBODY


def _before(request: HttpRequest) -> int:
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
