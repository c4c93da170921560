"""R1: whether this site may serve. Whatever is unsafe is said, and nothing is served.

Each check answers with the refusals it found.
"""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.accounts.selectors import last_moment, verify_tail
from spean.console.keeping.fencing import gone_since
from spean.core.errors import DomainError

TAIL = 500
# A time server may set the clock back a little; more is a wrong clock.
CLOCK_TOLERANCE = timedelta(minutes=1)
SHORTEST_KEY = 50

SQLITE = {
    "journal_mode": ("wal", _("The database is not in WAL mode: readers would stop writers.")),
    "synchronous": ("2", _("The database could forget saved records in a power cut.")),
    "secure_delete": ("1", _("Erased text would stay readable in the database file.")),
    "foreign_keys": ("1", _("The database does not check that records belong together.")),
}
POSTGRES = {
    "fsync": ("on", _("The database could forget saved records in a power cut.")),
    "full_page_writes": ("on", _("The database could be damaged by a power cut.")),
    "data_sync_retry": ("off", _("The database would hide that the disk failed.")),
}


class MayNotServe(DomainError):
    """One reason why the site must not serve."""

    code = "may-not-serve"
    message = "%(why)s"

    def __init__(self, code: str, why: str | Promise, seen: str = "") -> None:
        super().__init__(why=why)
        self.code = code  # type: ignore[misc]
        self.why = why
        self.seen = seen

    def __str__(self) -> str:
        return f"{self.why} ({self.seen})" if self.seen else str(self.why)


def reasons_not_to_serve() -> list[MayNotServe]:
    """Return every reason against serving; an empty list means that the site may serve."""
    found = keys() + debug() + registries() + elsewhere()
    try:
        unsafe = database() + migrations()
        # The trail can only be read where its tables are.
        return found + (unsafe or trail())
    except DatabaseError as cause:
        return [*found, MayNotServe("database", _("The database does not answer."), str(cause))]


def debug() -> list[MayNotServe]:
    """Refuse the developer's error pages, which show what is inside."""
    if not settings.DEBUG:
        return []
    return [MayNotServe("debug", _("SPEAN_DEBUG is on: error pages would show people's data."))]


def registries() -> list[MayNotServe]:
    """Refuse a site of real people that would answer messages nobody signed."""
    if not settings.SPEAN_SPDCI_UNSIGNED or settings.SPEAN_IS_DEMO:
        return []
    why = _("SPEAN_SPDCI_UNSIGNED is on: anybody could ask about people.")
    return [MayNotServe("spdci-unsigned", why)]


def elsewhere() -> list[MayNotServe]:
    """Refuse to go on with data that was taken elsewhere: there would be two registers."""
    since = gone_since()
    if not since:
        return []
    why = _("The work of this site goes on elsewhere. First restore the backup made there.")
    return [MayNotServe("elsewhere", why, since)]


def keys() -> list[MayNotServe]:
    """Refuse keys that somebody could guess."""
    weak = [
        name
        for name, key, shortest in (
            ("SPEAN_SECRET_KEY", str(settings.SECRET_KEY), SHORTEST_KEY),
            ("SPEAN_MASTER_KEY", settings.SPEAN_MASTER_KEY.hex(), 64),
            ("SPEAN_INDEX_KEY", settings.SPEAN_INDEX_KEY.hex(), 64),
            ("SPEAN_RECOVERY_KEY", str(settings.SPEAN_RECOVERY_KEY), 32),
        )
        if len(key) < shortest or len(set(key)) < 8 or key.startswith("django-insecure-")
    ]
    return [MayNotServe("key", _("This key is too short or can be guessed."), n) for n in weak]


def database() -> list[MayNotServe]:
    """Refuse a database that could lose, keep or mix up what it must not."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        found = _differing(SQLITE, "PRAGMA {}")
        mode = str(getattr(connection, "transaction_mode", None))
        if mode.upper() != "IMMEDIATE":
            why = _("Two people saving at once would be refused.")
            found.append(MayNotServe("transaction_mode", why, f"transaction_mode={mode}"))
        return found
    found = _differing(POSTGRES, "SHOW {}")
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        commit = str(cursor.fetchone()[0])
    if commit == "off":
        why = POSTGRES["fsync"][1]
        found.append(MayNotServe("synchronous_commit", why, "synchronous_commit=off"))
    return found


def migrations() -> list[MayNotServe]:
    """Refuse a database that is older or newer than the program."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return []
    why = _("The database is older than the program. First run: spean migrate")
    return [MayNotServe("migrations", why, str(len(waiting)))]


def trail() -> list[MayNotServe]:
    """Refuse a broken audit trail, and a clock that runs before it."""
    found = []
    verdict = verify_tail(TAIL)
    if not verdict.is_whole:
        fault = verdict.faults[0]
        why = _("The audit trail is broken. Run: spean verify_audit")
        found.append(MayNotServe("audit", why, f"{fault.kind} {fault.seq}"))
    last = last_moment()
    if last and last > timezone.now() + CLOCK_TOLERANCE:
        why = _("The clock of this computer is behind the last audit entry. First set the clock.")
        found.append(MayNotServe("clock", why, last.isoformat(timespec="seconds")))
    return found


def _differing(wanted: dict[str, tuple[str, str | Promise]], query: str) -> list[MayNotServe]:
    found = []
    with connection.cursor() as cursor:
        for name, (value, why) in wanted.items():
            cursor.execute(query.format(name))
            seen = str(cursor.fetchone()[0]).lower()
            # EXTRA (3) is stricter than FULL (2).
            if seen != value and (name, seen) != ("synchronous", "3"):
                found.append(MayNotServe(name, why, f"{name}={seen}"))
    return found
