"""The door for the web server: the self-check first, then the site, then the true address."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from spean.config import environment as env
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


def _is_developers_server() -> bool:
    return settings.SPEAN_IS_DEMO and sys.argv[1:2] == ["runserver"]


application = get_wsgi_application()
if not _is_developers_server():
    refuse_unsafe_start()
# With HTTPS a proxy on this machine speaks for the visitors; others are named.
_proxies = env.words("SPEAN_PROXIES", "127.0.0.1,::1" if settings.SPEAN_HTTPS else "")
application = behind_proxies(application, _proxies)  # type: ignore[assignment]
