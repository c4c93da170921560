"""The check of a certificate for programs: what the QR says, and what it is worth."""

import base64
import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.api.doors import anybody, program
from spean.api.problems import problem
from spean.directory.perms import PUBLIC, requires
from spean.skills.gateways.sealing import Verdict
from spean.skills.services.checking import Checked, check_text, may_check, texts_on_picture

_MOST: Final = 17_000_000


@program(anybody)
@requires(PUBLIC)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Judge {"text": …} or {"picture": base64}: one answer for each code.

    There is no way to ask by a number or a name: a stranger learns what the QR says, no more.
    """
    if not may_check(request.META.get("REMOTE_ADDR", "")):
        answer = problem(429, "too-often", _("Many were checked at once. Please wait a minute."))
        answer["Retry-After"] = "60"
        return answer
    texts = _texts(request)
    if texts is None:
        return problem(422, "unreadable", _("This request cannot be read."))
    today = timezone.now().date()
    answers = [_answer(check_text(text, today=today)) for text in texts]
    response = JsonResponse({"answers": answers}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def _texts(request: HttpRequest) -> list[str] | None:
    try:
        said = json.loads(request.body) if len(request.body) <= _MOST else None
        if not isinstance(said, dict):
            return None
        if isinstance(said.get("text"), str):
            return [said["text"]]
        return texts_on_picture(base64.b64decode(said["picture"], validate=True))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _answer(checked: Checked) -> dict[str, Any]:
    verdict = checked.verdict
    if verdict is None:
        return {"state": "no_list", "reason": "", "list_on": None}
    return {
        "state": str(verdict.state),
        "reason": verdict.reason,
        "list_on": checked.list_on.isoformat() if checked.list_on else None,
        "list_age_days": verdict.list_age_days,
        "list_is_overdue": verdict.list_is_overdue,
        **_content(verdict),
    }


def _content(verdict: Verdict) -> dict[str, Any]:
    claims, key = verdict.claims, verdict.key
    if claims is None or key is None:
        return {}
    units = [
        {"code": one.code, "km": one.label_km, "en": one.label_en} if one else None
        for one in verdict.units
    ]
    names = ("name_km", "name_latin", "birth_year", "level", "isco", "part", "parts")
    marks = ("is_specimen", "is_unverified", "name_km_is_shortened", "name_latin_is_shortened")
    return {
        "id": str(claims.id),
        "issued_at": claims.issued_at.isoformat(),
        **{name: getattr(claims, name) for name in (*names, *marks)},
        "units": units,
        "centre": {"km": key.name_km, "en": key.name_en},
    }
