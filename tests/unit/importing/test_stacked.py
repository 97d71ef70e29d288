"""Tables that an export has written one cell a line."""

from sync.model.plan import QUARTERS, Field, Info
from tests.unit.importing.exports import COVER, EXPORT, SECOND, TABLE, parse


def stacked(table: str) -> str:
    """Write each cell on a line of its own; merged ones are one cell."""
    upper, lower, *rows, total = [line.split("\t") for line in table.splitlines()]
    lines = [cell for cell in upper if cell] + lower
    lines += [cell for row in rows for cell in row]
    lines += [total[0], *total[3:]]
    return "\n".join(lines) + "\n"


STACKED = EXPORT.replace(TABLE, stacked(TABLE))


def test_a_table_of_one_cell_a_line_is_the_table() -> None:
    assert parse(STACKED) == parse(EXPORT)


def test_it_ends_where_it_ends_without_totals() -> None:
    *rows, _ = TABLE.splitlines(keepends=True)
    upper = stacked(TABLE).partition("รวมทั้งสิ้น")[0]

    plan = parse(COVER + upper + SECOND)

    assert plan.projects == parse("".join([COVER, *rows, SECOND])).projects
    assert plan.totals == {}
    assert len(plan.details) == 1


def test_a_name_of_two_lines_is_one_name() -> None:
    broken = STACKED.replace("โครงการอบรมคุณธรรม\n", "โครงการอบรม\nคุณธรรม\n", 1)

    plan = parse(broken)

    assert plan.projects[0][Field.NAME] == "โครงการอบรม คุณธรรม"
    assert plan.projects[0][Field.BUDGET] == "20,000.00"
    assert plan.projects[1] == parse(EXPORT).projects[1]


def test_where_empty_cells_are_left_out_no_quarter_is_guessed() -> None:
    dense = "".join(
        line for line in stacked(TABLE).splitlines(keepends=True) if line.strip()
    )

    plan = parse(EXPORT.replace(TABLE, dense))

    assert [row[Field.NAME] for row in plan.projects] == [
        "โครงการอบรมคุณธรรม",
        "มาตรการ “งดรับของขวัญ”",
    ]
    assert not any(row[quarter] for row in plan.projects for quarter in QUARTERS)
    assert plan.unplaced == ("☑", "เร่งด่วน", "☑", "☑")


CONTENTS = "สารบัญ\n๑.\tโครงการอบรมคุณธรรม\t๕\n๒. มาตรการ “งดรับ\nของขวัญ” ...... ๗\n"


def test_a_table_of_contents_says_nothing_of_its_own() -> None:
    assert parse(COVER + CONTENTS + EXPORT.removeprefix(COVER)) == parse(EXPORT)


def test_an_entry_of_another_name_is_kept() -> None:
    other = CONTENTS + "๓. โครงการที่ไม่มี ๙\n"

    plan = parse(COVER + other + EXPORT.removeprefix(COVER))

    assert plan.unplaced == ("๓. โครงการที่ไม่มี ๙",)


def test_a_place_to_sign_names_the_approver_in_brackets() -> None:
    sign = "ลงชื่อ ………………… ผู้อนุมัติ\n(นายตัวอย่าง รักสุจริต)\nตำแหน่ง นายก\nวันที่ ……………\n"

    plan = parse(COVER + TABLE + sign + SECOND)

    assert plan.info[Info.APPROVER] == "นายตัวอย่าง รักสุจริต"
    assert plan.info[Info.APPROVER_POSITION] == "นายก"
    assert plan.unplaced == ()
