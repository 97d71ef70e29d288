"""An office's own workbook is brought in whole, whatever its habits."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sync.errors import SourceNoSuchTab, SourceTablesAlike, SourceWithoutPlan
from sync.importing.mending import mend_sheet
from sync.importing.workbook import import_workbook
from sync.model.cells import CellError, Sheet, Uncomputed
from sync.model.imports import Hidden, ImportedPlan, Said
from sync.model.plan import LINKS, QUARTERS, Field, Heading, Info
from sync.thai.digits import to_arabic
from sync.thai.folding import key
from sync.thai.money import parse_baht
from sync.thai.spaces import even_spaces
from sync.thai.ticks import parse_ticks
from sync.wiring.bringing import read_source
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.test_damaged import DAMAGES
from tests.unit.importing.workbooks import (
    DETAILS,
    LABELS,
    NAMES,
    OFFICE,
    PROJECTS,
    STAFF,
    TITLE,
    Book,
    Rows,
    as_rows,
    books,
    of_years,
    official,
    with_own_columns,
)

BOOKS = dict(books())


def read(book: Book, folder: Path, tab: str | None = None) -> ImportedPlan:
    return read_source(str(book.save(folder / "ของเรา.xlsx")), tab, folder)


def projects_of(plan: ImportedPlan) -> list[tuple[str, int, int, frozenset[int]]]:
    found = []
    for row in plan.projects:
        dimension = re.search("[1-4]", to_arabic(row[Field.DIMENSION]))
        amount = parse_baht(row[Field.BUDGET])
        assert dimension
        assert amount
        ticks = parse_ticks([row[quarter] for quarter in QUARTERS])
        assert None not in ticks
        quarters = frozenset(n for n, tick in enumerate(ticks, 1) if tick)
        found.append(
            (key(row[Field.NAME]), int(dimension[0]), int(amount.baht), quarters)
        )
    return found


DAMAGED = [
    *("sara am in two", "tone within it", "tone before it", "space for nikhahit"),
    *("private marks", "symbol font's marks", "circles before marks", "zero width"),
    *("no-break spaces", "tone before vowel", "doubled marks", "two sara e"),
    *("lines broken before marks", "zero width before marks"),
]


@pytest.mark.parametrize("damage", DAMAGED)
@pytest.mark.parametrize("name", ["official form", "columns"])
def test_cells_that_came_out_of_a_pdf_are_put_right(name: str, damage: str) -> None:
    book = BOOKS[name]
    damaged = with_texts(book, DAMAGES[damage])

    plan = import_workbook(damaged.sheet(), "ของเรา.xlsx", HEADERS, DIMENSIONS)

    whole = import_workbook(book.sheet(), "ของเรา.xlsx", HEADERS, DIMENSIONS)
    assert plan.projects == whole.projects
    assert plan.details == whole.details
    assert plan.info == whole.info
    assert (whole.repairs, whole.lost_am) == ((), False)
    # what cannot be seen is gone as well, and no Thai that was put right
    is_seen = with_texts(damaged, even_spaces) != with_texts(book, even_spaces)
    assert bool(plan.repairs) == is_seen


def test_cells_that_were_put_right_are_named() -> None:
    rows = official()
    rows[8][1], rows[10][1] = "มาตรการจัดท\u0e4dาแผน", "โครงการส\u0e4dารวจความเห็น"

    assert bring(Book({"แผน ๑": rows})).repairs == ("แผน ๑!B9", "แผน ๑!B11")


def with_texts(book: Book, change: Callable[[str], str]) -> Book:
    """Return a workbook with its texts changed."""
    tabs = {
        title: [
            [change(it) if isinstance(it, str) else it for it in row] for row in rows
        ]
        for title, rows in book.tabs.items()
    }
    return replace(book, tabs=tabs)


def test_in_a_workbook_that_lost_its_sara_am_only_certain_words_are_put_right() -> None:
    lost = with_texts(BOOKS["official form"], lambda text: text.replace("ำ", "า"))

    plan = import_workbook(lost.sheet(), "ของเรา.xlsx", HEADERS, DIMENSIONS)

    assert plan.lost_am
    assert plan.repairs


def test_what_formulas_give_is_no_text_to_put_right() -> None:
    book = BOOKS["official form"].sheet()
    rows = [list(row) for row in book.tabs[0].rows]
    error, formula = CellError("#N/A"), Uncomputed("ส\u0e4d\u0e32")
    rows.append([error, formula])
    sheet = replace(book, tabs=(replace(book.tabs[0], rows=tuple(map(tuple, rows))),))

    assert mend_sheet(sheet).sheet == sheet


@pytest.mark.parametrize("name", BOOKS)
def test_the_plan_comes_in_whole(name: str, tmp_path: Path) -> None:
    book = BOOKS[name]

    plan = read(book, tmp_path)

    assert projects_of(plan) == [(key(own), *rest) for own, *rest in PROJECTS]
    assert plan.info[Info.TITLE] == TITLE
    assert plan.info[Info.OFFICE] == OFFICE
    assert to_arabic(plan.info[Info.FISCAL_YEAR]) == "2570"
    expected = DETAILS if book.whole else {}
    assert {detail.name: dict(detail.texts) for detail in plan.details} == expected


# --- nothing is lost ------------------------------------------------------------------


def bring(
    book: Book, tab: str | None = None, hidden: Hidden | None = None
) -> ImportedPlan:
    hidden = hidden or Hidden(tabs=frozenset(book.hidden_tabs))
    sheet = book.sheet()
    return import_workbook(
        sheet, "ของเรา.xlsx", HEADERS, DIMENSIONS, hidden=hidden, asked=tab
    )


def said(plan: ImportedPlan) -> str:
    details = [text for detail in plan.details for text in detail.texts.values()]
    cells = [text for row in (*plan.projects, plan.totals) for text in row.values()]
    left = [text for each in plan.left for text in each.facts.values()]
    return "\n".join(
        [
            *(detail.name for detail in plan.details),
            *(*details, *cells, *plan.info.values(), *plan.unplaced, *left),
        ]
    )


WHOLE_ROWS = {"left_tab", "left_year", "left_table", "left_rows", "left_sums"}


def is_left(plan: ImportedPlan, tab: str) -> bool:
    return any(
        each.code in WHOLE_ROWS and each.facts["tab"] == tab for each in plan.left
    )


HABITS = {**BOOKS, "columns in own words": Book({"แผน": with_own_columns()})}


@settings(max_examples=120)
@given(
    name=st.sampled_from([name for name in HABITS if name != "merged cells"]),
    place=st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 12)),
    own_row=st.booleans(),
)
def test_a_text_typed_anywhere_is_brought_in_or_said_to_be_left(
    name: str, place: tuple[float, float, int], *, own_row: bool
) -> None:
    book = deepcopy(HABITS[name])
    tab = list(book.tabs)[round(place[0] * (len(book.tabs) - 1))]
    rows, column = book.tabs[tab], place[2]
    at = round(place[1] * len(rows))
    if own_row or at == len(rows):
        rows.insert(at, [])
    row = rows[at] = [*rows[at], *[None] * (13 - len(rows[at]))]
    assume(row[column] is None)
    row[column] = "ฮฮคำที่พิมพ์ไว้ฮฮ"

    try:
        plan = bring(book)
    except SourceTablesAlike:
        return  # it was a copy, and is one no more: then nothing is written

    assert "ฮฮคำที่พิมพ์ไว้ฮฮ" in said(plan) or is_left(plan, tab)


# --- which table ------------------------------------------------------------------------


def codes(plan: ImportedPlan) -> set[str]:
    return {each.code for each in (*plan.found, *plan.left)}


def other_plan() -> Rows:
    rows = [list(row) for row in official()]
    rows[7][1] = "โครงการที่ต่างออกไป"
    return rows


def test_nobody_guesses_between_two_tables_of_the_same_year() -> None:
    with pytest.raises(SourceTablesAlike) as stop:
        bring(Book({"ร่าง 1": official(), "ร่าง 2": other_plan()}))

    assert stop.value.tabs == ["ร่าง 1", "ร่าง 2"]
    assert stop.value.exit_code == 9


def test_of_two_tables_the_one_that_is_named_is_taken() -> None:
    plan = bring(Book({"ร่าง 1": official(), "ร่าง 2": other_plan()}), tab="ร่าง  2")

    assert plan.projects[0][Field.NAME] == "โครงการที่ต่างออกไป"
    assert {"because_asked", "left_table"} <= codes(plan)


def test_a_tab_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(SourceNoSuchTab) as stop:
        bring(Book({"แผน": official(), "รายชื่อ": [["ก"]]}), tab="แผ่นอื่น")

    assert (stop.value.tab, stop.value.tabs) == ("แผ่นอื่น", ["แผน"])


def test_lists_with_projects_names_are_not_offered_as_tables() -> None:
    owners: Rows = [["ชื่อโครงการ", "ผู้รับผิดชอบ"], *([name, "กองคลัง"] for name in NAMES)]

    with pytest.raises(SourceNoSuchTab) as stop:
        bring(Book({"แผน": official(), "ผู้รับผิดชอบ": owners}), tab="แผ่นอื่น")

    assert stop.value.tabs == ["แผน"]


def test_the_newer_table_that_lacks_a_column_is_not_guessed() -> None:
    newer = [[cell for at, cell in enumerate(row) if at != 2] for row in official()]
    newer[1] = ["ประจำปีงบประมาณ พ.ศ. 2571"]

    with pytest.raises(SourceTablesAlike):
        bring(Book({"ก": official(), "ข": newer}))


def test_a_list_of_budgets_is_no_rival_of_the_table() -> None:
    budgets: Rows = [["ลำดับ", "โครงการ", "งบประมาณ"], [1, "โครงการซ่อมถนน", 5]]

    plan = bring(Book({"งบ": budgets, "แผน": official()}))

    assert len(plan.projects) == len(PROJECTS)
    assert {"left_table"} <= codes(plan)


def test_a_hidden_tab_is_no_rival_and_is_said() -> None:
    book = Book({"เก่า": other_plan(), "แผน": official()}, hidden_tabs=["เก่า"])

    plan = bring(book)

    assert plan.projects[0][Field.NAME] == NAMES[0]
    assert {"left_table", "hidden_tab_left"} <= codes(plan)


def test_a_second_table_below_the_first_is_said() -> None:
    plan = bring(Book({"แผน": [*official(), [], *other_plan()[5:]]}))

    assert len(plan.projects) == len(PROJECTS)
    assert "left_rows" in codes(plan)


def test_nothing_but_other_tables_is_no_plan() -> None:
    with pytest.raises(SourceWithoutPlan):
        bring(Book({"รายชื่อ": STAFF}))


# --- what is said of cells --------------------------------------------------------------


def test_hidden_rows_and_columns_come_in_and_are_said() -> None:
    hidden = Hidden(
        rows={"แผน": frozenset({9, 10, 99})}, columns={"แผน": frozenset({4, 30})}
    )

    plan = bring(Book({"แผน": official()}), hidden=hidden)

    assert len(plan.projects) == len(PROJECTS)
    assert Said("hidden_rows", {"tab": "แผน", "rows": "9–10"}) in plan.found
    assert Said("hidden_columns", {"tab": "แผน", "columns": "D"}) in plan.found


def test_what_excel_hides_is_found_in_the_file(tmp_path: Path) -> None:
    plan = read(BOOKS["hidden rows and tabs"], tmp_path)

    assert Said("hidden_rows", {"tab": "แผน 2570", "rows": "9–10"}) in plan.found
    assert Said("hidden_tab_left", {"tab": "สำรอง"}) in plan.found


def test_a_formula_without_a_result_is_said_with_its_cell() -> None:
    sheet = Book({"แผน": official()}).sheet()
    rows = [list(row) for row in sheet.tabs[0].rows]
    rows[7][3], rows[8][3] = Uncomputed("=SUM(A1)"), CellError("#REF!")
    tab = replace(sheet.tabs[0], rows=tuple(map(tuple, rows)))

    plan = import_workbook(Sheet((tab,), ""), "ก.xlsx", HEADERS, DIMENSIONS)

    assert Said("doubt_formulas", {"tab": "แผน", "cells": "D8, D9"}) in plan.doubts
    assert [row[Field.BUDGET] for row in plan.projects][:2] == ["", ""]


def test_a_column_of_the_offices_own_is_kept_as_a_line() -> None:
    rows = official()
    rows[5] = [*rows[5], "สถานที่"]
    rows[7] = [*rows[7], "ศาลาประชาคม"]
    rows[9] = [*rows[9], "ห้องประชุม"]

    plan = bring(Book({"แผน": rows}))

    assert plan.unplaced == ("สถานที่ · 1: ศาลาประชาคม · 3: ห้องประชุม",)


SIGNED: Rows = [
    ["ลงชื่อ .................... ผู้เห็นชอบ"],
    ["(นายสมมุติ ใจตรง)"],
    ["นักวิเคราะห์นโยบายและแผน"],
]


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("column", [8, 9, 10])
def test_signatures_below_the_table_are_no_text_of_the_last_project(
    column: int, *, total: bool
) -> None:
    rows = official() if total else official()[:-1]
    rows[5] = [*rows[5], "ผู้รับผิดชอบ", "สถานที่"]
    for row in rows[7:13]:
        row += ["กองคลัง", "ศาลา"]
    below = [[*[None] * column, *row] for row in SIGNED]

    plan = bring(Book({"แผน": [*rows, [], *below]}))

    assert {one.texts[Heading.RESPONSIBLE] for one in plan.details} == {"กองคลัง"}
    assert [line for line in plan.unplaced if "สถานที่" in line] == [
        "สถานที่ · " + " · ".join(f"{n}: ศาลา" for n in range(1, 7))
    ]
    for (text,) in SIGNED[1:]:
        assert text in plan.unplaced


def test_two_texts_of_one_heading_are_not_mixed() -> None:
    second = [[name, *["อีกข้อความ"] * 9] for name in NAMES]
    book = Book(
        {
            "แผน": official(),
            "รายละเอียด": as_rows(),
            "สำรอง": [["ชื่อโครงการ", *LABELS.values()], *second],
        }
    )

    plan = bring(book)

    assert {detail.name: dict(detail.texts) for detail in plan.details} == DETAILS
    facts = {"tab": "สำรอง", "name": NAMES[0], "heading": "method"}
    assert Said("left_twice", facts) in plan.left


def test_documents_of_another_spreadsheet_are_not_taken_over() -> None:
    ours = [
        ["ชื่อแผน", "แผนปฏิบัติการป้องกันการทุจริต"],
        ["หน่วยงาน", "อบต.ตัวอย่าง"],
        ["ปีงบประมาณ", "2570"],
        *(
            [label, f"https://docs.google.com/document/d/{info}"]
            for info, label in LINKED
        ),
    ]

    plan = bring(Book({"แผน": official(), "ข้อมูลแผน": ours}))

    assert plan.info[Info.OFFICE] == "อบต.ตัวอย่าง"
    assert LINKS.isdisjoint(plan.info)


LINKED = [(info, HEADERS.label(info)) for info in sorted(LINKS)]


def test_a_day_in_a_cell_is_written_as_people_write_it() -> None:
    sheet = Book({"แผน": official(), "รายละเอียด": as_rows()}).sheet()
    rows = [list(row) for row in sheet.tabs[1].rows]
    rows[2][5] = date(2026, 10, 1)
    tabs = (sheet.tabs[0], replace(sheet.tabs[1], rows=tuple(map(tuple, rows))))

    plan = import_workbook(Sheet(tabs, ""), "ก.xlsx", HEADERS, DIMENSIONS)

    assert plan.details[0].texts[Heading.PERIOD] == "1 ตุลาคม 2569"


MERGED = Said(
    "doubt_merged_budget",
    {
        "tab": "แผน",
        "cells": "D8:D9",
        "amount": "20000",
        "names": f"“{NAMES[0]}”, “{NAMES[1]}”",
    },
)


def test_a_budget_merged_over_two_projects_is_said() -> None:
    rows = official()
    rows[8][3] = None

    plan = bring(Book({"แผน": rows}, {"แผน": ["D8:D9"]}))

    assert MERGED in plan.doubts
    assert plan.left == ()
    assert [row[Field.BUDGET] for row in plan.projects][:2] == ["20000", ""]


@pytest.mark.parametrize(
    "texts", [[1, 2, 3, 4], ["1", "2", "3", "4"], ["1/70", "2/70", "3/70", "4/70"]]
)
def test_quarters_as_numbers_in_the_row_of_the_headers_are_quarters(
    texts: list[int | str],
) -> None:
    rows = official()
    rows[5:7] = [[*rows[5][:4], *texts, "หมายเหตุ"]]

    plan = bring(Book({"แผน": rows}))

    assert projects_of(plan) == [(key(own), *rest) for own, *rest in PROJECTS]
    assert (plan.unplaced, plan.left) == ((), ())


@pytest.mark.parametrize(
    ("year", "first"), [("2570", "20000"), ("2571", "2"), ("", "")]
)
def test_of_budgets_of_several_years_those_of_the_plans_year_are_taken(
    year: str, first: str
) -> None:
    rows = of_years()
    rows[1] = [f"ประจำปีงบประมาณ พ.ศ. {year}" if year else "(พ.ศ. 2569 - 2571)"]

    plan = bring(Book({"แผน": rows}))

    assert plan.projects[0][Field.BUDGET] == first
    assert ("doubt_budgets" in {doubt.code for doubt in plan.doubts}) is not bool(year)
    others = "".join(plan.unplaced)
    assert all(each in others for each in ("2569", "2570", "2571") if each != year)
