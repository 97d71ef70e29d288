from dataclasses import replace
from decimal import Decimal

import pytest

from sync.messages import load_words
from sync.model.cells import Cell, CellEdit, Sheet, Tab, Uncomputed, Value
from sync.model.plan import Plan
from sync.plan.totals import compute_totals
from sync.rules.catalogue import load_rule_texts
from sync.rules.validate import find_hits, phrase
from sync.sheet.read import read_plan
from sync.sheet.write_back import Linked, area_edits, find_edits, give_keys
from tests.sheets import HEADERS, PROJECTS, REFERENCE, clean_sheet, place, type_in

WORDS = load_words("th")
TEXTS = load_rule_texts()["th"]


def edits_of(sheet: Sheet) -> dict[str, Value]:
    return {str(edit.cell): edit.new for edit in all_edits(sheet)}


def all_edits(sheet: Sheet) -> tuple[CellEdit, ...]:
    reading = read_plan(sheet, HEADERS)
    totals = compute_totals(reading.plan)
    hits = find_hits(reading, totals, (), REFERENCE)
    findings = phrase(hits, reading.plan, reading.matching, HEADERS, TEXTS)
    plan = give_keys(reading.plan, {})
    return find_edits(reading, plan, totals, findings, HEADERS, WORDS)


def apply(sheet: Sheet, edits: tuple[CellEdit, ...]) -> Sheet:
    titles = {tab.title for tab in sheet.tabs}
    missing = {edit.cell.tab for edit in edits} - titles
    grown = replace(sheet, tabs=(*sheet.tabs, *(Tab(title) for title in missing)))
    return type_in(grown, {str(edit.cell): edit.new for edit in edits})


def keys_of(plan: Plan) -> list[str]:
    return [project.key for project in plan.projects]


def test_a_clean_plan_gets_passed_and_a_key_in_every_row() -> None:
    edits = edits_of(clean_sheet())

    assert [edits[f"{PROJECTS}!J{row}"] for row in (3, 4, 5)] == ["ผ่าน"] * 3
    assert len({edits[f"{PROJECTS}!L{row}"] for row in (3, 4, 5)}) == 3


def test_a_sheet_that_is_right_needs_no_edit() -> None:
    sheet = apply(clean_sheet(), all_edits(clean_sheet()))

    assert all_edits(sheet) == ()


def test_a_row_says_what_to_correct_in_it() -> None:
    sheet = type_in(clean_sheet(), {f"{PROJECTS}!C4": "", f"{PROJECTS}!F4": False})

    edits = edits_of(sheet)

    assert edits[f"{PROJECTS}!J4"] == "ต้องแก้ไข 2 จุด"
    assert edits[f"{PROJECTS}!K4"] == (
        "• มิติ: ยังไม่ได้เลือกมิติ\n• ดำเนินการไตรมาส 1: ยังไม่ได้ทำเครื่องหมายไตรมาสที่จะดำเนินการ"
    )


def test_a_row_says_once_what_is_wrong_in_many_places_and_how_much_more() -> None:
    typed = {f"{PROJECTS}!{column}4": "?" for column in "EFGH"}
    sheet = type_in(
        clean_sheet(), {**typed, f"{PROJECTS}!C4": "", f"{PROJECTS}!D4": "?"}
    )

    assert edits_of(sheet)[f"{PROJECTS}!K4"] == (
        "• มิติ: ยังไม่ได้เลือกมิติ\n"
        "• งบประมาณ (บาท): อ่านงบประมาณไม่ได้ “?”\n"
        "• ดำเนินการไตรมาส 1: อ่านเครื่องหมายในช่องไตรมาสไม่ได้ “?”\n"
        "… และอีก 3 จุด ดูแท็บผลการตรวจสอบ"
    )


def test_lines_and_the_rest_make_the_numbers_of_the_status() -> None:
    typed = {f"{PROJECTS}!C4": "", "รายละเอียด!D3": "หมู่บ้าน จำนวน ๕ คน"}
    edits = edits_of(type_in(clean_sheet(), typed))

    assert edits[f"{PROJECTS}!J4"] == "ต้องแก้ไข 1 จุด · ควรตรวจสอบ 1 จุด"
    assert edits[f"{PROJECTS}!K4"] == (
        "• มิติ: ยังไม่ได้เลือกมิติ\n"
        "• (ควรตรวจสอบ) กลุ่มเป้าหมาย: หน่วยนับไม่ตรงกับกลุ่มเป้าหมาย “หมู่บ้าน จำนวน ๕ คน”"
    )


