"""What means something elsewhere stays text, through a whole night."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from io import BytesIO, StringIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from rich.console import Console

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.adapters.xlsx.package import Package
from sync.adapters.xlsx.workbook import Workbook
from sync.cli.cycle_view import show_report
from sync.cli.findings_view import findings_json, show_checked
from sync.cli.terminal import Terminal
from sync.cycle.judging import judge
from sync.cycle.night import Report, check_cycle
from sync.log import logging_to
from sync.model.cells import Sheet, Value
from sync.paths import OfficePaths
from sync.plan.text import printable
from sync.thai.folding import OBEYED
from tests.emulator.driving import Drive
from tests.google.sheeting import Staff, make_office
from tests.hostile.offices import STAFFS, local_office, night, with_text
from tests.hostile.texts import CRAFTED, filled
from tests.sheets import (
    DETAILS,
    INFO,
    PROJECTS,
    RECIPIENTS,
    clean_sheet,
    place,
    type_in,
)
from tests.unit.documents.pages import Node, tree_of

SETTINGS = """
[document]
also = ["summary", "projects", "web"]
text_digits = "arabic"
"""
KEPT = (f"{INFO}!B8", *(f"{RECIPIENTS}!{column}2" for column in "BCD"))
"""The year, and what lets mail be sent: where somebody wants it and as whom."""

OVERLONG = filled("ก้ <&", 9_000)


@dataclass(frozen=True)
class Night:
    """An office after a night over one text, and what was logged."""

    text: str
    typed: Sheet
    place: OfficePaths
    report: Report
    log: str

    def documents(self, kind: str) -> Iterator[bytes]:
        paths = sorted(self.place.documents.glob(f"*.{kind}"))
        assert paths
        return (path.read_bytes() for path in paths)


@pytest.fixture(
    scope="module",
    params=[*CRAFTED, OVERLONG],
    ids=lambda text: text[:20].encode("unicode_escape").decode(),
)
def after(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Night:
    text: str = request.param
    typed = with_text(text, *KEPT)
    here = local_office(tmp_path_factory.mktemp("hostile") / "office", typed, SETTINGS)
    with logging_to(here.log):
        report = night(here)
    return Night(text, typed, here, report, here.log.read_text("utf-8"))


def value_at(sheet: Sheet, address: str) -> Value:
    cell = place(address)
    tab = sheet.tab(cell.tab)
    assert tab
    return tab.value(cell.row, cell.column)


def test_staffs_cells_are_as_they_were_and_none_is_a_formula(after: Night) -> None:
    content = after.place.workbook.read_bytes()

    sheet = LocalSpreadsheet(after.place.workbook).read()
    for address in STAFFS:
        was, now = value_at(after.typed, address), value_at(sheet, address)
        assert now == (OBEYABLE.sub("\ufffd", was) if isinstance(was, str) else was)
    assert not Workbook(Package(content, after.place.workbook)).has_formulas


OBEYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What a workbook's XML cannot hold."""


def test_a_second_night_writes_nothing(after: Night) -> None:
    before = after.place.workbook.read_bytes()

    assert night(after.place).edits == ()

    assert after.place.workbook.read_bytes() == before


def test_documents_show_it_and_do_nothing(after: Night) -> None:
    for content in after.documents("docx"):
        document = docx.Document(BytesIO(content))
        shown = [p.text for p in document.element.body.iter(qn("w:p"))]
        assert any(printable(after.text) in line for line in shown)
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        assert b"External" not in b"".join(parts.values())
        fields = set()
        for name, part in parts.items():
            if name.endswith(".xml"):
                root = etree.fromstring(part)
                fields |= {
                    str(run.text).strip() for run in root.iter(qn("w:instrText"))
                }
                assert not list(root.iter(qn("w:fldSimple"), qn("w:hyperlink")))
        assert fields <= {r"PAGE \* Arabic", "PAGE"}


def tags(page: Node) -> set[tuple[str, tuple[str, ...]]]:
    return {(node.tag, tuple(node.attributes)) for node in page.all()}


def test_the_web_page_shows_it_and_does_nothing(after: Night) -> None:
    (content,) = after.documents("html")

    page = tree_of(content.decode())

    shown = "".join(page.text().split())
    assert "".join(printable(after.text).split()) in shown
    assert {tag for tag, _ in tags(page)}.isdisjoint({"script", "img", "iframe"})
    links = {node.attributes["href"] for node in page.all("a")}
    assert {link[0] for link in links} == {"#"}
    assert not [
        name for _, names in tags(page) for name in names if name.startswith("on")
    ]


