"""Only what tests change."""

import os
import tempfile

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
# An undefined name in a template is a mistake, never an empty string.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "UNDEFINED-TEMPLATE-VARIABLE %s"  # type: ignore[index]
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: the start-up checks read the real pragmas.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["SPEAN_HOME"], "test.sqlite3")}
