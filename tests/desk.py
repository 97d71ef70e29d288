"""An office whose staff report, night by night, over stateful fakes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sync.cycle.night import Report, run_cycle
from sync.cycle.services import Services
from sync.model.cells import Cell, Sheet, Tab, Value
from sync.settings.values import DocumentSettings, Settings
from tests.fakes import FixedClock, MemoryDocuments, MemorySpreadsheet
from tests.offices import memory_office
from tests.sheets import HEADERS, NAMES, PROJECTS, clean_sheet, type_in

TAB = HEADERS.tabs["progress"]
COLUMNS = list(HEADERS.spellings["progress"])
KEYS = ("AAAAA", "BBBBB", "CCCCC")
SIX = "รายงานผล-2570-รอบ-6-เดือน.docx"
PAGE = "รายงานผล-2570-รอบ-6-เดือน.html"
KEYIN = "ใบกรอก-e-PlanNACC-2570-รอบ-6-เดือน.docx"
KEPT = "รายงานผล-2570-รอบ-6-เดือน (ฉบับสมบูรณ์ล่าสุด).docx"
DONE: Mapping[str, Value] = {
    "state": "ดำเนินการแล้วเสร็จ",
    "result": "อบรมแล้ว ๔๐ คน",
    "problems": "ไม่มี",
    "suggestions": "ไม่มี",
    "completed": "20 กุมภาพันธ์ 2570",
    "ordinance": "20000",
    "paid": "18000",
    "evidence": "https://example.com/1",
}
CANNOT: Mapping[str, Value] = {
    "state": "ไม่สามารถดำเนินการได้",
    "reason": "บุคลากรไม่เพียงพอ",
}


class Desk:
    """The office; ``night`` is what the worker makes of it."""

    def __init__(self, folder: Path) -> None:
        keys = {f"{PROJECTS}!L{row}": key for row, key in enumerate(KEYS, 3)}
        sheet = type_in(clean_sheet(), keys)
        header = tuple(HEADERS.write("progress", name) for name in COLUMNS)
        rows = [self._row(at, key) for at, key in enumerate(KEYS)]
        sheet = Sheet((*sheet.tabs, Tab(TAB, (header, *rows))), "1")
        self.sheet = MemorySpreadsheet(*sheet.tabs)
        self.documents = MemoryDocuments()
        self.clock = FixedClock(
            datetime(2027, 4, 10, 1, tzinfo=ZoneInfo("Asia/Bangkok"))
        )
        self.services: Services = replace(
            memory_office(folder, self.clock),
            spreadsheet=self.sheet,
            documents=self.documents,
            settings=Settings(document=DocumentSettings(pdf=False)),
        )

    @staticmethod
    def _row(at: int, key: str) -> tuple[Value, ...]:
        values = {"key": key, "name": NAMES[at], "round": "6 เดือน 2570"}
        return tuple(values.get(name) for name in COLUMNS)

    def report(self, row: int, values: Mapping[str, Value]) -> None:
        for name, value in values.items():
            self.sheet.type_in(Cell(TAB, row, COLUMNS.index(name) + 1), value)

    def rows(self) -> list[Mapping[str, Value]]:
        """Return what stands in the tab below its header, without what is empty."""
        tab = self.sheet.read().tab(TAB)
        assert tab is not None
        return [
            {
                name: value
                for name, value in zip(COLUMNS, row, strict=False)
                if value is not None
            }
            for row in tab.rows[1:]
        ]

    def put(self, rows: Sequence[Mapping[str, Value]]) -> None:
        """Put other rows in the place of all that stand there."""
        for at in range(max(len(rows), len(self.rows()))):
            row = rows[at] if at < len(rows) else {}
            self.report(at + 2, {name: row.get(name) for name in COLUMNS})

    def at(self, year: int, month: int, day: int) -> None:
        """Make it the night of a day."""
        self.clock.time = datetime(year, month, day, 1, tzinfo=self.clock.time.tzinfo)

    def summary(self) -> Mapping[str, str]:
        """Return what the tab สรุป says of each thing."""
        tab = self.sheet.read().tab(HEADERS.tabs["summary"])
        assert tab is not None
        return {str(row[0]): str(row[1]) for row in tab.rows if len(row) > 1}

    def night(self) -> Report:
        return run_cycle(self.services)

    def new(self, report: Report) -> list[str]:
        """Return what the night published that shows something new, of reports."""
        return [
            f"{each.document.key}.{each.document.kind}"
            for each in report.shown
            if each.new and "แผนปฏิบัติการ" not in each.document.key
        ]
