"""What assessors look for: what is there, and what is still missing of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sync.messages import load_words
from sync.model.approvals import Approval, Standing, Strength
from sync.model.cells import Value
from sync.model.chain import Chained, Finished
from sync.model.progress import ProgressRow, Reported, State
from sync.public.editions import editions_in
from sync.public.oit import Item, items_of
from sync.public.shown import shown_to_all
from sync.settings.public import ItemSettings, PublicSettings
from tests.sheets import clean_sheet, type_in
from tests.unit.progress.test_figures import TWELVE, row
from tests.unit.public.publishing import chain_of, plan_of, report_of

WORDS = load_words("th")
PLAN_ITEM = ItemSettings(
    year=2570, item="O1", title="แผน", document="plan", path=("หน้าแรก", "แผน")
)
REPORT_ITEM = ItemSettings(
    year=2570, item="O2", title="รายงาน", document="report_12", path=("หน้าแรก",)
)
SETTINGS = PublicSettings(address="https://www.example.go.th/public/")
REPORTED = row(
    round=TWELVE,
    state=State.DONE,
    ordinance=Decimal(1),
    paid=Decimal(1),
    texts={
        Reported.RESULT: "อบรมแล้ว",
        Reported.PROBLEMS: "ไม่มี",
        Reported.SUGGESTIONS: "ไม่มี",
    },
)


def approved(finished: Finished, **more: object) -> Approval:
    (edition,) = editions_in(chain_of(finished))
    facts = Approval(
        finished.document,
        finished.year,
        1,
        edition.code,
        Standing.ANNOUNCED,
        Strength.SIGNED,
        date(2026, 12, 2),
        "นายตัวอย่าง",
        "นายก",
        "1/2569",
        date(2026, 12, 2),
        "https://www.example.go.th/signed.pdf",
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def item(
    setting: ItemSettings,
    finished: Sequence[Finished] = (),
    approvals: Sequence[Approval] = (),
    settings: PublicSettings = SETTINGS,
) -> Item:
    links = chain_of(*finished)
    (found,) = items_of(
        settings.model_copy(update={"items": (setting,)}),
        2570,
        shown_to_all(links, approvals, (), "finished"),
        editions_in(links),
        WORDS,
    )
    return found


def plan(**typed: Value) -> Finished:
    cells = {address.replace("_", "!"): value for address, value in typed.items()}
    return plan_of(type_in(clean_sheet(), cells))


def test_a_plan_in_force_at_an_address_lacks_nothing() -> None:
    found = item(PLAN_ITEM, [plan()], [approved(plan())])

    assert found.has
    assert found.address == "https://www.example.go.th/public/plan-2570.html"
    assert found.missing == ()


def test_a_yearly_report_looks_back_a_year_and_has_three_parts() -> None:
    report = report_of([REPORTED], TWELVE)

    found = item(REPORT_ITEM, [report], [approved(report)])

    assert found.address.endswith("/report-2569-12.html")
    assert found.missing == ()


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        (
            {"รายละเอียด_G3": "10,000 บาท"},
            "ต้องเขียนว่า “ไม่ใช้งบประมาณ” ในรายละเอียด: ลำดับที่ 2",
        ),
        ({"โครงการ_E3": None, "รายละเอียด_F2": None}, "ไม่มีช่วงเวลาดำเนินการ: ลำดับที่ 1"),
        ({"โครงการ_D5": None}, "ไม่มีงบประมาณ: ลำดับที่ 3"),
    ],
    ids=["free", "time", "budget"],
)
def test_what_a_plan_does_not_say_is_missing(
    typed: dict[str, Value], missing: str
) -> None:
    finished = plan(**typed)

    found = item(PLAN_ITEM, [finished], [approved(finished)])

    assert [each for each in found.missing if missing in each] == list(found.missing)
    assert len(found.missing) == 1


@pytest.mark.parametrize(
    ("reported", "missing"),
    [
        (
            {"texts": {Reported.PROBLEMS: "ไม่มี", Reported.SUGGESTIONS: "ไม่มี"}},
            "ผลการดำเนินการ",
        ),
        ({"texts": {Reported.RESULT: "แล้ว", Reported.PROBLEMS: "ไม่มี"}}, "ปัญหา/อุปสรรค"),
        ({"paid": None}, "ผลการใช้จ่ายงบประมาณ"),
    ],
    ids=["result", "problems", "paid"],
)
def test_what_a_yearly_report_does_not_say_is_missing(
    reported: dict[str, object], missing: str
) -> None:
    one: ProgressRow = replace(REPORTED, **reported)  # type: ignore[arg-type]
    report = report_of([one], TWELVE)

    (said,) = item(REPORT_ITEM, [report], [approved(report)]).missing

    assert missing in said
    assert said.endswith("ลำดับที่ 1")


def test_what_a_setting_hides_is_missing_from_a_yearly_report() -> None:
    report = report_of([REPORTED], TWELVE)
    hiding = SETTINGS.model_copy(update={"hide": ("problems",)})

    (said,) = item(REPORT_ITEM, [report], [approved(report)], hiding).missing

    assert "ไม่ได้แสดงบนหน้าเว็บ" in said


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({"signed": ""}, "ประกาศ"),
        ({"announced": None}, "ประกาศ"),
        ({"standing": Standing.CHANGED}, "แก้ไขหลังอนุมัติ"),
        ({"content": "0" * 64}, "บันทึกการอนุมัติ"),
    ],
    ids=["unsigned", "undated", "changed", "of another version"],
)
def test_how_far_a_plan_is_approved(more: dict[str, object], missing: str) -> None:
    (said,) = item(PLAN_ITEM, [plan()], [approved(plan(), **more)]).missing

    assert missing in said


def test_without_a_finished_version_there_is_nothing_to_show() -> None:
    found = item(PLAN_ITEM)

    assert not found.has
    assert "ยังไม่เสร็จสมบูรณ์" in found.missing[0]


def test_without_an_address_or_a_path_nobody_gets_there() -> None:
    bare = PLAN_ITEM.model_copy(update={"path": ()})

    found = item(bare, [plan()], [approved(plan())], PublicSettings())

    assert (found.has, found.address) == (False, "")
    assert len(found.missing) == 2


def test_an_address_of_the_office_s_own_counts_in_place_of_the_folder_s() -> None:
    own = PLAN_ITEM.model_copy(update={"address": "https://www.example.go.th/p/12"})

    found = item(own, [plan()], [approved(plan())], PublicSettings())

    assert (found.has, found.file, found.missing) == (True, "", ())


def test_a_plan_of_another_year_is_said_to_be() -> None:
    other = PLAN_ITEM.model_copy(update={"year": 2570, "of_year": 2569})
    finished = replace(plan(), year=2569)

    found = item(other, [finished], [approved(finished)])

    assert found.missing == ("แผนเป็นของปี 2569 ไม่ใช่ปี 2570 ที่ประเมิน",)
    assert found.setting.document_year == 2569
    assert Chained(found.setting.document) is Chained.PLAN
