"""The page of a province, in a browser: read by everybody, on any screen."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sync.adapters.clock import BANGKOK
from sync.messages import load_words
from sync.province.report import Overview, overview
from sync.province.shown import page
from sync.province.values import ProvinceSettings
from sync.province.visits import Ended, Kind, OfficeState, PlanState, Standing
from tests.pages.browsing import (
    TELEPHONE,
    WIDE,
    looked_at,
    needs_browser,
    printed,
    width_of,
)
from tests.pages.pdf import bare, needs_pages

pytestmark = [pytest.mark.slow, needs_browser]

NOW = datetime(2026, 11, 29, 9, tzinfo=BANGKOK)
KINDS = ("องค์การบริหารส่วนตำบล", "เทศบาลตำบล", "เทศบาลเมือง", "องค์การบริหารส่วนจังหวัด")


def seen() -> Overview:
    """Ten offices: those that are well, and one for each way not to be."""
    good, late = NOW - timedelta(hours=7), NOW - timedelta(hours=40)
    states = []
    for number in range(10):
        stands = Standing(
            title=f"{KINDS[number % 4]}ตัวอย่างที่ {number}",
            district=("เมืองแบบแผน", "ตัวอย่าง", "แบบฉบับ")[number % 3],
            province="แบบแผน",
            year=2570,
            good_night=late if number == 7 else good,
            errors=number,
            warnings=3 * number,
            projects=16,
            budget=Decimal("1234567.50") * number,
            plan=PlanState.DRAFT if number else PlanState.COMPLETE,
            undelivered=int(number == 8),
            waiting=number % 3,
        )
        name, code = f"{number:02}-office", "too_slow" if number == 4 else ""
        visit = Ended(name, Kind.NIGHT, "here", good, good, code)
        states.append(OfficeState(name, stands, (visit,)))
    states[3] = OfficeState("03-broken", Standing(code="config"))
    states[5] = OfficeState("05-new")
    shown = overview(states, ProvinceSettings(), NOW, {"09-office"})
    return Overview(shown.now, shown.rows, ("แถว 3: “หนองบัว” ใช้ไม่ได้",))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("width", [WIDE, TELEPHONE])
def test_axe_finds_no_violation(language: str, width: int, tmp_path: Path) -> None:
    found = looked_at(page(seen(), load_words(language)), tmp_path, width)

    assert found["violations"] == []
    assert found["passes"] > 10


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_telephone_needs_no_scrolling_to_the_side(
    language: str, tmp_path: Path
) -> None:
    assert width_of(page(seen(), load_words(language)), tmp_path) <= TELEPHONE


def test_printed_it_is_whole_and_a_head_stands_on_every_page(tmp_path: Path) -> None:
    needs_pages()
    on_paper = printed(page(seen(), load_words("th")), tmp_path)

    assert len(on_paper) > 1
    for each in on_paper:
        assert each.width > each.height
        assert bare("งบประมาณ (บาท)") in each.text
        assert all(text.right < each.width - 1 for text in each.texts)
    every = "".join(each.text for each in on_paper)
    assert all(f"{number:02}-office" in every for number in (0, 1, 9))
    assert bare("0 / 0") in every  # the last column
