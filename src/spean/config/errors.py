"""Pages for what goes wrong: not here, a stale form, our own fault."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from spean.directory.perms import PUBLIC, requires


@requires(PUBLIC)
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long; the text stays in the browser."""
    return render(request, "403_csrf.html", status=403)
