"""What the public sees, day by day."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sync.cycle.quiet import Quiet, run_night
from sync.cycle.services import Services
from sync.errors import PublicUndelivered
from sync.model.approvals import Result
from tests.fakes import FixedClock
from tests.flow.public.publishing import (
    NOW,
    decide,
    files,
    night,
    setting,
    text_of,
    type_in,
)


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
