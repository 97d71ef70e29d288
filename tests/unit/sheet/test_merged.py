"""Cells that hold for more than their own row, and cells that hold no value."""

from decimal import Decimal

import pytest

from sync.messages import load_words
from sync.model.cells import CellError, Uncomputed, Value
from sync.plan.totals import compute_totals
from sync.sheet.notes import note_edits
from sync.sheet.read import read_plan
from sync.thai.money import baht_meanings, parse_baht
from sync.thai.ticks import parse_tick, parse_ticks
from tests.sheets import HEADERS, clean_sheet, merge, type_in
from tests.unit.rules.test_rules import judge
from tests.unit.sheet.test_write_back import all_edits


def test_a_merged_dimension_holds_for_each_of_its_rows() -> None:
    sheet = merge(
        type_in(clean_sheet(), {"โครงการ!C4": "", "โครงการ!C5": ""}), "โครงการ!C3:C5"
    )
    plan = read_plan(sheet, HEADERS).plan

    assert [project.dimension for project in plan.projects] == [1, 1, 1]
    assert not {f.rule for f in judge(sheet)} & {"DIM001", "DIM002"}


def test_what_stands_unseen_under_a_merged_cell_is_not_read() -> None:
    sheet = merge(clean_sheet(), "โครงการ!C3:C5")

    assert [p.dimension for p in read_plan(sheet, HEADERS).plan.projects] == [1, 1, 1]


def test_merged_quarters_hold_for_each_of_their_rows_and_columns() -> None:
    typed = {f"โครงการ!{at}": "" for at in ("F3", "G3", "E4", "F4", "G4")}
    sheet = merge(type_in(clean_sheet(), {**typed, "โครงการ!E3": "/"}), "โครงการ!E3:G4")

    first, second, third = read_plan(sheet, HEADERS).plan.projects
    assert first.quarters == second.quarters == {1, 2, 3}
    assert third.quarters == {3}


def test_a_merged_mistake_is_told_of_each_row_and_hangs_where_it_is_seen() -> None:
    sheet = merge(type_in(clean_sheet(), {"โครงการ!C3": "9"}), "โครงการ!C3:C4")
    findings = judge(sheet)

    assert [(f.rule, str(f.cell), f.project) for f in findings] == [
        ("DIM002", "โครงการ!C3", 1),
        ("DIM002", "โครงการ!C4", 2),
    ]
    words = load_words("th")
    (note,) = note_edits(sheet, findings, words)
    assert str(note.cell) == "โครงการ!C3"
    assert note.new
    assert note.new.count("มิติ") == 1 + note.new.splitlines()[-1].count("มิติ")


def test_a_merged_budget_counts_once() -> None:
    sheet = merge(type_in(clean_sheet(), {"โครงการ!D4": ""}), "โครงการ!D3:D4")
    plan = read_plan(sheet, HEADERS).plan

    assert compute_totals(plan).budget == Decimal(25000)
    assert {f.rule for f in judge(sheet)} >= {"BUD007"}
    assert "BUD002" not in {f.rule for f in judge(sheet)}


def test_a_merged_heading_of_the_detail_holds_for_each_of_its_rows() -> None:
    sheet = merge(
        type_in(clean_sheet(), {"รายละเอียด!H3": "", "รายละเอียด!H4": ""}),
        "รายละเอียด!H2:H4",
    )

    assert not [f for f in judge(sheet) if f.rule == "DET003"]


@pytest.mark.parametrize("place", ["B3", "C3", "D3", "E3"])
@pytest.mark.parametrize("value", [Uncomputed("=X1"), CellError("#REF!")])
def test_of_a_cell_without_a_value_only_that_is_said(place: str, value: str) -> None:
    findings = judge(type_in(clean_sheet(), {f"โครงการ!{place}": value}))

    here = [f.rule for f in findings if str(f.cell) == f"โครงการ!{place}"]
    assert here == ["CEL001" if isinstance(value, Uncomputed) else "CEL002"]


def test_a_formula_without_a_result_is_not_called_empty() -> None:
    sheet = type_in(clean_sheet(), {"รายละเอียด!B2": Uncomputed("=X1")})

    (finding,) = judge(sheet)
    assert "Excel" in finding.suggestion
    assert "บันทึก" in finding.suggestion


