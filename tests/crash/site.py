"""A small site of its own for what is killed or cut.

`python -m tests.crash.site` makes it in its SPEAN_HOME, and prints as JSON what a telephone needs
to send to it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[2])


def begin() -> None:
    """Begin Django on the site of SPEAN_HOME."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "spean.config.settings"
    import django

    django.setup()


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a process that works on a site."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SPEAN_")}
    kept.pop("DATABASE_URL", None)
    return {**kept, "SPEAN_MODE": "demo", "SPEAN_HOME": str(home), "PYTHONPATH": ROOT, **more}


def run(home: Path, module: str, *arguments: str, **more: str) -> str:
    """Run a module on a site and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=300,
    )
    return done.stdout


def main() -> None:
    """Make the site."""
    begin()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from spean.accounts.choices import Role, TokenScope
    from spean.accounts.services import issue_token
    from spean.surveys.choices import Effect
    from tests.factories.forms import in_use
    from tests.factories.serving import AreaFactory, CentreFactory, staff

    centre = CentreFactory()
    AreaFactory(code="150101")
    user = staff(Role.COUNSELLOR, centre, username="crash")
    version = in_use(centre, questionnaire__effect=Effect.REGISTRATION)
    _token, secret = issue_token(
        actor=user, user=user, name="crash", scope=TokenScope.FILL, now=timezone.now()
    )
    form_id = version.questionnaire.form_id
    json.dump({"name": user.username, "secret": secret, "form_id": form_id}, sys.stdout)


if __name__ == "__main__":
    main()
