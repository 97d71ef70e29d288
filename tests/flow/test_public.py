"""What the public sees, day by day: nothing but what is finished, or approved."""

import json
import re
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from openpyxl.utils import get_column_letter

from sync.cli.commands import app
from sync.cli.session import Session
from sync.cycle.night import run_cycle
from sync.cycle.quiet import Quiet, run_night
from sync.cycle.services import PublicPlace, Services
from sync.errors import PublicUndelivered, StorageError
from sync.model.approvals import Decision, Result, Strength
from sync.model.chain import Chained, first_break
from sync.model.public import digest_of, read_list
from sync.progress.table import COLUMNS
from sync.public.oit import Answer
from sync.settings.public import PublicSettings
from sync.settings.values import DocumentSettings, Settings
from sync.storage import durable, trees
from sync.storage.trees import Tree
from sync.wiring import assessing
from tests.fakes import FixedClock, MemoryPdf, MemorySpreadsheet
from tests.flow.test_chain import report
from tests.offices import ROOT, memory_office
from tests.progressing import TAB
from tests.serving import serving
from tests.sheets import PROJECTS, place

NOW = datetime(2026, 12, 1, 1, tzinfo=ZoneInfo("Asia/Bangkok"))
SCHEMA = (ROOT / "config" / "public" / "schema.json").read_bytes()


@pytest.fixture(autouse=True)
def _never_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "sync_file", lambda _handle: None)
    monkeypatch.setattr(trees, "sync_folder", lambda _folder: None)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Services:
    shown = PublicPlace(
        Tree(tmp_path / "public", tmp_path / "public-kept"), MemoryPdf(), (), SCHEMA
    )
    return replace(memory_office(tmp_path, clock), public=shown)


def setting(office: Services, **public: object) -> Services:
    settings = PublicSettings.model_validate(public)
    return replace(
        office, settings=office.settings.model_copy(update={"public": settings})
    )


