"""PDFs by LibreOffice: made where it is, and never worth stopping for."""

import os
import sys
import time
from pathlib import Path

import pytest

from sync.adapters.local import libreoffice, pdf
from sync.adapters.local.libreoffice import find_libreoffice
from sync.adapters.local.pdf import LibreOfficePdf
from sync.model.documents import Document

PLAN = Document("แผน", "แผน", b"a document")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs here are scripts")


def program(folder: Path, script: str) -> Path:
    """Return a program that does what LibreOffice might."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\nimport sys, pathlib\n{script}", "utf-8")
    path.chmod(0o755)
    return path


COPIES = (
    "source = pathlib.Path(sys.argv[-1])\n"
    "into = sys.argv[sys.argv.index('--convert-to') + 1].partition(':')[0]\n"
    "source.with_suffix('.' + into).write_bytes(into.encode() + b' ' + "
    "source.read_bytes())\n"
)


def test_a_document_becomes_a_pdf_by_way_of_libreoffices_own_format(
    tmp_path: Path,
) -> None:
    copies = program(tmp_path, COPIES)

    assert LibreOfficePdf(copies).make(PLAN, "") == b"pdf fodt a document"


def test_documents_are_made_together_in_their_order_or_none_is(
    tmp_path: Path,
) -> None:
    each = COPIES.replace("sys.argv[-1]", "path")
    every = "\n".join(f"    {line}" for line in each.splitlines())
    places = "sys.argv[sys.argv.index('--outdir') + 2 :]"
    contents = [f"document {number}".encode() for number in range(12)]

    copies = program(tmp_path, f"for path in {places}:\n{every}")
    assert LibreOfficePdf(copies).make_all(contents) == [
        b"pdf fodt " + content for content in contents
    ]

    but_one = program(tmp_path, f"for path in {places}[1:]:\n{every}")
    assert LibreOfficePdf(but_one).make_all(contents) == []


@pytest.mark.parametrize(
    ("thai_digits", "number_format"), [(True, b"Native Numbering"), (False, b"1")]
)
def test_pages_are_numbered_as_the_office_writes_digits_and_lists_are_left(
    tmp_path: Path, *, thai_digits: bool, number_format: bytes
) -> None:
    page = b'<style:page-layout-properties a="1" style:num-format="%b"/>'
    rest = b'<text:list-level-style-number style:num-format="1"/>'
    document = Document("a", "a", page % b"1" + rest)

    libreoffice = LibreOfficePdf(program(tmp_path, COPIES), thai_digits=thai_digits)

    assert libreoffice.make(document, "") == (
        b"pdf fodt " + page % number_format + rest
    )


@pytest.mark.parametrize(
    "script", ["sys.exit(1)", "print('no such filter')"], ids=["fails", "makes none"]
)
def test_what_goes_wrong_is_logged_and_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, script: str
) -> None:
    assert LibreOfficePdf(program(tmp_path, script)).make(PLAN, "") is None

    assert "no pdf made" in caplog.text


def test_a_conversion_that_hangs_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(libreoffice, "_TIME_LIMIT", 0.2)

    hangs = program(tmp_path, "import time; time.sleep(60)")

    assert LibreOfficePdf(hangs).make(PLAN, "") is None
    assert "timed out" in caplog.text


def test_without_libreoffice_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)

    assert LibreOfficePdf().make(PLAN, "") is None


def test_it_is_found_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    there = program(tmp_path, "")

    assert find_libreoffice() == there


def test_on_windows_it_is_found_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    installed = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    installed.parent.mkdir(parents=True)
    installed.touch()

    assert find_libreoffice() == installed


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups of POSIX")
def test_when_time_is_over_what_the_program_started_goes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, child = tmp_path / "soffice", tmp_path / "child"
    program.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {child}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "_TIME_LIMIT", 1)

    made = LibreOfficePdf(program).make(Document("a", "a", b"a"), "")

    assert made is None
    state = Path(f"/proc/{child.read_text().strip()}/stat")
    deadline = time.monotonic() + 5
    while state.exists() and state.read_text().split()[2] not in "ZX":
        assert time.monotonic() < deadline
        time.sleep(0.05)
