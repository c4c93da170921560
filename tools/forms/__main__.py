"""Write the programme's questionnaires: `python -m tools.forms` puts them into src/spean/surveys/data.

The workbooks are kept in the repository, so that a centre can open one, change it and upload it. One
that says the same as before is left alone: its bytes name it at every site. One that says other
things needs a new version (`parts.VERSION`), or sites that have it will not take it.
"""

import os
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "src" / "spean" / "surveys" / "data"


def main() -> None:
    """Write every workbook that is new or says something new."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spean.config.settings")
    os.environ.setdefault("SPEAN_MODE", "demo")
    os.environ.setdefault("SPEAN_HOME", tempfile.mkdtemp())
    django.setup()
    from tools.forms.programme import MAKERS
    from tools.forms.sheet import cells

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as fresh:
        for make in MAKERS:
            made = make().save(Path(fresh))
            kept = FOLDER / made.name
            if kept.exists() and cells(kept) == cells(made):
                continue
            kept.write_bytes(made.read_bytes())
            print(kept.relative_to(FOLDER.parents[3]))


if __name__ == "__main__":
    main()