@pytest.mark.parametrize(
    "text",
    [
        *"✓☑√●•■●✅/xX↔→←━█",
        "ใช่",
        "<-->",
        "-->",
        "━━━",
        "\uf0fc",
        "\uf0fe",
        "\uf052",
        "☑\ufe0f",
        *("✓✓", "✓*", "(✓)", "[x]", "(/)", "<----->", "<====>", "2 ครั้ง", "๓ ครั้ง"),
        *("ดำเนินการ", "ทำ"),
    ],
)
def test_a_mark_is_a_tick(text: str) -> None:
    assert parse_tick(text) is True


@pytest.mark.parametrize(
    "text",
    [*"☐□◻-–—", "", "ไม่มี", "เท็จ", "[ ]", "( )", "ไม่ดำเนินการ", "\uf0a8", "\uf06f"],
)
def test_an_empty_box_is_none(text: str) -> None:
    assert parse_tick(text) is False


@pytest.mark.parametrize(
    "text", [*"○◯*❌✗✘?ü", "2", "---", "0 ครั้ง", "100%", "\uf000", "ก"]
)
def test_what_may_mean_either_is_asked(text: str) -> None:
    assert parse_tick(text) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (["←", "—", "—", "→"], [True, True, True, True]),
        (["", "<--", "-->", ""], [False, True, True, False]),
        (["←", "", "→", ""], [True, None, True, False]),
        (["←", "FALSE", "", "→"], [True, None, None, True]),
        (["-", "-", "/", "-"], [False, False, True, False]),
        (["→", "", "", "←"], [True, False, False, True]),
    ],
)
def test_an_arrow_runs_from_one_end_to_the_other(
    typed: list[str], read: list[bool | None]
) -> None:
    assert parse_ticks(typed) == read


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("25.000", (25000, 25)),
        ("๒๕.๐๐๐", (25000, 25)),
        ("25.500 บาท", (25500, "25.5")),
        ("1,500.000", (1500000, 1500)),
        ("25,00", (25, 25000)),
        ("1,5", ("1.5", 1500)),
        ("1.500.000", (1500000,)),
        ("1.500,50", ("1500.50",)),
        ("25'000", (25000,)),
        ("25 000.50", ("25000.50",)),
        ("-25.000", (-25000, -25)),
    ],
)
def test_an_amount_of_two_meanings_is_not_guessed(
    text: str, meant: tuple[int | str, ...]
) -> None:
    assert parse_baht(text) is None
    assert baht_meanings(text) == tuple(map(Decimal, meant))


@pytest.mark.parametrize(
    ("text", "baht"),
    [("25.00", 25), ("25,000", 25000), ("1234.500", "1234.5"), ("0.500", "0.5")],
)
def test_an_amount_of_one_meaning_is_read(text: str, baht: int | str) -> None:
    amount = parse_baht(text)

    assert amount
    assert amount.baht == Decimal(baht)
    assert baht_meanings(text) == ()


def test_nothing_is_written_in_merged_quarters_of_the_total() -> None:
    typed: dict[str, Value] = {"โครงการ!D6": Decimal(1), "โครงการ!E6": Decimal(3)}
    typed |= {f"โครงการ!{letter}6": "" for letter in "FGH"}
    sheet = merge(type_in(clean_sheet(), typed), "โครงการ!E6:H6")

    edits = [e for e in all_edits(sheet) if e.cell.tab == "โครงการ" and e.cell.row == 6]

    assert [(e.cell.a1, e.new) for e in edits] == [("D6", Decimal(25000))]
    assert "TOT002" not in {f.rule for f in judge(sheet)}


def test_a_merged_remark_holds_for_each_of_its_rows() -> None:
    sheet = merge(type_in(clean_sheet(), {"โครงการ!I3": "งบอุดหนุน"}), "โครงการ!I3:I4")

    remarks = [project.remark for project in read_plan(sheet, HEADERS).plan.projects]

    assert remarks[:2] == ["งบอุดหนุน", "งบอุดหนุน"]
