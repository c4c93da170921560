"""The end of the audit trail, for the centre's wall and for whoever keeps it outside."""

import io
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.core.management import BaseCommand
from django.template.loader import render_to_string
from django.utils import timezone, translation

from spean.accounts.selectors import current_head


class Command(BaseCommand):
    help = "Print the head of the audit trail with its date and a QR; keep it outside the database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--svg", metavar="FILE", help="write the QR as a picture")
        parser.add_argument("--html", metavar="FILE", help="write a page to print for the wall")
        parser.add_argument("--append", metavar="FILE", help="add the head to a file of heads")

    def handle(self, *args: object, **options: Any) -> None:
        head = current_head()
        noted = {
            "site": settings.SPEAN_SITE_ID,
            "seq": head.seq,
            "hash": head.hash,
            "at": timezone.now().isoformat(timespec="seconds"),
        }
        line = json.dumps(noted)
        code = segno.make(line, error="m", micro=False)
        self.stdout.write(line)
        drawn = io.StringIO()
        code.terminal(out=drawn, compact=True)
        self.stdout.write(drawn.getvalue())
        if options["svg"]:
            code.save(options["svg"], kind="svg", scale=6, xmldecl=True)
        if options["html"]:
            Path(options["html"]).write_text(_page(noted, code), encoding="utf-8")
        if options["append"]:
            with Path(options["append"]).open("a", encoding="utf-8") as file:
                file.write(line + "\n")


def _page(noted: dict[str, Any], code: segno.QRCode) -> str:
    with translation.override("km"):
        return render_to_string(
            "console/audit_head.html",
            {**noted, "picture": code.svg_data_uri(scale=6)},
        )
