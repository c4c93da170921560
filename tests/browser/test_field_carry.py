"""The second way out: the outbox as one file that only the centre opens, and its receipts."""

import hashlib
import json
from pathlib import Path

import pytest

from spean.accounts.models import User
from spean.core.crypto import bytes64
from spean.directory.models import Device
from spean.surveys.models import Submission
from tests.browser.fieldwork import Fieldworker

pytestmark = pytest.mark.long


def receipt(line: str) -> dict[str, object]:
    record = json.loads(line)
    digest = hashlib.sha256(bytes64(record["envelope"]["ct"])).hexdigest()
    said = {"seq": record["seq"], "id": record["id"], "hash": digest, "server_seq": 1}
    return {**said, "state": "kept", "parts": "kept"}


def test_the_outbox_goes_on_a_card_and_stays_until_receipts_come(
    her: Fieldworker, counsellor: User, tmp_path: Path
) -> None:
    her.arrive(counsellor)
    her.offline()
    her.visit("សម្គាល់ Marker")
    her.visit("ទីពីរ")
    her.go("outbox")

    carried = her.carry(tmp_path)

    text = carried.read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    assert json.loads(head)["spean"] == "outbox" and len(lines) == 2
    assert carried.name.startswith(f"spean-outbox-{json.loads(head)['device'][:8]}-")
    assert "Marker" not in text and "សម្គាល់" not in text
    her.says("កំណត់ត្រានៅទីនេះដដែល។")
    assert her.unsent == 2

    back = tmp_path / "receipts.spean"
    first = {"spean": "receipts", "v": 1, "device": json.loads(head)["device"]}
    back.write_text("\n".join(json.dumps(one) for one in (first, receipt(lines[0]))))
    her.page.locator("input[type=file]").set_input_files(back)
    her.says("មជ្ឈមណ្ឌលបានទទួល ១។")
    assert her.unsent == 1
    her.offline(False)
    her.wait_for_unsent(0)
    assert Submission.objects.get().device_seq == 2


def test_a_telephone_is_known_before_it_ever_sent_anything(
    her: Fieldworker, counsellor: User
) -> None:
    # Else the file that it saves in its first village could be brought in nowhere.
    her.arrive(counsellor)
    her.offline()

    assert Device.objects.get().user == counsellor
    her.go("more")
    known = her.page.locator("dt", has_text="មជ្ឈមណ្ឌលស្គាល់ឧបករណ៍នេះ")
    assert known.locator("xpath=following-sibling::dd[1]").inner_text() == "បាន"


@pytest.mark.parametrize(
    "text", ["nonsense", "{}", '{"spean": "receipts", "v": 1, "device": "another"}\n']
)
def test_a_file_of_another_kind_changes_nothing(
    her: Fieldworker, counsellor: User, tmp_path: Path, text: str
) -> None:
    her.arrive(counsellor)
    her.offline()
    her.visit("ម្តង")
    her.go("outbox")
    wrong = tmp_path / "x.spean"
    wrong.write_text(text)

    her.page.locator("input[type=file]").set_input_files(wrong)

    her.says("ឯកសារនេះមិនមែនជាបង្កាន់ដៃសម្រាប់ឧបករណ៍នេះទេ។")
    assert her.unsent == 1
