"""The wheel: it holds all that the program needs and nothing else, and runs from anywhere."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from commentspace import __version__
from commentspace.commands.server import free_port
from tests.commands.running import HOUSE, started
from tests.commands.visiting import Browser

FOLDERS = {"templates": "_templates", "static": "_static", "migrations": "_migrations"}
"""Where the folders beside the package are in a wheel."""


def pip(*words: object) -> None:
    """pip without a network."""
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *map(str, words)], check=True
    )


def built(source: Path, folder: Path) -> Path:
    """The wheel of this source, built by the backend that the tests' lock has."""
    pip("wheel", "--no-index", "--no-build-isolation", "--no-deps", "--wheel-dir", folder, source)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(HOUSE, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel in it, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    pip("install", "--no-index", "--no-deps", "--no-compile", "--target", folder, wheel)
    return folder


@pytest.fixture
def path(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is imported from: the installed wheel, and the libraries; and we are somewhere else."""
    monkeypatch.chdir(tmp_path)
    return f"{installed}{os.pathsep}{sysconfig.get_path('purelib')}"


ALONE = (sys.executable, "-S", "-P", "-m", "commentspace")
"""Python that does not read `.pth` files, so that the checkout is out of its reach."""


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files(folder: Path) -> set[str]:
    """The files of a folder of the checkout, but for what Python leaves there."""
    found = (each for each in folder.rglob("*") if each.is_file() and "__pycache__" not in each.parts)
    return {each.relative_to(folder).as_posix() for each in found}


def test_it_holds_the_whole_program_and_nothing_else(wheel: Path) -> None:
    expected = {f"commentspace/{name}" for name in files(HOUSE / "commentspace")}
    for folder, inside in FOLDERS.items():
        expected |= {f"commentspace/{inside}/{name}" for name in files(HOUSE / folder)}
    information = f"commentspace-{__version__}.dist-info/"
    assert {name for name in names(wheel) if not name.startswith(information)} == expected


def test_it_holds_what_a_first_start_needs(wheel: Path) -> None:
    """Said by name, so that an empty checkout cannot agree with an empty wheel."""
    assert {
        "commentspace/_templates/layout.html",
        "commentspace/_static/css/site.css",
        "commentspace/_static/js/live.js",
        "commentspace/_migrations/env.py",
        "commentspace/_migrations/versions/0001_the_first_schema.py",
        "commentspace/demo/cast.toml",
        "commentspace/demo/drafts/wet-2-5.zh.txt",
        "commentspace/demo/discussions/letters.toml",
    } <= names(wheel)
    assert not [name for name in names(wheel) if "test" in name.split("/")[0] or name.endswith(".pyc")]


def test_a_wheel_from_the_source_archive_is_the_same(wheel: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path / "sdist")]
    subprocess.run(build, check=True, cwd=HOUSE, capture_output=True)
    (archive,) = (tmp_path / "sdist").iterdir()
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    source = tmp_path / f"commentspace-{__version__}"
    assert not (source / "tests").exists()
    assert names(built(source, tmp_path / "wheel")) == names(wheel)


def test_it_migrates_from_another_folder(installed: Path, path: str) -> None:
    migrate = [*ALONE, "migrate", "--data", "kept"]
    ran = subprocess.run(migrate, env=os.environ | {"PYTHONPATH": path}, check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("The schema is now ")
    assert Path("kept/commentspace.sqlite3").exists()


def test_its_command_is_the_program(installed: Path, path: str) -> None:
    ran = subprocess.run(
        [installed / "bin" / "commentspace", "--help"],
        env=os.environ | {"PYTHONPATH": path},
        check=True,
        capture_output=True,
        text=True,
    )
    assert ran.stdout.startswith("Usage: commentspace ")


def test_its_demo_serves_pages_with_their_style_scripts_and_picture(path: str) -> None:
    port = free_port(0, "127.0.0.1")
    words = ["demo", "--port", port, "--data", "kept"]
    with (
        started(*words, last="Ctrl+C", settings={"MAIL_PORT": 0}, program=ALONE, path=path) as program,
        Browser(port) as visitor,
    ):
        home = visitor.get("/")
        links = [node.get("href") or node.get("src") or "" for node in home.all("head link[href], script[src]")]
        kinds = {visitor.get(link).header("content-type").partition(";")[0] for link in links if "/static/" in link}
        ran = program.stop()
    assert home.status == 200
    assert {"text/css", "text/javascript"} <= kinds
    assert ran.code == 0
    assert "Traceback" not in ran.err
