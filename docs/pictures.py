"""The pictures of the guides: ``python -m docs.pictures`` takes them anew.

All show the first run of the example. What each shows is noted beside them as a digest of
its text; a test compares, so that no picture outlives what it shows. Taking them needs
LibreOffice, poppler-utils, Chromium and the font Sarabun.
"""

import email
import hashlib
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from html import unescape
from io import StringIO
from pathlib import Path
from unittest import mock

import openpyxl
from rich.console import Console

from sync import wiring
from sync.adapters.clock import BANGKOK
from sync.adapters.local.libreoffice import find_libreoffice
from sync.adapters.local.pdf import LibreOfficePdf
from sync.cli.cycle_view import show_report
from sync.cli.terminal import Terminal
from sync.cycle.night import run_cycle
from sync.importing.example import load_example
from sync.model.cells import column_letters
from sync.model.documents import Document
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames

IMAGES = Path(__file__).parent / "images"
SHOWN = IMAGES / "shown.json"
"""What each picture showed when it was taken."""

_NOW = datetime(2026, 11, 28, 9, 0, tzinfo=BANGKOK)
_FINDINGS, _PROJECTS = "ผลการตรวจสอบ", "โครงการ"
_READ = {"ระดับ": 14, "ตำแหน่ง": 78, "ข้อสังเกต": 48, "ข้อเสนอแนะ": 44}
"""Columns of findings that a reader of the guide looks at, and their widths there."""


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the first run of the example left.

    ``terminal`` recorded what it said; ``said`` is the same on lines of any length.
    """

    folder: Path
    terminal: Console
    said: str

    @property
    def workbook(self) -> Path:
        """The office's spreadsheet."""
        return self.folder / "plan.xlsx"

    @property
    def mail(self) -> str:
        """The HTML of the mail that a supervisor gets, the longer one."""
        letters = [
            email.message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted((self.folder / "outbox").rglob("*.eml"))
        ]
        parts = (letter.get_body(("html",)) for letter in letters)
        return max((str(part.get_content()) for part in parts if part), key=len)

    def document(self, kind: str) -> Path:
        """Return the plan's document of a kind."""
        (found,) = (self.folder / "documents").glob(f"แผนปฏิบัติการ-????.{kind}")
        return found


class _Clock:
    def now(self) -> datetime:
        return _NOW


def run_example(folder: Path) -> FirstRun:
    """Do what the first run does, at a time that is always the same."""
    office = folder / "office"
    plan = load_example(load_headers(), load_frames()[0].dimensions)
    wiring.create_office(office, plan)
    settings = office / "office.toml"
    written = settings.read_text("utf-8").replace("\npdf = true", "\npdf = false")
    settings.write_text(written, "utf-8")
    narrow, wide = _recorder(118), _recorder(1000)
    with (
        mock.patch("sync.wiring.services.BangkokClock", _Clock),
        wiring.open_office(office) as services,
    ):
        report = run_cycle(services)
        for terminal in (narrow, wide):
            show_report(report, office / "outbox", Terminal(services.words, terminal))
    return FirstRun(office, narrow, wide.export_text())


def _recorder(width: int) -> Console:
    return Console(
        record=True, width=width, file=StringIO(), highlight=False, force_terminal=True
    )


# --- what they show ---------------------------------------------------------------


def shown(run: FirstRun) -> Mapping[str, str]:
    """Return the digest of what each picture shows."""
    with zipfile.ZipFile(run.document("docx")) as package:
        document = package.read("word/document.xml").decode()
    texts = {
        "sheet": _cells(run.workbook, _PROJECTS),
        "findings": _cells(run.workbook, _FINDINGS),
        "terminal": _at_home(run, run.said),
        "document": _plain(document),
        "web": _plain(run.document("html").read_text("utf-8")),
        "mail": _plain(run.mail.replace(run.folder.as_uri(), "")),
    }
    return {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()
    }


def _cells(path: Path, tab: str) -> str:
    rows = openpyxl.load_workbook(path)[tab].iter_rows(values_only=True)
    return "\n".join("\t".join(str(value or "") for value in row) for row in rows)


def _plain(markup: str) -> str:
    """Return what a reader sees of it: no styles, no tags."""
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", markup, flags=re.DOTALL)
    return " ".join(unescape(text).split())


