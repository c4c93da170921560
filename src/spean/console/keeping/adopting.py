"""Taking over the keys of another machine's site, so that its sealed fields open here."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.console.keeping.container import BackupRefused
from spean.console.keeping.writing import present_keys

NAMES = ("SPEAN_SECRET_KEY", "SPEAN_MASTER_KEY", "SPEAN_INDEX_KEY", "SPEAN_RECOVERY_KEY")


class KeysFromOutside(BackupRefused):
    """The environment would overrule the keys that come with the backup."""

    message = _("%(names)s come from the environment. Take them out first. Nothing was changed.")


def has_other_keys(keys: dict[str, str]) -> bool:
    """Tell whether a backup's sealed fields would stay shut under the keys of this machine."""
    ours = present_keys()
    return any(keys[name] != ours[name] for name in ("master", "index", "site"))


def refuse_outside_keys() -> None:
    """Make sure that the file of keys decides.

    :raises KeysFromOutside: if a key stands in the environment
    """
    names = [name for name in NAMES if os.environ.get(name)]
    if names:
        raise KeysFromOutside(names=", ".join(names))


@contextmanager
def sealing_under(keys: dict[str, str]) -> Iterator[None]:
    """Let what is sealed as it is written be sealed under the keys that come with a backup.

    The backup carries some values open; under this machine's own key, given up a moment later,
    they would stay shut for ever.
    """
    names = {"SPEAN_MASTER_KEY": "master", "SPEAN_INDEX_KEY": "index"}
    ours = {name: getattr(settings, name) for name in names}
    try:
        for name, key in names.items():
            setattr(settings, name, bytes.fromhex(keys[key]))
        yield
    finally:
        for name, value in ours.items():
            setattr(settings, name, value)


def adopt(keys: dict[str, str]) -> Path | None:
    """Write another site's keys as this machine's; return where its former keys are kept."""
    path = Path(settings.SPEAN_HOME) / "keys.json"
    draft = path.with_name("keys-arriving.json")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(keys, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    former: Path | None = None
    if path.exists():
        former = path.with_name(f"keys-before-{timezone.now():%Y%m%d-%H%M%S}.json")
        os.link(path, former)
    draft.replace(path)
    return former
