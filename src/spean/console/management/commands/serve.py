"""Start the site: the self-check, the web server, and the background worker beside it."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.checks import run_checks
from django.core.checks.registry import registry
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext_lazy

from spean.console.serving import NoFreePort, listening, run_together
from spean.console.words import both


class Command(BaseCommand):
    help = "Check that the site may serve, then serve it until it is told to stop."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, **options: Any) -> None:
        self._refuse_if_unsafe()
        bind = os.environ.get("SPEAN_BIND", "127.0.0.1").strip() or "127.0.0.1"
        try:
            door = listening(bind, options["port"])
        except NoFreePort as taken:
            raise CommandError(both(taken), returncode=2) from None
        shown = "localhost" if bind in {"127.0.0.1", "0.0.0.0", "::1", "::"} else bind
        scheme = "https" if settings.SPEAN_HTTPS else "http"
        said = gettext_lazy("The site is open. Stop it with Ctrl+C.")
        self.stdout.write(f"{both(said)}\n\n    {scheme}://{shown}:{door.getsockname()[1]}/\n")
        self.stdout.flush()
        code = run_together(door)
        if code:
            said = gettext_lazy("The web server stopped by itself.")
            raise CommandError(f"{both(said)} ({code})", returncode=code)

    def _refuse_if_unsafe(self) -> None:
        # A check that nobody registered would let everything pass: that is a refusal too.
        if "start" not in registry.tags_available(deployment_checks=True):
            raise CommandError("The start-up checks are not registered.", returncode=2)
        found = run_checks(tags=["start"], include_deployment_checks=True, databases=["default"])
        if found:
            said = gettext_lazy("The site may not open:")
            reasons = "\n".join(f"- {message.msg}" for message in found)
            raise CommandError(f"{both(said)}\n{reasons}", returncode=2)
