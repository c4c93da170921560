"""Write one referral as a file in the shape of the Primero and OSCaR exchange."""

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management import CommandError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.casework.models import ServiceReferral
from spean.casework.services.oscar import export_referral
from spean.console.management.commands._loading import LoadingCommand
from spean.console.words import both


class Command(LoadingCommand):
    help = "Print one referral as JSON for the Primero and OSCaR exchange; refused without consent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("referral", type=UUID, help="the id of the referral, from its address")

    def handle(self, *args: Any, **options: Any) -> None:
        related = ("case__person__centre", "case__person__area", "organisation", "service_type")
        found = ServiceReferral.objects.select_related(*related, "consent", "sent_by")
        referral = found.filter(pk=options["referral"]).first()
        if referral is None:
            raise CommandError(both(_("There is no such referral.")), returncode=2)
        with self.refusals():
            made = export_referral(actor=None, referral=referral, now=timezone.now())
        self.stdout.write(json.dumps(made, ensure_ascii=False, indent=2))
