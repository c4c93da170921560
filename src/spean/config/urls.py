"""Mounts the doors; nothing else. A view without a declared policy stops the site here."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from spean.config.middleware import policy_of

urlpatterns = [
    path("", include("spean.portal.urls")),
    path("desk/", include("spean.desk.urls")),
    path("field/", include("spean.field.urls")),
    path("verify/", include("spean.field.verify_urls")),
    path("api/v1/", include("spean.api.urls")),
    path("api/spdci/v1/registry/", include("spean.api.spdci.urls")),
    path("openrosa/", include("spean.api.openrosa_urls")),
    path("v1/", include("spean.api.central_urls")),
    path("language/", set_language, name="set_language"),
    path("account/", include("spean.config.account_urls")),
]

if settings.SPEAN_SPDCI_UNSIGNED:
    # Where published test suites look for a registry: one of them at an address of its own.
    urlpatterns += [
        path("registry/", include("spean.api.spdci.urls", namespace="spdci-root")),
        path("sr/", include("spean.api.spdci.urls", namespace="spdci-sr")),
    ]


def every_pattern() -> list[tuple[str, URLPattern]]:
    """Return (route, pattern) for each URL of the site."""
    found: list[tuple[str, URLPattern]] = []

    def walk(prefix: str, patterns: list[URLPattern | URLResolver]) -> None:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(route, pattern.url_patterns)
            else:
                found.append((route, pattern))

    walk("/", list(urlpatterns))
    return found


for _route, _pattern in every_pattern():
    policy_of(_pattern.callback, _pattern.name)
