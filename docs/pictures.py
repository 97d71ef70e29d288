"""The pictures of the guides: ``python -m docs.pictures`` takes them anew.

They show the first run of the example, and what comes of it when staff go on: a project
more, two findings answered. What each shows is noted beside them as a digest of its
text; a test compares, so that no picture outlives what it shows. Taking them needs
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
from sync.cli.turn_view import show_turn
from sync.cycle.night import check_cycle, run_cycle
from sync.cycle.turn import find_turn
from sync.model.cells import column_letters
from sync.model.documents import Document
from sync.wiring.example import create_example

IMAGES = Path(__file__).parent / "images"
SHOWN = IMAGES / "shown.json"
"""What each picture showed when it was taken."""

_NOW = datetime(2026, 11, 28, 9, 0, tzinfo=BANGKOK)
_FINDINGS, _PROJECTS = "ผลการตรวจสอบ", "โครงการ"
_PROGRESS, _SUMMARY = "ผลการดำเนินงาน", "สรุป"
_READ = {"ระดับ": 14, "ตำแหน่ง": 48, "ข้อสังเกต": 62, "ข้อเสนอแนะ": 60}
"""Columns of findings that a reader of the guide looks at, and their widths there."""
_CONFIRMED = {
    "ระดับ": 14,
    "ข้อสังเกต": 62,
    "ยืนยันว่าถูกต้อง": 18,
    "เหตุผล": 44,
    "ผลการยืนยัน": 44,
}
_REPORTED = {
    "ลำดับ": 7,
    "รายการโครงการ": 42,
    "รอบ": 12,
    "สถานะการดำเนินงาน": 21,
    "งบตามข้อบัญญัติ (บาท)": 19,
    "เบิกจ่ายจริง (บาท)": 15,
    "ผลการดำเนินการ": 42,
    "สถานะการตรวจ": 16,
    "ข้อควรแก้ไข": 40,
}
_MORE: Mapping[str, Mapping[str, str | int | bool]] = {
    _PROJECTS: {
        "A19": 17,
        "B19": "กิจกรรมจิตอาสาทำความดีด้วยความโปร่งใส",
        "C19": 1,
        "D19": 0,
        "F19": True,
    },
    _PROGRESS: {"K4": 21_500},
}
"""What staff type after the first run: a project, and more paid than was given."""
_ANSWERS = {
    "PRG107": "โอนงบประมาณเพิ่ม 1,500 บาท ตามบันทึกลงวันที่ 18 พ.ย. 2569",
    "TOT003": "",
}
"""Which findings staff confirm then, and the reasons they give."""


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the first run of the example left, and what came of it later.

    ``terminal`` recorded what it said; ``said`` is the same on lines of any length.
    ``turn`` recorded what ``next-year`` says. ``later`` is the workbook after staff
    went on.
    """

    folder: Path
    terminal: Console
    said: str
    turn: Console
    later: Path

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

    def document(self, name: str) -> Path:
        """Return a document of the running year."""
        return self.folder / "documents" / name


class _Clock:
    def now(self) -> datetime:
        return _NOW


def run_example(folder: Path) -> FirstRun:
    """Do what the first run does, and staff after it, at a time that is always the same."""
    office = folder / "office"
    narrow, wide, turn = _recorder(102), _recorder(1000), _recorder(102)
    with mock.patch("sync.wiring.services.BangkokClock", _Clock):
        create_example(office)
        settings = office / "office.toml"
        written = settings.read_text("utf-8").replace("\npdf = true", "\npdf = false")
        settings.write_text(written, "utf-8")
        with wiring.open_office(office) as services:
            report = run_cycle(services)
            for terminal in (narrow, wide):
                shown_at = Terminal(services.words, terminal)
                show_report(report, office / "outbox", shown_at)
            asked = Terminal(services.words, turn)
            show_turn(find_turn(services), asked)
            asked.line("")
            asked.line(services.words.say("rollover.ask"), style="bold")
        later = folder / "later"
        shutil.copytree(office, later)
        _go_on(later)
    return FirstRun(office, narrow, wide.export_text(), turn, later / "plan.xlsx")


def _go_on(office: Path) -> None:
    """Do what staff do after the first run, each time until the worker has answered."""
    path = office / "plan.xlsx"
    workbook = openpyxl.load_workbook(path)
    for tab, cells in _MORE.items():
        for place, value in cells.items():
            workbook[tab][place] = value
    _save_and_look(workbook, office)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[_FINDINGS]
    at = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
    for row in range(2, sheet.max_row + 1):
        reason = _ANSWERS.get(str(sheet.cell(row, at["รหัสข้อ"]).value))
        if reason is not None:
            sheet.cell(row, at["ยืนยันว่าถูกต้อง"]).value = True
            sheet.cell(row, at["เหตุผล"]).value = reason
    _save_and_look(workbook, office)


def _save_and_look(workbook: openpyxl.Workbook, office: Path) -> None:
    workbook.save(office / "plan.xlsx")
    with wiring.open_office(office) as services:
        check_cycle(services, services.spreadsheet.read())


def _recorder(width: int) -> Console:
    return Console(
        record=True, width=width, file=StringIO(), highlight=False, force_terminal=True
    )


# --- what they show ---------------------------------------------------------------


