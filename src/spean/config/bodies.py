"""What is too large to be sent is told so before it is read."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def within(site: Wsgi, most: int) -> Wsgi:
    """Answer a body that says it is longer than `most` bytes before any of it is read.

    Somebody who sends two gigabytes by mistake learns so at once, and the disk stays free. The
    file stays where it was; nothing written before is touched.
    """
    said = _("This is larger than %(most)s MB. Please take a smaller file. Nothing was lost.")

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        length = str(environ.get("CONTENT_LENGTH") or "0")
        if not length.isdecimal() or int(length) <= most:
            return site(environ, start)
        lines = []
        for language in ("km", "en"):
            with override(language):
                lines.append(str(said) % {"most": most // 1_000_000})
        body = "\n".join(lines).encode()
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("X-Content-Type-Options", "nosniff"),
            ("Connection", "close"),
        ]
        start("413 Content Too Large", headers)
        return [body]

    return answer
