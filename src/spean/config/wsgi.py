"""The door for the web server: the self-check first, then the site, then the true address."""

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from spean.config import environment as env
from spean.config.bodies import within
from spean.config.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spean.config.settings")

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def behind_proxies(site: Wsgi, proxies: Iterable[str]) -> Wsgi:
    """Give the site the address of the visitor instead of that of its own proxy.

    Sign-in counts wrong tries by name and address: if all came from the proxy, a stranger could
    lock a colleague out. Only the last address of the header is believed, the one that the
    trusted proxy wrote itself.
    """
    trusted = frozenset(proxies)

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("REMOTE_ADDR") in trusted:
            said = str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")[-1].strip()
            if said:
                environ["REMOTE_ADDR"] = said
        return site(environ, start)

    return answer


def with_whole_bodies(site: Wsgi, most: int) -> Wsgi:
    """Give the site the length of a body that came in pieces.

    Telephones send large answers chunked, without saying how long they are; Django then reads
    nothing at all. What is longer than `most` bytes is cut off, and so refused as broken.
    """

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        is_chunked = environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked"
        if is_chunked and not environ.get("CONTENT_LENGTH"):
            body = tempfile.SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115
            while body.tell() <= most and (piece := environ["wsgi.input"].read(65_536)):
                body.write(piece)
            environ["CONTENT_LENGTH"] = str(body.tell())
            body.seek(0)
            environ["wsgi.input"] = body
        return site(environ, start)

    return answer


def _is_developers_server() -> bool:
    return settings.SPEAN_IS_DEMO and sys.argv[1:2] == ["runserver"]


application = get_wsgi_application()
# What was made until now stays for good: nobody need look through it for what can be thrown away.
gc.collect()
gc.freeze()
if not _is_developers_server():
    refuse_unsafe_start()
# With HTTPS a proxy on this machine speaks for the visitors; others are named.
_proxies = env.words("SPEAN_PROXIES", "127.0.0.1,::1" if settings.SPEAN_HTTPS else "")
application = behind_proxies(application, _proxies)  # type: ignore[assignment]
application = with_whole_bodies(application, settings.SPEAN_POST_LIMIT)  # type: ignore[assignment]
application = within(application, settings.SPEAN_POST_LIMIT)  # type: ignore[assignment]
