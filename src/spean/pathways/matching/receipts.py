"""A run that anybody with the same inputs can repeat: its seed, and the receipt that is kept."""

import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings

from jobmatch.clearing.night import Night
from jobmatch.clearing.receipts import write
from spean.core.crypto import blind_index
from spean.jobs.models import MatchRun
from spean.pathways.matching.market import Market


def seed_of(run_id: UUID) -> str:
    """Return the seed of a run: unknown to whoever lacks the site's key, and nobody's choice."""
    return blind_index("match-run", str(run_id))


def receipt_of(run: MatchRun) -> Path:
    """Return where the receipt of a run lies, under the site's home."""
    return Path(settings.SPEAN_HOME) / "matching" / str(run.pk)


def keep_receipt(run: MatchRun, market: Market, night: Night) -> None:
    """Write the receipt; what a run that was cut off left there is half a receipt."""
    place = receipt_of(run)
    shutil.rmtree(place, ignore_errors=True)
    write(place, night, market.index, market.people)
