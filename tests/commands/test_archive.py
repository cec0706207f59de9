"""`archive` and `unarchive`: a space whole, from one server to another."""

from pathlib import Path

import pytest

from commentspace.demo.cast import SPACE, member
from tests.commands.running import run
from tests.world import World


def test_a_space_moves_to_an_empty_server_and_its_record_holds_there(
    world_now: World, world_folder: Path, tmp_path: Path
) -> None:
    comment = world_now.post("ama", text="Say by whom.", quote="flow of water")
    file, other = tmp_path / "wetlands.zip", tmp_path / "other"
    assert "bytes" in run("archive", SPACE.slug, file, "--data", world_folder).said
    assert run("migrate", "--data", other).code == 0
    said = run("unarchive", file, "--slug", "moved", "--data", other)
    assert "/s/moved" in said.said
    assert "all as recorded" in said.err
    assert "moved:" in run("verify", "--data", other).said
    assert comment in run("export", "WET/2/3", "--space", "moved", "--data", other).said
    assert "on this server already" in run("unarchive", file, "--data", other).err


def test_an_owner_takes_what_owners_may_read_and_nobody_else_anything(world_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "wetlands.zip"
    owner, moderator = ["--as", member("fang").address], ["--as", member("lars").address]
    assert run("archive", SPACE.slug, file, "--shared", *owner, "--data", world_folder).code == 0
    assert "Only who runs the server" in run("archive", SPACE.slug, file, *owner, "--data", world_folder).sentence
    assert run("archive", SPACE.slug, file, "--shared", *moderator, "--data", world_folder).code == 1
    assert file.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["wetlands.zip"]


@pytest.mark.usefixtures("server")
def test_nothing_is_brought_in_beside_a_running_server_or_from_what_is_no_archive(
    world_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "text.zip"
    file.write_text("No archive.")
    assert "serves from" in run("unarchive", file, "--data", world_folder).sentence
    other = tmp_path / "other"
    run("migrate", "--data", other)
    assert "not an archive" in run("unarchive", file, "--data", other).sentence
    assert "cannot be read" in run("unarchive", tmp_path / "none.zip", "--data", other).sentence
