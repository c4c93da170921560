"""Say plainly whether the browser tests can run."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find():
    """Return the path of a Chromium, or None."""
    named = os.environ.get("SPEAN_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    path = find()
    if path:
        print(f"Browser tests: with {path}")
    elif os.environ.get("SPEAN_REQUIRE_BROWSER"):
        sys.exit("Browser tests: no Chromium was found, and they are required here.")
    else:
        print("Browser tests: LEFT OUT, no Chromium on this machine (apt install chromium).")
