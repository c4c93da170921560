"""A form is looked at as the sandbox does it, without the second that a process takes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spean.surveys.rules.xlsform import check_form

Check = Callable[..., dict[str, Any]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    def looked_at(content: bytes, name: str = "form.xlsx") -> dict[str, Any]:
        path = tmp_path / "form"
        path.write_bytes(content)
        return check_form(path, name=name)

    return looked_at
