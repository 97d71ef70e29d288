"""What every spreadsheet promises to whoever writes in it."""

from decimal import Decimal

import pytest

from sync.errors import SheetChanged
from sync.model.cells import Cell, CellEdit, Tab, Value
from tests.contracts.spreadsheet.desks import NOTES, PLAN, STATUS, Desk, value_at


def test_writing_changes_the_named_cells_and_no_other(desk: Desk) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write(
        [
            CellEdit(STATUS, "รอตรวจ", "ผ่าน"),
            CellEdit(Cell("โครงการ", 3, 5), None, "ต้องแก้ไข 2 จุด"),
            CellEdit(Cell("โครงการ", 5, 4), Decimal(1), Decimal(2)),
        ],
        seen=seen,
    )

    assert desk.spreadsheet.read().tabs == (
        Tab(
            "โครงการ",
            (
                PLAN.rows[0],
                (Decimal(1), "กิจกรรมต้นกล้า", Decimal("20000.5"), True, "ผ่าน"),
                (Decimal(2), "มาตรการ No Gift Policy", None, False, "ต้องแก้ไข 2 จุด"),
                (),
                ("รวมทั้งสิ้น", None, Decimal("20000.5"), Decimal(2)),
            ),
        ),
        NOTES,
    )


def test_a_sheet_that_changed_since_it_was_seen_is_not_written(desk: Desk) -> None:
    seen = desk.spreadsheet.read()
    desk.type_in(Cell("โครงการ", 3, 2), "มาตรการใหม่")
    changed = desk.spreadsheet.read()

    with pytest.raises(SheetChanged):
        desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", "ผ่าน")], seen=seen)

    assert desk.spreadsheet.read() == changed


def test_a_sheet_seen_before_our_own_write_is_stale(desk: Desk) -> None:
    seen = desk.spreadsheet.read()
    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", "ผ่าน")], seen=seen)

    with pytest.raises(SheetChanged):
        desk.spreadsheet.write([CellEdit(STATUS, "ผ่าน", "รอตรวจ")], seen=seen)

    assert value_at(desk.spreadsheet.read(), STATUS) == "ผ่าน"


@pytest.mark.parametrize(
    "unexpected",
    [
        CellEdit(Cell("โครงการ", 2, 3), Decimal(1), Decimal(2)),
        CellEdit(Cell("โครงการ", 2, 4), Decimal(1), Decimal(2)),  # TRUE is no 1
        CellEdit(Cell("โครงการ", 3, 5), "ผ่าน", "รอตรวจ"),
        CellEdit(Cell("ไม่มีแท็บนี้", 1, 1), "ผ่าน", "รอตรวจ"),
    ],
    ids=str,
)
def test_one_unexpected_value_and_nothing_is_written(
    desk: Desk, unexpected: CellEdit
) -> None:
    seen = desk.spreadsheet.read()

    with pytest.raises(SheetChanged):
        desk.spreadsheet.write(
            [CellEdit(STATUS, "รอตรวจ", "ผ่าน"), unexpected], seen=seen
        )

    assert desk.spreadsheet.read() == seen


def test_writing_nothing_changes_nothing(desk: Desk) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write([], seen=seen)

    assert desk.spreadsheet.read() == seen


def test_a_missing_tab_is_added_at_the_end(desk: Desk) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write(
        [
            CellEdit(Cell("สรุป", 2, 2), None, Decimal(16)),
            CellEdit(Cell("สรุป", 1, 1), None, "สรุปแผน"),
        ],
        seen=seen,
    )

    assert desk.spreadsheet.read().tabs == (
        PLAN,
        NOTES,
        Tab("สรุป", (("สรุปแผน",), (None, Decimal(16)))),
    )


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.com")',
        "+66 2 000 0000",
        "-",
        "@SUM(A1)",
        "TRUE",
        "007",
        "๒๐,๐๐๐.๐๐ บาท",
        "น้ำใจ\u200bกู้ภัย นํ้า",
        "👩‍👩‍👧 ☑ 🇹🇭",
        "<b>&amp;</b> ]]>",
        "  ชิดขวา \n\n บรรทัดใหม่\tแท็บ ",
        "_x0041_ _x000A_",
        "ก" * 30_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_text_stays_the_text_it_is(desk: Desk, text: str) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", text)], seen=seen)

    assert value_at(desk.spreadsheet.read(), STATUS) == text


@pytest.mark.parametrize(
    "value",
    [
        Decimal(0),
        Decimal("0.01"),
        Decimal("-500.25"),
        Decimal("20000.00"),
        Decimal("999999999999.99"),
        Decimal("1E+6"),
        True,
        False,
    ],
    ids=str,
)
def test_a_number_and_a_tick_stay_exact(desk: Desk, value: Value) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", value)], seen=seen)

    written = value_at(desk.spreadsheet.read(), STATUS)
    assert written == value
    assert type(written) is type(value)


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_emptied_cell_holds_nothing(desk: Desk, nothing: Value) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", nothing)], seen=seen)

    assert value_at(desk.spreadsheet.read(), STATUS) is None


@pytest.mark.parametrize(
    "link",
    [Cell("บันทึก", 1, 2), "https://example.com/แผน?a=1&b=2", None],
    ids=["cell", "address", "none"],
)
def test_a_link_leaves_the_value_as_it_is(desk: Desk, link: Cell | str | None) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", "เปิด", link)], seen=seen)

    assert value_at(desk.spreadsheet.read(), STATUS) == "เปิด"
