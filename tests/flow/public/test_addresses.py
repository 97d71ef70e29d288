"""No address of the public's goes."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sync.cycle.services import Services
from tests.fakes import FixedClock, MemoryPdf
from tests.flow.public.publishing import NOW, files, night, setting, text_of, type_in


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
