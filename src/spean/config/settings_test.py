"""Only what tests change."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

# Each test run has its own home, keys and built files; nothing of a real site is touched.
os.environ.setdefault("SPEAN_HOME", tempfile.mkdtemp(prefix="spean-test-"))
os.environ.setdefault("SPEAN_MODE", "demo")

from spean.config.settings import *  # noqa: F403
from spean.config.settings import DATABASES, STORAGES, TEMPLATES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


class UndefinedTemplateVariable(Exception):
    """A template writes a name that its page did not give."""


class Undefined(str):
    """What stands where a template writes an undefined name: a fault of the test, no empty text.

    Django puts the name into it, or shows it as it is when the name leads to a row that is gone.
    Templates of kept packages may leave names out, as they do everywhere else.
    """

    def __mod__(self, name: Any) -> str:
        # Django tells the name alone; whose template it stands in, the caller's context knows.
        context = sys._getframe(1).f_locals["context"]
        if "site-packages" in Path(context.template.origin.name).parts:
            return ""
        raise UndefinedTemplateVariable(f"{name} in {context.template.name}")

    def __html__(self) -> NoReturn:
        raise UndefinedTemplateVariable("a name that leads nowhere")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("UNDEFINED %s")  # type: ignore[index]
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: the start-up checks read the real pragmas.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["SPEAN_HOME"], "test.sqlite3")}
