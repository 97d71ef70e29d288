"""The whole cycle over stateful fakes: what staff and supervisors get, night by night."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sync.config import Settings
from sync.cycle import Office, Report, run_cycle
from sync.errors import SheetBusy
from sync.ledger import Ledger
from sync.model import Edit, Info, Message, Severity, Sheet, Tab
from sync.stages.validate import load_rule_texts
from sync.words import load_words
from tests.fakes import FixedClock, MemoryDocuments, MemoryMail, MemorySpreadsheet
from tests.sheets import DETAILS, INFO, LORE, NAMES, PROJECTS, clean_sheet, place

ROOT = Path(__file__).parents[2]
MAIL = ROOT / "templates" / "mail"
NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
KEY = "แผนปฏิบัติการ-2570"
FINDINGS = "ผลการตรวจสอบ"
CLEAN_KEY = "แผนปฏิบัติการ-2570 (ฉบับสมบูรณ์ล่าสุด)"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(
        spreadsheet=MemorySpreadsheet(*clean_sheet().tabs),
        documents=MemoryDocuments(),
        mail=MemoryMail(),
        clock=FixedClock(NIGHT),
        ledger=Ledger.copy(tmp_path / "none"),
        settings=Settings(),
        lore=LORE,
        rules=load_rule_texts(),
        sheet_words=load_words("th"),
        words=load_words("th"),
        plan_template=(ROOT / "templates" / "plan.docx").read_bytes(),
        mail_templates={
            name: (MAIL / name).read_text("utf-8") for name in ("plan.txt", "plan.html")
        },
    )


def sheet_of(office: Office) -> MemorySpreadsheet:
    assert isinstance(office.spreadsheet, MemorySpreadsheet)
    return office.spreadsheet


def mails_of(office: Office) -> list[Message]:
    assert isinstance(office.mail, MemoryMail)
    return list(office.mail.delivered)


def documents_of(office: Office) -> dict[str, bytes]:
    assert isinstance(office.documents, MemoryDocuments)
    return dict(office.documents.contents)


def value(office: Office, address: str) -> object:
    cell = place(address)
    tab = sheet_of(office).read().tab(cell.tab)
    assert tab
    return tab.value(cell.row, cell.column)


def tab_of(office: Office, title: str) -> Tab:
    tab = sheet_of(office).read().tab(title)
    assert tab
    return tab


def type_in(office: Office, address: str, typed: object) -> None:
    sheet_of(office).type_in(place(address), typed)  # type: ignore[arg-type]


def severities(report: Report) -> list[Severity]:
    return [finding.severity for finding in report.judged.findings]


def test_a_first_night_checks_publishes_and_tells(office: Office) -> None:
    report = run_cycle(office)

    assert severities(report) == []
    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"
    assert value(office, "สรุป!B8") == Decimal(3)
    assert set(documents_of(office)) == {KEY, CLEAN_KEY}
    assert [message.recipient for message in mails_of(office)] == [
        "tuayang@example.com"
    ]


def test_a_night_on_which_nothing_changed_writes_and_sends_nothing(
    office: Office,
) -> None:
    run_cycle(office)
    before = sheet_of(office).read()
    later = replace(office, clock=FixedClock(NIGHT + timedelta(days=1)))

    report = run_cycle(later)

    assert report.edits == ()
    assert not report.published
    assert report.messages == ()
    assert sheet_of(office).read() == before


def test_a_change_is_published_under_the_same_link_and_mailed_once(
    office: Office,
) -> None:
    first = run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")

    second, third = run_cycle(office), run_cycle(office)

    assert second.published
    assert second.link == first.link
    assert [change.new for change in second.changes] == ["เลื่อนจากปีก่อน"]
    assert not third.published
    assert len(mails_of(office)) == 2


def test_a_draft_never_replaces_the_last_clean_version(office: Office) -> None:
    run_cycle(office)
    clean = documents_of(office)[KEY]
    type_in(office, f"{PROJECTS}!C3", None)

    run_cycle(office)

    assert documents_of(office)[KEY] != clean
    assert documents_of(office)[CLEAN_KEY] == clean
    assert "ร่าง" in mails_of(office)[-1].subject


def test_the_as_of_date_is_the_day_the_plan_became_what_it_is(office: Office) -> None:
    type_in(office, f"{INFO}!B10", None)
    first = run_cycle(office)
    next_month = replace(office, clock=FixedClock(NIGHT + timedelta(days=30)))

    second = run_cycle(next_month)

    assert office.lore.headers.label(Info.AS_OF) == "ข้อมูล ณ วันที่"
    assert second.document == first.document


def test_a_total_of_our_own_from_yesterday_is_no_mistake(office: Office) -> None:
    run_cycle(office)
    type_in(office, f"{PROJECTS}!D3", Decimal(30000))
    type_in(office, f"{DETAILS}!G2", "๓๐,๐๐๐ บาท (สามหมื่นบาทถ้วน) จากข้อบัญญัติ")

    report = run_cycle(office)

    assert severities(report) == []
    assert value(office, f"{PROJECTS}!D6") == Decimal(35000)


def test_a_total_that_staff_typed_is_explained_and_put_right(office: Office) -> None:
    run_cycle(office)
    type_in(office, f"{PROJECTS}!D6", Decimal(99))

    report = run_cycle(office)

    assert [finding.rule for finding in report.judged.findings] == ["TOT001"]
    assert value(office, f"{PROJECTS}!D6") == Decimal(25000)


def test_keys_follow_their_projects_through_sorting(office: Office) -> None:
    run_cycle(office)
    keys = [value(office, f"{PROJECTS}!L{row}") for row in (3, 4, 5)]
    tab = sheet_of(office).read().tab(PROJECTS)
    assert tab
    first, third = tab.rows[2], tab.rows[4]
    for row, values in ((3, third), (5, first)):
        for column, typed in enumerate(values, 1):
            sheet_of(office).type_in(
                place(f"{PROJECTS}!{'ABCDEFGHIJKL'[column - 1]}{row}"), typed
            )

    report = run_cycle(office)

    assert [project.key for project in report.judged.plan.projects] == keys[::-1]
    assert {change.field for change in report.changes} == set()


def test_what_staff_accept_no_longer_counts(office: Office) -> None:
    type_in(office, f"{PROJECTS}!E3", False)
    type_in(office, f"{PROJECTS}!E6", Decimal(0))
    draft = run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)

    accepted = run_cycle(office)

    assert [finding.rule for finding in draft.judged.findings] == ["QTR001"]
    assert accepted.judged.findings == ()
    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"
    assert value(office, f"{FINDINGS}!B2") == "QTR001"
    assert CLEAN_KEY in documents_of(office)


def test_a_mistake_hangs_on_its_cell_until_it_is_mended(office: Office) -> None:
    type_in(office, f"{PROJECTS}!C3", None)
    run_cycle(office)
    noted = dict(tab_of(office, PROJECTS).notes)
    type_in(office, f"{PROJECTS}!C3", Decimal(1))

    run_cycle(office)

    assert list(noted) == [place(f"{PROJECTS}!C3")]
    assert "ยังไม่ได้เลือกมิติ" in noted[place(f"{PROJECTS}!C3")]
    assert tab_of(office, PROJECTS).notes == {}


class BusySpreadsheet(MemorySpreadsheet):
    """A sheet somebody types into just before each of the first writes."""

    def __init__(self, sheet: Sheet, times: int) -> None:
        super().__init__(*sheet.tabs)
        self.times = times

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> None:
        if self.times:
            self.times -= 1
            self.type_in(place(f"{PROJECTS}!I3"), f"พิมพ์อยู่ {self.times}")
        super().write(edits, seen=seen)


def test_a_sheet_that_changed_meanwhile_is_judged_afresh(office: Office) -> None:
    busy = replace(office, spreadsheet=BusySpreadsheet(clean_sheet(), times=2))

    report = run_cycle(busy)

    assert report.judged.plan.projects[0].remark == "พิมพ์อยู่ 0"
    assert value(busy, f"{PROJECTS}!I3") == "พิมพ์อยู่ 0"
    assert value(busy, f"{PROJECTS}!J3") == "ผ่าน"


def test_a_sheet_that_never_rests_is_left_to_the_next_cycle(office: Office) -> None:
    busy = replace(office, spreadsheet=BusySpreadsheet(clean_sheet(), times=99))

    with pytest.raises(SheetBusy):
        run_cycle(busy)

    assert value(busy, f"{PROJECTS}!J3") is None
    assert documents_of(office) == {}
    assert [cycle.outcome for cycle in office.ledger.cycles(1)] == ["stopped"]


class Killed(BaseException):
    """The process is gone: nothing catches it."""


STEPS = ("write", "publish", "record", "send", "sent")


def killed_at(office: Office, step: str, *, after: bool) -> Office:
    """Give the same office, in which the process dies before or after a step."""

    def dying(call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*args: object, **kwargs: object) -> object:
            if after:
                call(*args, **kwargs)
            raise Killed(step)

        return wrapped

    class Dying:
        def __init__(self, real: object, name: str) -> None:
            self._real, self._name = real, name

        def __getattr__(self, name: str) -> object:
            found = getattr(self._real, name)
            return dying(found) if name == self._name else found

    part, method = {
        "write": ("spreadsheet", "write"),
        "publish": ("documents", "publish"),
        "record": ("ledger", "record_publication"),
        "send": ("mail", "send"),
        "sent": ("ledger", "mark_sent"),
    }[step]
    return replace(office, **{part: Dying(getattr(office, part), method)})  # type: ignore[arg-type]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_next_cycle_finishes_and_repeats_nothing(
    office: Office, step: str, *, after: bool
) -> None:
    with pytest.raises(Killed):
        run_cycle(killed_at(office, step, after=after))

    run_cycle(office)

    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"
    assert set(documents_of(office)) == {KEY, CLEAN_KEY}
    assert len({message.message_id for message in mails_of(office)}) == 1
    assert list(office.ledger.unsent()) == []
    assert run_cycle(office).edits == ()
    assert [p.name for p in run_cycle(office).judged.plan.projects] == list(NAMES)