def shown(run: FirstRun) -> Mapping[str, str]:
    """Return the digest of what each picture shows."""
    texts = {
        "sheet": _cells(run.workbook, _PROJECTS),
        "findings": _cells(run.workbook, _FINDINGS),
        "terminal": _at_home(run, run.said),
        "document": _printed(run.document(_PLAN + "docx")),
        "web": _plain(run.document(_PLAN + "html").read_text("utf-8")),
        "mail": _plain(run.mail.replace(run.folder.as_uri(), "")),
        "adding": _cells(run.later, _PROJECTS),
        "confirming": _cells(run.later, _FINDINGS),
        "reporting": _cells(run.workbook, _PROGRESS),
        "report": _printed(run.document(_REPORT)),
        "keyin": _printed(run.document(_KEYIN)),
        "turning": run.turn.export_text(clear=False),
        "summary": _cells(run.workbook, _SUMMARY),
    }
    return {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()
    }


_PLAN = "แผนปฏิบัติการ-2570."
_REPORT = "รายงานผล-2570-รอบ-6-เดือน.docx"
_KEYIN = "ใบกรอก-e-PlanNACC-2570-รอบ-6-เดือน.docx"


def _printed(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return _plain(package.read("word/document.xml").decode())


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
    booklet, web = run.document(_PLAN + "docx"), run.document(_PLAN + "html")
    confirmed = _only(run.later, _FINDINGS, _CONFIRMED, folder, hidden=range(3, 7))
    for name, page, size in (
        ("sheet", _sheet(run.workbook, _PROJECTS, folder), (1300, 440)),
        ("findings", _only(run.workbook, _FINDINGS, _READ, folder), (1300, 330)),
        ("terminal", _at_home(run, _html(run.terminal)), (1000, 810)),
        ("document", _pages(booklet, (1, 3, 4), folder), (1260, 610)),
        ("web", web.read_text("utf-8"), (1000, 1250)),
        ("mail", run.mail, (680, 1000)),
        (
            "adding",
            _sheet(run.later, _PROJECTS, folder, hidden=(*range(3, 16), "I", "L")),
            (1300, 220),
        ),
        ("confirming", confirmed, (1300, 300)),
        ("reporting", _only(run.workbook, _PROGRESS, _REPORTED, folder), (1300, 470)),
        ("report", _pages(run.document(_REPORT), (1, 2), folder, 900), (916, 1290)),
        ("keyin", _pages(run.document(_KEYIN), (1,), folder, 900), (916, 652)),
        ("turning", _shortened(_html(run.turn)), (1000, 620)),
        ("summary", _sheet(run.workbook, _SUMMARY, folder), (1300, 460)),
    ):
        _snap(page, name, size, folder)
    SHOWN.write_text(json.dumps(shown(run), indent=1) + "\n", "utf-8")


_KEPT = 13, 14
"""Lines of a long output that are shown, of its beginning and of its end."""


def _html(terminal: Console) -> str:
    return terminal.export_html(inline_styles=True, clear=False)


def _shortened(page: str) -> str:
    """Leave out the middle of what was said at a terminal."""
    lines = page.split("\n")
    first = next(at for at, line in enumerate(lines) if "<pre" in line)
    last = next(at for at, line in enumerate(lines) if "</pre>" in line)
    begin, end = first + _KEPT[0], last - _KEPT[1]
    return "\n".join([*lines[:begin], "  ⋮", *lines[end:]])


def _only(
    path: Path,
    tab: str,
    widths: Mapping[str, int],
    folder: Path,
    *,
    hidden: Sequence[int] = (),
) -> str:
    """Return a page of a tab with only the columns that are looked at first."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[tab]
    for number, cell in enumerate(sheet[1], 1):
        width = widths.get(str(cell.value))
        column = sheet.column_dimensions[column_letters(number)]
        column.hidden = width is None
        column.width = width or 0
    sheet.page_setup.fitToWidth = 1
    sheet.print_title_cols = None
    filled = sum(sheet.cell(row, 1).value is not None for row in range(1, 18))
    sheet.print_area = f"A1:{column_letters(sheet.max_column)}{filled}"
    narrow = folder / f"{path.parent.name}-{tab}.xlsx"
    workbook.save(narrow)
    return _sheet(narrow, tab, folder, hidden=hidden)


def _sheet(
    path: Path, tab: str, folder: Path, *, hidden: Sequence[int | str] = ()
) -> str:
    """Return a page of a tab's first printed one, without some rows and columns."""
    workbook = openpyxl.load_workbook(path)
    for title in workbook.sheetnames:
        if title != tab:
            workbook[title].sheet_state = "hidden"
    for line in hidden:
        if isinstance(line, str):
            workbook[tab].column_dimensions[line].hidden = True
        else:
            workbook[tab].row_dimensions[line].hidden = True
    workbook.active = workbook.sheetnames.index(tab)
    alone = folder / f"{path.parent.name}-{path.stem}-{tab}-alone.xlsx"
    workbook.save(alone)
    _do(
        *(str(find_libreoffice()), "--headless", "--convert-to", "pdf"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--outdir", str(folder), str(alone)),
    )
    (picture,) = _pictures(alone.with_suffix(".pdf"), [1], folder)
    return (
        f'<body style="margin:0;background:#fff"><img src="{picture.name}" '
        f'style="width:100%;margin-top:-3%">'
    )


def _pages(path: Path, pages: Sequence[int], folder: Path, width: int = 410) -> str:
    printed = LibreOfficePdf().make(Document("", "", path.read_bytes()), "")
    pdf = folder / f"{path.stem}.pdf"
    pdf.write_bytes(printed or b"")
    return (
        '<body style="margin:8px;background:#d8dde3;display:flex;gap:8px;'
        f'flex-flow:{"row" if width < _ABREAST else "column"}">'
        + "".join(
            f'<img src="{picture.name}" style="width:{width}px">'
            for picture in _pictures(pdf, pages, folder)
        )
    )


_ABREAST = 600
"""Pixels: wider pages stand below each other."""


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
