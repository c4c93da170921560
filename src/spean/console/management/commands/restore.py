"""Bring a whole site back from one sealed file, or change nothing."""

import getpass
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext_lazy

from spean.console.keeping.adopting import (
    adopt,
    has_other_keys,
    refuse_outside_keys,
    sealing_under,
)
from spean.console.keeping.container import header_of
from spean.console.keeping.fencing import came_back
from spean.console.keeping.reading import Contents, verified
from spean.console.keeping.restoring import holds_records, load
from spean.console.words import both


class Command(BaseCommand):
    help = (
        "Bring a site back from a backup of either database. The whole file is verified first; "
        "if anything is wrong nothing is changed and the command ends with 2."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="replace what is here")
        parser.add_argument("--adopt", action="store_true", help="take over another site, its keys")
        parser.add_argument("--key-file", type=Path, help="recovery key of the other site")
        parser.add_argument(
            "--broken-trail", action="store_true", help="even if its trail is broken"
        )

    def handle(self, *args: object, **options: Any) -> None:
        try:
            file = options["file"].open("rb")
        except OSError as cause:
            said = gettext_lazy("This backup cannot be read.")
            raise self._refusal(said, str(cause)) from None
        with file:
            key = self._key(file, options)
            self._tell("1/2")
            contents = verified(file, key=key)
            self._ask(contents, options)
            self._tell("2/2")
            with sealing_under(contents.keys):
                load(
                    file,
                    key=key,
                    contents=contents,
                    trail_may_be_broken=options["broken_trail"],
                    tell=self._tell,
                )
        if has_other_keys(contents.keys):
            former = adopt(contents.keys)
            self.stdout.write(both(gettext_lazy("The keys of that site are now this machine's.")))
            self.stdout.write(f"keys.json ({former.name if former else ''})")
        head = contents.manifest["head"]
        self.stdout.write(both(gettext_lazy("The site is back. Start it again.")))
        self.stdout.write(f"audit {head['seq']} {head['hash']}  {contents.manifest['made_at']}")
        if not came_back():
            said = gettext_lazy(
                "This is not what went on elsewhere: this machine still does not serve."
            )
            self.stderr.write(both(said))

    def _key(self, file: IO[bytes], options: dict[str, Any]) -> str:
        about = header_of(file)
        if options["key_file"]:
            return self._read_key(options["key_file"])
        if about["site"] == settings.SPEAN_SITE_ID:
            return str(settings.SPEAN_RECOVERY_KEY)
        if options["adopt"] and sys.stdin.isatty():
            return getpass.getpass(both(gettext_lazy("Recovery key of that site:")) + " ")
        raise self._refusal(
            gettext_lazy(
                "This backup belongs to another site. To take it over: --adopt and --key-file with "
                "its recovery key. Nothing was changed."
            )
        )

    def _read_key(self, path: Path) -> str:
        try:
            text = path.read_text(encoding="utf-8").strip()
            return str(json.loads(text)["recovery"]) if text.startswith("{") else text
        except (OSError, ValueError, KeyError) as cause:
            said = gettext_lazy("This file does not hold a recovery key. Nothing was changed.")
            raise self._refusal(said, str(cause)) from None

    def _ask(self, contents: Contents, options: dict[str, Any]) -> None:
        if has_other_keys(contents.keys):
            if not options["adopt"]:
                raise self._refusal(
                    gettext_lazy(
                        "This backup belongs to another site. To take it over with its keys: "
                        "--adopt. Nothing was changed."
                    )
                )
            refuse_outside_keys()
        if holds_records() and not options["yes"]:
            raise self._refusal(
                gettext_lazy(
                    "This site holds records, which the backup would replace. If you want that: "
                    "--yes. Nothing was changed."
                )
            )

    def _refusal(self, text: Any, seen: str = "") -> CommandError:
        return CommandError("\n".join(filter(None, (both(text), seen))), returncode=2)

    def _tell(self, text: str) -> None:
        self.stderr.write(f"· {text}")
