"""Words of certificates and of the keys that seal them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CertificateState(TextChoices):
    """Where a certificate stands."""

    PROPOSED = "proposed", _("Waits for the seal")
    VALID = "valid", _("Valid")
    REFUSED = "refused", _("Not sealed")
    REVOKED = "revoked", _("Revoked")


class RevokeReason(TextChoices):
    """Why a certificate no longer holds; there is no way back, a new one is issued instead."""

    MISTAKE = "mistake", _("Something on it is wrong")
    EVIDENCE = "evidence", _("The evidence was not true")
    ASSESSMENT = "assessment", _("The assessment did not follow the rules")
    KEY = "key", _("The centre's key was in other hands")
    PERSON = "person", _("The person asks for it")


class RefuseReason(TextChoices):
    """Why a proposed certificate is not sealed."""

    NAME = "name", _("The name or the year of birth is not right")
    UNITS = "units", _("The units are not those that were proven")
    RECORD = "record", _("The record behind it is not complete")
    OTHER = "other", _("Another reason")


class KeyUse(TextChoices):
    """What a key may sign, as the trust list says it; never both."""

    CERTIFICATES = "certificates", _("Certificates of a centre")
    LIST = "list", _("The list of what is valid")


class KeyReason(TextChoices):
    """Why a key holds no more."""

    REPLACED = "replaced", _("Replaced by a new one in the usual way")
    STOLEN = "stolen", _("Somebody else had it, or may have had it")
    CLOSED = "closed", _("The centre has closed")
