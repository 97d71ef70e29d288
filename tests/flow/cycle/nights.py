"""What stands in an office in memory after a night, and what staff type in between."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sync.cycle.night import Report
from sync.cycle.services import Services
from sync.errors import WorkbookOpen
from sync.model.cells import Cell, Edit, Sheet, Tab
from sync.model.findings import Severity
from sync.model.mail import Message
from tests.fakes import MemoryDocuments, MemoryMail, MemorySpreadsheet
from tests.sheets import place

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
TITLE = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570"
KEY = "แผนปฏิบัติการ-2570"
FINDINGS = "ผลการตรวจสอบ"
BOOKLET, PDF, WEB = (f"{KEY}.{kind}" for kind in ("docx", "pdf", "html"))
CLEAN = f"{KEY} (ฉบับสมบูรณ์ล่าสุด).docx"


def sheet_of(office: Services) -> MemorySpreadsheet:
    assert isinstance(office.spreadsheet, MemorySpreadsheet)
    return office.spreadsheet


def mails_of(office: Services) -> list[Message]:
    assert isinstance(office.mail, MemoryMail)
    return list(office.mail.delivered)


def documents_of(office: Services) -> dict[str, bytes]:
    assert isinstance(office.documents, MemoryDocuments)
    return dict(office.documents.contents)


def versions(office: Services) -> list[str]:
    """Return the names of the PDFs of versions without errors, as they came to be."""
    dated = f"{KEY} (ฉบับสมบูรณ์ 2569-11-16 "
    return [name for name in documents_of(office) if name.startswith(dated)]


def value(office: Services, address: str) -> object:
    cell = place(address)
    tab = sheet_of(office).read().tab(cell.tab)
    assert tab
    return tab.value(cell.row, cell.column)


def tab_of(office: Services, title: str) -> Tab:
    tab = sheet_of(office).read().tab(title)
    assert tab
    return tab


def summary_links(office: Services) -> list[tuple[str, str]]:
    """Return the names and addresses below everything else in the tab สรุป."""
    links = sheet_of(office).links
    return [
        (str(row[0]), str(links[Cell("สรุป", number, 2)]))
        for number, row in enumerate(tab_of(office, "สรุป").rows, 1)
        if number > 20 and Cell("สรุป", number, 2) in links
    ]


def type_in(office: Services, address: str, typed: object) -> None:
    sheet_of(office).type_in(place(address), typed)  # type: ignore[arg-type]


def severities(report: Report) -> list[Severity]:
    return [finding.severity for finding in report.judgement.open_findings]


OTHER_AMOUNT = "๓๐,๐๐๐ บาท (สามหมื่นบาทถ้วน) จากข้อบัญญัติงบประมาณรายจ่าย"


def rules_told(office: Services) -> list[str]:
    """Return the rules of the findings that the tab has, those confirmed included."""
    return [str(row[1]) for row in tab_of(office, FINDINGS).rows[1:] if row[1]]


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.judgement.open_findings]


class ShutSpreadsheet(MemorySpreadsheet):
    """A file that somebody has open for the first writes."""

    shut = 0

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        if self.shut:
            self.shut -= 1
            raise WorkbookOpen(Path("plan.xlsx"), Path("lock"))
        return super().write(edits, seen=seen)
