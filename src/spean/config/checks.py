"""R1 as Django's own checks: `spean check` sees keys and DEBUG, `--deploy --database` all of it."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from spean.console.words import both


@register("start", deploy=True)
def may_serve(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Tell what stands against serving; the database is only asked when it is named."""
    # Models are ready only after the checks are registered.
    from spean.console import selfcheck

    alone = selfcheck.keys() + selfcheck.debug() + selfcheck.registries()
    found = selfcheck.reasons_not_to_serve() if databases else alone
    return [Error(both(reason), id=f"spean.{reason.code}") for reason in found]


def refuse_unsafe_start() -> None:
    """Stop a web server that would serve unsafely.

    :raises ImproperlyConfigured: with every reason; gunicorn stops instead of trying again
    """
    from spean.console.selfcheck import reasons_not_to_serve

    found = reasons_not_to_serve()
    if found:
        raise ImproperlyConfigured("\n".join(both(reason) for reason in found))