def mails(here: OfficePaths) -> list[EmailMessage]:
    parser = BytesParser(policy=default)
    return [parser.parsebytes(path.read_bytes()) for path in here.outbox.iterdir()]


def test_mail_has_one_recipient_and_no_header_of_theirs(after: Night) -> None:
    (message,) = mails(after.place)

    assert set(message.keys()) == {
        *("Content-Type", "MIME-Version", "Subject", "From", "To", "Date"),
        *("Message-ID", "Auto-Submitted"),
    }
    (to,) = message["To"].addresses
    assert to.addr_spec == "tuayang@example.com"
    assert not OBEYED.search(message["Subject"])
    assert not OBEYED.search(to.display_name)
    assert len(message["Subject"]) < 500
    texts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    assert {part.get_content_subtype() for part in texts} == {"plain", "html"}
    for part in texts:
        assert not OBEYED.search(part.get_content().replace("\r\n", "\n"))
    page = message.get_body(("html",))
    assert page
    shown = tree_of(page.get_content())
    assert {tag for tag, _ in tags(shown)}.isdisjoint({"script", "img", "form"})
    links = [node.attributes.get("href", "") for node in shown.all("a")]
    assert not [link for link in links if not link.startswith(("https:", "file:"))]


RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def test_files_lie_in_the_folder_under_names_valid_everywhere(after: Night) -> None:
    folder = after.place.documents

    assert [path for path in folder.rglob("*") if path.parent != folder] == []
    for path in folder.iterdir():
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', path.name)
        assert not path.stem.endswith((".", " "))
        assert not RESERVED.match(path.name)
        assert len(path.name.encode()) <= 255


def test_no_line_of_the_log_is_forged(after: Night) -> None:
    for line in after.log.splitlines():
        assert re.match(r"20\d\d-\d\d-\d\d .* (INFO|WARNING) cycle=\d+ \w", line)
        assert not OBEYED.search(line)
        assert "cycle=9 " not in line


def test_the_terminal_shows_it_and_does_not_obey(after: Night) -> None:
    with wiring.open_preview(after.place.folder, Path()) as office:
        judged = judge(office)

        for is_terminal in (True, False):
            out = StringIO()
            console = Console(
                file=out, force_terminal=is_terminal, color_system=None, width=120
            )
            terminal = Terminal(office.words, console)
            show_checked(judged, terminal)
            show_report(after.report, after.place.outbox, terminal)
            for line in out.getvalue().split("\n"):
                assert not OBEYED.search(line)
        assert not OBEYED.search(
            findings_json(judged.localized_findings, office.words).replace("\n", "")
        )
        told = json.loads(findings_json(judged.localized_findings, office.words))
    assert [each["message"] for each in told] == [
        f.message for f in judged.localized_findings
    ]


# --- at Google ------------------------------------------------------------------------


def test_at_google_nothing_that_is_written_is_a_formula(
    tmp_path: Path,
    workspace: WorkspaceServer,
    drive: Drive,
) -> None:
    typed: dict[str, str] = {}
    for row, text in enumerate(CRAFTED, 7):
        typed |= {f"{PROJECTS}!{column}{row}": text for column in "ABCDI"}
        typed |= {f"{DETAILS}!{column}{row}": text for column in "ABCDEFGHIJ"}
    staff = Staff(drive, type_in(clean_sheet(), typed))
    folder = make_office(tmp_path / "office", workspace, staff)
    before = everything(staff)

    with wiring.open_office(folder) as office:
        settled = check_cycle(office, office.spreadsheet.read())

    assert settled.edits
    after = everything(staff)
    assert not [cell for cell in after.values() if "formulaValue" in cell]
    for address, cell in before.items():
        tab, _, column = address
        if tab != PROJECTS or column < 9:
            assert after[address] == cell
    written = {str(cell.get("stringValue")) for cell in after.values()}
    assert any("IMPORTDATA" in text and text.startswith("=") for text in written)


def everything(staff: Staff) -> dict[tuple[str, int, int], dict[str, object]]:
    """Return what was entered into each cell."""
    fields = "sheets(properties.title,data.rowData.values.userEnteredValue)"
    answer = staff.drive.json("GET", f"/v4/spreadsheets/{staff.id}", fields=fields)
    return {
        (sheet["properties"]["title"], row, column): cell["userEnteredValue"]
        for sheet in answer["sheets"]
        for data in sheet.get("data", [])
        for row, line in enumerate(data.get("rowData", []))
        for column, cell in enumerate(line.get("values", []))
        if "userEnteredValue" in cell
    }