def _at_home(run: FirstRun, said: str) -> str:
    """Return it as somebody sees it whose office is in the home folder."""
    return said.replace(str(run.folder), "~/plan/office")


# --- taking them ------------------------------------------------------------------


def take(run: FirstRun, folder: Path) -> None:
    """Take every picture, and note what each shows."""
    _snap(
        _sheet(run.workbook, _PROJECTS, folder, crop=58), "sheet", (1300, 500), folder
    )
    findings = _sheet(_readable(run, folder), _FINDINGS, folder, crop=45)
    _snap(findings, "findings", (1300, 400), folder)
    said = _at_home(run, run.terminal.export_html(inline_styles=True))
    _snap(said, "terminal", (1000, 620), folder)
    _snap(_pages(run, folder), "document", (1260, 610), folder)
    _snap(run.document("html").read_text("utf-8"), "web", (1000, 1250), folder)
    _snap(run.mail, "mail", (680, 1000), folder)
    SHOWN.write_text(json.dumps(shown(run), indent=1) + "\n", "utf-8")


def _readable(run: FirstRun, folder: Path) -> Path:
    """Return a copy whose findings have only the columns that are looked at first."""
    workbook = openpyxl.load_workbook(run.workbook)
    sheet = workbook[_FINDINGS]
    for number, cell in enumerate(sheet[1], 1):
        width = _READ.get(str(cell.value))
        column = sheet.column_dimensions[column_letters(number)]
        column.hidden = width is None
        column.width = width or 0
    sheet.print_area = "A1:L12"
    workbook.save(folder / "findings.xlsx")
    return folder / "findings.xlsx"


def _sheet(path: Path, tab: str, folder: Path, crop: int) -> str:
    """Return a page that shows the upper part of a tab's first printed page."""
    workbook = openpyxl.load_workbook(path)
    for title in workbook.sheetnames:
        if title != tab:
            workbook[title].sheet_state = "hidden"
    workbook.active = workbook.sheetnames.index(tab)
    alone = folder / f"{path.stem}-alone.xlsx"
    workbook.save(alone)
    _do(
        *(str(find_libreoffice()), "--headless", "--convert-to", "pdf"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--outdir", str(folder), str(alone)),
    )
    (picture,) = _pictures(alone.with_suffix(".pdf"), [1], folder)
    return (
        f'<body style="margin:0;background:#fff"><img src="{picture.name}" '
        f'style="width:100%;margin-top:-3%;clip-path:inset(0 0 {100 - crop}% 0)">'
    )


def _pages(run: FirstRun, folder: Path) -> str:
    content = run.document("docx").read_bytes()
    printed = LibreOfficePdf().make(Document("", "", content), "")
    (folder / "plan.pdf").write_bytes(printed or b"")
    return (
        '<body style="margin:8px;background:#d8dde3;display:flex;gap:8px">'
        + "".join(
            f'<img src="{picture.name}" style="width:410px">'
            for picture in _pictures(folder / "plan.pdf", [1, 3, 4], folder)
        )
    )


def _pictures(pdf: Path, pages: Sequence[int], folder: Path) -> list[Path]:
    """Return pictures of some pages of a PDF."""
    made = []
    for page in pages:
        target = folder / f"{pdf.stem}-{page}"
        _do(
            *("pdftoppm", "-r", "130", "-png", "-singlefile"),
            *("-f", str(page), "-l", str(page), str(pdf), str(target)),
        )
        made.append(target.with_suffix(".png"))
    return made


def _snap(page: str, name: str, size: tuple[int, int], folder: Path) -> None:
    """Take a browser's picture of a page."""
    source = folder / f"{name}.html"
    source.write_text(page, "utf-8")
    browser = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    _do(
        *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
        *("--no-first-run", "--disable-background-networking", "--disable-sync"),
        *("--disable-component-update", "--disable-quic"),
        f"--user-data-dir={folder / 'browser'}",
        f"--window-size={size[0]},{size[1]}",
        f"--screenshot={IMAGES / f'{name}.png'}",
        source.as_uri(),
    )


def _do(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="pictures-") as temporary:
        take(run_example(Path(temporary)), Path(temporary))
