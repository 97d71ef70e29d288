"""A list of offices as people keep it: what each row says, and what follows from it."""

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest

from sync.adapters.google.drive import file_id_of
from sync.model.cells import Area, Cell, EmptyResult, Sheet, Tab, Value
from sync.plan.labels import load_headers
from sync.province.registry import (
    Known,
    Line,
    Listed,
    Listing,
    There,
    follow,
    read_list,
)

HEAD = ("ชื่อโฟลเดอร์", "ลิงก์แผ่นงาน", "กลุ่มบัญชี", "เปิดใช้")


def sheet_id(letter: str) -> str:
    return f"1{letter * 30}"


def link(letter: str) -> str:
    return f"https://docs.google.com/spreadsheets/d/{sheet_id(letter)}/edit#gid=0"


def listing(
    *rows: Sequence[Value], head: Sequence[Value] = HEAD, **offices: str
) -> Listing:
    return read_tabs(Tab("รายชื่อ", (tuple(head), *map(tuple, rows))), **offices)


def read_tabs(*tabs: Tab, **offices: str) -> Listing:
    there = There(file_id_of, frozenset({"north", "south"}), offices)
    return read_list(Sheet(tabs, "r"), load_headers(), there)


def code(line: Line) -> str:
    return line.problem.code if line.problem else ""


def told(*rows: Sequence[Value], **offices: str) -> list[str]:
    return [code(line) for line in listing(*rows, **offices).lines]


def test_a_row_names_an_office_its_sheet_its_pool_and_whether_it_is_on() -> None:
    found = listing(
        ("nong-bua", link("a"), "north", True),
        ("  Nong-Bua-๒ ", link("b"), None, "ปิด"),
        ("c", link("c"), "", None),
    ).lines

    assert [(it.name, it.sheet, it.pool, it.on) for it in found] == [
        ("nong-bua", sheet_id("a"), "north", True),
        ("nong-bua-2", sheet_id("b"), "", False),
        ("c", sheet_id("c"), "", True),
    ]
    assert {code(it) for it in found} == {""}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("", link("a")), "no_name"),
        (("../up", link("a")), "name"),
        (("a/b", link("a")), "name"),
        (("หนองบัว", link("a")), "name"),
        (("-a", link("a")), "name"),
        (("a" * 61, link("a")), "name"),
        (("=HYPERLINK()", link("a")), "name"),
        (("a", ""), "no_link"),
        (("a", "ดูในไลน์"), "link"),
        (("a", "https://example.com/d/1"), "link"),
        (("a", link("a"), "east"), "pool"),
        (("a", link("a"), "", "รอดูก่อน"), "on"),
    ],
)
def test_a_row_that_cannot_be_understood_says_why(
    row: Sequence[Value], problem: str
) -> None:
    assert told(row, ("good", link("z"))) == [problem, ""]


def test_of_two_rows_for_one_office_or_one_sheet_neither_is_followed() -> None:
    assert told(("a", link("a")), ("a", link("b"))) == ["same_name"] * 2
    assert told(("a", link("a")), ("b", link("a"))) == ["same_sheet"] * 2


def test_a_sheet_that_another_office_works_with_makes_no_second_office() -> None:
    assert told(("b", link("a")), a=sheet_id("a")) == ["taken"]
    assert told(("a", link("b")), a=sheet_id("a")) == ["other_sheet"]
    assert told(("a", link("a")), a=sheet_id("a")) == [""]
    # an office with a key of its own: nobody here knows its sheet
    assert told(("a", link("b")), a="") == [""]


def test_an_office_that_has_a_folder_keeps_its_name_whatever_that_is() -> None:
    there = {"หนองบัว": sheet_id("a")}

    (line,) = listing(("หนองบัว", link("a")), **there).lines

    assert (line.name, line.problem) == ("หนองบัว", None)


def test_headings_are_met_wherever_they_are_and_however_they_are_spelt() -> None:
    rows = (
        ("รายชื่อหน่วยงานในจังหวัด",),
        (),
        ("ลำดับ", "โฟลเดอร์", "อำเภอ", "ลิงค์  แผ่นงาน"),
        (Decimal(1), "a", "เมือง", link("a")),
        (None, "รวม", None, None),
        (None, "หมายเหตุ: โทรถามได้", None, None),
    )

    (line,) = read_tabs(Tab("โน้ต", (("x",),)), Tab("รายชื่อ", rows)).lines

    assert (line.name, line.row) == ("a", 4)


def test_of_two_columns_for_one_thing_the_left_one_is_followed() -> None:
    head = ("ชื่อโฟลเดอร์", "ลิงก์", "กลุ่ม", "ลิงค์")

    found = listing(("a", link("a"), None, link("b")), head=head)

    assert [line.sheet for line in found.lines] == [sheet_id("a")]


