"""The whole cycle over stateful fakes: what staff and supervisors get, night by night."""

import io
import itertools
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from sync.adapters.local.documents import LocalDocuments
from sync.cli.cycle_view import show_report
from sync.cli.history import show_history
from sync.cli.terminal import Terminal
from sync.cycle.judging import judge
from sync.cycle.night import Report, run_cycle
from sync.cycle.services import Services
from sync.errors import DocumentOpen, PlanEmpty, SheetBusy, TemplateError, WorkbookOpen
from sync.ledger import Ledger
from sync.model.cells import Cell, Edit, Sheet, Tab, Value
from sync.model.documents import Before, Document, Kind, Placed, Publication
from sync.model.findings import Severity
from sync.model.mail import Message
from sync.model.plan import Info
from sync.plan.findings import count
from sync.settings.values import DocumentSettings, Settings
from tests.fakes import (
    FixedClock,
    MemoryDocuments,
    MemoryMail,
    MemoryPdf,
    MemorySpreadsheet,
)
from tests.mails import ADMINISTRATOR, EXECUTIVE, recipients, text_of
from tests.offices import memory_office
from tests.sheets import DETAILS, INFO, NAMES, PROJECTS, clean_sheet, place

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
TITLE = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570"
KEY = "แผนปฏิบัติการ-2570"
FINDINGS = "ผลการตรวจสอบ"
BOOKLET, PDF, WEB = (f"{KEY}.{kind}" for kind in ("docx", "pdf", "html"))
CLEAN = f"{KEY} (ฉบับสมบูรณ์ล่าสุด).docx"


@pytest.fixture
def office(tmp_path: Path) -> Services:
    return memory_office(tmp_path, FixedClock(NIGHT))


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


def test_a_first_night_checks_publishes_and_tells(office: Services) -> None:
    report = run_cycle(office)

    assert severities(report) == []
    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"
    assert value(office, "สรุป!B8") == Decimal(3)
    assert value(office, "สรุป!B18") == "เปิดเอกสาร"
    assert sheet_of(office).links[Cell("สรุป", 18, 2)] == report.plan_document.link
    (dated,) = versions(office)
    assert set(documents_of(office)) == {BOOKLET, PDF, WEB, CLEAN, dated}
    assert [message.recipient for message in mails_of(office)] == [
        "tuayang@example.com"
    ]


def test_a_night_on_which_nothing_changed_writes_and_sends_nothing(
    office: Services,
) -> None:
    run_cycle(office)
    before = sheet_of(office).read()
    later = replace(office, clock=FixedClock(NIGHT + timedelta(days=1)))

    report = run_cycle(later)

    assert report.edits == ()
    assert not report.plan_document.new
    assert report.messages == ()
    assert sheet_of(office).read() == before


def test_a_change_is_published_under_the_same_link_and_mailed_once(
    office: Services,
) -> None:
    first = run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")

    second, third = run_cycle(office), run_cycle(office)

    assert second.plan_document.new
    assert second.plan_document.link == first.plan_document.link
    assert [change.new for change in second.changes] == ["เลื่อนจากปีก่อน"]
    assert not third.plan_document.new
    assert len(mails_of(office)) == 2


def test_a_draft_never_replaces_the_last_clean_version(office: Services) -> None:
    run_cycle(office)
    clean = documents_of(office)[BOOKLET]
    type_in(office, f"{PROJECTS}!C3", None)

    run_cycle(office)

    assert documents_of(office)[BOOKLET] != clean
    assert documents_of(office)[CLEAN] == clean
    assert "ร่าง" in mails_of(office)[-1].subject