def test_only_the_workers_own_cells_are_edited() -> None:
    sheet = type_in(clean_sheet(), {f"{PROJECTS}!C4": "", f"{PROJECTS}!D6": 1})

    for edit in all_edits(sheet):
        own_column = edit.cell.column in {10, 11, 12}
        totals_row = edit.cell.row == 6
        assert edit.cell.tab == PROJECTS
        assert own_column or totals_row


def test_an_edit_expects_what_stands_in_the_cell() -> None:
    checked = apply(clean_sheet(), all_edits(clean_sheet()))
    sheet = type_in(checked, {f"{PROJECTS}!J3": "ดีมาก"})

    (edit,) = [e for e in all_edits(sheet) if e.cell == place(f"{PROJECTS}!J3")]

    assert edit == CellEdit(place(f"{PROJECTS}!J3"), "ดีมาก", "ผ่าน")


def test_a_total_whose_formula_nobody_worked_out_yet_is_left() -> None:
    sheet = type_in(clean_sheet(), {f"{PROJECTS}!D6": Uncomputed("=SUM(D3:D5)")})

    assert f"{PROJECTS}!D6" not in edits_of(sheet)


def test_totals_are_put_right_and_zero_is_written() -> None:
    sheet = type_in(clean_sheet(), {f"{PROJECTS}!D6": 1, f"{PROJECTS}!H6": ""})

    edits = edits_of(sheet)

    assert edits[f"{PROJECTS}!D6"] == Decimal(25000)
    assert edits[f"{PROJECTS}!H6"] == Decimal(0)


def test_a_tick_in_the_totals_is_no_number_though_python_calls_them_equal() -> None:
    ticks = {f"{PROJECTS}!{column}3": None for column in "EFGH"}
    ticks |= {f"{PROJECTS}!{column}4": None for column in "EFGH"}
    ticks |= {f"{PROJECTS}!{column}5": None for column in "FGH"}
    totals = {f"{PROJECTS}!E6": True, f"{PROJECTS}!F6": False}
    sheet = type_in(clean_sheet(), {**ticks, f"{PROJECTS}!E5": True, **totals})

    edits = edits_of(sheet)

    assert (edits[f"{PROJECTS}!E6"], edits[f"{PROJECTS}!F6"]) == (1, 0)
    assert not isinstance(edits[f"{PROJECTS}!E6"], bool)
    assert not isinstance(edits[f"{PROJECTS}!F6"], bool)


def test_a_missing_totals_row_is_made_below_the_last_project() -> None:
    cleared = {f"{PROJECTS}!{column}6": "" for column in "ADEFGH"}

    edits = edits_of(type_in(clean_sheet(), cleared))

    assert edits[f"{PROJECTS}!A6"] == "รวมทั้งสิ้น"
    assert edits[f"{PROJECTS}!D6"] == Decimal(25000)


def test_a_missing_column_of_ours_is_made_right_of_everything() -> None:
    sheet = type_in(clean_sheet(), {f"{PROJECTS}!J1": "", f"{PROJECTS}!M4": "ของพี่แดง"})

    edits = edits_of(sheet)

    assert edits[f"{PROJECTS}!N1"] == "สถานะ"
    assert edits[f"{PROJECTS}!N3"] == "ผ่าน"
    made = apply(sheet, all_edits(sheet))
    assert all_edits(made) == ()  # and is known as ours the next time


def test_a_row_without_project_keeps_no_status() -> None:
    cleared = {f"{PROJECTS}!{column}5": "" for column in "ABCDEFGH"}
    sheet = type_in(clean_sheet(), {**cleared, f"{PROJECTS}!J5": "ผ่าน"})

    assert edits_of(sheet)[f"{PROJECTS}!J5"] is None


