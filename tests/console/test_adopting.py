"""Another machine takes over a site with its keys, and opens what was sealed at home."""

import io

import pytest
from django.core.management import call_command

from spean.core.crypto import CannotUnseal
from spean.surveys.models import ImportBatch
from tests.factories.surveys import received

pytestmark = pytest.mark.django_db


def test_what_was_sealed_at_home_opens_under_the_keys_that_were_taken_over(
    settings, tmp_path, counsellor
):
    settings.SPEAN_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "uploads"
    batch = received(counsellor, b"x")
    ImportBatch.objects.filter(pk=batch.pk).update(basis={"mode": "thumbprint"})
    path, key_file = tmp_path / "site.spean", tmp_path / "recovery.txt"
    call_command("backup", path, stdout=io.StringIO(), stderr=io.StringIO())
    master, own = settings.SPEAN_MASTER_KEY, settings.SPEAN_RECOVERY_KEY
    key_file.write_text(own)
    settings.SPEAN_SITE_ID, settings.SPEAN_MASTER_KEY = "another", bytes(range(32))

    told = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    call_command("restore", path, "--yes", "--adopt", "--key-file", key_file, **told)

    # The machine's former key is given up: started again, it has the one that came.
    assert bytes(range(32)) == settings.SPEAN_MASTER_KEY
    with pytest.raises(CannotUnseal):
        ImportBatch.objects.get()
    settings.SPEAN_MASTER_KEY = master
    assert ImportBatch.objects.get().basis == {"mode": "thumbprint"}