class HomedDocuments(MemoryDocuments):
    """Documents that may have a home which people gave them.

    ``told`` is the day of the plan without errors that stood there each time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.told: list[date | None] = []

    def publish(self, document: Document, before: Before | None = None) -> Placed:
        if document.key == KEY and document.kind is Kind.WORD and before:
            self.told.append(before.clean_as_of)
        placed = super().publish(document, before)
        return replace(placed, link=document.home or placed.link)

    def find(
        self, key: str, kind: Kind = Kind.WORD, home: str | None = None
    ) -> str | None:
        return home or super().find(key, kind)


HOME = "https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789/edit"


@pytest.mark.parametrize("home", [None, HOME])
def test_a_place_is_told_the_day_of_the_plan_without_errors_that_stood_there(
    office: Services, home: str | None
) -> None:
    documents = HomedDocuments()
    office = replace(office, documents=documents)
    type_in(office, f"{INFO}!B16", home)
    run_cycle(office)
    for budget in ("ห้าพัน", Decimal(5000)):
        type_in(office, f"{PROJECTS}!D5", budget)
        run_cycle(office)

    # what stood there: the plan, then a draft; in a home of its own no draft goes
    assert documents.told == [date(2026, 11, 16), date(2026, 11, 16) if home else None]


def test_the_last_plan_without_errors_in_its_own_home_is_always_known(
    office: Services,
) -> None:
    office = replace(office, documents=HomedDocuments())
    type_in(office, f"{INFO}!B16", HOME)
    kept = CLEAN.removesuffix(".docx")

    for number in range(5):
        type_in(office, f"{PROJECTS}!I3", f"ปรับครั้งที่ {number}")
        report = run_cycle(office)
        clean = office.ledger.publications.find(kept, Kind.WORD)
        assert clean
        assert clean.digest == report.plan_document.document.digest
        assert clean.link == report.plan_document.link == HOME


def test_a_plan_without_errors_whose_home_was_taken_away_is_kept_elsewhere(
    office: Services,
) -> None:
    class Moved(HomedDocuments):
        def find(
            self, key: str, kind: Kind = Kind.WORD, home: str | None = None
        ) -> str | None:
            unseen = key == KEY and kind is Kind.WORD and not home
            return None if unseen else super().find(key, kind, home)

        def intact(
            self, published: Sequence[Publication], soon: Collection[str] = ()
        ) -> frozenset[str]:
            homed = {known.link for known in published} & {HOME}
            return super().intact(published, soon) | homed

    office = replace(office, documents=Moved())
    type_in(office, f"{INFO}!B16", HOME)
    run_cycle(office)
    assert CLEAN not in documents_of(office)
    type_in(office, f"{INFO}!B16", None)

    report = run_cycle(office)

    assert report.plan_document.link == HOME
    assert CLEAN in documents_of(office)


def test_every_clean_version_stays_as_a_pdf_of_its_day(office: Services) -> None:
    run_cycle(office)
    type_in(office, f"{PROJECTS}!C3", None)
    run_cycle(office)

    (dated,) = versions(office)
    assert documents_of(office)[PDF] != documents_of(office)[dated]
    assert dict(summary_links(office))[f"{TITLE} (ฉบับสมบูรณ์ล่าสุด, PDF)"].endswith(dated)


def test_a_pdf_that_could_not_be_made_is_made_another_night(office: Services) -> None:
    assert isinstance(office.pdf, MemoryPdf)
    office.pdf.broken = True
    run_cycle(office)
    office.pdf.broken = False

    run_cycle(office)
    run_cycle(office)

    assert PDF in documents_of(office)
    assert len(versions(office)) == 1
    assert len(office.pdf.made) == 1
    assert len(mails_of(office)) == 1


def test_a_pdf_that_could_not_be_made_anew_is_shown_for_none_of_this_version(
    office: Services,
) -> None:
    people = recipients(
        ("ผู้บริหาร", "boss@example.com", EXECUTIVE),
        ("ผู้ดูแล", "admin@example.com", ADMINISTRATOR),
    )
    for address, typed in people.items():
        type_in(office, address, typed)
    assert isinstance(office.pdf, MemoryPdf)
    run_cycle(office)
    older = dict(summary_links(office))[f"{TITLE} (PDF)"]
    office.pdf.broken = True
    type_in(office, f"{PROJECTS}!I3", "เร่งรัด")

    boss, admin = run_cycle(office).messages

    assert older not in text_of(boss)
    assert f"{TITLE} (PDF)" not in dict(summary_links(office))
    assert "ไม่ได้ จึงยังเป็นฉบับก่อน" in text_of(admin)
    office.pdf.broken = False
    assert run_cycle(office).messages == ()
    assert f"{TITLE} (PDF)" in dict(summary_links(office))


@pytest.mark.parametrize("held", [Kind.PDF, Kind.WORD, Kind.PAGE])
def test_a_document_that_is_open_elsewhere_keeps_nothing_else_from_its_place(
    office: Services, tmp_path: Path, held: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    local = replace(office, documents=LocalDocuments(folder))
    put = Path.replace

    def replaced(path: Path, target: Path) -> Path:
        if target.name == f"{KEY}.{held}":
            error = PermissionError()
            vars(error)["winerror"] = 32  # as Windows says it
            raise error
        return put(path, target)

    with monkeypatch.context() as opened:
        opened.setattr(Path, "replace", replaced)
        report = run_cycle(local)
    there = {path.suffix for path in folder.iterdir()}
    said = str(tab_of(local, "สรุป").rows)
    closed = run_cycle(local)

    assert isinstance(report.refused, DocumentOpen)
    assert report.refused.facts == {"path": str(folder / f"{KEY}.{held}")}
    assert f"{KEY}.{held}" in said
    assert (
        there
        == {f".{kind}" for kind in Kind}
        - {
            Kind.WORD: {".docx", ".pdf"},
            Kind.PDF: set(),
            Kind.PAGE: {".html"},
        }[held]
    )
    assert len(mails_of(local)) == 1
    assert closed.refused is None
    assert f"{KEY}.{held}" in {path.name for path in folder.iterdir()}
    assert "มีผู้เปิดอยู่" not in str(tab_of(local, "สรุป").rows)


def test_an_office_that_wants_no_pdf_gets_none(office: Services) -> None:
    settings = Settings(document=DocumentSettings(pdf=False, also=()))

    run_cycle(replace(office, settings=settings))

    assert set(documents_of(office)) == {BOOKLET, CLEAN}


def test_what_else_is_wanted_is_made_and_linked_in_the_summary(
    office: Services,
) -> None:
    settings = Settings(document=DocumentSettings(also=("summary", "projects")))
    wanting = replace(office, settings=settings)

    run_cycle(wanting)
    keys = [value(office, f"{PROJECTS}!L{row}") for row in (3, 4, 5)]

    assert {f"{KEY} (ตารางสรุป).docx"} | {
        f"{KEY} โครงการ {key}.docx" for key in keys
    } <= set(documents_of(office))
    names = [name for name, _ in summary_links(office)]
    assert names[-3:] == [f"โครงการที่ {n} {name}" for n, name in enumerate(NAMES, 1)]
    assert run_cycle(wanting).edits == ()


def test_documents_that_the_terminal_leaves_out_are_counted(office: Services) -> None:
    everything = DocumentSettings(also=("summary", "projects", "web"))
    settings = Settings(document=everything)
    report = run_cycle(replace(office, settings=settings))
    shown = io.StringIO()

    show_report(report, None, Terminal(office.words, Console(file=shown)))

    # the plan, its PDF, the version without errors and that one's; and five others
    assert len(report.links) == 9
    assert "… และอีก 3 ฉบับ ตามรายการในแท็บสรุป" in shown.getvalue()


def test_a_change_in_one_project_publishes_its_document_alone(office: Services) -> None:
    settings = Settings(document=DocumentSettings(also=("projects",), pdf=False))
    wanting = replace(office, settings=settings)
    run_cycle(wanting)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")

    report = run_cycle(wanting)

    assert [shown.new for shown in report.shown] == [True, True, False, False]


def test_a_projects_file_keeps_the_name_it_was_first_made_with(
    office: Services, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    settings = Settings(document=DocumentSettings(also=("projects",), pdf=False))
    wanting = replace(office, settings=settings, documents=LocalDocuments(folder))
    run_cycle(wanting)
    keys = [value(office, f"{PROJECTS}!L{row}") for row in (3, 4, 5)]
    first = {path.name for path in folder.iterdir()}
    path = next(path for path in folder.iterdir() if f"{keys[0]} – 1 " in path.name)
    assert sum(" – " in name for name in first) == 3

    path.unlink()
    assert [shown.restored for shown in run_cycle(wanting).shown].count(True) == 1
    type_in(office, f"{PROJECTS}!B3", "โครงการที่มีชื่อใหม่")
    path.unlink()
    run_cycle(wanting)
    lost = Ledger.open(tmp_path / "another.db")
    run_cycle(replace(wanting, ledger=lost))
    lost.close()

    assert first == {path.name for path in folder.iterdir()}


def test_an_office_can_have_a_template_of_its_own(
    office: Services, tmp_path: Path
) -> None:
    own = tmp_path / "templates" / "web"
    own.mkdir(parents=True)
    (own / "plan.html").write_text("<p>{{ office }}</p>", "utf-8")

    run_cycle(office)

    assert documents_of(office)[WEB].decode().startswith("<p>องค์การบริหารส่วนตำบล")


def test_with_a_broken_template_the_last_documents_stay(
    office: Services, tmp_path: Path
) -> None:
    run_cycle(office)
    before = documents_of(office)
    own = tmp_path / "templates" / "web"
    own.mkdir(parents=True)
    (own / "plan.html").write_text("<p>{{ ofice }}</p>", "utf-8")
    type_in(office, f"{PROJECTS}!C3", None)

    with pytest.raises(TemplateError):
        run_cycle(office)

    assert documents_of(office) == before
    assert value(office, f"{PROJECTS}!J3") == "ต้องแก้ไข 1 จุด"


def test_the_as_of_date_is_the_day_the_plan_became_what_it_is(office: Services) -> None:
    type_in(office, f"{INFO}!B10", None)
    first = run_cycle(office)
    next_month = replace(office, clock=FixedClock(NIGHT + timedelta(days=30)))

    second = run_cycle(next_month)

    assert office.reference.headers.label(Info.AS_OF) == "ข้อมูล ณ วันที่"
    assert second.plan_document.document == first.plan_document.document


def test_a_day_of_a_clock_that_was_ahead_is_put_right(office: Services) -> None:
    type_in(office, f"{INFO}!B10", None)
    clock = office.clock
    assert isinstance(clock, FixedClock)
    right = clock.now()
    clock.move(timedelta(days=30_000))
    run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เร่งรัด")
    run_cycle(office)
    clock.time = right

    run_cycle(office)

    published = office.ledger.publications.find(KEY)
    assert published
    assert published.as_of == right.date()


def test_a_change_noted_by_a_clock_that_was_ahead_blames_no_day(
    office: Services,
) -> None:
    clock = office.clock
    assert isinstance(clock, FixedClock)
    right = clock.now()
    clock.move(timedelta(days=30_000))
    run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เร่งรัด")
    run_cycle(office)
    clock.time = right

    assert "YRS009" not in {it.rule for it in judge(office).open_findings}


def test_a_plan_that_changes_is_as_of_the_day_it_changed(office: Services) -> None:
    type_in(office, f"{INFO}!B10", None)
    run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")
    next_month = replace(office, clock=FixedClock(NIGHT + timedelta(days=30)))

    run_cycle(next_month)

    published = office.ledger.publications.find(KEY)
    assert published
    assert published.as_of == date(2026, 12, 23)
    days = [name.split()[2] for name in documents_of(office) if name.count(" ") > 1]
    assert days == ["2569-11-23", "2569-12-23"]


def test_a_plan_that_changed_after_the_day_it_bears_is_told_so(
    office: Services,
) -> None:
    first = run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")
    changed = run_cycle(office)
    later = replace(office, clock=FixedClock(NIGHT + timedelta(days=30)))
    still = run_cycle(later)
    type_in(office, f"{INFO}!B10", "23 พฤศจิกายน 2569")
    mended = run_cycle(later)

    assert [finding.rule for finding in first.judgement.open_findings] == []
    for report in (changed, still):
        (finding,) = report.judgement.open_findings
        assert (finding.rule, str(finding.cell)) == ("YRS009", f"{INFO}!B10")
        assert finding.message == (
            "แผนเปลี่ยนครั้งล่าสุดเมื่อ 23 พฤศจิกายน 2569 หลังวันที่ข้อมูล (16 พฤศจิกายน 2569)"
        )
    assert [finding.rule for finding in mended.judgement.open_findings] == []


def test_no_version_without_errors_ever_replaces_another(office: Services) -> None:
    run_cycle(office)
    first = documents_of(office)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")
    run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", None)
    run_cycle(office)

    names = versions(office)
    assert len(names) == 2
    assert documents_of(office)[names[0]] == first[names[0]]
    assert documents_of(office)[names[0]] != documents_of(office)[names[1]]


def test_a_document_that_somebody_deleted_is_put_back(office: Services) -> None:
    run_cycle(office)
    assert isinstance(office.documents, MemoryDocuments)
    whole = dict(office.documents.contents)
    office.documents.contents.clear()

    report = run_cycle(office)

    assert office.documents.contents == whole
    assert report.plan_document.restored
    assert report.messages == ()


def test_the_page_for_the_web_stays_without_errors(office: Services) -> None:
    run_cycle(office)
    page = documents_of(office)[WEB]
    type_in(office, f"{PROJECTS}!C3", None)

    run_cycle(office)

    assert documents_of(office)[WEB] == page
    assert documents_of(office)[f"{KEY} (ฉบับร่าง).html"] != page


def test_a_total_of_our_own_from_yesterday_is_no_mistake(office: Services) -> None:
    run_cycle(office)
    type_in(office, f"{PROJECTS}!D3", Decimal(30000))
    type_in(office, f"{DETAILS}!G2", "๓๐,๐๐๐ บาท (สามหมื่นบาทถ้วน) จากข้อบัญญัติ")
    type_in(office, f"{INFO}!B10", None)

    report = run_cycle(office)

    assert severities(report) == []
    assert value(office, f"{PROJECTS}!D6") == Decimal(35000)


def test_a_total_that_staff_typed_is_explained_and_put_right(office: Services) -> None:
    run_cycle(office)
    type_in(office, f"{PROJECTS}!D6", Decimal(99))

    report = run_cycle(office)

    assert [finding.rule for finding in report.judgement.open_findings] == ["TOT001"]
    assert value(office, f"{PROJECTS}!D6") == Decimal(25000)


def test_keys_follow_their_projects_through_sorting(office: Services) -> None:
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

    assert [project.key for project in report.judgement.plan.projects] == keys[::-1]
    assert {change.field for change in report.changes} == set()


OTHER_AMOUNT = "๓๐,๐๐๐ บาท (สามหมื่นบาทถ้วน) จากข้อบัญญัติงบประมาณรายจ่าย"


def test_what_staff_confirm_with_a_reason_no_longer_counts(office: Services) -> None:
    type_in(office, f"{DETAILS}!G2", OTHER_AMOUNT)
    draft = run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    unreasoned = run_cycle(office)
    type_in(office, f"{FINDINGS}!J2", "รวมเงินอุดหนุนอำเภอ")

    confirmed = run_cycle(office)

    assert [finding.rule for finding in draft.judgement.open_findings] == ["DET005"]
    assert [finding.rule for finding in unreasoned.judgement.open_findings] == [
        "DET005"
    ]
    assert confirmed.judgement.open_findings == ()
    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"
    assert value(office, f"{FINDINGS}!B2") == "DET005"
    assert value(office, f"{FINDINGS}!K2") == "ยืนยันแล้ว ไม่นับเป็นข้อสังเกต"
    assert CLEAN in documents_of(office)


def test_what_staff_confirm_is_counted_and_named_everywhere(office: Services) -> None:
    type_in(office, f"{DETAILS}!G2", OTHER_AMOUNT)
    run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    type_in(office, f"{FINDINGS}!J2", "รวมเงินอุดหนุนอำเภอ")

    report = run_cycle(office)

    named = (
        "ลำดับที่ 1 โครงการอบรมคุณธรรม · งบประมาณที่ใช้ในการดำเนินการ (รายละเอียด!G2):"
        " งบประมาณในรายละเอียด ๓๐,๐๐๐ ไม่ตรงกับตาราง ๒๐,๐๐๐.๐๐ บาท"
        " · เหตุผล: รวมเงินอุดหนุนอำเภอ"
    )
    counts = "ต้องแก้ไข 0 · ควรตรวจสอบ 0 · ข้อแนะนำ 0 · ยืนยันว่าถูกต้อง 1"
    summary = [str(cell) for row in tab_of(office, "สรุป").rows for cell in row]
    assert counts in summary
    assert named in summary
    assert office.ledger.cycles.last(1)[0].confirmed == (named,)
    assert report.judgement.localized_verdict.confirmed[0].reason == "รวมเงินอุดหนุนอำเภอ"


def test_a_budget_that_cannot_be_read_is_not_confirmed_away(office: Services) -> None:
    type_in(office, f"{PROJECTS}!D3", "ตามจริง")
    run_cycle(office)
    rows = len(tab_of(office, FINDINGS).rows)
    for row in range(2, rows + 1):
        type_in(office, f"{FINDINGS}!I{row}", True)
        type_in(office, f"{FINDINGS}!J{row}", "ตรวจแล้วถูกต้อง")

    report = run_cycle(office)

    assert "BUD001" in [finding.rule for finding in report.judgement.open_findings]
    assert report.judgement.errors
    assert CLEAN not in documents_of(office)


def test_a_mistake_hangs_on_its_cell_until_it_is_mended(office: Services) -> None:
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

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        if self.times:
            self.times -= 1
            self.type_in(place(f"{PROJECTS}!I3"), f"พิมพ์อยู่ {self.times}")
        return super().write(edits, seen=seen)


def test_a_sheet_that_changed_meanwhile_is_judged_afresh(office: Services) -> None:
    busy = replace(office, spreadsheet=BusySpreadsheet(clean_sheet(), times=2))

    report = run_cycle(busy)

    assert report.judgement.plan.projects[0].remark == "พิมพ์อยู่ 0"
    assert value(busy, f"{PROJECTS}!I3") == "พิมพ์อยู่ 0"
    assert value(busy, f"{PROJECTS}!J3") == "ผ่าน"


def test_of_a_sheet_that_changed_meanwhile_the_last_editor_is_told(
    office: Services,
) -> None:
    class Edited(BusySpreadsheet):
        def editor(self) -> str:
            return "พี่แดง" if self.times else "พี่ดำ"

    busy = replace(office, spreadsheet=Edited(clean_sheet(), times=1))

    run_cycle(busy)

    assert busy.ledger.cycles.last(1)[0].editor == "พี่ดำ"


def test_a_sheet_that_never_rests_is_left_to_the_next_cycle(office: Services) -> None:
    busy = replace(office, spreadsheet=BusySpreadsheet(clean_sheet(), times=99))

    with pytest.raises(SheetBusy):
        run_cycle(busy)

    assert value(busy, f"{PROJECTS}!J3") is None
    assert documents_of(office) == {}
    assert [cycle.outcome for cycle in office.ledger.cycles.last(1)] == ["stopped"]


class Killed(BaseException):
    """The process is gone: nothing catches it."""


STEPS = [
    ("spreadsheet", "write", 1),
    *(("documents", "publish", nth) for nth in (1, 2, 3, 4, 5)),
    ("pdf", "make", 1),
    *(("ledger.publications", "record", nth) for nth in (1, 2, 3, 4, 5)),
    ("spreadsheet", "write", 2),
    ("mail", "send", 1),
    ("ledger.outbox", "mark_sent", 1),
]


def killed_at(office: Services, step: tuple[str, str, int], *, after: bool) -> Services:
    """Return the same office, in which the process dies before or after a step."""
    part, method, nth = step
    calls = itertools.count(1)

    def dying(call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*args: object, **kwargs: object) -> object:
            if next(calls) != nth:
                return call(*args, **kwargs)
            if after:
                call(*args, **kwargs)
            raise Killed(step)

        return wrapped

    class Dying:
        def __init__(self, real: object, name: str) -> None:
            self._real, self._name = real, name

        def __getattr__(self, name: str) -> object:
            found = getattr(self._real, name)
            first, _, inner = self._name.partition(".")
            if name != first:
                return found
            return Dying(found, inner) if inner else dying(found)

    part, _, inner = part.partition(".")
    method = f"{inner}.{method}" if inner else method
    return replace(office, **{part: Dying(getattr(office, part), method)})  # type: ignore[arg-type]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: "-".join(map(str, step)))
def test_killed_at_any_step_the_next_cycle_finishes_and_repeats_nothing(
    office: Services, step: tuple[str, str, int], *, after: bool
) -> None:
    with pytest.raises(Killed):
        run_cycle(killed_at(office, step, after=after))

    run_cycle(office)

    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"
    (dated,) = versions(office)
    assert set(documents_of(office)) == {BOOKLET, PDF, WEB, CLEAN, dated}
    assert len({message.message_id for message in mails_of(office)}) == 1
    assert list(office.ledger.outbox.unsent()) == []
    assert run_cycle(office).edits == ()
    assert [p.name for p in run_cycle(office).judgement.plan.projects] == list(NAMES)


def test_a_detail_with_a_slip_in_its_name_is_printed_with_its_project(
    office: Services,
) -> None:
    type_in(office, f"{DETAILS}!A2", f"{NAMES[0]}ม")

    report = run_cycle(office)

    assert "DET006" in [finding.rule for finding in report.judgement.open_findings]
    assert "หน่วยงานเห็นความสำคัญของความสุจริต" in page_of(office)
    assert "ยังไม่มีรายละเอียดโครงการ" not in page_of(office)


def subjects(report: Report) -> list[str]:
    return [mail.subject.partition(": ")[0] for mail in report.messages]


def test_a_draft_that_becomes_clean_is_news_though_no_text_changed(
    office: Services,
) -> None:
    type_in(office, f"{DETAILS}!G2", OTHER_AMOUNT)
    first = run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    type_in(office, f"{FINDINGS}!J2", "รวมเงินอุดหนุนอำเภอ")
    clean = run_cycle(office)
    same = run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", False)
    draft = run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    again = run_cycle(office)

    assert clean.changes == draft.changes == ()
    assert subjects(first) == ["ร่าง ต้องแก้ไข 1 จุด"]
    assert subjects(clean) == ["ฉบับสมบูรณ์"]
    assert subjects(same) == []
    assert subjects(draft) == ["ร่าง ต้องแก้ไข 1 จุด"]
    assert subjects(again) == ["ฉบับสมบูรณ์"]
    assert len({mail.message_id for mail in mails_of(office)}) == 4


def test_fewer_errors_in_the_same_text_are_no_news(office: Services) -> None:
    type_in(office, f"{DETAILS}!G2", OTHER_AMOUNT)
    type_in(office, f"{PROJECTS}!C3", None)
    run_cycle(office)
    row = rules_told(office).index("DET005") + 2
    type_in(office, f"{FINDINGS}!I{row}", True)
    type_in(office, f"{FINDINGS}!J{row}", "รวมเงินอุดหนุนอำเภอ")

    assert subjects(run_cycle(office)) == []


def test_mail_of_the_state_is_told_once_though_the_night_was_cut_short(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(office, f"{DETAILS}!G2", OTHER_AMOUNT)
    run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    type_in(office, f"{FINDINGS}!J2", "รวมเงินอุดหนุนอำเภอ")
    ledger = office.ledger
    for part, step in ((ledger.publications, "record"), (ledger.cycles, "end")):
        with monkeypatch.context() as cut:
            cut.setattr(part, step, _die)
            with pytest.raises(RuntimeError):
                run_cycle(office)

    run_cycle(office)

    told = [mail.subject.partition(": ")[0] for mail in mails_of(office)]
    assert told == ["ร่าง ต้องแก้ไข 1 จุด", "ฉบับสมบูรณ์"]


def _die(*_: object, **__: object) -> None:
    raise RuntimeError("killed")


def rules_told(office: Services) -> list[str]:
    """Return the rules of the findings that the tab has, those confirmed included."""
    return [str(row[1]) for row in tab_of(office, FINDINGS).rows[1:] if row[1]]


def test_one_cycle_tells_one_set_of_findings_wherever_it_tells_them(
    office: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    type_in(office, f"{PROJECTS}!D6", Decimal(99))
    type_in(office, f"{PROJECTS}!C3", None)

    report = run_cycle(office)

    errors, warnings = (
        report.judgement.errors,
        count(report.judgement.open_findings, Severity.WARNING),
    )
    told = sorted(finding.rule for finding in report.judgement.open_findings)
    (record,) = office.ledger.cycles.last(1)
    counts = f"ต้องแก้ไข {errors} · ควรตรวจสอบ {warnings} · ข้อแนะนำ {record.infos}"
    assert {"DIM001", "TOT001"} <= set(told)
    assert sorted(rules_told(office)) == told
    assert (record.errors, record.warnings) == (errors, warnings)
    assert counts in [cell for row in tab_of(office, "สรุป").rows for cell in row]
    assert {str(cell) for cell in tab_of(office, PROJECTS).notes} == {
        str(finding.cell)
        for finding in report.judgement.open_findings
        if finding.severity is not Severity.INFO and finding.cell.tab == PROJECTS
    }
    assert f"errors={errors} warnings={warnings}" in caplog.text
    shown = io.StringIO()
    show_report(report, None, Terminal(office.words, Console(file=shown)))
    assert counts in shown.getvalue()
    subjects = [mail.subject for mail in report.messages]
    assert [f"ต้องแก้ไข {errors} จุด" in subject for subject in subjects] == [True]


def test_a_corrected_total_is_told_until_the_sum_is_another(office: Services) -> None:
    type_in(office, f"{PROJECTS}!D6", Decimal(99))
    first = run_cycle(office)
    again = run_cycle(office)
    type_in(office, f"{PROJECTS}!D4", Decimal(7))

    after = run_cycle(office)

    assert rules(first) == rules(again) == ["TOT001"]
    assert value(office, f"{PROJECTS}!D6") == Decimal(25007)
    assert "TOT001" not in rules(after)


def test_a_corrected_total_can_be_confirmed(office: Services) -> None:
    type_in(office, f"{PROJECTS}!D6", Decimal(99))
    run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    type_in(office, f"{FINDINGS}!J2", "พิมพ์ผิดเอง")

    assert rules(run_cycle(office)) == []


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


def test_nights_stopped_by_an_open_file_make_no_total_a_mistake(
    office: Services,
) -> None:
    sheet = ShutSpreadsheet(*clean_sheet().tabs)
    open_ = replace(office, spreadsheet=sheet)
    run_cycle(open_)
    type_in(open_, f"{PROJECTS}!D3", Decimal(1000))
    for _ in range(2):
        sheet.shut = 1
        with pytest.raises(WorkbookOpen):
            run_cycle(open_)
    type_in(open_, f"{PROJECTS}!D3", Decimal(2000))
    sheet.shut = 1
    with pytest.raises(WorkbookOpen):
        run_cycle(open_)

    assert not [rule for rule in rules(run_cycle(open_)) if rule.startswith("TOT")]


def test_the_history_says_why_a_night_stopped(office: Services) -> None:
    sheet = ShutSpreadsheet(*clean_sheet().tabs)
    sheet.shut = 1
    with pytest.raises(WorkbookOpen):
        run_cycle(replace(office, spreadsheet=sheet))

    shown = io.StringIO()
    terminal = Terminal(office.words, Console(file=shown))
    show_history(office.ledger.cycles.last(1), terminal)

    assert "หยุดเพราะมีผู้เปิดไฟล์แผน plan.xlsx อยู่" in shown.getvalue()


def test_a_total_mended_by_staff_while_nothing_could_be_written_is_no_finding(
    office: Services,
) -> None:
    sheet = ShutSpreadsheet(*clean_sheet().tabs)
    open_ = replace(office, spreadsheet=sheet)
    type_in(open_, f"{PROJECTS}!D6", Decimal(99))
    sheet.shut = 1
    with pytest.raises(WorkbookOpen):
        run_cycle(open_)
    type_in(open_, f"{PROJECTS}!D6", Decimal(25000))

    assert rules(run_cycle(open_)) == []


def page_of(office: Services) -> str:
    """Return the accessible page, which shows what the document does."""
    return documents_of(office)[WEB].decode()


def test_a_plan_of_no_projects_replaces_none_whose_ledger_was_lost(
    office: Services, tmp_path: Path
) -> None:
    run_cycle(office)
    published = documents_of(office)
    for row, column in itertools.product((3, 4, 5), "ABCDEFGHI"):
        type_in(office, f"{PROJECTS}!{column}{row}", None)

    with pytest.raises(PlanEmpty):
        run_cycle(replace(office, ledger=Ledger.copy(tmp_path / "lost")))

    assert documents_of(office) == published


def test_a_plan_of_no_projects_never_replaces_one_that_is_published(
    office: Services,
) -> None:
    run_cycle(office)
    published = documents_of(office)
    for row, column in itertools.product((3, 4, 5), "ABCDEFGHI"):
        type_in(office, f"{PROJECTS}!{column}{row}", None)

    with pytest.raises(PlanEmpty):
        run_cycle(office)

    assert documents_of(office) == published
    assert "ยังไม่มีโครงการในแผน" in str(tab_of(office, FINDINGS).rows)


# --- tabs and cells of staff's ---------------------------------------------------


@pytest.mark.parametrize("title", ["สรุป", FINDINGS])
def test_an_offices_own_tab_of_our_title_is_left_alone_and_told_of(
    office: Services, title: str
) -> None:
    own: dict[Cell, Value] = {
        Cell(title, 1, 1): "สรุปการใช้จ่ายของสำนักปลัด",
        Cell(title, 2, 1): "เดือน",
        Cell(title, 2, 2): "จำนวนเงิน",
        Cell(title, 3, 2): Decimal(4500),
    }
    for cell, typed in own.items():
        sheet_of(office).type_in(cell, typed)
    before = tab_of(office, title)

    report = run_cycle(office)

    assert tab_of(office, title) == before
    told = [f for f in report.judgement.open_findings if f.rule == "TAB001"]
    assert [str(finding.cell) for finding in told] == [f"{title}!A1"]
    assert BOOKLET in documents_of(office)
    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"


def test_what_staff_keep_beside_and_below_the_summary_stays(office: Services) -> None:
    run_cycle(office)
    last = len(tab_of(office, "สรุป").rows)
    beside, below = Cell("สรุป", 5, 5), Cell("สรุป", last + 2, 1)
    sheet_of(office).type_in(beside, "ดูรายงานเดือนมกราคม")
    sheet_of(office).type_in(below, "ประชุมวันที่ 5")
    sheet_of(office).type_in(Cell(PROJECTS, 4, 4), Decimal(100))

    run_cycle(office)

    tab = tab_of(office, "สรุป")
    assert tab.value(8, 3) == Decimal(25100)
    assert tab.value(beside.row, beside.column) == "ดูรายงานเดือนมกราคม"
    assert tab.value(below.row, below.column) == "ประชุมวันที่ 5"
    assert tab.rows[last : last + 1] == ((),)


def test_a_summary_under_rows_of_staffs_is_kept_where_it_is(office: Services) -> None:
    run_cycle(office)
    rows = tab_of(office, "สรุป").rows
    sheet = sheet_of(office)
    for at, row in enumerate((("ของกองคลัง",), *rows), 1):
        for column in range(1, 4):
            typed = row[column - 1] if column <= len(row) else None
            sheet.type_in(Cell("สรุป", at, column), typed)

    run_cycle(office)

    assert tab_of(office, "สรุป").rows[0] == ("ของกองคลัง",)
    assert tab_of(office, "สรุป").rows[1] == rows[0]


def test_the_summary_says_why_a_plan_whose_projects_pass_is_a_draft(
    office: Services,
) -> None:
    type_in(office, f"{INFO}!B8", "สองห้าเจ็ดศูนย์")
    type_in(office, f"{INFO}!B6", "")

    run_cycle(office)

    assert [value(office, f"{PROJECTS}!J{row}") for row in (3, 4, 5)] == ["ผ่าน"] * 3
    news = [row[1] for row in tab_of(office, "สรุป").rows if row[:1] == ("ควรทราบ",)]
    assert news == [
        "แผนยังเป็นฉบับร่าง เพราะมีจุดต้องแก้ไขที่ไม่ใช่ของโครงการใดโครงการหนึ่ง คอลัมน์สถานะจึงไม่แสดง: "
        "ข้อมูลแผน · อำเภอ (ข้อมูลแผน!B6) · ยังไม่ได้กรอก “อำเภอ” และอีก 1 จุด ดูแท็บผลการตรวจสอบ"
    ]

    type_in(office, f"{INFO}!B8", "2570")
    type_in(office, f"{INFO}!B6", "ตัวอย่าง")
    run_cycle(office)

    assert "ควรทราบ" not in str(tab_of(office, "สรุป").rows)


def test_a_new_ledger_beside_an_old_sheet_is_told_to_administrators(
    office: Services, tmp_path: Path
) -> None:
    type_in(office, "ผู้รับอีเมล!C2", "ผู้ดูแลระบบ")
    run_cycle(office)
    assert mails_of(office) == []  # nothing for an administrator

    # the ledger is gone, and no copy was ever made
    later = FixedClock(NIGHT + timedelta(days=1))
    lost = memory_office(tmp_path / "new", later)
    lost = replace(lost, spreadsheet=office.spreadsheet)
    run_cycle(lost)
    (told,) = mails_of(lost)
    run_cycle(lost)

    assert "สมุดบันทึกของระบบ (ledger.db) เป็นเล่มใหม่" in text_of(told)
    assert "ระบบเคยเขียนไว้ 3 โครงการ" in text_of(told)
    assert mails_of(lost) == [told]
