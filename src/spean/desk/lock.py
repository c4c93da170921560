"""Lock the screen and open it again: the work stays, the shared room sees nothing.

Mounted by `desk.today.urls` with `path("", include("spean.desk.lock"))`.
"""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from spean.directory.perms import SIGNED_IN, requires


@requires(SIGNED_IN)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock every window of this session."""
    request.session["locked"] = True
    return HttpResponse(status=204) if _asks_for_data(request) else redirect("desk:unlock")


@requires(SIGNED_IN)
@sensitive_post_parameters("password")
def unlock(request: HttpRequest) -> HttpResponse:
    """Open the screen for the password of its own user; tries are counted as at sign-in."""
    if request.method != "POST":
        if not request.session.get("locked"):
            return redirect(_way_back(request))
        return render(request, "desk/unlock.html", {"is_wrong": False})
    user = request.user
    known = get_adapter(request).authenticate(
        request, username=user.get_username(), password=request.POST.get("password", "")
    )
    if known is None or known.pk != user.pk:
        if _asks_for_data(request):
            return HttpResponse(status=422)
        return render(request, "desk/unlock.html", {"is_wrong": True}, status=422)
    request.session.pop("locked", None)
    return HttpResponse(status=204) if _asks_for_data(request) else redirect(_way_back(request))


def _asks_for_data(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _way_back(request: HttpRequest) -> str:
    wished = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wished, {request.get_host()}, request.is_secure()):
        return wished
    return reverse("desk:today")


urlpatterns = [
    path("lock/", lock, name="lock"),
    path("unlock/", unlock, name="unlock"),
]
