from dataclasses import replace

from sync.messages import load_words
from sync.model.cells import NoteEdit, Sheet
from sync.model.findings import Finding, Severity
from sync.sheet.notes import note_edits
from tests.sheets import PROJECTS, clean_sheet, place

WORDS = load_words("th")
CELL = place(f"{PROJECTS}!C4")
OURS = "[ระบบตรวจแผน]\n• ยังไม่ได้เลือกมิติ\n  → เลือกมิติ 1 ถึง 4"
FINDING = Finding(
    rule="DIM001",
    severity=Severity.ERROR,
    cell=CELL,
    project=2,
    field="มิติ",
    found="",
    message="ยังไม่ได้เลือกมิติ",
    suggestion="เลือกมิติ 1 ถึง 4",
)


def edits(sheet: Sheet, *findings: Finding) -> list[NoteEdit]:
    return list(note_edits(sheet, findings, WORDS))


def with_note(text: str) -> Sheet:
    sheet = clean_sheet()
    tabs = tuple(
        replace(tab, notes={CELL: text}) if tab.title == PROJECTS else tab
        for tab in sheet.tabs
    )
    return replace(sheet, tabs=tabs)


def test_a_finding_hangs_on_its_cell() -> None:
    assert edits(clean_sheet(), FINDING) == [NoteEdit(CELL, None, OURS)]


def test_several_findings_of_a_cell_are_one_note() -> None:
    other = replace(FINDING, message="อีกข้อ", suggestion="")

    assert edits(clean_sheet(), FINDING, other) == [
        NoteEdit(CELL, None, f"{OURS}\n• อีกข้อ")
    ]


def test_a_note_that_is_right_is_left_alone() -> None:
    assert edits(with_note(OURS), FINDING) == []


def test_our_note_goes_when_the_finding_goes() -> None:
    assert edits(with_note(OURS)) == [NoteEdit(CELL, OURS, None)]


def test_a_note_of_staff_is_never_touched() -> None:
    assert edits(with_note("ถามกองคลัง"), FINDING) == []
    assert edits(with_note("ถามกองคลัง")) == []


def test_a_hint_of_style_hangs_nowhere() -> None:
    assert edits(clean_sheet(), replace(FINDING, severity=Severity.INFO)) == []
