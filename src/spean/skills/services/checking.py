"""The check anybody may ask for: the text of a QR, or a picture of it. Nothing of it is kept."""

import tempfile
import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from spean.core.errors import DomainError
from spean.core.sandbox import run_parser
from spean.skills.gateways import sealing
from spean.skills.rules.pace import Pace
from spean.skills.selectors.trust import current_trust_list, root_public_key

# A market inspector checks a dozen papers a minute; a program that guesses tries more.
PACE: Final = Pace(most=30, seconds=60)
PICTURE_MOST: Final = 12_000_000
_READER: Final = "spean.skills.gateways.pictures.texts_on"


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer, and the trust it rests on; `verdict` is None where there is no list yet."""

    verdict: sealing.Verdict | None
    list_on: date | None = None


def check_text(text: str, *, today: date) -> Checked:
    """Say what the text of a QR, or an Open Badge, is worth, by the list telephones carry.

    No table of certificates is asked, so a stranger learns nothing but what the QR itself says.
    """
    content, root = current_trust_list(), root_public_key()
    if content is None or root is None:
        return Checked(None)
    trust = _opened(content, root)
    check = sealing.check_badge if text.lstrip().startswith("{") else sealing.check
    return Checked(check(text, trust, today), trust.issued_on)


def may_check(address: str) -> bool:
    """Tell whether somebody at this address may check now; the address is not kept."""
    return PACE.may(address, time.monotonic())


def texts_on_picture(content: bytes) -> list[str]:
    """Return the texts of the QR codes on a picture; none if it cannot be read as one."""
    if not content or len(content) > PICTURE_MOST:
        return []
    with tempfile.NamedTemporaryFile(prefix="check-") as file:
        file.write(content)
        file.flush()
        try:
            found = run_parser(
                _READER, Path(file.name), memory_mb=512, seconds=8, with_pictures=True
            )
        except DomainError:
            return []
    return [str(text) for text in found]


@lru_cache(maxsize=2)
def _opened(content: bytes, root: bytes) -> sealing.Trust:
    return sealing.trusted(content, root)
