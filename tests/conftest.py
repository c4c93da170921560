"""The strictness of the whole suite."""

import os
from pathlib import Path

import pytest

REFERENCE = Path(
    os.environ.get("SPEAN_REFERENCE_DIR") or Path(__file__).resolve().parents[2] / "shared" / "data"
)


@pytest.fixture
def reference() -> Path:
    """Return the folder of reference data, or skip and say so."""
    if not REFERENCE.is_dir():
        pytest.skip("../shared/data is absent: set SPEAN_REFERENCE_DIR to test on the real files")
    return REFERENCE