def test_headings_merged_over_two_rows_and_cells_merged_over_several() -> None:
    rows = (
        ("ชื่อโฟลเดอร์", "แผ่นงานของหน่วยงาน", None),
        (None, "ลิงก์แผ่นงาน", "กลุ่มบัญชี"),
        ("a", link("a"), "north"),
        ("b", link("b"), None),
    )
    merged = (Area(1, 1, 2, 1), Area(1, 2, 1, 3), Area(3, 3, 4, 3))

    found = read_tabs(Tab("รายชื่อ", rows, merged=merged)).lines

    assert [(it.name, it.pool) for it in found] == [("a", "north"), ("b", "north")]


def test_a_link_below_words_is_where_they_lead() -> None:
    place = Cell("รายชื่อ", 2, 2)
    tab = Tab("รายชื่อ", (HEAD, ("a", "เปิดดู")), links={place: link("a")})

    (line,) = read_tabs(tab).lines

    assert line.sheet == sheet_id("a")


KNOWN = Known(
    {
        "a": Listed(sheet_id("a"), "north"),
        "b": Listed(sheet_id("b")),
    }
)
FOLDERS = ("a", "b")


def test_a_new_row_makes_an_office_unless_it_is_off() -> None:
    now = listing(("a", link("a")), ("c", link("c")), ("d", link("d"), "", False))

    known, new = follow(Known(), now, ("a",))

    assert [line.name for line in new] == ["c"]
    assert known.paused == {"d"}


def test_a_row_that_is_gone_pauses_its_office_and_one_that_comes_back_goes_on() -> None:
    gone, new = follow(KNOWN, listing(("a", link("a"), "north")), FOLDERS)
    back, _ = follow(gone, listing(("a", link("a")), ("b", link("b"))), FOLDERS)
    moved, _ = follow(gone, listing(("a", link("a"))), ("a",))

    assert gone.paused == {"b"}
    assert not new
    assert [dict(it.facts) for it in gone.gone] == [{"offices": "b"}]
    assert not back.paused | moved.paused
    assert back.gone == moved.gone == ()


def test_of_many_that_are_gone_one_sentence_is_told_and_not_too_long() -> None:
    every = {f"office-{it}": Listed(sheet_id("z"), gone=True) for it in range(900)}

    (told,) = Known(every).gone

    assert len(dict(told.facts)["offices"]) == 101
    assert dict(told.facts)["offices"].endswith("…")


@pytest.mark.parametrize(
    "row",
    [("b", "ดูในไลน์"), ("หนองบัว", link("b")), ("b", link("b"), "east")],
)
def test_of_a_row_that_is_no_longer_understood_what_was_known_goes_on(
    row: Sequence[Value],
) -> None:
    known, new = follow(KNOWN, listing(("a", link("a"), "north"), row), FOLDERS)

    assert known.offices == KNOWN.offices
    assert new == []
    assert [it.code for it in known.problems] == ["rows"]


@pytest.mark.parametrize(
    ("tabs", "problem"),
    [
        ((), "no_list"),
        ((Tab("x", (("ชื่อโฟลเดอร์", "อำเภอ"), ("a", "b"))),), "no_list"),
        ((Tab("x", (HEAD,)),), "empty"),
        ((Tab("x", (HEAD, ("a", link("a")))), Tab("y", (HEAD,))), "lists"),
    ],
)
def test_from_what_is_no_list_nothing_follows(
    tabs: tuple[Tab, ...], problem: str
) -> None:
    known, new = follow(KNOWN, read_tabs(*tabs), FOLDERS)

    assert (known.offices, known.paused, new) == (KNOWN.offices, frozenset(), ())
    assert [it.code for it in known.problems] == [problem]


def test_whatever_stands_in_a_list_no_office_gets_a_name_that_leads_elsewhere() -> None:
    dice = random.Random(7)  # noqa: S311  no secret
    cells: list[Value] = [
        *("a", "b-1", "../x", "a/b", "a\\b", "CON", ".", "~", "๑", "a\nb", " a", "รวม"),
        *(link("a"), link("b"), "x://y", "=A1", None, True, Decimal(5), Decimal("1.5")),
        EmptyResult(),
    ]
    for _ in range(300):
        rows = [tuple(dice.choices(cells, k=4)) for _ in range(dice.randrange(1, 6))]
        known, new = follow(KNOWN, listing(*rows, a=sheet_id("a")), FOLDERS)

        assert all(
            line.name.isascii() and line.name.replace("-", "").isalnum() for line in new
        )
        assert len({line.name for line in new}) == len(new)
        assert KNOWN.offices.keys() <= known.offices.keys()
