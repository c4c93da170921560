"""Make a demo ready for a published SPDCI test suite: a peer, an invented person it asks for."""

from argparse import ArgumentParser
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.console.words import both
from spean.directory.models import Centre, Organisation, RegistryPeer
from spean.directory.services.registries import FIELDS, KINDS, ask_for_password, keep_peer
from spean.pathways.registration import admit
from spean.people.choices import Scope
from spean.people.contracts import ConsentDecision, Document, HouseholdFacts, Intake, ScopeAnswer
from spean.people.models import Person, RegistrySubscription
from spean.people.services.registry_subscriptions import wrapped

_PURPOSE = "SP-ELIG"


class Command(BaseCommand):
    help = "Make a peer and an invented person for a third-party test suite; demo alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sender", default="test-client", help="the suite's sender_id")
        parser.add_argument("--number", default="TEST-001", help="the UIN that it asks for")
        parser.add_argument("--subscription", default="sub-test-001")
        parser.add_argument("--callback", default="http://127.0.0.1:3336")
        parser.add_argument("--password", default="", help="the bearer token it sends, if any")

    def handle(self, *args: object, **options: str) -> None:
        if not settings.SPEAN_IS_DEMO:
            raise CommandError(
                both(_("Invented people never stand beside real ones. Set SPEAN_MODE=demo first.")),
                returncode=2,
            )
        peer = self._peer(options)
        self._person(options["number"])
        self._subscription(peer, options)
        how = "on" if settings.SPEAN_SPDCI_UNSIGNED else "off: set SPEAN_SPDCI_UNSIGNED=1"
        self.stdout.write(
            f"sender_id {peer.sender_id}, answers to {peer.callback_uri}, UIN {options['number']}\n"
            f"bearer token {'asked for' if options['password'] else 'not asked for'}\n"
            f"unsigned messages {how}"
        )

    def _peer(self, options: dict[str, str]) -> RegistryPeer:
        sender = options["sender"]
        known = RegistryPeer.objects.filter(sender_id=sender).first()
        id = known.pk if known else uuid5(NAMESPACE_URL, f"spean:peer:{sender}")
        name = {"label_en": "Test suite", "label_km": "ឧបករណ៍សាកល្បង", "is_invented": True}
        organisation, _made = Organisation.objects.get_or_create(
            pk=uuid5(NAMESPACE_URL, "spean:test-suite"), defaults={"kind": "other", **name}
        )
        values = {
            "organisation_id": organisation.pk,
            "sender_id": sender,
            "callback_uri": options["callback"],
            "service_uri": "",
            "purposes": [_PURPOSE],
            # Published suites name no purpose: here one is agreed for all.
            "default_purpose": _PURPOSE,
            "scope": Scope.SHARE_COMMUNE,
            "recipient": "",
            "record_kinds": list(KINDS),
            "fields": list(FIELDS),
            "is_active": True,
        }
        revision = known.revision if known else 0
        peer = keep_peer(actor=None, id=id, revision=revision, values=values)
        ask_for_password(actor=None, peer_id=peer.pk, secret=options["password"])
        return peer

    def _person(self, number: str) -> None:
        officer = User.objects.filter(username="counsellor").first()
        centre = Centre.objects.filter(code="PUR").first()
        if officer is None or centre is None:
            raise CommandError(both(_("First make the demo: spean demo")), returncode=2)
        now = timezone.now()
        yes = (Scope.SERVICE_DELIVERY, Scope.SHARE_COMMUNE)
        consent = ConsentDecision(
            decided_at=now,
            mode="thumbprint",
            was_read_aloud=True,
            was_understood=True,
            scopes=tuple(ScopeAnswer(scope=scope, is_granted=True) for scope in yes),
        )
        intake = Intake(
            id=uuid5(NAMESPACE_URL, f"spean:test-person:{number}"),
            centre_id=centre.pk,
            registered_at=now,
            channel="walk_in",
            client_type="returnee",
            sex="F",
            area_id=centre.area_id,
            consent=consent,
            family_name_lat="Invented",
            given_name_lat="Testing",
            born_on=timezone.localdate() - timedelta(days=20 * 366),
            marital_status="single",
            id_poor="level_1",
            main_needs=("income",),
            documents=(Document(kind="national_id", number=number),),
            household=HouseholdFacts(size=4),
            is_invented=True,
        )
        if not Person.objects.filter(pk=intake.id).exists():
            admit(actor=officer, intake=intake, now=now)

    def _subscription(self, peer: RegistryPeer, options: dict[str, str]) -> None:
        code = options["subscription"]
        if RegistrySubscription.objects.filter(code=code).exists():
            return
        row = RegistrySubscription(peer=peer, code=code, event="REGISTER")
        criteria = {
            "reg_event_type": row.event,
            "filter": {"type": "UIN", "value": options["number"]},
            "notify_record_type": "Person",
        }
        request = {"reference_id": code, "subscribe_criteria": criteria}
        row.wrapped = wrapped(row.pk, request)
        row.save(force_insert=True)
