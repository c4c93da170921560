"""Every name of the environment that the site reads, and what it means."""

import os
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Name:
    """One name; `setting` is where its value ends, a secret's value is never shown."""

    name: str
    meaning: str | Promise
    setting: str = ""
    is_secret: bool = False
    # How many of the setting's units are one of the name's: a limit is given in megabytes.
    unit: int = 1


NAMES = (
    Name("SPEAN_HOME", _("Folder of the database, keys, uploads and built files."), "SPEAN_HOME"),
    Name("SPEAN_MODE", _("demo: invented people. live: real people."), "SPEAN_MODE"),
    Name("DATABASE_URL", _("The database: sqlite:///… or postgres://…"), "DATABASES"),
    Name("SPEAN_HOSTS", _("Names by which browsers reach this site."), "ALLOWED_HOSTS"),
    Name("SPEAN_ORIGINS", _("Full addresses that forms may come from."), "CSRF_TRUSTED_ORIGINS"),
    Name("SPEAN_HTTPS", _("1: only over HTTPS. 0: this computer's own browser."), "SPEAN_HTTPS"),
    Name("SPEAN_PROXIES", _("Addresses of the proxy whose word on visitors is believed.")),
    Name("SPEAN_BIND", _("Address that the server listens on; 127.0.0.1 is this computer alone.")),
    Name("SPEAN_TWO_FACTOR", _("1: staff need a second code to sign in."), "SPEAN_TWO_FACTOR"),
    Name(
        "SPEAN_UPLOAD_LIMIT_MB",
        _("Largest file that may be sent."),
        "SPEAN_UPLOAD_LIMIT",
        unit=1_000_000,
    ),
    Name(
        "SPEAN_POST_LIMIT_MB",
        _("What one telephone may send at once."),
        "SPEAN_POST_LIMIT",
        unit=1_000_000,
    ),
    Name(
        "SPEAN_SPDCI_UNSIGNED",
        _("1: a demo answers registries that do not sign; refused with real people."),
        "SPEAN_SPDCI_UNSIGNED",
    ),
    Name("SPEAN_ONE_WRITER", _("1: one commit for what comes together; set by the server.")),
    Name("SPEAN_LOG_LEVEL", _("How much the log says; names of people never stand in it.")),
    Name("SPEAN_DEBUG", _("Error pages for developers; refused when serving."), "DEBUG"),
    Name("SPEAN_SECRET_KEY", _("Signs sessions. Empty: the site's own."), "SECRET_KEY", True),
    Name("SPEAN_MASTER_KEY", _("Opens sealed fields. Empty: the site's own."), "", True),
    Name("SPEAN_INDEX_KEY", _("Finds sealed fields. Empty: the site's own."), "", True),
    Name("SPEAN_RECOVERY_KEY", _("Opens backups elsewhere. Empty: the site's own."), "", True),
)


def present(name: Name) -> str:
    """Return the value in force as text, and where it comes from; never a secret."""
    given = name.name in os.environ
    if name.is_secret:
        return "(environment)" if given else "(keys.json)"
    if name.setting == "DATABASES":
        return _database()
    value = getattr(settings, name.setting) if name.setting else os.environ.get(name.name, "")
    if name.unit != 1:
        return str(int(value) // name.unit)
    shown = ",".join(value) if isinstance(value, list) else str(value)
    return shown or "(empty)"


def _database() -> str:
    # The address may hold a password; what matters is which database it is.
    values = connection.settings_dict
    place = f"{values['HOST']}:{values['PORT']}/" if values.get("HOST") else ""
    return f"{connection.vendor} {place}{values['NAME']}"