def files(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def text_of(folder: Path, name: str) -> str:
    page = (folder / name).read_text("utf-8")
    body = page.partition("<body>")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def night(office: Services, clock: FixedClock) -> tuple[str, ...]:
    """Let a night pass; the folder is whole after it, and the chain not broken."""
    made = run_cycle(office).public
    assert made.stop is None
    assert office.public
    folder = office.public.folder.folder
    if folder.exists():
        digests = {name: digest_of(it) for name, it in files(folder).items()}
        ours = read_list((folder / "SHA256SUMS").read_text("utf-8"))
        assert ours.items() <= digests.items()
    assert first_break(office.ledger.chain.links()) is None
    clock.time += timedelta(days=1)
    return made.said


def type_in(office: Services, address: str, text: str) -> None:
    assert isinstance(office.spreadsheet, MemorySpreadsheet)
    office.spreadsheet.type_in(place(address), text)


def decide(
    office: Services,
    version: int,
    result: Result,
    number: str = "",
    signed: str = "",
    strength: Strength = Strength.GUARDED,
) -> None:
    """Have the tab's decision on a version of the plan entered, as a night does."""
    (link,) = (
        link
        for link in office.ledger.chain.links()
        if link.enters_version_of(Chained.PLAN, 2570)
        and link.facts()["version"] == version
    )
    day = office.clock.now().date()
    decision = Decision(
        Chained.PLAN,
        2570,
        version,
        str(link.facts()["content"]),
        result,
        strength,
        day,
        name="นายตัวอย่าง รักสุจริต",
        position="นายก อบต.",
        announcement=number,
        announced=day if number else None,
        signed=signed,
    )
    office.ledger.approvals.note(decision, ["approver@example.com"], day)


def test_what_the_public_saw_each_day(  # noqa: PLR0915  a week of one office
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    first, second = "plan-2570-2026-12-01-", "plan-2570-2026-12-03-"

    # 1 December: finished, and nobody uses the tab of approvals
    night(office, clock)
    assert "ฉบับเผยแพร่ ฉบับที่ ๑" in text_of(public, "index.html")
    assert json.loads((public / "plan-2570.json").read_bytes())["state"] == "finished"
    own = next(name for name in files(public) if name.startswith(first))

    # 2 December: proposed and approved
    decide(office, 1, Result.APPROVED)
    night(office, clock)
    shown = text_of(public, "plan-2570.html")
    assert "อนุมัติแล้ว" in shown
    assert "โดย นายตัวอย่าง รักสุจริต นายก อบต. ตามที่ทำเครื่องหมายไว้" in shown
    assert "approver@example.com" not in str(files(public))

    # 3 December: changed since; the approved one is what all see
    type_in(office, "โครงการ!I3", "จัดร่วมกับโรงเรียน")
    night(office, clock)
    assert "จัดร่วมกับโรงเรียน" not in str(text_of(public, "plan-2570.html"))
    assert "หน่วยงานกำลังแก้ไข" in text_of(public, "plan-2570.html")
    assert not [name for name in files(public) if name.startswith(second)]

    # 4 December: approved again, and announced
    decide(office, 2, Result.APPROVED, "12/2569", "https://x.th/a")
    night(office, clock)
    assert "จัดร่วมกับโรงเรียน" in text_of(public, "plan-2570.html")
    listed = text_of(public, "index.html")
    assert "ประกาศใช้แล้ว" in listed
    assert "ประกาศเลขที่ ๑๒/๒๕๖๙ ลงวันที่ ๔ ธันวาคม ๒๕๖๙" in listed
    assert "แก้ไข ๑ โครงการ: " in listed
    assert 'href="https://x.th/a"' in (public / "index.html").read_text("utf-8")
    old = text_of(public, own.rpartition(".")[0] + ".html")
    assert "หน้านี้เป็นฉบับก่อน" in old
    assert "จัดร่วมกับโรงเรียน" not in old

    # 5 December: cancelled; the one approved before it counts again
    decide(office, 2, Result.CANCELLED)
    night(office, clock)
    assert "จัดร่วมกับโรงเรียน" not in text_of(public, "plan-2570.html")

    # 6 December: cancelled too; the addresses stay, and say so
    before = {name for name in files(public) if name.endswith(".html")}
    decide(office, 1, Result.CANCELLED)
    night(office, clock)
    assert before <= files(public).keys()
    for name in before - {"index.html"}:
        assert "ขณะนี้ไม่มีฉบับที่อนุมัติให้เผยแพร่" in text_of(public, name)
    assert "plan-2570.pdf" not in files(public)

    published = [
        (link.facts()["version"], link.facts()["noted"])
        for link in office.ledger.chain.links()
        if link.kind == "publication"
    ]
    assert published == [(1, "2026-12-01"), (2, "2026-12-04"), (1, "2026-12-05")]


def test_a_quiet_night_changes_nothing(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    night(office, clock)
    entries = len(office.ledger.chain.links())
    written = {path: path.stat().st_ino for path in (tmp_path / "public").iterdir()}

    assert night(office, clock) == ()

    assert {path: path.stat().st_ino for path in written} == written
    assert len(office.ledger.chain.links()) == entries


def test_a_night_is_left_out_only_while_the_folder_is_as_it_should_be(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    class Lost:
        name = "lost"

        def deliver(self, *_: object) -> None:
            raise PublicUndelivered(self.name, "no route")

    keeping = {"keep_from": date(2026, 12, 20), "keep_until": date(2026, 12, 24)}
    office = replace(setting(office, **keeping), made_of=lambda: "the same")
    for _ in range(3):
        night(office, clock)
    assert isinstance(run_night(office), Quiet)

    (tmp_path / "public" / "plan-2570.html").unlink()
    assert not isinstance(run_night(office), Quiet)
    assert (tmp_path / "public" / "plan-2570.html").exists()

    while not isinstance(run_night(office), Quiet):
        clock.time += timedelta(days=1)
    clock.time = datetime(2026, 12, 20, 1, tzinfo=NOW.tzinfo)
    assert not isinstance(run_night(office), Quiet)

    assert office.public
    sending = replace(office, public=replace(office.public, ways=(Lost(),)))
    for _ in range(3):
        assert not isinstance(run_night(sending), Quiet)


def test_before_anything_is_finished_there_is_no_folder(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    type_in(office, "โครงการ!D3", "สองหมื่นกว่า")

    assert night(office, clock) == ()

    assert not (tmp_path / "public").exists()


def test_by_setting_only_what_is_approved_is_shown(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    strict = setting(office, publish="approved")
    night(strict, clock)
    assert not (tmp_path / "public").exists()

    decide(strict, 1, Result.APPROVED)
    night(strict, clock)
    assert "อนุมัติแล้ว" in text_of(tmp_path / "public", "plan-2570.html")


def test_what_anybody_could_have_typed_is_not_shown_as_approved(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    night(office, clock)
    decide(office, 1, Result.APPROVED, strength=Strength.NOTED)
    night(office, clock)
    for name in ("index.html", "plan-2570.html"):
        said = text_of(public, name)
        assert "บันทึกว่าอนุมัติ อนุมัติเมื่อ ๒ ธันวาคม ๒๕๖๙ โดย" in said
        assert "ตามที่หน่วยงานบันทึกไว้ในแผ่นงาน" in said
        assert "อนุมัติแล้ว" not in said
        assert "state good" not in (public / name).read_text("utf-8")
    said = json.loads((public / "plan-2570.json").read_bytes())
    assert said["approval_evidence"] == "noted"


def test_no_version_bears_the_decision_on_another(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    night(office, clock)
    type_in(office, "โครงการ!I3", "จัดร่วมกับโรงเรียน")
    night(office, clock)
    decide(office, 2, Result.APPROVED, "12/2569", "https://x.th/a")
    night(office, clock)
    (first, second) = sorted(public.glob("plan-2570-*.json"))
    assert json.loads(second.read_bytes())["approved_on"] == "2026-12-03"
    keeping = {"keep_from": date(2026, 12, 1), "keep_until": date(2026, 12, 24)}
    for result in (Result.APPROVED, Result.CANCELLED):
        decide(office, 2, result, "12/2569", "https://x.th/a")
        night(setting(office, **keeping), clock)
        is_over = result is Result.CANCELLED
        for path in (first, *((second, public / "plan-2570.json") if is_over else ())):
            said = json.loads(path.read_bytes())
            assert (said["state"], said["announcement"]) == ("earlier", "")
            assert (said["approved_on"], said["approved_by"]) == ("", "")


def test_a_report_is_shown_without_remarks_and_its_problems_as_set(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    clock.time = datetime(2027, 4, 1, 1, tzinfo=NOW.tzinfo)
    night(office, clock)
    for row in (2, 3, 4):
        report(office, row)
    typed = {"problems": "ฝนตกหนัก", "remark": "หมายเหตุลับ", "reporter": "นางผู้รายงาน"}
    for name, text in typed.items():
        column = get_column_letter(COLUMNS.index(name) + 1)
        type_in(office, f"{TAB}!{column}2", text)
    night(office, clock)

    public = tmp_path / "public"
    assert "รายงานผลการดำเนินงาน พ.ศ. ๒๕๗๐ รอบ ๖ เดือน" in text_of(public, "index.html")
    every = b"".join(files(public).values()).decode()
    assert "ฝนตกหนัก" in every
    assert "หมายเหตุลับ" not in every
    assert "นางผู้รายงาน" not in every

    hiding = setting(office, hide=["problems"])
    night(hiding, clock)
    every = b"".join(files(public).values()).decode()
    assert "ฝนตกหนัก" not in every
    assert "ไม่ได้แสดงปัญหา" in text_of(public, "report-2570-6.html")


def test_where_an_office_is_stands_there_while_its_plan_is_a_draft(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    clock.time = datetime(2027, 4, 1, 1, tzinfo=NOW.tzinfo)
    type_in(office, f"{PROJECTS}!E3", "")  # no quarter is ticked
    night(office, clock)
    for row in (2, 3, 4):
        report(office, row)
    night(office, clock)

    public = tmp_path / "public"
    assert not (public / "plan-2570.html").exists()
    for name in ("index.html", "report-2570-6.html"):
        assert "อำเภอตัวอย่าง จังหวัดแบบแผน" in text_of(public, name)


def test_a_file_that_is_gone_is_put_back_and_one_by_hand_left_alone_and_both_told(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    night(office, clock)
    was = files(public)
    (public / "plan-2570.html").rename(public / "แผน.html")
    (public / "plan-2570.csv").write_bytes(b"by hand")

    missing, changed, strange, _ = night(office, clock)

    assert "plan-2570.html" in missing
    assert "plan-2570.csv" in changed
    assert "แผน.html" in strange
    assert files(public) == {**was, "แผน.html": was["plan-2570.html"]}
    (kept,) = (tmp_path / "public-kept").iterdir()
    assert kept.read_bytes() == b"by hand"


def test_between_two_days_no_address_goes(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    night(office, clock)
    was = files(tmp_path / "public")
    keeping = {"keep_from": date(2026, 12, 1), "keep_until": date(2026, 12, 3)}
    strict = setting(office, publish="approved", **keeping)

    said = night(strict, clock)
    assert any("อยู่ในช่วงที่ห้ามนำไฟล์ออก" in each for each in said)
    kept = files(tmp_path / "public")
    assert kept.keys() == was.keys()
    assert kept["plan-2570.pdf"] == was["plan-2570.pdf"]

    clock.time += timedelta(days=5)
    night(strict, clock)
    assert "plan-2570.pdf" not in files(tmp_path / "public")


def test_pdfs_that_a_setting_takes_from_the_public_are_named(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    night(office, clock)
    was = {name for name in files(tmp_path / "public") if name.endswith(".pdf")}
    settings = office.settings.model_copy(
        update={"document": DocumentSettings(pdf=False)}
    )
    without = replace(office, settings=settings)

    said = night(without, clock)

    assert was
    assert not was & files(tmp_path / "public").keys()
    (told,) = (each for each in said if "pdf = false" in each)
    assert all(name in told for name in was)
    assert not [it for it in night(without, clock) if "pdf = false" in it]


def test_on_a_machine_that_prints_nothing_the_pdfs_of_before_stay(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    night(office, clock)
    before = files(tmp_path / "public")
    assert any(name.endswith(".pdf") for name in before)
    assert office.public

    moved = replace(office, public=replace(office.public, pdf=None))
    said = night(moved, clock)

    assert (files(tmp_path / "public"), said) == (before, ())


def test_a_ledger_that_is_lost_changes_no_address(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    night(office, clock)
    was = files(tmp_path / "public")
    (tmp_path / "new").mkdir()
    again = replace(office, ledger=type(office.ledger).copy(tmp_path / "new" / "none"))
    clock.time = NOW

    night(again, clock)

    assert files(tmp_path / "public").keys() == was.keys()
    assert not (tmp_path / "public-kept").exists()


def test_a_ledger_lost_later_takes_no_version_s_address_away(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    night(office, clock)
    was = files(tmp_path / "public").keys()
    (tmp_path / "new").mkdir()
    clock.time += timedelta(days=40)

    night(
        replace(office, ledger=type(office.ledger).copy(tmp_path / "new" / "none")),
        clock,
    )

    now = files(tmp_path / "public")
    assert was < now.keys()
    (own,) = (name for name in was if re.match(r"plan-2570-2026-12-01-.*pdf", name))
    assert now[own].startswith(b"%PDF")


def test_a_version_that_comes_again_has_the_address_that_it_had(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    night(office, clock)
    was = files(public).keys()
    type_in(office, "โครงการ!I3", "จัดร่วมกับโรงเรียน")
    night(office, clock)
    type_in(office, "โครงการ!I3", "")
    night(office, clock)

    assert was < files(public).keys()
    listed = text_of(public, "index.html")
    assert "ฉบับที่ ๓ · ข้อมูล ณ วันที่" in listed
    assert "เผยแพร่ฉบับนี้อีกครั้ง" in listed
    pages = [name for name in files(public) if re.match(r"plan-2570-.*html", name)]
    assert len(pages) == 2
    assert office.public
    assert isinstance(office.public.pdf, MemoryPdf)
    assert len(office.public.pdf.made) == 2


def test_a_pdf_that_could_not_be_printed_is_tried_again(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    assert office.public
    assert isinstance(office.public.pdf, MemoryPdf)
    office.public.pdf.broken = True
    said = night(office, clock)
    assert any("ยังไม่มี PDF ของ plan-2570-" in each for each in said)
    assert "plan-2570.pdf" not in files(tmp_path / "public")

    office.public.pdf.broken = False
    night(office, clock)
    assert "plan-2570.pdf" in files(tmp_path / "public")
    night(office, clock)
    assert len(office.public.pdf.made) == 1


class Way:
    """A way that takes the folder, or says why it does not."""

    def __init__(self, name: str = "test", *, closed: bool = True) -> None:
        self.name, self.closed = name, closed
        self.taken: list[Mapping[str, str]] = []

    def deliver(self, folder: Path, digests: Mapping[str, str]) -> None:
        if self.closed:
            raise PublicUndelivered(self.name, "closed")
        assert (folder / "index.html").exists()
        self.taken.append(digests)


def test_a_place_out_of_reach_is_told_and_tried_again_and_mail_goes_out_meanwhile(
    office: Services,
) -> None:
    way, other = Way(), Way("other", closed=False)
    assert office.public
    sending = replace(office, public=replace(office.public, ways=(way, other)))

    first = run_cycle(sending)
    assert isinstance(first.refused, PublicUndelivered)
    assert first.messages
    assert len(other.taken) == 1
    way.closed = False
    second, third = run_cycle(sending), run_cycle(sending)

    assert (second.refused, third.refused) == (None, None)
    assert len(other.taken) == 1
    (taken,) = way.taken
    assert taken.keys() >= {"index.html", "plan-2570.html"}


def test_a_folder_that_cannot_be_written_stops_nothing_else(
    office: Services, tmp_path: Path
) -> None:
    (tmp_path / "public").symlink_to(tmp_path / "nowhere")

    made = run_cycle(office)

    assert isinstance(made.public.stop, StorageError)
    assert made.messages


class Silent(SimpleHTTPRequestHandler):
    """Shows a folder, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Be silent."""


ITEM = {"year": 2570, "item": "O1", "title": "แผน", "document": "plan", "path": ["แผน"]}


def test_what_assessors_look_for_is_told_with_what_the_address_answers(
    office: Services, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night(office, clock)
    serve = partial(Silent, directory=str(tmp_path / "public"))
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), serve)) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        settings = PublicSettings.model_validate(
            {
                "address": address,
                "item": [{**ITEM, "of_year": of} for of in (2570, 2569)],
            }
        )
        monkeypatch.setattr(
            assessing, "recorded_settings", lambda _: Settings(public=settings)
        )
        monkeypatch.setattr(
            assessing,
            "open_record",
            lambda _: nullcontext((office.ledger, office.words)),
        )
        found = CliRunner().invoke(
            app, ["oit", "--year", "2027", "--office", str(tmp_path)], obj=Session()
        )
        (tmp_path / "public" / "plan-2570.html").write_bytes(b"another")
        other = assessing.assess(tmp_path, 2570, asks=True).items[0][1]
    gone = assessing.assess(tmp_path, 2570, asks=True).items[0][1]

    assert found.exit_code == 1
    first, _, second = found.output.partition("O1 แผน (ปี 2569)")
    assert f"{address}/plan-2570.html" in first
    assert "เปิดได้ และเป็นฉบับเดียวกับในโฟลเดอร์ public" in first
    assert "ยังขาด: ยังไม่มีบันทึกการอนุมัติ" in first
    assert "เว็บตอบรหัส 404" in second
    assert (other, gone) == (Answer("other"), Answer("never"))
