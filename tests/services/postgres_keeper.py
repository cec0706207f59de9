"""Starts a private PostgreSQL, prints its address, and keeps it in the background until the run of pytest is over.

Called as `postgres_keeper.py PROGRAMS FOLDER`; `run.py` describes the folder. As root everything is done by the user
nobody, since PostgreSQL refuses to serve as root.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, TypedDict

UNSAFE_AND_FAST = """
listen_addresses = ''
unix_socket_directories = '{socket}'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
timezone = 'UTC'
"""


class Who(TypedDict, total=False):
    """The user as which `subprocess.run` starts a program; empty: ourselves."""

    user: str
    group: int
    extra_groups: list[str]


def main(programs: Path, folder: Path) -> None:
    """Serve until the pipe `alive` in the folder comes to its end."""
    with (folder / "services.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        alive = os.open(folder / "alive", os.O_RDONLY | os.O_NONBLOCK)  # does not wait for a writer that is gone
        home = folder / "postgres"
        home.mkdir()
        who = _give_away(home)
        programs = _within_reach(programs, folder, who)
        _start(programs, home, who)
        with suppress(BrokenPipeError):  # the caller may be gone; then the pipe says so too
            os.write(1, f"postgresql+psycopg://postgres@/postgres?host={home}\n".encode())
        if os.fork():
            os._exit(0)
        _let_go_of_the_caller()
        os.set_blocking(alive, True)
        os.read(alive, 1)
        _run(programs / "pg_ctl", "stop", "-m", "immediate", "-D", home / "data", **who)
        shutil.rmtree(home)


def _give_away(home: Path) -> Who:
    if os.geteuid() != 0:
        return {}
    shutil.chown(home, "nobody")
    home.parent.chmod(0o755)
    return {"user": "nobody", "group": home.stat().st_gid, "extra_groups": []}


def _within_reach(programs: Path, folder: Path, who: Who) -> Path:
    """The programs, copied where they lie in a folder that the user who runs them may not enter."""
    try:
        _run(programs / "initdb", "--version", **who)
    except PermissionError:
        packages = programs.parents[2]
        copied = folder / "programs"
        shutil.copytree(programs.parent, copied / programs.parent.relative_to(packages))
        for libraries in packages.glob(f"{programs.parents[1].name}.libs"):
            shutil.copytree(libraries, copied / libraries.name)
        return copied / programs.relative_to(packages)
    return programs


def _start(programs: Path, home: Path, who: Who) -> None:
    data = home / "data"
    locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    _run(programs / "initdb", "-U", "postgres", "--auth=trust", "--no-sync", *locale, "-D", data, **who)
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(UNSAFE_AND_FAST.format(socket=home))
    try:
        _run(programs / "pg_ctl", "start", "-w", "-l", home / "log", "-D", data, **who)
    except subprocess.CalledProcessError:
        sys.exit((home / "log").read_text())


def _run(program: Path, *arguments: str | Path, **who: Any) -> None:
    """Run it in a session of its own, so that Ctrl-C reaches pytest only; what it says is said on standard error."""
    subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/", start_new_session=True, **who)


def _let_go_of_the_caller() -> None:
    """Close what the caller waits for, and leave its session."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
