"""What a page behind a link says to those between: keep nothing, list nothing."""

from django.http import HttpResponse


def private(response: HttpResponse) -> HttpResponse:
    """Mark a page as one that nobody keeps and no search engine lists."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
