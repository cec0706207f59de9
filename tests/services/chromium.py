"""Where a Chromium lies on this machine. As a program it only answers whether there is one (`bin/test` asks)."""

import os
import shutil
import sys

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find() -> str | None:
    """The path of a Chromium: what COMMENTSPACE_TEST_CHROMIUM names, or else the first of the usual ones."""
    given = os.environ.get("COMMENTSPACE_TEST_CHROMIUM")
    return next(filter(None, map(shutil.which, [given] if given else NAMES)), None)


if __name__ == "__main__":
    sys.exit(find() is None)
