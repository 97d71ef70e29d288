from decimal import Decimal

from sync.model.changes import Change, Facts
from sync.plan.changes import compare, plan_facts
from sync.sheet.read import read_plan
from sync.sheet.write_back import give_keys
from tests.sheets import HEADERS, NAMES, PROJECTS, clean_sheet, type_in


def facts_of(**typed: object) -> Facts:
    keys = {f"{PROJECTS}!L{row}": f"KEYS{row}" for row in (3, 4, 5)}
    cells = {address.replace("_", "!"): value for address, value in typed.items()}
    sheet = type_in(clean_sheet(), {**keys, **cells})
    reading = read_plan(sheet, HEADERS)
    return plan_facts(give_keys(reading.plan, {}), reading.matching, HEADERS)


def changes(before: Facts, after: Facts) -> list[Change]:
    return list(compare(before, after, added="เพิ่ม", gone="ออก"))


def test_the_same_plan_has_no_changes() -> None:
    assert changes(facts_of(), facts_of()) == []


def test_a_changed_field_is_told_by_project_with_old_and_new() -> None:
    after = facts_of(**{f"{PROJECTS}_D3": Decimal(30000), "รายละเอียด_H2": "กองคลัง"})

    assert changes(facts_of(), after) == [
        Change(NAMES[0], "งบประมาณ (บาท)", "20,000.00", "30,000.00"),
        Change(NAMES[0], "ผู้รับผิดชอบ", "สำนักปลัด", "กองคลัง"),
    ]


def test_a_new_project_is_one_change() -> None:
    without = {f"{PROJECTS}_{column}5": "" for column in "ABCDEFGHL"}

    assert changes(facts_of(**without), facts_of()) == [
        Change(NAMES[2], "เพิ่ม", "", NAMES[2])
    ]
    assert changes(facts_of(), facts_of(**without)) == [
        Change(NAMES[2], "ออก", NAMES[2], "")
    ]


def test_the_order_of_rows_alone_is_no_change_of_any_project() -> None:
    swapped = {
        f"{PROJECTS}_{column}{row}": value
        for row, other in ((3, 4), (4, 3))
        for column, value in zip(
            "BCDEFL",
            (
                NAMES[other - 3],
                other - 2,
                (20000, 0)[other - 3],
                other == 3,
                other == 4,
                f"KEYS{other}",
            ),
            strict=True,
        )
    }

    told = changes(facts_of(), facts_of(**swapped))

    assert {change.field for change in told} == {"ลำดับ"}
