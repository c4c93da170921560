"""`verify_audit` and `audit_head`: what they say and how they end."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from spean.accounts.models import AuditEntry, AuditHead
from spean.accounts.selectors.chain import UnreadableHeads
from spean.console.keeping.writing import write_backup
from tests.factories.accounts import entries

pytestmark = pytest.mark.django_db


def run(name, *arguments, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=err, **options)
    return out.getvalue()


def cut(last):
    AuditEntry.objects.filter(seq__gt=last).delete()
    AuditHead.objects.update(seq=last, hash=AuditEntry.objects.get(seq=last).hash)


@pytest.fixture
def heads(tmp_path):
    entries(6)
    path = tmp_path / "heads.jsonl"
    run("audit_head", append=str(path))
    return path


def test_a_whole_trail_is_said_to_be_whole_with_its_count_and_heads(heads):
    said = run("verify_audit", heads=[str(heads)])

    assert "6" in said
    assert "heads.jsonl: 6 " in said


def test_without_heads_it_says_that_a_cut_end_could_not_be_seen(heads):
    assert "6" in run("verify_audit")


def test_a_changed_entry_ends_with_one(heads):
    AuditEntry.objects.filter(seq=3).update(action="test.other")

    with pytest.raises(CommandError) as broken:
        run("verify_audit")

    assert broken.value.returncode == 1


def test_a_cut_end_is_found_by_a_file_of_heads(heads):
    cut(4)

    run("verify_audit")
    with pytest.raises(CommandError) as broken:
        run("verify_audit", heads=[str(heads)])
    assert broken.value.returncode == 1


def test_a_cut_end_is_found_by_the_head_that_a_backup_carries(tmp_path):
    entries(6)
    path = tmp_path / "site.spean"
    write_backup(path, tell=lambda text: None)
    cut(4)

    with pytest.raises(CommandError) as broken:
        run("verify_audit", heads=[str(path)])

    assert broken.value.returncode == 1


def test_a_file_that_is_not_there_ends_with_two(tmp_path):
    with pytest.raises(CommandError) as refused:
        run("verify_audit", heads=[str(tmp_path / "none")])

    assert refused.value.returncode == 2


def test_a_file_of_something_else_is_refused(tmp_path):
    other = tmp_path / "other"
    other.write_text("hello\n")

    with pytest.raises(UnreadableHeads, match="1"):
        run("verify_audit", heads=[str(other)])


def test_the_head_is_one_line_of_json_and_a_picture(heads):
    said = run("audit_head")

    noted = json.loads(said.splitlines()[0])
    assert set(noted) == {"site", "seq", "hash", "at"}
    assert noted["hash"] == AuditEntry.objects.get(seq=6).hash
    assert "█" in said


def test_the_page_for_the_wall_holds_picture_number_and_both_languages(heads, tmp_path):
    page, picture = tmp_path / "head.html", tmp_path / "head.svg"

    run("audit_head", html=str(page), svg=str(picture))

    text = page.read_text(encoding="utf-8")
    assert AuditEntry.objects.get(seq=6).hash in text
    assert "data:image/svg+xml" in text
    assert "Hang this page" in text
    assert any("\u1780" <= sign <= "\u17ff" for sign in text)
    assert picture.read_text().startswith("<?xml")


def test_an_empty_trail_is_whole():
    assert "0" in run("verify_audit")
