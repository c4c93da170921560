"""The Khmer we give for texts of kept packages fits the packages installed."""

from pathlib import Path

import allauth
import django
import polib
import pytest
from django.conf import settings

LOOK = Path(settings.PACKAGE) / "look" / "locale" / "km" / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def catalogues() -> set[str]:
    found: set[str] = set()
    for package, language in ((django, "en"), (allauth, "de")):
        for path in Path(str(package.__file__)).parent.rglob(f"locale/{language}/**/django.po"):
            found |= {entry.msgid for entry in polib.pofile(str(path))}
    return found


def test_a_text_of_a_package_still_exists_there(catalogues: set[str]) -> None:
    ours = [entry for entry in polib.pofile(str(LOOK)) if entry.tcomment.startswith("package:")]
    assert len(ours) > 50
    assert [entry.msgid for entry in ours if entry.msgid not in catalogues] == []
