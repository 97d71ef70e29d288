"""The clerk's page for OIT, night by night: what it says, and whose it is."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from sync.cli.commands import app
from sync.cli.session import Session
from sync.cycle.night import run_cycle
from sync.cycle.quiet import Quiet, run_night
from sync.cycle.services import Services
from sync.errors import TemplateError
from sync.model.approvals import Result
from sync.ports import Clock
from sync.storage import durable
from sync.storage.sealed import SealedPages
from sync.wiring import assessing
from sync.wiring.opening import open_preview
from tests.fakes import FixedClock
from tests.flow.public.publishing import ITEM, NOW, decide, setting, text_of
from tests.offices import example_office, memory_office

PAGE = "คำตอบ OIT ปี 2570.html"
SET = "\n[[public.item]]\nyear = 2570\nitem = 'O1'\ntitle = 'แผน'\ndocument = 'plan'\n"


@pytest.fixture(autouse=True)
def _never_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "sync_file", lambda _handle: None)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Services:
    made = replace(
        memory_office(tmp_path, clock),
        pages=SealedPages(tmp_path / "documents"),
        made_of=lambda: "the same",
    )
    return setting(made, address="https://www.example.go.th/public", item=[ITEM])


def night(office: Services, clock: FixedClock) -> tuple[str, ...]:
    made = run_cycle(office).public
    assert made.stop is None
    clock.time += timedelta(days=1)
    return made.said


def test_the_page_follows_the_plan_and_stays_while_nothing_changes(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"

    (said,) = night(office, clock)
    assert said.endswith(PAGE)
    assert "ยังไม่มีบันทึกการอนุมัติ" in text_of(folder, PAGE)

    decide(office, 1, Result.APPROVED)
    night(office, clock)
    assert "ยังไม่มีเลขที่ วันที่ และลิงก์ฉบับลงนามของประกาศ" in text_of(folder, PAGE)

    decide(office, 1, Result.APPROVED, "12/2569", "https://x.th/a")
    night(office, clock)
    assert "ไม่พบสิ่งที่ขาด ทั้ง 1 ข้อ" in text_of(folder, PAGE)

    written = (folder / PAGE).stat().st_ino
    assert night(office, clock) == ()
    assert isinstance(run_night(office), Quiet)
    clock.time += timedelta(days=40)
    night(office, clock)
    assert (folder / PAGE).stat().st_ino == written

    while not isinstance(run_night(office), Quiet):
        clock.time += timedelta(days=1)
    (folder / PAGE).unlink()
    assert not isinstance(run_night(office), Quiet)
    assert "ไม่พบสิ่งที่ขาด" in text_of(folder, PAGE)


def test_somebody_else_s_file_is_left_alone_and_told(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    path = tmp_path / "documents" / PAGE
    path.parent.mkdir()
    path.write_text("ของงานนิติการ", "utf-8")

    (said,) = night(office, clock)

    assert "เปลี่ยนชื่อหรือย้ายไฟล์นั้น" in said
    assert path.read_text("utf-8") == "ของงานนิติการ"
    path.rename(path.with_name("ของเรา.html"))
    night(office, clock)
    assert "O1 แผน" in text_of(path.parent, PAGE)


def test_without_items_there_is_no_page_and_each_year_has_its_own(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    assert night(setting(office), clock) == ()
    assert not (tmp_path / "documents").exists()

    night(setting(office, item=[ITEM, {**ITEM, "year": 2571}]), clock)

    made = {path.name for path in (tmp_path / "documents").iterdir()}
    assert made == {PAGE, "คำตอบ OIT ปี 2571.html"}


def test_a_broken_template_of_the_page_s_stops_nothing_else(
    office: Services, tmp_path: Path
) -> None:
    own = tmp_path / "templates" / "web" / "assessed.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ nothing }}", "utf-8")

    made = run_cycle(office)

    assert isinstance(made.public.stop, TemplateError)
    assert made.messages
    assert not (tmp_path / "documents").exists()


def test_the_command_adds_what_addresses_answer_and_a_preview_nothing(
    tmp_path: Path,
) -> None:
    folder = example_office(tmp_path / "office")
    with (folder / "office.toml").open("a", encoding="utf-8") as settings:
        settings.write(SET + "address = 'https://127.0.0.1:1/plan'\n")

    def oit(*more: str) -> str:
        command = ["oit", "--office", str(folder), "--year", "2570", *more]
        ran = CliRunner().invoke(app, command, obj=Session())
        assert isinstance(ran.exception, SystemExit), ran.output
        assert ran.exit_code == 1
        return ran.output

    oit("--json", "--no-ask")
    with open_preview(folder, tmp_path / "seen") as services:
        assert services.pages is None
    assert not (folder / "documents").exists()

    assert PAGE in oit("--no-ask")
    assert "เว็บไม่ตอบ" not in text_of(folder / "documents", PAGE)
    assert PAGE not in oit("--no-ask")
    assert PAGE in oit()
    asked = (folder / "documents" / PAGE).read_bytes()
    assert "เปิดไม่ได้ เว็บไม่ตอบ" in text_of(folder / "documents", PAGE)
    assert "ระบบลองเปิดที่อยู่เหล่านี้เมื่อวันที่" in asked.decode()
    oit("--no-ask")
    assert (folder / "documents" / PAGE).read_bytes() == asked

    found = assessing.assess(folder, 2569, asks=False)
    assert (found.items, assessing.put_page(folder, found)) == ((), "")
