"""What the commands say of themselves, and what they have in common."""

from pathlib import Path

import pytest

from commentspace.commands import commands
from commentspace.commands.server import only_one
from tests.commands.running import run

NAMES = [command.name or "" for command in commands.registered_commands]
ARGUMENTS = {
    "archive": ["wetlands", "wetlands.zip"],
    "create-admin": ["secretariat@example.org"],
    "export": ["WET/2/3"],
    "import": ["draft.md", "--space", "wetlands", "--symbol", "WET/2/3", "--language", "en"],
    "submit": ["WET/2/3", "matrix.xlsx", "--as", "ama@example.org"],
    "unarchive": ["wetlands.zip"],
}


def test_the_commands_of_this_stage_are_all_there() -> None:
    assert set(NAMES) == {
        *("serve", "demo", "worker", "migrate", "create-admin", "import", "export", "digest"),
        *("verify", "config", "healthcheck", "doctor", "archive", "unarchive", "submit"),
    }


def test_the_first_help_tells_what_each_command_does_in_a_line_that_is_not_cut_off() -> None:
    said = run("--help").said
    lines = {line.split()[0]: line for line in said.partition("Commands:\n")[2].splitlines()}
    assert list(lines) == NAMES
    assert all(line.endswith(".") and not line.endswith("...") for line in lines.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_is_plain_and_explains_every_option(name: str) -> None:
    said = run(name, "--help").said
    assert said.startswith(f"Usage: commentspace {name} ")
    assert said.isascii() or "“" in said, "no boxes are drawn"
    assert max(map(len, said.splitlines())) <= 80
    options = said.partition("Options:\n")[2]
    assert "--data DIR" in options
    for line in options.splitlines():
        if line.startswith("  --"):
            assert "  " in line.strip(), f"{line} is not explained"


@pytest.mark.parametrize(
    ("words", "said"), [(["migrat"], "migrat"), (["export"], "SYMBOL"), (["demo", "--prt"], "--prt")]
)
def test_what_is_typed_wrong_is_named_with_the_way_to_the_help(words: list[str], said: str) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "--help' for help" in ran.err


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("healthcheck", "demo", "worker")])
def test_the_folder_is_named_by_option_or_by_setting(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("draft.md").write_text("# Peat\n\n1. Keep it wet.\n")
    words = [name, *ARGUMENTS.get(name, [])]
    with only_one(folder):  # so that nothing serves
        by_option = run(*words, "--data", folder)
        monkeypatch.setenv("COMMENTSPACE_DATA", str(folder))
        by_setting = run(*words)
    monkeypatch.delenv("COMMENTSPACE_DATA")
    by_neither = run(*words)
    assert by_option != by_neither != by_setting
    if name != "import":  # whose symbol is taken the second time
        assert by_option == by_setting
    assert name != "import" or "is already" in by_setting.sentence


@pytest.mark.parametrize("by", ["option", "setting"])
def test_the_demo_takes_its_folder_by_option_or_by_setting_too(
    by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setenv("COMMENTSPACE_DATA", str(kept if by == "setting" else tmp_path / "other"))
    with only_one(kept):
        ran = run("demo", *(["--data", kept] if by == "option" else []))
    assert str(kept) in ran.sentence
