"""Settings: all are told with their meaning, no secret is, and one that cannot be used gets a sentence."""

from pathlib import Path

import pytest

from commentspace.settings import Settings, kept_secret, load
from tests.commands.running import run

SHOWN = [name for name, field in Settings.model_fields.items() if not field.exclude]


def test_config_shows_every_setting_with_its_present_value_and_its_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMENTSPACE_MAIL_DOMAIN", "comments.example.org")
    lines = run("config", "--data", "kept").said.splitlines()
    assert len(lines) == 2 * len(SHOWN)
    assert {line.partition("=")[0] for line in lines[::2]} == {f"COMMENTSPACE_{name.upper()}" for name in SHOWN}
    assert "COMMENTSPACE_MAIL_DOMAIN=comments.example.org" in lines
    assert "COMMENTSPACE_DATA=kept" in lines
    assert all(len(line.split()) > 2 and line.startswith("    ") for line in lines[1::2])


def test_config_shows_no_secret_wherever_it_comes_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("canary-of-the-file\n")
    monkeypatch.setenv("COMMENTSPACE_SECRET_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("COMMENTSPACE_SMTP_PASSWORD", "canary-of-the-setting")
    url = "postgresql://keeper:canary-of-the-user@db.example.org:5432/comments?password=canary-of-the-query"
    monkeypatch.setenv("COMMENTSPACE_DATABASE_URL", url)
    said = run("config").said
    assert "canary" not in said
    assert "COMMENTSPACE_SECRET=(set)" in said
    assert "COMMENTSPACE_SMTP_PASSWORD=(set)" in said
    assert "COMMENTSPACE_DATABASE_URL=postgresql://db.example.org:5432/comments\n" in said


def test_a_secret_that_is_not_set_is_told_as_such() -> None:
    assert "COMMENTSPACE_SMTP_PASSWORD=(not set)" in run("config").said


def test_a_secret_in_a_file_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("from the file\n")
    monkeypatch.setenv("COMMENTSPACE_SMTP_PASSWORD_FILE", str(tmp_path / "password"))
    assert load().smtp_password.get_secret_value() == "from the file"


def test_an_empty_setting_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMENTSPACE_PORT", "")
    assert load().port == 8000


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("PORT", "http", "integer"),
        ("PORT", "70000", "65535"),
        ("LOG_LEVEL", "loud", "'debug', 'info'"),
        ("MAIL_PROTOCOL", "uucp", "smtp"),
        ("DATABASE_URL", "mysql://db.example.org/comments", "postgresql://"),
        ("DATABASE_URL", "postgresql://db.example.org:many/comments", "postgresql://"),
        ("SECRET_FILE", "/nowhere/secret", "No such file"),
    ],
)
@pytest.mark.parametrize("command", ["config", "serve", "migrate"])
def test_a_setting_that_cannot_be_used_is_named_in_one_sentence(
    command: str, name: str, value: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"COMMENTSPACE_{name}", value)
    sentence = run(command).sentence
    assert sentence.startswith(f"COMMENTSPACE_{name} ")
    assert why in sentence


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"BASE_URL": "http://comments.example.org"}, "must begin with https"),
        ({"BASE_URL": "comments.example.org"}, "must look like https://"),
        ({"BASE_URL": "ftp://comments.example.org"}, "must look like https://"),
        ({"BASE_URL": "https://comments.example.org/drafts"}, "must look like https://"),
        ({"BASE_URL": "https://comments.example.org:many"}, "must look like https://"),
        ({"BASE_URL": "https://[comments"}, "must look like https://"),
        ({"HOST": "0.0.0.0"}, "COMMENTSPACE_HOST is 0.0.0.0"),  # noqa: S104  # what has to be refused
    ],
)
def test_only_https_or_the_loopback_is_served(
    settings: dict[str, str], said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"COMMENTSPACE_{name}", value)
    assert said in run("serve", "--data", folder).sentence


@pytest.mark.parametrize("settings", [{"BASE_URL": "https://comments.example.org"}, {"HOST": "0.0.0.0"}])  # noqa: S104
def test_the_demo_is_refused_a_public_address_before_it_makes_anything(
    settings: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"COMMENTSPACE_{name}", value)
    assert "on the loopback only" in run("demo", "--data", tmp_path / "demo").sentence
    assert not (tmp_path / "demo").exists()


def test_the_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "secret"
    assert kept_secret(path) == kept_secret(path) != ""
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["secret"]


def test_an_empty_secret_is_not_signed_with(folder: Path) -> None:
    (folder / "secret").touch()
    assert "is empty" in run("serve", "--data", folder, "--port", 0).sentence


@pytest.mark.parametrize("words", [["migrate"], ["demo"]])
def test_a_folder_that_cannot_be_made_gets_a_sentence(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be used" in run(*words, "--data", tmp_path / "file" / "data").sentence


def test_a_file_that_is_no_database_gets_a_sentence(folder: Path) -> None:
    (folder / "commentspace.sqlite3").write_text("This is a letter, and no database at all.\n" * 100)
    assert "The database cannot be opened: file is not a database" in run("verify", "--data", folder).sentence


def test_a_database_server_that_is_away_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMENTSPACE_DATABASE_URL", "postgresql://keeper:canary@127.0.0.1:1/comments")
    sentence = run("verify").sentence
    assert "The database cannot be opened" in sentence
    assert "canary" not in sentence
