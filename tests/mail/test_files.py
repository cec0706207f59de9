"""Files that come by mail are kept with the comment, or named with the reason why not."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from commentspace.domain import blobs, files
from commentspace.domain.file_kinds import ALLOWED, LARGEST, MOST, File
from commentspace.domain.tables import CommentFile
from commentspace.errors import Invalid, NotFound
from tests.mail.house import MailHouse, under
from tests.mail.test_given_back import letter_to_ama, seen
from tests.services.sink import Delivered

PDF = b"%PDF-1.7 a map"
NAME = "map of the delta.pdf"


def answer(mail: MailHouse, letter: Delivered, body: str, *attached: tuple[str, str, bytes]) -> EmailMessage:
    """An answer with files: name, type and bytes of each."""
    reply = mail.reply("ama", letter, body)
    for name, kind, content in attached:
        main, _, sub = kind.partition("/")
        reply.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return reply


async def send(mail: MailHouse, letter: Delivered, body: str, *attached: tuple[str, str, bytes]) -> None:
    await mail.deliver(answer(mail, letter, body, *(attached or [(NAME, "application/pdf", PDF)])))


def office(*entries: str, mimetype: str = "") -> bytes:
    """A ZIP archive with these entries."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for entry in entries:
            archive.writestr(entry, "x")
    return made.getvalue()


