"""What who leads a centre looks at: one page, each thing one tap away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.casework.selectors.day import untouched_red
from spean.casework.selectors.quiet import quiet_days_of
from spean.casework.services.habits import set_quiet_days
from spean.core.errors import DomainError
from spean.core.text import digits
from spean.desk.day.places import centre_asked, centres_for
from spean.desk.today.supervising import cards_of_who_leads
from spean.directory.perms import requires

ROWS = 25


@requires("people.assign")
@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision, what is late, and who must not wait."""
    centres = centres_for(request, "people.assign")
    days = quiet_days_of([centre.pk for centre in centres])
    red = untouched_red(request.user)  # type: ignore[arg-type]
    context = {
        "red": list(red[:ROWS]),
        "red_count": red.count(),
        "cards": cards_of_who_leads(request.user),  # type: ignore[arg-type]
        "habits": [(centre, days[centre.pk]) for centre in centres],
    }
    return render(request, "desk/today/supervision.html", context)


@requires("people.assign")
@require_POST
def days(request: HttpRequest) -> HttpResponse:
    """Decide after how many days somebody stands on the list."""
    centre, _all = centre_asked(request, "people.assign")
    number = digits(request.POST.get("days", "").strip())
    try:
        set_quiet_days(
            actor=request.user,  # type: ignore[arg-type]
            centre=centre,
            days=int(number) if number.isdecimal() and len(number) < 5 else 0,
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return redirect("desk:supervision")
