"""Who signs in, and the trail of what they did."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from spean.accounts.choices import TokenScope
from spean.core.models import Record


class UserManager(BaseUserManager["User"]):
    """Find users by the name they sign in with, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user with this sign-in name, ignoring case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser, Record):
    """A member of staff, a volunteer, a partner or an observer who signs in.

    What she may do comes from her postings (`directory.Posting`), never from a flag here;
    `is_administrator` alone is kept here, because it exists before any centre does.
    """

    username = models.CharField(_("sign-in name"), max_length=60, unique=True)
    name_km = models.CharField(_("name in Khmer"), max_length=120, blank=True)
    name_en = models.CharField(_("name in Latin letters"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    must_change_password = models.BooleanField(_("must choose a new password"), default=False)
    is_invented = models.BooleanField(_("invented, from the demo"), default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="username_unique_whatever_its_case",
                violation_error_message=_("This sign-in name is taken."),
            ),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def display_name(self) -> str:
        """Return the name colleagues read, Khmer first."""
        return self.name_km or self.name_en or self.username


class Token(Record):
    """A password of its own for one program that acts for a user: ODK Collect, pyodk, a script.

    Only its SHA-256 is kept: it is drawn at random, so nothing slower is needed. It never does
    more than its owner may, nor more than its `scope` says, and it opens no page.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("for"), max_length=100)
    scope = models.CharField(_("scope"), max_length=20, choices=TokenScope)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(_("until"))
    revoked_at = models.DateTimeField(_("withdrawn"), null=True)

    class Meta:
        verbose_name = _("password of a program")

    def __str__(self) -> str:
        return str(self.pk)


class AuditHead(models.Model):
    """The one row that every writer locks: the end of the audit chain.

    It is the queue of all writes: whoever holds it may append, so the chain has no fork
    and two transactions that audit never wait for each other in a circle.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(name="one_audit_head", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"


class AuditEntry(models.Model):
    """One act or sensitive read: who, what, on which record, never whose name.

    `hash` is SHA-256 over the canonical JSON of all other columns with the hash of the entry
    before it. Ids are opaque; `detail` holds codes and counts only.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    ref_kind = models.CharField(max_length=40, blank=True)
    ref_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["ref_kind", "ref_id", "seq"], name="audit_by_record"),
            models.Index(fields=["actor_id", "seq"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"