def damaged(way: int) -> bytes:
    """An OpenDocument file whose first entry, packed so, cannot be unpacked."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        archive.writestr("mimetype", ALLOWED["odt"] * 20)
    whole = made.getvalue()
    at = 30 + len("mimetype") + 9
    size = len(ALLOWED["odt"] * 20)
    return (
        whole.replace(size.to_bytes(4, "little"), (size * 9).to_bytes(4, "little"))
        if not way
        else (whole[:at] + b"\xff" * 12 + whole[at + 12 :])
    )


GOOD = {
    "a.pdf": PDF,
    "b.docx": office("[Content_Types].xml", "word/document.xml"),
    "c.xlsx": office("[Content_Types].xml", "xl/workbook.xml"),
    "d.odt": office("content.xml", mimetype=ALLOWED["odt"]),
    "e.ods": office("content.xml", mimetype=ALLOWED["ods"]),
    "f.txt": "水".encode(),
    "g.csv": b"a,b\r\n",
    "h.png": b"\x89PNG\r\n\x1a\n...",
    "i.JPG": b"\xff\xd8\xff...",
}


@pytest.mark.parametrize("name", GOOD)
def test_these_kinds_of_files_are_taken(name: str) -> None:
    file = File.of(name, "application/octet-stream", GOOD[name])
    assert (file.type, file.content) == (ALLOWED[name.rpartition(".")[2].lower()], GOOD[name])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<html>"),
        ("a.svg", b"<svg/>"),
        ("a.zip", office("x")),
        ("a.docm", GOOD["b.docx"]),
        ("a.pdf", b"MZ"),
        ("a.png", b"\xff\xd8\xff"),
        ("a.txt", b"MZ\0\1"),
        ("a.docx", b"PK\3\4"),
        ("a.docx", GOOD["c.xlsx"]),
        ("a.odt", office("content.xml", mimetype="application/zip")),
        ("a.docx", office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.odt", office("content.xml", "Basic/script.xml", mimetype=ALLOWED["odt"])),
        *(("a.odt", damaged(way)) for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA)),
        ("a.pdf", b""),
        ("a.txt", b"a" * (LARGEST + 1)),
        ("", b"%PDF-"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_sentence(name: str, content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        File.of(name, "application/octet-stream", content)
    assert refused.value.said()


def test_a_file_without_a_name_is_named_by_its_type() -> None:
    assert File.of("", "image/png", GOOD["h.png"]).name == "file.png"


async def test_a_file_is_kept_with_the_comment_and_named_in_the_receipt(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await send(mail, letter, under(letter, {"[¶1]": "See the map."}))
    assert mail.verdicts() == ["filed"]
    [view] = [view for view in mail.world.views("wei") if view.door == "mail"]
    [file] = view.files
    assert (file.name, file.type, file.size) == (NAME, "application/pdf", len(PDF))
    found, content = mail.world.read(files.find, mail.world.caller("wei"), view.uid, file.uid)
    assert (found, content) == (file, PDF)
    assert NAME in mail.last("ama").part("plain")


async def test_the_files_of_several_texts_go_with_the_first(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await send(mail, letter, under(letter, {"[¶1]": "See the map.", "[#1]": "Yes."}))
    assert [len(view.files) for view in mail.world.views("wei") if view.door == "mail"] == [1, 0]


async def test_whoever_does_not_see_the_comment_gets_no_file_and_nobody_one_of_a_withdrawn(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await send(mail, letter, under(letter, {"[¶1]": "See the map."}))
    world = mail.world
    [view] = [view for view in world.views("wei") if view.door == "mail"]
    world.hold(view.uid)
    with pytest.raises(NotFound):
        world.read(files.find, world.caller("wei"), view.uid, view.files[0].uid)
    assert world.read(files.find, world.caller("ama"), view.uid, view.files[0].uid)[1] == PDF
    world.release(view.uid)
    world.withdraw("ama", view.uid)
    assert world.seen("wei", view.uid).files == ()
    for key in ("wei", "ama", "lars"):
        with pytest.raises(NotFound):
            world.read(files.find, world.caller(key), view.uid, view.files[0].uid)


async def test_a_file_that_is_not_taken_is_named_with_the_reason_also_to_who_wants_no_receipts(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    mail.world.execute("UPDATE person SET takes_receipts = false")
    await send(mail, letter, under(letter, {"[¶1]": "See the map."}), ("run.exe", "application/pdf", b"MZ"))
    assert mail.verdicts() == ["filed"]
    said = mail.last("ama").part("plain")
    assert "This file was not taken: \u2068run.exe\u2069" in said
    assert "Files of this kind are not taken." in said
    assert "run.exe" in seen(mail).reason


async def test_of_more_files_than_are_taken_the_others_are_named(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    many = [(f"{number}.txt", "text/plain", b"text %d" % number) for number in range(MOST + 1)]
    await send(mail, letter, under(letter, {"[¶1]": "See."}), *many)
    assert mail.count(CommentFile) == MOST
    assert f"\u2068{MOST}.txt\u2069" in mail.last("ama").part("plain")


async def test_a_long_file_is_kept_whole(mail: MailHouse) -> None:
    letter, long = await letter_to_ama(mail), PDF + bytes(range(256)) * 10_000
    assert len(long) > blobs.TOGETHER
    await send(mail, letter, under(letter, {"[¶1]": "See."}), (NAME, "application/pdf", long))
    [view] = [view for view in mail.world.views("wei") if view.door == "mail"]
    assert mail.world.read(files.find, mail.world.caller("wei"), view.uid, view.files[0].uid)[1] == long


async def test_of_a_mail_that_comes_back_no_file_is_kept_and_each_is_named(mail: MailHouse) -> None:
    letter, long = await letter_to_ama(mail), PDF + b"." * blobs.TOGETHER
    mail.world.close_review()
    await send(mail, letter, under(letter, {"[¶1]": "See the map."}), (NAME, "application/pdf", long))
    assert mail.verdicts() == ["returned"]
    assert NAME in mail.last("ama").part("plain")
    assert mail.world.rows("SELECT id FROM blob WHERE sha256 = :name", name=blobs.digest(long)) == []


async def test_a_file_without_a_text_is_named_each_time(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await send(mail, letter, under(letter, {}))
    await send(mail, letter, f"{under(letter, {})}\n\n-- \nAma")
    assert mail.verdicts() == ["empty", "empty"]
    assert len(mail.to("ama")) == 3
    assert NAME in mail.last("ama").part("plain")


async def test_a_picture_of_a_signature_is_no_file_and_is_among_what_was_left_out(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    reply = answer(mail, letter, under(letter, {"[¶1]": "See."}), ("signature.asc", "application/pgp-signature", b"x"))
    reply.add_attachment(
        GOOD["h.png"], maintype="image", subtype="png", filename="logo.png", cid="<a@b>", disposition="inline"
    )
    await mail.deliver(reply)
    assert mail.count(CommentFile) == 0
    assert "logo.png (image/png)" in seen(mail).left_out
    assert "not taken" not in mail.last("ama").part("plain")


async def test_erasing_a_person_erases_their_files_and_not_the_same_of_others(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    await send(mail, letter, under(letter, {"[¶1]": "See the map.", "[#1]": "Yes."}))
    first, second = (view.id for view in mail.world.views("ama") if view.door == "mail")
    mail.world.database.write_here(files.keep, second, [File(NAME, "application/pdf", PDF)])
    forget = mail.world.database.write_here
    forget(lambda session, *, now: files.forget(session, [first]))
    assert mail.count(CommentFile) == 1
    assert mail.world.rows("SELECT count(*) FROM blob WHERE sha256 = :name", name=blobs.digest(PDF)) == [(1,)]
    forget(lambda session, *, now: files.forget(session, [second]))
    assert mail.world.rows("SELECT count(*) FROM blob WHERE sha256 = :name", name=blobs.digest(PDF)) == [(0,)]
