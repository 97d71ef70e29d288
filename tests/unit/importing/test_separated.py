"""A file of separated cells is the tab that it was saved from."""

import csv
import io
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from sync import errors
from sync.importing import import_plan
from sync.importing.separated import read_separated
from sync.model.imports import ImportedPlan
from sync.wiring.bringing import read_source
from tests.unit.importing.bringing import BOOKS, bring
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import Book, Rows, official

ALONE = [
    name for name, book in BOOKS.items() if len(book.tabs) == 1 and not book.merged
]
WHOLE = "all in one tab"


def saved(rows: Rows, separator: str = ",", ending: str = "\r\n") -> str:
    """Return rows as Excel saves them: as many cells in each."""
    width = max(map(len, rows))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=ending)
    writer.writerows([*row, *[None] * (width - len(row))] for row in rows)
    return text.getvalue()


def imported(path: Path, content: bytes | str, name: str = "แผน.csv") -> ImportedPlan:
    file = path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_plan(file, HEADERS, DIMENSIONS)


def rows_of(book: Book) -> tuple[str, Rows]:
    ((title, rows),) = book.tabs.items()
    typed = [["TRUE" if cell is True else cell for cell in row] for row in rows]
    return title, typed


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("name", ALONE)
def test_a_plan_is_the_same_as_in_its_workbook(
    name: str, separator: str, tmp_path: Path
) -> None:
    title, rows = rows_of(BOOKS[name])

    plan = imported(tmp_path, saved(rows, separator), f"{title}.csv")

    assert plan == bring(Book({title: rows}))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16"]
)
def test_thai_is_read_as_excel_saves_it(encoding: str, tmp_path: Path) -> None:
    _, rows = rows_of(BOOKS[WHOLE])
    text = saved(rows).replace("✓", "/")

    plan = imported(tmp_path, text.encode(encoding))

    assert plan == imported(tmp_path, text)
    assert len(plan.projects) == len(plan.details) == 6


def test_rows_without_their_empty_cells_are_read_as_well(tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(official())

    assert imported(tmp_path, text.getvalue()) == imported(tmp_path, saved(official()))


@pytest.mark.parametrize("first", ["sep=;\n", "SEP=;\r\n", '"sep=;"\r\n'])
def test_a_first_line_that_says_what_separates_is_believed(first: str) -> None:
    tab = read_separated(f"{first}ก,ข;ค\r\n1,2;3".encode(), "ก")

    assert tab.rows == (("ก,ข", "ค"), ("1,2", "3"))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('ก,"ข\nค",ง\nจ,"ฉ, ""ช""",ซ', [("ก", "ข\nค", "ง"), ("จ", 'ฉ, "ช"', "ซ")]),
        ("ก;1,000\nข;20,000\n", [("ก", "1,000"), ("ข", "20,000")]),
        ('ก,"ข,ค\nง,จ,"20,000"\n', [("ก", "ข,ค"), ("ง", "จ", "20,000")]),
        ("ก,,\n,,\n,ข,\n", [("ก",), (), (None, "ข")]),
        ("ข้อความ\nเดียว", [("ข้อความ",), ("เดียว",)]),
        ("", []),
        # a mark within a name tears no other cell
        (
            'ก,ข,ค\n1,ชื่อ,"1. ขอ\n2. อบรม"\n2,ชื่อ,ง\n3,"กิจกรรม"บัตรคิว,จ\n',
            (
                ("ก", "ข", "ค"),
                ("1", "ชื่อ", "1. ขอ\n2. อบรม"),
                ("2", "ชื่อ", "ง"),
                ("3", "กิจกรรมบัตรคิว", "จ"),
            ),
        ),
    ],
)
def test_cells_are_as_typed(text: str, rows: Sequence[tuple[str | None, ...]]) -> None:
    assert read_separated(text.encode(), "ก").rows == tuple(rows)


def test_the_same_name_in_capitals_is_read_the_same(tmp_path: Path) -> None:
    assert len(imported(tmp_path, saved(official()), "แผน.CSV").projects) == 6
    assert len(imported(tmp_path, saved(official(), "\t"), "แผน.tsv").projects) == 6


@pytest.mark.parametrize(
    ("content", "stop"),
    [
        (b"\x9f\xcf\x11\xe0\x00\x00", errors.SourceNoText),
        ("จดหมาย,ธรรมดา".encode(), errors.SourceWithoutPlan),
        (b"," * 500_000, errors.SourceTooLarge),
        (b"a" * 500_000, errors.SourceTooLarge),
    ],
)
def test_what_is_no_plan_is_refused(
    content: bytes, stop: type[errors.WorkerError], tmp_path: Path
) -> None:
    with pytest.raises(stop):
        imported(tmp_path, content)


def test_the_command_reads_it_as_any_file(tmp_path: Path) -> None:
    file = tmp_path / "แผน.csv"
    file.write_text(saved(official()), "utf-8")

    assert (
        read_source(str(file), None, tmp_path).projects
        == bring(Book({"แผน": official()})).projects
    )


def test_endless_rows_take_little_time(tmp_path: Path) -> None:
    begun = time.process_time()
    text = saved([*official(), *([n, "ก", 1, 0] for n in range(2_000))])

    imported(tmp_path, text)

    assert time.process_time() - begun < 20
