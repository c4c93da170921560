"""Refusals as programs read them: RFC 9457 problem documents, with a sentence for people."""

from django.http import JsonResponse

from spean.core.errors import DomainError


def problem(status: int, code: str, title: str, **more: object) -> JsonResponse:
    """Return a problem document; `title` is a sentence in the reader's language."""
    said = {"type": f"urn:spean:{code}", "title": title, "status": status, **more}
    return JsonResponse(said, status=status, content_type="application/problem+json")


def refused(refusal: DomainError, status: int = 409) -> JsonResponse:
    """Return a refusal of a room as a problem document."""
    return problem(status, refusal.code, str(refusal))