def test_keys_stay_with_their_rows_through_sorting() -> None:
    plan = give_keys(read_plan(clean_sheet(), HEADERS).plan, {})
    turned = replace(plan, projects=plan.projects[::-1])

    assert keys_of(give_keys(turned, {})) == keys_of(plan)[::-1]


def test_a_copied_key_stays_with_the_project_the_ledger_knows_it_by() -> None:
    plan = give_keys(read_plan(clean_sheet(), HEADERS).plan, {})
    first, second, third = plan.projects
    copied = replace(plan, projects=(replace(second, key=first.key), first, third))

    keys = keys_of(give_keys(copied, {first.key: first.name}))

    assert keys[1:] == [first.key, third.key]
    assert len(set(keys)) == 3


def test_a_key_that_was_cleared_comes_back_to_its_project() -> None:
    plan = read_plan(clean_sheet(), HEADERS).plan
    known = {"AAAAA": plan.projects[1].name, "BBBBB": "โครงการที่ถอดออกแล้ว"}
    held = replace(plan.projects[0], key="CCCCC")
    first, second, _ = keys_of(
        give_keys(replace(plan, projects=(held, *plan.projects[1:])), known)
    )

    assert (first, second) == ("CCCCC", "AAAAA")


def test_a_cleared_key_of_two_projects_of_one_name_comes_back_to_neither() -> None:
    plan = read_plan(clean_sheet(), HEADERS).plan
    first, second, third = plan.projects
    twins = replace(plan, projects=(first, replace(second, name=first.name), third))

    assert "AAAAA" not in keys_of(give_keys(twins, {"AAAAA": first.name}))
    twice = {"AAAAA": first.name, "BBBBB": first.name}
    assert not {"AAAAA", "BBBBB"} & set(keys_of(give_keys(plan, twice)))


def test_a_key_once_used_is_not_given_to_another_project() -> None:
    plan = read_plan(clean_sheet(), HEADERS).plan
    (key, *_) = keys_of(give_keys(plan, {}))

    assert key not in keys_of(give_keys(plan, {key: "โครงการที่ถอดออกแล้ว"}))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("K" * 20, True), ("K" * 21, False), ("AB-12", False), ("กข๑๒", False)],
)
def test_a_key_is_twenty_letters_and_digits_at_most(typed: str, kept: bool) -> None:
    others = {f"{PROJECTS}!L4": "7K2QM", f"{PROJECTS}!L5": "8M3RN"}
    sheet = type_in(clean_sheet(), {f"{PROJECTS}!L3": typed, **others})

    (key, *_) = keys_of(give_keys(read_plan(sheet, HEADERS).plan, {}))

    assert (key == typed) is kept


def test_a_key_is_derived_from_its_row_whatever_other_keys_there_are() -> None:
    plan = read_plan(clean_sheet(), HEADERS).plan

    alone = keys_of(give_keys(plan, {}))
    among = keys_of(give_keys(plan, {"AAAAA": "อื่น", "BBBBB": "อีก", "CCCCC": "อีก"}))

    assert among == alone
    assert len(set(alone)) == 3


@pytest.mark.parametrize(("old", "new"), [("ก", "ข"), ("ข", "ก")])
def test_a_cell_that_shows_another_text_is_edited_whichever_comes_first(
    old: str, new: str
) -> None:
    there = Tab(PROJECTS, ((old,),))

    edits = list(area_edits(there, Cell(PROJECTS, 1, 1), [(new,)], own=1))

    assert edits == [CellEdit(Cell(PROJECTS, 1, 1), old, new)]


@pytest.mark.parametrize(
    ("there", "right"),
    [
        ("https://example.com/%E0%B9%81%E0%B8%9C%E0%B8%99", True),
        ("https://example.com/แผน", True),
        ("https://example.com/อื่น", False),
        ("", False),
    ],
)
def test_a_cell_that_leads_elsewhere_is_edited_though_it_shows_the_same(
    there: str, *, right: bool
) -> None:
    cell = Cell(PROJECTS, 1, 1)
    tab = Tab(PROJECTS, (("เปิด",),), links={cell: there} if there else {})
    new = Linked("เปิด", "https://example.com/แผน")

    edits = list(area_edits(tab, cell, [(new,)], own=1))

    assert edits == ([] if right else [CellEdit(cell, "เปิด", "เปิด", new.link)])
