"""Promises about what only LibreOffice reads: it comes in as a Word file, or is refused; nothing is fetched."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from commentspace.errors import Invalid, TooLong
from commentspace.formats import office
from commentspace.formats.word.package import Package
from tests.services.office import soffice

RTF = rb"{\rtf1\ansi\deff0 {\b Wet} peat is kept.\par 1. Dams are built.\par}"
FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:h text:outline-level="1">Peat</text:h><text:p>Peat that is dry is lost.</text:p>{more}
</office:text></office:body></office:document>"""
LINKED = """
<text:p><draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">
<draw:image xlink:href="http://127.0.0.1:{port}/a.png" xlink:type="simple" xlink:actuate="onLoad"/>
</draw:frame></text:p>
<text:section text:name="Linked"><text:section-source xlink:href="http://127.0.0.1:{port}/a.odt"/>
<text:p>old</text:p></text:section>"""


def words(made: bytes) -> str:
    package = Package(made)
    root = package.part(package.main)
    assert root is not None
    return " ".join(str(text) for text in root.itertext())


@pytest.fixture(autouse=True)
def _there_is_one() -> None:
    soffice()


@pytest.mark.parametrize(
    ("extension", "data", "said"),
    [(".rtf", RTF, "Dams are built."), (".xml", FODT.replace("{more}", "").encode(), "Peat that is dry is lost.")],
)
def test_a_file_that_only_libreoffice_reads_becomes_a_word_file(extension: str, data: bytes, said: str) -> None:
    assert said in words(office.to_word(data, extension))


@pytest.mark.parametrize("alone", [True, False])
def test_nothing_that_a_file_names_is_fetched(alone: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither without a network, nor where a system cannot take it away: then by the settings of the profile."""
    if not alone:
        monkeypatch.setattr(office, "without_network", tuple)
    with listening() as (port, called):
        made = office.to_word(FODT.replace("{more}", LINKED.format(port=port)).encode(), ".xml")
        assert "Peat that is dry is lost." in words(made)
        assert called() == 0


def test_a_file_that_takes_too_long_is_given_up_and_its_processes_are_ended() -> None:
    with pytest.raises(TooLong, match="takes too long") as caught:
        office.to_word(RTF, ".rtf", seconds=0.05)
    assert caught.value.field == "file"
    assert "Dams" in words(office.to_word(RTF, ".rtf")), "and the next is read"


def test_without_libreoffice_a_sentence_says_what_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMENTSPACE_SOFFICE", "/nowhere/soffice")
    with pytest.raises(Invalid, match=r"On this server only Word's own \.docx can be read, not \.rtf") as caught:
        office.to_word(RTF, ".rtf")
    assert caught.value.field == "file"


def test_what_libreoffice_cannot_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMENTSPACE_SOFFICE", "/bin/false")
    with pytest.raises(Invalid, match="LibreOffice cannot read this file"):
        office.to_word(RTF, ".rtf")


@contextmanager
def listening() -> Iterator[tuple[int, Callable[[], int]]]:
    """A port of the loopback, and how many have called there."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    connection, caller = server.accept()
                except OSError:
                    return
                calls.append(str(caller))
                connection.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield server.getsockname()[1], lambda: len(calls)
        server.shutdown(socket.SHUT_RDWR)
