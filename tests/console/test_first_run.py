"""The first administrator, and what the environment says."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command

import spean.config
from spean.accounts.models import User
from spean.console.environment_names import NAMES


def run(name, **options):
    out = io.StringIO()
    call_command(name, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


@pytest.mark.django_db
def test_the_first_run_shows_a_password_that_works_and_the_second_shows_none():
    said = run("first_run")

    user = User.objects.get()
    password = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", said).group()
    assert user.check_password(password)
    assert user.is_administrator
    assert user.must_change_password
    again = run("first_run")
    assert password not in again
    assert "Nothing was changed" in again
    assert User.objects.count() == 1


def test_every_name_that_the_settings_read_is_explained():
    folder = Path(spean.config.__file__).parent
    code = "".join(
        (folder / name).read_text() for name in ("settings.py", "wsgi.py", "environment.py")
    )
    code += (folder.parent / "console/management/commands/serve.py").read_text()
    read = set(re.findall(r"""\(\s*"((?:SPEAN_[A-Z_]+)|DATABASE_URL)",?""", code))

    assert "SPEAN_HOME" in read
    assert read == {name.name for name in NAMES}


@pytest.mark.django_db
def test_the_settings_are_shown_with_their_meaning_and_no_secret(settings):
    settings.SPEAN_HTTPS = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    out = io.StringIO()

    try:
        call_command("check_settings", stdout=out, stderr=io.StringIO())
    finally:
        said = out.getvalue()

    assert "SPEAN_MODE = demo" in said
    assert "SPEAN_UPLOAD_LIMIT_MB = 20\n" in said
    assert str(settings.SECRET_KEY) not in said
    assert settings.SPEAN_MASTER_KEY.hex() not in said
    assert settings.SPEAN_RECOVERY_KEY not in said
